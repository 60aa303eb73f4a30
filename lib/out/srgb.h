/* srgb.h - the colour space that the numbers in contents mean: an ICC profile of sRGB. Private to lib/out. */
#ifndef HOSO_OUT_SRGB_H
#define HOSO_OUT_SRGB_H

#include "base/base.h"

/* The profile's bytes (ICC.1:2004-10, version 4.2; a display, RGB to XYZ), always the same. */
void srgb_profile(struct buf *out);
/* The same as a zlib stream, made once a process. */
struct str srgb_deflated(void);

#endif
