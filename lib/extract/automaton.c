/* automaton.c - all phrases of a pack searched at once, in one walk over the text.
 *
 * The task: at a word, of more than a thousand patterns find the one that matches farthest. PCRE2 can only try one after
 * the other, and must be told to go on after each match, since it stops at the first; with a program for each first word
 * that came to 5 MB/s, and compiling those programs took a tenth of a second before the first word was read.
 *
 * The patterns are regular (names, dates, things left out), so one automaton does for all: its nodes are the places in
 * patterns where the search may stand, and a state is the set of all places where it stands after the characters read so
 * far. A step looks up (state, character) in a table; what is matched is said by the state; the walk ends when no place is
 * left. Nothing is tried again, so no pattern can make it slow, and the longest match, which PCRE2 does not offer, is simply
 * the last one seen.
 *
 *         d      ạ      i            h ...        "đại", "đại học" and "đại biểu" share their first states
 *     (0) --> (1) --> (2) --> (3) -->(4) --> ...  (3): END of "đại", where a word ends; noted, and on
 *
 * All states there are would be tens of thousands, of which a text visits some hundreds. So a state is made when it is first
 * walked into and kept with the pack: loading costs no more than reading the patterns, and the second text runs at full
 * speed. Too many states (hostile patterns) are thrown away and made anew.
 *
 * What looks around, (?=...), is no place in the text. A state whose places stand before such a question names it (`ask`);
 * the walk stops there, answers it with a walk of its own over what follows, and goes on in one of two states: with the
 * places behind the question, or without them. Each question is asked of one state alone, so they need no table of masks.
 *
 * Characters are columns of the tables; those that no pattern tells apart share one, and a text is turned into columns once.
 * Most states stand in the middle of a word, where one or two characters lead on: they keep those few (`arcs`), the others a
 * row of the table. With rows for all the tables outgrow the processor's cache, and the search was half as fast.
 *
 * What looks behind at the head of a pattern is asked when all else has matched, about where the match began.
 *
 * Rejected: a trie of literal phrases beside PCRE2 for the others (the others begin with the most frequent words: có, năm,
 * từ, cán bộ); an automaton over whole words (patterns cut words: TP.HCM, th.s); making all states when the pack is loaded. */
#include "extract/automaton_states.h"
#include <stdlib.h>
#include <string.h>

#define STEPS_MAX 200000 /* [characters] of one search, with what its questions look at */

/* What a walk goes over. `first`: end at the first match, which is all that a question wants to know. */
struct stretch {
    const unsigned char *columns;
    uint32_t at, to;
    bool first;
    uint32_t exact; /* first: only a match that ends here counts; UINT32_MAX: any */
};

static void walk(struct automaton *automaton, uint32_t entry, const struct stretch *stretch,
                 struct longest *longest);

/* Does a character that goes on a word stand at `at`? */
static bool word_goes_on(const struct automaton *automaton, const struct stretch *stretch, uint32_t at) {
    return at < stretch->to && automaton->wordly[stretch->columns[at]];
}

static bool matches(struct automaton *automaton, uint32_t question, const struct stretch *stretch) {
    struct longest longest = {.rank = NODE_NONE};
    walk(automaton, states_asked(automaton, question), stretch, &longest);
    return longest.rank != NODE_NONE;
}

static bool matches_behind(struct automaton *automaton, uint32_t question, const unsigned char *columns,
                           uint32_t at) {
    uint32_t most = automaton->asks[question].most;
    for (uint32_t back = 0; back <= most && back <= at; back++) {
        struct stretch stretch = {columns, at - back, at, true, at};
        if (matches(automaton, question, &stretch))
            return true;
    }
    return false;
}

static bool holds(struct automaton *automaton, uint32_t question, const struct stretch *stretch,
                  uint32_t at) {
    const struct ask *ask = &automaton->asks[question];
    struct stretch ahead = {stretch->columns, at, stretch->to, true, UINT32_MAX};
    switch (ask->kind) {
    case ASK_AHEAD: return matches(automaton, question, &ahead) != ask->negated;
    case ASK_BEFORE: at = stretch->at; /* fall through */
    case ASK_BEHIND: return matches_behind(automaton, question, stretch->columns, at) != ask->negated;
    default:
        return at == stretch->to ||
               (at + 1 == stretch->to && stretch->columns[at] == automaton->column['\n']);
    }
}

