/* arena.c - blocks in a list; allocation moves a mark in the newest one. */
#include "base/arena.h"
#include "base/mem.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BLOCK_FIRST ((size_t)4096)
#define BLOCK_MOST  ((size_t)1 << 18) /* of blocks that double */
#define BLOCK_LARGE ((size_t)2 << 20) /* a large page of the system: one fault instead of 512 */
#define ALIGN_TO    ((size_t)16)

struct arena_block {
    struct arena_block *older;
    size_t size, used; /* [bytes] behind this header */
};

/* The header's size rounded up, so that what follows it is aligned for any type. */
#define HEADER ((sizeof(struct arena_block) + ALIGN_TO - 1) / ALIGN_TO * ALIGN_TO)

static char *block_bytes(struct arena_block *block) {
    return (char *)block + HEADER;
}

/* Memory of whole large pages, if the system has them; NULL when there is none. */
static void *large_block(size_t *size) {
    *size = (*size + BLOCK_LARGE - 1) / BLOCK_LARGE * BLOCK_LARGE;
    void *at = aligned_alloc(BLOCK_LARGE, *size);
#ifdef MADV_HUGEPAGE
    if (at)
        (void)madvise(at, *size, MADV_HUGEPAGE); /* speed alone: it may say no */
#endif
    return at;
}

/* A block of `size` bytes, its header included. */
static struct arena_block *new_block(struct arena *arena, size_t size) {
    struct arena_block *block = size < BLOCK_LARGE ? malloc(size) : large_block(&size);
    if (!block)
        mem_exhausted();
    *block = (struct arena_block){.size = size - HEADER};
    arena->total += size;
    return block;
}

/* A block with room for `need` bytes: the next one to be filled, or one for them alone behind that. */
static struct arena_block *add_block(struct arena *arena, size_t need) {
    struct arena_block *newest = arena->newest;
    size_t size = newest ? (newest->size + HEADER) * 2 : BLOCK_FIRST;
    if (need > SIZE_MAX - HEADER - BLOCK_LARGE)
        mem_exhausted();
    if (size > BLOCK_MOST)
        size = BLOCK_LARGE;
    bool alone = newest && need + HEADER > size;
    struct arena_block *block = new_block(arena, alone || need + HEADER > size ? need + HEADER : size);
    block->older = alone ? newest->older : newest;
    if (alone)
        newest->older = block;
    else
        arena->newest = block;
    return block;
}

/* Not zeroed. */
static void *take(struct arena *arena, size_t size) {
    if (size > SIZE_MAX - ALIGN_TO)
        mem_exhausted();
    size_t room = (size + ALIGN_TO - 1) / ALIGN_TO * ALIGN_TO;
    if (room == 0)
        room = ALIGN_TO;
    struct arena_block *block = arena->newest;
    if (!block || block->size - block->used < room)
        block = add_block(arena, room);
    void *at = block_bytes(block) + block->used;
    block->used += room;
    return at;
}

void *arena_alloc(struct arena *arena, size_t size) {
    return memset(take(arena, size), 0, size);
}

void *arena_raw(struct arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        mem_exhausted();
    return take(arena, count * size);
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
    return memset(arena_raw(arena, count, size), 0, count * size);
}

struct str arena_str(struct arena *arena, struct str s) {
    char *copy = take(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return (struct str){copy, s.len};
}

char *arena_strdup(struct arena *arena, const char *text) {
    return (char *)arena_str(arena, str_of(text)).at;
}

struct str arena_printf(struct arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        len = 0;
    char *text = take(arena, (size_t)len + 1);
    text[0] = '\0';
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return (struct str){text, (size_t)len};
}

static void free_blocks(struct arena_block *block) {
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void arena_reset(struct arena *arena) {
    struct arena_block *kept = arena->newest;
    if (!kept)
        return;
    free_blocks(kept->older);
    kept->older = NULL;
    kept->used = 0;
    arena->total = HEADER + kept->size;
}

void arena_fini(struct arena *arena) {
    free_blocks(arena->newest);
    *arena = ARENA_EMPTY;
}
