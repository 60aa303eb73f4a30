/* deflate.h - streams as zlib makes them. Private to lib/out. */
#ifndef HOSO_OUT_DEFLATE_H
#define HOSO_OUT_DEFLATE_H

#include "base/base.h"

/* The bytes as a zlib stream (/FlateDecode), in the arena. Level 6: 9 is no smaller for contents. libdeflate would take a
 * third of the time. */
struct str deflate_bytes(struct arena *arena, struct str bytes);

#endif
