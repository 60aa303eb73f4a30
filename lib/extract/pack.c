/* pack.c - rule packs: loads a pack with those that it extends, lets the nearer one replace rules of the same name, and
 * compiles what is left. Names are resolved here, so that reading a text compares bits only. */
#include "extract/draft.h"
#include "figure/units.h"
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX      8 /* packs that extend packs */
#define FRAGMENT_DEPTH 8 /* fragments that name fragments */

/* One file of the chain, the outermost base first. */
struct layer {
    struct draft *draft;
    const char *path;
};

struct load {
    struct pack *pack;
    const char *shipped;
    const struct catalogue *catalogue;
    struct diag *diag;
    struct layer *layers;
    size_t n_layers, layers_cap;
    struct pattern *patterns;
    size_t n_patterns, patterns_cap;
    struct arena scratch;
    bool ok;
};

static struct rule_place place_in(const struct layer *layer, const char *key, uint32_t item) {
    return (struct rule_place){layer->path, key, item};
}

struct diag_where rule_where(struct rule_place place) {
    struct diag ignored = DIAG_EMPTY; /* the file could be read a moment ago */
    struct buf text = BUF_EMPTY;
    uint32_t *lines = mem_new((size_t)place.item + 1, sizeof *lines);
    if (file_read(place.path, &text, &ignored))
        yaml_item_lines(buf_view(&text), place.key, lines, (size_t)place.item + 1);
    uint32_t line = lines[place.item];
    free(lines);
    buf_fini(&text);
    diag_fini(&ignored);
    return (struct diag_where){.file = place.path, .line = line, .column = line ? 1 : 0};
}

/* ---- the chain of files -------------------------------------------------------------------------------------------- */

static const char *folder_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? arena_str(arena, (struct str){path, (size_t)(slash - path)}).at : "";
}

static const char *base_path(struct load *load, const char *from, const char *name) {
    struct arena *arena = &load->pack->arena;
    struct str file = arena_printf(arena, "%s.yaml", name);
    const char *beside = file_join(arena, folder_of(arena, from), file.at);
    if (file_exists(beside) || !load->shipped)
        return beside;
    return file_join(arena, load->shipped, file.at);
}

static bool load_layer(struct load *load, struct layer *layer) {
    struct buf text = BUF_EMPTY;
    if (file_read(layer->path, &text, load->diag))
        layer->draft = draft_load(layer->path, buf_view(&text), load->diag);
    buf_fini(&text);
    return layer->draft != NULL;
}

static bool load_chain(struct load *load, const char *path, unsigned depth) {
    struct layer layer = {.path = arena_strdup(&load->pack->arena, path)};
    if (depth >= DEPTH_MAX) {
        diag_at(load->diag, DIAG_USAGE, (struct diag_where){.file = layer.path}, "rule-extends",
                _("packs extend each other too deeply or in a circle; take one \"extends\" out"));
        return false;
    }
    bool ok = load_layer(load, &layer);
    for (unsigned i = 0; ok && i < layer.draft->extends_count; i++)
        ok = load_chain(load, base_path(load, layer.path, layer.draft->extends[i]), depth + 1);
    if (!ok) {
        draft_free(layer.draft);
        return false;
    }
    MEM_ROOM(load->layers, load->n_layers, load->layers_cap);
    load->layers[load->n_layers++] = layer;
    return true;
}

/* ---- names to bits --------------------------------------------------------------------------------------------------- */

features pack_feature(const struct pack *pack, struct str name) {
    for (size_t i = 0; i < pack->n_features; i++)
        if (str_equal(str_of(pack->features[i].name), name))
            return (features)1 << i;
    return 0;
}

