/* script.h - a template's body as one Lua chunk. Text becomes calls that write it, {{ expression }} calls that print its
 * value, {% statement %} stands as it is, a fenced block becomes a call with its body as a table. Every line of the
 * template is the same line of the chunk, so whatever Lua says about line 12 is about line 12 of the template.
 *
 *     Năm {{ nam.nay }} có:              __t(1) __e(1,nam.nay) __t(2)
 *     {% if co(x) then %}                 if co(x) then
 *     ```bang                             __b(3,"bang",{
 *     cot = {...}                         cot = {...}
 *     ```                                 })
 */
#ifndef HOSO_DOC_SCRIPT_H
#define HOSO_DOC_SCRIPT_H

#include "base/base.h"

/* Text that is written as it stands. */
struct script_text {
    struct str text;
    uint32_t line;
};

/* A stretch of Lua in the template. */
struct script_piece {
    uint32_t line, column; /* of its first character after the opening mark */
    uint32_t last_line;
};

/* Bytes of the template that say nothing: a comment, with its line where it has that to itself. */
struct script_comment {
    size_t from, to;
};

struct script {
    const char *path;
    struct str source; /* the whole template, NFC; borrowed */
    struct buf lua;
    struct script_text *texts;
    size_t n_texts, texts_cap;
    struct script_piece *pieces;
    size_t n_pieces, pieces_cap;
    struct script_comment *comments;
    size_t n_comments, comments_cap;
};

#define SCRIPT_EMPTY ((struct script){0})

/* Translates `source` from byte `body`. False after a DIAG_USAGE: an unclosed mark or block, an unknown block, a
 * private-use character (they are the engine's own marks). */
bool script_read(struct script *script, const char *path, struct str source, size_t body, struct diag *diag);
void script_fini(struct script *script);

/* Where in the template: the line with its text, the column of the Lua on it; `near` (may be empty) is a token on it
 * that the message is about. */
struct diag_where script_where(const struct script *script, uint32_t line, struct str near);
/* The line of the last piece of Lua that begins on or before `line`: where Lua stumbles over what we put behind it, the
 * fault is in the piece. */
uint32_t script_piece_line(const struct script *script, uint32_t line);
/* Where byte `at` of the template stands, with its line and `width` carets, for messages. */
struct diag_where script_at(const struct script *script, size_t at, uint32_t width);

/* End of the Lua code that starts at `at` and is closed by `close` ("}}" or "%}") outside strings, comments and inner
 * braces; STR_NONE when it is not closed. */
size_t script_code_end(struct str source, size_t at, const char *close);

/* Behind the string, quoted or in long brackets, that starts at `at`; `at` itself when none does. */
size_t script_string_end(struct str s, size_t at);

/* Adds what the template says: its texts and its Lua, without comments and without blanks that mean nothing. */
void script_meaning(struct buf *out, const struct script *script);

/* The fenced blocks that templates know; NULL ends the list. */
extern const char *const script_blocks[];

#endif
