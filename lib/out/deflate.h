/* deflate.h - streams as zlib makes them. Private to lib/out. */
#ifndef HOSO_OUT_DEFLATE_H
#define HOSO_OUT_DEFLATE_H

#include "base/base.h"

/* The bytes as a zlib stream (/FlateDecode), in the arena. libdeflate would take a third of the time. */
struct str deflate_bytes(struct arena *arena, struct str bytes);
/* The same for what is mostly numbers and short words, contents and dictionaries: zlib is told to look for short repeats
 * less (Z_FILTERED), which makes them some 4 % smaller. */
struct str deflate_syntax(struct arena *arena, struct str bytes);

#endif
