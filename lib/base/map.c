/* map.c - open addressing with linear probes, at most two thirds full. Nothing is ever removed. */
#include "base/map.h"
#include "base/mem.h"
#include <stdlib.h>

struct map_slot {
    struct str key;
    uint64_t hash;
    uint32_t value;
    bool taken;
};

uint64_t map_hash(struct str key) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.at[i]) * 1099511628211u;
    return hash;
}

static struct map_slot *probe(struct map_slot *slots, size_t cap, struct str key, uint64_t hash) {
    size_t at = hash & (cap - 1);
    while (slots[at].taken && !(slots[at].hash == hash && str_equal(slots[at].key, key)))
        at = (at + 1) & (cap - 1);
    return &slots[at];
}

uint32_t map_find(const struct map *map, struct str key) {
    if (map->cap == 0)
        return MAP_NONE;
    const struct map_slot *slot = probe(map->slots, map->cap, key, map_hash(key));
    return slot->taken ? slot->value : MAP_NONE;
}

static void grow(struct map *map) {
    size_t cap = map->cap ? map->cap * 2 : 64;
    struct map_slot *slots = mem_new(cap, sizeof *slots);
    for (size_t i = 0; i < map->cap; i++)
        if (map->slots[i].taken)
            *probe(slots, cap, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    free(map->slots);
    map->slots = slots;
    map->cap = cap;
}

void map_put(struct map *map, struct str key, uint32_t value) {
    if (map->used * 3 >= map->cap * 2)
        grow(map);
    uint64_t hash = map_hash(key);
    struct map_slot *slot = probe(map->slots, map->cap, key, hash);
    map->used += !slot->taken;
    *slot = (struct map_slot){.key = key, .hash = hash, .value = value, .taken = true};
}

void map_fini(struct map *map) {
    free(map->slots);
    *map = MAP_EMPTY;
}
