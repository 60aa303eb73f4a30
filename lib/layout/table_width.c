/* table_width.c - how wide the columns of a table become.
 *
 * Each column says what it wants (all on one line), what it needs with numbers and units held together, and what it needs
 * at the least (its widest word). Where all wishes fit, the rest is shared out in proportion. Where they do not, heads are
 * set in two lines; where that is not enough, columns get shares by the square root of their wish, none more than it wishes nor less than it needs: a short column keeps its
 * one line, long texts share the rest and end up of similar height. Where even the needs do not fit, the type is made
 * smaller by steps; at the smallest size words of text are cut, but never a number: then the table is refused. */
#include "layout/table.h"

enum { STEP = 5 }; /* percent */

static int64_t root(int64_t n) {
    int64_t r = 0;
    for (int64_t bit = (int64_t)1 << 20; bit; bit >>= 1)
        if ((r + bit) * (r + bit) <= n)
            r += bit;
    return r;
}

static int64_t sum_of(const mpt *list, uint32_t n) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += list[i];
    return sum;
}

/* What rounding left goes to the columns in turn, from the first. */
static void place_columns(struct table *t, const mpt *width) {
    int64_t rest = t->place.width - sum_of(width, t->n_columns);
    mpt x = t->place.x;
    for (uint32_t i = 0; i < t->n_columns; i++) {
        mpt share = (mpt)(rest / (t->n_columns - i));
        rest -= share;
        t->columns[i].x = x;
        t->columns[i].width = width[i] + share;
        x += t->columns[i].width;
    }
}

static bool share_surplus(const struct table *t, mpt *width, bool air) {
    int64_t wished = 0;
    for (uint32_t i = 0; i < t->n_columns; i++) {
        width[i] = t->columns[i].most + (air ? t->columns[i].air : 0);
        wished += width[i];
    }
    int64_t rest = t->place.width - wished;
    for (uint32_t i = 0; i < t->n_columns && rest >= 0 && wished > 0; i++)
        width[i] += (mpt)(rest * width[i] / wished);
    return rest >= 0;
}

/* Heads in two lines rather than texts. */
static bool share_thrifty(const struct table *t, mpt *width) {
    for (uint32_t i = 0; i < t->n_columns; i++)
        t->columns[i].most = t->columns[i].thrift;
    return share_surplus(t, width, true) || share_surplus(t, width, false);
}

/* What a column of text is left at the least: short names their line, longer text two lines or a third of the table. */
static int64_t fair_text(const struct table *t, const struct table_column *c, mpt low) {
    int64_t fair = c->most <= t->place.width / 6   ? c->most
                   : c->most <= t->place.width / 3 ? t->place.width / 6
                                                   : c->most / 2;
    if (fair > t->place.width / 3)
        fair = t->place.width / 3;
    return fair > low ? fair : low;
}

/* More than that, where numbers leave it: a quarter of the table. */
static int64_t ample_text(const struct table *t, const struct table_column *c, mpt low) {
    int64_t fair = fair_text(t, c, low), ample = c->most < t->place.width / 4 ? c->most : t->place.width / 4;
    return ample > fair ? ample : fair;
}

/* Where text must be set in several lines anyhow, columns of numbers get what they want first, with air if they can: one
 * line of text more costs less than heads in three lines and numbers that touch. */
static void settle_numbers(struct table *t, mpt *low) {
    enum { AMPLE_AIR, AMPLE, WITH_AIR, WISHED, BOUND, TRIES };
    for (int try = AMPLE_AIR; try < TRIES; try++) {
        bool air = try == AMPLE_AIR || try == WITH_AIR;
        int64_t need = 0;
        for (uint32_t i = 0; i < t->n_columns; i++) {
            const struct table_column *c = &t->columns[i];
            need += c->align == ALIGN_LEFT ? (try <= AMPLE ? ample_text : fair_text)(t, c, low[i])
                    : try == BOUND         ? low[i]
                                           : c->most + (air ? c->air : 0);
        }
        if (need > t->place.width)
            continue;
        for (uint32_t i = 0; i < t->n_columns; i++) {
            struct table_column *c = &t->columns[i];
            if (c->align != ALIGN_LEFT)
                low[i] = c->most = try == BOUND ? low[i] : c->most + (air ? c->air : 0);
        }
        return;
    }
}

