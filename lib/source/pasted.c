/* pasted.c - a run of lines with several cells of nothing but a number, between tabs or bars, is a table from a workbook or a
 * page. What stands beside a number there names a unit, and what it measures stands far above: no sentence says that. */
#include "source/pasted.h"
#include "source/lines.h"
#include <string.h>

/* Cells of numbers: with fewer the line is a label and its number, or a number and its share. */
#define ROW_LEAST 3
#define RUN_LEAST 3 /* rows */

static bool is_number(struct str cell) {
    bool digit = false;
    cell = str_trim(cell);
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.at[i];
        if (is_digit(c))
            digit = true;
        else if (!memchr(".,/%+- ", c, 7))
            return false;
    }
    return digit;
}

static bool is_row(struct str line, char delimiter) {
    unsigned numbers = 0;
    for (size_t from = 0; from <= line.len;) {
        const char *at = from < line.len ? memchr(line.at + from, delimiter, line.len - from) : NULL;
        size_t end = at ? (size_t)(at - line.at) : line.len;
        numbers += is_number(str_cut(line, from, end));
        from = end + 1;
    }
    return numbers >= ROW_LEAST;
}

/* "| --- | --- |" below the heads of a table in Markdown. */
static bool is_rule(struct str line) {
    size_t dashes = 0;
    for (size_t i = 0; i < line.len; i++) {
        dashes += line.at[i] == '-';
        if (!memchr("|-: \t", line.at[i], 5))
            return false;
    }
    return dashes > 0;
}

/* The first run of rows; `*first` is its NFC byte. */
static size_t find_run(struct str text, char delimiter, size_t *first) {
    size_t rows = 0;
    for (size_t from = 0; from < text.len;) {
        size_t end = lines_text_end(text, from);
        struct str line = str_cut(text, from, end);
        if (is_row(line, delimiter)) {
            *first = rows++ ? *first : from;
        } else if (!rows || !is_rule(line)) {
            if (rows >= RUN_LEAST)
                return rows;
            rows = 0;
        }
        from = end + 1;
    }
    return rows >= RUN_LEAST ? rows : 0;
}

void pasted_report(const struct source *source, struct diag *diag) {
    static const char delimiters[] = {'\t', '|'};
    struct str text = source->nfc.text;
    for (size_t i = 0; text.len && i < sizeof delimiters; i++) {
        size_t first = 0;
        size_t rows = memchr(text.at, delimiters[i], text.len) ? find_run(text, delimiters[i], &first) : 0;
        if (rows == 0)
            continue;
        diag_at(
            diag, DIAG_WARNING, source_where(source, source_span(source, first, first + 1).at, 0),
            "text-table",
            _("%zu lines from here on are rows of a table, which is not read in a text; save it as a CSV of "
              "its own"),
            rows);
        return;
    }
}
