/* plan_places.c - the places that figures are about, in Vietnamese order, and which lie below which. */
#include "batch/plan.h"
#include <stdlib.h>
#include <string.h>

/* A place on its way into the order: what it is compared by is worked out once. */
struct listed {
    struct workspace_place place;
    struct str bare;
};

static int by_name(const void *a, const void *b) {
    const struct listed *x = a, *y = b;
    int order = text_collate(x->bare, y->bare);
    return order ? order : str_compare(x->place.name, y->place.name);
}

/* A place that reports of itself is also below the one whose tables name it, whichever report comes first. */
static void place_below(struct workspace_place *place, struct str within) {
    if (!place_equal(place->name, place->within) || place_equal(place->name, within) ||
        place_level(within, STR("")) >= place->level)
        return;
    place->within = within;
    place->level = place_level(place->name, within);
}

/* In the order in which the sources name them; how many there are. A place has the first of its spellings (Hoà, Hòa). */
static size_t list_places(const struct figures *figures, struct listed *list) {
    uint32_t *known = mem_new(figures->n_places + 1, sizeof *known); /* by place_id: index in list, and one */
    size_t n = 0;
    for (size_t i = 0; i < figures->n_abouts; i++) {
        const struct about *about = figures->abouts[i];
        struct str within = figures->sources[about->source]->place;
        struct str unit = about->place;
        if (about->place.len == 0 ||
            place_looks_back(&unit)) /* told of the time before, by the unit itself */
            continue;
        if (known[about->place_id]) {
            place_below(&list[known[about->place_id] - 1].place, within);
            continue;
        }
        list[n].place = (struct workspace_place){about->place, within, place_level(about->place, within)};
        list[n++].bare = place_bare(about->place);
        known[about->place_id] = (uint32_t)n;
    }
    free(known);
    return n;
}

void plan_places(struct workspace *workspace) {
    const struct figures *figures = &workspace->figures;
    struct listed *list = mem_new(figures->n_places + 1, sizeof *list);
    size_t n = list_places(figures, list);
    qsort(list, n, sizeof *list, by_name);
    workspace->places = ARENA_ARRAY(&workspace->arena, n, struct workspace_place);
    workspace->n_places = n;
    place_index_init(&workspace->below, n);
    for (size_t i = 0; i < n; i++) {
        workspace->places[i] = list[i].place;
        place_index_add(&workspace->below, list[i].place.within, (uint32_t)i);
    }
    free(list);
}
