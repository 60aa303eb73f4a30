/* grid.h - cells of tables under the names of their columns, for the annex of a dossier that rests on many. */
#ifndef HOSO_DOC_GRID_H
#define HOSO_DOC_GRID_H

#include "doc/emit.h"

/* Entries of the annex by how they are set, each group in the order of its numbers. */
struct grid_split {
    uint32_t *listed, n_listed;   /* one below the other: sentences, columns, rows that stand alone */
    uint32_t *upright, n_upright; /* rows of many cells: a column each */
    uint32_t *rows, n_rows;       /* rows of few cells, many of one file */
};

/* Tells apart entries 1 to `n`; not `many`: all are listed. In the arena. */
struct grid_split grid_split(struct build *build, uint32_t n, bool many);
/* Adds the grids of `entries`, which are used up, to `parent`. */
void grid_upright(struct emit *emit, struct node *parent, uint32_t *entries, uint32_t n);
void grid_rows(struct emit *emit, struct node *parent, uint32_t *entries, uint32_t n);

#endif
