/* Facts and differences: what is stated, what is derived from it, what is refused. */
#include "compared.h"

static struct fact fact(const char *id, int year, bool share) {
    return compare_fact(&arena, &world.figures, str_of(id), STR("tỉnh A"), year, share);
}

static struct comparison years(const char *id, int a, int b, bool share) {
    return compare_years(&arena, &world.figures, str_of(id), STR("tỉnh A"), a, b, share);
}

static void test_stated(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh A|2021|1279|công chức", "edu.university|tỉnh A|2021|64.7%|công chức",
                "state_mgmt.trained|tỉnh A|2021|769/1279|công chức",
                "edu.postgraduate|tỉnh A|2021|0|công chức", "gender.female|tỉnh A|2021|300|công chức",
                "gender.female|tỉnh A|2020|280|công chức"));
    struct fact f = fact("edu.university", 2021, true);
    is(f.value, "64.7");
    assert_false(f.derived);
    assert_int_equal(f.n_from, 1);
    assert_string_equal(f.unit, "%");
    f = fact("state_mgmt.trained", 2021, true);
    is(f.value, "60.1");
    assert_true(f.derived);
    is(fact("state_mgmt.trained", 2021, false).value, "769");
    is(fact("edu.postgraduate", 2021, true).value, "0.0");
    f = fact("gender.female", 2021, true);
    is(f.value, "23.5"); /* 300 / 1279 = 23.456 */
    assert_int_equal(f.n_from, 2);
    is(fact("gender.female", 2020, true).value, "");   /* no whole in 2020 */
    is(fact("edu.university", 2021, false).value, ""); /* a count is not made from a share ... */
    f = compare_estimate(&arena, &world.figures, STR("edu.university"), STR("tỉnh A"), 2021);
    is(f.value, "828"); /* ... but asked for as an estimate */
    assert_true(f.estimated);
    assert_int_equal(f.n_from, 2);
    assert_string_equal(f.unit, "người");
    is(fact("no.such", 2021, true).value, "");
    end();
}

static void test_other_group(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh A|2021|1279|công chức", "edu.university|tỉnh A|2021|64.7%|cán bộ",
                "gender.female|tỉnh A|2021|300|cán bộ"));
    is(fact("gender.female", 2021, true).value, "");
    is(compare_estimate(&arena, &world.figures, STR("edu.university"), STR("tỉnh A"), 2021).value, "");
    end();
}

/* 12/23 is 52,17; its parts, rounded one by one, make 47,8 + 4,3 = 52,1. */
static void test_gathered_counts(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh A|2021|23|x", "edu.university|tỉnh A|2021|11|x",
                "edu.postgraduate|tỉnh A|2021|1|x"));
    struct fact f = fact("edu.university_up", 2021, true);
    is(f.value, "52.2");
    assert_true(f.derived);
    assert_string_equal(f.unit, "%");
    assert_int_equal(f.n_from, 3);
    end();
}

static void test_gathered(void **state) {
    (void)state;
    start(LINES("edu.university|tỉnh A|2021|64.7%|x", "edu.postgraduate|tỉnh A|2021|0.2%|x",
                "edu.university|tỉnh A|2016|19.6%|x", "edu.university|tỉnh A|2015|10|x",
                "edu.postgraduate|tỉnh A|2015|2|x", "edu.university|tỉnh A|2014|50%|x",
                "edu.postgraduate|tỉnh A|2014|1%|y"));
    struct fact f = fact("edu.university_up", 2021, true);
    is(f.value, "64.9");
    assert_true(f.derived);
    assert_int_equal(f.n_from, 2);
    assert_string_equal(f.indicator->id, "edu.university_up");
    is(fact("edu.university_up", 2016, true).value, ""); /* postgraduate is not stated: not 19.6 */
    is(fact("edu.university_up", 2015, false).value, "12");
    is(fact("edu.university_up", 2014, true).value, ""); /* of different groups */
    end();
}

