/* map.c - open addressing with linear probes, at most two thirds full. Nothing is ever removed. */
#include "base/map.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

struct map_slot {
    struct str key;
    uint64_t hash;
    uint32_t value;
    bool taken;
};

/* One multiplication for eight bytes; the high half is folded down, for slots are numbered by the low bits. */
static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t word_at(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

uint64_t map_hash(struct str key) {
    uint64_t hash = key.len, word = 0;
    if (key.len >= sizeof word) {
        for (size_t i = 0; i + sizeof word < key.len; i += sizeof word)
            hash = mix(hash, word_at(key.at + i));
        return mix(hash, word_at(key.at + key.len - sizeof word));
    }
    for (size_t i = 0; i < key.len; i++)
        word = word << 8 | (unsigned char)key.at[i];
    return mix(hash, word);
}

static struct map_slot *probe(struct map_slot *slots, size_t cap, struct str key, uint64_t hash) {
    size_t at = hash & (cap - 1);
    while (slots[at].taken && !(slots[at].hash == hash && str_equal(slots[at].key, key)))
        at = (at + 1) & (cap - 1);
    return &slots[at];
}

uint32_t map_find_hashed(const struct map *map, struct str key, uint64_t hash) {
    if (map->cap == 0)
        return MAP_NONE;
    const struct map_slot *slot = probe(map->slots, map->cap, key, hash);
    return slot->taken ? slot->value : MAP_NONE;
}

uint32_t map_find(const struct map *map, struct str key) {
    return map_find_hashed(map, key, map_hash(key));
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

void map_put_hashed(struct map *map, struct str key, uint64_t hash, uint32_t value) {
    if (map->used * 3 >= map->cap * 2)
        grow(map);
    struct map_slot *slot = probe(map->slots, map->cap, key, hash);
    map->used += !slot->taken;
    *slot = (struct map_slot){.key = key, .hash = hash, .value = value, .taken = true};
}

void map_put(struct map *map, struct str key, uint32_t value) {
    map_put_hashed(map, key, map_hash(key), value);
}

void map_fini(struct map *map) {
    free(map->slots);
    *map = MAP_EMPTY;
}
