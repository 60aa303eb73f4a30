/* NFC with the way back to the raw bytes: what changes, what does not, and where each byte came from. */
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

static struct nfc make(struct str raw) {
    struct nfc nfc;
    size_t bad = 0;
    assert_true(nfc_make(&arena, raw, &nfc, &bad));
    return nfc;
}

static void assert_nfc(const char *raw, const char *expect) {
    struct nfc nfc = make(str_of(raw));
    char *got = strndup(nfc.text.at, nfc.text.len);
    assert_string_equal(got, expect);
    free(got);
}

static void assert_raw(const struct nfc *nfc, size_t from, size_t to, size_t raw_from, size_t raw_to) {
    size_t a, b;
    nfc_raw(nfc, from, to, &a, &b);
    assert_int_equal(a, raw_from);
    assert_int_equal(b, raw_to);
}

static void test_nfc_text_is_left_alone(void **state) {
    (void)state;
    struct str raw = STR("Cán bộ, công chức cấp xã – 70,9% “đạt” … ½ №");
    struct nfc nfc = make(raw);
    assert_ptr_equal(nfc.text.at, raw.at);
    assert_int_equal(nfc.text.len, raw.len);
    assert_int_equal(nfc.n_runs, 1);
    assert_raw(&nfc, 5, 9, 5, 9);
    assert_raw(&nfc, 0, raw.len, 0, raw.len);
    assert_raw(&nfc, raw.len, raw.len, raw.len, raw.len);
}

static void test_byte_order_mark_is_cut_without_a_copy(void **state) {
    (void)state;
    struct str raw = STR("\xEF\xBB\xBF"
                         "STT;Tên");
    struct nfc nfc = make(raw);
    assert_ptr_equal(nfc.text.at, raw.at + 3);
    assert_raw(&nfc, 0, 3, 3, 6);
    struct nfc alone = make(STR("\xEF\xBB\xBF"));
    assert_int_equal(alone.text.len, 0);
    assert_raw(&alone, 0, 0, 3, 3);
}

static void test_composes_by_the_full_algorithm(void **state) {
    (void)state;
    assert_nfc("to\u0300a", "tòa");
    assert_nfc("ti\u00EA\u0301ng", "tiếng"); /* half-composed, as Windows-1258 leaves it */
    assert_nfc("b\u00E2\u0323c", "bậc");     /* the dot binds first */
    assert_nfc("ba\u0302\u0323c", "bậc");
    assert_nfc("ba\u0323\u0302c", "bậc");
    assert_nfc("nu\u031B\u0301c", "nức");
    assert_nfc("\u0301a", "\u0301a"); /* nothing to stand on */
    assert_nfc("\u1100\u1161\u11A8", "\uAC01");
    assert_nfc("\u212B", "\u00C5");
}

static void test_look_alikes_and_invisible_ones(void **state) {
    (void)state;
    assert_nfc("\u00D0\u1EA1i \u00F0\u1ED9", "Đại độ");
    assert_nfc("TR\u01A2\u1EDCNG H\u01A3\u1EDBng", "TRƯỜNG Hướng");
    assert_nfc("H\u01A3\u0301a", "Hứa"); /* a mark on a look-alike */
    assert_nfc("1\u200B.279\u00AD ng\u2060\u01B0\u1EDDi\uFEFF", "1.279 người");
    assert_nfc("e\u200B\u0301", "é");
    assert_nfc("\u200B", "");
}

static void test_way_back(void **state) {
    (void)state;
    /*                         0123  4 5..  */
    struct str raw = STR("x e\u0302\u0301 y\u200B z");
    struct nfc nfc = make(raw); /* x ế y z */
    assert_int_equal(nfc.text.len, 9);
    assert_raw(&nfc, 0, 1, 0, 1);
    assert_raw(&nfc, 2, 5, 2, 7); /* all of ế */
    assert_raw(&nfc, 3, 4, 2, 7); /* a part of it is the whole */
    assert_raw(&nfc, 6, 7, 8, 9); /* y, without the invisible one behind */
    assert_raw(&nfc, 8, 9, 13, 14);
    assert_raw(&nfc, 6, 9, 8, 14); /* across it */
    assert_raw(&nfc, 9, 9, 14, 14);
    assert_raw(&nfc, 7, 7, 9, 9); /* between two bytes: behind the first, before the invisible one */
    assert_raw(&nfc, 0, 0, 0, 0);
}

static void assert_bad(struct str raw, size_t expect) {
    struct nfc nfc;
    size_t bad = 999;
    assert_false(nfc_make(&arena, raw, &nfc, &bad));
    assert_int_equal(bad, expect);
}

static void test_broken_utf8_is_named(void **state) {
    (void)state;
    assert_bad(STR("abc\xFF"), 3);
    assert_bad(STR("0123456789\xE1\xBA"), 10);
    assert_bad(STR("\xC0\xAF"), 0);
    assert_bad(STR("\xED\xA0\x80"), 0);
    assert_bad(STR("\xED\xBF\xBF"), 0); /* the last surrogate */
    assert_bad(STR("\xF4\x90\x80\x80"), 0);
    assert_bad(STR("e\xCC\x81 \xC3("), 4);
    assert_bad(STR("e\xCC\x82\xCC\x41"), 3); /* the second mark has lost its second byte */
    assert_bad(STR("e\xCC\x82\xCC"), 3);
    assert_bad(STR("\xE1\xBA("), 0);
    assert_bad(STR("\xC4"), 0);
}

