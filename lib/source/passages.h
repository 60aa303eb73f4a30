/* passages.h - lines of text into headings, items and sentences. For this folder only. */
#ifndef HOSO_SOURCE_PASSAGES_H
#define HOSO_SOURCE_PASSAGES_H

#include "source/source.h"

/* Fills passages. */
void passages_find(struct source *source);

/* What a line of text is, by its beginning and its end. */
struct line_form {
    enum passage_kind kind;
    uint32_t level;
    bool words;  /* has a letter or digit; lines of dashes and stars have none and are no passage */
    size_t body; /* [bytes] length of the marker with the blanks behind it: "- ", "1. ", "II. " */
};

/* `line` is trimmed NFC, `key` its fold. `wrapped`: the next line goes on in lower case, so this one is no title. */
struct line_form line_form_of(struct str line, struct str key, bool wrapped);

/* The end of the sentence of `line` that begins at `from`, after its stop and closing quotes. `from` = 0 allows a
 * numbering ("4. ") at the start. */
size_t sentence_end(struct str line, struct str key, size_t from);

#endif
