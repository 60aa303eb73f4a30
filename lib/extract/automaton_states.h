/* automaton_states.h - the states of an automaton: made when they are first walked into, see automaton.c. */
#ifndef HOSO_EXTRACT_AUTOMATON_STATES_H
#define HOSO_EXTRACT_AUTOMATON_STATES_H

#include "extract/automaton.h"

/* How a state is named in tables: where it stands in rows or arcs, with these bits. */
enum { ENTRY_UNMADE = 0, ENTRY_DEAD = 1, ENTRY_SPECIAL = 1, ENTRY_WIDE = 2, ENTRY_SHIFT = 2 };

struct state {
    uint32_t at, n;        /* its nodes: pool[at, at + n), in order; they take a character, ask or end */
    uint32_t closed, open; /* the lowest rank that is matched here: where a word ends; anywhere */
    uint32_t ask;          /* the question to be answered first; NODE_NONE */
    uint32_t then[2];      /* entries: where it does not hold, where it does */
    uint32_t entry;
};

#define ARCS 4

/* The way on from a state that few characters lead on from, as most are: "đại họ" goes on with "c". */
struct arcs {
    unsigned char columns[ARCS]; /* COLUMN_NONE: none */
    uint32_t next[ARCS];
    uint32_t state;
};

#define COLUMN_NONE 255

struct states {
    struct state *items;
    size_t n, cap;
    struct arcs *arcs; /* of narrow states */
    size_t n_arcs, arcs_cap;
    uint32_t *rows; /* of wide states: n_columns entries, then the state's number */
    size_t rows_n, rows_cap;
    uint32_t *pool;
    size_t pool_n, pool_cap;
    uint32_t *slots; /* open addressing by nodes; 0: free */
    size_t slots_cap;
    uint32_t start;  /* entry */
    uint32_t *asked; /* entries of the questions' own starts */

    uint32_t *stamps, stamp; /* nodes met while a set is gathered */
    uint32_t *stack, *set;
    size_t n_set;
    int64_t steps; /* left to the search at hand */
};

static inline bool symbol_in(const struct symbol_set *set, uint32_t symbol) {
    return (set->bits[symbol / 64] >> symbol % 64 & 1) != set->negated;
}

/* Parts the symbols into columns, when all patterns are there. */
void columns_make(struct automaton *automaton);

/* Room for states, of which there are none yet: states_start makes the first. */
struct states *states_new(const struct automaton *automaton);
void states_free(struct states *states);

/* The entry that searches begin at; throws away all states when there are too many, so no entry is held over it. */
uint32_t states_start(struct automaton *automaton);
/* The entry that the answer to `question` begins at. */
uint32_t states_asked(struct automaton *automaton, uint32_t question);
/* Makes the entry for a character of `column` behind that of `entry`; ends the search where there are too many. */
uint32_t states_step(struct automaton *automaton, uint32_t entry, unsigned char column);
/* Makes the entry behind the question of that of `entry`, answered so. */
uint32_t states_answer(struct automaton *automaton, uint32_t entry, bool holds);

static inline uint32_t *states_row(const struct automaton *automaton, uint32_t entry) {
    return automaton->states->rows + (entry >> ENTRY_SHIFT);
}

/* Borrowed until a state is made. */
static inline struct state *states_at(const struct automaton *automaton, uint32_t entry) {
    const struct states *states = automaton->states;
    return &states->items[entry & ENTRY_WIDE ? states_row(automaton, entry)[automaton->n_columns]
                                             : states->arcs[entry >> ENTRY_SHIFT].state];
}

#endif
