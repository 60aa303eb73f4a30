/* number.c - numbers as people write them in digits, read exactly: the marks of both styles.
 *
 * A number is groups of digits with marks between. Where both marks occur the last kind is the decimal one, whatever the
 * style; where one kind occurs more than once it groups; a single mark is read by the style, with the rule that a group
 * has three digits and does not begin with zero. */
#include "text/text.h"

#define DIGITS_MAX 15 /* fits struct decimal with room to multiply by 1,000 */
#define GROUPS_MAX 8

/* The number taken apart: digit groups and the marks between them. */
struct parts {
    struct str group[GROUPS_MAX];
    char mark[GROUPS_MAX]; /* mark[i] stands before group[i]; mark[0] is not used */
    size_t n, digits;
};

static bool take_apart(struct str s, struct parts *parts) {
    size_t i = 0;
    *parts = (struct parts){0};
    while (i < s.len) {
        if (parts->n > 0) {
            if (parts->n == GROUPS_MAX || (s.at[i] != '.' && s.at[i] != ','))
                return false;
            parts->mark[parts->n] = s.at[i++];
        }
        size_t from = i;
        while (digit_at(s, i))
            i++;
        if (i == from)
            return false;
        parts->group[parts->n++] = str_cut(s, from, i);
        parts->digits += i - from;
    }
    return parts->n > 0 && parts->digits <= DIGITS_MAX;
}

/* Could groups [0, n) be a grouped whole number: 1-3 digits that do not begin with zero, then three each? */
static bool groups_whole(const struct parts *parts, size_t n) {
    if (parts->group[0].len > 3 || parts->group[0].at[0] == '0')
        return false;
    for (size_t i = 1; i < n; i++)
        if (parts->group[i].len != 3 || parts->mark[i] != parts->mark[1])
            return false;
    return true;
}

static int64_t digits_value(const struct parts *parts) {
    int64_t value = 0;
    for (size_t g = 0; g < parts->n; g++)
        for (size_t i = 0; i < parts->group[g].len; i++)
            value = value * 10 + (parts->group[g].at[i] - '0');
    return value;
}

static bool read_with(const struct parts *parts, size_t whole_groups, struct number *out) {
    size_t scale = whole_groups < parts->n ? parts->group[parts->n - 1].len : 0;
    if (scale > DECIMAL_SCALE_MAX || (whole_groups > 1 && !groups_whole(parts, whole_groups)))
        return false;
    out->grouped = whole_groups > 1;
    out->value = decimal_of(digits_value(parts), (int)scale);
    return true;
}

/* One mark: `decimal` is the style's. A dot before one or two digits is never a group, so both styles read it as a
 * decimal mark; before three it is what the style says, except behind a leading zero or a long first group. */
static bool read_single(const struct parts *parts, char decimal, struct number *out) {
    size_t behind = parts->group[1].len;
    bool may_group = behind == 3 && groups_whole(parts, 2);
    if (parts->mark[1] == decimal) {
        out->ambiguous = decimal == ',' && may_group;
        return read_with(parts, 1, out);
    }
    if (may_group)
        return read_with(parts, 2, out);
    return (behind <= 2 || (behind == 3 && str_equal(parts->group[0], STR("0")))) && read_with(parts, 1, out);
}

bool number_parse(struct str s, enum number_style style, struct number *out) {
    bool negative = str_starts(s, STR("-")) || str_starts(s, STR("\u2212"));
    size_t sign = str_starts(s, STR("\u2212")) ? 3 : negative || str_starts(s, STR("+"));
    struct parts parts;
    *out = (struct number){.value = DECIMAL_MISSING};
    if (!take_apart(str_cut(s, sign, s.len), &parts))
        return false;
    char last = parts.mark[parts.n - 1];
    bool ok;
    if (parts.n == 1)
        ok = read_with(&parts, 1, out);
    else if (parts.n == 2)
        ok = read_single(&parts, style == NUMBER_VI ? ',' : '.', out);
    else
        ok = read_with(&parts, last == parts.mark[1] ? parts.n : parts.n - 1, out);
    if (ok && negative)
        out->value = decimal_neg(out->value);
    return ok;
}