static features names_to_features(struct load *load, struct rule_place where, char **names, unsigned n) {
    features set = 0;
    for (unsigned i = 0; i < n; i++) {
        features one = pack_feature(load->pack, str_of(names[i]));
        if (!one) {
            diag_at(load->diag, DIAG_USAGE, rule_where(where), "rule-feature",
                    _("no feature is called \"%s\"; name it under features or correct its spelling"),
                    names[i]);
            load->ok = false;
        }
        set |= one;
    }
    return set;
}

static void add_feature(struct load *load, const struct layer *layer, uint32_t i) {
    struct pack *pack = load->pack;
    const struct draft_feature *draft = &layer->draft->features[i];
    if (pack_feature(pack, str_of(draft->name)))
        return; /* said by a base already */
    if (pack->n_features == FEATURES_MAX) {
        diag_at(load->diag, DIAG_USAGE, rule_where(place_in(layer, "features", i)), "rule-feature",
                _("a pack has at most %d features; merge some"), FEATURES_MAX);
        load->ok = false;
        return;
    }
    MEM_ROOM(pack->features, pack->n_features, pack->features_cap);
    pack->features[pack->n_features++] = (struct feature){
        .name = arena_strdup(&pack->arena, draft->name),
        .slot = arena_strdup(&pack->arena, draft->slot),
        .strict = draft->strict,
        .lasting = draft->lasts,
    };
}

static features pack_slot(const struct pack *pack, const char *slot) {
    features set = 0;
    for (size_t i = 0; i < pack->n_features; i++)
        if (strcmp(pack->features[i].slot, slot) == 0)
            set |= (features)1 << i;
    return set;
}

static void settle_features(struct pack *pack) {
    for (size_t i = 0; i < pack->n_features; i++) {
        struct feature *feature = &pack->features[i];
        features bit = (features)1 << i;
        for (size_t k = 0; k < pack->n_features; k++)
            if (strcmp(pack->features[k].slot, feature->slot) == 0)
                feature->rivals |= (features)1 << k;
        if (feature->strict)
            pack->strict |= bit;
        for (int lasting = 0; lasting <= (int)feature->lasting; lasting++)
            pack->lasting[lasting] |= bit;
    }
    pack->who = pack_feature(pack, STR("female")) | pack_feature(pack, STR("minority")) |
                pack_feature(pack, STR("party")) | pack_feature(pack, STR("young"));
    pack->negated = pack_feature(pack, STR("negated"));
    pack->now = pack_feature(pack, STR("now"));
    pack->commune = pack_feature(pack, STR("commune"));
    pack->commune_word = pack_feature(pack, STR("commune-word"));
    pack->joiner = pack_feature(pack, STR("standard"));
    pack->narrower = pack_feature(pack, STR("compliant"));
    pack->post = pack_feature(pack, STR("post"));
    pack->ahead = pack_slot(pack, "plan");
    pack->total = pack_feature(pack, STR("total"));
    pack->outlook = pack_feature(pack, STR("outlook"));
    pack->field = pack_feature(pack, STR("other-field"));
    pack->elsewhere = pack_feature(pack, STR("elsewhere"));
    pack->class_unit = pack_feature(pack, STR("class"));
    pack->intended = pack_feature(pack, STR("intended"));
    pack->attending = pack_feature(pack, STR("attending"));
    pack->happens = pack_slot(pack, "activity") | pack->class_unit | pack_feature(pack, STR("turn")) |
                    pack_feature(pack, STR("learner")) | pack_feature(pack, STR("inspection"));
    pack->ratings = pack_slot(pack, "rating");
    pack->up = pack_feature(pack, STR("up"));
    pack->topics = pack_slot(pack, "topic");
    pack->plan = pack_feature(pack, STR("plan"));
    pack->staff = pack_feature(pack, STR("staff"));
    pack->person = pack_feature(pack, STR("person"));
}

/* ---- fragments ------------------------------------------------------------------------------------------------------- */

