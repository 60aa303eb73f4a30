/* eight.h - eight bytes of text looked at in one word, for loops over whole files. A mask has the highest bit of each byte that
 * is meant; the first byte in memory is the lowest. */
#ifndef HOSO_BASE_EIGHT_H
#define HOSO_BASE_EIGHT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define EIGHT_ONES UINT64_C(0x0101010101010101)
#define EIGHT_HIGH (EIGHT_ONES << 7)

static inline uint64_t eight_load(const void *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline void eight_store(void *at, uint64_t word) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(at, &word, sizeof word);
}

/* The first `len` bytes of the word, zeros behind them. */
static inline uint64_t eight_cut(uint64_t word, size_t len) {
    return len >= 8 ? word : word & ((UINT64_C(1) << 8 * len) - 1);
}

/* The same of memory of which no more can be read. */
static inline uint64_t eight_some(const void *at, size_t len) {
    unsigned char bytes[8] = {0};
    memcpy(bytes, at, len < 8 ? len : 8);
    return eight_load(bytes);
}

/* Which bytes are `byte`? */
static inline uint64_t eight_are(uint64_t word, unsigned char byte) {
    uint64_t other = word ^ EIGHT_ONES * byte;
    return ~(((other & ~EIGHT_HIGH) + ~EIGHT_HIGH) | other) & EIGHT_HIGH;
}

/* Which bytes are from `first` to `last`, both of ASCII? */
static inline uint64_t eight_within(uint64_t word, unsigned char first, unsigned char last) {
    uint64_t low = word & ~EIGHT_HIGH;
    return (low + EIGHT_ONES * (0x80u - first)) & ~(low + EIGHT_ONES * (0x7Fu - last)) & ~word & EIGHT_HIGH;
}

/* Which bytes lead characters beyond ASCII: those of which the two highest bits are set. */
static inline uint64_t eight_leads(uint64_t word) {
    return word & word << 1 & EIGHT_HIGH;
}

/* Index of the first byte of a mask that is not 0. */
static inline size_t eight_first(uint64_t mask) {
    return (size_t)__builtin_ctzll(mask) / 8;
}

#endif
