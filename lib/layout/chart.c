/* chart.c - charts as vectors: what their kinds share, and the choice of the kind. Missing values are gaps; doubtful ones
 * carry the sign of doubt; each value leads to its evidence. Colours run from light to dark, so that a copy in grey keeps
 * the order, and every series is named where it is drawn. */
#include "layout/chart.h"
#include <string.h>

/* ---- values ------------------------------------------------------------------------------------------------------ */

enum { SCALE_MOST = 4 };

int64_t plot_units(const struct plot *p, const struct chart_value *value) {
    return decimal_round(value->value, p->scale).units;
}

/* Differences are halved until their product with a length cannot overflow. */
mpt plot_position(int64_t value, int64_t low, int64_t high, mpt from, mpt to) {
    int64_t range = high / 2 - low / 2, over = value / 2 - low / 2;
    if (high - low < (int64_t)1 << 40) {
        range = high - low;
        over = value - low;
    }
    while (range > (int64_t)1 << 40) {
        range /= 2;
        over /= 2;
    }
    return range > 0 ? (mpt)(from + (int64_t)(to - from) * over / range) : (from + to) / 2;
}

static void find_range(struct plot *p) {
    uint32_t n = p->chart->n_series * p->chart->n_categories;
    for (uint32_t i = 0; i < n; i++)
        if (p->chart->values[i].value.scale > p->scale)
            p->scale = p->chart->values[i].value.scale;
    if (p->chart->kind == CHART_RANKING && p->chart->reference.value.scale > p->scale)
        p->scale = p->chart->reference.value.scale;
    if (p->scale > SCALE_MOST)
        p->scale = SCALE_MOST;
    for (uint32_t i = 0; i < n; i++) {
        if (decimal_missing(p->chart->values[i].value))
            continue;
        int64_t units = plot_units(p, &p->chart->values[i]);
        p->least = !p->any || units < p->least ? units : p->least;
        p->most = !p->any || units > p->most ? units : p->most;
        p->any = true;
    }
}

struct str chart_value_text(const struct plot *p, const struct chart_value *value, bool unit) {
    const char *percent =
        unit && str_equal(p->chart->unit, STR("%")) && !str_ends(value->label, STR("%")) ? "%" : "";
    if (!*percent && !value->doubtful)
        return value->label;
    return arena_printf(p->g->arena, "%.*s%s%s", STR_ARG(value->label), percent,
                        value->doubtful ? "\xc2\xa0\xe2\x9a\xa0" : "");
}

/* ---- colours ----------------------------------------------------------------------------------------------------- */

static uint32_t mix(uint32_t a, uint32_t b, uint32_t part, uint32_t whole) {
    uint32_t out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        uint32_t from = a >> shift & 255, to = b >> shift & 255;
        out |= (from * (whole - part) + to * part + whole / 2) / whole << shift;
    }
    return out;
}

uint32_t chart_tone(const struct style *style, uint32_t i, uint32_t n) {
    uint32_t last = (uint32_t)style->chart.n_tones - 1;
    if (last == 0)
        return style->chart.tones[0];
    if (n < 2)
        return style->chart.tones[last * 2 / 3];
    uint32_t at = i * last / (n - 1), part = i * last % (n - 1);
    return part ? mix(style->chart.tones[at], style->chart.tones[at + 1], part, n - 1)
                : style->chart.tones[at];
}

uint32_t chart_ink(uint32_t ground) {
    uint32_t light = 299 * (ground >> 16 & 255) + 587 * (ground >> 8 & 255) + 114 * (ground & 255);
    return light < 140000 ? 0xffffff : 0x000000;
}

/* ---- labels ------------------------------------------------------------------------------------------------------ */

struct label label_make(struct plot *p, struct str text, const struct role *role, mpt most, enum set set) {
    struct galley *g = p->g;
    struct label label = {.role = role};
    struct run run = inline_str(g, text, role, p->tag, true);
    mpt width = inline_most(g, run);
    label.width = width < most ? width : most;
    label.lines = paragraph_break(g, run, label.width, 0, set);
    label.height = (mpt)label.lines.n * role->pitch;
    return label;
}

void label_place(struct plot *p, const struct label *label, mpt x, mpt y) {
    mpt baseline = line_baseline(p->g, label->role);
    for (uint32_t k = 0; k < label->lines.n; k++, y += label->role->pitch)
        line_place(p->g, &p->g->lines[label->lines.first + k], x, y + baseline);
}

void plot_link(struct plot *p, const struct chart_value *value, mpt x0, mpt y0, mpt x1, mpt y1) {
    if (value->anchor == 0)
        return;
    uint32_t outer = p->g->tag;
    p->g->tag = p->tag;
    galley_link(p->g, value->anchor, galley_tag(p->g, TAG_LINK), x0, y0, x1, y1);
    p->g->tag = outer;
}

void plot_rule(struct plot *p, mpt x0, mpt y0, mpt x1, mpt y1, struct stroke stroke, bool dashed) {
    size_t before = p->g->n_items;
    galley_rule(p->g, x0, y0, x1, y1, stroke);
    if (p->g->n_items == before)
        return;
    p->g->items[before].tag = p->tag;
    p->g->items[before].as.rule.dashed = dashed;
}

/* A circle as sixteen corners: at this size no eye sees them. */
void plot_dot(struct plot *p, mpt x, mpt y, mpt radius, uint32_t color) {
    static const int cosine[16] = {1000,  924,  707,  383,  0, -383, -707, -924,
                                   -1000, -924, -707, -383, 0, 383,  707,  924};
    mpt points[32];
    for (int i = 0; i < 16; i++) {
        points[2 * i] = x + radius * cosine[i] / 1000;
        points[2 * i + 1] = y + radius * cosine[(i + 12) % 16] / 1000;
    }
    galley_fill(p->g, p->tag, color, points, 16);
}

