/* program.c - the phrases of a pack, ready to be searched: the regular ones in one automaton (automaton.c), the others,
 * which refer back or take possessively, as PCRE2 programs.
 *
 * There is a program for each word that one of the others can begin with (first.c), so that at most words nothing is
 * searched; those that begin with a digit or a mark make one for where no word begins; those of which it is not known how
 * they begin stand in all. Of the phrases that begin at a word the longest counts ("đạt chuẩn" before "đạt"), and PCRE2
 * takes the first alternative that matches. So every alternative ends in a callout that notes how far it came and refuses
 * the match, which sends PCRE2 on to the next one. Of equals a higher priority wins, then the pack that extends, then the
 * first. A phrase ends where a word ends. */
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
    diag_at(diag, DIAG_USAGE, rule_where(pattern->where), "rule-pattern",
            _("the pattern \"%.*s\" is not a regular expression (%s, at byte %zu); correct it"),
            STR_ARG(pattern->text), why, at);
    return false;
}

/* What a program is for. */
struct start {
    struct str word; /* empty: every word that no pattern names */
    bool bare;       /* no word at all */
};

static bool begins_with(const struct pattern *pattern, struct start start) {
    if (!pattern->certain)
        return true;
    if (start.bare)
        return pattern->first.bare;
    for (size_t i = 0; i < pattern->first.n; i++)
        if (str_equal(pattern->first.items[i], start.word))
            return true;
    return false;
}

/* The patterns that can begin so, as one expression. */
static void build(struct buf *regex, const struct pattern *patterns, size_t n, struct start start) {
    buf_clear(regex);
    for (size_t i = 0; i < n; i++)
        if (begins_with(&patterns[i], start))
            buf_printf(regex, "%s(?:%.*s)%s(?C{%u})", regex->len ? "|" : "", STR_ARG(patterns[i].text),
                       patterns[i].open ? "" : "(?![\\p{L}\\d])", patterns[i].rank);
}

static bool compile_one(struct program *program, struct str regex, struct rule_place where,
                        struct diag *diag) {
    int error = 0;
    size_t at = 0;
    char why[128] = "";
    pcre2_code *code = compile(regex, &error, &at);
    if (!code) { /* each pattern was sound alone: together they are too many, or one closes what it did not open */
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
        diag_at(diag, DIAG_USAGE, rule_where(where), "rule-program",
                _("the patterns of the pack do not compile together (%s); simplify them"), why);
        return false;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without it matching is slower, not different */
    MEM_ROOM(program->codes, program->n_codes, program->codes_cap);
    program->codes[program->n_codes++] = code;
    return true;
}

/* What a compilation works on. */
struct making {
    struct program *program;
    struct arena *arena;
    const struct pattern *patterns;
    size_t n;
    struct map known; /* expression -> its program */
    struct buf regex;
    struct diag *diag;
};

/* The number of the program for `start`, MAP_NONE where nothing begins so; compiled when no other has the same patterns. */
static bool make_one(struct making *making, struct start start, uint32_t *code) {
    build(&making->regex, making->patterns, making->n, start);
    struct str regex = buf_view(&making->regex);
    *code = regex.len ? map_find(&making->known, regex) : MAP_NONE;
    if (!regex.len || *code != MAP_NONE)
        return true;
    if (!compile_one(making->program, regex, making->patterns[0].where, making->diag))
        return false;
    *code = (uint32_t)making->program->n_codes - 1;
    map_put(&making->known, arena_str(making->arena, regex), *code);
    return true;
}

static bool make_words(struct making *making, const struct words *words) {
    struct program *program = making->program;
    for (size_t i = 0; i < words->n; i++) {
        uint32_t code;
        if (map_find(&program->words, words->items[i]) != MAP_NONE)
            continue;
        if (!make_one(making, (struct start){.word = words->items[i]}, &code))
            return false;
        map_put(&program->words, words->items[i], code);
    }
    return true;
}

static bool compile_all(struct making *making) {
    bool ok = make_one(making, (struct start){.word = STR("")}, &making->program->other) &&
              make_one(making, (struct start){.bare = true}, &making->program->bare);
    for (size_t i = 0; ok && i < making->n; i++)
        ok = !making->patterns[i].certain || make_words(making, &making->patterns[i].first);
    map_fini(&making->known);
    buf_fini(&making->regex);
    return ok;
}

/* The patterns that are not regular, to the front; how many they are. */
static size_t add_regular(struct program *program, struct pattern *patterns, size_t n) {
    size_t others = 0;
    for (size_t i = 0; i < n; i++) {
        patterns[i].rank = (uint32_t)i;
        program->phrases[i] = patterns[i].phrase;
        if (!automaton_add(program->automaton, patterns[i].text, patterns[i].rank, patterns[i].open))
            patterns[others++] = patterns[i];
    }
    automaton_close(program->automaton);
    return others;
}

static bool compile_others(struct program *program, struct arena *arena, struct pattern *patterns, size_t n,
                           struct diag *diag) {
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        ok &= pattern_sound(&patterns[i], diag);
        patterns[i].certain = first_words(arena, patterns[i].text, patterns[i].open, &patterns[i].first);
    }
    if (ok && n)
        ok = compile_all(
            &(struct making){.program = program, .arena = arena, .patterns = patterns, .n = n, .diag = diag});
    for (size_t i = 0; i < n; i++)
        free(patterns[i].first.items);
    return ok;
}

