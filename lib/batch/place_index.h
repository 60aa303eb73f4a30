/* place_index.h - from a place to the numbered things about it, in their order: what every dossier asks is found without
 * looking at what belongs to the others. */
#ifndef HOSO_BATCH_PLACE_INDEX_H
#define HOSO_BATCH_PLACE_INDEX_H

#include "base/base.h"

struct place_index {
    struct map chains; /* name, as it was given and folded -> chain */
    struct place_chain {
        uint32_t first, last;
    } * items;
    size_t n, cap;
    uint32_t *next; /* by number: the next thing about the same place, or MAP_NONE */
    struct arena arena;
};

/* Numbers are 0..n_things-1, each added at most once. */
void place_index_init(struct place_index *index, size_t n_things);
void place_index_add(struct place_index *index, struct str place, uint32_t thing);
/* The first thing about the place, or MAP_NONE; go on with index->next[thing]. */
uint32_t place_index_first(const struct place_index *index, struct str place);
void place_index_fini(struct place_index *index);

#endif
