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
#include "extract/bind.h"
#include <string.h>

#define OTHER_NOUN "other-noun"

static features strict_of(const struct binder *b, features set) {
    return set & b->reader->pack->strict;
}

/* ---- choosing -------------------------------------------------------------------------------------------------------------- */

void bind_take(struct binder *b, struct binding *binding, size_t label) {
    binding->label = label;
    binding->own |= bind_at(b, label)->gives;
    b->owned[label] = true;
    if (label > binding->number)
        binding->own |= binding->pending;
}

/* "5 công chức được cử đi bồi dưỡng, 48 người tham gia lớp ...": what the number itself is said to do goes before what was
 * said of one before it. */
static void leave_activity(const struct binder *b, struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    features activities = frames_rivals(pack, pack->attending);
    size_t last = b->bindings->n ? b->bindings->items[b->bindings->n - 1].number + 1 : 0;
    for (size_t i = last; last && i < binding->number; i++)
        last = bind_mark(b, i, ',') || bind_mark(b, i, ';') ? i + 1 : last;
    if (last && (binding->pending & activities) &&
        !(frames_before(b, last, binding->number) & activities & ~binding->pending))
        binding->frame &= ~activities;
}

static bool only_topic(const struct binder *b, size_t label) {
    return label != NONE && strict_of(b, bind_at(b, label)->gives) == 0;
}

/* With a label on both sides. */
static size_t choose_side(const struct binder *b, struct left left, size_t right) {
    if (left.label == NONE || right == NONE)
        return left.label == NONE ? right : left.label;
    if (bind_role(b, right, ROLE_FRAME))
        return right;
    if (side_claimed(b, right))
        return left.label;
    if (only_topic(b, left.label) && !only_topic(b, right))
        return right;
    if (left.adjacent && left.near)
        return left.label;
    return left.near && only_topic(b, right) && !only_topic(b, left.label) ? left.label : right;
}

/* "Tỷ lệ nữ trong cấp ủy:\n- Cấp huyện: 74 người (20%)": what the line above asks for, where the item names no thing. */
static bool takes_asked(const struct binder *b, const struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    if (!b->reader->context->asked || binding->narrowed || binding->foreign || binding->change ||
        (binding->own & ~(pack->person | pack->staff | pack->total)))
        return false;
    if (b->reader->context->celled &&
        (b->n > 1 || (b->reader->context->cell_forms & (1u << bind_at(b, binding->number)->number.form))))
        return false;
    for (size_t i = 0; i < binding->number; i++)
        if (bind_role(b, i, ROLE_OTHER) || bind_role(b, i, ROLE_FOREIGN) || bind_role(b, i, ROLE_LABEL))
            return false;
    return true;
}

/* Staff in all are those of the group that the number's own clause names. */
static bool takes_parallel(struct binder *b, const struct binding *parallel, size_t group,
                           struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    if (!parallel || binding->narrowed || binding->foreign || binding->change ||
        (binding->own & ~(parallel->own | pack->person)))
        return false;
    if (group != NONE && parallel->label == NONE && !strict_of(b, parallel->own))
        binding->own |= bind_at(b, group)->gives;
    else
        share_take(b, parallel, binding);
    return true;
}

/* "4 lớp tin học (160 người)": those in the classes. */
static bool attends_class(const struct binder *b, struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    const struct binding *last = b->bindings->n ? &b->bindings->items[b->bindings->n - 1] : NULL;
    size_t open = bind_before_qualifiers(b, binding->number);
    if (!last || last->aside || !(last->own & pack->class_unit) || open == 0 ||
        !bind_mark(b, open - 1, '(') || !(binding->own & (pack->person | pack->staff)) || binding->narrowed)
        return false;
    for (size_t i = last->noun + 1; i + 1 < open; i++)
        if (bind_role(b, i, ROLE_MARK) && !bind_mark(b, i, '-'))
            return false;
    binding->own |= pack->attending | ((last->own | last->frame) & ~pack->strict);
    return true;
}

/* "Mục tiêu 90% cán bộ đạt chuẩn: đạt 94%": the result is of what the goal was of. */
static bool takes_goal(struct binder *b, struct binding *binding) {
    size_t number = veto_goal(b, binding->number);
    if (number == NONE)
        return false;
    struct binding goal = {.number = number, .noun = number, .label = NONE};
    noun_read(b, &goal);
    struct left left = side_left(b, number);
    size_t label = choose_side(b, left, side_right(b, &goal));
    if (label == NONE) /* "Về quản lý nhà nước: mục tiêu 100% công chức" */
        label = veto_topic(b, number);
    if (label == NONE)
        return false;
    binding->own |= goal.own | goal.pending;
    bind_take(b, binding, label);
    for (size_t i = number; i-- > 0 && !bind_role(b, i, ROLE_VETO);)
        b->tokens[i].aimed = bind_role(b, i, ROLE_PERIOD);
    return true;
}

