/* chart_multiples.c - small multiples: a small line chart a series, all on one scale and in one grid, so that places are
 * compared by eye. Each names its first and last value; a row of the grid is a slab, so many of them go over pages. */
#include "layout/chart.h"

struct grid {
    struct plot *p;
    uint32_t columns;
    mpt width, gap; /* of a panel; between two */
    mpt height;     /* of its plot */
    int64_t low, high;
};

struct panel {
    const struct grid *grid;
    uint32_t series;
    mpt left, right, top, bottom;
};

static mpt x_of(const struct panel *a, uint32_t category) {
    uint32_t n = a->grid->p->chart->n_categories;
    mpt pad = 2 * a->grid->p->g->style->chart.dot;
    return n > 1 ? (mpt)(a->left + pad + (int64_t)(a->right - a->left - 2 * pad) * category / (n - 1))
                 : (a->left + a->right) / 2;
}

static mpt y_of(const struct panel *a, uint32_t category) {
    const struct plot *p = a->grid->p;
    return plot_position(plot_units(p, plot_value(p, a->series, category)), a->grid->low, a->grid->high,
                         a->bottom, a->top);
}

static void place_line(const struct panel *a) {
    struct plot *p = a->grid->p;
    const struct style *s = p->g->style;
    uint32_t before = UINT32_MAX;
    for (uint32_t c = 0; c < p->chart->n_categories; c++) {
        bool missing = decimal_missing(plot_value(p, a->series, c)->value);
        bool broken = p->chart->break_after && p->chart->break_after[c];
        if (!missing && before != UINT32_MAX)
            plot_rule(p, x_of(a, before), y_of(a, before), x_of(a, c), y_of(a, c), s->chart.strong, false);
        if (!missing)
            plot_dot(p, x_of(a, c), y_of(a, c), s->chart.dot * 2 / 3, s->chart.strong.color);
        before = missing || broken ? UINT32_MAX : c;
        if (broken && c + 1 < p->chart->n_categories) {
            mpt x = (x_of(a, c) + x_of(a, c + 1)) / 2;
            plot_rule(p, x, a->top, x, a->bottom, s->chart.axis, true);
        }
    }
}

/* The value stands above its point, or below where the line rises away over it. */
static void place_value(const struct panel *a, uint32_t category, uint32_t neighbour, bool last) {
    struct plot *p = a->grid->p;
    const struct chart_value *v = plot_value(p, a->series, category);
    struct label label = label_make(p, chart_value_text(p, v, false), &p->g->style->roles[ROLE_CHART_LABEL],
                                    a->right - a->left, SET_LEFT);
    mpt dot = p->g->style->chart.dot, y = y_of(a, category);
    bool below = neighbour != UINT32_MAX && y_of(a, neighbour) < y && y + dot + label.height <= a->bottom;
    mpt x = last ? a->right - label.width : a->left, top = below ? y + dot : y - dot - label.height;
    label_place(p, &label, x, top);
    plot_link(p, v, x, top, x + label.width, top + label.height);
}

static uint32_t known(const struct panel *a, uint32_t from, int step) {
    const struct plot *p = a->grid->p;
    for (uint32_t c = from; c < p->chart->n_categories; c = (uint32_t)((int64_t)c + step))
        if (!decimal_missing(plot_value(p, a->series, c)->value))
            return c;
    return UINT32_MAX;
}

static void place_values(const struct panel *a) {
    uint32_t n = a->grid->p->chart->n_categories, first = known(a, 0, 1), last = known(a, n - 1, -1);
    if (first == UINT32_MAX)
        return;
    if (first == last) {
        place_value(a, last, UINT32_MAX, last > n / 2);
        return;
    }
    place_value(a, first, known(a, first + 1, 1), false);
    place_value(a, last, known(a, last - 1, -1), true);
}

/* First and last category at the ends of the foot. */
static mpt place_foot(const struct panel *a) {
    struct plot *p = a->grid->p;
    const struct role *role = &p->g->style->roles[ROLE_CHART_LABEL];
    mpt room = (a->right - a->left) / 2, top = a->bottom + role->size / 4, height = 0;
    for (uint32_t c = 0;
         c<p->chart->n_categories; c += p->chart->n_categories> 1 ? p->chart->n_categories - 1 : 1) {
        struct label label = label_make(p, p->chart->categories[c], role, room, c ? SET_RIGHT : SET_LEFT);
        label_place(p, &label, c ? a->right - label.width : a->left, top);
        height = label.height > height ? label.height : height;
    }
    return top + height;
}

static mpt place_panel(const struct panel *a) {
    struct plot *p = a->grid->p;
    const struct style *s = p->g->style;
    mpt zero = plot_position(0, a->grid->low, a->grid->high, a->bottom, a->top);
    plot_rule(p, a->left, a->bottom, a->right, a->bottom, s->chart.axis, false);
    if (a->grid->low < 0 && a->grid->high > 0)
        plot_rule(p, a->left, zero, a->right, zero, s->chart.grid, false);
    place_line(a);
    place_values(a);
    return place_foot(a);
}

static mpt place_row(const struct grid *grid, uint32_t first) {
    struct plot *p = grid->p;
    const struct role *role = &p->g->style->roles[ROLE_CHART_VALUE];
    uint32_t n = p->chart->n_series - first < grid->columns ? p->chart->n_series - first : grid->columns;
    mpt title = 0, foot = 0;
    struct label *names = ARENA_ARRAY(p->g->arena, n, struct label);
    for (uint32_t i = 0; i < n; i++) {
        names[i] = label_make(p, p->chart->series[first + i], role, grid->width, SET_LEFT);
        title = names[i].height > title ? names[i].height : title;
    }
    for (uint32_t i = 0; i < n; i++) {
        mpt x = p->place.x + (mpt)i * (grid->width + grid->gap);
        mpt top = title + p->g->style->roles[ROLE_CHART_LABEL].pitch + p->g->style->chart.dot;
        struct panel a = {grid, first + i, x, x + grid->width, top, top + grid->height};
        label_place(p, &names[i], x, title - names[i].height);
        mpt end = place_panel(&a);
        foot = end > foot ? end : foot;
    }
    return foot;
}

static uint32_t columns_for(uint32_t n) {
    return n <= 2 ? n : n == 4 ? 2 : 3;
}

void chart_multiples(struct plot *p) {
    struct galley *g = p->g;
    const struct style *s = g->style;
    struct grid grid = {
        .p = p, .columns = columns_for(p->chart->n_series), .gap = 2 * s->roles[ROLE_CHART_LABEL].size};
    uint32_t head = (uint32_t)g->n_repeats, n_head = block_continued(g, p->place);
    grid.width = (p->place.width - (mpt)(grid.columns - 1) * grid.gap) / (mpt)grid.columns;
    grid.height = s->chart.line_least / 2;
    grid.low = p->least > 0 && p->most / 2 - p->least / 2 >= p->least / 4 ? 0 : p->least;
    grid.high = p->most < 0 ? 0 : p->most;
    if (grid.low == grid.high)
        grid.low = 0;
    for (uint32_t i = 0; i < p->chart->n_series; i += grid.columns) {
        galley_open(g, i ? s->chart.before * 2 : s->chart.before, i ? COST_ROW : COST_NONE);
        galley_close(g, place_row(&grid, i), 0);
        g->slabs[g->n_slabs - 1].head = head;
        g->slabs[g->n_slabs - 1].n_head = i ? n_head : 0;
    }
    g->after = s->chart.after;
}
