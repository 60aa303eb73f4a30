/* line_form.c - what a line of a report is: a heading, an item of a list, or body, by its marker and its end.
 *
 * Reports number as NĐ 30/2020 Annex I does (I. / 1. / a)), write parts in capitals, and use - and + for lists. Whether a
 * numbered line is a heading or an item that states something is decided by its end and by figures in it: "2. Chuyên
 * môn" is a heading, "4. QLNN: 12 đ/c đã qua bồi dưỡng." is not. */
#include "base/sixteen.h"
#include "source/passages.h"
#include <string.h>

#define TITLE_MOST 120 /* [characters] a heading that is not in capitals */
#define CAPS_MOST  300 /* [characters] one that is */

/* How a line begins. */
enum marker {
    MARKER_NONE,
    MARKER_DASH,
    MARKER_PLUS,
    MARKER_ROMAN,
    MARKER_CAPITAL,
    MARKER_NUMBER,
    MARKER_SECTION,
    MARKER_LETTER
};

static size_t blanks_end(struct str key, size_t at) {
    while (at < key.len && key.at[at] == ' ')
        at++;
    return at;
}

/* - – — + * • and the like; the dash of a line of dashes is none. The line begins with no letter. */
static enum marker bullet(struct str line, struct str key, size_t *body) {
    static const uint32_t dashes[] = {'-',    '*',    0x2013, 0x2014, 0x2212, 0x2022, 0x00B7, 0x25CF,
                                      0x25AA, 0x25A0, 0x25E6, 0x2023, 0x27A2, 0xF0B7, 0xF02D};
    size_t at = 0;
    uint32_t code = text_next(line, &at);
    *body = blanks_end(key, at);
    if (code == '+')
        return MARKER_PLUS;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (dashes[i] == code && *body < line.len && line.at[*body] != '-')
            return MARKER_DASH;
    return MARKER_NONE;
}

/* The stop behind a numbering: "." ")" "/", then a blank or a letter; returns the start of the body, 0 when none. */
static size_t numbering_stop(struct str key, size_t at) {
    if (at >= key.len || (key.at[at] != '.' && key.at[at] != ')' && key.at[at] != '/'))
        return 0;
    if (at + 1 < key.len && (is_digit(key.at[at + 1]) || key.at[at + 1] == '.'))
        return 0;
    return blanks_end(key, at + 1);
}

/* "2- Đánh giá": the way of the Party's papers, a dash at the numbering and a capital behind it. */
static size_t dash_stop(struct str line, size_t at) {
    size_t next = at + 2;
    bool dash = at + 2 < line.len && line.at[at] == '-' && line.at[at + 1] == ' ';
    return dash && text_is_capital(text_next(line, &next)) ? at + 2 : 0;
}

static bool is_roman(char c) {
    return c == 'I' || c == 'V' || c == 'X' || c == 'L' || c == 'C';
}

static enum marker roman(struct str line, struct str key, size_t *body) {
    size_t at = 0;
    while (at < line.len && is_roman(line.at[at]))
        at++;
    if (at == 0 || at > 7)
        return MARKER_NONE;
    *body = numbering_stop(key, at);
    if (*body == 0)
        *body = dash_stop(line, at);
    if (*body == 0 && blanks_end(key, at) > at && key.at[blanks_end(key, at)] == '-') /* II - KẾT QUẢ */
        *body = blanks_end(key, blanks_end(key, at) + 1);
    return *body > 0 ? MARKER_ROMAN : MARKER_NONE;
}

/* "1." "1)" "2.1." and "2.1 Về" with a capital behind, since 2.1 may be a number. */
static enum marker number(struct str line, struct str key, size_t *body) {
    size_t at = 0, groups = 0, digits;
    bool stop;
    do {
        for (digits = 0; digit_at(key, at) && digits < 3; at++)
            digits++;
        groups += digits > 0;
        stop = digits > 0 && digits < 3 && at + 1 < key.len && key.at[at] == '.' && is_digit(key.at[at + 1]);
        at += stop;
    } while (stop && groups < 5);
    if (groups == 0 || digits == 0 || digits > 2)
        return MARKER_NONE;
    *body = numbering_stop(key, at);
    if (*body == 0)
        *body = dash_stop(line, at);
    if (*body > 0)
        return groups > 1 ? MARKER_SECTION : MARKER_NUMBER;
    size_t next = blanks_end(key, at), after = next;
    if (groups < 2 || next == at || next >= line.len || !text_is_capital(text_next(line, &after)))
        return MARKER_NONE;
    *body = next;
    return MARKER_SECTION;
}

