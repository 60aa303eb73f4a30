/* program.c - the phrases of a pack as PCRE2 programs, one for each word that a phrase can begin with (first.c): at most
 * words of a text nothing is searched at all, at the others a handful of patterns, however many the pack has. Patterns that
 * begin with a digit or a mark make one program for where no word begins; those of which it is not known how they begin
 * stand in all. A program is compiled when a text first has its word, and with JIT when the word comes again and again: a
 * page of text has some hundreds of the thousands of words, and staff who read one file do not wait for the others.
 *
 * Of the phrases that begin at a word the longest counts ("đạt chuẩn" before "đạt"), which PCRE2 does not offer: it takes
 * the first alternative that matches. So every alternative ends in a callout that notes how far it came and refuses the
 * match, which sends PCRE2 on to the next one; the longest that was noted is the answer. Of equals a higher priority wins,
 * then the pack that extends, then the first. A phrase ends where a word ends.
 *
 * Rejected: one automaton of our own over all phrases. It is two or three times as fast and a thousand lines of a regular
 * expression engine, which PCRE2 is already, in better hands. */
#include "extract/internal.h"
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 200000u /* steps at one word; usual are some hundreds */
#define DEPTH_LIMIT 2000u
#define HEAP_LIMIT  20000u /* [KiB] */

/* Searches after which a program is worth the JIT's time, which is that of some ten searches without it. */
#define JIT_AFTER 8u

enum { START_OTHER, START_BARE, STARTS_FIXED };

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
    diag_at(diag, DIAG_USAGE, rule_where(pattern->where), "rule-pattern",
            _("the pattern \"%.*s\" is not a regular expression (%s, at byte %zu); correct it"),
            STR_ARG(pattern->text), why, at);
    return false;
}

/* ---- which phrases begin where ------------------------------------------------------------------------------------ */

static void add_rank(struct start *start, uint32_t rank) {
    if (start->n && start->ranks[start->n - 1] == rank)
        return;
    MEM_ROOM(start->ranks, start->n, start->cap);
    start->ranks[start->n++] = rank;
}

static struct start *start_of(struct program *program, struct str word) {
    uint32_t at = map_find(&program->words, word);
    if (at == MAP_NONE) {
        MEM_ROOM(program->starts, program->n_starts, program->starts_cap);
        at = (uint32_t)program->n_starts++;
        program->starts[at] = (struct start){0};
        map_put(&program->words, word, at);
    }
    return &program->starts[at];
}

static void add_pattern(struct program *program, const struct pattern *pattern, uint32_t rank) {
    if (!pattern->certain) {
        add_rank(&program->anywhere, rank);
        return;
    }
    if (pattern->first.bare)
        add_rank(&program->starts[START_BARE], rank);
    for (size_t i = 0; i < pattern->first.n; i++)
        add_rank(start_of(program, pattern->first.items[i]), rank);
}

bool program_compile(struct program *program, struct arena *arena, struct pattern *patterns, size_t n,
                     struct diag *diag) {
    bool ok = true;
    program->alternatives = mem_new(n, sizeof *program->alternatives);
    program->n = n;
    program->starts = mem_new(STARTS_FIXED, sizeof *program->starts);
    program->n_starts = program->starts_cap = STARTS_FIXED;
    if (n)
        qsort(patterns, n, sizeof *patterns, compare_patterns);
    for (size_t i = 0; i < n; i++) {
        ok &= pattern_sound(&patterns[i], diag);
        patterns[i].certain = first_words(arena, patterns[i].text, patterns[i].open, &patterns[i].first);
        program->alternatives[i] =
            (struct alternative){arena_str(arena, patterns[i].text), patterns[i].phrase, patterns[i].open};
        add_pattern(program, &patterns[i], (uint32_t)i);
        free(patterns[i].first.items);
    }
    return ok;
}

static void start_fini(struct start *start) {
    pcre2_code_free(start->code);
    free(start->ranks);
}

void program_fini(struct program *program) {
    for (size_t i = 0; i < program->n_starts; i++)
        start_fini(&program->starts[i]);
    start_fini(&program->anywhere);
    free(program->starts);
    free(program->alternatives);
    map_fini(&program->words);
    *program = (struct program){0};
}

/* ---- one expression of them ------------------------------------------------------------------------------------------ */

static void add_alternative(struct buf *regex, const struct program *program, uint32_t rank) {
    const struct alternative *alternative = &program->alternatives[rank];
    buf_printf(regex, "%s(?:%.*s)%s(?C{%u})", regex->len ? "|" : "", STR_ARG(alternative->text),
               alternative->open ? "" : "(?![\\p{L}\\d])", rank);
}

/* Those that begin here and those that begin anywhere, by rank: of equally long matches the first is kept. */
static void build(struct buf *regex, const struct program *program, const struct start *start) {
    const struct start *any = &program->anywhere;
    size_t i = 0, k = 0;
    while (i < start->n || k < any->n) {
        bool here = k == any->n || (i < start->n && start->ranks[i] < any->ranks[k]);
        add_alternative(regex, program, here ? start->ranks[i++] : any->ranks[k++]);
    }
}

static bool start_ready(const struct program *program, struct start *start) {
    struct buf regex = BUF_EMPTY;
    int error = 0;
    size_t at = 0;
    if (start->code) {
        if (start->searches < JIT_AFTER && ++start->searches == JIT_AFTER)
            pcre2_jit_compile(start->code,
                              PCRE2_JIT_COMPLETE); /* without it matching is slower, not different */
        return true;
    }
    build(&regex, program, start);
    start->code = compile(buf_view(&regex), &error, &at);
    buf_fini(&regex);
    return start->code != NULL;
}

/* ---- searching --------------------------------------------------------------------------------------------------------- */

struct longest {
    uint32_t end, rank;
};

/* Notes the alternative that was matched to here, when it is the longest, and refuses it. */
static int note(pcre2_callout_block *block, void *aux) {
    struct longest *best = aux;
    if (block->current_position > best->end) {
        best->end = (uint32_t)block->current_position;
        best->rank = (uint32_t)strtoul((const char *)block->callout_string, NULL, 10);
    }
    return 1;
}

/* The letters at `at`. Folded text: bytes of letters are a-z and those of the Vietnamese blocks. */
static struct str word_at(struct str text, uint32_t at, uint32_t to) {
    size_t end = at;
    while (end < to) {
        unsigned char c = (unsigned char)text.at[end];
        size_t next = end;
        if (c >= 'a' && c <= 'z')
            next++;
        else if (c < 0x80 || !text_is_letter(text_next(text, &next)))
            break;
        end = next;
    }
    return str_cut(text, at, end);
}

enum found program_match(const struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct match *match) {
    struct str word = word_at(text, at, to);
    uint32_t known = word.len ? map_find(&program->words, word) : START_BARE;
    struct start *start = &program->starts[known == MAP_NONE ? START_OTHER : known];
    if (start->n + program->anywhere.n == 0)
        return FOUND_NOTHING;
    if (!start_ready(program, start))
        return FOUND_BROKEN;
    struct longest longest = {.end = at};
    pcre2_set_callout(matcher->limits, note, &longest);
    int found = pcre2_match(start->code, (PCRE2_SPTR)text.at, to, at, PCRE2_NO_UTF_CHECK, matcher->data,
                            matcher->limits);
    if (found != PCRE2_ERROR_NOMATCH)
        return FOUND_LIMIT;
    if (longest.end == at)
        return FOUND_NOTHING;
    *match =
        (struct match){.at = at, .end = longest.end, .phrase = program->alternatives[longest.rank].phrase};
    return FOUND_PHRASE;
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
