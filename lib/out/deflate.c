/* deflate.c - one call of zlib. */
#include "out/deflate.h"
#include <stdlib.h>
#include <zlib.h>

#define LEVEL 6

/* The arena keeps what came out, not the room that zlib asks for. */
struct str deflate_bytes(struct arena *arena, struct str bytes) {
    uLongf size = compressBound((uLong)bytes.len);
    char *room = mem_new(size, 1);
    if (compress2((Bytef *)room, &size, (const Bytef *)bytes.at, (uLong)bytes.len, LEVEL) != Z_OK)
        mem_exhausted();
    struct str kept = arena_str(arena, (struct str){room, size});
    free(room);
    return kept;
}
