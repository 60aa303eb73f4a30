/* style.c - reads a style file. One table says for each key its unit and where in struct style it lands; libcyaml's schema
 * is made from that table, so a key is named once. Values not given are those of the style that it extends, else the
 * default; a role inherits from `body`. */
#include "layout/style.h"
#include "base/base.h"
#include <stdlib.h>
#include <string.h>

enum measure {
    UNIT_MM,
    UNIT_POINT,
    UNIT_LEADING,
    UNIT_COUNT,
    UNIT_COLOR,
    UNIT_TONES,
    UNIT_FACE,
    UNIT_SET,
    UNIT_FLAG
};

struct entry {
    const char *key;
    enum measure unit;
    size_t at; /* in struct style, or in struct role */
};

#define AT(member) offsetof(struct style, member)

static const struct entry page_entries[] = {
    {"width", UNIT_MM, AT(page.width)},
    {"height", UNIT_MM, AT(page.height)},
    {"top", UNIT_MM, AT(page.top)},
    {"bottom", UNIT_MM, AT(page.bottom)},
    {"left", UNIT_MM, AT(page.left)},
    {"right", UNIT_MM, AT(page.right)},
    {"number-at", UNIT_MM, AT(page.number_at)},
    {"number-first", UNIT_FLAG, AT(page.number_first)},
    {"number-total", UNIT_FLAG, AT(page.number_total)},
    {"clear-top", UNIT_MM, AT(page.clear_top)},
    {"clear-width", UNIT_MM, AT(page.clear_width)},
    {"clear-height", UNIT_MM, AT(page.clear_height)},
    {"orphans", UNIT_COUNT, AT(page.orphans)},
    {"widows", UNIT_COUNT, AT(page.widows)},
};
static const struct entry text_entries[] = {
    {"link", UNIT_COLOR, AT(text.link)},
    {"up", UNIT_COLOR, AT(text.up)},
    {"down", UNIT_COLOR, AT(text.down)},
    {"mark", UNIT_COLOR, AT(text.mark)},
    {"small", UNIT_COLOR, AT(text.small)},
    {"doubt", UNIT_COLOR, AT(text.doubt)},
    {"superscript-size", UNIT_COUNT, AT(text.super_size)},
    {"superscript-rise", UNIT_COUNT, AT(text.super_rise)},
    {"small-size", UNIT_COUNT, AT(text.small_size)},
};
static const struct entry list_entries[] = {
    {"indent", UNIT_MM, AT(list.indent)},
    {"hang", UNIT_MM, AT(list.hang)},
};
static const struct entry table_entries[] = {
    {"pad-x", UNIT_POINT, AT(table.pad_x)},
    {"pad-top", UNIT_POINT, AT(table.pad_top)},
    {"pad-bottom", UNIT_POINT, AT(table.pad_bottom)},
    {"edge-weight", UNIT_POINT, AT(table.edge.weight)},
    {"edge-color", UNIT_COLOR, AT(table.edge.color)},
    {"head-weight", UNIT_POINT, AT(table.head.weight)},
    {"head-color", UNIT_COLOR, AT(table.head.color)},
    {"row-weight", UNIT_POINT, AT(table.row.weight)},
    {"row-color", UNIT_COLOR, AT(table.row.color)},
    {"group-weight", UNIT_POINT, AT(table.group.weight)},
    {"group-color", UNIT_COLOR, AT(table.group.color)},
    {"before", UNIT_POINT, AT(table.before)},
    {"after", UNIT_POINT, AT(table.after)},
    {"least-size", UNIT_POINT, AT(table.least)},
    {"least-column", UNIT_MM, AT(table.least_quote)},
};
static const struct entry card_entries[] = {
    {"most", UNIT_COUNT, AT(cards.most)},
    {"pad-x", UNIT_POINT, AT(cards.pad_x)},
    {"pad-y", UNIT_POINT, AT(cards.pad_y)},
    {"before", UNIT_POINT, AT(cards.before)},
    {"after", UNIT_POINT, AT(cards.after)},
    {"edge-weight", UNIT_POINT, AT(cards.edge.weight)},
    {"edge-color", UNIT_COLOR, AT(cards.edge.color)},
    {"part-weight", UNIT_POINT, AT(cards.part.weight)},
    {"part-color", UNIT_COLOR, AT(cards.part.color)},
};
static const struct entry letterhead_entries[] = {
    {"gap", UNIT_MM, AT(letterhead.gap)},
    {"rule-gap", UNIT_POINT, AT(letterhead.rule_gap)},
    {"rule-weight", UNIT_POINT, AT(letterhead.rule.weight)},
    {"rule-color", UNIT_COLOR, AT(letterhead.rule.color)},
    {"issuer-rule", UNIT_COUNT, AT(letterhead.issuer_rule)},
    {"subject-rule", UNIT_COUNT, AT(letterhead.subject_rule)},
    {"date-gap", UNIT_POINT, AT(letterhead.date_gap)},
    {"kind-gap", UNIT_POINT, AT(letterhead.kind_gap)},
    {"after", UNIT_POINT, AT(letterhead.after)},
};
static const struct entry signature_entries[] = {
    {"before", UNIT_POINT, AT(signature.before)}, {"room", UNIT_MM, AT(signature.room)},
    {"field", UNIT_FLAG, AT(signature.field)},    {"left", UNIT_COUNT, AT(signature.left)},
    {"right", UNIT_COUNT, AT(signature.right)},
};
static const struct entry chart_entries[] = {
    {"before", UNIT_POINT, AT(chart.before)},
    {"after", UNIT_POINT, AT(chart.after)},
    {"bar", UNIT_MM, AT(chart.bar)},
    {"bar-gap", UNIT_MM, AT(chart.bar_gap)},
    {"slope", UNIT_MM, AT(chart.slope)},
    {"slope-least", UNIT_MM, AT(chart.slope_least)},
    {"slope-most", UNIT_MM, AT(chart.slope_most)},
    {"line", UNIT_MM, AT(chart.line)},
    {"line-least", UNIT_MM, AT(chart.line_least)},
    {"line-most", UNIT_MM, AT(chart.line_most)},
    {"row", UNIT_MM, AT(chart.row)},
    {"row-gap", UNIT_MM, AT(chart.row_gap)},
    {"axis-weight", UNIT_POINT, AT(chart.axis.weight)},
    {"axis-color", UNIT_COLOR, AT(chart.axis.color)},
    {"grid-weight", UNIT_POINT, AT(chart.grid.weight)},
    {"grid-color", UNIT_COLOR, AT(chart.grid.color)},
    {"weak-weight", UNIT_POINT, AT(chart.weak.weight)},
    {"weak-color", UNIT_COLOR, AT(chart.weak.color)},
    {"strong-weight", UNIT_POINT, AT(chart.strong.weight)},
    {"strong-color", UNIT_COLOR, AT(chart.strong.color)},
    {"dot", UNIT_POINT, AT(chart.dot)},
    {"missing", UNIT_COLOR, AT(chart.missing)},
    {"tones", UNIT_TONES, AT(chart.tones)},
};
static const struct entry contents_entries[] = {
    {"indent", UNIT_MM, AT(contents.indent)},
    {"room", UNIT_MM, AT(contents.room)},
};
static const struct entry footnote_entries[] = {
    {"rule-weight", UNIT_POINT, AT(footnotes.rule.weight)},
    {"rule-color", UNIT_COLOR, AT(footnotes.rule.color)},
    {"rule-length", UNIT_MM, AT(footnotes.length)},
    {"before", UNIT_POINT, AT(footnotes.before)},
    {"gap", UNIT_POINT, AT(footnotes.gap)},
};
static const struct entry draft_entries[] = {
    {"box-weight", UNIT_POINT, AT(draft.box.weight)},
    {"box-color", UNIT_COLOR, AT(draft.box.color)},
    {"pad", UNIT_POINT, AT(draft.pad)},
};
static const struct entry role_entries[] = {
    {"face", UNIT_FACE, offsetof(struct role, face)},
    {"size", UNIT_POINT, offsetof(struct role, size)},
    {"leading", UNIT_LEADING, offsetof(struct role, pitch)},
    {"indent", UNIT_MM, offsetof(struct role, indent)},
    {"before", UNIT_POINT, offsetof(struct role, before)},
    {"after", UNIT_POINT, offsetof(struct role, after)},
    {"color", UNIT_COLOR, offsetof(struct role, color)},
    {"align", UNIT_SET, offsetof(struct role, set)},
    {"capitals", UNIT_FLAG, offsetof(struct role, capitals)},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { ROLE_ENTRIES = COUNT(role_entries), MOST_ENTRIES = COUNT(chart_entries) };

static const struct group {
    const char *key;
    const struct entry *entries;
    size_t n;
} groups[] = {
    {"page", page_entries, COUNT(page_entries)},
    {"text", text_entries, COUNT(text_entries)},
    {"list", list_entries, COUNT(list_entries)},
    {"table", table_entries, COUNT(table_entries)},
    {"cards", card_entries, COUNT(card_entries)},
    {"letterhead", letterhead_entries, COUNT(letterhead_entries)},
    {"signature", signature_entries, COUNT(signature_entries)},
    {"chart", chart_entries, COUNT(chart_entries)},
    {"contents", contents_entries, COUNT(contents_entries)},
    {"footnotes", footnote_entries, COUNT(footnote_entries)},
    {"draft", draft_entries, COUNT(draft_entries)},
};
enum { GROUPS = COUNT(groups) };

static const char *const role_keys[ROLE_COUNT] = {
    [ROLE_BODY] = "body",
    [ROLE_HEADING_1] = "heading-1",
    [ROLE_HEADING_2] = "heading-2",
    [ROLE_HEADING_3] = "heading-3",
    [ROLE_HEADING_4] = "heading-4",
    [ROLE_NATION] = "nation",
    [ROLE_MOTTO] = "motto",
    [ROLE_PARENT] = "parent",
    [ROLE_ISSUER] = "issuer",
    [ROLE_NUMBER] = "number",
    [ROLE_PLACE_DATE] = "place-date",
    [ROLE_KIND] = "kind",
    [ROLE_SUBJECT] = "subject",
    [ROLE_ADDRESSEE] = "addressee",
    [ROLE_ITEM] = "item",
    [ROLE_CARD_VALUE] = "card-value",
    [ROLE_CARD_LABEL] = "card-label",
    [ROLE_CARD_CHANGE] = "card-change",
    [ROLE_CAPTION] = "caption",
    [ROLE_TABLE_HEAD] = "table-head",
    [ROLE_TABLE_CELL] = "table-cell",
    [ROLE_TABLE_TOTAL] = "table-total",
    [ROLE_QUOTE_HEAD] = "quote-head",
    [ROLE_QUOTE_CELL] = "quote-cell",
    [ROLE_NOTE] = "note",
    [ROLE_ANNEX_NUMBER] = "annex-number",
    [ROLE_ANNEX_TITLE] = "annex-title",
    [ROLE_ANNEX_REFERENCE] = "annex-reference",
    [ROLE_RECIPIENTS] = "recipients",
    [ROLE_RECIPIENT] = "recipient",
    [ROLE_POST] = "post",
    [ROLE_SIGNER] = "signer",
    [ROLE_CHART_LABEL] = "chart-label",
    [ROLE_CHART_VALUE] = "chart-value",
    [ROLE_PAGE_NUMBER] = "page-number",
    [ROLE_CONTENTS_TITLE] = "contents-title",
    [ROLE_CONTENTS_1] = "contents-1",
    [ROLE_CONTENTS_2] = "contents-2",
    [ROLE_CONTENTS_3] = "contents-3",
    [ROLE_FOOTNOTE] = "footnote",
    [ROLE_CONTINUED] = "continued",
    [ROLE_DRAFT] = "draft",
};

/* ---- what the file says, as strings ------------------------------------------------------------------------------ */

struct raw {
    char *extends;
    char **groups[GROUPS]; /* each a value for every entry, NULL where not given */
    char ***roles;         /* ROLE_COUNT of ROLE_ENTRIES values */
};

static const cyaml_schema_field_t extends_field =
    CYAML_FIELD_STRING_PTR("extends", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct raw, extends, 1, 100);

static const cyaml_schema_value_t any_string = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED)};

