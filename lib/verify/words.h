/* words.h - the words that a page shows, from its content stream: glyph ids through each font's ToUnicode. Private to
 * lib/verify. */
#ifndef HOSO_VERIFY_WORDS_H
#define HOSO_VERIFY_WORDS_H

#include "verify/paper.h"

struct word {
    struct str text;
    int32_t x, y; /* [1/1000 pt] where its baseline begins, from the lower left corner */
};

struct words {
    struct word *items; /* in the order of drawing */
    size_t n, cap;
    const char *foreign; /* an operator that hoso does not write; NULL: none */
    struct arena arena;
};

/* What the codes of a document's fonts mean, made when a page first uses them. */
struct alphabets {
    struct letters *items;
    size_t n, cap;
    size_t mapped; /* codes so far, which are bounded */
    struct arena arena;
};

/* Frees what the fonts mean; words that were read do not need it. */
void alphabets_fini(struct alphabets *alphabets);

/* What hoso writes is understood: fonts by Tf, pens by Td, glyphs by TJ. Anything else is named in `foreign`; the words are
 * then those that could be made out. */
void words_read(struct words *words, struct alphabets *alphabets, const struct paper_page *page);
/* Frees the words and their texts. */
void words_fini(struct words *words);
/* The same operators with the same operands, whatever blanks part them and however their strings are escaped. */
bool words_drawn_alike(struct str content, struct str other);
/* Has it an ASCII digit, so that a number may stand in it? */
bool word_has_digit(struct str word);

#endif
