/* automaton.h - all regular patterns of a pack as one automaton, searched in one walk over the text; how is told in
 * automaton.c. automaton_pattern.c reads patterns into nodes, automaton_states.c makes states of nodes, automaton_reel.c
 * columns of characters. Seen by lib/extract only. */
#ifndef HOSO_EXTRACT_AUTOMATON_H
#define HOSO_EXTRACT_AUTOMATON_H

#include "text/text.h"

#define NODE_NONE UINT32_MAX

/* A character of a pattern: ASCII is itself; each other one that a pattern names gets a number of its own; the rest of the
 * world is a letter or no letter. */
enum { SYMBOL_NAMED = 128, SYMBOL_LETTER = 253, SYMBOL_SIGN = 254, SYMBOLS = 255 };

/* The blocks of the world's characters that are looked up in tables: those that Vietnamese text is written in. */
enum { NEAR_FIRST = 0x80, NEAR_WIDE = 0x1E00, NEAR_SIZE = 0x300 };

struct symbol_set {
    uint64_t bits[4];
    bool letters; /* \p{L} is in it: also the letters that later patterns name */
    bool negated; /* bits are what is not in it */
};

enum node_kind {
    NODE_SYMBOL, /* takes `value` */
    NODE_SET,    /* takes a symbol of sets[value] */
    NODE_SPLIT,  /* takes nothing: goes on at `out`, and at `other` where that is a node */
    NODE_ASK,    /* takes nothing: goes on where asks[value] holds */
    NODE_END,    /* the pattern `value` is matched, where a word ends */
    NODE_OPEN,   /* the same, also inside a word */
};

struct node {
    enum node_kind kind;
    uint32_t value;
    uint32_t out, other;
};

enum ask_kind {
    ASK_AHEAD,
    ASK_BEHIND,
    ASK_BEFORE, /* as ASK_BEHIND, of where the match began */
    ASK_LAST,   /* $ */
};

/* What a pattern asks of its surroundings: (?=...) and its kin, and $. */
struct ask {
    struct str text; /* as written: equal ones are asked once */
    enum ask_kind kind;
    bool negated;
    uint32_t start; /* node */
    uint32_t most;  /* looking back: [characters] how far back it can look */
};

struct automaton {
    struct arena arena;
    struct node *nodes;
    size_t n_nodes, nodes_cap;
    struct symbol_set *sets;
    size_t n_sets, sets_cap;
    struct ask *asks;
    size_t n_asks, asks_cap;
    uint32_t named[SYMBOL_LETTER - SYMBOL_NAMED]; /* code points of the symbols from SYMBOL_NAMED on */
    unsigned n_named;
    uint32_t *starts; /* nodes that patterns begin at */
    size_t n_starts, starts_cap;

    /* Below: made by automaton_close. */
    unsigned char column[SYMBOLS]; /* symbols that no pattern tells apart share a column of the table */
    unsigned char column_symbol[SYMBOLS]; /* one symbol of each */
    unsigned n_columns;
    unsigned char near[2][NEAR_SIZE]; /* the columns of characters from NEAR_FIRST and from NEAR_WIDE on */
    bool wordly[SYMBOLS];             /* of columns: letters and digits, behind which no word ends */
    struct states *states;
};

/* Adds the folded pattern of rank `rank`: of two that match as far, the lower rank counts. False when it is not regular
 * (it refers back, takes possessively, has verbs) or broken; then nothing is added. `open`: it may end inside a word. */
bool automaton_add(struct automaton *automaton, struct str pattern, uint32_t rank, bool open);

/* No more patterns: ready to search. */
void automaton_close(struct automaton *automaton);
void automaton_fini(struct automaton *automaton);

/* A text as the automaton reads it. */
struct reel {
    struct str text;        /* folded */
    unsigned char *columns; /* of each character */
    uint32_t *offsets;      /* [bytes] where each begins; one more than there are characters */
    size_t n, cap;
    size_t from, to; /* [characters] of the last search: the next is near */
};

void reel_load(struct reel *reel, const struct automaton *automaton, struct str folded);
void reel_fini(struct reel *reel);

struct longest {
    uint32_t end;  /* [bytes] */
    uint32_t rank; /* NODE_NONE: nothing matches */
};

/* The longest match of the text that begins at byte `from` and ends before `to`; patterns also look at what stands before
 * it. False when the search took too many steps. */
bool automaton_search(struct automaton *automaton, struct reel *reel, uint32_t from, uint32_t to,
                      struct longest *longest);

#endif
