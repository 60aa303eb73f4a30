/* table_says.c - what a head says. A head as people write it has more in it than the name of an indicator: the unit in
 * brackets, a year, "Trong đó", "Tỷ lệ (%)", whose staff it counts. It is read from the outside in: levels that are years or
 * name a part of the staff are taken out; then the rest is tried as it stands, without what is in brackets at its end,
 * without a last level that says how it is counted, and at last without a first level that says nothing or belongs to the
 * column beside it. The first reading that the catalogue knows wins, so a pattern may always spell a whole head out. */
#include "extract/table.h"
#include <string.h>

#define LEVELS_MAX 6

struct head {
    const struct heads *heads;
    struct arena *scratch;
    struct head_says says;
};

static bool known(struct head *head, struct str key) {
    return heads_known(head->heads, key, &head->says);
}

/* The key without a bracket at its end: "(người)", "(%)", "(4=2+3)". `inside` is what it held. */
static bool cut_bracket(struct str *key, struct str *inside) {
    if (key->len < 2 || key->at[key->len - 1] != ')')
        return false;
    size_t open = key->len - 1;
    while (open > 0 && key->at[open] != '(')
        open--;
    if (key->at[open] != '(')
        return false;
    *inside = str_cut(*key, open, key->len);
    *key = str_trim(str_cut(*key, 0, open));
    return true;
}

static bool known_unit(struct head *head, struct str key) {
    if (known(head, key))
        return true;
    struct str inside;
    if (!cut_bracket(&key, &inside) || !known(head, key))
        return false;
    head->says.percent |= str_find(inside, STR("%"), 0) != STR_NONE;
    return true;
}

static const struct str joint = STR(" - ");

static size_t last_joint(struct str key) {
    for (size_t i = key.len; i >= joint.len; i--)
        if (str_equal(str_cut(key, i - joint.len, i), joint))
            return i - joint.len;
    return STR_NONE;
}

/* ... or said to be in per cent by its last level or its first words. */
static bool known_measured(struct head *head, struct str key) {
    if (known_unit(head, key))
        return true;
    size_t at = last_joint(key), from, to;
    if (at != STR_NONE) {
        struct str last = str_cut(key, at + joint.len, key.len), rest = str_cut(key, 0, at);
        bool percent = heads_term(head->heads, TERM_PERCENT, last, NULL, NULL);
        if ((percent || heads_term(head->heads, TERM_COUNT, last, NULL, NULL)) && known_unit(head, rest)) {
            head->says.percent |= percent;
            return true;
        }
    }
    if (!heads_term(head->heads, TERM_RATE, key, &from, &to) || from != 0)
        return false;
    struct str rest = str_trim(str_cut(key, to, key.len));
    if (str_starts(rest, STR("- ")))
        rest = str_cut(rest, 2, rest.len);
    if (!known_unit(head, rest))
        return false;
    head->says.percent = true;
    return true;
}

/* A first level may be left out when it says nothing, or when it is the head of the column beside it: "Tên đơn vị - Nữ",
 * where a blank over "Nữ" was taken for a merged cell. */
static bool level_idle(struct head *head, struct str level) {
    if (heads_term(head->heads, TERM_GENERIC, level, NULL, NULL))
        return true;
    struct head_says says = {0};
    return heads_known(head->heads, level, &says) && !says.indicator && says.role != HEAD_IGNORE &&
           says.role != HEAD_INDICATOR;
}

/* The key without its first level, where that may go: it says nothing ("Trong đó: Nữ" too), it heads the column beside, or
 * the next level says it again ("Ngoại ngữ - Ngoại ngữ khác"). */
static bool cut_level(struct head *head, struct str *key) {
    size_t at = str_find(*key, joint, 0), colon = str_find(*key, STR(":"), 0);
    size_t end = colon < at ? colon : at, next = colon < at ? colon + 1 : at + joint.len;
    if (end == STR_NONE)
        return false;
    struct str level = str_cut(*key, 0, end), rest = str_trim(str_cut(*key, next, key->len));
    if (!str_starts(rest, level) && !level_idle(head, level))
        return false;
    *key = str_starts(rest, STR("- ")) ? str_cut(rest, 2, rest.len) : rest;
    return true;
}

static bool known_within(struct head *head, struct str key) {
    for (int level = 0; level < LEVELS_MAX; level++) {
        if (known_measured(head, key))
            return true;
        if (!cut_level(head, &key))
            return false;
    }
    return false;
}

static int16_t year_of(struct str digits) {
    int year = 0;
    for (size_t i = 0; i < digits.len && i < 4; i++)
        year = year * 10 + (digits.at[i] - '0');
    return (int16_t)year;
}

