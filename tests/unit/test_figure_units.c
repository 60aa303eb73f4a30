/* Units over time: provinces as shipped, crosswalks of communes, names and codes used again, homonyms told apart. */
#include "figure/figure.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct diag diag;
static struct arena arena;

static struct units *load(void) {
    diag = DIAG_EMPTY;
    arena = ARENA_EMPTY;
    struct units *units = units_load(HOSO_ROOT "/templates/units.yaml", &diag);
    assert_non_null(units);
    return units;
}

static void end(struct units *units) {
    units_free(units);
    arena_fini(&arena);
    diag_fini(&diag);
}

static const struct date y2021 = {2021, 12, 31}, y2026 = {2026, 12, 31}, last_day = {2025, 6, 30},
                         first_day = {2025, 7, 1};

static const char *named(const struct units *units, const char *name, struct date day) {
    const struct unit *unit = units_find(units, str_of(name), STR(""), day);
    return unit ? unit->code : "";
}

static void test_counts(void **state) {
    (void)state;
    struct units *units = load();
    struct {
        struct date day;
        uint32_t n;
    } cases[] = {{y2021, 63}, {last_day, 63}, {first_day, 34}, {y2026, 34}};
    for (size_t c = 0; c < 4; c++) {
        uint32_t n = 0;
        for (size_t i = 0; i < units->n; i++)
            n += unit_valid(units->items[i], cases[c].day);
        assert_int_equal(n, cases[c].n);
    }
    end(units);
}

/* Every old province is a part of just one new one, or is it still. */
static void test_whole(void **state) {
    (void)state;
    struct units *units = load();
    uint32_t parts = 0, changed = 0;
    for (size_t i = 0; i < units->n; i++) {
        if (!unit_valid(units->items[i], first_day))
            continue;
        struct unit_parts was = unit_parts_on(&arena, units, units->items[i], y2021);
        assert_true(was.n > 0);
        assert_false(was.partial);
        parts += was.n;
        changed += was.n > 1;
        for (uint32_t k = 0; k < was.n; k++)
            assert_true(unit_valid(was.items[k], y2021));
    }
    assert_int_equal(parts, 63);
    assert_int_equal(changed, 23);
    end(units);
}

static void test_codes_used_again(void **state) {
    (void)state;
    struct units *units = load();
    assert_string_equal(units_find(units, STR(""), STR("24"), y2021)->name, "tỉnh Bắc Giang");
    assert_string_equal(units_find(units, STR(""), STR("24"), y2026)->name, "tỉnh Bắc Ninh");
    assert_string_equal(named(units, "tỉnh Bắc Ninh", y2021), "27");
    assert_string_equal(named(units, "TỈNH BẮC NINH", y2026), "24");
    assert_string_equal(named(units, "tỉnh Bắc Giang", y2026), "");
    assert_string_equal(named(units, "Tỉnh Hoà Bình", y2021), "17"); /* the other place of the tone mark */
    assert_null(units_find(units, STR("tỉnh Bắc Ninh"), STR("27"), y2026));
    assert_non_null(units_named(units, STR("tỉnh Bắc Giang")));
    assert_null(units_named(units, STR("tỉnh Mẫu")));
    end(units);
}

static void test_chain(void **state) {
    (void)state;
    struct units *units = load();
    const struct unit *city = units_find(units, STR("thành phố Đồng Nai"), STR(""), y2026);
    assert_non_null(city);
    struct unit_parts was = unit_parts_on(&arena, units, city, first_day);
    assert_int_equal(was.n, 1);
    assert_string_equal(was.items[0]->name, "tỉnh Đồng Nai");
    was = unit_parts_on(&arena, units, city, last_day); /* two changes back */
    assert_int_equal(was.n, 2);
    assert_string_equal(was.items[1]->name, "tỉnh Đồng Nai");
    assert_string_equal(was.items[0]->name, "tỉnh Bình Phước");
    was = unit_parts_on(&arena, units, units_find(units, STR("thành phố Huế"), STR(""), y2026), y2021);
    assert_int_equal(was.n, 1);
    assert_string_equal(was.items[0]->name, "tỉnh Thừa Thiên Huế");
    const struct unit *same = units_find(units, STR("tỉnh Điện Biên"), STR(""), y2026);
    was = unit_parts_on(&arena, units, same, y2021);
    assert_int_equal(was.n, 1);
    assert_ptr_equal(was.items[0], same);
    end(units);
}

