/* number_mend.c - slips in numbers that scanners and hands make, mended where they leave no doubt. */
#include "text/text.h"
#include <string.h>

#define LENGTH_MOST 60 /* [bytes] */

/* Exactly three digits from `at` on? */
static bool group_at(struct str s, size_t at) {
    return digit_at(s, at) && digit_at(s, at + 1) && digit_at(s, at + 2) && !digit_at(s, at + 3);
}

/* Blanks that are set inside a number and not between two: NBSP, figure, thin and narrow space. */
static bool joins(uint32_t code) {
    return code == 0xA0 || code == 0x2007 || code == 0x2009 || code == 0x202F;
}

/* Are the digits before `at` the first group of a number, or one of three behind another? */
static bool group_before(struct str s, size_t at, bool first) {
    size_t from = at;
    while (from > 0 && digit_at(s, from - 1))
        from--;
    size_t n = at - from;
    return first ? n >= 1 && n <= 3 && s.at[from] != '0' : n == 3;
}

struct mending {
    char out[LENGTH_MOST];
    size_t len, slips, letters, digits;
    bool grouped; /* by blanks */
};

/* Takes the code point at *at over; false when it is none of a number. */
static bool take(struct mending *mending, struct str s, size_t *at) {
    size_t from = *at;
    uint32_t code = text_next(s, at);
    char last = mending->len > 0 ? mending->out[mending->len - 1] : 0, c = code < 0x80 ? (char)code : 0;
    if (is_digit(c)) {
        mending->digits++;
    } else if (c == 'O' || c == 'o' || c == 'l') {
        mending->letters++;
        mending->slips++;
        c = c == 'l' ? '1' : '0';
    } else if ((c == '.' || c == ',') && last == c) {
        mending->slips++;
        return true;
    } else if (c == ' ' && last == '.' && group_at(s, *at)) {
        mending->slips++;
        return true;
    } else if (joins(code) && group_at(s, *at) && group_before(s, from, !mending->grouped)) {
        mending->grouped = true;
        mending->slips++;
        return true;
    } else if (c == 0 || !strchr(".,%+-", c)) {
        return false;
    }
    mending->out[mending->len++] = c;
    return true;
}

struct str number_mend(struct arena *arena, struct str nfc) {
    struct mending mending = {.len = 0};
    if (nfc.len > LENGTH_MOST)
        return STR("");
    for (size_t at = 0; at < nfc.len;)
        if (!take(&mending, nfc, &at))
            return STR("");
    bool sure = mending.slips > 0 && mending.digits > 0 && mending.letters <= mending.digits;
    return sure ? arena_str(arena, (struct str){mending.out, mending.len}) : STR("");
}
