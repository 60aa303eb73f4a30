/* find.h - files of a family and style, through fontconfig. Private to lib/font. */
#ifndef HOSO_FONT_FIND_H
#define HOSO_FONT_FIND_H

#include "font/font.h"

struct find; /* fontconfig's view of the machine's fonts */

/* NULL when fontconfig has no configuration at all (reported). Yours to find_free. */
struct find *find_open(struct diag *diag);
void find_free(struct find *find);

/* The paths of TrueType files of this family and style, the newest version first, then by path: never in the order of
 * the file system. In the arena. */
size_t find_files(struct find *find, struct arena *arena, const char *family, const char *style,
                  const char ***paths);

#endif
