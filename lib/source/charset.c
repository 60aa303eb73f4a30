/* charset.c - bytes to text.
 *
 * In this order: what somebody says; a byte order mark; zero bytes in every second place (UTF-16); UTF-8, which nothing
 * else looks like by chance, with what was pasted into it; then the charset from before Unicode under which the words are
 * Vietnamese (reading.c). A file that is mostly sound UTF-8 is a broken one, not another charset. */
#include "source/charset.h"
#include "source/chain.h"
#include "source/lost.h"
#include "source/utf16.h"
#include <string.h>
#include <strings.h>

#define MIXED_LEAST 4 /* letters of East Asia: one or two may be a name */

static const struct nfc_run identity[1] = {{0, 0, 0}};

/* ---- names ---- */

enum charset { CHARSET_UTF8 = LEGACY_KINDS, CHARSET_UTF16, CHARSET_UTF16LE, CHARSET_UTF16BE };

static const struct {
    const char *name;
    int charset; /* enum charset or legacy_kind */
} names[] = {
    {"UTF-8", CHARSET_UTF8},       {"UTF-16", CHARSET_UTF16}, {"UTF-16LE", CHARSET_UTF16LE},
    {"UTF-16BE", CHARSET_UTF16BE}, {"TCVN3", LEGACY_TCVN3},   {"ABC", LEGACY_TCVN3},
    {"VNI", LEGACY_VNI},           {"VISCII", LEGACY_VISCII}, {"Windows-1258", LEGACY_CP1258},
    {"CP1258", LEGACY_CP1258},
};

/* The number of a charset, -1: there is none of that name. */
static int charset_named(struct str name) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == name.len && strncasecmp(names[i].name, name.at, name.len) == 0)
            return names[i].charset;
    return -1;
}

bool source_charset_known(struct str name) {
    return charset_named(name) >= 0;
}

/* ---- faults ---- */

/* Line and column of a broken byte: the file could not be decoded, so bytes are counted as they lie. */
static struct diag_where broken_at(const struct source *source, size_t bad) {
    struct diag_where where = {.file = source->path, .line = 1, .column = 1};
    bool wide = strncmp(source->charset, "UTF-16", 6) == 0;
    for (size_t i = 0; i < bad; i += wide ? 2 : 1) {
        unsigned char c = (unsigned char)source->raw.at[i];
        if (wide && i + 1 < bad)
            c |= (unsigned char)source->raw.at[i + 1];
        if (c == '\n') {
            where.line++;
            where.column = 1;
        } else if (wide || (c & 0xC0) != 0x80) {
            where.column++;
        }
    }
    return where;
}

static void report_broken_utf16(const struct source *source, size_t bad, struct diag *diag) {
    diag_at(diag, DIAG_ERROR, broken_at(source, bad), "encoding",
            _("the %s text is broken at byte %zu; export the file again, as UTF-8"), source->charset, bad);
}

static void report_broken_utf8(const struct source *source, size_t bad, struct diag *diag) {
    diag_at(diag, DIAG_ERROR, broken_at(source, bad), "encoding",
            _("byte %02X is not UTF-8; save the file again as \"CSV UTF-8\" or as text with encoding UTF-8"),
            (unsigned char)source->raw.at[bad]);
}

static void report_undecided(const struct source *source, size_t bad, const struct charset_found *found,
                             struct diag *diag) {
    struct tally best = found->guess[found->best], next = found->guess[found->next];
    diag_at(
        diag, DIAG_ERROR, broken_at(source, bad), "encoding",
        _("byte %02X is not UTF-8, and what else it is cannot be told: of the words with marks %zu of %zu are "
          "Vietnamese as %s, %zu of %zu as %s; save the file again as UTF-8, or name its charset (charset: in "
          "hoso.yaml, --charset): TCVN3, VNI, VISCII, Windows-1258"),
        (unsigned char)source->raw.at[bad], best.good, tally_words(best), legacy_name(found->best), next.good,
        tally_words(next), legacy_name(found->next));
}

