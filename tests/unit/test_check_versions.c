/* Two versions of one report; what a series of years or a table's units lack. */
#include "audited.h"

static void begin(const char *const *lines, uint32_t first_text, const int years[SOURCES]) {
    world_make(&world, lines, first_text);
    for (int i = 0; i < SOURCES; i++)
        if (years[i])
            world.store[i].date = (struct date){(int16_t)years[i], 12, 31};
        else
            world.store[i].place = STR("");
}

static void check(void) {
    check_run(&world.figures, &findings);
}

static void notes(const char *check, int year, const char *vi, const char *en) {
    const struct finding *finding = find(check);
    if (finding == NULL)
        fail_msg("%s finds nothing", check);
    assert_int_equal(finding->level, FINDING_NOTE);
    assert_int_equal(finding->year, year);
    assert_true(str_equal(finding->place, STR("tỉnh A")) || finding->place.len == 0);
    assert_string_equal(finding->message_vi, vi);
    assert_string_equal(finding->message_en, en);
    assert_false(finding->doubts);
}

static uint32_t how_often(const char *check) {
    uint32_t n = 0;
    for (size_t i = 0; i < findings.n; i++)
        n += strcmp(findings.items[i].check, check) == 0;
    return n;
}

#define REPORT                                                                                               \
    "staff.total|tỉnh A|2021|120|x", "edu.university|tỉnh A|2021|64.7%|x", "edu.college|tỉnh A|2021|9.5%|x", \
        "edu.intermediate|tỉnh A|2021|25.8%|x"

/* What two files both state, and what each says of another place. */
#define REPORT_LESS                                                                                          \
    "staff.total|tỉnh A|2021|120|x", "edu.university|tỉnh A|2021|64.7%|x", "edu.college|tỉnh A|2021|9.5%|x"
#define OTHERS(place)                                                                                        \
    "gender.female|xã B" place "|2021|3|x", "age.young|xã B" place "|2021|4|x",                              \
        "training.classes|xã B" place "|2021|5|x", "training.participants|xã B" place "|2021|6|x"

static void test_versions(void **state) {
    static const int same_year[SOURCES] = {2021, 2021, 0, 0};
    (void)state;
    begin(LINES(REPORT, "---", "staff.total|tỉnh A|2021|121|x", "edu.university|tỉnh A|2021|64.7%|x",
                "edu.college|tỉnh A|2021|9.5%|x", "edu.intermediate|tỉnh A|2021|25.8%|x",
                "gender.female|tỉnh A|2021|30%|x"),
          0, same_year);
    check();
    notes(
        "two-versions", 2021,
        "a.csv và b.csv là hai bản của một báo cáo năm 2021: 3 số giống nhau, 1 số khác nhau (Tổng số cán bộ, công chức "
        "120 và 121). Hồ sơ in số của a.csv, vì tệp này đứng trước trong danh sách nguồn.",
        "a.csv and b.csv are two versions of one report of 2021: 3 numbers are the same, 1 differ (staff in all 120 and "
        "121). Dossiers print those of a.csv, which comes first in the list of sources.");
    assert_int_equal(find("two-versions")->n_figures, 2);
    assert_int_equal(how_often("two-versions"), 1);
    assert_non_null(find("stated-twice")); /* each number that differs has its own */
    end();
    begin(LINES(REPORT, "---", REPORT), 0, same_year);
    check();
    notes("two-versions", 2021, "a.csv và b.csv là hai bản của một báo cáo năm 2021, số liệu giống nhau.",
          "a.csv and b.csv are two versions of one report of 2021, with the same figures.");
    end();
}

static void test_no_versions(void **state) {
    static const int same_year[SOURCES] = {2021, 2021, 0, 0}, two_years[SOURCES] = {2021, 2022, 0, 0};
    (void)state;
    begin(LINES(REPORT, "---", REPORT), 0, two_years); /* next year's report says last year's numbers again */
    check();
    silent("two-versions");
    end();
    begin(LINES(REPORT, "---", REPORT), 1, same_year); /* a table and the report in words */
    check();
    silent("two-versions");
    end();
    begin(LINES(REPORT, "---", "staff.total|tỉnh A|2021|120|x", "training.classes|tỉnh A|2021|5|x",
                "training.participants|tỉnh A|2021|500|x", "evaluation.good|tỉnh A|2021|90%|x",
                "evaluation.excellent|tỉnh A|2021|5%|x"),
          0, same_year); /* another report of the year */
    check();
    silent("two-versions");
    end();
    begin(LINES(REPORT, OTHERS(""), "---", REPORT, OTHERS("9")), 0, same_year); /* four things of eight */
    check();
    assert_int_equal(how_often("two-versions"), 1);
    end();
    begin(LINES(REPORT_LESS, OTHERS(""), "---", REPORT_LESS, OTHERS("9")), 0, same_year); /* three of seven */
    check();
    silent("two-versions");
    end();
    begin(LINES(REPORT, "---", REPORT), 0, same_year); /* the same bytes: told where files are read */
    memset(world.store[0].sha256, 'a', DIGEST_HEX - 1);
    memset(world.store[1].sha256, 'a', DIGEST_HEX - 1);
    check();
    silent("two-versions");
    end();
    begin(LINES(REPORT, "---", REPORT), 0, same_year);
    world.store[1].place = STR("tỉnh B"); /* another place's */
    check();
    silent("two-versions");
    end();
}

