/* source.c - from a path or bytes to a source that is ready to be read. */
#include "source/charset.h"
#include "source/lines.h"
#include "source/passages.h"
#include "source/table.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Line and column of a broken byte: the file could not be decoded, so bytes are counted as they lie. */
static struct diag_where broken_at(const struct source *source, size_t bad) {
    struct diag_where where = {.file = source->path, .line = 1, .column = 1};
    size_t unit = strcmp(source->charset, "UTF-8") == 0 ? 1 : 2;
    for (size_t i = 0; i < bad; i += unit) {
        unsigned char c = (unsigned char)source->raw.at[i];
        if (unit == 2 && i + 1 < bad)
            c |= (unsigned char)source->raw.at[i + 1];
        if (c == '\n') {
            where.line++;
            where.column = 1;
        } else if (unit == 2 || (c & 0xC0) != 0x80) {
            where.column++;
        }
    }
    return where;
}

static void report_broken(const struct source *source, size_t bad, struct diag *diag) {
    struct diag_where where = broken_at(source, bad);
    const unsigned char *at = (const unsigned char *)source->raw.at + bad;
    if (strcmp(source->charset, "UTF-8") != 0)
        diag_at(diag, DIAG_ERROR, where, "encoding",
                _("the %s text is broken at byte %zu; export the file again, as UTF-8"), source->charset,
                bad);
    else
        diag_at(
            diag, DIAG_ERROR, where, "encoding",
            _("byte %02X is not UTF-8; save the file again as \"CSV UTF-8\" or as text with encoding UTF-8"),
            *at);
}

static bool no_zero_bytes(const struct source *source, struct diag *diag) {
    struct str text = source->utf8.text;
    const char *zero = text.len > 0 ? memchr(text.at, '\0', text.len) : NULL;
    if (zero == NULL)
        return true;
    size_t at = (size_t)(zero - text.at), raw_from, raw_to;
    nfc_raw(&source->utf8, at, at + 1, &raw_from, &raw_to);
    diag_at(
        diag, DIAG_ERROR, broken_at(source, raw_from), "encoding",
        _("a zero byte: this is a workbook, or UTF-16 without its mark; save the file again as \"CSV UTF-8\" or "
          "as text with encoding UTF-8"));
    return false;
}

/* raw -> utf8 -> nfc -> folded, with lines. */
static bool make_text(struct source *source, struct diag *diag) {
    const struct charset *charset = charset_of(source->raw);
    size_t bad = 0;
    source->charset = charset->name;
    bool decoded = charset->decode(&source->arena, source->raw, &source->utf8, &bad);
    if (decoded && !no_zero_bytes(source, diag))
        return false;
    if (!decoded || !nfc_make(&source->arena, source->utf8.text, &source->nfc, &bad)) {
        report_broken(source, bad, diag);
        return false;
    }
    if (source->utf8.text.at != source->raw.at)
        charset_chain(&source->arena, &source->nfc, &source->utf8);
    lines_find(source);
    if (source->kind == SOURCE_TEXT)
        source->folded = fold(&source->arena, source->nfc.text);
    return true;
}

/* Nothing in a file of blanks is a mistake of somebody's, so it is said. */
static void note_empty(const struct source *source, struct diag *diag) {
    size_t found = source->kind == SOURCE_TABLE ? source->n_records : source->n_passages;
    if (found == 0)
        diag_at(diag, DIAG_WARNING, (struct diag_where){.file = source->path}, "source-empty",
                _("there is nothing to read in the file; check that the right one was saved"));
}

static bool read_source(struct source *source, struct diag *diag) {
    digest_bytes(source->raw.at, source->raw.len, source->sha256);
    if (!make_text(source, diag))
        return false;
    if (source->kind == SOURCE_TABLE && !source_table_read(source, diag))
        return false;
    if (source->kind == SOURCE_TEXT)
        passages_find(source);
    note_empty(source, diag);
    return true;
}

/* Consumes `bytes`. */
static struct source *source_take(const char *path, uint32_t id, struct buf bytes, enum source_kind kind,
                                  struct diag *diag) {
    struct source *source = mem_new(1, sizeof *source);
    source->bytes = bytes;
    source->id = id;
    source->kind = kind;
    source->path = arena_strdup(&source->arena, path);
    source->raw = bytes.at ? buf_view(&bytes) : (struct str){"", 0};
    if (!read_source(source, diag)) {
        source_free(source);
        return NULL;
    }
    return source;
}

struct source *source_load_as(const char *path, uint32_t id, enum source_kind kind, struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    if (!file_read(path, &bytes, diag)) {
        buf_fini(&bytes);
        return NULL;
    }
    return source_take(path, id, bytes, kind, diag);
}

struct source *source_load(const char *path, uint32_t id, struct diag *diag) {
    size_t len = strlen(path);
    const char *end = len > 4 ? path + len - 4 : "";
    bool table = strcasecmp(end, ".csv") == 0 || strcasecmp(end, ".tsv") == 0;
    return source_load_as(path, id, table ? SOURCE_TABLE : SOURCE_TEXT, diag);
}

struct source *source_of(const char *path, uint32_t id, struct str bytes, enum source_kind kind,
                         struct diag *diag) {
    struct buf copy = BUF_EMPTY;
    buf_str(&copy, bytes);
    return source_take(path, id, copy, kind, diag);
}

void source_free(struct source *source) {
    if (source == NULL)
        return;
    buf_fini(&source->bytes);
    arena_fini(&source->arena);
    free(source);
}
