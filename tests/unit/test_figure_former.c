/* One name, two units in one year: under which name the figures of the one that ended are filed, and what a report says of the
 * time before there was its unit. */
#include "figures_of.h"

static struct world world;
static struct units *units;
static struct diag diag;

static int start(void **state) {
    (void)state;
    diag = DIAG_EMPTY;
    world_make(&world, LINES(NULL), TABLES);
    units = units_load(HOSO_ROOT "/templates/units.yaml", &diag);
    assert_non_null(units);
    world.figures.units = units;
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    units_free(units);
    diag_fini(&diag);
    return 0;
}

static void reports(uint32_t source, const char *place, struct date date) {
    world.store[source].place = str_of(place);
    world.store[source].date = date;
}

/* A count of 20 in a source, as of a day. */
static void put_on(uint32_t source, const char *place, const char *code, struct date day) {
    struct statement f = {.rule = "test",
                          .indicator = catalogue_find(world.catalogue, STR("staff.total")),
                          .value = decimal_int(20),
                          .of = DECIMAL_MISSING,
                          .place = str_of(place),
                          .code = str_of(code),
                          .where = {source, ++world.line, 2},
                          .line = world.line,
                          .period = {.from = day.year, .to = day.year, .as_of = day}};
    figures_add(&world.figures, &f);
}

static void place_is(size_t i, const char *name) {
    struct str place = world.figures.items[i]->about->place;
    if (!str_equal(place, str_of(name)))
        fail_msg("%zu: %.*s, not %s", i, STR_ARG(place), name);
    assert_int_equal(figures_place(&world.figures, str_of(name)), world.figures.items[i]->about->place_id);
}

#define LOOKED_BACK "tỉnh Bắc Ninh (báo cáo lập sau sắp xếp)"

/* The new Bắc Ninh is there from 1 July 2025 on. */
static void a_report_looks_back_beyond_the_first_day_of_its_unit(void **state) {
    (void)state;
    reports(0, "tỉnh Bắc Ninh", (struct date){2025, 12, 31});
    put_on(0, "tỉnh Bắc Ninh", "", (struct date){2024, 12, 31});
    put_on(0, "tỉnh Bắc Ninh", "", (struct date){2025, 6, 30});
    put_on(0, "tỉnh Bắc Ninh", "", (struct date){2025, 7, 1});
    put_on(0, "tỉnh Bắc Ninh", "", (struct date){2025, 12, 31});
    put_on(0, "tỉnh Bắc Giang", "", (struct date){2024, 12, 31}); /* is not the unit that reports */
    figures_settle(&world.figures);
    place_is(0, LOOKED_BACK);
    place_is(1, LOOKED_BACK);
    place_is(2, "tỉnh Bắc Ninh");
    place_is(3, "tỉnh Bắc Ninh");
    place_is(4, "tỉnh Bắc Giang");
}

static void the_unit_that_ended_has_its_last_day_where_both_have_figures_of_a_year(void **state) {
    (void)state;
    reports(0, "tỉnh Bắc Ninh", (struct date){2025, 6, 30});
    reports(1, "tỉnh Bắc Ninh", (struct date){2025, 12, 31});
    put_on(0, "tỉnh Bắc Ninh", "", (struct date){2024, 12, 31});
    put_on(0, "tỉnh Bắc Ninh", "", (struct date){2025, 6, 30});
    put_on(1, "tỉnh Bắc Ninh", "", (struct date){2025, 12, 31});
    figures_settle(&world.figures);
    place_is(0, "tỉnh Bắc Ninh (đến 30/06/2025)");
    place_is(1, "tỉnh Bắc Ninh (đến 30/06/2025)");
    place_is(2, "tỉnh Bắc Ninh");
}

static void it_keeps_its_name_where_no_year_has_both(void **state) {
    (void)state;
    reports(0, "tỉnh Bắc Ninh", (struct date){2024, 12, 31});
    reports(1, "tỉnh Bắc Ninh", (struct date){2026, 12, 31});
    put_on(0, "tỉnh Bắc Ninh", "", (struct date){2024, 12, 31});
    put_on(1, "tỉnh Bắc Ninh", "", (struct date){2026, 12, 31});
    figures_settle(&world.figures);
    place_is(0, "tỉnh Bắc Ninh");
    place_is(1, "tỉnh Bắc Ninh");
}

/* Communes whose names the table of units does not have. */
static void codes_tell_units_apart(void **state) {
    (void)state;
    struct source *table =
        source_of("doi-chieu.csv", 9, STR("old_code;new_code;extent;from\n00001;00002;full;2025-07-01\n"),
                  SOURCE_TABLE, &diag);
    assert_true(units_crosswalk(units, table, &diag));
    reports(0, "tỉnh A", (struct date){2025, 6, 30});
    reports(1, "tỉnh A", (struct date){2025, 12, 31});
    put_on(0, "xã Thanh An", "00001", (struct date){2025, 6, 30});
    put_on(1, "xã Thanh An", "00002", (struct date){2025, 12, 31});
    put_on(0, "xã Thanh Nưa", "00001", (struct date){2025, 6, 30}); /* no other unit bears that name */
    figures_settle(&world.figures);
    place_is(0, "xã Thanh An (đến 30/06/2025)");
    place_is(1, "xã Thanh An");
    place_is(2, "xã Thanh Nưa");
    source_free(table);
}

static void names_lead_back_to_the_place(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct str place = place_looked_back(&arena, STR("tỉnh Bắc Ninh"));
    assert_true(str_equal(place, STR(LOOKED_BACK)));
    assert_true(place_looks_back(&place));
    assert_true(str_equal(place, STR("tỉnh Bắc Ninh")));
    assert_false(place_looks_back(&place));
    assert_true(str_equal(place, STR("tỉnh Bắc Ninh")));
    arena_fini(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_report_looks_back_beyond_the_first_day_of_its_unit),
        TEST(the_unit_that_ended_has_its_last_day_where_both_have_figures_of_a_year),
        TEST(it_keeps_its_name_where_no_year_has_both),
        TEST(codes_tell_units_apart),
        TEST(names_lead_back_to_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
