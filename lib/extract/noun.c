/* noun.c - what stands beside a number itself: its qualifier, the unit and group behind it, a change before it. */
#include "extract/bind.h"

#define SPAN_MAX 8 /* tokens between the numbers of "từ X lên Y" */

static features strict_of(const struct binder *b, features set) {
    return set & b->reader->pack->strict;
}

/* "15 người trên tổng số 22": the second is the whole of what the first counts. */
bool noun_whole(const struct binder *b, size_t number) {
    size_t i = bind_before_qualifiers(b, number);
    return i > 0 && bind_word(b, i - 1, WORD_OUT_OF);
}

/* "15 người trên 22 cán bộ": behind people who were counted, "trên" is no qualifier. */
void noun_settle_wholes(struct binder *b) {
    static const struct phrase out_of = {.name = "", .role = ROLE_WORD, .as.word = WORD_OUT_OF};
    const struct pack *pack = b->reader->pack;
    features people = pack->person | pack->staff | pack->post;
    for (size_t i = 2; i + 2 < b->n; i++) {
        size_t part = i - 1, noun = i + 2;
        while (part > 0 && (bind_role(b, part, ROLE_UNIT) || bind_role(b, part, ROLE_GROUP)))
            part--;
        const struct numeral *first = &bind_at(b, part)->number, *second = &bind_at(b, i + 1)->number;
        if (bind_role(b, i, ROLE_QUALIFIER) && token_has_trait(&b->tokens[i], TRAIT_PART) && part < i - 1 &&
            bind_role(b, part, ROLE_NUMBER) && bind_role(b, i + 1, ROLE_NUMBER) &&
            first->form == FORM_COUNT && second->form == FORM_COUNT &&
            decimal_compare(first->value, second->value) <= 0 && (bind_at(b, i - 1)->gives & people) &&
            (bind_role(b, noun, ROLE_UNIT) || bind_role(b, noun, ROLE_GROUP)) &&
            (bind_at(b, noun)->gives & people)) {
            b->tokens[i].role = ROLE_WORD;
            b->tokens[i].phrase = &out_of;
        }
    }
}
/* ---- 1. the noun --------------------------------------------------------------------------------------------------------- */

static bool is_noun(const struct binder *b, size_t i) {
    const struct token *token = bind_at(b, i);
    return token->role == ROLE_UNIT || token->role == ROLE_GROUP ||
           (token->role == ROLE_PLACE_CLASS && token->gives && bind_role(b, i - 1, ROLE_NUMBER));
}

/* Do both say something of one strict slot? A second unit ends the noun. */
static bool rivals(const struct binder *b, features own, features more) {
    const struct pack *pack = b->reader->pack;
    for (features left = strict_of(b, own); left; left &= left - 1)
        if (pack->features[__builtin_ctzll(left)].rivals & strict_of(b, more) & ~own)
            return true;
    return false;
}

static bool after_qualifier(const struct token *token) {
    return token->role == ROLE_QUALIFIER && token->phrase && token->phrase->after;
}

