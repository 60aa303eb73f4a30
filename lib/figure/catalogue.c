/* catalogue.c - templates/indicators.yaml through its schema into the catalogue: shorthands expanded, names resolved.
 * The YAML's own structs live only while it is loaded; the catalogue keeps copies in its arena. */
#include "figure/figure.h"
#include <stdlib.h>
#include <string.h>

/* ---- the file ---------------------------------------------------------------------------------------------------- */

struct file_shorthand {
    char *name;
    char **patterns;
    unsigned n_patterns;
};

struct file_family {
    char *id, *label, *label_en;
    bool partial;
};

struct file_indicator {
    char *id, *label, *label_en, *unit, *whole, *family;
    char **gathers, **heads;
    unsigned n_gathers, n_heads;
    bool sum;
};

struct file_known {
    enum head_role role;
    char **heads;
    unsigned n_heads;
};

struct file {
    struct file_family *families;
    struct file_shorthand *shorthands;
    struct file_indicator *indicators;
    struct file_known *known;
    unsigned n_families, n_shorthands, n_indicators, n_known;
};

static const cyaml_schema_value_t text_schema = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 4096)};

static const cyaml_schema_field_t shorthand_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct file_shorthand, name, 1, 200),
    CYAML_FIELD_SEQUENCE_COUNT("patterns", CYAML_FLAG_POINTER, struct file_shorthand, patterns, n_patterns,
                               &text_schema, 1, 1000),
    CYAML_FIELD_END};

static const cyaml_schema_field_t family_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct file_family, id, 1, 60),
    CYAML_FIELD_STRING_PTR("label", CYAML_FLAG_POINTER, struct file_family, label, 1, 200),
    CYAML_FIELD_STRING_PTR("label_en", CYAML_FLAG_POINTER, struct file_family, label_en, 1, 200),
    CYAML_FIELD_BOOL("partial", CYAML_FLAG_OPTIONAL, struct file_family, partial), CYAML_FIELD_END};

static const cyaml_schema_field_t indicator_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct file_indicator, id, 1, 60),
    CYAML_FIELD_STRING_PTR("label", CYAML_FLAG_POINTER, struct file_indicator, label, 1, 200),
    CYAML_FIELD_STRING_PTR("label_en", CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, struct file_indicator,
                           label_en, 1, 200),
    CYAML_FIELD_STRING_PTR("unit", CYAML_FLAG_POINTER, struct file_indicator, unit, 1, 40),
    CYAML_FIELD_STRING_PTR("whole", CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, struct file_indicator,
                           whole, 1, 60),
    CYAML_FIELD_STRING_PTR("family", CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, struct file_indicator,
                           family, 1, 60),
    CYAML_FIELD_SEQUENCE_COUNT("gathers", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file_indicator,
                               gathers, n_gathers, &text_schema, 2, 20),
    CYAML_FIELD_BOOL("sum", CYAML_FLAG_OPTIONAL, struct file_indicator, sum),
    CYAML_FIELD_SEQUENCE_COUNT("heads", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file_indicator,
                               heads, n_heads, &text_schema, 0, 1000),
    CYAML_FIELD_END};

static const cyaml_strval_t roles[] = {
    {"place", HEAD_PLACE},         {"within", HEAD_WITHIN}, {"code", HEAD_CODE}, {"order", HEAD_ORDER},
    {"note", HEAD_NOTE},           {"ignore", HEAD_IGNORE}, {"year", HEAD_YEAR}, {"group", HEAD_GROUP},
    {"indicator", HEAD_INDICATOR}, {"value", HEAD_VALUE},   {"unit", HEAD_UNIT}, {"previous", HEAD_PREVIOUS},
    {"planned", HEAD_PLANNED},     {"person", HEAD_PERSON},
};

static const cyaml_schema_field_t known_fields[] = {
    CYAML_FIELD_ENUM("role", CYAML_FLAG_STRICT, struct file_known, role, roles,
                     sizeof roles / sizeof roles[0]),
    CYAML_FIELD_SEQUENCE_COUNT("heads", CYAML_FLAG_POINTER, struct file_known, heads, n_heads, &text_schema,
                               1, 1000),
    CYAML_FIELD_END};

