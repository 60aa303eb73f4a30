/* over.c - a place that was other units before.
 *
 * "tỉnh Bắc Ninh" of 2026 is the old Bắc Giang and the old Bắc Ninh together, and its code is the one Bắc Giang had: what
 * the sources of 2021 say of "tỉnh Bắc Ninh" or of code 24 is of something else. So a value of an earlier year is asked for
 * the unit that the place is in the later year, and is made from the units that it was then: counts are summed, shares are
 * worked out anew from the sums of parts and of wholes, and where one unit says nothing, or went into the new one only in
 * part, there is no number. A place whose history nobody tells is not carried over 1 July 2025 at all. */
#include "compare/fact.h"
#include <string.h>

/* ---- which units ----------------------------------------------------------------------------------------------------- */

struct date fact_day(const struct figures *figures, const struct fact *fact) {
    if (fact->n_from)
        return figure_day(figures, fact->from[0]);
    return fact->year ? (struct date){(int16_t)fact->year, 12, 31} : (struct date){0};
}

static bool before_reform(struct date day) {
    return date_compare(day, place_reform) < 0;
}

/* The names that a unit's figures are under, else its own, else its code. */
static void put_unit(struct said *out, const struct figures *figures, const struct unit *unit) {
    struct str place = figures_unit_place(figures, unit);
    if (place.len)
        said_str(out, place);
    else if (*unit->name)
        said_str(out, str_of(unit->name));
    else
        said_add(out, "đơn vị mã %s", "the unit with code %s", unit->code);
}

static void put_units(struct said *out, const struct figures *figures, const struct unit_parts *parts) {
    for (uint32_t i = 0; i < parts->n; i++) {
        if (i && i + 1 == parts->n)
            said_add(out, " và ", " and ");
        else if (i)
            said_add(out, ", ", ", ");
        put_unit(out, figures, parts->items[i]);
    }
}

static struct note capital_note(struct arena *arena, struct note note) {
    return (struct note){text_capital(arena, str_of(note.vi)).at, text_capital(arena, str_of(note.en)).at};
}

static struct note why_ended(struct arena *arena, const struct figures *figures, const struct unit *unit) {
    struct said why = {BUF_EMPTY, BUF_EMPTY};
    put_unit(&why, figures, unit);
    said_add(&why, " không còn từ sau ngày ", " ended on ");
    said_date(&why, unit->until);
    if (unit->successors == 1) {
        said_add(&why, " (nhập vào ", " (merged into ");
        put_unit(&why, figures, figures->units->items[unit->first_successor]);
        said_add(&why, ")", ")");
    }
    said_add(&why, " nên không so sánh.", ", so it is not compared.");
    return capital_note(arena, said_keep(arena, &why));
}

static struct note why_unknown(struct arena *arena, const struct figures *figures, struct str place,
                               struct date day_a) {
    const struct unit *before = figures_unit(figures, place, day_a);
    if (before && before->until.month)
        return why_ended(arena, figures, before);
    if (place_level(place, STR("")) == PLACE_DISTRICT)
        return (struct note){"Không còn cấp huyện từ ngày 01/7/2025 nên không so sánh.",
                             "There is no district level since 1 July 2025, so it is not compared."};
    return (struct note){
        "Chưa có bảng đối chiếu đơn vị cũ và mới nên không so sánh qua ngày 01/7/2025.",
        "No crosswalk of old and new units is given, so nothing is compared across 1 July 2025."};
}

static struct note why_partial(struct arena *arena, const struct figures *figures,
                               const struct unit_parts *parts) {
    struct said why = {BUF_EMPTY, BUF_EMPTY};
    said_add(&why, "Chỉ một phần của đơn vị cũ được nhập vào (", "Only a part of an old unit went into it (");
    put_units(&why, figures, parts);
    said_add(&why, "), không tách được số liệu nên không so sánh.",
             "); its figures cannot be split, so it is not compared.");
    return said_keep(arena, &why);
}

struct lineage lineage_of(struct arena *arena, const struct figures *figures, struct str place,
                          struct date day_a, struct date day_b) {
    struct lineage line = {.plain = true};
    if (!figures->units || !day_a.month || !day_b.month)
        return line;
    bool straddles = before_reform(day_a) && !before_reform(day_b);
    const struct unit *unit = figures_unit(figures, place, day_b);
    if (!unit) {
        line.plain = !straddles;
        if (straddles)
            line.why = why_unknown(arena, figures, place, day_a);
        return line;
    }
    line.known = true;
    line.parts = unit_parts_on(arena, figures->units, unit, day_a);
    line.plain = line.parts.n == 1 && line.parts.items[0] == unit;
    if (line.parts.n == 0)
        line.why = why_unknown(arena, figures, place, day_a);
    else if (line.parts.partial)
        line.why = why_partial(arena, figures, &line.parts);
    return line;
}

/* ---- sums ------------------------------------------------------------------------------------------------------------ */

/* Of one unit: how many, of how many. */
static struct quota quota_missing(const struct ask *ask, const struct indicator *indicator) {
    struct fact none = fact_missing(indicator, ask->place, ask->year, indicator->unit);
    return (struct quota){none, none};
}

