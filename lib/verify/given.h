/* given.h - what the evidence gives beside its sources: counts of lists of people, and the findings. Private to
 * lib/verify. */
#ifndef HOSO_VERIFY_GIVEN_H
#define HOSO_VERIFY_GIVEN_H

#include "batch/batch.h"
#include "verify/unpack.h"

struct given {
    const struct unpacked *unpacked;
    struct source *figures, *findings; /* the tables */
    size_t n_counted;                  /* figures of lists of people, taken as they are */
    size_t n_taken;                    /* findings that the evidence alone does not give again */
    bool broken;                       /* a row could not be read */
    struct workspace_given hooks;      /* for workspace->given */
};

/* False, reported, when the tables are not there or broken. Either way yours to given_fini. */
bool given_read(struct given *given, const struct unpacked *unpacked, const char *path, struct diag *diag);
void given_fini(struct given *given);

#endif