static const cyaml_schema_value_t family_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct file_family, family_fields)};
static const cyaml_schema_value_t shorthand_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct file_shorthand, shorthand_fields)};
static const cyaml_schema_value_t indicator_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct file_indicator, indicator_fields)};
static const cyaml_schema_value_t known_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct file_known, known_fields)};

static const cyaml_schema_field_t file_fields[] = {
    CYAML_FIELD_SEQUENCE_COUNT("families", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file, families,
                               n_families, &family_schema, 0, 100),
    CYAML_FIELD_SEQUENCE_COUNT("shorthands", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file,
                               shorthands, n_shorthands, &shorthand_schema, 0, 1000),
    CYAML_FIELD_SEQUENCE_COUNT("indicators", CYAML_FLAG_POINTER, struct file, indicators, n_indicators,
                               &indicator_schema, 1, 10000),
    CYAML_FIELD_SEQUENCE_COUNT("known_heads", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file, known,
                               n_known, &known_schema, 0, 1000),
    CYAML_FIELD_END};

static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, file_fields)};

/* ---- from the file to the catalogue ------------------------------------------------------------------------------- */

/* What a load works on. */
struct load {
    struct catalogue *catalogue;
    const struct file *file;
    const char *path;
    struct str text;
    struct diag *diag;
};

/* The place of item `i` of the list `key`, for a message. */
static struct diag_where item_where(const struct load *load, const char *key, uint32_t i) {
    struct diag_where where = {.file = load->path};
    uint32_t *lines = mem_new((size_t)i + 1, sizeof *lines);
    if (yaml_item_lines(load->text, key, lines, (size_t)i + 1) > i)
        where.line = lines[i];
    free(lines);
    return where;
}

static const struct file_shorthand *shorthand_find(const struct file *file, struct str name) {
    for (unsigned i = 0; i < file->n_shorthands; i++)
        if (str_equal(str_of(file->shorthands[i].name), name))
            return &file->shorthands[i];
    return NULL;
}

/* One of the patterns, then what joins the levels of a head: " - ", ":", "/", a blank or nothing. */
static void shorthand_write(struct buf *out, const struct file_shorthand *shorthand) {
    buf_puts(out, "(?:(?:");
    for (unsigned i = 0; i < shorthand->n_patterns; i++) {
        if (i)
            buf_char(out, '|');
        buf_puts(out, shorthand->patterns[i]);
    }
    buf_puts(out, ")(?: -| –|:|/|,)?(?: )?)");
}

/* A quantifier such as {4} or {2,3} is none of ours. */
static bool is_quantifier(struct str inside) {
    for (size_t i = 0; i < inside.len; i++)
        if (strchr("0123456789,", inside.at[i]) == NULL)
            return false;
    return true;
}

/* `pattern` with its {name}s replaced, in the arena; NULL and a message when a name is not explained. */
static const char *expand(const struct load *load, const char *pattern, const char *key, uint32_t item) {
    struct str s = str_of(pattern);
    struct buf out = BUF_EMPTY;
    size_t at = 0;
    for (size_t open; (open = str_find(s, STR("{"), at)) != STR_NONE;) {
        size_t close = str_find(s, STR("}"), open);
        if (close == STR_NONE)
            break;
        struct str name = str_cut(s, open + 1, close);
        const struct file_shorthand *shorthand = shorthand_find(load->file, name);
        if (shorthand == NULL && !is_quantifier(name)) {
            diag_at(load->diag, DIAG_USAGE, item_where(load, key, item), "catalogue-shorthand",
                    _("\"{%.*s}\" is not among the shorthands; add it there or correct the name"),
                    STR_ARG(name));
            buf_fini(&out);
            return NULL;
        }
        buf_str(&out, str_cut(s, at, shorthand ? open : close + 1));
        if (shorthand)
            shorthand_write(&out, shorthand);
        at = close + 1;
    }
    buf_str(&out, str_cut(s, at, s.len));
    const char *expanded = arena_str(&load->catalogue->arena, buf_view(&out)).at;
    buf_fini(&out);
    return expanded;
}

