/* chart_rank.c - a ranking: a bar a place, the largest (or least) first, each with its rank, its name and its value; the one
 * that the dossier is about stands out, and a dashed line across the bars says what they are measured against. A row is a
 * slab, so a long ranking goes over pages. */
#include "layout/chart.h"

struct rank_rows {
    struct plot *p;
    mpt ranks, names; /* right edge of the ranks; left edge of the names */
    mpt name_width;
    mpt left, right; /* of the bars */
    mpt bar, gap;
    int64_t low, high;
    mpt reference; /* x of the line; 0: none */
};

static bool has_reference(const struct plot *p) {
    return !decimal_missing(p->chart->reference.value) && p->chart->reference.label.len;
}

static const struct role *role_of(const struct plot *p, uint32_t category) {
    return &p->g->style->roles[p->chart->strong == category + 1 ? ROLE_CHART_VALUE : ROLE_CHART_LABEL];
}

static struct str rank_text(const struct plot *p, uint32_t category) {
    uint32_t rank = p->chart->ranks ? p->chart->ranks[category] : 0;
    return rank ? arena_printf(p->g->arena, "%u.", (unsigned)rank) : STR("–");
}

static struct str value_text(const struct plot *p, uint32_t category) {
    const struct chart_value *v = plot_value(p, 0, category);
    return decimal_missing(v->value) ? STR("–") : chart_value_text(p, v, false);
}

static bool is_broken(const struct plot *p, uint32_t category) {
    return p->chart->break_after && p->chart->break_after[category];
}

static mpt width_of(struct plot *p, struct str text, const struct role *role) {
    return inline_most(p->g, inline_str(p->g, text, role, p->tag, true));
}

static void widen(mpt *width, mpt need) {
    if (need > *width)
        *width = need;
}

/* The line counts where it lies beyond the values. */
static void find_range(struct rank_rows *r) {
    struct plot *p = r->p;
    r->low = p->least < 0 ? p->least : 0;
    r->high = p->most > 0 ? p->most : 0;
    if (!has_reference(p))
        return;
    int64_t at = plot_units(p, &p->chart->reference);
    r->low = at < r->low ? at : r->low;
    r->high = at > r->high ? at : r->high;
}

static void find_columns(struct rank_rows *r) {
    struct plot *p = r->p;
    const struct role *label = &p->g->style->roles[ROLE_CHART_LABEL];
    mpt ranks = 0, values = 0, most = p->place.width * 2 / 5;
    size_t pieces = p->g->n_pieces;
    for (uint32_t c = 0; c < p->chart->n_categories; c++) {
        widen(&ranks, width_of(p, rank_text(p, c), label));
        widen(&r->name_width, width_of(p, p->chart->categories[c], role_of(p, c)));
        widen(&values, width_of(p, value_text(p, c), role_of(p, c)));
        p->g->n_pieces = pieces;
    }
    r->name_width = r->name_width > most ? most : r->name_width;
    r->ranks = p->place.x + ranks;
    r->names = r->ranks + label->size / 2;
    r->left = r->names + r->name_width + label->size / 2;
    r->right = p->place.x + p->place.width - values - label->size / 2;
    if (r->low < 0)
        r->left += values + label->size / 2;
    find_range(r);
    if (has_reference(p))
        r->reference = plot_position(plot_units(p, &p->chart->reference), r->low, r->high, r->left, r->right);
}

/* Rows of a long ranking stand closer. */
static void find_rows(struct rank_rows *r) {
    enum { LONG = 14 };
    const struct style *s = r->p->g->style;
    bool many = r->p->chart->n_categories > LONG;
    mpt pitch = s->roles[ROLE_CHART_LABEL].pitch;
    r->bar = s->chart.row * (many ? 3 : 4) / 4;
    r->gap = many ? s->chart.row_gap / 3 : s->chart.row_gap;
    if (r->bar + r->gap < pitch)
        r->gap = pitch - r->bar;
}

static void place_value(const struct rank_rows *r, uint32_t category, mpt y, mpt zero, mpt end) {
    struct plot *p = r->p;
    const struct chart_value *v = plot_value(p, 0, category);
    struct label label =
        label_make(p, value_text(p, category), role_of(p, category), p->place.width / 3, SET_LEFT);
    mpt gap = label.role->size / 3, x = end < zero ? end - gap - label.width : end + gap;
    mpt top = y + (r->bar - label.height) / 2;
    if (r->reference > x - gap && r->reference < x + label.width + gap &&
        end >= zero) /* the line stays clear of it */
        galley_rect(p->g, 0, 0xffffff, end, y - r->gap / 2, x + label.width + gap, y + r->bar + r->gap / 2);
    label_place(p, &label, x, top);
    plot_link(p, v, x, top, x + label.width, top + label.height);
}

