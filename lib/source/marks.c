/* marks.c - sixteen bytes are compared at once, whatever they are: the loop has no branch that depends on the text. */
#include "source/marks.h"
#include "base/sixteen.h"

#define BLOCK ((size_t)64)

struct marked {
    uint64_t ends, stops, signs;
};

static inline struct marked marks_of(const char at[BLOCK]) {
    struct marked marked = {0};
    for (size_t k = 0; k < BLOCK; k += 16) {
        sixteen bytes = sixteen_load(at + k);
        sixteen ends = sixteen_are(bytes, '\n') | sixteen_are(bytes, '\r');
        sixteen stops = sixteen_are(bytes, '.') | sixteen_are(bytes, '!') | sixteen_are(bytes, '?') |
                        sixteen_are(bytes, 0xE2);
        marked.ends |= sixteen_mask(ends) << k;
        marked.stops |= sixteen_mask(stops) << k;
        marked.signs |= sixteen_mask(sixteen_within(bytes, '0', ':')) << k; /* the colon is behind the 9 */
    }
    return marked;
}

struct marks marks_find(struct arena *arena, struct str text) {
    size_t n = text.len / BLOCK + 1;
    uint64_t *bits = arena_raw(arena, n, 3 * sizeof *bits), *ends = bits, *stops = bits + n,
             *signs = stops + n;
    char last[BLOCK] = {0};
    if (text.len % BLOCK)
        memcpy(last, text.at + text.len / BLOCK * BLOCK, text.len % BLOCK);
    for (size_t i = 0; i < n; i++) {
        struct marked marked = marks_of(i + 1 < n ? text.at + i * BLOCK : last);
        ends[i] = marked.ends;
        stops[i] = marked.stops;
        signs[i] = marked.signs;
    }
    return (struct marks){text.len, ends, stops, signs};
}
