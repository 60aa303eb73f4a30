/* chart_stacked.c - 100 % stacked bars: a bar a category, a segment a class, from light to dark. A segment too narrow for
 * its number has it above the bar, with a tick; hairlines join the borders of two bars that follow each other; what nobody
 * states is an outlined gap. */
#include "layout/chart.h"

struct bars {
    struct plot *p;
    mpt bar, gap;  /* height of a bar; between two */
    mpt x, width;  /* of a full bar */
    int64_t whole; /* 100 % at the plot's scale, or the largest sum where that is more */
    mpt *edges;    /* of the bar before: ends of its segments */
    bool first;
};

static bool known(const struct plot *p, uint32_t series) {
    for (uint32_t c = 0; c < p->chart->n_categories; c++)
        if (!decimal_missing(plot_value(p, series, c)->value))
            return true;
    return false;
}

static int64_t sum_of(const struct plot *p, uint32_t category) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_value *v = plot_value(p, i, category);
        int64_t units = decimal_missing(v->value) ? 0 : plot_units(p, v);
        sum += units > 0 && sum < INT64_MAX / 4 ? units : 0;
    }
    return sum;
}

static int64_t whole_of(const struct plot *p) {
    int64_t whole = 100;
    for (int i = 0; i < p->scale; i++)
        whole *= 10;
    for (uint32_t c = 0; c < p->chart->n_categories; c++)
        whole = sum_of(p, c) > whole ? sum_of(p, c) : whole;
    return whole;
}

/* Ends of the segments of a category's bar. */
static void find_edges(const struct bars *b, uint32_t category, mpt *edges) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < b->p->chart->n_series; i++) {
        const struct chart_value *v = plot_value(b->p, i, category);
        int64_t units = decimal_missing(v->value) ? 0 : plot_units(b->p, v);
        sum += units > 0 ? units : 0;
        edges[i] = plot_position(sum, 0, b->whole, b->x, b->x + b->width);
    }
}

static mpt start_of(const struct bars *b, const mpt *edges, uint32_t i) {
    return i ? edges[i - 1] : b->x;
}

/* Labels that do not fit inside stand above their segments, pushed apart. */
struct outside {
    struct label *labels;
    struct spot *spots;
    uint32_t *series;
    uint32_t n;
};

static struct role inked(const struct plot *p, uint32_t ground) {
    struct role role = p->g->style->roles[ROLE_CHART_LABEL];
    role.color = chart_ink(ground);
    return role;
}

static bool fits(const struct label *label, mpt room) {
    return label->width + label->role->size / 2 <= room;
}

static struct outside find_outside(const struct bars *b, uint32_t category, const mpt *edges) {
    struct plot *p = b->p;
    uint32_t n = p->chart->n_series;
    struct outside out = {ARENA_ARRAY(p->g->arena, n, struct label), ARENA_ARRAY(p->g->arena, n, struct spot),
                          ARENA_ARRAY(p->g->arena, n, uint32_t), 0};
    const struct role *role = &p->g->style->roles[ROLE_CHART_LABEL];
    for (uint32_t i = 0; i < n; i++) {
        const struct chart_value *v = plot_value(p, i, category);
        mpt from = start_of(b, edges, i);
        if (decimal_missing(v->value) || decimal_sign(v->value) <= 0)
            continue;
        struct label label = label_make(p, chart_value_text(p, v, false), role, b->width, SET_LEFT);
        if (fits(&label, edges[i] - from))
            continue;
        out.labels[out.n] = label;
        out.series[out.n] = i;
        out.spots[out.n++] = (struct spot){.at = (from + edges[i]) / 2, .size = label.width + role->size / 2};
    }
    chart_spread(p->g->arena, out.spots, out.n, b->x - role->size / 4, b->x + b->width);
    return out;
}

static void place_outside(const struct bars *b, const struct outside *out, uint32_t category, mpt top,
                          mpt bar) {
    struct plot *p = b->p;
    for (uint32_t k = 0; k < out->n; k++) {
        const struct label *label = &out->labels[k];
        mpt pad = label->role->size / 4, x = out->spots[k].from + pad, foot = top + label->height;
        label_place(p, label, x, top);
        plot_link(p, plot_value(p, out->series[k], category), x, top, x + label->width, foot);
        plot_rule(p, x + label->width / 2, foot, out->spots[k].at, bar, p->g->style->chart.axis, false);
    }
}

