/* viet.h - what a Vietnamese letter is made of: base, mark, tone. For the files of this folder, and for source/legacy.c, where
 * letters come in parts. */
#ifndef HOSO_TEXT_VIET_H
#define HOSO_TEXT_VIET_H

#include "text/text.h"

struct viet {
    char base;    /* 'a'-'z' */
    uint8_t mark; /* in the order of the alphabet: a ă â, d đ, e ê, o ô ơ, u ư are 0, 1, 2 */
    uint8_t tone; /* in the order of CLDR vi: ngang 0, huyền 1, hỏi 2, ngã 3, sắc 4, nặng 5 */
    bool capital;
};

/* False when `code` is no letter of Vietnamese writing (f, j, w, z are). */
bool viet_of(uint32_t code, struct viet *out);
/* The letter of that make, 0 when there is none. */
uint32_t viet_code(const struct viet *viet);
/* The letter of Vietnamese writing that the combining marks at `at` make of `base`, by canonical composition. Returns how many
 * bytes of marks these are: all of U+0300 to U+033F there. 0: there are none, or another letter comes out, or more than one. */
size_t viet_join(uint32_t base, const unsigned char *at, size_t left, uint32_t *code);

#endif
