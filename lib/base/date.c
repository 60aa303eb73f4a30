/* date.c - days of the Gregorian calendar. */
#include "base/date.h"

static bool leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct date d) {
    return d.year >= DATE_YEAR_FIRST && d.year <= DATE_YEAR_LAST && d.month >= 1 && d.month <= 12 &&
           d.day >= 1 && d.day <= month_days(d.year, d.month);
}

/* `n` digits at `at`, or -1. */
static int digits(struct str s, size_t at, size_t n) {
    int value = 0;
    for (size_t i = at; i < at + n; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return -1;
        value = value * 10 + (s.at[i] - '0');
    }
    return value;
}

bool date_parse(struct str iso, struct date *out) {
    if (iso.len != 10 || iso.at[4] != '-' || iso.at[7] != '-')
        return false;
    int year = digits(iso, 0, 4), month = digits(iso, 5, 2), day = digits(iso, 8, 2);
    if (year < 0 || month < 0 || day < 0)
        return false;
    *out = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return date_valid(*out);
}

int date_compare(struct date a, struct date b) {
    int32_t x = a.year * 512 + a.month * 32 + a.day, y = b.year * 512 + b.month * 32 + b.day;
    return (x > y) - (x < y);
}

struct date date_before(struct date d) {
    if (!date_valid(d))
        return (struct date){0};
    if (d.day > 1)
        return (struct date){d.year, d.month, (uint8_t)(d.day - 1)};
    int year = d.month > 1 ? d.year : d.year - 1, month = d.month > 1 ? d.month - 1 : 12;
    return (struct date){(int16_t)year, (uint8_t)month, (uint8_t)month_days(year, month)};
}

int32_t date_days(struct date d) {
    int32_t days = d.day - 1;
    for (int year = 1970; year < d.year; year++)
        days += leap(year) ? 366 : 365;
    for (int year = d.year; year < 1970; year++)
        days -= leap(year) ? 366 : 365;
    for (int month = 1; month < d.month; month++)
        days += month_days(d.year, month);
    return days;
}

bool date_known(struct date d) {
    return d.year != 0;
}

struct date date_from_epoch(int64_t seconds) {
    int64_t days = seconds / 86400 - (seconds % 86400 < 0);
    int year = 1970;
    if (days < -25567 || days > 84370) /* outside DATE_YEAR_FIRST to DATE_YEAR_LAST */
        return (struct date){0};
    for (; days < 0; days += leap(year) ? 366 : 365)
        year--;
    for (; days >= (leap(year) ? 366 : 365); year++)
        days -= leap(year) ? 366 : 365;
    int month = 1;
    for (; days >= month_days(year, month); month++)
        days -= month_days(year, month);
    return (struct date){(int16_t)year, (uint8_t)month, (uint8_t)(days + 1)};
}
