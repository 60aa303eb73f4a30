/* list.c - binds the numbers of a list that is said in the order of another: of labels ("đại học, cao đẳng lần lượt là 40% và
 * 12%"), of the numbers before ("các tỷ lệ tương ứng là 67% và 5%"), of years or of places. */
#include "extract/bind.h"

static features strict_of(const struct binder *b, features set) {
    return set & b->reader->pack->strict;
}

static void add(struct binder *b, struct binding *binding) {
    noun_qualifier(b, binding);
    bind_add(b, *binding);
}

/* "..., chiếm 20%, 24%": a second list of as many numbers behind the first; how many there are, or 0. */
static size_t list_again(const struct binder *b, size_t numbers[ORDER_MAX], size_t n) {
    size_t next = numbers[n - 1] + 1;
    while (bind_role(b, next, ROLE_UNIT) || bind_role(b, next, ROLE_GROUP) || bind_mark(b, next, ',') ||
           bind_mark(b, next, '(') || bind_word(b, next, WORD_RESULT) || bind_word(b, next, WORD_TO) ||
           bind_role(b, next, ROLE_PERIOD)) /* "... thì nay là 75% và 20%" */
        next++;
    next -= !bind_word(b, next, WORD_IS) && next > 0 && bind_word(b, next - 1, WORD_TO);
    return (bind_word(b, next, WORD_IS) || bind_word(b, next, WORD_TO)) &&
                   order_numbers(b, next, numbers) == n
               ? n
               : 0;
}

/* ---- labels ---------------------------------------------------------------------------------------------------------------- */

/* What the numbers of a list take: labels of their own, else what the numbers from `from` on have, else what those of the
 * sentence before measured. */
struct ordered {
    const size_t *labels;
    const struct measured **measured;
    size_t from;
    const size_t *firsts; /* the bindings themselves, where they do not stand side by side */
};

static void take_ordered(struct binder *b, struct binding *binding, const struct ordered *ordered, size_t k) {
    binding->shared = !ordered->labels;
    if (ordered->labels) {
        bind_take(b, binding, ordered->labels[k]);
    } else if (ordered->measured) {
        const struct measured *measured = ordered->measured[k];
        binding->own = measured->own | measured->handed;
        binding->frame = measured->frame;
    } else {
        const struct binding *same =
            &b->bindings->items[ordered->firsts ? ordered->firsts[k] : ordered->from + k];
        binding->own = same->own;
        binding->label = same->label;
        binding->frame = same->frame;
    }
}

/* The labels before the word, the first of the last n of them first; how many. */
static size_t labels_before(const struct binder *b, size_t word, size_t n, size_t labels[ORDER_MAX]) {
    size_t found = 0;
    for (size_t i = word; i-- > 0 && found < n && !bind_numeral(b, i);)
        if (bind_role(b, i, ROLE_LABEL) && strict_of(b, bind_at(b, i)->gives))
            labels[found++] = i;
    for (size_t i = 0; i < found / 2; i++) {
        size_t other = labels[found - 1 - i];
        labels[found - 1 - i] = labels[i];
        labels[i] = other;
    }
    return found;
}

/* The years of the list before, which had as many numbers; how many, or 0. */
static size_t years_again(const struct binder *b, size_t n, int years[ORDER_MAX]) {
    const struct bindings *bindings = b->bindings;
    for (size_t k = 0; k < n; k++) {
        const struct binding *before = k < bindings->n ? &bindings->items[bindings->n - n + k] : NULL;
        if (bindings->n < n || !before || !before->year)
            return 0;
        years[k] = before->year;
    }
    return n;
}

/* "12 người cao cấp, 150 người trung cấp (63,8%), tăng lần lượt 5 người và 14%": of each of the n labels that numbers had, not of
 * a number and its share. */
static bool labelled_before(const struct binder *b, size_t n, int change, size_t firsts[ORDER_MAX]) {
    const struct bindings *bindings = b->bindings;
    size_t found = n;
    for (size_t i = bindings->n; change && i-- > 0 && found > 0;) {
        const struct binding *binding = &bindings->items[i];
        if (binding->aside || binding->label == NONE)
            return false;
        if (binding->shared)
            continue;
        if (found < n && bindings->items[firsts[found]].label == binding->label)
            return false;
        firsts[--found] = i;
    }
    return change && found == 0;
}

