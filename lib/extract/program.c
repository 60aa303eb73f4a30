/* program.c - the longest phrase that begins at a place of a text.
 *
 * What the matches of a pattern begin with, unit by unit (opening.c), makes a table of steps (step.c): the next unit of the
 * text is looked up behind those read so far. At most words of a text the first look-up finds nothing. Where the units
 * are an exact opening they are a match, and no expression is asked; where only the pattern knows how they go on, its PCRE2
 * program is. That is compiled when a text first comes so far, and with JIT when it is asked again and again.
 *
 * Of the phrases that begin at a word the longest counts ("đạt chuẩn" before "đạt"), which PCRE2 does not offer: it takes
 * the first way in which a pattern matches. So every pattern ends in a callout that notes how far it came and refuses the
 * match, which sends PCRE2 on to the next way; the longest that was noted is the answer. Of equals a higher priority wins,
 * then the pack that extends, then the first. A phrase ends where a word ends.
 *
 * Rejected: one automaton of our own over all phrases. It is a thousand lines of a regular expression engine, which PCRE2
 * is already, in better hands. */
#include "base/eight.h"
#include "extract/internal.h"
#include "extract/letter.h"
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 200000u /* steps at one word; usual are some hundreds */
#define DEPTH_LIMIT 2000u
#define HEAP_LIMIT  20000u /* [KiB] */

/* Searches after which a program is worth the JIT's time, which is that of some ten searches without it. */
#define JIT_AFTER 8u

/* By priority, then the nearer pack, whose phrases come last. */
static int compare_patterns(const void *left, const void *right) {
    const struct pattern *a = left, *b = right;
    if (a->priority != b->priority)
        return a->priority < b->priority ? 1 : -1;
    return a->phrase > b->phrase ? -1 : a->phrase < b->phrase;
}

/* ---- expressions ------------------------------------------------------------------------------------------------------ */

static pcre2_code *compile(struct str regex, int *error, size_t *at) {
    PCRE2_SIZE offset = 0;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)regex.at, regex.len,
                                     PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_ANCHORED, error, &offset, NULL);
    *at = offset;
    return code;
}

/* The pattern as it is searched for, see note(). \E ends what \Q began. */
static pcre2_code *compile_whole(struct str pattern, bool open, int *error, size_t *at) {
    struct buf regex = BUF_EMPTY;
    buf_printf(&regex, "(?:%.*s\\E)%s(?C0)", STR_ARG(pattern), open ? "" : "(?![\\p{L}\\d])");
    pcre2_code *code = compile(buf_view(&regex), error, at);
    buf_fini(&regex);
    return code;
}

/* Sound by itself, and with what stands around it, which a comment of (?x) would take for its own. */
static bool pattern_sound(const struct pattern *pattern, struct diag *diag) {
    int error = 0;
    size_t at = 0;
    char why[128] = "";
    pcre2_code *code = compile(pattern->text, &error, &at);
    if (code && memchr(pattern->text.at, '#', pattern->text.len)) {
        pcre2_code_free(code);
        code = compile_whole(pattern->text, pattern->open, &error, &at);
    }
    pcre2_code_free(code);
    if (code)
        return true;
    pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
    diag_at(diag, DIAG_USAGE, rule_where(pattern->where), "rule-pattern",
            _("the pattern \"%.*s\" is not a regular expression (%s, at byte %zu); correct it"),
            STR_ARG(pattern->text), why, at);
    return false;
}

bool program_compile(struct program *program, struct arena *arena, struct pattern *patterns, size_t n,
                     struct diag *diag) {
    bool ok = true;
    program->expressions = mem_new(n, sizeof *program->expressions);
    program->n = n;
    if (n)
        qsort(patterns, n, sizeof *patterns, compare_patterns);
    for (size_t i = 0; i < n; i++) {
        ok &= pattern_sound(&patterns[i], diag);
        program->expressions[i] = (struct expression){
            .text = patterns[i].text, .phrase = patterns[i].phrase, .open = patterns[i].open};
    }
    steps_init(&program->steps, arena, program->expressions, n);
    return ok;
}

