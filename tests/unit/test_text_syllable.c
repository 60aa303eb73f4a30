/* Which words can be Vietnamese syllables. */
#include "text/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_all(const char *const *words, bool known) {
    for (; *words; words++)
        if (syllable_known(str_of(*words)) != known)
            fail_msg("%s", *words);
}

static void test_syllables(void **state) {
    (void)state;
    static const char *const words[] = {
        "a",     "ấy",    "ủy",    "uỷ",    "hòa",   "hoà",  "khoẻ",    "khỏe", "quý",    "quỳnh",
        "quốc",  "quyết", "giờ",   "gì",    "giếng", "giữ",  "nghiêng", "ghế",  "kỷ",     "kiểm",
        "cuối",  "xoáy",  "khuỷu", "khuya", "thuở",  "được", "người",   "rượu", "hươu",   "yếu",
        "tuyển", "ngoằn", "ngoèo", "boong", "đĩa",   "mùa",  "nữ",      "Đẳng", "NGHIỆP", "Điện",
        "Biên",  "thạch", "huệch", "suýt",  "quất",  "quét", "qua",     "oanh", "ý",      "xoăn",
        "loắt",  "choắt", "luật",  "thuế",  "bứt",   "cước", "ưu",      "mưa",  "Ẳng",    NULL};
    assert_all(words, true);
}

static void test_other_words(void **state) {
    (void)state;
    static const char *const words[] = {
        "",      "đ",      "QĐ",       "bát2",   "bat",  "các ", "càc", "mạch̀", "hoac̣",    "nghà",
        "ngé",   "kà",     "ghà",      "cê",     "gê",   "gé",   "qùy", "qa",   "thuyễnh", "hòán",
        "hoàán", "ngườii", "nghiêngg", "străng", "bôa",  "toả̀",  "éi",  "xaõ",  "boä",     "Ñoäi",
        "chýìc", "caìn",   "công1",    "fần",    "jiệp", "wá",   "zì",  "ôm̉",   "hóac",    "tịên",
        "tiêu-", "ưo",     "ieu",      "uô",     "iê",   "yê",   "mêp", "thươ", "hoàc",    NULL};
    assert_all(words, false);
}

static void test_stops_take_two_tones(void **state) {
    (void)state;
    static const char *const rhymes[] = {"ác", "ạc", "ích", "ịch", "áp", "ạp", "ết", "ệt", NULL};
    static const char *const wrong[] = {"ac", "àc", "ảc", "ãc", "ich", "ìch", "ap", "ảp", "êt", "ễt", NULL};
    assert_all(rhymes, true);
    assert_all(wrong, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_syllables),
        cmocka_unit_test(test_other_words),
        cmocka_unit_test(test_stops_take_two_tones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
