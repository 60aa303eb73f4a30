/* draft.h - a rule pack as its YAML says it, before it is compiled. Seen by pack.c, pack_*.c and draft.c only. */
#ifndef HOSO_EXTRACT_DRAFT_H
#define HOSO_EXTRACT_DRAFT_H

#include "extract/internal.h"

struct draft_fragment {
    char *name, *pattern;
};

/* What tells names of places from those of persons, and how lines begin. */
struct draft_naming {
    enum naming is;
    char **match;
    unsigned match_count;
};

struct draft_feature {
    char *name, *slot;
    bool strict;
    enum lasting lasts;
};

struct draft_sample {
    char *text;
    char *place;
    char **gives;
    unsigned gives_count;
};

struct draft_phrase {
    char *name;
    enum role role;
    char *is;               /* what it is of its role: the word, the period's shape, the unit, the place */
    char *means, *means_en; /* what a number in it, or kept by it, is: "số tiền", "a sum of money" */
    char *units;            /* a file of units beside the pack: their bare names, each its own place */
    char **match, **gives, **sets, **except;
    struct draft_sample *samples;
    unsigned match_count, gives_count, sets_count, except_count, samples_count;
    int priority;
    unsigned traits;
    bool after, open;
};

struct draft_reading {
    char *name, *indicator, *unit;
    char **when, **unless;
    int *kinds;
    struct draft_sample *samples;
    unsigned when_count, unless_count, kinds_count, samples_count;
    bool absorbs, bare, ahead;
};

struct draft {
    char *name;
    char **extends, **markers;
    struct draft_fragment *fragments;
    struct draft_naming *names, *lines;
    struct draft_feature *features;
    struct draft_phrase *phrases;
    struct draft_reading *readings;
    unsigned extends_count, markers_count, fragments_count, names_count, lines_count, features_count,
        phrases_count, readings_count;
};

/* NULL after DIAG_USAGE with its place. Yours to draft_free. */
struct draft *draft_load(const char *path, struct str text, struct diag *diag);
void draft_free(struct draft *draft);

#endif
