/* places.c - when and where figures hold: as-of days that differ between years, places that were no units any more or not
 * yet, units that a later table lacks. */
#include "check/audit.h"
#include <stdlib.h>
#include <string.h>

/* ---- as-of-differs ----------------------------------------------------------------------------------------------------- */

static const struct source *source_of_entry(const struct audit *audit, const struct entry *entry) {
    uint32_t source = entry->figure->where.source;
    return source < audit->figures->n_sources ? audit->figures->sources[source] : NULL;
}

/* Of the report's own place only: its units have the same days. */
static bool is_own(const struct audit *audit, const struct entry *entry) {
    const struct source *source = source_of_entry(audit, entry);
    return source && (source->place.len == 0 || place_equal(source->place, entry->figure->about->place));
}

static bool has_day(const struct entry *entry) {
    const struct figure *figure = entry->figure;
    return entry->year && figure->about->period.as_of.month &&
           figure->about->period.as_of.year == entry->year && figure->kind != FIGURE_CHANGE &&
           !figure->about->planned && figure->indicator->whole_index != MAP_NONE;
}

static void tell_days(struct audit *audit, const struct page *page, const struct figure *a,
                      const struct figure *b) {
    const struct figure *evidence[] = {a, b};
    struct claim claim = {FINDING_NOTE, page->place, 0, evidence, 2};
    struct buf one = BUF_EMPTY, two = BUF_EMPTY;
    date_short(&one, a->about->period.as_of);
    date_short(&two, b->about->period.as_of);
    audit_add(
        audit, &claim,
        phrase(audit, "Số liệu các năm chốt ở thời điểm khác nhau: %s và %s.", one.at, two.at).at,
        phrase(audit, "The figures of the years are as of different days: %s and %s.", one.at, two.at).at);
    buf_fini(&one);
    buf_fini(&two);
}

void check_as_of(struct audit *audit, const struct page *page) {
    const struct figure *last = NULL;
    uint32_t source = MAP_NONE; /* entries of one come together */
    bool own = false;
    for (size_t i = 0; i < page->n; i++) {
        const struct entry *entry = &page->entries[i];
        if (entry->figure->where.source != source) {
            source = entry->figure->where.source;
            own = is_own(audit, entry);
        }
        if (!own || !has_day(entry))
            continue;
        struct date day = entry->figure->about->period.as_of;
        if (last && last->about->period.as_of.year != day.year &&
            (last->about->period.as_of.month != day.month || last->about->period.as_of.day != day.day)) {
            tell_days(audit, page, last, entry->figure);
            return;
        }
        last = entry->figure;
    }
}

/* ---- place-validity ------------------------------------------------------------------------------------------------------ */

static void tell_validity(struct audit *audit, const struct page *page, const struct entry *entry,
                          const struct unit *unit) {
    struct claim claim = {FINDING_WARNING, page->place, entry->year, &entry->figure, 1};
    struct buf from = BUF_EMPTY;
    bool ended =
        unit->until.month && date_compare(unit->until, figure_day(audit->figures, entry->figure)) < 0;
    date_short(&from, ended ? unit->until : unit->from);
    const struct str place = audit->figures->places[page->place];
    audit_add(
        audit, &claim,
        ended ? phrase(audit, "%.*s không còn sau ngày %s nhưng có số liệu năm %d.", STR_ARG(place), from.at,
                       entry->year)
                    .at
              : phrase(audit, "%.*s chỉ có từ ngày %s nhưng có số liệu năm %d.", STR_ARG(place), from.at,
                       entry->year)
                    .at,
        ended ? phrase(audit, "%.*s ended on %s and has figures of %d.", STR_ARG(place), from.at, entry->year)
                    .at
              : phrase(audit, "%.*s began on %s and has figures of %d.", STR_ARG(place), from.at, entry->year)
                    .at);
    buf_fini(&from);
}

/* Places that some units are called by, in years that none of these had. */
void check_validity(struct audit *audit, const struct page *page) {
    const struct figures *figures = audit->figures;
    struct str place = figures->places[page->place];
    const struct unit *named = figures->units ? units_named(figures->units, place) : NULL;
    struct date judged = {0};
    for (size_t i = 0; named && i < page->n; i++) {
        const struct entry *entry = &page->entries[i];
        struct date day = figure_day(figures, entry->figure);
        if (!day.month || entry->figure->about->planned || date_compare(day, judged) == 0)
            continue;
        bool told = judged.year == day.year && !figures_unit(figures, place, judged);
        judged = day;
        if (!told && !figures_unit(figures, place, day))
            tell_validity(audit, page, entry, named);
    }
}

