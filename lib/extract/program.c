/* program.c - the longest phrase that begins at a place of a text.
 *
 * What the matches of a pattern begin with is known when a pack is compiled (opening.c): words and marks, which are looked
 * up one after another in a table of all openings. At most words of a text the first look-up finds nothing. Where the
 * units read so far are an exact opening they are a match, and no expression is asked; where they are an opening of a
 * pattern with more behind it, its PCRE2 program is. A program is compiled when a text first has an opening of it, and
 * with JIT when that comes again and again: staff who read one file do not wait for patterns that it has no words for.
 *
 * Of the phrases that begin at a word the longest counts ("đạt chuẩn" before "đạt"), which PCRE2 does not offer: it takes
 * the first way in which a pattern matches. So every pattern ends in a callout that notes how far it came and refuses the
 * match, which sends PCRE2 on to the next way; the longest that was noted is the answer. Of equals a higher priority wins,
 * then the pack that extends, then the first. A phrase ends where a word ends.
 *
 * Rejected: one automaton of our own over all phrases. It is a thousand lines of a regular expression engine, which PCRE2
 * is already, in better hands. */
#include "extract/internal.h"
#include "extract/letter.h"
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 200000u /* steps at one word; usual are some hundreds */
#define DEPTH_LIMIT 2000u
#define HEAP_LIMIT  20000u /* [KiB] */

/* Searches after which a program is worth the JIT's time, which is that of some ten searches without it. */
#define JIT_AFTER 8u

#define NO_RANK UINT32_MAX

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

/* ---- the table of openings --------------------------------------------------------------------------------------------- */

static uint32_t step_add(struct program *program, struct str path) {
    uint32_t at = map_find(&program->paths, path);
    if (at != MAP_NONE)
        return at;
    MEM_ROOM(program->steps, program->n_steps, program->steps_cap);
    at = (uint32_t)program->n_steps++;
    program->steps[at] = (struct step){.exact = NO_RANK};
    map_put(&program->paths, path, at);
    return at;
}

static bool asked(const struct step *step, uint32_t rank) {
    return step->n > 0 && step->questions[step->n - 1].rank == rank &&
           step->questions[step->n - 1].rest.len == 0;
}

/* The step of all these units; those on the way are there too then. NULL: the expression is asked on the way already. */
static struct step *step_of(struct program *program, struct str units, uint32_t rank) {
    uint32_t last = 0;
    for (size_t at = 0; at < units.len && !asked(&program->steps[last], rank);) {
        at = unit_end(units, at, units.len);
        program->steps[last].leads = true;
        last = step_add(program, str_cut(units, 0, at));
    }
    return asked(&program->steps[last], rank) ? NULL : &program->steps[last];
}

static void add_opening(struct program *program, const struct opening *opening, uint32_t rank) {
    struct step *step = step_of(program, opening->units, rank);
    if (!step)
        return;
    if (opening->exact) {
        step->exact = rank < step->exact ? rank : step->exact;
        return;
    }
    if (step->n > 0 && step->questions[step->n - 1].rank == rank &&
        str_equal(step->questions[step->n - 1].rest, opening->rest))
        return;
    MEM_ROOM(step->questions, step->n, step->cap);
    step->questions[step->n++] = (struct question){rank, opening->rest};
    for (unsigned byte = 0; step == program->steps && byte <= UCHAR_MAX; byte++)
        program->asked_at[byte] |= opening->rest.len == 0 || byte == (unsigned char)opening->rest.at[0];
}

/* The shorter ones first. */
static int compare_openings(const void *left, const void *right) {
    const struct opening *a = left, *b = right;
    int order = str_compare(a->units, b->units);
    return order ? order : str_compare(a->rest, b->rest);
}

static bool add_pattern(struct program *program, struct arena *arena, const struct pattern *pattern,
                        uint32_t rank, struct diag *diag) {
    struct openings openings = {0};
    bool exact = true;
    openings_find(arena, pattern->text, pattern->open, &openings);
    qsort(openings.items, openings.n, sizeof *openings.items, compare_openings);
    for (size_t i = 0; i < openings.n; i++) {
        add_opening(program, &openings.items[i], rank);
        exact &= openings.items[i].exact;
    }
    free(openings.items);
    return exact || pattern_sound(pattern, diag); /* what was understood to its end is sound */
}

bool program_compile(struct program *program, struct arena *arena, struct pattern *patterns, size_t n,
                     struct diag *diag) {
    bool ok = true;
    program->expressions = mem_new(n, sizeof *program->expressions);
    program->n = n;
    step_add(program, STR(""));
    if (n)
        qsort(patterns, n, sizeof *patterns, compare_patterns);
    for (size_t i = 0; i < n; i++) {
        program->expressions[i] = (struct expression){
            .text = patterns[i].text, .phrase = patterns[i].phrase, .open = patterns[i].open};
        ok &= add_pattern(program, arena, &patterns[i], (uint32_t)i, diag);
    }
    return ok;
}