/* "Từ 45% năm 2015, tỷ lệ cán bộ có trình độ đại học đã lên 82%": the label stands behind the first level, before the second. */
static bool takes_level(struct binder *b, struct binding *binding) {
    size_t next = binding->number + 1;
    if (!binding->start || binding->narrowed || binding->foreign)
        return false;
    while (next < b->n && !bind_role(b, next, ROLE_NUMBER))
        next++;
    if (next == b->n || !noun_level_after(b, next))
        return false;
    struct left left = side_left(b, next);
    if (left.label == NONE)
        return false;
    bind_take(b, binding, left.label);
    b->owned[left.label] = false; /* the second has it too */
    return true;
}

/* "thiếu 71 công chức tại 77 đơn vị": where the staff are, not how many. */
static bool counts_places(const struct binder *b, const struct binding *binding) {
    return binding->noun == binding->number + 1 && bind_role(b, binding->noun, ROLE_UNIT) && !binding->own &&
           bind_at(b, binding->number)->number.form == FORM_COUNT;
}

static void bind_label(struct binder *b, struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    if (takes_goal(b, binding))
        return;
    struct left left = side_left(b, binding->number);
    size_t right = binding->foreign ? NONE : side_right(b, binding);
    const struct binding *last = share_last(b, binding);
    bool shared = right != NONE && side_has_share(b, binding, right);
    if (right != NONE && left.label == NONE && side_claimed(b, right) && !shared)
        right = NONE;
    if (right == NONE && !binding->foreign && (left.label == NONE || only_topic(b, left.label)))
        right = side_over_share(b, binding);
    size_t label = shared && !left.adjacent ? right : choose_side(b, left, right);
    if (label == NONE)
        label = side_over_bracket(b, binding);
    if (attends_class(b, binding))
        return;
    if (left.taught != NONE && label == NONE && (binding->own & (pack->person | pack->staff))) {
        binding->own |= pack->attending | bind_at(b, left.taught)->sets;
        return;
    }
    if (label == NONE && !binding->foreign && recall_same(b, last, binding))
        return;
    if (binding->foreign && !(left.label != NONE && left.adjacent && left.near)) {
        binding->aside = OTHER_NOUN;
        return;
    }
    size_t before = bind_before_qualifiers(b, binding->number);
    bool at_places = label != NONE && bind_at(b, label)->gives == pack->total && counts_places(b, binding) &&
                     before > 0 && bind_role(b, before - 1, ROLE_GROUP);
    if (at_places) { /* "tổng số công chức trong 27 đơn vị" */
        binding->aside = OTHER_NOUN;
        return;
    }
    if (label != NONE && bind_at(b, label)->gives == pack->total && share_filled(b, last, binding))
        return; /* "Được giao 230 biên chế; hiện có: 218 người" */
    if (label != NONE) {
        bool beside = right != NONE && right == binding->noun + 1 && bind_role(b, right, ROLE_LABEL);
        bind_take(b, binding, label);
        if (beside && !side_claimed(b, right))
            b->owned[right] = true; /* "kỷ luật 17 đảng viên, trong đó 4 ...": nor is it the next number's */
        return;
    }
    if (takes_parallel(b, share_parallel(b, binding->number), left.group, binding))
        return;
    if (share_filled(b, last, binding))
        return;
    if (last && share_fits(b, last, binding)) {
        share_take(b, last, binding);
        return;
    }
    if (binding->noun == binding->number && recall_subject(b, binding))
        return;
    if (share_adds_up(b, binding) || (!last && (recall_remains(b, binding) || recall_elsewhere(b, binding))))
        return;
    leave_activity(b, binding);
    binding->own |= binding->pending; /* "640 người được đào tạo" */
    if (takes_asked(b, binding)) {
        binding->own |= b->reader->context->asked;
        binding->asked = true;
        return;
    }
    if (takes_level(b, binding))
        return;
    if (!last && left.group == NONE && recall_counted(b, binding))
        return;
    if (counts_places(b, binding)) {
        binding->aside = OTHER_NOUN;
        return;
    }
    if (left.group != NONE) {
        binding->own |= bind_at(b, left.group)->gives;
        binding->narrowed = binding->narrowed || left.words;
    }
}

