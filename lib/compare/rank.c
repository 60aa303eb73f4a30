/* rank.c - many units of one year: their order, how many reach a bound, their share as one. */
#include "compare/fact.h"
#include <stdlib.h>

#define UNITS "đơn vị" /* what a count of places counts */

/* ---- order ----------------------------------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b) {
    const struct ranked *one = a, *two = b;
    int order = decimal_compare(two->fact.value, one->fact.value);
    return order ? order : text_collate(one->fact.place, two->fact.place);
}

static struct date day_of(const struct fact *fact) {
    return fact->from[0]->about->period.as_of;
}

/* What the ranked units are not alike in. Figures of several years are not there any more. */
static unsigned extent_of(const struct ranking *ranking) {
    unsigned extent = EXTENT_SAME;
    for (uint32_t i = 1; i < ranking->n; i++)
        extent |= compare_extents(&ranking->items[0].fact, &ranking->items[i].fact);
    return extent & (EXTENT_GROUP | EXTENT_AS_OF);
}

/* Each group once; those of one unit each would fill a page, so the first few. */
#define GROUPS_TOLD 4

static void say_groups(struct said *note, const struct ranking *ranking) {
    struct str told[GROUPS_TOLD];
    uint32_t n = 0;
    for (uint32_t i = 0; i < ranking->n && n < GROUPS_TOLD; i++) {
        struct str group = ranking->items[i].fact.group;
        bool known = group.len == 0;
        for (uint32_t k = 0; k < n && !known; k++)
            known = group_equal_at(ranking->items[i].fact.place, told[k], group);
        if (!known)
            told[n++] = group;
    }
    said_blank(note);
    said_add(note, "Các đơn vị khác đối tượng (", "The units state different groups (");
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            said_add(note, "; ", "; ");
        said_str(note, told[i]);
    }
    said_add(note, "), cần đọc thận trọng.", "); read it with care.");
}

static void say_days(struct said *note, const struct ranking *ranking) {
    struct date first = day_of(&ranking->items[0].fact), last = first;
    for (uint32_t i = 1; i < ranking->n; i++) {
        struct date day = day_of(&ranking->items[i].fact);
        first = !first.month || (day.month && date_compare(day, first) < 0) ? day : first;
        last = day.month && date_compare(day, last) > 0 ? day : last;
    }
    said_blank(note);
    said_add(note, "Các đơn vị chốt số liệu ở thời điểm khác nhau: từ ",
             "The units are as of different days: ");
    said_date(note, first);
    said_add(note, " đến ", " to ");
    said_date(note, last);
    said_add(note, ".", ".");
}

static struct note ranking_note(struct arena *arena, const struct ranking *ranking) {
    struct said note = {BUF_EMPTY, BUF_EMPTY};
    if (ranking->n_missing && ranking->n) {
        said_note(&note, note_without(arena, ranking->n, ranking->missing, ranking->n_missing));
    } else if (ranking->n_missing) {
        said_add(&note, "Không đơn vị nào nêu số liệu.", "No unit states anything.");
    }
    if (ranking->extent & EXTENT_GROUP)
        say_groups(&note, ranking);
    if (ranking->extent & EXTENT_AS_OF)
        say_days(&note, ranking);
    return said_keep(arena, &note);
}

static void give_ranks(struct ranking *ranking) {
    if (ranking->n)
        qsort(ranking->items, ranking->n, sizeof *ranking->items, by_value);
    for (uint32_t i = 0; i < ranking->n; i++) {
        bool tied = i && decimal_equal(ranking->items[i].fact.value, ranking->items[i - 1].fact.value);
        ranking->items[i].rank = tied ? ranking->items[i - 1].rank : i + 1;
    }
}

struct ranking compare_rank(struct arena *arena, const struct figures *figures, struct str indicator,
                            const struct str *places, size_t n_places, int year, bool share) {
    struct ranking ranking = {.items = ARENA_ARRAY(arena, n_places, struct ranked),
                              .missing = ARENA_ARRAY(arena, n_places, struct str)};
    for (size_t i = 0; i < n_places; i++) {
        struct fact fact = compare_fact(arena, figures, indicator, places[i], year, share);
        if (decimal_missing(fact.value) || (fact.extent & EXTENT_PERIOD))
            ranking.missing[ranking.n_missing++] = places[i];
        else
            ranking.items[ranking.n++].fact = fact;
    }
    give_ranks(&ranking);
    ranking.extent = extent_of(&ranking);
    struct note note = ranking_note(arena, &ranking);
    ranking.note = note.vi;
    ranking.note_en = note.en;
    return ranking;
}

