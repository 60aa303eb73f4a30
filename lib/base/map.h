/* map.h - from a string to a number, open addressing. Keys are borrowed: they must outlive the map. Iteration order is
 * not offered, so nothing printed can depend on it. */
#ifndef HOSO_BASE_MAP_H
#define HOSO_BASE_MAP_H

#include "base/str.h"
#include <stdint.h>

#define MAP_NONE UINT32_MAX

struct map {
    struct map_slot *slots;
    size_t cap;                /* of slots, a power of two */
    struct map_entry *entries; /* in the order of putting */
    size_t used, room;         /* of entries */
};

#define MAP_EMPTY ((struct map){0})

uint32_t map_find(const struct map *map, struct str key); /* MAP_NONE when absent */
/* Sets the value of `key`, which is borrowed; one that is there already gets the new value. */
void map_put(struct map *map, struct str key, uint32_t value);
/* Frees the slots, not the keys. The map is empty then, and may be used again. */
void map_fini(struct map *map);

/* For keys that are looked for and put in one go, or in two maps. */
uint64_t map_hash(struct str key);
uint32_t map_find_hashed(const struct map *map, struct str key, uint64_t hash);
void map_put_hashed(struct map *map, struct str key, uint64_t hash, uint32_t value);

#endif
