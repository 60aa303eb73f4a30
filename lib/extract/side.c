/* side.c - the labels that stand to the left and to the right of a number. */
#include "extract/bind.h"

#define WORDS_RIGHT   4 /* unknown words between a number and its label */
#define WORDS_LEFT    5
#define WORDS_SUBJECT 30 /* before a copula: "tổng biên chế của các cơ quan ... là 120" */

static features strict_of(const struct binder *b, features set) {
    return set & b->reader->pack->strict;
}

/* A label, or a unit that names the thing itself. */
static bool names_thing(const struct binder *b, size_t i) {
    const struct token *token = bind_at(b, i);
    return token->role == ROLE_LABEL || (token->role == ROLE_UNIT && strict_of(b, token->gives));
}

/* ---- 2. the label to the right --------------------------------------------------------------------------------------------- */

/* May the search for a label go on over this token? `words` counts the unknown ones. */
static bool passes_right(const struct binder *b, size_t i, unsigned *words) {
    const struct token *token = bind_at(b, i);
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
               token->phrase->as.word == WORD_REST || token->phrase->as.word == WORD_COMPARE;
    default: return false;
    }
}

/* "6% so với tổng số", "8% so với đảng viên cả nước": what a share is measured by, not what it is of. */
static bool is_measure(const struct binder *b, size_t i) {
    if (!bind_role(b, i, ROLE_LABEL))
        return false;
    return bind_at(b, i)->gives == b->reader->pack->total || (i > 0 && bind_word(b, i - 1, WORD_COMPARE));
}

/* "40% công chức và 23% viên chức hoàn thành ...", "9/12 cán bộ và 8/9 công chức ...": over the second share to the label that
 * both have. */
static size_t over_fellow(const struct binder *b, const struct binding *binding, size_t i) {
    size_t k = i + 1;
    if (!(bind_word(b, i, WORD_AND) || bind_mark(b, i, ',')) || binding->noun == binding->number)
        return i;
    while (bind_role(b, k, ROLE_QUALIFIER))
        k++;
    enum number_form form = bind_at(b, binding->number)->number.form;
    bool shares = bind_role(b, k, ROLE_NUMBER) && bind_at(b, k)->number.form == form && form != FORM_COUNT;
    return shares && bind_role(b, k + 1, ROLE_GROUP) ? k + 2 : i;
}

/* "xã A cử 4 cán bộ, xã B 3 cán bộ và xã C 5 cán bộ đi học ...": over another place with its number and noun. */
static size_t over_places(const struct binder *b, const struct binding *binding, size_t i) {
    size_t k = i + 1;
    if (!(bind_word(b, i, WORD_AND) || bind_mark(b, i, ',')) || binding->noun == binding->number ||
        !bind_role(b, k, ROLE_PLACE) || bind_at(b, binding->number)->number.form != FORM_COUNT)
        return i;
    for (k++; bind_role(b, k, ROLE_QUALIFIER) || bind_word(b, k, WORD_HAVE) || bind_word(b, k, WORD_TO);)
        k++;
    if (!bind_role(b, k, ROLE_NUMBER) || bind_at(b, k)->number.form != FORM_COUNT ||
        !(bind_role(b, k + 1, ROLE_UNIT) || bind_role(b, k + 1, ROLE_GROUP)))
        return i;
    for (k++; bind_role(b, k, ROLE_UNIT) || bind_role(b, k, ROLE_GROUP);)
        k++;
    return k;
}

/* "86% nữ cán bộ cấp xã có trình độ đại học": the label at `i` says of whom, the one behind the group what they have. */
static size_t predicate_of(const struct binder *b, size_t i) {
    features who = strict_of(b, bind_at(b, i)->gives);
    unsigned words = 0;
    size_t k = i + 1;
    bool group = false;
    if (!who || (who & ~b->reader->pack->who))
        return i;
    for (; k < b->n && !bind_role(b, k, ROLE_LABEL); k++) {
        group = group || bind_role(b, k, ROLE_GROUP);
        if (!passes_right(b, k, &words) || bind_word(b, k, WORD_COMPARE))
            return i;
    }
    features has = k < b->n ? strict_of(b, bind_at(b, k)->gives) : 0;
    return group && has && !(has & b->reader->pack->who) && !side_claimed(b, k) ? k : i;
}