static bool crosswalk(struct units *units, const char *text) {
    struct source *table = source_of("x.csv", 0, str_of(text), SOURCE_TABLE, &diag);
    assert_non_null(table);
    bool ok = units_crosswalk(units, table, &diag);
    source_free(table);
    return ok;
}

static void test_crosswalk(void **state) {
    (void)state;
    struct units *units = load();
    assert_true(crosswalk(units, "old_code;new_code;extent;from;new_name\n"
                                 "03124;03124;full;2025-07-01;phường Mới\n"
                                 "03127;03124;full;2025-07-01;phường Mới\n"
                                 "03130;03130;partial;2025-07-01;\n"
                                 "03130;03133;partial;2025-07-01;\n"
                                 "03325;03325;full;01/07/2025;\n"));
    const struct unit *unit = units_find(units, STR(""), STR("03124"), y2026);
    assert_string_equal(unit->name, "phường Mới");
    struct unit_parts was = unit_parts_on(&arena, units, unit, y2021);
    assert_int_equal(was.n, 2);
    assert_false(was.partial);
    assert_ptr_not_equal(was.items[0], unit); /* one code, two communes */
    assert_string_equal(was.items[0]->code, "03124");
    was = unit_parts_on(&arena, units, units_find(units, STR(""), STR("03133"), y2026), y2021);
    assert_true(was.partial);
    assert_int_equal(units_find(units, STR(""), STR("03130"), y2021)->successors, 2);
    was = unit_parts_on(&arena, units, units_find(units, STR(""), STR("03325"), y2026), y2021);
    assert_int_equal(was.n, 1);
    assert_false(was.partial);
    end(units);
}

static void test_crosswalk_faults(void **state) {
    (void)state;
    static const char *const texts[] = {
        "old_code;new_code;from\n1;2;2025-07-01\n",
        "old_code;new_code;extent;from\n;2;full;2025-07-01\n",
        "old_code;new_code;extent;from\n1;;full;2025-07-01\n",
        "old_code;new_code;extent;from\n1;2;half;2025-07-01\n",
        "Mã cũ;Mã mới;Phạm vi;Từ ngày\n1;2;Toàn bộ;tháng 7\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct units *units = load();
        assert_false(crosswalk(units, texts[i]));
        assert_int_equal(diag.count[DIAG_USAGE], 1);
        end(units);
    }
    struct units *units = load();
    assert_true(crosswalk(units, "Mã cũ;Mã mới;Phạm vi;Từ ngày\n1;2;Một phần;01/07/2025\n;;;\n"));
    end(units);
}

/* ---- places told apart --------------------------------------------------------------------------------------------- */

static void row(struct figures *figures, const struct catalogue *catalogue, uint32_t source, int year,
                const char *within, const char *code) {
    static uint32_t line;
    struct statement f = {.rule = "test",
                          .indicator = catalogue_find(catalogue, STR("staff.total")),
                          .value = decimal_int(20),
                          .of = DECIMAL_MISSING,
                          .place = STR("xã Thanh An"),
                          .within = str_of(within),
                          .code = str_of(code),
                          .where = {source, 0, 2},
                          .line = ++line,
                          .period = {.from = (int16_t)year, .to = (int16_t)year}};
    figures_add(figures, &f);
}

static void place_is(const struct figures *figures, size_t i, const char *name) {
    assert_int_equal(figures->items[i]->about->place.len, strlen(name));
    assert_memory_equal(figures->items[i]->about->place.at, name, strlen(name));
    assert_int_equal(figures_place(figures, str_of(name)), figures->items[i]->about->place_id);
}

static void test_homonyms(void **state) {
    (void)state;
    struct catalogue *catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    struct figures figures;
    figures_init(&figures, catalogue);
    row(&figures, catalogue, 0, 2016, "huyện B", "00001");
    row(&figures, catalogue, 0, 2016, "huyện C", "00002");
    row(&figures, catalogue, 1, 2021, "thành phố D", "00001"); /* moved to another district */
    row(&figures, catalogue, 2, 2021, "", "");
    figures_settle(&figures);
    place_is(&figures, 0, "xã Thanh An, huyện B");
    place_is(&figures, 1, "xã Thanh An, huyện C");
    place_is(&figures, 2, "xã Thanh An, huyện B");
    place_is(&figures, 3, "xã Thanh An"); /* of whom it speaks is not known */
    assert_int_equal(figures.n_places, 3);
    figures_fini(&figures);
    figures_init(&figures, catalogue); /* without codes the districts tell */
    row(&figures, catalogue, 0, 2016, "huyện B", "");
    row(&figures, catalogue, 0, 2016, "huyện C", "");
    figures_settle(&figures);
    place_is(&figures, 1, "xã Thanh An, huyện C");
    figures_fini(&figures);
    figures_init(&figures, catalogue); /* one that moved is one */
    row(&figures, catalogue, 0, 2016, "huyện B", "00001");
    row(&figures, catalogue, 1, 2021, "huyện C", "00001");
    figures_settle(&figures);
    place_is(&figures, 0, "xã Thanh An");
    place_is(&figures, 1, "xã Thanh An");
    figures_fini(&figures);
    catalogue_free(catalogue);
}

