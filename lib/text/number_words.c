/* number_words.c - numbers in words, read where they leave no doubt: "hai mươi mốt", "một trăm linh năm", "hai nghìn", and the
 * words that scale digits. paper.c writes them. */
#include "text/text.h"
#include <string.h>

/* The next word of `text` from *at; empty at the end. */
static struct str next_word(struct str text, size_t *at) {
    while (*at < text.len && text.at[*at] == ' ')
        (*at)++;
    size_t from = *at;
    while (*at < text.len && text.at[*at] != ' ')
        (*at)++;
    return str_cut(text, from, *at);
}

static int unit_word(struct str word) {
    static const char *const units[] = {"không", "một", "hai", "ba",  "bốn",
                                        "năm",   "sáu", "bảy", "tám", "chín"};
    for (int i = 0; i < 10; i++)
        if (str_equal(word, str_of(units[i])))
            return i;
    return str_equal(word, STR("bẩy")) ? 7 : -1;
}

/* The unit behind tens, where five, one and four have names of their own; "năm" there means years: hai mươi năm. */
static int unit_behind_tens(struct str word, bool linked) {
    if (str_equal(word, STR("mốt")))
        return 1;
    if (str_equal(word, STR("tư")))
        return 4;
    if (str_equal(word, STR("lăm")) || str_equal(word, STR("nhăm")))
        return 5;
    int unit = unit_word(word);
    return unit == 0 || (unit == 5 && !linked) ? -1 : unit;
}

/* What may follow the tens: nothing, a unit, or "lẻ"/"linh" and a unit. */
static int add_unit(struct str text, size_t at, int tens) {
    struct str word = next_word(text, &at);
    if (word.len == 0)
        return tens;
    bool linked = str_equal(word, STR("lẻ")) || str_equal(word, STR("linh"));
    if (linked)
        word = next_word(text, &at);
    int unit = unit_behind_tens(word, linked);
    return unit < 0 || next_word(text, &at).len > 0 ? -1 : tens + unit;
}

int number_words(struct str folded) {
    size_t at = 0;
    struct str first = next_word(folded, &at);
    if (str_equal(first, STR("mười")))
        return add_unit(folded, at, 10);
    int unit = unit_word(first);
    size_t behind = at;
    struct str second = next_word(folded, &behind);
    if (unit < 0 || second.len == 0)
        return unit;
    if (unit == 0)
        return -1;
    bool ten = str_equal(second, STR("mươi")) || str_equal(second, STR("chục"));
    if (ten) /* "một mươi" is not said, "một chục" is */
        return unit == 1 && str_equal(second, STR("mươi")) ? -1 : add_unit(folded, behind, unit * 10);
    bool shortened =
        str_equal(second, STR("mốt")) || str_equal(second, STR("lăm")) || str_equal(second, STR("nhăm"));
    return shortened && unit > 1 ? add_unit(folded, at, unit * 10) : -1; /* hai mốt: 21 */
}

/* Up to 999, with "trăm" or without; -1 where it is none. `first`: nothing stands before it, and hundreds may be left out. */
static int hundreds(struct str text, bool first) {
    size_t at = 0;
    int unit = unit_word(next_word(text, &at));
    if (unit < 0 || !str_equal(next_word(text, &at), STR("trăm")))
        return first ? number_words(text) : -1;
    struct str rest = str_trim(str_cut(text, at, text.len));
    size_t behind = 0;
    struct str word = next_word(rest, &behind);
    if (rest.len == 0)
        return unit * 100;
    if (str_equal(word, STR("linh")) || str_equal(word, STR("lẻ"))) {
        int last = unit_word(str_trim(str_cut(rest, behind, rest.len)));
        return last > 0 ? unit * 100 + last : -1;
    }
    int tens = number_words(rest); /* "hai trăm năm" is 250 to some, and no number to others */
    return tens >= 10 ? unit * 100 + tens : -1;
}

int number_said(struct str folded) {
    static const char *const thousands[] = {" nghìn", " ngàn"};
    for (size_t i = 0; i < sizeof thousands / sizeof *thousands; i++) {
        size_t at = str_find(folded, str_of(thousands[i]), 0);
        if (at == STR_NONE)
            continue;
        int many = hundreds(str_cut(folded, 0, at), true);
        struct str rest = str_trim(str_cut(folded, at + strlen(thousands[i]), folded.len));
        int more = rest.len ? hundreds(rest, false) : 0;
        return many > 0 && more >= 0 ? many * 1000 + more : -1;
    }
    return str_starts(folded, STR("không ")) ? -1 : hundreds(folded, true);
}

int64_t number_scale_word(struct str folded) {
    static const struct {
        const char *word;
        int64_t factor;
    } scales[] = {
        {"nghìn", 1000},
        {"ngàn", 1000},
        {"vạn", 10000},
        {"triệu", 1000000},
        {"tỷ", 1000000000},
        {"tỉ", 1000000000},
        {"nghìn tỷ", 1000000000000},
        {"nghìn tỉ", 1000000000000},
        {"ngàn tỷ", 1000000000000},
        {"ngàn tỉ", 1000000000000},
    };
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_equal(folded, str_of(scales[i].word)))
            return scales[i].factor;
    return 0;
}
