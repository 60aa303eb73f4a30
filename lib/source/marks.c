/* marks.c - sixteen bytes are compared at once, whatever they are: the loops have no branch that depends on the text. */
#include "source/marks.h"
#include "base/sixteen.h"

#define BLOCK ((size_t)64)

/* Blocks of the text, of which the last one is filled up with zeros. */
struct blocks {
    const char *text;
    size_t n;
    char last[BLOCK];
};

static struct blocks blocks_of(struct str text) {
    struct blocks blocks = {.text = text.at, .n = text.len / BLOCK + 1};
    if (text.len % BLOCK)
        memcpy(blocks.last, text.at + text.len / BLOCK * BLOCK, text.len % BLOCK);
    return blocks;
}

static inline const char *block_at(const struct blocks *blocks, size_t i) {
    return i + 1 < blocks->n ? blocks->text + i * BLOCK : blocks->last;
}

static inline sixteen ends_in(sixteen bytes) {
    return sixteen_are(bytes, '\n') | sixteen_are(bytes, '\r');
}

static inline sixteen stops_in(sixteen bytes) {
    return sixteen_are(bytes, '.') | sixteen_are(bytes, '!') | sixteen_are(bytes, '?') |
           sixteen_are(bytes, 0xE2);
}

static inline sixteen signs_in(sixteen bytes) {
    return sixteen_within(bytes, '0', ':'); /* the colon is behind the 9 */
}

struct marks marks_find(struct arena *arena, struct str text) {
    struct blocks blocks = blocks_of(text);
    uint64_t *ends = arena_raw(arena, blocks.n, sizeof *ends),
             *stops = arena_raw(arena, blocks.n, sizeof *stops),
             *signs = arena_raw(arena, blocks.n, sizeof *signs);
    for (size_t i = 0; i < blocks.n; i++) {
        const char *at = block_at(&blocks, i);
        uint64_t end = 0, stop = 0, sign = 0;
        for (size_t k = 0; k < BLOCK; k += 16) {
            sixteen bytes = sixteen_load(at + k);
            end |= sixteen_mask(ends_in(bytes)) << k;
            stop |= sixteen_mask(stops_in(bytes)) << k;
            sign |= sixteen_mask(signs_in(bytes)) << k;
        }
        ends[i] = end;
        stops[i] = stop;
        signs[i] = sign;
    }
    return (struct marks){text.len, ends, stops, signs};
}

const uint64_t *marks_ends(struct arena *arena, struct str text) {
    struct blocks blocks = blocks_of(text);
    uint64_t *ends = arena_raw(arena, blocks.n, sizeof *ends);
    for (size_t i = 0; i < blocks.n; i++) {
        const char *at = block_at(&blocks, i);
        ends[i] = 0;
        for (size_t k = 0; k < BLOCK; k += 16)
            ends[i] |= sixteen_mask(ends_in(sixteen_load(at + k))) << k;
    }
    return ends;
}
