/* collate.c - the order of Vietnamese lists (CLDR common/collation/vi.xml for letters and tones).
 *
 * Syllable by syllable: letters first, then the tone of the syllable, as dictionaries and lists of places do (Hà Bình
 * before Hạ Anh); case only where all syllables agree. Numbers count by value: Phường 2 before Phường 10. */
#include "text/spelling.h"
#include "text/viet.h"

/* The next syllable or sign at *at: a run of letters, a run of digits, or one code point; blanks are passed over. */
struct piece {
    enum { PIECE_END, PIECE_SIGN, PIECE_NUMBER, PIECE_WORD } kind; /* in the order in which they sort */
    struct str text;
};

static struct piece next_piece(struct str s, size_t *at) {
    uint32_t code = 0;
    size_t from = *at;
    while (*at < s.len) {
        from = *at;
        code = text_next(s, at);
        if (code != ' ' && code != '\t' && code != '\n' && code != 0xA0)
            break;
        from = *at;
    }
    if (from == s.len)
        return (struct piece){PIECE_END, {s.at, 0}};
    if (text_is_letter(code)) {
        *at = spelling_end(s, from);
        return (struct piece){PIECE_WORD, str_cut(s, from, *at)};
    }
    if (code < '0' || code > '9')
        return (struct piece){PIECE_SIGN, str_cut(s, from, *at)};
    while (digit_at(s, *at))
        (*at)++;
    return (struct piece){PIECE_NUMBER, str_cut(s, from, *at)};
}

static int compare_numbers(struct str a, struct str b) {
    while (a.len > 1 && a.at[0] == '0')
        a = str_cut(a, 1, a.len);
    while (b.len > 1 && b.at[0] == '0')
        b = str_cut(b, 1, b.len);
    return a.len != b.len ? (a.len > b.len) - (a.len < b.len) : str_compare(a, b);
}

/* The order of a letter: of its base and mark, Vietnamese ones before all others. */
static uint32_t primary(uint32_t code, struct viet *letter) {
    *letter = (struct viet){0};
    return viet_of(code, letter) ? (uint32_t)letter->base * 4 + letter->mark : 0x1000 + code;
}

static int sign(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

/* `capital` keeps the first difference of case seen, small before capital. */
static int compare_words(struct str a, struct str b, int *capital) {
    size_t i = 0, j = 0;
    int tone = 0;
    while (i < a.len && j < b.len) {
        struct viet x, y;
        uint32_t p = primary(text_next(a, &i), &x), q = primary(text_next(b, &j), &y);
        if (p != q)
            return sign(p, q);
        if (tone == 0)
            tone = sign(x.tone, y.tone);
        if (*capital == 0)
            *capital = x.capital - y.capital;
    }
    if (i < a.len || j < b.len)
        return i < a.len ? 1 : -1;
    return tone;
}

int text_collate(struct str a, struct str b) {
    size_t i = 0, j = 0;
    int capital = 0;
    for (;;) {
        struct piece x = next_piece(a, &i), y = next_piece(b, &j);
        if (x.kind != y.kind)
            return x.kind > y.kind ? 1 : -1;
        if (x.kind == PIECE_END)
            break;
        int order = x.kind == PIECE_WORD     ? compare_words(x.text, y.text, &capital)
                    : x.kind == PIECE_NUMBER ? compare_numbers(x.text, y.text)
                                             : str_compare(x.text, y.text);
        if (order != 0)
            return order < 0 ? -1 : 1;
    }
    return capital != 0 ? capital : str_compare(a, b);
}
