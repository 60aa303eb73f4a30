/* embed.c - the objects of a composite font: Type0, CIDFontType2, descriptor, program, ToUnicode (ISO 32000-1, 9.7).
 *
 * libharu's own TrueType path is not used: it costs 13 ms a document, its ToUnicode makes poppler complain, and composite
 * glyphs of composite parts lose them, so that "chức" prints as "chúc" while its text still reads right. */
#include "out/embed.h"
#include "out/number.h"

static struct haru_object *program_file(struct haru *haru, struct arena *arena,
                                        const struct font_program *program) {
    return haru_deflated(haru, arena_printf(arena, "/Length1 %zu", program->raw_len), program->deflated);
}

static struct haru_object *descriptor(struct haru *haru, struct arena *arena, const struct font_program *p) {
    struct haru_object *file = program_file(haru, arena, p);
    return haru_object(
        haru, arena_printf(arena,
                           "/Type/FontDescriptor/FontName/%s/Flags %u/FontBBox[%d %d %d %d]/ItalicAngle %d\n"
                           "/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %u 0 R",
                           p->postscript, p->flags, (int)p->bbox[0], (int)p->bbox[1], (int)p->bbox[2],
                           (int)p->bbox[3], (int)p->italic_angle, (int)p->ascent, (int)p->descent,
                           (int)p->cap_height, (int)p->stem_v, (unsigned)file->id));
}

static struct haru_object *cid_font(struct haru *haru, struct arena *arena, const struct font_program *p) {
    struct haru_object *described = descriptor(haru, arena, p);
    struct buf text = BUF_EMPTY;
    buf_puts(&text, "/Type/Font/Subtype/CIDFontType2/BaseFont/");
    buf_puts(&text, p->postscript);
    buf_puts(&text, "\n/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\n"
                    "/CIDToGIDMap/Identity/FontDescriptor ");
    put_ref(&text, described->id);
    buf_puts(&text, "/W[");
    buf_str(&text, p->widths); /* some KB: too much for a format */
    buf_char(&text, ']');
    struct haru_object *object = haru_object(haru, arena_str(arena, buf_view(&text)));
    buf_fini(&text);
    return object;
}

/* The map from glyphs to letters, written already when another face has the same: those of one family number alike. */
struct letter_maps {
    struct str bytes[FACE_COUNT];
    uint32_t ids[FACE_COUNT];
    uint32_t n;
};

static uint32_t letter_map(struct haru *haru, struct letter_maps *maps, struct str bytes) {
    for (uint32_t i = 0; i < maps->n; i++)
        if (str_equal(maps->bytes[i], bytes))
            return maps->ids[i];
    maps->bytes[maps->n] = bytes;
    maps->ids[maps->n] = haru_deflated(haru, STR(""), bytes)->id;
    return maps->ids[maps->n++];
}

static struct haru_object *type0(struct haru *haru, struct arena *arena, struct letter_maps *maps,
                                 const struct font_program *p) {
    struct haru_object *cid = cid_font(haru, arena, p);
    uint32_t letters = letter_map(haru, maps, p->to_unicode);
    return haru_object(haru, arena_printf(arena,
                                          "/Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H\n"
                                          "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R",
                                          p->postscript, (unsigned)cid->id, (unsigned)letters));
}

bool embed_fonts(struct haru *haru, struct arena *arena, struct drawn drawn[FACE_COUNT], struct fonts *fonts,
                 struct haru_object *resources, struct diag *diag) {
    struct buf text = BUF_EMPTY;
    struct letter_maps maps = {.n = 0};
    bool ok = true;
    for (int face = 0; face < FACE_COUNT && ok; face++) {
        if (drawn[face].n == 0)
            continue;
        drawn_sort(&drawn[face]);
        const struct font_program *program =
            fonts_program(fonts, (enum face)face, drawn[face].glyphs, drawn[face].n);
        ok = program != NULL;
        if (ok)
            buf_printf(&text, "/F%d %u 0 R", face, (unsigned)type0(haru, arena, &maps, program)->id);
        else
            diag_at(diag, DIAG_SYSTEM, (struct diag_where){.file = fonts_info(fonts, (enum face)face)->path},
                    "font-subset", _("no subset of this font can be made; take another file of the face"));
    }
    resources->text = arena_str(arena, buf_view(&text));
    buf_fini(&text);
    return ok;
}
