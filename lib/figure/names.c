/* names.c - names of places, each spelling known by a number. Tables name the same units row after row and year after year,
 * so what folding, class word and level of a spelling come to is found out once. */
#include "figure/figures_make.h"
#include <stdlib.h>

static uint32_t add_name(struct figures *figures, struct str text) {
    uint32_t name = (uint32_t)figures->n_names++;
    mem_grow((void **)&figures->names, &figures->names_cap, figures->n_names, sizeof *figures->names);
    figures->names[name] = (struct figure_name){.text = text, .place = MAP_NONE};
    return name;
}

uint32_t figures_name(struct figures *figures, struct str place) {
    uint64_t hash = map_hash(place);
    uint32_t name = map_find_hashed(&figures->name_ids, place, hash);
    if (name != MAP_NONE)
        return name;
    if (figures->n_names == 0)
        add_name(figures, STR(""));
    struct str text = arena_str(&figures->arena, place);
    name = add_name(figures, text);
    map_put_hashed(&figures->name_ids, text, hash, name);
    return name;
}

uint32_t figures_same_name(struct figures *figures, uint32_t name) {
    struct figure_name *spelling = &figures->names[name];
    if (spelling->first)
        return spelling->first;
    struct arena *scratch = &figures->scratch;
    struct str key =
        spelling->plain ? fold_name(scratch, spelling->text) : place_key(scratch, spelling->text);
    uint64_t hash = map_hash(key);
    uint32_t first = map_find_hashed(&figures->name_keys, key, hash);
    spelling->first = first == MAP_NONE ? name : first;
    if (first == MAP_NONE)
        map_put_hashed(&figures->name_keys, arena_str(&figures->arena, key), hash, name);
    arena_reset(scratch);
    return spelling->first;
}

/* The number of what tables write, which is new. */
static uint32_t add_written(struct figures *figures, struct str written) {
    enum place_level level;
    uint32_t name = figures_name(figures, place_read(&figures->scratch, written, &level));
    arena_reset(&figures->scratch);
    figures->names[name].plain = true;
    MEM_ROOM(figures->written, figures->n_written, figures->written_cap);
    figures->written[figures->n_written] = (struct figure_writing){
        .text = arena_str(&figures->arena, written),
        .is = {name, level},
    };
    return (uint32_t)figures->n_written++;
}

/* Its number. A year's table mostly names the units in the order of the year before. */
static uint32_t find_written(struct figures *figures, struct str written) {
    uint32_t at = figures->next_written;
    if (at < figures->n_written && str_equal(figures->written[at].text, written))
        return at;
    uint64_t hash = map_hash(written);
    at = map_find_hashed(&figures->written_ids, written, hash);
    if (at == MAP_NONE) {
        at = add_written(figures, written);
        map_put_hashed(&figures->written_ids, figures->written[at].text, hash, at);
    }
    return at;
}

struct figure_written figures_written(struct figures *figures, struct str written, struct str within) {
    uint32_t at = find_written(figures, written);
    figures->next_written = at + 1;
    struct figure_written found = figures->written[at].is;
    struct str text = figures->names[found.name].text;
    if (str_starts(text, STR("thành phố"))) /* the only class word whose level depends on where it is */
        found.level = place_level(text, within);
    return found;
}

/* The first spelling of the name by its key; MAP_NONE: no figure is about the place. */
static uint32_t find_key(const struct figures *figures, struct str place) {
    struct arena scratch = ARENA_EMPTY;
    uint32_t first = map_find(&figures->name_keys, place_key(&scratch, place));
    arena_fini(&scratch);
    return first;
}

/* A spelling that was met in a row without figures is known, but not which others it is one with. */
uint32_t figures_place(const struct figures *figures, struct str place) {
    uint32_t id = map_find(&figures->name_ids, place);
    uint32_t first =
        id != MAP_NONE && figures->names[id].first ? figures->names[id].first : find_key(figures, place);
    return first == MAP_NONE ? MAP_NONE : figures->names[first].place;
}

uint32_t name_place(struct figures *figures, uint32_t name) {
    struct figure_name *first = &figures->names[figures_same_name(figures, name)];
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
    free(figures->written);
    map_fini(&figures->name_ids);
    map_fini(&figures->name_keys);
    map_fini(&figures->written_ids);
    arena_fini(&figures->scratch);
}
