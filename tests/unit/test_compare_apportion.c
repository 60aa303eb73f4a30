/* Rounding that keeps a sum: largest remainder. */
#include "compare/fact.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MAX 8

/* Values as texts, up to NULL, to `scale` digits with the sum `total`; compares with the texts expected. */
static void gives(const char *const *values, const char *total, int scale, bool can,
                  const char *const *expected) {
    struct decimal d[MAX], sum;
    uint32_t n = 0;
    for (; values[n]; n++)
        assert_true(decimal_parse(str_of(values[n]), &d[n]));
    assert_true(decimal_parse(str_of(total), &sum));
    assert_int_equal(apportion(d, n, sum, scale), can);
    for (uint32_t i = 0; i < n; i++) {
        struct buf out = BUF_EMPTY;
        decimal_print(&out, d[i]);
        assert_string_equal(out.at, expected[i]);
        buf_fini(&out);
    }
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_heads(void **state) {
    (void)state;
    /* one by one they would make 1.280 */
    gives(LIST("327.4", "121.5", "827.5", "2.6"), "1279", 0, true, LIST("327", "122", "827", "3"));
    gives(LIST("10", "20", "30"), "60", 0, true, LIST("10", "20", "30"));
    gives(LIST("0", "0.4", "59.6"), "60", 0, true, LIST("0", "0", "60"));
}

static void test_hundred(void **state) {
    (void)state;
    /* thirds: 33,3 each makes 99,9; of equal remainders the first is raised */
    gives(LIST("33.333333", "33.333333", "33.333333"), "100", 1, true, LIST("33.4", "33.3", "33.3"));
    /* 16,67 six times would be 100,2 at one digit */
    gives(LIST("16.666667", "16.666667", "16.666667", "16.666667", "16.666667", "16.666665"), "100", 1, true,
          LIST("16.7", "16.7", "16.7", "16.7", "16.6", "16.6"));
}

/* Nobody ends more than a unit from the exact value; where that cannot be, each is rounded by itself and said so. */
static void test_cannot(void **state) {
    (void)state;
    gives(LIST("10.5", "20.4"), "40", 0, false, LIST("11", "20"));
    gives(LIST("10.5", "20.4"), "29", 0, false, LIST("11", "20"));
    gives(LIST("10.5", "20.4"), "32", 0, true, LIST("11", "21"));
    apportion(NULL, 0, decimal_int(0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_hundred),
        cmocka_unit_test(test_cannot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
