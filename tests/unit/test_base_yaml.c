/* What YAML says, whatever it looks like: a number over it, its text anew, the lines of its items. */
#include "base/base.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static uint64_t number_of(const char *text) {
    struct hash hash = HASH_START;
    yaml_hash(&hash, str_of(text));
    return hash_end(&hash);
}

static void a_hash_is_of_what_is_said(void **state) {
    (void)state;
    assert_true(number_of("a: 1\nb: [x, y]\n") == number_of("# c\na:   1\n\nb: [x,\n    y] # d\n"));
    assert_true(number_of("a: 1\n") != number_of("a: 2\n"));
    assert_true(number_of("a: null\n") != number_of("a: \"null\"\n"));
    assert_true(number_of("a: &x 1\nb: *x\n") != number_of("a: &y 1\nb: 1\n"));
    assert_true(number_of("a: [1\n") != number_of("a: [2\n")); /* broken: each byte may matter */
}

static void strings_are_hashed_with_their_lengths(void **state) {
    (void)state;
    struct hash a = HASH_START, b = HASH_START;
    hash_str(&a, STR("ab"));
    hash_str(&a, STR("c"));
    hash_str(&b, STR("a"));
    hash_str(&b, STR("bc"));
    assert_true(hash_end(&a) != hash_end(&b));
    hash_str(&a, STR(""));
    assert_true(hash_end(&a) != hash_end(&b));
}

static void a_plain_text_has_one_layout(void **state) {
    (void)state;
    struct buf one = BUF_EMPTY, two = BUF_EMPTY;
    assert_true(yaml_plain(&one, STR("tên:   xã A # ghi\nsố: [1,\n  2]\n")));
    assert_true(yaml_plain(&two, STR("# đầu\ntên: xã A\nsố: [1, 2]\n")));
    assert_string_equal(one.at, two.at);
    assert_null(strchr(one.at, '#'));
    buf_clear(&one);
    buf_puts(&one, "kept");
    struct buf broken = BUF_EMPTY; /* so long that a part is written before the fault is met */
    for (int i = 0; i < 20000; i++)
        buf_printf(&broken, "- %d\n", i);
    buf_puts(&broken, "- [1, 2\n");
    assert_false(yaml_plain(&one, buf_view(&broken)));
    assert_int_equal(buf_view(&one).len, 4);
    buf_fini(&broken);
    buf_fini(&one);
    buf_fini(&two);
}

static void items_have_lines(void **state) {
    (void)state;
    static const char text[] = "other: [a, b]\n"
                               "inner: {list: [x, y]}\n"
                               "list:\n"
                               "  - one\n"
                               "  - {two: [2, 2],\n"
                               "     list: [3]}\n"
                               "  - [4, 5]\n"
                               "last: [6, 7, 8]\n";
    uint32_t lines[3] = {0};
    assert_int_equal(yaml_item_lines(str_of(text), "list", lines, 3), 3);
    assert_int_equal(lines[0], 4);
    assert_int_equal(lines[1], 5);
    assert_int_equal(lines[2], 7);
    lines[1] = 0;
    assert_int_equal(yaml_item_lines(str_of(text), "list", lines, 1), 3); /* no more than there is room for */
    assert_int_equal(lines[1], 0);
    assert_int_equal(yaml_item_lines(str_of(text), "inner", lines, 3), 0);
    assert_int_equal(yaml_item_lines(str_of(text), "none", lines, 3), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hash_is_of_what_is_said),
        cmocka_unit_test(strings_are_hashed_with_their_lengths),
        cmocka_unit_test(a_plain_text_has_one_layout),
        cmocka_unit_test(items_have_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
