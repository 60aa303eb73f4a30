/* settings.c - the schema of hoso.yaml (README.md, "hoso.yaml"). */
#include "batch/settings.h"

#define LONGEST  4096 /* [bytes] of one string: longer ones are not names, titles or paths */
#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)

/* Faces stand in the file under their slots' names; the schema wants them written out. */
struct settings_file {
    struct settings settings;
    struct settings_fonts *fonts;
};

struct settings_fonts {
    char *serif, *serif_bold, *serif_italic, *serif_bold_italic, *sans, *sans_bold, *symbol;
};

static const cyaml_schema_field_t font_fields[] = {
    CYAML_FIELD_STRING_PTR("serif", OPTIONAL, struct settings_fonts, serif, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("serif-bold", OPTIONAL, struct settings_fonts, serif_bold, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("serif-italic", OPTIONAL, struct settings_fonts, serif_italic, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("serif-bold-italic", OPTIONAL, struct settings_fonts, serif_bold_italic, 1,
                           LONGEST),
    CYAML_FIELD_STRING_PTR("sans", OPTIONAL, struct settings_fonts, sans, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("sans-bold", OPTIONAL, struct settings_fonts, sans_bold, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("symbol", OPTIONAL, struct settings_fonts, symbol, 1, LONGEST),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t issuer_fields[] = {
    CYAML_FIELD_STRING_PTR("parent", OPTIONAL, struct settings_issuer, parent, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("name", OPTIONAL, struct settings_issuer, name, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("place", OPTIONAL, struct settings_issuer, place, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("symbol", OPTIONAL, struct settings_issuer, symbol, 0, LONGEST),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t line_value = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, LONGEST)};
static const cyaml_schema_value_t year_value = {CYAML_VALUE_INT(CYAML_FLAG_DEFAULT, int)};

static const cyaml_schema_field_t signer_fields[] = {
    CYAML_FIELD_SEQUENCE("post", OPTIONAL, struct settings_signer, post, &line_value, 0, 8),
    CYAML_FIELD_STRING_PTR("name", OPTIONAL, struct settings_signer, name, 0, LONGEST),
    CYAML_FIELD_END,
};

#define LIMIT(name, member) CYAML_FIELD_INT_PTR(name, OPTIONAL, struct settings_limits, member)

static const cyaml_schema_field_t limit_fields[] = {
    LIMIT("seconds", seconds),
    LIMIT("memory", memory),
    LIMIT("pages", pages),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t run_fields[] = {
    CYAML_FIELD_INT_PTR("keep", OPTIONAL, struct settings_runs, keep),
    CYAML_FIELD_INT_PTR("days", OPTIONAL, struct settings_runs, days),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t source_fields[] = {
    CYAML_FIELD_STRING_PTR("files", CYAML_FLAG_POINTER, struct settings_source, files, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("place", OPTIONAL, struct settings_source, place, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("date", OPTIONAL, struct settings_source, date, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("rules", OPTIONAL, struct settings_source, rules, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("charset", OPTIONAL, struct settings_source, charset, 0, LONGEST),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t dossier_fields[] = {
    CYAML_FIELD_STRING_PTR("template", CYAML_FLAG_POINTER, struct settings_dossier, template, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("for", OPTIONAL, struct settings_dossier, place, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("each", OPTIONAL, struct settings_dossier, each, 1, LONGEST),
    CYAML_FIELD_SEQUENCE("years", CYAML_FLAG_POINTER, struct settings_dossier, years, &year_value, 1, 100),
    CYAML_FIELD_STRING_PTR("output", CYAML_FLAG_POINTER, struct settings_dossier, output, 1, LONGEST),
    CYAML_FIELD_BOOL_PTR("evidence", OPTIONAL, struct settings_dossier, evidence),
    CYAML_FIELD_BOOL_PTR("draft", OPTIONAL, struct settings_dossier, draft),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t check_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct settings_check, id, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("level", OPTIONAL, struct settings_check, level, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("tolerance", OPTIONAL, struct settings_check, tolerance, 1, LONGEST),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t check_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct settings_check, check_fields)};
static const cyaml_schema_value_t source_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct settings_source, source_fields)};
static const cyaml_schema_value_t dossier_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct settings_dossier, dossier_fields)};

static const cyaml_schema_field_t top_fields[] = {
    CYAML_FIELD_STRING_PTR("language", OPTIONAL, struct settings_file, settings.language, 0, LONGEST),
    CYAML_FIELD_STRING_PTR("date", OPTIONAL, struct settings_file, settings.date, 0, LONGEST),
    CYAML_FIELD_MAPPING_PTR("issuer", OPTIONAL, struct settings_file, settings.issuer, issuer_fields),
    CYAML_FIELD_MAPPING_PTR("signer", OPTIONAL, struct settings_file, settings.signer, signer_fields),
    CYAML_FIELD_MAPPING_PTR("limits", OPTIONAL, struct settings_file, settings.limits, limit_fields),
    CYAML_FIELD_MAPPING_PTR("runs", OPTIONAL, struct settings_file, settings.runs, run_fields),
    CYAML_FIELD_SEQUENCE("recipients", OPTIONAL, struct settings_file, settings.recipients, &line_value, 0,
                         100),
    CYAML_FIELD_SEQUENCE("addressees", OPTIONAL, struct settings_file, settings.addressees, &line_value, 0,
                         100),
    CYAML_FIELD_MAPPING_PTR("fonts", OPTIONAL, struct settings_file, fonts, font_fields),
    CYAML_FIELD_SEQUENCE("sources", CYAML_FLAG_POINTER, struct settings_file, settings.sources, &source_value,
                         0, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("checks", OPTIONAL, struct settings_file, settings.checks, &check_value, 0, 1000),
    CYAML_FIELD_SEQUENCE("crosswalks", OPTIONAL, struct settings_file, settings.crosswalks, &line_value, 0,
                         1000),
    CYAML_FIELD_STRING_PTR("acknowledged", OPTIONAL, struct settings_file, settings.acknowledged, 1, LONGEST),
    CYAML_FIELD_BOOL("evidence", CYAML_FLAG_OPTIONAL, struct settings_file, settings.evidence),
    CYAML_FIELD_BOOL("draft", CYAML_FLAG_OPTIONAL, struct settings_file, settings.draft),
    CYAML_FIELD_SEQUENCE("dossiers", OPTIONAL, struct settings_file, settings.dossiers, &dossier_value, 0,
                         CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t top_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct settings_file, top_fields)};

static void spread_fonts(struct settings_file *file) {
    const struct settings_fonts *fonts = file->fonts;
    if (!fonts)
        return;
    char **slots = file->settings.fonts;
    slots[FACE_SERIF] = fonts->serif;
    slots[FACE_SERIF_BOLD] = fonts->serif_bold;
    slots[FACE_SERIF_ITALIC] = fonts->serif_italic;
    slots[FACE_SERIF_BOLD_ITALIC] = fonts->serif_bold_italic;
    slots[FACE_SANS] = fonts->sans;
    slots[FACE_SANS_BOLD] = fonts->sans_bold;
    slots[FACE_SYMBOL] = fonts->symbol;
}

struct settings *settings_load(const char *path, struct str text, struct diag *diag) {
    void *data = NULL;
    if (!yaml_load(path, text, &top_value, &data, NULL, diag))
        return NULL;
    struct settings_file *file = data;
    spread_fonts(file);
    return &file->settings; /* the first member: the same address */
}

void settings_free(struct settings *settings) {
    yaml_release(&top_value, settings, 0);
}