static void place_segment(const struct bars *b, uint32_t category, uint32_t i, mpt from, mpt to, mpt y) {
    struct plot *p = b->p;
    const struct style *s = p->g->style;
    const struct chart_value *v = plot_value(p, i, category);
    uint32_t tone = chart_tone(s, i, p->chart->n_series);
    if (to <= from)
        return;
    galley_rect(p->g, p->tag, tone, from, y, to, y + b->bar);
    plot_rule(p, to, y, to, y + b->bar, (struct stroke){s->chart.grid.weight, 0xffffff}, false);
    struct role role = inked(p, tone);
    struct label label = label_make(p, chart_value_text(p, v, false), &role, b->width, SET_LEFT);
    if (!fits(&label, to - from))
        return;
    label_place(p, &label, (from + to - label.width) / 2, y + (b->bar - label.height) / 2);
    plot_link(p, v, from, y, to, y + b->bar);
}

/* What is not known of the whole: only where a class is missing; a sum of 99,5 is just short. */
static void outline_gap(const struct bars *b, uint32_t category, mpt from, mpt y) {
    struct plot *p = b->p;
    mpt to = b->x + b->width, foot = y + b->bar;
    bool missing = false;
    for (uint32_t i = 0; i < p->chart->n_series; i++)
        missing |= decimal_missing(plot_value(p, i, category)->value);
    if (!missing || to - from < 2000)
        return;
    struct stroke stroke = {p->g->style->chart.axis.weight, p->g->style->chart.missing};
    plot_rule(p, from, y, to, y, stroke, true);
    plot_rule(p, to, y, to, foot, stroke, true);
    plot_rule(p, to, foot, from, foot, stroke, true);
}

/* Returns the foot of the bar. */
static mpt place_bar(struct bars *b, uint32_t category, const struct label *name, mpt y, bool above) {
    struct plot *p = b->p;
    const struct style *s = p->g->style;
    uint32_t n = p->chart->n_series;
    mpt *edges = ARENA_ARRAY(p->g->arena, n, mpt), top = y;
    find_edges(b, category, edges);
    struct outside out = find_outside(b, category, edges);
    if (above) {
        label_place(p, name, p->place.x, y);
        y += name->height + b->gap / 4;
    }
    mpt tick = b->gap / 4, bar = y + (out.n ? s->roles[ROLE_CHART_LABEL].pitch + tick : 0);
    for (uint32_t i = 0; i + 1 < n && !b->first && !above; i++)
        if (edges[i] > b->x && b->edges[i] > b->x && edges[i] < edges[n - 1] && out.n == 0)
            plot_rule(p, b->edges[i], top - b->gap, edges[i], bar, s->chart.grid, false);
    for (uint32_t i = 0; i < n; i++)
        place_segment(b, category, i, start_of(b, edges, i), edges[i], bar);
    outline_gap(b, category, edges[n - 1], bar);
    place_outside(b, &out, category, y, bar);
    if (!above)
        label_place(p, name, p->place.x, bar + (b->bar - name->height) / 2);
    b->edges = edges;
    b->first = false;
    return bar + b->bar;
}

/* Many bars are drawn thinner, so that they stay on one page. */
static mpt bar_height(const struct plot *p) {
    const struct style *s = p->g->style;
    mpt room = (s->page.height - s->page.top - s->page.bottom) / 2, least = s->roles[ROLE_CHART_LABEL].pitch;
    mpt height = room / (mpt)p->chart->n_categories - s->chart.bar_gap;
    mpt most = p->height == HEIGHT_LOWER ? s->chart.bar * 3 / 4 : s->chart.bar;
    return height > most ? most : height < least ? least : height;
}

mpt chart_stacked(struct plot *p) {
    const struct style *s = p->g->style;
    const struct role *role = &s->roles[ROLE_CHART_LABEL];
    uint32_t n = p->chart->n_categories;
    struct label *names = ARENA_ARRAY(p->g->arena, n, struct label);
    mpt widest = 0, y = 0;
    for (uint32_t c = 0; c < n; c++) {
        names[c] = label_make(p, p->chart->categories[c], role, p->place.width, SET_LEFT);
        widest = names[c].width > widest ? names[c].width : widest;
    }
    bool above = widest > p->place.width / 4; /* long names stand above their bars */
    mpt gutter = above ? 0 : widest + role->size;
    struct bars b = {.p = p, .x = p->place.x + gutter, .width = p->place.width - gutter, .first = true};
    b.whole = whole_of(p);
    b.bar = bar_height(p);
    b.gap = p->height == HEIGHT_LOWER ? s->chart.bar_gap / 2 : s->chart.bar_gap;
    for (uint32_t c = 0; c < n; c++)
        y = place_bar(&b, c, &names[c], y, above) + b.gap;
    return chart_legend(p, y, 0, known);
}
