/* program.c - subsets through hb-subset, described in the terms of a PDF font (ISO 32000-1, 9.7 and 9.8).
 *
 * Glyph ids are kept (an empty place costs next to nothing once deflated), so a shaped word is written as it is and
 * CIDToGIDMap is Identity. Layout tables go, since text is shaped already; hinting goes, since it makes the program three
 * times as large (31 KB against 11 KB) and a reader without anti-aliasing is hard to find. */
#include "font/program.h"
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

/* ---- the subset -------------------------------------------------------------------------------------------------- */

/* All that a viewer needs of a TrueType font in a CIDFontType2 without hinting (ISO 32000-1, 9.9). */
static bool kept(hb_tag_t tag) {
    static const hb_tag_t tags[] = {HB_TAG('g', 'l', 'y', 'f'), HB_TAG('h', 'e', 'a', 'd'),
                                    HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
                                    HB_TAG('l', 'o', 'c', 'a'), HB_TAG('m', 'a', 'x', 'p')};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (tags[i] == tag)
            return true;
    return false;
}

static void drop_tables(hb_face_t *source, hb_set_t *drop) {
    hb_tag_t tags[32];
    unsigned n = sizeof tags / sizeof *tags;
    for (unsigned start = 0; n; start += n) {
        n = sizeof tags / sizeof *tags;
        hb_face_get_table_tags(source, start, &n, tags);
        for (unsigned i = 0; i < n; i++)
            if (!kept(tags[i]))
                hb_set_add(drop, tags[i]);
    }
}

hb_face_t *program_subset(hb_face_t *source, const hb_set_t *glyphs) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        mem_exhausted();
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    drop_tables(source, hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *subset = hb_subset_or_fail(source, input);
    hb_subset_input_destroy(input);
    return subset;
}

/* ---- widths and letters as PDF writes them ----------------------------------------------------------------------- */

/* 3 [250 333] 9 [500]: each run of ids that follow one another. */
static void write_widths(struct buf *out, const struct typeface *typeface, const struct glyph *glyphs,
                         size_t n) {
    for (size_t i = 0; i < n; i++) {
        bool starts = i == 0 || glyphs[i].id != glyphs[i - 1].id + 1;
        int32_t width = hb_font_get_glyph_h_advance(typeface->font, glyphs[i].id);
        if (starts)
            buf_printf(out, "%s%u [", i ? "] " : "", (unsigned)glyphs[i].id);
        buf_printf(out, "%s%d", starts ? "" : " ", (int)font_thousandths(width, typeface->metrics.em));
    }
    buf_puts(out, n ? "]" : "");
}

static void write_utf16(struct buf *out, uint32_t letter) {
    if (letter < 0x10000)
        buf_printf(out, "%04X", (unsigned)letter);
    else
        buf_printf(out, "%04X%04X", (unsigned)(0xD800 + ((letter - 0x10000) >> 10)),
                   (unsigned)(0xDC00 + ((letter - 0x10000) & 0x3FF)));
}

#define BFCHAR_LIMIT 100 /* entries in one block (Adobe Technical Note 5014) */

