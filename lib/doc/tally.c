/* tally.c - open addressing over ids, at most half full. */
#include "doc/tally.h"
#include <stdlib.h>

static struct tally_slot *slot_of(const struct tally *tally, uint32_t id) {
    size_t at = (id * UINT32_C(2654435761) >> 7) & (tally->cap - 1);
    while (tally->slots[at].number && tally->slots[at].id != id)
        at = (at + 1) & (tally->cap - 1);
    return &tally->slots[at];
}

uint32_t tally_find(const struct tally *tally, uint32_t id) {
    return tally->cap ? slot_of(tally, id)->number : 0;
}

static void grow(struct tally *tally) {
    struct tally old = *tally;
    tally->cap = old.cap ? old.cap * 2 : 256;
    tally->slots = mem_new(tally->cap, sizeof *tally->slots);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].number)
            *slot_of(tally, old.slots[i].id) = old.slots[i];
    free(old.slots);
}

void tally_put(struct tally *tally, uint32_t id, uint32_t number) {
    if (2 * tally->n >= tally->cap)
        grow(tally);
    struct tally_slot *slot = slot_of(tally, id);
    tally->n += slot->number == 0;
    *slot = (struct tally_slot){id, number};
}

void tally_fini(struct tally *tally) {
    free(tally->slots);
    *tally = (struct tally){0};
}
