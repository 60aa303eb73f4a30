/* table.h - a table while it is set: cells with their runs, columns with their widths. Inner header of table*.c. */
#ifndef HOSO_LAYOUT_TABLE_H
#define HOSO_LAYOUT_TABLE_H

#include "layout/block.h"

struct table_cell {
    const struct node *node;
    struct run run;
    const struct role *role;
    uint32_t column, columns, rows; /* where it begins, how far it spans */
    mpt most, bound, least;         /* one line; with number and unit held together; widest word */
    /* A number in a decimal column: what stands before the comma, the number from there on, what hangs behind it. */
    bool decimal;
    mpt left, right, hang;
    struct lines lines; /* while its rows are being placed */
};

struct table_row {
    const struct node *node;
    uint32_t cell, n_cells; /* in table.cells */
    mpt height;             /* while it is being placed */
    bool joined;            /* a cell of an earlier row reaches into it */
    bool kept;              /* ... with lines of text */
};

struct table_column {
    enum align align;
    mpt x, width; /* with padding */
    mpt most, bound, least, head, head_halved;
    mpt thrift;            /* as most, the head of numbers in two lines */
    mpt air;               /* more that numbers get where there is room */
    mpt left, right, hang; /* of its numbers */
};

/* Items that many slabs share. */
struct closing {
    uint32_t first, n;
    mpt height;
};

struct table {
    struct galley *g;
    const struct node *node;
    struct place place;
    uint32_t tag;
    bool quoting;                   /* the sources annex: smaller type */
    mpt pad_x, pad_top, pad_bottom; /* of cells */
    bool grouped;                   /* some rows name the group of those that follow */
    struct role head, body, total;  /* shrunk where the table is too wide */
    struct table_cell *cells;
    struct table_row *rows;
    struct table_column *columns;
    uint32_t n_cells, n_rows, n_columns, n_head;
    uint32_t n_repeated;         /* groups of rows placed behind the head */
    struct closing edge, parted; /* drawn where a page ends after a row; within one */
};

/* Reads rows and cells into runs and measures them, all sizes at `percent` of the style's; may be repeated. */
void table_read(struct table *t, int percent);
/* The role of the text in its body: of a dense table, of one that quotes sources, of any other. */
enum role_name table_body(const struct table *t);
/* Widths of the columns so that they fill the place; shrinks the type by steps where they must. False, reported, when
 * even then the numbers have no room. */
bool table_widths(struct table *t);
/* Width of the columns that the cell spans, without its padding. */
mpt table_room(const struct table *t, const struct table_cell *cell);

#endif