/* "a)" "đ)" "a." in lower case; "A." in capitals. */
static enum marker letter(struct str line, struct str key, size_t *body) {
    size_t at = 0;
    uint32_t code = text_next(line, &at);
    if (at >= key.len || (key.at[at] != '.' && key.at[at] != ')'))
        return MARKER_NONE;
    *body = numbering_stop(key, at);
    if (*body == 0 || (key.at[at] == '.' && *body == at + 1))
        return MARKER_NONE;
    return text_is_capital(code) ? MARKER_CAPITAL : MARKER_LETTER;
}

/* "Chương II." "Điều 3." and their like; with a colon or nothing behind the number too. */
static enum marker article(struct str key, size_t *body) {
    static const struct {
        const char *word;
        size_t len;
        enum marker marker;
    } heads[] = {{"phần ", sizeof "phần", MARKER_ROMAN},
                 {"chương ", sizeof "chương", MARKER_ROMAN},
                 {"mục ", sizeof "mục", MARKER_ROMAN},
                 {"điều ", sizeof "điều", MARKER_NUMBER}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct str word = {heads[i].word, heads[i].len};
        size_t at = word.len;
        if (word.at[0] != key.at[0] || !str_starts(key, word))
            continue;
        while (at < key.len && (is_digit(key.at[at]) || strchr("ivxlc", key.at[at])))
            at++;
        if (at == word.len || (at < key.len && key.at[at] != '.' && key.at[at] != ':'))
            return MARKER_NONE;
        *body = at < key.len ? blanks_end(key, at + 1) : at;
        return heads[i].marker;
    }
    return MARKER_NONE;
}

/* "o" and a tab: a bullet of Word's, of the second level. */
static enum marker round_bullet(struct str line, struct str key, size_t *body) {
    if (!str_starts(line, STR("o\t")))
        return MARKER_NONE;
    *body = blanks_end(key, 1);
    return MARKER_PLUS;
}

static enum marker marker_behind_letter(struct str line, struct str key, size_t *body) {
    enum marker marker = roman(line, key, body);
    if (marker == MARKER_NONE)
        marker = letter(line, key, body);
    if (marker == MARKER_NONE)
        marker = article(key, body);
    if (marker == MARKER_NONE)
        marker = round_bullet(line, key, body);
    return marker;
}

static enum marker marker_of(struct str line, struct str key, size_t *body) {
    size_t next = 0;
    enum marker marker;
    *body = 0;
    if (is_digit(key.at[0]))
        marker = number(line, key, body);
    else if (text_is_letter(text_next(line, &next)))
        marker = marker_behind_letter(line, key, body);
    else
        marker = bullet(line, key, body);
    if (marker == MARKER_NONE)
        *body = 0;
    return marker;
}

/* What the letters and digits of a line say about it. */
struct content {
    size_t chars; /* or less, where these are few enough for any heading */
    size_t capitals, small;
    bool digits;  /* any */
    bool figures; /* a number that is neither a year, a day nor a span of months, "6 tháng" */
    bool days;    /* a day or a month by its numbers: 31/12/2020, 31 tháng 12 năm 2020 */
    bool colon;   /* a colon with text behind it */
    uint32_t first, last;
};

static size_t digits_end(struct str key, size_t at) {
    while (digit_at(key, at))
        at++;
    return at;
}

/* The end of 31/12/2020, 12/2020, 31-12-2020, or of the month in "31 tháng 12 năm 2020"; `at` where no such stands there. */
static size_t day_end(struct str key, size_t at) {
    size_t end = digits_end(key, at), parts = 1;
    if (end - at > 2)
        return at;
    while (parts < 3 && end + 1 < key.len && strchr("/.-", key.at[end]) && digit_at(key, end + 1) &&
           digits_end(key, end + 1) - end - 1 <= 4) {
        size_t from = end + 1;
        end = digits_end(key, from);
        parts++;
        if (end - from > 2)
            return end - from == 4 ? end : at;
    }
    return parts == 1 && str_starts(str_cut(key, end, key.len), STR(" năm ")) ? end : at;
}

