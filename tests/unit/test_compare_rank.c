/* Many units of one year: order, bounds, shares as one, communes of a district. */
#include "compare/compare.h"
#include "figures_of.h"

static struct world world;
static struct arena arena;

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void is(struct decimal value, const char *expected) {
    struct buf out = BUF_EMPTY;
    decimal_print(&out, value);
    assert_string_equal(out.at ? out.at : "", expected);
    buf_fini(&out);
}

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
    assert_int_equal(ranking_from(&r, decimal_int(50)), 3); /* at least 50: B has just that */
    assert_int_equal(ranking_from(&r, decimal_of(501, 1)), 2);
    is(ranking_share_from(&r, decimal_int(50)), "75.0");
    r = compare_rank(&arena, &world.figures, STR("edu.university"), places, 0, 2021, true);
    is(ranking_share_from(&r, decimal_int(50)), ""); /* none of none */
    r = compare_rank(&arena, &world.figures, STR("staff.total"), places, 5, 2021, false);
    is(r.items[0].fact.value, "40");
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
    assert_true(f.estimated);
    is(compare_average(&arena, &world.figures, STR("edu.university"), places, 5, 2020).value, "");
    is(compare_average(&arena, &world.figures, STR("no.such"), places, 5, 2021).value, "");
    end();
}

static void put_within(const char *place, const char *within, int value) {
    struct figure f = {.rule = "test",
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
        cmocka_unit_test(test_rank),
        cmocka_unit_test(test_average),
        cmocka_unit_test(test_district),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
