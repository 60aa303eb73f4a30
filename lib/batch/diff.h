/* diff.h - what is otherwise in one run than in another: figures, by the lines of the sources, on the pages of dossiers; and
 * shares of a run put together. Reads run records alone: neither sources nor PDFs. */
#ifndef HOSO_BATCH_DIFF_H
#define HOSO_BATCH_DIFF_H

#include "base/base.h"

enum diff_change { DIFF_CHANGED, DIFF_ADDED, DIFF_REMOVED };

/* One figure on the pages of one dossier. */
struct diff_row {
    enum diff_change change;
    struct str indicator, place, group, period, kind;
    struct str value_a, file_a, line_a, quote_a; /* empty: not in the first run */
    struct str value_b, file_b, line_b, quote_b;
    struct str output, pages; /* "1,3"; in the first run where it was removed */
    bool sum;                 /* the page has a sum that the figure is a part of */
};

struct diff {
    struct diff_row *rows; /* in the order of outputs and of their sources annex */
    size_t n, cap;
    size_t added, removed,
        remade;   /* dossiers: in one run only; otherwise made, without a figure that changed */
    size_t moved; /* figures of which only the line is another */
    struct arena arena;
};

/* Runs by their ids or a beginning of them that only one has; `a` and `b` NULL: the last two. False: reported. Yours to
 * diff_fini in any case. */
bool batch_diff(struct diff *diff, const char *folder, const char *a, const char *b, struct diag *diag);
void diff_fini(struct diff *diff);

/* Writes the record of a run that has the dossiers of all the given ones, which must have been made from the same inputs (a
 * warning where not) and share no dossier. Its id is put into `id`. False: reported. */
bool batch_merge(const char *folder, char *const *runs, size_t n, struct buf *id, struct diag *diag);

#endif
