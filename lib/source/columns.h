/* columns.h - tables that people write for hoso itself (acknowledgements, crosswalks): their columns are found by their heads, in
 * any order, and rows of nothing are passed over. */
#ifndef HOSO_SOURCE_COLUMNS_H
#define HOSO_SOURCE_COLUMNS_H

#include "source/source.h"

#define COLUMNS_NONE UINT32_MAX

/* The first column whose head, folded, is one of the `n` words (empty ones are none); COLUMNS_NONE: there is none. */
uint32_t columns_find(const struct source *table, const struct str *words, size_t n);
/* Is `text`, folded, one of them? */
bool columns_word(struct str text, const struct str *words, size_t n);
/* The record's cell in that column; NULL where the row is too short for it, or the table has no such column. */
const struct cell *columns_cell(const struct record *record, uint32_t column);
/* Its value; empty where there is no such cell. */
struct str columns_text(const struct record *record, uint32_t column);
/* Has the record no cell with anything in it? */
bool columns_blank(const struct record *record);

#endif
