/* emit.h - values to inline nodes: the number with the link to its source, the words around it, the mark of doubt. */
#ifndef HOSO_DOC_EMIT_H
#define HOSO_DOC_EMIT_H

#include "doc/evidence.h"

#define EMIT_MARKED  3u  /* so many numbers at least, and all in doubt, share one mark at their head */
#define EMIT_NUMBERS 16u /* entries that one printed number leads to at most */

/* A paragraph being written. In body text a number shows its source in superscript, [1], once a paragraph; a number that
 * is computed shows only those that the stated numbers around it do not show. Tables, cards and headings show none. */
struct emit {
    struct build *build;
    uint32_t line;
    bool marks;   /* body text */
    bool marked;  /* the mark of doubt stands at the head of the column already */
    bool starred; /* so does the star of a remark */
    bool bare;    /* facts without % and "ước" */
    int digits;   /* least digits after the comma, filled up with zeros; -1: as it comes */
    uint32_t *stated, n_stated, *shown, n_shown;
    size_t stated_cap, shown_cap;
    bool dash;                      /* something missing was printed as a dash */
    const struct figure **doubtful; /* the figures whose doubt was printed */
    size_t n_doubtful, doubtful_cap;
    bool below; /* cells: their footnotes stand under the table */
    const struct value **below_notes;
    size_t n_below, below_cap;
    const char **cautions; /* what comparisons that were printed are not alike in */
    size_t n_cautions, cautions_cap;
    /* facts whose notes were marked with a star: sums of former units, what is left out */
    struct fact *remarks;
    size_t n_remarks, remarks_cap;
    const char **breaks; /* why a series that was printed is broken */
    size_t n_breaks, breaks_cap;
    char *longer_text;  /* of the node that text was last put behind; in the arena, with room for more */
    size_t longer_room; /* [bytes] */
};

/* Begins a paragraph of the template's `line`; `marks`: body text. emit_fini frees. */
void emit_start(struct emit *emit, struct build *build, uint32_t line, bool marks);
/* Looks ahead at a value of the paragraph: what it states need not be shown by what is computed from it. */
void emit_expect(struct emit *emit, const struct value *value);
/* Appends what the value prints to `parent`, and takes note of the evidence that it rests on. */
void emit_value(struct emit *emit, struct node *parent, const struct value *value);
/* Appends text; behind other text it is one node with that. */
void emit_text(struct emit *emit, struct node *parent, struct str text);
/* Appends an empty node of that type, of the line that is being written. */
struct node *emit_node(struct emit *emit, struct node *parent, enum node_type type);
/* Remembers the doubtful figures behind `fact`, for emit_notes. */
void emit_doubt(struct emit *emit, const struct fact *fact);
/* Remembers a note about a comparison, for emit_notes. */
void emit_caution(struct emit *emit, const char *note);
/* Remembers the note of a fact that was printed with EMIT_STAR; nothing where it has none. */
void emit_remark(struct emit *emit, const struct fact *fact);
/* Remembers why a series breaks; the place is marked with EMIT_STAR. */
void emit_gap(struct emit *emit, const char *note);
#define EMIT_STAR "*"
void emit_fini(struct emit *emit);

/* A footnote's mark and node, numbered on; its text is for the caller to add. */
struct node *emit_footnote(struct emit *emit, struct node *parent);
/* A note with this text: under the table, at the foot of the page, or in brackets where a note is being written. */
void emit_note(struct emit *emit, struct node *parent, const struct value *text);

/* Adds notes to `parent` that explain the marks of doubt and the stars printed through `emit`, each note once a section, and the dash. */
void emit_notes(struct emit *emit, struct node *parent, const struct value *note);

/* ---- numbers of entries ----------------------------------------------------------------------------------------------- */

/* Ascending; for lists of a few. */
void emit_sort_numbers(uint32_t *numbers, uint32_t n);
/* Where the run of entries that `from` begins ends, in sorted numbers; the run is one entry where it is short. */
uint32_t emit_run_end(const uint32_t *numbers, uint32_t n, uint32_t from);
/* "[2-11]", or "[2]". */
struct str emit_mark_text(struct emit *emit, uint32_t from, uint32_t to);

#endif