void program_fini(struct program *program) {
    for (size_t i = 0; i < program->n; i++)
        pcre2_code_free(program->expressions[i].code);
    steps_fini(&program->steps);
    free(program->expressions);
    memset(program, 0, sizeof *program);
}

/* ---- asking an expression ---------------------------------------------------------------------------------------------- */

struct longest {
    uint32_t end, rank;
};

/* Notes how far the expression came, and refuses the match. */
static int note(pcre2_callout_block *block, void *aux) {
    uint32_t *end = aux;
    if (block->current_position > *end)
        *end = (uint32_t)block->current_position;
    return 1;
}

static bool expression_ready(struct expression *expression) {
    int error = 0;
    size_t at = 0;
    if (!expression->code) {
        expression->code = compile_whole(expression->text, expression->open, &error, &at);
        if (expression->code)
            pcre2_pattern_info(expression->code, PCRE2_INFO_FIRSTBITMAP, &expression->first);
    } else if (expression->searches < JIT_AFTER && ++expression->searches == JIT_AFTER) {
        expression->jit = pcre2_jit_compile(expression->code, PCRE2_JIT_COMPLETE) == 0;
    }
    return expression->code != NULL;
}

/* ---- units of the text ------------------------------------------------------------------------------------------------- */

static struct text_unit *units_add(struct text_units *units) {
    MEM_ROOM(units->items, units->n, units->cap);
    return &units->items[units->n++];
}

static void units_split(struct text_units *units, struct str text, size_t at, size_t to) {
    units->n = units->here = 0;
    units->text = text.at;
    units->to = (uint32_t)to;
    while (at < to) {
        if (text.at[at] == ' ') {
            at++;
            continue;
        }
        size_t end = unit_end(text, at, to);
        struct text_unit *unit = units_add(units);
        unit->at = (uint32_t)at;
        unit->end = (uint32_t)end;
        unit->word = NO_UNIT;
        unit->n_words = 0;
        unit->first = (unsigned char)text.at[at];
        at = end;
    }
    *units_add(units) = (struct text_unit){.at = (uint32_t)to, .end = UINT32_MAX, .word = NO_UNIT};
}

/* The unit that begins at `at`. A phrase may have ended inside a word: what is left of that is a unit too. */
static inline struct text_unit *units_from(struct text_units *units, struct str text, uint32_t at,
                                           uint32_t to) {
    if (units->text != text.at || units->to != to || units->items[units->here].at > at)
        units_split(units, text, at, to);
    struct text_unit *unit = &units->items[units->here];
    while (unit->end <= at)
        unit++;
    units->here = (size_t)(unit - units->items);
    if (unit->at < at)
        *unit = (struct text_unit){
            .at = at, .end = unit->end, .word = NO_UNIT, .first = (unsigned char)text.at[at]};
    return unit;
}

static inline uint32_t unit_word(struct text_unit *unit, struct steps *steps, struct str text) {
    if (unit->word == NO_UNIT && unit->n_words != steps->words.n) {
        unit->word = steps_word(steps, text, unit->at, unit->end);
        unit->n_words = steps->words.n;
    }
    return unit->word;
}

/* ---- searching --------------------------------------------------------------------------------------------------------- */

/* One search as it goes on. */
struct search {
    struct program *program;
    struct matcher *matcher;
    struct str whole, text; /* text: ends where the search does */
    uint32_t at;
    struct longest longest;
    uint32_t reached;       /* in text, behind the units read so far */
    struct text_unit *unit; /* the one behind them, behind blanks too */
};

static void search_note(struct search *search, uint32_t end, uint32_t rank) {
    struct longest *longest = &search->longest;
    if (end > longest->end || (end == longest->end && end > search->at && rank < longest->rank))
        *longest = (struct longest){end, rank};
}