/* Is the level a year, or a part of the staff? Then it is noted. */
static bool takes_level(struct head *head, struct str level) {
    size_t from, to;
    if (heads_term(head->heads, TERM_YEAR, level, &from, &to)) {
        head->says.year = year_of(str_cut(level, from, to));
        return true;
    }
    if (head->says.group.len || !heads_term(head->heads, TERM_GROUP, level, &from, &to))
        return false;
    head->says.group = arena_str(head->scratch, str_cut(level, from, to));
    return true;
}

static struct str without_taken(struct head *head, struct str key) {
    struct buf rest = BUF_EMPTY;
    for (size_t at = 0; at <= key.len;) {
        size_t end = str_find(key, joint, at);
        struct str level = str_cut(key, at, end == STR_NONE ? key.len : end);
        if (!takes_level(head, level)) {
            if (rest.len)
                buf_str(&rest, joint);
            buf_str(&rest, level);
        }
        at = end == STR_NONE ? key.len + 1 : end + joint.len;
    }
    struct str left = arena_str(head->scratch, buf_view(&rest));
    buf_fini(&rest);
    return left;
}

/* The key without the word before its year and without the year: "biên chế được giao năm 2021", "thực hiện 2021". */
static struct str without_year(struct head *head, struct str key, size_t from, size_t to) {
    struct str before = str_trim(str_cut(key, 0, from)), after = str_cut(key, to, key.len);
    if (str_ends(before, STR(" năm")))
        before = str_trim(str_cut(before, 0, before.len - strlen(" năm")));
    return str_trim(arena_printf(head->scratch, "%.*s%.*s", STR_ARG(before), STR_ARG(after)));
}

/* ... in a level that says more. */
static bool known_in_year(struct head *head, struct str key) {
    size_t from, to;
    if (!heads_term(head->heads, TERM_TITLE_YEAR, key, &from, &to) &&
        !heads_term(head->heads, TERM_TAIL_YEAR, key, &from, &to))
        return false;
    int16_t year = year_of(str_cut(key, from, to));
    if (!known_within(head, key) && !known_within(head, without_year(head, key, from, to)))
        return false;
    head->says.year = year;
    return true;
}

/* "Số cán bộ, công chức có trình độ đại học": rows are named in such phrases, of which the catalogue has the end. */
static bool known_behind_lead(struct head *head, struct str key) {
    size_t from, to;
    if (!heads_term(head->heads, TERM_LEAD, key, &from, &to) || to == key.len)
        return false;
    struct str lead = str_cut(key, 0, to);
    if (!known_within(head, str_cut(key, to, key.len)) || !head->says.indicator)
        return false;
    head->says.percent |= heads_term(head->heads, TERM_RATE, lead, NULL, NULL);
    return true;
}

static bool known_somehow(struct head *head, struct str key) {
    return known_in_year(head, key) || known_within(head, key) || known_behind_lead(head, key);
}

/* Nothing but a year has that year's values; nothing but a part of the staff counts its people. */
static bool known_alone(struct head *head) {
    if (head->says.group.len)
        return known(head, STR("tổng số"));
    head->says.known = head->says.year != 0;
    head->says.role = HEAD_VALUE;
    return head->says.known;
}

/* "Số lớp - Kế hoạch": what was planned of an indicator is another one, or none. */
static bool known_as_plan(struct head *head, struct str key) {
    size_t at = last_joint(key);
    if (at == STR_NONE ||
        !heads_term(head->heads, TERM_PLAN, str_cut(key, at + joint.len, key.len), NULL, NULL) ||
        !known_somehow(head, str_cut(key, 0, at)) || !head->says.indicator)
        return false;
    head->says.indicator = heads_planned(head->heads, head->says.indicator);
    head->says.role = HEAD_IGNORE;
    return true;
}

struct head_says says_read(const struct heads *heads, struct arena *scratch, struct str written) {
    struct head head = {.heads = heads, .scratch = scratch};
    struct str key = fold_name(scratch, written), rest = without_taken(&head, key);
    bool generic = head.says.group.len && heads_term(heads, TERM_GENERIC, rest, NULL, NULL);
    if (rest.len == 0 || generic ? known_alone(&head)
                                 : known_somehow(&head, rest) || known_as_plan(&head, rest))
        return head.says;
    if (head.says.group.len) { /* the part of the staff may belong to a pattern */
        head = (struct head){.heads = heads, .scratch = scratch};
        known_somehow(&head, key);
    }
    return head.says;
}
