/* letter.h - steps over folded text by its bytes, without decoding it: words, and the units that openings are made of. For
 * the inner loops of this folder. */
#ifndef HOSO_EXTRACT_LETTER_H
#define HOSO_EXTRACT_LETTER_H

#include "text/text.h"

/* Bytes of the letter at `at`, 0 where there is none. Those of Vietnamese writing are known by their lead bytes: a-z, U+00C0
 * to 01BF but for two signs, and U+1E80 to 1EFF. */
static inline size_t letter_step(struct str s, size_t at) {
    unsigned char c = (unsigned char)s.at[at];
    if (c >= 'a' && c <= 'z')
        return 1;
    if (c < 0x80)
        return 0;
    unsigned char second = (unsigned char)s.at[at + 1];
    if (c >= 0xC3 && c <= 0xC6)
        return c == 0xC3 && (second == 0x97 || second == 0xB7) ? 0 : 2; /* not × and ÷ */
    if (c == 0xE1 && (second & 0xFE) == 0xBA)
        return 3;
    size_t next = at;
    return text_is_letter(text_next(s, &next)) ? next - at : 0;
}

/* The end of the letters from `at`. */
static inline size_t letters_end(struct str s, size_t at, size_t to) {
    while (at < to) {
        size_t step = s.at[at] >= 'a' && s.at[at] <= 'z' ? 1 : letter_step(s, at);
        if (step == 0)
            break;
        at += step;
    }
    return at;
}

/* The end of the unit at `at` < to: a word, digits, or one other character. */
static inline size_t unit_end(struct str s, size_t at, size_t to) {
    size_t end = letters_end(s, at, to);
    if (end > at)
        return end;
    while (end < to && is_digit(s.at[end]))
        end++;
    if (end > at)
        return end;
    if ((unsigned char)s.at[at] < 0x80)
        return at + 1;
    text_next(s, &end);
    return end < to ? end : to;
}

#endif
