/* share.c - numbers that add to an earlier one and take its label: the share of a count, a change, the same thing for
 * another year, place or group. */
#include "extract/bind.h"
#include <string.h>

#define WORDS_KEY     5  /* unknown words beside the new year, place or group */
#define WORDS_SUBJECT 30 /* between a count and "chiếm" with its share */

static features strict_of(const struct binder *b, features set) {
    return set & b->reader->pack->strict;
}

/* ---- 4. what an earlier number had --------------------------------------------------------------------------------------- */

void share_note(const struct binder *b, struct binding *binding) {
    const struct bindings *bindings = b->bindings;
    memset(binding->lends, 0, sizeof binding->lends);
    if (bindings->n)
        memcpy(binding->lends, bindings->items[bindings->n - 1].lends, sizeof binding->lends);
    bool plan = binding->label != NONE && bind_role(b, binding->label, ROLE_FRAME);
    if (!binding->aside && !binding->whole && (binding->label != NONE || binding->own))
        binding->lends[bind_at(b, binding->number)->inside][plan] = bindings->n + 1;
}

/* What a bracket says stays in it; "đạt 104% kế hoạch, tăng 6,2%": what was done has risen, not the plan. */
const struct binding *share_last(const struct binder *b, const struct binding *of) {
    const struct bindings *bindings = b->bindings;
    bool inside = bind_at(b, of->number)->inside;
    bool plan = !of->change && bind_at(b, of->number)->number.form == FORM_PERCENT;
    size_t last = 0;
    for (int i = 0; bindings->n && i <= inside; i++)
        for (int k = 0; k <= plan; k++) {
            size_t lends = bindings->items[bindings->n - 1].lends[i][k];
            last = lends > last ? lends : last;
        }
    if (!last && bindings->n && bindings->items[bindings->n - 1].lends[1][0] == 1 &&
        bindings->items[0].label != NONE) /* unless nothing was said without one */
        last = 1;
    return last ? &bindings->items[last - 1] : NULL;
}

/* Is there a word between that makes this number the same thing elsewhere: another year, place, group? */
static bool key_between(const struct binder *b, size_t from, size_t to) {
    for (size_t i = from + 1; i < to; i++)
        if (bind_role(b, i, ROLE_PERIOD) || bind_role(b, i, ROLE_PLACE) || bind_role(b, i, ROLE_GROUP) ||
            bind_role(b, i, ROLE_PLACE_CLASS) || bind_role(b, i, ROLE_WHOLE))
            return true;
    return false;
}

static bool is_share(const struct binder *b, const struct binding *binding) {
    return bind_at(b, binding->number)->number.form == FORM_PERCENT;
}

static bool complements(const struct binder *b, const struct binding *last, const struct binding *binding) {
    return is_share(b, last) != is_share(b, binding);
}

/* "158, tỷ lệ 35,3%; 31 người": the share has its count already. */
static bool is_paired(const struct binder *b, const struct binding *last) {
    for (const struct binding *before = last; before-- > b->bindings->items;)
        if (!before->aside && before->label == last->label)
            return last->shared && complements(b, before, last) && last->label != NONE;
    return false;
}

/* "609 người Khmer, trong đó cấp tỉnh có 151, cấp huyện 208": a part of what the number before counts. */
static bool is_part(const struct binder *b, const struct binding *last, const struct binding *binding,
                    unsigned words) {
    bool within = false, said = tokens_say(&b->reader->tokens, WORD_WITHIN);
    for (size_t i = last->shared ? 0 : last->noun + 1; said && !within && i < binding->number; i++)
        within = within || bind_word(b, i, WORD_WITHIN);
    return within && words == 0 && !binding->narrowed && !binding->foreign &&
           !complements(b, last, binding) && binding->noun == binding->number;
}

/* "2.496 người Khmer đang công tác tại các sở, ngành, chiếm 6%": the count right before, whatever stands between. */
static bool is_share_of(const struct binder *b, const struct binding *last, const struct binding *binding) {
    size_t before = bind_before_qualifiers(b, binding->number);
    if (before == 0 || !bind_word(b, before - 1, WORD_IS) || !complements(b, last, binding))
        return false;
    for (size_t i = last->noun + 1; i < binding->number; i++)
        if (bind_numeral(b, i) || bind_mark(b, i, ';'))
            return false;
    return true;
}

