/* typeface.c - opens a font file once; HarfBuzz reads the tables in place. */
#include "font/typeface.h"
#include <hb-ot.h>

#define GLYF HB_TAG('g', 'l', 'y', 'f')

static bool has_table(hb_face_t *face, hb_tag_t tag) {
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return has;
}

static int32_t metric(hb_font_t *font, hb_ot_metrics_tag_t tag) {
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value;
}

static void measure(struct typeface *typeface) {
    struct face_metrics *m = &typeface->metrics;
    hb_codepoint_t space = 0;
    m->em = (int32_t)hb_face_get_upem(typeface->face);
    m->ascent = metric(typeface->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    m->descent = metric(typeface->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    m->line_gap = metric(typeface->font, HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP);
    m->cap_height = metric(typeface->font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    m->x_height = metric(typeface->font, HB_OT_METRICS_TAG_X_HEIGHT);
    if (hb_font_get_nominal_glyph(typeface->font, ' ', &space))
        m->space = hb_font_get_glyph_h_advance(typeface->font, space);
}

static void read_version(struct typeface *typeface) {
    unsigned size = sizeof typeface->version;
    hb_ot_name_get_utf8(typeface->face, HB_OT_NAME_ID_VERSION_STRING, HB_LANGUAGE_INVALID, &size,
                        typeface->version);
}

static unsigned read_permission(hb_face_t *face) {
    enum { FS_TYPE = 8 }; /* [bytes] of "OS/2" */
    unsigned len, permission = 0;
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    const uint8_t *at = (const uint8_t *)hb_blob_get_data(table, &len);
    if (len >= FS_TYPE + 2)
        permission = (unsigned)(at[FS_TYPE] << 8 | at[FS_TYPE + 1]);
    hb_blob_destroy(table);
    return permission;
}

bool typeface_open(struct typeface *typeface, const char *path, struct diag *diag) {
    *typeface = TYPEFACE_EMPTY;
    if (!file_read(path, &typeface->bytes, diag))
        return false;
    digest_bytes(typeface->bytes.at, typeface->bytes.len, typeface->sha256);
    hb_blob_t *blob = hb_blob_create(typeface->bytes.at, (unsigned)typeface->bytes.len,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    typeface->face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(typeface->face) == 0 || !has_table(typeface->face, GLYF)) {
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = path}, "font-format",
                _("this is no font with TrueType outlines; name a .ttf file"));
        typeface_close(typeface);
        return false;
    }
    typeface->font = hb_font_create(typeface->face);
    int upem = (int)hb_face_get_upem(typeface->face);
    hb_font_set_scale(typeface->font, upem, upem);
    measure(typeface);
    read_version(typeface);
    typeface->permission = read_permission(typeface->face);
    return true;
}

void typeface_close(struct typeface *typeface) {
    hb_font_destroy(typeface->font);
    hb_face_destroy(typeface->face);
    buf_fini(&typeface->bytes);
    *typeface = TYPEFACE_EMPTY;
}

/* Where old files set several of the four lowest bits, the mildest counts. */
bool typeface_embeds(const struct typeface *typeface) {
    enum { USAGE = 0x000F, RESTRICTED = 0x0002, NO_SUBSETTING = 0x0100, BITMAPS_ONLY = 0x0200 };
    return (typeface->permission & USAGE) != RESTRICTED &&
           (typeface->permission & (NO_SUBSETTING | BITMAPS_ONLY)) == 0;
}

bool typeface_draws(const struct typeface *typeface, uint32_t letter) {
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(typeface->font, letter, &glyph) && glyph != 0;
}
