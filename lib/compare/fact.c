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
    struct note variant = variant_of(figures, figure);
    return (struct fact){
        .variant = variant.vi,
        .variant_en = variant.en,
        .indicator = figure->indicator,
        .value = value,
        .unit = unit,
        .place = figure->about->place,
        .group = figure->about->group,
        .year = figure_year(figures, figure),
        .from = from,
        .n_from = 1,
        .qualifier = figure->qualifier,
        .doubtful = figure->doubtful,
        .extent = period_one_year(figure->about->period) ? EXTENT_SAME : EXTENT_PERIOD,
    };
}

struct fact compare_stated(struct arena *arena, const struct figures *figures, const struct figure *figure,
                           const char *unit) {
    return fact_of(arena, figures, figure, figure->value, unit);
}

bool fact_is_share(const struct fact *fact) {
    return strcmp(fact->unit, COMPARE_UNIT_SHARE) == 0;
}

bool indicator_is_rate(const struct indicator *indicator) {
    return strcmp(indicator->unit, COMPARE_UNIT_SHARE) == 0;
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

bool groups_differ(const struct fact *a, const struct fact *b) {
    return a->group.len && b->group.len &&
           !(group_equal_at(a->place, a->group, b->group) && group_equal_at(b->place, a->group, b->group));
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
    joined.note_en = a->note ? a->note_en : b->note_en;
    joined.descent = a->note ? a->descent : b->descent;
    if (groups_differ(a, b))
        joined.extent |= EXTENT_GROUP;
    join_evidence(arena, &joined, a, b);
    return joined;
}

void fact_note(struct fact *fact, struct note note) {
    fact->descent = NULL;
    fact->note = note.vi;
    fact->note_en = note.en;
}

/* One pass over the evidence: joining two by two would walk that of 3.321 communes as often as there are communes. */
struct fact fact_gather(struct arena *arena, const struct fact *facts, uint32_t n, struct decimal value,
                        struct fact none) {
    size_t n_from = 0;
    for (uint32_t i = 0; i < n; i++)
        n_from += facts[i].n_from;
    const struct figure **from = ARENA_ARRAY(arena, n_from, const struct figure *);
    struct fact all = n ? facts[0] : none;
    all.from = from;
    all.n_from = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct fact *fact = &facts[i];
        all.estimated |= fact->estimated;
        all.doubtful |= fact->doubtful;
        all.qualifier = join_qualifier(all.qualifier, fact->qualifier);
        all.extent |= fact->extent;
        if (groups_differ(&all, fact))
            all.extent |= EXTENT_GROUP;
        if (fact->n_from)
            memcpy(from + all.n_from, fact->from, fact->n_from * sizeof *from);
        all.n_from += fact->n_from;
    }
    all.value = value;
    all.derived = true;
    return all;
}

struct fact fact_add(struct arena *arena, struct fact a, struct fact b) {
    return fact_join(arena, &a, &b, decimal_add(a.value, b.value));
}

struct fact fact_sub(struct arena *arena, struct fact b, struct fact a) {
    struct fact difference = fact_join(arena, &b, &a, decimal_sub(b.value, a.value));
    if (fact_is_share(&b))
        difference.unit = COMPARE_UNIT_POINTS;
    return difference;
}