void program_fini(struct program *program) {
    for (size_t i = 0; i < program->n; i++)
        pcre2_code_free(program->expressions[i].code);
    for (size_t i = 0; i < program->n_steps; i++)
        free(program->steps[i].questions);
    free(program->expressions);
    free(program->steps);
    map_fini(&program->paths);
    *program = (struct program){0};
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
    if (!expression->code)
        expression->code = compile_whole(expression->text, expression->open, &error, &at);
    else if (expression->searches < JIT_AFTER && ++expression->searches == JIT_AFTER)
        pcre2_jit_compile(expression->code,
                          PCRE2_JIT_COMPLETE); /* without it matching is slower, not different */
    return expression->code != NULL;
}

/* ---- searching --------------------------------------------------------------------------------------------------------- */

/* One search as it goes on. */
struct search {
    const struct program *program;
    struct matcher *matcher;
    struct str text; /* ends where the search does */
    uint32_t at;
    struct longest longest;
    char path[OPENING_MAX + 4]; /* the units read so far, as openings have them */
    size_t path_len;
    size_t reached; /* in text, behind them */
};

static void search_note(struct search *search, uint32_t end, uint32_t rank) {
    struct longest *longest = &search->longest;
    if (end > longest->end || (end == longest->end && end > search->at && rank < longest->rank))
        *longest = (struct longest){end, rank};
}

/* Does the text go on as the question's opening does? */
static bool goes_on(const struct search *search, struct str rest) {
    struct str text = search->text;
    size_t at = search->reached;
    if (rest.len > 0 && rest.at[0] == ' ') {
        while (at < text.len && text.at[at] == ' ')
            at++;
        if (at == search->reached)
            return false;
        rest = str_cut(rest, 1, rest.len);
    }
    return text.len - at >= rest.len && memcmp(text.at + at, rest.at, rest.len) == 0;
}

/* False when a limit was hit. */
static bool ask(struct search *search, uint32_t rank) {
    struct expression *expression = &search->program->expressions[rank];
    struct matcher *matcher = search->matcher;
    uint32_t end = search->at;
    if (!expression_ready(expression))
        return false;
    pcre2_set_callout(matcher->limits, note, &end);
    if (pcre2_match(expression->code, (PCRE2_SPTR)search->text.at, search->text.len, search->at,
                    PCRE2_NO_UTF_CHECK, matcher->data, matcher->limits) != PCRE2_ERROR_NOMATCH)
        return false;
    search_note(search, end, rank);
    return true;
}

static bool ask_all(struct search *search, const struct step *step) {
    for (size_t i = 0; i < step->n; i++)
        if (goes_on(search, step->questions[i].rest) && !ask(search, step->questions[i].rank))
            return false;
    return true;
}

/* Reads one unit more; false where there is none or no opening is so long. */
static bool read_unit(struct search *search) {
    struct str text = search->text;
    size_t from = search->reached, end;
    if (from == text.len)
        return false;
    end = unit_end(text, from, text.len);
    bool blank = text.at[from] == ' ';
    while (from < end && text.at[from] == ' ')
        from++;
    if (from == end || search->path_len + blank + (end - from) > OPENING_MAX)
        return false;
    if (blank)
        search->path[search->path_len++] = ' ';
    if (digit_at(text, from)) {
        search->path[search->path_len++] = '0';
    } else {
        memcpy(search->path + search->path_len, text.at + from, end - from);
        search->path_len += end - from;
    }
    search->reached = end;
    return true;
}

static bool word_ends(struct str text, size_t at) {
    return at == text.len || !(digit_at(text, at) || letter_step(text, at) > 0);
}

/* Follows the openings as far as they go; false when a limit was hit. */
static bool follow(struct search *search) {
    const struct program *program = search->program;
    const struct step *step = program->steps;
    if (program->asked_at[(unsigned char)search->text.at[search->at]] && !ask_all(search, step))
        return false;
    while (step->leads && read_unit(search)) {
        uint32_t next = map_find(&program->paths, (struct str){search->path, search->path_len});
        if (next == MAP_NONE)
            break;
        step = &program->steps[next];
        if (step->exact != NO_RANK && word_ends(search->text, search->reached))
            search_note(search, (uint32_t)search->reached, step->exact);
        if (!ask_all(search, step))
            return false;
    }
    return true;
}

enum found program_match(const struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct match *match) {
    struct search search = {.program = program,
                            .matcher = matcher,
                            .text = str_cut(text, 0, to),
                            .at = at,
                            .longest = {.end = at},
                            .reached = at};
    if (!follow(&search))
        return FOUND_LIMIT;
    if (search.longest.end == at)
        return FOUND_NOTHING;
    *match = (struct match){
        .at = at, .end = search.longest.end, .phrase = program->expressions[search.longest.rank].phrase};
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
