/* step.c - the openings of all expressions, unit by unit, as texts come by them.
 *
 * A step is a run of units that some expression can open with. It knows which expression they are a match of, which must be
 * asked from here on, and which lead further; what follows these is looked up by the units with one more. That is worked
 * out when a text first comes to a step: a page has some hundreds of the thousands of words of a pack, and staff who read
 * one file do not wait for the others. Sets of bytes tell most words that lead nowhere before they are looked up. */
#include "base/eight.h"
#include "extract/letter.h"
#include "extract/program.h"
#include <stdlib.h>
#include <string.h>

static void bytes_add(bytes *set, unsigned char byte) {
    *set |= UINT64_C(1) << (byte % 64);
}

/* The bytes that a text may have where an opening goes on with `unit`. */
static void bytes_of(bytes *set, struct str unit) {
    size_t at = unit.len > 0 && unit.at[0] == ' ';
    if (at == unit.len)
        *set = ~(bytes)0;
    else if (digit_at(unit, at))
        for (unsigned char digit = '0'; digit <= '9'; digit++)
            bytes_add(set, digit);
    else
        bytes_add(set, (unsigned char)unit.at[at]);
}

/* ---- what a step knows --------------------------------------------------------------------------------------------------- */

/* The step of `units`, which are those of the step `from` and one more, or the same. */
static uint32_t add_step(struct steps *steps, uint32_t from, struct str units) {
    struct str more = str_cut(units, steps->items[from].units.len, units.len);
    if (more.len == 0)
        return from;
    bool blank = more.at[0] == ' ';
    uint32_t unit = steps_unit(lexicon_add(&steps->words, str_cut(more, blank, more.len)), blank);
    uint32_t to = step_edge(&steps->items[from], unit);
    if (to != 0)
        return to;
    MEM_ROOM(steps->items, steps->n, steps->cap);
    to = (uint32_t)steps->n++;
    steps->items[to] = (struct step){.units = units};
    struct step *step = &steps->items[from];
    MEM_ROOM(step->edges, step->n_edges, step->edges_cap);
    step->edges[step->n_edges++] = (struct edge){unit, to};
    bytes_of(&step->next, more);
    return to;
}

static void add_leading(struct step *step, uint32_t rank) {
    if (step->n_leading > 0 && step->leading[step->n_leading - 1] == rank)
        return;
    MEM_ROOM(step->leading, step->n_leading, step->leading_cap);
    step->leading[step->n_leading++] = rank;
}

/* Is the expression asked here where `rest` follows? */
static bool asks(const struct step *step, uint32_t rank, struct str rest) {
    bool blank = rest.len > 0 && rest.at[0] == ' ';
    for (size_t i = step->n; i-- > 0;) {
        const struct question *question = &step->questions[i];
        bool apart = question->blank ? !blank : blank && question->rest.len > 0;
        if (question->rank == rank && !apart && str_starts(str_cut(rest, blank, rest.len), question->rest))
            return true;
    }
    return false;
}

static void add_question(struct step *step, uint32_t rank, struct str rest) {
    if (asks(step, rank, rest))
        return;
    MEM_ROOM(step->questions, step->n, step->cap);
    bytes_of(&step->asked, rest);
    bool blank = rest.len > 0 && rest.at[0] == ' ';
    struct str behind = str_cut(rest, blank, rest.len);
    step->questions[step->n++] = (struct question){.rank = rank,
                                                   .blank = blank,
                                                   .head = eight_some(behind.at, behind.len),
                                                   .mask = eight_cut(~UINT64_C(0), behind.len),
                                                   .rest = behind};
}

static uint32_t add_guard(struct steps *steps, struct str text) {
    if (text.len == 0)
        return NO_GUARD;
    uint32_t known = map_find(&steps->guard_texts, text);
    if (known != MAP_NONE)
        return known;
    MEM_ROOM(steps->guards, steps->n_guards, steps->guards_cap);
    steps->guards[steps->n_guards] = (struct guard){.text = text};
    map_put(&steps->guard_texts, text, (uint32_t)steps->n_guards);
    return (uint32_t)steps->n_guards++;
}

/* Keeps the lower ranks first. */
static void add_exact(struct step *step, struct exact exact) {
    size_t at = 0;
    for (; at < step->n_exacts && step->exacts[at].rank <= exact.rank; at++)
        if (memcmp(&step->exacts[at], &exact, sizeof exact) == 0)
            return;
    MEM_ROOM(step->exacts, step->n_exacts, step->exacts_cap);
    memmove(step->exacts + at + 1, step->exacts + at, (step->n_exacts - at) * sizeof *step->exacts);
    step->exacts[at] = exact;
    step->n_exacts++;
}

/* ---- looking further ----------------------------------------------------------------------------------------------------- */

static void add_opening(struct steps *steps, uint32_t from, const struct opening *opening, uint32_t rank) {
    uint32_t to = add_step(steps, from, opening->units); /* may move the steps */
    struct step *step = &steps->items[to];
    if (opening->kind == OPENING_EXACT)
        add_exact(step,
                  (struct exact){rank, add_guard(steps, opening->before), add_guard(steps, opening->behind)});
    else if (opening->kind == OPENING_LEADS)
        add_leading(step, rank);
    else
        add_question(step, rank, opening->rest);
}

void steps_look(struct steps *steps, uint32_t at) {
    struct openings openings = {0};
    struct step *step = &steps->items[at];
    struct str units = step->units;
    uint32_t *leading = step->leading;
    size_t n = step->n_leading;
    step->leading = NULL;
    step->n_leading = step->leading_cap = 0;
    for (size_t i = 0; i < n; i++) {
        struct expression *expression = &steps->expressions[leading[i]];
        if (asks(&steps->items[at], leading[i], STR("")))
            continue;
        if (!openings_find(steps->arena, expression->text, expression->open, units, &expression->outline,
                           &openings))
            add_question(&steps->items[at], leading[i], STR(""));
        else
            for (size_t k = 0; k < openings.n; k++)
                add_opening(steps, at, &openings.items[k], leading[i]);
    }
    free(openings.items);
    free(leading);
}

/* Many steps follow the first one: they are found by their number. */
static void index_first(struct steps *steps) {
    const struct step *first = &steps->items[0];
    steps->n_first = steps_unit(steps->words.n, false);
    steps->first = mem_new(steps->n_first, sizeof *steps->first);
    for (size_t i = 0; i < first->n_edges; i++)
        steps->first[first->edges[i].unit] = first->edges[i].step;
}

void steps_init(struct steps *steps, struct arena *arena, struct expression *expressions, size_t n) {
    memset(steps, 0, sizeof *steps);
    steps->arena = arena;
    steps->expressions = expressions;
    lexicon_init(&steps->words);
    MEM_ROOM(steps->items, steps->n, steps->cap);
    steps->items[steps->n++] = (struct step){.units = STR("")};
    for (uint32_t rank = 0; rank < n; rank++)
        add_leading(&steps->items[0], rank);
    steps_look(steps, 0);
    index_first(steps);
}

void steps_fini(struct steps *steps) {
    for (size_t i = 0; i < steps->n; i++) {
        free(steps->items[i].edges);
        free(steps->items[i].questions);
        free(steps->items[i].exacts);
        free(steps->items[i].leading);
    }
    for (size_t i = 0; i < steps->n_guards; i++)
        pcre2_code_free(steps->guards[i].code.made);
    free(steps->items);
    free(steps->guards);
    map_fini(&steps->guard_texts);
    free(steps->first);
    lexicon_fini(&steps->words);
}