/* The fields that libcyaml fills, one string pointer an entry. */
static void fields_of(const struct entry *entries, size_t n, cyaml_schema_field_t *out) {
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
    cyaml_schema_field_t entries[GROUPS][MOST_ENTRIES + 1], role[ROLE_ENTRIES + 1];
    cyaml_schema_field_t roles[ROLE_COUNT + 1], top[GROUPS + 3];
    cyaml_schema_value_t value;
};

static void schema_make(struct schema *s) {
    fields_of(role_entries, ROLE_ENTRIES, s->role);
    for (size_t i = 0; i < ROLE_COUNT; i++)
        s->roles[i] = mapping_field(role_keys[i], i * sizeof(char **), s->role, ROLE_ENTRIES);
    for (size_t i = 0; i < GROUPS; i++) {
        fields_of(groups[i].entries, groups[i].n, s->entries[i]);
        s->top[i] = mapping_field(groups[i].key, offsetof(struct raw, groups) + i * sizeof(char **),
                                  s->entries[i], groups[i].n);
    }
    s->top[GROUPS + 1] = extends_field;
    s->top[GROUPS] = mapping_field("roles", offsetof(struct raw, roles), s->roles, ROLE_COUNT);
    s->value = (cyaml_schema_value_t){.type = CYAML_MAPPING,
                                      .flags = CYAML_FLAG_POINTER,
                                      .data_size = sizeof(struct raw),
                                      .mapping = {.fields = s->top}};
}

