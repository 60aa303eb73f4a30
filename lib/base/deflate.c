/* deflate.c - one stream in zlib's format, by libdeflate. */
#include "base/deflate.h"
#include "base/buf.h"
#include "base/mem.h"
#include <libdeflate.h>

/* libdeflate's levels. Below 2, a dossier takes a tenth less time, and a commune's sheet with its evidence passes 65 KB. 12,
 * which tries every way to say a thing, would take 3 ms for a face where 6 takes 0.2, and save 100 of 11,000 bytes. */
static const int levels[] = {[DEFLATE_QUICK] = 2, [DEFLATE_SMALL] = 6};

/* A compressor's tables are some hundred KiB: made once a process. */
static struct libdeflate_compressor *compressor(enum deflate_effort effort) {
    static struct libdeflate_compressor *kept[sizeof levels / sizeof *levels];
    if (!kept[effort] && (kept[effort] = libdeflate_alloc_compressor(levels[effort])) == NULL)
        mem_exhausted();
    return kept[effort];
}

/* The arena keeps what came out, not the room that it might have taken. */
struct str deflate_bytes(struct arena *arena, struct str bytes, enum deflate_effort effort) {
    struct libdeflate_compressor *with = compressor(effort);
    size_t most = libdeflate_zlib_compress_bound(with, bytes.len);
    struct buf out = BUF_EMPTY;
    buf_room(&out, most);
    out.len = libdeflate_zlib_compress(with, bytes.at, bytes.len, out.at, most);
    if (out.len == 0)
        mem_exhausted();
    struct str kept = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return kept;
}
