/* charset.c - the charsets that are read. Legacy Vietnamese ones take a line each in the table. */
#include "source/charset.h"
#include <stdlib.h>
#include <string.h>

static const struct nfc_run identity[1] = {{0, 0, 0}};

/* ---- UTF-8 ---- */

static bool claims_all(struct str raw) {
    (void)raw;
    return true;
}

static bool decode_utf8(struct arena *arena, struct str raw, struct nfc *out, size_t *bad) {
    (void)arena;
    (void)bad;
    *out = (struct nfc){raw, identity, 1};
    return true;
}

/* ---- UTF-16 with a byte order mark (Excel: "Unicode Text") ---- */

static bool claims_utf16le(struct str raw) {
    return str_starts(raw, STR("\xFF\xFE"));
}

static bool claims_utf16be(struct str raw) {
    return str_starts(raw, STR("\xFE\xFF"));
}

static uint32_t unit_at(struct str raw, size_t at, bool big) {
    const unsigned char *b = (const unsigned char *)raw.at + at;
    return big ? (uint32_t)b[0] << 8 | b[1] : (uint32_t)b[1] << 8 | b[0];
}

/* The code point at `at` and its bytes in *len; false for half a unit or a lone surrogate. */
static bool utf16_next(struct str raw, size_t at, bool big, uint32_t *code, size_t *len) {
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

/* Each character is a run: it takes two raw bytes and one to three of UTF-8. */
static bool decode_utf16(struct arena *arena, struct str raw, bool big, struct nfc *out, size_t *bad) {
    struct buf text = BUF_EMPTY;
    struct nfc_run *runs = ARENA_ARRAY(arena, raw.len / 2 + 1, struct nfc_run);
    size_t n = 0, at = 0, len = 0;
    bool ok = true;
    for (; at < raw.len; at += len) {
        uint32_t code;
        ok = utf16_next(raw, at, big, &code, &len);
        if (!ok)
            break;
        runs[n++] = (struct nfc_run){(uint32_t)text.len, (uint32_t)at, (uint32_t)len};
        text_put(&text, code);
    }
    *bad = at;
    *out = (struct nfc){arena_str(arena, buf_view(&text)), runs, n};
    buf_fini(&text);
    return ok;
}

static bool decode_utf16le(struct arena *arena, struct str raw, struct nfc *out, size_t *bad) {
    return decode_utf16(arena, raw, false, out, bad);
}

static bool decode_utf16be(struct arena *arena, struct str raw, struct nfc *out, size_t *bad) {
    return decode_utf16(arena, raw, true, out, bad);
}

/* ---- the table ---- */

static const struct charset charsets[] = {
    {"UTF-16LE", claims_utf16le, decode_utf16le},
    {"UTF-16BE", claims_utf16be, decode_utf16be},
    {"UTF-8", claims_all, decode_utf8},
};

const struct charset *charset_of(struct str raw) {
    size_t i = 0;
    while (!charsets[i].claims(raw))
        i++;
    return &charsets[i];
}

/* ---- two ways back made one ---- */

struct runs {
    struct nfc_run *items;
    size_t n, cap;
};

static void add_run(struct runs *runs, size_t at, size_t raw, size_t raw_len) {
    MEM_ROOM(runs->items, runs->n, runs->cap);
    runs->items[runs->n++] = (struct nfc_run){(uint32_t)at, (uint32_t)raw, (uint32_t)raw_len};
}

/* `run` is a copy of `len` bytes of inner.text: one run for each inner run that it touches, from *next on. */
static void chain_copy(struct runs *runs, const struct nfc_run *run, size_t len, const struct nfc *inner,
                       size_t *next) {
    size_t from = run->raw, to = from + len;
    while (*next + 1 < inner->n_runs && inner->runs[*next + 1].at <= from)
        (*next)++;
    for (size_t i = *next; i < inner->n_runs && (i == *next || inner->runs[i].at < to); i++) {
        const struct nfc_run *piece = &inner->runs[i];
        size_t start = piece->at > from ? piece->at : from;
        size_t raw = piece->raw_len != 0 ? piece->raw : piece->raw + (start - piece->at);
        add_run(runs, run->at + (start - from), raw, piece->raw_len);
    }
}

void charset_chain(struct arena *arena, struct nfc *outer, const struct nfc *inner) {
    struct runs runs = {0};
    size_t next = 0;
    for (size_t i = 0; i < outer->n_runs; i++) {
        const struct nfc_run *run = &outer->runs[i];
        size_t end = i + 1 < outer->n_runs ? outer->runs[i + 1].at : outer->text.len;
        if (run->raw_len != 0) {
            size_t from, to;
            nfc_raw(inner, run->raw, (size_t)run->raw + run->raw_len, &from, &to);
            add_run(&runs, run->at, from, to - from);
        } else {
            chain_copy(&runs, run, end - run->at, inner, &next);
        }
    }
    struct nfc_run *kept = ARENA_ARRAY(arena, runs.n + 1, struct nfc_run);
    if (runs.n > 0)
        memcpy(kept, runs.items, runs.n * sizeof *kept);
    *outer = (struct nfc){outer->text, kept, runs.n > 0 ? runs.n : 1};
    free(runs.items);
}