/* A number from `at`: notes whether it counts something. Moves `at` beyond it, as far as the sign behind. */
static void take_number(struct content *c, struct str key, size_t *at) {
    size_t from = *at, day = day_end(key, *at);
    *at = day > from ? day : digits_end(key, from);
    struct str digits = str_cut(key, from, *at), rest = str_cut(key, *at, key.len);
    bool year = digits.len == 4 && (str_starts(digits, STR("19")) || str_starts(digits, STR("20")));
    c->digits = true;
    c->days |= day > from;
    c->figures |= day == from && !year && !str_starts(rest, STR(" tháng"));
}

/* The last character, 0 where there is none. */
static uint32_t last_of(struct str text) {
    size_t at = text.len;
    if (at == 0 || (unsigned char)text.at[at - 1] < 0x80)
        return at == 0 ? 0 : (unsigned char)text.at[at - 1];
    do
        at--;
    while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80);
    return text_next(text, &at);
}

static bool is_stop(uint32_t code) {
    return code == '.' || code == ';' || code == ',' || code == '!' || code == '?' || code == 0x2026;
}

/* Bytes of the letter at `at` where its lead byte says that it is one, of ASCII, Latin-1, U+0100 to 012F or U+1EA0 to 1EFF;
 * else 0. */
static size_t plain_letter(struct str line, size_t at, bool *capital) {
    const unsigned char *c = (const unsigned char *)line.at + at;
    *capital = false;
    if (c[0] < 0x80) {
        bool letter = (c[0] | 0x20) >= 'a' && (c[0] | 0x20) <= 'z';
        *capital = letter && c[0] < 'a';
        return letter;
    }
    if (c[0] == 0xC3 && at + 1 < line.len) {
        bool letter = c[1] != 0x97 && c[1] != 0xB7; /* × ÷ */
        *capital = letter && c[1] < 0xA0;
        return letter ? 2 : 0;
    }
    if (c[0] == 0xC4 && at + 1 < line.len && c[1] <= 0xAF) {
        *capital = c[1] % 2 == 0;
        return 2;
    }
    if (c[0] != 0xE1 || at + 2 >= line.len || !(c[1] == 0xBB || (c[1] == 0xBA && c[2] >= 0xA0)))
        return 0;
    *capital = c[2] % 2 == 0;
    return 3;
}

/* One character of the line, or a number, from `at`. */
static size_t take(struct content *c, struct str line, struct str key, size_t at) {
    size_t from = at;
    bool capital;
    c->chars++;
    if (is_digit(key.at[at])) {
        take_number(c, key, &at);
        return at;
    }
    at += plain_letter(line, at, &capital);
    bool is_letter = at > from;
    if (!is_letter && (unsigned char)line.at[at] < 0x80) {
        c->colon |= line.at[at] == ':' && at + 1 < line.len;
        at++;
    } else if (!is_letter) {
        uint32_t code = text_next(line, &at);
        is_letter = text_is_letter(code);
        capital = is_letter && text_is_capital(code);
    }
    c->capitals += capital;
    c->small += is_letter && !capital;
    return at;
}

/* The rest of a line that has a small letter: which of its letters are capitals does not matter any more. */
static void take_rest(struct content *c, const struct line *line, size_t at) {
    struct str text = line->text, key = line->key;
    bool counts = text.len > TITLE_MOST; /* else it has no more characters either */
    c->chars += counts ? text_chars(str_cut(text, at, text.len)) : 0;
    while ((at = line_next(line, line->marks->signs, at)) < text.len) {
        size_t from = at;
        if (text.at[at] == ':') {
            c->colon |= ++at < text.len;
            continue;
        }
        take_number(c, key, &at);
        c->chars -= counts ? text_chars(str_cut(text, from, at)) - 1 : 0; /* a number counts once */
    }
}

/* Is there a small letter of ASCII, as in all lines but those in capitals? */
static bool has_small(struct str text) {
    for (size_t at = 0; at < text.len; at += 16) {
        size_t left = text.len - at;
        sixteen bytes = left >= 16 ? sixteen_load(text.at + at) : sixteen_some(text.at + at, left);
        if (sixteen_mask(sixteen_within(bytes, 'a', 'z')))
            return true;
    }
    return false;
}

