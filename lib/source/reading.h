/* reading.h - text in the charsets from before Unicode: which one it is by the share of syllables, and its letters with
 * the way back. For this folder only. */
#ifndef HOSO_SOURCE_READING_H
#define HOSO_SOURCE_READING_H

#include "source/stretch.h"

/* What stretches were taken for, and how they weigh so. */
struct reading_use {
    size_t stretches;
    size_t first;        /* [bytes] in the text: the first word with marks of the first of them */
    struct tally before; /* as they stand */
    struct tally after;
};

struct reading {
    struct arena *arena; /* of what it makes */
    struct str text;
    bool wide; /* UTF-8 in which letters stand for bytes; else bytes */
    struct tally survey[LEGACY_KINDS];
    struct reading_use use[LEGACY_KINDS];
    struct nfc made;

    struct legacy legacies[LEGACY_KINDS];
    struct stretch stretch;
};

/* The charset of 8-bit text that explains most words. `*next` is the one behind it. False when the evidence is too thin:
 * survey says what was seen. */
bool reading_guess(struct reading *reading, struct arena *arena, struct str bytes, enum legacy_kind *best,
                   enum legacy_kind *next);
/* Reads 8-bit text by `kind`, cells that are plainly of another charset by that (`others`). Fills use and made. */
void reading_decode(struct reading *reading, struct arena *arena, struct str bytes, enum legacy_kind kind,
                    bool others);
/* Reads what was pasted into UTF-8 `text` from another charset; `forced`: that one, wherever it can be (LEGACY_KINDS: by
 * the evidence). False when there is none of it; else fills use and made. */
bool reading_repair(struct reading *reading, struct arena *arena, struct str text, enum legacy_kind forced);

/* Words that a tally rests on, and their share of syllables in per cent. */
size_t tally_words(struct tally tally);
unsigned tally_share(struct tally tally);

#endif
