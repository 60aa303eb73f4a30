/* Like with like: which of several statements of two years are set side by side. */
#include "compared.h"

static struct comparison years(const char *id, bool share) {
    return compare_years(&arena, &world.figures, str_of(id), STR("tỉnh A"), 2016, 2021, share);
}

/* The report of 2021 says 769/1279 of "công chức", the tables of both years count "cán bộ, công chức". */
static void test_same_group_first(void **state) {
    (void)state;
    start(LINES("state_mgmt.trained|tỉnh A|2021|769/1279|công chức", "staff.total|tỉnh A|2021|1279|công chức",
                "---", "state_mgmt.trained|tỉnh A|2016|!500|CBCC", "staff.total|tỉnh A|2016|!2500|CBCC",
                "---", "state_mgmt.trained|tỉnh A|2021|!1500|cán bộ, công chức",
                "staff.total|tỉnh A|2021|!2500|cán bộ, công chức"));
    struct comparison c = years("state_mgmt.trained", true);
    is(c.a.value, "20.0");
    is(c.b.value, "60.0");
    is(c.difference.value, "40.0");
    assert_int_equal(c.extent, EXTENT_SAME);
    assert_false(c.difference.doubtful);
    c = years("state_mgmt.trained", false);
    is(c.b.value, "1500");
    is(c.index, "300.0");
    c = years("staff.total", false);
    is(c.difference.value, "0");
    end();
}

static void test_mixed_is_doubtful(void **state) {
    (void)state;
    start(LINES("edu.university|tỉnh A|2016|19.6%|cán bộ, công chức",
                "edu.university|tỉnh A|2021|64.7%|công chức"));
    struct comparison c = years("edu.university", true);
    is(c.difference.value, "45.1");
    assert_int_equal(c.extent, EXTENT_GROUP);
    assert_true(c.difference.doubtful);
    assert_false(c.a.doubtful);
    end();
}

/* Shares that both sources state stand before those that only we work out, also of one group. */
static void test_stated_shares(void **state) {
    (void)state;
    start(LINES("edu.university|tỉnh A|2016|19.6%|CBCC", "edu.university|tỉnh A|2021|64.7%|công chức", "---",
                "edu.university|tỉnh A|2021|!1704|CBCC", "staff.total|tỉnh A|2021|!2633|CBCC"));
    is(years("edu.university", true).difference.value, "45.1");
    end();
    start(LINES("edu.university|tỉnh A|2016|19.6%|CBCC", "edu.university|tỉnh A|2021|64.7%|công chức", "---",
                "edu.university|tỉnh A|2021|60%|CBCC"));
    struct comparison c = years("edu.university", true); /* both stated and of one group */
    is(c.difference.value, "40.4");
    assert_int_equal(c.extent, EXTENT_SAME);
    end();
}

static void put_day(const char *value, int year, int month, int day, uint32_t source) {
    struct statement f = {.rule = "test",
                          .indicator = catalogue_find(world.catalogue, STR("staff.total")),
                          .value = number(str_of(value)),
                          .of = DECIMAL_MISSING,
                          .place = STR("tỉnh A"),
                          .group = STR("x"),
                          .where = {source, 0, 4},
                          .period = {.from = (int16_t)year,
                                     .to = (int16_t)year,
                                     .as_of = {(int16_t)year, (uint8_t)month, (uint8_t)day}}};
    figures_add(&world.figures, &f);
}

static void test_same_day_first(void **state) {
    (void)state;
    start(LINES(NULL));
    put_day("100", 2016, 12, 31, 0);
    put_day("120", 2021, 6, 30, 1);
    put_day("110", 2021, 12, 31, 2);
    struct comparison c = years("staff.total", false);
    is(c.difference.value, "10");
    assert_int_equal(c.extent, EXTENT_SAME);
    end();
    start(LINES(NULL));
    put_day("100", 2016, 12, 31, 0);
    put_day("120", 2021, 6, 30, 1);
    c = years("staff.total", false);
    is(c.difference.value, "20"); /* there is no other, so it is made and says so */
    assert_int_equal(c.extent, EXTENT_AS_OF);
    end();
}

