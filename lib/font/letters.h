/* letters.h - which letters a face must have, and which every embedded program of it holds. Private to lib/font. */
#ifndef HOSO_FONT_LETTERS_H
#define HOSO_FONT_LETTERS_H

#include "font/typeface.h"

/* Calls `each` with every letter of the common set: for a text face ASCII, the Vietnamese letters and the signs of
 * dossiers, for FACE_SYMBOL what the text faces lack. `needed`: the face is refused without it. */
void letters_each(enum face face, void (*each)(void *aux, uint32_t letter, bool needed), void *aux);

/* The needed letters that the file lacks, UTF-8, appended to `out`. How many. */
size_t letters_lacking(const struct typeface *typeface, enum face face, struct buf *out);

#endif
