/* diff.h - what is otherwise in one run than in another: figures, by the lines of the sources, on the pages of dossiers, and
 * findings; and shares of a run put together. Reads run records alone: neither sources nor PDFs. */
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

enum diff_standing {
    DIFF_NEW,          /* found in the second run alone */
    DIFF_GONE,         /* found in the first alone */
    DIFF_ACKNOWLEDGED, /* somebody answers for it now */
    DIFF_REOPENED,     /* nobody does any more, or not after that day */
    DIFF_LEVEL,        /* it weighs otherwise */
    DIFF_STANDINGS
};

/* One finding. Two runs' findings are the same when check, place, period, indicator and file are; the n-th of several alike
 * with the n-th: lines move, and messages have the numbers in them. */
struct diff_finding {
    enum diff_standing standing;
    struct str level_a, level_b; /* "warning"; empty: not in that run */
    struct str check, place, period, indicator;
    struct str figures; /* FILE:LINE:START, joined by blanks */
    struct str vi, en;  /* the message, of the later run that has it */
};

struct diff {
    struct diff_row *rows; /* in the order of outputs and of their sources annex */
    size_t n, cap;
    size_t added, removed,
        remade;   /* dossiers: in one run only; otherwise made, without a figure that changed */
    size_t moved; /* figures of which only the line is another */
    struct diff_finding *findings; /* those of the second run as its record lists them, then what is gone */
    size_t n_findings, findings_cap;
    size_t standings[DIFF_STANDINGS]; /* how many findings of each */
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
