/* Checks against history, between sources, of places and days; what settings and acknowledgements change. */
#include "audited.h"

static void test_magnitude(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2019|120|x", "staff.total|xã B|2020|1250|x", "staff.total|xã B|2021|127|x"),
          TABLES);
    says("magnitude", FINDING_WARNING, "năm 2020 là 1.250, gấp 9,8 lần so với 127 của năm 2021",
         "9,8 times more");
    assert_true(world.figures.items[1]->doubtful);
    nothing_wrong("jump");
    end();
    audit(LINES("staff.total|xã B|2019|120|x", "staff.total|xã B|2020|125|x", "staff.total|xã B|2021|13|x"),
          TABLES);
    says("magnitude", FINDING_WARNING, "chỉ bằng 1 phần 9,6 lần", "9,6 times less");
    end();
    audit(LINES("edu.university|xã B|2019|61%|x", "edu.university|xã B|2020|6.3%|x",
                "edu.university|xã B|2021|65%|x"),
          0);
    says("magnitude", FINDING_WARNING, "6,3%", "digit");
    end();
    audit(LINES("edu.postgraduate|xã B|2019|1|x", "edu.postgraduate|xã B|2020|10|x",
                "edu.postgraduate|xã B|2021|12|x", "staff.total|xã B|2019|20|x", "staff.total|xã B|2020|22|x",
                "staff.total|xã B|2021|21|x"),
          TABLES);
    nothing_wrong("magnitude"); /* few people */
    end();
    audit(LINES("staff.total|xã B|2019|12|x", "staff.total|xã B|2020|1020|x", "staff.total|xã B|2021|12|x"),
          TABLES);
    says("magnitude", FINDING_WARNING, "gấp 85,0 lần so với 12", "85,0 times more"); /* two digits */
    end();
    audit(LINES("staff.total|xã B|2019|12|x", "staff.total|xã B|2020|1680|x", "staff.total|xã B|2021|12|x"),
          TABLES);
    nothing_wrong("magnitude"); /* 140 times is no slip that is known */
    says("jump", FINDING_NOTE, "gấp 140,0 lần", "a jump");
    end();
    audit(
        LINES("staff.total|xã B|2021|200|x", "staff.total|xã B|2026|2000|x", "staff.total|xã B|2027|2000|x"),
        TABLES);
    nothing_wrong("magnitude"); /* over the reform */
    end();
}

/* Of two neighbours that are far from each other one is told: whichever is wrong, both would be. */
static void test_told_once(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2018|13|x", "staff.total|xã B|2019|125|x", "staff.total|xã B|2020|12|x",
                "staff.total|xã B|2021|120|x"),
          TABLES);
    uint32_t n = 0;
    for (size_t i = 0; i < findings.n; i++)
        n += strcmp(findings.items[i].check, "magnitude") == 0;
    assert_int_equal(n, 1);
    assert_int_equal(find_wrong("magnitude")->year, 2019);
    end();
}

static void test_jump(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2019|30|x", "staff.total|xã B|2020|130|x", "staff.total|xã B|2021|28|x"),
          TABLES);
    says("jump", FINDING_NOTE, "gấp 4,3 lần so với 30 của năm 2019", "a jump");
    assert_false(world.figures.items[1]->doubtful); /* it may be true */
    nothing_wrong("magnitude");
    end();
    audit(LINES("staff.total|xã B|2018|30|x", "staff.total|xã B|2019|50|x", "staff.total|xã B|2020|80|x",
                "staff.total|xã B|2021|130|x"),
          TABLES);
    nothing_wrong("jump"); /* it grows */
    end();
    audit(LINES("edu.university|xã B|2019|2%|x", "edu.university|xã B|2020|11%|x",
                "edu.university|xã B|2021|2%|x"),
          TABLES);
    nothing_wrong("jump"); /* nine points, whatever the factor */
    end();
    audit(LINES("edu.university|xã B|2019|2%|x", "edu.university|xã B|2020|12%|x",
                "edu.university|xã B|2021|2%|x"),
          TABLES);
    says("jump", FINDING_NOTE, "gấp 6,0 lần", "a jump");
    end();
    static const struct check_rule strict[] = {{.id = "jump", .level = FINDING_ERROR, .tolerance = {15, 1}}};
    audit_with(
        LINES("staff.total|xã B|2019|30|x", "staff.total|xã B|2020|60|x", "staff.total|xã B|2021|28|x"),
        TABLES, &(struct check_settings){.rules = strict, .n_rules = 1});
    says("jump", FINDING_ERROR, "gấp 2,0 lần", "");
    end();
}

