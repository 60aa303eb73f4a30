/* pair.c - like with like: which statements of two years are set side by side.
 *
 * A year may state one indicator several times: a report of "công chức", a table of "cán bộ, công chức", a table as of
 * 30 June. What a lookup prefers for each year by itself may then be two different things, though a pair of the same thing
 * is there. So all pairs are weighed: several years against one year weighs most, then, of shares, a share that only we
 * have worked out (what a source itself calls its share is what its readers know), then groups that differ, then as-of
 * days; among equals the pair that stands first in the order of lookup. */
#include "compare/fact.h"

static void add_basis(struct sayings *s, const struct figure *figure) {
    for (uint32_t i = 0; i < s->n_bases; i++)
        if (s->bases[i]->where.source == figure->where.source &&
            group_equal(s->bases[i]->about->group, figure->about->group))
            return;
    if (s->n_bases < SAYINGS_MAX)
        s->bases[s->n_bases++] = figure;
}

static void find_bases(struct sayings *s, const struct ask *ask, const struct indicator *indicator) {
    uint32_t i = figures_first_in(ask->figures, indicator, ask->place, ask->year);
    for (; i != MAP_NONE; i = ask->figures->next[i]) {
        const struct figure *figure = ask->figures->items[i];
        if (figure->kind != FIGURE_CHANGE && figure_year(ask->figures, figure) == ask->year)
            add_basis(s, figure);
    }
}

void ask_all(struct sayings *s, struct ask ask, const struct fact *preferred, bool share) {
    const struct indicator *indicator = preferred->indicator;
    s->facts[0] = *preferred;
    s->n = 1;
    s->n_bases = 0;
    find_bases(s, &ask, indicator);
    for (uint32_t i = 0; i < indicator->n_gathers; i++)
        find_bases(s, &ask, catalogue_find(ask.figures->catalogue, str_of(indicator->gathers[i])));
    for (uint32_t i = 0; i < s->n_bases; i++) {
        ask.beside = s->bases[i];
        struct fact fact = ask_either(&ask, indicator, share);
        if (!decimal_missing(fact.value))
            s->facts[s->n++] = fact;
    }
}

static unsigned weight(const struct fact *a, const struct fact *b) {
    unsigned extent = compare_extents(a, b);
    bool worked_out = fact_is_share(b) && (a->derived || b->derived);
    return !!(extent & EXTENT_PERIOD) * 8u + worked_out * 4u + !!(extent & EXTENT_GROUP) * 2u +
           !!(extent & EXTENT_AS_OF) * 1u;
}

void pair_likes(struct ask ask, struct fact *a, struct fact *b, bool share) {
    if (decimal_missing(a->value) || decimal_missing(b->value) || weight(a, b) == 0)
        return;
    struct sayings earlier, later;
    ask.year = a->year;
    ask_all(&earlier, ask, a, share);
    ask.year = b->year;
    ask_all(&later, ask, b, share);
    unsigned best = weight(a, b);
    for (uint32_t i = 0; i < earlier.n; i++)
        for (uint32_t k = 0; k < later.n; k++)
            if (weight(&earlier.facts[i], &later.facts[k]) < best) {
                best = weight(&earlier.facts[i], &later.facts[k]);
                *a = earlier.facts[i];
                *b = later.facts[k];
            }
}
