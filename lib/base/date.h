/* date.h - a day of the proleptic Gregorian calendar; the zero date means "not known". */
#ifndef HOSO_BASE_DATE_H
#define HOSO_BASE_DATE_H

#include "base/str.h"
#include <stdint.h>

#define DATE_YEAR_FIRST 1900 /* earlier and later ones are slips: no report is of such a year */
#define DATE_YEAR_LAST  2200
#define DATE_YEARS      (DATE_YEAR_LAST - DATE_YEAR_FIRST + 1)

struct date {
    int16_t year;
    uint8_t month, day; /* 1-based; month and day 0 where only the year is known */
};

/* YYYY-MM-DD, a day that is valid; otherwise false, and `*out` is of no use. */
bool date_parse(struct str iso, struct date *out);
bool date_valid(struct date d);                 /* a day that exists, of a year that the program knows */
int date_compare(struct date a, struct date b); /* the unknown date comes first */
bool date_known(struct date d);                 /* a year is enough */
struct date date_before(struct date d);         /* the day before; unknown where `d` is no valid day */
int32_t date_days(struct date d);               /* days since 1970-01-01; `d` is valid */
/* UTC, as SOURCE_DATE_EPOCH counts; unknown: none that is valid */
struct date date_from_epoch(int64_t seconds);

#endif
