/* attach.h - files inside the PDF. Private to lib/out. */
#ifndef HOSO_OUT_ATTACH_H
#define HOSO_OUT_ATTACH_H

#include "out/haru.h"

/* Writes the attachments and appends the catalog's entries for them, /AF and /Names; nothing when there are none. False,
 * reported, when a checksum cannot be had. */
bool attach_files(struct haru *haru, struct arena *arena, const struct out_info *info, struct buf *catalog,
                  struct diag *diag);

#endif