/* ---- from strings to values -------------------------------------------------------------------------------------- */

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

/* [millipoints] `value` times thousandths of the unit; lengths beyond 2 m or negative are faults. */
static bool read_length(const char *value, int64_t over, int64_t under, mpt *out) {
    struct decimal d;
    if (!decimal_parse(str_of(value), &d) || d.scale > 4 || d.units < 0 || d.units > 100000000)
        return false;
    for (int i = 0; i < d.scale; i++)
        under *= 10;
    int64_t length = (d.units * over + under / 2) / under;
    *out = (mpt)length;
    return length <= 6000000;
}

static bool read_color(const char *value, uint32_t *out) {
    if (value[0] != '#' || strspn(value + 1, "0123456789abcdefABCDEF") != 6 || value[7])
        return false;
    *out = (uint32_t)strtoul(value + 1, NULL, 16);
    return true;
}

static bool read_tones(const char *value, struct style *style) {
    char one[8] = "";
    style->chart.n_tones = 0;
    for (const char *at = value; *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        if (len != 7 || style->chart.n_tones == STYLE_TONES)
            return false;
        memcpy(one, at, len);
        if (!read_color(one, &style->chart.tones[style->chart.n_tones++]))
            return false;
        at += len;
    }
    return style->chart.n_tones > 0;
}