static const char *const *copy_texts(struct arena *arena, char *const *texts, unsigned n) {
    const char **copy = ARENA_ARRAY(arena, n, const char *);
    for (unsigned i = 0; i < n; i++)
        copy[i] = arena_strdup(arena, texts[i]);
    return copy;
}

static const char *copy_text(struct arena *arena, const char *text) {
    return text ? arena_strdup(arena, text) : NULL;
}

/* How many members of the family come before item `i`. */
static uint32_t rank_of(const struct file *file, uint32_t i) {
    uint32_t rank = 0;
    const char *family = file->indicators[i].family;
    for (uint32_t k = 0; family && k < i; k++)
        rank += file->indicators[k].family && strcmp(file->indicators[k].family, family) == 0;
    return rank;
}

static bool take_indicator(const struct load *load, uint32_t i) {
    struct catalogue *catalogue = load->catalogue;
    const struct file_indicator *from = &load->file->indicators[i];
    struct indicator *to = &catalogue->items[i];
    const char **heads = ARENA_ARRAY(&catalogue->arena, from->n_heads, const char *);
    *to = (struct indicator){
        .id = arena_strdup(&catalogue->arena, from->id),
        .label = arena_strdup(&catalogue->arena, from->label),
        .label_en = arena_strdup(&catalogue->arena, from->label_en ? from->label_en : from->id),
        .unit = arena_strdup(&catalogue->arena, from->unit),
        .whole = copy_text(&catalogue->arena, from->whole),
        .family = copy_text(&catalogue->arena, from->family),
        .rank = rank_of(load->file, i),
        .gathers = copy_texts(&catalogue->arena, from->gathers, from->n_gathers),
        .n_gathers = from->n_gathers,
        .sum = from->sum,
        .heads = heads,
        .n_heads = from->n_heads,
        .index = i,
    };
    if (map_find(&catalogue->by_id, str_of(to->id)) != MAP_NONE) {
        diag_at(load->diag, DIAG_USAGE, item_where(load, "indicators", i), "catalogue-twice",
                _("the indicator \"%s\" is there already; give each indicator its own id"), to->id);
        return false;
    }
    map_put(&catalogue->by_id, str_of(to->id), i);
    for (unsigned k = 0; k < from->n_heads; k++)
        if ((heads[k] = expand(load, from->heads[k], "indicators", i)) == NULL)
            return false;
    return true;
}

static bool take_known_heads(const struct load *load) {
    struct catalogue *catalogue = load->catalogue;
    const struct file *file = load->file;
    uint32_t total = 0;
    for (unsigned i = 0; i < file->n_known; i++)
        total += file->known[i].n_heads;
    catalogue->known_heads = ARENA_ARRAY(&catalogue->arena, total, struct known_head);
    for (unsigned i = 0; i < file->n_known; i++) {
        for (unsigned k = 0; k < file->known[i].n_heads; k++) {
            const char *pattern = expand(load, file->known[i].heads[k], "known_heads", i);
            if (pattern == NULL)
                return false;
            catalogue->known_heads[catalogue->n_known_heads++] =
                (struct known_head){.role = file->known[i].role, .pattern = pattern};
        }
    }
    return true;
}

/* The members of each family stand in the catalogue in the order of their ranks. */
static void take_families(const struct load *load) {
    struct catalogue *catalogue = load->catalogue;
    struct arena *arena = &catalogue->arena;
    catalogue->n_families = load->file->n_families;
    catalogue->families = ARENA_ARRAY(arena, catalogue->n_families, struct family);
    for (uint32_t i = 0; i < catalogue->n_families; i++) {
        const struct file_family *from = &load->file->families[i];
        struct family *to = &catalogue->families[i];
        *to = (struct family){
            .id = arena_strdup(arena, from->id),
            .label = arena_strdup(arena, from->label),
            .label_en = arena_strdup(arena, from->label_en),
            .partial = from->partial,
            .members = ARENA_ARRAY(arena, catalogue->n, const struct indicator *),
        };
        for (uint32_t k = 0; k < catalogue->n; k++)
            if (catalogue->items[k].family && strcmp(catalogue->items[k].family, to->id) == 0)
                to->members[to->n++] = &catalogue->items[k];
    }
}