static void put_change(const char *value, const char *unit) {
    struct statement f = {.rule = "test",
                          .kind = FIGURE_CHANGE,
                          .value = number(str_of(value)),
                          .of = DECIMAL_MISSING,
                          .unit = unit,
                          .indicator = catalogue_find(world.catalogue, STR("edu.university")),
                          .place = STR("tỉnh A"),
                          .group = STR("x"),
                          .period = {.from = 2021, .to = 2021},
                          .base = {.from = 2016, .to = 2016}};
    figures_add(&world.figures, &f);
}

static void test_points(void **state) {
    (void)state;
    static const struct {
        const char *value, *unit;
        enum finding_level level; /* PASS: silent */
    } cases[] = {{"20", "%", FINDING_NOTE},
                 {"20", "điểm %", FINDING_PASS},
                 {"50", "điểm %", FINDING_WARNING},
                 {"50", "%", FINDING_PASS},
                 {"21", "%", FINDING_PASS}}; /* neither: change-agrees tells it */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world_make(&world, LINES("edu.university|tỉnh A|2016|40%|x", "edu.university|tỉnh A|2021|60%|x"), 0);
        put_change(cases[i].value, cases[i].unit);
        check_run(&world.figures, &findings);
        if (cases[i].level == FINDING_PASS)
            nothing_wrong("percent-points");
        else
            says("percent-points", cases[i].level, "từ 40% đến 60%", "from 40% to 60%");
        end();
    }
}

static void dated(const char *const *lines, uint32_t first_text, int year_b) {
    world_make(&world, lines, first_text);
    world.store[0].date = (struct date){2020, 12, 31};
    world.store[1].date = (struct date){(int16_t)year_b, 12, 31};
    check_run(&world.figures, &findings);
}

static void test_restated(void **state) {
    (void)state;
    dated(LINES("staff.total|tỉnh A|2020|1279|x", "---", "staff.total|tỉnh A|2020|1297|x"), 0, 2021);
    says("restated", FINDING_WARNING, "báo cáo sau nêu lại với số khác: 1.279 (a.csv:1) và 1.297 (b.csv:2)",
         "by a later report");
    nothing_wrong("stated-twice");
    end();
    dated(LINES("staff.total|tỉnh A|2020|1279|x", "---", "staff.total|tỉnh A|2020|1279|x"), 0, 2021);
    nothing_wrong("restated");
    end();
    dated(LINES("staff.total|tỉnh A|2020|1279|x", "---", "staff.total|tỉnh A|2020|1297|x"), 1, 2020);
    says("text-vs-table", FINDING_WARNING, "trong lời và trong biểu khác nhau",
         "between the words and the table");
    nothing_wrong("restated");
    end();
    dated(LINES("staff.total|tỉnh A|2020|1279|x", "---", "staff.total|tỉnh A|2020|1279|x"), 1, 2020);
    nothing_wrong("text-vs-table");
    end();
}

static void put_day(const char *place, int year, int month, int day, const char *within, bool total,
                    int value) {
    static uint32_t line = 1000;
    struct statement f = {.rule = "test",
                          .indicator = catalogue_find(world.catalogue, STR("gender.female")),
                          .value = decimal_int(value),
                          .of = DECIMAL_MISSING,
                          .place = str_of(place),
                          .within = str_of(within),
                          .group = STR("x"),
                          .total = total,
                          .line = ++line,
                          .period = {.from = (int16_t)year,
                                     .to = (int16_t)year,
                                     .as_of = {(int16_t)year, (uint8_t)month, (uint8_t)day}}};
    figures_add(&world.figures, &f);
}

