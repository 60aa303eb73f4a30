/* chart_line.c - series over time: a line a series, named at its right end; broken where a value is missing and where
 * places or counting changed, which a dashed rule marks. */
#include "layout/chart.h"

struct field {
    struct plot *p;
    mpt left, right, top, bottom;
    int64_t low, high, step; /* of the scale on the left, at the plot's scale */
};

/* 1, 2, 5, 10, ...: the least step that gives at most five intervals. */
static int64_t nice_step(int64_t range) {
    static const int64_t steps[] = {1, 2, 5};
    for (int64_t ten = 1; ten < INT64_MAX / 100; ten *= 10)
        for (int i = 0; i < 3; i++)
            if (range / (steps[i] * ten) < 5)
                return steps[i] * ten;
    return range;
}

static int64_t floor_to(int64_t n, int64_t step) {
    int64_t down = n / step * step;
    return down > n ? down - step : down;
}

/* The scale begins at zero unless the values lie far above it in a narrow band. */
static void find_scale(struct field *f) {
    const struct plot *p = f->p;
    int64_t low = p->least, high = p->most;
    if (low > 0 && high / 2 - low / 2 >= low / 4)
        low = 0;
    if (high < 0)
        high = 0;
    f->step = nice_step(high / 2 - low / 2 > INT64_MAX / 8 ? INT64_MAX / 8 : high - low);
    f->low = floor_to(low, f->step);
    f->high = floor_to(high, f->step);
    if (f->high < high || f->high == f->low)
        f->high += f->step;
}

static mpt x_of(const struct field *f, uint32_t category) {
    mpt n = (mpt)f->p->chart->n_categories, width = f->right - f->left;
    return n > 1 ? (mpt)(f->left + width / (2 * n) + (int64_t)(width - width / n) * category / (n - 1))
                 : (f->left + f->right) / 2;
}

static mpt y_of(const struct field *f, const struct chart_value *value) {
    return plot_position(plot_units(f->p, value), f->low, f->high, f->bottom, f->top);
}

static struct label tick_label(const struct field *f, int64_t at) {
    struct buf text = BUF_EMPTY;
    number_paper(&text, decimal_trim(decimal_of(at, f->p->scale)));
    struct str kept = arena_str(f->p->g->arena, buf_view(&text));
    buf_fini(&text);
    return label_make(f->p, kept, &f->p->g->style->roles[ROLE_CHART_LABEL], f->p->place.width, SET_LEFT);
}

