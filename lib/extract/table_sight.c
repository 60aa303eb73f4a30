/* table_sight.c - what becomes of each number of a table, for those who ask: a figure, set aside by a rule, or not read and
 * why. */
#include "extract/table.h"

void table_sight(struct table *table, const struct cell *cell, struct sighting what) {
    struct sightings *sightings = table->sightings;
    if (!sightings)
        return;
    MEM_ROOM(sightings->items, sightings->n, sightings->cap);
    what.where = (struct span){table->source->id, cell->at, cell->len};
    what.line = source_line_at(table->source, cell->at);
    what.quote = arena_str(&sightings->arena, cell->value);
    sightings->items[sightings->n++] = what;
}

void table_sight_aside(struct table *table, const struct cell *cell, uint32_t index, const char *rule) {
    if (cell_has_digit(cell->value))
        table_sight(table, cell,
                    (struct sighting){.fate = FATE_SET_ASIDE,
                                      .why = WHY_COLUMN,
                                      .rule = rule,
                                      .trace = table_trace_unread(table, index, WHY_COLUMN)});
}

/* A number in a column that no reader takes. */
static void sight_column(struct table *table, const struct cell *cell, uint32_t index) {
    bool known = index < table->n_columns && table->columns[index].says.known;
    table_sight(table, cell,
                (struct sighting){.fate = known ? FATE_SET_ASIDE : FATE_UNREAD,
                                  .why = WHY_COLUMN,
                                  .rule = known ? "csv/column" : NULL,
                                  .trace = table_trace_unread(table, index, WHY_COLUMN)});
}

static bool column_read(const struct table *table, uint32_t index) {
    return index < table->n_columns && table->columns[index].read;
}

void table_sight_rest(struct table *table, const struct record *record) {
    for (uint32_t i = 0; table->sightings && i < record->n_cells; i++)
        if (cell_has_digit(record->cells[i].value) && !column_read(table, i))
            sight_column(table, &record->cells[i], i);
}

void table_sight_row(struct table *table, const struct record *record, const char *rule) {
    for (uint32_t i = 0; table->sightings && i < record->n_cells; i++) {
        const struct cell *cell = &record->cells[i];
        if (!cell_has_digit(cell->value))
            continue;
        if (!rule && !column_read(table, i))
            sight_column(table, cell, i);
        else
            table_sight(table, cell,
                        (struct sighting){.fate = rule ? FATE_SET_ASIDE : FATE_UNREAD,
                                          .why = WHY_ROW,
                                          .rule = rule,
                                          .trace = table_trace_unread(table, i, WHY_ROW)});
    }
}
