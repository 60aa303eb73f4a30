/* output.h - where a dossier's file goes: inside the workspace, whatever its place is called. */
#ifndef HOSO_BATCH_OUTPUT_H
#define HOSO_BATCH_OUTPUT_H

#include "base/base.h"

/* [bytes] of a place in a file name: file systems allow 255 for the whole name. */
#define OUTPUT_NAME_LIMIT 180

/* `place` as part of a file name, for people: letters with their diacritics and single blanks stay; what parts folders or
 * is forbidden on a common file system (/ \ : * ? " < > |), control characters and leading or trailing dots become "-" or
 * go. Never empty. In the arena. */
struct str output_place(struct arena *arena, struct str place);

/* Is `path` relative, does each part between slashes name something (not empty, not "." or "..", 255 bytes at most), and is it
 * free of control characters and shorter than PATH_MAX? Of its bytes alone: links are output_inside's. */
bool output_sound(struct str path);

/* `pattern` with {place} filled in. NULL, reported at `where`, when the result is absolute, climbs out by "..", is no file
 * name, or the pattern has another {word}. In the arena. */
const char *output_path(struct arena *arena, const char *pattern, struct str place, struct diag_where where,
                        struct diag *diag);

/* False, reported at `where`, when a symbolic link on the way to `path` leads out of `folder`. */
bool output_inside(const char *folder, const char *path, struct diag_where where, struct diag *diag);

#endif
