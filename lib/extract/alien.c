/* alien.c - numbers that measure what no phrase knows. */
#include "extract/bind.h"

#define COLUMNS_MIN 3 /* numbers side by side; two are a count and its share */

static features strict_of(const struct binder *b, features set) {
    return set & b->reader->pack->strict;
}

/* "12 chi bộ hoàn thành xuất sắc (19%), 45 hoàn thành tốt", "900 thanh niên, trong đó 31 người có bằng đại học": the number
 * goes on about what the one before it counts, and no phrase knows that. */
bool alien_goes_on(const struct binder *b, const struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    const struct binding *last = b->bindings->n ? &b->bindings->items[b->bindings->n - 1] : NULL;
    features noun = 0;
    for (size_t i = binding->number + 1; i <= binding->noun; i++)
        noun |= bind_at(b, i)->gives;
    bool own_noun = noun & (pack->staff | pack->strict);
    bool within = false, listed = false, share = bind_at(b, binding->number)->inside, group = false;
    if (!last || !last->alien || own_noun)
        return false;
    features rating =
        binding->label != NONE ? frames_rivals(pack, strict_of(b, bind_at(b, binding->label)->gives)) : 0;
    while (last > b->bindings->items && last[-1].alien)
        last--; /* to the one that has the noun */
    for (size_t i = last->number + 1; i < binding->number; i++) {
        if (bind_mark(b, i, ';') || bind_mark(b, i, '.'))
            return false;
        if (bind_word(b, i, WORD_RESULT))
            return false;
        within = within || (bind_word(b, i, WORD_WITHIN) && bind_at(b, i)->inside == share);
        group = group || bind_role(b, i, ROLE_GROUP);
        listed =
            listed || (bind_role(b, i, ROLE_LABEL) && i != binding->label && (bind_at(b, i)->gives & rating));
    }
    features who = binding->label != NONE ? strict_of(b, binding->own) : 0;
    bool of_them = bind_at(b, binding->number)->number.form == FORM_PERCENT && who && !(who & ~pack->who) &&
                   !group; /* "4.870 khẩu, người Mông chiếm 98%" */
    return within || listed || of_them || (share && binding->noun == binding->number);
}

/* "Trung cấp 53 53 50 48 43": a row of a table that was pasted as text. */
bool alien_columns(const struct binder *b, size_t number) {
    size_t first = number, end = number + 1;
    while (end - first < COLUMNS_MIN && first > 0 && bind_role(b, first - 1, ROLE_NUMBER))
        first--;
    while (end - first < COLUMNS_MIN && bind_role(b, end, ROLE_NUMBER))
        end++;
    return end - first >= COLUMNS_MIN;
}

/* "Hộ nghèo còn 1,8%", "giá trị sản xuất tăng 7%": the number says something of words that no phrase knows. */
bool alien_words(const struct binder *b, const struct binding *binding) {
    size_t i = bind_before_qualifiers(b, binding->number);
    bool says = i > 0 && (bind_word(b, i - 1, WORD_IS) || bind_word(b, i - 1, WORD_TO) ||
                          bind_role(b, i - 1, ROLE_CHANGE));
    if (!says || binding->noun != binding->number)
        return false;
    i--;
    while (i > 0 &&
           (bind_role(b, i - 1, ROLE_PERIOD) || bind_word(b, i - 1, WORD_DONE) || bind_mark(b, i - 1, ',')))
        i--;
    return i > 0 && (bind_role(b, i - 1, ROLE_OTHER) || bind_role(b, i - 1, ROLE_FOREIGN));
}
