/* fold.c - the key for matching, as long as its text. A copy of the text, in which what must change is written over. The
 * Vietnamese blocks are known by their lead bytes, so no code point is decoded.
 *
 * Of the 15 open rhymes whose tone has two places, 12 keep their length when the tone moves (òa C3 B2 61 -> oà 6F C3
 * A0). õe, ùy and ũy do not (õe is 3 bytes, oẽ 4): they stay as written, and fold_pattern and fold_name know both. */
#include "text/text.h"
#include <string.h>

static const struct {
    char toned[4], next, moved[4]; /* next: the letter behind; moved: that letter with the tone */
} tones[] = {
    {"ò", 'a', "à"}, {"ò", 'e', "è"}, {"ó", 'a', "á"}, {"ó", 'e', "é"}, {"õ", 'a', "ã"}, {"ú", 'y', "ý"},
    {"ỏ", 'a', "ả"}, {"ỏ", 'e', "ẻ"}, {"ọ", 'a', "ạ"}, {"ọ", 'e', "ẹ"}, {"ủ", 'y', "ỷ"}, {"ụ", 'y', "ỵ"},
};

/* Lower case, and blanks (not LF) as spaces; without branches, for text changes case at every name. */
static inline unsigned char fold_ascii(unsigned char c) {
    unsigned char lower = c | (unsigned char)((c >= 'A' && c <= 'Z') << 5);
    return c == '\t' || (c >= '\v' && c <= '\r') ? ' ' : lower;
}

/* Does the byte stay as it is: a small letter of ASCII, a digit, a mark, a space? */
static inline bool stays(unsigned char c) {
    return (unsigned char)(c - ' ') < 0x80 - ' ' && (unsigned char)(c - 'A') > 'Z' - 'A';
}

/* Bytes from 0xC3 to 0xC6 and 0xE1 lead the letters; combining marks that stand alone count with them. */
static inline bool leads_letter(unsigned char c) {
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xC3 && c <= 0xCD) || c == 0xE1;
}

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

/* Bytes of the letter at `in`, which is not ASCII, where it is small and its tone stays whatever follows; 0: look closer.
 * Nearly all letters of a text are such. */
static inline size_t small_letter(const unsigned char *in, size_t left) {
    if (left >= 3 && in[0] == 0xE1 && (in[2] & 1)) {
        bool moves = in[2] == 0x8D || in[2] == 0x8F || in[2] == 0xA5 || in[2] == 0xA7; /* ọ ỏ ụ ủ */
        return (in[1] == 0xBA && in[2] >= 0xA0) || (in[1] == 0xBB && in[2] <= 0xB9 && !moves) ? 3 : 0;
    }
    if (left < 2)
        return 0;
    if (in[0] == 0xC3) {
        bool moves = in[1] == 0xB2 || in[1] == 0xB3 || in[1] == 0xB5 || in[1] == 0xBA; /* ò ó õ ú */
        return in[1] >= 0xA0 && !moves ? 2 : 0;
    }
    return (in[0] == 0xC4 && (in[1] & 1) && in[1] <= 0xAF) ||
                   (in[0] == 0xC6 && (in[1] == 0xA1 || in[1] == 0xB0))
               ? 2
               : 0;
}

/* Is it the a, e or y that a tone may move to? */
static inline bool opens_rhyme(unsigned char c) {
    c |= 0x20;
    return c == 'a' || c == 'e' || c == 'y';
}

/* Moves the tone of the open rhyme whose first letter, already folded, is out[i, i + len) and whose second is the `a`, `e`
 * or `y` behind it. Returns whether it did: both letters are then written. */
static bool move_tone(const unsigned char *in, size_t i, size_t len, size_t n, unsigned char *out) {
    size_t behind = i + len;
    unsigned char next = in[behind] | 0x20;
    if (behind + 1 < n && leads_letter(in[behind + 1]))
        return false;
    for (size_t t = 0; t < sizeof tones / sizeof *tones; t++) {
        if (tones[t].next != next || (unsigned char)tones[t].toned[len - 1] != out[behind - 1] ||
            memcmp(tones[t].toned, out + i, len) != 0 || tones[t].toned[len] != '\0')
            continue;
        if (next == 'y' && i > 0 && (in[i - 1] | 0x20) == 'q')
            return false;
        out[i] = next == 'y' ? 'u' : 'o';
        memcpy(out + i + 1, tones[t].moved, len);
        return true;
    }
    return false;
}

void fold_into(struct str nfc, char *key) {
    const unsigned char *in = (const unsigned char *)nfc.at;
    unsigned char *out = (unsigned char *)key;
    if (nfc.len > 0)
        memcpy(key, nfc.at, nfc.len);
    for (size_t i = 0; i < nfc.len;) {
        if (stays(in[i])) {
            i++;
            continue;
        }
        if (in[i] < 0x80) {
            out[i] = fold_ascii(in[i]);
            i++;
            continue;
        }
        size_t small = small_letter(in + i, nfc.len - i);
        size_t len = small > 0 ? small : fold_wide(in + i, nfc.len - i, out + i);
        i += len;
        if (small > 0)
            continue;
        if (i < nfc.len && opens_rhyme(in[i]) && move_tone(in, i - len, len, nfc.len, out))
            i++;
    }
}

struct str fold(struct arena *arena, struct str nfc) {
    char *key = arena_alloc(arena, nfc.len + 1);
    fold_into(nfc, key);
    return (struct str){key, nfc.len};
}
