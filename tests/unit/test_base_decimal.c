/* Decimals: exact, half away from zero, missing is not zero. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include <cmocka.h>

static struct decimal dec(const char *plain) {
    struct decimal d;
    assert_true(decimal_parse(str_of(plain), &d));
    return d;
}

static void prints(struct decimal d, const char *expected) {
    struct buf out = BUF_EMPTY;
    decimal_print(&out, d);
    assert_string_equal(out.at ? out.at : "", expected);
    buf_fini(&out);
}

static void parses_plain_numbers_only(void **state) {
    (void)state;
    struct decimal d;
    prints(dec("-12.50"), "-12.50");
    prints(dec("007"), "7");
    static const char *const bad[] = {
        "", "-", ".5", "5.", "1,5", "1.2.3", "1e5", " 1", "1234567890123456789", "+1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(decimal_parse(str_of(bad[i]), &d));
}

static void adds_exactly(void **state) {
    (void)state;
    struct decimal sum = dec("0.8");
    static const char *const parts[] = {"1", "66.4", "11.7", "19.6"};
    for (size_t i = 0; i < 4; i++)
        sum = decimal_add(sum, dec(parts[i]));
    prints(sum, "99.5");
    prints(decimal_sub(dec("64.7"), dec("19.6")), "45.1");
}

static void rounds_half_away_from_zero(void **state) {
    (void)state;
    prints(decimal_round(dec("2.25"), 1), "2.3");
    prints(decimal_round(dec("-2.25"), 1), "-2.3");
    prints(decimal_round(dec("2.24"), 1), "2.2");
    prints(decimal_round(dec("3"), 2), "3.00");
    prints(decimal_truncate(dec("65.789"), 2), "65.78");
    prints(decimal_truncate(dec("-65.789"), 2), "-65.78");
}

static void divides_and_takes_percentages(void **state) {
    (void)state;
    prints(decimal_percent(decimal_int(8672), decimal_int(8145), 2), "106.47");
    prints(decimal_percent(decimal_int(25), decimal_int(38), 2), "65.79");
    prints(decimal_div(dec("1.5"), dec("0.03"), 0), "50");
    prints(decimal_div(dec("1.234567"), decimal_int(1), 2), "1.23"); /* fewer digits than it has */
    prints(decimal_div(dec("-0.015"), dec("3"), 2), "-0.01");
    assert_true(decimal_missing(decimal_div(decimal_int(1), decimal_int(0), 2)));
}

static void multiplies_up_to_the_digits_that_are_kept(void **state) {
    (void)state;
    prints(decimal_mul(dec("64.7"), dec("1279")), "82751.3");
    prints(decimal_mul(dec("0.00005"), dec("0.00001")), "0.000000001"); /* ten digits: half away from zero */
    prints(decimal_mul(dec("-0.00005"), dec("0.00001")), "-0.000000001");
    prints(decimal_mul(dec("0.00004"), dec("0.00001")), "0.000000000");
}

static void missing_stays_missing(void **state) {
    (void)state;
    assert_true(decimal_missing(decimal_add(DECIMAL_MISSING, decimal_int(1))));
    assert_true(decimal_missing(decimal_mul(decimal_int(1), DECIMAL_MISSING)));
    assert_false(decimal_equal(DECIMAL_MISSING, decimal_int(0)));
    assert_false(decimal_missing(decimal_int(0)));
    prints(DECIMAL_MISSING, "");
}

static void leaving_the_range_is_missing_not_wrapped(void **state) {
    (void)state;
    struct decimal huge = dec("999999999999999999");
    assert_true(decimal_missing(decimal_add(huge, decimal_int(1))));
    assert_true(decimal_missing(decimal_mul(huge, huge)));
    assert_true(decimal_missing(decimal_round(huge, 2)));
}

static void compares_by_value(void **state) {
    (void)state;
    assert_true(decimal_equal(dec("1.50"), dec("1.5")));
    assert_true(decimal_compare(dec("-1"), dec("0.1")) < 0);
    assert_int_equal(decimal_sign(dec("-0.1")), -1);
    prints(decimal_trim(dec("1.500")), "1.5");
    prints(decimal_trim(dec("100")), "100");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_plain_numbers_only),
        cmocka_unit_test(adds_exactly),
        cmocka_unit_test(rounds_half_away_from_zero),
        cmocka_unit_test(divides_and_takes_percentages),
        cmocka_unit_test(multiplies_up_to_the_digits_that_are_kept),
        cmocka_unit_test(missing_stays_missing),
        cmocka_unit_test(leaving_the_range_is_missing_not_wrapped),
        cmocka_unit_test(compares_by_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
