/* workers.h - work in processes of its own: each item is done by a forked worker, which has the parent's memory as it was
 * and shares its pages; replies come back through a socket. Knows nothing of dossiers. */
#ifndef HOSO_BATCH_WORKERS_H
#define HOSO_BATCH_WORKERS_H

#include "base/base.h"

struct workers_job {
    unsigned jobs;         /* processes, at least 1 */
    const uint32_t *items; /* in the order in which they are begun */
    size_t n_items;
    /* In the worker: does `item`, puts its reply. */
    void (*work)(void *aux, uint32_t item, struct buf *reply);
    /* In the parent, in the order in which items end: `reply`, or how the worker died (reply empty, `died` a text). */
    void (*done)(void *aux, uint32_t item, struct str reply, const char *died);
    void *aux;
};

/* Does all items. A worker that dies costs the item at hand; another takes its place. SIGINT and SIGTERM end the handing
 * out: items at hand are finished. False when a process cannot be made (reported) or the run was interrupted:
 * `*interrupted` tells. Items that were not begun get no `done`. */
bool workers_run(const struct workers_job *job, bool *interrupted, struct diag *diag);

#endif