static void test_counts(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh A|2016|200|x", "staff.total|tỉnh A|2021|206|x",
                "staff.total|tỉnh A|2020|0|x"));
    struct comparison c = years("staff.total", 2016, 2021, false);
    is(c.difference.value, "6");
    is(c.index, "103.0");
    assert_string_equal(c.difference.unit, "người");
    assert_int_equal(c.unit, COMPARE_UNITS);
    assert_int_equal(c.extent, EXTENT_SAME);
    assert_null(c.note);
    is(years("staff.total", 2020, 2021, false).index, ""); /* of nothing there is no index */
    c = years("staff.total", 2016, 2019, false);
    is(c.difference.value, "");
    is(c.index, "");
    assert_string_equal(c.note, "Nguồn không nêu số liệu năm 2019.");
    end();
}

static void test_shares(void **state) {
    (void)state;
    start(LINES("edu.university|tỉnh A|2016|19.6%|cán bộ, công chức cấp xã",
                "edu.university|tỉnh A|2021|64.7%|công chức cấp xã",
                "edu.college|tỉnh A|2016|11.7%|CBCC cấp xã",
                "edu.college|tỉnh A|2021|9.5%|cán bộ và công chức cấp xã"));
    struct comparison c = years("edu.university", 2016, 2021, true);
    is(c.difference.value, "45.1");
    is(c.index, "");
    assert_int_equal(c.unit, COMPARE_POINTS);
    assert_string_equal(c.difference.unit, "điểm %");
    assert_int_equal(c.extent, EXTENT_GROUP);
    assert_string_equal(
        c.note, "Khác đối tượng: năm 2016 là cán bộ, công chức cấp xã; năm 2021 là công chức cấp xã.");
    c = years("edu.college", 2016, 2021, true);
    is(c.difference.value, "-2.2");
    assert_int_equal(c.extent, EXTENT_SAME);
    end();
}

/* Heads of two groups have no difference; where both years state one group, that is compared. */
static void test_like_for_like(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh A|2020|2620|cán bộ, công chức", "staff.total|tỉnh A|2021|1279|công chức",
                "staff.total|tỉnh A|2021|!2633|CBCC", "gender.female|tỉnh A|2020|500|cán bộ",
                "gender.female|tỉnh A|2021|400|công chức"));
    struct comparison c = years("staff.total", 2020, 2021, false);
    is(c.b.value, "2633");
    is(c.difference.value, "13");
    is(years("staff.total", 2021, 2020, false).difference.value, "-13");
    c = years("gender.female", 2020, 2021, false);
    is(c.b.value, "400");
    is(c.difference.value, "");
    is(c.index, "");
    assert_int_equal(c.extent, EXTENT_GROUP);
    end();
}

static void test_extents(void **state) {
    (void)state;
    start(LINES("training.classes|tỉnh A|2015/2019|84|x", "training.classes|tỉnh A|2020|20|x",
                "staff.total|tỉnh A|2021|100|x", "staff.total|tỉnh A|2025|60|x"));
    struct comparison c = years("training.classes", 2019, 2020, false);
    assert_int_equal(c.extent, EXTENT_PERIOD);
    is(c.difference.value, "");
    is(c.index, "");
    assert_non_null(c.note);
    c = years("staff.total", 2021, 2025, false);
    assert_int_equal(c.extent, EXTENT_PLACE);
    is(c.difference.value, "-40");
    world.figures.abouts[2]->period.as_of = (struct date){2021, 5, 31};
    world.figures.abouts[3]->period.as_of = (struct date){2025, 6, 30};
    c = years("staff.total", 2021, 2025, false);
    assert_int_equal(c.extent, EXTENT_AS_OF);
    assert_string_equal(c.note, "Khác thời điểm: 31/05/2021 và 30/06/2025.");
    end();
}

static void test_doubt(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh A|2016|200|x", "staff.total|tỉnh A|2021|~206|x"));
    struct comparison c = years("staff.total", 2016, 2021, false);
    assert_false(c.difference.doubtful);
    assert_int_equal(c.difference.qualifier, QUALIFIER_ABOUT);
    world.figures.items[0]->doubtful = true;
    c = years("staff.total", 2016, 2021, false);
    assert_true(c.a.doubtful);
    assert_false(c.b.doubtful);
    assert_true(c.difference.doubtful);
    end();
}

