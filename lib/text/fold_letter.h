/* fold_letter.h - what folding does to one letter beyond ASCII, by its bytes: no code point is decoded. For lib/text only. */
#ifndef HOSO_TEXT_FOLD_LETTER_H
#define HOSO_TEXT_FOLD_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sets of letters: by the byte before its last one, the last bytes that belong to the set, a bit each. No second byte of E1
 * is a lead byte, so that one table has letters of two bytes and of three. */

/* Vietnamese letters that are small and keep their tone whatever follows. */
extern const uint64_t fold_staying[256];
/* Those whose tone may move to an a, e or y behind them: ò ó õ ú ọ ỏ ụ ủ. */
extern const uint64_t fold_moving[256];
/* Letters of names and of Vietnamese, small or not, that fold_plain need not look at: all but Ð and the strange ones of C3, and
 * those of C6 that are not Ơ and Ư. */
extern const uint64_t fold_untouched[256];

/* Is the letter whose last byte is *last, behind at least one more, in the set? */
static inline bool fold_is_in(const uint64_t letters[256], const unsigned char *last) {
    return letters[last[-1]] >> (last[0] & 0x3F) & 1;
}

/* Does what the lead byte in[i] begins stay as it is, i < n? Some that do are not known here: they are folded to themselves. */
static inline bool fold_stays(const unsigned char *in, size_t i, size_t n) {
    size_t last = i + 1 + (in[i] == 0xE1);
    return last < n && (in[last] & 0xC0) == 0x80 && fold_is_in(fold_staying, in + last);
}

/* Is it the a, e or y that a tone may move to? */
static inline bool fold_opens_rhyme(unsigned char c) {
    c |= 0x20;
    return c == 'a' || c == 'e' || c == 'y';
}

/* Folds what the lead byte in[i] begins, of n bytes in all, to out[i] and on; where its tone moves, the letter behind it too.
 * A letter that is cut off at the end is copied. */
void fold_letter(const unsigned char *in, size_t i, size_t n, unsigned char *out);

#endif
