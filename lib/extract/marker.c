/* marker.c - which texts a pack is for: words that only such texts have, named under `markers:` in its file. */
#include "extract/internal.h"

pcre2_code *marker_compile(struct arena *arena, struct str pattern, struct rule_place where,
                           struct diag *diag) {
    struct str whole = arena_printf(arena, "(?<![\\p{L}\\d])(?:%.*s)(?![\\p{L}\\d])", STR_ARG(pattern));
    char why[128] = "";
    int error = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)whole.at, whole.len, PCRE2_UTF | PCRE2_NO_UTF_CHECK, &error, &at, NULL);
    if (code) {
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without it matching is slower, not different */
        return code;
    }
    pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
    diag_at(diag, DIAG_USAGE, rule_where(where), "rule-marker",
            _("the marker \"%.*s\" is not a regular expression (%s); correct it"), STR_ARG(pattern), why);
    return NULL;
}

static bool occurs(const pcre2_code *code, struct matcher *matcher, const struct source *source,
                   struct span *where) {
    struct str text = source->folded;
    if (pcre2_match(code, (PCRE2_SPTR)text.at, text.len, 0, PCRE2_NO_UTF_CHECK, matcher->data,
                    matcher->limits) < 0)
        return false;
    const PCRE2_SIZE *found = pcre2_get_ovector_pointer(matcher->data);
    *where = source_span(source, found[0], found[1]);
    return true;
}

unsigned pack_marks(const struct pack *pack, const struct source *source, struct span *first) {
    struct matcher matcher;
    struct span where;
    unsigned n = 0;
    if (source->kind != SOURCE_TEXT || pack->n_markers == 0)
        return 0;
    matcher_init(&matcher);
    for (size_t i = 0; i < pack->n_markers; i++) {
        if (!occurs(pack->markers[i], &matcher, source, &where))
            continue;
        if (n++ == 0)
            *first = where;
    }
    matcher_fini(&matcher);
    return n;
}

bool pack_has_markers(const struct pack *pack) {
    return pack->n_markers > 0;
}