/* From a share and its whole; not rounded to heads, since it is only a term of a sum. */
static struct quota quota_of_share(const struct ask *ask, const struct fact *share,
                                   const struct figure *whole) {
    struct quota quota;
    quota.whole = fact_of(ask->arena, ask->figures, whole, whole->value, whole->about->unit);
    struct decimal heads = decimal_div(decimal_mul(share->value, whole->value), decimal_int(100), 4);
    quota.part = fact_join(ask->arena, share, &quota.whole, heads);
    quota.part.unit = whole->about->unit;
    quota.part.estimated = true;
    return quota;
}

static struct quota plan_quota(const struct ask *ask, const struct indicator *indicator) {
    const struct catalogue *catalogue = ask->figures->catalogue;
    const struct indicator *done = catalogue_find(catalogue, STR("training.participants"));
    const struct indicator *plan = catalogue_find(catalogue, STR("training.planned"));
    struct quota quota = quota_missing(ask, indicator);
    if (!done || !plan)
        return quota;
    quota = ask_quota(ask, done);
    if (decimal_missing(quota.whole.value))
        quota = (struct quota){ask_count(ask, done), ask_count(ask, plan)};
    return quota;
}

struct quota ask_quota(const struct ask *ask, const struct indicator *indicator) {
    struct quota quota = quota_missing(ask, indicator);
    if (strcmp(indicator->id, "training.plan_completion") == 0)
        return plan_quota(ask, indicator);
    struct fact count = ask_count(ask, indicator);
    const struct figure *stated = count.n_from ? count.from[0] : NULL;
    if (stated) {
        quota.part = count;
        const struct figure *whole = ask_whole(ask, stated);
        if (stated->kind == FIGURE_RATIO)
            quota.whole = fact_of(ask->arena, ask->figures, stated, stated->about->of, stated->about->unit);
        else if (whole)
            quota.whole = fact_of(ask->arena, ask->figures, whole, whole->value, whole->about->unit);
        return quota;
    }
    struct fact share = ask_share(ask, indicator);
    const struct figure *whole = share.n_from ? ask_whole(ask, share.from[0]) : NULL;
    return whole ? quota_of_share(ask, &share, whole) : quota;
}

struct fact quota_share(struct arena *arena, const struct quota *quota) {
    struct fact share = fact_join(arena, &quota->part, &quota->whole,
                                  decimal_percent(quota->part.value, quota->whole.value, 1));
    share.unit = COMPARE_UNIT_SHARE;
    return share;
}

/* Adds up what the units state; `missing` gets the names of those that state nothing. */
static struct quota sum_units(struct ask ask, const struct indicator *indicator,
                              const struct unit_parts *parts, bool share, struct said *missing) {
    struct quota sum = quota_missing(&ask, indicator);
    struct str asked = ask.place;
    for (uint32_t i = 0; i < parts->n; i++) {
        ask.place = figures_unit_place(ask.figures, parts->items[i]);
        struct quota one = ask.place.len ? ask_quota(&ask, indicator) : quota_missing(&ask, indicator);
        if (decimal_missing(one.part.value) || (share && decimal_missing(one.whole.value))) {
            if (missing->vi.len)
                said_add(missing, ", ", ", ");
            put_unit(missing, ask.figures, parts->items[i]);
        } else if (sum.part.n_from == 0 && i == 0) {
            sum = one;
        } else {
            sum.part = fact_add(ask.arena, sum.part, one.part);
            sum.whole = share ? fact_add(ask.arena, sum.whole, one.whole) : sum.whole;
        }
    }
    if (missing->vi.len)
        sum = quota_missing(&ask, indicator);
    sum.part.place = sum.whole.place = asked;
    sum.part.indicator = indicator;
    return sum;
}

struct note descent_note(struct arena *arena, const struct descent *descent, const char *years) {
    struct said note = {BUF_EMPTY, BUF_EMPTY};
    static const struct {
        const char *vi, *en, *end_vi, *end_en;
    } words[] = {
        [DESCENT_SUM] = {"Số liệu năm %s là tổng của ", "%s is the sum of ", " trước khi sáp nhập.",
                         " before they were merged."},
        [DESCENT_RENAMED] = {"Số liệu năm %s là của ", "%s is stated for ", " (tên cũ).",
                             " (its former name)."},
        [DESCENT_LACKS] = {"Không tính được năm %s: thiếu số liệu của ",
                           "%s cannot be made: nothing is stated for ", ".", "."},
        [DESCENT_BACK] = {"Số liệu năm %s lấy theo báo cáo lập sau khi sắp xếp đơn vị",
                          "%s is taken from a report made after the unit was formed", ".", "."},
    };
    buf_printf(&note.vi, words[descent->how].vi, years);
    buf_printf(&note.en, words[descent->how].en, years);
    buf_printf(&note.vi, "%s%s", descent->units, words[descent->how].end_vi);
    buf_printf(&note.en, "%s%s", descent->units_en, words[descent->how].end_en);
    return said_keep(arena, &note);
}

