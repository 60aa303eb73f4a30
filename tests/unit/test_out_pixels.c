/* Every Vietnamese letter, both cases, in every text face, as pdftoppm draws it from our PDF, against the outline of the
 * original font file. Accents lost from a composite glyph show here and nowhere else; that the comparison sees them is
 * tested with a font file in which one letter is broken on purpose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "hand.h"
#include "raster.h"
#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

/* The grid on the page, in points, which are pixels at 72 dpi; the pen stands on whole ones. */
enum { EM = 40, CELL_WIDTH = 60, CELL_HEIGHT = 66, COLUMNS = 9, ROWS = 9, PEN_X = 10, PEN_Y = 48 };
enum { PER_PAGE = COLUMNS * ROWS, PAGE_WIDTH = COLUMNS * CELL_WIDTH, PAGE_HEIGHT = ROWS * CELL_HEIGHT };

static struct fonts *fonts;
static char folder[] = "/tmp/hoso-pixels-XXXXXX";

static struct fonts *open_with(const char *const own[FACE_COUNT]) {
    struct diag diag = DIAG_EMPTY;
    struct fonts *opened = fonts_open(HOSO_ROOT "/fonts/fonts.yaml", own, &diag);
    assert_non_null(opened);
    diag_fini(&diag);
    return opened;
}

static int open_once(void **state) {
    (void)state;
    fonts = open_with(NULL);
    return mkdtemp(folder) ? 0 : -1;
}

static int close_once(void **state) {
    (void)state;
    fonts_free(fonts);
    return rmdir(folder);
}

/* ---- drawn by us and poppler ------------------------------------------------------------------------------------- */

static void set_letters(struct hand *hand, enum face face, const uint32_t *letters, size_t n) {
    struct buf utf8 = BUF_EMPTY;
    for (size_t i = 0; i < n; i++) {
        if (i % PER_PAGE == 0) {
            hand_page(hand, "");
            hand->page->width = PAGE_WIDTH * 1000;
            hand->page->height = PAGE_HEIGHT * 1000;
        }
        mpt column = (mpt)(i % PER_PAGE % COLUMNS), row = (mpt)(i % PER_PAGE / COLUMNS);
        buf_clear(&utf8);
        text_put(&utf8, letters[i]);
        hand_words(hand, (column * CELL_WIDTH + PEN_X) * 1000, (row * CELL_HEIGHT + PEN_Y) * 1000, face,
                   EM * 1000, utf8.at);
    }
    buf_fini(&utf8);
}