static const char *fragment_find(const struct load *load, struct str name) {
    for (size_t i = load->n_layers; i-- > 0;) /* the nearest pack first */
        for (unsigned k = 0; k < load->layers[i].draft->fragments_count; k++)
            if (str_equal(str_of(load->layers[i].draft->fragments[k].name), name))
                return load->layers[i].draft->fragments[k].pattern;
    return NULL;
}

static void put_folded(struct load *load, struct buf *out, struct str piece) {
    if (piece.len)
        buf_str(out, fold_pattern(&load->scratch, piece));
}

/* Writes `pattern` folded, with each %{NAME} replaced by (?:its pattern). */
static void expand(struct load *load, struct buf *out, struct str pattern, struct rule_place where,
                   unsigned depth) {
    for (size_t at = 0; at < pattern.len;) {
        size_t open = str_find(pattern, STR("%{"), at);
        size_t close = open == STR_NONE ? STR_NONE : str_find(pattern, STR("}"), open);
        if (close == STR_NONE) {
            put_folded(load, out, str_cut(pattern, at, pattern.len));
            return;
        }
        struct str name = str_cut(pattern, open + 2, close);
        const char *fragment = depth < FRAGMENT_DEPTH ? fragment_find(load, name) : NULL;
        put_folded(load, out, str_cut(pattern, at, open));
        if (!fragment) {
            diag_at(load->diag, DIAG_USAGE, rule_where(where), "rule-fragment",
                    _("no fragment is called \"%.*s\", or it names itself; add it under fragments"),
                    STR_ARG(name));
            load->ok = false;
            return;
        }
        buf_puts(out, "(?:");
        expand(load, out, str_of(fragment), where, depth + 1);
        buf_puts(out, ")");
        at = close + 1;
    }
}

/* ---- phrases --------------------------------------------------------------------------------------------------------- */

struct choice {
    const char *name;
    int value;
};

static const struct choice words[] = {{"and", WORD_AND},
                                      {"is", WORD_IS},
                                      {"have", WORD_HAVE},
                                      {"to", WORD_TO},
                                      {"from", WORD_FROM},
                                      {"compare", WORD_COMPARE},
                                      {"within", WORD_WITHIN},
                                      {"rest", WORD_REST},
                                      {"total", WORD_TOTAL},
                                      {"out-of", WORD_OUT_OF},
                                      {"in-order", WORD_IN_ORDER},
                                      {"done", WORD_DONE},
                                      {"same", WORD_SAME},
                                      {"result", WORD_RESULT},
                                      {NULL, 0}};
static const struct choice shapes[] = {{"year", SHAPE_YEAR},
                                       {"until", SHAPE_UNTIL},
                                       {"span", SHAPE_SPAN},
                                       {"since", SHAPE_SINCE},
                                       {"now", SHAPE_NOW},
                                       {"next", SHAPE_NEXT},
                                       {"previous", SHAPE_PREVIOUS},
                                       {"this", SHAPE_THIS},
                                       {"held", SHAPE_HELD},
                                       {"same", SHAPE_SAME},
                                       {"first", SHAPE_FIRST},
                                       {"last", SHAPE_LAST},
                                       {NULL, 0}};
static const struct choice reaches[] = {
    {"part", REACH_PART}, {"clause", REACH_CLAUSE}, {"sentence", REACH_SENTENCE}, {NULL, 0}};
static const struct choice signs[] = {{"up", 1}, {"down", -1}, {NULL, 0}};
static const struct choice qualifiers[] = {{"exact", QUALIFIER_EXACT},
                                           {"nearly", QUALIFIER_NEARLY},
                                           {"about", QUALIFIER_ABOUT},
                                           {"over", QUALIFIER_OVER},
                                           {"at_least", QUALIFIER_AT_LEAST},
                                           {"at_most", QUALIFIER_AT_MOST},
                                           {NULL, 0}};