static bool no_zero_bytes(const struct source *source, struct str text, const struct nfc *back,
                          struct diag *diag) {
    const char *zero = text.len > 0 ? memchr(text.at, '\0', text.len) : NULL;
    if (zero == NULL)
        return true;
    size_t at = (size_t)(zero - text.at), raw_from = at, raw_to;
    if (back)
        nfc_raw(back, at, at + 1, &raw_from, &raw_to);
    diag_at(
        diag, DIAG_ERROR, broken_at(source, raw_from), "encoding",
        _("a zero byte: this is no text, or a part of it is in UTF-16; save the file again as \"CSV UTF-8\" or as "
          "text with encoding UTF-8"));
    return false;
}

/* ---- reading ---- */

/* utf8 -> nfc, whose runs are chained where the text is not the raw bytes. False: it is not UTF-8. */
static bool compose(struct source *source, struct charset_found *found, size_t *bad) {
    if (!nfc_make(&source->arena, source->utf8.text, &source->nfc, bad))
        return false;
    for (size_t i = 0; i < source->nfc.n_runs; i++)
        found->composed += source->nfc.runs[i].raw_len != 0;
    if (source->utf8.text.at != source->raw.at)
        nfc_chain(&source->arena, &source->nfc, &source->utf8);
    return true;
}

/* What was pasted into the decoded text from older charsets is read as what was meant. */
static bool repair(struct source *source, enum legacy_kind forced, struct charset_found *found) {
    struct reading reading;
    struct nfc decoded = source->utf8;
    if (forced == LEGACY_KINDS && !text_strange_latin(decoded.text))
        return false;
    if (!reading_repair(&reading, &source->arena, decoded.text, forced))
        return false;
    memcpy(found->use, reading.use, sizeof found->use);
    if (decoded.text.at != source->raw.at) {
        nfc_chain(&source->arena, &reading.made, &decoded);
        for (int kind = 0; kind < LEGACY_KINDS; kind++) {
            size_t first = found->use[kind].first, end;
            nfc_raw(&decoded, first, first + 1, &found->use[kind].first, &end);
        }
    }
    source->utf8 = reading.made;
    return true;
}

static bool read_utf16(struct source *source, bool big, struct charset_found *found, struct diag *diag) {
    size_t bad;
    source->charset = big ? "UTF-16BE" : "UTF-16LE";
    if (!utf16_decode(&source->arena, source->raw, big, &source->utf8, &bad)) {
        report_broken_utf16(source, bad, diag);
        return false;
    }
    if (!no_zero_bytes(source, source->utf8.text, &source->utf8, diag))
        return false;
    repair(source, LEGACY_KINDS, found);
    return compose(source, found, &bad);
}

/* Is the file UTF-8 but for a few bytes? Sound letters of several bytes are counted against broken bytes. */
static bool mostly_utf8(struct str raw) {
    size_t sound = 0, broken = 0;
    for (size_t at = 0; at < raw.len;) {
        size_t before = at;
        bool ascii = (unsigned char)raw.at[at] < 0x80;
        uint32_t code = text_next(raw, &at);
        sound += !ascii && at - before > 1;
        broken += !ascii && at - before == 1 && code == 0xFFFD;
    }
    return sound > 2 * broken;
}

static bool read_legacy(struct source *source, enum legacy_kind kind, bool others,
                        struct charset_found *found) {
    struct reading reading;
    size_t bad;
    source->charset = legacy_name(kind);
    reading_decode(&reading, &source->arena, source->raw, kind, others);
    source->utf8 = reading.made;
    memcpy(found->use, reading.use, sizeof found->use);
    return compose(source, found, &bad);
}

static bool guess_legacy(struct source *source, size_t bad, struct charset_found *found, struct diag *diag) {
    struct reading reading;
    if (mostly_utf8(source->raw)) {
        report_broken_utf8(source, bad, diag);
        return false;
    }
    found->guessed = reading_guess(&reading, &source->arena, source->raw, &found->best, &found->next);
    memcpy(found->guess, reading.survey, sizeof found->guess);
    if (!found->guessed) {
        report_undecided(source, bad, found, diag);
        return false;
    }
    return read_legacy(source, found->best, true, found);
}

