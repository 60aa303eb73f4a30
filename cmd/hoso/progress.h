/* progress.h - how far a build has come: one line that is written over on a terminal, a line a minute in a log; and the
 * failures, told again at the end. */
#ifndef HOSO_CMD_PROGRESS_H
#define HOSO_CMD_PROGRESS_H

#include "call.h"

struct progress {
    bool terminal; /* standard error is one */
    bool shown;    /* the line stands there now */
    double last;   /* [s] when it was last written */
    struct arena arena;
    struct failure {
        const char *output, *text;
        struct failure *next;
    } * first, **end;
    size_t n_failures, n_told;
};

/* Nothing is told yet; asks whether standard error is a terminal. */
void progress_start(struct progress *progress);
/* Writes how far the build is, if it is time to. */
void progress_tell(struct progress *progress, const struct build_progress *build);
/* Takes the line away, before anything else is written. */
void progress_clear(struct progress *progress);
/* One more dossier was told of. */
void progress_told(struct progress *progress);
/* A dossier that failed, for progress_end. */
void progress_failed(struct progress *progress, const struct workspace_dossier *dossier,
                     const struct dossier_result *result);
/* Tells the failures again: with their reasons where the messages may be far above. */
void progress_end(struct progress *progress);

#endif
