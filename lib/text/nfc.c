/* nfc.c - raw bytes to NFC with the way back.
 *
 * Nearly every file is NFC already, so the text is read once by a scanner that knows the Vietnamese blocks by their lead
 * bytes and stops at the first code point that asks for something: a combining mark, a look-alike, an invisible one.
 * Only from there on is a second text built, of copies and pieces. A piece is one base letter with the marks that
 * follow; it is normalised by the full algorithm (ậ decomposes to ạ + circumflex: dot below binds first, so "â + dot"
 * composes only after reordering), and is one run. Marks beyond PIECE_MAX start a new piece: nobody writes
 * them, and reordering is quadratic. */
#include "text/ask.h"
#include "text/text.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <utf8proc.h>

#define PIECE_MAX 32                    /* [code points]; UAX 15 "stream-safe" allows 30 marks */
#define WIDE_MAX  (4 * (PIECE_MAX + 1)) /* the longest canonical decomposition of one has 4 */

static const struct nfc_run identity[1] = {{0, 0, 0}};

/* The length of a letter of the Vietnamese blocks that asks nothing, by its bytes alone; 0: look closer. */
static inline size_t plain_letter(const unsigned char *at, size_t left) {
    if (left >= 3 && at[0] == 0xE1 && (at[1] & 0xFE) == 0xBA && (at[2] & 0xC0) == 0x80)
        return 3;
    if (left < 2 || at[0] < 0xC3 || at[0] > 0xC6 || (at[1] & 0xC0) != 0x80)
        return 0;
    if (at[0] == 0xC3)
        return at[1] == 0x90 || at[1] == 0xB0 ? 0 : 2;
    return at[0] == 0xC6 && (at[1] == 0x89 || at[1] == 0xA2 || at[1] == 0xA3) ? 0 : 2;
}

/* Offset of the first code point at or after `from` that asks for something or is broken; raw.len when there is none. */
static size_t first_asking(struct str raw, size_t from, bool *broken) {
    const unsigned char *at = (const unsigned char *)raw.at;
    size_t i = from;
    while (i < raw.len) {
        i += utf8_ascii(at + i, raw.len - i);
        if (i == raw.len || at[i] < 0x80)
            continue;
        size_t step = plain_letter(at + i, raw.len - i);
        if (step == 0) {
            uint32_t code;
            step = utf8_decode(at + i, raw.len - i, &code);
            *broken = step == 0;
            if (*broken || ask_of(code) != ASK_NOTHING)
                return i;
        }
        i += step;
    }
    return i;
}

/* Pieces composed before, by their code points: a half-composed text has few different ones and thousands of each. */
#define MEMO_SIZE  256
#define MEMO_CODES 3 /* a letter, its mark, its tone; longer pieces are rare */

struct memo {
    uint32_t codes[MEMO_CODES];
    uint8_t n, len; /* n = 0: free */
    utf8proc_uint8_t bytes[4 * MEMO_CODES];
};

/* The text under construction. */
struct build {
    struct str raw;
    struct buf out;
    struct nfc_run *runs;
    size_t n, cap;
    struct memo memo[MEMO_SIZE];
};

static void build_run(struct build *build, size_t raw, size_t raw_len) {
    MEM_ROOM(build->runs, build->n, build->cap);
    build->runs[build->n++] = (struct nfc_run){(uint32_t)build->out.len, (uint32_t)raw, (uint32_t)raw_len};
}

static void build_copy(struct build *build, size_t from, size_t to) {
    if (from == to)
        return;
    const struct nfc_run *last = build->n > 0 ? &build->runs[build->n - 1] : NULL;
    if (last == NULL || last->raw_len != 0 || last->raw + (build->out.len - last->at) != from)
        build_run(build, from, 0);
    buf_add(&build->out, build->raw.at + from, to - from);
}

/* Takes the last code point back out of the text, for a mark that follows it; its raw offset, or `otherwise` when it
 * cannot be had (start of the text, or the end of a piece). */
static size_t build_take_back(struct build *build, size_t otherwise) {
    if (build->n == 0 || build->runs[build->n - 1].raw_len != 0)
        return otherwise;
    const struct nfc_run *last = &build->runs[build->n - 1];
    size_t at = build->out.len - 1;
    while (at > last->at && ((unsigned char)build->out.at[at] & 0xC0) == 0x80)
        at--;
    size_t raw = last->raw + (at - last->at);
    build->n -= at == last->at;
    build->out.len = at;
    return raw;
}

/* Encodes `n` code points in canonical composition; returns the length. */
static size_t compose(const uint32_t *codes, size_t n, utf8proc_uint8_t out[4 * WIDE_MAX]) {
    utf8proc_int32_t wide[WIDE_MAX];
    utf8proc_ssize_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += utf8proc_encode_char((utf8proc_int32_t)codes[i], out + len);
    const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t count = utf8proc_decompose(out, len, wide, WIDE_MAX, how);
    if (count < 0 || count > WIDE_MAX) /* cannot be: keep what was there */
        return (size_t)len;
    count = utf8proc_normalize_utf32(wide, count, how);
    len = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        len += utf8proc_encode_char(wide[i], out + len);
    return (size_t)len;
}

/* The same, from the memo where it is there. */
static size_t compose_memo(struct memo *memo, const uint32_t *codes, size_t n,
                           utf8proc_uint8_t out[4 * WIDE_MAX]) {
    if (n > MEMO_CODES)
        return compose(codes, n, out);
    uint32_t hash = 0;
    for (size_t i = 0; i < n; i++)
        hash = (hash + codes[i]) * 2654435761u;
    struct memo *slot = &memo[hash >> 24];
    if (slot->n != n || memcmp(slot->codes, codes, n * sizeof *codes) != 0) {
        size_t len = compose(codes, n, out);
        if (len > sizeof slot->bytes)
            return len;
        slot->n = (uint8_t)n;
        slot->len = (uint8_t)len;
        memcpy(slot->codes, codes, n * sizeof *codes);
        memcpy(slot->bytes, out, len);
    }
    memcpy(out, slot->bytes, slot->len);
    return slot->len;
}

