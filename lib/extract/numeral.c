/* numeral.c - one number of a running text: digits with their marks, a/b, the percent sign, nghìn and triệu. */
#include "extract/internal.h"
#include <limits.h>
#include <string.h>

static bool digit_before(struct str s, uint32_t at, uint32_t to) {
    return at < to && is_digit(s.at[at]);
}

static uint32_t skip_blanks(struct str s, uint32_t at, uint32_t to) {
    while (at < to && s.at[at] == ' ')
        at++;
    return at;
}

/* [bytes] More than any number has: "12,12,12 ..." is not gone through to its end again from each of its numbers. */
#define LONGEST 64u

/* Digits with single marks between them: 1.279, 64,7, 2013. */
static uint32_t digits_end(struct str s, uint32_t at, uint32_t to) {
    if (to > at && to - at > LONGEST)
        to = at + LONGEST;
    while (digit_before(s, at, to)) {
        at++;
        if (at + 1 < to && (s.at[at] == '.' || s.at[at] == ',') && digit_before(s, at + 1, to))
            at++;
    }
    return at;
}

/* Is `word` at `at`, ending where a word ends? Returns its end or 0. */
static uint32_t word_end(struct str s, uint32_t at, uint32_t to, const char *word) {
    if (at >= to || s.at[at] != *word) /* nearly always */
        return 0;
    size_t len = strlen(word);
    if (at + len > to || memcmp(s.at + at, word, len) != 0)
        return 0;
    size_t next = at + len;
    if (next < to && text_is_letter(text_next(str_cut(s, 0, to), &next)))
        return 0;
    return at + (uint32_t)len;
}

static uint32_t any_word(struct str s, uint32_t at, uint32_t to, const char *const *words) {
    for (; *words; words++) {
        uint32_t end = word_end(s, at, to, *words);
        if (end)
            return end;
    }
    return 0;
}

static bool parse(struct str digits, enum number_style style, struct decimal *out) {
    struct number number;
    enum number_style other = style == NUMBER_VI ? NUMBER_EN : NUMBER_VI;
    if (!number_parse(digits, style, &number) && !number_parse(digits, other, &number))
        return false;
    *out = number.value;
    return true;
}

/* Multiplies by nghìn, triệu ... behind the number; returns the end. */
static uint32_t read_scale(struct str s, uint32_t end, uint32_t to, struct decimal *value) {
    static const char *const words[] = {"nghìn", "ngàn", "vạn", "triệu", NULL};
    uint32_t at = skip_blanks(s, end, to);
    uint32_t word = any_word(s, at, to, words), hundreds = word_end(s, at, to, "trăm");
    if (hundreds && decimal_compare(*value, decimal_int(10)) < 0) { /* "hơn 3 trăm lượt" */
        *value = decimal_trim(decimal_mul(*value, decimal_int(100)));
        return hundreds;
    }
    if (!word)
        return end;
    *value = decimal_trim(decimal_mul(*value, decimal_int(number_scale_word(str_cut(s, at, word)))));
    return word;
}

uint32_t numeral_percent(struct str s, uint32_t end, uint32_t to, struct numeral *out) {
    static const char *const percent[] = {"phần trăm", NULL};
    static const char *const points[] = {"điểm phần trăm", "điểm %", NULL};
    uint32_t at = skip_blanks(s, end, to);
    uint32_t word = at < to && s.at[at] == '%' ? at + 1 : any_word(s, at, to, percent);
    if (!word && at < to) {
        word = any_word(s, at, to, points);
        if (!word && at + strlen("điểm %") <= to && memcmp(s.at + at, "điểm %", strlen("điểm %")) == 0)
            word = at + (uint32_t)strlen("điểm %");
        out->points = word != 0;
    }
    if (!word)
        return end;
    out->form = FORM_PERCENT;
    return word;
}

/* Where the second end of "8 - 9" or "8–9" begins; 0 where no dash stands here. */
static uint32_t over_dash(struct str s, uint32_t at, uint32_t to) {
    static const char *const dashes[] = {"-", "\u2013", NULL};
    at = skip_blanks(s, at, to);
    for (const char *const *dash = dashes; *dash; dash++) {
        size_t len = strlen(*dash);
        if (at + len < to && memcmp(s.at + at, *dash, len) == 0) {
            at = skip_blanks(s, at + (uint32_t)len, to);
            return digit_before(s, at, to) ? at : 0;
        }
    }
    return 0;
}

/* "25 - 30" is a range; "15 - 60%" in a list is a count and its share. */
static bool spans(struct decimal low, struct decimal high) {
    return decimal_compare(low, high) < 0 && decimal_compare(high, decimal_mul(low, decimal_int(3))) <= 0;
}

/* The second number of a/b or of 8-9. */
static uint32_t read_second(struct str s, uint32_t at, uint32_t to, enum number_style style,
                            struct decimal *out) {
    uint32_t end = digits_end(s, at, to);
    return end > at && parse(str_cut(s, at, end), style, out) ? end : 0;
}

int numeral_said(struct str folded) {
    for (size_t from = 0; from < folded.len; from++) {
        if (from > 0 && folded.at[from - 1] != ' ')
            continue;
        struct decimal value;
        size_t end = digits_end(folded, (uint32_t)from, (uint32_t)folded.len);
        if (end > from)
            return parse(str_cut(folded, from, end), NUMBER_VI, &value) && value.scale == 0 &&
                           value.units <= INT_MAX
                       ? (int)value.units
                       : -1;
        for (end = folded.len; end > from; end--) /* the longest: "hai mươi" is not two */
            if (end == folded.len || folded.at[end] == ' ') {
                int said = number_said(str_cut(folded, from, end));
                if (said >= 0)
                    return said;
            }
    }
    return -1;
}

uint32_t numeral_read(struct str folded, uint32_t at, uint32_t to, enum number_style style,
                      struct numeral *out) {
    *out = (struct numeral){.form = FORM_COUNT, .of = DECIMAL_MISSING};
    uint32_t end = digits_end(folded, at, to);
    if (end == at || !parse(str_cut(folded, at, end), style, &out->value))
        return at;
    if (end < to && (folded.at[end] == '/' || folded.at[end] == '-') && digit_before(folded, end + 1, to)) {
        struct decimal second;
        uint32_t next = read_second(folded, end + 1, to, style, &second);
        if (next && folded.at[end] == '/') {
            out->form = FORM_RATIO;
            out->of = second;
            return next;
        }
        if (next) {
            out->range = true;
            out->value = second;
            end = next;
        }
    }
    if (end + 2 < to && folded.at[end] == '/' && folded.at[end + 1] == ' ' &&
        digit_before(folded, end + 2, to)) {
        struct decimal whole; /* "13/ 55" */
        uint32_t next = read_second(folded, end + 2, to, style, &whole);
        if (next && decimal_compare(out->value, whole) <= 0 && next - end - 2 < 4) {
            out->form = FORM_RATIO;
            out->of = whole;
            return next;
        }
    }
    if (!out->range) {
        uint32_t second_at = over_dash(folded, end, to);
        struct decimal second;
        uint32_t next = second_at ? read_second(folded, second_at, to, style, &second) : 0;
        if (next && spans(out->value, second)) {
            out->range = true;
            out->value = second;
            end = next;
        }
    }
    end = read_scale(folded, end, to, &out->value);
    end = numeral_percent(folded, end, to, out);
    out->whole = decimal_trim(out->value).scale == 0;
    return end;
}