/* Nearly every file is UTF-8 that needs nothing but folding. Of a table only names are folded, one by one. */
static bool read_plain(struct source *source) {
    size_t mark = str_starts(source->raw, STR("\uFEFF")) ? 3 : 0;
    struct str text = str_cut(source->raw, mark, source->raw.len);
    bool folds = source->kind == SOURCE_TEXT;
    char *key = folds ? arena_raw(&source->arena, text.len + 1, 1) : NULL;
    if (folds ? !fold_plain(text, key) : !fold_only(text))
        return false;
    struct nfc_run *run = ARENA_NEW(&source->arena, struct nfc_run);
    run->raw = (uint32_t)mark;
    source->utf8 = (struct nfc){source->raw, identity, 1};
    source->nfc = (struct nfc){text, run, 1};
    if (folds) {
        key[text.len] = '\0';
        source->folded = (struct str){key, text.len};
    }
    return true;
}

/* `forced`: a charset that letters of the file are to be read by where they can be, or LEGACY_KINDS. */
static bool read_utf8(struct source *source, enum legacy_kind forced, struct charset_found *found,
                      size_t *bad) {
    source->charset = "UTF-8";
    if (forced == LEGACY_KINDS && read_plain(source))
        return true;
    source->utf8 = (struct nfc){source->raw, identity, 1};
    if (!compose(source, found, bad))
        return false;
    if (!repair(source, forced, found))
        return true;
    found->composed = 0;
    return compose(source, found, bad);
}

static bool has_high_bytes(struct str raw) {
    size_t i = 0;
    while (i < raw.len && (unsigned char)raw.at[i] < 0x80)
        i++;
    return i < raw.len;
}

/* A charset was named. One from before Unicode, named for a file that is UTF-8, is that of its pasted letters. */
static bool read_named(struct source *source, int charset, struct charset_found *found, struct diag *diag) {
    size_t bad;
    found->forced = true;
    if (charset == CHARSET_UTF16LE || charset == CHARSET_UTF16BE || charset == CHARSET_UTF16)
        return read_utf16(source, charset == CHARSET_UTF16BE || str_starts(source->raw, STR("\xFE\xFF")),
                          found, diag);
    if (!no_zero_bytes(source, source->raw, NULL, diag))
        return false;
    if (charset == CHARSET_UTF8) {
        if (read_utf8(source, LEGACY_KINDS, found, &bad))
            return true;
        report_broken_utf8(source, bad, diag);
        return false;
    }
    if (has_high_bytes(source->raw) && read_utf8(source, (enum legacy_kind)charset, found, &bad))
        return true;
    return read_legacy(source, (enum legacy_kind)charset, false, found);
}

bool charset_read(struct source *source, struct str name, struct charset_found *found, struct diag *diag) {
    *found = (struct charset_found){.best = LEGACY_KINDS, .next = LEGACY_KINDS};
    source->charset = "UTF-8";
    if (name.len > 0) {
        int charset = charset_named(name);
        if (charset >= 0)
            return read_named(source, charset, found, diag);
        diag_at(
            diag, DIAG_USAGE, (struct diag_where){.file = source->path}, "charset-unknown",
            _("there is no charset \"%.*s\"; name one of UTF-8, UTF-16, TCVN3, VNI, VISCII, Windows-1258"),
            STR_ARG(name));
        return false;
    }
    bool little = str_starts(source->raw, STR("\xFF\xFE")), big = str_starts(source->raw, STR("\xFE\xFF"));
    found->marked = little || big;
    if (found->marked)
        return read_utf16(source, big, found, diag);
    if (source->raw.len > 0 && memchr(source->raw.at, '\0', source->raw.len)) {
        char order = utf16_order(source->raw, &found->share);
        if (order == 0)
            return no_zero_bytes(source, source->raw, NULL, diag);
        return read_utf16(source, order == '>', found, diag);
    }
    size_t bad;
    return read_utf8(source, LEGACY_KINDS, found, &bad) || guess_legacy(source, bad, found, diag);
}

/* ---- notes ---- */

