/* digit.h - the digits that numbers, dates and codes are written with: ASCII, whatever the locale. */
#ifndef HOSO_BASE_DIGIT_H
#define HOSO_BASE_DIGIT_H

#include "base/str.h"
#include <stdint.h>

/* `c` is a byte or a code point. */
static inline bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

/* false behind the end of `s`. */
static inline bool digit_at(struct str s, size_t at) {
    return at < s.len && is_digit(s.at[at]);
}

#endif
