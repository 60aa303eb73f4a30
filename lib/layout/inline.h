/* inline.h - running text as pieces: boxes (shaped words), glue between them, places where a line may or must break. The
 * pieces of a block stand in galley.pieces, a paragraph is a range of them. Inner header. */
#ifndef HOSO_LAYOUT_INLINE_H
#define HOSO_LAYOUT_INLINE_H

#include "layout/style.h"

struct galley;

/* How a box is drawn and what it belongs to. */
struct look {
    enum face face;
    mpt size, rise; /* rise: above the baseline */
    uint32_t color, tag;
    uint32_t link; /* anchor it leads to; 0: none */
    bool mark;     /* on the style's ground for marked text */
};

enum piece_type {
    PIECE_BOX,
    PIECE_GLUE,
    PIECE_CUT,    /* no width; a line may break here */
    PIECE_BREAK,  /* a line must break here */
    PIECE_ANCHOR, /* no width; a place that links lead to */
    PIECE_NOTE    /* no width; a footnote's mark stands before it */
};

#define PENALTY_NEVER 10000 /* no break at this glue */

struct piece {
    enum piece_type type;
    uint32_t look; /* index in galley.looks */
    mpt width, stretch, shrink;
    int32_t penalty; /* of a break here */
    uint32_t anchor; /* PIECE_ANCHOR; PIECE_NOTE: index in galley.feet */
    bool part;       /* PIECE_BOX: a piece of a word that was cut up; joins the next part on its line */
    struct str text; /* PIECE_BOX: as in the tree */
    const struct shape *shape; /* PIECE_BOX */
};

/* A range of galley.pieces. */
struct run {
    uint32_t first, end;
};

/* Appends the inline children of `parent` in `role`; items will carry `tag` or a child of it. Reports letters that no
 * face draws (layout-letter). */
struct run inline_node(struct galley *g, const struct node *parent, const struct role *role, uint32_t tag);
/* The same for a string; `keep_blanks`: each blank keeps its width ("Số:      /BC-SNV"). */
struct run inline_str(struct galley *g, struct str text, const struct role *role, uint32_t tag,
                      bool keep_blanks);
/* Text alone, without marks and line breaks: for titles. */
struct str inline_plain(struct arena *arena, const struct node *parent);

/* Width of the longest line without any break, and of the widest part that must not be broken; `bound`: words held
 * together (number and unit) count as one. */
mpt inline_most(const struct galley *g, struct run run);
mpt inline_least(const struct galley *g, struct run run, bool bound);

/* Width in which the run can be set in two lines (more where it has breaks of its own). */
mpt inline_halved(const struct galley *g, struct run run);

/* Cuts words wider than `width` up (cut.c's rule): the run itself where there is none, else a copy of it at the end of
 * galley.pieces. */
struct run inline_cut(struct galley *g, struct run run, mpt width);

/* Shapes `text` in *face, or in FACE_SYMBOL where that lacks a letter: *face is then that. What neither has is reported once a
 * letter and face, and drawn as the face draws what it lacks. Borrowed from the shaper. */
const struct shape *shape_text(struct galley *g, enum face *face, struct str text);
/* At `size` in the face that it was shaped in, rounded to a millipoint. */
mpt shape_width(const struct galley *g, const struct shape *shape, enum face face, mpt size);

/* True when a line must not part `before` from `after` (binding.c); `earlier` is the word before them. */
bool binding_holds(struct str earlier, struct str before, struct str after);

/* ---- lines ------------------------------------------------------------------------------------------------------ */

struct line {
    uint32_t first, end; /* pieces */
    mpt x;               /* from the left edge of the paragraph */
    mpt natural;         /* width with the glue as it is */
    mpt set;             /* width to be reached by the glue; = natural where the glue stays as it is */
};

struct lines {
    uint32_t first, n; /* in galley.lines */
};

/* Breaks the run optimally (paragraph.c) into lines of `width`, the first one indented. Never fails: a word too long is
 * cut up first. */
struct lines paragraph_break(struct galley *g, struct run run, mpt width, mpt indent, enum set set);

/* Places the line's items into the open slab, its left edge at x, its baseline at y (line.c). */
void line_place(struct galley *g, const struct line *line, mpt x, mpt y);
/* From the top of a line of `role` to its baseline: ascent and half of what the pitch adds. */
mpt line_baseline(const struct galley *g, const struct role *role);

#endif
