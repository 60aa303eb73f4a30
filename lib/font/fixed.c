/* fixed.c - a shaper without fonts, for tests of layout: every letter is half an em wide. */
#include "font/font.h"
#include <stdlib.h>

#define EM 1000

struct fixed {
    struct arena arena;
    struct map words;
    struct shape **shapes;
    size_t n, cap;
};

static const struct face_metrics metrics = {.em = EM,
                                            .ascent = 900,
                                            .descent = -200,
                                            .line_gap = 0,
                                            .cap_height = 700,
                                            .x_height = 500,
                                            .space = EM / 2};

static const struct face_metrics *fixed_metrics(void *aux, enum face face) {
    (void)aux;
    (void)face;
    return &metrics;
}

/* Glyph ids have no meaning here: the letter's low 16 bits. */
static struct shape *make(struct arena *arena, struct str nfc) {
    struct shape *shape = ARENA_NEW(arena, struct shape);
    struct glyph *glyphs = ARENA_ARRAY(arena, text_chars(nfc), struct glyph);
    uint32_t n = 0;
    for (size_t at = 0; at < nfc.len; n++) {
        uint32_t letter = text_next(nfc, &at);
        glyphs[n] = (struct glyph){.id = (uint16_t)letter, .advance = EM / 2, .letter = letter, .shown = 500};
    }
    *shape = (struct shape){
        .glyphs = glyphs, .n = n, .width = (int32_t)n * (EM / 2), .text = arena_str(arena, nfc)};
    return shape;
}

static const struct shape *fixed_shape(void *aux, enum face face, struct str nfc) {
    (void)face;
    struct fixed *fixed = aux;
    uint32_t known = map_find(&fixed->words, nfc);
    if (known != MAP_NONE)
        return fixed->shapes[known];
    struct shape *shape = make(&fixed->arena, nfc);
    MEM_ROOM(fixed->shapes, fixed->n, fixed->cap);
    map_put(&fixed->words, shape->text, (uint32_t)fixed->n);
    fixed->shapes[fixed->n++] = shape;
    return shape;
}

struct shaper *shaper_fixed(void) {
    struct shaper *shaper = mem_new(1, sizeof *shaper);
    *shaper = (struct shaper){fixed_shape, fixed_metrics, mem_new(1, sizeof(struct fixed))};
    return shaper;
}

void shaper_fixed_free(struct shaper *shaper) {
    if (!shaper)
        return;
    struct fixed *fixed = shaper->aux;
    map_fini(&fixed->words);
    free(fixed->shapes);
    arena_fini(&fixed->arena);
    free(fixed);
    free(shaper);
}