static void set_descent(struct arena *arena, struct fact *fact, enum descent_how how, struct said *units) {
    struct note names = said_keep(arena, units);
    struct descent *descent = ARENA_NEW(arena, struct descent);
    *descent = (struct descent){how, names.vi ? names.vi : "", names.en ? names.en : ""};
    fact_note(fact, descent_note(arena, descent, arena_printf(arena, "%d", fact->year).at));
    fact->descent = descent;
}

/* Estimated heads are whole ones once they are summed. */
static struct fact finish(const struct ask *ask, const struct quota *sum, bool share) {
    struct fact fact = share ? quota_share(ask->arena, sum) : sum->part;
    if (!share && fact.estimated)
        fact.value = decimal_round(fact.value, 0);
    return fact;
}

static struct fact from_parts(const struct ask *ask, const struct indicator *indicator,
                              const struct lineage *line, bool share) {
    const char *unit = share ? COMPARE_UNIT_SHARE : indicator->unit;
    struct fact fact = fact_missing(indicator, ask->place, ask->year, unit);
    fact.extent |= EXTENT_UNITS;
    fact_note(&fact, line->why);
    if (line->why.vi)
        return fact;
    struct said missing = {BUF_EMPTY, BUF_EMPTY}; /* else, in the end, all units */
    if (line->parts.n == 1) {                     /* another name: what it states is taken as it stands */
        struct ask old = *ask;
        old.place = figures_unit_place(ask->figures, line->parts.items[0]);
        if (old.place.len)
            fact = ask_either(&old, indicator, share);
        if (decimal_missing(fact.value))
            put_unit(&missing, ask->figures, line->parts.items[0]);
    } else {
        struct quota sum = sum_units(*ask, indicator, &line->parts, share, &missing);
        if (!missing.vi.len)
            fact = finish(ask, &sum, share);
    }
    fact.indicator = indicator;
    fact.place = ask->place;
    fact.year = ask->year;
    fact.derived = true;
    fact.extent |= EXTENT_UNITS;
    bool lacks = missing.vi.len > 0;
    if (!lacks)
        put_units(&missing, ask->figures, &line->parts);
    set_descent(ask->arena, &fact,
                lacks               ? DESCENT_LACKS
                : line->parts.n > 1 ? DESCENT_SUM
                                    : DESCENT_RENAMED,
                &missing);
    return fact;
}

/* What the later unit's own report says of that year; missing: nothing. */
static struct fact looked_back(const struct ask *ask, const struct indicator *indicator, bool share) {
    struct ask back = *ask;
    back.place = place_looked_back(ask->arena, ask->place);
    struct fact fact = ask_either(&back, indicator, share);
    if (decimal_missing(fact.value))
        return fact;
    struct said none = {BUF_EMPTY, BUF_EMPTY};
    fact.place = ask->place;
    fact.extent |= EXTENT_UNITS;
    set_descent(ask->arena, &fact, DESCENT_BACK, &none);
    return fact;
}

struct fact over_parts(const struct ask *ask, const struct indicator *indicator, const struct lineage *line,
                       bool share) {
    share |= indicator_is_rate(indicator);
    struct fact fact = from_parts(ask, indicator, line, share);
    struct fact back = decimal_missing(fact.value) ? looked_back(ask, indicator, share)
                                                   : fact_missing(indicator, STR(""), 0, "");
    return decimal_missing(back.value) ? fact : back;
}

/* The group of the later side first: of each group that the later year states, one that all units state. */
struct fact over_pair(const struct ask *ask, const struct indicator *indicator, const struct lineage *line,
                      bool share, struct fact *b) {
    struct sayings later;
    struct ask asked = *ask;
    if (!decimal_missing(b->value)) {
        asked.year = b->year;
        ask_all(&later, asked, b, share);
        asked.year = ask->year;
        for (uint32_t i = 0; i < later.n && later.facts[i].group.len; i++) {
            asked.group = later.facts[i].group;
            struct fact a = over_parts(&asked, indicator, line, share);
            if (!decimal_missing(a.value)) {
                *b = later.facts[i];
                return a;
            }
        }
    }
    return over_parts(ask, indicator, line, share);
}

/* ---- asked from outside ------------------------------------------------------------------------------------------------ */

struct fact compare_fact_as(struct arena *arena, const struct figures *figures, struct str indicator,
                            struct str place, int year, int as_year, bool share) {
    struct fact own = compare_fact(arena, figures, indicator, place, year, share);
    if (!own.indicator || year >= as_year)
        return own;
    struct fact now = compare_fact(arena, figures, indicator, place, as_year, share);
    struct lineage line = lineage_of(arena, figures, place, fact_day(figures, &own), fact_day(figures, &now));
    if (line.plain) {
        own.extent |= line.known ? EXTENT_UNITS : EXTENT_SAME;
        return own;
    }
    struct ask ask = {.arena = arena, .figures = figures, .place = place, .year = year};
    return over_pair(&ask, own.indicator, &line, share, &now);
}