static void test_unit_of_place(void **state) {
    (void)state;
    struct units *units = load();
    struct catalogue *catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    struct figures figures;
    assert_true(crosswalk(units, "old_code;new_code;extent;from\n00001;00001;full;2025-07-01\n"
                                 "00002;00001;full;2025-07-01\n"));
    figures_init(&figures, catalogue);
    figures.units = units;
    row(&figures, catalogue, 0, 2021, "", "00001");
    row(&figures, catalogue, 1, 2026, "", "00001");
    figures_settle(&figures);
    const struct unit *old = figures_unit(&figures, STR("xã Thanh An"), y2021);
    const struct unit *new = figures_unit(&figures, STR("xã Thanh An"), y2026);
    assert_non_null(old);
    assert_non_null(new);
    assert_ptr_not_equal(old, new);
    assert_true(str_equal(figures_unit_place(&figures, old), STR("xã Thanh An")));
    assert_int_equal(figures_unit_place(&figures, units_find(units, STR(""), STR("00002"), y2021)).len, 0);
    assert_null(figures_unit(&figures, STR("xã Khác"), y2021));
    assert_string_equal(figures_unit(&figures, STR("tỉnh Bắc Ninh"), y2021)->code, "27");
    figures_fini(&figures);
    catalogue_free(catalogue);
    end(units);
}

static void refused(const char *yaml, const char *says) {
    char path[] = "/tmp/hoso-units-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && file_write(fd, yaml, strlen(yaml)) && close(fd) == 0);
    diag = DIAG_EMPTY;
    assert_null(units_load(path, &diag));
    unlink(path);
    assert_string_equal(diag.first->id, "units");
    assert_int_equal(diag.first->where.line, 3);
    assert_non_null(strstr(diag.first->text, says));
    diag_fini(&diag);
}

/* A name that two units bear on one day is no name of either. */
static void test_name_of_two(void **state) {
    (void)state;
    struct units *units = load();
    assert_true(crosswalk(units, "old_code;new_code;extent;from;old_name;new_name\n"
                                 "00001;00003;full;2025-07-01;xã Trùng;xã Mới\n"
                                 "00002;00004;full;2025-07-01;xã Trùng;xã Mới Hai\n"));
    assert_null(units_find(units, STR("xã Trùng"), STR(""), last_day));
    assert_non_null(units_find(units, STR(""), STR("00001"), last_day));
    assert_non_null(units_find(units, STR("xã Mới"), STR(""), first_day));
    assert_null(units_find(units, STR("xã Mới"), STR(""), last_day));
    end(units);
}

static void test_files_refused(void **state) {
    (void)state;
    refused("units:\n  - {name: tỉnh A, until: \"2025-06-30\"}\n  - {name: tỉnh B, from: \"2025-02-30\"}\n",
            "2025-02-30");
    refused("units:\n  - {name: tỉnh A}\n  - {name: tỉnh B, parts: [tỉnh A]}\n", "tỉnh A"); /* from when? */
    refused("units:\n  - {name: tỉnh A, until: \"2025-06-29\"}\n"
            "  - {name: tỉnh B, from: \"2025-07-01\", parts: [tỉnh A]}\n",
            "tỉnh A");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),           cmocka_unit_test(test_whole),
        cmocka_unit_test(test_codes_used_again), cmocka_unit_test(test_chain),
        cmocka_unit_test(test_crosswalk),        cmocka_unit_test(test_crosswalk_faults),
        cmocka_unit_test(test_homonyms),         cmocka_unit_test(test_unit_of_place),
        cmocka_unit_test(test_name_of_two),      cmocka_unit_test(test_files_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
