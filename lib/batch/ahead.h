/* ahead.h - what a build needs and no source decides: the lock, the state, the fonts, and whether the files that were made are
 * still there. With more than one job a thread works at it while the sources are read, else it is done when it is asked for. */
#ifndef HOSO_BATCH_AHEAD_H
#define HOSO_BATCH_AHEAD_H

#include "batch/batch.h"
#include "batch/lock.h"
#include "batch/state.h"
#include <pthread.h>
#include <stdatomic.h>

enum ahead_file { AHEAD_UNKNOWN, AHEAD_SOUND, AHEAD_MISSING, AHEAD_DAMAGED };

struct ahead {
    const struct workspace *workspace;   /* borrowed: only what hoso.yaml says is looked at */
    const struct build_options *options; /* borrowed */
    const char *share;                   /* "2-8", or empty */
    struct lock lock;
    struct state state;
    struct fonts *fonts;            /* NULL: they cannot be had, which of_fonts tells */
    unsigned char *files;           /* enum ahead_file by index in state.items; NULL: not looked at */
    struct diag of_state, of_fonts; /* kept until they can be told */
    pthread_t thread;
    bool threaded;
    _Atomic bool unwanted; /* nobody will ask for the rest */
    struct arena arena;
};

/* Takes the lock (unless it is a dry run) and begins. NULL: reported. Yours to ahead_free. */
struct ahead *ahead_start(const struct workspace *workspace, const struct build_options *options,
                          struct diag *diag);
/* Waits until all is there. What was found wrong is in of_state and of_fonts, not told yet. */
void ahead_finish(struct ahead *ahead);
/* Frees what nobody has taken (fonts, set to NULL by who does; state, by STATE_NONE), and lets go of the lock. */
void ahead_free(struct ahead *ahead);

/* What is to be said of the entry's file. Its bytes are read into `room`: its time and its size prove nothing. */
enum ahead_file ahead_look(const char *folder, const struct state_entry *entry, struct buf *room);

#endif
