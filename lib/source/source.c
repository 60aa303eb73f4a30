/* source.c - from a path or bytes to a source that is ready to be read. */
#include "source/charset.h"
#include "source/foreign.h"
#include "source/lines.h"
#include "source/passages.h"
#include "source/pasted.h"
#include "source/table.h"
#include "source/typed.h"
#include "source/wrapped.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where the lines of utf8.text end; `marks`: of a text's nfc.text, which is the same as a rule. */
static const uint64_t *line_ends(struct source *source, const struct marks *marks) {
    struct str utf8 = source->utf8.text, nfc = source->nfc.text;
    bool known = source->kind == SOURCE_TEXT && nfc.at == utf8.at && nfc.len == utf8.len;
    return known ? marks->ends : marks_ends(&source->arena, utf8);
}

/* raw -> utf8 -> nfc, with lines; of a text with its marks. */
static bool make_text(struct source *source, struct str charset, struct marks *marks, struct diag *diag) {
    struct charset_found found;
    if (foreign_file(source, diag) || !charset_read(source, charset, &found, diag))
        return false;
    if (source->kind == SOURCE_TEXT)
        *marks = marks_find(&source->arena, source->nfc.text);
    lines_find(source, line_ends(source, marks));
    foreign_page(source, diag);
    charset_report(source, &found, diag);
    return true;
}

/* nfc -> folded and passages. */
static void read_text(struct source *source, const struct marks *marks, struct diag *diag) {
    if (!source->folded.at)
        source->folded = fold(&source->arena, source->nfc.text);
    typed_mend(source, marks, (char *)(uintptr_t)source->folded.at, diag);
    wrapped_join(source, marks, (char *)(uintptr_t)source->folded.at);
    passages_find(source, marks);
    pasted_report(source, diag);
}

/* Nothing in a file of blanks is a mistake of somebody's, so it is said. */
static void note_empty(const struct source *source, struct diag *diag) {
    size_t found = source->kind == SOURCE_TABLE ? source->n_records : source->n_passages;
    if (found == 0)
        diag_at(diag, DIAG_WARNING, (struct diag_where){.file = source->path}, "source-empty",
                _("there is nothing to read in the file; check that the right one was saved"));
}

static bool read_source(struct source *source, struct str charset, struct diag *diag) {
    struct marks marks;
    if (!make_text(source, charset, &marks, diag))
        return false;
    if (source->kind == SOURCE_TABLE && !source_table_read(source, diag))
        return false;
    if (source->kind == SOURCE_TEXT)
        read_text(source, &marks, diag);
    note_empty(source, diag);
    return true;
}

static enum source_kind kind_of(const char *path, const struct source_options *options) {
    size_t len = strlen(path);
    const char *end = len > 4 ? path + len - 4 : "";
    if (options->kind_known)
        return options->kind;
    return strcasecmp(end, ".csv") == 0 || strcasecmp(end, ".tsv") == 0 ? SOURCE_TABLE : SOURCE_TEXT;
}

/* Consumes `bytes`. */
static struct source *source_take(const char *path, uint32_t id, struct buf bytes,
                                  const struct source_options *options, struct diag *diag) {
    struct source *source = mem_new(1, sizeof *source);
    source->bytes = bytes;
    source->id = id;
    source->kind = kind_of(path, options);
    source->path = arena_strdup(&source->arena, path);
    source->raw = bytes.at ? buf_view(&bytes) : (struct str){"", 0};
    if (!read_source(source, options->charset, diag)) {
        source_free(source);
        return NULL;
    }
    return source;
}

struct source *source_load_with(const char *path, uint32_t id, const struct source_options *options,
                                struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    if (!file_read(path, &bytes, diag)) {
        buf_fini(&bytes);
        return NULL;
    }
    return source_take(path, id, bytes, options, diag);
}

struct source *source_load_as(const char *path, uint32_t id, enum source_kind kind, struct diag *diag) {
    return source_load_with(path, id, &(struct source_options){.kind_known = true, .kind = kind}, diag);
}

struct source *source_load(const char *path, uint32_t id, struct diag *diag) {
    return source_load_with(path, id, &(struct source_options){.kind_known = false}, diag);
}

struct source *source_of_with(const char *path, uint32_t id, struct str bytes,
                              const struct source_options *options, struct diag *diag) {
    struct buf copy = BUF_EMPTY;
    buf_str(&copy, bytes);
    return source_take(path, id, copy, options, diag);
}

struct source *source_of(const char *path, uint32_t id, struct str bytes, enum source_kind kind,
                         struct diag *diag) {
    return source_of_with(path, id, bytes, &(struct source_options){.kind_known = true, .kind = kind}, diag);
}

void source_digest(struct source *source) {
    digest_bytes(source->raw.at, source->raw.len, source->sha256);
}

void source_free(struct source *source) {
    if (source == NULL)
        return;
    buf_fini(&source->bytes);
    arena_fini(&source->cells);
    arena_fini(&source->arena);
    free(source);
}