/* "tăng 9,8%, đạt 34,5%": what has changed, and now is. */
static bool is_level_of(const struct binder *b, const struct binding *last, const struct binding *binding) {
    size_t before = bind_before_qualifiers(b, binding->number);
    if (!last->change || binding->change || before < 2 || !bind_word(b, before - 1, WORD_IS) ||
        !bind_mark(b, before - 2, ','))
        return false;
    return is_share(b, last) == is_share(b, binding) && before - 2 == last->noun + 1;
}

/* "công chức có 40 người": a group, its verb and how many they are. */
static bool counts_group(const struct binder *b, size_t number) {
    size_t i = bind_before_qualifiers(b, number);
    return i > 1 && bind_word(b, i - 1, WORD_HAVE) && bind_role(b, i - 2, ROLE_GROUP) &&
           bind_at(b, number)->number.form == FORM_COUNT && bind_role(b, number + 1, ROLE_UNIT) &&
           (bind_at(b, number + 1)->gives & b->reader->pack->person);
}

/* "Cán bộ có 50 người với 65% ..., công chức có 40 người": those in all again, as of the first group. */
static bool counts_next_group(const struct binder *b, const struct binding *binding) {
    if (!counts_group(b, binding->number))
        return false;
    for (size_t i = 0; i < b->bindings->n; i++)
        if (b->bindings->items[i].label == NONE && counts_group(b, b->bindings->items[i].number))
            return true;
    return false;
}

/* "..., số người hoạt động không chuyên trách là 181": other staff than those that were counted before. */
static bool counts_other_staff(const struct binder *b, const struct binding *last,
                               const struct binding *binding) {
    features staff = frames_rivals(b->reader->pack, b->reader->pack->staff);
    size_t i = bind_before_qualifiers(b, binding->number);
    if (last->label != NONE || binding->change || !(last->own & staff) || i < 2 ||
        !bind_word(b, i - 1, WORD_IS) || !bind_role(b, i - 2, ROLE_GROUP))
        return false;
    features named = bind_at(b, i - 2)->gives & staff;
    return named && !(named & last->own);
}

bool share_fits(const struct binder *b, const struct binding *last, const struct binding *binding) {
    unsigned words = 0;
    if (counts_other_staff(b, last, binding))
        return false;
    for (size_t i = last->noun + 1; i < binding->number; i++) {
        if (bind_role(b, i, ROLE_OTHER))
            words += bind_at(b, i)->words;
        if (bind_role(b, i, ROLE_VETO) || bind_mark(b, i, '.'))
            return false;
    }
    if (is_level_of(b, last, binding))
        return words == 0;
    if (noun_level_after(b, binding->number))
        return words <= 1 || (words <= WORDS_KEY && key_between(b, last->noun, binding->number));
    if (binding->change)
        return (binding->own & ~last->own & ~b->reader->pack->person) == 0 ||
               (bind_at(b, binding->number)->inside && last->end);
    if (is_share(b, last) && counts_next_group(b, binding))
        return false;
    bool thing = last->label == NONE || bind_role(b, last->label, ROLE_UNIT);
    features person = thing ? 0 : b->reader->pack->person; /* "5 lớp; 40 người": other things */
    if (binding->noun != binding->number && (binding->own & ~last->own & ~person))
        return false;
    if (key_between(b, last->noun, binding->number))
        return complements(b, last, binding) || words <= WORDS_KEY;
    if (is_part(b, last, binding, words))
        return true;
    bool percent = bind_at(b, binding->number)->number.form == FORM_PERCENT;
    if (percent && words <= WORDS_SUBJECT && is_share_of(b, last, binding))
        return true;
    bool counted = binding->noun != binding->number || bind_at(b, binding->number)->inside;
    return complements(b, last, binding) &&
           (percent ? words <= 1 : words == 0 && counted && !is_paired(b, last));
}

static bool is_key(const struct binder *b, size_t i) {
    return bind_role(b, i, ROLE_PLACE) || bind_role(b, i, ROLE_GROUP) || bind_role(b, i, ROLE_PERIOD) ||
           bind_role(b, i, ROLE_WHOLE);
}

static bool ends_clause(const struct binder *b, size_t i) {
    return bind_mark(b, i, ';') || bind_mark(b, i, '.');
}

