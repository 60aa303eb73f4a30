/* totals.c - what spans the rows of a table: the units against their row of totals. */
#include "base/order.h"
#include "check/audit.h"
#include <stdlib.h>

/* ---- total-row ----------------------------------------------------------------------------------------------------- */

static bool same_column(const struct entry *a, const struct entry *b) {
    return a->figure->where.source == b->figure->where.source && a->year == b->year &&
           a->figure->indicator == b->figure->indicator && a->group == b->group;
}

struct column {
    struct decimal sum;
    uint32_t units;             /* rows that are no totals */
    const struct figure *total; /* the row of totals of the source's own place; NULL: none */
};

static struct column column_of(const struct audit *audit, const struct entry *entries, size_t n) {
    struct column column = {.sum = decimal_int(0)};
    const struct source *source = figure_source(audit->figures, entries[0].figure);
    for (size_t i = 0; i < n; i++) {
        const struct figure *figure = entries[i].figure;
        if (!figure->about->total) {
            column.sum = decimal_add(column.sum, figure->value);
            column.units++;
        } else if (column.total == NULL && place_equal(figure->about->place, source->place)) {
            column.total = figure;
        }
    }
    return column;
}

/* `rows`: how many units the table has in that year, whether or not this column is filled for them. A pass sets `place`
 * to that of the totals. */
static void judge_column(struct audit *audit, const struct entry *entries, size_t n, uint32_t rows,
                         uint32_t *place) {
    struct column column = column_of(audit, entries, n);
    struct decimal off = column.total ? decimal_sub(column.sum, column.total->value) : DECIMAL_MISSING;
    if (column.units == 0 || decimal_missing(off))
        return;
    struct bundle bundle = {.place = column.total->about->place_id, .year = entries[0].year, .table = true};
    if (within_room(audit, off, decimal_int(0))) {
        audit_tally(audit, &bundle, &column.total, 1);
        *place = bundle.place;
        return;
    }
    bool blanks = column.units < rows;
    const char *sum = paper(audit, column.sum), *total = paper(audit, column.total->value);
    const char *size = paper(audit, decimal_abs(off)), *label = column.total->indicator->label;
    bool over = decimal_sign(off) > 0;
    struct claim claim = {blanks ? FINDING_WARNING : FINDING_ERROR, bundle.place, bundle.year, &column.total,
                          1};
    struct str blank_vi = blanks ? phrase(audit, "; %u đơn vị để trống", rows - column.units) : STR("");
    struct str blank_en = blanks ? phrase(audit, "; %s it blank",
                                          counted(audit, rows - column.units, "unit leaves", "units leave"))
                                 : STR("");
    audit_add(audit, &claim,
              phrase(audit, "%s%s: %u đơn vị cộng lại được %s, dòng tổng cộng ghi %s, %s %s%s.", label,
                     in_year_vi(audit, bundle.year), column.units, sum, total, over ? "thiếu" : "thừa", size,
                     blank_vi.at)
                  .at,
              phrase(audit, "%s%s: %s up to %s, the row of totals has %s, %s %s%s.",
                     capital(audit, column.total->indicator->label_en), in_year_en(audit, bundle.year),
                     counted(audit, column.units, "unit adds", "units add"), sum, total, size,
                     over ? "too few" : "too many", blank_en.at)
                  .at);
}

/* Units of the table in the year that begins at `from`: the most that any of its columns has. */
static uint32_t rows_of(const struct entry *entries, size_t n) {
    uint32_t rows = 0, here = 0;
    for (size_t i = 0; i < n; i++) {
        here = i && same_column(&entries[i - 1], &entries[i]) ? here : 0;
        here += !entries[i].figure->about->total;
        rows = here > rows ? here : rows;
    }
    return rows;
}

/* The same of one district. */
static uint32_t rows_within(const struct entry *entries, size_t n, struct str district) {
    uint32_t rows = 0, here = 0;
    for (size_t i = 0; i < n; i++) {
        here = i && same_column(&entries[i - 1], &entries[i]) ? here : 0;
        here += !entries[i].figure->about->total && str_equal(entries[i].figure->about->within, district);
        rows = here > rows ? here : rows;
    }
    return rows;
}