#define YEAR(y) "staff.total|tỉnh A|" y "|100|x"

static void test_gap_year(void **state) {
    static const int gap[SOURCES] = {2016, 2017, 2019, 0}, none[SOURCES] = {2016, 2017, 2018, 0};
    static const int apart[SOURCES] = {2011, 2016, 2021, 0}, two[SOURCES] = {2019, 2016, 2018, 2021};
    static const int as_many[SOURCES] = {2016, 2018, 2021, 0}, pair[SOURCES] = {2016, 2018, 0, 0};
    (void)state;
    begin(LINES(YEAR("2016"), "---", YEAR("2017"), "---", YEAR("2019")), TABLES, gap);
    check();
    notes("gap-year", 2018, "Chuỗi báo cáo 2016–2019 thiếu năm 2018.", "The reports of 2016–2019 lack 2018.");
    end();
    begin(LINES(YEAR("2019"), "---", YEAR("2016"), "---", YEAR("2018"), "---", YEAR("2021")), TABLES, two);
    check();
    notes("gap-year", 0, "Chuỗi báo cáo 2016–2021 thiếu năm 2017, 2020.",
          "The reports of 2016–2021 lack 2017, 2020.");
    assert_int_equal(how_often("gap-year"), 1);
    end();
    begin(LINES(YEAR("2016"), "---", YEAR("2017"), "---", YEAR("2018")), TABLES, none);
    check();
    silent("gap-year");
    end();
    begin(LINES(YEAR("2011"), "---", YEAR("2016"), "---", YEAR("2021")), TABLES,
          apart); /* every five years */
    check();
    silent("gap-year");
    end();
    begin(LINES(YEAR("2016"), "---", YEAR("2018"), "---", YEAR("2021")), TABLES, as_many);
    check();
    silent("gap-year"); /* as many years are lacking as are there */
    end();
    begin(LINES(YEAR("2016"), "---", YEAR("2018")), TABLES, pair);
    check();
    silent("gap-year"); /* two reports are no series */
    end();
}

#define UNIT(place, y) "staff.total|xã " place "|" y "|20|x"

static void test_gap_unit(void **state) {
    static const int years[SOURCES] = {2019, 2020, 2021, 0};
    (void)state;
    begin(LINES(UNIT("B", "2019"), UNIT("C", "2019"), UNIT("D", "2019"), UNIT("E", "2019"), "---",
                UNIT("B", "2020"), UNIT("D", "2020"), "---", UNIT("B", "2021"), UNIT("C", "2021"),
                UNIT("D", "2021"), UNIT("E", "2021")),
          TABLES, years);
    check();
    notes("gap-unit", 2020, "Biểu năm 2020 thiếu 2 trong 4 đơn vị có trong biểu năm 2019: xã C, xã E.",
          "The table of 2020 lacks 2 of the 4 units that the table of 2019 has: xã C, xã E.");
    assert_int_equal(how_often("gap-unit"), 1);
    end();
    begin(LINES(UNIT("B", "2019"), UNIT("C", "2019"), UNIT("D", "2019"), "---", UNIT("B", "2020")), TABLES,
          years); /* a table of something else */
    check();
    silent("gap-unit");
    end();
    begin(LINES(UNIT("B", "2019"), UNIT("C", "2019"), "---", UNIT("B", "2020"), UNIT("C", "2020"),
                UNIT("D", "2020")),
          TABLES, years); /* a new unit */
    check();
    silent("gap-unit");
    end();
}

