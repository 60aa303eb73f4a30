/* program.c - the phrases of a pack as PCRE2 programs, one for each byte that a phrase can begin with: at each word of a
 * text one short program is asked, whatever the number of phrases. Bytes with the same patterns share a program.
 *
 * Of the phrases that begin at a word the longest counts ("đạt chuẩn" before "đạt"), which PCRE2 does not offer: it takes
 * the first alternative that matches. So every alternative ends in a callout that notes how far it came and refuses the
 * match, which sends PCRE2 on to the next one; the longest that was noted is the answer. Of equals a higher priority
 * wins, then the pack that extends, then the first. A phrase ends where a word ends. */
#include "extract/internal.h"
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 200000u /* steps at one word; usual are some hundreds */
#define DEPTH_LIMIT 2000u
#define HEAP_LIMIT  20000u /* [KiB] */

/* By priority, then the nearer pack, whose phrases come last. */
static int compare_patterns(const void *left, const void *right) {
    const struct pattern *a = left, *b = right;
    if (a->priority != b->priority)
        return a->priority < b->priority ? 1 : -1;
    return a->phrase > b->phrase ? -1 : a->phrase < b->phrase;
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
        buf_printf(regex, "%s(?:%.*s)%s(?C{%u})", regex->len ? "|" : "", STR_ARG(patterns[i].text),
                   patterns[i].open ? "" : "(?![\\p{L}\\d])", patterns[i].phrase);
    }
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
    return compile_all(program, patterns, n, diag);
}

void program_fini(struct program *program) {
    for (size_t i = 0; i < program->n_codes; i++)
        pcre2_code_free(program->codes[i]);
    free(program->codes);
    *program = (struct program){0};
}

/* Notes the alternative that was matched to here, when it is the longest, and refuses it. */
static int note(pcre2_callout_block *block, void *aux) {
    struct match *best = aux;
    if (block->current_position > best->end) {
        best->end = (uint32_t)block->current_position;
        best->phrase = (uint32_t)strtoul((const char *)block->callout_string, NULL, 10);
    }
    return 1;
}

enum found program_match(const struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct match *match) {
    unsigned code = program->of[(unsigned char)text.at[at]];
    if (!code)
        return FOUND_NOTHING;
    *match = (struct match){.at = at, .end = at};
    pcre2_set_callout(matcher->limits, note, match);
    int found = pcre2_match(program->codes[code - 1], (PCRE2_SPTR)text.at, to, at, PCRE2_NO_UTF_CHECK,
                            matcher->data, matcher->limits);
    if (found != PCRE2_ERROR_NOMATCH)
        return FOUND_LIMIT;
    return match->end > at ? FOUND_PHRASE : FOUND_NOTHING;
}

void matcher_init(struct matcher *matcher) {
    matcher->data = pcre2_match_data_create(1, NULL);
    matcher->limits = pcre2_match_context_create(NULL);
    if (!matcher->data || !matcher->limits)
        mem_exhausted();
    pcre2_set_match_limit(matcher->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(matcher->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(matcher->limits, HEAP_LIMIT);
}

void matcher_fini(struct matcher *matcher) {
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->limits);
}
