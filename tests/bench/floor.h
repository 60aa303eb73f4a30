/* floor.h - the floor that writing PDFs is measured against: pages by raw libharu calls as its manual has them: stock font
 * path (HPDF_LoadTTFontFromFile, encoder UTF-8), one HPDF_Page_TextOut an item; no kerning, links or tags. */
#ifndef HOSO_BENCH_FLOOR_H
#define HOSO_BENCH_FLOOR_H

#include "out/out.h"
#include <hpdf.h>

static inline void floor_on_error(HPDF_STATUS code, HPDF_STATUS detail, void *aux) {
    (void)detail;
    HPDF_STATUS *first = aux;
    if (*first == HPDF_OK)
        *first = code;
}

struct floor_doc {
    HPDF_Doc doc;
    HPDF_Page page;
    HPDF_REAL height;
    const char *const *files;
    HPDF_Font fonts[FACE_COUNT]; /* loaded when first used */
    struct buf text;
};

static inline HPDF_REAL floor_points(mpt value) {
    return (HPDF_REAL)value / 1000;
}

static inline void floor_set_color(struct floor_doc *f, uint32_t color) {
    HPDF_REAL r = (HPDF_REAL)(color >> 16 & 255) / 255, g = (HPDF_REAL)(color >> 8 & 255) / 255,
              b = (HPDF_REAL)(color & 255) / 255;
    HPDF_Page_SetRGBFill(f->page, r, g, b);
    HPDF_Page_SetRGBStroke(f->page, r, g, b);
}

static inline void floor_draw_text(struct floor_doc *f, const struct page_item *item) {
    HPDF_Font *font = &f->fonts[item->as.text.face];
    if (!*font) {
        const char *name = HPDF_LoadTTFontFromFile(f->doc, f->files[item->as.text.face], HPDF_TRUE);
        *font = name ? HPDF_GetFont(f->doc, name, "UTF-8") : NULL;
        if (!*font)
            return;
    }
    buf_clear(&f->text);
    buf_str(&f->text, item->as.text.shape->text);
    HPDF_Page_BeginText(f->page);
    HPDF_Page_SetFontAndSize(f->page, *font, floor_points(item->as.text.size));
    HPDF_Page_TextOut(f->page, floor_points(item->as.text.x), f->height - floor_points(item->as.text.y),
                      f->text.at);
    HPDF_Page_EndText(f->page);
}

static inline void floor_draw_rule(struct floor_doc *f, const struct page_item *item) {
    HPDF_Page_SetLineWidth(f->page, floor_points(item->as.rule.weight));
    HPDF_Page_MoveTo(f->page, floor_points(item->as.rule.x0), f->height - floor_points(item->as.rule.y0));
    HPDF_Page_LineTo(f->page, floor_points(item->as.rule.x1), f->height - floor_points(item->as.rule.y1));
    HPDF_Page_Stroke(f->page);
}

static inline void floor_draw_fill(struct floor_doc *f, const struct page_item *item) {
    for (uint32_t i = 0; i < item->as.fill.n_points; i++) {
        HPDF_REAL x = floor_points(item->as.fill.points[2 * i]),
                  y = f->height - floor_points(item->as.fill.points[2 * i + 1]);
        if (i)
            HPDF_Page_LineTo(f->page, x, y);
        else
            HPDF_Page_MoveTo(f->page, x, y);
    }
    HPDF_Page_Fill(f->page);
}

static inline void floor_draw_page(struct floor_doc *f, const struct page *page) {
    f->page = HPDF_AddPage(f->doc);
    f->height = floor_points(page->height);
    HPDF_Page_SetWidth(f->page, floor_points(page->width));
    HPDF_Page_SetHeight(f->page, f->height);
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        floor_set_color(f, item->color);
        if (item->type == ITEM_TEXT && item->as.text.shape->n)
            floor_draw_text(f, item);
        else if (item->type == ITEM_RULE)
            floor_draw_rule(f, item);
        else if (item->type == ITEM_FILL)
            floor_draw_fill(f, item);
    }
}

/* The pages, `rounds` times one after the other; the file's bytes, 0 when libharu fails. */
static inline size_t floor_document(const struct pages *pages, uint32_t rounds,
                                    const char *const files[FACE_COUNT]) {
    HPDF_STATUS first = HPDF_OK;
    struct floor_doc f = {.doc = HPDF_New(floor_on_error, &first), .files = files};
    size_t bytes = 0;
    if (!f.doc)
        return 0;
    HPDF_SetCompressionMode(f.doc, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(f.doc);
    for (uint32_t page = 0; page < rounds * pages->n && first == HPDF_OK; page++)
        floor_draw_page(&f, pages->items[page % pages->n]);
    if (first == HPDF_OK && HPDF_SaveToStream(f.doc) == HPDF_OK)
        bytes = HPDF_GetStreamSize(f.doc);
    HPDF_Free(f.doc);
    buf_fini(&f.text);
    return first == HPDF_OK ? bytes : 0;
}

#endif
