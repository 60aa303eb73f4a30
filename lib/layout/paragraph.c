/* paragraph.c - optimal line breaking.
 *
 * The model (Knuth and Plass, Breaking Paragraphs into Lines, 1981). A paragraph is a row of pieces: boxes of fixed width,
 * glue that has a width and may stretch or shrink, and places where a break is allowed at a price. A line that runs from
 * one break to another has a natural width; its glue must make up the difference to the measure. How hard that is is its
 * badness, 100 r^3, where r is the difference as a share of the stretch (or shrink) at hand: 0 is perfect, 100 the full
 * stretch, 10000 hopeless. The demerits of a line add its badness, the price of its break and a fine when a tight line
 * follows a loose one (fitness classes). The best paragraph has the least sum of demerits over all of its lines: a word
 * moved in line 2 may save line 7, which no line-by-line rule can see.
 *
 * The search. All ways to break form a graph: nodes are breaks, an edge is a line. Going through the pieces once, from
 * left to right, keeps only those breaks "active" from which a line could still reach the current place:
 *
 *      Tỷ lệ có | trình độ | đại học | đạt ...          active: breaks a1 a2 a3 that end the line before
 *      a1 ........................... i                  for each: how bad is the line a..i ?
 *         a2 ........................ i                  too long: a is dropped for good
 *                    a3 ............. i                  good: a candidate; the best of each fitness class stays
 *
 * At each break i at most four nodes are added (the best for each class of the line that ends there). Lines are all of
 * one width here (the first one's indent is width that the paragraph begins with), so two ways that reach i in the same
 * class differ in nothing that matters later: the worse one is forgotten. The active list never holds more than the
 * breaks of one line, so the work is linear in the words and 10^5 of them are no trouble.
 *
 * Three passes, each only when the one before found no way: a strict one; one in which lines may be as loose as they
 * like, with some stretch lent to every line so that the looseness is spread evenly; and one that may part what should be
 * held together and lets a line run over if there is nothing else: a paragraph never fails.
 *
 * Ragged and centred text is the same problem with stretch at the line's end instead of in the glue. Greedy breaking
 * was not kept as a faster way for such text: it leaves a last line of one word where a balanced one was free.
 *
 * All in integers: millipoints, badness by TeX's approximation (TeX: The Program, 108). */
#include "layout/galley.h"

enum {
    BADNESS_MOST = 10000,
    TOLERANCE = 200,
    LINE_DEMERIT = 10,
    RAGGED_DEMERIT = 100, /* text that need not be even should rather be short */
    MISFIT = 10000,
    SHORT_END = 40000,
    SHORT_MOST = 36000, /* [millipoints] */
    CLASSES = 4
};

struct breakpoint {
    uint32_t piece;                 /* the break; the start: run.first */
    uint32_t previous;              /* index in galley.breakpoints */
    int fitness;                    /* 0 tight, 1 decent, 2 loose, 3 very loose */
    int64_t demerits;               /* of the best way to here */
    int64_t width, stretch, shrink; /* sums over the pieces before the line that starts here */
};

struct sums {
    int64_t width, stretch, shrink;
};

struct breaker {
    struct galley *g;
    struct run run;
    mpt width;
    enum set set;
    int pass;         /* 0, 1, 2 */
    mpt lent;         /* stretch given to each line at its end */
    struct sums sums; /* over the pieces before the current one */
    size_t n_active;
    struct breakpoint best[CLASSES]; /* candidates of the current break */
    int64_t least;
};

#define NO_WAY INT64_MAX

static int64_t badness(int64_t over, int64_t room) {
    if (over == 0)
        return 0;
    if (room <= 0)
        return BADNESS_MOST;
    int64_t r = over > (int64_t)1 << 40 ? 1291 : over * 297 / room;
    if (r > 1290)
        return BADNESS_MOST;
    return (r * r * r + (1 << 17)) / (1 << 18);
}

/* Sums just after a break at piece i: the glue at the break vanishes. */
static struct sums after_break(const struct breaker *b, uint32_t i) {
    struct sums s = b->sums;
    const struct piece *pieces = b->g->pieces;
    for (; i < b->run.end && pieces[i].type != PIECE_BOX; i++) {
        if (pieces[i].type != PIECE_GLUE)
            continue;
        s.width += pieces[i].width;
        s.stretch += b->set == SET_JUSTIFY ? pieces[i].stretch : 0;
        s.shrink += pieces[i].shrink;
    }
    return s;
}

struct fit {
    bool over; /* wider than the measure even when tight */
    int64_t badness;
    int fitness;
};

static struct fit fit_line(const struct breaker *b, const struct breakpoint *from, bool ends) {
    int64_t short_of = b->width - (b->sums.width - from->width);
    struct fit fit = {.fitness = 1};
    if (short_of >= 0) {
        if (ends && b->set != SET_CENTER)
            return fit;
        fit.badness = badness(short_of, b->sums.stretch - from->stretch + b->lent);
        fit.fitness = fit.badness > 99 ? 3 : fit.badness > 12 ? 2 : 1;
        return fit;
    }
    int64_t shrink = b->set == SET_JUSTIFY ? b->sums.shrink - from->shrink : 0;
    fit.over = -short_of > shrink;
    fit.badness = fit.over ? BADNESS_MOST : badness(-short_of, shrink);
    fit.fitness = fit.badness > 12 ? 0 : 1;
    return fit;
}

