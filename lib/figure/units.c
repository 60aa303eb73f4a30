/* units.c - the table of units: from templates/units.yaml, found by name or code and day, and what a unit was before. */
#include "figure/figure.h"
#include "figure/units_make.h"
#include <stdlib.h>
#include <string.h>

#define PARTS_MAX 4096 /* of one unit, over all changes back in time; a commune of 2025 has at most 14 */

/* ---- the file ------------------------------------------------------------------------------------------------------ */

struct file_unit {
    char *code, *name, *from, *until, *act;
    char **parts;
    unsigned n_parts;
};

struct file {
    struct file_unit *units;
    unsigned n_units;
};

#define OPTIONAL (CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL)

static const cyaml_schema_value_t text_schema = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 200)};

static const cyaml_schema_field_t unit_fields[] = {
    CYAML_FIELD_STRING_PTR("code", OPTIONAL, struct file_unit, code, 1, 20),
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct file_unit, name, 1, 200),
    CYAML_FIELD_STRING_PTR("from", OPTIONAL, struct file_unit, from, 1, 20),
    CYAML_FIELD_STRING_PTR("until", OPTIONAL, struct file_unit, until, 1, 20),
    CYAML_FIELD_STRING_PTR("act", OPTIONAL, struct file_unit, act, 1, 200),
    CYAML_FIELD_SEQUENCE_COUNT("parts", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file_unit, parts,
                               n_parts, &text_schema, 1, 100),
    CYAML_FIELD_END};

static const cyaml_schema_value_t unit_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct file_unit, unit_fields)};

static const cyaml_schema_field_t file_fields[] = {CYAML_FIELD_SEQUENCE_COUNT("units", CYAML_FLAG_POINTER,
                                                                              struct file, units, n_units,
                                                                              &unit_schema, 1, 10000),
                                                   CYAML_FIELD_END};

static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, file_fields)};

/* ---- adding -------------------------------------------------------------------------------------------------------- */

static void chain_name(struct units *units, struct unit *unit) {
    struct str key = fold_name(&units->arena, str_of(unit->name));
    units->levels |= 1u << place_level(str_of(unit->name), STR(""));
    uint32_t before = map_find(&units->by_name, key);
    unit->next_same_name = before;
    map_put(&units->by_name, key, unit->index);
}

static void chain_code(struct units *units, struct unit *unit) {
    struct str key = str_of(unit->code);
    uint32_t before = map_find(&units->by_code, key);
    unit->next_same_code = before;
    map_put(&units->by_code, key, unit->index);
}

struct unit *units_add(struct units *units, struct str name, struct str code, struct date from,
                       struct date until) {
    struct unit *unit = ARENA_NEW(&units->arena, struct unit);
    *unit = (struct unit){
        .code = arena_str(&units->arena, code).at,
        .name = name.len ? place_name(&units->arena, name).at : "",
        .from = from,
        .until = until,
        .act = "",
        .first_successor = MAP_NONE,
        .index = (uint32_t)units->n,
        .next_same_name = MAP_NONE,
        .next_same_code = MAP_NONE,
    };
    MEM_ROOM(units->items, units->n, units->cap);
    units->items[units->n++] = unit;
    if (name.len)
        chain_name(units, unit);
    if (code.len)
        chain_code(units, unit);
    return unit;
}

void unit_part(struct units *units, struct unit *unit, uint32_t part, bool partial) {
    size_t cap = unit->parts_cap;
    mem_grow((void **)&unit->parts, &cap, (size_t)unit->n_parts + 1, sizeof *unit->parts);
    unit->part_is_partial = realloc(unit->part_is_partial, cap * sizeof *unit->part_is_partial);
    if (!unit->part_is_partial)
        mem_exhausted();
    unit->parts_cap = (uint32_t)cap;
    unit->parts[unit->n_parts] = part;
    unit->part_is_partial[unit->n_parts++] = partial;
    struct unit *from = units->items[part];
    if (from->successors++ == 0)
        from->first_successor = unit->index;
}

/* ---- reading ------------------------------------------------------------------------------------------------------- */

struct load {
    struct units *units;
    const struct file *file;
    const char *path;
    struct str text;
    struct diag *diag;
};

static bool complain(const struct load *load, unsigned i, const char *text, const char *what) {
    uint32_t *lines = mem_new((size_t)i + 1, sizeof *lines);
    yaml_item_lines(load->text, "units", lines, (size_t)i + 1);
    diag_at(load->diag, DIAG_USAGE, (struct diag_where){.file = load->path, .line = lines[i]}, "units", text,
            what);
    free(lines);
    return false;
}

static bool read_day(const struct load *load, unsigned i, const char *text, struct date *day) {
    *day = (struct date){0};
    if (!text || date_parse(str_of(text), day))
        return true;
    return complain(load, i, _("\"%s\" is no date; write it as 2025-07-01"), text);
}

