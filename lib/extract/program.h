/* program.h - the phrases of a pack as they are looked for in a text: opening.c says what the matches of a pattern begin
 * with, step.c keeps that for all of them by the numbers of their words (lexicon.c), guard.c tells what stands around a match,
 * unit.c cuts a text into words, program.c finds the longest phrase at a place. For the files of this folder. */
#ifndef HOSO_EXTRACT_PROGRAM_H
#define HOSO_EXTRACT_PROGRAM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/base.h"
#include "extract/sieve.h"
#include <pcre2.h>

/* Where a rule stands: item `item` of the list `key`. Its line is looked up when a message is to name it, see rule_where. */
struct rule_place {
    const char *path, *key;
    uint32_t item;
};

/* ---- opening.c ------------------------------------------------------------------------------------------------------ */

#define OPENING_MAX 64 /* [bytes] of an opening that are known */
#define LOOKS_MAX   4  /* looks around one opening */

enum opening_kind {
    OPENING_EXACT, /* the units are a match where its guards hold */
    OPENING_ASKS,  /* behind them only the pattern knows */
    OPENING_LEADS  /* more is known of what must follow */
};

/* Text as openings have it: each run of blanks is one space, each run of digits one "0". */
struct opening {
    enum opening_kind kind;
    struct str units; /* words and marks, each whole */
    struct str rest;  /* ASKS: what the unit behind them begins with; may be empty */
    bool glued;       /* ASKS: a letter must stand before them */
    struct str before,
        behind; /* EXACT: expressions that must hold where the units begin and end; may be empty */
};

struct openings {
    /* their text is in the arena that openings_find was given; the array is yours to free */
    struct opening *items;
    size_t n, cap;
};

/* How the matches of the folded pattern that begin with the units of `path` go on by one unit. `open`: a letter may follow
 * a match. `*outline`, NULL at first: what is learned of the pattern's syntax, kept in the arena for the next call. False
 * when there are too many ways to tell. */
bool openings_find(struct arena *arena, struct str pattern, bool open, struct str path, uint32_t **outline,
                   struct openings *out);
/* The first unit, or some of it, of all that a look ahead can find: `inside` is what stands in its brackets. A blank before the
 * unit is said. */
bool openings_ahead(struct arena *arena, struct str inside, struct openings *out);

/* What PCRE2 makes of a text when it is first asked for; each worker for itself. */
struct code {
    pcre2_code *made;
    bool jit;
    uint32_t searches; /* so far, up to where JIT pays */
};

/* A pattern as it is searched for; its rank is its index: the best of equally long matches is that of the lowest. */
struct expression {
    struct str text;
    bool open;
    uint32_t *outline; /* for openings_find */
    struct code code;
    uint8_t first[32]; /* once the code is warm: with which bytes matches begin, a bit each; */
    bool first_known;
};

/* ---- lexicon.c ----------------------------------------------------------------------------------------------------------- */

#define NO_UNIT 0

#define SHORT_MAX 16 /* [bytes] of a word that is two machine words */

/* A short word, zeros behind it; NO_UNIT: free. */
struct word_slot {
    uint64_t head, tail;
    uint32_t number;
};

/* Short words by their hash, the others in the map. */
struct lexicon {
    struct word_slot *slots;
    size_t cap;          /* a power of two */
    uint32_t n;          /* words; their numbers go from 1 to n */
    uint32_t signs[128]; /* the numbers of marks of ASCII; '0': of "0", which all digits are */
    struct map longer;
};

/* No word yet; lexicon_fini frees. */
void lexicon_init(struct lexicon *words);
void lexicon_fini(struct lexicon *words);
/* The number of the word, which is borrowed. */
uint32_t lexicon_add(struct lexicon *words, struct str word);
/* The number of text[at, end), NO_UNIT: it is none of them. */
uint32_t lexicon_find(const struct lexicon *words, struct str text, size_t at, size_t end);

static inline struct word_slot *lexicon_probe(struct word_slot *slots, size_t cap, uint64_t head,
                                              uint64_t tail) {
    uint64_t hash = (head ^ tail * UINT64_C(0xC2B2AE3D27D4EB4F)) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (hash >> 32) & (cap - 1);
    while (slots[at].number != NO_UNIT && !(slots[at].head == head && slots[at].tail == tail))
        at = (at + 1) & (cap - 1);
    return &slots[at];
}

/* The same of a short one. */
static inline uint32_t lexicon_short(const struct lexicon *words, uint64_t head, uint64_t tail) {
    return lexicon_probe(words->slots, words->cap, head, tail)->number;
}

/* ---- guard.c ------------------------------------------------------------------------------------------------------------ */

/* One look of a guard, as texts that it begins with (ahead) or ends with (behind), each digit as "0". */
struct glance {
    bool behind, negative;
    bool known;  /* else only PCRE2 knows */
    bool letter; /* (?=\p{L}): it is asked whether one follows */
    sieve first; /* ahead: the bytes behind blanks */
    struct str *spelt;
    size_t n;
};

