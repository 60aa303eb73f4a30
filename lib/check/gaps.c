/* gaps.c - what a series lacks as a whole, told once to the place whose reports they are: a year between the years that its
 * sources are of, and units that a table of one year lacks though the year before has them. What one unit lacks is told to
 * that unit by missing-year and missing-unit. */
#include "check/audit.h"
#include <stdlib.h>
#include <string.h>

#define SERIES_LEAST 3 /* years that make a series: two reports ten years apart are none */
#define NAMED        5 /* units in a message */

/* ---- gap-year ---------------------------------------------------------------------------------------------------------- */

struct series {
    struct str place;
    bool years[DATE_YEARS];
};

/* Sources that figures were read from, by their place: which years they are of. */
static uint32_t gather_series(const struct audit *audit, struct series *series) {
    struct map by_place = {0};
    uint32_t n = 0;
    for (uint32_t i = 0; i < audit->figures->n_sources; i++) {
        const struct source *source = audit->figures->sources[i];
        int year = source->date.year - DATE_YEAR_FIRST;
        if (!source->place.len || year < 0 || year >= DATE_YEARS)
            continue;
        uint32_t at = map_find(&by_place, source->place);
        if (at == MAP_NONE) {
            at = n++;
            series[at] = (struct series){.place = source->place};
            map_put(&by_place, source->place, at);
        }
        series[at].years[year] = true;
    }
    map_fini(&by_place);
    return n;
}

/* A yearly series: more years are there than are lacking between the first and the last. */
static void judge_series(struct audit *audit, const struct series *series) {
    int first = -1, last = -1, there = 0, lacking = 0, single = 0;
    struct buf list = BUF_EMPTY;
    for (int y = 0; y < DATE_YEARS; y++)
        if (series->years[y]) {
            first = first < 0 ? y : first;
            last = y;
            there++;
        }
    for (int y = first + 1; first >= 0 && y < last; y++)
        if (!series->years[y]) {
            buf_printf(&list, "%s%d", lacking++ ? ", " : "", y + DATE_YEAR_FIRST);
            single = y + DATE_YEAR_FIRST;
        }
    if (there >= SERIES_LEAST && lacking && lacking < there) {
        struct claim claim = {.level = FINDING_NOTE,
                              .place = figures_place(audit->figures, series->place),
                              .year = lacking == 1 ? single : 0};
        audit_add(audit, &claim,
                  phrase(audit, "Chuỗi báo cáo %d–%d thiếu năm %s.", first + DATE_YEAR_FIRST,
                         last + DATE_YEAR_FIRST, list.at)
                      .at,
                  phrase(audit, "The reports of %d–%d lack %s.", first + DATE_YEAR_FIRST,
                         last + DATE_YEAR_FIRST, list.at)
                      .at);
    }
    buf_fini(&list);
}

void check_gap_year(struct audit *audit) {
    struct series *series = mem_new(audit->figures->n_sources + 1, sizeof *series);
    uint32_t n = gather_series(audit, series);
    for (uint32_t i = 0; i < n; i++)
        judge_series(audit, &series[i]);
    arena_reset(&audit->scratch);
    free(series);
}

/* ---- gap-unit ---------------------------------------------------------------------------------------------------------- */

/* One unit in the tables of one reporting place. */
struct row {
    struct str table; /* whose tables */
    const struct figure *figure;
    bool years[DATE_YEARS];
};

struct rows {
    struct row *items;
    size_t n, cap;
};

static int year_of_row(const struct audit *audit, const struct entry *entry) {
    const struct source *source = figure_source(audit->figures, entry->figure);
    int year = entry->year - DATE_YEAR_FIRST;
    bool row = source && source->kind == SOURCE_TABLE && source->place.len && !entry->figure->about->total &&
               !entry->figure->about->planned && !str_equal(source->place, entry->figure->about->place);
    return row && year >= 0 && year < DATE_YEARS ? year : -1;
}

static void gather_rows(const struct audit *audit, struct rows *rows) {
    for (size_t i = 0; i < audit->n; i++) {
        const struct figure *figure = audit->entries[i].figure;
        int year = year_of_row(audit, &audit->entries[i]);
        if (year < 0)
            continue;
        struct row *last = rows->n ? &rows->items[rows->n - 1] : NULL;
        if (!last || last->figure->about->place_id != figure->about->place_id) {
            MEM_ROOM(rows->items, rows->n, rows->cap);
            last = &rows->items[rows->n++];
            *last = (struct row){.table = figure_source(audit->figures, figure)->place, .figure = figure};
        }
        last->years[year] = true;
    }
}