static void note_file(const struct source *source, const struct charset_found *found, struct diag *diag) {
    struct diag_where where = {.file = source->path};
    if (found->guessed)
        diag_at(
            diag, DIAG_NOTE, where, "encoding-read",
            _("read as %s: of %zu words with marks %u%% are Vietnamese so, %u%% as %s, the next best; if that is "
              "wrong, name the charset (charset: in hoso.yaml, --charset)"),
            source->charset, tally_words(found->guess[found->best]), tally_share(found->guess[found->best]),
            tally_share(found->guess[found->next]), legacy_name(found->next));
    else if (found->forced && strcmp(source->charset, "UTF-8") != 0)
        diag_at(diag, DIAG_NOTE, where, "encoding-read", _("read as %s, as was asked"), source->charset);
    else if (found->marked)
        diag_at(diag, DIAG_NOTE, where, "encoding-read", _("read as %s: the file begins with its mark"),
                source->charset);
    else if (found->share > 0)
        diag_at(diag, DIAG_NOTE, where, "encoding-read",
                _("read as %s: of every two bytes one is zero in %u%% of the pairs, always the same one"),
                source->charset, found->share);
}

static void note_pasted(const struct source *source, const struct charset_found *found, struct diag *diag) {
    for (int kind = 0; kind < LEGACY_KINDS; kind++) {
        const struct reading_use *use = &found->use[kind];
        if (use->stretches > 0)
            diag_at(
                diag, DIAG_NOTE, source_where(source, (uint32_t)use->first, 0), "encoding-read",
                _("%zu cells or phrases, the first one here, hold bytes of %s as if they were letters, and are read "
                  "as what was meant: of %zu words with marks %u%% are Vietnamese so, %u%% as they stand"),
                use->stretches, legacy_name((enum legacy_kind)kind), tally_words(use->after),
                tally_share(use->after), tally_share(use->before));
    }
}

static void note_composed(const struct source *source, const struct charset_found *found, struct diag *diag) {
    if (found->composed > 0 && strcmp(source->charset, "UTF-8") == 0)
        diag_at(
            diag, DIAG_NOTE, (struct diag_where){.file = source->path}, "encoding-read",
            _("read as UTF-8 with %zu letters in parts (a letter and its mark) or as look-alikes (Ð for Đ), which "
              "are put together"),
            found->composed);
}

/* A mark that is not at the start shows where a file was put behind another. */
static void warn_joined(const struct source *source, struct diag *diag) {
    struct str text = source->utf8.text;
    size_t at = 1, from, to;
    while (at < text.len && !str_starts(str_cut(text, at, text.len), STR("\uFEFF"))) {
        const char *next = memchr(text.at + at + 1, 0xEF, text.len - at - 1);
        at = next ? (size_t)(next - text.at) : text.len;
    }
    if (at >= text.len)
        return;
    nfc_raw(&source->utf8, at, at + 1, &from, &to);
    diag_at(
        diag, DIAG_WARNING, source_where(source, (uint32_t)from, 0), "encoding-joined",
        _("a second byte order mark: files were joined here; check that none is read twice, and name each by itself"));
}

/* Text of one byte a letter behind UTF-16 is read as letters of East Asia, two of it as one: nobody would miss it. */
static void warn_mixed(const struct source *source, struct diag *diag) {
    struct str text = source->utf8.text;
    size_t n = 0, first = 0, from, to;
    if (strncmp(source->charset, "UTF-16", 6) != 0)
        return;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0xE3 || c > 0xED) /* what begins U+3000 to U+DFFF */
            continue;
        first = n++ ? first : i;
    }
    if (n < MIXED_LEAST)
        return;
    nfc_raw(&source->utf8, first, first + 1, &from, &to);
    diag_at(
        diag, DIAG_WARNING, source_where(source, (uint32_t)from, 0), "encoding-mixed",
        _("%zu letters of East Asia, the first one here: the file, or a part of it, is not in %s; save it again as "
          "UTF-8"),
        n, source->charset);
}

void charset_report(const struct source *source, const struct charset_found *found, struct diag *diag) {
    note_file(source, found, diag);
    note_pasted(source, found, diag);
    note_composed(source, found, diag);
    warn_joined(source, diag);
    warn_mixed(source, diag);
    lost_report(source, diag);
}