/* The choices that a role's `is` is taken from; NULL where it is free text or not looked at. */
static const struct choice *choices_of(enum role role) {
    switch (role) {
    case ROLE_WORD: return words;
    case ROLE_PERIOD: return shapes;
    case ROLE_VETO: return reaches;
    case ROLE_CHANGE: return signs;
    case ROLE_QUALIFIER: return qualifiers;
    default: return NULL;
    }
}

static int choose(struct load *load, struct rule_place where, const struct draft_phrase *draft) {
    const struct choice *choices = choices_of(draft->role);
    for (; choices->name; choices++)
        if (draft->is && strcmp(choices->name, draft->is) == 0)
            return choices->value;
    diag_at(load->diag, DIAG_USAGE, rule_where(where), "rule-is",
            _("\"%s\": its role does not know \"is: %s\"; see the manual for the words of each role"),
            draft->name, draft->is ? draft->is : "");
    load->ok = false;
    return 0;
}

static void settle_is(struct load *load, struct rule_place where, const struct draft_phrase *draft,
                      struct phrase *phrase) {
    struct arena *arena = &load->pack->arena;
    int value = choices_of(draft->role) ? choose(load, where, draft) : 0;
    switch (draft->role) {
    case ROLE_WORD: phrase->as.word = (enum word)value; break;
    case ROLE_PERIOD: phrase->as.shape = (enum period_shape)value; break;
    case ROLE_VETO: phrase->as.reach = (enum reach)value; break;
    case ROLE_CHANGE: phrase->as.sign = value; break;
    case ROLE_QUALIFIER: phrase->as.qualifier = (enum figure_qualifier)value; break;
    case ROLE_UNIT: phrase->as.unit = draft->is ? arena_strdup(arena, draft->is) : NULL; break;
    default: phrase->as.place = draft->is ? str_of(arena_strdup(arena, draft->is)) : STR(""); break;
    }
}

static void add_samples(struct load *load, const char *rule, struct rule_place where,
                        const struct draft_sample *samples, unsigned n) {
    struct pack *pack = load->pack;
    for (unsigned i = 0; i < n; i++) {
        const char **gives = ARENA_ARRAY(&pack->arena, samples[i].gives_count, const char *);
        for (unsigned k = 0; k < samples[i].gives_count; k++)
            gives[k] = arena_strdup(&pack->arena, samples[i].gives[k]);
        MEM_ROOM(pack->samples, pack->n_samples, pack->samples_cap);
        pack->samples[pack->n_samples++] = (struct sample){
            .text = arena_strdup(&pack->arena, samples[i].text),
            .gives = gives,
            .n_gives = samples[i].gives_count,
            .place = samples[i].place ? str_of(arena_strdup(&pack->arena, samples[i].place)) : STR(""),
            .rule = rule,
            .where = where,
        };
    }
}

static void add_pattern(struct load *load, const struct draft_phrase *draft, struct str match,
                        struct rule_place where) {
    struct buf text = BUF_EMPTY;
    expand(load, &text, match, where, 0);
    MEM_ROOM(load->patterns, load->n_patterns, load->patterns_cap);
    load->patterns[load->n_patterns++] = (struct pattern){
        .text = arena_str(&load->pack->arena, buf_view(&text)),
        .phrase = (uint32_t)load->pack->n_phrases,
        .priority = draft->priority,
        .where = where,
        .open = draft->open,
    };
    buf_fini(&text);
}

/* A name as texts write it, the hyphen with or without blanks: Bà Rịa - Vũng Tàu. */
static struct str pattern_of_name(struct arena *arena, struct str name) {
    struct str hyphen = STR(" - ");
    size_t at = str_find(name, hyphen, 0);
    if (at == STR_NONE)
        return name;
    struct str left = str_cut(name, 0, at), right = str_cut(name, at + hyphen.len, name.len);
    return arena_printf(arena, "%.*s ?(?:-|–|—) ?%.*s", STR_ARG(left), STR_ARG(right));
}

