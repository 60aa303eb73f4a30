/* Letters, case, and the order of lists. */
#include "text/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

static struct arena arena;

static int fini(void **state) {
    (void)state;
    arena_fini(&arena);
    return 0;
}

static void test_the_134_letters(void **state) {
    (void)state;
    for (size_t i = 0; i < 134; i++) {
        assert_true(i == 0 || text_letters[i] > text_letters[i - 1]);
        assert_true(text_is_letter(text_letters[i]));
        uint32_t other = (uint32_t)utf8proc_tolower((utf8proc_int32_t)text_letters[i]);
        if (other == text_letters[i])
            other = (uint32_t)utf8proc_toupper((utf8proc_int32_t)text_letters[i]);
        bool found = false;
        for (size_t j = 0; j < 134; j++)
            found |= text_letters[j] == other;
        assert_true(found); /* both cases are there */
    }
}

static void test_steps(void **state) {
    (void)state;
    assert_int_equal(text_chars(STR("Ủy ban")), 6);
    assert_int_equal(text_chars(STR("")), 0);
    size_t at = 0;
    assert_int_equal(text_next(STR("Ủy"), &at), 0x1EE6);
    assert_int_equal(at, 3);
    at = 0;
    assert_int_equal(text_next(STR("\xE1\xBB"), &at), 0xFFFD);
    assert_int_equal(at, 1);
    struct buf buf = BUF_EMPTY;
    text_put(&buf, 0x1EE6);
    text_put(&buf, 'y');
    text_put(&buf, 0xD800);
    assert_string_equal(buf.at, "Ủy\uFFFD");
    buf_fini(&buf);
    assert_false(text_is_letter('1'));
    assert_false(text_is_letter(0x2013));
}

static void test_case(void **state) {
    (void)state;
    assert_string_equal(text_upper(&arena, STR("Ủy ban nhân dân tỷ lệ ưỡn")).at, "ỦY BAN NHÂN DÂN TỶ LỆ ƯỠN");
    assert_string_equal(text_capital(&arena, STR("đại học")).at, "Đại học");
    assert_string_equal(text_capital(&arena, STR("“ấp”")).at, "“Ấp”");
    assert_true(str_equal(text_capital(&arena, STR("1.279 người")), STR("1.279 người")));
    assert_true(str_equal(text_capital(&arena, STR("Đã")), STR("Đã")));
    assert_int_equal(text_capital(&arena, STR("")).len, 0);
}

static void test_order(void **state) {
    (void)state;
    static const char *const sorted[] = {
        "",       "–",       "2",        "10",        "a",    "A",   "à",  "ả",       "ã",      "á",   "ạ",
        "An",     "ă",       "Ân",       "ba",        "Bà A", "Cần", "D",  "Đà Nẵng", "Đông",   "e",   "ê",
        "Hà Anh", "Hà Bình", "Hả Anh",   "Hạ Anh",    "Hai",  "Na",  "Nà", "Nà Hỳ",   "Nà Tấu", "Nàm", "o",
        "ô",      "ơ",       "Phường 2", "Phường 10", "u",    "ư",   "Xã", "y",       "Ж",
    };
    size_t n = sizeof sorted / sizeof *sorted;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int order = text_collate(str_of(sorted[i]), str_of(sorted[j]));
            if ((order > 0) - (order < 0) != (i > j) - (i < j))
                fail_msg("%s against %s: %d", sorted[i], sorted[j], order);
        }
    assert_true(text_collate(STR("Phường 002"), STR("Phường 10")) <
                0); /* by value, whatever stands before it */
    assert_true(text_collate(STR("Phường 10"), STR("Phường 002")) > 0);
    assert_true(text_collate(STR("Phường 002 B"), STR("Phường 2 A")) > 0);
    assert_true(text_collate(STR("ba"), STR("Ba")) < 0);
    assert_true(text_collate(STR("Ba B"), STR("ba C")) < 0);
    assert_int_equal(text_collate(STR("Tủa Chùa"), STR("Tủa Chùa")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_134_letters),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_case),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, fini);
}
