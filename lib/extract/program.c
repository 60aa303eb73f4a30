/* program.c - the longest phrase that begins at a place of a text.
 *
 * What the matches of a pattern begin with, unit by unit (opening.c), makes a table of steps (step.c): the next unit of the
 * text is looked up behind those read so far. At most words of a text the first look-up finds nothing. Where the units
 * are an exact opening they are a match where its guards hold, which the bytes around them mostly tell (guard.c), and no
 * expression is asked; where only the pattern knows how they go on, its PCRE2 program is. That is compiled when a text first
 * comes so far, and with JIT when it is asked again and again. Exact openings are weighed when the search has gone as far as
 * it can, the longest first: those that are shorter than a match need not show that their guards hold.
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

static pcre2_code *compile(struct str regex, uint32_t options, int *error, size_t *at) {
    PCRE2_SIZE offset = 0;
    options |= PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_ANCHORED;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)regex.at, regex.len, options, error, &offset, NULL);
    *at = offset;
    return code;
}

/* Keeps PCRE2 from looking ahead for a letter that each match must have: over 5,000 bytes, at each word that is asked. */
#define AS_SEARCHED PCRE2_NO_START_OPTIMIZE

/* The end of a word: no letter and no digit follows, unless it is the number of a footnote that lost its place above the
 * line: "trung cấp3: 45 người", "cao đẳng2 chiếm 25%". As word_ends() has it. */
#define WORD_END                                                                                             \
    "(?:(?![\\p{L}\\d])|(?<=\\p{L})(?=[1-9]\\d?(?:$|[:)]|[,;.](?: |\\n|$)| (?:\\d|là |chiếm |đạt |có ))))"

/* The pattern as it is searched for, see note(). \E ends what \Q began. */
static pcre2_code *compile_whole(struct str pattern, bool open, uint32_t options, int *error, size_t *at) {
    struct buf regex = BUF_EMPTY;
    buf_printf(&regex, "(?:%.*s\\E)%s(?C0)", STR_ARG(pattern), open ? "" : WORD_END);
    pcre2_code *code = compile(buf_view(&regex), options, error, at);
    buf_fini(&regex);
    return code;
}

/* What is compiled to see whether it can be need not match fast. */
#define AS_CHECKED (AS_SEARCHED | PCRE2_NO_AUTO_POSSESS)

/* Words and blanks alone, as most patterns are. */
static bool is_words(struct str pattern) {
    for (size_t i = 0; i < pattern.len; i++) {
        unsigned char c = (unsigned char)pattern.at[i];
        bool run = c == '+' && i > 0 && pattern.at[i - 1] == ' ';
        if (c < 0x80 && c != ' ' && !(c >= 'a' && c <= 'z') && !run)
            return false;
    }
    return true;
}

/* Sound by itself, and with what stands around it, which a comment of (?x) would take for its own. */
static bool pattern_sound(const struct pattern *pattern, struct diag *diag) {
    int error = 0;
    size_t at = 0;
    char why[128] = "";
    if (is_words(pattern->text))
        return true;
    pcre2_code *code = compile(pattern->text, AS_CHECKED, &error, &at);
    if (code && memchr(pattern->text.at, '#', pattern->text.len)) {
        pcre2_code_free(code);
        code = compile_whole(pattern->text, pattern->open, AS_CHECKED, &error, &at);
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
    program->phrases = mem_new(n, sizeof *program->phrases);
    program->n = n;
    if (n)
        qsort(patterns, n, sizeof *patterns, compare_patterns);
    for (size_t i = 0; i < n; i++) {
        ok &= pattern_sound(&patterns[i], diag);
        program->expressions[i] = (struct expression){.text = patterns[i].text, .open = patterns[i].open};
        program->phrases[i] = patterns[i].phrase;
    }
    steps_init(&program->steps, arena, program->expressions, n);
    return ok;
}

void program_fini(struct program *program) {
    for (size_t i = 0; i < program->n; i++)
        pcre2_code_free(program->expressions[i].code.made);
    steps_fini(&program->steps);
    free(program->expressions);
    free(program->phrases);
    memset(program, 0, sizeof *program);
}

/* ---- asking an expression ---------------------------------------------------------------------------------------------- */

struct longest {
    uint32_t end, rank;
};

/* One search as it goes on. */
struct search {
    struct program *program;
    struct matcher *matcher;
    struct str whole, text; /* text: ends where the search does */
    uint32_t at;
    struct longest longest;
    uint32_t reached;       /* in text, behind the units read so far */
    struct text_unit *unit; /* the one behind them, behind blanks too */
    bool blank;             /* are there any? */
    unsigned n_passed;      /* steps with exact openings, on the way here */
    struct passed {
        uint32_t step, end;
    } passed[OPENING_MAX];
};

static void search_note(struct search *search, uint32_t end, uint32_t rank) {
    struct longest *longest = &search->longest;
    if (end > longest->end || (end == longest->end && end > search->at && rank < longest->rank))
        *longest = (struct longest){end, rank};
}

/* Notes how far the expression came, and refuses the match. */
static int note(pcre2_callout_block *block, void *aux) {
    uint32_t *end = aux;
    if (block->current_position > *end)
        *end = (uint32_t)block->current_position;
    return 1;
}

/* Counts the searches, up to the one that makes JIT pay; without it matching is slower, not different. */
static void code_warm(struct code *code) {
    if (code->searches < JIT_AFTER && ++code->searches == JIT_AFTER)
        code->jit = pcre2_jit_compile(code->made, PCRE2_JIT_COMPLETE) == 0;
}

/* What PCRE2 says of the code at text[at]. */
static int code_match(const struct code *code, const struct search *search, uint32_t at) {
    struct matcher *matcher = search->matcher;
    PCRE2_SPTR subject = (PCRE2_SPTR)search->text.at;
    size_t len = search->text.len;
    matcher->asked++;
    return code->jit ? pcre2_jit_match(code->made, subject, len, at, PCRE2_NO_UTF_CHECK, matcher->data,
                                       matcher->limits)
                     : pcre2_match(code->made, subject, len, at, PCRE2_NO_UTF_CHECK, matcher->data,
                                   matcher->limits);
}

/* PCRE2 tells with which bytes matches begin only where it may look ahead: so a pattern is compiled once more for that, when it
 * is asked often. A pattern of numbers is asked at each of them, most of which it could tell from the first digit. */
static void learn_first(struct expression *expression) {
    int error = 0;
    size_t at = 0;
    const uint8_t *first = NULL;
    pcre2_code *code = compile_whole(expression->text, expression->open, 0, &error, &at);
    memset(expression->first, 0xFF, sizeof expression->first);
    if (code && pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &first) == 0 && first)
        memcpy(expression->first, first, sizeof expression->first);
    pcre2_code_free(code);
    expression->first_known = true;
}

