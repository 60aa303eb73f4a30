/* sheet.c - one way of filling rows, three ways of printing them. Only the table for people must wait for the last row,
 * because a column is as wide as its widest cell. */
#include "figure/sheet.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* [characters] of a column in a table for people: one monstrous cell must not widen every row. */
#define WIDEST 200

static void csv_text(struct buf *out, struct str s) {
    bool quoted = false;
    for (size_t i = 0; i < s.len && !quoted; i++)
        quoted = memchr("\",\r\n", s.at[i], 4) != NULL;
    if (!quoted) {
        buf_str(out, s);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            buf_char(out, '"');
        buf_char(out, s.at[i]);
    }
    buf_char(out, '"');
}

static int into_buf(const char *bytes, size_t len, void *out) {
    buf_add(out, bytes, len);
    return 0;
}

/* Through jansson for its escapes; numbers are written as they are, since its own are binary floats. */
static void json_text(struct buf *out, struct str s) {
    json_t *text = json_stringn(s.at, s.len);
    if (text == NULL) /* not UTF-8, which no source's text is */
        text = json_string("");
    if (text == NULL || json_dump_callback(text, into_buf, out, JSON_ENCODE_ANY | JSON_COMPACT) != 0)
        mem_exhausted();
    json_decref(text);
}

void sheet_start(struct sheet *sheet, enum sheet_form form, const struct sheet_column *columns,
                 uint32_t n_columns, struct buf *out) {
    *sheet = (struct sheet){.form = form, .columns = columns, .n_columns = n_columns, .out = out};
    if (form == SHEET_JSON)
        buf_char(out, '[');
    if (form != SHEET_CSV)
        return;
    for (uint32_t i = 0; i < n_columns; i++) {
        csv_text(out, str_of(columns[i].name));
        buf_char(out, i + 1 < n_columns ? ',' : '\n');
    }
}

/* What stands before a cell. */
static void cell_open(struct sheet *sheet) {
    const struct sheet_column *column = &sheet->columns[sheet->at];
    if (sheet->form == SHEET_CSV && sheet->at)
        buf_char(sheet->out, ',');
    if (sheet->form == SHEET_JSON) {
        buf_puts(sheet->out, sheet->at ? ", " : sheet->n_rows ? ",\n {" : "\n {");
        json_text(sheet->out, str_of(column->name));
        buf_puts(sheet->out, ": ");
    }
}

static void cell_close(struct sheet *sheet) {
    if (sheet->form == SHEET_TABLE && sheet->columns[sheet->at].title) {
        MEM_ROOM(sheet->ends, sheet->n_ends, sheet->ends_cap);
        sheet->ends[sheet->n_ends++] = sheet->text.len;
    }
    if (++sheet->at < sheet->n_columns)
        return;
    sheet->at = 0;
    sheet->n_rows++;
    if (sheet->form == SHEET_CSV)
        buf_char(sheet->out, '\n');
    if (sheet->form == SHEET_JSON)
        buf_char(sheet->out, '}');
}

/* Where a cell's text goes: nowhere for a column that the table does not show. */
static struct buf *cell_out(struct sheet *sheet) {
    if (sheet->form != SHEET_TABLE)
        return sheet->out;
    return sheet->columns[sheet->at].title ? &sheet->text : NULL;
}

void sheet_text(struct sheet *sheet, struct str value) {
    cell_open(sheet);
    struct buf *out = cell_out(sheet);
    if (sheet->form == SHEET_CSV)
        csv_text(out, value);
    else if (sheet->form == SHEET_JSON)
        json_text(out, value);
    else if (out)
        for (size_t i = 0; i < value.len; i++)
            buf_char(out,
                     value.at[i] == '\n' || value.at[i] == '\r' || value.at[i] == '\t' ? ' ' : value.at[i]);
    cell_close(sheet);
}

void sheet_decimal(struct sheet *sheet, struct decimal value) {
    cell_open(sheet);
    struct buf *out = cell_out(sheet);
    if (sheet->form == SHEET_JSON && decimal_missing(value))
        buf_puts(out, "null");
    else if (sheet->form != SHEET_TABLE)
        decimal_print(out, value);
    else if (out)
        number_paper(out, value);
    cell_close(sheet);
}

void sheet_int(struct sheet *sheet, int64_t value) {
    cell_open(sheet);
    struct buf *out = cell_out(sheet);
    if (out)
        buf_printf(out, "%lld", (long long)value);
    cell_close(sheet);
}

/* ---- the table for people ------------------------------------------------------------------------------------------ */

static void pad(struct buf *out, size_t n) {
    while (n--)
        buf_char(out, ' ');
}

/* One line: cells two blanks apart, no blanks at its end: those that a cell leaves are owed until another follows. */
static void line(struct buf *out, const struct sheet_column *const *columns, const struct str *cells,
                 const size_t *widths, size_t n) {
    size_t owed = 0;
    for (size_t i = 0; i < n; i++) {
        size_t chars = text_chars(cells[i]), spare = widths[i] > chars ? widths[i] - chars : 0;
        owed += columns[i]->number ? spare : 0;
        if (cells[i].len) {
            pad(out, owed);
            buf_str(out, cells[i]);
            owed = 0;
        }
        owed += (columns[i]->number ? 0 : spare) + 2;
    }
    buf_char(out, '\n');
}

static struct str cell_at(const struct sheet *sheet, size_t i) {
    size_t from = i ? sheet->ends[i - 1] : 0;
    return str_cut(buf_view(&sheet->text), from, sheet->ends[i]);
}

static void write_table(struct sheet *sheet) {
    const struct sheet_column **shown = mem_new(sheet->n_columns, sizeof *shown);
    struct str *cells = mem_new(sheet->n_columns, sizeof *cells);
    size_t *widths = mem_new(sheet->n_columns, sizeof *widths);
    size_t n = 0;
    for (uint32_t i = 0; i < sheet->n_columns; i++) {
        if (sheet->columns[i].title == NULL)
            continue;
        shown[n] = &sheet->columns[i];
        cells[n] = str_of(_(sheet->columns[i].title));
        widths[n] = text_chars(cells[n]);
        n++;
    }
    for (size_t i = 0; n && i < sheet->n_ends; i++) {
        size_t chars = text_chars(cell_at(sheet, i));
        if (chars > widths[i % n])
            widths[i % n] = chars < WIDEST ? chars : WIDEST;
    }
    line(sheet->out, shown, cells, widths, n);
    for (size_t row = 0; n && row < sheet->n_ends / n; row++) {
        for (size_t i = 0; i < n; i++)
            cells[i] = cell_at(sheet, row * n + i);
        line(sheet->out, shown, cells, widths, n);
    }
    free(shown);
    free(cells);
    free(widths);
}

void sheet_end(struct sheet *sheet) {
    if (sheet->form == SHEET_JSON)
        buf_puts(sheet->out, sheet->n_rows ? "\n]\n" : "]\n");
    if (sheet->form == SHEET_TABLE)
        write_table(sheet);
    buf_fini(&sheet->text);
    free(sheet->ends);
    *sheet = (struct sheet){0};
}
