/* pack.c - rule packs: loads a pack with those that it extends, lets the nearer one replace rules of the same name, and
 * compiles what is left. Names are resolved here, so that reading a text compares bits only. */
#include "extract/pack.h"
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 8 /* packs that extend packs */

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

const char *pack_folder(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? arena_str(arena, (struct str){path, (size_t)(slash - path)}).at : "";
}

static const char *base_path(struct load *load, const char *from, const char *name) {
    struct arena *arena = &load->pack->arena;
    struct str file = arena_printf(arena, "%s.yaml", name);
    const char *beside = file_join(arena, pack_folder(arena, from), file.at);
    if (file_exists(beside) || !load->shipped)
        return beside;
    return file_join(arena, load->shipped, file.at);
}

/* Told where it is named, for nobody has seen where it was looked for. */
static bool base_exists(struct load *load, const struct layer *layer, uint32_t i, const char *base) {
    if (file_exists(base))
        return true;
    diag_at(load->diag, DIAG_USAGE, rule_where(pack_place(layer, "extends", i)), "rule-extends",
            _("there is no rule pack \"%s\" to extend; correct the name, most packs extend can-bo-cap-xa"),
            layer->draft->extends[i]);
    return false;
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
    for (unsigned i = 0; ok && i < layer.draft->extends_count; i++) {
        const char *base = base_path(load, layer.path, layer.draft->extends[i]);
        ok = base_exists(load, &layer, i, base) && load_chain(load, base, depth + 1);
    }
    if (!ok) {
        draft_free(layer.draft);
        return false;
    }
    MEM_ROOM(load->layers, load->n_layers, load->layers_cap);
    load->layers[load->n_layers++] = layer;
    return true;
}

void pack_add_samples(struct load *load, const char *rule, struct rule_place where,
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
    pack_add_features(load);
    for (size_t i = 0; i < load->n_layers; i++) {
        const struct layer *layer = &load->layers[i];
        for (uint32_t k = 0; k < layer->draft->phrases_count; k++)
            if (!phrase_replaced(load, i, layer->draft->phrases[k].name))
                pack_add_phrase(load, layer, k);
        for (uint32_t k = 0; k < layer->draft->readings_count; k++)
            if (!reading_replaced(load, i, reading_name(&layer->draft->readings[k])))
                pack_add_reading(load, layer, k);
    }
}

/* Those of the pack itself: a pack that extends it is for other texts. */
static void take_markers(struct load *load) {
    const struct layer *layer = &load->layers[load->n_layers - 1];
    struct pack *pack = load->pack;
    pack->markers = mem_new(layer->draft->markers_count + 1, sizeof *pack->markers);
    for (unsigned i = 0; i < layer->draft->markers_count; i++) {
        struct rule_place where = pack_place(layer, "markers", i);
        struct buf text = BUF_EMPTY;
        pack_expand(load, &text, str_of(layer->draft->markers[i]), where);
        pcre2_code *code = marker_compile(&pack->arena, buf_view(&text), where, load->diag);
        buf_fini(&text);
        if (code)
            pack->markers[pack->n_markers++] = code;
        else
            load->ok = false;
    }
}

struct namings {
    struct buf alternatives[NAMING_MANY];
    struct rule_place where[NAMING_MANY];
};

static void take_naming(struct load *load, const struct draft_naming *draft, struct rule_place where,
                        struct namings *all) {
    struct buf *alternatives = &all->alternatives[draft->is];
    all->where[draft->is] = where;
    for (unsigned m = 0; m < draft->match_count; m++) {
        struct buf one = BUF_EMPTY;
        pack_expand(load, &one, str_of(draft->match[m]), where);
        load->ok &= naming_sound(buf_view(&one), where, load->diag);
        buf_printf(alternatives, "%s(?:%.*s)", alternatives->len ? "|" : "", STR_ARG(buf_view(&one)));
        buf_fini(&one);
    }
}

/* What tells names and begins lines, that of nearer packs beside those of their bases. */
static void take_namings(struct load *load) {
    struct namings all = {0};
    for (size_t i = 0; i < load->n_layers; i++) {
        const struct layer *layer = &load->layers[i];
        for (uint32_t k = 0; k < layer->draft->names_count; k++)
            take_naming(load, &layer->draft->names[k], pack_place(layer, "names", k), &all);
        for (uint32_t k = 0; k < layer->draft->lines_count; k++)
            take_naming(load, &layer->draft->lines[k], pack_place(layer, "lines", k), &all);
    }
    for (unsigned naming = 0; naming < NAMING_MANY; naming++) {
        if (load->ok && all.alternatives[naming].len)
            load->pack->namings[naming] =
                naming_compile(buf_view(&all.alternatives[naming]), naming, all.where[naming], load->diag);
        buf_fini(&all.alternatives[naming]);
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
    map_fini(&load->fragments);
    free(load->expanded);
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
        readings_index(pack);
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