/* ---- a bound --------------------------------------------------------------------------------------------------------- */

/* Where the true value of a stated one may lie: "gần 98%" from a tenth below up to it. */
struct interval {
    struct decimal low, high; /* missing: no end */
};

static struct interval interval_of(const struct fact *fact) {
    struct decimal value = fact->value, tenth = decimal_mul(decimal_abs(value), decimal_of(1, 1));
    switch (fact->qualifier) {
    case QUALIFIER_EXACT: return (struct interval){value, value};
    case QUALIFIER_NEARLY: return (struct interval){decimal_sub(value, tenth), value};
    case QUALIFIER_ABOUT: return (struct interval){decimal_sub(value, tenth), decimal_add(value, tenth)};
    case QUALIFIER_OVER:
    case QUALIFIER_AT_LEAST: return (struct interval){value, DECIMAL_MISSING};
    case QUALIFIER_AT_MOST: break;
    }
    return (struct interval){DECIMAL_MISSING, value};
}

enum answer { NO, YES, OPEN };

/* "gần 80%" is less than 80, "trên 80%" more: where an end of the interval is the bound itself, that decides. */
static enum answer at_least(const struct fact *fact, struct decimal bound) {
    struct interval in = interval_of(fact);
    if (!decimal_missing(in.low) && decimal_compare(in.low, bound) >= 0)
        return YES;
    int high = decimal_missing(in.high) ? 1 : decimal_compare(in.high, bound);
    return high < 0 || (high == 0 && fact->qualifier == QUALIFIER_NEARLY) ? NO : OPEN;
}

static enum answer above(const struct fact *fact, struct decimal bound) {
    struct interval in = interval_of(fact);
    int low = decimal_missing(in.low) ? -1 : decimal_compare(in.low, bound);
    if (low > 0 || (low == 0 && fact->qualifier == QUALIFIER_OVER))
        return YES;
    return !decimal_missing(in.high) && decimal_compare(in.high, bound) <= 0 ? NO : OPEN;
}

static enum answer lies(const struct fact *fact, struct decimal bound, enum bound_side side) {
    if (side == BOUND_ABOVE)
        return above(fact, bound);
    enum answer answer = at_least(fact, bound);
    if (side == BOUND_BELOW)
        return answer == OPEN ? OPEN : answer == YES ? NO : YES;
    return answer;
}

/* All that tell have a part in the count: those below the bound as much as those above it. */
static struct fact counted(struct arena *arena, const struct ranking *ranking, const struct reached *reached,
                           uint32_t n) {
    struct fact *facts = ARENA_ARRAY(arena, ranking->n, struct fact);
    for (uint32_t i = 0; i < ranking->n; i++)
        facts[i] = ranking->items[i].fact;
    struct fact none = fact_missing(NULL, STR(""), 0, UNITS);
    struct fact fact = fact_gather(arena, facts, ranking->n, decimal_int(n), none);
    fact.indicator = NULL;
    fact.place = STR("");
    fact.unit = UNITS;
    fact.qualifier = QUALIFIER_EXACT;
    fact.estimated = false;
    struct said note = {BUF_EMPTY, BUF_EMPTY};
    said_note(&note, (struct note){ranking->note, ranking->note_en});
    if (reached->n_open) {
        said_blank(&note);
        said_add(&note, "%u đơn vị nêu số không chính xác nên chưa rõ có đạt hay không.",
                 "%u of them give a vague number that leaves it open.", (unsigned)reached->n_open);
    }
    fact_note(&fact, said_keep(arena, &note));
    return fact;
}