/* A series is of the group that most years state; what a year states of no other stays, and the line breaks there. */
static void test_series_of_one_group(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh A|2016|200|cán bộ, công chức",
                "staff.total|tỉnh A|2017|202|cán bộ, công chức", "staff.total|tỉnh A|2018|90|công chức",
                "---", "staff.total|tỉnh A|2018|204|cán bộ, công chức",
                "staff.total|tỉnh A|2019|91|công chức"));
    struct fact *series =
        compare_series(&arena, &world.figures, STR("staff.total"), STR("tỉnh A"), 2016, 2019, false);
    is(series[0].value, "200");
    is(series[2].value, "204");
    is(series[3].value, "91");
    const char *note;
    assert_int_equal(compare_break(&arena, &series[1], &series[2], &note), 0);
    assert_int_equal(compare_break(&arena, &series[2], &series[3], &note), EXTENT_GROUP);
    series = compare_series(&arena, &world.figures, STR("staff.total"), STR("tỉnh A"), 2018, 2019, false);
    is(series[0].value, "90"); /* as often: the later year's */
    is(series[1].value, "91");
    end();
    start(LINES("staff.total|tỉnh A|2020|10|cán bộ", "staff.total|tỉnh A|2020|20|công chức",
                "staff.total|tỉnh A|2021|21|công chức", "staff.total|tỉnh A|2021|11|cán bộ"));
    series = compare_series(&arena, &world.figures, STR("staff.total"), STR("tỉnh A"), 2020, 2021, false);
    is(series[0].value, "20"); /* both groups in both years: that of the later */
    is(series[1].value, "21");
    struct fact twice = fact_add(&arena, series[0], series[0]);
    is(twice.value, "40");
    assert_int_equal(twice.n_from, 1); /* each figure is evidence once */
    assert_int_equal(fact_add(&arena, series[0], series[1]).n_from, 2);
    end();
}

static void test_series_and_sum(void **state) {
    (void)state;
    start(LINES("staff.total|xã B|2016|20|x", "staff.total|xã C|2016|22|x", "staff.total|xã C|2018|24|x",
                "edu.university|xã C|2018|50%|x"));
    struct fact *series =
        compare_series(&arena, &world.figures, STR("staff.total"), STR("xã C"), 2016, 2018, false);
    is(series[0].value, "22");
    is(series[1].value, "");
    assert_int_equal(series[1].year, 2017);
    is(series[2].value, "24");
    const struct str places[] = {STR("xã B"), STR("xã C"), STR("xã D")};
    struct fact sum = compare_sum(&arena, &world.figures, STR("staff.total"), places, 3, 2016);
    is(sum.value, "42");
    assert_int_equal(sum.n_from, 2);
    assert_true(sum.derived);
    is(compare_sum(&arena, &world.figures, STR("staff.total"), places, 3, 2017).value, "");
    is(compare_sum(&arena, &world.figures, STR("edu.university"), places, 3, 2018).value,
       ""); /* no sum of shares */
    end();
}

static void test_plan(void **state) {
    (void)state;
    start(LINES("training.participants|tỉnh A|2021|8672/8145|x",
                "training.plan_completion|tỉnh A|2021|106%|x", "training.participants|tỉnh A|2020|90|x",
                "training.planned|tỉnh A|2020|100|x", "training.plan_completion|tỉnh A|2019|98%|x"));
    struct fact f = compare_plan(&arena, &world.figures, STR("tỉnh A"), 2021);
    is(f.value, "106.5");
    assert_string_equal(f.unit, "%");
    assert_string_equal(f.indicator->id, "training.plan_completion");
    f = compare_plan(&arena, &world.figures, STR("tỉnh A"), 2020);
    is(f.value, "90.0");
    assert_int_equal(f.n_from, 2);
    is(compare_plan(&arena, &world.figures, STR("tỉnh A"), 2019).value, "98");
    is(compare_plan(&arena, &world.figures, STR("tỉnh A"), 2018).value, "");
    end();
    start(LINES("training.participants|tỉnh A|2021|~98/100|x"));
    struct plan_result plan = compare_plan_result(&arena, &world.figures, STR("tỉnh A"), 2021);
    assert_int_equal(plan.done.qualifier, QUALIFIER_NEARLY);
    assert_int_equal(plan.planned.qualifier, QUALIFIER_EXACT); /* the plan is not vague, its result is */
    assert_int_equal(plan.rate.qualifier, QUALIFIER_NEARLY);
    end();
}

