/* excerpt_pen.h - writes an excerpt line by line: what is put lands on the line that it has in the source. For the files
 * excerpt*.c only. */
#ifndef HOSO_BATCH_EXCERPT_PEN_H
#define HOSO_BATCH_EXCERPT_PEN_H

#include "batch/excerpt.h"

struct pen {
    struct buf *out;
    uint32_t line;   /* where it stands, from 1 */
    uint32_t column; /* [characters] behind the last one of it */
    char delimiter;
};

#define PEN(out_, delimiter_) ((struct pen){.out = (out_), .line = 1, .delimiter = (delimiter_)})

/* Goes down to the line; it never goes up: what comes too late lands lower, and does not read the same. */
void pen_to(struct pen *pen, uint32_t line);
/* A line as it stands, without its end, whatever that is. */
void pen_line(struct pen *pen, const struct source *source, uint32_t line);
/* Lines of which `keep` (by line, from 0) says so, as they stand. */
void pen_lines(struct pen *pen, const struct source *source, const bool *keep);
/* A cell, in quotes where it needs them; all but the first of a row have a delimiter before them. */
void pen_cell(struct pen *pen, struct str value, bool first);
void pen_end(struct pen *pen);

/* Each of texts, tables, lists of people has its own way (excerpt_text.c, excerpt_table.c, excerpt_people.c). */
bool excerpt_cut_text(struct buf *out, const struct sketch *sketch, const struct excerpt_wish *wish,
                      enum excerpt_step step);
bool excerpt_cut_table(struct buf *out, const struct sketch *sketch, const struct excerpt_wish *wish,
                       enum excerpt_step step, bool numbered);
/* The heads alone; `at` (may be NULL) gets where the source's figures stand, by id from sketch->from on. */
void excerpt_cut_people(struct buf *out, const struct sketch *sketch, struct excerpt_figure *at);

#endif
