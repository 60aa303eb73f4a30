/* One thing, different classes: families that the years divide differently, classes whose line is drawn elsewhere. */
#include "check/check.h"
#include "figures_of.h"

static struct world world;
static struct findings findings;

static void audit(const char *const *lines) {
    world_make(&world, lines, 0);
    check_run(&world.figures, &findings);
}

static void end(void) {
    findings_fini(&findings);
    world_end(&world);
}

/* The only finding of the check; NULL: it is silent. */
static const struct finding *found(void) {
    const struct finding *one = NULL;
    for (size_t i = 0; i < findings.n; i++)
        if (strcmp(findings.items[i].check, "classes-differ") == 0) {
            assert_null(one);
            one = &findings.items[i];
        }
    return one;
}

static void says(const char *vi, const char *en) {
    const struct finding *one = found();
    assert_non_null(one);
    assert_int_equal(one->level, FINDING_NOTE);
    assert_false(one->doubts);
    assert_string_equal(one->message_vi, vi);
    assert_string_equal(one->message_en, en);
}

#define FULL_2016                                                                                            \
    "edu.elementary|tỉnh A|2016|5%|x", "edu.intermediate|tỉnh A|2016|60%|x",                                 \
        "edu.college|tỉnh A|2016|15%|x", "edu.university|tỉnh A|2016|19%|x",                                 \
        "edu.postgraduate|tỉnh A|2016|1%|x"

static void test_family(void **state) {
    (void)state;
    audit(LINES(FULL_2016, "edu.intermediate|tỉnh A|2021|30%|x", "edu.college|tỉnh A|2021|10%|x",
                "edu.university_up|tỉnh A|2021|60%|x"));
    says(
        "Cơ cấu trình độ chuyên môn năm 2021 không nêu riêng sơ cấp, đại học, trên đại học như năm 2016; chỉ so sánh "
        "được bậc gộp “Đại học trở lên”.",
        "The mix of professional level in 2021 does not tell elementary level, university, postgraduate apart as that "
        "of 2016 does; only “university or higher” can be compared.");
    assert_int_equal(found()->n_figures, 3);
    end();
    audit(LINES(FULL_2016, "edu.intermediate|tỉnh A|2021|30%|x", "edu.college|tỉnh A|2021|10%|x"));
    assert_non_null(strstr(found()->message_vi, "không so sánh được các bậc này"));
    end();
}

static void test_family_silent(void **state) {
    (void)state;
    audit(LINES(FULL_2016, "edu.intermediate|tỉnh A|2021|30%|x", "edu.college|tỉnh A|2021|10%|x",
                "edu.university|tỉnh A|2021|60%|x")); /* they make 100: nobody is in the others */
    assert_null(found());
    end();
    audit(LINES("edu.college|tỉnh A|2016|15%|x", "edu.university|tỉnh A|2016|19%|x",
                "edu.college|tỉnh A|2021|10%|x", "edu.university|tỉnh A|2021|50%|x")); /* the same ones */
    assert_null(found());
    end();
    audit(LINES("edu.elementary|tỉnh A|2016|0|x", "edu.college|tỉnh A|2016|15%|x",
                "edu.university|tỉnh A|2016|19%|x", "edu.college|tỉnh A|2021|10%|x",
                "edu.university|tỉnh A|2021|50%|x")); /* nobody was in it */
    assert_null(found());
    end();
    audit(LINES(FULL_2016, "edu.university|tỉnh A|2021|50%|x")); /* a single class is no mix */
    assert_null(found());
    end();
}

/* ---- one class, by the head of its column -------------------------------------------------------------------------- */

static struct source *tables[2];

/* Two tables of one column; the figure stands in their last line. */
static void audit_heads(const char *id, const char *head_a, const char *head_b) {
    struct diag diag = DIAG_EMPTY;
    world_make(&world, LINES(NULL), 0);
    const char *heads[] = {head_a, head_b};
    for (uint32_t i = 0; i < 2; i++) {
        char text[400];
        snprintf(text, sizeof text, "BIỂU SỐ 2;;\nTên đơn vị;Tổng số;%s\nXã B;20;4\n", heads[i]);
        tables[i] = source_of("x.csv", i, str_of(text), SOURCE_TABLE, &diag);
        assert_non_null(tables[i]);
        struct str raw = tables[i]->raw;
        struct statement figure = {.rule = "test",
                                   .indicator = catalogue_find(world.catalogue, str_of(id)),
                                   .value = decimal_int(4),
                                   .of = DECIMAL_MISSING,
                                   .place = STR("xã B"),
                                   .group = STR("x"),
                                   .line = 3,
                                   .where = {i, (uint32_t)raw.len - 2, 1},
                                   .period = {.from = (int16_t)(2016 + i), .to = (int16_t)(2016 + i)}};
        figures_add(&world.figures, &figure);
    }
    world.figures.sources = tables;
    world.figures.n_sources = 2;
    check_run(&world.figures, &findings);
    diag_fini(&diag);
}

static void end_heads(void) {
    end();
    source_free(tables[0]);
    source_free(tables[1]);
}

static struct comparison compared(struct arena *arena, const char *id) {
    return compare_years(arena, &world.figures, str_of(id), STR("xã B"), 2016, 2017, false);
}

