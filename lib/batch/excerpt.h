/* excerpt.h - what of a source a dossier carries with it: the lines that it rests on, and those above them that say how they
 * are to be read. All other lines are there but empty, so that line 210 is line 210, and deflate to next to nothing.
 *
 * An excerpt is read again before it is given out: it is good only if its figures are those that the whole source gave on
 * these lines. It depends on nothing else that the source says: a change elsewhere in the file changes no byte of it. */
#ifndef HOSO_BATCH_EXCERPT_H
#define HOSO_BATCH_EXCERPT_H

#include "extract/extract.h"

/* A figure of the source, where it stands in the excerpt. */
struct excerpt_figure {
    uint32_t id; /* index in the workspace's figures */
    uint32_t at, len;
};

struct excerpt {
    const struct source *source; /* the original; borrowed */
    const char *path;            /* as the excerpt's own workspace calls it: see excerpt_path */
    struct str text;             /* UTF-8, whatever the source is written in */
    bool
        counted; /* a list of people: only its heads are here, and its figures are taken as they were counted */
    bool whole; /* nothing less gave the same figures */
    bool
        spread; /* it has lines of a table that state what was not asked for: whole, or a witness (excerpt.c) */
    struct excerpt_figure *figures; /* all on the kept lines, ascending */
    size_t n;
};

/* The excerpt with the lines of the figures `used` (ids, ascending, all of the source). `path` as excerpt_path gives it.
 * `pack` is what the source was read with. In the arena. */
struct excerpt excerpt_make(struct arena *arena, const struct figures *figures, const struct source *source,
                            const struct pack *pack, const char *path, const uint32_t *used, size_t n);

/* The path of a source inside the folder of a workspace: relative, never out of it. `number` tells those apart that lie
 * outside. In the arena. */
const char *excerpt_path(struct arena *arena, const char *folder, const char *path, uint32_t number);

/* The head and the rows of a table that have one of the names or codes in `known` (folded) in a cell, or are linked to such
 * a row by another of their cells: what a crosswalk says of some places and those they were made of. In the arena. */
struct str excerpt_rows(struct arena *arena, const struct source *table, struct map *known);

/* What excerpt_make gives of this figure; NULL: it is not on a kept line. */
const struct excerpt_figure *excerpt_find(const struct excerpt *excerpt, uint32_t id);

#endif
