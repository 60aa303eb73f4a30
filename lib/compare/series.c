/* series.c - one fact a year: what the years' notes say together, and where the line through them has to break. */
#include "compare/fact.h"
#include <stdlib.h>
#include <string.h>

/* ---- one group ------------------------------------------------------------------------------------------------------- */

/* What a lookup prefers for each year by itself may be of different groups: a report of "công chức" beside five years of
 * tables of "cán bộ, công chức". A line through them says nothing, so the group is taken that most of the years state, among
 * equals that of the latest. A year that does not state it keeps what it has, and the line breaks there. */

/* The fact as it is, else what its year states of `group`; missing: nothing. */
static struct fact of_group(const struct ask *ask, const struct fact *fact, const struct fact *group,
                            bool share) {
    struct ask asked = *ask;
    if (!groups_differ(fact, group))
        return *fact;
    asked.year = fact->year;
    asked.group = group->group;
    struct fact other = ask_either(&asked, fact->indicator, share);
    other.extent |= fact->extent & EXTENT_UNITS;
    return other;
}

/* A later year states its group too, so that it has been tried. */
static bool tried_before(const struct fact *series, size_t g, size_t n) {
    for (size_t i = g + 1; i < n; i++)
        if (!decimal_missing(series[i].value) && !groups_differ(&series[g], &series[i]))
            return true;
    return decimal_missing(series[g].value);
}

static void bring_together(const struct ask *ask, struct fact *series, size_t n, bool share) {
    struct fact *best = NULL;
    size_t most = 0;
    for (size_t g = n; g-- > 0;) {
        if (tried_before(series, g, n))
            continue;
        struct fact *tried = ARENA_ARRAY(ask->arena, n, struct fact);
        size_t state = 0;
        for (size_t i = 0; i < n; i++) {
            tried[i] = of_group(ask, &series[i], &series[g], share);
            state += !decimal_missing(tried[i].value);
        }
        if (state > most) {
            most = state;
            best = tried;
        }
    }
    for (size_t i = 0; best && i < n; i++)
        if (!decimal_missing(best[i].value))
            series[i] = best[i];
}

static bool of_one_group(const struct fact *series, size_t n, bool *parts) {
    bool one = true;
    const struct fact *first = NULL;
    *parts = false;
    for (size_t i = 0; i < n; i++) {
        *parts |= !decimal_missing(series[i].value) && series[i].descent;
        if (decimal_missing(series[i].value))
            continue;
        one &= !first || !groups_differ(first, &series[i]);
        first = first ? first : &series[i];
    }
    return one;
}

struct fact *compare_series(struct arena *arena, const struct figures *figures, struct str indicator,
                            struct str place, int first, int last, bool share) {
    size_t n = last < first ? 0 : (size_t)(last - first) + 1;
    struct fact *series = ARENA_ARRAY(arena, n, struct fact);
    bool parts;
    for (size_t i = 0; i < n; i++)
        series[i] = compare_fact_as(arena, figures, indicator, place, first + (int)i, last, share);
    /* Over a merger each year's group is already that of the later one. */
    if (!of_one_group(series, n, &parts) && !parts)
        bring_together(&(struct ask){.arena = arena, .figures = figures, .place = place}, series, n, share);
    return series;
}

/* ---- notes ----------------------------------------------------------------------------------------------------------- */

static bool same_descent(const struct descent *a, const struct descent *b) {
    return a == b || (a && b && a->how == b->how && strcmp(a->units, b->units) == 0);
}

/* Facts say the same of units, be it of different years; or their notes are the same words. */
static bool same_note(const struct fact *a, const struct fact *b) {
    if (a->descent || b->descent)
        return same_descent(a->descent, b->descent);
    return strcmp(a->note, b->note) == 0;
}

static int by_year(const void *a, const void *b) {
    const int *one = a, *two = b;
    return (*one > *two) - (*one < *two);
}

/* "2016, 2018–2024": every year once; a run where no year between its ends says anything else. */
static const char *years_text(struct arena *arena, int *years, size_t n) {
    struct buf text = BUF_EMPTY;
    if (n)
        qsort(years, n, sizeof *years, by_year);
    for (size_t i = 0, last; i < n; i = last + 1) {
        for (last = i; last + 1 < n && years[last + 1] <= years[last] + 1;)
            last++;
        buf_printf(&text, "%s%d", text.len ? ", " : "", years[i]);
        if (years[last] != years[i])
            buf_printf(&text, years[last] == years[i] + 1 ? ", %d" : "–%d", years[last]);
    }
    const char *kept = arena_str(arena, buf_view(&text)).at;
    buf_fini(&text);
    return kept;
}

size_t compare_notes(struct arena *arena, const struct fact *facts, size_t n, const char **out, size_t max) {
    size_t found = 0;
    int *years = ARENA_ARRAY(arena, n, int);
    for (size_t i = 0; i < n && found < max; i++) {
        bool told = !facts[i].note;
        for (size_t k = 0; k < i && !told; k++)
            told = facts[k].note && same_note(&facts[k], &facts[i]);
        if (told)
            continue;
        size_t n_years = 0;
        for (size_t k = i; k < n; k++)
            if (facts[k].note && same_note(&facts[k], &facts[i]))
                years[n_years++] = facts[k].year;
        out[found++] = facts[i].descent
                           ? descent_note(arena, facts[i].descent, years_text(arena, years, n_years)).vi
                           : facts[i].note;
    }
    return found;
}

/* ---- breaks ---------------------------------------------------------------------------------------------------------- */

unsigned compare_break(struct arena *arena, const struct fact *a, const struct fact *b, const char **note) {
    struct said said = {BUF_EMPTY, BUF_EMPTY};
    if (decimal_missing(a->value) || decimal_missing(b->value))
        return EXTENT_SAME;
    unsigned extent = compare_extents(a, b);
    unsigned found = extent & (EXTENT_PLACE | EXTENT_GROUP | EXTENT_PERIOD);
    if (found & EXTENT_PLACE)
        said_note(&said, extent & EXTENT_UNITS ? note_reform_known : note_reform_unknown);
    struct fact one = *a, two = *b;
    one.note = two.note = one.note_en = two.note_en = NULL;
    if (found & ~(unsigned)EXTENT_PLACE)
        said_note(&said, compare_note(arena, &one, &two, found & ~(unsigned)EXTENT_PLACE));
    *note = said_keep(arena, &said).vi;
    return found;
}
