/* arena.c - blocks in a list; allocation moves a mark in the newest one. */
#include "base/arena.h"
#include "base/mem.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_FIRST   ((size_t)4096)
#define BLOCK_LARGEST ((size_t)1 << 20)
#define ALIGN_TO      ((size_t)16)

struct arena_block {
    struct arena_block *older;
    size_t size, used; /* [bytes] behind this header */
};

/* The header's size rounded up, so that what follows it is aligned for any type. */
#define HEADER ((sizeof(struct arena_block) + ALIGN_TO - 1) / ALIGN_TO * ALIGN_TO)

static char *block_bytes(struct arena_block *block) {
    return (char *)block + HEADER;
}

static struct arena_block *add_block(struct arena *arena, size_t need) {
    size_t size = arena->newest ? arena->newest->size * 2 : BLOCK_FIRST;
    if (size > BLOCK_LARGEST)
        size = BLOCK_LARGEST;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - HEADER)
        mem_exhausted();
    struct arena_block *block = malloc(HEADER + size);
    if (!block)
        mem_exhausted();
    *block = (struct arena_block){.older = arena->newest, .size = size};
    arena->newest = block;
    arena->total += HEADER + size;
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
