/* place_index.c - chains of things by the folded name of their place. */
#include "batch/place_index.h"
#include "text/text.h"
#include <stdlib.h>

void place_index_init(struct place_index *index, size_t n_things) {
    *index = (struct place_index){.next = mem_new(n_things + 1, sizeof *index->next)};
}

/* Each spelling is folded once. */
static uint32_t chain_of(struct place_index *index, struct str place) {
    uint32_t chain = map_find(&index->chains, place);
    if (chain != MAP_NONE)
        return chain;
    struct str key = fold_name(&index->arena, place);
    chain = map_find(&index->chains, key);
    if (chain == MAP_NONE) {
        MEM_ROOM(index->items, index->n, index->cap);
        chain = (uint32_t)index->n++;
        index->items[chain] = (struct place_chain){MAP_NONE, MAP_NONE};
        map_put(&index->chains, key, chain);
    }
    map_put(&index->chains, arena_str(&index->arena, place), chain);
    return chain;
}

void place_index_add(struct place_index *index, struct str place, uint32_t thing) {
    uint32_t chain = chain_of(index, place);
    index->next[thing] = MAP_NONE;
    if (index->items[chain].first == MAP_NONE)
        index->items[chain].first = thing;
    else
        index->next[index->items[chain].last] = thing;
    index->items[chain].last = thing;
}

uint32_t place_index_first(const struct place_index *index, struct str place) {
    uint32_t chain = map_find(&index->chains, place);
    if (chain == MAP_NONE) {
        struct arena scratch = ARENA_EMPTY;
        chain = map_find(&index->chains, fold_name(&scratch, place));
        arena_fini(&scratch);
    }
    return chain == MAP_NONE ? MAP_NONE : index->items[chain].first;
}

void place_index_fini(struct place_index *index) {
    map_fini(&index->chains);
    free(index->items);
    free(index->next);
    arena_fini(&index->arena);
    *index = (struct place_index){0};
}