/* What must hold where a match begins or ends: looks one behind the other. Patterns share them. */
struct guard {
    struct str text;
    struct glance glances[LOOKS_MAX];
    unsigned n_glances;
    struct code code;
};

enum told { TOLD_NO, TOLD_YES, TOLD_NOTHING };

/* Makes the glances of a guard that has its text. */
void guard_read(struct guard *guard, struct arena *arena);
/* Does the guard hold at text[at]? TOLD_NOTHING: PCRE2 is to be asked. */
enum told guard_tells(const struct guard *guard, struct str text, size_t at);

/* ---- step.c ------------------------------------------------------------------------------------------------------------ */

/* ---- step.c ------------------------------------------------------------------------------------------------------------ */

/* An expression that is asked at a step when the text goes on with `rest`, whose blank at the start is said apart; `glued`: if a
 * letter stands before the match. The number of a footnote is asked for so, at few of the numbers of a text. */
struct question {
    uint32_t rank;
    bool blank, glued;
    uint64_t head, mask; /* the first eight bytes of rest; which of them it has */
    struct str rest;
};

#define NO_GUARD UINT32_MAX

/* An expression whose match ends at a step, where its guards hold. */
struct exact {
    uint32_t rank;
    uint32_t before, behind; /* in steps.guards */
    bool open;               /* as the expression */
};

#define NO_RANK UINT32_MAX

/* What each word of a text looks at where these units have been read; small, for texts go from one to the other. Which bytes
 * matter of what follows is known behind its blanks; where the text ends it is a zero byte. */
struct step {
    sieve next;  /* the words that there may be a step for behind it */
    sieve asked; /* the first bytes of what there may be a question for */
    uint32_t n_exacts;
    /* rank of the first of the exacts, where it asks for nothing but the end of a word; NO_RANK */
    uint32_t plain;
    uint32_t edges;     /* the first of its places in steps.edges, 2 to the power of edges_bits */
    uint8_t edges_bits; /* 0: it has none */
    bool leads;         /* further, which nobody has looked at yet */
};

/* What is seldom looked at of the same step. */
struct step_lists {
    struct question *questions;
    struct exact *exacts; /* the lower ranks first */
    uint32_t *leading;    /* ranks of expressions that lead further, not looked at yet */
    struct str units;     /* as openings have them */
    uint32_t n_questions, n_leading, n_edges;
    size_t questions_cap, exacts_cap, leading_cap;
};

/* The step behind another one where the unit follows; `to` 0: a free place of the table. */
struct edge {
    uint32_t unit, to;
};

struct steps {
    struct step *items;       /* 0: where nothing has been read; then those behind one word, by its number */
    struct step_lists *lists; /* by step */
    size_t n, cap, lists_cap;
    struct edge
        *edges; /* table by table: those of a step lie together, for texts go on from it in few ways */
    size_t n_edges, edges_cap;
    struct lexicon words; /* and marks, of all openings that were looked at so far */
    uint32_t n_first;     /* so many words begin an opening, and have the lowest numbers */
    struct guard *guards;
    size_t n_guards, guards_cap;
    struct map guard_texts; /* their indices */
    struct arena *arena;
    struct expression *expressions;
};

/* Makes the first step of `n` expressions, which the steps borrow. */
void steps_init(struct steps *steps, struct arena *arena, struct expression *expressions, size_t n);
/* Frees the steps, not the expressions. */
void steps_fini(struct steps *steps);
/* Looks which steps follow items[at], whose expressions lead further. The steps may move. */
void steps_look(struct steps *steps, uint32_t at);

/* Numbers of units: those of words, doubled, and one more for the word with a blank before it. */
static inline uint32_t steps_unit(uint32_t word, bool blank) {
    return 2 * word + blank;
}

/* The step behind the word where nothing was read before; 0: none. At most words of a text nothing more is looked up: a step has
 * the number of its word. */
static inline uint32_t steps_first(const struct steps *steps, uint32_t word) {
    return word <= steps->n_first ? word : 0;
}

/* The place of the unit among those of a step that has any: there is always a free one. */
static inline struct edge *edge_probe(struct edge *edges, unsigned bits, uint32_t unit) {
    uint32_t at = unit * UINT32_C(0x9E3779B1) >> (32 - bits);
    while (edges[at].to != 0 && edges[at].unit != unit)
        at = (at + 1) & ((UINT32_C(1) << bits) - 1);
    return &edges[at];
}

static inline uint32_t steps_behind(const struct steps *steps, uint32_t from, uint32_t unit) {
    const struct step *step = &steps->items[from];
    return step->edges_bits ? edge_probe(steps->edges + step->edges, step->edges_bits, unit)->to : 0;
}

/* The step behind `from` where the word follows, with blanks before it or without; 0: none. It is made where it was not
 * needed before: the steps may have moved then. */
static inline uint32_t steps_next(struct steps *steps, uint32_t from, uint32_t word, bool blank) {
    uint32_t to = from == 0 ? steps_first(steps, word) : steps_behind(steps, from, steps_unit(word, blank));
    if (steps->items[to].leads)
        steps_look(steps, to);
    return to;
}

