/* lock.c - flock on .hoso/lock. The kernel gives it back when the process ends, by kill -9 too; what stands in the file is
 * only for the message. */
#include "batch/lock.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static const char *path_of(struct arena *arena, const char *folder, const char *share) {
    const char *name = *share ? arena_printf(arena, ".hoso/lock.%s", share).at : ".hoso/lock";
    return file_join(arena, folder, name);
}

/* "1234 host 2026-11-22T01:00:00Z" */
static void sign(int fd) {
    struct utsname host;
    char since[32] = "?", text[256];
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc))
        strftime(since, sizeof since, "%Y-%m-%dT%H:%M:%SZ", &utc);
    if (uname(&host) != 0)
        strcpy(host.nodename, "?");
    int n = snprintf(text, sizeof text, "%ld %s %s\n", (long)getpid(), host.nodename, since);
    /* Unsigned, the lock holds all the same. */
    if (n > 0 && ftruncate(fd, 0) == 0 &&
        pwrite(fd, text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1, 0) < 0)
        return;
}

static void report_held(int fd, const char *path, struct diag *diag) {
    char text[256] = "", host[128] = "?", since[64] = "?";
    long pid = 0;
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    sscanf(text, "%ld %127s %63s", &pid, host, since);
    diag_at(diag, DIAG_SYSTEM, (struct diag_where){.file = path}, "locked",
            _("another run works here: process %ld on %s since %s; wait until it has ended, or end it"), pid,
            host, since);
}

/* The open lock file, or -1 after a message. It is written to, so a link that leads elsewhere is not followed: a workspace may
 * come from somebody else. */
static int take(const char *path, int how, struct diag *diag) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0) {
        diag_errno(diag, path, _("opening"), errno);
        return -1;
    }
    if (flock(fd, how | LOCK_NB) == 0)
        return fd;
    if (errno == EWOULDBLOCK) {
        report_held(fd, path, diag);
        close(fd);
        return -1;
    }
    diag_at(diag, DIAG_WARNING, (struct diag_where){.file = path}, "lock-none",
            _("this file system has no locks (%s); see to it that no other run works here"), strerror(errno));
    return fd;
}

bool lock_take(struct lock *lock, const char *folder, const char *share, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    *lock = LOCK_NONE;
    bool ok = file_make_folders(file_join(&arena, folder, ".hoso"), diag);
    if (ok && *share) {
        lock->fd_of_all = take(path_of(&arena, folder, ""), LOCK_SH, diag);
        ok = lock->fd_of_all >= 0;
    }
    if (ok) {
        lock->fd = take(path_of(&arena, folder, share), LOCK_EX, diag);
        ok = lock->fd >= 0;
    }
    if (ok)
        sign(lock->fd);
    if (ok && lock->fd_of_all >= 0)
        sign(lock->fd_of_all); /* in place of all shares */
    if (!ok)
        lock_release(lock);
    arena_fini(&arena);
    return ok;
}

bool lock_alone(struct lock *lock) {
    return lock->fd_of_all < 0 || flock(lock->fd_of_all, LOCK_EX | LOCK_NB) == 0;
}

void lock_forget(struct lock *lock) {
    if (lock->fd >= 0)
        close(lock->fd);
    if (lock->fd_of_all >= 0)
        close(lock->fd_of_all);
    *lock = LOCK_NONE;
}

void lock_release(struct lock *lock) {
    if (lock->fd >= 0 && ftruncate(lock->fd, 0) != 0)
        errno = 0; /* an old name in a lock that nobody holds misleads no one */
    lock_forget(lock);
}
