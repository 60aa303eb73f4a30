/* source.h - one input file, of one place and date: its raw bytes, its text in NFC, and its records or passages.
 * The folder's public header. Only this folder sees libcsv. */
#ifndef HOSO_SOURCE_SOURCE_H
#define HOSO_SOURCE_SOURCE_H

#include "text/text.h"

enum source_kind { SOURCE_TEXT, SOURCE_TABLE };

/* Bytes of one source as they lie on disk. Every figure, comparison and printed number leads back to one. */
struct span {
    uint32_t source;  /* index in the workspace's list of sources */
    uint32_t at, len; /* [bytes] */
};

/* A cell of a table. Empty cells have an empty value and the span of the gap between the delimiters. */
struct cell {
    struct str value; /* NFC, unquoted, blanks at both ends cut */
    uint32_t at,
        len; /* [raw bytes] the value as it stands, without quotes and outer blanks; see source_line_at */
};

struct record {
    const struct cell *cells; /* NULL after source_drop_cells */
    uint32_t n_cells;
    uint32_t line; /* of its first cell; records may span lines */
};

enum passage_kind { PASSAGE_HEADING, PASSAGE_SENTENCE, PASSAGE_ITEM };

/* Levels of headings. PASSAGE_TITLE is a short line with neither number nor stop: a title, but perhaps a photograph's
 * caption or a signature, so hand on less from it. */
enum passage_level {
    PASSAGE_PART = 1, /* I. or CAPITALS */
    PASSAGE_CHAPTER,  /* 1. and Điều 1. */
    PASSAGE_SECTION,  /* 1.1. */
    PASSAGE_POINT,    /* a) */
    PASSAGE_TITLE
};

/* A sentence, a heading line or a list item (whole item lines are split into sentences too; all but the first are
 * PASSAGE_SENTENCE). Borrows the source's NFC text. */
struct passage {
    enum passage_kind kind;
    uint32_t paragraph; /* number of the line of text it stands in, from 0: passages of one line share it */
    /* headings: passage_level; items and their sentences: 0 "1." "a)", 1 "-" "•", 2 "+"; body: 0 */
    uint32_t level;
    uint32_t at, len; /* [bytes] in source.nfc.text */
    uint32_t line;
};

struct source {
    uint32_t id;      /* its index; copied into spans */
    const char *path; /* as named by the user; printed in messages and in the evidence */
    enum source_kind kind;
    struct str raw;      /* the bytes on disk; borrowed from the source's own buffer */
    const char *charset; /* "UTF-8", "UTF-16LE", "UTF-16BE", "TCVN3", "VNI", "VISCII", "Windows-1258" */
    struct nfc utf8;     /* `raw` decoded, with the way back; `raw` itself where that is UTF-8 */
    struct nfc nfc;      /* the text; its way back leads to `raw` */
    /* SOURCE_TEXT: the key of fold() for nfc.text, same length; slips in numbers are mended */
    struct str folded;
    char sha256[DIGEST_HEX]; /* of `raw`; empty until source_digest */

    struct str place; /* whose report it is, as the workspace or --place says; may be empty */
    struct date date; /* its as-of date, as the workspace or --date says; may be unknown */
    struct str rules; /* rule pack forced for it; may be empty */

    const struct record *records; /* SOURCE_TABLE */
    size_t n_records;
    char delimiter;
    /* SOURCE_TABLE: each row is one line, in which delimiters stand between cells and nowhere else */
    bool bare_rows;
    const struct passage *passages; /* SOURCE_TEXT */
    size_t n_passages;

    const uint32_t *line_starts; /* raw byte offset of each line; lines end with LF, CRLF or CR */
    size_t n_lines;
    const uint32_t *utf8_lines; /* the same in utf8.text */
    /* characters before every SOURCE_MARK bytes of utf8.text; NULL: lines are short */
    const uint32_t *char_marks;
    struct buf bytes;   /* owns `raw` */
    struct arena cells; /* owns those of the records */
    struct arena arena; /* owns the rest */
};

/* Reads and splits `path`: *.csv and *.tsv are tables, all else is text; `kind` can be forced with source_load_as.
 * Yours to source_free. NULL when it cannot be read: reported with file:line:column (encoding, csv-quote, ...). */
struct source *source_load(const char *path, uint32_t id, struct diag *diag);
struct source *source_load_as(const char *path, uint32_t id, enum source_kind kind, struct diag *diag);
/* The same with what the user says of the file. */
struct source_options {
    bool kind_known; /* else by the path's ending */
    enum source_kind kind;
    /* its name; empty: found by the bytes, and noted as encoding-read where it is not plain UTF-8 */
    struct str charset;
};
struct source *source_load_with(const char *path, uint32_t id, const struct source_options *options,
                                struct diag *diag);
/* Is there a charset of that name? UTF-8, UTF-16 (LE, BE), TCVN3 (ABC), VNI, VISCII, Windows-1258 (CP1258), in any case. */
bool source_charset_known(struct str name);
/* The same from bytes in memory, which are copied. */
struct source *source_of_with(const char *path, uint32_t id, struct str bytes,
                              const struct source_options *options, struct diag *diag);
struct source *source_of(const char *path, uint32_t id, struct str bytes, enum source_kind kind,
                         struct diag *diag);
void source_free(struct source *source);
/* Fills in `sha256`. Apart from reading, for it takes as long, and only what is kept from run to run wants it. */
void source_digest(struct source *source);

/* Line and column (characters, from 1) of a raw byte. */
void source_position(const struct source *source, uint32_t raw, uint32_t *line, uint32_t *column);
/* The line alone, which costs less. */
uint32_t source_line_at(const struct source *source, uint32_t raw);
/* The record that begins on `line` or is the last to begin before it; NULL: none does. */
const struct record *source_record_at(const struct source *source, uint32_t line);
/* In the value of which cell of the record raw byte `at` is, by its number; record->n_cells: in none. */
uint32_t source_column(const struct source *source, const struct record *record, uint32_t at);
/* For who has taken the figures and goes on with thousands of dossiers: lets go of the cells, which take more room than the file,
 * but for those of the first rows (heads), and of tables whose rows cannot be had without. */
#define SOURCE_HEAD_ROWS 16u /* titles and four levels of heads */
void source_drop_cells(struct source *source);
/* The number of the last passage that begins at NFC byte `at` or before; 0 where none does. */
size_t source_passage_before(const struct source *source, size_t at);
/* A line (from 1) without its end, decoded to UTF-8 but not normalised. */
struct str source_line(const struct source *source, uint32_t line);
/* A diag_where for `len` raw bytes at `raw`, with the line's text and carets. */
struct diag_where source_where(const struct source *source, uint32_t raw, uint32_t len);
/* The span of NFC bytes [from, to) of the source's text. */
struct span source_span(const struct source *source, size_t from, size_t to);
/* NFC of a span of the source: borrows its text. */
struct str source_text(const struct source *source, struct span span);
/* The sentence (text) or row (table) around a raw byte: its NFC text, and where the raw span [at, at+len) lies in it. */
struct str source_context(const struct source *source, uint32_t at, uint32_t len, size_t *mark,
                          size_t *mark_len);

#endif
