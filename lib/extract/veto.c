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
    return bind_word(b, i, WORD_DONE) ||
           (bind_word(b, i, WORD_HAVE) && token_has_trait(bind_at(b, i), TRAIT_DONE));
}

static bool ends_clause(const struct binder *b, size_t i) {
    return bind_mark(b, i, ';') || bind_mark(b, i, '.');
}

/* "thực hiện", "kết quả: đạt", "đến nay đạt". */
static bool tells_result(const struct binder *b, size_t i) {
    return bind_word(b, i, WORD_IS) || bind_word(b, i, WORD_DONE) || bind_word(b, i, WORD_RESULT) ||
           (bind_role(b, i, ROLE_PERIOD) && bind_at(b, i)->shape == SHAPE_NOW);
}

/* The result stands alone behind a mark, with no label of its own: else it might be another goal. */
size_t veto_goal(const struct binder *b, size_t i) {
    if (!tokens_have(&b->reader->tokens, ROLE_VETO) || !bind_numeral(b, i))
        return NONE;
    size_t k = bind_before_qualifiers(b, i), end = i + 1;
    bool told = false, plain = true; /* plain: nothing but "đạt", which a second goal has too */
    for (; k > 0 && (tells_result(b, k - 1) || bind_mark(b, k - 1, ':')); k--) {
        told = told || tells_result(b, k - 1);
        plain = plain && (bind_word(b, k - 1, WORD_IS) || bind_mark(b, k - 1, ':'));
    }
    while (bind_role(b, end, ROLE_UNIT) || bind_role(b, end, ROLE_GROUP))
        end++;
    bool colon = bind_mark(b, k, ':') && tells_result(b, k + 1);
    if (!told || k < 2 || !bind_role(b, end, ROLE_MARK) || bind_mark(b, end, '-') ||
        !(colon || bind_mark(b, k - 1, ':') || bind_mark(b, k - 1, '(') ||
          (!plain && bind_role(b, k - 1, ROLE_MARK))))
        return NONE;
    size_t goal = NONE;
    for (size_t steps = 0; k-- > 0 && steps < LOOK_MAX; steps++) {
        if (bind_numeral(b, k) && goal != NONE)
            return NONE;
        if (bind_numeral(b, k))
            goal = k;
        if (bind_role(b, k, ROLE_VETO))
            return bind_at(b, k)->phrase->as.reach == REACH_SENTENCE ? goal : NONE;
        if (ends_clause(b, k) && goal != NONE)
            return NONE;
    }
    return NONE;
}

size_t veto_topic(const struct binder *b, size_t i) {
    for (size_t steps = 0; i-- > 0 && !bind_role(b, i, ROLE_VETO); steps++)
        if (bind_numeral(b, i) || steps == LOOK_MAX)
            return NONE;
    while (i != NONE && i > 0 && (bind_mark(b, i - 1, ':') || bind_mark(b, i - 1, ',')))
        i--;
    return i != NONE && i > 0 && bind_role(b, i - 1, ROLE_LABEL) ? i - 1 : NONE;
}

/* The veto that reaches number `i`: from its place to the end of the sentence, or of the clause. */
const char *veto_at(const struct binder *b, size_t i) {
    bool same_clause = true, same_part = true, done = false, inside = bind_at(b, i)->inside;
    if (!tokens_have(&b->reader->tokens, ROLE_VETO) || veto_goal(b, i) != NONE)
        return NULL;
    for (size_t steps = 0; i-- > 0 && steps < LOOK_MAX * 4; steps++) {
        const struct token *token = bind_at(b, i);
        bool ends = ends_clause(b, i);
        if (token->inside && !inside)
            continue; /* "51,9% (mục tiêu 50%); cao đẳng 38 người" */
        if (bind_word(b, i, WORD_RESULT) || turns_to_now(b, i) || (ends && done) || veto_goal(b, i) != NONE)
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
