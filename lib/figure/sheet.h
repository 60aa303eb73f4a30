/* sheet.h - rows of results in the three forms of the command line (--format): CSV and JSON for programs, aligned
 * columns with Vietnamese numbers for people. Filled cell by cell, row after row; used by figures, comparisons, findings. */
#ifndef HOSO_FIGURE_SHEET_H
#define HOSO_FIGURE_SHEET_H

#include "text/text.h"

enum sheet_form { SHEET_CSV, SHEET_JSON, SHEET_TABLE };

struct sheet_column {
    const char *name;  /* in CSV and JSON */
    const char *title; /* msgid of the head in a table for people; NULL: the column is not in that table */
    bool number;       /* right-aligned */
};

struct sheet {
    enum sheet_form form;
    const struct sheet_column *columns; /* borrowed */
    uint32_t n_columns;
    struct buf *out; /* borrowed */
    uint32_t at;     /* next column of the row that is being filled */
    size_t n_rows;
    struct buf text; /* SHEET_TABLE: all cells, kept until the widths are known */
    size_t *ends;    /* [bytes] end of each shown cell in `text` */
    size_t n_ends, ends_cap;
};

/* CSV writes its head at once, JSON its bracket. */
void sheet_start(struct sheet *sheet, enum sheet_form form, const struct sheet_column *columns,
                 uint32_t n_columns, struct buf *out);
/* The cells of a row, in the order of the columns; the last one ends the row. */
void sheet_text(struct sheet *sheet, struct str value);
/* An empty cell, null in JSON, when missing. Plain with a point for programs, 1.279,5 in a table. */
void sheet_decimal(struct sheet *sheet, struct decimal value);
void sheet_int(struct sheet *sheet, int64_t value);
/* Writes what is held back and frees it. */
void sheet_end(struct sheet *sheet);

#endif
