/* program.h - the phrases of a pack as they are looked for in a text: opening.c says what the matches of a pattern begin
 * with, program.c finds the longest phrase at a place. For the files of this folder. */
#ifndef HOSO_EXTRACT_PROGRAM_H
#define HOSO_EXTRACT_PROGRAM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/base.h"
#include <limits.h>
#include <pcre2.h>

/* Where a rule stands: item `item` of the list `key`. Its line is looked up when a message is to name it, see rule_where. */
struct rule_place {
    const char *path, *key;
    uint32_t item;
};

/* ---- opening.c ------------------------------------------------------------------------------------------------------ */

#define OPENING_MAX 64 /* [bytes] of an opening that are known */

/* Text as openings have it: each run of blanks is one space, each run of digits one "0". */
struct opening {
    struct str units; /* words and marks, each whole */
    struct str rest;  /* what the unit behind them begins with; may be empty */
    bool exact;       /* the units are a match, whatever follows; else the pattern must be asked */
};

struct openings {
    struct opening
        *items; /* their text is in the arena that openings_find was given; the array is yours to free */
    size_t n, cap;
};

/* Each match of the folded pattern begins with one of `out`. `open`: a letter may follow it. */
void openings_find(struct arena *arena, struct str pattern, bool open, struct openings *out);

/* ---- program.c ------------------------------------------------------------------------------------------------------ */

/* A pattern as it is given to program_compile. */
struct pattern {
    struct str text; /* folded, fragments expanded */
    uint32_t phrase; /* index in pack.phrases */
    int priority;
    bool open; /* a letter may follow */
    struct rule_place where;
};

/* The same as it is searched for; its rank is its index. */
struct expression {
    struct str text;
    uint32_t phrase;
    bool open;
    pcre2_code *code;  /* compiled when a text first has an opening of it; each worker for itself */
    uint32_t searches; /* so far, up to where JIT pays */
};

/* An expression that is asked at a step when the text goes on with `rest`. */
struct question {
    uint32_t rank;
    struct str rest;
};

/* The units of some openings as far as they have come. */
struct step {
    struct question *questions; /* by rank */
    size_t n, cap;
    uint32_t exact; /* rank of the expression whose match ends here; UINT32_MAX: none */
    bool leads;     /* longer openings go on from here */
};

struct program {
    struct expression *expressions;
    size_t n;
    struct step *steps; /* 0: where nothing has been read */
    size_t n_steps, steps_cap;
    struct map paths;             /* the units read so far: index in steps */
    bool asked_at[UCHAR_MAX + 1]; /* by byte: has the first step a question for what begins so? */
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

/* What a search needs of its own; the program itself is shared by workers. */
struct matcher {
    pcre2_match_data *data;
    pcre2_match_context *limits;
};

void matcher_init(struct matcher *matcher);
void matcher_fini(struct matcher *matcher);

/* The longest phrase that begins at text[at], where a word begins, and ends before `to`. FOUND_LIMIT: a limit was hit. */
enum found program_match(const struct program *program, struct matcher *matcher, struct str text, uint32_t at,
                         uint32_t to, struct match *match);

#endif