static int by_table(const void *a, const void *b) {
    const struct row *one = a, *two = b;
    int table = str_compare(one->table, two->table);
    if (table)
        return table;
    uint32_t x = one->figure->id, y = two->figure->id; /* in the order of the tables */
    return x < y ? -1 : x > y;
}

/* It ended, or another took its place, by the list of units. */
static bool has_ended(const struct audit *audit, const struct row *row, int year) {
    struct str place = row->figure->about->place;
    const struct unit *unit = figures_unit(audit->figures, place, figure_day(audit->figures, row->figure));
    return unit && unit->until.month && unit->until.year <= year;
}

struct gap {
    int before, year; /* indices of years */
    uint32_t units, lacking;
    struct buf names;
    const struct figure *evidence[NAMED];
};

static void tell_gap(struct audit *audit, struct str table, const struct gap *gap) {
    uint32_t shown = gap->lacking < NAMED ? gap->lacking : NAMED;
    int year = gap->year + DATE_YEAR_FIRST, before = gap->before + DATE_YEAR_FIRST;
    struct claim claim = {FINDING_NOTE, figures_place(audit->figures, table), year, gap->evidence, shown};
    const char *more_vi =
        gap->lacking > shown ? phrase(audit, " và %u đơn vị khác", gap->lacking - shown).at : "";
    const char *more_en = gap->lacking > shown ? phrase(audit, " and %u more", gap->lacking - shown).at : "";
    audit_add(audit, &claim,
              phrase(audit, "Biểu năm %d thiếu %u trong %u đơn vị có trong biểu năm %d: %s%s.", year,
                     gap->lacking, gap->units, before, gap->names.at, more_vi)
                  .at,
              phrase(audit, "The table of %d lacks %u of the %u units that the table of %d has: %s%s.", year,
                     gap->lacking, gap->units, before, gap->names.at, more_en)
                  .at);
}

/* A table with less than half of the units is of something else. */
static void judge_gap(struct audit *audit, const struct row *rows, size_t n, int before, int year) {
    struct gap gap = {.before = before, .year = year, .names = BUF_EMPTY};
    bool over_reform =
        before + DATE_YEAR_FIRST < place_reform.year && year + DATE_YEAR_FIRST >= place_reform.year;
    for (size_t i = 0; i < n; i++) {
        gap.units += rows[i].years[before];
        if (!rows[i].years[before] || rows[i].years[year] ||
            has_ended(audit, &rows[i], year + DATE_YEAR_FIRST))
            continue;
        if (gap.lacking < NAMED) {
            buf_printf(&gap.names, "%s%.*s", gap.lacking ? ", " : "", STR_ARG(rows[i].figure->about->place));
            gap.evidence[gap.lacking] = rows[i].figure;
        }
        gap.lacking++;
    }
    if (gap.lacking && gap.lacking * 2 <= gap.units && !over_reform)
        tell_gap(audit, rows[0].table, &gap);
    buf_fini(&gap.names);
}

static void judge_table(struct audit *audit, const struct row *rows, size_t n) {
    bool there[DATE_YEARS] = {false};
    int before = -1;
    for (size_t i = 0; i < n; i++)
        for (int year = 0; year < DATE_YEARS; year++)
            there[year] |= rows[i].years[year];
    for (int year = 0; year < DATE_YEARS; year++) {
        if (there[year] && before >= 0)
            judge_gap(audit, rows, n, before, year);
        before = there[year] ? year : before;
    }
}

void check_gap_unit(struct audit *audit) {
    struct rows rows = {0};
    gather_rows(audit, &rows);
    if (rows.n)
        qsort(rows.items, rows.n, sizeof *rows.items, by_table);
    for (size_t from = 0, to; from < rows.n; from = to) {
        for (to = from + 1; to < rows.n && str_equal(rows.items[from].table, rows.items[to].table);)
            to++;
        judge_table(audit, &rows.items[from], to - from);
        arena_reset(&audit->scratch);
    }
    free(rows.items);
}
