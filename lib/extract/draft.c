/* draft.c - the schema of a rule pack's YAML. Unknown keys and words are refused by it, with their place. */
#include "extract/draft.h"

#define LONGEST  8192 /* [bytes] of one pattern or sample */
#define MANY     10000
#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)

static const cyaml_strval_t roles[] = {
    {"label", ROLE_LABEL},   {"unit", ROLE_UNIT},         {"group", ROLE_GROUP},
    {"frame", ROLE_FRAME},   {"place", ROLE_PLACE},       {"place-class", ROLE_PLACE_CLASS},
    {"whole", ROLE_WHOLE},   {"period", ROLE_PERIOD},     {"qualifier", ROLE_QUALIFIER},
    {"change", ROLE_CHANGE}, {"negation", ROLE_NEGATION}, {"word", ROLE_WORD},
    {"glue", ROLE_GLUE},     {"foreign", ROLE_FOREIGN},   {"aside", ROLE_ASIDE},
    {"veto", ROLE_VETO},     {"numeral", ROLE_NUMERAL},
};

static const cyaml_strval_t namings[] = {
    {"surname", NAMING_SURNAME},   {"title", NAMING_TITLE},     {"polite", NAMING_POLITE},
    {"person", NAMING_PERSON},     {"age", NAMING_AGE},         {"place", NAMING_PLACE},
    {"inside", NAMING_INSIDE},     {"none", NAMING_NONE},       {"end", NAMING_END},
    {"numbered", NAMING_NUMBERED}, {"several", NAMING_SEVERAL}, {"spot", NAMING_SPOT},
};

static const cyaml_strval_t lines[] = {
    {"caption", LINE_CAPTION}, {"statistics", LINE_STATISTICS}, {"topic", LINE_TOPIC}};

static const cyaml_strval_t traits[] = {
    {"compares", TRAIT_COMPARES}, {"apart", TRAIT_APART},
    {"term", TRAIT_TERM},         {"listed", TRAIT_LISTED},
    {"counted", TRAIT_COUNTED},   {"remains", TRAIT_REMAINS},
    {"holds", TRAIT_HOLDS},       {"done", TRAIT_DONE},
    {"part", TRAIT_PART},         {"at", TRAIT_AT},
    {"whole", TRAIT_WHOLE},
};

static const cyaml_strval_t lastings[] = {
    {"label", LASTING_LABEL},
    {"sentence", LASTING_SENTENCE},
    {"paragraph", LASTING_PARAGRAPH},
    {"section", LASTING_SECTION},
};

static const cyaml_strval_t kinds[] = {{"count", FIGURE_COUNT},
                                       {"percent", FIGURE_PERCENT},
                                       {"ratio", FIGURE_RATIO},
                                       {"change", FIGURE_CHANGE},
                                       {"share", KIND_SHARE}};

#define N(table) (sizeof(table) / sizeof(table)[0])

static const cyaml_schema_value_t text_value = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, LONGEST)};
static const cyaml_schema_value_t kind_value = {CYAML_VALUE_ENUM(CYAML_FLAG_STRICT, int, kinds, N(kinds))};

static const cyaml_schema_field_t fragment_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct draft_fragment, name, 1, 100),
    CYAML_FIELD_STRING_PTR("pattern", CYAML_FLAG_POINTER, struct draft_fragment, pattern, 1, LONGEST),
    CYAML_FIELD_END};

static const cyaml_schema_field_t naming_fields[] = {
    CYAML_FIELD_ENUM("is", CYAML_FLAG_STRICT, struct draft_naming, is, namings, N(namings)),
    CYAML_FIELD_SEQUENCE("match", CYAML_FLAG_POINTER, struct draft_naming, match, &text_value, 1, MANY),
    CYAML_FIELD_END};

static const cyaml_schema_field_t line_fields[] = {
    CYAML_FIELD_ENUM("is", CYAML_FLAG_STRICT, struct draft_naming, is, lines, N(lines)),
    CYAML_FIELD_SEQUENCE("match", CYAML_FLAG_POINTER, struct draft_naming, match, &text_value, 1, MANY),
    CYAML_FIELD_END};

static const cyaml_schema_field_t feature_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct draft_feature, name, 1, 100),
    CYAML_FIELD_STRING_PTR("slot", CYAML_FLAG_POINTER, struct draft_feature, slot, 1, 100),
    CYAML_FIELD_BOOL("strict", CYAML_FLAG_OPTIONAL, struct draft_feature, strict),
    CYAML_FIELD_ENUM("lasts", CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, struct draft_feature, lasts, lastings,
                     N(lastings)),
    CYAML_FIELD_END};

static const cyaml_schema_field_t sample_fields[] = {
    CYAML_FIELD_STRING_PTR("text", CYAML_FLAG_POINTER, struct draft_sample, text, 1, LONGEST),
    CYAML_FIELD_STRING_PTR("place", OPTIONAL, struct draft_sample, place, 1, 200),
    CYAML_FIELD_SEQUENCE("gives", OPTIONAL, struct draft_sample, gives, &text_value, 0, 100),
    CYAML_FIELD_END};
static const cyaml_schema_value_t sample_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct draft_sample, sample_fields)};

