/* fold.c - the key for matching, as long as its text: first ASCII, sixteen bytes at a time, then the letters beyond it, which
 * stand at every fourth byte or so, and of which those that must change are written over.
 *
 * The letters are found by their last bytes, sixty-four bytes at a time. A few comparisons give masks with a bit for each
 * byte: which ones are beyond ASCII, which of them lead a letter, which lead one of three bytes. Shifted by one and two,
 * the leads say where the other bytes of a letter must stand; if that is where they do stand, the block is sound, and the
 * last ones are those that are visited. Of nearly all of these a look into a table says that they stay as they are (of a
 * letter of three bytes the second one tells enough), and no code point is decoded. Blocks that are not sound hold what
 * is rare, or broken, and are gone through byte by byte.
 *
 *     t  i  \xE1 \xBB \x89  n  h  ,     \xC4 \x91
 *     .  .   lead  .    .   .  .  .  .   lead  .      leads
 *     .  .   .     must must .  .  .  .   .    must    leads << 1 | three << 2: the other bytes
 *     .  .   .     .    end  .  .  .  .   .    end     two << 1 | three << 2: what is visited
 *
 * fold_plain asks a second question on the same way: does the text need anything but folding? So a usual file is read
 * once where it would be three times, to be checked, to be composed and to be folded.
 *
 * Of the 15 open rhymes whose tone has two places, 12 keep their length when the tone moves (òa C3 B2 61 -> oà 6F C3
 * A0). õe, ùy and ũy do not (õe is 3 bytes, oẽ 4): they stay as written, and fold_pattern and fold_name know both. */
#include "base/sixteen.h"
#include "text/ask.h"
#include "text/text.h"
#include "text/utf8.h"
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

#define BIT(byte) (UINT64_C(1) << ((byte)&0x3F))
#define ODD       UINT64_C(0xAAAAAAAAAAAAAAAA) /* small letters, where capitals and small ones alternate */

/* By the byte before its last one, the last bytes of Vietnamese letters that are small and keep their tone whatever
 * follows, a bit each. No second byte of E1 is a lead byte, so that one table has both. */
static const uint64_t staying[256] = {
    [0xC3] = BIT(0xA0) | BIT(0xA1) | BIT(0xA2) | BIT(0xA3) | BIT(0xA8) | BIT(0xA9) | BIT(0xAA) | BIT(0xAC) |
             BIT(0xAD) | BIT(0xB4) | BIT(0xB9) | BIT(0xBD),
    [0xC4] = ODD & (BIT(0xB0) - 1),
    [0xC5] = BIT(0x8F) | BIT(0xA9) | BIT(0xAD),
    [0xC6] = BIT(0xA1) | BIT(0xB0),
    [0xBA] = ODD & ~(BIT(0xA0) - 1),
    [0xBB] = ODD & (BIT(0xBA) - 1) & ~(BIT(0x8D) | BIT(0x8F) | BIT(0xA5) | BIT(0xA7)),
};

/* Those whose tone may move to an a, e or y behind them: ò ó õ ú ọ ỏ ụ ủ. */
static const uint64_t moving[256] = {
    [0xC3] = BIT(0xB2) | BIT(0xB3) | BIT(0xB5) | BIT(0xBA),
    [0xBB] = BIT(0x8D) | BIT(0x8F) | BIT(0xA5) | BIT(0xA7),
};

/* Letters of names and of Vietnamese, small or not, that fold_plain need not look at: all but Ð and the strange ones of C3, and
 * those of C6 that are not Ơ and Ư. */
static const uint64_t plain[256] = {
    [0xC3] = ~UINT64_C(0xD943C8F0D943C8F0),
    [0xC4] = ~UINT64_C(0),
    [0xC5] = ~UINT64_C(0),
    [0xC6] = BIT(0xA0) | BIT(0xA1) | BIT(0xAF) | BIT(0xB0),
    [0xBA] = ~(BIT(0xA0) - 1),
    [0xBB] = BIT(0xBA) - 1,
};

static inline bool is_in(const uint64_t letters[256], const unsigned char *last) {
    return letters[last[-1]] >> (last[0] & 0x3F) & 1;
}