/* A year that only gathers its classes is held against one that tells them apart, on the common class. */
static void test_common_class(void **state) {
    (void)state;
    world_make(&world,
               LINES("edu.university|tỉnh A|2016|19%|x", "edu.postgraduate|tỉnh A|2016|1%|x",
                     "edu.university_up|tỉnh A|2021|60%|x"),
               0);
    struct comparisons all;
    compare_all(&world.figures, &all);
    const struct comparison *c = NULL;
    for (size_t i = 0; i < all.n; i++)
        if (strcmp(all.items[i].b.indicator->id, "edu.university_up") == 0)
            c = &all.items[i];
    assert_non_null(c);
    is(c->a.value, "20");
    is(c->difference.value, "40");
    comparisons_fini(&all);
    world_end(&world);
}

static void test_all(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh A|2016|200|x", "staff.total|tỉnh A|2018|210|x",
                "staff.total|tỉnh A|2021|206|x", "edu.none|tỉnh A|2016|0.8%|x",
                "edu.university|tỉnh A|2016|19.6%|x", "edu.university|tỉnh A|2021|64.7%|x"));
    struct comparisons all;
    compare_all(&world.figures, &all);
    const struct comparison **list = ARENA_ARRAY(&arena, all.n, const struct comparison *);
    for (size_t i = 0; i < all.n; i++)
        list[i] = &all.items[i];
    struct buf out = BUF_EMPTY;
    comparisons_print_csv(&out, list, all.n, true);
    assert_string_equal(
        out.at,
        "place,indicator,group,period_a,value_a,period_b,value_b,difference,difference_unit,index,note,change_percent\n"
        "tỉnh A,staff.total,x,2016,200,2018,210,10,người,105.0,,5.0\n"
        "tỉnh A,staff.total,x,2018,210,2021,206,-4,người,98.1,,-1.9\n"
        "tỉnh A,staff.total,x,2016,200,2021,206,6,người,103.0,,3.0\n"
        "tỉnh A,edu.none,x,2016,0.8,2021,,,%-point,,Nguồn không nêu số liệu năm 2021.,\n"
        "tỉnh A,edu.university,x,2016,19.6,2021,64.7,45.1,%-point,,,\n");
    buf_clear(&out);
    comparisons_print_json(&out, list + 4, 1, true);
    assert_string_equal(out.at,
                        "[\n {\"place\": \"tỉnh A\", \"indicator\": \"edu.university\", \"group\": \"x\", "
                        "\"period_a\": 2016, \"value_a\": 19.6, \"period_b\": 2021, \"value_b\": 64.7, "
                        "\"difference\": 45.1, \"difference_unit\": \"%-point\", \"index\": null, "
                        "\"note\": \"\", \"change_percent\": null}\n]\n");
    buf_clear(&out);
    comparisons_print_table(&out, list, all.n, true);
    assert_non_null(strstr(out.at, "45,1"));
    buf_fini(&out);
    comparisons_fini(&all);
    end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stated),          cmocka_unit_test(test_other_group),
        cmocka_unit_test(test_gathered_counts), cmocka_unit_test(test_gathered),
        cmocka_unit_test(test_counts),          cmocka_unit_test(test_shares),
        cmocka_unit_test(test_like_for_like),   cmocka_unit_test(test_extents),
        cmocka_unit_test(test_doubt),           cmocka_unit_test(test_series_of_one_group),
        cmocka_unit_test(test_series_and_sum),  cmocka_unit_test(test_plan),
        cmocka_unit_test(test_common_class),    cmocka_unit_test(test_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
