/* A merged unit's own report of the years before against the sum of the old units. Counts are invented. */
#include "check/check.h"
#include "figures_of.h"

static struct world world;
static struct findings findings;
static struct units *units;
static struct diag diag;

/* The third source is the report that `place` made at the end of 2025, the fourth that of the ministry in 2026. */
static void audit(const char *place, const char *const *lines) {
    diag = DIAG_EMPTY;
    world_make(&world, lines, SOURCES);
    units = units_load(HOSO_ROOT "/templates/units.yaml", &diag);
    assert_non_null(units);
    for (int i = 0; i < 2; i++) {
        world.store[i].date = (struct date){2024, 12, 31};
        world.store[i].place = i ? STR("tỉnh Bắc Ninh") : STR("tỉnh Bắc Giang");
    }
    world.store[2].date = (struct date){2025, 12, 31};
    world.store[2].place = str_of(place);
    world.store[3].date = (struct date){2026, 12, 31};
    world.store[3].place = STR("");
    world.figures.units = units;
    figures_settle(&world.figures);
    check_run(&world.figures, &findings);
}

static void end(void) {
    findings_fini(&findings);
    world_end(&world);
    units_free(units);
    diag_fini(&diag);
}

/* The only finding of the check; NULL: it is silent. */
static const struct finding *found(void) {
    const struct finding *one = NULL;
    for (size_t i = 0; i < findings.n; i++)
        if (strcmp(findings.items[i].check, "merged-agrees") == 0) {
            assert_null(one);
            one = &findings.items[i];
        }
    return one;
}

#define OLD                                                                                                  \
    "staff.total|tỉnh Bắc Giang|2024|4000|x", "edu.university_up|tỉnh Bắc Giang|2024|3000|x", "---",         \
        "staff.total|tỉnh Bắc Ninh|2024|2500|x", "edu.university_up|tỉnh Bắc Ninh|2024|2100|x"

static void test_sum(void **state) {
    (void)state;
    audit("tỉnh Bắc Ninh", LINES(OLD, "---", "staff.total|tỉnh Bắc Ninh|2024|6510|x",
                                 "staff.total|tỉnh Bắc Ninh|2025|5400|x"));
    const struct finding *one = found();
    assert_non_null(one);
    assert_int_equal(one->level, FINDING_WARNING);
    assert_int_equal(one->year, 2024);
    assert_true(one->doubts);
    assert_true(str_equal(one->place, STR("tỉnh Bắc Ninh")));
    assert_int_equal(one->n_figures, 3); /* the old units' and its own */
    assert_string_equal(
        one->message_vi,
        "Tổng số cán bộ, công chức năm 2024: cộng tỉnh Bắc Giang và tỉnh Bắc Ninh trước khi sáp nhập "
        "được 6.500, báo cáo năm 2025 ghi 6.510, thừa 10.");
    assert_string_equal(one->message_en,
                        "Staff in all in 2024: tỉnh Bắc Giang and tỉnh Bắc Ninh together had 6.500, the "
                        "report of 2025 has 6.510, 10 too many.");
    end();
}

static void test_agrees(void **state) {
    (void)state;
    audit("tỉnh Bắc Ninh",
          LINES(OLD, "---", "staff.total|tỉnh Bắc Ninh|2024|6500|x",
                "edu.university_up|tỉnh Bắc Ninh|2024|78.5%|x", "staff.total|tỉnh Bắc Ninh|2025|5400|x"));
    assert_non_null(found());
    assert_int_equal(found()->level, FINDING_PASS);
    assert_int_equal(found()->times, 2);
    end();
}

/* 5100 of 6500 are 78,46 %. */
static void test_share(void **state) {
    (void)state;
    static const struct {
        const char *share;
        bool agrees;
    } cases[] = {{"78.5%", true},  {"78%", true},    {"78.4%", true},
                 {"78.46%", true}, {"79.5%", false}, {"84%", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[100];
        snprintf(line, sizeof line, "edu.university_up|tỉnh Bắc Ninh|2024|%s|x", cases[i].share);
        audit("tỉnh Bắc Ninh", LINES(OLD, "---", line, "staff.total|tỉnh Bắc Ninh|2025|5400|x"));
        assert_non_null(found());
        assert_int_equal(found()->level, cases[i].agrees ? FINDING_PASS : FINDING_WARNING);
        end();
    }
}

/* Nothing to add up, or not the same thing. */
static void test_silent(void **state) {
    (void)state;
    static const char *const told[][2] = {
        {"tỉnh Bắc Ninh", "staff.total|tỉnh Bắc Ninh|2025|6510|x"},  /* its own time */
        {"tỉnh Bắc Ninh", "staff.total|tỉnh Bắc Ninh|2024|6510|y"},  /* another group */
        {"tỉnh Bắc Ninh", "staff.total|tỉnh Bắc Ninh|2024|~6510|x"}, /* vague */
        {"tỉnh Bắc Ninh", "party.member|tỉnh Bắc Ninh|2024|6510|x"}, /* the old ones state none */
        {"", "staff.total|tỉnh Bắc Ninh|2024|6510|x"}, /* of the old Bắc Ninh, as far as can be told */
        {"tỉnh Điện Biên", "staff.total|tỉnh Điện Biên|2024|6510|x"}, /* never merged */
    };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        audit(told[i][0], LINES(OLD, "---", told[i][1], "staff.total|tỉnh Bắc Ninh|2025|5400|x"));
        if (found())
            fail_msg("%zu: %s", i, found()->message_vi);
        end();
    }
}

/* A name that no old unit bore: what any later report tells of it is of the new unit. */
static void test_new_name(void **state) {
    (void)state;
    audit("thành phố Huế",
          LINES("staff.total|tỉnh Thừa Thiên Huế|2024|1000|x", "---", "---",
                "staff.total|thành phố Huế|2025|1100|x", "---", "staff.total|thành phố Huế|2024|990|x",
                "staff.total|thành phố Huế|2026|1200|x"));
    assert_non_null(found());
    assert_string_equal(found()->message_vi,
                        "Tổng số cán bộ, công chức năm 2024: của tỉnh Thừa Thiên Huế là 1.000, báo "
                        "cáo năm 2026 ghi 990, thiếu 10.");
    assert_string_equal(found()->message_en,
                        "Staff in all in 2024: tỉnh Thừa Thiên Huế had 1.000, the report of 2026 has "
                        "990, 10 too few.");
    end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sum),    cmocka_unit_test(test_agrees),   cmocka_unit_test(test_share),
        cmocka_unit_test(test_silent), cmocka_unit_test(test_new_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
