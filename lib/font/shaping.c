/* shaping.c - HarfBuzz for a word, a hash look-up for the same word again.
 *
 * Words are shaped one by one, so nothing kerns across a space; that is what lets a paragraph be broken anywhere without
 * shaping it anew. Ligatures are off: a glyph stands for one letter, which keeps copying text out of a PDF simple. */
#include "font/shaping.h"
#include <stdlib.h>

static const hb_feature_t features[] = {
    {HB_TAG('k', 'e', 'r', 'n'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

static void run(hb_buffer_t *buffer, hb_font_t *font, struct str nfc) {
    static const char *const shapers[] = {"ot", NULL};
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_CHARACTERS);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("vi", 2));
    hb_buffer_add_utf8(buffer, nfc.at, (int)nfc.len, 0, (int)nfc.len);
    /* By name: the environment (HB_SHAPER_LIST) would have a say in which is taken. */
    hb_shape_full(font, buffer, features, sizeof features / sizeof *features, shapers);
}

static int16_t clamp16(int32_t value) {
    return (int16_t)(value < INT16_MIN ? INT16_MIN : value > INT16_MAX ? INT16_MAX : value);
}

/* One glyph as HarfBuzz placed it. A mark that would have to be moved off its line of writing cannot be said in a struct
 * glyph: it counts as missing, so that it is reported and not drawn in the wrong place. NFC Vietnamese has none. */
static struct glyph place(const struct typeface *typeface, struct str nfc, const hb_glyph_info_t *info,
                          const hb_glyph_position_t *position, uint32_t *missing) {
    size_t at = info->cluster;
    uint32_t letter = text_next(nfc, &at);
    if ((info->codepoint == 0 || position->x_offset || position->y_offset) && *missing == 0)
        *missing = letter;
    int32_t own = hb_font_get_glyph_h_advance(typeface->font, info->codepoint);
    int16_t adjust = clamp16(position->x_advance - own);
    return (struct glyph){(uint16_t)info->codepoint, adjust, own + adjust, letter,
                          font_thousandths(own, typeface->metrics.em)};
}

static struct shape *make(struct arena *arena, const struct typeface *typeface, hb_buffer_t *buffer,
                          struct str nfc) {
    run(buffer, typeface->font, nfc);
    unsigned n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    struct shape *shape = ARENA_NEW(arena, struct shape);
    struct glyph *glyphs = ARENA_ARRAY(arena, n, struct glyph);
    for (unsigned i = 0; i < n; i++) {
        glyphs[i] = place(typeface, nfc, &infos[i], &positions[i], &shape->missing);
        shape->width += glyphs[i].advance;
    }
    shape->glyphs = glyphs;
    shape->n = n;
    shape->text = arena_str(arena, nfc);
    return shape;
}

const struct shape *shaping_word(struct shaping *shaping, const struct typeface *typeface,
                                 hb_buffer_t *buffer, struct str nfc) {
    uint32_t known = map_find(&shaping->words, nfc);
    if (known != MAP_NONE)
        return shaping->shapes[known];
    struct shape *shape = make(&shaping->arena, typeface, buffer, nfc);
    MEM_ROOM(shaping->shapes, shaping->n, shaping->cap);
    map_put(&shaping->words, shape->text, (uint32_t)shaping->n);
    shaping->shapes[shaping->n++] = shape;
    return shape;
}

void shaping_fini(struct shaping *shaping) {
    map_fini(&shaping->words);
    free(shaping->shapes);
    arena_fini(&shaping->arena);
    *shaping = (struct shaping){0};
}
