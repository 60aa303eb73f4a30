/* recall.c - numbers that take what the sentence before measured: its parts, its change, what remains of it, the same elsewhere or
 * in another year. */
#include "extract/bind.h"

#define WORDS_ELSEWHERE 8 /* unknown words about another place */

static features strict_of(const struct binder *b, features set) {
    return set & b->reader->pack->strict;
}

/* "Trong đó, A gần 100; B hơn 50": the parts of the sentence before are of what it counted last. */
bool recall_subject(const struct binder *b, struct binding *binding) {
    const struct context *context = b->reader->context;
    if (!(bind_word(b, 0, WORD_WITHIN) || bind_word(b, 1, WORD_WITHIN)) || !context->counted ||
        bind_at(b, binding->number)->number.form != FORM_COUNT)
        return false;
    binding->own |= context->counted;
    binding->narrowed = false;
    return true;
}

/* "Huyện A có 349 người": the sentence opens with another place and its count. */
static bool opens_elsewhere(const struct binder *b, size_t number) {
    size_t i = bind_before_qualifiers(b, number), places = 0;
    while (i > 0 && bind_word(b, i - 1, WORD_HAVE))
        i--;
    for (; i > 0 && bind_role(b, i - 1, ROLE_PLACE); i--)
        places++;
    return i == 0 && places == 1 && bind_word(b, places, WORD_HAVE);
}

bool recall_counted(const struct binder *b, struct binding *binding) {
    const struct context *context = b->reader->context;
    const struct pack *pack = b->reader->pack;
    if (!(binding->change || opens_elsewhere(b, binding->number)) || !context->n_measured ||
        !(binding->own & pack->person) || binding->narrowed)
        return false;
    features counted = context->measured[0].own;
    if (context->measured[0].share || !(counted & (pack->staff | pack->total)) || strict_of(b, counted))
        return false;
    binding->own |= counted;
    binding->shared = true;
    return true;
}

/* Only "còn", which stands right before it, speaks of the number, and nothing says what it counts. */
static bool remains_alone(const struct binder *b, const struct binding *binding) {
    size_t number = bind_before_qualifiers(b, binding->number);
    if (number == 0 || !bind_word(b, number - 1, WORD_TO) || binding->narrowed || binding->foreign ||
        !bind_role(b, binding->noun + 1, ROLE_MARK) || (binding->own & ~b->reader->pack->person))
        return false;
    bool opens = number == 1 || bind_role(b, number - 2, ROLE_MARK) ||
                 bind_role(b, number - 2, ROLE_PERIOD) ||
                 bind_role(b, number - 2, ROLE_WORD); /* not "hộ nghèo còn 19" */
    if (!opens || !token_has_trait(bind_at(b, number - 1), TRAIT_REMAINS))
        return false;
    for (size_t i = 0; i + 1 < number; i++)
        if (bind_numeral(b, i) || bind_role(b, i, ROLE_LABEL) || bind_role(b, i, ROLE_GROUP) ||
            bind_role(b, i, ROLE_UNIT) || bind_role(b, i, ROLE_PLACE) || bind_role(b, i, ROLE_FOREIGN))
            return false;
    return true;
}

bool recall_remains(const struct binder *b, struct binding *binding) {
    const struct context *context = b->reader->context;
    if (!remains_alone(b, binding) || !context->n_measured || context->sentences < 2)
        return false;
    const struct measured *first = &context->measured[0];
    bool share = bind_at(b, binding->number)->number.form == FORM_PERCENT;
    if (first->share != share || (context->n_measured > 1 && strict_of(b, first->own)))
        return false;
    binding->own |= first->own;
    binding->frame |= first->frame;
    binding->shared = binding->later = true;
    return true;
}

