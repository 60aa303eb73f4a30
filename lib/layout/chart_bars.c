/* chart_bars.c - level bars: a group of bars a category, one a series, the value at each end. Each category is a slab, so a
 * long chart (all communes of a province) goes over pages. A missing value has no bar but a dash. */
#include "layout/chart.h"

enum { SKIPPED = 1 }; /* the lightest tone is too faint for a bar on white, the darkest too heavy */

struct rows {
    struct plot *p;
    mpt names;       /* width of the names' column */
    mpt left, right; /* of the bars */
    int64_t low, high;
};

static bool any(const struct plot *p, uint32_t series) {
    (void)p;
    (void)series;
    return true;
}

static struct label value_label(struct plot *p, uint32_t series, uint32_t category) {
    const struct chart_value *v = plot_value(p, series, category);
    struct str text = decimal_missing(v->value) ? STR("–") : chart_value_text(p, v, false);
    return label_make(p, text, &p->g->style->roles[ROLE_CHART_LABEL], p->place.width / 3, SET_LEFT);
}

/* Names take what they need, at most two fifths; values what the widest needs. */
static void find_columns(struct rows *r) {
    struct plot *p = r->p;
    const struct role *role = &p->g->style->roles[ROLE_CHART_LABEL];
    mpt values = 0, most = p->place.width * 2 / 5;
    for (uint32_t c = 0; c < p->chart->n_categories; c++) {
        mpt width = inline_most(p->g, inline_str(p->g, p->chart->categories[c], role, p->tag, true));
        r->names = width > r->names ? width : r->names;
        for (uint32_t i = 0; i < p->chart->n_series; i++) {
            width = value_label(p, i, c).width;
            values = width > values ? width : values;
        }
    }
    r->names = r->names > most ? most : r->names;
    r->low = p->least < 0 ? p->least : 0;
    r->high = p->most > 0 ? p->most : 0;
    r->left = p->place.x + r->names + role->size;
    r->right = p->place.x + p->place.width - values - role->size / 2;
    if (r->low < 0) /* room for the values of bars to the left */
        r->left += values + role->size / 2;
}

static void place_bar(const struct rows *r, uint32_t category, uint32_t i, mpt y, mpt height) {
    struct plot *p = r->p;
    const struct style *s = p->g->style;
    const struct chart_value *v = plot_value(p, i, category);
    struct label label = value_label(p, i, category);
    mpt zero = plot_position(0, r->low, r->high, r->left, r->right), end = zero, gap = label.role->size / 3;
    if (!decimal_missing(v->value))
        end = plot_position(plot_units(p, v), r->low, r->high, r->left, r->right);
    uint32_t tone = chart_tone(s, i + SKIPPED, p->chart->n_series + 2 * SKIPPED);
    if (end != zero)
        galley_rect(p->g, p->tag, tone, zero < end ? zero : end, y, zero < end ? end : zero, y + height);
    mpt x = end < zero ? end - gap - label.width : end + gap, top = y + (height - label.height) / 2;
    label_place(p, &label, x, top);
    plot_link(p, v, x, top, x + label.width, top + label.height);
}

static mpt place_group(const struct rows *r, uint32_t category) {
    struct plot *p = r->p;
    const struct style *s = p->g->style;
    mpt n = (mpt)p->chart->n_series, bar = s->chart.row * (n > 1 ? 3 : 4) / 4, gap = s->chart.row_gap;
    struct label name =
        label_make(p, p->chart->categories[category], &s->roles[ROLE_CHART_LABEL], r->names, SET_LEFT);
    mpt bars = n * bar, height = bars > name.height ? bars : name.height;
    mpt zero = plot_position(0, r->low, r->high, r->left, r->right);
    label_place(p, &name, p->place.x, gap / 2 + (height - name.height) / 2);
    for (mpt i = 0; i < n; i++)
        place_bar(r, category, (uint32_t)i, gap / 2 + (height - bars) / 2 + i * bar, bar);
    plot_rule(p, zero, 0, zero, height + gap, s->chart.axis, false);
    return height + gap;
}

/* The legend comes first: it is on the page where reading begins. */
static void place_legend(struct plot *p) {
    const struct style *s = p->g->style;
    if (p->chart->n_series < 2)
        return;
    galley_open(p->g, s->chart.before, COST_NONE);
    galley_close(p->g, chart_legend(p, 0, SKIPPED, any), s->chart.before);
    p->g->next_cost = COST_FORBID;
}

/* On a further page: the chart's number, and the legend again. */
static uint32_t repeat_legend(struct plot *p, uint32_t *head) {
    struct galley *g = p->g;
    *head = (uint32_t)g->n_repeats;
    uint32_t n = block_continued(g, p->place);
    if (n == 0 || p->chart->n_series < 2)
        return n;
    MEM_ROOM(g->repeats, g->n_repeats, g->cap_repeats);
    g->repeats[g->n_repeats++] = g->slabs[g->n_slabs - 1];
    return n + 1;
}

void chart_bars(struct plot *p) {
    const struct style *s = p->g->style;
    struct rows r = {.p = p};
    find_columns(&r);
    place_legend(p);
    uint32_t n = p->chart->n_categories, head, n_head = repeat_legend(p, &head);
    size_t lines = p->g->n_lines, pieces = p->g->n_pieces;
    for (uint32_t c = 0; c < n; c++) {
        bool tied = c > 0 && n > 4 && (c < 2 || n - c < 2);
        galley_open(p->g, c ? 0 : s->chart.before, c == 0 ? COST_NONE : tied ? COST_FORBID : COST_GROUP);
        galley_close(p->g, place_group(&r, c), 0);
        p->g->slabs[p->g->n_slabs - 1].head = head;
        p->g->slabs[p->g->n_slabs - 1].n_head = c ? n_head : 0;
        p->g->n_lines = lines;
        p->g->n_pieces = pieces;
    }
    p->g->after = s->chart.after;
}
