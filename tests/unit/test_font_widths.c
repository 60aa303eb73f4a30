/* test_font_widths.c - the widths that PDFs state for their glyphs (/W) are those of the font files' own hmtx tables, read
 * here byte by byte without the code under test: a wrong one shifts every word behind it in some viewers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "font/font.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define SPEC HOSO_ROOT "/fonts/fonts.yaml"

static const char letters[] =
    "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaăâbcdđeêghiklmnoôơpqrstuưvxyÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰ"
    "ÝỲỶỸỴáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ0123456789.,;:!?()[]%/-–+=“”‘’…";

struct hmtx {
    struct buf bytes;
    size_t at;
    uint32_t n, em; /* entries with a width; units of the em */
};

static uint32_t number_at(const struct hmtx *h, size_t at, int len) {
    uint32_t n = 0;
    assert_true(at + (size_t)len <= h->bytes.len);
    for (int i = 0; i < len; i++)
        n = n << 8 | (unsigned char)h->bytes.at[at + (size_t)i];
    return n;
}

/* OpenType: the table directory starts at 12, 16 bytes an entry: tag, checksum, offset, length. */
static size_t table_at(const struct hmtx *h, const char *tag) {
    uint32_t n = number_at(h, 4, 2);
    for (uint32_t i = 0; i < n; i++)
        if (memcmp(h->bytes.at + 12 + 16 * i, tag, 4) == 0)
            return number_at(h, 12 + 16 * i + 8, 4);
    fail_msg("no table %s", tag);
    return 0;
}

static struct hmtx read_file(const char *path) {
    struct hmtx h = {.bytes = BUF_EMPTY};
    struct diag diag = DIAG_EMPTY;
    assert_true(file_read(path, &h.bytes, &diag));
    h.em = number_at(&h, table_at(&h, "head") + 18, 2);
    h.n = number_at(&h, table_at(&h, "hhea") + 34, 2);
    h.at = table_at(&h, "hmtx");
    diag_fini(&diag);
    return h;
}

/* Half away from zero, in exact integers. */
static long width_of(const struct hmtx *h, uint32_t glyph) {
    uint32_t entry = glyph < h->n ? glyph : h->n - 1;
    return (long)((2000L * number_at(h, h->at + 4 * entry, 2) + h->em) / (2 * (long)h->em));
}

static int by_id(const void *a, const void *b) {
    return ((const struct glyph *)a)->id - ((const struct glyph *)b)->id;
}

static size_t glyphs_of(struct shaper shaper, enum face face, struct glyph *out) {
    size_t n = 0;
    for (size_t at = 0; at < sizeof letters - 1;) {
        size_t from = at;
        text_next((struct str){letters, sizeof letters - 1}, &at);
        const struct shape *shape = shaper.shape(shaper.aux, face, (struct str){letters + from, at - from});
        if (!shape->missing)
            out[n++] = shape->glyphs[0];
    }
    qsort(out, n, sizeof *out, by_id);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || out[i].id != out[kept - 1].id)
            out[kept++] = out[i];
    return kept;
}

/* "36 [722 667] 40 [500]": every number in it. Returns how many glyphs of `drawn` have one. */
static size_t check_widths(struct str text, const struct hmtx *h, const struct glyph *drawn, size_t n) {
    char *copy = strndup(text.at, text.len), *at = copy;
    size_t found = 0;
    while (*at) {
        uint32_t id = (uint32_t)strtoul(at, &at, 10);
        at += strspn(at, " [");
        while (*at && *at != ']') {
            assert_int_equal(strtol(at, &at, 10), width_of(h, id));
            for (size_t i = 0; i < n; i++)
                found += drawn[i].id == id;
            at += strspn(at, " ");
            id++;
        }
        at += strspn(at, "] ");
    }
    free(copy);
    return found;
}

static void test_widths_are_those_of_the_files(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct fonts *fonts = fonts_open(SPEC, NULL, &diag);
    if (!fonts)
        skip();
    struct shaper shaper = fonts_shaper(fonts);
    for (int face = 0; face < FACE_SYMBOL; face++) {
        struct glyph drawn[512];
        struct hmtx h = read_file(fonts_info(fonts, (enum face)face)->path);
        size_t n = glyphs_of(shaper, (enum face)face, drawn);
        assert_true(n > 200);
        for (size_t few = 3; few <= n; few += n - 3) { /* a subset of its own, and the common one */
            const struct font_program *program = fonts_program(fonts, (enum face)face, drawn, few);
            assert_int_equal(check_widths(program->widths, &h, drawn, few), few);
        }
        buf_fini(&h.bytes);
    }
    fonts_free(fonts);
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_widths_are_those_of_the_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