/* Is it the a, e or y that a tone may move to? */
static inline bool opens_rhyme(unsigned char c) {
    c |= 0x20;
    return c == 'a' || c == 'e' || c == 'y';
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

/* Folds what the lead byte in[i] begins. */
static void fold_letter(const unsigned char *in, size_t i, size_t n, unsigned char *out) {
    size_t len = fold_wide(in + i, n - i, out + i);
    if (i + len < n && len > 1 && is_in(moving, out + i + len - 1) && opens_rhyme(in[i + len]))
        move_tone(in, i, len, n, out);
}

/* ---- all of ASCII ---- */

static inline sixteen fold_sixteen(sixteen bytes) {
    sixteen blanks = sixteen_within(bytes, '\t', '\r') & ~sixteen_are(bytes, '\n');
    bytes |= sixteen_within(bytes, 'A', 'Z') & 0x20;
    return (bytes & ~blanks) | (blanks & ' ');
}

static inline void fold_ascii_all(const unsigned char *in, size_t from, size_t to, unsigned char *out) {
    size_t i = from;
    for (; i + 16 <= to; i += 16)
        sixteen_store(out + i, fold_sixteen(sixteen_load(in + i)));
    for (; i < to; i++)
        out[i] = fold_ascii(in[i]);
}

/* ---- the letters of sixty-four bytes ---- */

#define BLOCK ((size_t)64)

/* A bit for each byte of a block. */
struct block {
    uint64_t ends; /* the last bytes of letters beyond ASCII */
    uint64_t twos; /* leads from C3 right behind a letter of such a lead */
    bool sound;    /* all letters are whole, and of two bytes, or of three behind E1 or E2 */
};

/* What a block leaves to the next one. */
struct carry {
    uint64_t others, ends, latin;
};

static inline struct block block_of(const unsigned char in[BLOCK], struct carry *carry) {
    uint64_t high = 0, leads = 0, three = 0, latin = 0;
    for (size_t k = 0; k < BLOCK; k += 16) {
        sixteen bytes = sixteen_load(in + k);
        high |= sixteen_mask(bytes) << k;
        leads |= sixteen_mask(bytes & (bytes + bytes)) << k;
        three |= sixteen_mask(sixteen_are(bytes, 0xE1) | sixteen_are(bytes, 0xE2)) << k;
        latin |= sixteen_mask(sixteen_are(bytes, 0xC3)) << k;
    }
    uint64_t two = leads & ~three;
    struct block block = {.ends = two << 1 | three << 2 | carry->ends,
                          .twos = latin & (latin << 2 | carry->latin),
                          .sound = (high & ~leads) == (leads << 1 | three << 2 | carry->others)};
    *carry = (struct carry){leads >> 63 | three >> 62, two >> 63 | three >> 62, latin >> 62};
    return block;
}

/* Bytes of the code point at `in` if it is one that nfc_make keeps and text_strange_latin does not find strange; else 0. */
static size_t plain_step(const unsigned char *in, size_t left) {
    uint32_t code;
    size_t step = utf8_decode(in, left, &code);
    return step > 0 && ask_of(code) == ASK_NOTHING && !ask_strange(code) ? step : 0;
}

/* Does what the lead byte in[i] begins stay as it is? By its bytes alone, so some of which it is not said do. */
static inline bool stays(const unsigned char *in, size_t i, size_t n) {
    size_t last = i + 1 + (in[i] == 0xE1);
    return last < n && (in[last] & 0xC0) == 0x80 && is_in(staying, in + last);
}

/* The letters that begin at in[from, to), by their lead bytes; `check`: false where one is not plain. `out` may be NULL. */
static bool fold_each(const unsigned char *in, size_t from, size_t to, size_t n, unsigned char *out,
                      bool check) {
    size_t step = 1;
    for (size_t i = from; i < to; i += step) {
        step = check ? plain_step(in + i, n - i) : 1;
        if (step == 0)
            return false;
        if (out && in[i] >= 0xC0 && !stays(in, i, n))
            fold_letter(in, i, n, out);
    }
    return true;
}

/* Those of the block in[from, to) that is not sound, from the last one that began before it. */
static bool fold_unsound(const unsigned char *in, size_t from, size_t to, size_t n, unsigned char *out,
                         bool check) {
    size_t lead = from;
    for (size_t back = 1; back <= 3 && back <= from && lead == from && in[from - back] >= 0x80; back++)
        if (in[from - back] >= 0xC0)
            lead = from - back;
    return fold_each(in, lead, to, n, out, check);
}

/* Those of a sound block that end at in[from + ...], a bit each. */
static inline bool fold_ends(const unsigned char *in, size_t from, uint64_t ends, size_t n,
                             unsigned char *out, bool check) {
    for (; ends; ends &= ends - 1) {
        size_t end = from + (size_t)__builtin_ctzll(ends);
        if (is_in(staying, in + end) ||
            (is_in(moving, in + end) && (end + 1 == n || !opens_rhyme(in[end + 1]))))
            continue;
        size_t lead = end - 1 - (in[end - 1] < 0xC0);
        if (check && !is_in(plain, in + end) && plain_step(in + lead, n - lead) == 0)
            return false;
        fold_letter(in, lead, n, out);
    }
    return true;
}

/* Are they all plain? */
static inline bool plain_ends(const unsigned char *in, size_t from, uint64_t ends, size_t n) {
    for (; ends; ends &= ends - 1) {
        size_t end = from + (size_t)__builtin_ctzll(ends), lead = end - 1 - (in[end - 1] < 0xC0);
        if (!is_in(plain, in + end) && plain_step(in + lead, n - lead) == 0)
            return false;
    }
    return true;
}

/* All of the text, block by block; ASCII is one block ahead, for a letter may end behind its block. `check`: false as soon as
 * something is not plain. `out` NULL: nothing is folded. */
static inline bool fold_blocks(const unsigned char *in, size_t n, unsigned char *out, bool check) {
    struct carry carry = {0};
    size_t ahead = 0;
    for (size_t from = 0; from < n; from += BLOCK) {
        unsigned char last[BLOCK] = {0};
        bool whole = n - from >= BLOCK;
        size_t next = n - from >= 2 * BLOCK ? from + 2 * BLOCK : n;
        if (out)
            fold_ascii_all(in, ahead, next, out);
        ahead = next;
        if (!whole)
            memcpy(last, in + from, n - from);
        struct block block = block_of(whole ? in + from : last, &carry);
        bool ok = !block.sound ? fold_unsound(in, from, whole ? from + BLOCK : n, n, out, check)
                  : out        ? fold_ends(in, from, block.ends, n, out, check)
                               : plain_ends(in, from, block.ends, n);
        if (check && (!ok || block.twos))
            return false;
    }
    return !carry.others; /* else the text ends in the middle of a letter */
}

#define SHORT ((size_t)32) /* [bytes] so few are not worth a block */

/* All of so short a text. */
static void fold_short(const unsigned char *in, size_t n, unsigned char *out) {
    size_t i = 0;
    fold_ascii_all(in, 0, n, out);
    for (; i + 8 <= n; i += 8)
        for (uint64_t leads = eight_leads(eight_load(in + i)); leads; leads &= leads - 1)
            if (!stays(in, i + eight_first(leads), n))
                fold_letter(in, i + eight_first(leads), n, out);
    for (; i < n; i++)
        if (in[i] >= 0xC0 && !stays(in, i, n))
            fold_letter(in, i, n, out);
}

void fold_into(struct str nfc, char *key) {
    const unsigned char *in = (const unsigned char *)nfc.at;
    unsigned char *out = (unsigned char *)key;
    if (nfc.len < SHORT)
        fold_short(in, nfc.len, out);
    else
        fold_blocks(in, nfc.len, out, false);
}

bool fold_plain(struct str raw, char *key) {
    return fold_blocks((const unsigned char *)raw.at, raw.len, (unsigned char *)key, true);
}

bool fold_only(struct str raw) {
    return fold_blocks((const unsigned char *)raw.at, raw.len, NULL, true);
}

struct str fold(struct arena *arena, struct str nfc) {
    char *key = arena_raw(arena, nfc.len + 1, 1);
    fold_into(nfc, key);
    key[nfc.len] = '\0';
    return (struct str){key, nfc.len};
}
