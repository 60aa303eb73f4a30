/* floor_pdf.c - the pages of a trace (hoso build --trace DIR) by raw libharu calls as its manual has them: stock font path
 * (HPDF_LoadTTFontFromFile, encoder UTF-8), one HPDF_Page_TextOut an item; no kerning, links or tags. Prints CPU ms and
 * bytes of a document, then the same for out_pdf. usage: floor_pdf FONTS.YAML TRACE */
#include "clock.h"
#include "trace.h"
#include <hpdf.h>

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *aux) {
    (void)detail;
    HPDF_STATUS *first = aux;
    if (*first == HPDF_OK)
        *first = code;
}

struct floor {
    HPDF_Doc doc;
    HPDF_Page page;
    HPDF_REAL height;
    const char *const *files;
    HPDF_Font fonts[FACE_COUNT]; /* loaded when first used */
    struct buf text;
};

static HPDF_REAL points(mpt value) {
    return (HPDF_REAL)value / 1000;
}

static void set_color(struct floor *f, uint32_t color) {
    HPDF_REAL r = (HPDF_REAL)(color >> 16 & 255) / 255, g = (HPDF_REAL)(color >> 8 & 255) / 255,
              b = (HPDF_REAL)(color & 255) / 255;
    HPDF_Page_SetRGBFill(f->page, r, g, b);
    HPDF_Page_SetRGBStroke(f->page, r, g, b);
}

static void draw_text(struct floor *f, const struct page_item *item) {
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
    HPDF_Page_SetFontAndSize(f->page, *font, points(item->as.text.size));
    HPDF_Page_TextOut(f->page, points(item->as.text.x), f->height - points(item->as.text.y), f->text.at);
    HPDF_Page_EndText(f->page);
}

static void draw_rule(struct floor *f, const struct page_item *item) {
    HPDF_Page_SetLineWidth(f->page, points(item->as.rule.weight));
    HPDF_Page_MoveTo(f->page, points(item->as.rule.x0), f->height - points(item->as.rule.y0));
    HPDF_Page_LineTo(f->page, points(item->as.rule.x1), f->height - points(item->as.rule.y1));
    HPDF_Page_Stroke(f->page);
}

static void draw_fill(struct floor *f, const struct page_item *item) {
    for (uint32_t i = 0; i < item->as.fill.n_points; i++) {
        HPDF_REAL x = points(item->as.fill.points[2 * i]),
                  y = f->height - points(item->as.fill.points[2 * i + 1]);
        if (i)
            HPDF_Page_LineTo(f->page, x, y);
        else
            HPDF_Page_MoveTo(f->page, x, y);
    }
    HPDF_Page_Fill(f->page);
}

static void draw_page(struct floor *f, const struct page *page) {
    f->page = HPDF_AddPage(f->doc);
    f->height = points(page->height);
    HPDF_Page_SetWidth(f->page, points(page->width));
    HPDF_Page_SetHeight(f->page, f->height);
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        set_color(f, item->color);
        if (item->type == ITEM_TEXT && item->as.text.shape->n)
            draw_text(f, item);
        else if (item->type == ITEM_RULE)
            draw_rule(f, item);
        else if (item->type == ITEM_FILL)
            draw_fill(f, item);
    }
}

/* The file's bytes; 0 when libharu fails. */
static size_t floor_document(const struct pages *pages, const char *const files[FACE_COUNT]) {
    HPDF_STATUS first = HPDF_OK;
    struct floor f = {.doc = HPDF_New(on_error, &first), .files = files};
    size_t bytes = 0;
    if (!f.doc)
        return 0;
    HPDF_SetCompressionMode(f.doc, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(f.doc);
    for (uint32_t page = 0; page < pages->n && first == HPDF_OK; page++)
        draw_page(&f, pages->items[page]);
    if (first == HPDF_OK && HPDF_SaveToStream(f.doc) == HPDF_OK)
        bytes = HPDF_GetStreamSize(f.doc);
    HPDF_Free(f.doc);
    buf_fini(&f.text);
    return first == HPDF_OK ? bytes : 0;
}

static size_t our_document(const struct pages *pages, struct fonts *fonts, struct diag *diag) {
    const struct out_info info = {.producer = "hoso bench", .language = "vi-VN"};
    struct buf pdf = BUF_EMPTY;
    size_t bytes = out_pdf(&pdf, pages, fonts, &info, diag) ? pdf.len : 0;
    buf_fini(&pdf);
    return bytes;
}

static size_t document(const struct pages *pages, struct fonts *fonts, bool ours, struct diag *diag) {
    const char *files[FACE_COUNT];
    for (int face = 0; face < FACE_COUNT; face++)
        files[face] = fonts_info(fonts, (enum face)face)->path;
    return ours ? our_document(pages, fonts, diag) : floor_document(pages, files);
}

/* Repeats for a second; false when a document cannot be made. */
static bool measure(const struct pages *pages, struct fonts *fonts, bool ours, struct diag *diag) {
    size_t bytes = document(pages, fonts, ours, diag),
           rounds = 0; /* the first makes what a process makes once */
    double begun = clock_now(), took;
    do {
        bytes = bytes ? document(pages, fonts, ours, diag) : 0;
        rounds++;
        took = clock_now() - begun;
    } while (bytes && took < 1.0);
    printf("%s%.3f %zu", ours ? " " : "", took * 1e3 / (double)rounds, bytes);
    return bytes > 0;
}

int main(int argc, char **argv) {
    struct diag diag = {.print = diag_print_stderr};
    struct buf text = BUF_EMPTY;
    struct trace trace = {0};
    bool ok = false;
    struct fonts *fonts = argc == 3 ? fonts_open(argv[1], NULL, &diag) : NULL;
    if (!fonts || !file_read(argv[2], &text, &diag))
        goto done;
    trace.shaper = fonts_shaper(fonts);
    ok = text.len && trace_read(&trace, text.at) && measure(&trace.pages, fonts, false, &diag) &&
         measure(&trace.pages, fonts, true, &diag);
    printf("\n");
done:
    fonts_free(fonts);
    arena_fini(&trace.arena);
    buf_fini(&text);
    diag_fini(&diag);
    return ok ? 0 : 1;
}
