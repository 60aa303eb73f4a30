/* passages.h - lines of text into headings, items and sentences. For this folder only. */
#ifndef HOSO_SOURCE_PASSAGES_H
#define HOSO_SOURCE_PASSAGES_H

#include "source/marks.h"
#include "source/source.h"

/* Fills passages. `marks`: of source->nfc.text. */
void passages_find(struct source *source, const struct marks *marks);

/* A line of the text without the blanks at its ends, or what stands behind its marker. */
struct line {
    struct str text; /* NFC */
    struct str key;  /* its fold */
    const struct marks *marks;
    size_t at; /* [bytes] where it begins in the text that the marks are of */
};

/* The first marked byte of the line at or after `from`, its length where there is none. `marked`: one of line->marks. */
static inline size_t line_next(const struct line *line, const uint64_t *marked, size_t from) {
    return marks_next(marked, line->at + from, line->at + line->text.len) - line->at;
}

/* What a line of text is, by its beginning and its end. */
struct line_form {
    enum passage_kind kind;
    /* PASSAGE_TITLE: if the next line goes on in lower case, this one was wrapped and is body */
    uint32_t level;
    bool words;  /* has a letter or digit; lines of dashes and stars have none and are no passage */
    size_t body; /* [bytes] length of the marker with the blanks behind it: "- ", "1. ", "II. " */
};

/* What the beginning of a line, which is not empty, makes of it. */
struct line_form line_form_of(const struct line *line);

/* The end of the sentence of `line` that begins at `from`, after its stop and closing quotes. `from` = 0 allows a
 * numbering ("4. ") at the start. */
size_t sentence_end(const struct line *line, size_t from);

#endif
