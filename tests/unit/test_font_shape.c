/* Shaping: one glyph a letter, kerned, cached; and programs that depend on the document alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "font/font.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct fonts *open_fonts(void) {
    struct diag diag = DIAG_EMPTY;
    struct fonts *fonts = fonts_open(HOSO_ROOT "/fonts/fonts.yaml", NULL, &diag);
    assert_non_null(fonts);
    diag_fini(&diag);
    return fonts;
}

static int open_once(void **state) {
    *state = open_fonts();
    return 0;
}

static int close_once(void **state) {
    fonts_free(*state);
    return 0;
}

static const struct shape *shaped(struct fonts *fonts, enum face face, const char *nfc) {
    struct shaper shaper = fonts_shaper(fonts);
    return shaper.shape(shaper.aux, face, str_of(nfc));
}

static void a_letter_is_a_glyph(void **state) {
    const struct shape *shape = shaped(*state, FACE_SERIF, "Trưởng");
    assert_int_equal(shape->n, 6);
    assert_int_equal(shape->missing, 0);
    assert_int_equal(shape->glyphs[2].letter, 0x01B0);
    assert_int_equal(shape->glyphs[3].letter, 0x1EDF);
    assert_true(str_equal(shape->text, STR("Trưởng")));
    int32_t sum = 0;
    for (uint32_t i = 0; i < shape->n; i++)
        sum += shape->glyphs[i].advance;
    assert_int_equal(sum, shape->width);
    assert_int_equal(shaped(*state, FACE_SERIF, "fi")->n, 2);
    assert_int_equal(shaped(*state, FACE_SERIF, "")->n, 0);
}

static void widths_are_those_of_the_face(void **state) {
    /* Those of Times New Roman: T 0.611 r 0.333 i 0.278 n 0.5 h 0.5 em, of 2048, and "Tr" is kerned by 0.035. */
    assert_int_equal(shaped(*state, FACE_SERIF, "Trình")->width, 1251 + 682 + 569 + 1024 + 1024 - 72);
    assert_int_equal(shaped(*state, FACE_SERIF, "độ")->width, 1024 + 1024);
}

static void pairs_are_kerned(void **state) {
    const struct shape *pair = shaped(*state, FACE_SERIF, "AV");
    int32_t apart = shaped(*state, FACE_SERIF, "A")->width + shaped(*state, FACE_SERIF, "V")->width;
    assert_true(pair->width < apart);
    assert_int_equal(pair->glyphs[0].adjust, pair->width - apart);
    assert_int_equal(pair->glyphs[0].advance + pair->glyphs[1].advance, pair->width);
}

static void a_word_is_shaped_once(void **state) {
    const struct shape *first = shaped(*state, FACE_SANS, "1.279");
    assert_ptr_equal(first, shaped(*state, FACE_SANS, "1.279"));
    assert_ptr_not_equal(first, shaped(*state, FACE_SANS_BOLD, "1.279"));
    fonts_trim(*state); /* below its bound: nothing goes */
    assert_ptr_equal(first, shaped(*state, FACE_SANS, "1.279"));
}

static void what_cannot_be_drawn_is_named(void **state) {
    assert_int_equal(shaped(*state, FACE_SERIF, "a中b")->missing, 0x4E2D);
    assert_int_equal(shaped(*state, FACE_SERIF, "a⚠")->missing, 0x26A0);
    assert_int_equal(shaped(*state, FACE_SYMBOL, "⚠")->missing, 0);
    /* A mark that NFC could not compose would have to be moved over its letter. */
    assert_int_not_equal(shaped(*state, FACE_SERIF, "m\xCC\x80")->missing, 0);
}

static void every_vietnamese_letter_is_one_glyph_in_each_text_face(void **state) {
    struct buf utf8 = BUF_EMPTY;
    for (int face = 0; face < FACE_SYMBOL; face++) {
        for (size_t i = 0; i < 134; i++) {
            buf_clear(&utf8);
            text_put(&utf8, text_letters[i]);
            const struct shape *shape = shaped(*state, (enum face)face, utf8.at);
            assert_int_equal(shape->n, 1);
            assert_int_equal(shape->missing, 0);
        }
    }
    buf_fini(&utf8);
}

static int by_id(const void *a, const void *b) {
    return ((const struct glyph *)a)->id - ((const struct glyph *)b)->id;
}

/* The program for a document with the letters of `text` alone, each once. */
static const struct font_program *program_for(struct fonts *fonts, enum face face, const char *text) {
    const struct shape *shape = shaped(fonts, face, text);
    struct glyph *drawn = mem_new(shape->n, sizeof *drawn);
    size_t n = 0;
    memcpy(drawn, shape->glyphs, shape->n * sizeof *drawn);
    qsort(drawn, shape->n, sizeof *drawn, by_id);
    for (uint32_t i = 0; i < shape->n; i++)
        if (n == 0 || drawn[n - 1].id != drawn[i].id)
            drawn[n++] = drawn[i];
    const struct font_program *program = fonts_program(fonts, face, drawn, n);
    free(drawn);
    return program;
}

