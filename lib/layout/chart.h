/* chart.h - what the kinds of charts share: labels, tones, places of values, and spreading labels so that none overlap.
 * Inner header of chart*.c; one file a kind. */
#ifndef HOSO_LAYOUT_CHART_H
#define HOSO_LAYOUT_CHART_H

#include "layout/block.h"

struct plot {
    struct galley *g;
    const struct chart *chart;
    struct place place;
    uint32_t tag;        /* the figure's */
    int scale;           /* digits that all values have as integers */
    int64_t least, most; /* of the values known, at that scale */
    bool any;            /* a value is known */
    enum height height;
};

/* A label of one or more centred, left or right set lines. */
struct label {
    struct lines lines;
    const struct role *role;
    mpt width, height;
    uint32_t tag;
};

static inline const struct chart_value *plot_value(const struct plot *p, uint32_t series, uint32_t category) {
    return &p->chart->values[(size_t)series * p->chart->n_categories + category];
}

/* The value as an integer at the plot's scale; only where it is not missing. */
int64_t plot_units(const struct plot *p, const struct chart_value *value);
/* Where a value lies between `low` and `high` on a line from `from` to `to`. */
mpt plot_position(int64_t value, int64_t low, int64_t high, mpt from, mpt to);

/* Tone of class i of n, from light to dark; ink that is legible on it. */
uint32_t chart_tone(const struct style *style, uint32_t i, uint32_t n);
uint32_t chart_ink(uint32_t ground);

/* As printed, with the sign of doubt; `unit`: a per cent sign is added where the chart has that unit. */
struct str chart_value_text(const struct plot *p, const struct chart_value *value, bool unit);

/* Sets `text` into lines no wider than `most`; `set` as the lines are to stand. */
struct label label_make(struct plot *p, struct str text, const struct role *role, mpt most, enum set set);
/* Its left edge at x, its top at y. A label over an anchor > 0 leads there. */
void label_place(struct plot *p, const struct label *label, mpt x, mpt y);
/* A rectangle that leads to the value's evidence. */
void plot_link(struct plot *p, const struct chart_value *value, mpt x0, mpt y0, mpt x1, mpt y1);

/* A line, a filled circle: they belong to the figure's tag. */
void plot_rule(struct plot *p, mpt x0, mpt y0, mpt x1, mpt y1, struct stroke stroke, bool dashed);
void plot_dot(struct plot *p, mpt x, mpt y, mpt radius, uint32_t color);

/* Intervals on a line that want to be centred at `at` and need `size`: moved as little as possible (least squares) so
 * that none overlap and all lie within [low, high]; their order is that of `at`, ties by index. */
struct spot {
    mpt at, size; /* in */
    mpt from;     /* out: where it begins */
};
void chart_spread(struct arena *arena, struct spot *spots, uint32_t n, mpt low, mpt high);

/* Squares of the classes' tones (without the `skipped` lightest and darkest) with their names, in as many rows as they need, its
 * top at y; returns the y below. */
mpt chart_legend(struct plot *p, mpt y, uint32_t skipped,
                 bool (*shown)(const struct plot *p, uint32_t series));

/* Each kind places itself into the open slab and returns its height; `room` is what the style gives the plot. */
mpt chart_stacked(struct plot *p);
mpt chart_slope(struct plot *p, mpt room);
mpt chart_line(struct plot *p, mpt room);
/* These open slabs of their own: they may go over pages. */
void chart_bars(struct plot *p);
void chart_rank(struct plot *p);
void chart_multiples(struct plot *p);

#endif