/* A last line shorter than this looks like an accident. */
static int64_t short_end(const struct breaker *b) {
    if (b->set == SET_CENTER)
        return 0;
    int64_t part = b->set == SET_JUSTIFY ? b->width / 9 : b->width / 4;
    return b->set == SET_JUSTIFY || part < SHORT_MOST ? part : SHORT_MOST;
}

static int64_t demerits_of(const struct breaker *b, const struct fit *fit, const struct breakpoint *from,
                           int32_t penalty, bool ends) {
    bool ragged = b->set == SET_LEFT || b->set == SET_RIGHT;
    int64_t base = (ragged ? RAGGED_DEMERIT : LINE_DEMERIT) + fit->badness;
    int64_t d = base * base + (int64_t)penalty * penalty;
    int apart = fit->fitness - from->fitness;
    if (b->set == SET_JUSTIFY && (apart > 1 || apart < -1))
        d += MISFIT;
    if (ends && from->previous != UINT32_MAX && b->sums.width - from->width < short_end(b))
        d += SHORT_END;
    return d;
}

static void consider(struct breaker *b, uint32_t from, const struct fit *fit, int32_t penalty, bool ends) {
    const struct breakpoint *start = &b->g->breakpoints[from];
    int64_t d = start->demerits + demerits_of(b, fit, start, penalty, ends);
    struct breakpoint *best = &b->best[fit->fitness];
    if (d < best->demerits) {
        best->demerits = d;
        best->previous = from;
    }
    if (d < b->least)
        b->least = d;
}

static void add_active(struct breaker *b, struct breakpoint point) {
    struct galley *g = b->g;
    MEM_ROOM(g->breakpoints, g->n_breakpoints, g->cap_breakpoints);
    mem_grow((void **)&g->active, &g->cap_active, b->n_active + 1, sizeof *g->active);
    g->breakpoints[g->n_breakpoints] = point;
    g->active[b->n_active++] = (uint32_t)g->n_breakpoints++;
}

/* Tries a line from every active break to piece i, and adds what is worth going on from. */
static void try_break(struct breaker *b, uint32_t i, int32_t penalty, bool forced) {
    struct galley *g = b->g;
    size_t kept = 0;
    uint32_t last = UINT32_MAX;
    int64_t tolerance = b->pass == 0 && b->set == SET_JUSTIFY ? TOLERANCE : BADNESS_MOST;
    b->least = NO_WAY;
    for (int c = 0; c < CLASSES; c++)
        b->best[c].demerits = NO_WAY;
    for (size_t k = 0; k < b->n_active; k++) {
        uint32_t from = g->active[k];
        struct fit fit = fit_line(b, &g->breakpoints[from], forced);
        if (!fit.over && fit.badness <= tolerance)
            consider(b, from, &fit, penalty, forced);
        if (fit.over || forced)
            last = from;
        else
            g->active[kept++] = from;
    }
    b->n_active = kept;
    if (kept == 0 && b->least == NO_WAY && b->pass == 2 && last != UINT32_MAX)
        consider(b, last, &(struct fit){.badness = BADNESS_MOST, .fitness = 1}, penalty, forced);
    struct sums s = after_break(b, i);
    for (int c = 0; c < CLASSES; c++)
        if (b->best[c].demerits != NO_WAY && b->best[c].demerits <= b->least + MISFIT)
            add_active(b, (struct breakpoint){.piece = i,
                                              .previous = b->best[c].previous,
                                              .fitness = c,
                                              .demerits = b->best[c].demerits,
                                              .width = s.width,
                                              .stretch = s.stretch,
                                              .shrink = s.shrink});
}

/* The price of a break at the piece; PENALTY_NEVER where none may be. */
static int32_t price_of(const struct breaker *b, const struct piece *piece) {
    if (piece->type != PIECE_GLUE && piece->type != PIECE_CUT)
        return PENALTY_NEVER;
    if (piece->penalty >= PENALTY_NEVER && b->pass == 2)
        return PENALTY_NEVER / 2;
    return piece->penalty;
}

/* One pass over the run; true when a way to its end was found. */
static bool run_pass(struct breaker *b, mpt indent) {
    struct galley *g = b->g;
    g->n_breakpoints = 0;
    b->n_active = 0;
    b->sums = (struct sums){0};
    add_active(b, (struct breakpoint){
                      .piece = b->run.first, .previous = UINT32_MAX, .fitness = 1, .width = -indent});
    for (uint32_t i = b->run.first; i < b->run.end && b->n_active; i++) {
        const struct piece *piece = &g->pieces[i];
        if (piece->type == PIECE_BREAK) {
            try_break(b, i, 0, true);
            continue;
        }
        int32_t price = price_of(b, piece);
        if (price < PENALTY_NEVER)
            try_break(b, i, price, false);
        b->sums.width += piece->width;
        b->sums.stretch += b->set == SET_JUSTIFY ? piece->stretch : 0;
        b->sums.shrink += piece->shrink;
    }
    if (b->n_active)
        try_break(b, b->run.end, 0, true);
    return b->n_active > 0;
}

