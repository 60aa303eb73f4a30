/* units_say.c - units as numbers and as names. Units are made of units that were there before, so the way back ends; should a
 * table be so deep that one cannot be sure, all of it is taken. */
#include "batch/units_say.h"
#include <stdlib.h>

#define DEEPEST 64u /* changes of one unit, one after the other */

void units_say_init(struct units_say *say, const struct figures *figures) {
    *say = (struct units_say){.figures = figures};
}

void units_say_fini(struct units_say *say) {
    free(say->numbers);
    free(say->names);
    map_fini(&say->by_name);
    arena_fini(&say->arena);
    *say = (struct units_say){0};
}

/* ---- numbers ----------------------------------------------------------------------------------------------------------- */

static void add_date(struct hash *hash, struct date date) {
    hash_number(hash, (uint64_t)(date.year * 10000 + date.month * 100 + date.day));
}

/* What it is called: for one that another became, or went into, nothing else is printed. */
static void add_called(struct units_say *say, struct hash *hash, const struct unit *unit) {
    hash_str(hash, str_of(unit->code));
    hash_str(hash, str_of(unit->name));
    hash_str(hash, figures_unit_place(say->figures, unit));
}

/* By what it was made is printed nowhere. */
static void add_own(struct units_say *say, struct hash *hash, const struct unit *unit) {
    add_called(say, hash, unit);
    add_date(hash, unit->from);
    add_date(hash, unit->until);
    hash_number(hash, unit->successors);
    if (unit->successors)
        add_called(say, hash, say->figures->units->items[unit->first_successor]);
    hash_number(hash, unit->n_parts);
    for (uint32_t i = 0; i < unit->n_parts; i++)
        hash_number(hash, unit->part_is_partial[i]);
}

static uint64_t of_all(struct units_say *say) {
    const struct units *units = say->figures->units;
    struct hash hash = HASH_START;
    for (size_t i = 0; i < units->n; i++) {
        add_own(say, &hash, units->items[i]);
        for (uint32_t k = 0; k < units->items[i]->n_parts; k++)
            hash_number(&hash, units->items[i]->parts[k]);
    }
    return hash_end(&hash);
}

static uint64_t work_out(struct units_say *say, const struct unit *unit, unsigned depth) {
    struct hash hash = HASH_START;
    uint64_t *known = &say->numbers[unit->index];
    if (*known)
        return *known;
    if (depth == DEEPEST)
        return of_all(say);
    add_own(say, &hash, unit);
    for (uint32_t i = 0; i < unit->n_parts; i++)
        hash_number(&hash, work_out(say, say->figures->units->items[unit->parts[i]], depth + 1));
    *known = hash_end(&hash) | 1; /* never 0 */
    return *known;
}

uint64_t units_say(struct units_say *say, uint32_t unit) {
    const struct units *units = say->figures->units;
    if (!units || unit >= units->n)
        return 0;
    if (!say->numbers)
        say->numbers = mem_new(units->n, sizeof *say->numbers);
    return work_out(say, units->items[unit], 0);
}

uint64_t units_say_place(struct units_say *say, uint32_t place, struct str name) {
    const struct figures *figures = say->figures;
    struct hash hash = HASH_START;
    uint32_t at = figures->place_first && place < figures->n_places ? figures->place_first[place] : MAP_NONE;
    for (; at != MAP_NONE; at = figures->place_units[at].next)
        hash_number(&hash, units_say(say, figures->place_units[at].unit));
    hash_number(&hash, 0);
    const struct unit *named = figures->units ? units_named(figures->units, name) : NULL;
    for (uint32_t i = named ? named->index : MAP_NONE; i != MAP_NONE;
         i = figures->units->items[i]->next_same_name)
        hash_number(&hash, units_say(say, i));
    return hash_end(&hash);
}

/* ---- names ------------------------------------------------------------------------------------------------------------- */

static struct str clean(struct arena *arena, const char *text) {
    char *copy = arena_strdup(arena, text);
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < 0x20)
            *c = ' ';
    return str_of(copy);
}

/* Code, name and time; should several agree in all of it, their places in the table. */
static struct str name_of(struct units_say *say, const struct unit *unit) {
    struct arena *arena = &say->arena;
    struct str code = clean(arena, unit->code), name = clean(arena, unit->name);
    struct str whole =
        arena_printf(arena, "%.*s;%.*s;%d-%d-%d;%d-%d-%d", STR_ARG(code), STR_ARG(name), unit->from.year,
                     unit->from.month, unit->from.day, unit->until.year, unit->until.month, unit->until.day);
    return map_find(&say->by_name, whole) == MAP_NONE
               ? whole
               : arena_printf(arena, "%.*s;%u", STR_ARG(whole), (unsigned)unit->index);
}

static void make_names(struct units_say *say) {
    const struct units *units = say->figures->units;
    if (say->names || !units)
        return;
    say->names = mem_new(units->n + 1, sizeof *say->names);
    for (size_t i = 0; i < units->n; i++) {
        say->names[i] = name_of(say, units->items[i]);
        map_put(&say->by_name, say->names[i], (uint32_t)i);
    }
}

struct str units_say_name(struct units_say *say, uint32_t unit) {
    make_names(say);
    return say->names && unit < say->figures->units->n ? say->names[unit] : STR("");
}

uint32_t units_say_find(struct units_say *say, struct str name) {
    make_names(say);
    return map_find(&say->by_name, name);
}
