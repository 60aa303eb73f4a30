/* viet.c - the make-up of the 134 letters. */
#include "text/viet.h"
#include <uchar.h>

/* U+1EA0 to U+1EF9 in pairs of capital and small: base, mark, tone of each pair. */
static const char additional[] =
    "a05a02a24a21a22a23a25a14a11a12a13a15e05e02e03e14e11e12e13e15i02i05o05o02o14o11o12"
    "o13o15o24o21o22o23o25u05u02u14u11u12u13u15y01y05y02y03";

/* The small ones of the Latin-1, Extended-A and Extended-B blocks. */
static const struct {
    uint16_t code;
    char make[4];
} others[] = {
    {0xE0, "a01"},  {0xE1, "a04"},  {0xE2, "a20"},  {0xE3, "a03"},  {0xE8, "e01"},  {0xE9, "e04"},
    {0xEA, "e10"},  {0xEC, "i01"},  {0xED, "i04"},  {0xF2, "o01"},  {0xF3, "o04"},  {0xF4, "o10"},
    {0xF5, "o03"},  {0xF9, "u01"},  {0xFA, "u04"},  {0xFD, "y04"},  {0x103, "a10"}, {0x111, "d10"},
    {0x129, "i03"}, {0x169, "u03"}, {0x1A1, "o20"}, {0x1B0, "u10"},
};

static bool take(const char *make, bool capital, struct viet *out) {
    *out = (struct viet){make[0], (uint8_t)(make[1] - '0'), (uint8_t)(make[2] - '0'), capital};
    return true;
}

bool viet_of(uint32_t code, struct viet *out) {
    if (code < 0x80) {
        *out = (struct viet){(char)(code | 0x20), 0, 0, code < 'a'};
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    }
    if (code >= 0x1EA0 && code <= 0x1EF9)
        return take(additional + (code - 0x1EA0) / 2 * 3, code % 2 == 0, out);
    uint32_t small = code >= 0xC0 && code <= 0xDE ? code + 0x20 : code == 0x1AF ? 0x1B0 : code;
    if (code == 0x102 || code == 0x110 || code == 0x128 || code == 0x168 || code == 0x1A0)
        small = code + 1;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].code == small)
            return take(others[i].make, small != code, out);
    return false;
}

/* ---- letters out of their parts ---- */

/* The small vowels in the order of the alphabet, each with its tones. */
static const char16_t vowels[][7] = {u"aàảãáạ", u"ăằẳẵắặ", u"âầẩẫấậ", u"eèẻẽéẹ", u"êềểễếệ", u"iìỉĩíị",
                                     u"oòỏõóọ", u"ôồổỗốộ", u"ơờởỡớợ", u"uùủũúụ", u"ưừửữứự", u"yỳỷỹýỵ"};

/* Where the rows of a vowel begin, and how many it has: one for each mark. By the last five bits of its letter. */
static const struct rows {
    uint8_t first, n;
} rows[32] = {['a' & 31] = {0, 3}, ['e' & 31] = {3, 2}, ['i' & 31] = {5, 1},
              ['o' & 31] = {6, 3}, ['u' & 31] = {9, 2}, ['y' & 31] = {11, 1}};

/* Capitals stand 32 before the small letters in ASCII and Latin-1, one before them elsewhere. */
static inline uint32_t in_case(uint32_t small, bool capital) {
    return !capital || small == 0 ? small : small < 0x100 ? small - 0x20 : small - 1;
}

uint32_t viet_code(const struct viet *viet) {
    struct rows has = rows[viet->base & 31];
    uint32_t small = 0;
    if (viet->mark < has.n)
        small = vowels[has.first + viet->mark][viet->tone];
    else if (viet->mark == 0 && viet->tone == 0)
        small = (unsigned char)viet->base;
    else if (viet->base == 'd' && viet->mark == 1 && viet->tone == 0)
        small = 0x111;
    return in_case(small, viet->capital);
}

/* By the second byte of U+0300 to U+033F: the tones, and the marks that make the vowels of the columns below. */
enum { BREVE = 1, CIRCUMFLEX, HORN };
static const uint8_t tones[64] = {[0x00] = 1, [0x09] = 2, [0x03] = 3, [0x01] = 4, [0x23] = 5};
static const uint8_t marks[64] = {[0x06] = BREVE, [0x02] = CIRCUMFLEX, [0x1B] = HORN};
static const uint8_t marked[][4] = {
    [0] = {0, 1, 2, 0}, [3] = {0, 0, 4, 0}, [6] = {0, 0, 7, 8}, [9] = {0, 0, 0, 10}, [11] = {0}};

size_t viet_join(uint32_t base, const unsigned char *at, size_t left, uint32_t *code) {
    struct viet viet;
    if (!viet_of(base, &viet) || viet.mark >= rows[viet.base & 31].n)
        return 0;
    unsigned vowel = rows[viet.base & 31].first + viet.mark, tone = viet.tone;
    size_t i = 0;
    for (; i + 1 < left && at[i] == 0xCC && (at[i + 1] & 0xC0) == 0x80; i += 2) {
        unsigned mark = marks[at[i + 1] & 0x3F], new_tone = tones[at[i + 1] & 0x3F];
        /* The dot and the horn bind first wherever they stand; a tone above the letter keeps its place before a mark there. */
        bool open = tone == 0 || tone == 5 || mark == HORN;
        if (new_tone && tone == 0)
            tone = new_tone;
        else if (open && marked[vowel][mark])
            vowel = marked[vowel][mark];
        else
            return 0;
    }
    *code = in_case(vowels[vowel][tone], viet.capital);
    return i;
}
