/* cells.c - cells by their place in the row, also when they are there no more. */
#include "source/source.h"
#include <string.h>

static uint32_t count_delimiters(const struct source *source, const struct record *record, uint32_t at) {
    uint32_t column = 0;
    for (size_t i = source->line_starts[record->line - 1]; i < at && i < source->raw.len; i++)
        column += source->raw.at[i] == source->delimiter;
    return column < record->n_cells ? column : record->n_cells;
}

uint32_t source_column(const struct source *source, const struct record *record, uint32_t at) {
    uint32_t column = 0;
    if (!record->cells)
        return count_delimiters(source, record, at);
    while (column < record->n_cells && record->cells[column].at + record->cells[column].len <= at)
        column++;
    return column;
}

void source_drop_cells(struct source *source) {
    struct record *records = (struct record *)(uintptr_t)source->records; /* the source's own */
    if (!source->bare_rows)
        return;
    for (size_t i = 0; i < source->n_records; i++) {
        struct cell *kept = NULL;
        if (i < SOURCE_HEAD_ROWS && records[i].cells) {
            kept = arena_raw(&source->arena, records[i].n_cells, sizeof *kept);
            memcpy(kept, records[i].cells, records[i].n_cells * sizeof *kept);
        }
        records[i].cells = kept;
    }
    arena_fini(&source->cells);
}
