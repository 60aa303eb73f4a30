/* pack.h - a rule pack while it is loaded: its files, and what they add to it. Seen by pack.c and pack_*.c only. */
#ifndef HOSO_EXTRACT_PACK_H
#define HOSO_EXTRACT_PACK_H

#include "extract/draft.h"

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
    struct map fragments; /* what those that were named so far stand for, in `expanded` */
    struct str *expanded;
    size_t n_expanded, expanded_cap;
    struct arena scratch;
    bool ok;
};

/* Where item `item` of the layer's list `key` stands. */
static inline struct rule_place pack_place(const struct layer *layer, const char *key, uint32_t item) {
    return (struct rule_place){layer->path, key, item};
}

/* The folder of a file, "" where its path has none. In the arena. */
const char *pack_folder(struct arena *arena, const char *path);

/* Samples are kept with the rule that they are of. */
void pack_add_samples(struct load *load, const char *rule, struct rule_place where,
                      const struct draft_sample *samples, unsigned n);

/* All the functions below note a fault of the rules in load->ok after DIAG_USAGE at its place. */

/* The features of all layers; before anything else, for the others name them (pack_feature.c). */
void pack_add_features(struct load *load);
/* The set of the features with these names. */
features pack_named(struct load *load, struct rule_place where, char **names, unsigned n);

/* Writes `pattern` folded, with each %{NAME} replaced by (?:its pattern) (pack_fragment.c). */
void pack_expand(struct load *load, struct buf *out, struct str pattern, struct rule_place where);

/* The phrase `i` of a layer, and its patterns (pack_phrase.c). */
void pack_add_phrase(struct load *load, const struct layer *layer, uint32_t i);

/* The reading `i` of a layer (pack_reading.c). */
void pack_add_reading(struct load *load, const struct layer *layer, uint32_t i);

#endif
