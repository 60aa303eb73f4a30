/* place_index.c - chains of things by the folded name of their place. */
#include "batch/place_index.h"
#include "text/text.h"
#include <stdlib.h>

void place_index_init(struct place_index *index, size_t n_things) {
    *index = (struct place_index){.next = mem_new(n_things + 1, sizeof *index->next)};
}

void place_index_add(struct place_index *index, struct str place, uint32_t thing) {
    struct str key = fold_name(&index->arena, place);
    uint32_t chain = map_find(&index->chains, key);
    index->next[thing] = MAP_NONE;
    if (chain != MAP_NONE) {
        index->next[index->items[chain].last] = thing;
        index->items[chain].last = thing;
        return;
    }
    MEM_ROOM(index->items, index->n, index->cap);
    index->items[index->n] = (struct place_chain){thing, thing};
    map_put(&index->chains, key, (uint32_t)index->n++);
}

uint32_t place_index_first(const struct place_index *index, struct str place) {
    struct arena scratch = ARENA_EMPTY;
    uint32_t chain = map_find(&index->chains, fold_name(&scratch, place));
    arena_fini(&scratch);
    return chain == MAP_NONE ? MAP_NONE : index->items[chain].first;
}

void place_index_fini(struct place_index *index) {
    map_fini(&index->chains);
    free(index->items);
    free(index->next);
    arena_fini(&index->arena);
    *index = (struct place_index){0};
}
