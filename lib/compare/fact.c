/* fact.c - a fact from a figure, and what two facts make. Evidence, doubt and vagueness are handed on here and nowhere
 * else. */
#include "compare/fact.h"
#include <string.h>

struct fact fact_missing(const struct indicator *indicator, struct str place, int year, const char *unit) {
    return (struct fact){
        .indicator = indicator, .value = DECIMAL_MISSING, .unit = unit, .place = place, .year = year};
}

struct fact fact_of(struct arena *arena, const struct figures *figures, const struct figure *figure,
                    struct decimal value, const char *unit) {
    const struct figure **from = ARENA_NEW(arena, const struct figure *);
    *from = figure;
    return (struct fact){
        .indicator = figure->indicator,
        .value = value,
        .unit = unit,
        .place = figure->place,
        .group = figure->group,
        .year = figure_year(figures, figure),
        .from = from,
        .n_from = 1,
        .qualifier = figure->qualifier,
        .doubtful = figure->doubtful,
        .extent = period_one_year(figure->period) ? EXTENT_SAME : EXTENT_PERIOD,
    };
}

/* Evidence of both, each figure once. */
static void join_evidence(struct arena *arena, struct fact *to, const struct fact *a, const struct fact *b) {
    const struct figure **from = ARENA_ARRAY(arena, (size_t)a->n_from + b->n_from, const struct figure *);
    uint32_t n = a->n_from;
    if (n)
        memcpy(from, a->from, n * sizeof *from);
    for (uint32_t i = 0; i < b->n_from; i++) {
        bool there = false;
        for (uint32_t k = 0; k < a->n_from && !there; k++)
            there = a->from[k] == b->from[i];
        if (!there)
            from[n++] = b->from[i];
    }
    to->from = from;
    to->n_from = n;
}

/* Of two vague numbers' sum only "about" is known. */
static enum figure_qualifier join_qualifier(enum figure_qualifier a, enum figure_qualifier b) {
    if (a == QUALIFIER_EXACT && b == QUALIFIER_EXACT)
        return QUALIFIER_EXACT;
    return QUALIFIER_ABOUT;
}

struct fact fact_join(struct arena *arena, const struct fact *a, const struct fact *b, struct decimal value) {
    struct fact joined = *a;
    joined.value = value;
    joined.derived = true;
    joined.estimated = a->estimated || b->estimated;
    joined.doubtful = a->doubtful || b->doubtful;
    joined.qualifier = join_qualifier(a->qualifier, b->qualifier);
    joined.extent = a->extent | b->extent;
    joined.note = a->note ? a->note : b->note;
    if (a->group.len && b->group.len && !group_equal(a->group, b->group))
        joined.extent |= EXTENT_GROUP;
    join_evidence(arena, &joined, a, b);
    return joined;
}

struct fact fact_add(struct arena *arena, struct fact a, struct fact b) {
    return fact_join(arena, &a, &b, decimal_add(a.value, b.value));
}

struct fact fact_sub(struct arena *arena, struct fact b, struct fact a) {
    struct fact difference = fact_join(arena, &b, &a, decimal_sub(b.value, a.value));
    if (strcmp(b.unit, COMPARE_UNIT_SHARE) == 0)
        difference.unit = COMPARE_UNIT_POINTS;
    return difference;
}
