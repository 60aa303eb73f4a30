/* record.h - run records read again. */
#ifndef HOSO_BATCH_RECORD_H
#define HOSO_BATCH_RECORD_H

#include "batch/diff.h"
#include <jansson.h>

struct record {
    const char *id;
    json_t *root;
    json_t *dossiers; /* borrowed from root */
};

/* The record whose id is `name` or alone begins with it. False: reported (run-missing, run-broken). Yours to record_fini. */
bool record_load(struct record *record, const char *folder, const char *name, struct diag *diag);
void record_fini(struct record *record);
/* The ids of the last two runs, in the arena; false, reported, when there are not so many. */
bool record_last_two(struct arena *arena, const char *folder, const char **a, const char **b,
                     struct diag *diag);
/* The member of that name as text; empty where there is none. Borrowed. */
const char *record_text(const json_t *object, const char *key);
/* The findings that it lists; NULL: an older program made it, which listed none. Borrowed. `*cut`: it has more than it lists. */
const json_t *record_findings(const struct record *record, bool *cut);

/* diff_findings.c: of both, into diff->findings. */
void diff_findings(struct diff *diff, const struct record *a, const struct record *b, struct diag *diag);

#endif
