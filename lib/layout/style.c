/* style.c - reads a style file. libcyaml's schema is made from the tables of style_keys.c, so a key is named once. Values not
 * given are those of the style that it extends, else the default; a role inherits from `body`. */
#include "base/base.h"
#include "layout/style_keys.h"
#include <stdlib.h>
#include <string.h>

/* ---- what the file says, as strings ------------------------------------------------------------------------------ */

struct raw {
    char *extends;
    char **groups[STYLE_GROUPS]; /* each a value for every entry, NULL where not given */
    char ***roles;               /* ROLE_COUNT of STYLE_ROLE_ENTRIES values */
};

static const cyaml_schema_field_t extends_field =
    CYAML_FIELD_STRING_PTR("extends", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct raw, extends, 1, 100);

static const cyaml_schema_value_t any_string = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED)};

/* The fields that libcyaml fills, one string pointer an entry. */
static void fields_of(const struct style_entry *entries, size_t n, cyaml_schema_field_t *out) {
    for (size_t i = 0; i < n; i++)
        out[i] = (cyaml_schema_field_t){
            .key = entries[i].key, .data_offset = (uint32_t)(i * sizeof(char *)), .value = any_string};
    for (size_t i = 0; i < n; i++)
        out[i].value.flags |= CYAML_FLAG_OPTIONAL;
    out[n] = (cyaml_schema_field_t){.key = NULL};
}

static cyaml_schema_field_t mapping_field(const char *key, size_t at, const cyaml_schema_field_t *fields,
                                          size_t n) {
    cyaml_schema_field_t field = {.key = key, .data_offset = (uint32_t)at};
    field.value.type = CYAML_MAPPING;
    field.value.flags = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL;
    field.value.data_size = (uint32_t)(n * sizeof(char *));
    field.value.mapping.fields = fields;
    return field;
}

struct schema {
    cyaml_schema_field_t entries[STYLE_GROUPS][STYLE_MOST_ENTRIES + 1], role[STYLE_ROLE_ENTRIES + 1];
    cyaml_schema_field_t roles[ROLE_COUNT + 1], top[STYLE_GROUPS + 3];
    cyaml_schema_value_t value;
};

static void schema_make(struct schema *s) {
    fields_of(style_role_entries, STYLE_ROLE_ENTRIES, s->role);
    for (size_t i = 0; i < ROLE_COUNT; i++)
        s->roles[i] = mapping_field(style_role_keys[i], i * sizeof(char **), s->role, STYLE_ROLE_ENTRIES);
    for (size_t i = 0; i < STYLE_GROUPS; i++) {
        fields_of(style_groups[i].entries, style_groups[i].n, s->entries[i]);
        s->top[i] = mapping_field(style_groups[i].key, offsetof(struct raw, groups) + i * sizeof(char **),
                                  s->entries[i], style_groups[i].n);
    }
    s->top[STYLE_GROUPS + 1] = extends_field;
    s->top[STYLE_GROUPS] = mapping_field("roles", offsetof(struct raw, roles), s->roles, ROLE_COUNT);
    s->value = (cyaml_schema_value_t){.type = CYAML_MAPPING,
                                      .flags = CYAML_FLAG_POINTER,
                                      .data_size = sizeof(struct raw),
                                      .mapping = {.fields = s->top}};
}

/* ---- layers -------------------------------------------------------------------------------------- */

/* A style and those that it extends: what the first does not say the next one does, and so on. */
enum { LAYERS = 8 };

struct layer {
    const char *path;
    struct buf text;
    struct raw *raw;
};

struct reader {
    struct layer layers[LAYERS];
    int n_layers;
    const struct schema *schema;
    struct diag *diag;
    bool ok;
};

/* The line of `key:` after the line of `within:`; libcyaml does not keep the places of values. */
static size_t key_at(struct str text, const char *key, size_t from) {
    size_t len = strlen(key);
    for (size_t at = from; (at = str_find(text, str_of(key), at)) != STR_NONE; at++) {
        bool starts = at == 0 || strchr(" \n{,\t", text.at[at - 1]);
        if (starts && at + len < text.len && text.at[at + len] == ':')
            return at;
    }
    return from;
}

