/* settle.c - which place is which, once all figures are read.
 *
 * Two communes of one province may share class and name (two districts have a "xã Thanh An" each). Where one table of one
 * year has several rows of one name with different codes, or without codes in different districts, the name alone is no
 * place: each of its figures is filed under the name with its district. A commune that moved to another district keeps its
 * code, so it stays one place under the district that is named first. A figure of that name that says neither code nor
 * district (a sentence of a report) stays under the bare name: it is not joined to either. */
#include "figure/figures_make.h"
#include <stdlib.h>
#include <string.h>

/* ---- names that several places share ------------------------------------------------------------------------------- */

struct sighting {
    struct str code, within;
};

struct homonyms {
    struct figures *figures;
    struct map seen;   /* folded name, source and year -> index in sightings: how the table has it first */
    struct map shared; /* folded names that one table has several times */
    struct map names;  /* folded name and code -> index of its name in `labels` */
    struct sighting *sightings;
    size_t n, cap;
    struct str *labels;
    size_t n_labels, labels_cap;
    struct arena arena;
};

static bool differs(const struct sighting *a, const struct about *b) {
    if (a->code.len && b->code.len)
        return !str_equal(a->code, b->code);
    return a->within.len && b->within.len && !fold_equal(a->within, b->within);
}

static struct str name_key(struct homonyms *h, const struct about *about) {
    return fold_name(&h->arena, about->place);
}

static void look(struct homonyms *h, const struct about *about) {
    struct str name = name_key(h, about);
    struct str key =
        arena_printf(&h->arena, "%.*s|%u|%d", STR_ARG(name), about->source, about_year(h->figures, about));
    uint32_t at = map_find(&h->seen, key);
    if (at == MAP_NONE) {
        MEM_ROOM(h->sightings, h->n, h->cap);
        h->sightings[h->n] = (struct sighting){about->code, about->within};
        map_put(&h->seen, key, (uint32_t)h->n++);
    } else if (differs(&h->sightings[at], about)) {
        map_put(&h->shared, name, 0);
    }
}

/* One look a row: the figures of a row come together. */
static bool same_row(const struct about *a, const struct about *b) {
    return a->line == b->line && a->source == b->source && a->place_id == b->place_id;
}

static bool can_be_told(const struct about *about) {
    return !about->total && (about->code.len || about->within.len);
}

/* "xã Thanh An, huyện B", or "xã Thanh An (03340)"; a code keeps the name that it had first. */
static struct str label_of(struct homonyms *h, const struct about *about) {
    struct str name = name_key(h, about);
    struct str tell = about->code.len ? about->code : fold_name(&h->arena, about->within);
    struct str key = arena_printf(&h->arena, "%.*s|%.*s", STR_ARG(name), STR_ARG(tell));
    uint32_t at = map_find(&h->names, key);
    if (at != MAP_NONE)
        return h->labels[at];
    struct arena *arena = &h->figures->arena;
    struct str label = about->within.len
                           ? arena_printf(arena, "%.*s, %.*s", STR_ARG(about->place), STR_ARG(about->within))
                           : arena_printf(arena, "%.*s (%.*s)", STR_ARG(about->place), STR_ARG(about->code));
    MEM_ROOM(h->labels, h->n_labels, h->labels_cap);
    h->labels[h->n_labels] = label;
    map_put(&h->names, key, (uint32_t)h->n_labels++);
    return label;
}

static void tell_apart(struct figures *figures) {
    struct homonyms h = {.figures = figures};
    struct about *const *abouts = figures->abouts;
    for (size_t i = 0; i < figures->n_abouts; i++)
        if (can_be_told(abouts[i]) && (i == 0 || !same_row(abouts[i - 1], abouts[i])))
            look(&h, abouts[i]);
    bool any = h.shared.used > 0;
    for (size_t i = 0; any && i < figures->n_abouts; i++)
        if (can_be_told(abouts[i]) && map_find(&h.shared, name_key(&h, abouts[i])) != MAP_NONE)
            abouts[i]->place = label_of(&h, abouts[i]);
    if (any)
        figures_refile(figures);
    map_fini(&h.seen);
    map_fini(&h.shared);
    map_fini(&h.names);
    free(h.sightings);
    free(h.labels);
    arena_fini(&h.arena);
}

/* ---- places and their units ---------------------------------------------------------------------------------------- */

static void bind(struct figures *figures, uint32_t unit, uint32_t place) {
    if (figures->unit_places[unit] != MAP_NONE)
        return;
    figures->unit_places[unit] = place;
    MEM_ROOM(figures->place_units, figures->n_place_units, figures->place_units_cap);
    figures->place_units[figures->n_place_units] = (struct figure_unit){unit, figures->place_first[place]};
    figures->place_first[place] = (uint32_t)figures->n_place_units++;
}

static void bind_code(struct figures *figures, const struct about *about) {
    const struct unit *unit = units_find(figures->units, STR(""), about->code, about_day(figures, about));
    if (unit)
        bind(figures, unit->index, about->place_id);
}

static void bind_units(struct figures *figures, const struct former *formers, size_t n_formers) {
    free(figures->unit_places);
    free(figures->place_first);
    figures->n_place_units = 0;
    figures->unit_places = mem_new(figures->units->n + 1, sizeof *figures->unit_places);
    figures->place_first = mem_new(figures->n_places + 1, sizeof *figures->place_first);
    memset(figures->unit_places, 0xff, (figures->units->n + 1) * sizeof *figures->unit_places);
    memset(figures->place_first, 0xff, (figures->n_places + 1) * sizeof *figures->place_first);
    for (size_t i = 0; i < n_formers; i++)
        bind(figures, formers[i].unit, figures_place(figures, formers[i].place));
    for (size_t i = 0; i < figures->n_abouts; i++)
        if (figures->abouts[i]->code.len && !figures->abouts[i]->total)
            bind_code(figures, figures->abouts[i]);
}

void figures_settle(struct figures *figures) {
    if (figures->parted)
        tell_apart(figures);
    chains_room(figures); /* now, for whoever copies the set to ask it by the copy has this from here */
    if (!figures->units)
        return;
    size_t n_formers;
    struct former *formers = figures_part_former(figures, &n_formers);
    bind_units(figures, formers, n_formers);
    free(formers);
}

const struct unit *figures_unit(const struct figures *figures, struct str place, struct date day) {
    const struct units *units = figures->units;
    if (!units || !day.month)
        return NULL;
    figures_ask(figures, ASKED_UNITS, 0, place, 0);
    uint32_t id = figures->place_first ? figures_place(figures, place) : MAP_NONE;
    uint32_t at = id == MAP_NONE ? MAP_NONE : figures->place_first[id];
    for (; at != MAP_NONE; at = figures->place_units[at].next)
        if (unit_valid(units->items[figures->place_units[at].unit], day))
            return units->items[figures->place_units[at].unit];
    return units_find(units, place, STR(""), day);
}

struct str figures_unit_place(const struct figures *figures, const struct unit *unit) {
    figures_ask_unit(figures, unit);
    uint32_t id = figures->unit_places ? figures->unit_places[unit->index] : MAP_NONE;
    if (id == MAP_NONE && *unit->name)
        id = figures_place(figures, str_of(unit->name));
    return id == MAP_NONE ? STR("") : figures->places[id];
}