/* Reads what belongs to one piece from `at`: `codes` gets it without the invisible ones, *end the raw byte after its
 * last code point. Returns where to go on, beyond invisible ones that follow. */
static size_t read_piece(struct str raw, size_t at, uint32_t codes[PIECE_MAX], size_t *n, size_t *end) {
    *n = 0;
    *end = at;
    size_t i = at;
    while (i < raw.len && *n < PIECE_MAX) {
        uint32_t code;
        size_t step = utf8_decode((const unsigned char *)raw.at + i, raw.len - i, &code);
        enum ask ask = step == 0 ? ASK_NOTHING : ask_of(code);
        if (ask == ASK_NOTHING || (ask == ASK_LETTER && *n > 0))
            break;
        i += step;
        if (ask == ASK_DROP)
            continue;
        codes[(*n)++] = ask_meant(code);
        *end = i;
    }
    return i;
}

/* Normalises the piece at `at`; returns the raw offset to go on from. */
static size_t build_piece(struct build *build, size_t at) {
    uint32_t codes[PIECE_MAX + 1];
    size_t n, end;
    size_t next = read_piece(build->raw, at, codes + 1, &n, &end);
    if (n == 0)
        return next;
    size_t start = at, first = 1;
    if (ask_of(codes[1]) == ASK_MARK)
        start = build_take_back(build, at);
    if (start < at) {
        utf8_decode((const unsigned char *)build->raw.at + start, at - start, &codes[0]);
        first = 0;
    }
    utf8proc_uint8_t composed[4 * WIDE_MAX];
    size_t len = compose_memo(build->memo, codes + first, n + 1 - first, composed);
    if (len == end - start && memcmp(composed, build->raw.at + start, len) == 0) {
        build_copy(build, start, end);
    } else {
        build_run(build, start, end - start);
        buf_add(&build->out, composed, len);
    }
    return next;
}

/* The slow way, from the first asking code point `at` on. */
static bool build_all(struct build *build, size_t at, size_t *bad) {
    size_t done = 0;
    for (;;) {
        build_copy(build, done, at);
        if (at == build->raw.len)
            return true;
        done = build_piece(build, at);
        bool broken = false;
        at = first_asking(build->raw, done, &broken);
        if (broken) {
            *bad = at;
            return false;
        }
    }
}

bool nfc_make(struct arena *arena, struct str raw, struct nfc *out, size_t *bad) {
    bool broken = false;
    size_t skip = str_starts(raw, STR("\xEF\xBB\xBF")) ? 3 : 0;
    size_t at = first_asking(raw, skip, &broken);
    if (broken) {
        *bad = at;
        return false;
    }
    if (at == raw.len) {
        *out = (struct nfc){str_cut(raw, skip, raw.len), identity, 1};
        if (skip > 0) {
            struct nfc_run *run = ARENA_NEW(arena, struct nfc_run);
            run->raw = (uint32_t)skip;
            out->runs = run;
        }
        return true;
    }
    struct build build = {.raw = raw};
    bool ok = build_all(&build, first_asking(raw, 0, &broken), bad);
    if (ok) {
        struct nfc_run *runs = ARENA_ARRAY(arena, build.n + 1, struct nfc_run);
        if (build.n > 0)
            memcpy(runs, build.runs, build.n * sizeof *runs);
        *out = (struct nfc){arena_str(arena, buf_view(&build.out)), runs, build.n > 0 ? build.n : 1};
    }
    buf_fini(&build.out);
    free(build.runs);
    return ok;
}

/* The run that holds NFC byte `at`. */
static const struct nfc_run *run_at(const struct nfc *nfc, size_t at) {
    size_t low = 0, high = nfc->n_runs;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (nfc->runs[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return &nfc->runs[low];
}

static size_t raw_start(const struct nfc *nfc, size_t at) {
    const struct nfc_run *run = run_at(nfc, at);
    return run->raw_len != 0 ? run->raw : run->raw + (at - run->at);
}

static size_t raw_end(const struct nfc *nfc, size_t to) {
    const struct nfc_run *run = run_at(nfc, to - 1);
    return run->raw_len != 0 ? (size_t)run->raw + run->raw_len : run->raw + (to - run->at);
}

void nfc_raw(const struct nfc *nfc, size_t from, size_t to, size_t *raw_from, size_t *raw_to) {
    if (to > from) {
        *raw_from = raw_start(nfc, from);
        *raw_to = raw_end(nfc, to);
    } else { /* between two bytes: after the one before, so that it stays inside what was read */
        *raw_from = *raw_to = from > 0 ? raw_end(nfc, from) : raw_start(nfc, 0);
    }
}

size_t nfc_at(const struct nfc *nfc, size_t raw) {
    size_t low = 0, high = nfc->n_runs;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (nfc->runs[middle].raw <= raw)
            low = middle;
        else
            high = middle;
    }
    const struct nfc_run *run = &nfc->runs[low];
    size_t end = low + 1 < nfc->n_runs ? nfc->runs[low + 1].at : nfc->text.len;
    if (raw < run->raw)
        return run->at;
    if (run->raw_len != 0)
        return raw < (size_t)run->raw + run->raw_len ? run->at : end;
    return raw - run->raw < end - run->at ? run->at + (raw - run->raw) : end;
}
