/* What is said of a unit changes with what it was, and with nothing else. */
#include "batch/units_say.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define OLD                                                                                                  \
    "  - {code: '24', name: tỉnh Bắc Giang, until: 2025-06-30}\n"                                        \
    "  - {code: '27', name: tỉnh Bắc Ninh, until: 2025-06-30}\n"
#define NEW                                                                                                  \
    "  - {code: '24', name: tỉnh Bắc Ninh, from: 2025-07-01, parts: [tỉnh Bắc Giang, tỉnh Bắc Ninh], act: A}\n"
#define OTHER "  - {code: '11', name: tỉnh Điện Biên}\n"

static struct units *table_of(const char *rows) {
    char path[] = "/tmp/hoso-units-XXXXXX";
    struct diag diag = DIAG_EMPTY;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    dprintf(fd, "units:\n%s", rows);
    close(fd);
    struct units *units = units_load(path, &diag);
    unlink(path);
    assert_non_null(units);
    diag_fini(&diag);
    return units;
}

/* What is said of the place by its name, of a set without figures. */
static uint64_t said(const char *rows, const char *place) {
    struct figures figures = {.units = table_of(rows)};
    struct units_say say;
    units_say_init(&say, &figures);
    uint64_t number = units_say_place(&say, MAP_NONE, str_of(place));
    units_say_fini(&say);
    units_free((struct units *)figures.units);
    map_fini(&figures.name_ids);
    map_fini(&figures.name_keys);
    arena_fini(&figures.scratch);
    arena_fini(&figures.arena);
    return number;
}

static void rows_about_others_change_nothing(void **state) {
    (void)state;
    uint64_t before = said(OLD NEW, "tỉnh Bắc Ninh");
    assert_true(before == said(OTHER OLD NEW, "tỉnh Bắc Ninh"));
    assert_true(before == said(OLD NEW OTHER, "Tỉnh Bắc Ninh"));
    assert_true(said(OTHER, "tỉnh Điện Biên") == said(OLD OTHER NEW, "tỉnh Điện Biên"));
    assert_true(said(OLD NEW, "tỉnh Điện Biên") == said(OLD, "tỉnh Điện Biên")); /* not there */
    assert_true(said(OLD NEW, "tỉnh Điện Biên") != said(OLD NEW OTHER, "tỉnh Điện Biên"));
}

static void what_a_unit_was_made_of_counts(void **state) {
    (void)state;
    uint64_t before = said(OLD NEW, "tỉnh Bắc Ninh");
    assert_true(before != said(OLD, "tỉnh Bắc Ninh"));
    assert_true(before != said("  - {code: '24', name: tỉnh Bắc Giang, until: 2025-07-31}\n"
                               "  - {code: '27', name: tỉnh Bắc Ninh, until: 2025-06-30}\n" NEW,
                               "tỉnh Bắc Ninh"));
    assert_true(before != said("  - {code: '25', name: tỉnh Bắc Giang, until: 2025-06-30}\n"
                               "  - {code: '27', name: tỉnh Bắc Ninh, until: 2025-06-30}\n" NEW,
                               "tỉnh Bắc Ninh"));
    assert_true(said(OLD NEW, "tỉnh Bắc Giang") != said(OLD, "tỉnh Bắc Giang")); /* it became something */
}

static void units_are_found_again_in_another_table(void **state) {
    (void)state;
    struct figures a = {.units = table_of(OLD NEW)}, b = {.units = table_of(OTHER OLD NEW)};
    struct units_say say, other;
    units_say_init(&say, &a);
    units_say_init(&other, &b);
    for (uint32_t i = 0; i < a.units->n; i++) {
        uint32_t found = units_say_find(&other, units_say_name(&say, i));
        assert_int_equal(found, i + 1);
    }
    assert_int_equal(units_say_find(&say, units_say_name(&other, 0)), MAP_NONE);
    assert_true(units_say(&say, 99) == 0);
    units_say_fini(&say);
    units_say_fini(&other);
    units_free((struct units *)a.units);
    units_free((struct units *)b.units);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_about_others_change_nothing),
        cmocka_unit_test(what_a_unit_was_made_of_counts),
        cmocka_unit_test(units_are_found_again_in_another_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