/* Shares within [low, most]: in each round the columns that hit a bound on the side that weighs more are settled there
 * (as CSS flexible boxes do), so that the sum stays what it should. */
static void share_shortage(const struct table *t, const mpt *low, mpt *width) {
    uint32_t n = t->n_columns, settled = 0;
    bool *done = ARENA_ARRAY(t->g->arena, n, bool);
    int64_t room = t->place.width;
    while (settled < n) {
        int64_t weights = 0, violation = 0, share_room = room;
        for (uint32_t i = 0; i < n; i++)
            weights += done[i] ? 0 : root(t->columns[i].most) + 1;
        for (uint32_t i = 0; i < n; i++) {
            if (done[i])
                continue;
            int64_t share = share_room * (root(t->columns[i].most) + 1) / weights;
            width[i] = (mpt)(share < low[i]               ? low[i]
                             : share > t->columns[i].most ? t->columns[i].most
                                                          : share);
            violation += width[i] - share;
        }
        uint32_t before = settled;
        for (uint32_t i = 0; i < n; i++) {
            int64_t share = share_room * (root(t->columns[i].most) + 1) / weights;
            bool held = violation > 0 ? width[i] > share : violation < 0 ? width[i] < share : true;
            if (done[i] || !held)
                continue;
            done[i] = true;
            room -= width[i];
            settled++;
        }
        if (settled == before)
            return;
    }
}

static int64_t lows(const struct table *t, bool bound, bool cut, mpt *low) {
    mpt pad = 2 * t->pad_x, least = t->g->style->table.least_quote;
    for (uint32_t i = 0; i < t->n_columns; i++) {
        const struct table_column *c = &t->columns[i];
        mpt numbers = c->left + c->right + c->hang + pad;
        low[i] = bound ? c->bound : c->least;
        if (cut && low[i] > least)
            low[i] = least > numbers ? least : numbers;
    }
    return sum_of(low, t->n_columns);
}

static void reread(struct table *t, int percent, size_t pieces, size_t looks, uint32_t tags) {
    t->g->n_pieces = pieces;
    t->g->n_looks = looks;
    t->g->pages->n_tags = tags;
    table_read(t, percent);
}

/* Which columns' least widths fit; smaller type where they must. */
static bool find_lows(struct table *t, mpt *low) {
    struct galley *g = t->g;
    size_t pieces = g->n_pieces, looks = g->n_looks;
    uint32_t tags = g->pages->n_tags;
    const mpt size = g->style->roles[table_body(t)].size;
    int percent = 100;
    table_read(t, percent);
    if (lows(t, true, false, low) <= t->place.width)
        return true;
    while (lows(t, false, false, low) > t->place.width) {
        if ((int64_t)size * (percent - STEP) / 100 < g->style->table.least)
            return lows(t, false, true, low) <= t->place.width;
        percent -= STEP;
        reread(t, percent, pieces, looks, tags);
    }
    return true;
}

bool table_widths(struct table *t) {
    mpt *low = ARENA_ARRAY(t->g->arena, t->n_columns, mpt),
        *width = ARENA_ARRAY(t->g->arena, t->n_columns, mpt);
    if (!find_lows(t, low)) {
        const struct node *cell = t->n_rows ? t->rows[0].node->first : NULL;
        galley_overflow(t->g, t->node->line, cell ? inline_plain(t->g->arena, cell) : STR("table"));
        return false;
    }
    if (!share_surplus(t, width, true) && !share_surplus(t, width, false) && !share_thrifty(t, width)) {
        settle_numbers(t, low);
        share_shortage(t, low, width);
    }
    place_columns(t, width);
    return true;
}

mpt table_room(const struct table *t, const struct table_cell *cell) {
    mpt width = -2 * t->pad_x;
    for (uint32_t k = 0; k < cell->columns; k++)
        width += t->columns[cell->column + k].width;
    return width;
}
