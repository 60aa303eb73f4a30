/* Many units of one year: order, bounds, shares as one, communes of a district. */
#include "compare/compare.h"
#include "figures_of.h"

static struct world world;
static struct arena arena;

static const struct str places[] = {STR("xã A"), STR("xã B"), STR("xã C"), STR("xã Đ"), STR("xã E")};

static void start(void) {
    arena = ARENA_EMPTY;
    world_make(
        &world,
        LINES("staff.total|xã A|2021|10|x", "edu.university|xã A|2021|9|x", "staff.total|xã B|2021|30|x",
              "edu.university|xã B|2021|15|x", "staff.total|xã C|2021|20|x", "edu.university|xã C|2021|18|x",
              "staff.total|xã Đ|2021|40|x", "edu.university|xã Đ|2021|25%|x", "staff.total|xã E|2020|7|x"),
        0);
}

static void end(void) {
    arena_fini(&arena);
    world_end(&world);
}

static void test_rank(void **state) {
    (void)state;
    start();
    struct ranking r = compare_rank(&arena, &world.figures, STR("edu.university"), places, 5, 2021, true);
    static const char *const names[] = {"xã A", "xã C", "xã B", "xã Đ"};
    static const uint32_t ranks[] = {1, 1, 3, 4};
    assert_int_equal(r.n, 4);
    assert_int_equal(r.n_missing, 1); /* missing is not last */
    for (uint32_t i = 0; i < 4; i++) {
        assert_true(str_equal(r.items[i].fact.place, str_of(names[i])));
        assert_int_equal(r.items[i].rank, ranks[i]);
    }
    assert_int_equal(r.missing[0].len, strlen("xã E"));
    assert_string_equal(r.note, "Tính từ 4 trên 5 đơn vị; thiếu số liệu của xã E.");
    assert_string_equal(r.note_en, "It is made from 4 of 5 units; nothing is stated for xã E.");
    r = compare_rank(&arena, &world.figures, STR("staff.total"), places, 5, 2021, false);
    is(r.items[0].fact.value, "40");
    end();
}

static struct reached reach(struct decimal bound, enum bound_side side) {
    struct ranking r = compare_rank(&arena, &world.figures, STR("edu.university"), places, 5, 2021, true);
    return ranking_reach(&arena, &r, bound, side);
}

/* 90, 90, 50, 25 per cent and one unit that states nothing. */
static void test_bound(void **state) {
    (void)state;
    start();
    struct reached r = reach(decimal_int(50), BOUND_FROM); /* B has just that */
    is(r.units.value, "3");
    assert_string_equal(r.units.unit, "đơn vị");
    assert_true(r.units.derived);
    assert_int_equal(r.units.n_from, 7); /* of all four, since the one below tells too */
    is(r.of.value, "4");
    is(r.share.value, "75.0");
    assert_string_equal(r.share.unit, "%");
    assert_non_null(strstr(r.units.note, "xã E"));
    assert_int_equal(r.n, 3);
    assert_true(str_equal(r.items[2]->fact.place, STR("xã B")));
    is(reach(decimal_int(50), BOUND_ABOVE).units.value, "2");
    is(reach(decimal_int(50), BOUND_BELOW).units.value, "1");
    is(reach(decimal_of(501, 1), BOUND_FROM).units.value, "2");
    is(reach(decimal_int(91), BOUND_FROM).units.value, "0"); /* none is a number */
    is(reach(DECIMAL_MISSING, BOUND_FROM).units.value, "");
    struct ranking none = compare_rank(&arena, &world.figures, STR("edu.university"), places, 0, 2021, true);
    is(ranking_reach(&arena, &none, decimal_int(50), BOUND_FROM).units.value, ""); /* none of none */
    is(ranking_reach(&arena, &none, decimal_int(50), BOUND_FROM).share.value, "");
    end();
}

/* "trên 80%" and its like, each against bounds around it. */
static void test_vague_bound(void **state) {
    (void)state;
    static const struct {
        enum figure_qualifier qualifier;
        int bound;
        enum bound_side side;
        const char *reached, *told;
    } cases[] = {
        {QUALIFIER_OVER, 80, BOUND_FROM, "1", "1"},     {QUALIFIER_OVER, 80, BOUND_ABOVE, "1", "1"},
        {QUALIFIER_OVER, 85, BOUND_FROM, "0", "0"},     {QUALIFIER_OVER, 75, BOUND_BELOW, "0", "1"},
        {QUALIFIER_AT_LEAST, 80, BOUND_FROM, "1", "1"}, {QUALIFIER_AT_LEAST, 80, BOUND_ABOVE, "0", "0"},
        {QUALIFIER_NEARLY, 80, BOUND_FROM, "0", "1"},   {QUALIFIER_NEARLY, 80, BOUND_BELOW, "1", "1"},
        {QUALIFIER_NEARLY, 75, BOUND_FROM, "0", "0"},   {QUALIFIER_NEARLY, 72, BOUND_FROM, "1", "1"},
        {QUALIFIER_ABOUT, 72, BOUND_FROM, "1", "1"},    {QUALIFIER_ABOUT, 89, BOUND_FROM, "0", "1"},
        {QUALIFIER_ABOUT, 80, BOUND_FROM, "0", "0"},    {QUALIFIER_AT_MOST, 80, BOUND_ABOVE, "0", "1"},
        {QUALIFIER_AT_MOST, 80, BOUND_FROM, "0", "0"},  {QUALIFIER_AT_MOST, 81, BOUND_BELOW, "1", "1"},
    };
    start();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ranked item = {.rank = 1};
        item.fact.value = decimal_int(80);
        item.fact.qualifier = cases[i].qualifier;
        struct ranking one = {.items = &item, .n = 1};
        struct reached r = ranking_reach(&arena, &one, decimal_int(cases[i].bound), cases[i].side);
        is(r.units.value, cases[i].reached);
        is(r.of.value, cases[i].told);
        assert_int_equal(r.n_open, cases[i].told[0] == '0');
        assert_true((r.units.note != NULL) == (r.n_open > 0));
    }
    end();
}

