/* veto.c - which numbers are goals, conditions or averages: a word before them reaches over them, as far as its sentence, its
 * clause or its part goes, or to where the sentence says how it is now. */
#include "extract/bind.h"

/* "Mục tiêu là 95%; đến nay mới đạt 82%": a clause that opens with how it is now is no goal. */
static bool turns_to_now(const struct binder *b, size_t i) {
    return bind_role(b, i, ROLE_PERIOD) && bind_at(b, i)->shape == SHAPE_NOW && i > 0 &&
           (bind_word(b, i - 1, WORD_AND) || bind_mark(b, i - 1, ';') || bind_mark(b, i - 1, ',') ||
            bind_mark(b, i - 1, '.'));
}

/* "đã", also in "đã có". */
static bool says_done(const struct binder *b, size_t i) {
    const struct token *token = bind_at(b, i);
    return bind_word(b, i, WORD_DONE) ||
           (bind_word(b, i, WORD_HAVE) &&
            str_starts(str_cut(b->reader->source->folded, token->at, token->end), STR("đã ")));
}

static bool ends_clause(const struct binder *b, size_t i) {
    return bind_mark(b, i, ';') || bind_mark(b, i, '.');
}

/* The veto that reaches number `i`: from its place to the end of the sentence, or of the clause. */
const char *veto_at(const struct binder *b, size_t i) {
    bool same_clause = true, same_part = true, done = false;
    for (size_t steps = 0; i-- > 0 && steps < LOOK_MAX * 4; steps++) {
        const struct token *token = bind_at(b, i);
        bool ends = ends_clause(b, i);
        if (bind_word(b, i, WORD_RESULT) || turns_to_now(b, i) || (ends && done))
            return NULL;
        if (token->role == ROLE_VETO && (same_clause || token->phrase->as.reach == REACH_SENTENCE) &&
            (same_part || token->phrase->as.reach != REACH_PART))
            return token->phrase->name;
        bool plans = token->role == ROLE_FRAME && (token->gives & b->reader->pack->ahead);
        done = done || (same_clause && (says_done(b, i) || plans)); /* what is planned is said apart */
        same_part = same_part && !bind_word(b, i, WORD_AND);
        same_clause = same_clause && !ends;
    }
    return NULL;
}