static bool expression_ready(struct expression *expression) {
    int error = 0;
    size_t at = 0;
    if (expression->code.made) {
        code_warm(&expression->code);
        if (expression->code.jit && !expression->first_known)
            learn_first(expression);
        return true;
    }
    expression->code.made = compile_whole(expression->text, expression->open, AS_SEARCHED, &error, &at);
    return expression->code.made != NULL;
}

/* False when a limit was hit. */
static bool ask(struct search *search, uint32_t rank) {
    struct expression *expression = &search->program->expressions[rank];
    uint32_t end = search->at;
    if (!expression_ready(expression))
        return false;
    unsigned char first = (unsigned char)search->text.at[search->at];
    if (expression->first_known && !(expression->first[first / 8] >> (first % 8) & 1))
        return true;
    pcre2_set_callout(search->matcher->limits, note, &end);
    if (code_match(&expression->code, search, search->at) != PCRE2_ERROR_NOMATCH)
        return false;
    search_note(search, end, rank);
    return true;
}

/* ---- questions ----------------------------------------------------------------------------------------------------------- */

/* May a letter stand before the match? */
static inline bool glued(const struct search *search) {
    char before = search->at > 0 ? search->text.at[search->at - 1] : ' ';
    return (unsigned char)before >= 0x80 || (before >= 'a' && before <= 'z');
}

/* Does the text go on so? `ahead`: its next eight bytes behind blanks. */
static inline bool goes_on(const struct search *search, const struct question *question, uint64_t ahead) {
    if (((ahead ^ question->head) & question->mask) != 0 || (question->blank && !search->blank) ||
        (question->glued && !glued(search)))
        return false;
    struct str rest = question->rest, text = search->text;
    return rest.len <= 8 || str_starts(str_cut(text, search->unit->at, text.len), rest);
}

static bool ask_all(struct search *search, uint32_t step) {
    const struct steps *steps = &search->program->steps;
    struct str text = search->text;
    uint32_t behind = search->unit->at;
    uint64_t ahead = behind + 8 <= text.len ? eight_load(text.at + behind)
                                            : eight_some(text.at + behind, text.len - behind);
    const struct step_lists *lists = &steps->lists[step];
    for (uint32_t i = 0; i < lists->n_questions; i++) {
        const struct question *question = &lists->questions[i];
        if (goes_on(search, question, ahead) && !ask(search, question->rank))
            return false;
    }
    return true;
}

/* ---- exact openings -------------------------------------------------------------------------------------------------------- */

/* Holds the guard at text[at]? False where a limit was hit, too, which guards are too short for. */
static bool guard_holds(struct search *search, uint32_t guard, uint32_t at) {
    int error = 0;
    size_t where = 0;
    struct guard *asked = &search->program->steps.guards[guard];
    enum told told = guard_tells(asked, search->text, at);
    if (told != TOLD_NOTHING)
        return told == TOLD_YES;
    if (asked->code.made)
        code_warm(&asked->code);
    else
        asked->code.made = compile(asked->text, AS_SEARCHED, &error, &where);
    return asked->code.made && code_match(&asked->code, search, at) >= 0;
}

