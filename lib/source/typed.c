/* typed.c - "1.2O7 người", "1 207 người": numbers of a running text as readers see them.
 *
 * In a cell of a column of numbers any such slip is plain; in a sentence "5l" is five litres and "lớp 2o" a class. So
 * here a letter counts as a digit only in a number that is one without it: between digits, or a capital O behind the last,
 * with no letter at either side, and for l with three digits about. */
#include "source/typed.h"
#include <string.h>

#define LETTERS_FOR_L 3 /* [digits] that a number has besides its l */
#define NOTES_MOST    20

/* Bytes of a blank that joins groups, 0: it is none. */
static size_t joint_at(struct str s, size_t at) {
    static const char *const joints[] = {"\u00A0", "\u2007", "\u2009", "\u202F"};
    struct str rest = str_cut(s, at, s.len);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (str_starts(rest, str_of(joints[i])))
            return strlen(joints[i]);
    return 0;
}

static bool group_behind(struct str s, size_t at) {
    return digit_at(s, at) && digit_at(s, at + 1) && digit_at(s, at + 2) && !digit_at(s, at + 3);
}

static bool part_of_number(struct str s, size_t at) {
    return digit_at(s, at) || (at < s.len && (s.at[at] == 'O' || s.at[at] == 'o' || s.at[at] == 'l')) ||
           (at + 1 < s.len && (s.at[at] == '.' || s.at[at] == ',') &&
            (digit_at(s, at + 1) || s.at[at + 1] == 'O' || s.at[at + 1] == 'o' || s.at[at + 1] == 'l'));
}

/* The end of the number at `from`, over joints. */
static size_t number_end(struct str s, size_t from, size_t *joints) {
    size_t at = from;
    *joints = 0;
    for (;;) {
        size_t joint = joint_at(s, at);
        if (joint > 0 && group_behind(s, at + joint) && (*joints > 0 || at - from <= 3)) {
            at += joint + 3;
            ++*joints;
        } else if (*joints == 0 && part_of_number(s, at)) {
            at++;
        } else {
            return at;
        }
    }
}

/* Does the code point beside a number make it a code or a part of something longer? */
static bool binds(struct str s, size_t from, size_t to) {
    size_t before = from, next = to;
    if (from > 0) {
        before--;
        while (before > 0 && ((unsigned char)s.at[before] & 0xC0) == 0x80)
            before--;
        uint32_t code = text_next(s, &before);
        if (text_is_letter(code) || (code < 0x80 && strchr("/-_.,", (int)code)))
            return true;
    }
    if (to >= s.len)
        return false;
    uint32_t code = text_next(s, &next);
    return text_is_letter(code) || code == '/' || code == '_' || code == '-';
}

/* The letters of [from, to) are digits in doubt-free places? `*letters`: how many there are. */
static bool letters_fit(struct str s, size_t from, size_t to, size_t *letters) {
    size_t digits = 0, ls = 0;
    *letters = 0;
    for (size_t at = from; at < to; at++) {
        if (digit_at(s, at)) {
            digits++;
        } else if (s.at[at] != '.' && s.at[at] != ',') {
            bool last = at + 1 == to;
            bool behind = at > from && (digit_at(s, at - 1) || s.at[at - 1] == '.' || s.at[at - 1] == ',');
            if (!behind || !(last ? s.at[at] == 'O' : digit_at(s, at + 1)))
                return false;
            ls += s.at[at] == 'l';
            ++*letters;
        }
    }
    return *letters <= digits && (ls == 0 || digits >= LETTERS_FOR_L);
}

static void mend_letters(struct str s, char *key, size_t from, size_t to) {
    for (size_t at = from; at < to; at++)
        if (s.at[at] == 'O' || s.at[at] == 'o' || s.at[at] == 'l')
            key[at] = s.at[at] == 'l' ? '1' : '0';
}

/* The digits move to the end, zeros come before them. */
static void mend_joints(struct str s, char *key, size_t from, size_t to) {
    size_t put = to;
    for (size_t at = to; at > from; at--)
        if (digit_at(s, at - 1))
            key[--put] = s.at[at - 1];
    memset(key + from, '0', put - from);
}

static void note(const struct source *source, size_t from, size_t to, struct diag *diag) {
    struct str text = source->nfc.text;
    struct span span = source_span(source, from, to);
    diag_at(
        diag, DIAG_NOTE, source_where(source, span.at, span.len), "number-typed",
        _("\"%.*s\" is read as one number (O for 0, l for 1, a blank between groups); if it is none, correct it"),
        STR_ARG(str_cut(text, from, to)));
}

/* The end of a number of digits, dots and commas; `plain`: nothing stands behind it that could be a slip. */
static size_t plain_end(struct str s, size_t at, bool *plain) {
    while (digit_at(s, at) || (at + 1 < s.len && (s.at[at] == '.' || s.at[at] == ',') && digit_at(s, at + 1)))
        at++;
    size_t behind = at + (at + 1 < s.len && (s.at[at] == '.' || s.at[at] == ','));
    *plain = behind >= s.len ||
             !memchr("Ool\xC2\xE2", s.at[behind], 5); /* a letter, or the lead byte of a joint */
    return at;
}

void typed_mend(const struct source *source, const struct marks *marks, char *key, struct diag *diag) {
    struct str text = source->nfc.text;
    size_t notes = 0, from;
    for (size_t at = 0; (from = marks_next(marks->signs, at, text.len)) < text.len;) {
        bool plain = true;
        at = text.at[from] == ':' ? from + 1 : plain_end(text, from, &plain);
        if (plain)
            continue;
        size_t joints, letters = 0, to = number_end(text, from, &joints);
        bool fits = letters_fit(text, from, joints > 0 ? from : to, &letters) || joints > 0;
        at = to;
        if ((joints == 0 && letters == 0) || !fits || (joints > 0 && text.at[from] == '0') ||
            binds(text, from, to))
            continue;
        if (joints > 0)
            mend_joints(text, key, from, to);
        else
            mend_letters(text, key, from, to);
        if (notes++ < NOTES_MOST)
            note(source, from, to, diag);
    }
}