#define MUCH                                                                                                 \
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ0123456789.,"

/* 64 letters, all common, and one more. */
#define FEW_LETTERS "ABCDEGHIKLMNOPQRSTUVXYabcdeghiklmnopqrstuvxy0123456789.,;:-()%/!"

static void many_common_glyphs_take_the_common_program(void **state) {
    const struct font_program *common = program_for(*state, FACE_SERIF, MUCH);
    assert_int_equal(strlen(FEW_LETTERS), 64);
    assert_ptr_not_equal(program_for(*state, FACE_SERIF, FEW_LETTERS), common);
    assert_ptr_equal(program_for(*state, FACE_SERIF, FEW_LETTERS "="), common);
}

static void a_program_depends_on_the_document_alone(void **state) {
    struct fonts *fresh = open_fonts();
    (void)program_for(*state, FACE_SERIF, "Ωμέγα"); /* another document was made before */
    const struct font_program *a = program_for(*state, FACE_SERIF, "Điện"),
                              *b = program_for(fresh, FACE_SERIF, "Điện");
    assert_true(str_equal(a->deflated, b->deflated));
    assert_true(str_equal(a->to_unicode, b->to_unicode));
    assert_string_equal(a->postscript, b->postscript);
    assert_string_equal(a->widths.at, b->widths.at);
    assert_ptr_equal(b, program_for(fresh, FACE_SERIF, "Điện"));
    assert_true(str_equal(program_for(*state, FACE_SERIF, MUCH)->deflated,
                          program_for(fresh, FACE_SERIF, MUCH)->deflated));
    fonts_free(fresh);
}

static void few_letters_weigh_little(void **state) {
    const struct font_program *few = program_for(*state, FACE_SERIF, "Biểu"),
                              *much = program_for(*state, FACE_SERIF, MUCH);
    assert_true(few->deflated.len < 1500);
    assert_true(much->deflated.len > 8000 && much->deflated.len < 13000);
    assert_ptr_equal(much, program_for(*state, FACE_SERIF, MUCH "ABC")); /* the shared one */
    /* A letter beyond the common set cannot come from the shared program. */
    assert_ptr_not_equal(much, program_for(*state, FACE_SERIF, MUCH "Ω"));
}

static void a_program_is_described(void **state) {
    const struct font_program *p = program_for(*state, FACE_SERIF_ITALIC, "aABC");
    assert_memory_equal(p->postscript + 6, "+LiberationSerif-Italic", 23);
    assert_int_equal(p->flags, 4 | 2 | 64);
    assert_true(p->italic_angle < 0);
    assert_int_equal(p->ascent, 891);
    assert_int_equal(p->descent, -216);
    assert_true(p->bbox[0] < 0 && p->bbox[2] > 1000);
    assert_string_equal(p->widths.at, "36 [611 611 667] 68 [500]");
    assert_int_equal(program_for(*state, FACE_SANS_BOLD, "a")->flags, 4);
    assert_in_range(program_for(*state, FACE_SANS_BOLD, "a")->stem_v, 150, 180);
}

static void thousandths_round_half_away(void **state) {
    (void)state;
    assert_int_equal(font_thousandths(1024, 2048), 500);
    assert_int_equal(font_thousandths(1, 2000), 1); /* a half */
    assert_int_equal(font_thousandths(-1, 2000), -1);
    assert_int_equal(font_thousandths(1139, 2048), 556);
    assert_int_equal(font_thousandths(5, 0), 0);
}

static void the_fixed_shaper_needs_no_font(void **state) {
    (void)state;
    struct shaper *shaper = shaper_fixed();
    const struct shape *shape = shaper->shape(shaper->aux, FACE_SERIF, STR("độ"));
    assert_int_equal(shape->n, 2);
    assert_int_equal(shape->width, 1000);
    assert_int_equal(shape->glyphs[0].letter, 0x0111);
    assert_ptr_equal(shape, shaper->shape(shaper->aux, FACE_SANS, STR("độ")));
    assert_int_equal(shaper->metrics(shaper->aux, FACE_SERIF)->em, 1000);
    shaper_fixed_free(shaper);
    shaper_fixed_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_is_a_glyph),
        cmocka_unit_test(widths_are_those_of_the_face),
        cmocka_unit_test(pairs_are_kerned),
        cmocka_unit_test(a_word_is_shaped_once),
        cmocka_unit_test(what_cannot_be_drawn_is_named),
        cmocka_unit_test(every_vietnamese_letter_is_one_glyph_in_each_text_face),
        cmocka_unit_test(a_program_depends_on_the_document_alone),
        cmocka_unit_test(many_common_glyphs_take_the_common_program),
        cmocka_unit_test(few_letters_weigh_little),
        cmocka_unit_test(a_program_is_described),
        cmocka_unit_test(thousandths_round_half_away),
        cmocka_unit_test(the_fixed_shaper_needs_no_font),
    };
    return cmocka_run_group_tests(tests, open_once, close_once);
}