/* False when a limit was hit. */
static bool ask(struct search *search, uint32_t rank) {
    struct expression *expression = &search->program->expressions[rank];
    struct matcher *matcher = search->matcher;
    uint32_t end = search->at;
    if (!expression_ready(expression))
        return false;
    unsigned char first = (unsigned char)search->text.at[search->at];
    if (expression->first && !(expression->first[first / 8] >> (first % 8) & 1))
        return true;
    pcre2_set_callout(matcher->limits, note, &end);
    PCRE2_SPTR subject = (PCRE2_SPTR)search->text.at;
    size_t len = search->text.len;
    int found = expression->jit /* without it matching is slower, not different */
                    ? pcre2_jit_match(expression->code, subject, len, search->at, PCRE2_NO_UTF_CHECK,
                                      matcher->data, matcher->limits)
                    : pcre2_match(expression->code, subject, len, search->at, PCRE2_NO_UTF_CHECK,
                                  matcher->data, matcher->limits);
    if (found != PCRE2_ERROR_NOMATCH)
        return false;
    search_note(search, end, rank);
    return true;
}

/* Does the text go on so? `ahead`: its next eight bytes behind blanks. */
static inline bool goes_on(const struct search *search, const struct question *question, uint64_t ahead) {
    struct str rest = question->rest, text = search->text;
    uint32_t behind = search->unit->at;
    if (((ahead ^ question->head) & question->mask) != 0 || (question->blank && behind == search->reached))
        return false;
    return rest.len <= 8 || str_starts(str_cut(text, behind, text.len), rest);
}

static bool ask_all(struct search *search, const struct step *step) {
    struct str text = search->text;
    uint32_t behind = search->unit->at;
    uint64_t ahead = behind + 8 <= text.len ? eight_load(text.at + behind)
                                            : eight_some(text.at + behind, text.len - behind);
    for (size_t i = 0; i < step->n; i++)
        if (goes_on(search, &step->questions[i], ahead) && !ask(search, step->questions[i].rank))
            return false;
    return true;
}

static bool word_ends(struct str text, size_t at) {
    return at == text.len || !(digit_at(text, at) || letter_step(text, at) > 0);
}

/* Follows the steps as far as they go; false when a limit was hit. */
static bool follow(struct search *search) {
    struct steps *steps = &search->program->steps;
    const struct step *step = &steps->items[0];
    for (;;) {
        struct text_unit *unit = search->unit;
        if (bytes_have(step->asked, unit->first) && !ask_all(search, step))
            return false;
        if (!bytes_have(step->next, unit->first) || unit->first == '\0')
            return true;
        uint32_t word = unit_word(unit, steps, search->whole);
        if (word == NO_UNIT)
            return true;
        step = steps_next(steps, step, word, unit->at > search->reached);
        if (!step)
            return true;
        search->reached = unit->end;
        search->unit++;
        if (step->exact != NO_RANK && word_ends(search->text, search->reached))
            search_note(search, search->reached, step->exact);
    }
}

enum found program_match(struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct match *match) {
    struct text_unit *unit = units_from(&matcher->units, text, at, to);
    struct search search = {.program = program,
                            .matcher = matcher,
                            .whole = text,
                            .text = str_cut(text, 0, to),
                            .at = at,
                            .longest = {.end = at},
                            .reached = at,
                            .unit = unit};
    if (!follow(&search))
        return FOUND_LIMIT;
    if (search.longest.end == at) {
        *match = (struct match){.at = at, .end = unit->end};
        return FOUND_NOTHING;
    }
    *match = (struct match){
        .at = at, .end = search.longest.end, .phrase = program->expressions[search.longest.rank].phrase};
    return FOUND_PHRASE;
}

void matcher_init(struct matcher *matcher) {
    matcher->units = (struct text_units){0};
    matcher->data = pcre2_match_data_create(1, NULL);
    matcher->limits = pcre2_match_context_create(NULL);
    if (!matcher->data || !matcher->limits)
        mem_exhausted();
    pcre2_set_match_limit(matcher->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(matcher->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(matcher->limits, HEAP_LIMIT);
}

void matcher_fini(struct matcher *matcher) {
    free(matcher->units.items);
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->limits);
}
