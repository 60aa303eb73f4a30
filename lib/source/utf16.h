/* utf16.h - Excel's "Unicode Text". For this folder only. */
#ifndef HOSO_SOURCE_UTF16_H
#define HOSO_SOURCE_UTF16_H

#include "text/text.h"

/* Which of the two bytes of a unit is zero in most of the file (letters of ASCII): '<' the second, little-endian; '>' the
 * first; 0: neither. `*share` is how many units have it so, in per cent. For files without a mark. */
char utf16_order(struct str raw, unsigned *share);
/* Each character is a run of `out`, which leads back to raw bytes. False at half a unit or a lone surrogate: *bad. */
bool utf16_decode(struct arena *arena, struct str raw, bool big, struct nfc *out, size_t *bad);

#endif
