/* Numbers and dates, in and out. */
#include "text/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLAIN, GROUPED, AMBIGUOUS };

static void assert_number(const char *text, enum number_style style, const char *plain, int how) {
    struct number number;
    if (!number_parse(str_of(text), style, &number))
        fail_msg("%s is not read", text);
    struct buf buf = BUF_EMPTY;
    decimal_print(&buf, number.value);
    assert_string_equal(buf.at, plain);
    assert_int_equal(number.grouped, how == GROUPED);
    assert_int_equal(number.ambiguous, how == AMBIGUOUS);
    buf_fini(&buf);
}

static void assert_none(const char *text, enum number_style style) {
    struct number number;
    if (number_parse(str_of(text), style, &number))
        fail_msg("%s is read", text);
    assert_true(decimal_missing(number.value));
}

static void test_vietnamese_style(void **state) {
    (void)state;
    assert_number("1.234.567,89", NUMBER_VI, "1234567.89", GROUPED);
    assert_number("1.279", NUMBER_VI, "1279", GROUPED);
    assert_number("70,9", NUMBER_VI, "70.9", PLAIN);
    assert_number("70,90", NUMBER_VI, "70.90", PLAIN);
    assert_number("63.1", NUMBER_VI, "63.1", PLAIN);
    assert_number("59.69", NUMBER_VI, "59.69", PLAIN);
    assert_number("07", NUMBER_VI, "7", PLAIN);
    assert_number("0", NUMBER_VI, "0", PLAIN);
    assert_number("2144", NUMBER_VI, "2144", PLAIN);
    assert_number("12,345", NUMBER_VI, "12.345", AMBIGUOUS);
    assert_number("0,345", NUMBER_VI, "0.345", PLAIN);
    assert_number("1234,567", NUMBER_VI, "1234.567", PLAIN);
    assert_number("1,3671", NUMBER_VI, "1.3671", PLAIN);
    assert_number("1,234.5", NUMBER_VI, "1234.5", GROUPED); /* the order of the marks says it */
    assert_number("1,234,567", NUMBER_VI, "1234567", GROUPED);
    assert_number("0.125", NUMBER_VI, "0.125", PLAIN);
    assert_number("-2,2", NUMBER_VI, "-2.2", PLAIN);
    assert_number("\u22122,2", NUMBER_VI, "-2.2", PLAIN);
    assert_number("+13", NUMBER_VI, "13", PLAIN);
    assert_number("123.456.789.012.345", NUMBER_VI, "123456789012345", GROUPED);
}

static void test_english_style(void **state) {
    (void)state;
    assert_number("1,234.5", NUMBER_EN, "1234.5", GROUPED);
    assert_number("12,345", NUMBER_EN, "12345", GROUPED);
    assert_number("1.234", NUMBER_EN, "1.234", PLAIN);
    assert_number("70,9", NUMBER_EN, "70.9", PLAIN);
    assert_number("1.234,5", NUMBER_EN, "1234.5", GROUPED);
    assert_number("1.234.567", NUMBER_EN, "1234567", GROUPED);
}

static void test_no_numbers(void **state) {
    (void)state;
    static const char *const none[] = {"",
                                       "-",
                                       "+",
                                       ".",
                                       ",",
                                       "1.",
                                       ",5",
                                       "1..2",
                                       "1,,2",
                                       "1 234",
                                       " 1",
                                       "1 ",
                                       "12a",
                                       "a12",
                                       "1.2.3",
                                       "1.23.456",
                                       "1234.567",
                                       "1.2345",
                                       "07.123",
                                       "1.234,5,6",
                                       "1,234.5.6",
                                       "1.234.56",
                                       "--1",
                                       "+-1",
                                       "1-2",
                                       "1/2",
                                       "1234567890123456",
                                       "1,2345678901",
                                       "1.2,3.4",
                                       "O7",
                                       "\u2212",
                                       "5%",
                                       "1.234.567,8.9",
                                       "1.1.1.1.1.1.1.1.1"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_none(none[i], NUMBER_VI);
        if (strcmp(none[i], "1234.567") != 0 && strcmp(none[i], "1.2345") != 0 &&
            strcmp(none[i], "07.123") != 0)
            assert_none(none[i], NUMBER_EN);
    }
}