struct reached ranking_reach(struct arena *arena, const struct ranking *ranking, struct decimal bound,
                             enum bound_side side) {
    struct reached reached = {.items = ARENA_ARRAY(arena, ranking->n, const struct ranked *)};
    for (uint32_t i = 0; i < ranking->n && !decimal_missing(bound); i++) {
        enum answer answer = lies(&ranking->items[i].fact, bound, side);
        if (answer == YES)
            reached.items[reached.n++] = &ranking->items[i];
        reached.n_open += answer == OPEN;
    }
    uint32_t told = ranking->n - reached.n_open;
    reached.units = counted(arena, ranking, &reached, reached.n);
    reached.of = counted(arena, ranking, &reached, told);
    reached.share = reached.units;
    reached.share.unit = COMPARE_UNIT_SHARE;
    reached.share.value = decimal_percent(decimal_int(reached.n), decimal_int(told), 1);
    if (decimal_missing(bound) || ranking->n == 0)
        reached.units.value = DECIMAL_MISSING;
    return reached;
}

/* ---- one share of many units ----------------------------------------------------------------------------------------- */

/* The terms of the two sums, part and whole by turns, and who has none. */
struct terms {
    struct fact *facts;
    struct str *missing;
    uint32_t n, n_missing; /* n: units, each two facts */
};

static bool is_term(const struct quota *one) {
    return !decimal_missing(one->part.value) && !decimal_missing(one->whole.value) &&
           !((one->part.extent | one->whole.extent) & EXTENT_PERIOD);
}

static struct fact average_of(struct arena *arena, const struct terms *terms) {
    struct decimal part = decimal_int(0), whole = decimal_int(0);
    for (uint32_t i = 0; i < terms->n; i++) {
        part = decimal_add(part, terms->facts[2 * i].value);
        whole = decimal_add(whole, terms->facts[2 * i + 1].value);
    }
    struct fact share =
        fact_gather(arena, terms->facts, 2 * terms->n, decimal_percent(part, whole, 1), (struct fact){0});
    struct said note = {BUF_EMPTY, BUF_EMPTY};
    if (terms->n_missing)
        said_note(&note, note_without(arena, terms->n, terms->missing, terms->n_missing));
    if (share.extent & EXTENT_GROUP) {
        said_blank(&note);
        said_add(&note, "Các đơn vị khác đối tượng, cần đọc thận trọng.",
                 "The units state different groups; read it with care.");
    }
    fact_note(&share, said_keep(arena, &note));
    share.unit = COMPARE_UNIT_SHARE;
    return share;
}

struct fact compare_average(struct arena *arena, const struct figures *figures, struct str indicator,
                            const struct str *places, size_t n_places, int year) {
    const struct indicator *found = catalogue_find(figures->catalogue, indicator);
    struct terms terms = {.facts = ARENA_ARRAY(arena, 2 * n_places, struct fact),
                          .missing = ARENA_ARRAY(arena, n_places, struct str)};
    for (size_t i = 0; found && i < n_places; i++) {
        struct ask ask = {.arena = arena, .figures = figures, .place = places[i], .year = year};
        struct quota one = ask_quota(&ask, found);
        if (is_term(&one)) {
            terms.facts[2 * terms.n] = one.part;
            terms.facts[2 * terms.n++ + 1] = one.whole;
        } else {
            terms.missing[terms.n_missing++] = places[i];
        }
    }
    struct fact share =
        terms.n ? average_of(arena, &terms) : fact_missing(found, STR(""), year, COMPARE_UNIT_SHARE);
    share.indicator = found;
    share.place = STR("");
    return share;
}

/* ---- communes of a district ------------------------------------------------------------------------------------------ */

size_t compare_communes(const struct figures *figures, struct str district, struct str *out, size_t n) {
    bool *seen = mem_new(figures->n_places + 1, sizeof *seen);
    size_t found = 0;
    figures_ask(figures, ASKED_COMMUNES, 0, district, 0);
    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *figure = figures->items[i];
        if (figure->about->total || seen[figure->about->place_id] || figure->about->within.len == 0 ||
            !place_equal(figure->about->within, district))
            continue;
        seen[figure->about->place_id] = true;
        if (found < n)
            out[found] = figures->places[figure->about->place_id];
        found++;
    }
    free(seen);
    return found;
}
