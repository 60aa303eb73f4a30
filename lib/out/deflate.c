/* deflate.c - one call of zlib. */
#include "out/deflate.h"
#include <zlib.h>

#define LEVEL 6

struct str deflate_bytes(struct arena *arena, struct str bytes) {
    uLongf size = compressBound((uLong)bytes.len);
    char *room = arena_alloc(arena, size);
    if (compress2((Bytef *)room, &size, (const Bytef *)bytes.at, (uLong)bytes.len, LEVEL) != Z_OK)
        mem_exhausted();
    return (struct str){room, size};
}
