/* Sixteen bytes at once say of each what a look at it alone says. */
#include "base/sixteen.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

static bool says(sixteen answer, size_t at) {
    return sixteen_mask(answer) >> at & 1;
}

static void test_each_byte(void **state) {
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < 16; at++) {
            unsigned char bytes[16];
            memset(bytes, '/', sizeof bytes);
            bytes[at] = (unsigned char)byte;
            sixteen all = sixteen_load(bytes);
            assert_int_equal(says(sixteen_within(all, '0', ':'), at), byte >= '0' && byte <= ':');
            assert_int_equal(says(sixteen_within(all, 0xC3, 0xC6), at), byte >= 0xC3 && byte <= 0xC6);
            assert_int_equal(says(sixteen_are(all, '\n'), at), byte == '\n');
            assert_int_equal(says(all, at), byte >= 0x80);
            assert_int_equal(sixteen_mask(sixteen_within(all, '0', '9')) & ~(UINT64_C(1) << at), 0);
        }
}

static void test_parts(void **state) {
    (void)state;
    for (size_t len = 0; len <= 16; len++) {
        char back[16];
        sixteen_store(back, sixteen_some("abcdefghijklmnop", len));
        assert_memory_equal(back, "abcdefghijklmnop", len);
        for (size_t i = len; i < 16; i++)
            assert_int_equal(back[i], 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_byte), cmocka_unit_test(test_parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