static bool take_unit(const struct load *load, unsigned i) {
    const struct file_unit *in = &load->file->units[i];
    struct date from, until;
    if (!read_day(load, i, in->from, &from) || !read_day(load, i, in->until, &until))
        return false;
    struct unit *unit = units_add(load->units, str_of(in->name), str_of(in->code), from, until);
    unit->act = arena_strdup(&load->units->arena, in->act ? in->act : "");
    for (unsigned k = 0; k < in->n_parts; k++) {
        struct date before = date_before(from);
        const struct unit *part =
            from.month ? units_find(load->units, str_of(in->parts[k]), STR(""), before) : NULL;
        if (!part)
            return complain(load, i, _("the part \"%s\" is no unit of the day before `from`; write it above"),
                            in->parts[k]);
        unit_part(load->units, unit, part->index, false);
    }
    return true;
}

struct units *units_load(const char *path, struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    void *data = NULL;
    struct units *units = NULL;
    bool ok =
        file_read(path, &bytes, diag) && yaml_load(path, buf_view(&bytes), &file_schema, &data, NULL, diag);
    if (ok) {
        const struct file *file = data;
        units = mem_new(1, sizeof *units);
        struct load load = {units, file, path, buf_view(&bytes), diag};
        for (unsigned i = 0; ok && i < file->n_units; i++)
            ok = take_unit(&load, i);
        yaml_release(&file_schema, data, 0);
    }
    buf_fini(&bytes);
    if (!ok)
        units_free(units);
    return ok ? units : NULL;
}

void units_free(struct units *units) {
    if (!units)
        return;
    for (size_t i = 0; i < units->n; i++) {
        free(units->items[i]->parts);
        free(units->items[i]->part_is_partial);
    }
    free(units->items);
    map_fini(&units->by_name);
    map_fini(&units->by_code);
    arena_fini(&units->arena);
    free(units);
}

/* ---- finding ------------------------------------------------------------------------------------------------------- */

bool unit_valid(const struct unit *unit, struct date day) {
    return (!unit->from.month || date_compare(unit->from, day) <= 0) &&
           (!unit->until.month || date_compare(day, unit->until) <= 0);
}

static const struct unit *by_code(const struct units *units, struct str code, struct date day) {
    for (uint32_t i = map_find(&units->by_code, code); i != MAP_NONE; i = units->items[i]->next_same_code)
        if (unit_valid(units->items[i], day))
            return units->items[i];
    return NULL;
}

/* The last unit of that name, or MAP_NONE. A table of provinces says so of thousands of communes at a glance. */
static uint32_t last_named(const struct units *units, struct str name) {
    enum place_level level = place_level(name, STR(""));
    if (level != PLACE_UNKNOWN && !(units->levels & 1u << level))
        return MAP_NONE;
    struct arena scratch = ARENA_EMPTY;
    uint32_t i = map_find(&units->by_name, fold_name(&scratch, place_name(&scratch, name)));
    arena_fini(&scratch);
    return i;
}

static const struct unit *by_name(const struct units *units, struct str name, struct date day) {
    const struct unit *found = NULL;
    uint32_t i = last_named(units, name);
    for (uint32_t n = 0; i != MAP_NONE; i = units->items[i]->next_same_name)
        if (unit_valid(units->items[i], day))
            found = n++ ? NULL : units->items[i];
    return found;
}

const struct unit *units_find(const struct units *units, struct str name, struct str code, struct date day) {
    if (code.len)
        return by_code(units, code, day);
    return name.len ? by_name(units, name, day) : NULL;
}

const struct unit *units_named(const struct units *units, struct str name) {
    uint32_t i = last_named(units, name);
    return i == MAP_NONE ? NULL : units->items[i];
}

/* ---- back in time -------------------------------------------------------------------------------------------------- */

/* Replaces item `at`, which was not there yet, by what it was made of. */
static void take_apart(struct arena *arena, const struct units *units, struct unit_parts *parts, uint32_t at,
                       uint32_t *cap) {
    const struct unit *unit = parts->items[at];
    uint32_t need = parts->n - 1 + unit->n_parts;
    if (need > *cap) {
        *cap = need * 2;
        const struct unit **grown = ARENA_ARRAY(arena, *cap, const struct unit *);
        memcpy(grown, parts->items, parts->n * sizeof *grown);
        parts->items = grown;
    }
    memmove(parts->items + at + unit->n_parts, parts->items + at + 1,
            (parts->n - at - 1) * sizeof *parts->items);
    for (uint32_t i = 0; i < unit->n_parts; i++) {
        parts->items[at + i] = units->items[unit->parts[i]];
        parts->partial |= unit->part_is_partial[i];
    }
    parts->n = need;
}

static bool is_there(const struct unit *unit, struct date day) {
    return !unit->from.month || date_compare(unit->from, day) <= 0;
}

struct unit_parts unit_parts_on(struct arena *arena, const struct units *units, const struct unit *unit,
                                struct date day) {
    uint32_t cap = unit->n_parts + 1;
    struct unit_parts parts = {.items = ARENA_ARRAY(arena, cap, const struct unit *), .n = 1};
    parts.items[0] = unit;
    for (uint32_t at = 0; at < parts.n;) {
        if (is_there(parts.items[at], day)) {
            at++;
        } else if (parts.items[at]->n_parts == 0 || parts.n > PARTS_MAX) {
            return (struct unit_parts){0};
        } else {
            take_apart(arena, units, &parts, at, &cap);
        }
    }
    return parts;
}
