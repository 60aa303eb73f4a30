/* inliner.h - a run of inline text that is being made: inline.c says what nodes ask for, inliner.c makes the pieces. For those two
 * files only. */
#ifndef HOSO_LAYOUT_INLINER_H
#define HOSO_LAYOUT_INLINER_H

#include "layout/galley.h"

#define INLINER_DOUBT STR("\xe2\x9a\xa0") /* U+26A0, the sign of doubt */

struct inliner {
    struct galley *g;
    const struct role *role;
    struct look look;
    uint32_t look_at; /* its index in galley.looks; UINT32_MAX: not stored yet */
    bool keep_blanks;
    enum { BLANK_NONE, BLANK_SPACE, BLANK_HARD } blank; /* seen since the last box */
    int n_blanks;
    bool empty;                 /* no box since the start or the last line break */
    struct str before, earlier; /* the last two words, for binding */
    uint32_t anchors[8];        /* wait for the next box, so that they stand behind the glue before it */
    int n_anchors;
};

/* Nothing yet, in the look of the role; boxes get `tag`. */
struct inliner inliner_start(struct galley *g, const struct role *role, uint32_t tag);
/* What comes next looks so. */
void inliner_look(struct inliner *in, const struct look *look);
/* One word without blanks; the glue before it is made first. A letter that its face lacks comes from the face of signs; one that
 * no face has is reported, once a letter and face. */
void inliner_word(struct inliner *in, struct str word);
/* Words and the blanks between them; in capitals where the role wants them. */
void inliner_text(struct inliner *in, struct str text);
/* A place that links lead to: it stands before the next word, or where the line ends. 0: none. */
void inliner_anchor(struct inliner *in, uint32_t anchor);
/* Those that wait for a word are set down here. */
void inliner_anchors(struct inliner *in);
/* The line ends here. */
void inliner_break(struct inliner *in);
/* One more piece, all zero but its type. Borrowed until the next one. */
struct piece *inliner_piece(struct galley *g, enum piece_type type);

#endif
