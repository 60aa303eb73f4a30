/* table.h - records and cells of a table. For this folder only. */
#ifndef HOSO_SOURCE_TABLE_H
#define HOSO_SOURCE_TABLE_H

#include "source/source.h"

/* Fills records and delimiter. False when the quotes do not fit, reported as csv-quote. */
bool source_table_read(struct source *source, struct diag *diag);

/* The delimiter of `text`, a table: an Excel line "sep=;" (then *start is the byte after it), or the one of ; tab , |
 * whose count agrees best over the first rows; ';' when there is none. *wrong: Excel's line names one that the text
 * does not have. */
char sniff_delimiter(struct str text, bool prefer_tab, size_t *start, bool *wrong);

#endif
