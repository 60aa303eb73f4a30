/* stretch.h - a cell's or phrase's worth of text, read by each charset in turn and weighed. For this folder only. */
#ifndef HOSO_SOURCE_STRETCH_H
#define HOSO_SOURCE_STRETCH_H

#include "source/legacy.h"

/* Words with marks, by whether they are syllables. */
struct tally {
    size_t good, bad;
};

/* One letter and where it lies in the text that is read. */
struct letter {
    uint32_t code;
    uint32_t from, len; /* [bytes] */
};

/* A stretch goes from one delimiter, bracket or stop to the next; all of these are ASCII and part of no letter. */
struct stretch {
    size_t from, to;
    bool high;            /* holds bytes beyond ASCII, or the controls that VISCII uses */
    bool unicode;         /* UTF-8 alone: holds Vietnamese letters that no 8-bit charset leaves as they are */
    unsigned char *bytes; /* as the charset would see them; 0 for what it has no byte for */
    struct letter *before;  /* as they stand, one for each byte */
    struct letter *letters; /* as the last stretch_read took them */
    size_t n_bytes, n_letters, cap_bytes, cap_before, cap_letters;
    struct buf word; /* scratch */
};

/* The next stretch of `text` from `from` on. `wide`: the text is UTF-8 and its letters stand for bytes; else bytes do. */
void stretch_take(struct stretch *stretch, struct str text, size_t from, bool wide);
/* Its letters as they stand, or by a charset. */
void stretch_keep(struct stretch *stretch);
void stretch_read(struct stretch *stretch, const struct legacy *legacy);
/* How many of the words that the letters make, as they were last kept or read, are syllables. */
struct tally stretch_weigh(struct stretch *stretch);
void stretch_fini(struct stretch *stretch);

#endif
