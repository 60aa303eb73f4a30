/* step.c - the openings of all expressions, unit by unit, as texts come by them.
 *
 * A step is a run of units that some expression can open with. It knows which expression they are a match of, which must be
 * asked from here on, and which lead further; what follows these is looked up by the units with one more. That is worked
 * out when a text first comes to a step: a page has some hundreds of the thousands of words of a pack, and staff who read
 * one file do not wait for the others. Sieves tell most words that lead nowhere before they are looked up. */
#include "base/eight.h"
#include "extract/letter.h"
#include "extract/program.h"
#include <stdlib.h>
#include <string.h>

/* ---- what a step knows --------------------------------------------------------------------------------------------------- */

static uint32_t new_step(struct steps *steps, struct str units) {
    MEM_ROOM(steps->lists, steps->n, steps->lists_cap);
    MEM_ROOM(steps->items, steps->n, steps->cap);
    steps->lists[steps->n] = (struct step_lists){.units = units};
    steps->items[steps->n] = (struct step){.plain = NO_RANK};
    return (uint32_t)steps->n++;
}

/* Doubles the places of a step's edges. Its table is the last one, for steps are looked at one by one. */
static void grow_edges(struct steps *steps, uint32_t at) {
    struct step *step = &steps->items[at];
    size_t places = step->edges_bits ? (size_t)1 << step->edges_bits : 0, cap = places ? 2 * places : 4;
    struct edge *old = mem_new(places, sizeof *old);
    if (places)
        memcpy(old, steps->edges + step->edges, places * sizeof *old);
    else
        step->edges = (uint32_t)steps->n_edges;
    steps->n_edges = step->edges + cap;
    mem_grow((void **)&steps->edges, &steps->edges_cap, steps->n_edges, sizeof *steps->edges);
    struct edge *edges = steps->edges + step->edges;
    memset(edges, 0, cap * sizeof *edges);
    step->edges_bits = (uint8_t)(step->edges_bits ? step->edges_bits + 1 : 2);
    for (size_t i = 0; i < places; i++)
        if (old[i].to != 0)
            *edge_probe(edges, step->edges_bits, old[i].unit) = old[i];
    free(old);
}

/* The step of a word where nothing was read before. No other words are known until all of these are, so that it has its word's
 * number. */
static uint32_t add_first(struct steps *steps, struct str word) {
    uint32_t number = lexicon_add(&steps->words, word);
    if (number == steps->n)
        sieve_add(&steps->items[0].next, new_step(steps, word));
    return number;
}

/* At most three of four places are taken. */
static void add_edge(struct steps *steps, uint32_t from, struct edge edge) {
    const struct step *step = &steps->items[from];
    uint32_t n = ++steps->lists[from].n_edges;
    if (!step->edges_bits || 4 * (size_t)n > (size_t)3 << step->edges_bits)
        grow_edges(steps, from);
    *edge_probe(steps->edges + step->edges, step->edges_bits, edge.unit) = edge;
}

/* The step of `units`, which are those of the step `from` and one more, or the same. */
static uint32_t add_step(struct steps *steps, uint32_t from, struct str units) {
    struct str more = str_cut(units, steps->lists[from].units.len, units.len);
    if (more.len == 0)
        return from;
    if (from == 0)
        return add_first(steps, more);
    bool blank = more.at[0] == ' ';
    uint32_t word = lexicon_add(&steps->words, str_cut(more, blank, more.len));
    uint32_t unit = steps_unit(word, blank), to = steps_behind(steps, from, unit);
    if (to == 0) {
        to = new_step(steps, units);
        add_edge(steps, from, (struct edge){unit, to});
        sieve_add(&steps->items[from].next, word);
    }
    return to;
}

static void add_leading(struct steps *steps, uint32_t at, uint32_t rank) {
    struct step_lists *lists = &steps->lists[at];
    if (lists->n_leading > 0 && lists->leading[lists->n_leading - 1] == rank)
        return;
    MEM_ROOM(lists->leading, lists->n_leading, lists->leading_cap);
    lists->leading[lists->n_leading++] = rank;
    steps->items[at].leads = true;
}

/* Is the expression asked there where `rest` follows? */
static bool asks(const struct steps *steps, uint32_t at, uint32_t rank, struct str rest, bool glued) {
    bool blank = rest.len > 0 && rest.at[0] == ' ';
    for (size_t i = steps->lists[at].n_questions; i-- > 0;) {
        const struct question *question = &steps->lists[at].questions[i];
        bool apart = question->blank ? !blank : blank && question->rest.len > 0;
        bool narrower = question->glued && !glued;
        if (question->rank == rank && !apart && !narrower &&
            str_starts(str_cut(rest, blank, rest.len), question->rest))
            return true;
    }
    return false;
}

