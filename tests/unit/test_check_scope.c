/* Checks over years and sources, the order and the printing of findings, and the time that many rows take. */
#include "audited.h"
#include <time.h>

static const char *message(const char *check) {
    for (size_t i = 0; i < findings.n; i++)
        if (strcmp(findings.items[i].check, check) == 0)
            return findings.items[i].message_vi;
    return "";
}

static void test_scope(void **state) {
    (void)state;
    audit(LINES("edu.college|tỉnh A|2016|11.7%|cán bộ, công chức",
                "edu.university|tỉnh A|2016|19.6%|cán bộ, công chức",
                "edu.college|tỉnh A|2021|9.5%|công chức", "edu.university|tỉnh A|2021|64.7%|công chức"),
          0);
    assert_int_equal(count("same-scope", FINDING_WARNING), 1);
    assert_non_null(strstr(message("same-scope"), "năm 2016 là cán bộ, công chức; năm 2021 là công chức;"));
    assert_false(world.figures.items[0]->doubtful);
    end();
    audit(LINES("edu.college|tỉnh A|2016|11.7%|cán bộ, công chức",
                "edu.university|tỉnh A|2016|19.6%|cán bộ, công chức", "edu.college|tỉnh A|2021|9.5%|CBCC",
                "edu.university|tỉnh A|2021|64.7%|cán bộ và công chức"),
          0);
    assert_int_equal(count("same-scope", FINDING_WARNING), 0);
    end();
    audit(LINES("edu.university|tỉnh A|2016|19.6%|cán bộ", "edu.university|tỉnh A|2021|64.7%|công chức"), 0);
    assert_int_equal(count("same-scope", FINDING_WARNING), 0); /* one class is no mix */
    end();
}

static void test_twice(void **state) {
    (void)state;
    audit(LINES("staff.total|tỉnh A|2021|1279|x", "---", "staff.total|tỉnh A|2021|1297|x"), 0);
    assert_int_equal(count("stated-twice", FINDING_WARNING), 1);
    assert_non_null(strstr(message("stated-twice"), "1.279 (a.csv:1) và 1.297 (b.csv:2)"));
    assert_true(world.figures.items[1]->doubtful);
    end();
    audit(LINES("edu.university|tỉnh A|2021|64.7%|x", "---", "edu.university|tỉnh A|2021|65%|x"), 0);
    assert_int_equal(count("stated-twice", FINDING_PASS), 1);
    end();
    audit(LINES("staff.total|tỉnh A|2021|9|x", "---", "staff.total|tỉnh A|2021|9|x", "---",
                "staff.total|tỉnh A|2021|9|x"),
          0);
    assert_int_equal(count("stated-twice", FINDING_PASS), 1); /* told once, however often it is stated */
    end();
    audit(LINES("staff.total|tỉnh A|2021|1279|x", "---", "staff.total|tỉnh A|2021|~1300|x",
                "staff.total|tỉnh A|2020|9|x", "staff.total|tỉnh A|2021|9|y"),
          0);
    assert_int_equal(count("stated-twice", FINDING_WARNING), 0); /* vague, another year, another group */
    end();
    audit(LINES("training.classes|tỉnh A|2021|27|x", "training.classes|tỉnh A|2021|11|x"), 0);
    assert_int_equal(count("stated-twice", FINDING_WARNING), 0); /* one text: a part of them */
    end();
    audit(LINES("staff.total|xã B|2021|20|x", "gender.female|xã B|2021|7|x", "staff.total|xã B|2021|21|x",
                "gender.female|xã B|2021|8|x"),
          SOURCES);
    assert_int_equal(count("stated-twice", FINDING_WARNING), 1); /* both columns in one */
    assert_non_null(strstr(message("stated-twice"), "cùng tên đơn vị"));
    end();
}

static void put_change_of(const char *id, const char *value, const char *unit, int base) {
    struct statement f = {.rule = "test",
                          .kind = FIGURE_CHANGE,
                          .value = number(str_of(value)),
                          .of = DECIMAL_MISSING,
                          .unit = unit,
                          .indicator = catalogue_find(world.catalogue, str_of(id)),
                          .place = STR("tỉnh A"),
                          .group = STR("x"),
                          .period = {.from = 2021, .to = 2021},
                          .base = {.from = (int16_t)base, .to = (int16_t)base}};
    figures_add(&world.figures, &f);
}

static void put_change(const char *value, int base) {
    put_change_of("edu.university", value, "%", base);
}

