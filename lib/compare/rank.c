/* rank.c - many units of one year: their order, how many reach a bound, their share as one. */
#include "compare/fact.h"
#include <stdlib.h>

/* ---- order ----------------------------------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b) {
    const struct ranked *one = a, *two = b;
    int order = decimal_compare(two->fact.value, one->fact.value);
    return order ? order : text_collate(one->fact.place, two->fact.place);
}

struct ranking compare_rank(struct arena *arena, const struct figures *figures, struct str indicator,
                            const struct str *places, size_t n_places, int year, bool share) {
    struct ranking ranking = {.items = ARENA_ARRAY(arena, n_places, struct ranked)};
    for (size_t i = 0; i < n_places; i++) {
        struct fact fact = compare_fact(arena, figures, indicator, places[i], year, share);
        if (decimal_missing(fact.value))
            ranking.n_missing++;
        else
            ranking.items[ranking.n++].fact = fact;
    }
    if (ranking.n)
        qsort(ranking.items, ranking.n, sizeof *ranking.items, by_value);
    for (uint32_t i = 0; i < ranking.n; i++) {
        bool tied = i && decimal_equal(ranking.items[i].fact.value, ranking.items[i - 1].fact.value);
        ranking.items[i].rank = tied ? ranking.items[i - 1].rank : i + 1;
    }
    return ranking;
}

uint32_t ranking_from(const struct ranking *ranking, struct decimal bound) {
    uint32_t n = 0;
    while (n < ranking->n && decimal_compare(ranking->items[n].fact.value, bound) >= 0)
        n++;
    return n;
}

struct decimal ranking_share_from(const struct ranking *ranking, struct decimal bound) {
    return decimal_percent(decimal_int(ranking_from(ranking, bound)), decimal_int(ranking->n), 1);
}

/* ---- one share of many units ----------------------------------------------------------------------------------------- */

struct fact compare_average(struct arena *arena, const struct figures *figures, struct str indicator,
                            const struct str *places, size_t n_places, int year) {
    const struct indicator *found = catalogue_find(figures->catalogue, indicator);
    struct fact none = fact_missing(found, STR(""), year, COMPARE_UNIT_SHARE);
    struct quota sum = {none, none};
    bool any = false;
    for (size_t i = 0; found && i < n_places; i++) {
        struct ask ask = {.arena = arena, .figures = figures, .place = places[i], .year = year};
        struct quota one = ask_quota(&ask, found);
        if (decimal_missing(one.part.value) || decimal_missing(one.whole.value))
            continue;
        sum.part = any ? fact_add(arena, sum.part, one.part) : one.part;
        sum.whole = any ? fact_add(arena, sum.whole, one.whole) : one.whole;
        any = true;
    }
    if (!any)
        return none;
    struct fact share = quota_share(arena, &sum);
    share.indicator = found;
    share.place = STR("");
    return share;
}

/* ---- communes of a district ------------------------------------------------------------------------------------------ */

size_t compare_communes(const struct figures *figures, struct str district, struct str *out, size_t n) {
    bool *seen = mem_new(figures->n_places + 1, sizeof *seen);
    size_t found = 0;
    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *figure = figures->items[i];
        if (figure->total || seen[figure->place_id] || figure->within.len == 0 ||
            !place_equal(figure->within, district))
            continue;
        seen[figure->place_id] = true;
        if (found < n)
            out[found] = figures->places[figure->place_id];
        found++;
    }
    free(seen);
    return found;
}
