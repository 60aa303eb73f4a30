/* lines.h - where the lines of a source begin. For this folder only. */
#ifndef HOSO_SOURCE_LINES_H
#define HOSO_SOURCE_LINES_H

#include "source/source.h"

#define SOURCE_MARK 4096 /* [bytes] between two counts of characters in a source with long lines */

/* Fills line_starts, utf8_lines, n_lines and, where a line is long, char_marks. `ends`: the marks of utf8.text. */
void lines_find(struct source *source, const uint64_t *ends);
/* The index of the line, from 0, that holds raw byte `raw`. */
size_t lines_at(const struct source *source, uint32_t raw);
/* The byte after the line's text that begins at `from` in `text`: its LF, CR, or the end. */
size_t lines_text_end(struct str text, size_t from);

#endif
