/* tar.c - POSIX.1-1988 headers: 512 bytes, numbers in octal, a sum over the header's own bytes. */
#include "batch/tar.h"
#include <string.h>

#define BLOCK 512u

static const struct field {
    unsigned at, len;
} name_field = {0, 100}, mode_field = {100, 8}, uid_field = {108, 8}, gid_field = {116, 8},
  size_field = {124, 12}, time_field = {136, 12}, sum_field = {148, 8};

/* Digits before the field's last byte, which stays zero. */
static void put_octal(char *head, struct field field, uint64_t value) {
    for (unsigned i = field.len - 1; i > 0; i--, value /= 8)
        head[field.at + i - 1] = (char)('0' + value % 8);
}

static unsigned sum_of(const char head[BLOCK]) {
    unsigned sum = 0;
    for (unsigned i = 0; i < BLOCK; i++)
        sum += i >= sum_field.at && i < sum_field.at + sum_field.len ? ' ' : (unsigned char)head[i];
    return sum;
}

/* Days since 1970-01-01 of the proleptic Gregorian calendar. */
static int64_t days_of(struct date date) {
    int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    int64_t era = year / 400, of_era = year % 400;
    int64_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* Noon in UTC is the same day in Vietnam. */
static uint64_t seconds_of(struct date date) {
    int64_t days = date.month && date.year >= 1970 ? days_of(date) : 0;
    return (uint64_t)days * 86400 + 43200;
}

static void pad(struct buf *out) {
    static const char zeros[BLOCK];
    buf_add(out, zeros, (BLOCK - out->len % BLOCK) % BLOCK);
}

void tar_add(struct buf *out, const struct tar_file *file) {
    char head[BLOCK] = {0};
    size_t len = file->name.len < TAR_NAME ? file->name.len : TAR_NAME;
    memcpy(head + name_field.at, file->name.at, len);
    put_octal(head, mode_field, 0644);
    put_octal(head, uid_field, 0);
    put_octal(head, gid_field, 0);
    put_octal(head, size_field, file->bytes.len);
    put_octal(head, time_field, seconds_of(file->date));
    head[156] = '0'; /* an ordinary file */
    memcpy(head + 257,
           "ustar\0"
           "00",
           8);
    put_octal(head, (struct field){sum_field.at, sum_field.len - 1}, sum_of(head));
    head[sum_field.at + sum_field.len - 1] = ' ';
    buf_add(out, head, BLOCK);
    buf_str(out, file->bytes);
    pad(out);
}

void tar_end(struct buf *out) {
    static const char zeros[2 * BLOCK];
    buf_add(out, zeros, sizeof zeros);
}

static bool read_octal(const char *head, struct field field, uint64_t *value) {
    *value = 0;
    for (unsigned i = 0; i < field.len; i++) {
        char c = head[field.at + i];
        if (c == '\0' || c == ' ')
            return i > 0;
        if (c < '0' || c > '7')
            return false;
        *value = *value * 8 + (uint64_t)(c - '0');
    }
    return true;
}

bool tar_next(struct str *rest, struct tar_file *file) {
    uint64_t size, sum;
    if (rest->len < BLOCK || rest->at[0] == '\0' || !read_octal(rest->at, size_field, &size) ||
        !read_octal(rest->at, sum_field, &sum) || sum != sum_of(rest->at) || size > rest->len - BLOCK)
        return false;
    *file = (struct tar_file){.name = {rest->at, strnlen(rest->at, TAR_NAME + 1)},
                              .bytes = {rest->at + BLOCK, (size_t)size}};
    size_t taken = BLOCK + ((size_t)size + BLOCK - 1) / BLOCK * BLOCK;
    *rest = str_cut(*rest, taken < rest->len ? taken : rest->len, rest->len);
    return true;
}
