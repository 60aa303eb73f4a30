/* deflate.c - one stream of zlib. */
#include "out/deflate.h"
#include <stdlib.h>
#include <zlib.h>

#define LEVEL      6 /* 9 saves 5 % of dictionaries and takes three times as long */
#define WINDOW     15
#define MEMORY     9 /* the most: longer blocks, each with a table of its own */
#define MEMORY_OWN 8 /* zlib's own */

/* The arena keeps what came out, not the room that zlib asks for. */
static struct str deflate_as(struct arena *arena, struct str bytes, int level, int memory, int strategy) {
    z_stream z = {0};
    if (deflateInit2(&z, level, Z_DEFLATED, WINDOW, memory, strategy) != Z_OK)
        mem_exhausted();
    uLong size = deflateBound(&z, (uLong)bytes.len);
    char *room = mem_new(size, 1);
    z.next_in = (Bytef *)(uintptr_t)bytes.at;
    z.avail_in = (uInt)bytes.len;
    z.next_out = (Bytef *)room;
    z.avail_out = (uInt)size;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        mem_exhausted();
    deflateEnd(&z);
    struct str kept = arena_str(arena, (struct str){room, z.total_out});
    free(room);
    return kept;
}

struct str deflate_bytes(struct arena *arena, struct str bytes) {
    return deflate_as(arena, bytes, LEVEL, MEMORY_OWN, Z_DEFAULT_STRATEGY);
}

struct str deflate_syntax(struct arena *arena, struct str bytes) {
    return deflate_as(arena, bytes, LEVEL, MEMORY, Z_FILTERED);
}
