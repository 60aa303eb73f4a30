/* plan.c - cuts the galley into pages.
 *
 * Where to break is chosen for a whole section at once, as in a paragraph: every slab is a possible start of a page, a
 * page from slab i up to j costs its empty space (squared, so one big hole is worse than two small ones) and the price
 * of the break at j (a widow, a parted table); the cheapest chain of pages wins. Filling page by page was not enough: a
 * table that does not fit leaves half a page empty where parting a paragraph two pages earlier would have made room. A
 * page holds some fifty slabs, so the work is linear in the length of the section.
 *
 * A page is elastic. The spaces between its blocks may shrink and grow a little; charts have a lower form, taken rather
 * than leaving a hole on the page before, and a taller one that fills the hole of a page whose next block does not fit.
 * Each of these has its price, and no elasticity touches a section's last page. */
#include "layout/plan.h"
#include <stdlib.h>

struct plan {
    int64_t cost;      /* of the best pages up to this slab; NO_WAY: none end here */
    uint32_t previous; /* slab that the last of these pages starts with */
    enum height height;
    int32_t spaces;
};

#define NO_WAY INT64_MAX

enum {
    COST_PAGE = 1500,
    COST_LOWER = 150,
    COST_TALLER = 30,
    COST_SHRUNK = 60, /* of spaces as small as they get */
    COST_GROWN = 20,
    COST_STUB = 1200,
    STUB = 70,      /* [1/1000 of the page] a last page with less is one */
    HOLE_FREE = 30, /* [1/1000 of the page] */
    SHRINK = 150,   /* [1/1000] of a space, at most */
    GROW = 300,
    WHOLE = 1000
};

/* What the slabs of a page need. */
struct sums {
    int64_t heights[HEIGHTS]; /* with the spaces as they are */
    int64_t grow, shrink;     /* of all spaces, at most */
};

/* Between paragraphs NĐ 30/2020 (PL I, II.6) asks for 6 points: no space becomes less than the body's. */
static mpt shrink_of(const struct galley *g, mpt space) {
    mpt part = (mpt)((int64_t)space * SHRINK / 1000), over = space - g->style->roles[ROLE_BODY].before;
    return over <= 0 ? 0 : over < part ? over : part;
}

static mpt grow_of(mpt space) {
    return (mpt)((int64_t)space * GROW / 1000);
}

mpt plan_space(const struct galley *g, const struct cut *cut, mpt space) {
    mpt most = cut->spaces < 0 ? shrink_of(g, space) : grow_of(space);
    return space + (mpt)((int64_t)most * cut->spaces / WHOLE);
}

const struct slab *plan_form(const struct galley *g, uint32_t at, enum height height) {
    const struct slab *slab = &g->slabs[at];
    uint32_t spare = height == HEIGHT_PLAIN ? 0 : slab->spare[height];
    return spare ? &g->spares[spare - 1] : slab;
}

/* Height of what is repeated above the slab when it starts a page. */
static mpt repeated(const struct galley *g, uint32_t at) {
    const struct slab *slab = &g->slabs[at];
    mpt height = 0;
    for (uint32_t i = 0; i < slab->n_head; i++)
        height += g->repeats[slab->head + i].height + (i ? g->repeats[slab->head + i].space : 0);
    return height;
}

mpt plan_clear(const struct galley *g, uint32_t from) {
    mpt end = g->style->page.clear_top + g->style->page.clear_height;
    return g->doc->appendix && from == 0 && end > g->style->page.top ? end - g->style->page.top : 0;
}

mpt plan_notes(const struct galley *g, const struct slab *slab, bool first) {
    mpt height = first && slab->n_foot ? g->style->footnotes.before + g->style->footnotes.gap : 0;
    for (uint32_t i = 0; i < slab->n_foot; i++)
        height += g->feet[slab->foot + i].slab.height + g->feet[slab->foot + i].slab.space;
    return height;
}

static mpt room_of(const struct galley *g, bool landscape) {
    mpt height = landscape ? g->style->page.width : g->style->page.height;
    return height - g->style->page.top - g->style->page.bottom;
}

static int64_t hole_cost(int64_t hole, mpt room) {
    hole = hole * 1000 / room - HOLE_FREE;
    return hole > 0 ? hole * hole / 150 : 0;
}

/* ---- a page ------------------------------------------------------------------------------------------------------ */

struct fit {
    int64_t cost; /* NO_WAY: it does not fit */
    enum height height;
    int32_t spaces;
};

/* The page with charts of this height. */
static struct fit fit_height(const struct sums *sums, enum height height, mpt room, bool last) {
    int64_t need = sums->heights[height];
    struct fit fit = {.height = height};
    if (need - sums->shrink > room)
        return (struct fit){.cost = NO_WAY};
    if (need > room) {
        fit.cost = COST_SHRUNK * (need - room) / sums->shrink;
        fit.spaces = -(int32_t)(((need - room) * WHOLE + sums->shrink - 1) / sums->shrink);
    } else if (!last && sums->grow > 0) {
        int64_t grown = room - need < sums->grow ? room - need : sums->grow;
        fit.cost = COST_GROWN * grown / sums->grow + hole_cost(room - need - grown, room);
        fit.spaces = (int32_t)(grown * WHOLE / sums->grow);
    } else if (!last) {
        fit.cost = hole_cost(room - need, room);
    }
    fit.cost += height == HEIGHT_LOWER ? COST_LOWER : height == HEIGHT_TALLER ? COST_TALLER : 0;
    return fit;
}

