/* sentence.c - where a sentence ends.
 *
 * A stop ends one when a blank and something that can begin a sentence follow. It does not behind an abbreviation (TP.,
 * ThS., v.v.), an initial, a numbering at the start of the line (4. , Điều 3. ), before a word in lower case, nor inside
 * 1.279, 31.12.2021 or "1. 234". Two sentences typed without a blank (người.Trong) are parted where the letters'
 * case leaves no doubt. A semicolon does not end a sentence: lists state their subject once, at their head. */
#include "source/passages.h"
#include <string.h>

#define ABBREVIATION_MAX 5 /* [bytes] the longest that is_abbreviation knows: khđt */

/* The code point that ends before byte `at`; 0 at the start. */
static uint32_t before(struct str s, size_t at, size_t *from) {
    *from = at;
    if (at == 0)
        return 0;
    do
        (*from)--;
    while (*from > 0 && ((unsigned char)s.at[*from] & 0xC0) == 0x80);
    size_t next = *from;
    return text_next(s, &next);
}

/* The start of the run of letters that ends at `end`. */
static size_t word_start(struct str s, size_t end) {
    for (;;) {
        size_t from;
        uint32_t code = before(s, end, &from);
        if (code == 0 || !text_is_letter(code))
            return end;
        end = from;
    }
}

static size_t digits_start(struct str s, size_t end) {
    while (end > 0 && is_digit(s.at[end - 1]))
        end--;
    return end;
}

static size_t digits_end(struct str s, size_t at) {
    while (digit_at(s, at))
        at++;
    return at;
}

/* Words (folded) whose stop is their own: classes of places before a name, degrees, signatures, v.v. */
static bool is_abbreviation(struct str word) {
    static const struct str list[] = {STR("tp"),  STR("tx"),   STR("tt"),   STR("ths"), STR("ts"), STR("gs"),
                                      STR("pgs"), STR("bs"),   STR("ks"),   STR("cn"),  STR("cv"), STR("ncs"),
                                      STR("kt"),  STR("tm"),   STR("tl"),   STR("tuq"), STR("q"),  STR("đt"),
                                      STR("tel"), STR("nxb"),  STR("tr"),   STR("vd"),  STR("mr"), STR("ms"),
                                      STR("mrs"), STR("st"),   STR("khđt"), STR("ql"),  STR("tk"), STR("dr"),
                                      STR("no"),  STR("ckii"), STR("cki")};
    for (size_t i = 0; word.len <= ABBREVIATION_MAX && i < sizeof list / sizeof *list; i++)
        if (str_equal(word, list[i]))
            return true;
    return false;
}

/* Is what stands before the stop at `dot` a numbering: digits, or "Điều 3", at the start of the line? */
static bool is_numbering(struct str key, size_t from, size_t dot) {
    size_t start = digits_start(key, dot);
    if (start == dot)
        return false;
    while (start > from && (key.at[start - 1] == '.' || is_digit(key.at[start - 1]))) /* 2.1. */
        start--;
    if (start == from)
        return true;
    static const char *const heads[] = {"điều", "mục",  "phần",    "chương", "khoản",
                                        "bảng", "biểu", "phụ lục", "câu"};
    struct str head = str_trim(str_cut(key, from, start));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_equal(head, str_of(heads[i])))
            return true;
    return false;
}

/* A stop behind a blank-less word: may it end a sentence, by what stands before it? */
static bool word_allows(struct str line, struct str key, size_t from, size_t dot) {
    size_t start = word_start(key, dot);
    if (start == dot)
        return true;
    size_t letters = text_chars(str_cut(key, start, dot));
    size_t at = start;
    bool capital = text_is_capital(text_next(line, &at));
    bool dotted = start > from && key.at[start - 1] == '.'; /* Th.S. and v.v. */
    if (letters == 1)
        return dotted && str_equal(str_cut(key, start, dot), STR("v"));
    struct str word = str_cut(key, start, dot);
    if (!is_abbreviation(word))
        return true;
    return !capital && !str_equal(word, STR("tp")) && !str_equal(word, STR("ths")) &&
           !str_equal(word, STR("tx"));
}

/* Does the text at `at`, behind the blanks, begin a sentence? Lower case goes on with the old one. */
static bool begins(struct str line, size_t at) {
    size_t next = at;
    uint32_t code = text_next(line, &next);
    return !text_is_letter(code) || text_is_capital(code);
}

/* "1. 234": a group of thousands with a blank inside, as it comes out of PDF. */
static bool is_split_number(struct str key, size_t dot, size_t next) {
    size_t whole = dot - digits_start(key, dot);
    return whole >= 1 && whole <= 3 && digits_end(key, next) - next == 3;
}

/* "người.Trong": a word in lower case, the stop, a word with a capital and lower case behind. */
static bool is_glued(struct str line, struct str key, size_t dot) {
    size_t start = word_start(key, dot), next = dot + 1;
    if (text_chars(str_cut(key, start, dot)) < 2 || memcmp(line.at + start, key.at + start, dot - start) != 0)
        return false;
    if (!text_is_capital(text_next(line, &next)) || next >= line.len)
        return false;
    uint32_t second = text_next(line, &next);
    return text_is_letter(second) && !text_is_capital(second);
}

/* Passes over what closes with the sentence: ” " ’ ) ] ». */
static size_t closers_end(struct str line, size_t at) {
    while (at < line.len) {
        size_t next = at;
        uint32_t code = text_next(line, &next);
        if (code != 0x201D && code != 0x2019 && code != '"' && code != '\'' && code != ')' && code != ']' &&
            code != 0xBB)
            break;
        at = next;
    }
    return at;
}

/* Passes over further stops: "...", "?!". */
static size_t stops_end(struct str line, size_t at) {
    while (at < line.len && (line.at[at] == '.' || line.at[at] == '!' || line.at[at] == '?'))
        at++;
    return at;
}

/* Does the stop at `dot`, whose run and closers end at `end`, end the sentence that began at `from`? */
static bool ends_here(struct str line, struct str key, size_t from, size_t dot, size_t end) {
    if (end == line.len)
        return true;
    bool single = key.at[dot] == '.' && end == dot + 1;
    if (key.at[end] != ' ')
        return single && is_glued(line, key, dot);
    size_t next = end;
    while (next < key.len && key.at[next] == ' ')
        next++;
    if (next == key.len)
        return true;
    if (!begins(line, next))
        return false;
    return !single || (!is_numbering(key, from, dot) && word_allows(line, key, from, dot) &&
                       !is_split_number(key, dot, next));
}

size_t sentence_end(const struct line *line, size_t from) {
    const uint64_t *stops = line->marks->stops;
    struct str text = line->text;
    for (size_t at = line_next(line, stops, from); at < text.len; at = line_next(line, stops, at + 1)) {
        bool wide = (unsigned char)text.at[at] == 0xE2;
        if (wide && !str_starts(str_cut(text, at, text.len), STR("…")))
            continue;
        size_t end = closers_end(text, stops_end(text, at + (wide ? 3 : 1)));
        if (ends_here(text, line->key, from, at, end))
            return end;
        at = end - 1;
    }
    return text.len;
}
