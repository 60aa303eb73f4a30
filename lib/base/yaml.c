/* yaml.c - libcyaml loads; where it refuses, libyaml's events say where exactly.
 *
 * libcyaml's backtrace names the place of the last event that it accepted, which for a key is the one before, and none at
 * all for a fault of syntax. So its first complaint is kept as text and the place is looked for in a second pass, which
 * only a broken file pays for. */
#include "base/yaml.h"
#include <string.h>
#include <yaml.h>

struct complaint {
    char text[256];        /* libcyaml's first line, without "Load: " */
    unsigned line, column; /* of its innermost backtrace entry, from 1; 0: none */
};

static void listen(cyaml_log_t level, void *aux, const char *format, va_list args) {
    struct complaint *complaint = aux;
    char line[256];
    if (level < CYAML_LOG_ERROR)
        return;
    vsnprintf(line, sizeof line, format, args);
    const char *text = strncmp(line, "Load: ", 6) == 0 ? line + 6 : line;
    if (complaint->text[0] == '\0') {
        snprintf(complaint->text, sizeof complaint->text, "%.*s", (int)strcspn(text, "\n"), text);
        return;
    }
    const char *place = strstr(line, "(line: ");
    if (place && complaint->line == 0 &&
        sscanf(place, "(line: %u, column: %u)", &complaint->line, &complaint->column) != 2)
        complaint->line = complaint->column = 0;
}

/* What the libraries say, and what whoever wrote the line can do about it. */
static const struct {
    const char *said, *means;
} meanings[] = {
    {"cannot start any token",
     N_("a sign that YAML does not allow begins here, most often a tab; indent with blanks, and put texts with signs in quotes")},
    {"expected '-' indicator",
     N_("this line does not stand under the others of its list; put all \"-\" of one list in the same column")},
    {"did not find expected key",
     N_("this line is indented otherwise than those before it; lines of one level begin in the same column")},
    {"did not find expected <block end>",
     N_("this line is indented otherwise than those before it; lines of one level begin in the same column")},
    {"mapping values are not allowed",
     N_("a colon stands here where none is expected; put a text with a colon in quotes, or indent the line as those before it")},
    {"could not find expected ':'", N_("a key without its colon; write key: value")},
    {"expected ',' or '}'",
     N_("the brace that opens here is not closed, or a comma is missing; write {key: value, key: value}")},
    {"expected ',' or ']'",
     N_("the bracket that opens here is not closed, or a comma is missing; write [2022, 2023]")},
    {"unexpected end of stream", N_("the quotation mark that opens here is not closed; close it")},
    {"Expecting SEQUENCE",
     N_("a list is wanted here; write it in brackets, as in [2022, 2023], or with - on lines of their own")},
    {"Expecting MAPPING",
     N_("keys with values are wanted here; write {key: value, key: value}, and a colon behind each key")},
    {"Expecting SCALAR",
     N_("one text or number is wanted here, no list and no keys; write it behind the colon")},
    {"Expecting INT", N_("a whole number is wanted here; write it in digits")},
    {"Invalid INT value", N_("a whole number is wanted here; write it in digits")},
    {"Expecting BOOL", N_("yes or no is wanted here; write true or false")},
    {"Invalid BOOL value", N_("yes or no is wanted here; write true or false")},
};

static const char *meaning_of(const char *said) {
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strstr(said, meanings[i].said))
            return meanings[i].means;
    return NULL;
}

/* The word behind `prefix` in the complaint, or NULL. */
static const char *named(const struct complaint *complaint, const char *prefix) {
    size_t len = strlen(prefix);
    return strncmp(complaint->text, prefix, len) == 0 ? complaint->text + len : NULL;
}

static bool at_or_after(yaml_mark_t mark, const struct complaint *complaint) {
    return mark.line + 1 > complaint->line ||
           (mark.line + 1 == complaint->line && mark.column + 1 >= complaint->column);
}

/* What is not closed is told where it opens: the file's end is of no use. */
static yaml_mark_t fault_mark(const yaml_parser_t *parser) {
    const char *problem = parser->problem ? parser->problem : "";
    bool open = strstr(problem, "',' or") || strstr(problem, "unexpected end of stream");
    return open && parser->context ? parser->context_mark : parser->problem_mark;
}