static uint32_t line_at(struct str text, size_t at) {
    uint32_t line = 1;
    for (size_t i = 0; i < at && i < text.len; i++)
        line += text.at[i] == '\n';
    return line;
}

static void fault(struct reader *r, const struct layer *layer, const char *group, const char *key,
                  const char *value) {
    struct str text = buf_view(&layer->text);
    size_t at = key_at(text, group, 0);
    if (*key)
        at = key_at(text, key, at);
    r->ok = false;
    diag_at(r->diag, DIAG_USAGE, (struct diag_where){.file = layer->path, .line = line_at(text, at)},
            "style-value", _("%s.%s cannot be \"%s\"; write a value as the comments of the style say"), group,
            key, value);
}

/* The values of a group (or role) in a layer; NULL: it has none. */
static char **values_of(const struct layer *layer, int group, int role) {
    if (group >= 0)
        return layer->raw->groups[group];
    return layer->raw->roles ? layer->raw->roles[role] : NULL;
}

/* Each entry from the first layer that gives it. */
static void read_entries(struct reader *r, int group, int role, void *base, struct style *style) {
    const struct style_entry *entries = group >= 0 ? style_groups[group].entries : style_role_entries;
    size_t n = group >= 0 ? style_groups[group].n : STYLE_ROLE_ENTRIES;
    const char *name = group >= 0 ? style_groups[group].key : style_role_keys[role];
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < r->n_layers; k++) {
            char **values = values_of(&r->layers[k], group, role);
            if (!values || !values[i])
                continue;
            if (!style_value(values[i], entries[i].unit, (char *)base + entries[i].at, style))
                fault(r, &r->layers[k], name, entries[i].key, values[i]);
            break;
        }
}

/* Until here `pitch` holds the leading in thousandths of the size. */
static void roles_finish(struct style *style) {
    for (int i = 0; i < ROLE_COUNT; i++)
        style->roles[i].pitch = (mpt)((int64_t)style->roles[i].pitch * style->roles[i].size / 1000);
}

static void read_roles(struct reader *r, struct style *style) {
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (i > 0) {
            style->roles[i] = style->roles[ROLE_BODY];
            style->roles[i].indent = style->roles[i].before = style->roles[i].after = 0;
            style->roles[i].set = SET_LEFT;
        }
        read_entries(r, -1, i, &style->roles[i], style);
    }
    for (int i = 0; i < ROLE_COUNT; i++)
        if (style->roles[i].size < 1000 || style->roles[i].size > 200000 || style->roles[i].pitch < 800 ||
            style->roles[i].pitch > 10000)
            fault(r, &r->layers[0], style_role_keys[i], "size", "out of range");
    roles_finish(style);
}

/* The least that a page needs to hold text; a margin of the style that leaves less is refused. */
static void check_page(struct reader *r, const struct style *style) {
    enum { LEAST = 72000 };
    mpt across = style->page.width - style->page.left - style->page.right;
    mpt down = style->page.height - style->page.top - style->page.bottom;
    if (across < LEAST || down < LEAST)
        fault(r, &r->layers[0], "page", across < LEAST ? "width" : "height", "smaller than its margins");
}

/* What a style that says nothing gets: A4 and plain black text within NĐ 30/2020, PL I, I. */
static struct style defaults(void) {
    struct style s = {
        .page = {.width = 595276,
                 .height = 841890,
                 .top = 56693,
                 .bottom = 56693,
                 .left = 85039,
                 .right = 56693,
                 .number_at = 36000,
                 .orphans = 2,
                 .widows = 2,
                 .clear_top = 22677, /* 8 mm; the box is 77 x 9: NĐ 30/2020, PL III, model 2.2 */
                 .clear_width = 218268,
                 .clear_height = 25512}};
    s.text.super_size = s.text.small_size = 100;
    s.table.least = 1000;
    s.cards.most = 4;
    s.letterhead.issuer_rule = s.letterhead.subject_rule = 40;
    s.signature.left = s.signature.right = 48;
    s.chart.bar = s.chart.row = 14000;
    s.chart.slope = s.chart.slope_least = s.chart.slope_most = 150000;
    s.chart.line = s.chart.line_least = s.chart.line_most = 150000;
    s.chart.n_tones = 1;
    s.contents.room = 28346;
    s.footnotes.length = 141732;
    s.footnotes.rule = (struct stroke){500, 0};
    s.footnotes.before = 8000;
    s.footnotes.gap = 3000;
    s.draft.box = (struct stroke){700, 0};
    s.draft.pad = 3000;
    s.roles[ROLE_BODY] = (struct role){.face = FACE_SERIF, .size = 13000, .pitch = 1150, .set = SET_JUSTIFY};
    return s;
}