/* A span of years is only taken where no single year is stated. */
static void test_span_last(void **state) {
    (void)state;
    start(LINES("training.sent|tỉnh A|2016|40|x", "training.sent|tỉnh A|2017/2021|300|x", "---",
                "training.sent|tỉnh A|2021|60|x"));
    is(years("training.sent", false).difference.value, "20");
    end();
}

static void test_mix(void **state) {
    (void)state;
    start(LINES("edu.college|tỉnh A|2016|40%|CBCC", "edu.university|tỉnh A|2016|60%|CBCC",
                "edu.intermediate|tỉnh A|2021|10%|công chức", "edu.college|tỉnh A|2021|20%|công chức",
                "edu.university|tỉnh A|2021|70%|công chức", "---",
                "edu.college|tỉnh A|2021|25%|CÁN BỘ, CÔNG CHỨC",
                "edu.university|tỉnh A|2021|75%|CÁN BỘ, CÔNG CHỨC"));
    struct mix mix = compare_mix(&arena, &world.figures, STR("edu"), STR("tỉnh A"), 2016, 2021);
    is(mix.total_b.value, "100");
    assert_int_equal(mix.extent, EXTENT_SAME); /* of one group, though the other basis has more classes */
    for (uint32_t i = 0; i < mix.n_rows; i++)
        if (strcmp(mix.rows[i].b.indicator->id, "edu.university") == 0)
            is(mix.rows[i].difference.value, "15");
    mix = compare_mix(&arena, &world.figures, STR("edu"), STR("tỉnh A"), 2021, 2021);
    is(mix.total_b.value, "100");
    assert_int_equal(mix.extent, EXTENT_SAME);
    end();
}

static void test_groups(void **state) {
    (void)state;
    assert_true(group_equal(STR("CÁN BỘ, CÔNG CHỨC CẤP XÃ"), STR("cán bộ, công chức cấp xã")));
    assert_true(group_equal(STR("CB, CC cấp xã"), STR("cán bộ công chức cấp xã")));
    assert_true(group_equal(STR("CÁN BỘ, CÔNG CHỨC XÃ, PHƯỜNG, THỊ TRẤN"), STR("CBCC cấp xã")));
    assert_true(group_equal(STR("công chức ở xã, phường, thị trấn"), STR("công chức cấp xã")));
    assert_true(group_equal(STR("công chức ở xã"), STR("công chức cấp xã")));
    assert_true(group_equal(STR("công chức VHXH cấp xã"), STR("công chức văn hoá - xã hội cấp xã")));
    assert_false(group_equal(STR("công chức VHXH cấp xã"), STR("công chức cấp xã")));
    assert_false(group_equal(STR("CÔNG CHỨC CẤP XÃ"), STR("cán bộ, công chức cấp xã")));
    assert_false(group_equal(STR("công chức cấp huyện"), STR("công chức cấp xã")));
    assert_false(group_equal(STR("công chức xã"), STR("viên chức xã")));
    assert_true(group_equal_at(STR("phường B"), STR("cán bộ, công chức"), STR("CBCC cấp xã")));
    assert_false(group_equal_at(STR("tỉnh A"), STR("cán bộ, công chức"), STR("CBCC cấp xã")));
    assert_false(group_equal_at(STR("phường B"), STR("công chức"), STR("CBCC cấp xã")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_group_first), cmocka_unit_test(test_mixed_is_doubtful),
        cmocka_unit_test(test_stated_shares),    cmocka_unit_test(test_same_day_first),
        cmocka_unit_test(test_span_last),        cmocka_unit_test(test_mix),
        cmocka_unit_test(test_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
