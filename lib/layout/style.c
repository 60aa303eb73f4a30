/* style.c - reads a style file. One table says for each key its unit and where in struct style it lands; libcyaml's schema
 * is made from that table, so a key is named once. Values not given keep the default; a role inherits from `body`. */
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
    {"before", UNIT_POINT, AT(signature.before)},
    {"room", UNIT_MM, AT(signature.room)},
    {"left", UNIT_COUNT, AT(signature.left)},
    {"right", UNIT_COUNT, AT(signature.right)},
};
static const struct entry chart_entries[] = {
    {"before", UNIT_POINT, AT(chart.before)},
    {"after", UNIT_POINT, AT(chart.after)},
    {"bar", UNIT_MM, AT(chart.bar)},
    {"bar-gap", UNIT_MM, AT(chart.bar_gap)},
    {"slope", UNIT_MM, AT(chart.slope)},
    {"slope-least", UNIT_MM, AT(chart.slope_least)},
    {"line", UNIT_MM, AT(chart.line)},
    {"line-least", UNIT_MM, AT(chart.line_least)},
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
};

/* ---- what the file says, as strings ------------------------------------------------------------------------------ */

struct raw {
    char **groups[GROUPS]; /* each a value for every entry, NULL where not given */
    char ***roles;         /* ROLE_COUNT of ROLE_ENTRIES values */
};

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
    cyaml_schema_field_t roles[ROLE_COUNT + 1], top[GROUPS + 2];
    cyaml_schema_value_t value;
};

static void schema_make(struct schema *s) {
    fields_of(role_entries, ROLE_ENTRIES, s->role);
    for (size_t i = 0; i < ROLE_COUNT; i++)
        s->roles[i] = mapping_field(role_keys[i], i * sizeof(char **), s->role, ROLE_ENTRIES);
    for (size_t i = 0; i < GROUPS; i++) {
        fields_of(groups[i].entries, groups[i].n, s->entries[i]);
        s->top[i] = mapping_field(groups[i].key, i * sizeof(char **), s->entries[i], groups[i].n);
    }
    s->top[GROUPS] = mapping_field("roles", offsetof(struct raw, roles), s->roles, ROLE_COUNT);
    s->value = (cyaml_schema_value_t){.type = CYAML_MAPPING,
                                      .flags = CYAML_FLAG_POINTER,
                                      .data_size = sizeof(struct raw),
                                      .mapping = {.fields = s->top}};
}

/* ---- from strings to values -------------------------------------------------------------------------------------- */

struct reader {
    const char *path;
    struct str text;
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

static void fault(struct reader *r, const char *group, const char *key, const char *value) {
    size_t at = key_at(r->text, group, 0);
    if (*key)
        at = key_at(r->text, key, at);
    uint32_t line = 1;
    for (size_t i = 0; i < at; i++)
        line += r->text.at[i] == '\n';
    r->ok = false;
    diag_at(r->diag, DIAG_USAGE, (struct diag_where){.file = r->path, .line = line}, "style-value",
            _("%s.%s cannot be \"%s\"; write a value as the comments of the style say"), group, key, value);
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

static void read_entries(struct reader *r, const char *group, const struct entry *entries, size_t n,
                         char **values, void *base, struct style *style) {
    for (size_t i = 0; values && i < n; i++)
        if (values[i] && !read_value(values[i], entries[i].unit, (char *)base + entries[i].at, style))
            fault(r, group, entries[i].key, values[i]);
}

/* Until here `pitch` holds the leading in thousandths of the size. */
static void roles_finish(struct style *style) {
    for (int i = 0; i < ROLE_COUNT; i++)
        style->roles[i].pitch = (mpt)((int64_t)style->roles[i].pitch * style->roles[i].size / 1000);
}

static void read_roles(struct reader *r, char ***values, struct style *style) {
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (i > 0) {
            style->roles[i] = style->roles[ROLE_BODY];
            style->roles[i].indent = style->roles[i].before = style->roles[i].after = 0;
            style->roles[i].set = SET_LEFT;
        }
        if (values)
            read_entries(r, role_keys[i], role_entries, ROLE_ENTRIES, values[i], &style->roles[i], style);
    }
    for (int i = 0; i < ROLE_COUNT; i++)
        if (style->roles[i].size < 1000 || style->roles[i].size > 200000 || style->roles[i].pitch < 800 ||
            style->roles[i].pitch > 10000)
            fault(r, role_keys[i], "size", "out of range");
    roles_finish(style);
}

/* The least that a page needs to hold text; a margin of the style that leaves less is refused. */
static void check_page(struct reader *r, const struct style *style) {
    enum { LEAST = 72000 };
    mpt across = style->page.width - style->page.left - style->page.right;
    mpt down = style->page.height - style->page.top - style->page.bottom;
    if (across < LEAST || down < LEAST)
        fault(r, "page", across < LEAST ? "width" : "height", "smaller than its margins");
}

/* What a style that says nothing gets: A4 and plain black text within NĐ 30/2020, PL I, I. */
static struct style defaults(void) {
    struct style s = {.page = {.width = 595276,
                               .height = 841890,
                               .top = 56693,
                               .bottom = 56693,
                               .left = 85039,
                               .right = 56693,
                               .number_at = 36000,
                               .orphans = 2,
                               .widows = 2}};
    s.text.super_size = s.text.small_size = 100;
    s.table.least = 1000;
    s.cards.most = 4;
    s.letterhead.issuer_rule = s.letterhead.subject_rule = 40;
    s.signature.left = s.signature.right = 48;
    s.chart.bar = s.chart.row = 14000;
    s.chart.slope = s.chart.slope_least = s.chart.line = s.chart.line_least = 150000;
    s.chart.n_tones = 1;
    s.roles[ROLE_BODY] = (struct role){.face = FACE_SERIF, .size = 13000, .pitch = 1150, .set = SET_JUSTIFY};
    return s;
}

struct style *style_load(const char *path, struct diag *diag) {
    struct buf text = BUF_EMPTY;
    struct style *style = NULL;
    struct schema *schema = mem_new(1, sizeof *schema);
    void *data = NULL;
    schema_make(schema);
    if (!file_read(path, &text, diag))
        goto done;
    if (!yaml_load(path, buf_view(&text), &schema->value, &data, NULL, diag))
        goto done;
    struct reader r = {path, buf_view(&text), diag, true};
    const struct raw *raw = data;
    style = mem_new(1, sizeof *style);
    *style = defaults();
    for (size_t i = 0; i < GROUPS; i++)
        read_entries(&r, groups[i].key, groups[i].entries, groups[i].n, raw->groups[i], style, style);
    read_roles(&r, raw->roles, style);
    check_page(&r, style);
    if (!r.ok) {
        style_free(style);
        style = NULL;
    }
done:
    yaml_release(&schema->value, data, 0);
    free(schema);
    buf_fini(&text);
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
