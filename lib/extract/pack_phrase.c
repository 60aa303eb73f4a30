/* pack_phrase.c - the phrases of a pack: what they say, and the patterns by which texts say it. */
#include "extract/pack.h"
#include "figure/units.h"
#include <string.h>

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
static const struct choice shapes[] = {{"year", SHAPE_YEAR},         {"until", SHAPE_UNTIL},
                                       {"span", SHAPE_SPAN},         {"since", SHAPE_SINCE},
                                       {"now", SHAPE_NOW},           {"next", SHAPE_NEXT},
                                       {"previous", SHAPE_PREVIOUS}, {"this", SHAPE_THIS},
                                       {"held", SHAPE_HELD},         {"same", SHAPE_SAME},
                                       {"first", SHAPE_FIRST},       {"last", SHAPE_LAST},
                                       {"before", SHAPE_BEFORE},     {NULL, 0}};
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

static void add_pattern(struct load *load, const struct draft_phrase *draft, struct str match,
                        struct rule_place where) {
    struct buf text = BUF_EMPTY;
    pack_expand(load, &text, match, where);
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
    const char *beside = file_join(&load->scratch, pack_folder(&load->scratch, layer->path), name);
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

/* Where only one language says it, it stands in for the other. */
static struct meaning meaning_of(struct arena *arena, const struct draft_phrase *draft) {
    const char *vi = draft->means ? draft->means : draft->means_en;
    const char *en = draft->means_en ? draft->means_en : draft->means;
    return vi ? (struct meaning){arena_strdup(arena, vi), arena_strdup(arena, en)} : (struct meaning){0};
}

void pack_add_phrase(struct load *load, const struct layer *layer, uint32_t i) {
    struct pack *pack = load->pack;
    const struct draft_phrase *draft = &layer->draft->phrases[i];
    struct rule_place where = pack_place(layer, "phrases", i);
    struct phrase phrase = {
        .name = arena_printf(&pack->arena, "%s/%s", layer->draft->name, draft->name).at,
        .role = draft->role,
        .gives = pack_named(load, where, draft->gives, draft->gives_count),
        .sets = pack_named(load, where, draft->sets, draft->sets_count),
        .traits = draft->traits,
        .after = draft->after,
        .means = meaning_of(&pack->arena, draft),
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
    pack_add_samples(load, phrase.name, where, draft->samples, draft->samples_count);
}
