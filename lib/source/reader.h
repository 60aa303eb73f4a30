/* reader.h - a table while it is read: shared by scan.c and table.c. For these two only. */
#ifndef HOSO_SOURCE_READER_H
#define HOSO_SOURCE_READER_H

#include "source/source.h"

struct reader {
    struct source *source;
    struct str text;
    char delimiter;
    size_t at;                 /* where the next cell's gap begins */
    bool differs;              /* libcsv and the walk disagree */
    const struct nfc_run *run; /* of the last cell; only grows */
    bool plain;                /* UTF-8 in NFC: raw bytes are those of the text, `shift` further on */
    size_t shift;              /* [bytes] 3 behind a byte order mark, else 0 */
    size_t line;               /* index of the line of the last cell; only grows */
    struct cell *cells;
    struct record *records;
    size_t n_cells, n_records, row_start;
    size_t cells_room, records_room;
    size_t stray_quotes, first_stray;
};

/* Rows of the text's [reader.at, to), which holds no quote and ends where a row does. */
void scan_rows(struct reader *reader, size_t to);
/* How many delimiters and line ends the text has, all told. */
void scan_count(const struct reader *reader, size_t *delimiters, size_t *ends);

/* Adds the cell that stands at [from, to): `value` are its bytes without quotes. An empty one gets the gap up to `end`. */
void reader_cell(struct reader *reader, struct str value, size_t from, size_t to, size_t end);
/* Ends the row of the cells since the last one. False when it has none. */
bool reader_row(struct reader *reader);

#endif