/* A predicate of its own behind "và có": the same number says two things. */
static void bind_second(struct binder *b, size_t first) {
    const struct binding binding = b->bindings->items[first];
    size_t i = binding.label;
    if (i == NONE || i < binding.number || binding.shared || !bind_word(b, i + 1, WORD_AND))
        return;
    i += 2;
    while (bind_word(b, i, WORD_HAVE) || bind_word(b, i, WORD_IS) || bind_word(b, i, WORD_DONE))
        i++;
    if (!bind_role(b, i, ROLE_LABEL) || side_claimed(b, i) || b->owned[i] ||
        bind_at(b, i)->gives == bind_at(b, binding.label)->gives) /* "tiếng Thái hoặc tiếng Mông" */
        return;
    struct binding second = binding;
    second.own = bind_at(b, i)->gives | (binding.own & (b->reader->pack->staff | b->reader->pack->person));
    second.label = i;
    second.second = true;
    b->owned[i] = true;
    bind_add(b, second);
}
/* ---- numbers in turn ----------------------------------------------------------------------------------------------------------- */

/* "Huyện Vân Hồ có 14 xã, ...": a district's communes in all, where all are of one kind. */
static bool has_communes(const struct binder *b, const struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    size_t i = bind_before_qualifiers(b, binding->number), end = binding->noun + 1;
    if (binding->own != pack->commune_word || binding->change || i < 2 || !bind_word(b, i - 1, WORD_HAVE) ||
        bind_at(b, binding->number)->number.form != FORM_COUNT ||
        !(bind_mark(b, end, ',') || bind_mark(b, end, '.') || bind_mark(b, end, ';') || end >= b->n ||
          bind_word(b, end, WORD_IS)))
        return false;
    struct str place = bind_at(b, i - 2)->place;
    bool holds = place_level(place, b->reader->source->place) == PLACE_DISTRICT;
    return holds && token_has_trait(bind_at(b, i - 1), TRAIT_HOLDS);
}

/* "đơn vị" alone names what the sentence or the paragraph counted before: communes. */
static void name_units(const struct binder *b, struct binding *binding) {
    const struct pack *pack = b->reader->pack;
    features communes = pack->commune | pack->commune_word;
    bool bare = binding->noun == binding->number + 1 && bind_role(b, binding->noun, ROLE_UNIT) &&
                bind_at(b, binding->noun)->gives == 0 && binding->own == 0;
    if (has_communes(b, binding))
        binding->own = pack->commune;
    if (!bare)
        return;
    features counted = b->reader->context->communes ? pack->commune : 0;
    for (size_t i = b->bindings->n; i-- > 0;)
        if (b->bindings->items[i].own & communes) {
            counted = b->bindings->items[i].own & pack->strict;
            break;
        }
    if (counted == pack->commune || counted == pack->commune_word)
        binding->own = binding->change ? pack->commune_word : pack->commune;
}

/* "Số chưa tuyển: 13 chỉ tiêu": posts that are not what the noun alone says. */
static void bind_denial(const struct binder *b, struct binding *binding) {
    struct left left = side_left(b, binding->number);
    if (left.label != NONE && left.near && (bind_at(b, left.label)->gives & b->reader->pack->negated) &&
        (binding->own & b->reader->pack->post))
        binding->own |= b->reader->pack->negated;
}

/* "Xã có toàn bộ công chức đạt chuẩn: 8/15 xã": what the line says of them before the colon. */
static void bind_named(const struct binder *b, struct binding *binding) {
    struct left left = side_left(b, binding->number);
    const struct pack *pack = b->reader->pack;
    features own = strict_of(b, binding->own);
    if (left.label == NONE || !left.near || !bind_mark(b, left.label + 1, ':') ||
        !bind_role(b, left.label, ROLE_UNIT) || !(bind_at(b, left.label)->gives & pack->commune))
        return;
    if (own == pack->commune || own == pack->commune_word)
        binding->own = (binding->own & ~own) | bind_at(b, left.label)->gives;
}

/* "1.024 lượt cán bộ được cử đi đào tạo": what is done to those that the noun names. */
static void bind_done_to(const struct binder *b, struct binding *binding) {
    features done = 0;
    for (size_t i = binding->noun + 1; bind_role(b, i, ROLE_FRAME) || bind_word(b, i, WORD_DONE); i++)
        if (!(bind_at(b, i)->gives & b->reader->pack->ahead))
            done |= bind_at(b, i)->gives;
    if (bind_role(b, binding->noun + 1, ROLE_LABEL)) /* "67 học viên đạt loại khá" */
        done |= bind_at(b, binding->noun + 1)->gives & b->reader->pack->elsewhere;
    binding->own |= done;
}

