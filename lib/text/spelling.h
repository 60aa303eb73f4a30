/* spelling.h - syllables that people spell in two ways. For the files of this folder only. */
#ifndef HOSO_TEXT_SPELLING_H
#define HOSO_TEXT_SPELLING_H

#include "text/text.h"

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
size_t spelling_end(struct str text, size_t at);

#endif
