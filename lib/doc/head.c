/* head.c - the YAML between the two lines ---. */
#include "doc/head.h"
#include <string.h>

#define LONGEST  4096 /* [bytes] of one text */
#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)

static const cyaml_schema_value_t line_value = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, LONGEST)};

static const cyaml_schema_field_t fields[] = {
    CYAML_FIELD_STRING_PTR("kind", CYAML_FLAG_POINTER, struct head, kind, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("name", OPTIONAL, struct head, name, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("title", OPTIONAL, struct head, title, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("style", OPTIONAL, struct head, style, 1, LONGEST),
    CYAML_FIELD_SEQUENCE("subject", OPTIONAL, struct head, subject, &line_value, 0, 8),
    CYAML_FIELD_SEQUENCE("to", OPTIONAL, struct head, to, &line_value, 0, 20),
    CYAML_FIELD_BOOL_PTR("addressees", OPTIONAL, struct head, addressees),
    CYAML_FIELD_BOOL_PTR("draft", OPTIONAL, struct head, draft),
    CYAML_FIELD_BOOL_PTR("signature", OPTIONAL, struct head, signature),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct head, fields)};

/* Behind the line end of the line at `at`. */
static size_t next_line(struct str s, size_t at) {
    size_t end = str_find(s, STR("\n"), at);
    return end == STR_NONE ? s.len : end + 1;
}

static bool is_rule(struct str s, size_t at) {
    return str_equal(str_trim(str_cut(s, at, next_line(s, at))), STR("---"));
}

/* Byte of the closing rule, or STR_NONE. */
static size_t head_end(struct str s) {
    if (!is_rule(s, 0))
        return STR_NONE;
    for (size_t at = next_line(s, 0); at < s.len; at = next_line(s, at))
        if (is_rule(s, at))
            return at;
    return STR_NONE;
}

static bool head_valid(const char *path, const struct head *head, struct diag *diag) {
    if (strcmp(head->kind, "report") == 0 || strcmp(head->kind, "appendix") == 0)
        return true;
    diag_at(diag, DIAG_USAGE, (struct diag_where){.file = path, .line = 1}, "template-head",
            _("there is no kind of dossier “%s”; the kinds are report and appendix"), head->kind);
    return false;
}

struct head *head_load(const char *path, struct str source, size_t *body, struct diag *diag) {
    size_t end = head_end(source);
    void *head = NULL;
    if (end == STR_NONE) {
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = path, .line = 1, .column = 1}, "template-head",
                _("the template has no head; begin it with a line ---, YAML, and a line ---"));
        return NULL;
    }
    if (!yaml_load(path, str_cut(source, 0, end), &schema, &head, NULL, diag))
        return NULL;
    *body = next_line(source, end);
    if (head && head_valid(path, head, diag))
        return head;
    head_free(head);
    return NULL;
}

void head_free(struct head *head) {
    if (head)
        yaml_release(&schema, head, 0);
}

static const struct {
    const char *name, *abbreviation;
} kinds[] = {
    {"BÁO CÁO", "BC"},    {"THÔNG BÁO", "TB"}, {"TỜ TRÌNH", "TTr"},     {"KẾ HOẠCH", "KH"},
    {"QUYẾT ĐỊNH", "QĐ"}, {"BIÊN BẢN", "BB"},  {"CHƯƠNG TRÌNH", "CTr"}, {"HƯỚNG DẪN", "HD"},
    {"NGHỊ QUYẾT", "NQ"}, {"CHỈ THỊ", "CT"},   {"PHƯƠNG ÁN", "PA"},     {"ĐỀ ÁN", "ĐA"},
};

struct str head_symbol(struct arena *arena, struct str symbol, const char *kind) {
    size_t hyphen = str_find(symbol, STR("-"), 0);
    const char *abbreviation = NULL;
    bool named = false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && hyphen != STR_NONE; i++) {
        named |= str_equal(str_cut(symbol, 0, hyphen), str_of(kinds[i].abbreviation));
        if (kind && strcmp(kind, kinds[i].name) == 0)
            abbreviation = kinds[i].abbreviation;
    }
    if (!named || !abbreviation)
        return symbol;
    return arena_printf(arena, "%s%.*s", abbreviation, STR_ARG(str_cut(symbol, hyphen, symbol.len)));
}
