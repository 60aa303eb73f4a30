/* utf8.h - one strict UTF-8 decoder and a step over ASCII, for the files of this folder only. */
#ifndef HOSO_TEXT_UTF8_H
#define HOSO_TEXT_UTF8_H

#include <stdint.h>
#include <string.h>

/* Bytes of the code point at `at` (1-4), which goes to *out; 0 when it is broken: truncated, overlong, a surrogate or
 * beyond U+10FFFF. `left` is at least 1. */
static inline size_t utf8_decode(const unsigned char *at, size_t left, uint32_t *out) {
    unsigned char lead = at[0];
    if (lead < 0x80) {
        *out = lead;
        return 1;
    }
    size_t len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (lead < 0xC2 || lead > 0xF4 || len > left)
        return 0;
    uint32_t code = lead & (0xFFu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3F);
    }
    if (code < least[len] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    *out = code;
    return len;
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
