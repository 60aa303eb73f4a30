/* Numbers and strings in the syntax of PDF, and what a file says of itself. */
#include "out/about.h"
#include "out/number.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct buf out;

static int clear(void **state) {
    (void)state;
    buf_fini(&out);
    return 0;
}

static void is(const char *expected) {
    assert_string_equal(out.at, expected);
    buf_clear(&out);
}

static void points_are_as_short_as_they_can_be(void **state) {
    static const struct {
        int64_t thousandths;
        const char *text;
    } cases[] = {{0, "0"},
                 {1000, "1"},
                 {-1000, "-1"},
                 {1500, "1.5"},
                 {1250, "1.25"},
                 {1125, "1.125"},
                 {500, "0.5"},
                 {-500, "-0.5"},
                 {1, "0.001"},
                 {10, "0.01"},
                 {1050, "1.05"},
                 {-1, "-0.001"},
                 {595276, "595.276"},
                 {841890, "841.89"},
                 {INT64_MIN, "-9223372036854775.808"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_thousandths(&out, cases[i].thousandths);
        is(cases[i].text);
    }
    put_int(&out, INT64_MIN);
    is("-9223372036854775808");
    put_int(&out, 0);
    is("0");
    put_ref(&out, 12);
    is("12 0 R");
}

static void is_bytes(struct str expected) {
    assert_int_equal(out.len, expected.len);
    assert_memory_equal(out.at, expected.at, expected.len);
    buf_clear(&out);
}

static void texts_are_utf16(void **state) {
    (void)state;
    put_text(&out, STR(""));
    is("(\xFE\xFF)");
    put_text(&out, STR("Aộ"));
    is_bytes(STR("(\xFE\xFF\0A\x1E\xD9)"));
    put_text(&out, STR("(\\)\r\n\u0D28\u295C")); /* what a string means something by, in either byte */
    is_bytes(STR("(\xFE\xFF\0\\(\0\\\\\0\\)\0\\r\0\n\\r\\(\\)\\\\)"));
    put_text_hex(&out, STR(""));
    is("<FEFF>");
    put_text_hex(&out, STR("Aộ"));
    is("<FEFF00411ED9>");
    put_text_hex(&out, STR("\uFFFD\U00010000\U0001F600\U0010FFFF"));
    is("<FEFFFFFDD800DC00D83DDE00DBFFDFFF>");
}

/* A title may come from a source: what XML cannot hold is dropped, what it means something by is escaped. */
static void xmp_is_sound_xml(void **state) {
    struct pages pages = {.title = STR("<A & \"B\">\x01\x1F\n\uFFFE."), .author = STR("Sở Nội vụ")};
    struct out_info info = {.producer = "hoso", .language = "vi-VN"};
    (void)state;
    about_xmp(&out, &pages, &info, (struct claims){.attached = true});
    assert_non_null(strstr(out.at, "<rdf:li xml:lang=\"x-default\">&lt;A &amp; \"B\"&gt;.</rdf:li>"));
    assert_non_null(strstr(out.at, "<pdfaid:part>3</pdfaid:part>"));
    assert_null(strstr(out.at, "pdfuaid"));
    assert_null(strstr(out.at, "<dc:description>"));
    assert_null(strstr(out.at, "CreateDate"));
    for (size_t i = 0; i < out.len; i++)
        assert_true((unsigned char)out.at[i] >= ' ' || out.at[i] == '\n');
}

/* The first page prints no number but is counted; what is no number is a label of its own. */
static void pages_are_numbered_as_they_print(void **state) {
    struct page first = {.label = STR("")}, second = {.label = STR("2")}, annex = {.label = STR("PL-1")},
                last = {.label = STR("7"), .number = 7};
    struct page *items[] = {&first, &second, &annex, &last};
    struct pages pages = {.items = items, .n = 4};
    (void)state;
    for (uint32_t i = 0; i < 4; i++) {
        about_label(&out, &pages, i);
        buf_char(&out, ' ');
    }
    is("1 2 PL-1 7 ");
    about_labels(&out, &pages);
    is_bytes(STR("<</Nums[0<</S/D/St 1>>2<</P(\xFE\xFF\0P\0L\0-\0"
                 "1)>>3<</S/D/St 7>>]>>"));
    second.label = STR("12");
    about_label(&out, &pages, 0);
    is("11");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(points_are_as_short_as_they_can_be, clear),
        cmocka_unit_test_teardown(texts_are_utf16, clear),
        cmocka_unit_test_teardown(xmp_is_sound_xml, clear),
        cmocka_unit_test_teardown(pages_are_numbered_as_they_print, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
