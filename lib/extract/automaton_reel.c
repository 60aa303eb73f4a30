/* automaton_reel.c - characters to columns of the automaton's tables: those that no pattern tells apart share one. */
#include "extract/automaton_states.h"
#include <stdlib.h>
#include <string.h>

/* Is the symbol a letter? */
static bool is_letter(const struct automaton *automaton, uint32_t symbol) {
    if (symbol >= SYMBOL_NAMED + automaton->n_named)
        return symbol == SYMBOL_LETTER;
    return text_is_letter(symbol < SYMBOL_NAMED ? symbol : automaton->named[symbol - SYMBOL_NAMED]);
}

static void set_letters(const struct automaton *automaton, struct symbol_set *set) {
    for (uint32_t symbol = 0; symbol < SYMBOLS; symbol++)
        if (is_letter(automaton, symbol))
            set->bits[symbol / 64] |= UINT64_C(1) << symbol % 64;
}

/* Parts each column into the symbols that are in the set and those that are not. */
static void part_columns(struct automaton *automaton, const struct symbol_set *set) {
    unsigned renumbered[SYMBOLS][2];
    unsigned n = 0;
    memset(renumbered, 0xFF, sizeof renumbered);
    for (uint32_t symbol = 0; symbol < SYMBOLS; symbol++) {
        unsigned *number = &renumbered[automaton->column[symbol]][symbol_in(set, symbol)];
        if (*number == ~0u)
            *number = n++;
        automaton->column[symbol] = (unsigned char)*number;
    }
    automaton->n_columns = n;
}

static uint32_t symbol_of(const struct automaton *automaton, uint32_t code) {
    for (unsigned i = 0; i < automaton->n_named; i++)
        if (automaton->named[i] == code)
            return SYMBOL_NAMED + i;
    return text_is_letter(code) ? SYMBOL_LETTER : SYMBOL_SIGN;
}

static void make_near(struct automaton *automaton) {
    for (uint32_t i = 0; i < NEAR_SIZE; i++) {
        automaton->near[0][i] = automaton->column[symbol_of(automaton, NEAR_FIRST + i)];
        automaton->near[1][i] = automaton->column[symbol_of(automaton, NEAR_WIDE + i)];
    }
}

void columns_make(struct automaton *automaton) {
    bool parted[SYMBOLS] = {false};
    struct symbol_set words = {.negated = false};
    words.bits['0' / 64] |= UINT64_C(0x3FF) << '0' % 64;
    set_letters(automaton, &words);
    part_columns(automaton, &words);
    part_columns(automaton, &(struct symbol_set){.bits = {UINT64_C(1) << '\n'}}); /* for $ */
    for (size_t i = 0; i < automaton->n_sets; i++) {
        if (automaton->sets[i].letters)
            set_letters(automaton, &automaton->sets[i]);
        part_columns(automaton, &automaton->sets[i]);
    }
    for (size_t i = 0; i < automaton->n_nodes; i++) {
        uint32_t symbol = automaton->nodes[i].value;
        if (automaton->nodes[i].kind != NODE_SYMBOL || parted[symbol])
            continue;
        struct symbol_set one = {.negated = false};
        one.bits[symbol / 64] |= UINT64_C(1) << symbol % 64;
        part_columns(automaton, &one);
        parted[symbol] = true;
    }
    for (uint32_t symbol = 0; symbol < SYMBOLS; symbol++) {
        automaton->column_symbol[automaton->column[symbol]] = (unsigned char)symbol;
        automaton->wordly[automaton->column[symbol]] = symbol_in(&words, symbol);
    }
    make_near(automaton);
}

/* The column of the character at `at`, which is not ASCII; its length. The blocks that Vietnamese text is written in are
 * looked up. */
static inline size_t column_at(const struct automaton *automaton, struct str text, size_t at,
                               unsigned char *column) {
    const unsigned char *bytes = (const unsigned char *)text.at + at;
    if (bytes[0] >= 0xC2 && bytes[0] <= 0xCD) {
        *column = automaton->near[0][(bytes[0] & 0x1Fu) * 64 + (bytes[1] & 0x3Fu) - NEAR_FIRST];
        return 2;
    }
    if (bytes[0] == 0xE1 && bytes[1] >= 0xB8) {
        *column = automaton->near[1][(bytes[1] - 0xB8u) * 64 + (bytes[2] & 0x3Fu)];
        return 3;
    }
    size_t next = at;
    uint32_t code = text_next(text, &next);
    bool wide = code >= NEAR_WIDE && code < NEAR_WIDE + NEAR_SIZE;
    *column = wide ? automaton->near[1][code - NEAR_WIDE] : automaton->column[symbol_of(automaton, code)];
    return next - at;
}

void reel_load(struct reel *reel, const struct automaton *automaton, struct str folded) {
    if (reel->cap < folded.len + 1) {
        reel_fini(reel);
        reel->cap = folded.len + 1;
        reel->columns = mem_new(reel->cap, sizeof *reel->columns);
        reel->offsets = mem_new(reel->cap, sizeof *reel->offsets);
    }
    size_t n = 0;
    for (size_t i = 0; i < folded.len; n++) {
        unsigned char c = (unsigned char)folded.at[i];
        reel->offsets[n] = (uint32_t)i;
        reel->columns[n] = automaton->column[c & 0x7F];
        i += c < 0x80 ? 1 : column_at(automaton, folded, i, &reel->columns[n]);
    }
    reel->offsets[n] = (uint32_t)folded.len;
    reel->n = n;
    reel->from = reel->to = 0;
    reel->text = folded;
}

void reel_fini(struct reel *reel) {
    free(reel->columns);
    free(reel->offsets);
    *reel = (struct reel){0};
}