#define SIX(y) UNIT("D", y), UNIT("E", y), UNIT("G", y), UNIT("H", y), UNIT("I", y), UNIT("K", y)
#define TEN(y)                                                                                               \
    UNIT("1", y), UNIT("2", y), UNIT("3", y), UNIT("4", y), UNIT("5", y), UNIT("6", y), UNIT("7", y),        \
        UNIT("8", y), UNIT("9", y), UNIT("10", y)

static void test_gap_of_many(void **state) {
    static const int years[SOURCES] = {2019, 2020, 0, 0};
    (void)state;
    begin(LINES(TEN("2019"), SIX("2019"), "---", TEN("2020")), TABLES, years);
    check();
    notes(
        "gap-unit", 2020,
        "Biểu năm 2020 thiếu 6 trong 16 đơn vị có trong biểu năm 2019: xã D, xã E, xã G, xã H, xã I và 1 đơn vị "
        "khác.",
        "The table of 2020 lacks 6 of the 16 units that the table of 2019 has: xã D, xã E, xã G, xã H, xã I and 1 "
        "more.");
    assert_int_equal(find("gap-unit")->n_figures, 5);
    end();
}

/* A plan for next year's units is no row of theirs. */
static void test_gap_of_plans(void **state) {
    static const int years[SOURCES] = {2019, 2020, 0, 0};
    (void)state;
    begin(LINES(UNIT("B", "2019"), "---", UNIT("B", "2020")), TABLES, years);
    struct statement plan = {.rule = "test",
                             .indicator = catalogue_find(world.catalogue, STR("staff.total")),
                             .value = decimal_int(20),
                             .of = DECIMAL_MISSING,
                             .place = STR("xã C"),
                             .planned = true,
                             .line = 3,
                             .where = {0, 300, 2},
                             .period = {.from = 2019, .to = 2019}};
    figures_add(&world.figures, &plan);
    check();
    silent("gap-unit");
    end();
}

/* Where the districts end and communes are joined, nobody expects last year's units. */
static void test_gap_over_the_reform(void **state) {
    static const int over[SOURCES] = {2024, 2025, 0, 0}, before[SOURCES] = {2023, 2024, 0, 0},
                     after[SOURCES] = {2025, 2026, 0, 0};
    (void)state;
    begin(LINES(UNIT("B", "2024"), UNIT("C", "2024"), "---", UNIT("B", "2025")), TABLES, over);
    check();
    silent("gap-unit");
    end();
    begin(LINES(UNIT("B", "2023"), UNIT("C", "2023"), "---", UNIT("B", "2024")), TABLES, before);
    check();
    assert_non_null(find("gap-unit"));
    end();
    begin(LINES(UNIT("B", "2025"), UNIT("C", "2025"), "---", UNIT("B", "2026")), TABLES, after);
    check();
    assert_non_null(find("gap-unit"));
    end();
}

/* xã C went into xã B on `from`. */
static void joined_on(const char *from) {
    struct diag diag = DIAG_EMPTY;
    struct buf text = BUF_EMPTY;
    struct units *units = units_load(HOSO_ROOT "/templates/units.yaml", &diag);
    assert_non_null(units);
    buf_printf(&text, "old_code;old_name;new_code;new_name;extent;from\n1;xã C;2;xã B;full;%s\n", from);
    struct source *table = source_of("doi-chieu.csv", 9, buf_view(&text), SOURCE_TABLE, &diag);
    assert_true(units_crosswalk(units, table, &diag));
    world.figures.units = units;
    figures_settle(&world.figures);
    check();
    world.figures.units = NULL;
    units_free(units);
    source_free(table);
    buf_fini(&text);
    diag_fini(&diag);
}

static void test_gap_of_what_ended(void **state) {
    static const int years[SOURCES] = {2019, 2020, 0, 0};
    (void)state;
    begin(LINES(UNIT("B", "2019"), UNIT("C", "2019"), "---", UNIT("B", "2020")), TABLES, years);
    joined_on("2020-07-01"); /* in the year of the table that lacks it */
    silent("gap-unit");
    end();
    begin(LINES(UNIT("B", "2019"), UNIT("C", "2019"), "---", UNIT("B", "2020")), TABLES, years);
    joined_on("2021-07-01"); /* it was still there */
    assert_non_null(find("gap-unit"));
    end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_no_versions),
        cmocka_unit_test(test_gap_year),
        cmocka_unit_test(test_gap_unit),
        cmocka_unit_test(test_gap_of_many),
        cmocka_unit_test(test_gap_of_plans),
        cmocka_unit_test(test_gap_over_the_reform),
        cmocka_unit_test(test_gap_of_what_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