size_t side_right(struct binder *b, struct binding *binding) {
    unsigned words = 0;
    for (size_t i = binding->noun + 1; i < b->n && i < binding->noun + LOOK_MAX; i++) {
        if (is_measure(b, i))
            return NONE;
        i = over_fellow(b, binding, i);
        for (size_t over; (over = over_places(b, binding, i)) > i;)
            i = over;
        if (bind_role(b, i, ROLE_LABEL) && bind_at(b, i)->gives != b->reader->pack->up)
            return predicate_of(b, i);
        if (bind_role(b, i, ROLE_FRAME) && (bind_at(b, i)->gives & b->reader->pack->plan)) {
            b->tokens[i].split =
                true; /* "đạt 98% kế hoạch": the plan is the label, it frames nothing behind it */
            binding->own |= bind_at(b, i)->gives;
            return i;
        }
        bool of_them =
            i == binding->number + 1 && bind_word(b, i, WORD_WITHIN); /* "98% trong số đó đạt ..." */
        if (!of_them && !passes_right(b, i, &words))
            return NONE;
        if (bind_role(b, i, ROLE_FRAME))
            binding->pending |= bind_at(b, i)->gives;
    }
    return NONE;
}

/* Does a label follow at `i`, or "có" and one? */
static bool goes_on_to_label(const struct binder *b, size_t i) {
    return bind_role(b, i, ROLE_LABEL) || bind_word(b, i, WORD_HAVE);
}

size_t side_over_bracket(struct binder *b, const struct binding *binding) {
    size_t open = bind_before_qualifiers(b, binding->number), close = binding->noun + 1;
    bool said = open > 0 && bind_word(b, open - 1, WORD_IS); /* "(tương ứng 14 người)", ", bằng 3%," */
    open -= said;
    bool apart = said && bind_mark(b, open - 1, ',') && bind_mark(b, close, ',');
    if (open < 2 || !(apart || (bind_mark(b, open - 1, '(') && bind_mark(b, close, ')'))))
        return NONE;
    bool share = bind_at(b, binding->number)->number.form == FORM_PERCENT && !apart;
    bool of_noun = share && (bind_role(b, open - 2, ROLE_GROUP) || bind_word(b, open - 2, WORD_REST));
    const struct binding *last = b->bindings->n ? &b->bindings->items[b->bindings->n - 1] : NULL;
    if (last && last->noun == open - 2 && last->label != NONE && last->label > close)
        return last->label;
    if (!of_noun)
        return NONE;
    struct binding behind = *binding;
    behind.noun = close;
    size_t label = side_right(b, &behind);
    return label != NONE && !side_claimed(b, label) ? label : NONE;
}

/* Does the label at `i` stand right before another number? */
bool side_claimed(const struct binder *b, size_t i) {
    for (i++; i < b->n; i++) {
        bool between = bind_word(b, i, WORD_IS) || bind_mark(b, i, ':') || bind_role(b, i, ROLE_QUALIFIER) ||
                       bind_role(b, i, ROLE_CHANGE);
        if (!between)
            return bind_numeral(b, i);
    }
    return false;
}

bool side_has_share(const struct binder *b, const struct binding *binding, size_t i) {
    features own = strict_of(b, bind_at(b, i)->gives);
    size_t from = binding->noun + 1, share = i + 1;
    if (binding->noun == binding->number ||
        !(binding->own & (b->reader->pack->person | b->reader->pack->staff)) ||
        bind_at(b, binding->number)->number.form != FORM_COUNT || !(own & ~b->reader->pack->who))
        return false;
    while (bind_word(b, from, WORD_HAVE) || bind_word(b, from, WORD_DONE))
        from++;
    while (bind_word(b, share, WORD_IS) || bind_role(b, share, ROLE_QUALIFIER))
        share++;
    return from == i && bind_word(b, i + 1, WORD_IS) && bind_role(b, share, ROLE_NUMBER) &&
           bind_at(b, share)->number.form == FORM_PERCENT;
}

