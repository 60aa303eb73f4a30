/* chart_slope.c - a slope chart: a line a class from the first to the last category, its name and value at both ends and
 * its change at the right one. The largest change is set bold; changes at least half as large are drawn in the colours of
 * rise and fall, the others in grey, so the eye finds what moved. */
#include "layout/chart.h"

struct line_of {
    bool drawn, changed, bold;
    int64_t change;
    uint32_t color;
    struct stroke stroke;
};

struct ends {
    struct label *labels;
    struct spot *spots;
    uint32_t *series;
    uint32_t n;
    mpt widest, total;
};

static bool unbroken(const struct plot *p, uint32_t series) {
    for (uint32_t c = 0; c < p->chart->n_categories; c++) {
        if (c + 1 < p->chart->n_categories && p->chart->break_after && p->chart->break_after[c])
            return false;
        if (decimal_missing(plot_value(p, series, c)->value) && (c == 0 || c + 1 == p->chart->n_categories))
            return false;
    }
    return p->chart->n_categories > 1;
}

static int64_t magnitude(int64_t n) {
    return n < 0 ? -n : n;
}

static struct line_of *find_lines(const struct plot *p) {
    const struct style *s = p->g->style;
    uint32_t n = p->chart->n_series, last = p->chart->n_categories - 1, bold = UINT32_MAX;
    struct line_of *lines = ARENA_ARRAY(p->g->arena, n, struct line_of);
    int64_t largest = 0;
    for (uint32_t i = 0; i < n; i++) {
        lines[i].changed = unbroken(p, i);
        if (!lines[i].changed)
            continue;
        lines[i].change = plot_units(p, plot_value(p, i, last)) - plot_units(p, plot_value(p, i, 0));
        if (magnitude(lines[i].change) > largest) {
            largest = magnitude(lines[i].change);
            bold = i;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        bool strong = lines[i].changed && largest > 0 && magnitude(lines[i].change) >= largest / 2;
        lines[i].bold = i == bold;
        lines[i].stroke = strong ? s->chart.strong : s->chart.weak;
        if (strong)
            lines[i].stroke.color = lines[i].change > 0 ? s->text.up : s->text.down;
    }
    return lines;
}

/* "(▲ 45,1)", in the unit of the values; a per cent's difference is in points, as the caption or table says. */
static void add_change(struct buf *out, const struct plot *p, uint32_t series, const struct line_of *line) {
    uint32_t last = p->chart->n_categories - 1;
    struct decimal a = plot_value(p, series, 0)->value, b = plot_value(p, series, last)->value;
    struct decimal change = decimal_sub(b, a);
    if (!line->changed || decimal_missing(change) || decimal_sign(change) == 0)
        return;
    buf_puts(out, decimal_sign(change) > 0 ? " (▲\xc2\xa0" : " (▼\xc2\xa0");
    number_paper(out, decimal_abs(change));
    buf_char(out, ')');
}

static struct str label_text(const struct plot *p, uint32_t series, uint32_t category,
                             const struct line_of *line) {
    struct buf out = BUF_EMPTY;
    struct str value = chart_value_text(p, plot_value(p, series, category), true),
               name = p->chart->series[series];
    if (category == 0) {
        buf_str(&out, name);
        buf_char(&out, ' ');
        buf_str(&out, value);
    } else {
        buf_str(&out, value);
        buf_char(&out, ' ');
        buf_str(&out, name);
        add_change(&out, p, series, line);
    }
    struct str text = arena_str(p->g->arena, buf_view(&out));
    buf_fini(&out);
    return text;
}

static struct ends find_ends(struct plot *p, uint32_t category, const struct line_of *lines) {
    uint32_t n = p->chart->n_series;
    struct arena *arena = p->g->arena;
    struct ends e = {ARENA_ARRAY(arena, n, struct label),
                     ARENA_ARRAY(arena, n, struct spot),
                     ARENA_ARRAY(arena, n, uint32_t),
                     0,
                     0,
                     0};
    for (uint32_t i = 0; i < n; i++) {
        if (decimal_missing(plot_value(p, i, category)->value))
            continue;
        const struct role *role = &p->g->style->roles[lines[i].bold ? ROLE_CHART_VALUE : ROLE_CHART_LABEL];
        struct str text = label_text(p, i, category, &lines[i]);
        e.labels[e.n] = label_make(p, text, role, p->place.width * 36 / 100, category ? SET_LEFT : SET_RIGHT);
        e.series[e.n] = i;
        e.spots[e.n].size = e.labels[e.n].height;
        e.widest = e.labels[e.n].width > e.widest ? e.labels[e.n].width : e.widest;
        e.total += e.labels[e.n++].height;
    }
    return e;
}

struct area {
    mpt left, right, top, bottom;
};

static mpt x_of(const struct plot *p, const struct area *a, uint32_t category) {
    uint32_t last = p->chart->n_categories - 1;
    return last ? (mpt)(a->left + (int64_t)(a->right - a->left) * category / last) : a->left;
}

static mpt y_of(const struct plot *p, const struct area *a, uint32_t series, uint32_t category) {
    return plot_position(plot_units(p, plot_value(p, series, category)), p->least, p->most, a->bottom,
                         a->top);
}

/* A label that had to move away from its point is joined to it by a hairline. */
static void place_ends(struct plot *p, const struct area *a, struct ends *e, uint32_t category, mpt high) {
    const struct style *s = p->g->style;
    mpt x = x_of(p, a, category), gap = 4 * s->chart.dot, near = s->chart.dot;
    for (uint32_t k = 0; k < e->n; k++)
        e->spots[k].at = y_of(p, a, e->series[k], category);
    chart_spread(p->g->arena, e->spots, e->n, 0, high);
    for (uint32_t k = 0; k < e->n; k++) {
        const struct label *label = &e->labels[k];
        mpt at = category ? x + gap : x - gap - label->width, y = e->spots[k].from;
        mpt middle = y + label->height / 2, off = middle - e->spots[k].at, side = category ? 1 : -1;
        label_place(p, label, at, y);
        plot_link(p, plot_value(p, e->series[k], category), at, y, at + label->width, y + label->height);
        if (off > near || off < -near)
            plot_rule(p, x + side * s->chart.dot, e->spots[k].at, x + side * (gap - s->chart.dot / 2), middle,
                      s->chart.grid, false);
    }
}

static void place_line(struct plot *p, const struct area *a, uint32_t series, const struct line_of *line) {
    const struct chart *c = p->chart;
    uint32_t before = UINT32_MAX;
    for (uint32_t i = 0; i < c->n_categories; i++) {
        bool missing = decimal_missing(plot_value(p, series, i)->value);
        if (!missing && before != UINT32_MAX)
            plot_rule(p, x_of(p, a, before), y_of(p, a, series, before), x_of(p, a, i), y_of(p, a, series, i),
                      line->stroke, false);
        before = missing || (c->break_after && c->break_after[i]) ? UINT32_MAX : i;
    }
    for (uint32_t i = 0; i < c->n_categories; i++)
        if (!decimal_missing(plot_value(p, series, i)->value))
            plot_dot(p, x_of(p, a, i), y_of(p, a, series, i), p->g->style->chart.dot, line->stroke.color);
}

static mpt place_axes(struct plot *p, const struct area *a, mpt foot) {
    const struct style *s = p->g->style;
    const struct role *role = &s->roles[ROLE_CHART_LABEL];
    uint32_t n = p->chart->n_categories;
    mpt height = 0;
    for (uint32_t i = 0; i < n; i++) {
        mpt x = x_of(p, a, i);
        struct label label =
            label_make(p, p->chart->categories[i], role, p->place.width / (mpt)n, SET_CENTER);
        plot_rule(p, x, 0, x, foot, s->chart.grid, false);
        label_place(p, &label, x - label.width / 2, foot + role->size / 4);
        height = label.height > height ? label.height : height;
    }
    return foot + role->size / 4 + height;
}

mpt chart_slope(struct plot *p, mpt room) {
    const struct style *s = p->g->style;
    uint32_t last = p->chart->n_categories - 1;
    const struct line_of *lines = find_lines(p);
    struct ends left = find_ends(p, 0, lines), right = {0};
    if (last)
        right = find_ends(p, last, lines);
    mpt need = left.total > right.total ? left.total : right.total,
        half = s->roles[ROLE_CHART_LABEL].pitch / 2;
    if (room < need)
        room = need;
    mpt gap = 4 * s->chart.dot;
    struct area a = {p->place.x + left.widest + gap, p->place.x + p->place.width - right.widest - gap, half,
                     room - half};
    mpt height = place_axes(p, &a, room);
    for (int bold = 0; bold < 2; bold++) /* the emphasised one on top */
        for (uint32_t i = 0; i < p->chart->n_series; i++)
            if (lines[i].bold == (bold == 1))
                place_line(p, &a, i, &lines[i]);
    place_ends(p, &a, &left, 0, room);
    if (last)
        place_ends(p, &a, &right, last, room);
    return height;
}