void noun_read(struct binder *b, struct binding *binding) {
    size_t i = binding->number + 1;
    for (;
         (is_noun(b, i) && !rivals(b, binding->own, bind_at(b, i)->gives)) || after_qualifier(bind_at(b, i));
         i++) {
        binding->own |= bind_at(b, i)->gives | (bind_role(b, i, ROLE_UNIT) ? bind_at(b, i)->sets : 0);
        binding->noun = i;
        b->owned[i] = true;
        if (after_qualifier(bind_at(b, i)))
            binding->qualifier = bind_at(b, i)->phrase->as.qualifier;
    }
    if (bind_role(b, i, ROLE_LABEL) && bind_at(b, i)->gives == b->reader->pack->up &&
        i == binding->number + 1) {
        binding->qualifier = QUALIFIER_AT_LEAST; /* "từ 95% trở lên" */
        b->tokens[i].role = ROLE_QUALIFIER;
        b->tokens[i].phrase = NULL;
        binding->noun = i++;
    }
    bool first = i == binding->number + 1;
    while (bind_role(b, i, ROLE_PLACE) || bind_role(b, i, ROLE_WHOLE) || bind_role(b, i, ROLE_PERIOD) ||
           bind_word(b, i, WORD_HAVE) || bind_word(b, i, WORD_DONE))
        i++;
    bool other = bind_role(b, i, ROLE_OTHER) || bind_role(b, i, ROLE_FOREIGN);
    size_t left = bind_before_qualifiers(b, binding->number);
    bool done_to = left > 0 && (binding->own & (b->reader->pack->staff | b->reader->pack->person)) &&
                   (bind_role(b, left - 1, ROLE_OTHER) || bind_role(b, left - 1, ROLE_FOREIGN));
    bool label = bind_role(b, i, ROLE_LABEL) && bind_at(b, i)->gives != b->reader->pack->total;
    bool vetoed = bind_role(b, i, ROLE_VETO) && binding->noun == i - 1; /* "41 xã thừa so với khung" */
    binding->narrowed = other || vetoed || (label && !noun_whole(b, binding->number)) ||
                        done_to; /* "12 người nghỉ hưu", "điều động 12 người" */
    bool matter = bind_role(b, i, ROLE_FRAME) && bind_at(b, binding->number)->number.whole; /* "3 kế hoạch" */
    bool named = bind_role(b, binding->number + 1, ROLE_PLACE) &&
                 bind_at(b, binding->number)->number.form == FORM_COUNT; /* "hai huyện Sơn Hà và Ba Tơ" */
    binding->foreign = named || ((other || matter) && first && i == binding->number + 1 &&
                                 bind_at(b, binding->number)->number.form != FORM_PERCENT);
}

/* Does the noun alone say what is counted? */
bool noun_settles(const struct binder *b, const struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    return strict_of(b, binding->own) != 0 && binding->noun != binding->number &&
           !(binding->own & pack->person);
}

/* ---- qualifiers, changes ------------------------------------------------------------------------------------------------- */

void noun_qualifier(struct binder *b, struct binding *binding) {
    size_t i = binding->number;
    if (i > 0 && bind_role(b, i - 1, ROLE_QUALIFIER) && bind_at(b, i - 1)->phrase &&
        !bind_at(b, i - 1)->phrase->after)
        binding->qualifier = bind_at(b, i - 1)->phrase->as.qualifier;
}

/* "tăng 3%", "giảm so với năm 2014 là 12": the sign; 0 where the number is a level. */
int noun_change(const struct binder *b, size_t number) {
    size_t i = bind_before_qualifiers(b, number);
    if (i > 0 && bind_role(b, i - 1, ROLE_CHANGE))
        return bind_at(b, i - 1)->phrase->as.sign;
    bool beside = i > 0 && bind_role(b, i - 1, ROLE_PERIOD) && bind_at(b, i - 1)->base;
    if (i == 0 || !(beside || bind_word(b, i - 1, WORD_IS)))
        return 0;
    for (i -= !beside; i > 0; i--) { /* "ít hơn năm 2020 là 5 người", or without "là" */
        const struct token *token = bind_at(b, i - 1);
        if (token->role == ROLE_CHANGE)
            return bind_word(b, i, WORD_COMPARE) || token_has_trait(token, TRAIT_COMPARES)
                       ? token->phrase->as.sign
                       : 0;
        if (token->role != ROLE_PERIOD && !bind_word(b, i - 1, WORD_COMPARE))
            return 0;
    }
    return 0;
}

/* The level after a change: "từ 12% lên 45%". */
bool noun_level_after(const struct binder *b, size_t number) {
    size_t i = bind_before_qualifiers(b, number);
    return i > 0 && bind_word(b, i - 1, WORD_TO);
}

bool noun_level_before(const struct binder *b, size_t number) {
    size_t i = bind_before_qualifiers(b, number);
    if (i == 0 || !bind_word(b, i - 1, WORD_FROM))
        return false;
    bool heads = i == 1; /* "Từ 45% năm 2015, tỷ lệ ... đã lên 82%" */
    for (i = number + 1; i < b->n && i < number + (heads ? 2 * SPAN_MAX : SPAN_MAX); i++)
        if (bind_word(b, i, WORD_TO) || (heads && bind_numeral(b, i)))
            return bind_word(b, i, WORD_TO);
    return false;
}