static mpt widest_tick(const struct field *f) {
    mpt widest = 0;
    for (int64_t at = f->low; at <= f->high; at += f->step) {
        mpt width = tick_label(f, at).width;
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void place_scale(const struct field *f) {
    const struct style *s = f->p->g->style;
    for (int64_t at = f->low; at <= f->high; at += f->step) {
        struct label label = tick_label(f, at);
        mpt y = plot_position(at, f->low, f->high, f->bottom, f->top);
        plot_rule(f->p, f->left, y, f->right, y, at == 0 || at == f->low ? s->chart.axis : s->chart.grid,
                  false);
        label_place(f->p, &label, f->left - label.width - label.role->size / 2, y - label.height / 2);
    }
}

/* Category names; where there are too many, only each second, third ... is written, the last always. */
static mpt place_categories(const struct field *f) {
    struct plot *p = f->p;
    const struct role *role = &p->g->style->roles[ROLE_CHART_LABEL];
    uint32_t n = p->chart->n_categories, every = 1;
    mpt widest = 0, top = f->bottom + role->size / 3, height = 0;
    for (uint32_t c = 0; c < n; c++) {
        mpt width = inline_most(p->g, inline_str(p->g, p->chart->categories[c], role, p->tag, true));
        widest = width > widest ? width : widest;
    }
    mpt room = (f->right - f->left) / (mpt)n;
    if (widest > 3 * room)
        widest = 3 * room;
    while ((mpt)every * room < widest + role->size / 2 && every < n)
        every++;
    for (uint32_t c = 0; c < n; c++) {
        if ((n - 1 - c) % every)
            continue;
        struct label label = label_make(p, p->chart->categories[c], role, (mpt)every * room, SET_CENTER);
        label_place(p, &label, x_of(f, c) - label.width / 2, top);
        height = label.height > height ? label.height : height;
    }
    return top + height;
}

/* A dashed rule between the two categories and, in the band over the field, what changed there. */
static void place_break(const struct field *f, uint32_t category) {
    struct plot *p = f->p;
    mpt x = (x_of(f, category) + x_of(f, category + 1)) / 2;
    plot_rule(p, x, f->top, x, f->bottom, p->g->style->chart.axis, true);
    if (!p->chart->break_labels || !p->chart->break_labels[category].len)
        return;
    struct label label = label_make(p, p->chart->break_labels[category],
                                    &p->g->style->roles[ROLE_CHART_LABEL], p->place.width, SET_LEFT);
    mpt left = x - label.width / 2, last = p->place.x + p->place.width - label.width;
    left = left < f->left ? f->left : left > last ? last : left;
    label_place(p, &label, left, 0);
}

static void place_breaks(const struct field *f) {
    const struct chart *chart = f->p->chart;
    for (uint32_t c = 0; chart->break_after && c + 1 < chart->n_categories; c++)
        if (chart->break_after[c])
            place_break(f, c);
}

static uint32_t color_of(const struct plot *p, uint32_t series) {
    uint32_t n = p->chart->n_series;
    return n == 1 ? p->g->style->chart.strong.color : chart_tone(p->g->style, n + 1 - series, n + 2);
}

static void place_series(const struct field *f, uint32_t series) {
    struct plot *p = f->p;
    const struct style *s = p->g->style;
    struct stroke stroke = {series ? s->chart.weak.weight : s->chart.strong.weight, color_of(p, series)};
    uint32_t before = UINT32_MAX;
    for (uint32_t c = 0; c < p->chart->n_categories; c++) {
        const struct chart_value *v = plot_value(p, series, c);
        bool missing = decimal_missing(v->value);
        if (!missing && before != UINT32_MAX)
            plot_rule(p, x_of(f, before), y_of(f, plot_value(p, series, before)), x_of(f, c), y_of(f, v),
                      stroke, false);
        before = missing || (p->chart->break_after && p->chart->break_after[c]) ? UINT32_MAX : c;
    }
    for (uint32_t c = 0; c < p->chart->n_categories; c++) {
        const struct chart_value *v = plot_value(p, series, c);
        if (!decimal_missing(v->value))
            plot_dot(p, x_of(f, c), y_of(f, v), s->chart.dot, stroke.color);
    }
}

/* How many other series lie above this value: labels of the upper half stand above their points. */
static bool label_above(const struct field *f, uint32_t series, uint32_t category) {
    const struct plot *p = f->p;
    mpt y = y_of(f, plot_value(p, series, category));
    for (uint32_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_value *v = plot_value(p, i, category);
        if (i != series && !decimal_missing(v->value) && (y_of(f, v) < y || (y_of(f, v) == y && i < series)))
            return false;
    }
    return true;
}

/* Below its point a label must not reach into the category names: it goes above, unless another series' stands there. */
static bool value_top(const struct field *f, uint32_t series, uint32_t category, mpt height, mpt *top) {
    mpt dot = f->p->g->style->chart.dot, y = y_of(f, plot_value(f->p, series, category));
    *top = label_above(f, series, category) ? y - dot - height : y + dot;
    if (*top + height <= f->bottom)
        return true;
    *top = y - dot - height;
    for (uint32_t i = 0; i < f->p->chart->n_series; i++) {
        const struct chart_value *other = plot_value(f->p, i, category);
        if (i != series && !decimal_missing(other->value) && y - y_of(f, other) < 2 * (height + dot))
            return false;
    }
    return true;
}

/* +1: the line goes up from the point to that neighbour, -1 down, 0: level, or no line. */
static int slant(const struct field *f, uint32_t series, uint32_t category, uint32_t other) {
    const struct chart *c = f->p->chart;
    uint32_t before = category < other ? category : other;
    if (other >= c->n_categories || decimal_missing(plot_value(f->p, series, other)->value) ||
        (c->break_after && c->break_after[before]))
        return 0;
    mpt rise = y_of(f, plot_value(f->p, series, category)) - y_of(f, plot_value(f->p, series, other));
    mpt level = 2 * f->p->g->style->chart.dot;
    return rise > level ? 1 : rise < -level ? -1 : 0;
}

/* How far a label moves aside so that the line does not run through it; it stays within its category's width. */
static mpt aside(const struct field *f, uint32_t series, uint32_t category, bool above, mpt width) {
    int towards = above ? 1 : -1;
    bool next = slant(f, series, category, category + 1) == towards;
    bool last = slant(f, series, category, category - 1) == towards;
    mpt room = (f->right - f->left) / (mpt)f->p->chart->n_categories - width;
    mpt move = width / 2 < room / 2 ? width / 2 : room / 2;
    return next == last || move < 0 ? 0 : next ? -move : move;
}

/* With one or two series each value is written at its point; with more only the last ones, beside the names. */
static void place_values(const struct field *f, uint32_t series) {
    struct plot *p = f->p;
    const struct role *role = &p->g->style->roles[ROLE_CHART_LABEL];
    mpt room = (f->right - f->left) / (mpt)p->chart->n_categories, dot = p->g->style->chart.dot;
    for (uint32_t c = 0; c < p->chart->n_categories; c++) {
        const struct chart_value *v = plot_value(p, series, c);
        if (decimal_missing(v->value))
            continue;
        mpt x = x_of(f, c), y = y_of(f, v);
        plot_link(p, v, x - 2 * dot, y - 2 * dot, x + 2 * dot, y + 2 * dot);
        struct label label = label_make(p, chart_value_text(p, v, false), role, p->place.width, SET_LEFT);
        bool few = p->chart->n_series <= 2 && label.width <= room;
        if (!few && !v->doubtful)
            continue;
        if (!few)
            label = label_make(p, STR("\xe2\x9a\xa0"), role, p->place.width, SET_LEFT);
        mpt top;
        if (!value_top(f, series, c, label.height, &top))
            continue;
        mpt left = x - label.width / 2 + aside(f, series, c, top < y, label.width);
        galley_rect(p->g, 0, 0xffffff, left, top + dot / 2, left + label.width, top + label.height - dot / 2);
        label_place(p, &label, left, top);
    }
}

static uint32_t last_known(const struct plot *p, uint32_t series) {
    for (uint32_t c = p->chart->n_categories; c > 0; c--)
        if (!decimal_missing(plot_value(p, series, c - 1)->value))
            return c - 1;
    return UINT32_MAX;
}

struct names {
    struct label *labels;
    struct spot *spots;
    uint32_t *series;
    uint32_t n;
    mpt widest, total;
};

static struct names find_names(struct plot *p) {
    uint32_t n = p->chart->n_series;
    struct arena *arena = p->g->arena;
    struct names e = {ARENA_ARRAY(arena, n, struct label),
                      ARENA_ARRAY(arena, n, struct spot),
                      ARENA_ARRAY(arena, n, uint32_t),
                      0,
                      0,
                      0};
    for (uint32_t i = 0; i < n; i++) {
        uint32_t last = last_known(p, i);
        if (last == UINT32_MAX)
            continue;
        struct str name = p->chart->series[i];
        struct str text = n <= 2 ? name
                                 : arena_printf(arena, "%.*s %.*s", STR_ARG(name),
                                                STR_ARG(chart_value_text(p, plot_value(p, i, last), true)));
        struct role *role = ARENA_NEW(arena, struct role);
        *role = p->g->style->roles[ROLE_CHART_VALUE];
        role->color = color_of(p, i);
        e.labels[e.n] = label_make(p, text, role, p->place.width / 4, SET_LEFT);
        e.series[e.n] = i;
        e.spots[e.n].size = e.labels[e.n].height;
        e.widest = e.labels[e.n].width > e.widest ? e.labels[e.n].width : e.widest;
        e.total += e.labels[e.n++].height;
    }
    return e;
}

static void place_names(const struct field *f, struct names *e) {
    for (uint32_t k = 0; k < e->n; k++)
        e->spots[k].at = y_of(f, plot_value(f->p, e->series[k], last_known(f->p, e->series[k])));
    chart_spread(f->p->g->arena, e->spots, e->n, 0, f->bottom);
    for (uint32_t k = 0; k < e->n; k++)
        label_place(f->p, &e->labels[k], f->right, e->spots[k].from);
}

mpt chart_line(struct plot *p, mpt room) {
    const struct style *s = p->g->style;
    struct field f = {.p = p, .top = s->roles[ROLE_CHART_LABEL].pitch};
    if (p->chart->break_after && p->chart->break_labels)
        f.top *= 2; /* one line for the labels of breaks, one for the values of the highest points */
    struct names names = find_names(p);
    find_scale(&f);
    f.bottom = room > names.total + f.top ? room : names.total + f.top;
    mpt gap = s->roles[ROLE_CHART_LABEL].size / 2;
    f.left = p->place.x + widest_tick(&f) + gap;
    f.right = p->place.x + p->place.width - names.widest - gap;
    place_scale(&f);
    mpt height = place_categories(&f);
    place_breaks(&f);
    for (uint32_t i = 0; i < p->chart->n_series; i++) /* under the lines: their ground hides the scale only */
        place_values(&f, i);
    for (uint32_t i = p->chart->n_series; i > 0; i--)
        place_series(&f, i - 1);
    place_names(&f, &names);
    return height;
}
