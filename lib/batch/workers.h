/* workers.h - work in processes of its own: each item is done by a forked worker, which has the parent's memory as it was
 * and shares its pages; replies come back through a socket. Knows nothing of dossiers. */
#ifndef HOSO_BATCH_WORKERS_H
#define HOSO_BATCH_WORKERS_H

#include "base/base.h"

/* How an item ended that has no reply. */
enum worker_end {
    WORKER_CRASHED,   /* a signal, or an exit of its own */
    WORKER_TOO_LONG,  /* passed `seconds` */
    WORKER_TOO_LARGE, /* passed `memory` */
    WORKER_NO_MEMORY, /* was given less than `memory`: a limit of the user's own (ulimit -v) */
};

struct worker_death {
    enum worker_end end;
    bool killed;  /* from outside: SIGKILL */
    char how[64]; /* "signal 11", "exit 3", in the user's language */
};

struct workers_job {
    unsigned jobs;         /* processes, at least 1 */
    const uint32_t *items; /* in the order in which they are begun */
    size_t n_items;
    unsigned seconds; /* [s of CPU] that one item may take; 0: any */
    size_t memory;    /* [bytes] that a worker may take beside what it shares with its parent; 0: any */
    /* In each worker, before its first item; may be NULL. */
    void (*begin)(void *aux);
    /* In the worker: does `item`, puts its reply. */
    void (*work)(void *aux, uint32_t item, struct buf *reply);
    /* In the parent, in the order in which items end: `reply`, or how the worker died (reply empty, `death` set). False asks
     * that nothing more is begun. */
    bool (*done)(void *aux, uint32_t item, struct str reply, const struct worker_death *death);
    /* In the parent: whenever there is nothing to hear for the moment, at least five times a second; `item` is one that is
     * at hand, or WORKERS_NONE at the end. False as for done. May be NULL. */
    bool (*pause)(void *aux, uint32_t item);
    void *aux;
};

#define WORKERS_NONE UINT32_MAX

/* Does all items. A worker that dies costs the item at hand; another takes its place. SIGINT, SIGTERM and SIGHUP end the beginning
 * of items, unless the process was told to ignore them (nohup): those at hand are finished. A second signal ends the workers:
 * what was at hand counts as not begun. False when no process can be made (reported; where only some can be made, that is a
 * warning), `done` or `pause` asked to stop, or the run was interrupted: `*interrupted` tells. Items that were not begun get no
 * `done`. */
bool workers_run(const struct workers_job *job, bool *interrupted, struct diag *diag);

#endif
