/* sixteen.h - sixteen bytes of text looked at together, for loops over whole files: a vector of gcc and clang, of whose bytes
 * an answer says 0xFF or 0. A mask has a bit for each byte, the first one in memory the lowest. */
#ifndef HOSO_BASE_SIXTEEN_H
#define HOSO_BASE_SIXTEEN_H

#include "base/eight.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef unsigned char sixteen __attribute__((vector_size(16)));

static inline sixteen sixteen_load(const void *at) {
    sixteen bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

static inline void sixteen_store(void *at, sixteen bytes) {
    memcpy(at, &bytes, sizeof bytes);
}

/* The same of memory of which only `len` bytes can be read; zeros behind them. */
static inline sixteen sixteen_some(const void *at, size_t len) {
    sixteen bytes = {0};
    memcpy(&bytes, at, len < sizeof bytes ? len : sizeof bytes);
    return bytes;
}

/* Which bytes are `byte`? */
static inline sixteen sixteen_are(sixteen bytes, unsigned char byte) {
    return (sixteen)(bytes == byte);
}

/* Which bytes are from `first` to `last`? */
static inline sixteen sixteen_within(sixteen bytes, unsigned char first, unsigned char last) {
    return (sixteen)((bytes - first) <= (unsigned char)(last - first));
}

/* The highest bit of each byte. */
static inline uint64_t sixteen_mask(sixteen bytes) {
#ifdef __SSE2__
    return (unsigned)_mm_movemask_epi8((__m128i)bytes);
#else
    const uint64_t gather = UINT64_C(0x0002040810204081); /* the highest bit of byte i goes to bit 56 + i */
    unsigned char at[sizeof bytes];
    memcpy(at, &bytes, sizeof bytes);
    uint64_t low = (eight_load(at) & EIGHT_HIGH) * gather >> 56;
    return low | (eight_load(at + 8) & EIGHT_HIGH) * gather >> 56 << 8;
#endif
}

#endif