/* The key that the first number of a clause has before it: `number` itself where it is not the first, or has none. */
static size_t key_of_clause(const struct binder *b, size_t number) {
    size_t key = number;
    unsigned words = 0;
    for (size_t i = number; i-- > 0 && !ends_clause(b, i);) {
        if (bind_numeral(b, i) || bind_role(b, i, ROLE_LABEL))
            return number;
        words += bind_role(b, i, ROLE_OTHER) ? bind_at(b, i)->words : 0;
        key = is_key(b, i) ? i : key;
    }
    return words <= WORDS_KEY ? key : number;
}

const struct binding *share_parallel(const struct binder *b, size_t number) {
    size_t key = key_of_clause(b, number), end = number;
    if (key == number || bind_at(b, number)->inside)
        return NULL;
    while (end > 0 && !ends_clause(b, end))
        end--;
    if (end == 0)
        return NULL;
    const struct binding *first = NULL;
    for (size_t i = b->bindings->n; i-- > 0 && b->bindings->items[i].number < end;) {
        const struct binding *before = &b->bindings->items[i];
        bool apart = false;
        for (size_t k = before->number; first && k < first->number && !apart; k++)
            apart = ends_clause(b, k);
        if (apart)
            break;
        first = before;
    }
    if (!first || first->aside || is_share(b, first) != (bind_at(b, number)->number.form == FORM_PERCENT))
        return NULL;
    size_t other = key_of_clause(b, first->number);
    return other != first->number && bind_at(b, other)->role == bind_at(b, key)->role ? first : NULL;
}

/* "Kế hoạch 40 lượt, đã có 42 lượt, đạt 105%": the share is of the plan, whoever ended it. */
static features plan_before(const struct binder *b, size_t number) {
    features plan = b->reader->pack->plan & b->reader->tokens.says;
    for (size_t i = number; plan && i-- > 0;)
        if (bind_role(b, i, ROLE_FRAME) && (bind_at(b, i)->gives & plan))
            return plan;
    return 0;
}

