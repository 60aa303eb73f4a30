/* decimal.c - exact decimals. Intermediate results are 128 bits wide: |units| < 10^18 and nine digits more stay far
 * below 2^127, so only the final range check is needed. */
#include "base/decimal.h"
#include <stdlib.h>

__extension__ typedef __int128 wide;

#define RANGE      1000000000000000000 /* 10^18 */
#define DIGITS_MAX 18

static wide power(int scale) {
    wide p = 1;
    while (scale-- > 0)
        p *= 10;
    return p;
}

static struct decimal narrow(wide units, int scale) {
    if (units <= -RANGE || units >= RANGE || scale < 0 || scale > DECIMAL_SCALE_MAX)
        return DECIMAL_MISSING;
    return (struct decimal){(int64_t)units, (int8_t)scale};
}

struct decimal decimal_of(int64_t units, int scale) {
    return narrow(units, scale);
}

struct decimal decimal_int(int64_t whole) {
    return narrow(whole, 0);
}

bool decimal_missing(struct decimal d) {
    return d.scale < 0;
}

bool decimal_parse(struct str plain, struct decimal *out) {
    bool negative = plain.len && plain.at[0] == '-', point = false;
    size_t digits = 0;
    int scale = 0;
    int64_t units = 0;
    for (size_t i = negative; i < plain.len; i++) {
        char c = plain.at[i];
        if (c == '.' && !point && digits) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || digits >= DIGITS_MAX)
            return false;
        units = units * 10 + (c - '0');
        digits++;
        scale += point;
    }
    if (!digits || (point && scale == 0) || scale > DECIMAL_SCALE_MAX)
        return false;
    *out = (struct decimal){negative ? -units : units, (int8_t)scale};
    return true;
}

static int wider(struct decimal a, struct decimal b) {
    return a.scale > b.scale ? a.scale : b.scale;
}

static wide at_scale(struct decimal d, int scale) {
    return (wide)d.units * power(scale - d.scale);
}

struct decimal decimal_add(struct decimal a, struct decimal b) {
    if (decimal_missing(a) || decimal_missing(b))
        return DECIMAL_MISSING;
    if (a.scale == b.scale) /* as nearly always; the sum of two fits 64 bits */
        return narrow(a.units + b.units, a.scale);
    int scale = wider(a, b);
    return narrow(at_scale(a, scale) + at_scale(b, scale), scale);
}

struct decimal decimal_neg(struct decimal d) {
    return decimal_missing(d) ? d : (struct decimal){-d.units, d.scale};
}

struct decimal decimal_sub(struct decimal a, struct decimal b) {
    return decimal_add(a, decimal_neg(b));
}

struct decimal decimal_abs(struct decimal d) {
    return decimal_sign(d) < 0 ? decimal_neg(d) : d;
}

/* a / b, half away from zero. */
static wide divide(wide a, wide b) {
    bool negative = (a < 0) != (b < 0);
    if (a < 0)
        a = -a;
    if (b < 0)
        b = -b;
    wide quotient = a / b, rest = a % b;
    if (rest >= b - rest)
        quotient++;
    return negative ? -quotient : quotient;
}

struct decimal decimal_mul(struct decimal a, struct decimal b) {
    if (decimal_missing(a) || decimal_missing(b))
        return DECIMAL_MISSING;
    wide units = (wide)a.units * b.units;
    int scale = a.scale + b.scale;
    if (scale > DECIMAL_SCALE_MAX) {
        units = divide(units, power(scale - DECIMAL_SCALE_MAX));
        scale = DECIMAL_SCALE_MAX;
    }
    return narrow(units, scale);
}

struct decimal decimal_div(struct decimal a, struct decimal b, int scale) {
    if (decimal_missing(a) || decimal_missing(b) || b.units == 0 || scale < 0 || scale > DECIMAL_SCALE_MAX)
        return DECIMAL_MISSING;
    /* a / b x 10^scale = a.units x 10^(scale + b.scale - a.scale) / b.units */
    int shift = scale + b.scale - a.scale;
    wide over = shift >= 0 ? (wide)a.units * power(shift) : a.units;
    wide under = shift >= 0 ? b.units : (wide)b.units * power(-shift);
    return narrow(divide(over, under), scale);
}

struct decimal decimal_percent(struct decimal a, struct decimal b, int scale) {
    return decimal_div(decimal_mul(a, decimal_int(100)), b, scale);
}

struct decimal decimal_round(struct decimal d, int scale) {
    if (decimal_missing(d))
        return d;
    if (scale >= d.scale)
        return narrow(at_scale(d, scale), scale);
    return narrow(divide(d.units, power(d.scale - scale)), scale);
}

struct decimal decimal_truncate(struct decimal d, int scale) {
    if (decimal_missing(d) || scale >= d.scale)
        return decimal_round(d, scale);
    return narrow(d.units / power(d.scale - scale), scale);
}

struct decimal decimal_trim(struct decimal d) {
    while (d.scale > 0 && d.units % 10 == 0) {
        d.units /= 10;
        d.scale--;
    }
    return d;
}

int decimal_compare(struct decimal a, struct decimal b) {
    if (a.scale == b.scale)
        return (a.units > b.units) - (a.units < b.units);
    int scale = wider(a, b);
    wide x = at_scale(a, scale), y = at_scale(b, scale);
    return (x > y) - (x < y);
}

bool decimal_equal(struct decimal a, struct decimal b) {
    return !decimal_missing(a) && !decimal_missing(b) && decimal_compare(a, b) == 0;
}

int decimal_sign(struct decimal d) {
    return decimal_missing(d) ? 0 : (d.units > 0) - (d.units < 0);
}

void decimal_print(struct buf *out, struct decimal d) {
    if (decimal_missing(d))
        return;
    int64_t one = (int64_t)power(d.scale), size = llabs(d.units);
    if (d.units < 0)
        buf_char(out, '-');
    buf_count(out, (uint64_t)(size / one));
    if (d.scale > 0)
        buf_char(out, '.');
    for (one /= 10; one > 0; one /= 10)
        buf_char(out, (char)('0' + size / one % 10));
}
