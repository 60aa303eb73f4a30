/* paper.c - numbers as a Vietnamese reader expects them: 1.279, 64,7, and in words. */
#include "text/text.h"

void number_paper(struct buf *out, struct decimal d) {
    if (decimal_missing(d))
        return;
    struct buf plain = BUF_EMPTY;
    decimal_print(&plain, d);
    struct str digits = buf_view(&plain);
    if (str_starts(digits, STR("-"))) {
        buf_char(out, '-');
        digits = str_cut(digits, 1, digits.len);
    }
    size_t point = str_find(digits, STR("."), 0);
    size_t whole = point == STR_NONE ? digits.len : point;
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            buf_char(out, '.');
        buf_char(out, digits.at[i]);
    }
    if (point != STR_NONE) {
        buf_char(out, ',');
        buf_str(out, str_cut(digits, point + 1, digits.len));
    }
    buf_fini(&plain);
}

static const char *const units[] = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};

/* Words with a space between, none before the first that this call writes at `start`. */
static void put_word(struct buf *out, size_t start, const char *word) {
    if (out->len > start)
        buf_char(out, ' ');
    buf_puts(out, word);
}

static void spell_unit(struct buf *out, size_t start, int tens, int unit) {
    if (unit == 0)
        return;
    const char *word = units[unit];
    if (tens > 1 && unit == 1)
        word = "mốt";
    else if (tens > 1 && unit == 4)
        word = "tư";
    else if (tens > 0 && unit == 5)
        word = "lăm";
    put_word(out, start, word);
}

/* One group of three; `all` says the hundreds even where they are none: một nghìn không trăm linh năm. */
static void spell_group(struct buf *out, size_t start, int group, bool all) {
    int hundreds = group / 100, tens = group / 10 % 10, unit = group % 10;
    if (hundreds > 0 || all) {
        put_word(out, start, units[hundreds]);
        put_word(out, start, "trăm");
    }
    if (tens == 0 && unit > 0 && (hundreds > 0 || all))
        put_word(out, start, "linh");
    if (tens == 1)
        put_word(out, start, "mười");
    if (tens > 1) {
        put_word(out, start, units[tens]);
        put_word(out, start, "mươi");
    }
    spell_unit(out, start, tens, unit);
}

void number_spell(struct buf *out, int64_t n) {
    static const struct {
        int64_t factor;
        const char *word;
    } scales[] = {{1000000000, "tỷ"}, {1000000, "triệu"}, {1000, "nghìn"}, {1, NULL}};
    size_t start = out->len;
    if (n < 0 || n >= INT64_C(1000000000000))
        return;
    if (n == 0)
        buf_puts(out, units[0]);
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        int group = (int)(n / scales[i].factor % 1000);
        if (group == 0)
            continue;
        spell_group(out, start, group, out->len > start);
        if (scales[i].word)
            put_word(out, start, scales[i].word);
    }
}
