/* outline.h - the document's bookmarks. Private to lib/out. */
#ifndef HOSO_OUT_OUTLINE_H
#define HOSO_OUT_OUTLINE_H

#include "out/haru.h"

/* Writes the items and their root; the root's id, 0 when there is nothing to show. */
uint32_t outline_write(struct haru *haru, struct arena *arena, const struct pages *pages);

#endif
