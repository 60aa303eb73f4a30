/* table.c - CSV through libcsv, with the place of every cell.
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
#include "source/lines.h"
#include <csv.h>
#include <string.h>

struct reader {
    struct source *source;
    struct str text;
    char delimiter;
    size_t at;                 /* where the next cell's gap begins */
    bool in_row;               /* a record has been begun */
    bool differs;              /* libcsv and the walk disagree */
    const struct nfc_run *run; /* of the last cell; only grows */
    bool plain;                /* UTF-8 in NFC: raw bytes are those of the text, `shift` further on */
    size_t shift;              /* [bytes] 3 behind a byte order mark, else 0 */
    size_t line;               /* index of the line of `counted`; only grows */
    size_t counted;            /* decoded byte up to which `column` counts */
    uint32_t column;
    struct cell *cells;
    struct record *records;
    size_t n_cells, n_records, row_start;
    size_t cells_room, records_room;
    size_t stray_quotes, first_stray;
};

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

/* Passes over line ends and lines of blanks, which libcsv takes for no record. */
static void skip_empty_lines(struct reader *reader) {
    size_t at = reader->at;
    while (at < reader->text.len && (is_end(reader->text.at[at]) || is_blank(reader, reader->text.at[at]))) {
        at++;
        if (is_end(reader->text.at[at - 1]))
            reader->at = at;
    }
}

/* Counts lines and columns on to raw byte `raw`. */
static void count_to(struct reader *reader, size_t raw) {
    const struct source *source = reader->source;
    struct str text = source->utf8.text;
    size_t at = text.at == source->raw.at ? raw : nfc_at(&source->utf8, raw);
    while (reader->line + 1 < source->n_lines && source->utf8_lines[reader->line + 1] <= at) {
        reader->line++;
        reader->counted = source->utf8_lines[reader->line];
        reader->column = 1;
    }
    for (; reader->counted < at; reader->counted++)
        reader->column += ((unsigned char)text.at[reader->counted] & 0xC0) != 0x80;
}

/* The raw bytes of the text's [from, to). Cells come in order, so the run that holds one is mostly that of the last. */
static void lead_back(struct reader *reader, size_t from, size_t to, struct cell *cell) {
    const struct nfc *nfc = &reader->source->nfc;
    const struct nfc_run *last = nfc->runs + nfc->n_runs - 1, *run = reader->run;
    while (run < last && run[1].at <= from)
        run++;
    reader->run = run;
    size_t raw_from = run->raw + (from - run->at), raw_to = raw_from + (to - from);
    if (run->raw_len != 0 || (run < last && run[1].at <= to))
        nfc_raw(nfc, from, to, &raw_from, &raw_to);
    cell->at = (uint32_t)raw_from;
    cell->len = (uint32_t)(raw_to - raw_from);
}

/* Is the code point of `s` at [from, to) a blank: ASCII, line end, NBSP or another of Unicode? */
static bool is_any_blank(struct str s, size_t from, size_t to) {
    char key[4];
    fold_into(str_cut(s, from, to), key);
    return key[0] == ' ' || key[0] == '\n';
}

/* Cuts the blanks that libcsv leaves at both ends of a value; returns how many bytes went at its start. */
static size_t trim_value(struct str *value) {
    size_t from = 0, to = value->len;
    while (from < to) {
        size_t next = from;
        text_next(*value, &next);
        if (!is_any_blank(*value, from, next))
            break;
        from = next;
    }
    while (to > from) {
        size_t last = to - 1;
        while (last > from && ((unsigned char)value->at[last] & 0xC0) == 0x80)
            last--;
        if (!is_any_blank(*value, last, to))
            break;
        to = last;
    }
    *value = str_cut(*value, from, to);
    return from;
}

