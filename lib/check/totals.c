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
    const struct source *source = audit->figures->sources[entries[0].figure->where.source];
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

/* Those of the tables by source, year, indicator, group; else as they stand in the sources. */
static void sort_counts(struct audit *audit) {
    struct order *order = mem_new(audit->n + 1, sizeof *order);
    size_t n = 0;
    for (size_t i = 0; i < audit->n; i++) {
        const struct figure *figure = audit->entries[i].figure;
        if (in_table(audit, figure) && figure->kind == FIGURE_COUNT && !figure->about->planned)
            order[n++] = (struct order){figure->id, (uint32_t)i};
    }
    order_sort(order, n);
    for (size_t i = 0; i < n; i++) {
        const struct entry *entry = &audit->entries[order[i].item];
        order[i].key = (uint64_t)entry->figure->indicator->index << 32 | entry->group;
    }
    order_sort(order, n);
    for (size_t i = 0; i < n; i++) {
        const struct entry *entry = &audit->entries[order[i].item];
        order[i].key = (uint64_t)entry->figure->where.source << 32 | (uint32_t)entry->year;
    }
    order_sort(order, n);
    audit->counts = mem_new(n + 1, sizeof *audit->counts);
    audit->n_counts = n;
    for (size_t i = 0; i < n; i++)
        audit->counts[i] = audit->entries[order[i].item];
    free(order);
}

/* Sorted once for both checks of this file. */
static const struct entry *table_counts(struct audit *audit, size_t *n) {
    if (!audit->counts)
        sort_counts(audit);
    *n = audit->n_counts;
    return audit->counts;
}

void check_total_row(struct audit *audit) {
    size_t n;
    const struct entry *counts = table_counts(audit, &n);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && same_sheet(&counts[from], &counts[to]);)
            to++;
        judge_sheet(audit, &counts[from], to - from);
    }
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

void check_units_sum(struct audit *audit) {
    size_t n;
    const struct entry *counts = table_counts(audit, &n);
    for (size_t sheet = 0, end; sheet < n; sheet = end) {
        bool districts = false;
        for (end = sheet; end < n && same_sheet(&counts[sheet], &counts[end]); end++)
            districts |= counts[end].figure->about->total &&
                         place_level(counts[end].figure->about->place, STR("")) == PLACE_DISTRICT;
        for (size_t from = sheet, to; districts && from < end; from = to) {
            for (to = from + 1; to < end && same_column(&counts[from], &counts[to]);)
                to++;
            judge_districts(audit, &counts[from], to - from, &counts[sheet], end - sheet);
        }
        arena_reset(&audit->scratch);
    }
}
