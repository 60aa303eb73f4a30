/* file.c - whole files in, whole files out. */
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)65536)

static struct diag_where whole(const char *path) {
    return (struct diag_where){.file = path};
}

static bool read_all(int fd, const char *path, struct buf *out, struct diag *diag) {
    struct stat st;
    /* A byte more than the file has, so that its end is seen without more room. */
    bool known =
        fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && (size_t)st.st_size < FILE_LIMIT;
    buf_room(out, known ? (size_t)st.st_size + 1 : CHUNK);
    out->at[out->len] = '\0';
    for (;;) {
        if (out->cap - out->len < 2)
            buf_room(out, CHUNK);
        ssize_t n = read(fd, out->at + out->len, out->cap - out->len - 1);
        if (n == 0)
            return true;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            diag_errno(diag, path, _("reading"), errno);
            return false;
        }
        if (out->len + (size_t)n > FILE_LIMIT) {
            diag_at(diag, DIAG_USAGE, whole(path), "file-too-large",
                    _("the file is larger than 1 GiB; split it by unit or year"));
            return false;
        }
        out->len += (size_t)n;
        out->at[out->len] = '\0';
    }
}

static int open_input(const char *path, struct diag *diag) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        diag_at(diag, DIAG_USAGE, whole(path), "file-missing", _("there is no such file; check the name"));
    } else if (fd < 0) {
        diag_errno(diag, path, _("opening"), errno);
    } else if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        diag_at(diag, DIAG_USAGE, whole(path), "file-folder", _("this is a folder; name a file in it"));
        close(fd);
        fd = -1;
    }
    return fd;
}

bool file_read(const char *path, struct buf *out, struct diag *diag) {
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, path, out, diag);
    int fd = open_input(path, diag);
    if (fd < 0)
        return false;
    bool ok = read_all(fd, path, out, diag);
    close(fd);
    return ok;
}

bool file_write(int fd, const void *bytes, size_t len) {
    const char *at = bytes;
    while (len) {
        ssize_t n = write(fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

/* The folder of `path`, "." where it names none; yours to free. */
static char *folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash)
        return mem_strdup(".");
    if (slash == path)
        return mem_strdup("/");
    char *folder = mem_strdup(path);
    folder[slash - path] = '\0';
    return folder;
}

static bool sync_folder(const char *folder) {
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    /* Some file systems cannot sync a folder (EINVAL); the rename stands there all the same. */
    bool ok = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return ok;
}

/* Writes and syncs a new file at `temp`; errno tells of the failure. */
static bool write_file(int fd, const void *bytes, size_t len) {
    bool ok = file_write(fd, bytes, len) && fsync(fd) == 0 && fchmod(fd, 0644) == 0;
    int error = errno;
    if (close(fd) != 0 && ok)
        return false;
    errno = error;
    return ok;
}

bool file_replace(const char *path, const void *bytes, size_t len, struct diag *diag) {
    char *folder = folder_of(path);
    struct buf temp = BUF_EMPTY;
    bool ok = false;
    int fd = -1;
    if (!file_make_folders(folder, diag))
        goto done;
    buf_printf(&temp, "%s.XXXXXX", path);
    fd = mkostemp(temp.at, O_CLOEXEC);
    if (fd < 0) {
        diag_errno(diag, path, _("writing"), errno);
        goto done;
    }
    ok = write_file(fd, bytes, len) && rename(temp.at, path) == 0;
    if (!ok) {
        int error = errno;
        unlink(temp.at);
        diag_errno(diag, path, _("writing"), error);
        goto done;
    }
    if (!sync_folder(folder)) {
        diag_errno(diag, folder, _("writing"), errno);
        ok = false;
    }
done:
    buf_fini(&temp);
    free(folder);
    return ok;
}

bool file_exists(const char *path) {
    return access(path, F_OK) == 0;
}

bool file_make_folders(const char *folder, struct diag *diag) {
    struct stat st;
    if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    char *path = mem_strdup(folder);
    bool ok = true;
    for (char *at = path + 1; ok; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char kept = *at;
        *at = '\0';
        if (mkdir(path, 0755) != 0 && errno != EEXIST) {
            diag_errno(diag, path, _("making the folder"), errno);
            ok = false;
        }
        *at = kept;
        if (kept == '\0')
            break;
    }
    free(path);
    return ok;
}

const char *file_join(struct arena *arena, const char *folder, const char *name) {
    if (name[0] == '/' || folder[0] == '\0' || strcmp(folder, ".") == 0)
        return arena_strdup(arena, name);
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    return arena_printf(arena, "%s%s%s", folder, slash, name).at;
}
