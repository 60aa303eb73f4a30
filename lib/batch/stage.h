/* stage.h - files on their way to their place: written by workers into a folder of the run's own, then brought to where they
 * belong, many at once, by the parent.
 *
 * A file must be on the disk before it takes the place of the old one, and the disk's journal is what costs: the first fsync
 * of a group makes the file system commit all of it, the others find little left to do. So the parent waits for the disk
 * once a group while the workers go on. Killed at any moment, the run leaves in the output folders whole files only, old or
 * new; what lies in the run's own folder is thrown away by the next. */
#ifndef HOSO_BATCH_STAGE_H
#define HOSO_BATCH_STAGE_H

#include "base/base.h"

struct stage {
    const char *folder;    /* the workspace */
    const char *temporary; /* .hoso/tmp, in it */
    struct arena arena;
};

/* Makes the run's own folder, or empties it of what a killed run left. `share` as for lock_take. False: reported. */
bool stage_open(struct stage *stage, const char *folder, const char *share, struct diag *diag);
/* Removes the folder. */
void stage_close(struct stage *stage);

/* In a worker: writes a file, known from now on by `number`; not synced yet. False, reported at `output`: nothing is left. */
bool stage_write(struct stage *stage, uint32_t number, const char *output, const void *bytes, size_t len,
                 struct diag *diag);

struct stage_move {
    uint32_t number;
    const char *output; /* relative to the workspace */
    struct diag *diag;  /* what fails is told here: DIAG_ERROR where only this place is at fault */
    bool ok;            /* set: the file is in its place, and on the disk */
};

/* In the parent: syncs the files, brings them to their places, syncs the folders. Folders on the way are made. */
void stage_commit(struct stage *stage, struct stage_move *moves, size_t n);

#endif