static uint32_t first_letter(struct str text, struct str key) {
    for (size_t at = 0; at < text.len;) {
        bool digit = is_digit(key.at[at]); /* "2O16" has none */
        uint32_t code = text_next(text, &at);
        if (!digit && text_is_letter(code))
            return code;
    }
    return 0;
}

/* Character by character, as long as there is no small letter. */
static size_t take_capitals(struct content *c, struct str text, struct str key) {
    size_t at = 0;
    while (at < text.len && c->small == 0) {
        bool capital = text.at[at] >= 'A' && text.at[at] <= 'Z';
        if (!capital && text.at[at] != ' ') {
            at = take(c, text, key, at);
            continue;
        }
        c->chars++;
        c->capitals += capital;
        at++;
    }
    return at;
}

/* Looks no further than it takes to see that the line is no heading: a small letter in one that is too long or ends with
 * a stop. Nearly all lines of body are such. */
static struct content content_of(const struct line *line) {
    struct content c = {.last = last_of(line->text), .small = has_small(line->text)};
    bool is_long = line->text.len > 4 * TITLE_MOST;
    size_t at = c.small ? 0 : take_capitals(&c, line->text, line->key);
    if (c.small && !is_long && !is_stop(c.last))
        take_rest(&c, line, at);
    if (is_long && c.chars <= TITLE_MOST)
        c.chars = TITLE_MOST + 1; /* at least */
    c.first = first_letter(line->text, line->key);
    return c;
}

static bool in_capitals(const struct content *c) {
    return c->capitals >= 3 && c->small == 0 && c->chars <= CAPS_MOST &&
           !((c->figures || c->days) && c->colon);
}

/* Could it be a heading: short, no stop at the end, no figure? */
static bool like_heading(const struct content *c) {
    return !is_stop(c->last) && !c->figures && !c->colon && c->chars <= TITLE_MOST;
}

static struct line_form numbered(enum marker marker, const struct content *c, size_t body) {
    static const uint32_t levels[] = {[MARKER_ROMAN] = PASSAGE_PART,
                                      [MARKER_CAPITAL] = PASSAGE_PART,
                                      [MARKER_NUMBER] = PASSAGE_CHAPTER,
                                      [MARKER_SECTION] = PASSAGE_SECTION,
                                      [MARKER_LETTER] = PASSAGE_POINT};
    bool capitals = in_capitals(c);
    if (capitals || (like_heading(c) && marker != MARKER_CAPITAL))
        return (struct line_form){PASSAGE_HEADING, levels[marker], true, body};
    if (marker == MARKER_ROMAN ||
        marker == MARKER_CAPITAL) /* X. Thanh Nưa, P. Tân Phong: a place, no number */
        return (struct line_form){PASSAGE_SENTENCE, 0, true, 0};
    return (struct line_form){PASSAGE_ITEM, 0, true, body};
}

struct line_form line_form_of(const struct line *line) {
    size_t body;
    struct str key = line->key;
    enum marker marker = marker_of(line->text, key, &body);
    struct line rest = {str_cut(line->text, body, line->text.len), str_cut(key, body, key.len), line->marks,
                        line->at + body};
    struct content c = content_of(&rest);
    bool words = c.capitals + c.small > 0 || c.digits;
    if (!words && marker >= MARKER_ROMAN && memchr(key.at, ' ', key.len))
        return (struct line_form){PASSAGE_HEADING, PASSAGE_PART, true, 0}; /* Chương II, alone on its line */
    if (!words) /* "- - -", and a number that looked like a marker: "12." */
        return (struct line_form){PASSAGE_SENTENCE, 0, marker >= MARKER_ROMAN, 0};
    if (marker == MARKER_DASH || marker == MARKER_PLUS)
        return (struct line_form){PASSAGE_ITEM, marker == MARKER_PLUS ? 2 : 1, true, body};
    if (marker != MARKER_NONE)
        return numbered(marker, &c, body);
    if (in_capitals(&c) && !c.figures && !c.days)
        return (struct line_form){PASSAGE_HEADING, PASSAGE_PART, true, 0};
    if (like_heading(&c) && !c.days && c.last != ':' && text_is_capital(c.first))
        return (struct line_form){PASSAGE_HEADING, PASSAGE_TITLE, true, 0};
    return (struct line_form){PASSAGE_SENTENCE, 0, true, 0};
}
