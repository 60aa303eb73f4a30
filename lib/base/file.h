/* file.h - whole files in, whole files out. */
#ifndef HOSO_BASE_FILE_H
#define HOSO_BASE_FILE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

#define FILE_LIMIT ((size_t)1 << 30) /* [bytes] the largest input that is read: spans are 32 bits wide */

/* Reads all of `path` ("-": standard input) into `out`. A file that is absent, a folder, a pipe or too large: DIAG_USAGE
 * with id file-missing, file-folder, file-kind, file-too-large; a failed read: DIAG_SYSTEM. */
bool file_read(const char *path, struct buf *out, struct diag *diag);

/* Writes all of `bytes` to `fd`, going on after interruptions. False: errno says why. */
bool file_write(int fd, const void *bytes, size_t len);

/* Puts `bytes` at `path` whole or not at all: a temporary file beside it, write, fsync, rename, fsync of the folder.
 * Folders on the way are made. On failure the old file stands and the temporary one is gone. */
bool file_replace(const char *path, const void *bytes, size_t len, struct diag *diag);

/* The same in pieces, for what is too large to be held whole: add to `text`, call file_go_on between pieces. */
struct file_pieces {
    struct buf text;  /* not written yet */
    const char *path; /* borrowed */
    char *temp;       /* NULL: nothing was begun */
    int fd, error;    /* error: the first errno of a piece, 0 while all is well */
};
bool file_begin(struct file_pieces *file, const char *path, struct diag *diag);
void file_go_on(struct file_pieces *file);
/* False, reported, when any piece could not be written: the old file stands. Also frees what file_begin took. */
bool file_end(struct file_pieces *file, struct diag *diag);
/* The name is one that file_begin gives to what it writes beside a file, and that is left where the program is killed. */
bool file_is_stray(const char *name);

/* Is there anything at `path`, of whatever kind? */
bool file_exists(const char *path);
/* The folder and those on the way to it. False, reported: errno says why. */
bool file_make_folders(const char *folder, struct diag *diag);

/* folder/name in the arena; `name` alone when it is absolute or the folder is empty or ".". */
const char *file_join(struct arena *arena, const char *folder, const char *name);

#endif
