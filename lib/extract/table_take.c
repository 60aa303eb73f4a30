/* table_take.c - the cells of a row under its readers, one or several that add up, become figures; what is no number is said. */
#include "extract/table.h"
#include <string.h>

static void count_missing(struct table *table, enum cell_state state) {
    struct table_counts *counts = &table->counts;
    counts->empty += state == CELL_EMPTY;
    counts->dash += state == CELL_DASH;
    counts->cross += state == CELL_CROSS;
    counts->words += state == CELL_WORDS;
}

/* A count is whole and not below zero; a share is not counted so. */
static bool plausible(const struct cell_reading *reading, bool percent) {
    if (percent)
        return true;
    if (reading->value.scale == 0)
        return reading->value.units >= 0;
    return decimal_sign(reading->value) >= 0 &&
           decimal_equal(reading->value, decimal_truncate(reading->value, 0));
}

static bool read_one(struct table *table, const struct row *row, const struct table_reader *reader,
                     uint32_t part, uint32_t index, struct cell_reading *reading) {
    const struct cell *cell = row_cell(&row->record[part], index);
    *reading = cell_read(table, &table->columns[index], cell);
    const struct indicator *indicator = reader_indicator(reader, row);
    bool percent = reader_percent(reader, row, reading);
    if (reading->state == CELL_NUMBER && plausible(reading, percent)) {
        table_sight(table, cell,
                    (struct sighting){.fate = FATE_FIGURE,
                                      .whole = reader_span(table, row, reader),
                                      .rule = reader->indicator ? "csv/head" : "csv/row",
                                      .indicator = indicator,
                                      .trace = table_trace(table, row, reader, part, index)});
        if (reading->mended.len && table_may_report(&table->counts.mended))
            diag_at(table->diag, DIAG_NOTE, table_where(table, cell), "number-typed",
                    _("\"%.*s\" is read as %.*s; if that is not what was meant, correct it"),
                    STR_ARG(cell->value), STR_ARG(reading->mended));
        return true;
    }
    if (reading->state != CELL_NUMBER && reading->state != CELL_BAD) {
        if (row->kind == ROW_UNIT || row->kind == ROW_TOTAL)
            count_missing(table, reading->state);
        return false;
    }
    if (cell_has_digit(cell->value))
        table_sight(table, cell,
                    (struct sighting){.fate = FATE_UNREAD,
                                      .why = WHY_CELL,
                                      .trace = table_trace_unread(table, index, WHY_CELL)});
    if (!table_may_report(&table->counts.cell_errors))
        return false;
    if (reading->state == CELL_BAD)
        diag_at(table->diag, DIAG_ERROR, table_where(table, cell), "cell-number",
                _("\"%.*s\" is no number (%s); write the number, or leave the cell empty"),
                STR_ARG(cell->value), indicator->label);
    else
        diag_at(table->diag, DIAG_ERROR, table_where(table, cell), "cell-number",
                _("%.*s is no count (%s): a count is whole and not below zero; correct it"),
                STR_ARG(cell->value), indicator->label);
    return false;
}

bool table_read_cells(struct table *table, struct row *row, const struct table_reader *reader) {
    if (!reader_indicator(reader, row)) {
        for (uint32_t part = 0; part <= row->parts; part++)
            table_sight_aside(table, row_cell(&row->record[part], reader->columns[0]), reader->columns[0],
                              "csv/plan");
        return false;
    }
    struct cell_reading sum = {.value = DECIMAL_MISSING, .of = DECIMAL_MISSING};
    uint32_t found = 0, cells = reader->n * (row->parts + 1);
    for (uint32_t i = 0; i < cells; i++) {
        struct cell_reading one;
        if (!read_one(table, row, reader, i / reader->n, reader->columns[i % reader->n], &one))
            continue;
        if (found++ == 0)
            sum = one;
        else
            sum.value = decimal_add(sum.value, one.value);
    }
    if (found)
        table_figure(table, row, reader, &sum, found == cells ? QUALIFIER_EXACT : QUALIFIER_AT_LEAST);
    return found > 0;
}

bool table_read_row(struct table *table, struct row *row) {
    const struct record *record = row->record;
    uint32_t last = record->n_cells ? record->cells[record->n_cells - 1].at : 0;
    row->plain =
        !table->sightings && !row->percent && table_line(table->source, record, last) == record->line;
    row->abouts = table->abouts;
    memset(row->abouts, 0, table->n_readers * sizeof *row->abouts);
    size_t before = table->figures->n;
    for (uint32_t i = 0; (i = table_plain_figures(table, row, i)) < table->n_readers; i++)
        table_read_cells(table, row, &table->readers[i]);
    return table->figures->n > before;
}
