/* number.h - numbers and strings in the syntax of PDF, made from integers. Private to lib/out. */
#ifndef HOSO_OUT_NUMBER_H
#define HOSO_OUT_NUMBER_H

#include "layout/layout.h"

/* The number in decimal digits. */
void put_int(struct buf *out, int64_t value);
/* thousandths / 1000 as a decimal without trailing zeros: millipoints as points, -500 as -0.5. */
void put_thousandths(struct buf *out, int64_t thousandths);
/* Two bytes within (...), escaped: a glyph's id, a unit of UTF-16. Half of what hex would give deflate and the check to do. */
void put_pair(struct buf *out, unsigned value);
/* (...): a text string, UTF-16BE behind its mark. */
void put_text(struct buf *out, struct str utf8);
/* The same as <FEFF...>: digits stand in the order of their bytes, for trees of names, which are sorted. */
void put_text_hex(struct buf *out, struct str utf8);
void put_ref(struct buf *out, uint32_t id); /* "12 0 R" */

#endif
