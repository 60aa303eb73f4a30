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

/* What the way that reads, composes and folds by steps says of `raw`. */
static bool plain_by_steps(struct str raw, struct str *key) {
    struct nfc nfc;
    size_t bad;
    if (!nfc_make(&arena, raw, &nfc, &bad) || nfc.text.at != raw.at || text_strange_latin(raw))
        return false;
    *key = fold(&arena, nfc.text);
    return true;
}

static void assert_plain(struct str raw) {
    char *key = arena_raw(&arena, raw.len + 1, 1);
    struct str steps;
    bool plain = plain_by_steps(raw, &steps);
    assert_int_equal(fold_plain(raw, key), plain);
    assert_int_equal(fold_only(raw), plain);
    if (plain)
        assert_memory_equal(key, steps.at, raw.len);
}

/* Texts of usual letters with a rare or broken thing between them, at all places of a block. */
static void test_plain_is_what_the_steps_say(void **state) {
    static const char *const things[] = {"",
                                         "Ủy ỤY",
                                         "–",
                                         "…",
                                         "\u00A0",
                                         "\u200B",
                                         "\uFEFF",
                                         "Ð",
                                         "ð",
                                         "Ƣ",
                                         "a\u0301",
                                         "«",
                                         "ö",
                                         "ÃÃ",
                                         "𝄞",
                                         "한",
                                         "\uFF11",
                                         "\u2EA0",
                                         "\xC3",
                                         "\xE1",
                                         "\xE1\xBB",
                                         "\x89",
                                         "\xED\xBA\x81",
                                         "\xE1\xC3\xA1",
                                         "\xC1\x81",
                                         "\xF5\x80\x80\x80",
                                         "\u0301",
                                         "čư ŏ"};
    (void)state;
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        for (int before = 0; before < 70; before++)
            for (int behind = 0; behind < 80; behind += 39) {
                struct str text = arena_printf(
                    &arena, "%.*s%s%.*s", before,
                    "ô-kết-quả-hoạt-động-của-các-đơn-vị-ở-hòa-thúy-(2)----------------------", things[i],
                    behind, "ệt Nam, Hòa Bình, và các xã, phường; Ủy ban ở đó có 5 người, tỷ lệ 5,2%");
                assert_plain(text);
            }
}

static void test_plain_of_any_bytes(void **state) {
    static const char *const pieces[] = {"a",    "y",    "Ò",    "ú",      "đ",      "ữ", "ỵ",
                                         "\xC3", "\xBB", "\xE1", "\u2026", "\u0301", " "};
    uint32_t seed = 5;
    (void)state;
    for (int round = 0; round < 4000; round++) {
        struct buf text = BUF_EMPTY;
        size_t usual = round % 4 ? 7 : 13;
        for (int i = 0; i < round % 90; i++) {
            seed = seed * 1664525 + 1013904223;
            buf_str(&text, str_of(pieces[(seed >> 16) % usual]));
        }
        assert_plain(arena_str(&arena, buf_view(&text)));
        buf_fini(&text);
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
        cmocka_unit_test(test_plain_is_what_the_steps_say),
        cmocka_unit_test(test_plain_of_any_bytes),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_patterns_match_both_spellings),
        cmocka_unit_test(test_patterns_keep_their_syntax),
    };
    return cmocka_run_group_tests(tests, NULL, fini);
}