static void add_question(struct steps *steps, uint32_t at, uint32_t rank, struct str rest, bool glued) {
    struct step *step = &steps->items[at];
    struct step_lists *lists = &steps->lists[at];
    if (asks(steps, at, rank, rest, glued))
        return;
    MEM_ROOM(lists->questions, lists->n_questions, lists->questions_cap);
    sieve_add_first(&step->asked, rest);
    bool blank = rest.len > 0 && rest.at[0] == ' ';
    struct str behind = str_cut(rest, blank, rest.len);
    lists->questions[lists->n_questions++] = (struct question){.rank = rank,
                                                               .blank = blank,
                                                               .glued = glued,
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
    guard_read(&steps->guards[steps->n_guards], steps->arena);
    map_put(&steps->guard_texts, text, (uint32_t)steps->n_guards);
    return (uint32_t)steps->n_guards++;
}

static bool same_exact(const struct exact *a, const struct exact *b) {
    return a->rank == b->rank && a->before == b->before && a->behind == b->behind;
}

/* Keeps the lower ranks first. */
static void add_exact(struct steps *steps, uint32_t at, struct exact exact) {
    struct step *step = &steps->items[at];
    struct step_lists *lists = &steps->lists[at];
    size_t i = 0;
    for (; i < step->n_exacts && lists->exacts[i].rank <= exact.rank; i++)
        if (same_exact(&lists->exacts[i], &exact))
            return;
    MEM_ROOM(lists->exacts, step->n_exacts, lists->exacts_cap);
    memmove(lists->exacts + i + 1, lists->exacts + i, (step->n_exacts - i) * sizeof *lists->exacts);
    lists->exacts[i] = exact;
    step->n_exacts++;
    const struct exact *first = &lists->exacts[0];
    bool plain = first->before == NO_GUARD && first->behind == NO_GUARD && !first->open;
    step->plain = plain ? first->rank : NO_RANK;
}

/* ---- looking further ----------------------------------------------------------------------------------------------------- */

static void add_opening(struct steps *steps, uint32_t from, const struct opening *opening, uint32_t rank) {
    uint32_t to = add_step(steps, from, opening->units);
    if (opening->kind == OPENING_EXACT)
        add_exact(steps, to,
                  (struct exact){.rank = rank,
                                 .before = add_guard(steps, opening->before),
                                 .behind = add_guard(steps, opening->behind),
                                 .open = steps->expressions[rank].open});
    else if (opening->kind == OPENING_LEADS)
        add_leading(steps, to, rank);
    else
        add_question(steps, to, rank, opening->rest, opening->glued);
}

void steps_look(struct steps *steps, uint32_t at) {
    struct openings openings = {0};
    struct str units = steps->lists[at].units;
    uint32_t *leading = steps->lists[at].leading;
    size_t n = steps->lists[at].n_leading;
    steps->lists[at].leading = NULL;
    steps->lists[at].leading_cap = steps->lists[at].n_leading = 0;
    steps->items[at].leads = false;
    for (size_t i = 0; i < n; i++) {
        struct expression *expression = &steps->expressions[leading[i]];
        if (asks(steps, at, leading[i], STR(""), false))
            continue;
        if (!openings_find(steps->arena, expression->text, expression->open, units, &expression->outline,
                           &openings))
            add_question(steps, at, leading[i], STR(""), false);
        else
            for (size_t k = 0; k < openings.n; k++)
                add_opening(steps, at, &openings.items[k], leading[i]);
    }
    free(openings.items);
    free(leading);
}

void steps_init(struct steps *steps, struct arena *arena, struct expression *expressions, size_t n) {
    memset(steps, 0, sizeof *steps);
    steps->arena = arena;
    steps->expressions = expressions;
    lexicon_init(&steps->words);
    new_step(steps, STR(""));
    for (uint32_t rank = 0; rank < n; rank++)
        add_leading(steps, 0, rank);
    steps_look(steps, 0);
    steps->n_first = steps->words.n;
}

void steps_fini(struct steps *steps) {
    for (size_t i = 0; i < steps->n; i++) {
        free(steps->lists[i].questions);
        free(steps->lists[i].exacts);
        free(steps->lists[i].leading);
    }
    for (size_t i = 0; i < steps->n_guards; i++)
        pcre2_code_free(steps->guards[i].code.made);
    free(steps->items);
    free(steps->lists);
    free(steps->edges);
    free(steps->guards);
    map_fini(&steps->guard_texts);
    lexicon_fini(&steps->words);
}