static const cyaml_schema_field_t phrase_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct draft_phrase, name, 1, 100),
    CYAML_FIELD_ENUM("role", CYAML_FLAG_STRICT, struct draft_phrase, role, roles, N(roles)),
    CYAML_FIELD_STRING_PTR("is", OPTIONAL, struct draft_phrase, is, 1, 200),
    CYAML_FIELD_STRING_PTR("means", OPTIONAL, struct draft_phrase, means, 1, 200),
    CYAML_FIELD_STRING_PTR("means_en", OPTIONAL, struct draft_phrase, means_en, 1, 200),
    CYAML_FIELD_SEQUENCE("match", OPTIONAL, struct draft_phrase, match, &text_value, 1, MANY),
    CYAML_FIELD_STRING_PTR("units", OPTIONAL, struct draft_phrase, units, 1, 200),
    CYAML_FIELD_SEQUENCE("except", OPTIONAL, struct draft_phrase, except, &text_value, 0, MANY),
    CYAML_FIELD_SEQUENCE("gives", OPTIONAL, struct draft_phrase, gives, &text_value, 0, FEATURES_MAX),
    CYAML_FIELD_SEQUENCE("sets", OPTIONAL, struct draft_phrase, sets, &text_value, 0, FEATURES_MAX),
    CYAML_FIELD_SEQUENCE("samples", OPTIONAL, struct draft_phrase, samples, &sample_value, 0, MANY),
    CYAML_FIELD_INT("priority", CYAML_FLAG_OPTIONAL, struct draft_phrase, priority),
    CYAML_FIELD_FLAGS("traits", CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, struct draft_phrase, traits, traits,
                      N(traits)),
    CYAML_FIELD_BOOL("after", CYAML_FLAG_OPTIONAL, struct draft_phrase, after),
    CYAML_FIELD_BOOL("open", CYAML_FLAG_OPTIONAL, struct draft_phrase, open),
    CYAML_FIELD_END};

static const cyaml_schema_field_t reading_fields[] = {
    CYAML_FIELD_STRING_PTR("name", OPTIONAL, struct draft_reading, name, 1, 100),
    CYAML_FIELD_STRING_PTR("indicator", CYAML_FLAG_POINTER, struct draft_reading, indicator, 1, 100),
    CYAML_FIELD_STRING_PTR("unit", OPTIONAL, struct draft_reading, unit, 1, 40),
    CYAML_FIELD_SEQUENCE("when", CYAML_FLAG_POINTER, struct draft_reading, when, &text_value, 1,
                         FEATURES_MAX),
    CYAML_FIELD_SEQUENCE("unless", OPTIONAL, struct draft_reading, unless, &text_value, 0, FEATURES_MAX),
    CYAML_FIELD_SEQUENCE("kinds", OPTIONAL, struct draft_reading, kinds, &kind_value, 0, 5),
    CYAML_FIELD_SEQUENCE("samples", OPTIONAL, struct draft_reading, samples, &sample_value, 0, MANY),
    CYAML_FIELD_BOOL("absorbs", CYAML_FLAG_OPTIONAL, struct draft_reading, absorbs),
    CYAML_FIELD_BOOL("bare", CYAML_FLAG_OPTIONAL, struct draft_reading, bare),
    CYAML_FIELD_BOOL("ahead", CYAML_FLAG_OPTIONAL, struct draft_reading, ahead),
    CYAML_FIELD_END};

static const cyaml_schema_value_t fragment_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct draft_fragment, fragment_fields)};
static const cyaml_schema_value_t naming_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct draft_naming, naming_fields)};
static const cyaml_schema_value_t line_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct draft_naming, line_fields)};
static const cyaml_schema_value_t feature_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct draft_feature, feature_fields)};
static const cyaml_schema_value_t phrase_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct draft_phrase, phrase_fields)};
static const cyaml_schema_value_t reading_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct draft_reading, reading_fields)};

static const cyaml_schema_field_t draft_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct draft, name, 1, 100),
    CYAML_FIELD_SEQUENCE("extends", OPTIONAL, struct draft, extends, &text_value, 0, 8),
    CYAML_FIELD_SEQUENCE("markers", OPTIONAL, struct draft, markers, &text_value, 0, 100),
    CYAML_FIELD_SEQUENCE("fragments", OPTIONAL, struct draft, fragments, &fragment_value, 0, MANY),
    CYAML_FIELD_SEQUENCE("names", OPTIONAL, struct draft, names, &naming_value, 0, MANY),
    CYAML_FIELD_SEQUENCE("lines", OPTIONAL, struct draft, lines, &line_value, 0, MANY),
    CYAML_FIELD_SEQUENCE("features", OPTIONAL, struct draft, features, &feature_value, 0, FEATURES_MAX),
    CYAML_FIELD_SEQUENCE("phrases", OPTIONAL, struct draft, phrases, &phrase_value, 0, MANY),
    CYAML_FIELD_SEQUENCE("readings", OPTIONAL, struct draft, readings, &reading_value, 0, MANY),
    CYAML_FIELD_END};

static const cyaml_schema_value_t draft_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct draft, draft_fields)};

struct draft *draft_load(const char *path, struct str text, struct diag *diag) {
    void *data = NULL;
    return yaml_load(path, text, &draft_value, &data, NULL, diag) ? data : NULL;
}

void draft_free(struct draft *draft) {
    if (draft)
        yaml_release(&draft_value, draft, 0);
}
