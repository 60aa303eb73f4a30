/* sketch.h - what is found out once about a source, and then asked for each excerpt of it: which figures it gave, where they
 * stand, how its table is read, under which headings its passages stand. */
#ifndef HOSO_BATCH_SKETCH_H
#define HOSO_BATCH_SKETCH_H

#include "extract/extract.h"

struct sketch {
    const struct source *source; /* NULL: not made yet */
    const struct figures *figures;
    const struct pack *pack;
    uint32_t from, to;            /* its figures: ids [from, to) */
    bool people;                  /* a list of people, whose rows are in no excerpt */
    bool outlined;                /* a table with heads */
    struct table_outline outline; /* of such a table */
    bool *stating;                /* by line, from 0: a figure stands there */
    /* texts, by passage: the heading above it, of a higher level where it is one itself; MAP_NONE: none */
    uint32_t *heading;
    struct arena arena;
};

/* `pack` is what the source was read with. All are borrowed. */
void sketch_make(struct sketch *sketch, const struct figures *figures, const struct source *source,
                 const struct pack *pack);
void sketch_fini(struct sketch *sketch);

/* The line, from 1, on which the last cell of the record ends; it has cells. */
uint32_t sketch_last_line(const struct source *source, const struct record *record);
/* The record that the figure stands in, by its number; n_records: none. */
size_t sketch_record(const struct source *source, const struct figure *figure);
/* The passage that the figure stands in, by its number; of a source with passages. */
size_t sketch_passage(const struct source *source, const struct figure *figure);

#endif