static void test_words(void **state) {
    (void)state;
    static const struct {
        const char *words;
        int value;
    } cases[] = {
        {"không", 0},
        {"một", 1},
        {"năm", 5},
        {"bẩy", 7},
        {"mười", 10},
        {"mười một", 11},
        {"mười lăm", 15},
        {"mười năm", -1},
        {"hai mươi", 20},
        {"hai mươi mốt", 21},
        {"hai mươi tư", 24},
        {"hai mươi lăm", 25},
        {"ba mươi nhăm", 35},
        {"hai mươi năm", -1},
        {"hai mươi lẻ năm", 25},
        {"chín mươi chín", 99},
        {"hai chục", 20},
        {"một chục", 10},
        {"một mươi", -1},
        {"ba lăm", 35},
        {"hai mốt", 21},
        {"mươi", -1},
        {"lăm", -1},
        {"", -1},
        {"hai ba", -1},
        {"hai  mươi  hai", 22},
        {"một trăm", -1},
        {"không mươi", -1},
        {"hai mươi không", -1},
        {"tám mươi tám người", -1},
        {"một mốt", -1},
        {"mười linh", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (number_words(str_of(cases[i].words)) != cases[i].value)
            fail_msg("%s: %d", cases[i].words, number_words(str_of(cases[i].words)));
    assert_int_equal(number_scale_word(STR("nghìn")), 1000);
    assert_int_equal(number_scale_word(STR("tỉ")), 1000000000);
    assert_int_equal(number_scale_word(STR("vạn")), 10000);
    assert_int_equal(number_scale_word(STR("người")), 0);
}

static void test_words_to_a_million(void **state) {
    (void)state;
    assert_int_equal(number_said(STR("hai trăm")), 200);
    assert_int_equal(number_said(STR("ba trăm lẻ bảy")), 307);
    assert_int_equal(number_said(STR("một ngàn hai trăm")), 1200);
    assert_int_equal(number_said(STR("mười lăm")), 15);
    static const char *const others[] = {"hai trăm năm",   "một nghìn hai", "không trăm",
                                         "trăm",           "nghìn",         "hai trăm linh",
                                         "hai trăm người", "mười năm",      "không trăm linh hai"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(number_said(str_of(others[i])), -1);
    for (int n = 1; n < 1000000; n += n < 3000 ? 1 : 997) { /* what we write we read */
        struct buf buf = BUF_EMPTY;
        number_spell(&buf, n);
        if (number_said((struct str){buf.at, buf.len}) != n)
            fail_msg("%d: %.*s", n, (int)buf.len, buf.at);
        buf_fini(&buf);
    }
}

static void assert_paper(struct decimal d, const char *expect) {
    struct buf buf = BUF_EMPTY;
    buf_puts(&buf, "");
    number_paper(&buf, d);
    assert_string_equal(buf.at, expect);
    buf_fini(&buf);
}

static void test_paper(void **state) {
    (void)state;
    assert_paper(decimal_int(1279), "1.279");
    assert_paper(decimal_int(999), "999");
    assert_paper(decimal_int(1234567), "1.234.567");
    assert_paper(decimal_of(647, 1), "64,7");
    assert_paper(decimal_of(6470, 2), "64,70");
    assert_paper(decimal_of(-22, 1), "-2,2");
    assert_paper(decimal_of(-123456789, 2), "-1.234.567,89");
    assert_paper(decimal_of(5, 2), "0,05");
    assert_paper(DECIMAL_MISSING, "");
}

static void assert_spell(int64_t n, const char *expect) {
    struct buf buf = BUF_EMPTY;
    buf_puts(&buf, "=");
    number_spell(&buf, n);
    assert_string_equal(buf.at + 1, expect);
    if (n < 100 && n > 0) { /* what we write we read */
        struct str key = {buf.at + 1, buf.len - 1};
        assert_int_equal(number_words(key), n);
    }
    buf_fini(&buf);
}

static void test_spell(void **state) {
    (void)state;
    assert_spell(0, "không");
    assert_spell(5, "năm");
    assert_spell(10, "mười");
    assert_spell(14, "mười bốn");
    assert_spell(15, "mười lăm");
    assert_spell(21, "hai mươi mốt");
    assert_spell(24, "hai mươi tư");
    assert_spell(40, "bốn mươi");
    assert_spell(55, "năm mươi lăm");
    assert_spell(100, "một trăm");
    assert_spell(105, "một trăm linh năm");
    assert_spell(111, "một trăm mười một");
    assert_spell(1005, "một nghìn không trăm linh năm");
    assert_spell(1279, "một nghìn hai trăm bảy mươi chín");
    assert_spell(2000000, "hai triệu");
    assert_spell(1000000015, "một tỷ không trăm mười lăm");
    assert_spell(999999999999,
                 "chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn "
                 "chín trăm chín mươi chín");
    assert_spell(1000000000000, "");
    assert_spell(-1, "");
    for (int n = 1; n < 100; n++) {
        struct buf buf = BUF_EMPTY;
        number_spell(&buf, n);
        assert_int_equal(number_words(buf_view(&buf)), n);
        buf_fini(&buf);
    }
}

static void assert_date(struct date d, const char *paper, const char *brief) {
    struct buf buf = BUF_EMPTY;
    buf_puts(&buf, "");
    date_paper(&buf, d);
    assert_string_equal(buf.at, paper);
    buf_clear(&buf);
    date_short(&buf, d);
    assert_string_equal(buf.at, brief);
    buf_fini(&buf);
}

static void test_dates_out(void **state) {
    (void)state;
    assert_date((struct date){2026, 1, 5}, "ngày 05 tháng 01 năm 2026", "05/01/2026");
    assert_date((struct date){2026, 3, 15}, "ngày 15 tháng 3 năm 2026", "15/03/2026");
    assert_date((struct date){2021, 12, 31}, "ngày 31 tháng 12 năm 2021", "31/12/2021");
    assert_date((struct date){2021, 0, 0}, "năm 2021", "2021");
    assert_date((struct date){0}, "", "");
}

static void assert_read(const char *text, int year, int month, int day) {
    struct date date = {0};
    if (!date_read(str_of(text), &date))
        fail_msg("%s is not read", text);
    assert_int_equal(date.year, year);
    assert_int_equal(date.month, month);
    assert_int_equal(date.day, day);
}

static void test_dates_in(void **state) {
    (void)state;
    assert_read("31/12/2021", 2021, 12, 31);
    assert_read("1/5/2021", 2021, 5, 1);
    assert_read("5-1-2026", 2026, 1, 5);
    assert_read("3.10.2013", 2013, 10, 3);
    assert_read("ngày 05 tháng 01 năm 2026", 2026, 1, 5);
    assert_read("Ngày  5  tháng 1 năm 2026 ", 2026, 1, 5);
    assert_read("NGÀY 15/12/2021", 2021, 12, 15);
    static const char *const none[] = {
        "",        "31/2/2021", "13/13/2021", "2021-12-31",       "5/1",
        "5/1/21",  "5/1-2021",  "05012026",   "1/5/2021 trang 3", "tháng 5 năm 2021",
        "1//2021", "5/1/20211", "123/1/2021", "ngày tháng năm"};
    struct date date;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (date_read(str_of(none[i]), &date))
            fail_msg("%s is read", none[i]);
}

static void assert_mended(const char *text, const char *expected) {
    struct arena arena = ARENA_EMPTY;
    struct str mended = number_mend(&arena, str_of(text));
    if (!str_equal(mended, str_of(expected)))
        fail_msg("%s: %.*s", text, STR_ARG(mended));
    arena_fini(&arena);
}

static void test_slips(void **state) {
    (void)state;
    assert_mended("2O", "20");
    assert_mended("1.2o7", "1.207");
    assert_mended("20l6", "2016");
    assert_mended("64,,7", "64,7");
    assert_mended("1. 234", "1.234");
    assert_mended("1\u00A0234", "1234");
    assert_mended("12\u2009345\u2009678", "12345678");
    assert_mended("1\u202F234,5", "1234,5");
    assert_mended("2O%", "20%");
    static const char *const none[] = {"20",
                                       "1.234",
                                       "lO",
                                       "O",
                                       "20 21",
                                       "1 234",
                                       "2O người",
                                       "1\u00A023",
                                       "",
                                       "1. 23",
                                       "1\u00A02345",
                                       "0\u00A0234",
                                       "1234\u00A0567",
                                       "2OOO",
                                       "a1",
                                       "12\u00A0345\u00A067"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_mended(none[i], "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slips),         cmocka_unit_test(test_vietnamese_style),
        cmocka_unit_test(test_english_style), cmocka_unit_test(test_no_numbers),
        cmocka_unit_test(test_words),         cmocka_unit_test(test_words_to_a_million),
        cmocka_unit_test(test_paper),         cmocka_unit_test(test_spell),
        cmocka_unit_test(test_dates_out),     cmocka_unit_test(test_dates_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