static bool family_known(const struct load *load, uint32_t i) {
    const char *family = load->catalogue->items[i].family;
    if (family == NULL || catalogue_family(load->catalogue, str_of(family)))
        return true;
    diag_at(load->diag, DIAG_USAGE, item_where(load, "indicators", i), "catalogue-name",
            _("the family \"%s\" is not among the families; add it there or correct the name"), family);
    return false;
}

static bool names_known(const struct load *load, uint32_t i, const char *id) {
    if (id == NULL || map_find(&load->catalogue->by_id, str_of(id)) != MAP_NONE)
        return true;
    const char *near[1];
    size_t n = catalogue_nearest(load->catalogue, str_of(id), near, 1);
    diag_at(load->diag, DIAG_USAGE, item_where(load, "indicators", i), "catalogue-name",
            _("\"%s\" is no indicator of this catalogue; the nearest is \"%s\""), id, n ? near[0] : "");
    return false;
}

static void link_whole(struct catalogue *catalogue, struct indicator *indicator) {
    indicator->whole_index =
        indicator->whole ? map_find(&catalogue->by_id, str_of(indicator->whole)) : MAP_NONE;
    if (indicator->whole_index != MAP_NONE)
        catalogue->items[indicator->whole_index].is_whole = true;
}

static bool names_resolve(const struct load *load) {
    bool ok = true;
    for (uint32_t i = 0; i < load->catalogue->n; i++) {
        struct indicator *indicator = &load->catalogue->items[i];
        ok &= names_known(load, i, indicator->whole);
        ok &= family_known(load, i);
        for (uint32_t k = 0; k < indicator->n_gathers; k++)
            ok &= names_known(load, i, indicator->gathers[k]);
        link_whole(load->catalogue, indicator);
    }
    return ok;
}

static bool take(const struct load *load) {
    struct catalogue *catalogue = load->catalogue;
    catalogue->items = ARENA_ARRAY(&catalogue->arena, load->file->n_indicators, struct indicator);
    for (uint32_t i = 0; i < load->file->n_indicators; i++, catalogue->n = i)
        if (!take_indicator(load, i))
            return false;
    take_families(load);
    return take_known_heads(load) && names_resolve(load);
}

struct catalogue *catalogue_load(const char *path, struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    void *file = NULL;
    struct catalogue *catalogue = NULL;
    bool ok = false;
    if (!file_read(path, &bytes, diag))
        goto done;
    if (!yaml_load(path, buf_view(&bytes), &file_schema, &file, NULL, diag))
        goto done;
    catalogue = mem_new(1, sizeof *catalogue);
    ok = take(&(struct load){catalogue, file, path, buf_view(&bytes), diag});
done:
    if (file)
        yaml_release(&file_schema, file, 0);
    buf_fini(&bytes);
    if (!ok) {
        catalogue_free(catalogue);
        catalogue = NULL;
    }
    return catalogue;
}

void catalogue_free(struct catalogue *catalogue) {
    if (catalogue == NULL)
        return;
    map_fini(&catalogue->by_id);
    arena_fini(&catalogue->arena);
    free(catalogue);
}

const struct indicator *catalogue_find(const struct catalogue *catalogue, struct str id) {
    uint32_t i = map_find(&catalogue->by_id, id);
    return i == MAP_NONE ? NULL : &catalogue->items[i];
}

const struct family *catalogue_family(const struct catalogue *catalogue, struct str id) {
    for (uint32_t i = 0; i < catalogue->n_families; i++)
        if (str_equal(str_of(catalogue->families[i].id), id))
            return &catalogue->families[i];
    return NULL;
}