static mpt place_row(const struct rank_rows *r, uint32_t category) {
    struct plot *p = r->p;
    const struct style *s = p->g->style;
    const struct chart_value *v = plot_value(p, 0, category);
    bool strong = p->chart->strong == category + 1;
    struct label rank = label_make(p, rank_text(p, category), role_of(p, category), p->place.width, SET_LEFT);
    struct label name =
        label_make(p, p->chart->categories[category], role_of(p, category), r->name_width, SET_LEFT);
    mpt height = (r->bar > name.height ? r->bar : name.height) + r->gap, y = (height - r->bar) / 2;
    mpt zero = plot_position(0, r->low, r->high, r->left, r->right), end = zero;
    if (!decimal_missing(v->value))
        end = plot_position(plot_units(p, v), r->low, r->high, r->left, r->right);
    label_place(p, &rank, r->ranks - rank.width, (height - name.height) / 2);
    label_place(p, &name, r->names, (height - name.height) / 2);
    if (end != zero)
        galley_rect(p->g, p->tag, strong ? s->chart.strong.color : chart_tone(s, 1, 5),
                    zero < end ? zero : end, y, zero < end ? end : zero, y + r->bar);
    if (r->reference)
        plot_rule(p, r->reference, 0, r->reference, height, s->chart.axis, true);
    place_value(r, category, y, zero, end);
    plot_rule(p, zero, 0, zero, height, s->chart.axis, false);
    return height;
}

/* A row of its own where places are left out: how many, with the axis and the line going on. */
static void place_break(const struct rank_rows *r, uint32_t category) {
    struct plot *p = r->p;
    struct galley *g = p->g;
    const struct style *s = g->style;
    struct label label = label_make(p, p->chart->break_labels[category], &s->roles[ROLE_CHART_LABEL],
                                    p->place.width / 2, SET_LEFT);
    mpt height = label.height + r->gap, zero = plot_position(0, r->low, r->high, r->left, r->right);
    galley_open(g, 0, COST_FORBID);
    label_place(p, &label, zero + label.role->size / 2, r->gap / 2);
    if (r->reference)
        plot_rule(p, r->reference, 0, r->reference, height, s->chart.axis, true);
    plot_rule(p, zero, 0, zero, height, s->chart.axis, false);
    galley_close(g, height, 0);
}

/* What the line is, above the bars and centred over it as far as there is room. */
static void place_reference(const struct rank_rows *r) {
    struct plot *p = r->p;
    struct galley *g = p->g;
    const struct chart_value *v = &p->chart->reference;
    struct str text = arena_printf(g->arena, "%.*s %.*s", STR_ARG(p->chart->reference_name),
                                   STR_ARG(chart_value_text(p, v, true)));
    struct label label =
        label_make(p, text, &g->style->roles[ROLE_CHART_LABEL], p->place.width / 2, SET_CENTER);
    mpt x = r->reference - label.width / 2, end = p->place.x + p->place.width;
    x = x + label.width > end ? end - label.width : x < r->names ? r->names : x;
    galley_open(g, g->style->chart.before, COST_NONE);
    label_place(p, &label, x, 0);
    plot_link(p, v, x, 0, x + label.width, label.height);
    plot_rule(p, r->reference, label.height, r->reference, label.height + r->gap, g->style->chart.axis, true);
    galley_close(g, label.height + r->gap, 0);
    g->next_cost = COST_FORBID;
}

void chart_rank(struct plot *p) {
    struct galley *g = p->g;
    struct rank_rows r = {.p = p};
    uint32_t n = p->chart->n_categories, head = (uint32_t)g->n_repeats, n_head = block_continued(g, p->place);
    find_columns(&r);
    find_rows(&r);
    if (r.reference)
        place_reference(&r);
    size_t lines = g->n_lines, pieces = g->n_pieces;
    for (uint32_t c = 0; c < n; c++) {
        bool first = c == 0 && !r.reference, tied = c > 0 && (c < 3 || n - c < 3);
        bool behind = c > 0 && is_broken(p, c - 1), before = c + 1 < n && is_broken(p, c);
        galley_open(g, first ? g->style->chart.before : 0,
                    c == 0 || behind ? COST_NONE
                    : tied || before ? COST_FORBID
                                     : COST_ROW);
        galley_close(g, place_row(&r, c), 0);
        g->slabs[g->n_slabs - 1].head = head;
        g->slabs[g->n_slabs - 1].n_head = c ? n_head : 0;
        if (before)
            place_break(&r, c);
        g->n_lines = lines;
        g->n_pieces = pieces;
    }
    g->after = g->style->chart.after;
}
