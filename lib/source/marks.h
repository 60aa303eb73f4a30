/* marks.h - where in a text certain bytes stand: a bit for each byte, found once for the whole text and asked for many times.
 * For this folder only. */
#ifndef HOSO_SOURCE_MARKS_H
#define HOSO_SOURCE_MARKS_H

#include "base/base.h"

struct marks {
    size_t len;            /* [bytes] of the text */
    const uint64_t *ends;  /* LF and CR */
    const uint64_t *stops; /* . ! ? and the lead byte of an ellipsis */
    const uint64_t *signs; /* digits and colons */
};

/* Those of all three kinds, in one pass over the text; in the arena. */
struct marks marks_find(struct arena *arena, struct str text);
/* Those of line ends alone, for tables; in the arena. */
const uint64_t *marks_ends(struct arena *arena, struct str text);

/* The first byte at or after `at` that is marked, `to` where there is none before it. to <= marks.len. */
static inline size_t marks_next(const uint64_t *marked, size_t at, size_t to) {
    if (at >= to)
        return to;
    uint64_t bits = marked[at / 64] >> at % 64;
    if (bits == 0) {
        at = at / 64 * 64;
        while (bits == 0 && (at += 64) < to)
            bits = marked[at / 64];
        if (bits == 0)
            return to;
    }
    at += (size_t)__builtin_ctzll(bits);
    return at < to ? at : to;
}

#endif
