/* share.c - numbers that add to an earlier one and take its label: the share of a count, a change, the same thing for
 * another year, place or group. */
#include "extract/bind.h"
#include <string.h>

#define WORDS_KEY     5  /* unknown words beside the new year, place or group */
#define WORDS_SUBJECT 30 /* between a count and "chiếm" with its share */

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

/* "0,57% không hoàn thành nhiệm vụ, tương ứng với 94 công chức": the count of that share. */
static bool equals_share(const struct binder *b, const struct binding *last, const struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    size_t before = bind_before_qualifiers(b, binding->number);
    return before > 1 && is_share(b, last) && !is_share(b, binding) && last->label != NONE &&
           bind_word(b, before - 1, WORD_IS) &&
           (bind_mark(b, before - 2, ',') || bind_mark(b, before - 2, '(')) &&
           !(binding->own & ~(pack->staff | pack->person));
}

/* "đại học: 65,8% cán bộ, 82,3% công chức": the label stands before both. */
static bool is_next_share(const struct binder *b, const struct binding *last, const struct binding *binding) {
    size_t before = bind_before_qualifiers(b, binding->number);
    bool joined = before > 0 && before - 1 == last->noun + 1 &&
                  (bind_mark(b, before - 1, ',') || bind_word(b, before - 1, WORD_AND));
    return joined && is_share(b, last) && is_share(b, binding) && last->label != NONE &&
           last->label < last->number && bind_role(b, last->noun, ROLE_GROUP) &&
           bind_role(b, binding->noun, ROLE_GROUP);
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
    if (equals_share(b, last, binding) || is_next_share(b, last, binding))
        return words == 0;
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
    bool places = bind_at(b, other)->place.len && bind_at(b, key)->place.len;
    bool alike = places || bind_at(b, other)->role == bind_at(b, key)->role;
    return other != first->number && alike ? first : NULL;
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
    bool joined = before > 0 && before - 1 == last->label + 1 && bind_word(b, before - 1, WORD_AND);
    for (size_t i = last->number + 1; i < number; i++) /* "tăng 10 nữ và 15 người dân tộc thiểu số" */
        if (bind_mark(b, i, ';') || bind_mark(b, i, '(') ||
            (bind_role(b, i, ROLE_WORD) && !(joined && i == before - 1)))
            return 0;
    return last->change;
}
int share_of_change(const struct binder *b, const struct binding *last, size_t number) {
    size_t open = bind_before_qualifiers(b, number);
    bool fills = open > 0 && bind_mark(b, open - 1, '(') && bind_mark(b, number + 1, ')');
    if (!fills || !last || !last->change || last->noun + 1 != open - 1)
        return 0;
    return bind_at(b, number)->number.form == FORM_PERCENT && !is_share(b, last) ? last->change : 0;
}

#define PARTS_MAX 12

/* The numbers behind "trong đó" that have neither unit nor label; how many. */
static size_t bare_parts(const struct binder *b, size_t from, size_t parts[PARTS_MAX]) {
    size_t n = 0;
    for (size_t i = from; i < b->n && n < PARTS_MAX && !bind_mark(b, i, '.') && !bind_role(b, i, ROLE_LABEL);
         i++)
        if (bind_numeral(b, i)) {
            size_t end = i + 1; /* "(12 cán bộ, 7 công chức)" */
            end += bind_at(b, i)->inside && bind_role(b, end, ROLE_GROUP);
            if (!bind_role(b, end, ROLE_MARK) && !bind_word(b, end, WORD_AND))
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
    bool bare = binding->noun == binding->number || (inside && bind_role(b, binding->noun, ROLE_GROUP));
    if (!whole || !whole->own || bind_at(b, whole->number)->number.form != FORM_COUNT || !bare)
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
    bool there = last && i > 0 && bind_role(b, i - 1, ROLE_LABEL) &&
                 bind_at(b, i - 1)->gives == pack->total &&
                 (bind_at(b, i - 1)->sets & pack->now); /* "hiện có: 218 người" */
    if (!(counted & pack->post) || (!done && !have && !there))
        return false;
    binding->own |= pack->staff | pack->total;
    binding->narrowed = false;
    return true;
}
