/* excerpt_pen.c - lines and cells at their lines. */
#include "batch/excerpt_pen.h"
#include <string.h>

void pen_to(struct pen *pen, uint32_t line) {
    static const char ends[] = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";
    for (size_t n; pen->line < line; pen->line += (uint32_t)n) {
        n = line - pen->line < sizeof ends - 1 ? line - pen->line : sizeof ends - 1;
        buf_add(pen->out, ends, n);
        pen->column = 0;
    }
}

void pen_end(struct pen *pen) {
    pen_to(pen, pen->line + 1);
}

void pen_line(struct pen *pen, const struct source *source, uint32_t line) {
    pen_to(pen, line);
    buf_str(pen->out, source_line(source, line));
    pen_end(pen);
}

void pen_lines(struct pen *pen, const struct source *source, const bool *keep) {
    for (uint32_t line = 1; line <= source->n_lines; line++)
        if (keep[line - 1])
            pen_line(pen, source, line);
}

static bool needs_quotes(struct str value, char delimiter) {
    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] == delimiter || value.at[i] == '"' || value.at[i] == '\n' || value.at[i] == '\r')
            return true;
    return false;
}

void pen_cell(struct pen *pen, struct str value, bool first) {
    if (!first)
        buf_char(pen->out, pen->delimiter);
    if (!needs_quotes(value, pen->delimiter)) {
        buf_str(pen->out, value);
        return;
    }
    buf_char(pen->out, '"');
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];
        if (c == '\r' && i + 1 < value.len && value.at[i + 1] == '\n')
            continue;
        if (c == '"')
            buf_char(pen->out, c);
        buf_char(pen->out, c == '\r' ? '\n' : c);
        pen->line += c == '\n' || c == '\r';
    }
    buf_char(pen->out, '"');
}