static bool add_layer(struct reader *r, const char *path) {
    struct layer *layer = &r->layers[r->n_layers++];
    void *data = NULL;
    *layer = (struct layer){.path = path};
    if (!file_read(path, &layer->text, r->diag) ||
        !yaml_load(path, buf_view(&layer->text), &r->schema->value, &data, NULL, r->diag)) {
        yaml_release(&r->schema->value, data, 0);
        return false;
    }
    layer->raw = data;
    return true;
}

static void report_base(struct reader *r, const struct layer *layer) {
    uint32_t line = line_at(buf_view(&layer->text), key_at(buf_view(&layer->text), "extends", 0));
    diag_at(
        r->diag, DIAG_USAGE, (struct diag_where){.file = layer->path, .line = line}, "style-extends",
        _("there is no style \"%s\" to extend, or it extends this one; name another that stands in templates/styles"),
        layer->raw->extends);
}

/* The style and all that it extends, the nearest first. */
static bool read_layers(struct reader *r, const char *path, const struct style_finder *finder) {
    if (!add_layer(r, path))
        return false;
    for (;;) {
        const struct layer *last = &r->layers[r->n_layers - 1];
        if (!last->raw->extends)
            return true;
        const char *base = finder ? finder->find(finder->aux, str_of(last->raw->extends)) : NULL;
        for (int i = 0; base && i < r->n_layers; i++)
            if (!strcmp(r->layers[i].path, base))
                base = NULL;
        if (!base || r->n_layers == LAYERS) {
            report_base(r, last);
            return false;
        }
        if (!add_layer(r, base))
            return false;
    }
}

static void release_layers(struct reader *r) {
    for (int i = 0; i < r->n_layers; i++) {
        if (r->layers[i].raw)
            yaml_release(&r->schema->value, r->layers[i].raw, 0);
        buf_fini(&r->layers[i].text);
    }
}

struct style *style_load(const char *path, const struct style_finder *finder, struct diag *diag) {
    struct style *style = NULL;
    struct schema *schema = mem_new(1, sizeof *schema);
    struct reader r = {.schema = schema, .diag = diag, .ok = true};
    schema_make(schema);
    if (!read_layers(&r, path, finder))
        goto done;
    style = mem_new(1, sizeof *style);
    *style = defaults();
    for (int i = 0; i < STYLE_GROUPS; i++)
        read_entries(&r, i, 0, style, style);
    read_roles(&r, style);
    check_page(&r, style);
    if (!r.ok) {
        style_free(style);
        style = NULL;
    }
done:
    release_layers(&r);
    free(schema);
    return style;
}

void style_free(struct style *style) {
    free(style);
}

enum face style_face(enum face face, bool bold, bool italic) {
    if (face == FACE_SANS || face == FACE_SANS_BOLD)
        return bold ? FACE_SANS_BOLD : face;
    if (face == FACE_SYMBOL)
        return face;
    bool heavy = bold || face == FACE_SERIF_BOLD || face == FACE_SERIF_BOLD_ITALIC;
    bool slant = italic || face == FACE_SERIF_ITALIC || face == FACE_SERIF_BOLD_ITALIC;
    return slant ? (heavy ? FACE_SERIF_BOLD_ITALIC : FACE_SERIF_ITALIC)
                 : (heavy ? FACE_SERIF_BOLD : FACE_SERIF);
}
