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
    struct cell *row;          /* the first cell of the row that is being read */
    struct cell *next, *end;   /* where the next one goes, and the end of the room for them */
    struct record *records;
    size_t n_records, records_room;
    size_t stray_quotes, first_stray;
};

/* Rows of the text's [reader.at, to), which holds no quote and ends where a row does. */
void scan_rows(struct reader *reader, size_t to);

/* Room for `n` cells more. They lie in chunks, so nobody counts them before; the cells of the row move where they must, for
 * those of one row lie together. */
void reader_more_cells(struct reader *reader, size_t n);
static inline void reader_room(struct reader *reader, size_t n) {
    if ((size_t)(reader->end - reader->next) < n)
        reader_more_cells(reader, n);
}

/* Adds the cell that stands at [from, to): `value` are its bytes without quotes. An empty one gets the gap up to `end`. */
void reader_cell(struct reader *reader, struct str value, size_t from, size_t to, size_t end);
/* Ends the row of the cells since the last one. False when it has none. */
bool reader_row(struct reader *reader);

#endif