static bool read_word(const char *value, const char *const *words, int n, int *out) {
    for (*out = 0; *out < n; ++*out)
        if (!strcmp(value, words[*out]))
            return true;
    return false;
}

static bool read_count(const char *value, int *out) {
    struct decimal d;
    if (!decimal_parse(str_of(value), &d) || d.scale != 0 || d.units < 0 || d.units > 1000)
        return false;
    *out = (int)d.units;
    return true;
}

static bool read_face(const char *value, enum face *out) {
    static const char *const faces[] = {"serif", "serif-bold", "serif-italic", "serif-bold-italic",
                                        "sans",  "sans-bold"};
    int i;
    bool ok = read_word(value, faces, COUNT(faces), &i);
    *out = ok ? (enum face)i : FACE_SERIF;
    return ok;
}

static bool read_set(const char *value, enum set *out) {
    static const char *const sets[] = {"justify", "left", "center", "right"};
    int i;
    bool ok = read_word(value, sets, COUNT(sets), &i);
    *out = ok ? (enum set)i : SET_LEFT;
    return ok;
}

static bool read_flag(const char *value, bool *out) {
    static const char *const flags[] = {"false", "true"};
    int i;
    bool ok = read_word(value, flags, COUNT(flags), &i);
    *out = i == 1;
    return ok;
}

static bool read_value(const char *value, enum measure unit, void *at, struct style *style) {
    switch (unit) {
    case UNIT_MM: return read_length(value, 360000, 127, at);
    case UNIT_POINT: return read_length(value, 1000, 1, at);
    case UNIT_LEADING: return read_length(value, 1000, 1, at); /* thousandths of the size, see roles_finish */
    case UNIT_COUNT: return read_count(value, at);
    case UNIT_COLOR: return read_color(value, at);
    case UNIT_TONES: return read_tones(value, style);
    case UNIT_FACE: return read_face(value, at);
    case UNIT_SET: return read_set(value, at);
    case UNIT_FLAG: return read_flag(value, at);
    }
    return false;
}

/* The values of a group (or role) in a layer; NULL: it has none. */
static char **values_of(const struct layer *layer, int group, int role) {
    if (group >= 0)
        return layer->raw->groups[group];
    return layer->raw->roles ? layer->raw->roles[role] : NULL;
}

/* Each entry from the first layer that gives it. */
static void read_entries(struct reader *r, int group, int role, void *base, struct style *style) {
    const struct entry *entries = group >= 0 ? groups[group].entries : role_entries;
    size_t n = group >= 0 ? groups[group].n : ROLE_ENTRIES;
    const char *name = group >= 0 ? groups[group].key : role_keys[role];
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < r->n_layers; k++) {
            char **values = values_of(&r->layers[k], group, role);
            if (!values || !values[i])
                continue;
            if (!read_value(values[i], entries[i].unit, (char *)base + entries[i].at, style))
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
            fault(r, &r->layers[0], role_keys[i], "size", "out of range");
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
    for (int i = 0; i < GROUPS; i++)
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
