/* former.c - one name, two units in one year.
 *
 * "tỉnh Bắc Ninh" of May 2025 and of December 2025 are two units, and figures of both hold for 2025. Lookups ask by name and
 * year, so that either would answer for the other. Where that can happen the figures of the unit that ended are filed under
 * its name with its last day, in all their years. And what a unit's own report says of the time before there was that unit
 * ("so với năm 2024") is neither the old unit's figure nor a sum that we have made: it is filed by itself, and only asked
 * for where the old units do not state enough. */
#include "figure/figures_make.h"
#include <stdlib.h>
#include <string.h>

/* Asking for units by name takes long, so only names that several units bore are asked for, and rows of one place and day
 * once. */
struct look {
    struct figures *figures;
    bool *reused; /* by place_id: several units bore the name */
    uint32_t place;
    struct date day;
    const struct unit *unit; /* of that place on that day */
};

static bool *find_reused(const struct figures *figures) {
    bool *reused = mem_new(figures->n_places + 1, sizeof *reused);
    for (size_t i = 0; i < figures->n_places; i++) {
        const struct unit *unit = units_named(figures->units, figures->places[i]);
        reused[i] = unit && unit->next_same_name != MAP_NONE;
    }
    return reused;
}

static const struct unit *unit_on(struct look *look, const struct about *about, struct date day) {
    if (!day.month)
        return NULL;
    if (about->code.len)
        return units_find(look->figures->units, STR(""), about->code, day);
    if (!look->reused[about->place_id])
        return NULL;
    if (look->place != about->place_id || date_compare(look->day, day) != 0) {
        look->place = about->place_id;
        look->day = day;
        look->unit = units_find(look->figures->units, about->place, STR(""), day);
    }
    return look->unit;
}

/* Places that are two units in one year: by place_id. */
static bool *find_shared(struct look *look) {
    const struct figures *figures = look->figures;
    bool *shared = mem_new(figures->n_places + 1, sizeof *shared);
    struct map first = MAP_EMPTY; /* "place|year" -> unit */
    struct arena keys = ARENA_EMPTY;
    for (size_t i = 0; i < figures->n_abouts; i++) {
        const struct about *about = figures->abouts[i];
        const struct unit *unit = unit_on(look, about, about_day(figures, about));
        if (!unit || (!unit->from.month && !unit->until.month))
            continue;
        struct str key = arena_printf(&keys, "%u|%d", about->place_id, about_day(figures, about).year);
        uint32_t known = map_find(&first, key);
        if (known == MAP_NONE)
            map_put(&first, key, unit->index);
        else if (known != unit->index)
            shared[about->place_id] = true;
    }
    map_fini(&first);
    arena_fini(&keys);
    return shared;
}

static struct str until_label(struct figures *figures, const struct about *about, const struct unit *unit) {
    struct buf label = BUF_EMPTY;
    buf_str(&label, about->place);
    buf_puts(&label, " (đến ");
    date_short(&label, unit->until);
    buf_char(&label, ')');
    struct str kept = arena_str(&figures->arena, buf_view(&label));
    buf_fini(&label);
    return kept;
}

/* The unit reports on itself, of a day on which it was not there yet under this name. */
static bool looks_back(struct look *look, const struct about *about, const struct unit *unit) {
    const struct figures *figures = look->figures;
    const struct source *source = about_source(figures, about);
    if (!unit || !source || !source->date.month || !place_equal(source->place, about->place))
        return false;
    const struct unit *reporting = unit_on(look, about, source->date);
    return reporting && date_compare(about_day(figures, about), reporting->from) < 0;
}

#define LOOKED_BACK " (báo cáo lập sau sắp xếp)"

struct str place_looked_back(struct arena *arena, struct str place) {
    return arena_printf(arena, "%.*s" LOOKED_BACK, STR_ARG(place));
}

bool place_looks_back(struct str *place) {
    if (!str_ends(*place, STR(LOOKED_BACK)))
        return false;
    place->len -= strlen(LOOKED_BACK);
    return true;
}

/* The name of the about's place apart from the name it bears; empty: it stays. */
static struct str former_label(struct look *look, const struct about *about, const struct unit *unit,
                               const bool *shared) {
    if (looks_back(look, about, unit))
        return place_looked_back(&look->figures->arena, about->place);
    if (unit && unit->until.month && shared[about->place_id])
        return until_label(look->figures, about, unit);
    return STR("");
}

struct former *figures_part_former(struct figures *figures, size_t *n) {
    struct look look = {.figures = figures, .reused = find_reused(figures), .place = MAP_NONE};
    bool *shared = find_shared(&look);
    struct former *formers = NULL;
    size_t cap = 0;
    bool any = false;
    *n = 0;
    for (size_t i = 0; i < figures->n_abouts; i++) {
        struct about *about = figures->abouts[i];
        const struct unit *unit = unit_on(&look, about, about_day(figures, about));
        struct str label = former_label(&look, about, unit, shared);
        if (label.len == 0)
            continue;
        if (!looks_back(&look, about, unit)) {
            MEM_ROOM(formers, *n, cap);
            formers[(*n)++] = (struct former){unit->index, label};
        }
        about->place = label;
        any = true;
    }
    free(shared);
    free(look.reused);
    if (any)
        figures_refile(figures);
    return formers;
}
