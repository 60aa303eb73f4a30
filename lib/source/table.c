/* table.c - CSV with the place of every cell. Rows without a quote are scanned (scan.c), the others go through libcsv.
 *
 * libcsv hands out values and says nothing of where they stood. So the reader walks over the same text in step with it:
 * at each value it knows where the cell's gap begins, and the value's length tells where an unquoted cell ends without a
 * look at its bytes; only quoted cells are searched, for their closing quote. Behind each cell there must be a delimiter,
 * a line end or the end, and the values must be the bytes that stand there: libcsv and the walk check each other, and a
 * table on which they differ is refused. Values borrow the text, except those with doubled quotes inside.
 *
 * libcsv runs in its strict mode, which stops at a quote that does not fit. A quote inside an unquoted cell can only be
 * meant as itself: it is read so, with a warning. Text behind a closing quote, and a quote that is never closed, leave
 * the rest of the file in doubt: both are errors and name the opening quote. */
#include "source/table.h"
#include "source/reader.h"
#include <csv.h>
#include <string.h>

static bool is_end(char c) {
    return c == '\n' || c == '\r';
}

static bool is_blank(const struct reader *reader, char c) {
    return (c == ' ' || c == '\t') && c != reader->delimiter;
}

static size_t skip_blanks(const struct reader *reader, size_t at) {
    while (at < reader->text.len && is_blank(reader, reader->text.at[at]))
        at++;
    return at;
}

/* The closing quote of the cell whose content begins at `at`; *doubled when it has quotes inside. */
static size_t closing_quote(struct str text, size_t at, bool *doubled) {
    while (at < text.len) {
        const char *quote = memchr(text.at + at, '"', text.len - at);
        if (quote == NULL)
            return text.len;
        at = (size_t)(quote - text.at);
        if (at + 1 >= text.len || text.at[at + 1] != '"')
            return at;
        *doubled = true;
        at += 2;
    }
    return at;
}

/* As memcmp, without the call: nearly all values are a few bytes long. */
static bool same_bytes(const char *a, const char *b, size_t len) {
    size_t i = 0;
    while (i < len && a[i] == b[i])
        i++;
    return i == len;
}

/* Where a cell lies: its content without quotes, and the delimiter or line end behind it. */
struct place {
    size_t from, to, end;
    bool doubled; /* quotes inside are written twice */
};

/* Finds the cell that libcsv gave as `value`; false when it is not there. */
static bool find_cell(const struct reader *reader, struct str value, struct place *place) {
    struct str text = reader->text;
    size_t at = skip_blanks(reader, reader->at);
    place->doubled = false;
    if (at < text.len && text.at[at] == '"') {
        place->from = at + 1;
        place->to = closing_quote(text, at + 1, &place->doubled);
        at = place->to + 1;
    } else {
        place->from = at;
        at += value.len;
        place->to = at;
    }
    if (at > text.len)
        return false;
    place->end = skip_blanks(reader, at);
    if (place->end < text.len && text.at[place->end] != reader->delimiter && !is_end(text.at[place->end]))
        return false;
    size_t len = place->to - place->from;
    return place->doubled ? value.len < len
                          : value.len == len && same_bytes(value.at, text.at + place->from, len);
}

static void on_cell(void *bytes, size_t len, void *aux) {
    struct reader *reader = aux;
    struct place place;
    if (reader->differs)
        return;
    reader->differs = !find_cell(reader, (struct str){bytes, len}, &place);
    if (reader->differs)
        return;
    struct str value = {reader->text.at + place.from, len};
    if (place.doubled)
        value = arena_str(&reader->source->arena, (struct str){bytes, len});
    reader_cell(reader, value, place.from, place.to, place.end);
    reader->at = place.end;
    if (place.end < reader->text.len && !is_end(reader->text.at[place.end]))
        reader->at++;
}

static void on_record(int terminator, void *aux) {
    struct reader *reader = aux;
    (void)terminator;
    reader->differs |= !reader_row(reader);
}

/* ---- faults ---- */

static struct diag_where where_at(const struct reader *reader, size_t at) {
    struct span span = source_span(reader->source, at, at + 1 <= reader->text.len ? at + 1 : at);
    return source_where(reader->source, span.at, span.len);
}

/* Where the cell begins that libcsv has not handed out yet. */
static size_t open_cell(struct reader *reader) {
    return skip_blanks(reader, reader->at);
}

static void report_text_behind(struct reader *reader, size_t at, struct diag *diag) {
    struct diag_where behind = where_at(reader, at);
    diag_at(
        diag, DIAG_ERROR, where_at(reader, open_cell(reader)), "csv-quote",
        _("this quoted cell is closed before line %u, column %u, where more text follows; write quotes inside a cell "
          "twice, or add the missing one"),
        behind.line, behind.column);
}

static void report_unclosed(struct reader *reader, struct diag *diag) {
    diag_at(diag, DIAG_ERROR, where_at(reader, open_cell(reader)), "csv-quote",
            _("the quote that opens this cell is never closed; add the closing quote, or remove this one"));
}

