/* Series over the mergers of 1 July 2025: sums of the old provinces, shares worked out anew, refusals, breaks. Counts are
 * invented. */
#include "compare/compare.h"
#include "figures_of.h"

static struct world world;
static struct arena arena;
static struct units *units;
static struct diag diag;

static void start(const char *const *lines) {
    diag = DIAG_EMPTY;
    arena = ARENA_EMPTY;
    world_make(&world, lines, 0);
    units = units_load(HOSO_ROOT "/templates/units.yaml", &diag);
    assert_non_null(units);
    world.figures.units = units;
    figures_settle(&world.figures);
}

static void end(void) {
    arena_fini(&arena);
    world_end(&world);
    units_free(units);
    diag_fini(&diag);
}

static struct comparison years(const char *id, const char *place, int a, int b, bool share) {
    return compare_years(&arena, &world.figures, str_of(id), str_of(place), a, b, share);
}

static void notes(const struct comparison *c, const char *words) {
    if (!c->note || !strstr(c->note, words))
        fail_msg("\"%s\" does not say \"%s\"", c->note ? c->note : "", words);
}

#define BAC_NINH                                                                                             \
    "staff.total|tỉnh Bắc Giang|2016|4200|CBCC", "edu.university|tỉnh Bắc Giang|2016|1050|CBCC",             \
        "staff.total|tỉnh Bắc Ninh|2016|2400|CBCC", "edu.university|tỉnh Bắc Ninh|2016|900|CBCC",            \
        "staff.total|tỉnh Bắc Giang|2021|4000|CBCC", "edu.university|tỉnh Bắc Giang|2021|2600|CBCC",         \
        "staff.total|tỉnh Bắc Ninh|2021|2500|CBCC", "edu.university|tỉnh Bắc Ninh|2021|1950|CBCC",           \
        "staff.total|tỉnh Bắc Ninh|2026|5200|CBCC", "edu.university|tỉnh Bắc Ninh|2026|4680|CBCC"

static void test_bac_ninh(void **state) {
    (void)state;
    start(LINES(BAC_NINH));
    struct comparison c = years("staff.total", "tỉnh Bắc Ninh", 2021, 2026, false);
    is(c.a.value, "6500"); /* not 2500, though that is what 2021 says of "tỉnh Bắc Ninh" */
    is(c.difference.value, "-1300");
    is(c.index, "80.0");
    is(c.relative, "-20.0");
    assert_int_equal(c.a.n_from, 2);
    assert_true(c.extent & EXTENT_PLACE);
    notes(&c, "Số liệu năm 2021 là tổng của tỉnh Bắc Giang và tỉnh Bắc Ninh trước khi sáp nhập.");
    notes(&c, "không còn cấp huyện");
    c = years("edu.university", "tỉnh Bắc Ninh", 2021, 2026, true);
    is(c.a.value, "70.0"); /* (2600 + 1950) / 6500; the mean of 65,0 and 78,0 would be 71,5 */
    is(c.b.value, "90.0");
    is(c.difference.value, "20.0");
    c = years("edu.university", "tỉnh Bắc Ninh", 2016, 2026, false);
    is(c.a.value, "1950");
    c = years("staff.total", "tỉnh Bắc Ninh", 2016, 2021, false);
    is(c.difference.value, "100"); /* both of the old province */
    assert_null(c.note);
    c = years("staff.total", "tỉnh Bắc Giang", 2016, 2021, false);
    is(c.difference.value, "-200");
    c = years("staff.total", "tỉnh Bắc Giang", 2021, 2026, false);
    is(c.difference.value, "");
    notes(&c, "không còn từ sau ngày 30/06/2025 (nhập vào tỉnh Bắc Ninh)");
    end();
}

#define PHU_THO                                                                                              \
    "staff.total|tỉnh Phú Thọ|2021|5000|CBCC", "party.member|tỉnh Phú Thọ|2021|4000|CBCC",                   \
        "staff.total|tỉnh Vĩnh Phúc|2021|2700|CBCC", "party.member|tỉnh Vĩnh Phúc|2021|2300|CBCC",           \
        "staff.total|tỉnh Phú Thọ|2026|7000|CBCC", "party.member|tỉnh Phú Thọ|2026|6300|CBCC"

