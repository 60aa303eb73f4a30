/* utf8.h - one strict UTF-8 decoder and a step over ASCII, for the files of this folder only. */
#ifndef HOSO_TEXT_UTF8_H
#define HOSO_TEXT_UTF8_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline bool utf8_follows(unsigned char c) {
    return (c & 0xC0) == 0x80;
}

/* Bytes of the code point at `at` (1-4), which goes to *out; 0 when it is broken: truncated, overlong, a surrogate or
 * beyond U+10FFFF. `left` is at least 1. */
static inline size_t utf8_decode(const unsigned char *at, size_t left, uint32_t *out) {
    unsigned char lead = at[0];
    if (lead < 0x80) {
        *out = lead;
        return 1;
    }
    if (lead < 0xC2 || left < 2 || !utf8_follows(at[1]))
        return 0;
    if (lead < 0xE0) {
        *out = (lead & 0x1Fu) << 6 | (at[1] & 0x3Fu);
        return 2;
    }
    if (left < 3 || !utf8_follows(at[2]))
        return 0;
    uint32_t code = (lead & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    if (lead < 0xF0) {
        *out = code;
        return code < 0x800 || (code >= 0xD800 && code <= 0xDFFF) ? 0 : 3;
    }
    if (left < 4 || !utf8_follows(at[3]))
        return 0;
    code = (code & 0x7FFF) << 6 | (at[3] & 0x3Fu);
    *out = code;
    return lead > 0xF4 || code < 0x10000 || code > 0x10FFFF ? 0 : 4;
}

/* Writes the code point, which is valid, and returns how many bytes it has. */
static inline size_t utf8_encode(uint32_t code, unsigned char out[4]) {
    unsigned char last = 0x80 | (code & 0x3F), third = 0x80 | (code >> 6 & 0x3F),
                  second = 0x80 | (code >> 12 & 0x3F);
    if (code < 0x80) {
        out[0] = (unsigned char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (unsigned char)(0xC0 | code >> 6);
        out[1] = last;
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (unsigned char)(0xE0 | code >> 12);
        out[1] = third;
        out[2] = last;
        return 3;
    }
    out[0] = (unsigned char)(0xF0 | code >> 18);
    out[1] = second;
    out[2] = third;
    out[3] = last;
    return 4;
}

/* How many bytes from `at` are ASCII, looking at one word where there is one: 0 means that the first byte is not. */
static inline size_t utf8_ascii(const unsigned char *at, size_t left) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (left >= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        word &= UINT64_C(0x8080808080808080);
        return word == 0 ? sizeof word : (size_t)__builtin_ctzll(word) / 8;
    }
#endif
    return left > 0 && at[0] < 0x80;
}

#endif