/* The PDF's pages as ink, 0 to 255, one after the other; yours to free. */
static uint8_t *rendered(const struct buf *pdf, size_t n_pages) {
    char path[64], command[160], header[32];
    struct diag diag = DIAG_EMPTY;
    snprintf(path, sizeof path, "%s/a.pdf", folder);
    assert_true(file_replace(path, pdf->at, pdf->len, &diag));
    diag_fini(&diag);
    snprintf(command, sizeof command, "pdftoppm -gray -r 72 %s", path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t size = (size_t)PAGE_WIDTH * PAGE_HEIGHT;
    int header_len = snprintf(header, sizeof header, "P5\n%d %d\n255\n", PAGE_WIDTH, PAGE_HEIGHT);
    uint8_t *pages = mem_new(n_pages, size);
    for (size_t page = 0; page < n_pages; page++) {
        char found[32] = "";
        assert_int_equal(fread(found, 1, (size_t)header_len, pipe), header_len);
        assert_string_equal(found, header);
        assert_int_equal(fread(pages + page * size, 1, size, pipe), size);
    }
    assert_int_equal(pclose(pipe), 0);
    unlink(path);
    for (size_t i = 0; i < n_pages * size; i++)
        pages[i] = (uint8_t)(255 - pages[i]);
    return pages;
}

static uint8_t *drawn_by_pdf(struct fonts *by, enum face face, const uint32_t *letters, size_t n) {
    struct hand hand = {.shaper = fonts_shaper(by)};
    struct buf pdf = BUF_EMPTY;
    struct diag diag = DIAG_EMPTY;
    const struct out_info info = {.producer = "hoso test", .language = "vi-VN"};
    set_letters(&hand, face, letters, n);
    assert_true(out_pdf(&pdf, &hand.pages, by, &info, &diag));
    uint8_t *pages = rendered(&pdf, hand.pages.n);
    buf_fini(&pdf);
    diag_fini(&diag);
    arena_fini(&hand.arena);
    return pages;
}

/* ---- compared ---------------------------------------------------------------------------------------------------- */

static uint8_t at_cell(const uint8_t *pages, size_t i, int x, int y) {
    size_t page = i / PER_PAGE, column = i % PER_PAGE % COLUMNS, row = i % PER_PAGE / COLUMNS;
    return pages[(page * PAGE_HEIGHT + row * CELL_HEIGHT + (size_t)y) * PAGE_WIDTH + column * CELL_WIDTH +
                 (size_t)x];
}

static int difference(const uint8_t *pages, size_t i, const uint8_t *outline, int x, int y) {
    return abs(at_cell(pages, i, x, y) - outline[y * CELL_WIDTH + x]);
}

/* Two rasterisers differ by a fraction of a pixel along edges: over a square of 3 x 3 pixels by 10 of 255 at the most, in
 * all letters of all faces. A lost dot or stroke differs by whole squares. */
#define ALIKE 40

static bool alike(const uint8_t *pages, size_t i, const uint8_t *outline) {
    for (int y = 1; y < CELL_HEIGHT - 1; y++) {
        for (int x = 1; x < CELL_WIDTH - 1; x++) {
            if (difference(pages, i, outline, x, y) <= ALIKE)
                continue;
            int sum = 0;
            for (int square = 0; square < 9; square++)
                sum += difference(pages, i, outline, x + square % 3 - 1, y + square / 3 - 1);
            if (sum > 9 * ALIKE)
                return false;
        }
    }
    return true;
}

static hb_font_t *original(enum face face) {
    hb_blob_t *blob = hb_blob_create_from_file(fonts_info(fonts, face)->path);
    hb_face_t *opened = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(opened);
    hb_face_destroy(opened);
    hb_blob_destroy(blob);
    return font;
}

/* The letters that look otherwise than in the file, UTF-8, in `out`. */
static void differing(struct fonts *by, enum face face, const uint32_t *letters, size_t n, struct buf *out) {
    hb_font_t *font = original(face);
    uint8_t *pages = drawn_by_pdf(by, face, letters, n);
    for (size_t i = 0; i < n; i++) {
        uint8_t *outline = raster_letter(font, letters[i], EM, PEN_X, PEN_Y, CELL_WIDTH, CELL_HEIGHT);
        if (!alike(pages, i, outline))
            text_put(out, letters[i]);
        free(outline);
    }
    free(pages);
    hb_font_destroy(font);
}

static void are_whole(enum face face, const uint32_t *letters, size_t n) {
    struct buf broken = BUF_EMPTY;
    differing(fonts, face, letters, n, &broken);
    if (broken.len)
        fail_msg("%s: not drawn as in the font: %s", face_name(face), broken.at);
    buf_fini(&broken);
}

static void needs_poppler(void) {
    if (system("command -v pdftoppm >/dev/null 2>&1") == 0)
        return;
    print_message("pdftoppm is not installed\n");
    skip();
}

/* ---- tests ------------------------------------------------------------------------------------------------------- */

static void the_134_letters_are_whole_in_each_face(void **state) {
    (void)state;
    needs_poppler();
    for (int face = 0; face < FACE_SYMBOL; face++)
        are_whole((enum face)face, text_letters, 134);
}

static void they_are_in_small_subsets_too(void **state) {
    (void)state;
    needs_poppler();
    enum { FEW = 27 };
    for (size_t i = 0; i < 134; i += FEW)
        are_whole(i % 2 ? FACE_SERIF_ITALIC : FACE_SERIF, text_letters + i, i + FEW < 134 ? FEW : 134 - i);
    /* One letter alone: its parts must come along. */
    are_whole(FACE_SERIF, (const uint32_t[]){0x1EE9}, 1);
}

static void ascii_and_signs_are_whole(void **state) {
    (void)state;
    needs_poppler();
    uint32_t ascii[94];
    for (uint32_t i = 0; i < 94; i++)
        ascii[i] = 0x21 + i;
    for (int face = 0; face < FACE_SYMBOL; face++)
        are_whole((enum face)face, ascii, 94);
    are_whole(FACE_SERIF,
              (const uint32_t[]){0x201C, 0x201D, 0x2018, 0x2026, 0x2013, 0xD7, 0xB1, 0x20AB, 0xB2}, 9);
    are_whole(FACE_SYMBOL, (const uint32_t[]){0x26A0, 0x25B2, 0x25BC, 0x2192, 0x25CF}, 5);
}

static unsigned read_big(const uint8_t *at, int bytes) {
    unsigned value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

/* Offset of the table in the file. */
static size_t table(const struct buf *file, const char *tag) {
    const uint8_t *at = (const uint8_t *)file->at;
    for (unsigned i = 0; i < read_big(at + 4, 2); i++)
        if (memcmp(at + 12 + 16 * i, tag, 4) == 0)
            return read_big(at + 12 + 16 * i + 8, 4);
    fail_msg("no table %s", tag);
    return 0;
}

/* Says that the composite glyph of `letter` ends after its first component: the accent is lost, all else stands. */
static void lose_accent(struct buf *file, enum face face, uint32_t letter) {
    enum { COMPOSITE = 0xFFFF, HEADER = 10, MORE_COMPONENTS = 0x20, LOCA_FORMAT = 50 };
    uint8_t *at = (uint8_t *)file->at;
    hb_font_t *font = original(face);
    hb_codepoint_t glyph = 0;
    assert_true(hb_font_get_nominal_glyph(font, letter, &glyph));
    hb_font_destroy(font);
    bool is_long = read_big(at + table(file, "head") + LOCA_FORMAT, 2) == 1;
    const uint8_t *loca = at + table(file, "loca");
    size_t offset = is_long ? read_big(loca + 4 * glyph, 4) : 2u * read_big(loca + 2 * glyph, 2);
    uint8_t *header = at + table(file, "glyf") + offset;
    assert_int_equal(read_big(header, 2), COMPOSITE);
    assert_true(header[HEADER + 1] & MORE_COMPONENTS);
    header[HEADER + 1] &= (uint8_t)~MORE_COMPONENTS;
}

static void a_lost_accent_is_seen(void **state) {
    (void)state;
    needs_poppler();
    char path[64];
    struct buf file = BUF_EMPTY, broken = BUF_EMPTY;
    struct diag diag = DIAG_EMPTY;
    assert_true(file_read(fonts_info(fonts, FACE_SERIF)->path, &file, &diag));
    lose_accent(&file, FACE_SERIF, 0x1EE9);
    snprintf(path, sizeof path, "%s/broken.ttf", folder);
    assert_true(file_replace(path, file.at, file.len, &diag));
    const char *own[FACE_COUNT] = {[FACE_SERIF] = path};
    struct fonts *with_broken = open_with(own);
    differing(with_broken, FACE_SERIF, text_letters, 134, &broken);
    assert_string_equal(broken.at ? broken.at : "", "ứ");
    fonts_free(with_broken);
    unlink(path);
    buf_fini(&file);
    buf_fini(&broken);
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_134_letters_are_whole_in_each_face),
        cmocka_unit_test(they_are_in_small_subsets_too),
        cmocka_unit_test(ascii_and_signs_are_whole),
        cmocka_unit_test(a_lost_accent_is_seen),
    };
    return cmocka_run_group_tests(tests, open_once, close_once);
}
