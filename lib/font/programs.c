/* programs.c - which program a document gets: the common one or a subset of its own (font.h, fonts_program). */
#include "font/programs.h"
#include "font/letters.h"
#include "font/program.h"
#include "font/shaping.h"
#include <stdlib.h>
#include <string.h>

/* A subset of its own for up to this many glyphs: 64 of Liberation Serif are 5 KB, the common set 11 KB. Beyond that the
 * 0.5 ms of subsetting and deflating buy too little. */
#define FEW 64

/* ---- the common set ---------------------------------------------------------------------------------------------- */

struct collect {
    struct common *common;
    const struct typeface *typeface;
    struct shaping shaping;
    hb_buffer_t *buffer;
    struct buf utf8;
    hb_set_t *glyphs;
};

/* Shaped rather than looked up: a face may have forms of its own for Vietnamese ("locl"). */
static void collect_letter(void *aux, uint32_t letter, bool needed) {
    struct collect *c = aux;
    (void)needed;
    buf_clear(&c->utf8);
    text_put(&c->utf8, letter);
    const struct shape *shape = shaping_word(&c->shaping, c->typeface, c->buffer, buf_view(&c->utf8));
    if (shape->missing)
        return;
    for (uint32_t i = 0; i < shape->n; i++) {
        uint16_t id = shape->glyphs[i].id;
        hb_set_add(c->glyphs, id);
        if (id < c->common->n_letters && c->common->letters[id] == 0)
            c->common->letters[id] = letter;
    }
}

static bool make_common(struct common *common, const struct typeface *typeface, enum face slot) {
    struct collect c = {.common = common, .typeface = typeface};
    c.buffer = hb_buffer_create();
    c.glyphs = hb_set_create();
    common->n_letters = hb_face_get_glyph_count(typeface->face);
    common->letters = ARENA_ARRAY(&common->arena, common->n_letters, uint32_t);
    letters_each(slot, collect_letter, &c);
    common->face = program_subset(typeface->face, c.glyphs);
    hb_set_destroy(c.glyphs);
    hb_buffer_destroy(c.buffer);
    shaping_fini(&c.shaping);
    buf_fini(&c.utf8);
    return common->face != NULL;
}

static const struct font_program *common_program(struct common *common, const struct typeface *typeface,
                                                 enum face slot) {
    if (common->program)
        return common->program;
    size_t n = 0;
    struct glyph *glyphs = ARENA_ARRAY(&common->arena, common->n_letters, struct glyph);
    for (uint32_t id = 0; id < common->n_letters; id++)
        if (common->letters[id])
            glyphs[n++] = (struct glyph){.id = (uint16_t)id, .letter = common->letters[id]};
    return common->program =
               program_make(&common->arena, typeface, slot, common->face, glyphs, n, DEFLATE_SMALL);
}

/* ---- a document's own -------------------------------------------------------------------------------------------- */

/* The drawn glyphs with the letters that ToUnicode will say: the common set's where it has the glyph, so that a shared
 * glyph (space and no-break space) reads the same in all documents. The bytes are the key as well. */
static struct glyph *resolve(struct arena *arena, const struct common *common, const struct glyph *drawn,
                             size_t n, bool *all_common) {
    struct glyph *glyphs = ARENA_ARRAY(arena, n, struct glyph); /* zeroed, padding too */
    *all_common = true;
    for (size_t i = 0; i < n; i++) {
        bool known = drawn[i].id < common->n_letters && common->letters[drawn[i].id];
        glyphs[i].id = drawn[i].id;
        glyphs[i].letter = known ? common->letters[drawn[i].id] : drawn[i].letter;
        *all_common = *all_common && known;
    }
    return glyphs;
}

/* The common subset holds the same outlines and is far smaller to read than the whole face. */
static hb_face_t *subset_of(const struct programs *programs, const struct typeface *typeface,
                            const struct glyph *glyphs, size_t n, bool all_common) {
    hb_set_t *set = hb_set_create();
    for (size_t i = 0; i < n; i++)
        hb_set_add(set, glyphs[i].id);
    hb_face_t *subset = program_subset(all_common ? programs->common.face : typeface->face, set);
    hb_set_destroy(set);
    return subset;
}

static const struct font_program *own_program(struct programs *programs, const struct typeface *typeface,
                                              enum face slot, const struct glyph *glyphs, size_t n,
                                              bool all_common) {
    struct str key = {(const char *)glyphs, n * sizeof *glyphs};
    uint32_t known = map_find(&programs->keys, key);
    if (known != MAP_NONE)
        return programs->own[known];
    hb_face_t *subset = subset_of(programs, typeface, glyphs, n, all_common);
    if (!subset)
        return NULL;
    struct font_program *program =
        program_make(&programs->arena, typeface, slot, subset, glyphs, n, DEFLATE_QUICK);
    hb_face_destroy(subset);
    MEM_ROOM(programs->own, programs->n, programs->cap);
    map_put(&programs->keys, arena_str(&programs->arena, key), (uint32_t)programs->n);
    return programs->own[programs->n++] = program;
}

const struct font_program *programs_lookup(struct programs *programs, const struct typeface *typeface,
                                           enum face slot, const struct glyph *drawn, size_t n) {
    if (!programs->common.face && !make_common(&programs->common, typeface, slot))
        return NULL;
    struct arena scratch = ARENA_EMPTY;
    bool all_common;
    const struct glyph *glyphs = resolve(&scratch, &programs->common, drawn, n, &all_common);
    const struct font_program *program = all_common && n > FEW
                                             ? common_program(&programs->common, typeface, slot)
                                             : own_program(programs, typeface, slot, glyphs, n, all_common);
    arena_fini(&scratch);
    return program;
}

void programs_warm(struct programs *programs, const struct typeface *typeface, enum face slot) {
    if (programs->common.face || make_common(&programs->common, typeface, slot))
        common_program(&programs->common, typeface, slot);
}

void programs_trim(struct programs *programs) {
    map_fini(&programs->keys);
    free(programs->own);
    arena_fini(&programs->arena);
    programs->own = NULL;
    programs->n = programs->cap = 0;
}

void programs_fini(struct programs *programs) {
    programs_trim(programs);
    hb_face_destroy(programs->common.face);
    arena_fini(&programs->common.arena);
    *programs = (struct programs){0};
}