/* A quick no for nearly all values: may one of its ends be a blank of ASCII, or of Unicode by its lead byte? */
static bool needs_trim(struct str value) {
    if (value.len == 0)
        return false;
    const unsigned char *first = (const unsigned char *)value.at, *last = first + value.len - 1;
    return *first <= ' ' || *last <= ' ' || *first == 0xC2 || (*first >= 0xE1 && *first <= 0xE3) ||
           (value.len >= 2 && last[-1] == 0xC2) || (value.len >= 3 && (last[-2] == 0xE2 || last[-2] == 0xE3));
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

/* The short way for most cells: bare ASCII without a blank between two delimiters of a plain text, or nothing at all.
 * False when the cell is anything else, and nothing has been done. */
static bool take_bare(struct reader *reader, const char *value, size_t len) {
    size_t from = reader->at, end = from + len;
    if (!reader->plain || !reader->in_row || reader->counted != from + reader->shift ||
        end >= reader->text.len || reader->text.at[end] != reader->delimiter)
        return false;
    const char *at = reader->text.at + from;
    for (size_t i = 0; i < len; i++)
        if (at[i] != value[i] || at[i] <= ' ' || at[i] == '"' || at[i] & 0x80)
            return false;
    reader->cells[reader->n_cells++] = (struct cell){
        {at, len}, (uint32_t)reader->counted, (uint32_t)len, (uint32_t)reader->line + 1, reader->column};
    reader->at += len + 1;
    reader->counted += len + 1;
    reader->column += (uint32_t)len + 1;
    return true;
}

static void on_cell(void *bytes, size_t len, void *aux) {
    struct reader *reader = aux;
    struct place place;
    reader->differs |= reader->n_cells == reader->cells_room;
    if (reader->differs || take_bare(reader, bytes, len))
        return;
    if (!reader->in_row)
        skip_empty_lines(reader);
    reader->in_row = true;
    reader->differs = !find_cell(reader, (struct str){bytes, len}, &place);
    if (reader->differs)
        return;
    struct cell *cell = &reader->cells[reader->n_cells++];
    cell->value = (struct str){reader->text.at + place.from, len};
    if (place.doubled)
        cell->value = arena_str(&reader->source->arena, (struct str){bytes, len});
    if (needs_trim(cell->value)) {
        size_t cut = trim_value(&cell->value);
        place.to -= len - cut - cell->value.len;
        place.from += cut;
    }
    if (cell->value.len == 0) {
        place.from = reader->at;
        place.to = place.end;
    }
    lead_back(reader, place.from, place.to, cell);
    count_to(reader, cell->at);
    cell->line = (uint32_t)reader->line + 1;
    cell->column = reader->column;
    reader->at = place.end;
    if (place.end < reader->text.len && !is_end(reader->text.at[place.end]))
        reader->at++;
    if (reader->plain)
        count_to(reader, reader->at + reader->shift);
}

static void on_record(int terminator, void *aux) {
    struct reader *reader = aux;
    (void)terminator;
    reader->differs |= reader->n_records == reader->records_room || reader->n_cells == reader->row_start;
    if (reader->differs)
        return;
    const struct cell *first = &reader->cells[reader->row_start];
    reader->records[reader->n_records++] =
        (struct record){first, (uint32_t)(reader->n_cells - reader->row_start), first->line};
    reader->row_start = reader->n_cells;
    reader->in_row = false;
}

/* Room for all cells and records at once: there are at most as many as delimiters and line ends. */
static void make_room(struct reader *reader) {
    size_t delimiters = 0, ends = 0;
    for (size_t i = 0; i < reader->text.len; i++) {
        delimiters += reader->text.at[i] == reader->delimiter;
        ends += is_end(reader->text.at[i]);
    }
    reader->records_room = ends + 1;
    reader->cells_room = delimiters + ends + 1;
    reader->records = ARENA_ARRAY(&reader->source->arena, reader->records_room, struct record);
    reader->cells = ARENA_ARRAY(&reader->source->arena, reader->cells_room, struct cell);
}

/* ---- faults ---- */

static struct diag_where where_at(const struct reader *reader, size_t at) {
    struct span span = source_span(reader->source, at, at + 1 <= reader->text.len ? at + 1 : at);
    return source_where(reader->source, span.at, span.len);
}

/* Where the cell begins that libcsv has not handed out yet. */
static size_t open_cell(struct reader *reader) {
    if (!reader->in_row)
        skip_empty_lines(reader);
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

/* Gives all of the text to libcsv, over stray quotes; false when it cannot go on. */
static bool feed(struct reader *reader, struct csv_parser *parser, struct diag *diag) {
    const unsigned char strict = CSV_STRICT | CSV_STRICT_FINI;
    struct str text = reader->text;
    size_t at = reader->at;
    for (;;) {
        at += csv_parse(parser, text.at + at, text.len - at, on_cell, on_record, reader);
        if (at == text.len)
            break;
        if (csv_error(parser) != CSV_EPARSE)
            mem_exhausted();
        if (parser->quoted) {
            report_text_behind(reader, at, diag);
            return false;
        }
        if (reader->stray_quotes++ == 0)
            reader->first_stray = at;
        csv_set_opts(parser, 0);
        at += csv_parse(parser, text.at + at, 1, on_cell, on_record, reader);
        csv_set_opts(parser, strict);
    }
    if (csv_fini(parser, on_cell, on_record, reader) == 0)
        return true;
    report_unclosed(reader, diag);
    return false;
}

static bool parse(struct reader *reader, struct diag *diag) {
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        mem_exhausted();
    csv_set_delim(&parser, (unsigned char)reader->delimiter);
    csv_set_blk_size(&parser, 65536);
    bool ok = feed(reader, &parser, diag);
    csv_free(&parser);
    if (ok && reader->differs) {
        report_difference(reader, diag);
        ok = false;
    }
    return ok;
}

bool source_table_read(struct source *source, struct diag *diag) {
    struct reader reader = {.source = source, .text = source->nfc.text, .run = source->nfc.runs, .column = 1};
    bool tabs = str_ends(str_of(source->path), STR(".tsv"));
    source->delimiter = reader.delimiter = sniff_delimiter(reader.text, tabs, &reader.at);
    if (str_starts(source->utf8.text, STR("\uFEFF")))
        reader.counted = reader.shift = 3; /* nobody sees the mark as a column */
    reader.plain =
        source->utf8.text.at == source->raw.at && source->nfc.n_runs == 1 && source->nfc.runs[0].raw_len == 0;
    make_room(&reader);
    if (reader.text.len > 0 && !parse(&reader, diag))
        return false;
    report_stray(&reader, diag);
    source->records = reader.records;
    source->n_records = reader.n_records;
    return true;
}