/* ---- spreading ---------------------------------------------------------------------------------------------------- */

/* Neighbours that would overlap form a block, which stands where its members' wishes are on average: isotonic regression
 * by pooling adjacent violators. */
struct pool {
    int64_t wish; /* sum over the members of (where it wants to begin - offset in the block) */
    uint32_t n;
    mpt size;
};

static void sort_spots(const struct spot *spots, uint32_t *order, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = i;
        for (; k > 0 && spots[order[k - 1]].at > spots[i].at; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
}

static mpt pool_start(const struct pool *pool, mpt low, mpt high) {
    int64_t start = pool->wish / (int64_t)pool->n;
    if (start + pool->size > high)
        start = high - pool->size;
    return (mpt)(start < low ? low : start);
}

void chart_spread(struct arena *arena, struct spot *spots, uint32_t n, mpt low, mpt high) {
    uint32_t *order = ARENA_ARRAY(arena, n, uint32_t), n_pools = 0;
    struct pool *pools = ARENA_ARRAY(arena, n, struct pool);
    sort_spots(spots, order, n);
    for (uint32_t i = 0; i < n; i++) {
        const struct spot *s = &spots[order[i]];
        pools[n_pools++] = (struct pool){s->at - s->size / 2, 1, s->size};
        while (n_pools > 1) {
            struct pool *last = &pools[n_pools - 1], *before = last - 1;
            if (pool_start(before, low, high) + before->size <= pool_start(last, low, high))
                break;
            before->wish += last->wish - (int64_t)last->n * before->size;
            before->n += last->n;
            before->size += last->size;
            n_pools--;
        }
    }
    for (uint32_t k = 0, i = 0; k < n_pools; k++) {
        mpt at = pool_start(&pools[k], low, high);
        for (uint32_t m = 0; m < pools[k].n; m++, i++) {
            spots[order[i]].from = at;
            at += spots[order[i]].size;
        }
    }
}

/* ---- legend ------------------------------------------------------------------------------------------------------- */

mpt chart_legend(struct plot *p, mpt y, uint32_t skipped,
                 bool (*shown)(const struct plot *p, uint32_t series)) {
    const struct style *s = p->g->style;
    const struct role *role = &s->roles[ROLE_CHART_LABEL];
    mpt square = role->size * 4 / 5, gap = role->size / 2, x = p->place.x, end = p->place.x + p->place.width;
    for (uint32_t i = 0; i < p->chart->n_series; i++) {
        if (!shown(p, i))
            continue;
        struct label name = label_make(p, p->chart->series[i], role, p->place.width - square - gap, SET_LEFT);
        if (x > p->place.x && x + square + gap + name.width > end) {
            x = p->place.x;
            y += role->pitch + role->pitch / 4;
        }
        mpt top = y + (role->pitch - square) / 2;
        galley_rect(p->g, p->tag, chart_tone(s, i + skipped, p->chart->n_series + 2 * skipped), x, top,
                    x + square, top + square);
        label_place(p, &name, x + square + gap, y);
        x += square + gap + name.width + 3 * gap;
        y += name.height - role->pitch;
    }
    return y + role->pitch;
}

/* ---- the chart ----------------------------------------------------------------------------------------------------- */

static mpt of_height(const struct plot *p, mpt lower, mpt plain, mpt taller) {
    return p->height == HEIGHT_LOWER ? lower : p->height == HEIGHT_TALLER ? taller : plain;
}

static mpt draw(struct plot *p) {
    const struct style *s = p->g->style;
    switch (p->chart->kind) {
    case CHART_STACKED_100: return chart_stacked(p);
    case CHART_SLOPE:
        return chart_slope(p, of_height(p, s->chart.slope_least, s->chart.slope, s->chart.slope_most));
    case CHART_LINE:
        return chart_line(p, of_height(p, s->chart.line_least, s->chart.line, s->chart.line_most));
    default: return 0;
    }
}

/* The kinds that open slabs of their own. */
static bool draw_parted(struct plot *p) {
    switch (p->chart->kind) {
    case CHART_BARS: chart_bars(p); return true;
    case CHART_RANKING: chart_rank(p); return true;
    case CHART_MULTIPLES: chart_multiples(p); return true;
    default: return false;
    }
}

/* The chart again, for a page that is short of room or has too much. The tags are those of the first time. */
static void draw_again(struct plot *p, enum height height, uint32_t tags) {
    struct galley *g = p->g;
    uint32_t made = g->pages->n_tags;
    struct between between = galley_between(g);
    g->pages->n_tags = tags;
    p->height = height;
    galley_open(g, 0, 0);
    galley_close(g, draw(p), 0);
    galley_spare(g, height);
    g->pages->n_tags = made > g->pages->n_tags ? made : g->pages->n_tags;
    galley_resume(g, between);
}

void chart_set(struct galley *g, const struct node *node, struct place place) {
    const struct style *s = g->style;
    const struct chart *chart = node->as.chart;
    struct plot p = {.g = g, .chart = chart, .place = place, .height = HEIGHT_PLAIN};
    p.tag = place.owner ? place.owner : galley_tag(g, TAG_FIGURE);
    g->pages->tags[p.tag].alt = chart->alt;
    find_range(&p);
    if (chart->n_series == 0 || chart->n_categories == 0 || !p.any)
        return;
    if (draw_parted(&p))
        return;
    uint32_t tags = g->pages->n_tags;
    galley_open(g, s->chart.before, COST_NONE);
    galley_close(g, draw(&p), s->chart.after);
    draw_again(&p, HEIGHT_LOWER, tags);
    if (chart->kind != CHART_STACKED_100)
        draw_again(&p, HEIGHT_TALLER, tags);
}
