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

static bool expand(struct load *load, struct buf *out, struct str pattern, struct rule_place where,
                   unsigned depth);

/* What the fragment stands for is worked out once: patterns name the same ones again and again. False after a
 * message. */
static bool put_fragment(struct load *load, struct buf *out, struct str name, struct rule_place where,
                         unsigned depth) {
    uint32_t known = map_find(&load->fragments, name);
    if (known != MAP_NONE) {
        buf_str(out, load->expanded[known]);
        return true;
    }
    const char *fragment = depth < FRAGMENT_DEPTH ? fragment_find(load, name) : NULL;
    size_t from = out->len;
    if (!fragment) {
        diag_at(load->diag, DIAG_USAGE, rule_where(where), "rule-fragment",
                _("no fragment is called \"%.*s\", or it names itself; add it under fragments"),
                STR_ARG(name));
        load->ok = false;
        return false;
    }
    if (!expand(load, out, str_of(fragment), where, depth + 1))
        return false;
    MEM_ROOM(load->expanded, load->n_expanded, load->expanded_cap);
    load->expanded[load->n_expanded] = arena_str(&load->scratch, str_cut(buf_view(out), from, out->len));
    map_put(&load->fragments, name, (uint32_t)load->n_expanded++);
    return true;
}

/* False after a message. */
static bool expand(struct load *load, struct buf *out, struct str pattern, struct rule_place where,
                   unsigned depth) {
    for (size_t at = 0; at < pattern.len;) {
        size_t open = str_find(pattern, STR("%{"), at);
        size_t close = open == STR_NONE ? STR_NONE : str_find(pattern, STR("}"), open);
        if (close == STR_NONE) {
            put_folded(load, out, str_cut(pattern, at, pattern.len));
            return true;
        }
        put_folded(load, out, str_cut(pattern, at, open));
        buf_puts(out, "(?:");
        if (!put_fragment(load, out, str_cut(pattern, open + 2, close), where, depth))
            return false;
        buf_puts(out, ")");
        at = close + 1;
    }
    return true;
}

void pack_expand(struct load *load, struct buf *out, struct str pattern, struct rule_place where) {
    expand(load, out, pattern, where, 0);
}