static void test_variants(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    audit_heads("age.young", "Dưới 30 tuổi", "Từ 30 tuổi trở xuống");
    says("Cán bộ trẻ: năm 2016 tính dưới 30 tuổi, năm 2017 tính từ 30 tuổi trở xuống nên không so sánh được.",
         "Young staff: in 2016 under 30, in 2017 30 and under, which cannot be compared.");
    struct comparison c = compared(&arena, "age.young");
    assert_true(decimal_missing(c.difference.value) && decimal_missing(c.index));
    assert_true(c.extent & EXTENT_CLASSES);
    assert_string_equal(c.note,
                        "Khác cách chia bậc: năm 2016 là dưới 30 tuổi; năm 2017 là từ 30 tuổi trở xuống.");
    end_heads();
    audit_heads("evaluation.completed", "Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực",
                "Hoàn thành nhiệm vụ");
    assert_non_null(found());
    end_heads();
    arena_fini(&arena);
}

static void test_variants_silent(void **state) {
    (void)state;
    static const char *const pairs[][3] = {
        {"age.young", "Dưới 30 tuổi", "DƯỚI 30"},
        {"age.young", "Dưới 31 tuổi", "Từ 30 tuổi trở xuống"}, /* the same people */
        {"age.young", "Cán bộ trẻ", "Dưới 30 tuổi"},           /* nothing tells what the first means */
        {"evaluation.completed", "HTNV", "Hoàn thành nhiệm vụ"},
        {"gender.female", "Nữ dưới 30 tuổi", "Nữ từ 30 tuổi trở xuống"},
    };
    struct arena arena = ARENA_EMPTY;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        audit_heads(pairs[i][0], pairs[i][1], pairs[i][2]);
        assert_null(found());
        assert_false(decimal_missing(compared(&arena, pairs[i][0]).difference.value));
        end_heads();
    }
    arena_fini(&arena);
}

/* ---- a column of a whole table ------------------------------------------------------------------------------------- */

/* Two tables of one place, whose column the years draw differently; `rows` are what stands above their row of totals. */
static void audit_tables(const char *const *rows, uint32_t n_rows) {
    struct diag diag = DIAG_EMPTY;
    world_make(&world, LINES(NULL), 0);
    for (uint32_t i = 0; i < 2; i++) {
        struct buf text = BUF_EMPTY;
        buf_printf(&text, "BIỂU SỐ 2;;\nTên đơn vị;Tổng số;%s\n", i ? "Dưới 35 tuổi" : "Dưới 30 tuổi");
        for (uint32_t r = 0; r < n_rows; r++)
            buf_printf(&text, "%s;20;4\n", rows[r]);
        tables[i] = source_of("x.csv", i, buf_view(&text), SOURCE_TABLE, &diag);
        tables[i]->place = STR("huyện A");
        struct str raw = tables[i]->raw;
        size_t at = 0;
        for (uint32_t r = 0; r < n_rows; r++) {
            at = str_find(raw, str_of(rows[r]), at) + strlen(rows[r]) + strlen(";20;");
            figures_add(
                &world.figures,
                &(struct statement){.rule = "test",
                                    .indicator = catalogue_find(world.catalogue, STR("age.young")),
                                    .value = decimal_int(4),
                                    .of = DECIMAL_MISSING,
                                    .place = str_of(rows[r]),
                                    .group = STR("x"),
                                    .line = 3 + r,
                                    .where = {i, (uint32_t)at, 1},
                                    .total = str_starts(str_of(rows[r]), STR("huyện")),
                                    .period = {.from = (int16_t)(2016 + i), .to = (int16_t)(2016 + i)}});
        }
        buf_fini(&text);
    }
    world.figures.sources = tables;
    world.figures.n_sources = 2;
    check_run(&world.figures, &findings);
    diag_fini(&diag);
}

static void told_to(const char *place, const char *units, const char *units_en) {
    const struct finding *one = found();
    assert_non_null(one);
    assert_true(str_equal(one->place, str_of(place)));
    assert_int_equal(one->n_figures, 2);
    char vi[400], en[400];
    snprintf(vi, sizeof vi,
             "Cán bộ trẻ: năm 2016 tính dưới 30 tuổi, năm 2017 tính dưới 35 tuổi nên không so sánh được%s.",
             units);
    snprintf(en, sizeof en, "Young staff: in 2016 under 30, in 2017 under 35, which cannot be compared%s.",
             units_en);
    says(vi, en);
    end_heads();
}

/* One finding a table, whatever the number of its rows; a single row's own is told to it. */
static void test_tables(void **state) {
    (void)state;
    static const char *const rows[] = {"xã B", "xã C", "xã D", "xã E", "xã G", "xã H", "xã I", "huyện A"};
    audit_tables(rows, 8);
    told_to("huyện A", " (7 đơn vị: xã B, xã C, xã D, xã E, xã G và 2 đơn vị khác)",
            " (7 units: xã B, xã C, xã D, xã E, xã G and 2 more)");
    audit_tables(rows, 2);
    told_to("", " (2 đơn vị: xã B, xã C)",
            " (2 units: xã B, xã C)"); /* nothing is said of the district itself */
    audit_tables(rows, 1);
    told_to("xã B", "", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_family),   cmocka_unit_test(test_family_silent),
        cmocka_unit_test(test_variants), cmocka_unit_test(test_variants_silent),
        cmocka_unit_test(test_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
