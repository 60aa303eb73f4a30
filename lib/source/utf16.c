/* utf16.c - UTF-16 to UTF-8 with the way back. */
#include "source/utf16.h"

#define ORDER_LOOK  ((size_t)65536) /* [bytes] that are looked at */
#define ORDER_SHARE 25 /* [%] of units: blanks, digits, delimiters and plain letters are half of any report */
/* [%] of units: in a file that only has a piece of UTF-16 in it most are two bytes of UTF-8. */
#define ORDER_FIT 90

/* The high bytes of what Vietnamese is written with: Latin and its marks, punctuation, arrows and frames, full-width signs,
 * halves of what lies beyond. No letter of ASCII is among them, which two bytes of other text would have there. */
static bool fits(unsigned char high) {
    return high <= 0x03 || high == 0x1E || (high >= 0x20 && high <= 0x27) || high >= 0xD8;
}

char utf16_order(struct str raw, unsigned *share) {
    size_t zeros[2] = {0, 0}, units = (raw.len < ORDER_LOOK ? raw.len : ORDER_LOOK) / 2;
    for (size_t i = 0; i < units; i++) {
        zeros[0] += raw.at[2 * i] == 0;
        zeros[1] += raw.at[2 * i + 1] == 0;
    }
    size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1], least = zeros[0] + zeros[1] - most;
    bool little = zeros[1] == most;
    size_t fit = 0;
    for (size_t i = 0; i < units; i++)
        fit += fits((unsigned char)raw.at[2 * i + little]);
    *share = units == 0 ? 0 : (unsigned)(most * 100 / units);
    if (units < 4 || *share < ORDER_SHARE || least * 50 > most || fit * 100 < units * ORDER_FIT)
        return 0;
    return little ? '<' : '>';
}

static uint32_t unit_at(struct str raw, size_t at, bool big) {
    const unsigned char *b = (const unsigned char *)raw.at + at;
    return big ? (uint32_t)b[0] << 8 | b[1] : (uint32_t)b[1] << 8 | b[0];
}

/* The code point at `at` and its bytes in *len; false for half a unit or a lone surrogate. */
static bool next_code(struct str raw, size_t at, bool big, uint32_t *code, size_t *len) {
    *len = 2;
    if (raw.len - at < 2)
        return false;
    *code = unit_at(raw, at, big);
    if (*code < 0xD800 || *code > 0xDFFF)
        return true;
    if (*code > 0xDBFF || raw.len - at < 4)
        return false;
    uint32_t low = unit_at(raw, at + 2, big);
    *len = 4;
    *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
    return low >= 0xDC00 && low <= 0xDFFF;
}

bool utf16_decode(struct arena *arena, struct str raw, bool big, struct nfc *out, size_t *bad) {
    struct buf text = BUF_EMPTY;
    struct nfc_run *runs = ARENA_ARRAY(arena, raw.len / 2 + 1, struct nfc_run);
    size_t n = 0, at = 0, len = 0;
    bool ok = true;
    for (; at < raw.len; at += len) {
        uint32_t code;
        ok = next_code(raw, at, big, &code, &len);
        if (!ok)
            break;
        runs[n++] = (struct nfc_run){(uint32_t)text.len, (uint32_t)at, (uint32_t)len};
        text_put(&text, code);
    }
    *bad = at;
    *out = (struct nfc){arena_str(arena, buf_view(&text)), runs, n > 0 ? n : 1};
    buf_fini(&text);
    return ok;
}
