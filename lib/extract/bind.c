/* bind.c - which label a number has.
 *
 * Report sentences put numbers and labels in either order and leave out what was said before:
 *
 *     đại học đạt 19,6%            label, copula, number
 *     12 người có trình độ đại học number, noun, predicate, label
 *     Đại học: 14 người (47,3%)    one label, a count and its share
 *     đại học 12, cao đẳng 5       a list, label first;   01 thạc sĩ, 17 đại học: number first
 *     tăng từ 12% lên 45%          two levels of one label;   tăng 3% so với năm 2015: a change
 *
 * For each number, in reading order, the grammar looks at
 *   1. its noun: unit and group right behind it ("12 lớp", "395 công chức"). A unit that names the thing itself (lớp,
 *      lượt, biên chế, xã) settles the label; "người" leaves it open. A noun that no phrase knows ("12 hộ") means that
 *      the number counts something else.
 *   2. the label to the right, up to the next number or mark;
 *   3. the label to the left: in its own clause, or waiting behind a comma without a number of its own;
 *   4. what an earlier number of the sentence had, where this one only adds to it: the share of a count, a change, the
 *      same thing for another year, place or group.
 * With labels on both sides, a copula or colon at the left decides for the left, a topic alone ("trình độ chuyên môn")
 * gives way to a level, and a label that the next number stands beside belongs to that one. */
#include "extract/internal.h"
#include <string.h>

#define NONE          SIZE_MAX
#define SPAN_MAX      8  /* tokens between the numbers of "từ X lên Y" */
#define LOOK_MAX      60 /* tokens: how far a label may stand from its number */
#define WORDS_RIGHT   4  /* unknown words between a number and its label */
#define WORDS_LEFT    5
#define WORDS_SUBJECT 30 /* before a copula: "tổng biên chế của các cơ quan ... là 120" */

struct binder {
    struct reader *reader;
    struct token *tokens;
    size_t n;
    struct bindings *bindings;
    bool *owned; /* by token: the label has a number */
};

/* ---- looking at tokens ------------------------------------------------------------------------------------------------- */

static const struct token *at(const struct binder *b, size_t i) {
    static const struct token end = {.role = ROLE_MARK, .mark = '.'};
    return i < b->n ? &b->tokens[i] : &end;
}

static bool is_mark(const struct binder *b, size_t i, char mark) {
    return at(b, i)->role == ROLE_MARK && at(b, i)->mark == mark;
}

static bool is_word(const struct binder *b, size_t i, enum word word) {
    return at(b, i)->role == ROLE_WORD && at(b, i)->phrase->as.word == word;
}

static bool is_role(const struct binder *b, size_t i, enum role role) {
    return at(b, i)->role == role;
}

static features strict_of(const struct binder *b, features set) {
    return set & b->reader->pack->strict;
}

static bool is_number(const struct binder *b, size_t i) {
    return is_role(b, i, ROLE_NUMBER) || is_role(b, i, ROLE_NEGATION);
}

/* A label, or a unit that names the thing itself. */
static bool names_thing(const struct binder *b, size_t i) {
    const struct token *token = at(b, i);
    return token->role == ROLE_LABEL || (token->role == ROLE_UNIT && strict_of(b, token->gives));
}

static size_t before_qualifiers(const struct binder *b, size_t i) {
    while (i > 0 && is_role(b, i - 1, ROLE_QUALIFIER))
        i--;
    return i;
}

/* "15 người trên tổng số 22": the second is the whole of what the first counts. */
static bool is_whole(const struct binder *b, size_t number) {
    size_t i = before_qualifiers(b, number);
    return i > 0 && is_word(b, i - 1, WORD_OUT_OF);
}

/* ---- 1. the noun --------------------------------------------------------------------------------------------------------- */