static bool is_excepted(const struct draft_phrase *draft, struct str name) {
    for (unsigned i = 0; i < draft->except_count; i++)
        if (place_equal(str_of(draft->except[i]), name))
            return true;
    return false;
}

/* A file of units beside the pack, else the shipped one: a workspace with packs of its own need not copy the units. */
static const char *units_path(struct load *load, const struct layer *layer, const char *name) {
    const char *beside = file_join(&load->scratch, folder_of(&load->scratch, layer->path), name);
    if (file_exists(beside) || !load->shipped)
        return beside;
    return file_join(&load->scratch, load->shipped, name);
}

/* A phrase for each unit that was there from the beginning: later ones bear the names of their parts. */
static void add_units(struct load *load, const struct layer *layer, const struct draft_phrase *draft,
                      const struct phrase *phrase, struct rule_place where) {
    struct pack *pack = load->pack;
    struct units *units = units_load(units_path(load, layer, draft->units), load->diag);
    load->ok = load->ok && units;
    for (size_t i = 0; units && i < units->n; i++) {
        struct str name = str_of(units->items[i]->name);
        if (units->items[i]->from.year || is_excepted(draft, name))
            continue;
        add_pattern(load, draft, pattern_of_name(&load->scratch, place_bare(name)), where);
        MEM_ROOM(pack->phrases, pack->n_phrases, pack->phrases_cap);
        pack->phrases[pack->n_phrases] = *phrase;
        pack->phrases[pack->n_phrases++].as.place = arena_str(&pack->arena, name);
    }
    units_free(units);
}

static void add_phrase(struct load *load, const struct layer *layer, uint32_t i) {
    struct pack *pack = load->pack;
    const struct draft_phrase *draft = &layer->draft->phrases[i];
    struct rule_place where = place_in(layer, "phrases", i);
    struct phrase phrase = {
        .name = arena_printf(&pack->arena, "%s/%s", layer->draft->name, draft->name).at,
        .role = draft->role,
        .gives = names_to_features(load, where, draft->gives, draft->gives_count),
        .sets = names_to_features(load, where, draft->sets, draft->sets_count),
        .after = draft->after,
    };
    settle_is(load, where, draft, &phrase);
    if (draft->units)
        add_units(load, layer, draft, &phrase, where);
    for (unsigned k = 0; k < draft->match_count; k++)
        add_pattern(load, draft, str_of(draft->match[k]), where);
    if (draft->match_count) {
        MEM_ROOM(pack->phrases, pack->n_phrases, pack->phrases_cap);
        pack->phrases[pack->n_phrases++] = phrase;
    } else if (!draft->units) {
        diag_at(load->diag, DIAG_USAGE, rule_where(where), "rule-match",
                _("the phrase \"%s\" has neither match nor units; give it one"), draft->name);
        load->ok = false;
    }
    add_samples(load, phrase.name, where, draft->samples, draft->samples_count);
}

/* ---- readings -------------------------------------------------------------------------------------------------------- */

static const struct indicator *indicator_named(struct load *load, struct rule_place where, const char *id) {
    const struct indicator *indicator = catalogue_find(load->catalogue, str_of(id));
    const char *near = NULL;
    if (indicator)
        return indicator;
    catalogue_nearest(load->catalogue, str_of(id), &near, 1);
    diag_at(load->diag, DIAG_USAGE, rule_where(where), "rule-indicator",
            _("the catalogue has no indicator \"%s\"; the nearest is \"%s\""), id, near ? near : "");
    load->ok = false;
    return NULL;
}

static unsigned kinds_of(const struct draft_reading *draft) {
    unsigned kinds = 0;
    for (unsigned i = 0; i < draft->kinds_count; i++)
        kinds |= FIGURE_BIT((unsigned)draft->kinds[i]);
    return kinds ? kinds : ~0u;
}