static void test_days(void **state) {
    (void)state;
    world_make(&world, LINES(NULL), TABLES);
    put_day("tỉnh A", 2016, 12, 31, "", false, 10);
    put_day("tỉnh A", 2021, 6, 30, "", false, 10);
    check_run(&world.figures, &findings);
    says("as-of-differs", FINDING_NOTE, "31/12/2016 và 30/06/2021", "different days");
    end();
    world_make(&world, LINES(NULL), TABLES);
    put_day("xã B", 2016, 12, 31, "", false, 10); /* the report's units have the days of the report */
    put_day("xã B", 2021, 6, 30, "", false, 10);
    check_run(&world.figures, &findings);
    nothing_wrong("as-of-differs");
    end();
    world_make(&world, LINES(NULL), TABLES);
    put_day("tỉnh A", 2016, 12, 31, "", false, 10);
    put_day("tỉnh A", 2021, 12, 31, "", false, 10);
    check_run(&world.figures, &findings);
    nothing_wrong("as-of-differs");
    end();
}

static void test_districts(void **state) {
    (void)state;
    for (int stated = 30; stated <= 31; stated++) {
        world_make(&world, LINES(NULL), TABLES);
        put_day("xã B", 2021, 12, 31, "huyện D", false, 10);
        put_day("xã C", 2021, 12, 31, "huyện D", false, 20);
        put_day("xã E", 2021, 12, 31, "huyện F", false, 7);
        put_day("huyện D", 2021, 12, 31, "", true, stated);
        check_run(&world.figures, &findings);
        if (stated == 30)
            nothing_wrong("units-add-up");
        else
            says("units-add-up", FINDING_ERROR,
                 "2 đơn vị của huyện D cộng lại được 30, dòng cộng ghi 31, thừa 1",
                 "2 units of huyện D add up to 30");
        end();
    }
}

static void test_missing_unit(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2016|20|x", "staff.total|xã C|2016|20|x", "staff.total|xã D|2016|20|x",
                "staff.total|xã E|2016|20|x", "staff.total|xã F|2016|20|x", "staff.total|xã B|2017|20|x",
                "staff.total|xã C|2017|20|x", "staff.total|xã D|2017|20|x", "staff.total|xã E|2017|20|x"),
          TABLES);
    says("missing-unit", FINDING_WARNING, "Biểu năm 2017 không có đơn vị này",
         "The table of 2017 lacks this unit");
    assert_true(str_equal(find_wrong("missing-unit")->place, STR("xã F")));
    end();
    audit(LINES("staff.total|xã B|2016|20|x", "staff.total|xã C|2016|20|x", "staff.total|xã D|2016|20|x",
                "staff.total|xã B|2017|20|x"),
          TABLES);
    nothing_wrong("missing-unit"); /* the later table is another kind of table */
    end();
}

/* Units over time are known: who ended is not missed, who still is there is, on both sides of 1 July 2025 and over it. */
static void test_missing_known_unit(void **state) {
    (void)state;
    static const struct {
        const char *lines[12], *missed;
    } cases[] = {
        {{"staff.total|tỉnh Bắc Giang|2024|20|x", "staff.total|tỉnh Bắc Ninh|2024|20|x",
          "staff.total|tỉnh Điện Biên|2024|20|x", "staff.total|tỉnh Sơn La|2024|20|x",
          "staff.total|tỉnh Bắc Ninh|2025|20|x", "staff.total|tỉnh Điện Biên|2025|20|x",
          "staff.total|tỉnh Sơn La|2025|20|x"},
         NULL},
        {{"staff.total|tỉnh Bắc Giang|2024|20|x", "staff.total|tỉnh Bắc Ninh|2024|20|x",
          "staff.total|tỉnh Điện Biên|2024|20|x", "staff.total|tỉnh Sơn La|2024|20|x",
          "staff.total|tỉnh Bắc Ninh|2025|20|x", "staff.total|tỉnh Sơn La|2025|20|x"},
         "tỉnh Điện Biên"},
        {{"staff.total|tỉnh Bắc Ninh|2026|20|x", "staff.total|tỉnh Điện Biên|2026|20|x",
          "staff.total|tỉnh Sơn La|2026|20|x", "staff.total|tỉnh Lai Châu|2026|20|x",
          "staff.total|tỉnh Lào Cai|2026|20|x", "staff.total|tỉnh Bắc Ninh|2027|20|x",
          "staff.total|tỉnh Điện Biên|2027|20|x", "staff.total|tỉnh Sơn La|2027|20|x",
          "staff.total|tỉnh Lai Châu|2027|20|x"},
         "tỉnh Lào Cai"},
        {{"staff.total|xã B|2024|20|x", "staff.total|xã C|2024|20|x", "staff.total|xã D|2024|20|x",
          "staff.total|xã C|2025|20|x", "staff.total|xã D|2025|20|x", "staff.total|xã E|2025|20|x"},
         NULL}, /* no crosswalk tells what became of xã B */
    };
    struct diag diag = DIAG_EMPTY;
    struct units *units = units_load(HOSO_ROOT "/templates/units.yaml", &diag);
    assert_non_null(units);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world_make(&world, cases[i].lines, TABLES);
        world.figures.units = units;
        figures_settle(&world.figures);
        check_run(&world.figures, &findings);
        if (cases[i].missed) {
            assert_non_null(find_wrong("missing-unit"));
            assert_true(str_equal(find_wrong("missing-unit")->place, str_of(cases[i].missed)));
        } else {
            nothing_wrong("missing-unit");
        }
        end();
    }
    units_free(units);
    diag_fini(&diag);
}