/* False: labels or numbers do not match in number. */
static bool bind_ordered(struct binder *b, size_t word) {
    size_t numbers[ORDER_MAX], labels[ORDER_MAX], places[ORDER_MAX], n = order_numbers(b, word, numbers);
    const struct measured *before[ORDER_MAX];
    if (n < 2) /* "con số tương ứng là 431 người, nữ 92 người" */
        n = order_all(b, word, numbers);
    int years[ORDER_MAX], change = order_change(b, word);
    size_t n_labels = labels_before(b, word, n, labels), known = b->bindings->n;
    size_t firsts[ORDER_MAX];
    struct ordered ordered = {0};
    if (n < 2)
        return false;
    if (n_labels == n)
        ordered.labels = labels;
    else if (order_years(b, word, numbers[0], years) > 1 || order_places(b, word, places) == n)
        return false;
    else if (labelled_before(b, n, change, firsts))
        ordered.firsts = firsts;
    else if (known >= n && !(word > 0 && bind_role(b, word - 1, ROLE_LABEL) && years_again(b, n, years)))
        ordered.from = known - n;
    else if (n_labels == 0 && order_measured(b, numbers, n, before))
        ordered.measured = before;
    else
        return false;
    for (; n > 0; n = list_again(b, numbers, n))
        for (size_t k = 0; k < n; k++) {
            struct binding binding = {
                .number = numbers[k], .noun = numbers[k], .label = NONE, .in_order = true, .change = change};
            take_ordered(b, &binding, &ordered, k);
            binding.aside = veto_at(b, numbers[k]);
            add(b, &binding);
        }
    return true;
}

/* ---- years and places ------------------------------------------------------------------------------------------------------ */

/* "các năm 2019, 2020 lần lượt là 12 và 14 người", "xã A và xã B lần lượt là 5, 7": one label, of each year or place a number; a
 * share of each may follow. Of as many years and numbers as do not match none is taken. */
static void bind_keyed(struct binder *b, size_t word) {
    size_t numbers[ORDER_MAX], places[ORDER_MAX], groups[ORDER_MAX], n = order_numbers(b, word, numbers);
    int years[ORDER_MAX];
    size_t n_years = n > 1 ? order_years(b, word, numbers[0], years) : 0;
    size_t n_places = n > 1 && n_years < 2 ? order_places(b, word, places) : 0;
    if (n_years < 2 && n_places < 2)
        n_years = years_again(b, n, years); /* "... lần lượt là 3, 5; không đạt lần lượt là 1, 2" */
    size_t n_groups = n > 1 && n_years < 2 && n_places < 2 ? order_groups(b, word, groups) : 0;
    n_groups = n_groups == n ? n_groups : 0; /* one may be of all */
    size_t n_keys = n_years > 1 ? n_years : n_places > 1 ? n_places : n_groups;
    if (n_keys < 2)
        return;
    struct binding last = {.number = numbers[n - 1], .noun = numbers[n - 1]};
    noun_read(b, &last);
    bool behind = side_left(b, numbers[0]).label == NONE && side_right(b, &last) != NONE;
    size_t start = b->bindings->n;
    bind_number(b, behind ? numbers[n - 1] : numbers[0]);
    struct binding one = b->bindings->items[start];
    if (!behind && one.noun == one.number && strict_of(b, last.own) && !strict_of(b, one.own))
        one.own |= last.own;
    b->bindings->n = start;
    bool fits = n == n_keys;
    for (; n > 0; n = fits ? list_again(b, numbers, n) : 0)
        for (size_t k = 0; k < n; k++) {
            one.number = one.noun = numbers[k];
            one.in_order = true;
            one.shared = one.shared || k > 0;
            one.year = fits && n_years > 1 ? years[k] : 0;
            one.place = fits && n_years < 2 && n_places > 1 ? places[k] + 1 : 0;
            one.group = fits && n_groups > 1 ? groups[k] + 1 : 0;
            one.aside = fits ? one.aside : "columns";
            add(b, &one);
        }
}

void list_bind(struct binder *b, size_t word) {
    if (!bind_ordered(b, word))
        bind_keyed(b, word);
}