/* ---- missing-unit --------------------------------------------------------------------------------------------------------- */

#define YEAR_FIRST 1900
#define YEARS      301 /* as period_parse allows */

/* How many units the tables of one reporting place have in each year. */
struct roll {
    struct str place;
    uint32_t units[YEARS];
};

struct rolls {
    uint32_t source; /* whose roll was looked for last, */
    uint32_t roll;   /* and which it was */
    struct roll *items;
    size_t n, cap;
    struct map by_place;
};

/* The roll that a table's unit belongs to, -1: not a row of a unit. */
static long roll_of(const struct audit *audit, struct rolls *rolls, const struct entry *entry) {
    const struct source *source = source_of_entry(audit, entry);
    if (!source || source->kind != SOURCE_TABLE || entry->figure->about->total || entry->year < YEAR_FIRST ||
        entry->year >= YEAR_FIRST + YEARS)
        return -1;
    if (rolls->n && rolls->source == source->id)
        return (long)rolls->roll;
    uint32_t at = map_find(&rolls->by_place, source->place);
    rolls->source = source->id;
    if (at == MAP_NONE) {
        at = (uint32_t)rolls->n;
        MEM_ROOM(rolls->items, rolls->n, rolls->cap);
        rolls->items[rolls->n] = (struct roll){.place = source->place};
        map_put(&rolls->by_place, source->place, at);
        rolls->n++;
    }
    rolls->roll = at;
    return (long)at;
}

/* What one place has in the tables: its last year, in which roll. */
struct attendance {
    long roll;
    int last;
    const struct figure *figure;
    size_t end; /* where the next place begins */
};

static struct attendance attend(const struct audit *audit, struct rolls *rolls, size_t from, bool count) {
    struct attendance a = {.roll = -1};
    bool years[YEARS] = {false};
    size_t at = from;
    for (; at < audit->n &&
           audit->entries[at].figure->about->place_id == audit->entries[from].figure->about->place_id;
         at++) {
        long roll = roll_of(audit, rolls, &audit->entries[at]);
        if (roll < 0)
            continue;
        int year = audit->entries[at].year - YEAR_FIRST;
        if (count && !years[year])
            rolls->items[roll].units[year]++;
        years[year] = true;
        a.roll = roll;
        a.last = audit->entries[at].year;
        a.figure = audit->entries[at].figure;
    }
    a.end = at;
    return a;
}

/* The next year's tables are as full as those in which the unit stands last, so it was left out, or it is no more: where the
 * units' ends are known, those do not count. */
static void judge_unit(struct audit *audit, const struct rolls *rolls, const struct attendance *a) {
    int next = a->last + 1 - YEAR_FIRST;
    if (next >= YEARS || a->last + 1 >= place_reform.year)
        return;
    const uint32_t *units = rolls->items[a->roll].units;
    if (units[next] < 2 || units[next] * 10 < units[next - 1] * 8)
        return;
    const struct unit *unit =
        figures_unit(audit->figures, a->figure->about->place, figure_day(audit->figures, a->figure));
    if (unit && unit->until.month && unit->until.year <= a->last + 1)
        return;
    struct claim claim = {FINDING_WARNING, a->figure->about->place_id, a->last + 1, &a->figure, 1};
    audit_add(audit, &claim,
              phrase(audit, "Biểu năm %d không có đơn vị này, biểu năm %d có.", a->last + 1, a->last).at,
              phrase(audit, "The table of %d lacks this unit, that of %d has it.", a->last + 1, a->last).at);
}

void check_missing_unit(struct audit *audit) {
    struct rolls rolls = {0};
    for (size_t at = 0; at < audit->n;)
        at = attend(audit, &rolls, at, true).end;
    for (size_t at = 0; at < audit->n;) {
        struct attendance a = attend(audit, &rolls, at, false);
        if (a.roll >= 0)
            judge_unit(audit, &rolls, &a);
        at = a.end;
    }
    free(rolls.items);
    map_fini(&rolls.by_place);
    arena_reset(&audit->scratch);
}