static bool is_noun(const struct binder *b, size_t i) {
    const struct token *token = at(b, i);
    return token->role == ROLE_UNIT || token->role == ROLE_GROUP ||
           (token->role == ROLE_PLACE_CLASS && token->gives && is_role(b, i - 1, ROLE_NUMBER));
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

static void read_noun(struct binder *b, struct binding *binding) {
    size_t i = binding->number + 1;
    for (; (is_noun(b, i) && !rivals(b, binding->own, at(b, i)->gives)) || after_qualifier(at(b, i)); i++) {
        binding->own |= at(b, i)->gives;
        binding->noun = i;
        b->owned[i] = true;
        if (after_qualifier(at(b, i)))
            binding->qualifier = at(b, i)->phrase->as.qualifier;
    }
    if (is_role(b, i, ROLE_LABEL) && at(b, i)->gives == b->reader->pack->up && i == binding->number + 1) {
        binding->qualifier = QUALIFIER_AT_LEAST; /* "từ 95% trở lên" */
        b->tokens[i].role = ROLE_QUALIFIER;
        b->tokens[i].phrase = NULL;
        binding->noun = i++;
    }
    bool first = i == binding->number + 1;
    while (is_role(b, i, ROLE_PLACE) || is_role(b, i, ROLE_WHOLE) || is_role(b, i, ROLE_PERIOD) ||
           is_word(b, i, WORD_HAVE) || is_word(b, i, WORD_DONE))
        i++;
    bool other = is_role(b, i, ROLE_OTHER) || is_role(b, i, ROLE_FOREIGN);
    size_t left = before_qualifiers(b, binding->number);
    bool done_to = left > 0 && (binding->own & (b->reader->pack->staff | b->reader->pack->person)) &&
                   (is_role(b, left - 1, ROLE_OTHER) || is_role(b, left - 1, ROLE_FOREIGN));
    bool label = is_role(b, i, ROLE_LABEL) && at(b, i)->gives != b->reader->pack->total;
    binding->narrowed = other || (label && !is_whole(b, binding->number)) ||
                        done_to; /* "12 người nghỉ hưu", "điều động 12 người" */
    bool matter = is_role(b, i, ROLE_FRAME) && at(b, binding->number)->number.whole; /* "3 kế hoạch" */
    binding->foreign = (other || matter) && first && i == binding->number + 1 &&
                       at(b, binding->number)->number.form != FORM_PERCENT;
}

/* Does the noun alone say what is counted? */
static bool noun_settles(const struct binder *b, const struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    return strict_of(b, binding->own) != 0 && binding->noun != binding->number &&
           !(binding->own & pack->person);
}

/* ---- qualifiers, changes ------------------------------------------------------------------------------------------------- */

static void read_qualifier(struct binder *b, struct binding *binding) {
    size_t i = binding->number;
    if (i > 0 && is_role(b, i - 1, ROLE_QUALIFIER) && at(b, i - 1)->phrase && !at(b, i - 1)->phrase->after)
        binding->qualifier = at(b, i - 1)->phrase->as.qualifier;
}

/* "tăng 3%", "giảm so với năm 2014 là 12": the sign; 0 where the number is a level. */
static int read_change(const struct binder *b, size_t number) {
    size_t i = before_qualifiers(b, number);
    if (i > 0 && is_role(b, i - 1, ROLE_CHANGE))
        return at(b, i - 1)->phrase->as.sign;
    if (i == 0 || !is_word(b, i - 1, WORD_IS))
        return 0;
    for (i--; i > 0; i--) {
        const struct token *token = at(b, i - 1);
        if (token->role == ROLE_CHANGE)
            return is_word(b, i, WORD_COMPARE) ? token->phrase->as.sign : 0;
        if (token->role != ROLE_PERIOD && !is_word(b, i - 1, WORD_COMPARE))
            return 0;
    }
    return 0;
}

/* The level after a change: "từ 12% lên 45%". */
static bool is_level_after(const struct binder *b, size_t number) {
    size_t i = before_qualifiers(b, number);
    return i > 0 && is_word(b, i - 1, WORD_TO);
}

static bool is_level_before(const struct binder *b, size_t number) {
    size_t i = before_qualifiers(b, number);
    if (i == 0 || !is_word(b, i - 1, WORD_FROM))
        return false;
    for (i = number + 1; i < b->n && i < number + SPAN_MAX; i++)
        if (is_word(b, i, WORD_TO))
            return true;
    return false;
}

/* A list goes on with the change of its first item: "đại học tăng 4%, cao đẳng 1%". */
static int carried_change(const struct binder *b, const struct binding *last, size_t number) {
    if (!last || !last->change || last->label == NONE || at(b, last->number)->inside != at(b, number)->inside)
        return 0;
    for (size_t i = last->number + 1; i < number; i++)
        if (is_mark(b, i, ';') || is_mark(b, i, '(') || is_role(b, i, ROLE_WORD))
            return 0;
    return last->change;
}

/* ---- frames ---------------------------------------------------------------------------------------------------------------- */

static features lay_over(const struct pack *pack, features held, features set) {
    for (features left = set; left; left &= left - 1)
        held &= ~pack->features[__builtin_ctzll(left)].rivals;
    return held | set;
}

/* What the verbs before a number say: cử, mở, dự kiến. "đã" ends a plan. */
static features frames_before(const struct binder *b, size_t number) {
    const struct pack *pack = b->reader->pack;
    features held = 0;
    size_t i = number > LOOK_MAX ? number - LOOK_MAX : 0;
    if (i == 0 && (is_word(b, 0, WORD_WITHIN) || is_word(b, 1, WORD_WITHIN)))
        held = b->reader->context->frames;
    for (; i < number; i++) {
        bool spent = at(b, i)->split && !(at(b, number)->inside && is_mark(b, i + 1, '('));
        if (is_role(b, i, ROLE_FRAME) && !spent)
            held = lay_over(pack, held, at(b, i)->gives);
        else if (is_word(b, i, WORD_DONE))
            held &= ~pack->ahead;
    }
    return held;
}

/* ---- 2. the label to the right --------------------------------------------------------------------------------------------- */

/* May the search for a label go on over this token? `words` counts the unknown ones. */
static bool passes_right(const struct binder *b, size_t i, unsigned *words) {
    const struct token *token = at(b, i);
    switch (token->role) {
    case ROLE_OTHER: *words += token->words; return *words <= WORDS_RIGHT;
    case ROLE_PLACE:
    case ROLE_WHOLE:
    case ROLE_PERIOD:
    case ROLE_FRAME:
    case ROLE_QUALIFIER:
    case ROLE_GROUP:
    case ROLE_PLACE_CLASS: return true;
    case ROLE_UNIT: return !strict_of(b, token->gives);
    case ROLE_WORD:
        return token->phrase->as.word == WORD_HAVE || token->phrase->as.word == WORD_IS ||
               token->phrase->as.word == WORD_DONE || token->phrase->as.word == WORD_FROM ||
               token->phrase->as.word == WORD_COMPARE;
    default: return false;
    }
}

static size_t label_right(struct binder *b, struct binding *binding) {
    unsigned words = 0;
    for (size_t i = binding->noun + 1; i < b->n && i < binding->noun + LOOK_MAX; i++) {
        if (is_role(b, i, ROLE_LABEL) && at(b, i)->gives != b->reader->pack->up)
            return i;
        if (is_role(b, i, ROLE_FRAME) && (at(b, i)->gives & b->reader->pack->plan)) {
            b->tokens[i].split =
                true; /* "đạt 98% kế hoạch": the plan is the label, it frames nothing behind it */
            binding->own |= at(b, i)->gives;
            return i;
        }
        if (!passes_right(b, i, &words))
            return NONE;
        if (is_role(b, i, ROLE_FRAME))
            binding->pending |= at(b, i)->gives;
    }
    return NONE;
}

/* Does the label at `i` stand right before another number? */
static bool next_claims(const struct binder *b, size_t i) {
    for (i++; i < b->n; i++) {
        bool between = is_word(b, i, WORD_IS) || is_mark(b, i, ':') || is_role(b, i, ROLE_QUALIFIER) ||
                       is_role(b, i, ROLE_CHANGE);
        if (!between)
            return is_number(b, i);
    }
    return false;
}

/* ---- 3. the label to the left ---------------------------------------------------------------------------------------------- */

struct left {
    size_t label;  /* NONE: none */
    size_t group;  /* the nearest group on the way, NONE: none */
    bool near;     /* in the number's own clause */
    bool adjacent; /* a copula, a colon or nothing between */
    bool words;    /* unknown words between group and number */
};

static bool stops_left(const struct binder *b, size_t i) {
    return is_number(b, i) || is_mark(b, i, ';') || is_mark(b, i, '.') || is_role(b, i, ROLE_VETO) ||
           is_role(b, i, ROLE_FOREIGN);
}

static bool leaves_clause(const struct binder *b, size_t i) {
    return is_mark(b, i, ',') || is_mark(b, i, '(') || is_mark(b, i, ')') || is_word(b, i, WORD_AND);
}

static bool breaks_adjacency(const struct binder *b, size_t i) {
    return !(is_word(b, i, WORD_IS) || is_role(b, i, ROLE_QUALIFIER) || is_role(b, i, ROLE_CHANGE) ||
             is_word(b, i, WORD_TO) || is_word(b, i, WORD_FROM) || is_mark(b, i, '-') ||
             is_role(b, i, ROLE_PERIOD) || is_word(b, i, WORD_COMPARE) || is_word(b, i, WORD_DONE));
}

/* Over a bracket that ends at `i`, to its opening; `i` itself when there is none. */
static size_t over_bracket(const struct binder *b, size_t i) {
    if (!is_mark(b, i, ')'))
        return i;
    for (size_t k = i; k-- > 0;)
        if (is_mark(b, k, '('))
            return k;
    return i;
}

static struct left look_left(const struct binder *b, size_t number) {
    struct left left = {.label = NONE, .group = NONE, .near = true, .adjacent = true};
    size_t before = before_qualifiers(b, number);
    bool copula = before > 0 && is_word(b, before - 1, WORD_IS); /* its subject may be long */
    unsigned words = 0, most = copula ? WORDS_SUBJECT : WORDS_LEFT;
    for (size_t i = number, steps = 0; i-- > 0 && steps < LOOK_MAX; steps++) {
        if (!at(b, number)->inside)
            i = over_bracket(b, i);
        if (stops_left(b, i))
            break;
        if (names_thing(b, i)) {
            if (!b->owned[i])
                left.label = i;
            break;
        }
        if (is_role(b, i, ROLE_OTHER))
            words += at(b, i)->words;
        left.words = left.words || (left.group == NONE && words > 0);
        if (is_role(b, i, ROLE_GROUP) && left.group == NONE && left.near)
            left.group = i;
        left.near = left.near && !leaves_clause(b, i);
        left.adjacent = left.adjacent && !breaks_adjacency(b, i);
        if (words > most * (left.near ? 1 : 2))
            break;
    }
    return left;
}

/* ---- 4. what an earlier number had --------------------------------------------------------------------------------------- */

static struct binding *last_bound(struct binder *b, size_t number) {
    for (size_t i = b->bindings->n; i-- > 0;) {
        struct binding *binding = &b->bindings->items[i];
        if (at(b, binding->number)->inside && !at(b, number)->inside)
            continue; /* what a bracket says stays in it */
        if (!binding->aside && !binding->whole &&
            (binding->label != NONE || strict_of(b, binding->own) || binding->own))
            return binding;
    }
    return NULL;
}

/* Is there a word between that makes this number the same thing elsewhere: another year, place, group? */
static bool key_between(const struct binder *b, size_t from, size_t to) {
    for (size_t i = from + 1; i < to; i++)
        if (is_role(b, i, ROLE_PERIOD) || is_role(b, i, ROLE_PLACE) || is_role(b, i, ROLE_GROUP) ||
            is_role(b, i, ROLE_PLACE_CLASS) || is_role(b, i, ROLE_WHOLE))
            return true;
    return false;
}

static bool complements(const struct binder *b, const struct binding *last, const struct binding *binding) {
    bool share = at(b, binding->number)->number.form == FORM_PERCENT;
    bool last_share = at(b, last->number)->number.form == FORM_PERCENT;
    return share != last_share;
}

static bool shares(const struct binder *b, const struct binding *last, const struct binding *binding) {
    unsigned words = 0;
    for (size_t i = last->noun + 1; i < binding->number; i++) {
        if (is_role(b, i, ROLE_OTHER))
            words += at(b, i)->words;
        if (is_role(b, i, ROLE_VETO) || is_mark(b, i, '.'))
            return false;
    }
    if (is_level_after(b, binding->number))
        return true;
    if (binding->change)
        return (binding->own & ~last->own & ~b->reader->pack->person) == 0 ||
               (at(b, binding->number)->inside && last->end);
    features person = last->label == NONE ? 0 : b->reader->pack->person; /* "5 lớp; 40 người": other things */
    if (binding->noun != binding->number && (binding->own & ~last->own & ~person))
        return false;
    if (key_between(b, last->noun, binding->number))
        return complements(b, last, binding) || words <= WORDS_LEFT;
    bool percent = at(b, binding->number)->number.form == FORM_PERCENT;
    bool counted = binding->noun != binding->number || at(b, binding->number)->inside;
    return complements(b, last, binding) && (percent ? words <= 1 : words == 0 && counted);
}

static void share(const struct binder *b, const struct binding *last, struct binding *binding) {
    binding->label = last->label;
    binding->own = last->own | (binding->own & ~b->reader->pack->strict);
    binding->frame = last->frame;
    binding->shared = true;
}

/* ---- choosing -------------------------------------------------------------------------------------------------------------- */

static void take(struct binder *b, struct binding *binding, size_t label) {
    binding->label = label;
    binding->own |= at(b, label)->gives;
    b->owned[label] = true;
    if (label > binding->number)
        binding->own |= binding->pending;
}

static bool only_topic(const struct binder *b, size_t label) {
    return label != NONE && strict_of(b, at(b, label)->gives) == 0;
}

/* With a label on both sides. */
static size_t choose_side(const struct binder *b, struct left left, size_t right) {
    if (left.label == NONE || right == NONE)
        return left.label == NONE ? right : left.label;
    if (is_role(b, right, ROLE_FRAME))
        return right;
    if (next_claims(b, right))
        return left.label;
    if (only_topic(b, left.label) && !only_topic(b, right))
        return right;
    if (left.adjacent && left.near)
        return left.label;
    return left.near && only_topic(b, right) && !only_topic(b, left.label) ? left.label : right;
}

/* "Trong đó, A gần 100; B hơn 50": the parts of the sentence before are of what it counted last. */
static bool carried_subject(const struct binder *b, struct binding *binding) {
    const struct context *context = b->reader->context;
    if (!(is_word(b, 0, WORD_WITHIN) || is_word(b, 1, WORD_WITHIN)) || !context->counted ||
        at(b, binding->number)->number.form != FORM_COUNT)
        return false;
    binding->own |= context->counted;
    binding->narrowed = false;
    return true;
}

static void bind_label(struct binder *b, struct binding *binding) {
    struct left left = look_left(b, binding->number);
    size_t right = binding->foreign ? NONE : label_right(b, binding);
    struct binding *last = last_bound(b, binding->number);
    if (right != NONE && left.label == NONE && next_claims(b, right))
        right = NONE;
    size_t label = choose_side(b, left, right);
    if (binding->foreign && !(left.label != NONE && left.adjacent && left.near)) {
        binding->aside = "other-noun";
        return;
    }
    if (label != NONE) {
        take(b, binding, label);
        return;
    }
    if (last && shares(b, last, binding)) {
        share(b, last, binding);
        return;
    }
    if (binding->noun == binding->number && carried_subject(b, binding))
        return;
    if (left.group != NONE) {
        binding->own |= at(b, left.group)->gives;
        binding->narrowed = binding->narrowed || left.words;
    }
}

/* A predicate of its own behind "và có": the same number says two things. */
static void bind_second(struct binder *b, size_t first) {
    const struct binding binding = b->bindings->items[first];
    size_t i = binding.label;
    if (i == NONE || i < binding.number || binding.shared || !is_word(b, i + 1, WORD_AND))
        return;
    i += 2;
    while (is_word(b, i, WORD_HAVE) || is_word(b, i, WORD_IS) || is_word(b, i, WORD_DONE))
        i++;
    if (!is_role(b, i, ROLE_LABEL) || next_claims(b, i) || b->owned[i])
        return;
    struct binding second = binding;
    second.own = at(b, i)->gives | (binding.own & (b->reader->pack->staff | b->reader->pack->person));
    second.label = i;
    second.second = true;
    b->owned[i] = true;
    MEM_ROOM(b->bindings->items, b->bindings->n, b->bindings->cap);
    b->bindings->items[b->bindings->n++] = second;
}

/* ---- vetoes ---- */

/* The veto that reaches number `i`: from its place to the end of the sentence, or of the clause. */
static const char *veto_at(const struct binder *b, size_t i) {
    bool same_clause = true, same_part = true;
    for (size_t steps = 0; i-- > 0 && steps < LOOK_MAX * 4; steps++) {
        const struct token *token = at(b, i);
        if (token->role == ROLE_VETO && (same_clause || token->phrase->as.reach == REACH_SENTENCE) &&
            (same_part || token->phrase->as.reach != REACH_PART))
            return token->phrase->name;
        same_part = same_part && !is_word(b, i, WORD_AND);
        same_clause = same_clause && !is_mark(b, i, ';') && !is_mark(b, i, '.');
    }
    return NULL;
}

/* ---- lists that name their labels first -------------------------------------------------------------------------------------- */

/* "đại học, cao đẳng lần lượt là 40% và 12%"; "các tỷ lệ tương ứng là 67% và 5%" takes the labels of the numbers before.
 * Finds the label for each number behind the word; false where they do not match in number. */
static bool bind_in_order(struct binder *b, size_t word) {
    size_t numbers[16], labels[16], n_numbers = 0, n_labels = 0;
    for (size_t i = word; i < b->n && n_numbers < 16 && !is_mark(b, i, ';'); i++)
        if (is_number(b, i))
            numbers[n_numbers++] = i;
    for (size_t i = word; i-- > 0 && n_labels < n_numbers && !is_number(b, i);)
        if (is_role(b, i, ROLE_LABEL) && strict_of(b, at(b, i)->gives))
            labels[n_labels++] = i;
    if (n_numbers < 2)
        return false;
    bool fresh = n_labels == n_numbers;
    size_t known = b->bindings->n;
    if (!fresh && known < n_numbers)
        return false;
    for (size_t k = 0; k < n_numbers; k++) {
        struct binding binding = {.number = numbers[k], .noun = numbers[k], .label = NONE, .in_order = true};
        if (fresh) {
            take(b, &binding, labels[n_numbers - 1 - k]);
        } else {
            const struct binding *before = &b->bindings->items[known - n_numbers + k];
            binding.own = before->own;
            binding.label = before->label;
            binding.frame = before->frame;
            binding.shared = true;
        }
        binding.aside = veto_at(b, numbers[k]);
        read_qualifier(b, &binding);
        MEM_ROOM(b->bindings->items, b->bindings->n, b->bindings->cap);
        b->bindings->items[b->bindings->n++] = binding;
    }
    return true;
}

/* ---- numbers in turn ----------------------------------------------------------------------------------------------------------- */

static bool whole_follows(const struct binder *b, const struct binding *binding) {
    return is_word(b, binding->noun + 1, WORD_OUT_OF) && is_role(b, binding->noun + 2, ROLE_NUMBER);
}

static void bind_number(struct binder *b, size_t number) {
    const struct pack *pack = b->reader->pack;
    struct binding binding = {.number = number, .noun = number, .label = NONE};
    struct binding *last = b->bindings->n ? &b->bindings->items[b->bindings->n - 1] : NULL;
    binding.zero = is_role(b, number, ROLE_NEGATION);
    binding.aside = is_role(b, number + 1, ROLE_VETO) ? at(b, number + 1)->phrase->name : veto_at(b, number);
    read_qualifier(b, &binding);
    read_noun(b, &binding);
    binding.frame = frames_before(b, number);
    binding.start = is_level_before(b, number);
    binding.end = is_level_after(b, number);
    if (!binding.start && !binding.end) {
        binding.change = read_change(b, number);
        if (!binding.change)
            binding.change = carried_change(b, last, number);
    }
    binding.whole = is_whole(b, number);
    if (binding.whole)
        binding.own &= ~pack->narrower;
    else if (whole_follows(b, &binding)) {
        struct binding second = {.number = binding.noun + 2, .noun = binding.noun + 2};
        read_noun(b, &second);
        size_t right = label_right(b, &second);
        if (!(binding.own & (pack->staff | pack->strict)))
            binding.own |= second.own;
        if (right != NONE && !noun_settles(b, &second))
            take(b, &binding, right);
        else if (!noun_settles(b, &second))
            bind_label(b, &binding);
    } else if (!binding.aside && !noun_settles(b, &binding)) {
        bind_label(b, &binding);
    }
    MEM_ROOM(b->bindings->items, b->bindings->n, b->bindings->cap);
    b->bindings->items[b->bindings->n++] = binding;
    bind_second(b, b->bindings->n - 1);
}

static bool already_bound(const struct bindings *bindings, size_t number) {
    for (size_t i = bindings->n; i-- > 0;)
        if (bindings->items[i].number == number)
            return true;
    return false;
}

void bind_sentence(struct reader *reader, const struct passage *passage, struct bindings *bindings) {
    (void)passage;
    struct binder b = {
        .reader = reader, .tokens = reader->tokens.items, .n = reader->tokens.n, .bindings = bindings};
    b.owned = arena_alloc(reader->arena, b.n + 1);
    bindings->n = 0;
    for (size_t i = 0; i < b.n; i++) {
        if (is_word(&b, i, WORD_IN_ORDER))
            bind_in_order(&b, i);
        else if (is_number(&b, i) && !already_bound(bindings, i))
            bind_number(&b, i);
    }
}