/* Behind a count and its noun: the end of the bracket with its share, "12 người (40%)"; behind a share that of its count,
 * "40% (tương ứng 12 người)"; or of either between commas, "12 người, bằng 40%,". NONE where there is none. Without a noun
 * their label must stand right behind. */
static size_t share_end(const struct binder *b, const struct binding *binding) {
    size_t i = binding->noun + 1, k = i + 1;
    bool bracket = bind_mark(b, i, '('), said = false;
    if (!bracket && !bind_mark(b, i, ','))
        return NONE;
    for (; bind_role(b, k, ROLE_QUALIFIER) || bind_word(b, k, WORD_IS); k++)
        said = said || bind_word(b, k, WORD_IS);
    bool outer = bind_at(b, binding->number)->number.form == FORM_PERCENT;
    bool inner = bind_role(b, k, ROLE_NUMBER) && bind_at(b, k)->number.form == FORM_PERCENT;
    if (!bind_numeral(b, k) || inner == outer || !(bracket || said))
        return NONE;
    for (k++; outer && (bind_role(b, k, ROLE_UNIT) || bind_role(b, k, ROLE_GROUP)); k++)
        continue;
    bool noun = binding->noun != binding->number && bracket;
    return bind_mark(b, k, bracket ? ')' : ',') && (noun || goes_on_to_label(b, k + 1)) ? k : NONE;
}

size_t side_over_share(struct binder *b, struct binding *binding) {
    size_t end = share_end(b, binding);
    if (end == NONE)
        return NONE;
    struct binding behind = *binding;
    behind.noun = end;
    size_t label = side_right(b, &behind);
    if (label == NONE || !bind_role(b, label, ROLE_LABEL) || side_claimed(b, label))
        return NONE;
    binding->pending = behind.pending;
    return label;
}

/* ---- 3. the label to the left ---------------------------------------------------------------------------------------------- */

static bool stops_left(const struct binder *b, size_t i) {
    return bind_numeral(b, i) || bind_mark(b, i, ';') || bind_mark(b, i, '.') || bind_role(b, i, ROLE_VETO) ||
           bind_role(b, i, ROLE_FOREIGN);
}

static bool leaves_clause(const struct binder *b, size_t i) {
    return bind_mark(b, i, ',') || bind_mark(b, i, '(') || bind_mark(b, i, ')') || bind_word(b, i, WORD_AND);
}

static bool breaks_adjacency(const struct binder *b, size_t i) {
    return !(bind_word(b, i, WORD_IS) || bind_role(b, i, ROLE_QUALIFIER) || bind_role(b, i, ROLE_CHANGE) ||
             bind_word(b, i, WORD_TO) || bind_word(b, i, WORD_FROM) || bind_mark(b, i, '-') ||
             bind_role(b, i, ROLE_PERIOD) || bind_word(b, i, WORD_COMPARE) || bind_word(b, i, WORD_DONE));
}

/* Over a bracket that ends at `i`, to its opening; `i` itself when there is none. */
static size_t over_bracket(const struct binder *b, size_t i) {
    if (!bind_mark(b, i, ')'))
        return i;
    for (size_t k = i; k-- > 0;)
        if (bind_mark(b, k, '('))
            return k;
    return i;
}

/* "mở lớp cho 45 cán bộ": the number counts people, not classes; but "số lượt ... là 45 người", "biên chế 45 người". */
static bool counts_others(const struct binder *b, size_t number, size_t i) {
    const struct pack *pack = b->reader->pack;
    const struct token *unit = bind_at(b, i), *noun = bind_at(b, number + 1);
    size_t before = bind_before_qualifiers(b, number);
    if (before > 0 && (bind_word(b, before - 1, WORD_IS) || bind_mark(b, before - 1, ':')))
        return false;
    return unit->role == ROLE_UNIT && !(unit->gives & (pack->post | pack->commune)) &&
           (noun->role == ROLE_UNIT || noun->role == ROLE_GROUP) &&
           (noun->gives & (pack->person | pack->staff));
}

