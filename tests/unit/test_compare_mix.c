/* Mixes: one basis a year, totals, notes, heads that add up. */
#include "compare/compare.h"
#include "figures_of.h"

static struct world world;
static struct arena arena;

static struct mix mix_of(const char *const *lines, int a, int b) {
    world_make(&world, lines, 0);
    arena = ARENA_EMPTY;
    return compare_mix(&arena, &world.figures, STR("edu"), STR("tỉnh A"), a, b);
}

static void end(void) {
    arena_fini(&arena);
    world_end(&world);
}

/* The shape of the reference dossier: two narrative reports of different groups, and a table that must not mix in. */
static void test_two_reports(void **state) {
    (void)state;
    struct mix mix = mix_of(
        LINES("edu.none|tỉnh A|2016|0.8%|cán bộ, công chức",
              "edu.elementary|tỉnh A|2016|1%|cán bộ, công chức",
              "edu.intermediate|tỉnh A|2016|66.4%|cán bộ, công chức",
              "edu.college|tỉnh A|2016|11.7%|cán bộ, công chức",
              "edu.university|tỉnh A|2016|19.6%|cán bộ, công chức",
              "edu.postgraduate|tỉnh A|2016|0|cán bộ, công chức", "---",
              "staff.total|tỉnh A|2021|1279|công chức", "edu.intermediate|tỉnh A|2021|25.6%|công chức",
              "edu.college|tỉnh A|2021|9.5%|công chức", "edu.university|tỉnh A|2021|64.7%|công chức",
              "edu.postgraduate|tỉnh A|2021|0.2%|công chức", "---",
              "staff.total|tỉnh A|2021|!2500|cán bộ, công chức", "edu.none|tỉnh A|2021|!25|cán bộ, công chức",
              "edu.elementary|tỉnh A|2021|!25|cán bộ, công chức"),
        2016, 2021);
    assert_int_equal(mix.n_rows, 6);
    static const char *const a[] = {"0.8", "1", "66.4", "11.7", "19.6", "0.0"};
    static const char *const b[] = {"", "", "25.6", "9.5", "64.7", "0.2"};
    static const char *const difference[] = {"", "", "-40.8", "-2.2", "45.1", "0.2"};
    static const char *const heads[] = {"", "", "327", "121", "828", "3"};
    for (uint32_t i = 0; i < 6; i++) {
        is(mix.rows[i].a.value, a[i]);
        is(mix.rows[i].b.value, b[i]);
        is(mix.rows[i].difference.value, difference[i]);
        is(mix.estimate[i].value, heads[i]);
        assert_int_equal(mix.estimate[i].estimated, i >= 2);
    }
    is(mix.total_a.value, "99.5");
    is(mix.total_b.value, "100.0");
    assert_int_equal(mix.total_a.n_from, 6);
    is(mix.whole_a.value, "");
    is(mix.whole_b.value, "1279");
    assert_int_equal(mix.extent, EXTENT_GROUP | EXTENT_CLASSES);
    assert_string_equal(mix.note, "Khác đối tượng: năm 2016 là cán bộ, công chức; năm 2021 là công chức. "
                                  "Nguồn năm 2021 không nêu: chưa qua đào tạo, sơ cấp.");
    end();
}

/* Counts: shares are derived and rounded so that they make 100,0 (33,3 three times and 0,1 to the first). */
static void test_counts(void **state) {
    (void)state;
    struct mix mix = mix_of(LINES("staff.total|tỉnh A|2021|3|x", "edu.none|tỉnh A|2021|1|x",
                                  "edu.elementary|tỉnh A|2021|1|x", "edu.intermediate|tỉnh A|2021|1|x",
                                  "edu.college|tỉnh A|2021|0|x", "edu.university|tỉnh A|2021|0|x",
                                  "edu.postgraduate|tỉnh A|2021|0|x"),
                            2016, 2021);
    is(mix.rows[0].b.value, "33.4");
    is(mix.rows[1].b.value, "33.3");
    is(mix.rows[5].b.value, "0.0");
    is(mix.total_b.value, "100.0");
    is(mix.estimate[0].value, "1");
    assert_false(mix.estimate[0].estimated);
    is(mix.rows[0].a.value, "");
    is(mix.rows[0].difference.value, "");
    assert_false(mix.extent & EXTENT_CLASSES);
    assert_string_equal(mix.note, "Nguồn không nêu số liệu năm 2016.");
    end();
}

/* Counts that do not make the whole: each share is rounded by itself, the total shows what is lacking. */
static void test_short_counts(void **state) {
    (void)state;
    struct mix mix = mix_of(
        LINES("staff.total|tỉnh A|2021|30|x", "edu.none|tỉnh A|2021|1|x", "edu.university|tỉnh A|2021|20|x"),
        2016, 2021);
    is(mix.rows[0].b.value, "3.3");
    is(mix.rows[4].b.value, "66.7");
    is(mix.total_b.value, "70.0");
    end();
}

/* Shares that lack a class: the heads are not forced to make the whole. */
static void test_incomplete_shares(void **state) {
    (void)state;
    struct mix mix = mix_of(LINES("staff.total|tỉnh A|2021|10|x", "edu.college|tỉnh A|2021|25%|x",
                                  "edu.university|tỉnh A|2021|25%|x"),
                            2016, 2021);
    is(mix.estimate[3].value, "3"); /* 2.5 and 2.5 */
    is(mix.estimate[4].value, "3");
    end();
    /* three whole shares make 100 as far as rounding lets one see where they are off by a point and a half */
    mix = mix_of(LINES("staff.total|tỉnh A|2021|200|x", "edu.none|tỉnh A|2021|33%|x",
                       "edu.college|tỉnh A|2021|33%|x", "edu.university|tỉnh A|2021|33%|x"),
                 2016, 2021);
    is(mix.estimate[0].value, "67");
    is(mix.estimate[3].value, "67");
    is(mix.estimate[4].value, "66");
    end();
    mix = mix_of(LINES("staff.total|tỉnh A|2021|100|x", "edu.none|tỉnh A|2021|33%|x",
                       "edu.college|tỉnh A|2021|33%|x", "edu.university|tỉnh A|2021|32%|x"),
                 2016, 2021);
    is(mix.estimate[0].value, "33");
    is(mix.estimate[4].value, "32");
    end();
}

static void test_nothing(void **state) {
    (void)state;
    struct mix mix = mix_of(LINES("staff.total|tỉnh A|2021|10|x"), 2016, 2021);
    is(mix.total_a.value, "");
    is(mix.total_b.value, "");
    is(mix.whole_b.value, "");
    assert_string_equal(mix.note, "Nguồn không nêu số liệu của cả hai năm (2016, 2021).");
    struct mix none = compare_mix(&arena, &world.figures, STR("colour"), STR("tỉnh A"), 2016, 2021);
    assert_int_equal(none.n_rows, 0);
    end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_reports),  cmocka_unit_test(test_counts),
        cmocka_unit_test(test_short_counts), cmocka_unit_test(test_incomplete_shares),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
