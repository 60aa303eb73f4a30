/* nfc.c - raw bytes to NFC with the way back.
 *
 * Nearly every file is NFC already, so the text is read once by a scanner that knows the Vietnamese blocks by their lead
 * bytes and stops at the first code point that asks for something: a combining mark, a look-alike, an invisible one.
 * Only from there on is a second text built, of copies and pieces. A piece is one base letter with the marks that
 * follow; it is normalised by the full algorithm (ậ decomposes to ạ + circumflex: dot below binds first, so "â + dot"
 * composes only after reordering), and is one run. Marks beyond PIECE_MAX start a new piece: nobody writes
 * them, and reordering is quadratic.
 *
 * Files that come from a Mac have all their letters in parts, one in every six bytes. Those of Vietnamese take a short way: NFC
 * of a text and a mark is NFC of (NFC of the text) and the mark, so the marks can be put at the letter one by one, and
 * where each time one letter of the alphabet comes out, and no mark follows, that is what the full algorithm gives too. */
#include "text/ask.h"
#include "text/text.h"
#include "text/utf8.h"
#include "text/viet.h"
#include <stdlib.h>
#include <utf8proc.h>

#define PIECE_MAX 32                    /* [code points]; UAX 15 "stream-safe" allows 30 marks */
#define RUN_USUAL 8                     /* [bytes] more than one has where all letters are in parts */
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

/* Bytes of the code point; 0: it asks for something, or is broken. */
static inline size_t silent_step(const unsigned char *at, size_t left) {
    uint32_t code;
    size_t step = at[0] < 0x80 ? 1 : plain_letter(at, left);
    if (step > 0)
        return step;
    step = utf8_decode(at, left, &code);
    return step > 0 && ask_of(code) == ASK_NOTHING ? step : 0;
}

/* Offset of the first code point at or after `from` that asks for something or is broken; raw.len when there is none. */
static size_t first_asking(struct str raw, size_t from, bool *broken) {
    const unsigned char *at = (const unsigned char *)raw.at;
    size_t i = from;
    while (i < raw.len) {
        i += utf8_ascii(at + i, raw.len - i);
        if (i == raw.len || at[i] < 0x80)
            continue;
        size_t step = silent_step(at + i, raw.len - i);
        if (step == 0) {
            uint32_t code;
            *broken = utf8_decode(at + i, raw.len - i, &code) == 0;
            return i;
        }
        i += step;
    }
    return i;
}

/* The same where a mark is likely: U+0300 to U+033F, which are marks all of them, behind less than eight bytes of ASCII. */
static inline size_t next_asking(struct str raw, size_t from, bool *broken) {
    const unsigned char *at = (const unsigned char *)raw.at;
    size_t i = from < raw.len ? from + utf8_ascii(at + from, raw.len - from) : from;
    bool mark = i + 1 < raw.len && at[i] == 0xCC && utf8_follows(at[i + 1]);
    return mark ? i : first_asking(raw, i, broken);
}

/* The text under construction. */
struct build {
    struct str raw;
    struct buf out;
    struct nfc_run *runs;
    size_t n, cap;
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

static void build_put(struct build *build, uint32_t code) {
    struct buf *out = &build->out;
    if (out->cap - out->len < 5)
        buf_room(out, 4);
    out->len += utf8_encode(code, (unsigned char *)out->at + out->len);
    out->at[out->len] = '\0';
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
    if (n == 1 && ask_of(codes[0]) == ASK_NOTHING) /* what a look-alike is meant for */
        return (size_t)len;
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
    size_t len = compose(codes + first, n + 1 - first, composed);
    if (len == end - start && memcmp(composed, build->raw.at + start, len) == 0) {
        build_copy(build, start, end);
    } else {
        build_run(build, start, end - start);
        buf_add(&build->out, composed, len);
    }
    return next;
}

/* Puts the marks from `at` on at the letter before them, which begins at `done` or later, by the short way. Returns the raw
 * offset behind them, with the text as far as that built; 0 where the short way does not lead, with nothing built. */
static size_t build_letter(struct build *build, size_t done, size_t at) {
    const unsigned char *raw = (const unsigned char *)build->raw.at;
    size_t start = at, len = build->raw.len;
    uint32_t base, letter;
    while (start > done && (start == at || utf8_follows(raw[start])))
        start--;
    if (start == at || utf8_decode(raw + start, at - start, &base) == 0)
        return 0;
    size_t marks = viet_join(base, raw + at, len - at, &letter), end = at + marks;
    if (marks == 0 || (end < len && silent_step(raw + end, len - end) == 0))
        return 0;
    build_copy(build, done, start);
    build_run(build, start, end - start);
    build_put(build, letter);
    return end;
}

/* All of the text, of which the first code point that asks something is at `at`. */
static bool build_all(struct build *build, size_t at, size_t *bad) {
    bool broken = false;
    buf_room(&build->out, build->raw.len);
    mem_grow((void **)&build->runs, &build->cap, build->raw.len / RUN_USUAL + 8, sizeof *build->runs);
    size_t done = 0;
    while (!broken && at < build->raw.len) {
        size_t next = build_letter(build, done, at);
        if (next == 0) {
            build_copy(build, done, at);
            next = build_piece(build, at);
        }
        done = next;
        at = next_asking(build->raw, done, &broken);
    }
    if (broken)
        *bad = at;
    else
        build_copy(build, done, at);
    return !broken;
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
        if (build.n == 0)
            build_run(&build, 0, 0);
        struct nfc_run *runs = arena_raw(arena, build.n, sizeof *runs);
        memcpy(runs, build.runs, build.n * sizeof *runs);
        *out = (struct nfc){arena_str(arena, buf_view(&build.out)), runs, build.n};
    }
    buf_fini(&build.out);
    free(build.runs);
    return ok;
}

/* The run that holds NFC byte `at`, or, where `raw` is set, the last one that begins at raw byte `at` or before. */
static inline const struct nfc_run *run_of(const struct nfc *nfc, size_t at, bool raw) {
    size_t low = 0, high = nfc->n_runs;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if ((raw ? nfc->runs[middle].raw : nfc->runs[middle].at) <= at)
            low = middle;
        else
            high = middle;
    }
    return &nfc->runs[low];
}

static size_t raw_start(const struct nfc *nfc, size_t at) {
    const struct nfc_run *run = run_of(nfc, at, false);
    return run->raw_len != 0 ? run->raw : run->raw + (at - run->at);
}

static size_t raw_end(const struct nfc *nfc, size_t to) {
    const struct nfc_run *run = run_of(nfc, to - 1, false);
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
    const struct nfc_run *run = run_of(nfc, raw, true);
    size_t end = run + 1 < nfc->runs + nfc->n_runs ? run[1].at : nfc->text.len;
    if (raw < run->raw)
        return run->at;
    if (run->raw_len != 0)
        return raw < (size_t)run->raw + run->raw_len ? run->at : end;
    return raw - run->raw < end - run->at ? run->at + (raw - run->raw) : end;
}