/* ---- unit.c --------------------------------------------------------------------------------------------------------- */

enum unit_kind { UNIT_WORD, UNIT_DIGITS, UNIT_MARK };

/* A unit of a text. */
struct text_unit {
    uint32_t at, end;
    uint32_t word;  /* its number among the words of the steps, NO_UNIT: no step follows on it */
    uint16_t first; /* its first byte, as sieves have it */
    uint16_t kind;  /* enum unit_kind */
};

/* A stretch of the text as units: searches go on from one to the next, and each phrase that ends badly is looked for again
 * from its second unit on. All zero: none yet. */
struct text_units {
    struct text_unit *items; /* behind the last one is one without an end, whose first byte is 0 */
    size_t n, cap;
    size_t here; /* where the last search began */
    const char *text;
    uint32_t to;
    uint32_t n_words; /* so many words were known when they were looked up */
};

/* Cuts text[at, to) into units from the start; what the units had before is gone. */
void units_split(struct text_units *units, const struct lexicon *words, struct str text, uint32_t at,
                 uint32_t to);
/* A phrase may have ended inside a word: what is left of that from `at` on is the unit then. */
void unit_shorten(struct text_unit *unit, const struct lexicon *words, struct str text, uint32_t at);

/* Goes forward to the unit at text[at] or behind the blanks there; behind the last one there is one without an end. */
static inline struct text_unit *units_next(struct text_units *units, const struct lexicon *words,
                                           struct str text, uint32_t at) {
    struct text_unit *unit = &units->items[units->here];
    while (unit->end <= at)
        unit++;
    units->here = (size_t)(unit - units->items);
    if (unit->at < at)
        unit_shorten(unit, words, text, at);
    return unit;
}

/* The same of any text, cut at `to`. Calls that go forward to the same end cost little. */
static inline struct text_unit *units_from(struct text_units *units, const struct lexicon *words,
                                           struct str text, uint32_t at, uint32_t to) {
    if (units->text != text.at || units->to != to || units->items[units->here].at > at)
        units_split(units, words, text, at, to);
    return units_next(units, words, text, at);
}

/* Looks those up again that no step followed on: more words are known now. */
void units_look_again(struct text_units *units, const struct lexicon *words, struct str text);

/* ---- program.c ------------------------------------------------------------------------------------------------------ */

/* A pattern as it is given to program_compile. */
struct pattern {
    struct str text; /* folded, fragments expanded */
    uint32_t phrase; /* index in pack.phrases */
    int priority;
    bool open; /* a letter may follow */
    struct rule_place where;
};

struct program {
    struct expression *expressions;
    uint32_t *phrases; /* of the expressions, which are too large to be gone through for that */
    size_t n;
    struct steps steps;
};

/* Sorts the patterns and compiles them. Faults are DIAG_USAGE at the pattern's place. */
bool program_compile(struct program *program, struct arena *arena, struct pattern *patterns, size_t n,
                     struct diag *diag);
void program_fini(struct program *program);

struct match {
    uint32_t at, end;
    uint32_t phrase;
};

enum found { FOUND_NOTHING, FOUND_PHRASE, FOUND_LIMIT };

/* What the searches in one text need beside the program. */
struct matcher {
    struct text_units units;
    pcre2_match_data *data;
    pcre2_match_context *limits;
    size_t asked; /* so often was PCRE2: what the searches cost */
};

/* Scratch for one thread, for texts of any program; matcher_fini frees. Ends the process where PCRE2 has no memory. */
void matcher_init(struct matcher *matcher);
void matcher_fini(struct matcher *matcher);

/* May a phrase begin with the unit where the matcher's units are? Cheap, and false at most words of a text: many begin one,
 * "công", but few go on as one does. */
static inline bool program_begins(const struct program *program, const struct text_units *units) {
    const struct steps *steps = &program->steps;
    const struct text_unit *unit = &units->items[units->here], *behind = unit + 1;
    if (sieve_passes(steps->items[0].asked, unit->first))
        return true;
    uint32_t to = steps_first(steps, unit->word);
    const struct step *step = &steps->items[to];
    if (to == 0)
        return false;
    bool known = behind->word != NO_UNIT || units->n_words == steps->words.n;
    return step->n_exacts > 0 || step->leads || sieve_passes(step->asked, behind->first) || !known ||
           (behind->word != NO_UNIT && sieve_passes(step->next, behind->word));
}

/* The longest phrase that begins at text[at], where a word begins, and ends before `to`. Searches that go forward to the same
 * end share what they learn. FOUND_LIMIT: a limit was hit.
 * FOUND_NOTHING: `match` ends behind the letters, the digits or the mark at text[at]. What the search needs of the program
 * and no search needed before is made: workers have a program each. */
enum found program_match(struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct match *match);
/* The same at the unit where the matcher's units are. */
enum found program_match_here(struct program *program, struct matcher *matcher, struct str text,
                              struct match *match);

#endif
