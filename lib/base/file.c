/* file.c - whole files in, whole files out. */
#include "base/file.h"
#include "base/digit.h"
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

static bool too_large(const char *path, struct diag *diag) {
    diag_at(diag, DIAG_USAGE, whole(path), "file-too-large",
            _("the file is larger than 1 GiB; split it by unit or year"));
    return false;
}

static bool read_all(int fd, const char *path, struct buf *out, struct diag *diag) {
    struct stat st;
    bool known = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
    if (known && (uint64_t)st.st_size > FILE_LIMIT)
        return too_large(path, diag);
    /* A byte more than the file has, so that its end is seen without more room. */
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
        if (out->len + (size_t)n > FILE_LIMIT) /* of a pipe, or it has grown */
            return too_large(path, diag);
        out->len += (size_t)n;
        out->at[out->len] = '\0';
    }
}

/* What the system offers under names of its own (/dev/stdin, the /dev/fd/63 of a shell's <(...)) is there to be read. A pipe or a
 * device that lies among the files of a workspace is not: whoever reads it may wait for ever. */
static bool may_be_read(int fd, const char *path, const struct stat *st) {
    if (S_ISREG(st->st_mode))
        return true;
    int flags = fcntl(fd, F_GETFL);
    bool offered = strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0;
    return offered && flags >= 0 && fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

static int open_input(const char *path, struct diag *diag) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st = {0};
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        diag_at(diag, DIAG_USAGE, whole(path), "file-missing", _("there is no such file; check the name"));
    } else if (fd < 0) {
        diag_errno(diag, path, _("opening"), errno);
    } else if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        diag_at(diag, DIAG_USAGE, whole(path), "file-folder", _("this is a folder; name a file in it"));
        close(fd);
        fd = -1;
    } else if (!may_be_read(fd, path, &st)) {
        diag_at(diag, DIAG_USAGE, whole(path), "file-kind",
                _("this is no ordinary file; name one, or - for standard input"));
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

#define PIECE 65536 /* [bytes] that are written at once */

static void write_pending(struct file_pieces *file) {
    if (!file->error && !file_write(file->fd, file->text.at, file->text.len))
        file->error = errno;
    buf_clear(&file->text);
}

bool file_begin(struct file_pieces *file, const char *path, struct diag *diag) {
    char *folder = folder_of(path);
    struct buf temp = BUF_EMPTY;
    *file = (struct file_pieces){.path = path, .fd = -1};
    bool ok = file_make_folders(folder, diag);
    free(folder);
    if (!ok)
        return false;
    buf_printf(&temp, "%s.XXXXXX", path);
    file->fd = mkostemp(temp.at, O_CLOEXEC);
    if (file->fd < 0)
        diag_errno(diag, path, _("writing"), errno);
    else
        file->temp = mem_strdup(temp.at);
    buf_fini(&temp);
    return file->fd >= 0;
}

bool file_is_stray(const char *name) {
    const char *point = strrchr(name, '.');
    size_t n = 0;
    if (!point)
        return false;
    for (const char *at = point + 1;
         is_digit((unsigned char)*at) || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z'); at++)
        n++;
    return n == 6 && point[7] == '\0'; /* as mkstemp makes them */
}

void file_go_on(struct file_pieces *file) {
    if (file->text.len >= PIECE)
        write_pending(file);
}

/* Brings the temporary file to the disk and to its place; errno's number of what failed, or 0. */
static int settle(struct file_pieces *file) {
    write_pending(file);
    if (!file->error && (fsync(file->fd) != 0 || fchmod(file->fd, 0644) != 0))
        file->error = errno;
    if (close(file->fd) != 0 && !file->error)
        file->error = errno;
    if (!file->error && rename(file->temp, file->path) != 0)
        file->error = errno;
    if (file->error)
        unlink(file->temp);
    return file->error;
}

bool file_end(struct file_pieces *file, struct diag *diag) {
    bool ok = false;
    if (file->temp && settle(file) != 0) {
        diag_errno(diag, file->path, _("writing"), file->error);
    } else if (file->temp) {
        char *folder = folder_of(file->path);
        ok = sync_folder(folder);
        if (!ok)
            diag_errno(diag, folder, _("writing"), errno);
        free(folder);
    }
    buf_fini(&file->text);
    free(file->temp);
    *file = (struct file_pieces){.fd = -1};
    return ok;
}

bool file_replace(const char *path, const void *bytes, size_t len, struct diag *diag) {
    struct file_pieces file;
    if (!file_begin(&file, path, diag))
        return false;
    if (!file_write(file.fd, bytes, len))
        file.error = errno;
    return file_end(&file, diag);
}

bool file_exists(const char *path) {
    return access(path, F_OK) == 0;
}

/* What stands in the way of a folder is told as ENOTDIR. */
static bool make_folder(const char *path) {
    struct stat st;
    if (mkdir(path, 0755) == 0)
        return true;
    if (errno != EEXIST)
        return false;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    errno = ENOTDIR;
    return false;
}

bool file_make_folders(const char *folder, struct diag *diag) {
    struct stat st;
    if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    char *path = mem_strdup(folder);
    int error = 0;
    for (char *at = path + 1; !error; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char kept = *at;
        *at = '\0';
        if (!make_folder(path)) {
            error = errno;
            diag_errno(diag, path, _("making the folder"), error);
        }
        *at = kept;
        if (kept == '\0')
            break;
    }
    free(path);
    errno = error;
    return error == 0;
}

const char *file_join(struct arena *arena, const char *folder, const char *name) {
    if (name[0] == '/' || folder[0] == '\0' || strcmp(folder, ".") == 0)
        return arena_strdup(arena, name);
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    return arena_printf(arena, "%s%s%s", folder, slash, name).at;
}
