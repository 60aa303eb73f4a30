/* viet.c - the make-up of the 134 letters. */
#include "text/viet.h"

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

static bool made_of(const char *make, const struct viet *viet) {
    return make[0] == viet->base && make[1] - '0' == viet->mark && make[2] - '0' == viet->tone;
}

uint32_t viet_code(const struct viet *viet) {
    if (viet->mark == 0 && viet->tone == 0)
        return (uint32_t)(unsigned char)viet->base - (viet->capital ? 0x20 : 0);
    for (uint32_t i = 0; additional[3 * i]; i++)
        if (made_of(additional + (size_t)3 * i, viet))
            return 0x1EA0 + 2 * i + (viet->capital ? 0 : 1);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (made_of(others[i].make, viet))
            return !viet->capital           ? others[i].code
                   : others[i].code < 0x100 ? others[i].code - 0x20u
                                            : others[i].code - 1u;
    return 0;
}