void share_take(const struct binder *b, const struct binding *last, struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    binding->label = last->label;
    bool filled = (last->own & pack->post) && bind_at(b, last->number)->number.form == FORM_RATIO;
    if (filled && binding->noun == binding->number) { /* "20/21 biên chế (cán bộ 10, công chức 10)" */
        binding->own |= pack->staff | pack->total;
        return;
    }
    binding->own = last->own | (binding->own & ~b->reader->pack->strict);
    if (binding->change) /* "6 người nghỉ việc, giảm 2 người", "22 cán bộ, giảm 3 người do sắp xếp" */
        binding->narrowed = last->narrowed;
    bool percent = bind_at(b, binding->number)->number.form == FORM_PERCENT;
    binding->frame = last->frame | (percent && !binding->change ? plan_before(b, binding->number) : 0);
    binding->shared = true;
}
/* A list goes on with the change of its first item: "đại học tăng 4%, cao đẳng 1%". */
int share_change(const struct binder *b, const struct binding *last, size_t number) {
    size_t before = bind_before_qualifiers(b, number);
    if (last && last->change && last->noun != last->number && before > 0 && before - 1 == last->noun + 1 &&
        bind_word(b, before - 1, WORD_AND))
        return last->change; /* "giảm 89 cán bộ và 210 người" */
    if (!last || !last->change || last->label == NONE ||
        bind_at(b, last->number)->inside != bind_at(b, number)->inside)
        return 0;
    for (size_t i = last->number + 1; i < number; i++)
        if (bind_mark(b, i, ';') || bind_mark(b, i, '(') || bind_role(b, i, ROLE_WORD))
            return 0;
    return last->change;
}
/* "Trong đó, A gần 100; B hơn 50": the parts of the sentence before are of what it counted last. */
bool share_subject(const struct binder *b, struct binding *binding) {
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

bool share_counted(const struct binder *b, struct binding *binding) {
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
    const struct token *remains = bind_at(b, number - 1);
    bool opens = number == 1 || bind_role(b, number - 2, ROLE_MARK) ||
                 bind_role(b, number - 2, ROLE_PERIOD) ||
                 bind_role(b, number - 2, ROLE_WORD); /* not "hộ nghèo còn 19" */
    if (!opens || !str_ends(str_cut(b->reader->source->folded, remains->at, remains->end), STR("còn")))
        return false;
    for (size_t i = 0; i + 1 < number; i++)
        if (bind_numeral(b, i) || bind_role(b, i, ROLE_LABEL) || bind_role(b, i, ROLE_GROUP) ||
            bind_role(b, i, ROLE_UNIT) || bind_role(b, i, ROLE_PLACE) || bind_role(b, i, ROLE_FOREIGN))
            return false;
    return true;
}

bool share_remains(const struct binder *b, struct binding *binding) {
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

#define WORDS_ELSEWHERE 8 /* unknown words about another place */

/* "Còn huyện A, nơi xa nhất, chỉ 48%": another place and a bare number, and nothing says of what. */
static bool contrasts(const struct binder *b, const struct binding *binding) {
    size_t number = bind_before_qualifiers(b, binding->number);
    unsigned words = 0;
    bool place = false;
    if (number == 0 || binding->noun != binding->number || binding->change || binding->foreign ||
        !bind_role(b, binding->number + 1, ROLE_MARK) ||
        !(bind_role(b, number - 1, ROLE_PLACE) || bind_mark(b, number - 1, ',') ||
          bind_word(b, number - 1, WORD_IS)))
        return false;
    for (size_t i = 0; i < number; i++) {
        const struct token *token = bind_at(b, i);
        place = place || (token->role == ROLE_PLACE && token->place.len);
        words += token->role == ROLE_OTHER ? token->words : 0;
        if (token->role != ROLE_PLACE && token->role != ROLE_MARK && token->role != ROLE_OTHER &&
            token->role != ROLE_WORD && token->role != ROLE_PERIOD && token->role != ROLE_PLACE_CLASS)
            return false;
    }
    return place && words <= WORDS_ELSEWHERE && b->reader->context->sentences > 1;
}

bool share_elsewhere(const struct binder *b, struct binding *binding) {
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

#define PARTS_MAX 12

/* The numbers behind "trong đó" that have neither unit nor label; how many. */
static size_t bare_parts(const struct binder *b, size_t from, size_t parts[PARTS_MAX]) {
    size_t n = 0;
    for (size_t i = from; i < b->n && n < PARTS_MAX && !bind_mark(b, i, '.') && !bind_role(b, i, ROLE_LABEL);
         i++)
        if (bind_numeral(b, i)) {
            if (!bind_role(b, i + 1, ROLE_MARK) && !bind_word(b, i + 1, WORD_AND))
                break;
            parts[n++] = i;
        }
    return n;
}

bool share_adds_up(const struct binder *b, struct binding *binding) {
    const struct binding *whole = NULL;
    bool inside = bind_at(b, binding->number)->inside;
    size_t parts[PARTS_MAX],
        within = inside || tokens_say(&b->reader->tokens, WORD_WITHIN) ? binding->number : 0;
    while (within > 0 && !(inside ? bind_mark(b, within, '(') : bind_word(b, within, WORD_WITHIN)))
        within--;
    for (size_t i = within ? b->bindings->n : 0; i-- > 0 && !whole;)
        if (b->bindings->items[i].number < within && !b->bindings->items[i].aside)
            whole = &b->bindings->items[i];
    if (!whole || !whole->own || bind_at(b, whole->number)->number.form != FORM_COUNT ||
        binding->noun != binding->number)
        return false;
    size_t n = bare_parts(b, within + 1, parts), own = n;
    struct decimal sum = decimal_int(0);
    for (size_t i = 0; i < n; i++) {
        sum = decimal_add(sum, bind_at(b, parts[i])->number.value);
        own = parts[i] == binding->number ? i : own;
        if (i > 0 && own <= i && decimal_compare(sum, bind_at(b, whole->number)->number.value) == 0) {
            share_take(b, whole, binding);
            return true;
        }
    }
    return false;
}

bool share_filled(const struct binder *b, const struct binding *last, struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    size_t i = bind_before_qualifiers(b, binding->number);
    if (i > 0 && (bind_word(b, i - 1, WORD_IS) || bind_mark(b, i - 1, ':')))
        i--;
    features counted = last ? last->own : b->reader->context->counted;
    bool done = i > 0 && bind_word(b, i - 1, WORD_DONE);
    bool have = last && i > 0 && bind_word(b, i - 1, WORD_HAVE) && !binding->narrowed && !binding->foreign;
    if (!(counted & pack->post) || (!done && !have))
        return false;
    binding->own |= pack->staff | pack->total;
    binding->narrowed = false;
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

bool share_same(const struct binder *b, const struct binding *last, struct binding *binding) {
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
