/* pack_fragment.c - patterns name others, as in grok: what %{NAME} stands for is put in its place, and all is folded as texts are. */
#include "extract/pack.h"

#define FRAGMENT_DEPTH 8 /* fragments that name fragments */

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

void pack_expand(struct load *load, struct buf *out, struct str pattern, struct rule_place where) {
    expand(load, out, pattern, where, 0);
}