static void test_phu_tho(void **state) {
    (void)state;
    start(LINES(PHU_THO, "staff.total|tỉnh Hoà Bình|2021|2300|CBCC",
                "party.member|tỉnh Hoà Bình|2021|80%|CBCC"));
    struct comparison c = years("staff.total", "tỉnh Phú Thọ", 2021, 2026, false);
    is(c.a.value, "10000");
    assert_int_equal(c.a.n_from, 3);
    notes(&c, "tỉnh Hoà Bình, tỉnh Phú Thọ và tỉnh Vĩnh Phúc");
    c = years("party.member", "tỉnh Phú Thọ", 2021, 2026, true);
    is(c.a.value, "81.4"); /* 80% of 2300 are 1840: (1840 + 4000 + 2300) / 10000 */
    assert_true(c.a.estimated);
    c = years("party.member", "tỉnh Phú Thọ", 2021, 2026, false);
    is(c.a.value, "8140");
    assert_true(c.a.estimated);
    end();
    start(LINES(PHU_THO));
    c = years("staff.total", "tỉnh Phú Thọ", 2021, 2026, false);
    is(c.a.value, "");
    is(c.b.value, "7000");
    is(c.difference.value, "");
    is(c.index, "");
    notes(&c, "thiếu số liệu của tỉnh Hòa Bình");
    c = years("party.member", "tỉnh Phú Thọ", 2021, 2026, true);
    is(c.difference.value, "");
    end();
}

/* Percentages alone are never averaged. */
static void test_shares_alone(void **state) {
    (void)state;
    start(LINES("edu.university|tỉnh Bắc Giang|2021|65%|CBCC", "edu.university|tỉnh Bắc Ninh|2021|78%|CBCC",
                "edu.university|tỉnh Bắc Ninh|2026|90%|CBCC"));
    is(years("edu.university", "tỉnh Bắc Ninh", 2021, 2026, true).a.value, "");
    end();
    start(LINES("edu.university|tỉnh Bắc Giang|2021|2600/4000|CBCC",
                "edu.university|tỉnh Bắc Ninh|2021|1950/2500|CBCC",
                "edu.university|tỉnh Bắc Ninh|2026|90%|CBCC"));
    is(years("edu.university", "tỉnh Bắc Ninh", 2021, 2026, true).a.value, "70.0");
    end();
}

static void test_groups(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh Bắc Giang|2021|1800|công chức", "staff.total|tỉnh Bắc Giang|2021|4000|CBCC",
                "staff.total|tỉnh Bắc Ninh|2021|2500|CBCC", "staff.total|tỉnh Bắc Ninh|2026|5200|CBCC"));
    struct comparison c = years("staff.total", "tỉnh Bắc Ninh", 2021, 2026, false);
    is(c.a.value, "6500"); /* each of the group of 2026 */
    assert_false(c.extent & EXTENT_GROUP);
    end();
    start(LINES("staff.total|tỉnh Bắc Giang|2021|1800|công chức", "staff.total|tỉnh Bắc Ninh|2021|2500|CBCC",
                "staff.total|tỉnh Bắc Ninh|2026|5200|CBCC"));
    c = years("staff.total", "tỉnh Bắc Ninh", 2021, 2026, false);
    is(c.difference.value, ""); /* heads of two groups */
    assert_true(c.extent & EXTENT_GROUP);
    end();
}

static void test_unchanged_and_unknown(void **state) {
    (void)state;
    start(LINES("staff.total|tỉnh Điện Biên|2021|2633|CBCC", "staff.total|tỉnh Điện Biên|2026|2100|CBCC",
                "staff.total|thành phố Huế|2026|2000|CBCC", "staff.total|tỉnh Thừa Thiên Huế|2021|2900|CBCC",
                "staff.total|xã Thanh An|2021|22|CBCC", "staff.total|xã Thanh An|2026|40|CBCC",
                "staff.total|huyện Điện Biên|2021|500|CBCC", "staff.total|huyện Điện Biên|2026|1|CBCC"));
    struct comparison c = years("staff.total", "tỉnh Điện Biên", 2021, 2026, false);
    is(c.difference.value, "-533");
    assert_true(c.extent & EXTENT_PLACE);
    notes(&c, "không còn cấp huyện");
    c = years("staff.total", "thành phố Huế", 2021, 2026, false);
    is(c.difference.value, "-900");
    notes(&c, "là của tỉnh Thừa Thiên Huế (tên cũ)");
    c = years("staff.total", "xã Thanh An", 2021, 2026, false);
    is(c.difference.value, ""); /* one name, perhaps two communes */
    notes(&c, "Chưa có bảng đối chiếu");
    c = years("staff.total", "huyện Điện Biên", 2021, 2026, false);
    is(c.difference.value, "");
    notes(&c, "Không còn cấp huyện");
    end();
}

