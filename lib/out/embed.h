/* embed.h - fonts as PDF objects. Private to lib/out. */
#ifndef HOSO_OUT_EMBED_H
#define HOSO_OUT_EMBED_H

#include "out/content.h"

/* Fills `resources` with /F0.. for the faces that are drawn, each a Type0 font over a CIDFontType2 with its program and
 * ToUnicode. False, reported, when a program cannot be made. */
bool embed_fonts(struct haru *haru, struct arena *arena, struct drawn drawn[FACE_COUNT], struct fonts *fonts,
                 struct haru_object *resources, struct diag *diag);

#endif
