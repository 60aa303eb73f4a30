/* viet.h - what a Vietnamese letter is made of: base, mark, tone. For the files of this folder only. */
#ifndef HOSO_TEXT_VIET_H
#define HOSO_TEXT_VIET_H

#include "text/text.h"

struct viet {
    char base;    /* 'a'-'z' */
    uint8_t mark; /* in the order of the alphabet: a ă â, d đ, e ê, o ô ơ, u ư are 0, 1, 2 */
    uint8_t tone; /* in the order of CLDR vi: ngang 0, huyền 1, hỏi 2, ngã 3, sắc 4, nặng 5 */
    bool capital;
};

/* False when `code` is no letter of Vietnamese writing (f, j, w, z are). */
bool viet_of(uint32_t code, struct viet *out);

/* Two spellings of one syllable that the same-length key of fold() cannot unite, since they differ in bytes: the i/y
 * pairs (lý/lí, quỹ/quĩ) and the tones of open oe, uy where one form is a byte longer (tùy/tuỳ, lũy/luỹ, xõe/xoẽ). The
 * syllable is the first `keep` bytes and either tail. */
struct spelling {
    size_t keep;
    struct str one, other; /* `one` is the spelling that stands for both in fold_name */
};

/* `syllable` is folded and all letters. False when it has one spelling. */
bool spelling_of(struct str syllable, struct spelling *out);
/* The end of the run of letters that begins at `at`, in folded or other NFC text. */
size_t letters_end(struct str text, size_t at);

#endif
