/* map.c - open addressing with linear probes, at most two thirds full. Slots are small, for they are looked at in no order and
 * moved whenever the map grows; keys and values lie beside them in the order of putting. Nothing is ever removed. */
#include "base/map.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

struct map_slot {
    uint32_t hash;
    uint32_t entry; /* counted from 1; 0: free */
};

struct map_entry {
    struct str key;
    uint32_t value;
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

/* The slot of the key, or the free one where it belongs. */
static struct map_slot *probe(const struct map *map, struct str key, uint32_t hash) {
    size_t at = hash & (map->cap - 1);
    for (struct map_slot *slot = &map->slots[at]; slot->entry; slot = &map->slots[at]) {
        if (slot->hash == hash && str_equal(map->entries[slot->entry - 1].key, key))
            return slot;
        at = (at + 1) & (map->cap - 1);
    }
    return &map->slots[at];
}

uint32_t map_find_hashed(const struct map *map, struct str key, uint64_t hash) {
    if (map->cap == 0)
        return MAP_NONE;
    const struct map_slot *slot = probe(map, key, (uint32_t)hash);
    return slot->entry ? map->entries[slot->entry - 1].value : MAP_NONE;
}

uint32_t map_find(const struct map *map, struct str key) {
    return map_find_hashed(map, key, map_hash(key));
}

/* Slots know their hashes, so that no key is looked at. */
static void grow(struct map *map) {
    size_t cap = map->cap ? map->cap * 4 : 64;
    struct map_slot *slots = mem_new(cap, sizeof *slots);
    for (size_t i = 0; i < map->cap; i++) {
        size_t at = map->slots[i].hash & (cap - 1);
        if (map->slots[i].entry == 0)
            continue;
        while (slots[at].entry)
            at = (at + 1) & (cap - 1);
        slots[at] = map->slots[i];
    }
    free(map->slots);
    map->slots = slots;
    map->cap = cap;
}

void map_put_hashed(struct map *map, struct str key, uint64_t hash, uint32_t value) {
    if (map->used * 3 >= map->cap * 2)
        grow(map);
    struct map_slot *slot = probe(map, key, (uint32_t)hash);
    if (!slot->entry) {
        if (map->used == UINT32_MAX)
            mem_exhausted();
        MEM_ROOM(map->entries, map->used, map->room);
        *slot = (struct map_slot){(uint32_t)hash, (uint32_t)++map->used};
    }
    map->entries[slot->entry - 1] = (struct map_entry){key, value};
}

void map_put(struct map *map, struct str key, uint32_t value) {
    map_put_hashed(map, key, map_hash(key), value);
}

void map_fini(struct map *map) {
    free(map->slots);
    free(map->entries);
    *map = MAP_EMPTY;
}