/* Where another unit is new in that year the missing one may have been merged or renamed: no more than a note. */
static void test_missing_or_merged(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2019|20|x", "staff.total|xã C|2019|20|x", "staff.total|xã D|2019|20|x",
                "staff.total|xã E|2019|20|x", "staff.total|xã F|2019|20|x", "staff.total|xã B|2020|20|x",
                "staff.total|xã C|2020|20|x", "staff.total|xã D|2020|20|x", "staff.total|xã G|2020|40|x"),
          TABLES);
    says("missing-unit", FINDING_NOTE, "nếu đã sáp nhập hoặc đổi tên, khai trong bảng đối chiếu",
         "in a crosswalk");
    end();
}

static void test_validity(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct units *units = units_load(HOSO_ROOT "/templates/units.yaml", &diag);
    assert_non_null(units);
    world_make(&world,
               LINES("staff.total|tỉnh Bắc Giang|2026|20|x", "staff.total|tỉnh Bắc Ninh|2026|20|x",
                     "staff.total|tỉnh Bắc Giang|2021|20|x", "staff.total|thành phố Đồng Nai|2021|20|x"),
               TABLES);
    world.figures.units = units;
    figures_settle(&world.figures);
    check_run(&world.figures, &findings);
    says("place-validity", FINDING_WARNING,
         "tỉnh Bắc Giang không còn sau ngày 30/06/2025 nhưng có số liệu năm 2026", "ended on 30/06/2025");
    uint32_t n = 0;
    for (size_t i = 0; i < findings.n; i++)
        n += strcmp(findings.items[i].check, "place-validity") == 0;
    assert_int_equal(n, 2); /* and the city of Đồng Nai before it was one */
    end();
    units_free(units);
    diag_fini(&diag);
}

static void test_plan(void **state) {
    (void)state;
    audit(LINES("training.participants|tỉnh A|2021|8672|x", "training.planned|tỉnh A|2021|8145|x",
                "training.plan_completion|tỉnh A|2021|106%|"),
          0);
    nothing_wrong("ratio-agrees");
    end();
    audit(LINES("training.participants|tỉnh A|2021|8672|x", "training.planned|tỉnh A|2021|8145|x",
                "training.plan_completion|tỉnh A|2021|108%|"),
          0);
    says("ratio-agrees", FINDING_WARNING, "8.672/8.145 = 106,47%", "does not agree");
    end();
}

#define MIX                                                                                                  \
    LINES("edu.intermediate|tỉnh A|2016|66.4%|x", "edu.college|tỉnh A|2016|14%|x",                           \
          "edu.university|tỉnh A|2016|19.9%|x")

