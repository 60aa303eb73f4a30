/* names.c - names of places, each spelling known by a number. Tables name the same units row after row and year after year,
 * so what folding, class word and level of a spelling come to is found out once. */
#include "figure/figures_make.h"
#include <stdlib.h>

/* The first spelling of the name that the new spelling number `id` is one of: its own number, where it is the first. */
static uint32_t first_spelling(struct figures *figures, struct str text, uint32_t id) {
    struct arena scratch = ARENA_EMPTY;
    struct str key = place_key(&scratch, text);
    uint64_t hash = map_hash(key);
    uint32_t first = map_find_hashed(&figures->name_keys, key, hash);
    if (first == MAP_NONE) {
        first = id;
        map_put_hashed(&figures->name_keys, arena_str(&figures->arena, key), hash, id);
    }
    arena_fini(&scratch);
    return first;
}

uint32_t figures_name(struct figures *figures, struct str place) {
    uint64_t hash = map_hash(place);
    uint32_t id = map_find_hashed(&figures->name_ids, place, hash);
    if (id != MAP_NONE)
        return id;
    id = (uint32_t)figures->n_names++;
    mem_grow((void **)&figures->names, &figures->names_cap, figures->n_names, sizeof *figures->names);
    struct str text = arena_str(&figures->arena, place);
    figures->names[id] = (struct figure_name){text, first_spelling(figures, text, id), MAP_NONE};
    map_put_hashed(&figures->name_ids, text, hash, id);
    return id;
}

uint32_t figures_place(const struct figures *figures, struct str place) {
    uint32_t id = map_find(&figures->name_ids, place);
    if (id == MAP_NONE) {
        struct arena scratch = ARENA_EMPTY;
        id = map_find(&figures->name_keys, place_key(&scratch, place));
        arena_fini(&scratch);
    }
    return id == MAP_NONE ? MAP_NONE : figures->names[figures->names[id].first].place;
}

uint32_t name_place(struct figures *figures, uint32_t name) {
    struct figure_name *first = &figures->names[figures->names[name].first];
    if (first->place == MAP_NONE) {
        MEM_ROOM(figures->places, figures->n_places, figures->places_cap);
        figures->places[figures->n_places] = figures->names[name].text;
        first->place = (uint32_t)figures->n_places++;
    }
    return first->place;
}

void names_unplace(struct figures *figures) {
    figures->n_places = 0;
    for (size_t i = 0; i < figures->n_names; i++)
        figures->names[i].place = MAP_NONE;
}

void names_fini(struct figures *figures) {
    free(figures->names);
    free(figures->places);
    map_fini(&figures->name_ids);
    map_fini(&figures->name_keys);
}
