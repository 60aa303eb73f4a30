/* program.c - the phrases of a pack as PCRE2 programs, one for each byte that a phrase can begin with: at each word of a
 * text one short program is asked, whatever the number of phrases.
 *
 * Every pattern is an alternative that carries its phrase's number as a mark. PCRE2 takes the first alternative that
 * matches, so the longest patterns stand first: "hoàn thành xuất sắc nhiệm vụ" must be found before "hoàn thành". A match
 * ends where a word ends. Bytes with the same patterns share a program. */
#include "extract/internal.h"
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 200000u /* steps at one word; usual are some hundreds */
#define DEPTH_LIMIT 2000u
#define HEAP_LIMIT  20000u /* [KiB] */

/* By priority, then the longest; the pack's order settles the rest. */
static int compare_patterns(const void *left, const void *right) {
    const struct pattern *a = left, *b = right;
    if (a->priority != b->priority)
        return a->priority < b->priority ? 1 : -1;
    if (a->text.len != b->text.len)
        return a->text.len < b->text.len ? 1 : -1;
    return a->phrase < b->phrase ? -1 : a->phrase > b->phrase;
}

static pcre2_code *compile(struct str regex, int *error, size_t *at) {
    PCRE2_SIZE offset = 0;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)regex.at, regex.len,
                                     PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_ANCHORED, error, &offset, NULL);
    *at = offset;
    return code;
}

static bool pattern_sound(const struct pattern *pattern, struct diag *diag) {
    int error = 0;
    size_t at = 0;
    char why[128] = "";
    pcre2_code *code = compile(pattern->text, &error, &at);
    pcre2_code_free(code);
    if (code)
        return true;
    pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
    diag_at(diag, DIAG_USAGE, pattern->where, "rule-pattern",
            _("the pattern \"%.*s\" is not a regular expression (%s, at byte %zu); correct it"),
            STR_ARG(pattern->text), why, at);
    return false;
}

/* The patterns that can begin with `byte`, as one expression; empty when there is none. */
static void build(struct buf *regex, const struct pattern *patterns, size_t n, unsigned char byte) {
    for (size_t i = 0; i < n; i++) {
        if (!patterns[i].first.has[byte])
            continue;
        buf_printf(regex, "%s(?:%.*s)%s(*MARK:%u)", regex->len ? "|" : "", STR_ARG(patterns[i].text),
                   patterns[i].open ? "" : "(?![\\p{L}\\d])", patterns[i].phrase);
    }
}

static pcre2_match_context *new_limits(void) {
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    if (!limits)
        mem_exhausted();
    pcre2_set_match_limit(limits, MATCH_LIMIT);
    pcre2_set_depth_limit(limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(limits, HEAP_LIMIT);
    return limits;
}

static bool compile_byte(struct program *program, struct str regex, struct diag_where where,
                         struct diag *diag) {
    int error = 0;
    size_t at = 0;
    char why[128] = "";
    pcre2_code *code = compile(regex, &error, &at);
    if (!code) { /* each pattern was sound alone: together they are too many, or one closes what it did not open */
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
        diag_at(diag, DIAG_USAGE, where, "rule-program",
                _("the patterns of the pack do not compile together (%s); simplify them"), why);
        return false;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without it matching is slower, not different */
    MEM_ROOM(program->codes, program->n_codes, program->codes_cap);
    program->codes[program->n_codes++] = code;
    return true;
}

/* One program for each set of patterns: bytes with the same expression share it. */
static bool compile_all(struct program *program, const struct pattern *patterns, size_t n,
                        struct diag *diag) {
    struct buf regexes[256] = {BUF_EMPTY};
    bool ok = true;
    for (unsigned byte = 0; byte < 256 && ok; byte++) {
        struct buf *regex = &regexes[byte];
        build(regex, patterns, n, (unsigned char)byte);
        for (unsigned same = 0; same < byte && regex->len && !program->of[byte]; same++)
            if (str_equal(buf_view(&regexes[same]), buf_view(regex)))
                program->of[byte] = program->of[same];
        if (!regex->len || program->of[byte])
            continue;
        ok = compile_byte(program, buf_view(regex), patterns[0].where, diag);
        program->of[byte] = (uint16_t)program->n_codes;
    }
    for (unsigned byte = 0; byte < 256; byte++)
        buf_fini(&regexes[byte]);
    return ok;
}

bool program_compile(struct program *program, struct arena *arena, struct pattern *patterns, size_t n,
                     struct diag *diag) {
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        patterns[i].text = fold_pattern(arena, patterns[i].text);
        ok &= pattern_sound(&patterns[i], diag);
        first_bytes(patterns[i].text, &patterns[i].first);
    }
    if (!ok || n == 0)
        return ok;
    qsort(patterns, n, sizeof *patterns, compare_patterns);
    program->limits = new_limits();
    return compile_all(program, patterns, n, diag);
}

void program_fini(struct program *program) {
    for (size_t i = 0; i < program->n_codes; i++)
        pcre2_code_free(program->codes[i]);
    free(program->codes);
    pcre2_match_context_free(program->limits);
    *program = (struct program){0};
}

enum found program_match(const struct program *program, pcre2_match_data *data, struct str text, uint32_t at,
                         uint32_t to, struct match *match) {
    unsigned code = program->of[(unsigned char)text.at[at]];
    if (!code)
        return FOUND_NOTHING;
    int found = pcre2_match(program->codes[code - 1], (PCRE2_SPTR)text.at, to, at, PCRE2_NO_UTF_CHECK, data,
                            program->limits);
    if (found < 0)
        return found == PCRE2_ERROR_NOMATCH ? FOUND_NOTHING : FOUND_LIMIT;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data);
    PCRE2_SPTR mark = pcre2_get_mark(data);
    if (ends[1] <= at || !mark)
        return FOUND_NOTHING;
    match->at = at;
    match->end = (uint32_t)ends[1];
    match->phrase = (uint32_t)strtoul((const char *)mark, NULL, 10);
    return FOUND_PHRASE;
}
