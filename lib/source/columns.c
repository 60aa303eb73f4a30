/* columns.c - columns by their heads. */
#include "source/columns.h"

bool columns_word(struct str text, const struct str *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (words[i].len && fold_equal(text, words[i]))
            return true;
    return false;
}

uint32_t columns_find(const struct source *table, const struct str *words, size_t n) {
    const struct record *head = table->n_records ? &table->records[0] : NULL;
    for (uint32_t i = 0; head && i < head->n_cells; i++)
        if (columns_word(head->cells[i].value, words, n))
            return i;
    return COLUMNS_NONE;
}

const struct cell *columns_cell(const struct record *record, uint32_t column) {
    return column < record->n_cells ? &record->cells[column] : NULL;
}

struct str columns_text(const struct record *record, uint32_t column) {
    const struct cell *cell = columns_cell(record, column);
    return cell ? cell->value : STR("");
}

bool columns_blank(const struct record *record) {
    for (uint32_t i = 0; i < record->n_cells; i++)
        if (record->cells[i].value.len)
            return false;
    return true;
}