static inline bool holds(struct search *search, uint32_t guard, uint32_t at) {
    return guard == NO_GUARD || guard_holds(search, guard, at);
}

/* See WORD_END. */
static bool is_note(struct str text, size_t at) {
    static const char *const words[] = {"là ", "chiếm ", "đạt ", "có "};
    size_t end = at + 1;
    unsigned char before = at > 0 ? (unsigned char)text.at[at - 1] : '0';
    if (text.at[at] == '0' || (before < 0x80 && (before < 'a' || before > 'z')))
        return false;
    end += end < text.len && digit_at(text, end);
    if (end == text.len || text.at[end] == ':' || text.at[end] == ')')
        return true;
    char sign = text.at[end++];
    if (sign == ',' || sign == ';' || sign == '.')
        return end == text.len || text.at[end] == ' ' || text.at[end] == '\n';
    if (sign != ' ' || end == text.len)
        return false;
    struct str behind = str_cut(text, end, text.len);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(behind, str_of(words[i])))
            return true;
    return digit_at(text, end);
}

static bool word_ends(struct str text, size_t at) {
    return at == text.len || !(digit_at(text, at) || letter_step(text, at) > 0) ||
           (digit_at(text, at) && is_note(text, at));
}

/* The best of the exact openings that end at a step, if it counts: longer than what was found, or as long and of a better
 * rank. */
static void weigh_step(struct search *search, uint32_t step, uint32_t end) {
    const struct steps *steps = &search->program->steps;
    const struct exact *exacts = steps->lists[step].exacts;
    bool whole = word_ends(search->text, end);
    for (uint32_t i = 0; i < steps->items[step].n_exacts; i++) {
        if (end == search->longest.end && exacts[i].rank > search->longest.rank)
            return;
        if ((whole || exacts[i].open) && holds(search, exacts[i].before, search->at) &&
            holds(search, exacts[i].behind, end)) {
            search_note(search, end, exacts[i].rank);
            return;
        }
    }
}

/* Weighs those on the way, the longest first. */
static void weigh(struct search *search) {
    const struct step *steps = search->program->steps.items;
    for (unsigned i = search->n_passed; i-- > 0;) {
        uint32_t step = search->passed[i].step, end = search->passed[i].end;
        if (end < search->longest.end)
            return;
        if (steps[step].plain != NO_RANK && word_ends(search->text, end))
            search_note(search, end, steps[step].plain);
        else
            weigh_step(search, step, end);
    }
}

/* ---- searching --------------------------------------------------------------------------------------------------------- */

static inline uint32_t unit_word(struct search *search) {
    struct text_units *units = &search->matcher->units;
    const struct lexicon *words = &search->program->steps.words;
    if (search->unit->word == NO_UNIT && units->n_words != words->n)
        units_look_again(units, words, search->whole);
    return search->unit->word;
}

/* Follows the steps as far as they go; false when a limit was hit. */
static bool follow(struct search *search) {
    struct steps *steps = &search->program->steps;
    uint32_t at = 0;
    for (;;) {
        const struct step *step = &steps->items[at];
        struct text_unit *unit = search->unit;
        search->blank = unit->at > search->reached;
        if (step->n_exacts > 0)
            search->passed[search->n_passed++] = (struct passed){at, search->reached};
        if (sieve_passes(step->asked, unit->first) && !ask_all(search, at))
            return false;
        uint32_t word = unit_word(search);
        if (word == NO_UNIT || !sieve_passes(step->next, word))
            return true;
        at = steps_next(steps, at, word, search->blank);
        if (at == 0)
            return true;
        search->reached = unit->end;
        search->unit++;
    }
}

enum found program_match_here(struct program *program, struct matcher *matcher, struct str text,
                              struct match *match) {
    struct text_units *units = &matcher->units;
    struct text_unit *unit = &units->items[units->here];
    struct search search;
    search.program = program;
    search.matcher = matcher;
    search.whole = text;
    search.text = str_cut(text, 0, units->to);
    search.at = search.reached = unit->at;
    search.longest = (struct longest){.end = unit->at};
    search.unit = unit;
    search.n_passed = 0;
    if (!follow(&search))
        return FOUND_LIMIT;
    weigh(&search);
    match->at = search.at;
    if (search.longest.end == search.at) {
        match->end = unit->end;
        return FOUND_NOTHING;
    }
    match->end = search.longest.end;
    match->phrase = program->phrases[search.longest.rank];
    return FOUND_PHRASE;
}

enum found program_match(struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct match *match) {
    units_from(&matcher->units, &program->steps.words, text, at, to);
    return program_match_here(program, matcher, text, match);
}

#define UNITS_USUAL 128 /* of a passage */

void matcher_init(struct matcher *matcher) {
    *matcher = (struct matcher){0};
    mem_grow((void **)&matcher->units.items, &matcher->units.cap, UNITS_USUAL, sizeof *matcher->units.items);
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
