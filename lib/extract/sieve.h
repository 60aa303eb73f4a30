/* sieve.h - sets of numbers and of bytes that say no at once, and yes too often. For the inner loops of this folder. */
#ifndef HOSO_EXTRACT_SIEVE_H
#define HOSO_EXTRACT_SIEVE_H

#include "extract/letter.h"

/* A set of numbers, a bit for each 64th: it may have more than were put in, which costs a look. */
typedef uint64_t sieve;

static inline bool sieve_passes(sieve set, uint32_t number) {
    return set >> (number % 64) & 1;
}

/* The number of a byte in a sieve. Digits, marks, small letters and the bytes that letters with marks begin with have one each:
 * as they stand, "p" to "y" would pass with the digits, and most texts have a "t" in every other word. */
static inline uint32_t sieve_byte(unsigned char byte) {
    return byte < 0x40 ? byte ^ 0x20u : byte < 0x80 ? 0x20u | (byte & 0x1Fu) : 0x3Cu | (byte & 3u);
}

static inline void sieve_add(sieve *set, uint32_t number) {
    *set |= UINT64_C(1) << (number % 64);
}

/* Adds the byte that a text has where it goes on with `rest`, blanks before it aside: any digit for a digit, any byte where nothing
 * else is left. */
static inline void sieve_add_first(sieve *set, struct str rest) {
    size_t at = rest.len > 0 && rest.at[0] == ' ';
    if (at == rest.len)
        *set = ~(sieve)0;
    else if (digit_at(rest, at))
        for (unsigned char digit = '0'; digit <= '9'; digit++)
            sieve_add(set, sieve_byte(digit));
    else
        sieve_add(set, sieve_byte((unsigned char)rest.at[at]));
}

#endif