/* ---- from breaks to lines ---------------------------------------------------------------------------------------- */

static bool is_box(const struct piece *piece) {
    return piece->type == PIECE_BOX;
}

/* The line's pieces from its first box (or anchor before it) to its last box. */
static struct line make_line(const struct breaker *b, uint32_t first, uint32_t end, mpt indent) {
    const struct piece *pieces = b->g->pieces;
    while (first < end && (pieces[first].type == PIECE_GLUE || pieces[first].type == PIECE_CUT))
        first++;
    while (end > first && (pieces[end - 1].type == PIECE_GLUE || pieces[end - 1].type == PIECE_CUT))
        end--;
    struct line line = {.first = first, .end = end};
    int64_t width = 0, shrink = 0;
    bool begun = false;
    for (uint32_t i = first; i < end; i++) {
        begun |= is_box(&pieces[i]);
        width += begun ? pieces[i].width : 0;
        shrink += begun ? pieces[i].shrink : 0;
    }
    line.natural = (mpt)width;
    int64_t room = b->width - indent;
    line.set = line.natural;
    if (b->set == SET_JUSTIFY && width > room)
        line.set = (mpt)(width - room > shrink ? width - shrink : room);
    line.x = indent;
    if (b->set == SET_CENTER)
        line.x = (mpt)((b->width - width) / 2);
    else if (b->set == SET_RIGHT)
        line.x = (mpt)(b->width - width);
    return line;
}

static void justify(const struct breaker *b, struct line *line) {
    if (b->set != SET_JUSTIFY || line->natural >= b->width - line->x)
        return;
    for (uint32_t i = line->first; i < line->end; i++)
        if (b->g->pieces[i].type == PIECE_GLUE) {
            line->set = b->width - line->x;
            return;
        }
}

/* Walks the chain of breaks backwards, then puts its lines in order. */
static struct lines make_lines(struct breaker *b, mpt indent) {
    struct galley *g = b->g;
    uint32_t best = g->active[0];
    for (size_t k = 1; k < b->n_active; k++)
        if (g->breakpoints[g->active[k]].demerits < g->breakpoints[best].demerits)
            best = g->active[k];
    struct lines lines = {.first = (uint32_t)g->n_lines};
    for (uint32_t at = best; g->breakpoints[at].previous != UINT32_MAX; at = g->breakpoints[at].previous)
        lines.n++;
    mem_grow((void **)&g->lines, &g->cap_lines, g->n_lines + lines.n, sizeof *g->lines);
    g->n_lines += lines.n;
    uint32_t k = lines.first + lines.n;
    for (uint32_t at = best; k > lines.first; at = g->breakpoints[at].previous) {
        const struct breakpoint *end = &g->breakpoints[at], *start = &g->breakpoints[end->previous];
        bool first = start->previous == UINT32_MAX;
        bool forced = end->piece == b->run.end || g->pieces[end->piece].type == PIECE_BREAK;
        uint32_t from = start->piece;
        if (!first)
            from++; /* the break itself is on no line */
        struct line line = make_line(b, from, end->piece, first ? indent : 0);
        if (!forced)
            justify(b, &line);
        g->lines[--k] = line;
    }
    return lines;
}

/* A run that fits on one line as it is: most cells of a table. */
static bool one_line(const struct breaker *b, mpt indent) {
    int64_t width = indent;
    for (uint32_t i = b->run.first; i < b->run.end; i++) {
        if (b->g->pieces[i].type == PIECE_BREAK)
            return false;
        width += b->g->pieces[i].width;
        if (width > b->width)
            return false;
    }
    return true;
}

struct lines paragraph_break(struct galley *g, struct run run, mpt width, mpt indent, enum set set) {
    struct breaker b = {.g = g, .width = width, .set = set};
    b.run = inline_cut(g, run, width - indent);
    if (set == SET_CENTER || set == SET_RIGHT)
        indent = 0;
    if (one_line(&b, indent)) {
        MEM_ROOM(g->lines, g->n_lines, g->cap_lines);
        g->lines[g->n_lines] = make_line(&b, b.run.first, b.run.end, indent);
        return (struct lines){(uint32_t)g->n_lines++, 1};
    }
    for (b.pass = 0; b.pass < 3; b.pass++) {
        b.lent = set != SET_JUSTIFY ? width / 3 : b.pass ? width / 12 : 0;
        if (run_pass(&b, indent))
            return make_lines(&b, indent);
    }
    return (struct lines){(uint32_t)g->n_lines, 0}; /* an empty run */
}
