/* The keys for matching: same length always, tones moved, names and patterns with all their spellings. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/text.h"
#include <pcre2.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int fini(void **state) {
    (void)state;
    arena_fini(&arena);
    return 0;
}

static void assert_fold(const char *text, const char *expect) {
    struct str key = fold(&arena, str_of(text));
    assert_int_equal(key.len, strlen(text));
    assert_string_equal(key.at, expect);
}

static void test_case(void **state) {
    (void)state;
    assert_fold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "cộng hoà xã hội chủ nghĩa việt nam");
    assert_fold("ĐĂK LẮK, ƯƠM Ơ Ũ Ỹ × Þ", "đăk lắk, ươm ơ ũ ỹ × þ");
    assert_fold("Rmah H'Bé Čư M'gar", "rmah h'bé čư m'gar");
    for (size_t i = 0; i < 134; i++) { /* every letter: one case, same length */
        struct buf buf = BUF_EMPTY;
        text_put(&buf, text_letters[i]);
        struct str key = fold(&arena, buf_view(&buf));
        assert_int_equal(key.len, buf.len);
        assert_true(str_equal(key, fold(&arena, key)));
        struct str upper = text_upper(&arena, key);
        assert_int_equal(upper.len, buf.len);
        assert_true(str_equal(fold(&arena, upper), key));
        buf_fini(&buf);
    }
}

static void test_tones_of_open_rhymes(void **state) {
    (void)state;
    assert_fold("hòa hóa hỏa họa xõa", "hoà hoá hoả hoạ xoã");
    assert_fold("xòe lóe khỏe họe", "xoè loé khoẻ hoẹ");
    assert_fold("thúy ủy tụy HỦY", "thuý uỷ tuỵ huỷ");
    assert_fold("Hòa Bình. Ủy ban, khóa/tỏa", "hoà bình. uỷ ban, khoá/toả");
    assert_fold("hoà uỷ", "hoà uỷ");
    assert_fold("hoàn loại xoáy huỳnh thuyền hòan",
                "hoàn loại xoáy huỳnh thuyền hòan"); /* closed: as written */
    assert_fold("tùy lũy xõe", "tùy lũy xõe");       /* cannot keep their length */
    assert_fold("qúy qủy", "qúy qủy");               /* after q the y is the vowel */
    assert_fold("ó a", "ó a");
    assert_fold("hò", "hò");
}

static void test_blanks_keep_their_bytes(void **state) {
    (void)state;
    assert_fold("1\u00A0279\tngười\r\nA\u3000B\u2009C\u2028D", "1  279 người \na   b   c   d");
    assert_fold("2016 – 2021 − 3 — x", "2016 – 2021 − 3 — x");
    assert_fold("", "");
    assert_fold("日本 𝄞 Ж", "日本 𝄞 Ж");
}

/* Whatever the bytes, the length is kept and nothing is read or written beyond. */
static void test_any_bytes(void **state) {
    (void)state;
    uint32_t seed = 3;
    for (int round = 0; round < 3000; round++) {
        size_t len = (seed >> 16) % 12;
        char *in = mem_new(len, 1), *out = mem_new(len, 1);
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525 + 1013904223;
            in[i] = (char)("\xE1\xBB\xBA\x8F\xC3\xB2"
                           "aeyq\xC6\xE2\x80\xF0"[(seed >> 20) % 14]);
        }
        fold_into((struct str){in, len}, out);
        seed = seed * 1664525 + 1013904223;
        free(in);
        free(out);
    }
}

/* Eight bytes are folded at once: where in them a letter stands, or that it stands across two of them, changes nothing. */
static void test_any_offset(void **state) {
    (void)state;
    const char *texts[] = {"ÒA Hóa, ỦY TỤY", "Hòa\tBÌNH\r\nĐăk Ỷ Ơ", "KHỎE ưu Ễ Ỵ\u00A0Ữ"};
    const char *folded[] = {"oà hoá, uỷ tuỵ", "hoà bình \nđăk ỷ ơ", "khoẻ ưu ễ ỵ  ữ"};
    for (size_t i = 0; i < 3; i++)
        for (int before = 0; before < 17; before++) {
            struct str text = arena_printf(&arena, "%.*s %s", before, "-----------------", texts[i]);
            struct str key = arena_printf(&arena, "%.*s %s", before, "-----------------", folded[i]);
            assert_fold(text.at, key.at);
        }
}

