/* arena.h - memory that is freed all at once: one arena a report, reset between reports.
 * Blocks double up to 256 KiB, and are 2 MiB for those that need more; what is larger than the next block has one of its
 * own. arena_reset keeps the newest one, so a batch settles on what its largest dossier needs. */
#ifndef HOSO_BASE_ARENA_H
#define HOSO_BASE_ARENA_H

#include "base/str.h"
#include <stdarg.h>
#include <stdint.h>

struct arena {
    struct arena_block *newest; /* blocks are linked from the newest to the oldest */
    size_t total;               /* [bytes] taken from the system, all blocks */
};

#define ARENA_EMPTY ((struct arena){0})

/* Zeroed, aligned for any type, never NULL. Lives until arena_reset or arena_fini. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);
/* The same but not zeroed: for what is written whole at once, of which there is much. */
void *arena_raw(struct arena *arena, size_t count, size_t size);
#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

/* Copies, always with a zero behind the bytes. */
char *arena_strdup(struct arena *arena, const char *text);
struct str arena_str(struct arena *arena, struct str s);
struct str arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Takes back all that was given out; the newest block stays for what comes next. */
void arena_reset(struct arena *arena);
/* Frees every block. The arena is empty then, and may be used again. */
void arena_fini(struct arena *arena);

#endif