static void write_to_unicode(struct buf *out, const struct glyph *glyphs, size_t n) {
    buf_puts(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < n; i++) {
        size_t left = n - i;
        if (i % BFCHAR_LIMIT == 0)
            buf_printf(out, "%s%zu beginbfchar\n", i ? "endbfchar\n" : "",
                       left < BFCHAR_LIMIT ? left : (size_t)BFCHAR_LIMIT);
        buf_printf(out, "<%04X> <", (unsigned)glyphs[i].id);
        write_utf16(out, glyphs[i].letter);
        buf_puts(out, ">\n");
    }
    buf_puts(out, n ? "endbfchar\n" : "");
    buf_puts(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* ---- the descriptor ---------------------------------------------------------------------------------------------- */

/* "ABCDEF+Name": six letters that tell subsets apart, from the subset's own digest. */
static const char *postscript(struct arena *arena, hb_face_t *face, const char *hex) {
    char name[64];
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
    char *tagged = arena_alloc(arena, 7 + sizeof name);
    size_t n = 0;
    for (; n < 6; n++)
        tagged[n] = (char)('A' + (hex[n] <= '9' ? hex[n] - '0' : hex[n] - 'a' + 10));
    tagged[n++] = '+';
    for (const char *at = name; *at; at++)
        if (*at == '-' || is_digit(*at) || (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z'))
            tagged[n++] = *at;
    if (n == 7)
        memcpy(tagged + n, "Face", 4);
    return tagged;
}

static void read_bbox(const struct typeface *typeface, int32_t bbox[4]) {
    enum { X_MIN = 36 }; /* [bytes] of "head"; four int16 */
    hb_blob_t *head = hb_face_reference_table(typeface->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned len;
    const uint8_t *at = (const uint8_t *)hb_blob_get_data(head, &len);
    for (int i = 0; i < 4 && len >= X_MIN + 8; i++) {
        int16_t value = (int16_t)(uint16_t)(at[X_MIN + 2 * i] << 8 | at[X_MIN + 2 * i + 1]);
        bbox[i] = font_thousandths(value, typeface->metrics.em);
    }
    hb_blob_destroy(head);
}

enum { FLAG_SERIF = 1 << 1, FLAG_SYMBOLIC = 1 << 2, FLAG_ITALIC = 1 << 6 };

/* StemV is not in the file; viewers use it only to make up a lost face. Growing with the square of the weight it gives
 * about 88 for regular and 166 for bold, as published descriptors of such faces do. */
static int32_t stem(hb_font_t *font) {
    int32_t weight = (int32_t)hb_style_get_value(font, HB_STYLE_TAG_WEIGHT);
    return 50 + weight * weight / (65 * 65);
}

static void describe(struct font_program *program, const struct typeface *typeface, enum face slot) {
    const struct face_metrics *m = &typeface->metrics;
    program->ascent = font_thousandths(m->ascent, m->em);
    program->descent = font_thousandths(m->descent, m->em);
    program->cap_height = font_thousandths(m->cap_height, m->em);
    program->italic_angle = (int32_t)hb_style_get_value(typeface->font, HB_STYLE_TAG_SLANT_ANGLE);
    program->stem_v = stem(typeface->font);
    program->flags = FLAG_SYMBOLIC | (slot <= FACE_SERIF_BOLD_ITALIC ? FLAG_SERIF : 0u) |
                     (program->italic_angle ? FLAG_ITALIC : 0u);
    read_bbox(typeface, program->bbox);
}

struct font_program *program_make(struct arena *arena, const struct typeface *typeface, enum face slot,
                                  hb_face_t *subset, const struct glyph *glyphs, size_t n,
                                  enum deflate_effort effort) {
    struct font_program *program = ARENA_NEW(arena, struct font_program);
    struct buf text = BUF_EMPTY;
    char hex[DIGEST_HEX];
    unsigned len;
    hb_blob_t *blob = hb_face_reference_blob(subset);
    const char *bytes = hb_blob_get_data(blob, &len);
    digest_bytes(bytes, len, hex);
    program->deflated = deflate_bytes(arena, (struct str){(const char *)bytes, len}, effort);
    program->raw_len = len;
    hb_blob_destroy(blob);
    program->postscript = postscript(arena, typeface->face, hex);
    write_widths(&text, typeface, glyphs, n);
    program->widths = arena_str(arena, buf_view(&text));
    buf_clear(&text);
    write_to_unicode(&text, glyphs, n);
    program->to_unicode = deflate_bytes(arena, buf_view(&text), effort);
    program->to_unicode_len = text.len;
    describe(program, typeface, slot);
    buf_fini(&text);
    return program;
}
