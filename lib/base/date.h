/* date.h - a day of the proleptic Gregorian calendar; the zero date means "not known". */
#ifndef HOSO_BASE_DATE_H
#define HOSO_BASE_DATE_H

#include "base/str.h"
#include <stdint.h>

struct date {
    int16_t year;
    uint8_t month, day; /* 1-based; month and day 0 where only the year is known */
};

bool date_parse(struct str iso, struct date *out); /* YYYY-MM-DD, a day that exists, years 1900-2200 */
bool date_valid(struct date d);
int date_compare(struct date a, struct date b); /* the unknown date comes first */
bool date_known(struct date d);
int32_t date_days(struct date d);             /* days since 1970-01-01; `d` is valid */
struct date date_from_epoch(int64_t seconds); /* UTC, as SOURCE_DATE_EPOCH counts */

#endif
