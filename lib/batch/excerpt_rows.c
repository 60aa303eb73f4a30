/* excerpt_rows.c - what a crosswalk says of some places, and where excerpts lie. */
#include "batch/excerpt_pen.h"
#include <stdlib.h>
#include <string.h>

/* ---- paths ------------------------------------------------------------------------------------------------------------ */

static bool climbs(struct str path) {
    for (size_t from = 0; from <= path.len;) {
        size_t end = str_find(path, STR("/"), from);
        end = end == STR_NONE ? path.len : end;
        struct str part = str_cut(path, from, end);
        if (part.len == 0 || str_equal(part, STR(".")) || str_equal(part, STR("..")))
            return true;
        from = end + 1;
    }
    return false;
}

const char *excerpt_path(struct arena *arena, const char *folder, const char *path, uint32_t number) {
    struct str rest = str_of(path), prefix = arena_printf(arena, "%s/", folder);
    if (str_starts(rest, prefix))
        rest = str_cut(rest, prefix.len, rest.len);
    if (!climbs(rest))
        return arena_str(arena, rest).at;
    const char *slash = strrchr(path, '/');
    return arena_printf(arena, "nguon-%u/%s", (unsigned)number, slash ? slash + 1 : path).at;
}

/* ---- crosswalks ------------------------------------------------------------------------------------------------------- */

static struct str cell_key(struct arena *arena, const struct record *record, uint32_t i) {
    return fold_name(arena, record->cells[i].value);
}

/* Dates and words such as "full" stand in every row and link nothing: a code has digits only, a name a blank. */
static bool can_link(struct str value) {
    bool digits = value.len >= 2, blank = false;
    for (size_t i = 0; i < value.len; i++) {
        digits = digits && value.at[i] >= '0' && value.at[i] <= '9';
        blank = blank || value.at[i] == ' ';
    }
    return digits || blank;
}

static bool is_known(struct arena *arena, const struct record *record, const struct map *known) {
    for (uint32_t i = 0; i < record->n_cells; i++)
        if (can_link(record->cells[i].value) && map_find(known, cell_key(arena, record, i)) != MAP_NONE)
            return true;
    return false;
}

static bool learn(struct arena *arena, const struct record *record, struct map *known) {
    bool more = false;
    for (uint32_t i = 0; i < record->n_cells; i++) {
        struct str key = cell_key(arena, record, i);
        if (!can_link(record->cells[i].value) || map_find(known, key) != MAP_NONE)
            continue;
        map_put(known, key, 0);
        more = true;
    }
    return more;
}

static void put_row(struct pen *pen, const struct record *record) {
    pen_to(pen, record->line);
    for (uint32_t i = 0; i < record->n_cells; i++)
        pen_cell(pen, record->cells[i].value, i == 0);
    pen_end(pen);
}

struct str excerpt_rows(struct arena *arena, const struct source *table, struct map *known) {
    struct buf out = BUF_EMPTY;
    struct pen pen = PEN(&out, table->delimiter);
    bool *taken = ARENA_ARRAY(arena, table->n_records + 1, bool);
    taken[0] = true;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 1; i < table->n_records; i++) {
            if (taken[i] || !is_known(arena, &table->records[i], known))
                continue;
            taken[i] = true;
            more |= learn(arena, &table->records[i], known);
        }
    }
    for (size_t i = 0; i < table->n_records; i++)
        if (taken[i])
            put_row(&pen, &table->records[i]);
    struct str text = arena_str(arena, out.at ? buf_view(&out) : STR(""));
    buf_fini(&out);
    return text;
}