static void report_stray(const struct reader *reader, struct diag *diag) {
    if (reader->stray_quotes > 0)
        diag_at(
            diag, DIAG_WARNING, where_at(reader, reader->first_stray), "csv-quote",
            _("%zu quotes, the first one here, stand inside cells that have none around them and are read as they are; "
              "put such cells in quotes and write those inside twice"),
            reader->stray_quotes);
}

static void report_difference(const struct reader *reader, struct diag *diag) {
    diag_at(
        diag, DIAG_ERROR, where_at(reader, reader->at), "csv-cell",
        _("the reader lost its place at this cell, so nothing is taken from the table; save it again as CSV"));
}

/* ---- reading ---- */

/* Gives libcsv the text's [from, to), over stray quotes; false when it cannot go on. */
static bool feed(struct reader *reader, struct csv_parser *parser, size_t from, size_t to,
                 struct diag *diag) {
    const unsigned char strict = CSV_STRICT | CSV_STRICT_FINI;
    struct str text = reader->text;
    for (;;) {
        from += csv_parse(parser, text.at + from, to - from, on_cell, on_record, reader);
        if (from == to)
            return true;
        if (csv_error(parser) != CSV_EPARSE)
            mem_exhausted();
        if (parser->quoted) {
            report_text_behind(reader, from, diag);
            return false;
        }
        if (reader->stray_quotes++ == 0)
            reader->first_stray = from;
        csv_set_opts(parser, 0);
        from += csv_parse(parser, text.at + from, 1, on_cell, on_record, reader);
        csv_set_opts(parser, strict);
    }
}

/* The row that begins at reader.at and holds a quote: line after line, since quotes may hold line ends. */
static bool feed_row(struct reader *reader, struct csv_parser *parser, struct diag *diag) {
    size_t before = reader->n_records, from = reader->at;
    while (from < reader->text.len && reader->n_records == before && !reader->differs) {
        size_t to = from;
        while (to < reader->text.len && !is_end(reader->text.at[to]))
            to++;
        to += to < reader->text.len;
        if (!feed(reader, parser, from, to, diag))
            return false;
        from = to;
    }
    if (reader->n_records > before || reader->differs)
        return true;
    if (csv_fini(parser, on_cell, on_record, reader) == 0) {
        reader->at = reader->text.len;
        return true;
    }
    report_unclosed(reader, diag);
    return false;
}

/* Where the line that holds byte `at` begins, at or after reader.at. */
static size_t line_start(const struct reader *reader, size_t at) {
    while (at > reader->at && !is_end(reader->text.at[at - 1]))
        at--;
    return at;
}

static bool read_rows(struct reader *reader, struct csv_parser *parser, struct diag *diag) {
    struct str text = reader->text;
    while (reader->at < text.len && !reader->differs) {
        const char *quote = memchr(text.at + reader->at, '"', text.len - reader->at);
        if (quote == NULL) {
            scan_rows(reader, text.len);
            break;
        }
        scan_rows(reader, line_start(reader, (size_t)(quote - text.at)));
        if (!feed_row(reader, parser, diag))
            return false;
    }
    return true;
}

static bool parse(struct reader *reader, struct diag *diag) {
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        mem_exhausted();
    csv_set_delim(&parser, (unsigned char)reader->delimiter);
    csv_set_blk_size(&parser, 65536);
    bool ok = read_rows(reader, &parser, diag);
    csv_free(&parser);
    if (ok && reader->differs) {
        report_difference(reader, diag);
        ok = false;
    }
    return ok;
}

bool source_table_read(struct source *source, struct diag *diag) {
    struct reader reader = {.source = source, .text = source->nfc.text, .run = source->nfc.runs};
    bool tabs = str_ends(str_of(source->path), STR(".tsv"));
    bool wrong;
    source->delimiter = reader.delimiter = sniff_delimiter(reader.text, tabs, &reader.at, &wrong);
    if (wrong)
        diag_at(
            diag, DIAG_WARNING, where_at(&reader, 0), "csv-sep",
            _("this line names a delimiter that no row has, so it is passed over; take it out or correct it"));
    if (str_starts(source->utf8.text, STR("\uFEFF")))
        reader.shift = 3;
    reader.plain =
        source->utf8.text.at == source->raw.at && source->nfc.n_runs == 1 && source->nfc.runs[0].raw_len == 0;
    reader.records_room = source->n_lines; /* each begins a line */
    reader.records = arena_raw(&source->arena, reader.records_room, sizeof *reader.records);
    if (reader.text.len > 0 && !parse(&reader, diag))
        return false;
    report_stray(&reader, diag);
    source->records = reader.records;
    source->n_records = reader.n_records;
    source->bare_rows =
        reader.plain && (reader.text.len == 0 || memchr(reader.text.at, '"', reader.text.len) == NULL);
    return true;
}
