/* frames.c - what the verbs before a number say of it: cử, mở, dự kiến. */
#include "extract/bind.h"

features frames_rivals(const struct pack *pack, features set) {
    features rivals = 0;
    for (features left = set; left; left &= left - 1)
        rivals |= pack->features[__builtin_ctzll(left)].rivals;
    return rivals;
}

size_t frames_clause(const struct binder *b, size_t i) {
    while (i > 0 && !bind_mark(b, i - 1, ';'))
        i--;
    return i;
}

/* Also with "đến nay": what was done ends there. */
static bool opens_clause(const struct binder *b, size_t i) {
    bool now = bind_role(b, i, ROLE_PERIOD) && bind_at(b, i)->shape == SHAPE_NOW;
    return i > 0 && ((bind_mark(b, i - 1, ';') && (bind_role(b, i, ROLE_FRAME) || now)) ||
                     (bind_mark(b, i - 1, ',') && now));
}

/* "62/117 lớp theo kế hoạch, số người được đào tạo là ...": the plan is of the number before it alone. */
static bool is_own_plan(const struct binder *b, size_t i) {
    return i > 0 && bind_role(b, i, ROLE_FRAME) && (bind_at(b, i)->gives & b->reader->pack->plan) &&
           (bind_role(b, i - 1, ROLE_UNIT) || bind_role(b, i - 1, ROLE_NUMBER)) &&
           (bind_mark(b, i + 1, ',') || bind_mark(b, i + 1, ';') || bind_mark(b, i + 1, ')'));
}

static bool is_for(const struct binder *b, size_t i) {
    return bind_role(b, i, ROLE_FRAME) && bind_at(b, i)->gives == b->reader->pack->attending;
}

bool frames_sends(const struct binder *b, size_t number) {
    const struct pack *pack = b->reader->pack;
    features sent = pack->sent, people = pack->person | pack->staff;
    size_t i = bind_before_qualifiers(b, number);
    if (i == 0 || !is_for(b, i - 1) || !(b->reader->tokens.says & sent) ||
        !(bind_at(b, number + 1)->gives & people))
        return false; /* turns are of classes */
    while (i-- > 0 && !bind_mark(b, i, ';') && !bind_mark(b, i, '.')) {
        if (bind_role(b, i, ROLE_UNIT) && (bind_at(b, i)->gives & pack->class_unit))
            return false;
        if (bind_role(b, i, ROLE_FRAME) && !is_for(b, i))
            return (bind_at(b, i)->gives & sent) != 0;
    }
    return false;
}

features frames_before(const struct binder *b, size_t from, size_t number) {
    const struct pack *pack = b->reader->pack;
    const struct tokens *tokens = &b->reader->tokens;
    features held = 0;
    if (!tokens_have(tokens, ROLE_FRAME) && !tokens_say(tokens, WORD_WITHIN))
        return 0;
    size_t i = number > from + LOOK_MAX ? number - LOOK_MAX : from;
    if (i == 0 && (bind_word(b, 0, WORD_WITHIN) || bind_word(b, 1, WORD_WITHIN)))
        held = b->reader->context->frames;
    for (; i < number; i++) {
        bool spent = bind_at(b, i)->split && !(bind_at(b, number)->inside && bind_mark(b, i + 1, '('));
        bool aside = bind_at(b, i)->inside &&
                     !bind_at(b, number)->inside && /* "(kế hoạch 40 lượt); 60 lượt" */
                     bind_at(b, number)->number.form != FORM_PERCENT;
        if (is_own_plan(b, i))
            continue;
        if (opens_clause(b, i)) /* "Cử 45 người đi học; bồi dưỡng 320 lượt": another activity */
            held &= ~frames_rivals(pack, pack->attending);
        if (is_for(b, i) && frames_sends(b, i + 1))
            continue;
        if (bind_role(b, i, ROLE_FRAME) && !spent && !aside)
            held = features_over(pack, held, bind_at(b, i)->gives);
        else if (bind_word(b, i, WORD_DONE) || bind_word(b, i, WORD_RESULT))
            held &= ~pack->ahead;
    }
    return held;
}
