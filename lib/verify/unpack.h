/* unpack.h - the evidence of a PDF as a workspace in a private folder. Private to lib/verify. */
#ifndef HOSO_VERIFY_UNPACK_H
#define HOSO_VERIFY_UNPACK_H

#include "verify/paper.h"
#include <jansson.h>

/* A file that the manifest names, found among the attachments, its digest checked. */
struct unpacked_file {
    struct str name, path; /* path: in the workspace; empty: a table for people and programs */
    struct str bytes;
    bool counted; /* a list of people: its figures are given */
};

struct unpacked {
    json_t *manifest;
    struct unpacked_file *files;
    size_t n_files;
    char *folder; /* NULL: none was made */
    struct arena arena;
};

/* Reads the manifest among the paper's files and holds the files against it. False, reported. Either way yours to
 * unpack_fini. */
bool unpack_read(struct unpacked *unpacked, const struct paper *paper, const char *path, struct diag *diag);
/* Writes the workspace to a folder that nobody else can read. False, reported. */
bool unpack_write(struct unpacked *unpacked, struct diag *diag);
/* Removes the folder that unpack_write made, and frees all. */
void unpack_fini(struct unpacked *unpacked);

/* The file that the manifest calls so; NULL: it names none. */
const struct unpacked_file *unpack_find(const struct unpacked *unpacked, struct str name);
/* A path in the folder as the workspace calls it, without the folder; another path as it is. Borrows `path`. */
struct str unpack_inside(const struct unpacked *unpacked, const char *path);

#endif