/* "Còn huyện A, nơi xa nhất, chỉ 48%": another place and a bare number, and nothing says of what. */
static bool contrasts(const struct binder *b, const struct binding *binding) {
    size_t number = bind_before_qualifiers(b, binding->number);
    unsigned words = 0;
    bool place = false;
    if (number == 0 || binding->noun != binding->number || binding->change || binding->foreign ||
        !bind_role(b, binding->number + 1, ROLE_MARK) ||
        !(bind_role(b, number - 1, ROLE_PLACE) || bind_role(b, number - 1, ROLE_WHOLE) ||
          bind_mark(b, number - 1, ',') || bind_word(b, number - 1, WORD_IS)))
        return false;
    for (size_t i = 0; i < number; i++) {
        const struct token *token = bind_at(b, i);
        place = place || token->place.len;
        words += token->role == ROLE_OTHER ? token->words : 0;
        if (token->role != ROLE_PLACE && token->role != ROLE_WHOLE && token->role != ROLE_MARK &&
            token->role != ROLE_OTHER && token->role != ROLE_WORD && token->role != ROLE_PERIOD &&
            token->role != ROLE_PLACE_CLASS)
            return false;
    }
    return place && words <= WORDS_ELSEWHERE && b->reader->context->sentences > 1;
}

bool recall_elsewhere(const struct binder *b, struct binding *binding) {
    const struct context *context = b->reader->context;
    if (!contrasts(b, binding) || !context->n_measured)
        return false;
    const struct measured *last = &context->measured[context->n_measured - 1];
    if (last->share != (bind_at(b, binding->number)->number.form == FORM_PERCENT))
        return false;
    binding->own |= last->own | last->handed;
    binding->frame |= last->frame;
    binding->shared = true;
    return true;
}

/* "Và đến hết năm 2019 là 392 người": a year, a copula and a number; the subject is that of the sentence before. */
static bool elides_subject(const struct binder *b, const struct binding *binding) {
    size_t number = bind_before_qualifiers(b, binding->number);
    bool copula = number > 0 && (bind_word(b, number - 1, WORD_IS) || bind_word(b, number - 1, WORD_TO));
    bool dated = false;
    for (size_t i = 0; i < number; i++) {
        dated = dated || bind_role(b, i, ROLE_PERIOD);
        if (!(bind_role(b, i, ROLE_PERIOD) || bind_word(b, i, WORD_AND) || bind_word(b, i, WORD_IS) ||
              bind_word(b, i, WORD_TO) || bind_word(b, i, WORD_DONE) || bind_mark(b, i, ',')))
            return false;
    }
    return copula && dated && !binding->narrowed && !binding->foreign;
}

/* Neither is more than half as much again as the other. */
static bool is_near(struct decimal a, struct decimal b) {
    bool less = decimal_compare(a, b) < 0;
    return decimal_compare(decimal_mul(less ? a : b, decimal_int(3)),
                           decimal_mul(less ? b : a, decimal_int(2))) >= 0;
}

/* "Có 2.264 cán bộ, trong đó 1.108 người dân tộc thiểu số. Đến nay con số ấy là 2.031": the last of that form, but of counts
 * another where that one is near and the last is not. */
static const struct measured *measured_alike(const struct context *context, struct decimal value,
                                             bool share) {
    const struct measured *last = NULL, *near = NULL;
    for (size_t i = 0; i < context->n_measured; i++) {
        const struct measured *measured = &context->measured[i];
        if (measured->share != share)
            continue;
        last = measured;
        near = !near && is_near(measured->value, value) ? measured : near;
    }
    return last && near && !share && !is_near(last->value, value) ? near : last;
}

bool recall_same(const struct binder *b, const struct binding *last, struct binding *binding) {
    const struct context *context = b->reader->context;
    bool share = bind_at(b, binding->number)->number.form == FORM_PERCENT;
    size_t same = tokens_say(&b->reader->tokens, WORD_SAME) ? binding->number : 0;
    while (same > 0 && !bind_word(b, same, WORD_SAME))
        same--;
    if (!bind_word(b, same, WORD_SAME) && !elides_subject(b, binding))
        return false;
    if (last && last->number > same)
        return false; /* said of that one */
    if (last && last->number < same) {
        share_take(b, last, binding);
        return true;
    }
    const struct measured *same_one =
        measured_alike(context, bind_at(b, binding->number)->number.value, share);
    if (!same_one)
        return false;
    binding->own = same_one->own | (binding->own & ~b->reader->pack->strict);
    binding->frame |= same_one->frame;
    binding->shared = true;
    return true;
}
