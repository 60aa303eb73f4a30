/* date.c - days as official documents print them and as people write them. */
#include "text/text.h"

void date_paper(struct buf *out, struct date d) {
    if (!date_known(d))
        return;
    if (d.day > 0)
        buf_printf(out, "ngày %02d ", d.day);
    if (d.month > 0)
        buf_printf(out, d.month <= 2 ? "tháng %02d " : "tháng %d ", d.month);
    buf_printf(out, "năm %d", d.year);
}

void date_short(struct buf *out, struct date d) {
    if (!date_known(d))
        return;
    if (d.day > 0)
        buf_printf(out, "%02d/", d.day);
    if (d.month > 0)
        buf_printf(out, "%02d/", d.month);
    buf_printf(out, "%d", d.year);
}

/* Reads from *at: blanks, then a number of `least` to `most` digits; -1 when there is none. */
static int read_digits(struct str s, size_t *at, size_t least, size_t most) {
    while (*at < s.len && s.at[*at] == ' ')
        (*at)++;
    int value = 0;
    size_t n = 0;
    for (; digit_at(s, *at); (*at)++)
        if (++n <= most)
            value = value * 10 + (s.at[*at] - '0');
    return n >= least && n <= most ? value : -1;
}

/* Passes over blanks and `word`. */
static bool read_word(struct str s, size_t *at, struct str word) {
    while (*at < s.len && s.at[*at] == ' ')
        (*at)++;
    if (!str_starts(str_cut(s, *at, s.len), word))
        return false;
    *at += word.len;
    return true;
}

static bool settle(int day, int month, int year, struct date *out) {
    if (day < 0 || month < 0 || year < 0)
        return false;
    struct date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (!date_valid(date))
        return false;
    *out = date;
    return true;
}

bool date_read(struct str nfc, struct date *out) {
    char key[96]; /* the longest form has 40 bytes and some blanks */
    nfc = str_trim(nfc);
    if (nfc.len == 0 || nfc.len > sizeof key)
        return false;
    fold_into(nfc, key);
    struct str s = {key, nfc.len};
    size_t at = 0;
    read_word(s, &at, STR("ngày"));
    int day = read_digits(s, &at, 1, 2), month, year;
    if (read_word(s, &at, STR("tháng"))) {
        month = read_digits(s, &at, 1, 2);
        if (!read_word(s, &at, STR("năm")))
            return false;
    } else {
        struct str mark = str_cut(s, at, at + 1);
        if (!str_equal(mark, STR("/")) && !str_equal(mark, STR("-")) && !str_equal(mark, STR(".")))
            return false;
        at++;
        month = read_digits(s, &at, 1, 2);
        if (!read_word(s, &at, mark))
            return false;
    }
    year = read_digits(s, &at, 4, 4);
    return str_trim(str_cut(s, at, s.len)).len == 0 && settle(day, month, year, out);
}
