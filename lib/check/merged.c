/* merged.c - a unit's own report against the units that it was made of.
 *
 * After a merger the new unit reports on the years before as well ("so với năm 2024"), and the old units have reported on
 * them themselves. Nobody works in both, so counts must agree to a head, and shares within their rounding; where they do
 * not, either an old report was left out of the sum or people were counted anew, and every comparison over the merger rests
 * on which of them is taken. */
#include "check/audit.h"

/* A figure of a year in which its unit was not there yet, told by a later report. */
struct telling {
    const struct figure *figure;
    struct str place; /* the unit, without what its place is filed under */
    int year, told;   /* of what, and in which */
};

static bool can_be_summed(const struct entry *entry) {
    const struct figure *figure = entry->figure;
    return (figure->kind == FIGURE_COUNT || figure->kind == FIGURE_PERCENT) && can_contradict(figure) &&
           figure->qualifier == QUALIFIER_EXACT && period_one_year(figure->about->period);
}

/* Under the unit's own name stands also what another unit of that name states, which adds up to nothing else. */
static bool told_later(const struct audit *audit, const struct entry *entry, bool looked_back,
                       struct telling *out) {
    const struct figures *figures = audit->figures;
    const struct source *source = figure_source(audit->figures, entry->figure);
    if (!source || !entry->year || source->date.year <= entry->year || !can_be_summed(entry))
        return false;
    struct date day = figure_day(figures, entry->figure);
    const struct unit *unit = figures_unit(figures, out->place, source->date);
    if (!unit || !unit->n_parts || !unit->from.month || date_compare(day, unit->from) >= 0)
        return false;
    if (!looked_back && figures_unit(figures, out->place, day))
        return false;
    out->figure = entry->figure;
    out->year = entry->year;
    out->told = source->date.year;
    return true;
}

/* Shares are worked out to a digit, and stated to as many as they have. */
static struct decimal rounding_of(const struct telling *t) {
    return t->figure->kind == FIGURE_COUNT
               ? decimal_int(0)
               : decimal_add(decimal_of(5, 2), decimal_of(5, t->figure->value.scale + 1));
}

/* The parts first, then what the unit states; of many parts the unit's own figure stands for all. */
static struct claim claim_of(struct audit *audit, const struct telling *t, const struct fact *sum,
                             enum finding_level level, uint32_t place) {
    const struct figure **all = ARENA_ARRAY(&audit->scratch, sum->n_from + 1, const struct figure *);
    uint32_t n = 0;
    for (uint32_t i = 0; i < sum->n_from && t->figure->kind == FIGURE_COUNT; i++)
        all[n++] = sum->from[i];
    all[n++] = t->figure;
    return (struct claim){level, place, t->year, all, n};
}

static void tell(struct audit *audit, const struct telling *t, const struct fact *sum, uint32_t place) {
    struct decimal off = decimal_sub(sum->value, t->figure->value);
    struct claim claim = claim_of(audit, t, sum, FINDING_WARNING, place);
    const char *made = paper(audit, sum->value), *size = paper(audit, decimal_abs(off));
    const char *told = stated_text(audit, t->figure), *label = t->figure->indicator->label;
    const char *per_cent = t->figure->kind == FIGURE_PERCENT ? "%" : "";
    bool summed = sum->descent->how == DESCENT_SUM, short_of = decimal_sign(off) > 0;
    audit_add(audit, &claim,
              phrase(audit, "%s năm %d: %s %s %s %s%s, báo cáo năm %d ghi %s, %s %s%s.", label, t->year,
                     summed ? "cộng" : "của", sum->descent->units, summed ? "trước khi sáp nhập được" : "là",
                     made, per_cent, t->told, told, short_of ? "thiếu" : "thừa", size, per_cent)
                  .at,
              phrase(audit, "%s in %d: %s%s %s%s, the report of %d has %s, %s%s too %s.",
                     capital(audit, t->figure->indicator->label_en), t->year, sum->descent->units_en,
                     summed ? " together had" : " had", made, per_cent, t->told, told, size, per_cent,
                     short_of ? "few" : "many")
                  .at);
}

static void judge(struct audit *audit, const struct telling *t, uint32_t place) {
    const struct figure *figure = t->figure;
    struct fact sum = compare_fact_as(&audit->scratch, audit->figures, str_of(figure->indicator->id),
                                      t->place, t->year, t->told, figure->kind == FIGURE_PERCENT);
    bool of_parts = sum.descent && (sum.descent->how == DESCENT_SUM || sum.descent->how == DESCENT_RENAMED);
    if (!of_parts || sum.estimated || !group_equal(sum.group, figure->about->group))
        return;
    struct decimal off = decimal_sub(sum.value, figure->value);
    if (decimal_missing(off))
        return;
    struct bundle bundle = {.place = place, .year = t->year, .table = true};
    if (within_room(audit, off, rounding_of(t)))
        audit_tally(audit, &bundle, &figure, 1);
    else
        tell(audit, t, &sum, place);
}

void check_merged(struct audit *audit) {
    struct page page = {.n = 0};
    if (!audit->figures->units)
        return;
    while (audit_next_page(audit, &page)) {
        struct telling t = {.place = audit->figures->places[page.place]};
        bool looked_back = place_looks_back(&t.place);
        uint32_t place = looked_back ? figures_place(audit->figures, t.place) : page.place;
        place = place == MAP_NONE ? page.place : place;
        for (size_t i = 0; i < page.n; i++)
            if (told_later(audit, &page.entries[i], looked_back, &t))
                judge(audit, &t, place);
        audit_flush(audit, place);
        arena_reset(&audit->scratch);
    }
}
