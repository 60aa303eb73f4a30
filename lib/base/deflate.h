/* deflate.h - streams as /FlateDecode reads them. */
#ifndef HOSO_BASE_DEFLATE_H
#define HOSO_BASE_DEFLATE_H

#include "base/arena.h"

enum deflate_effort {
    DEFLATE_QUICK, /* made for each document */
    DEFLATE_SMALL, /* made once a process and written into many */
};

/* The bytes as a zlib stream (RFC 1950), in the arena. Not for threads: one compressor serves the process. */
struct str deflate_bytes(struct arena *arena, struct str bytes, enum deflate_effort effort);

#endif