/* Answers the questions of the state entered at `at`, then notes what it matches. Returns the entry to go on from. */
static uint32_t enter(struct automaton *automaton, uint32_t entry, const struct stretch *stretch, uint32_t at,
                      struct longest *longest) {
    struct state *state = states_at(automaton, entry);
    while (state->ask != NODE_NONE) {
        if (--automaton->states->steps < 0) /* questions in a circle */
            return ENTRY_DEAD;
        bool answer = holds(automaton, state->ask, stretch, at);
        uint32_t next = states_at(automaton, entry)->then[answer]; /* the answer may have moved the states */
        entry = next == ENTRY_UNMADE ? states_answer(automaton, entry, answer) : next;
        if (entry == ENTRY_DEAD)
            return entry;
        state = states_at(automaton, entry);
    }
    uint32_t rank = state->open;
    if (state->closed < rank && !word_goes_on(automaton, stretch, at))
        rank = state->closed;
    if (rank != NODE_NONE && (stretch->exact == UINT32_MAX || stretch->exact == at))
        *longest = (struct longest){at, rank};
    return entry;
}

/* The entry behind the state of `entry`. The columns of arcs are compared at once: of the word's bytes the lowest that is
 * nothing after the exclusive or is found by the borrow out of it. */
static inline uint32_t step(const struct states *states, uint32_t entry, unsigned char column) {
    if (entry & ENTRY_WIDE)
        return states->rows[(entry >> ENTRY_SHIFT) + column];
    const struct arcs *arcs = &states->arcs[entry >> ENTRY_SHIFT];
    const uint32_t ones = 0x01010101u;
    uint32_t word;
    memcpy(&word, arcs->columns, sizeof word);
    word ^= column * ones;
    word = (word - ones) & ~word & ones << 7;
    if (word == 0)
        return ENTRY_DEAD;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return arcs->next[(unsigned)__builtin_ctz(word) / 8];
#else
    const unsigned char *found = memchr(arcs->columns, column, ARCS);
    return arcs->next[found - arcs->columns];
#endif
}

/* Walks from `entry` at the stretch's start as far as there is a state, noting each match. */
static void walk(struct automaton *automaton, uint32_t entry, const struct stretch *stretch,
                 struct longest *longest) {
    struct states *states = automaton->states;
    uint32_t at = stretch->at, to = stretch->to;
    if (states->steps < (int64_t)(to - at))
        to = at + (states->steps > 0 ? (uint32_t)states->steps : 0);
    for (;; at++) {
        if (entry & ENTRY_SPECIAL) {
            entry = enter(automaton, entry, stretch, at, longest);
            if (entry == ENTRY_DEAD || (stretch->first && longest->rank != NODE_NONE))
                break;
        }
        if (at >= to)
            break;
        uint32_t next = step(states, entry, stretch->columns[at]);
        if (next == ENTRY_UNMADE)
            next = states_step(automaton, entry, stretch->columns[at]);
        if (next == ENTRY_DEAD)
            break;
        entry = next;
    }
    states->steps -= at - stretch->at;
}

/* The number of the character at byte `offset`; quick for one near `*last`. */
static uint32_t character_at(const struct reel *reel, size_t *last, uint32_t offset) {
    size_t at = *last;
    while (at < reel->n && reel->offsets[at] < offset)
        at++;
    while (at > 0 && reel->offsets[at] > offset)
        at--;
    *last = at;
    return (uint32_t)at;
}

bool automaton_search(struct automaton *automaton, struct reel *reel, uint32_t from, uint32_t to,
                      struct longest *longest) {
    struct states *states = automaton->states;
    uint32_t at = character_at(reel, &reel->from, from);
    struct stretch stretch = {reel->columns, at, character_at(reel, &reel->to, to), false, UINT32_MAX};
    uint32_t start = states_start(automaton);
    states->steps = STEPS_MAX;
    *longest = (struct longest){at, NODE_NONE};
    if (start != ENTRY_DEAD)
        walk(automaton, start, &stretch, longest);
    if (longest->end == at)
        longest->rank = NODE_NONE;
    longest->end = reel->offsets[longest->end];
    return states->steps > 0;
}

void automaton_close(struct automaton *automaton) {
    columns_make(automaton);
    automaton->states = states_new(automaton);
}

void automaton_fini(struct automaton *automaton) {
    states_free(automaton->states);
    free(automaton->nodes);
    free(automaton->sets);
    free(automaton->asks);
    free(automaton->starts);
    arena_fini(&automaton->arena);
    *automaton = (struct automaton){0};
}