static void add_reading(struct load *load, const struct layer *layer, uint32_t i) {
    struct pack *pack = load->pack;
    const struct draft_reading *draft = &layer->draft->readings[i];
    struct rule_place where = place_in(layer, "readings", i);
    const struct indicator *indicator = indicator_named(load, where, draft->indicator);
    struct reading reading = {
        .name = arena_printf(&pack->arena, "%s/%s", layer->draft->name,
                             draft->name ? draft->name : draft->indicator)
                    .at,
        .indicator = indicator,
        .when = names_to_features(load, where, draft->when, draft->when_count),
        .unless = names_to_features(load, where, draft->unless, draft->unless_count),
        .kinds = kinds_of(draft),
        .absorbs = draft->absorbs,
        .bare = draft->bare,
        .ahead = draft->ahead,
        .unit = draft->unit ? arena_strdup(&pack->arena, draft->unit)
                : indicator ? indicator->unit
                            : "",
    };
    MEM_ROOM(pack->readings, pack->n_readings, pack->readings_cap);
    pack->readings[pack->n_readings++] = reading;
    add_samples(load, reading.name, where, draft->samples, draft->samples_count);
}

/* ---- merging ----------------------------------------------------------------------------------------------------------- */

/* Does a nearer pack say a rule of this name again? Then this one is replaced. */
static bool phrase_replaced(const struct load *load, size_t layer, const char *name) {
    for (size_t i = layer + 1; i < load->n_layers; i++)
        for (unsigned k = 0; k < load->layers[i].draft->phrases_count; k++)
            if (strcmp(load->layers[i].draft->phrases[k].name, name) == 0)
                return true;
    return false;
}

static const char *reading_name(const struct draft_reading *draft) {
    return draft->name ? draft->name : draft->indicator;
}

static bool reading_replaced(const struct load *load, size_t layer, const char *name) {
    for (size_t i = layer + 1; i < load->n_layers; i++)
        for (unsigned k = 0; k < load->layers[i].draft->readings_count; k++)
            if (strcmp(reading_name(&load->layers[i].draft->readings[k]), name) == 0)
                return true;
    return false;
}

static void merge(struct load *load) {
    for (size_t i = 0; i < load->n_layers; i++)
        for (uint32_t k = 0; k < load->layers[i].draft->features_count; k++)
            add_feature(load, &load->layers[i], k);
    settle_features(load->pack);
    for (size_t i = 0; i < load->n_layers; i++) {
        const struct layer *layer = &load->layers[i];
        for (uint32_t k = 0; k < layer->draft->phrases_count; k++)
            if (!phrase_replaced(load, i, layer->draft->phrases[k].name))
                add_phrase(load, layer, k);
        for (uint32_t k = 0; k < layer->draft->readings_count; k++)
            if (!reading_replaced(load, i, reading_name(&layer->draft->readings[k])))
                add_reading(load, layer, k);
    }
}

/* Those of the pack itself: a pack that extends it is for other texts. */
static void take_markers(struct load *load) {
    const struct layer *layer = &load->layers[load->n_layers - 1];
    struct pack *pack = load->pack;
    pack->markers = mem_new(layer->draft->markers_count + 1, sizeof *pack->markers);
    for (unsigned i = 0; i < layer->draft->markers_count; i++) {
        struct rule_place where = place_in(layer, "markers", i);
        struct buf text = BUF_EMPTY;
        expand(load, &text, str_of(layer->draft->markers[i]), where, 0);
        pcre2_code *code = marker_compile(&pack->arena, buf_view(&text), where, load->diag);
        buf_fini(&text);
        if (code)
            pack->markers[pack->n_markers++] = code;
        else
            load->ok = false;
    }
}