static void test_names(void **state) {
    (void)state;
    assert_true(fold_equal(STR("Hoà  Bình"), STR("Hòa Bình")));
    assert_true(fold_equal(STR("tỉnh HÒA BÌNH "), STR("Tỉnh Hoà\nBình")));
    assert_true(fold_equal(STR("Lý Sơn"), STR("Lí Sơn")));
    assert_true(fold_equal(STR("Quỹ tuỳ ý"), STR("quĩ tùy ý")));
    assert_true(fold_equal(STR("lũy kế"), STR("luỹ kế")));
    assert_false(fold_equal(STR("Thuý"), STR("Thúi")));
    assert_false(fold_equal(STR("Ý Yên"), STR("Í Iên")));
    assert_false(fold_equal(STR("Nà Tấu"), STR("Na Tấu")));
    assert_true(str_equal(fold_name(&arena, STR(" Xã\u00A0Mỹ  Lý ")), STR("xã mĩ lí")));
    assert_true(str_equal(fold_bare(&arena, STR("Dân tộc thiểu số – ĐẢNG\nviên")),
                          STR("dan toc thieu so – dang vien")));
}

/* Does the pattern, folded and compiled as bytes, match the whole folded text? */
static bool matches(const char *pattern, const char *text) {
    struct str p = fold_pattern(&arena, str_of(pattern)), key = fold(&arena, str_of(text));
    int error;
    PCRE2_SIZE at;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)p.at, p.len, PCRE2_ANCHORED | PCRE2_ENDANCHORED, &error, &at, NULL);
    if (code == NULL)
        fail_msg("%s became %.*s: error %d at %zu", pattern, STR_ARG(p), error, at);
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    int found = pcre2_match(code, (PCRE2_SPTR)key.at, key.len, 0, 0, data, NULL);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    return found > 0;
}

static void test_patterns_match_both_spellings(void **state) {
    (void)state;
    assert_true(matches("Ủy ban nhân dân", "uỷ  ban\u00A0nhân dân"));
    assert_true(matches("tỷ lệ", "tỉ lệ"));
    assert_true(matches("tỉ lệ", "TỶ LỆ"));
    assert_true(matches("tùy theo lũy kế", "tuỳ theo luỹ kế"));
    assert_true(matches("tuỳ theo luỹ kế", "tùy theo lũy kế"));
    assert_true(matches("lý luận|kỹ năng|quý|tiến sĩ", "tiến sỹ"));
    assert_true(matches("lý luận|kỹ năng|quý|tiến sĩ", "Quí"));
    assert_true(matches("xã hòa( bình)?", "xã hòa bình"));
    assert_true(matches("mỹ?", "m"));
    assert_false(matches("cán bộ", "cánbộ"));
    assert_true(matches("cán ?bộ", "cánbộ"));
    assert_true(matches("cán ?bộ", "cán   bộ"));
    assert_true(matches("a *b +c", "ab    c"));
}

static void test_patterns_keep_their_syntax(void **state) {
    (void)state;
    assert_true(matches("(?<So>\\d+)\\s+(?<Chu>[A-ZĐa-z ]+)\\k<So>", "12 can bo12"));
    assert_true(matches("\\S+\\W\\D{2}\\x{41}?", "abc--d"));
    assert_true(matches("(?i:TP)\\.\\ ?x", "tp. x"));
    assert_true(matches("(?>a|b)(?=C)C(?<=c)(?<!X)", "ac"));
    assert_true(matches("(?'N'a)(?(<N>)B|C)(?(?=Đ)Đ|e)", "abđ"));
    assert_true(matches("(?(DEFINE)(?<SO>\\d+))(?&SO) Lớp", "12 lớp"));
    assert_true(matches("[[:alpha:]]+[^\\]A]", "abc-"));
    assert_true(matches("\\QA.B\\E|x", "x"));
    assert_true(matches("[])]+", "])"));
    static const char *const broken[] = {"\\",   "(?",     "[",   "[^", "[[:",  "(?<",
                                         "\\p{", "\\Qabc", "(?(", "a{", " {2}", "(*"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) /* they end, and PCRE2 will complain */
        fold_pattern(&arena, str_of(broken[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_case),
        cmocka_unit_test(test_tones_of_open_rhymes),
        cmocka_unit_test(test_blanks_keep_their_bytes),
        cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_any_offset),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_patterns_match_both_spellings),
        cmocka_unit_test(test_patterns_keep_their_syntax),
    };
    return cmocka_run_group_tests(tests, NULL, fini);
}
