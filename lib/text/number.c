/* number.c - numbers as people write them, read exactly: marks of both styles, and words below one hundred.
 *
 * A number is groups of digits with marks between. Where both marks occur the last kind is the decimal one, whatever the
 * style; where one kind occurs more than once it groups; a single mark is read by the style, with the rule that a group
 * has three digits and does not begin with zero. */
#include "text/text.h"
#include <string.h>

#define DIGITS_MAX 15 /* fits struct decimal with room to multiply by 1,000 */
#define GROUPS_MAX 8

/* The number taken apart: digit groups and the marks between them. */
struct parts {
    struct str group[GROUPS_MAX];
    char mark[GROUPS_MAX]; /* mark[i] stands before group[i]; mark[0] is not used */
    size_t n, digits;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

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
        while (i < s.len && is_digit(s.at[i]))
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

/* ---- words ---- */

/* The next word of `text` from *at; empty at the end. */
static struct str next_word(struct str text, size_t *at) {
    while (*at < text.len && text.at[*at] == ' ')
        (*at)++;
    size_t from = *at;
    while (*at < text.len && text.at[*at] != ' ')
        (*at)++;
    return str_cut(text, from, *at);
}

static int unit_word(struct str word) {
    static const char *const units[] = {"không", "một", "hai", "ba",  "bốn",
                                        "năm",   "sáu", "bảy", "tám", "chín"};
    for (int i = 0; i < 10; i++)
        if (str_equal(word, str_of(units[i])))
            return i;
    return str_equal(word, STR("bẩy")) ? 7 : -1;
}

/* The unit behind tens, where five, one and four have names of their own; "năm" there means years: hai mươi năm. */
static int unit_behind_tens(struct str word, bool linked) {
    if (str_equal(word, STR("mốt")))
        return 1;
    if (str_equal(word, STR("tư")))
        return 4;
    if (str_equal(word, STR("lăm")) || str_equal(word, STR("nhăm")))
        return 5;
    int unit = unit_word(word);
    return unit == 0 || (unit == 5 && !linked) ? -1 : unit;
}

/* What may follow the tens: nothing, a unit, or "lẻ"/"linh" and a unit. */
static int add_unit(struct str text, size_t at, int tens) {
    struct str word = next_word(text, &at);
    if (word.len == 0)
        return tens;
    bool linked = str_equal(word, STR("lẻ")) || str_equal(word, STR("linh"));
    if (linked)
        word = next_word(text, &at);
    int unit = unit_behind_tens(word, linked);
    return unit < 0 || next_word(text, &at).len > 0 ? -1 : tens + unit;
}

int number_words(struct str folded) {
    size_t at = 0;
    struct str first = next_word(folded, &at);
    if (str_equal(first, STR("mười")))
        return add_unit(folded, at, 10);
    int unit = unit_word(first);
    size_t behind = at;
    struct str second = next_word(folded, &behind);
    if (unit < 0 || second.len == 0)
        return unit;
    if (unit == 0)
        return -1;
    bool ten = str_equal(second, STR("mươi")) || str_equal(second, STR("chục"));
    if (ten) /* "một mươi" is not said, "một chục" is */
        return unit == 1 && str_equal(second, STR("mươi")) ? -1 : add_unit(folded, behind, unit * 10);
    bool shortened =
        str_equal(second, STR("mốt")) || str_equal(second, STR("lăm")) || str_equal(second, STR("nhăm"));
    return shortened && unit > 1 ? add_unit(folded, at, unit * 10) : -1; /* hai mốt: 21 */
}

/* Up to 999, with "trăm" or without; -1 where it is none. `first`: nothing stands before it, and hundreds may be left out. */
static int hundreds(struct str text, bool first) {
    size_t at = 0;
    int unit = unit_word(next_word(text, &at));
    if (unit < 0 || !str_equal(next_word(text, &at), STR("trăm")))
        return first ? number_words(text) : -1;
    struct str rest = str_trim(str_cut(text, at, text.len));
    size_t behind = 0;
    struct str word = next_word(rest, &behind);
    if (rest.len == 0)
        return unit * 100;
    if (str_equal(word, STR("linh")) || str_equal(word, STR("lẻ"))) {
        int last = unit_word(str_trim(str_cut(rest, behind, rest.len)));
        return last > 0 ? unit * 100 + last : -1;
    }
    int tens = number_words(rest); /* "hai trăm năm" is 250 to some, and no number to others */
    return tens >= 10 ? unit * 100 + tens : -1;
}

int number_said(struct str folded) {
    static const char *const thousands[] = {" nghìn", " ngàn"};
    for (size_t i = 0; i < sizeof thousands / sizeof *thousands; i++) {
        size_t at = str_find(folded, str_of(thousands[i]), 0);
        if (at == STR_NONE)
            continue;
        int many = hundreds(str_cut(folded, 0, at), true);
        struct str rest = str_trim(str_cut(folded, at + strlen(thousands[i]), folded.len));
        int more = rest.len ? hundreds(rest, false) : 0;
        return many > 0 && more >= 0 ? many * 1000 + more : -1;
    }
    return str_starts(folded, STR("không ")) ? -1 : hundreds(folded, true);
}

int64_t number_scale_word(struct str folded) {
    static const struct {
        const char *word;
        int64_t factor;
    } scales[] = {
        {"nghìn", 1000},
        {"ngàn", 1000},
        {"vạn", 10000},
        {"triệu", 1000000},
        {"tỷ", 1000000000},
        {"tỉ", 1000000000},
        {"nghìn tỷ", 1000000000000},
        {"nghìn tỉ", 1000000000000},
        {"ngàn tỷ", 1000000000000},
        {"ngàn tỉ", 1000000000000},
    };
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_equal(folded, str_of(scales[i].word)))
            return scales[i].factor;
    return 0;
}
