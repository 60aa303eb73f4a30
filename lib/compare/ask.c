/* ask.c - one number for an indicator, a place and a year: as it is stated, else from what else the same source states.
 * A share is only ever taken of a whole of the same group and year; a count is never made from a share here. */
#include "compare/fact.h"

static const struct figure *pick(const struct ask *ask, const struct indicator *indicator,
                                 enum figure_kind kind) {
    struct figure_query query = {
        .indicator = str_of(indicator->id),
        .place = ask->place,
        .year = ask->year,
        .kinds = FIGURE_BIT(kind),
        .beside = ask->beside,
        .group = ask->group,
    };
    return figures_lookup(ask->figures, &query);
}

const struct figure *ask_whole(const struct ask *ask, const struct figure *part) {
    if (part->indicator->whole == NULL)
        return NULL;
    struct figure_query query = {
        .indicator = str_of(part->indicator->whole),
        .place = ask->place,
        .year = figure_year(ask->figures, part),
        .kinds = FIGURE_BIT(FIGURE_COUNT),
        .beside = part,
    };
    const struct figure *whole = figures_lookup(ask->figures, &query);
    if (whole)
        return whole;
    query.beside = NULL;
    query.group = part->about->group;
    return part->about->group.len ? figures_lookup(ask->figures, &query) : NULL;
}

/* A share from a count: none of any whole is 0 per cent. */
static struct fact share_of_count(const struct ask *ask, const struct figure *count) {
    struct fact share = fact_of(ask->arena, ask->figures, count, DECIMAL_MISSING, COMPARE_UNIT_SHARE);
    share.derived = true;
    if (decimal_sign(count->value) == 0) {
        share.value = decimal_of(0, 1);
        return share;
    }
    const struct figure *whole = ask_whole(ask, count);
    if (whole == NULL)
        return fact_missing(count->indicator, ask->place, ask->year, COMPARE_UNIT_SHARE);
    struct fact of = fact_of(ask->arena, ask->figures, whole, whole->value, whole->about->unit);
    return fact_join(ask->arena, &share, &of, decimal_percent(count->value, whole->value, 1));
}

typedef struct fact answer(const struct ask *ask, const struct indicator *indicator);

/* The sum of the classes that the indicator counts together; missing when one of them is. */
static struct fact gathered(const struct ask *ask, const struct indicator *indicator, answer *one,
                            const char *unit) {
    struct fact sum = fact_missing(indicator, ask->place, ask->year, unit);
    struct ask same = *ask;
    for (uint32_t i = 0; i < indicator->n_gathers; i++) {
        struct fact part = one(&same, catalogue_find(ask->figures->catalogue, str_of(indicator->gathers[i])));
        if (decimal_missing(part.value))
            return fact_missing(indicator, ask->place, ask->year, unit);
        sum = i ? fact_add(ask->arena, sum, part) : part;
        same.beside = part.from[0]; /* the others must be of the same source and group */
    }
    sum.indicator = indicator;
    return sum;
}

static struct fact plain_share(const struct ask *ask, const struct indicator *indicator) {
    const struct figure *figure = pick(ask, indicator, FIGURE_PERCENT);
    if (figure)
        return fact_of(ask->arena, ask->figures, figure, figure->value, COMPARE_UNIT_SHARE);
    figure = pick(ask, indicator, FIGURE_RATIO);
    if (figure) {
        struct decimal value = decimal_percent(figure->value, figure->about->of, 1);
        struct fact share = fact_of(ask->arena, ask->figures, figure, value, COMPARE_UNIT_SHARE);
        share.derived = true;
        return share;
    }
    figure = pick(ask, indicator, FIGURE_COUNT);
    return figure ? share_of_count(ask, figure)
                  : fact_missing(indicator, ask->place, ask->year, COMPARE_UNIT_SHARE);
}

static struct fact plain_count(const struct ask *ask, const struct indicator *indicator) {
    const struct figure *figure = pick(ask, indicator, FIGURE_COUNT);
    if (figure == NULL)
        figure = pick(ask, indicator, FIGURE_RATIO);
    if (figure == NULL)
        return fact_missing(indicator, ask->place, ask->year, indicator->unit);
    return fact_of(ask->arena, ask->figures, figure, figure->value, figure->about->unit);
}

static bool all_counts(const struct fact *fact) {
    for (uint32_t i = 0; i < fact->n_from; i++)
        if (fact->from[i]->kind != FIGURE_COUNT)
            return false;
    return fact->n_from > 0;
}

/* Counts are added before the share is taken: 11 and 1 of 23 are 52,2 per cent, but 47,8 and 4,3 add up to 52,1. */
static struct fact gathered_share(const struct ask *ask, const struct indicator *indicator) {
    struct fact count = gathered(ask, indicator, plain_count, indicator->unit);
    const struct figure *whole = all_counts(&count) ? ask_whole(ask, count.from[0]) : NULL;
    if (whole == NULL)
        return gathered(ask, indicator, plain_share, COMPARE_UNIT_SHARE);
    struct fact of = fact_of(ask->arena, ask->figures, whole, whole->value, whole->about->unit);
    struct fact share = fact_join(ask->arena, &count, &of, decimal_percent(count.value, whole->value, 1));
    share.unit = COMPARE_UNIT_SHARE;
    share.derived = true;
    return share;
}

struct fact ask_share(const struct ask *ask, const struct indicator *indicator) {
    struct fact share = plain_share(ask, indicator);
    return decimal_missing(share.value) && indicator->n_gathers ? gathered_share(ask, indicator) : share;
}

struct fact ask_count(const struct ask *ask, const struct indicator *indicator) {
    struct fact count = plain_count(ask, indicator);
    if (decimal_missing(count.value) && indicator->n_gathers)
        return gathered(ask, indicator, plain_count, indicator->unit);
    return count;
}
