/* asked.c - the questions that a set of figures is asked, each noted once: packed into a word, found again by a hash table.
 * A template asks the same few hundred over and over, so noting one costs little more than finding it. */
#include "figure/figure.h"
#include <stdlib.h>
#include <string.h>

#define SLOTS_MIN 512u

/* question 4 bits, year 12, indicator 16, place 32; never 0, since no question is 0. */
static uint64_t pack(enum figures_question question, uint32_t indicator, int year, uint32_t place) {
    return (uint64_t)question << 60 | (uint64_t)(year & 0xFFF) << 48 | (uint64_t)(indicator & 0xFFFF) << 32 |
           place;
}

struct figures_asking figures_asked_at(const struct figures_asked *asked, size_t i) {
    uint64_t item = asked->items[i];
    return (struct figures_asking){(enum figures_question)(item >> 60), (uint32_t)(item >> 32) & 0xFFFF,
                                   (int)(item >> 48) & 0xFFF, (uint32_t)item};
}

static uint64_t *slot_of(const struct figures_asked *asked, uint64_t item) {
    uint64_t mixed = item * UINT64_C(0xff51afd7ed558ccd);
    size_t at = (mixed ^ mixed >> 32) & (asked->n_slots - 1);
    while (asked->slots[at] && asked->slots[at] != item)
        at = (at + 1) & (asked->n_slots - 1);
    return &asked->slots[at];
}

static void grow(struct figures_asked *asked) {
    free(asked->slots);
    asked->n_slots = asked->n_slots ? asked->n_slots * 2 : SLOTS_MIN;
    asked->slots = mem_new(asked->n_slots, sizeof *asked->slots);
    for (size_t i = 0; i < asked->n; i++)
        *slot_of(asked, asked->items[i]) = asked->items[i];
}

static void note(struct figures_asked *asked, uint64_t item) {
    if (2 * asked->n >= asked->n_slots)
        grow(asked);
    uint64_t *slot = slot_of(asked, item);
    if (*slot)
        return;
    *slot = item;
    MEM_ROOM(asked->items, asked->n, asked->cap);
    asked->items[asked->n++] = item;
}

/* Places that no figure is about are numbered behind those of the set. */
static uint32_t number_of(const struct figures *figures, struct str place) {
    struct figures_asked *asked = figures->asked;
    uint32_t id = figures_place(figures, place);
    if (id != MAP_NONE)
        return id;
    uint32_t name = map_find(&asked->by_name, place);
    if (name == MAP_NONE) {
        MEM_ROOM(asked->names, asked->n_names, asked->names_cap);
        name = (uint32_t)asked->n_names++;
        asked->names[name] = arena_str(&asked->arena, place);
        map_put(&asked->by_name, asked->names[name], name);
    }
    return (uint32_t)figures->n_places + name;
}

void figures_ask(const struct figures *figures, enum figures_question question, uint32_t indicator,
                 struct str place, int year) {
    if (!figures->asked)
        return;
    bool of_place = question != ASKED_ALL && question != ASKED_PLACES && question != ASKED_EXCERPT;
    note(figures->asked, pack(question, indicator, year, of_place ? number_of(figures, place) : 0));
}

void figures_ask_unit(const struct figures *figures, const struct unit *unit) {
    if (figures->asked)
        note(figures->asked, pack(ASKED_UNIT, 0, 0, unit->index));
}

void figures_asked_clear(struct figures_asked *asked) {
    if (asked->slots)
        memset(asked->slots, 0, asked->n_slots * sizeof *asked->slots);
    map_fini(&asked->by_name);
    asked->n = asked->n_names = 0;
    arena_reset(&asked->arena);
}

void figures_asked_fini(struct figures_asked *asked) {
    free(asked->items);
    free(asked->slots);
    free(asked->names);
    map_fini(&asked->by_name);
    arena_fini(&asked->arena);
    *asked = (struct figures_asked){0};
}
