/* roll.c - who is there in the tables, year after year: units that a later table lacks, years that a unit lacks. */
#include "check/audit.h"
#include <stdlib.h>
#include <string.h>

/* ---- missing-year -------------------------------------------------------------------------------------------------- */

/* How many units have rows in each year, over all tables. */
struct calendar {
    uint32_t units[DATE_YEARS];
    uint32_t most;
};

static int year_at(const struct audit *audit, size_t i) {
    const struct figure *figure = audit->entries[i].figure;
    int year = audit->entries[i].year - DATE_YEAR_FIRST;
    return in_table(audit, figure) && !figure->about->total && year >= 0 && year < DATE_YEARS ? year : -1;
}

/* The years that one place has rows in. */
struct presence {
    bool years[DATE_YEARS];
    int first, last; /* -1: none */
};

/* The place that the entries from `from` on are about, and its years; returns where the next place begins. */
static size_t place_years(const struct audit *audit, size_t from, struct presence *out) {
    size_t to = from;
    if (out->first >= 0) /* what the place before has left */
        memset(out->years + out->first, 0, (size_t)(out->last - out->first + 1) * sizeof *out->years);
    out->first = out->last = -1;
    for (; to < audit->n &&
           audit->entries[to].figure->about->place_id == audit->entries[from].figure->about->place_id;
         to++) {
        int year = year_at(audit, to);
        if (year < 0)
            continue;
        out->years[year] = true;
        out->first = out->first < 0 || year < out->first ? year : out->first;
        out->last = year > out->last ? year : out->last;
    }
    return to;
}

/* Years within those that the place has, without it, though at least half of all units have them. */
static void judge_years(struct audit *audit, size_t at, const struct presence *has,
                        const struct calendar *calendar) {
    struct buf list = BUF_EMPTY;
    int single = 0, n = 0;
    for (int y = has->first; has->first >= 0 && y < has->last; y++) {
        if (has->years[y] || calendar->units[y] * 2 < calendar->most)
            continue;
        buf_printf(&list, "%s%d", n++ ? ", " : "", y + DATE_YEAR_FIRST);
        single = y + DATE_YEAR_FIRST;
    }
    if (n) {
        struct claim claim = {.level = FINDING_WARNING,
                              .place = audit->entries[at].figure->about->place_id,
                              .year = n == 1 ? single : 0};
        audit_add(
            audit, &claim,
            phrase(audit, "Thiếu số liệu năm %s, trong khi các đơn vị khác đều có.", list.at).at,
            phrase(audit, "There are no figures for %s, though the other units have them.", list.at).at);
    }
    buf_fini(&list);
}

void check_missing_year(struct audit *audit) {
    struct calendar calendar = {{0}, 0};
    struct presence has = {.first = -1, .last = -1};
    for (size_t at = 0; at < audit->n;) {
        at = place_years(audit, at, &has);
        for (int y = has.first; has.first >= 0 && y <= has.last; y++) {
            calendar.units[y] += has.years[y];
            calendar.most = calendar.units[y] > calendar.most ? calendar.units[y] : calendar.most;
        }
    }
    for (size_t at = 0, next; at < audit->n; at = next) {
        next = place_years(audit, at, &has);
        judge_years(audit, at, &has, &calendar);
    }
    arena_reset(&audit->scratch);
}

/* ---- missing-unit -------------------------------------------------------------------------------------------------- */

/* The units that the tables of one reporting place have in each year. */
struct roll {
    struct str place;
    uint32_t units[DATE_YEARS];
    /* those of them that are not known to have ended before the next year's tables */
    uint32_t staying[DATE_YEARS];
    uint32_t new[DATE_YEARS]; /* those that no earlier year has */
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
    const struct source *source = figure_source(audit->figures, entry->figure);
    if (!source || source->kind != SOURCE_TABLE || entry->figure->about->total ||
        entry->year < DATE_YEAR_FIRST || entry->year >= DATE_YEAR_FIRST + DATE_YEARS)
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
    const struct figure *figure; /* one of the last year */
    size_t end;                  /* where the next place begins */
};

static const struct unit *unit_of(const struct audit *audit, const struct figure *figure) {
    return figures_unit(audit->figures, figure->about->place, figure_day(audit->figures, figure));
}

/* The unit is known to have come to its end by the year after. */
static bool ended(const struct unit *unit, int year) {
    return unit && unit->until.month && unit->until.year <= year + 1;
}

static void enroll(const struct audit *audit, struct roll *roll, const struct entry *entry, bool first) {
    int year = entry->year - DATE_YEAR_FIRST;
    roll->units[year]++;
    roll->new[year] += first;
    roll->staying[year] += !ended(unit_of(audit, entry->figure), entry->year);
}

static struct attendance attend(const struct audit *audit, struct rolls *rolls, size_t from, bool count) {
    struct attendance a = {.roll = -1};
    bool years[DATE_YEARS] = {false};
    uint32_t place = audit->entries[from].figure->about->place_id;
    size_t at = from;
    for (; at < audit->n && audit->entries[at].figure->about->place_id == place; at++) {
        const struct entry *entry = &audit->entries[at];
        long roll = roll_of(audit, rolls, entry);
        if (roll < 0)
            continue;
        if (count && !years[entry->year - DATE_YEAR_FIRST])
            enroll(audit, &rolls->items[roll], entry, a.roll < 0); /* entries come by year */
        years[entry->year - DATE_YEAR_FIRST] = true;
        a.roll = roll;
        a.last = entry->year;
        a.figure = entry->figure;
    }
    a.end = at;
    return a;
}

/* Most units of the year before are there again, as far as they were not known to end, so who is not was left out. */
static bool is_full(const struct roll *roll, int next) {
    return roll->units[next] >= 2 && roll->units[next] * 10 >= roll->staying[next - 1] * 8;
}

/* Nobody tells what became of the units of before 1 July 2025. */
static bool is_untold(const struct audit *audit, const struct attendance *a, const struct unit *unit) {
    return !unit && a->last + 1 >= place_reform.year &&
           date_compare(figure_day(audit->figures, a->figure), place_reform) < 0;
}

static void judge_unit(struct audit *audit, const struct rolls *rolls, const struct attendance *a) {
    const struct roll *roll = &rolls->items[a->roll];
    const struct unit *unit = unit_of(audit, a->figure);
    int next = a->last + 1 - DATE_YEAR_FIRST;
    if (next >= DATE_YEARS || !is_full(roll, next) || ended(unit, a->last) || is_untold(audit, a, unit))
        return;
    /* who is new may be what the missing one was merged into, or its new name */
    bool renamed = !unit && roll->new[next] > 0;
    struct claim claim = {renamed ? FINDING_NOTE : FINDING_WARNING, a->figure->about->place_id, a->last + 1,
                          &a->figure, 1};
    const char *hint_vi = unit ? "" : "; nếu đã sáp nhập hoặc đổi tên, khai trong bảng đối chiếu";
    const char *hint_en = unit ? "" : "; if it was merged or renamed, say so in a crosswalk";
    audit_add(
        audit, &claim,
        phrase(audit, "Biểu năm %d không có đơn vị này, biểu năm %d có%s.", a->last + 1, a->last, hint_vi).at,
        phrase(audit, "The table of %d lacks this unit, that of %d has it%s.", a->last + 1, a->last, hint_en)
            .at);
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
