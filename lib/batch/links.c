/* links.c - the rows of a crosswalk, found by what they name. A nation's has ten thousand, and each of three thousand dossiers
 * wants the few that are about it: so the cells are folded once, and those of one name stand in a chain. */
#include "batch/links.h"
#include "batch/excerpt_pen.h"
#include <stdlib.h>

/* Dates and words such as "full" stand in every row and link nothing: a code has digits only, a name a blank. */
static bool can_link(struct str value) {
    bool digits = value.len >= 2, blank = false;
    for (size_t i = 0; i < value.len; i++) {
        digits = digits && is_digit(value.at[i]);
        blank = blank || value.at[i] == ' ';
    }
    return digits || blank;
}

static uint32_t key_of(struct links *links, struct str value) {
    struct str text = fold_name(&links->arena, value);
    uint32_t known = map_find(&links->by_key, text);
    if (known != MAP_NONE)
        return known;
    MEM_ROOM(links->keys, links->n_keys, links->keys_cap);
    links->keys[links->n_keys] = (struct links_key){text, MAP_NONE};
    map_put(&links->by_key, text, (uint32_t)links->n_keys);
    return (uint32_t)links->n_keys++;
}

void links_make(struct links *links, const struct source *table) {
    size_t n_cells = 0;
    uint32_t at = 0;
    *links = (struct links){.table = table};
    for (size_t i = 0; i < table->n_records; i++)
        n_cells += table->records[i].n_cells;
    links->cells = mem_new(n_cells + 1, sizeof *links->cells);
    links->starts = mem_new(table->n_records + 1, sizeof *links->starts);
    for (size_t i = 0; i < table->n_records; i++) {
        links->starts[i] = at;
        for (uint32_t k = 0; k < table->records[i].n_cells; k++, at++) {
            struct str value = table->records[i].cells[k].value;
            struct links_cell *cell = &links->cells[at];
            *cell = (struct links_cell){MAP_NONE, MAP_NONE, (uint32_t)i};
            if (i == 0 || !can_link(value)) /* the head names no place */
                continue;
            cell->key = key_of(links, value);
            cell->next = links->keys[cell->key].last;
            links->keys[cell->key].last = at;
        }
    }
    links->starts[table->n_records] = at;
}

void links_fini(struct links *links) {
    free(links->cells);
    free(links->starts);
    free(links->keys);
    map_fini(&links->by_key);
    arena_fini(&links->arena);
    *links = (struct links){0};
}

/* ---- names ------------------------------------------------------------------------------------------------------------- */

static void add(struct links_names *names, struct arena *arena, struct str key) {
    if (map_find(&names->known, key) != MAP_NONE)
        return;
    if (names->n == names->cap) {
        size_t cap = names->cap ? names->cap * 2 : 64;
        struct str *items = ARENA_ARRAY(arena, cap, struct str);
        for (size_t i = 0; i < names->n; i++)
            items[i] = names->items[i];
        names->items = items;
        names->cap = cap;
    }
    map_put(&names->known, key, 0);
    names->items[names->n++] = key;
}

void links_name(struct links_names *names, struct arena *arena, struct str name) {
    add(names, arena, fold_name(arena, name));
}

void links_name_all(struct links_names *names, struct arena *arena, const struct figure *const *figures,
                    size_t n, struct str place) {
    const struct about *last = NULL;
    for (size_t i = 0; i < n; last = figures[i++]->about) {
        const struct about *about = figures[i]->about;
        if (last && last->place_id == about->place_id && str_equal(last->code, about->code))
            continue;
        links_name(names, arena, about->place);
        if (about->code.len)
            links_name(names, arena, about->code);
    }
    links_name(names, arena, place);
}

void links_names_fini(struct links_names *names) {
    map_fini(&names->known);
    *names = (struct links_names){0};
}

/* ---- rows -------------------------------------------------------------------------------------------------------------- */

static void take(const struct links *links, struct arena *arena, uint32_t record, bool *taken,
                 struct links_names *names) {
    if (taken[record])
        return;
    taken[record] = true;
    for (uint32_t at = links->starts[record]; at < links->starts[record + 1]; at++)
        if (links->cells[at].key != MAP_NONE)
            add(names, arena, links->keys[links->cells[at].key].text);
}

static void put_row(struct pen *pen, const struct record *record) {
    pen_to(pen, record->line);
    for (uint32_t i = 0; i < record->n_cells; i++)
        pen_cell(pen, record->cells[i].value, i == 0);
    pen_end(pen);
}

struct str links_excerpt(const struct links *links, struct arena *arena, struct links_names *names) {
    const struct source *table = links->table;
    struct buf out = BUF_EMPTY;
    struct pen pen = PEN(&out, table->delimiter);
    bool *taken = ARENA_ARRAY(arena, table->n_records + 1, bool);
    taken[0] = true;
    for (size_t i = 0; i < names->n; i++) { /* which grow on the way */
        uint32_t key = map_find(&links->by_key, names->items[i]);
        uint32_t at = key == MAP_NONE ? MAP_NONE : links->keys[key].last;
        for (; at != MAP_NONE; at = links->cells[at].next)
            take(links, arena, links->cells[at].record, taken, names);
    }
    for (size_t i = 0; i < table->n_records; i++)
        if (taken[i])
            put_row(&pen, &table->records[i]);
    struct str text = arena_str(arena, out.at ? buf_view(&out) : STR(""));
    buf_fini(&out);
    return text;
}
