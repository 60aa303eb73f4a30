/* typeface.h - one open font file: its bytes, HarfBuzz's view of them, what it says of itself. Private to lib/font. */
#ifndef HOSO_FONT_TYPEFACE_H
#define HOSO_FONT_TYPEFACE_H

#include "font/font.h"
#include <hb.h>

struct typeface {
    struct buf bytes; /* the file; `face` reads it in place */
    hb_face_t *face;
    hb_font_t *font; /* scaled so that one unit is one font unit */
    struct face_metrics metrics;
    char sha256[DIGEST_HEX];
    char version[64];    /* name table, id 5 */
    unsigned permission; /* OS/2 fsType: what its maker allows; 0 where nothing is said */
};

#define TYPEFACE_EMPTY ((struct typeface){0})

/* False, reported, when the file cannot be read or is no TrueType font with outlines ("glyf"). */
bool typeface_open(struct typeface *typeface, const char *path, struct diag *diag);
void typeface_close(struct typeface *typeface);
/* A subset of it may be embedded in a document: neither "restricted licence" alone, nor "no subsetting", nor "bitmaps
 * only" (OpenType, OS/2, fsType). */
bool typeface_embeds(const struct typeface *typeface);
bool typeface_draws(const struct typeface *typeface, uint32_t letter);

#endif
