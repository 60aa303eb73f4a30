/* decimal.h - exact decimal numbers: units / 10^scale. What is printed or compared is never a binary float.
 *
 * A missing number is a value of its own: arithmetic with it gives missing, and it prints as nothing. Missing is not
 * zero. A result that leaves the range (|units| < 10^18) is missing too, so no sum silently wraps. */
#ifndef HOSO_BASE_DECIMAL_H
#define HOSO_BASE_DECIMAL_H

#include "base/buf.h"
#include <stdint.h>

#define DECIMAL_SCALE_MAX 9

struct decimal {
    int64_t units;
    int8_t scale; /* digits after the point, 0..DECIMAL_SCALE_MAX; -1: missing */
};

#define DECIMAL_MISSING ((struct decimal){0, -1})

/* units / 10^scale; missing where either is out of range. */
struct decimal decimal_of(int64_t units, int scale);
/* A whole number: scale 0. */
struct decimal decimal_int(int64_t whole);
bool decimal_missing(struct decimal d);
/* "-12.50": digits with a point, the scale kept. False: it is no such number, or out of range. */
bool decimal_parse(struct str plain, struct decimal *out);

/* Exact: a sum has the larger scale of the two, a product the sum of theirs, rounded to DECIMAL_SCALE_MAX digits where it has
 * more. */
struct decimal decimal_add(struct decimal a, struct decimal b);
struct decimal decimal_sub(struct decimal a, struct decimal b);
struct decimal decimal_mul(struct decimal a, struct decimal b);
struct decimal decimal_neg(struct decimal d);
struct decimal decimal_abs(struct decimal d);

/* a / b with `scale` digits, half away from zero (the rounding of printed statistics). b = 0: missing. */
struct decimal decimal_div(struct decimal a, struct decimal b, int scale);
/* 100 a / b with `scale` digits: a percentage or an index. */
struct decimal decimal_percent(struct decimal a, struct decimal b, int scale);
/* Half away from zero; pads with zeros when the scale grows. */
struct decimal decimal_round(struct decimal d, int scale);
struct decimal decimal_truncate(struct decimal d, int scale); /* toward zero */
struct decimal decimal_trim(struct decimal d);                /* without trailing zeros after the point */

/* <0, 0, >0 by value: 1.50 equals 1.5. Neither may be missing. */
int decimal_compare(struct decimal a, struct decimal b);
bool decimal_equal(struct decimal a, struct decimal b); /* false when either is missing */
int decimal_sign(struct decimal d);                     /* -1, 0, 1; 0 when missing */

/* Plain form with a point, scale kept: 70.90; nothing when missing. For the form on paper see text.h. */
void decimal_print(struct buf *out, struct decimal d);

#endif
