/* What rounding may hide: how far a sum of printed numbers can be off, and what a printed number can stand for. */
#include "check/audit.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct decimal d(const char *text) {
    struct decimal value;
    assert_true(decimal_parse(str_of(text), &value));
    return value;
}

static void room_is(const char *const *values, const char *expected) {
    struct decimal all[8];
    uint32_t n = 0;
    for (; values[n]; n++)
        all[n] = d(values[n]);
    assert_int_equal(decimal_compare(rounding(all, n), d(expected)), 0);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Half a unit of the last printed digit of each. */
static void test_room(void **state) {
    (void)state;
    room_is(LIST("19.6", "64.7"), "0.1");
    room_is(LIST("19.6", "64.70"), "0.055");
    room_is(LIST("19.6", "1"), "0.1"); /* a whole number beside decimals is one of them, written short */
    room_is(LIST("19.6", "64.70", "1"), "0.105"); /* as the coarsest of them */
    room_is(LIST("20", "65"), "1.0");             /* all whole: half a point each */
}

static void stands(const char *exact, const char *printed, enum figure_qualifier qualifier,
                   enum agreement expected) {
    struct figure figure = {.value = d(printed), .qualifier = qualifier};
    if (agreement(d(exact), &figure) != expected)
        fail_msg("%s for %s: %d, not %d", printed, exact, agreement(d(exact), &figure), expected);
}

static void test_agreement(void **state) {
    (void)state;
    stands("65.789473", "65.79", QUALIFIER_EXACT, AGREE);
    stands("65.789473", "65.8", QUALIFIER_EXACT, AGREE);
    stands("65.789473", "66", QUALIFIER_EXACT, AGREE);
    stands("65.789473", "65.78", QUALIFIER_EXACT, AGREE_TRUNCATED);
    stands("65.789473", "65", QUALIFIER_EXACT, AGREE_TRUNCATED);
    stands("65.789473", "65.77", QUALIFIER_EXACT, AGREE_NOT);
    stands("62.5", "63", QUALIFIER_EXACT, AGREE); /* half up */
    stands("62.5", "62", QUALIFIER_EXACT, AGREE_TRUNCATED);
    stands("62.45", "62.5", QUALIFIER_EXACT, AGREE);
    stands("-4.25", "-4.3", QUALIFIER_EXACT, AGREE); /* away from zero */
    stands("97.53", "97", QUALIFIER_OVER, AGREE);    /* 237/243, "trên 97%" */
    stands("96.9", "97", QUALIFIER_OVER, AGREE);     /* 97 as printed */
    stands("96.4", "97", QUALIFIER_OVER, AGREE_NOT);
    stands("19.6", "20", QUALIFIER_NEARLY, AGREE);
    stands("20.6", "20", QUALIFIER_NEARLY, AGREE_NOT);
    stands("18", "20", QUALIFIER_NEARLY, AGREE); /* a tenth below, and no more */
    stands("17.9", "20", QUALIFIER_NEARLY, AGREE_APART);
    stands("22", "20", QUALIFIER_ABOUT, AGREE);
    stands("22.1", "20", QUALIFIER_ABOUT, AGREE_APART);
    stands("10", "20", QUALIFIER_NEARLY, AGREE_APART); /* said of something else */
    stands("21", "20", QUALIFIER_ABOUT, AGREE);
    stands("79", "80", QUALIFIER_AT_MOST, AGREE);
    stands("81", "80", QUALIFIER_AT_MOST, AGREE_NOT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_room),
        cmocka_unit_test(test_agreement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