static bool same_sheet(const struct entry *a, const struct entry *b) {
    return a->figure->where.source == b->figure->where.source && a->year == b->year;
}

static void judge_sheet(struct audit *audit, const struct entry *entries, size_t n) {
    uint32_t rows = rows_of(entries, n), place = MAP_NONE;
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && same_column(&entries[from], &entries[to]);)
            to++;
        judge_column(audit, &entries[from], to - from, rows, &place);
    }
    if (place != MAP_NONE)
        audit_flush(audit, place);
    arena_reset(&audit->scratch);
}

/* By source: it is a table one of whose rows of totals is `wanted`. False: none is. */
static bool mark_tables(const struct audit *audit, bool (*wanted)(const struct about *total), bool *marked) {
    const struct figures *figures = audit->figures;
    bool any = false;
    for (size_t i = 0; i < figures->n_abouts; i++) {
        const struct about *about = figures->abouts[i];
        if (!about->total || about->source >= figures->n_sources || marked[about->source] ||
            figures->sources[about->source]->kind != SOURCE_TABLE)
            continue;
        marked[about->source] = wanted(about);
        any |= marked[about->source];
    }
    return any;
}

static bool is_counted(const struct entry *entry, const bool *marked, size_t n_sources) {
    const struct figure *figure = entry->figure;
    return figure->where.source < n_sources && marked[figure->where.source] && figure->kind == FIGURE_COUNT &&
           !figure->about->planned;
}

/* The entries of one table, `ids` in audit->entries: by year, indicator, group; else as they stand in the file. Yours to
 * free. */
static struct entry *sort_table(const struct audit *audit, const uint32_t *ids, size_t n) {
    struct entry *sorted = mem_new(n + 1, sizeof *sorted);
    struct order *order = mem_new(n + 1, sizeof *order);
    for (size_t i = 0; i < n; i++)
        order[i] = (struct order){audit->entries[ids[i]].figure->id, ids[i]};
    order_sort(order, n);
    for (size_t i = 0; i < n; i++) {
        const struct entry *entry = &audit->entries[order[i].item];
        order[i].key = (uint64_t)entry->figure->indicator->index << 32 | entry->group;
    }
    order_sort(order, n);
    for (size_t i = 0; i < n; i++)
        order[i].key = (uint32_t)audit->entries[order[i].item].year;
    order_sort(order, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = audit->entries[order[i].item];
    free(order);
    return sorted;
}

/* Calls `judge` with the counts of each such table, one after the other: what one of them has is all that is held at a time. */
static void each_table(struct audit *audit, bool (*wanted)(const struct about *total),
                       void (*judge)(struct audit *audit, const struct entry *counts, size_t n)) {
    size_t n_sources = audit->figures->n_sources, at = 0;
    bool *marked = mem_new(n_sources + 1, sizeof *marked);
    size_t *starts = mem_new(n_sources + 1, sizeof *starts);
    uint32_t *ids = NULL;
    bool any = mark_tables(audit, wanted, marked);
    for (size_t i = 0; any && i < audit->n; i++)
        if (is_counted(&audit->entries[i], marked, n_sources))
            starts[audit->entries[i].figure->where.source]++;
    for (size_t source = 0; source < n_sources; source++) {
        size_t here = starts[source];
        starts[source] = at;
        at += here;
    }
    if (any)
        ids = mem_new(at + 1, sizeof *ids);
    for (size_t i = 0; any && i < audit->n; i++)
        if (is_counted(&audit->entries[i], marked, n_sources))
            ids[starts[audit->entries[i].figure->where.source]++] = (uint32_t)i;
    for (size_t source = 0, from = 0; source < n_sources; from = starts[source++]) {
        struct entry *counts = marked[source] ? sort_table(audit, ids + from, starts[source] - from) : NULL;
        if (counts)
            judge(audit, counts, starts[source] - from);
        free(counts);
    }
    free(ids);
    free(starts);
    free(marked);
}

static void judge_sheets(struct audit *audit, const struct entry *counts, size_t n) {
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && same_sheet(&counts[from], &counts[to]);)
            to++;
        judge_sheet(audit, &counts[from], to - from);
    }
}

