/* fold_letter.c - one letter beyond ASCII: its small form, and whether its tone moves to the letter behind it.
 *
 * Of the 15 open rhymes whose tone has two places, 12 keep their length when the tone moves (òa C3 B2 61 -> oà 6F C3
 * A0). õe, ùy and ũy do not (õe is 3 bytes, oẽ 4): they stay as written, and fold_pattern and fold_name know both. */
#include "text/fold_letter.h"
#include <string.h>

/* ---- sets of letters ---- */

#define BIT(byte) (UINT64_C(1) << ((byte)&0x3F))
#define ODD       UINT64_C(0xAAAAAAAAAAAAAAAA) /* small letters, where capitals and small ones alternate */

const uint64_t fold_staying[256] = {
    [0xC3] = BIT(0xA0) | BIT(0xA1) | BIT(0xA2) | BIT(0xA3) | BIT(0xA8) | BIT(0xA9) | BIT(0xAA) | BIT(0xAC) |
             BIT(0xAD) | BIT(0xB4) | BIT(0xB9) | BIT(0xBD),
    [0xC4] = ODD & (BIT(0xB0) - 1),
    [0xC5] = BIT(0x8F) | BIT(0xA9) | BIT(0xAD),
    [0xC6] = BIT(0xA1) | BIT(0xB0),
    [0xBA] = ODD & ~(BIT(0xA0) - 1),
    [0xBB] = ODD & (BIT(0xBA) - 1) & ~(BIT(0x8D) | BIT(0x8F) | BIT(0xA5) | BIT(0xA7)),
};

const uint64_t fold_moving[256] = {
    [0xC3] = BIT(0xB2) | BIT(0xB3) | BIT(0xB5) | BIT(0xBA),
    [0xBB] = BIT(0x8D) | BIT(0x8F) | BIT(0xA5) | BIT(0xA7),
};

const uint64_t fold_untouched[256] = {
    [0xC3] = ~UINT64_C(0xD943C8F0D943C8F0),
    [0xC4] = ~UINT64_C(0),
    [0xC5] = ~UINT64_C(0),
    [0xC6] = BIT(0xA0) | BIT(0xA1) | BIT(0xAF) | BIT(0xB0),
    [0xBA] = ~(BIT(0xA0) - 1),
    [0xBB] = BIT(0xBA) - 1,
};

/* ---- small letters ---- */

/* The second byte of a two-byte letter in lower case; `lead` is 0xC3 to 0xC6. */
static inline unsigned char lower_second(unsigned char lead, unsigned char second) {
    switch (lead) {
    case 0xC3: return second <= 0x9E && second != 0x97 ? second + 0x20 : second;
    case 0xC4: return second <= 0xAF ? second | 1 : second; /* Ă Đ Ĩ, and Č Ĕ Ĭ of names from the highlands */
    case 0xC5: return second >= 0x8A && second <= 0xB7 ? second | 1 : second;
    default: return second == 0xA0 ? 0xA1 : second == 0xAF ? 0xB0 : second;
    }
}

/* Is the three-byte sequence a blank of Unicode? */
static bool wide_blank(const unsigned char *in) {
    if (in[0] == 0xE2 && in[1] == 0x80)
        return in[2] <= 0x8A || in[2] == 0xA8 || in[2] == 0xA9 || in[2] == 0xAF;
    return (in[0] == 0xE2 && in[1] == 0x81 && in[2] == 0x9F) ||
           (in[0] == 0xE3 && in[1] == 0x80 && in[2] == 0x80) ||
           (in[0] == 0xE1 && in[1] == 0x9A && in[2] == 0x80);
}

/* Folds a code point outside the Vietnamese blocks, or one cut off at the end; its length. */
static size_t fold_other(const unsigned char *in, size_t left, unsigned char *out) {
    size_t len = in[0] >= 0xF0 ? 4 : in[0] >= 0xE0 ? 3 : 2;
    if (len > left)
        len = left;
    if ((len == 2 && in[0] == 0xC2 && (in[1] == 0xA0 || in[1] == 0x85)) || (len == 3 && wide_blank(in)))
        memset(out, ' ', len);
    else
        memcpy(out, in, len);
    return len;
}

/* Folds the code point at `in`, which is not ASCII; its length. */
static inline size_t fold_wide(const unsigned char *in, size_t left, unsigned char *out) {
    if (left >= 2 && in[0] >= 0xC3 && in[0] <= 0xC6) {
        out[0] = in[0];
        out[1] = lower_second(in[0], in[1]);
        return 2;
    }
    if (left >= 3 && in[0] == 0xE1 && (in[1] == 0xBB || (in[1] == 0xBA && in[2] >= 0xA0))) {
        out[0] = in[0];
        out[1] = in[1];
        out[2] = in[1] == 0xBA || in[2] <= 0xB9 ? in[2] | 1 : in[2];
        return 3;
    }
    return fold_other(in, left, out);
}

/* ---- tones ---- */

static const struct {
    char toned[4], next, moved[4]; /* next: the letter behind; moved: that letter with the tone */
} tones[] = {
    {"ò", 'a', "à"}, {"ò", 'e', "è"}, {"ó", 'a', "á"}, {"ó", 'e', "é"}, {"õ", 'a', "ã"}, {"ú", 'y', "ý"},
    {"ỏ", 'a', "ả"}, {"ỏ", 'e', "ẻ"}, {"ọ", 'a', "ạ"}, {"ọ", 'e', "ẹ"}, {"ủ", 'y', "ỷ"}, {"ụ", 'y', "ỵ"},
};

/* Bytes from 0xC3 to 0xC6 and 0xE1 lead the letters; combining marks that stand alone count with them. */
static inline bool leads_letter(unsigned char c) {
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xC3 && c <= 0xCD) || c == 0xE1;
}

/* Moves the tone of the open rhyme whose first letter, already folded, is out[i, i + len) and whose second is the `a`, `e`
 * or `y` behind it, if it does move. */
static void move_tone(const unsigned char *in, size_t i, size_t len, size_t n, unsigned char *out) {
    size_t behind = i + len;
    unsigned char next = in[behind] | 0x20;
    if (behind + 1 < n && leads_letter(in[behind + 1]))
        return;
    for (size_t t = 0; t < sizeof tones / sizeof *tones; t++) {
        if (tones[t].next != next || (unsigned char)tones[t].toned[len - 1] != out[behind - 1] ||
            memcmp(tones[t].toned, out + i, len) != 0 || tones[t].toned[len] != '\0')
            continue;
        if (next == 'y' && i > 0 && (in[i - 1] | 0x20) == 'q')
            return;
        out[i] = next == 'y' ? 'u' : 'o';
        memcpy(out + i + 1, tones[t].moved, len);
        return;
    }
}

void fold_letter(const unsigned char *in, size_t i, size_t n, unsigned char *out) {
    size_t len = fold_wide(in + i, n - i, out + i);
    if (i + len < n && len > 1 && fold_is_in(fold_moving, out + i + len - 1) && fold_opens_rhyme(in[i + len]))
        move_tone(in, i, len, n, out);
}