static struct fit fit_page(const struct sums *sums, mpt room, bool last) {
    struct fit best = fit_height(sums, HEIGHT_PLAIN, room, last);
    for (int height = 0; height < HEIGHTS; height++) {
        if (sums->heights[height] == sums->heights[HEIGHT_PLAIN] || (last && best.cost != NO_WAY))
            continue;
        struct fit fit = fit_height(sums, (enum height)height, room, last);
        if (fit.cost < best.cost)
            best = fit;
    }
    return best;
}

static void add_slab(const struct galley *g, struct sums *sums, uint32_t at, mpt space, mpt notes) {
    const struct slab *slab = &g->slabs[at];
    mpt plain = space + notes + slab->height;
    if (space > 0) {
        sums->grow += grow_of(space);
        sums->shrink += shrink_of(g, space);
    }
    for (int height = 0; height < HEIGHTS; height++)
        sums->heights[height] += plain;
    for (int height = 0; height < HEIGHT_PLAIN; height++)
        if (slab->spare[height])
            sums->heights[height] += g->spares[slab->spare[height] - 1].height - slab->height;
}

/* Tries all pages that start with slab `from`. */
static void extend(const struct galley *g, struct plan *plan, uint32_t base, uint32_t from, uint32_t end,
                   mpt room) {
    struct sums sums = {{0}, 0, 0};
    bool noted = false;
    mpt head = repeated(g, from);
    for (int height = 0; height < HEIGHTS; height++)
        sums.heights[height] = head + plan_clear(g, from);
    for (uint32_t k = from; k < end; k++) {
        const struct slab *slab = &g->slabs[k];
        add_slab(g, &sums, k, k == from && head == 0 ? 0 : slab->space,
                 slab->n_foot ? plan_notes(g, slab, !noted) : 0);
        noted |= slab->n_foot > 0;
        bool last = k + 1 == end;
        mpt left = last ? room : room - slab->closing_height;
        if (k > from && sums.heights[HEIGHT_LOWER] - sums.shrink > room)
            return;
        int64_t cost = plan[from - base].cost + COST_PAGE + (last ? 0 : g->slabs[k + 1].cost);
        struct plan *next = &plan[k + 1 - base];
        if (cost >= next->cost)
            continue;
        struct fit fit = fit_page(&sums, left, last);
        if (fit.cost == NO_WAY && k > from)
            continue;
        if (fit.cost == NO_WAY) /* a slab higher than the page: page.c reports what leaves it */
            fit = (struct fit){0, HEIGHT_LOWER, 0};
        cost += fit.cost + (last && sums.heights[HEIGHT_PLAIN] * 1000 / room < STUB ? COST_STUB : 0);
        if (cost < next->cost)
            *next = (struct plan){cost, from, fit.height, fit.spaces};
    }
}

/* ---- sections ---------------------------------------------------------------------------------------------------- */

/* Breaks slabs [first, end) of a section into pages. */
static void cut_section(const struct galley *g, struct section section, uint32_t end, struct cuts *cuts) {
    uint32_t from = section.first, n = end - from;
    struct plan *plan = mem_new((size_t)n + 1, sizeof *plan);
    size_t before = cuts->n;
    for (uint32_t i = 1; i <= n; i++)
        plan[i].cost = NO_WAY;
    for (uint32_t i = 0; i < n; i++)
        if (plan[i].cost != NO_WAY)
            extend(g, plan, from, from + i, end, room_of(g, section.landscape));
    for (uint32_t at = end; at > from; at = plan[at - from].previous) {
        const struct plan *p = &plan[at - from];
        MEM_ROOM(cuts->items, cuts->n, cuts->cap);
        cuts->items[cuts->n++] = (struct cut){.from = p->previous,
                                              .to = at,
                                              .height = p->height,
                                              .spaces = p->spaces,
                                              .landscape = section.landscape};
    }
    for (size_t i = before, k = cuts->n; i + 1 < k; i++) { /* the last page came first */
        struct cut cut = cuts->items[i];
        cuts->items[i] = cuts->items[--k];
        cuts->items[k] = cut;
    }
    free(plan);
}

/* Numbers the pages from `from` on; each knows how many its series has once the series has ended. */
static void number_pages(struct cuts *cuts, size_t from, uint32_t number) {
    for (size_t i = from; i < cuts->n; i++)
        cuts->items[i].number = number + (uint32_t)(i - from);
}

static void end_series(struct cuts *cuts, size_t from) {
    for (size_t i = from; i < cuts->n; i++)
        cuts->items[i].total = (uint32_t)(cuts->n - from);
}

struct cuts plan_pages(const struct galley *g) {
    struct cuts cuts = {0};
    size_t series = 0;
    for (size_t i = 0; i < g->n_sections; i++) {
        uint32_t end = i + 1 < g->n_sections ? g->sections[i + 1].first : (uint32_t)g->n_slabs;
        size_t before = cuts.n;
        if (g->sections[i].restart) {
            end_series(&cuts, series);
            series = before;
        }
        if (end > g->sections[i].first)
            cut_section(g, g->sections[i], end, &cuts);
        number_pages(&cuts, before, (uint32_t)(before - series) + 1);
    }
    end_series(&cuts, series);
    return cuts;
}
