/* Places and periods: names as people write them, levels, the short form of years. */
#include "figure/figure.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void named(const char *written, const char *expected) {
    struct arena arena = ARENA_EMPTY;
    struct str name = place_name(&arena, str_of(written));
    char *copy = arena_strdup(&arena, name.at); /* ends where the name does */
    assert_int_equal(name.len, str_of(copy).len);
    assert_string_equal(copy, expected);
    arena_fini(&arena);
}

static void test_name(void **state) {
    (void)state;
    named("tỉnh Điện Biên", "tỉnh Điện Biên");
    named("  Tỉnh   Điện Biên ", "tỉnh Điện Biên");
    named("TP. Điện Biên Phủ", "thành phố Điện Biên Phủ");
    named("TP.Điện Biên Phủ", "thành phố Điện Biên Phủ");
    named("Tp Điện Biên Phủ", "thành phố Điện Biên Phủ");
    named("TX. Mường Lay", "thị xã Mường Lay");
    named("TT Tủa Chùa", "thị trấn Tủa Chùa");
    named("H. Mường Chà", "huyện Mường Chà");
    named("X.Thanh Luông", "xã Thanh Luông");
    named("P. Tân Phong", "phường Tân Phong");
    named("P.1", "phường 1");
    named("Q. 1", "quận 1");
    named("THỊ XÃ Mường Lay", "thị xã Mường Lay");
    named("Cả nước", "cả nước");
    named("Thanh Luông", "Thanh Luông"); /* no class word: none is invented */
    named("Hua Thanh", "Hua Thanh");     /* a name, though it begins with a letter that abbreviates */
    named("Xã", "xã");
    named("", "");
    named("T.", "T.");
}

static void test_level(void **state) {
    (void)state;
    assert_int_equal(place_level(STR("tỉnh Điện Biên"), STR("")), PLACE_PROVINCE);
    assert_int_equal(place_level(STR("thành phố Hà Nội"), STR("")), PLACE_PROVINCE);
    assert_int_equal(place_level(STR("thành phố Điện Biên Phủ"), STR("tỉnh Điện Biên")), PLACE_DISTRICT);
    assert_int_equal(place_level(STR("thành phố Điện Biên Phủ"), STR("")), PLACE_DISTRICT);
    assert_int_equal(place_level(STR("thành phố Huế"), STR("tỉnh Thừa Thiên Huế")), PLACE_DISTRICT);
    assert_int_equal(place_level(STR("thành phố Thủ Đức"), STR("thành phố Hồ Chí Minh")), PLACE_DISTRICT);
    assert_int_equal(place_level(STR("thành phố Hồ Chí Minh"), STR("thành phố Hồ Chí Minh")), PLACE_PROVINCE);
    assert_int_equal(place_level(STR("thị xã Mường Lay"), STR("")), PLACE_DISTRICT);
    assert_int_equal(place_level(STR("xã Thanh Luông"), STR("")), PLACE_COMMUNE);
    assert_int_equal(place_level(STR("đặc khu Phú Quốc"), STR("")), PLACE_COMMUNE);
    assert_int_equal(place_level(STR("cả nước"), STR("")), PLACE_NATION);
    assert_int_equal(place_level(STR("Thanh Luông"), STR("")), PLACE_UNKNOWN);
}

static void test_equal(void **state) {
    (void)state;
    assert_true(place_equal(STR("TP. Điện Biên Phủ"), STR("thành phố Điện Biên Phủ")));
    assert_true(place_equal(STR("tỉnh Hòa Bình"), STR("Tỉnh Hoà Bình")));
    assert_false(place_equal(STR("huyện Điện Biên"), STR("tỉnh Điện Biên")));
    assert_false(place_equal(STR("huyện Điện Biên"), STR("huyện Điện Biên Đông")));
}

static void test_bare(void **state) {
    (void)state;
    assert_true(str_equal(place_bare(STR("tỉnh Điện Biên")), STR("Điện Biên")));
    assert_true(str_equal(place_bare(STR("Thanh Luông")), STR("Thanh Luông")));
    assert_true(str_equal(place_bare(STR("cả nước")), STR("cả nước")));
}

static void printed(const char *text) {
    struct period p;
    struct buf out = BUF_EMPTY;
    assert_true(period_parse(str_of(text), &p));
    period_print(&out, p);
    assert_true(str_equal(buf_view(&out), str_of(text)));
    buf_fini(&out);
}

static void test_period(void **state) {
    (void)state;
    printed("");
    printed("2021");
    printed("2010/2015");
    printed("2017/");
    struct period p;
    assert_false(period_parse(STR("21"), &p));
    assert_false(period_parse(STR("2021-2022"), &p));
    assert_false(period_parse(STR("2015/2010"), &p));
    assert_false(period_parse(STR("2015/20100"), &p));
    assert_false(period_parse(STR("9999"), &p));
    assert_true(period_parse(STR("2017/"), &p));
    assert_false(period_one_year(p));
    assert_true(period_parse(STR("2017"), &p));
    assert_true(period_one_year(p));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_name), cmocka_unit_test(test_level),  cmocka_unit_test(test_equal),
        cmocka_unit_test(test_bare), cmocka_unit_test(test_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