static void add_figure(const char *place, const char *group, int day, int to_year) {
    struct statement f = {.rule = "test",
                          .indicator = catalogue_find(world.catalogue, STR("staff.total")),
                          .value = decimal_int(12),
                          .of = DECIMAL_MISSING,
                          .place = str_of(place),
                          .group = str_of(group),
                          .period = {.from = 2018, .to = (int16_t)to_year, .as_of = {2018, 6, (int8_t)day}}};
    figures_add(&world.figures, &f);
}

/* Units that do not state the same thing are ranked with a note; what several years state is not ranked. */
static void test_unlike(void **state) {
    (void)state;
    start();
    add_figure("xã A", "công chức", 30, 2018);
    add_figure("xã B", "cán bộ", 30, 2018);
    add_figure("xã C", "công chức", 15, 2018);
    struct ranking r = compare_rank(&arena, &world.figures, STR("staff.total"), places, 3, 2018, false);
    assert_int_equal(r.n, 3);
    assert_int_equal(r.extent, EXTENT_GROUP | EXTENT_AS_OF);
    assert_string_equal(r.note,
                        "Các đơn vị khác đối tượng (công chức; cán bộ), cần đọc thận trọng. Các đơn vị chốt "
                        "số liệu ở thời điểm khác nhau: từ 15/06/2018 đến 30/06/2018.");
    r = compare_rank(&arena, &world.figures, STR("staff.total"), places, 1, 2018, false);
    assert_int_equal(r.extent, EXTENT_SAME);
    assert_null(r.note);
    add_figure("xã D", "công chức", 30, 2019);
    static const struct str spans[] = {STR("xã D")};
    r = compare_rank(&arena, &world.figures, STR("staff.total"), spans, 1, 2019, false);
    assert_int_equal(r.n, 0);
    assert_int_equal(r.n_missing, 1);
    end();
}

static void test_average(void **state) {
    (void)state;
    start();
    struct fact f = compare_average(&arena, &world.figures, STR("edu.university"), places, 3, 2021);
    is(f.value, "70.0"); /* 42 of 60; the mean of 90, 50 and 90 would be 76,7 */
    assert_false(f.estimated);
    assert_int_equal(f.n_from, 6);
    f = compare_average(&arena, &world.figures, STR("edu.university"), places, 5, 2021);
    is(f.value, "52.0"); /* 25 % of 40 are ten: 52 of 100 */
    assert_string_equal(f.note, "Tính từ 4 trên 5 đơn vị; thiếu số liệu của xã E.");
    assert_true(f.estimated);
    is(compare_average(&arena, &world.figures, STR("edu.university"), places, 5, 2020).value, "");
    is(compare_average(&arena, &world.figures, STR("no.such"), places, 5, 2021).value, "");
    end();
}

static void put_within(const char *place, const char *within, int value) {
    struct statement f = {.rule = "test",
                          .indicator = catalogue_find(world.catalogue, STR("staff.total")),
                          .value = decimal_int(value),
                          .of = DECIMAL_MISSING,
                          .place = str_of(place),
                          .within = str_of(within),
                          .group = STR("x"),
                          .period = {.from = 2019, .to = 2019}};
    figures_add(&world.figures, &f);
}

static void test_district(void **state) {
    (void)state;
    start();
    put_within("xã A", "huyện M", 11);
    put_within("xã B", "huyện M", 31);
    put_within("xã C", "huyện N", 21);
    put_within("xã A", "huyện M", 11);
    struct str communes[4];
    assert_int_equal(compare_communes(&world.figures, STR("Huyện M"), communes, 4), 2);
    struct fact sum = compare_sum(&arena, &world.figures, STR("staff.total"), communes, 2, 2019);
    is(sum.value, "42");
    assert_int_equal(compare_communes(&world.figures, STR("huyện P"), communes, 4), 0);
    end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rank),   cmocka_unit_test(test_bound),   cmocka_unit_test(test_vague_bound),
        cmocka_unit_test(test_unlike), cmocka_unit_test(test_average), cmocka_unit_test(test_district),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