static void test_many_marks_stay_quick(void **state) {
    (void)state;
    struct buf buf = BUF_EMPTY;
    buf_puts(&buf, "a");
    for (int i = 0; i < 200000; i++)
        buf_puts(&buf, i % 2 ? "\u0301" : "\u0323");
    struct nfc nfc = make(buf_view(&buf));
    assert_true(nfc.text.len > 300000);
    assert_raw(&nfc, 0, nfc.text.len, 0, buf.len);
    buf_fini(&buf);
}

/* The NFC of `raw` by utf8proc, and the runs cover all of it. */
/* Marks are put in order within a piece, and so a dot below comes before the acutes, however many: up to the bound. */
static void test_a_piece_has_a_bound(void **state) {
    (void)state;
    for (int n = 28; n < 36; n++) {
        struct buf raw = BUF_EMPTY;
        buf_char(&raw, 'a');
        for (int i = 0; i < n; i++)
            buf_puts(&raw, "\u0301");
        buf_puts(&raw, "\u0323");
        struct nfc nfc = make(buf_view(&raw));
        assert_int_equal(str_starts(nfc.text, STR("\u1EA1")), n < 32);
        buf_fini(&raw);
    }
}

static void assert_agrees(struct str raw) {
    utf8proc_uint8_t *whole = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)raw.at, (utf8proc_ssize_t)raw.len, &whole,
                                        UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    assert_true(len > 0);
    struct nfc nfc = make(raw);
    assert_int_equal(nfc.text.len, len);
    assert_memory_equal(nfc.text.at, whole, nfc.text.len);
    size_t end = 0;
    for (size_t at = 0; at < nfc.text.len;) {
        size_t next = at, a, b;
        text_next(nfc.text, &next);
        nfc_raw(&nfc, at, next, &a, &b);
        assert_true(a <= end && b >= end && b > a);
        end = b;
        at = next;
    }
    assert_int_equal(end, raw.len);
    free(whole);
}

/* Random mixes of letters, marks and others. */
static void test_agrees_with_utf8proc(void **state) {
    (void)state;
    static const char *const bits[] = {
        "a",      "e",      "ê",      "â",      "o",      "ơ",      "ư", "u",      " ",      "1", "ậ",
        "\u0301", "\u0300", "\u0323", "\u0309", "\u0302", "\u031B", "ộ", "\u1100", "\u1161", "й", "\u0438"};
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        struct buf buf = BUF_EMPTY;
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525 + 1013904223;
            buf_puts(&buf, bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
        }
        assert_agrees(buf_view(&buf));
        buf_fini(&buf);
    }
}

/* Every letter with up to three marks, in any order: the short way for Vietnamese letters leads where the full algorithm does. */
static void test_letters_in_parts_agree_with_utf8proc(void **state) {
    (void)state;
    static const char *const marks[] = {"",       "\u0300", "\u0301", "\u0302", "\u0303",
                                        "\u0306", "\u0309", "\u031B", "\u0323", "\u0308"};
    const int n = sizeof marks / sizeof *marks;
    for (uint32_t letter = 0; letter < 134 + 52; letter++) {
        struct buf all = BUF_EMPTY;
        for (int i = 0; i < n * n * n; i++) {
            text_put(&all, letter < 134   ? text_letters[letter]
                           : letter < 160 ? 'A' + (letter - 134)
                                          : 'a' + (letter - 160));
            buf_printf(&all, "%s%s%s%s", marks[i / n / n], marks[i / n % n], marks[i % n], i % 2 ? " " : "");
        }
        assert_agrees(buf_view(&all));
        buf_fini(&all);
    }
}

static void test_full_width(void **state) {
    (void)state;
    struct nfc nfc;
    size_t bad, from, to;
    assert_true(
        nfc_make(&arena, STR("có \uFF11\uFF0E\uFF12\uFF17\uFF19 người, \uFF16\uFF14\uFF05"), &nfc, &bad));
    assert_true(str_equal(nfc.text, STR("có 1.279 người, 64%")));
    nfc_raw(&nfc, 4, 9, &from, &to);
    assert_int_equal(from, 4);
    assert_int_equal(to, 4 + 5 * 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_width),
        cmocka_unit_test(test_nfc_text_is_left_alone),
        cmocka_unit_test(test_byte_order_mark_is_cut_without_a_copy),
        cmocka_unit_test(test_composes_by_the_full_algorithm),
        cmocka_unit_test(test_look_alikes_and_invisible_ones),
        cmocka_unit_test(test_way_back),
        cmocka_unit_test(test_broken_utf8_is_named),
        cmocka_unit_test(test_many_marks_stay_quick),
        cmocka_unit_test(test_a_piece_has_a_bound),
        cmocka_unit_test(test_agrees_with_utf8proc),
        cmocka_unit_test(test_letters_in_parts_agree_with_utf8proc),
    };
    return cmocka_run_group_tests(tests, NULL, fini);
}