static void test_change(void **state) {
    (void)state;
    static const struct {
        const char *value;
        int base;
        enum finding_level level;
        uint32_t n;
    } cases[] = {{"45.1", 2016, FINDING_PASS, 1},
                 {"46.1", 2016, FINDING_WARNING, 1},
                 {"-45.1", 2016, FINDING_WARNING, 1},
                 {"230.1", 2016, FINDING_PASS, 1}, /* relative */
                 {"45.1", 2015, FINDING_WARNING, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world_make(&world, LINES("edu.university|tỉnh A|2016|19.6%|x", "edu.university|tỉnh A|2021|64.7%|x"),
                   0);
        put_change(cases[i].value, cases[i].base);
        check_run(&world.figures, &findings);
        assert_int_equal(count("change-agrees", cases[i].level), cases[i].n);
        end();
    }
}

/* Of counts: heads, or relative; a later report that restates a year does not make the change unclear. */
static void test_change_of_counts(void **state) {
    (void)state;
    static const struct {
        const char *value;
        const char *unit;
        enum finding_level level;
    } cases[] = {{"100", "người", FINDING_PASS}, {"-100", "người", FINDING_WARNING},
                 {"5", "%", FINDING_PASS},       {"5.0", "%", FINDING_PASS},
                 {"-5", "%", FINDING_WARNING},   {"4.8", "%", FINDING_WARNING}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world_make(&world,
                   LINES("staff.total|tỉnh A|2016|2000|x", "staff.total|tỉnh A|2021|2100|x", "---",
                         "staff.total|tỉnh A|2021|2120|x"),
                   0);
        put_change_of("staff.total", cases[i].value, cases[i].unit, 2016);
        check_run(&world.figures, &findings);
        assert_int_equal(count("change-agrees", cases[i].level), 1);
        end();
    }
}

static void test_missing_year(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2016|20|x", "staff.total|xã B|2017|20|x", "staff.total|xã B|2018|20|x",
                "staff.total|xã C|2016|20|x", "staff.total|xã C|2018|20|x"),
          SOURCES);
    assert_int_equal(count("missing-year", FINDING_WARNING), 1);
    assert_non_null(strstr(message("missing-year"), "năm 2017"));
    assert_int_equal(findings.items[findings.n - 1].year, 2017);
    end();
    audit(LINES("staff.total|xã B|2016|20|x", "staff.total|xã B|2018|20|x", "staff.total|xã C|2016|20|x",
                "staff.total|xã C|2018|20|x", "staff.total|xã D|2018|20|x"),
          SOURCES);
    assert_int_equal(count("missing-year", FINDING_WARNING), 0); /* nobody has 2017; D begins in 2018 */
    end();
    audit(
        LINES("staff.total|tỉnh A|2016|20|x", "staff.total|tỉnh A|2021|20|x", "staff.total|tỉnh B|2018|20|x"),
        0);
    assert_int_equal(count("missing-year", FINDING_WARNING), 0); /* texts promise no series */
    end();
}

static void test_order_and_print(void **state) {
    (void)state;
    audit(LINES("edu.college|xã C|2021|60%|x", "edu.university|xã C|2021|70%|x",
                "edu.college|xã B|2016|60%|x", "edu.university|xã B|2016|50%|x",
                "edu.college|xã C|2016|60%|x", "edu.university|xã C|2016|45%|x"),
          0);
    assert_int_equal(findings.n, 3);
    const struct finding *list[] = {&findings.items[0], &findings.items[1], &findings.items[2]};
    struct buf out = BUF_EMPTY;
    findings_print_csv(&out, &world.figures, list, 2, true);
    assert_string_equal(
        out.at,
        "severity,check,place,period,message,figures\n"
        "warning,shares-add-up,xã C,2016,\"Cơ cấu trình độ chuyên môn năm 2016 cộng lại được 105%, thừa 5 điểm phần "
        "trăm so với 100%: 60 + 45 = 105.\",a.csv:5:500 a.csv:6:600\n"
        "warning,shares-add-up,xã C,2021,\"Cơ cấu trình độ chuyên môn năm 2021 cộng lại được 130%, thừa 30 điểm "
        "phần trăm so với 100%: 60 + 70 = 130.\",a.csv:1:100 a.csv:2:200\n");
    buf_clear(&out);
    findings_print_json(&out, &world.figures, list + 2, 1, false);
    assert_non_null(strstr(out.at, "\"message\": \"The shares by professional level in 2016 add up to 110%"));
    buf_clear(&out);
    findings_print_table(&out, &world.figures, list, 3, true);
    assert_non_null(strstr(out.at, "xã B"));
    size_t n = 0;
    const struct finding *of_b = findings_of(&findings, &world.figures, STR("Xã B"), &n);
    assert_int_equal(n, 1);
    assert_ptr_equal(of_b, list[2]);
    findings_of(&findings, &world.figures, STR("xã D"), &n);
    assert_int_equal(n, 0);
    buf_fini(&out);
    end();
    audit(LINES(NULL), 0);
    assert_int_equal(findings.n, 0);
    end();
}

/* Rows that all name one place are the worst case of what is grouped by place. */
static void test_many(void **state) {
    (void)state;
    static const char *const ids[] = {"staff.total", "gender.female", "edu.college", "edu.university",
                                      "party.member"};
    char place[40];
    for (int one_place = 0; one_place < 2; one_place++) {
        world_make(&world, LINES(NULL), SOURCES);
        for (int row = 0; row < 20000; row++)
            for (size_t i = 0; i < 5; i++) {
                snprintf(place, sizeof place, "xã Thứ %d", one_place ? 1 : row / 6);
                int16_t year = (int16_t)(2016 + row % 6);
                struct statement f = {.rule = "test",
                                      .indicator = catalogue_find(world.catalogue, str_of(ids[i])),
                                      .value = decimal_int(i ? 20 : 60 + row),
                                      .of = DECIMAL_MISSING,
                                      .place = str_of(place),
                                      .period = {.from = year, .to = year},
                                      .line = (uint32_t)row + 1};
                figures_add(&world.figures, &f);
            }
        clock_t start = clock();
        check_run(&world.figures, &findings);
        print_message("%.0f ms for %zu figures, %zu findings\n",
                      1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC, world.figures.n, findings.n);
        assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
        assert_true(findings.n < 10000); /* passes over tables are told once a place and check */
        end();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scope),        cmocka_unit_test(test_twice),
        cmocka_unit_test(test_change),       cmocka_unit_test(test_change_of_counts),
        cmocka_unit_test(test_missing_year), cmocka_unit_test(test_order_and_print),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
