/* table_trace.c - where the parts of a cell's figure are said: its head, its row, the title; see trace.h. */
#include "extract/table.h"

static struct trace *trace_new(struct table *table) {
    struct sightings *sightings = table->sightings;
    return sightings && sightings->traced ? ARENA_NEW(&sightings->arena, struct trace) : NULL;
}

static struct clue clue_cell(struct table *table, enum origin origin, const struct cell *cell,
                             struct str words) {
    struct clue clue = {.origin = origin, .words = arena_str(&table->sightings->arena, words)};
    if (cell)
        clue.line = source_line_at(table->source, cell->at);
    return clue;
}

static struct clue clue_head(struct table *table, uint32_t index) {
    const struct column *column = &table->columns[index];
    return clue_cell(table, ORIGIN_HEAD, column->cell, column->head);
}

/* What the row says in the column of that role; its own cell may be merged with one above. */
static struct clue clue_row(struct table *table, const struct row *row, enum head_role role) {
    const struct cell *cell = subject_cell(table, row->record, role);
    if (cell && cell->value.len)
        return clue_cell(table, ORIGIN_ROW, cell, cell->value);
    return (struct clue){.origin = cell ? ORIGIN_ABOVE : ORIGIN_SOURCE};
}

struct trace *table_trace(struct table *table, const struct row *row, const struct table_reader *reader,
                          uint32_t part, uint32_t index) {
    struct trace *trace = trace_new(table);
    if (!trace)
        return NULL;
    trace->label = reader->indicator
                       ? clue_head(table, index)
                       : clue_cell(table, ORIGIN_ROW, NULL, row_label(table, row->record + part));
    trace->place = reader->place.len ? clue_head(table, index) : clue_row(table, row, HEAD_PLACE);
    trace->period = reader->year ? clue_head(table, index) : clue_row(table, row, HEAD_YEAR);
    if (trace->period.origin != ORIGIN_ROW && trace->period.origin != ORIGIN_HEAD && table->year)
        trace->period.origin = ORIGIN_TITLE;
    trace->group = reader->group.len ? clue_head(table, index) : clue_row(table, row, HEAD_GROUP);
    return trace;
}

struct trace *table_trace_unread(struct table *table, uint32_t index, enum why why) {
    struct trace *trace = trace_new(table);
    if (!trace)
        return NULL;
    trace->why = why;
    if (index < table->n_columns)
        trace->label = clue_head(table, index);
    return trace;
}
