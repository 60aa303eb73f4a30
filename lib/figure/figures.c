/* figures.c - the set of figures: an array in the order of reading, and chains through it of what one indicator says
 * about one place, found by a hash of the two. A country's tables are some million figures but six years of a kind, so a
 * lookup walks six; whatever walks all of them walks them once. */
#include "figure/figures_make.h"
#include <stdlib.h>
#include <string.h>

void figures_init(struct figures *figures, const struct catalogue *catalogue) {
    *figures = (struct figures){.catalogue = catalogue};
}

void figures_fini(struct figures *figures) {
    free(figures->items);
    free(figures->next);
    free(figures->places);
    free(figures->chains);
    free(figures->strings);
    free(figures->unit_places);
    free(figures->place_units);
    free(figures->place_first);
    map_fini(&figures->place_ids);
    map_fini(&figures->by_key);
    map_fini(&figures->string_ids);
    arena_fini(&figures->arena);
    *figures = (struct figures){0};
}

/* ---- strings and places, each kept once ---------------------------------------------------------------------------- */

/* The set's copy of `s`. `likely` is a copy that may be the one: what the figure before had. */
static struct str keep(struct figures *figures, struct str s, struct str likely) {
    if (s.len == 0)
        return STR("");
    if (str_equal(s, likely))
        return likely;
    uint32_t id = map_find(&figures->string_ids, s);
    if (id != MAP_NONE)
        return figures->strings[id];
    MEM_ROOM(figures->strings, figures->n_strings, figures->strings_cap);
    struct str copy = arena_str(&figures->arena, s);
    figures->strings[figures->n_strings] = copy;
    map_put(&figures->string_ids, copy, (uint32_t)figures->n_strings++);
    return copy;
}

/* The place's number, or MAP_NONE for one that no figure is about. A name that is written otherwise than any figure has
 * it ("TP. Điện Biên Phủ") is found by its folded key. */
uint32_t figures_place(const struct figures *figures, struct str place) {
    uint32_t id = map_find(&figures->place_ids, place);
    if (id != MAP_NONE)
        return id;
    struct arena scratch = ARENA_EMPTY;
    id = map_find(&figures->place_ids, fold_name(&scratch, place_name(&scratch, place)));
    arena_fini(&scratch);
    return id;
}

/* Both the name as written and its folded key lead to the number, so each spelling is folded once. */
static uint32_t place_keep(struct figures *figures, struct str place) {
    uint32_t id = map_find(&figures->place_ids, place);
    if (id != MAP_NONE)
        return id;
    struct str key = fold_name(&figures->arena, place_name(&figures->arena, place));
    id = map_find(&figures->place_ids, key);
    if (id == MAP_NONE) {
        id = (uint32_t)figures->n_places;
        MEM_ROOM(figures->places, figures->n_places, figures->places_cap);
        figures->places[figures->n_places++] = place;
        map_put(&figures->place_ids, key, id);
    }
    map_put(&figures->place_ids, place, id);
    return id;
}

/* ---- chains -------------------------------------------------------------------------------------------------------- */

struct chain_key {
    uint32_t indicator, place;
};

static struct str key_bytes(const struct chain_key *key) {
    return (struct str){(const char *)key, sizeof *key};
}

static void chain_add(struct figures *figures, struct chain_key key, uint32_t item) {
    mem_grow((void **)&figures->next, &figures->next_cap, (size_t)item + 1, sizeof *figures->next);
    figures->next[item] = MAP_NONE;
    uint32_t chain = map_find(&figures->by_key, key_bytes(&key));
    if (chain != MAP_NONE) {
        figures->next[figures->chains[chain].last] = item;
        figures->chains[chain].last = item;
        return;
    }
    struct chain_key *kept = ARENA_NEW(&figures->arena, struct chain_key);
    *kept = key;
    map_put(&figures->by_key, key_bytes(kept), (uint32_t)figures->n_chains);
    MEM_ROOM(figures->chains, figures->n_chains, figures->chains_cap);
    figures->chains[figures->n_chains++] = (struct figure_chain){item, item};
}

uint32_t figures_first(const struct figures *figures, const struct indicator *indicator, struct str place) {
    struct chain_key key = {indicator->index, figures_place(figures, place)};
    if (key.place == MAP_NONE)
        return MAP_NONE;
    uint32_t chain = map_find(&figures->by_key, key_bytes(&key));
    return chain == MAP_NONE ? MAP_NONE : figures->chains[chain].first;
}

