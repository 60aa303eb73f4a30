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
 * once where it would be three times, to be checked, to be composed and to be folded. */
#include "base/sixteen.h"
#include "text/ask.h"
#include "text/fold_letter.h"
#include "text/text.h"
#include "text/utf8.h"
#include <string.h>

/* ---- all of ASCII ---- */

/* Lower case, and blanks (not LF) as spaces; without branches, for text changes case at every name. */
static inline unsigned char fold_ascii(unsigned char c) {
    unsigned char lower = c | (unsigned char)((c >= 'A' && c <= 'Z') << 5);
    return c == '\t' || (c >= '\v' && c <= '\r') ? ' ' : lower;
}

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

/* The letters that begin at in[from, to), by their lead bytes; `check`: false where one is not plain. `out` may be NULL. */
static bool fold_each(const unsigned char *in, size_t from, size_t to, size_t n, unsigned char *out,
                      bool check) {
    size_t step = 1;
    for (size_t i = from; i < to; i += step) {
        step = check ? plain_step(in + i, n - i) : 1;
        if (step == 0)
            return false;
        if (out && in[i] >= 0xC0 && !fold_stays(in, i, n))
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
        if (fold_is_in(fold_staying, in + end) ||
            (fold_is_in(fold_moving, in + end) && (end + 1 == n || !fold_opens_rhyme(in[end + 1]))))
            continue;
        size_t lead = end - 1 - (in[end - 1] < 0xC0);
        if (check && !fold_is_in(fold_untouched, in + end) && plain_step(in + lead, n - lead) == 0)
            return false;
        fold_letter(in, lead, n, out);
    }
    return true;
}

/* Are they all plain? */
static inline bool plain_ends(const unsigned char *in, size_t from, uint64_t ends, size_t n) {
    for (; ends; ends &= ends - 1) {
        size_t end = from + (size_t)__builtin_ctzll(ends), lead = end - 1 - (in[end - 1] < 0xC0);
        if (!fold_is_in(fold_untouched, in + end) && plain_step(in + lead, n - lead) == 0)
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
            if (!fold_stays(in, i + eight_first(leads), n))
                fold_letter(in, i + eight_first(leads), n, out);
    for (; i < n; i++)
        if (in[i] >= 0xC0 && !fold_stays(in, i, n))
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
