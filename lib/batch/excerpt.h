/* excerpt.h - what of a source a dossier carries with it: the cells and sentences that it rests on, and what says how they are
 * to be read: heads of columns, rows of groups, headings. All else is there but empty, so that line 210 is line 210, and
 * deflates to next to nothing.
 *
 * An excerpt is put together from what was read, not cut out of the file: a blank behind a head, the words of a title, the
 * numbers of other units, a paragraph of something else have no place in it and change no byte of it. So what its bytes rest
 * on can be asked without making it: excerpt_cut gives its text, and a text that is as it was when the dossier was made,
 * read the same way, is as good as it was.
 *
 * It is read again before it is given out: good only if it states what the whole source states there, and nothing that the
 * source does not. Where too little was taken for that, more is (enum excerpt_step); which step was needed is one of the
 * questions that the dossier asks (ASKED_EXCERPT), so that what came in with it counts too. */
#ifndef HOSO_BATCH_EXCERPT_H
#define HOSO_BATCH_EXCERPT_H

#include "batch/sketch.h"

/* How much is taken, from less to more. */
enum excerpt_step {
    EXCERPT_CELLS, /* the cells used, with what names their rows; of texts the sentences, with the headings over them */
    EXCERPT_ROWS,   /* the rows as they stand in the file; of texts the paragraphs */
    EXCERPT_BESIDE, /* all lines that state nothing, too */
    EXCERPT_WHOLE,
    EXCERPT_STEPS
};

/* A figure of the source, where it stands in the excerpt. */
struct excerpt_figure {
    uint32_t id; /* index in the workspace's figures */
    uint32_t at, len;
};

struct excerpt {
    const struct source *source; /* the original; borrowed */
    const char *path;            /* as the excerpt's own workspace calls it: see excerpt_path */
    struct str text;             /* UTF-8, whatever the source is written in */
    /* a list of people: only its heads are here, and its figures are taken as they were counted */
    bool counted;
    enum excerpt_step step;         /* that gave it */
    struct excerpt_figure *figures; /* all that it states, ascending */
    size_t n;
};

/* What is to be in it. */
struct excerpt_wish {
    const uint32_t *used; /* figures by id, ascending, all of the source */
    size_t n;
};

/* The text of one step, before it is read again; `numbered`: with a row of column numbers (excerpt_table.c). False: the source
 * has no such step. */
bool excerpt_cut(struct buf *out, const struct sketch *sketch, const struct excerpt_wish *wish,
                 enum excerpt_step step, bool numbered);

/* The excerpt; `path` as excerpt_path gives it. In the arena. */
struct excerpt excerpt_make(struct arena *arena, const struct sketch *sketch, const char *path,
                            const struct excerpt_wish *wish);

/* The path of a source inside the folder of a workspace: relative, never out of it. `number` tells those apart that lie
 * outside. In the arena. */
const char *excerpt_path(struct arena *arena, const char *folder, const char *path, uint32_t number);

/* What excerpt_make gives of this figure; NULL: it is not in it. */
const struct excerpt_figure *excerpt_find(const struct excerpt *excerpt, uint32_t id);

#endif