/* "mở 4 lớp tiếng Mông cho 160 cán bộ": whom the classes are for; what they teach is no label of theirs. */
static bool served(const struct binder *b, size_t number, size_t before) {
    const struct pack *pack = b->reader->pack;
    const struct token *noun = bind_at(b, number + 1);
    return before > 0 && bind_role(b, before - 1, ROLE_FRAME) && !frames_sends(b, number) &&
           (bind_at(b, before - 1)->gives & pack->attending) &&
           (noun->role == ROLE_UNIT || noun->role == ROLE_GROUP) &&
           (noun->gives & (pack->person | pack->staff));
}

/* "Lớp cao cấp lý luận chính trị có 4 người": what is taught, not what they are. */
static bool is_taught(const struct binder *b, size_t label) {
    return label > 0 && bind_role(b, label, ROLE_LABEL) && bind_role(b, label - 1, ROLE_UNIT) &&
           bind_at(b, label - 1)->sets && (label < 2 || !bind_numeral(b, label - 2));
}

/* "tổng số công chức trong 27 đơn vị là 300 người": the number before the copula counts another thing, and has no label. */
static bool counts_other_thing(const struct binder *b, size_t number) {
    const struct bindings *bindings = b->bindings;
    const struct binding *last = bindings->n ? &bindings->items[bindings->n - 1] : NULL;
    return last && last->number == number && last->alien && last->label == NONE;
}

/* "chiếm 9% tổng số cán bộ và tăng 2 điểm phần trăm": of the share that has risen, not of what it is measured by. */
static bool is_share_base(const struct binder *b, size_t number, size_t i) {
    return i > 0 && bind_role(b, i, ROLE_LABEL) && bind_at(b, i)->gives == b->reader->pack->total &&
           bind_role(b, i - 1, ROLE_NUMBER) && bind_at(b, i - 1)->number.form == FORM_PERCENT &&
           noun_change(b, number) != 0;
}

struct left side_left(const struct binder *b, size_t number) {
    struct left left = {.label = NONE, .group = NONE, .taught = NONE, .near = true, .adjacent = true};
    if (number > 1 && bind_mark(b, number - 1, '(') && bind_role(b, number - 2, ROLE_GROUP))
        left.group = number - 2; /* "Công chức cấp xã (48 người):" */
    size_t before = bind_before_qualifiers(b, number);
    if (served(b, number, before))
        return left;
    bool copula = before > 0 && bind_word(b, before - 1, WORD_IS); /* its subject may be long */
    unsigned words = 0, most = copula ? WORDS_SUBJECT : WORDS_LEFT;
    features vague = b->reader->pack->total; /* "tổng số" names nothing of its own */
    for (size_t i = number, steps = 0; i-- > 0 && steps < LOOK_MAX; steps++) {
        if (!bind_at(b, number)->inside)
            i = over_bracket(b, i);
        if (stops_left(b, i) && !(copula && counts_other_thing(b, i)))
            break;
        if (is_share_base(b, number, i))
            break;
        if (names_thing(b, i)) {
            if (counts_others(b, number, i))
                break;
            if (is_taught(b, i)) {
                left.taught = i - 1;
                break;
            }
            if (!b->owned[i] && (words == 0 || bind_at(b, i)->gives != vague))
                left.label = i;
            break;
        }
        if (bind_role(b, i, ROLE_OTHER))
            words += bind_at(b, i)->words;
        left.words = left.words || (left.group == NONE && words > 0);
        if (bind_role(b, i, ROLE_GROUP) && left.group == NONE && left.near)
            left.group = i;
        left.near = left.near && !leaves_clause(b, i);
        left.adjacent = left.adjacent && !breaks_adjacency(b, i);
        if (words > most * (left.near ? 1 : 2))
            break;
    }
    return left;
}
