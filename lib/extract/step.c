/* step.c - the openings of all expressions, unit by unit, as texts come by them.
 *
 * A step is a run of units that some expression can open with. It knows which expression they are a match of, which must be
 * asked from here on, and which lead further; what follows these is looked up by the units with one more. That is worked
 * out when a text first comes to a step: a page has some hundreds of the thousands of words of a pack, and staff who read
 * one file do not wait for the others. Sets of bytes tell most words that lead nowhere before they are looked up. */
#include "extract/letter.h"
#include "extract/program.h"
#include <stdlib.h>
#include <string.h>

static void bytes_add(struct bytes *bytes, unsigned char byte) {
    bytes->bits[byte / 64] |= UINT64_C(1) << (byte % 64);
}

/* The bytes that a text may have where an opening goes on with `unit`. */
static void bytes_of(struct bytes *bytes, struct str unit) {
    size_t at = unit.len > 0 && unit.at[0] == ' ';
    if (at == unit.len)
        memset(bytes, 0xFF, sizeof *bytes);
    else if (digit_at(unit, at))
        for (unsigned char digit = '0'; digit <= '9'; digit++)
            bytes_add(bytes, digit);
    else
        bytes_add(bytes, (unsigned char)unit.at[at]);
}

/* ---- what a step knows --------------------------------------------------------------------------------------------------- */

static struct step *add_step(struct steps *steps, struct str units) {
    uint32_t at = map_find(&steps->paths, units);
    if (at == MAP_NONE) {
        MEM_ROOM(steps->items, steps->n, steps->cap);
        at = (uint32_t)steps->n++;
        steps->items[at] = (struct step){.exact = NO_RANK};
        map_put(&steps->paths, units, at);
    }
    return &steps->items[at];
}

static void add_leading(struct step *step, uint32_t rank) {
    if (step->n_leading > 0 && step->leading[step->n_leading - 1] == rank)
        return;
    MEM_ROOM(step->leading, step->n_leading, step->leading_cap);
    step->leading[step->n_leading++] = rank;
}

/* Is the expression asked here where `rest` follows? */
static bool asks(const struct step *step, uint32_t rank, struct str rest) {
    for (size_t i = step->n; i-- > 0;)
        if (step->questions[i].rank == rank && str_starts(rest, step->questions[i].rest))
            return true;
    return false;
}

static void add_question(struct step *step, uint32_t rank, struct str rest) {
    if (asks(step, rank, rest))
        return;
    MEM_ROOM(step->questions, step->n, step->cap);
    step->questions[step->n++] = (struct question){rank, rest};
    bytes_of(&step->asked, rest);
}

/* ---- looking further ----------------------------------------------------------------------------------------------------- */

/* `from`: index of the step that the opening was found at. */
static void add_opening(struct steps *steps, uint32_t from, size_t path_len, const struct opening *opening,
                        uint32_t rank) {
    struct step *step = add_step(steps, opening->units);
    if (opening->kind == OPENING_EXACT)
        step->exact = rank < step->exact ? rank : step->exact;
    else if (opening->kind == OPENING_LEADS)
        add_leading(step, rank);
    else
        add_question(step, rank, opening->rest);
    if (opening->units.len > path_len)
        bytes_of(&steps->items[from].next, str_cut(opening->units, path_len, opening->units.len));
}

static void look_further(struct steps *steps, uint32_t at, struct str path) {
    struct openings openings = {0};
    struct step *step = &steps->items[at];
    uint32_t *leading = step->leading;
    size_t n = step->n_leading;
    step->leading = NULL;
    step->n_leading = step->leading_cap = 0;
    for (size_t i = 0; i < n; i++) {
        const struct expression *expression = &steps->expressions[leading[i]];
        if (asks(&steps->items[at], leading[i], STR("")))
            continue;
        if (!openings_find(steps->arena, expression->text, expression->open, path, &openings))
            add_question(&steps->items[at], leading[i], STR(""));
        else
            for (size_t k = 0; k < openings.n; k++)
                add_opening(steps, at, path.len, &openings.items[k], leading[i]);
    }
    free(openings.items);
    free(leading);
}

const struct step *steps_find(struct steps *steps, struct str units) {
    uint32_t at = map_find(&steps->paths, units);
    if (at == MAP_NONE)
        return NULL;
    if (steps->items[at].n_leading > 0)
        look_further(steps, at, units);
    return &steps->items[at];
}

void steps_init(struct steps *steps, struct arena *arena, const struct expression *expressions, size_t n) {
    *steps = (struct steps){.arena = arena, .expressions = expressions};
    struct step *first = add_step(steps, STR(""));
    for (uint32_t rank = 0; rank < n; rank++)
        add_leading(first, rank);
    steps_find(steps, STR(""));
}

void steps_fini(struct steps *steps) {
    for (size_t i = 0; i < steps->n; i++) {
        free(steps->items[i].questions);
        free(steps->items[i].leading);
    }
    free(steps->items);
    map_fini(&steps->paths);
}
