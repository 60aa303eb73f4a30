/* Eight bytes at once say of each what a look at it alone says. */
#include "base/eight.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

/* Each byte value at each place, among others that a carry could come from. */
static void test_each_byte(void **state) {
    static const unsigned char others[] = {0x00, 0x2F, 0x39, 0x3A, 0x7F, 0x80, 0xC3, 0xFF};
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < 8; at++)
            for (size_t k = 0; k < sizeof others; k++) {
                unsigned char bytes[8];
                memset(bytes, others[k], sizeof bytes);
                bytes[at] = (unsigned char)byte;
                uint64_t one = UINT64_C(0x80) << (8 * at), word = eight_load(bytes);
                bool digit = byte >= '0' && byte <= '9';
                assert_int_equal((eight_within(word, '0', '9') & one) != 0, digit);
                assert_int_equal((eight_are(word, (unsigned char)byte) & one) != 0, 1);
                assert_int_equal((eight_are(word, '\n') & one) != 0, byte == '\n');
                assert_int_equal((eight_leads(word) & one) != 0, byte >= 0xC0);
            }
}

static void test_first(void **state) {
    (void)state;
    assert_int_equal(eight_first(eight_are(eight_load("abc\nd\nef"), '\n')), 3);
    assert_int_equal(eight_first(eight_within(eight_load("........9"), '.', '.')), 0);
    assert_int_equal(eight_are(eight_load("abcdefgh"), 'z'), 0);
}

static void test_store(void **state) {
    char back[8];
    (void)state;
    eight_store(back, eight_load("abcdefgh"));
    assert_memory_equal(back, "abcdefgh", 8);
}

static void test_parts(void **state) {
    (void)state;
    for (size_t len = 0; len <= 8; len++)
        assert_true(eight_cut(eight_load("abcdefgh"), len) == eight_some("abcdefgh", len));
    assert_true(eight_some("ab", 2) == eight_load("ab\0\0\0\0\0"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_byte), cmocka_unit_test(test_first),
                                       cmocka_unit_test(test_store), cmocka_unit_test(test_parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
