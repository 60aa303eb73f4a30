/* context.h - what the parts of the context share: context.c, context_settle.c, context_at.c, context_leave.c. Explained in
 * context.c. */
#ifndef HOSO_EXTRACT_CONTEXT_H
#define HOSO_EXTRACT_CONTEXT_H

#include "extract/internal.h"

#define CONTEXT_LOOK   400 /* tokens: how far a sentence is looked through for one number */
#define CONTEXT_AROUND (SCOPE_LEVELS + 5)

struct around {
    const struct scope *scope;
    enum origin origin;
};

/* Says nothing any more. Most lines end some scope: an empty one is copied sooner than made. */
static inline void scope_clear(struct scope *scope) {
    static const struct scope empty;
    *scope = empty;
}

/* The scopes around a sentence, the nearest first. */
void context_around(const struct context *context, struct around around[CONTEXT_AROUND]);
/* The scope that a heading or a sentence writes to. */
struct scope *context_own_scope(const struct reader *reader, const struct passage *passage);
struct said context_said_here(const struct token *token);
/* The same, from the scope of that origin. */
struct said context_said_in(struct said said, enum origin origin);
/* What the year of statistics is told for, see lead.c: at a new paragraph, and behind a passage. */
void lead_enter(struct reader *reader, const struct passage *passage);
void lead_leave(struct reader *reader, const struct passage *passage);
/* Keeps the year that the token names as the later one of the two named last. */
void context_note_year(int years[2], const struct token *token);

#endif