static void test_mix_and_series(void **state) {
    (void)state;
    start(LINES(BAC_NINH, "edu.college|tỉnh Bắc Giang|2021|1400|CBCC",
                "edu.college|tỉnh Bắc Ninh|2021|550|CBCC", "edu.college|tỉnh Bắc Ninh|2026|520|CBCC"));
    struct mix mix = compare_mix(&arena, &world.figures, STR("edu"), STR("tỉnh Bắc Ninh"), 2021, 2026);
    is(mix.whole_a.value, "6500");
    is(mix.total_a.value, "100.0");
    is(mix.total_b.value, "100.0");
    assert_true(mix.extent & EXTENT_PLACE);
    assert_non_null(strstr(mix.note, "tổng của tỉnh Bắc Giang và tỉnh Bắc Ninh"));
    struct fact *series =
        compare_series(&arena, &world.figures, STR("edu.university"), STR("tỉnh Bắc Ninh"), 2016, 2026, true);
    is(series[0].value, "29.5"); /* 1950 / 6600 */
    is(series[1].value, "");
    is(series[5].value, "70.0");
    is(series[10].value, "90.0");
    assert_true(series[5].extent & EXTENT_UNITS);
    assert_non_null(series[5].note);
    assert_null(series[10].note);
    series =
        compare_series(&arena, &world.figures, STR("edu.university"), STR("tỉnh Bắc Ninh"), 2016, 2021, true);
    is(series[5].value, "78.0"); /* the series of the old province */
    end();
}

static void test_communes(void **state) {
    (void)state;
    start(LINES(NULL));
    struct source *table = source_of("x.csv", 0,
                                     STR("old_code,new_code,extent,from\n00001,00001,full,2025-07-01\n"
                                         "00002,00001,full,2025-07-01\n00003,00003,partial,2025-07-01\n"),
                                     SOURCE_TABLE, &diag);
    assert_true(units_crosswalk(units, table, &diag));
    static const struct {
        const char *name, *code;
        int16_t year;
        int value;
    } rows[] = {{"xã A", "00001", 2021, 20},
                {"xã B", "00002", 2021, 25},
                {"xã C", "00003", 2021, 30},
                {"xã A", "00001", 2026, 40},
                {"xã C", "00003", 2026, 50}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        figures_add(&world.figures,
                    &(struct statement){.rule = "test",
                                        .indicator = catalogue_find(world.catalogue, STR("staff.total")),
                                        .value = decimal_int(rows[i].value),
                                        .of = DECIMAL_MISSING,
                                        .place = str_of(rows[i].name),
                                        .code = str_of(rows[i].code),
                                        .period = {.from = rows[i].year, .to = rows[i].year}});
    figures_settle(&world.figures);
    struct comparison c = years("staff.total", "xã A", 2021, 2026, false);
    is(c.a.value, "45");
    notes(&c, "tổng của xã A và xã B");
    c = years("staff.total", "xã C", 2021, 2026, false);
    is(c.difference.value, "");
    notes(&c, "Chỉ một phần");
    c = years("staff.total", "xã B", 2021, 2026, false);
    is(c.difference.value, "");
    notes(&c, "nhập vào xã A");
    source_free(table);
    end();
}

/* What the command prints: the old provinces by themselves, the new one against their sum. */
static void test_all(void **state) {
    (void)state;
    start(LINES(BAC_NINH));
    struct comparisons all;
    compare_all(&world.figures, &all);
    uint32_t crossing = 0, old = 0;
    for (size_t i = 0; i < all.n; i++) {
        const struct comparison *c = &all.items[i];
        bool new_place = str_equal(c->b.place, STR("tỉnh Bắc Ninh")) && c->b.year == 2026;
        crossing += new_place && c->a.n_from >= 2 && !decimal_missing(c->difference.value);
        old += c->b.year == 2021 && !decimal_missing(c->difference.value);
        assert_false(c->b.year == 2026 && !new_place);
    }
    assert_int_equal(crossing, 6); /* staff, graduates, their share: over 2021 and over 2016 */
    assert_int_equal(old, 4);
    comparisons_fini(&all);
    end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bac_ninh),
        cmocka_unit_test(test_phu_tho),
        cmocka_unit_test(test_shares_alone),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_unchanged_and_unknown),
        cmocka_unit_test(test_mix_and_series),
        cmocka_unit_test(test_communes),
        cmocka_unit_test(test_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
