/* stage.c - write, sync, rename, sync the folder: in groups. */
#include "batch/stage.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct str path_of(struct arena *arena, const struct stage *stage, long pid, uint32_t number) {
    return arena_printf(arena, "%s/%ld-%u", stage->temporary, pid, (unsigned)number);
}

/* As path_of names them. */
static bool is_ours(const char *name) {
    size_t digits = strspn(name, "0123456789");
    size_t rest = name[digits] == '-' ? strspn(name + digits + 1, "0123456789") : 0;
    return digits > 0 && rest > 0 && name[digits + 1 + rest] == '\0';
}

/* Of what is ours, and no more: a workspace may come from somebody else, with a link in the place of the folder. */
static void empty(const char *folder) {
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (is_ours(entry->d_name))
            unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
}

/* The folder must be one, of the run's own. */
static bool make_own(const char *folder, struct diag *diag) {
    struct stat st;
    if (lstat(folder, &st) == 0 && S_ISLNK(st.st_mode)) {
        diag_errno(diag, folder, _("opening"), ELOOP);
        return false;
    }
    return file_make_folders(folder, diag);
}

/* What killed shares have left: there may never be so many of them again. Only the whole knows that none is at work. */
static void empty_shares(struct stage *stage) {
    glob_t found;
    if (glob(arena_printf(&stage->arena, "%s.*", stage->temporary).at, 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        empty(found.gl_pathv[i]);
        rmdir(found.gl_pathv[i]);
    }
    globfree(&found);
}

bool stage_open(struct stage *stage, const char *folder, const char *share, struct diag *diag) {
    *stage = (struct stage){.folder = folder};
    const char *name = *share ? arena_printf(&stage->arena, ".hoso/tmp.%s", share).at : ".hoso/tmp";
    stage->temporary = file_join(&stage->arena, folder, name);
    empty(stage->temporary);
    if (!*share)
        empty_shares(stage);
    return make_own(stage->temporary, diag);
}

void stage_close(struct stage *stage) {
    if (stage->temporary) {
        empty(stage->temporary);
        rmdir(stage->temporary);
    }
    arena_fini(&stage->arena);
    *stage = (struct stage){0};
}

/* ---- in the worker ------------------------------------------------------------------------------------------------ */

bool stage_write(struct stage *stage, uint32_t number, const char *output, const void *bytes, size_t len,
                 struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    /* Under the parent's number: the parent looks for it, and no run before had the same. */
    const char *path = path_of(&arena, stage, (long)getppid(), number).at;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool ok = fd >= 0 && file_write(fd, bytes, len);
    int error = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        error = errno;
        ok = false;
    }
    if (!ok) {
        unlink(path);
        diag_errno(diag, output, _("writing"), error);
    }
    arena_fini(&arena);
    return ok;
}

/* ---- in the parent ------------------------------------------------------------------------------------------------ */

static bool sync_path(const char *path, int flags) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
    if (fd < 0)
        return false;
    /* Some file systems cannot sync a folder (EINVAL); the rename stands there all the same. */
    bool ok = fsync(fd) == 0 || (flags && errno == EINVAL);
    int error = errno;
    close(fd);
    errno = error;
    return ok;
}

/* The folder of the output; the workspace where it names none. */
static struct str folder_of(struct arena *arena, const struct stage *stage, const char *output) {
    const char *slash = strrchr(output, '/');
    struct str name = {output, slash ? (size_t)(slash - output) : 0};
    const char *inner = arena_str(arena, name).at;
    return str_of(name.len ? file_join(arena, stage->folder, inner) : stage->folder);
}

/* False: errno says why. */
static bool write_synced(const char *path, const struct buf *bytes) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool ok = file_write(fd, bytes->at, bytes->len) && fsync(fd) == 0;
    int error = errno;
    if (close(fd) != 0 && ok) {
        error = errno;
        ok = false;
    }
    errno = error;
    return ok;
}

/* The output lies on another file system: the file is written anew beside it, under the name that it would have the next time
 * too. So what a run that was killed has left there goes when the dossier is made again. */
static bool copy(struct arena *arena, const char *from, const char *to, struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    const char *beside = arena_printf(arena, "%s.hoso~", to).at;
    bool ok = file_read(from, &bytes, diag);
    if (ok) {
        unlink(beside);
        ok = write_synced(beside, &bytes) && rename(beside, to) == 0;
        if (!ok) {
            diag_errno(diag, to, _("writing"), errno);
            unlink(beside);
        }
    }
    buf_fini(&bytes);
    unlink(from);
    return ok;
}

/* Is it this one place that is at fault? The others may still be written to. */
static bool is_of_place(int error) {
    return error == EISDIR || error == ENOTDIR || error == EEXIST || error == ENOTEMPTY || error == EACCES ||
           error == EPERM || error == ENAMETOOLONG || error == ELOOP;
}

static void tell(struct stage_move *move, const char *path, const char *doing, int error) {
    diag_errno_level(move->diag, is_of_place(error) ? DIAG_ERROR : DIAG_SYSTEM, path, doing, error);
}

static bool make_way(struct stage *stage, struct arena *arena, struct stage_move *move) {
    struct diag silent = DIAG_EMPTY;
    const char *folder = folder_of(arena, stage, move->output).at;
    bool ok = file_make_folders(folder, &silent);
    if (!ok)
        tell(move, folder, _("making the folder"), errno);
    diag_fini(&silent);
    return ok;
}

static void move_one(struct stage *stage, struct arena *arena, struct stage_move *move) {
    const char *from = path_of(arena, stage, (long)getpid(), move->number).at;
    const char *to = file_join(arena, stage->folder, move->output);
    move->ok = make_way(stage, arena, move);
    int error = move->ok && rename(from, to) != 0 ? errno : 0;
    if (error == EXDEV)
        move->ok = copy(arena, from, to, move->diag);
    else if (error)
        tell(move, move->output, _("writing"), error);
    move->ok = move->ok && (!error || error == EXDEV);
    if (!move->ok)
        unlink(from);
}

static void sync_folders(struct stage *stage, struct arena *arena, struct stage_move *moves, size_t n) {
    struct map seen = MAP_EMPTY; /* folder -> it could be synced */
    for (size_t i = 0; i < n; i++) {
        if (!moves[i].ok)
            continue;
        struct str folder = folder_of(arena, stage, moves[i].output);
        uint32_t synced = map_find(&seen, folder);
        if (synced == MAP_NONE) {
            synced = sync_path(folder.at, O_DIRECTORY);
            if (!synced)
                diag_errno(moves[i].diag, folder.at, _("writing"), errno);
            map_put(&seen, folder, synced);
        }
        moves[i].ok = synced == 1;
    }
    map_fini(&seen);
}

void stage_commit(struct stage *stage, struct stage_move *moves, size_t n) {
    struct arena arena = ARENA_EMPTY;
    for (size_t i = 0; i < n; i++) {
        const char *path = path_of(&arena, stage, (long)getpid(), moves[i].number).at;
        moves[i].ok = sync_path(path, 0);
        if (!moves[i].ok) {
            diag_errno(moves[i].diag, moves[i].output, _("writing"), errno);
            unlink(path);
        }
    }
    for (size_t i = 0; i < n; i++)
        if (moves[i].ok)
            move_one(stage, &arena, &moves[i]);
    sync_folders(stage, &arena, moves, n);
    arena_fini(&arena);
}
