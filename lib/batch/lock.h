/* lock.h - one run a workspace at a time. */
#ifndef HOSO_BATCH_LOCK_H
#define HOSO_BATCH_LOCK_H

#include "base/base.h"

struct lock {
    int fd;        /* of the lock, or -1 */
    int fd_of_all; /* of a share: that of the workspace, which all its shares hold together; or -1 */
};

#define LOCK_NONE ((struct lock){-1, -1})

/* Takes the lock of the workspace `folder`; `share` (empty: the whole) is the name of a share, which runs beside other
 * shares and never beside the whole. False, reported with who holds it (id locked), when another run does. A lock ends with
 * the process that holds it, however that ends, so none is ever stale. */
bool lock_take(struct lock *lock, const char *folder, const char *share, struct diag *diag);
void lock_release(struct lock *lock);
/* At the end of a run, when nothing but old records is still to be removed: no other share holds the workspace, and from now on
 * none can. Where it says no, the share has no lock of the workspace any more. */
bool lock_alone(struct lock *lock);
/* In a child: lets go of the parent's lock, which stays the parent's. */
void lock_forget(struct lock *lock);

#endif
