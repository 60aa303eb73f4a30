/* compared.h - figures of figures_of.h and an arena for what is made of them, for tests of lib/compare: start(...), end(). */
#ifndef HOSO_TESTS_COMPARED_H
#define HOSO_TESTS_COMPARED_H

#include "compare/compare.h"
#include "figures_of.h"

static struct world world;
static struct arena arena;

static inline void start(const char *const *lines) {
    world_make(&world, lines, 0);
    arena = ARENA_EMPTY;
}

static inline void end(void) {
    arena_fini(&arena);
    world_end(&world);
}

#endif