/* Moves the complaint to the fault of syntax, or to the first scalar `key` at or after where it stands. */
static void locate(struct str text, const char *key, struct complaint *complaint) {
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.len);
    for (bool going = true; going;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            complaint->line = (unsigned)fault_mark(&parser).line + 1;
            complaint->column = (unsigned)fault_mark(&parser).column + 1;
            break;
        }
        if (key && event.type == YAML_SCALAR_EVENT && at_or_after(event.start_mark, complaint) &&
            strcmp((const char *)event.data.scalar.value, key) == 0) {
            complaint->line = (unsigned)event.start_mark.line + 1;
            complaint->column = (unsigned)event.start_mark.column + 1;
            going = false;
        }
        going = going && event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static struct str line_of(struct str text, unsigned line) {
    size_t at = 0;
    for (unsigned i = 1; i < line; i++) {
        size_t end = str_find(text, STR("\n"), at);
        if (end == STR_NONE)
            return STR("");
        at = end + 1;
    }
    size_t end = str_find(text, STR("\n"), at);
    return line ? str_cut(text, at, end == STR_NONE ? text.len : end) : STR("");
}

static void complain(const char *path, struct str text, struct complaint *complaint, struct diag *diag) {
    const char *unknown = named(complaint, "Unexpected key: ");
    const char *again = named(complaint, "Mapping field already seen: ");
    const char *word = named(complaint, "Invalid ENUM value: ");
    const char *lacking = named(complaint, "Missing required mapping field: ");
    locate(text, unknown ? unknown : again, complaint);
    struct diag_where where = {path, complaint->line, complaint->column, line_of(text, complaint->line), 0};
    if (unknown)
        diag_at(diag, DIAG_USAGE, where, "yaml", _("unknown key \"%s\"; correct its spelling or remove it"),
                unknown);
    else if (again)
        diag_at(diag, DIAG_USAGE, where, "yaml", _("the key \"%s\" stands twice; keep one of them"), again);
    else if (lacking)
        diag_at(diag, DIAG_USAGE, where, "yaml", _("the key \"%s\" is missing here; add it"), lacking);
    else if (word)
        diag_at(
            diag, DIAG_USAGE, where, "yaml",
            _("\"%s\" is none of the words that may stand here; see the manual for them, or correct its spelling"),
            word);
    else if (meaning_of(complaint->text))
        diag_at(diag, DIAG_USAGE, where, "yaml", "%s", _(meaning_of(complaint->text)));
    else
        diag_at(diag, DIAG_USAGE, where, "yaml",
                _("this is not the YAML that is expected here (%s); correct it"), complaint->text);
}

static const cyaml_config_t *config_for(struct complaint *complaint, cyaml_config_t *config) {
    *config = (cyaml_config_t){
        .log_fn = listen, .log_ctx = complaint, .mem_fn = cyaml_mem, .log_level = CYAML_LOG_ERROR};
    return config;
}

bool yaml_load(const char *path, struct str text, const cyaml_schema_value_t *schema, void **data,
               unsigned *count, struct diag *diag) {
    struct complaint complaint = {.text = ""};
    cyaml_config_t config;
    *data = NULL;
    cyaml_err_t error = cyaml_load_data((const uint8_t *)text.at, text.len, config_for(&complaint, &config),
                                        schema, (cyaml_data_t **)data, count);
    if (error == CYAML_OK && *data)
        return true;
    if (error == CYAML_OK) {
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = path}, "yaml",
                _("the file says nothing; write its keys as the manual shows them"));
        return false;
    }
    if (complaint.text[0] == '\0')
        snprintf(complaint.text, sizeof complaint.text, "%s", cyaml_strerror(error));
    complain(path, text, &complaint, diag);
    return false;
}

void yaml_release(const cyaml_schema_value_t *schema, void *data, unsigned count) {
    struct complaint complaint = {.text = ""};
    cyaml_config_t config;
    cyaml_free(config_for(&complaint, &config), schema, data, count);
}