/* "từ 17 xuống 15 xã": both levels are of the unit behind the second. */
static void lend_noun(struct binder *b, struct binding *binding) {
    size_t next = binding->number + 1;
    if (!binding->start || binding->own || binding->noun != binding->number)
        return;
    while (next < b->n && !bind_role(b, next, ROLE_NUMBER))
        next++;
    struct binding second = {.number = next, .noun = next};
    noun_read(b, &second);
    if (second.noun != next)
        binding->own = second.own & ~b->reader->pack->person;
}

static bool whole_follows(const struct binder *b, const struct binding *binding) {
    return bind_word(b, binding->noun + 1, WORD_OUT_OF) && bind_role(b, binding->noun + 2, ROLE_NUMBER);
}

void bind_number(struct binder *b, size_t number) {
    const struct pack *pack = b->reader->pack;
    struct binding binding = {.number = number, .noun = number, .label = NONE};
    struct binding *last = b->bindings->n ? &b->bindings->items[b->bindings->n - 1] : NULL;
    binding.zero = bind_role(b, number, ROLE_NEGATION);
    binding.aside =
        bind_role(b, number + 1, ROLE_VETO) ? bind_at(b, number + 1)->phrase->name : veto_at(b, number);
    if (alien_columns(b, number))
        binding.aside = "columns";
    noun_qualifier(b, &binding);
    noun_read(b, &binding);
    binding.frame = frames_before(b, 0, number);
    binding.start = noun_level_before(b, number);
    binding.end = noun_level_after(b, number);
    if (!binding.start && !binding.end) {
        binding.change = noun_change(b, number);
        if (!binding.change)
            binding.change = share_change(b, last, number);
        if (!binding.change)
            binding.change = share_of_change(b, last, number);
    }
    if (bind_word(b, binding.noun + 1, WORD_DONE) || bind_word(b, binding.noun + 1, WORD_HAVE))
        binding.frame &=
            ~(frames_rivals(pack, pack->attending) & ~frames_before(b, frames_clause(b, number), number));
    name_units(b, &binding);
    lend_noun(b, &binding);
    binding.whole = noun_whole(b, number);
    if (binding.whole)
        binding.own &= ~pack->narrower;
    else if (whole_follows(b, &binding)) {
        struct binding second = {.number = binding.noun + 2, .noun = binding.noun + 2};
        noun_read(b, &second);
        size_t right = side_right(b, &second);
        if (!(binding.own & (pack->staff | pack->strict)))
            binding.own |= second.own;
        if (right != NONE && !noun_settles(b, &second))
            bind_take(b, &binding, right);
        else if (!noun_settles(b, &second))
            bind_label(b, &binding);
    } else if (!binding.aside && !noun_settles(b, &binding)) {
        bind_label(b, &binding);
    } else if (!binding.aside) {
        bind_denial(b, &binding);
        bind_named(b, &binding);
        bind_done_to(b, &binding);
    }
    binding.alien = binding.aside && strcmp(binding.aside, OTHER_NOUN) == 0;
    if (!binding.aside && alien_goes_on(b, &binding)) {
        binding.alien = true;
        binding.aside = OTHER_NOUN;
    }
    if (!binding.aside && binding.label == NONE && !binding.own && alien_words(b, &binding)) {
        binding.alien = true;
        binding.aside = OTHER_NOUN;
    }
    bind_add(b, binding);
    bind_second(b, b->bindings->n - 1);
}

void bind_add(struct binder *b, struct binding binding) {
    struct bindings *bindings = b->bindings;
    share_note(b, &binding);
    b->bound[binding.number] = true;
    MEM_ROOM(bindings->items, bindings->n, bindings->cap);
    bindings->items[bindings->n++] = binding;
}

void bind_sentence(struct reader *reader, struct bindings *bindings) {
    struct binder b = {
        .reader = reader, .tokens = reader->tokens.items, .n = reader->tokens.n, .bindings = bindings};
    bindings->n = 0;
    if (reader->tokens.counts)
        noun_settle_wholes(&b);
    for (size_t i = 0; reader->tokens.counts && i < b.n; i++) {
        bool in_order = bind_word(&b, i, WORD_IN_ORDER) || (bind_word(&b, i, WORD_IS) && b.tokens[i].paired);
        if (!in_order && !bind_numeral(&b, i))
            continue;
        if (!b.owned) {
            b.owned = arena_alloc(reader->arena, b.n + 1);
            b.bound = arena_alloc(reader->arena, b.n + 1);
        }
        bool ahead = bindings->n > 0 && bindings->items[bindings->n - 1].number > i; /* said twice */
        if (in_order && !ahead)
            list_bind(&b, i);
        else if (!in_order && !b.bound[i])
            bind_number(&b, i);
    }
}
