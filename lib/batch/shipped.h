/* shipped.h - files that ship with the program and that a workspace may replace by its own of the same name. */
#ifndef HOSO_BATCH_SHIPPED_H
#define HOSO_BATCH_SHIPPED_H

#include "base/base.h"

/* folder/name where that exists, else the shipped one, else NULL. `folder` may be NULL. In the arena. */
const char *shipped_path(struct arena *arena, const char *folder, const char *name);
/* The names, without `ending`, of the files in folder/kind and among the shipped ones, in order, parted by commas: "a, b, c".
 * In the arena. */
const char *shipped_names(struct arena *arena, const char *folder, const char *kind, const char *ending);
/* A name that can stand in a path as it is: letters, digits, "-" and "_", not empty. */
bool shipped_name(struct str name);

#endif