/* What tells names, that of nearer packs beside those of their bases. */
static void take_namings(struct load *load) {
    struct buf alternatives[NAMING_MANY] = {0};
    struct rule_place where[NAMING_MANY];
    for (size_t i = 0; i < load->n_layers; i++)
        for (uint32_t k = 0; k < load->layers[i].draft->names_count; k++) {
            const struct draft_naming *draft = &load->layers[i].draft->names[k];
            where[draft->is] = place_in(&load->layers[i], "names", k);
            for (unsigned m = 0; m < draft->match_count; m++) {
                struct buf one = BUF_EMPTY;
                expand(load, &one, str_of(draft->match[m]), where[draft->is], 0);
                pcre2_code *code = naming_compile(buf_view(&one), draft->is, where[draft->is], load->diag);
                load->ok = load->ok && code;
                pcre2_code_free(code);
                buf_printf(&alternatives[draft->is], "%s(?:%.*s)", alternatives[draft->is].len ? "|" : "",
                           STR_ARG(buf_view(&one)));
                buf_fini(&one);
            }
        }
    for (unsigned naming = 0; naming < NAMING_MANY; naming++) {
        if (load->ok && alternatives[naming].len)
            load->pack->namings[naming] =
                naming_compile(buf_view(&alternatives[naming]), naming, where[naming], load->diag);
        buf_fini(&alternatives[naming]);
    }
}

static void note_files(struct load *load) {
    struct pack *pack = load->pack;
    pack->files = ARENA_ARRAY(&pack->arena, load->n_layers, const char *);
    for (size_t i = 0; i < load->n_layers; i++)
        pack->files[pack->n_files++] = load->layers[i].path;
}

static void load_fini(struct load *load) {
    for (size_t i = 0; i < load->n_layers; i++)
        draft_free(load->layers[i].draft);
    free(load->layers);
    free(load->patterns);
    arena_fini(&load->scratch);
}

struct heads *pack_heads(const struct pack *pack, struct diag *diag) {
    if (!*pack->heads)
        *pack->heads = heads_new(pack->catalogue, diag);
    return *pack->heads;
}

static struct pack *new_pack(const struct catalogue *catalogue) {
    struct pack *pack = mem_new(1, sizeof *pack);
    pack->catalogue = catalogue;
    pack->heads = ARENA_NEW(&pack->arena, struct heads *);
    pack->program = ARENA_NEW(&pack->arena, struct program);
    return pack;
}

struct pack *pack_for_tables(const char *name, const struct catalogue *catalogue) {
    struct pack *pack = new_pack(catalogue);
    pack->name = arena_strdup(&pack->arena, name);
    return pack;
}

struct pack *pack_load(const char *path, const char *shipped, const struct catalogue *catalogue,
                       struct diag *diag) {
    struct pack *pack = new_pack(catalogue);
    struct load load = {.pack = pack, .shipped = shipped, .catalogue = catalogue, .diag = diag, .ok = true};
    load.ok = load_chain(&load, path, 0);
    if (load.ok) {
        pack->name = arena_strdup(&pack->arena, load.layers[load.n_layers - 1].draft->name);
        note_files(&load);
        merge(&load);
        take_markers(&load);
        take_namings(&load);
    }
    if (load.ok)
        load.ok = program_compile(pack->program, &pack->arena, load.patterns, load.n_patterns, diag);
    load_fini(&load);
    if (load.ok)
        return pack;
    pack_free(pack);
    return NULL;
}

void pack_free(struct pack *pack) {
    if (!pack)
        return;
    program_fini(pack->program);
    heads_free(*pack->heads);
    for (size_t i = 0; i < pack->n_markers; i++)
        pcre2_code_free(pack->markers[i]);
    for (unsigned i = 0; i < NAMING_MANY; i++)
        pcre2_code_free(pack->namings[i]);
    free(pack->markers);
    free(pack->features);
    free(pack->phrases);
    free(pack->readings);
    free(pack->samples);
    arena_fini(&pack->arena);
    free(pack);
}

size_t pack_files(const struct pack *pack, const char *const **files) {
    *files = pack->files;
    return pack->n_files;
}

const char *pack_name(const struct pack *pack) {
    return pack->name;
}