static void test_rules(void **state) {
    (void)state;
    audit(MIX, 0);
    says("shares-add-up", FINDING_WARNING, "100,3%", "");
    end();
    static const struct check_rule rules[] = {
        {.id = "shares-add-up", .level = FINDING_ERROR, .tolerance = {2, 1}},
        {.id = "shares-add-up", .level = FINDING_ERROR, .tolerance = DECIMAL_MISSING},
        {.id = "shares-add-up", .off = true, .tolerance = DECIMAL_MISSING},
        {.id = "shares-add-up", .level = FINDING_NOTE, .tolerance = DECIMAL_MISSING},
    };
    audit_with(MIX, 0, &(struct check_settings){.rules = &rules[0], .n_rules = 1});
    nothing_wrong("shares-add-up"); /* 0,15 of rounding and 0,2 of tolerance */
    end();
    audit_with(MIX, 0, &(struct check_settings){.rules = &rules[1], .n_rules = 1});
    says("shares-add-up", FINDING_ERROR, "100,3%", "");
    end();
    audit_with(MIX, 0, &(struct check_settings){.rules = &rules[2], .n_rules = 1});
    assert_int_equal(findings.n, 0);
    end();
    audit_with(MIX, 0, &(struct check_settings){.rules = &rules[3], .n_rules = 1});
    says("shares-add-up", FINDING_NOTE, "100,3%", "");
    assert_false(world.figures.items[0]->doubtful);
    end();
    struct decimal room;
    assert_true(check_known("jump"));
    assert_false(check_known("jumps"));
    assert_string_equal(check_tolerance("jump", &room), "lần");
    assert_null(check_tolerance("same-scope", &room));
}

static void acknowledge(struct date date, const char *until, enum finding_level level, const char *vi) {
    struct diag diag = DIAG_EMPTY;
    struct arena arena = ARENA_EMPTY;
    char text[300];
    snprintf(text, sizeof text,
             "figure;reason;by;until\na.csv:3:300;làm tròn ở nguồn;Trần Văn Mẫu;%s\nb.csv:9;x;y;\n", until);
    struct source *table = source_of("ack.csv", 0, str_of(text), SOURCE_TABLE, &diag);
    struct check_settings settings = {.date = date};
    assert_true(
        acknowledgements_read(&arena, table, &settings.acknowledged, &settings.n_acknowledged, &diag));
    assert_int_equal(settings.n_acknowledged, 2);
    audit_with(MIX, 0, &settings);
    says("shares-add-up", level, vi, "");
    assert_int_equal(world.figures.items[0]->doubtful, level >= FINDING_WARNING);
    assert_true(settings.acknowledged[0].used);
    assert_false(settings.acknowledged[1].used);
    end();
    source_free(table);
    arena_fini(&arena);
    diag_fini(&diag);
}

static void test_acknowledged(void **state) {
    (void)state;
    static const struct date day = {2022, 1, 14};
    acknowledge(day, "2022-01-14", FINDING_NOTE,
                "Đã xác nhận: làm tròn ở nguồn (Trần Văn Mẫu, đến hết ngày 14/01/2022).");
    acknowledge(day, "13/01/2022", FINDING_WARNING, "hết hạn sau ngày 13/01/2022");
    acknowledge(day, "", FINDING_NOTE, "Đã xác nhận: làm tròn ở nguồn (Trần Văn Mẫu).");
    acknowledge((struct date){0}, "2022-01-14", FINDING_WARNING, "hết hạn");
}

static void test_acknowledgement_faults(void **state) {
    (void)state;
    static const char *const texts[] = {"figure;reason;by\na;b;c\n", "figure;reason;by;until\n;b;c;\n",
                                        "figure;reason;by;until\na;;c;\n",
                                        "figure;reason;by;until\na;b;c;hôm nay\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct diag diag = DIAG_EMPTY;
        struct arena arena = ARENA_EMPTY;
        struct acknowledgement *list;
        size_t n;
        struct source *table = source_of("ack.csv", 0, str_of(texts[i]), SOURCE_TABLE, &diag);
        assert_false(acknowledgements_read(&arena, table, &list, &n, &diag));
        assert_int_equal(diag.count[DIAG_USAGE], 1);
        source_free(table);
        arena_fini(&arena);
        diag_fini(&diag);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_magnitude),
        cmocka_unit_test(test_told_once),
        cmocka_unit_test(test_jump),
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_restated),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_districts),
        cmocka_unit_test(test_missing_unit),
        cmocka_unit_test(test_missing_known_unit),
        cmocka_unit_test(test_missing_or_merged),
        cmocka_unit_test(test_validity),
        cmocka_unit_test(test_plan),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_acknowledged),
        cmocka_unit_test(test_acknowledgement_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
