/* program.h - one font program as a PDF embeds it: a subset and its description. Private to lib/font. */
#ifndef HOSO_FONT_PROGRAM_H
#define HOSO_FONT_PROGRAM_H

#include "font/typeface.h"

/* The subset of `source` (the typeface's face or a subset of it) with these glyphs and what they are composed of, as a
 * face of its own; NULL when HarfBuzz cannot. Yours to hb_face_destroy. */
hb_face_t *program_subset(hb_face_t *source, const hb_set_t *glyphs);

/* Deflates and describes the subset. `glyphs`: ids ascending, `letter` as ToUnicode says it; nothing else is read. In the
 * arena. `effort` is for its streams. */
struct font_program *program_make(struct arena *arena, const struct typeface *typeface, enum face slot,
                                  hb_face_t *subset, const struct glyph *glyphs, size_t n,
                                  enum deflate_effort effort);

#endif