static bool is_any(const struct about *total) {
    return total->place.len > 0;
}

void check_total_row(struct audit *audit) {
    each_table(audit, is_any, judge_sheets);
}

/* ---- units-add-up ---------------------------------------------------------------------------------------------------- */

/* The rows of one column that stand under one district. The district's own row named it, so the names are the same bytes. */
struct district {
    struct decimal sum;
    uint32_t units;
};

static struct district district_of(const struct entry *entries, size_t n, struct str within) {
    struct district district = {decimal_int(0), 0};
    for (size_t i = 0; i < n; i++) {
        const struct figure *figure = entries[i].figure;
        if (figure->about->total || !str_equal(figure->about->within, within))
            continue;
        district.sum = decimal_add(district.sum, figure->value);
        district.units++;
    }
    return district;
}

static void tell_district(struct audit *audit, const struct figure *total, int year,
                          const struct district *district) {
    struct decimal off = decimal_sub(district->sum, total->value);
    const char *sum = paper(audit, district->sum), *stated = paper(audit, total->value);
    const char *size = paper(audit, decimal_abs(off));
    bool over = decimal_sign(off) > 0;
    struct claim claim = {FINDING_ERROR, total->about->place_id, year, &total, 1};
    audit_add(audit, &claim,
              phrase(audit, "%s%s: %u đơn vị của %.*s cộng lại được %s, dòng cộng ghi %s, %s %s.",
                     total->indicator->label, in_year_vi(audit, year), district->units,
                     STR_ARG(total->about->place), sum, stated, over ? "thiếu" : "thừa", size)
                  .at,
              phrase(audit, "%s%s: %s of %.*s add up to %s, its own row has %s, %s too %s.",
                     capital(audit, total->indicator->label_en), in_year_en(audit, year),
                     counted(audit, district->units, "unit", "units"), STR_ARG(total->about->place), sum,
                     stated, size, over ? "few" : "many")
                  .at);
}

/* A blank cell among the communes makes the sum prove nothing, so all rows of the district must be filled. */
static void judge_districts(struct audit *audit, const struct entry *entries, size_t n,
                            const struct entry *sheet, size_t n_sheet) {
    for (size_t i = 0; i < n; i++) {
        const struct figure *total = entries[i].figure;
        if (!total->about->total)
            continue;
        struct district district = district_of(entries, n, total->about->place);
        if (district.units == 0)
            continue;
        uint32_t rows = rows_within(sheet, n_sheet, total->about->place);
        struct decimal off = decimal_sub(district.sum, total->value);
        struct bundle bundle = {.place = total->about->place_id, .year = entries[i].year, .table = true};
        if (decimal_missing(off) || district.units < rows)
            continue;
        if (within_room(audit, off, decimal_int(0)))
            audit_tally(audit, &bundle, &total, 1);
        else
            tell_district(audit, total, entries[i].year, &district);
        audit_flush(audit, total->about->place_id);
    }
}

static bool is_district(const struct about *total) {
    return place_level(total->place, STR("")) == PLACE_DISTRICT;
}

static void judge_units(struct audit *audit, const struct entry *counts, size_t n) {
    for (size_t sheet = 0, end; sheet < n; sheet = end) {
        bool districts = false;
        for (end = sheet; end < n && same_sheet(&counts[sheet], &counts[end]); end++)
            districts |= counts[end].figure->about->total && is_district(counts[end].figure->about);
        for (size_t from = sheet, to; districts && from < end; from = to) {
            for (to = from + 1; to < end && same_column(&counts[from], &counts[to]);)
                to++;
            judge_districts(audit, &counts[from], to - from, &counts[sheet], end - sheet);
        }
        arena_reset(&audit->scratch);
    }
}

void check_units_sum(struct audit *audit) {
    each_table(audit, is_district, judge_units);
}