bool program_compile(struct program *program, struct arena *arena, struct pattern *patterns, size_t n,
                     struct diag *diag) {
    program->other = program->bare = MAP_NONE;
    program->automaton = mem_new(1, sizeof *program->automaton);
    program->phrases = mem_new(n + 1, sizeof *program->phrases);
    if (n)
        qsort(patterns, n, sizeof *patterns, compare_patterns);
    return compile_others(program, arena, patterns, add_regular(program, patterns, n), diag);
}

void program_fini(struct program *program) {
    for (size_t i = 0; i < program->n_codes; i++)
        pcre2_code_free(program->codes[i]);
    free(program->codes);
    map_fini(&program->words);
    if (program->automaton)
        automaton_fini(program->automaton);
    free(program->automaton);
    free(program->phrases);
    *program = (struct program){0};
}

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

/* The longest of the patterns that are not regular. */
static bool match_others(const struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct longest *longest) {
    struct str word = word_at(text, at, to);
    uint32_t code = word.len ? map_find(&program->words, word) : program->bare;
    if (code == MAP_NONE && word.len)
        code = program->other;
    if (code == MAP_NONE)
        return true;
    pcre2_set_callout(matcher->limits, note, longest);
    return pcre2_match(program->codes[code], (PCRE2_SPTR)text.at, to, at, PCRE2_NO_UTF_CHECK, matcher->data,
                       matcher->limits) == PCRE2_ERROR_NOMATCH;
}

enum found program_match(const struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct match *match) {
    struct longest found, other = {at, MAP_NONE};
    struct reel *reel = &matcher->reel;
    if (reel->text.at != text.at || reel->text.len != text.len)
        reel_load(reel, program->automaton, text);
    if (!automaton_search(program->automaton, reel, at, to, &found))
        return FOUND_LIMIT;
    if (program->n_codes && !match_others(program, matcher, text, at, to, &other))
        return FOUND_LIMIT;
    if (other.end > found.end || (other.end == found.end && other.rank < found.rank))
        found = other;
    if (found.rank == MAP_NONE)
        return FOUND_NOTHING;
    *match = (struct match){.at = at, .end = found.end, .phrase = program->phrases[found.rank]};
    return FOUND_PHRASE;
}

void matcher_init(struct matcher *matcher) {
    *matcher = (struct matcher){0};
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
    reel_fini(&matcher->reel);
}