/* As stated, else per cent for shares, else that of the indicator. */
static const char *unit_of(const struct figure *figure) {
    if (figure->unit)
        return figure->unit;
    return figure->kind == FIGURE_PERCENT || figure->kind == FIGURE_CHANGE ? "%" : figure->indicator->unit;
}

struct figure *figures_add(struct figures *figures, const struct figure *figure) {
    static const struct figure none = {0};
    const struct figure *last = figures->n ? figures->items[figures->n - 1] : &none;
    struct figure *copy = ARENA_NEW(&figures->arena, struct figure);
    *copy = *figure;
    copy->place = keep(figures, figure->place, last->place);
    copy->within = keep(figures, figure->within, last->within);
    copy->code = keep(figures, figure->code, last->code);
    copy->group = keep(figures, figure->group, last->group);
    copy->quote = keep(figures, figure->quote, (struct str){0});
    copy->unit = keep(figures, str_of(unit_of(figure)), str_of(last->unit)).at;
    copy->rule = keep(figures, str_of(figure->rule), str_of(last->rule)).at;
    copy->place_id = place_keep(figures, copy->place);
    copy->id = (uint32_t)figures->n;
    MEM_ROOM(figures->items, figures->n, figures->cap);
    figures->items[figures->n++] = copy;
    chain_add(figures, (struct chain_key){figure->indicator->index, copy->place_id}, copy->id);
    return copy;
}

/* ---- places told apart --------------------------------------------------------------------------------------------- */

void figures_refile(struct figures *figures) {
    map_fini(&figures->place_ids);
    map_fini(&figures->by_key);
    figures->place_ids = figures->by_key = MAP_EMPTY;
    figures->n_places = figures->n_chains = 0;
    for (size_t i = 0; i < figures->n; i++) {
        struct figure *figure = figures->items[i];
        figure->place_id = place_keep(figures, figure->place);
        chain_add(figures, (struct chain_key){figure->indicator->index, figure->place_id}, figure->id);
    }
}

/* ---- lookups ------------------------------------------------------------------------------------------------------- */

static bool answers(const struct figures *figures, const struct figure_query *query,
                    const struct figure *figure) {
    if (query->kinds && !(query->kinds & FIGURE_BIT(figure->kind)))
        return false;
    if (query->year && figure_year(figures, figure) != query->year)
        return false;
    if (query->beside && (figure->where.source != query->beside->where.source ||
                          !group_equal(figure->group, query->beside->group)))
        return false;
    return query->group.len == 0 || group_equal(figure->group, query->group);
}

/* Lower is better: what the header of figures_lookup lists, the first the heaviest. */
static unsigned penalty(const struct figure_query *query, const struct figure *figure) {
    bool other_line = query->beside && figure->line != query->beside->line;
    return other_line * 16u + (figure->qualifier != QUALIFIER_EXACT) * 8u + figure->planned * 4u +
           !period_one_year(figure->period) * 2u + figure->total * 1u;
}

const struct figure *figures_lookup(const struct figures *figures, const struct figure_query *query) {
    const struct indicator *indicator = catalogue_find(figures->catalogue, query->indicator);
    const struct figure *best = NULL;
    if (indicator == NULL)
        return NULL;
    for (uint32_t i = figures_first(figures, indicator, query->place); i != MAP_NONE; i = figures->next[i]) {
        const struct figure *figure = figures->items[i];
        if (answers(figures, query, figure) &&
            (best == NULL || penalty(query, figure) < penalty(query, best)))
            best = figure;
    }
    return best;
}

size_t figures_all(const struct figures *figures, const struct figure_query *query, const struct figure **out,
                   size_t n) {
    const struct indicator *indicator = catalogue_find(figures->catalogue, query->indicator);
    size_t found = 0;
    if (indicator == NULL)
        return 0;
    for (uint32_t i = figures_first(figures, indicator, query->place); i != MAP_NONE; i = figures->next[i]) {
        if (!answers(figures, query, figures->items[i]))
            continue;
        if (found < n)
            out[found] = figures->items[i];
        found++;
    }
    return found;
}
