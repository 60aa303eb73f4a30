/* The set of figures: lookups and their preferences, size, printing. */
#include "figure/figure.h"
#include "figure/sheet.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static struct catalogue *catalogue;

static int load(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    diag_fini(&diag);
    return catalogue ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    catalogue_free(catalogue);
    return 0;
}

static struct statement make(const char *id, const char *place, int year, int64_t value) {
    return (struct statement){
        .indicator = catalogue_find(catalogue, str_of(id)),
        .value = decimal_int(value),
        .of = DECIMAL_MISSING,
        .place = str_of(place),
        .period = {.from = (int16_t)year, .to = (int16_t)year},
        .rule = "test",
    };
}

static int64_t ask(const struct figures *figures, struct figure_query query) {
    const struct figure *figure = figures_lookup(figures, &query);
    return figure ? figure->value.units : -1;
}

/* A row without figures names a place in another way than those that have some: it is the same place all the same. */
static void test_place_by_any_spelling(void **state) {
    (void)state;
    struct figures figures;
    figures_init(&figures, catalogue);
    struct statement f = make("staff.total", "xã Nà Tấu", 2021, 20);
    figures_add(&figures, &f);
    assert_int_equal(figures_place(&figures, STR("xã NÀ TẤU")), 0);
    figures_written(&figures, STR("Xã NÀ TẤU"), STR(""));
    assert_int_equal(figures_place(&figures, STR("xã NÀ TẤU")), 0);
    assert_int_equal(figures_place(&figures, STR("xã Nà Tấu")), 0);
    figures_written(&figures, STR("Xã Nà Nhạn"), STR(""));
    assert_int_equal(figures_place(&figures, STR("xã Nà Nhạn")), MAP_NONE);
    figures_fini(&figures);
}

/* A whole is looked for beside its part: in the same source and group, on the same line first. */
static void test_beside(void **state) {
    (void)state;
    struct figures figures;
    figures_init(&figures, catalogue);
    struct statement f = make("staff.total", "tỉnh A", 2021, 100);
    f.line = 5;
    figures_add(&figures, &f);
    f.line = 9;
    f.value = decimal_int(40);
    figures_add(&figures, &f);
    f.where.source = 1;
    f.value = decimal_int(7);
    figures_add(&figures, &f);
    f = make("gender.female", "tỉnh A", 2021, 10);
    f.line = 9;
    const struct figure *part = figures_add(&figures, &f);
    struct figure_query query = {
        .indicator = STR("staff.total"), .place = STR("tỉnh A"), .year = 2021, .beside = part};
    assert_int_equal(ask(&figures, query), 40);
    f.where.source = 1;
    query.beside = figures_add(&figures, &f);
    assert_int_equal(ask(&figures, query), 7);
    f.where.source = 2;
    query.beside = figures_add(&figures, &f);
    assert_int_equal(ask(&figures, query), -1);
    query.beside = NULL;
    assert_int_equal(ask(&figures, query), 100);
    figures_fini(&figures);
}

static void test_lookup(void **state) {
    (void)state;
    struct figures figures;
    figures_init(&figures, catalogue);
    struct statement f = make("staff.total", "tỉnh Điện Biên", 2021, 1279);
    f.group = STR("công chức cấp xã");
    figures_add(&figures, &f);
    f = make("staff.total", "tỉnh Điện Biên", 2016, 1300);
    figures_add(&figures, &f);
    f = make("staff.total", "huyện Điện Biên", 2021, 400);
    figures_add(&figures, &f);
    f = make("gender.female", "tỉnh Điện Biên", 2021, 300);
    figures_add(&figures, &f);
    assert_int_equal(ask(&figures, (struct figure_query){.indicator = STR("staff.total"),
                                                         .place = STR("tỉnh Điện Biên"),
                                                         .year = 2021}),
                     1279);
    assert_int_equal(ask(&figures, (struct figure_query){.indicator = STR("staff.total"),
                                                         .place = STR("Tỉnh Điện Biên"),
                                                         .year = 2016}),
                     1300);
    assert_int_equal(
        ask(&figures,
            (struct figure_query){.indicator = STR("staff.total"), .place = STR("H. Điện Biên"), .year = 0}),
        400);
    assert_int_equal(ask(&figures, (struct figure_query){.indicator = STR("staff.total"),
                                                         .place = STR("tỉnh Điện Biên"),
                                                         .year = 2019}),
                     -1);
    assert_int_equal(
        ask(&figures,
            (struct figure_query){.indicator = STR("staff.total"), .place = STR("tỉnh Lai Châu"), .year = 0}),
        -1);
    assert_int_equal(
        ask(&figures,
            (struct figure_query){.indicator = STR("no.such"), .place = STR("tỉnh Điện Biên"), .year = 0}),
        -1);
    assert_int_equal(ask(&figures, (struct figure_query){.indicator = STR("staff.total"),
                                                         .place = STR("tỉnh Điện Biên"),
                                                         .year = 2021,
                                                         .group = STR("Công chức cấp xã")}),
                     1279);
    assert_int_equal(ask(&figures, (struct figure_query){.indicator = STR("staff.total"),
                                                         .place = STR("tỉnh Điện Biên"),
                                                         .year = 2021,
                                                         .group = STR("cán bộ")}),
                     -1);
    assert_int_equal(ask(&figures, (struct figure_query){.indicator = STR("staff.total"),
                                                         .place = STR("tỉnh Điện Biên"),
                                                         .year = 2021,
                                                         .kinds = FIGURE_BIT(FIGURE_PERCENT)}),
                     -1);
    assert_int_equal(figures.n_places, 2);
    assert_string_equal(figures.items[3]->about->unit, "người");
    figures_fini(&figures);
}

/* Exact before qualified, results before plans, one year before spans, own before totals, earliest first. */
static void test_preference(void **state) {
    (void)state;
    struct figures figures;
    figures_init(&figures, catalogue);
    struct figure_query query = {
        .indicator = STR("training.participants"), .place = STR("huyện Điện Biên"), .year = 2021};
    struct statement f = make("training.participants", "huyện Điện Biên", 2021, 1);
    f.qualifier = QUALIFIER_NEARLY;
    figures_add(&figures, &f);
    assert_int_equal(ask(&figures, query), 1);
    f = make("training.participants", "huyện Điện Biên", 2021, 2);
    f.planned = true;
    figures_add(&figures, &f);
    assert_int_equal(ask(&figures, query), 2);
    f = make("training.participants", "huyện Điện Biên", 2021, 3);
    f.period.from = 2017;
    figures_add(&figures, &f);
    assert_int_equal(ask(&figures, query), 3);
    f = make("training.participants", "huyện Điện Biên", 2021, 4);
    f.total = true;
    figures_add(&figures, &f);
    assert_int_equal(ask(&figures, query), 4);
    f = make("training.participants", "huyện Điện Biên", 2021, 5);
    figures_add(&figures, &f);
    f = make("training.participants", "huyện Điện Biên", 2021, 6);
    figures_add(&figures, &f);
    assert_int_equal(ask(&figures, query), 5);
    const struct figure *all[3];
    assert_int_equal(figures_all(&figures, &query, all, 3), 6);
    assert_int_equal(all[2]->value.units, 3);
    figures_fini(&figures);
}

/* A figure that states no year holds for its source's, one "since 2017" too. */
static void test_year(void **state) {
    (void)state;
    struct source source = {.path = "bao-cao.txt", .date = {2022, 5, 23}};
    struct source *sources[] = {&source};
    struct figures figures;
    figures_init(&figures, catalogue);
    figures.sources = sources;
    figures.n_sources = 1;
    struct statement f = make("training.classes", "tỉnh Lạng Sơn", 0, 12);
    f.line = 7;
    f.where = (struct span){0, 318, 2};
    const struct figure *kept = figures_add(&figures, &f);
    assert_int_equal(figure_year(&figures, kept), 2022);
    f.period.from = 2017;
    assert_int_equal(figure_year(&figures, figures_add(&figures, &f)), 2022);
    f.period.to = 2020;
    assert_int_equal(figure_year(&figures, figures_add(&figures, &f)), 2020);
    f.where.source = 9;
    f.period = (struct period){0};
    assert_int_equal(figure_year(&figures, figures_add(&figures, &f)), 0);
    struct buf name = BUF_EMPTY;
    figure_name(&name, &figures, kept);
    assert_string_equal(name.at, "bao-cao.txt:7:318");
    buf_fini(&name);
    figures_fini(&figures);
}

/* 3,321 communes, 30 indicators, 6 years: linear, so ten times that is seconds too. */
static void test_many(void **state) {
    (void)state;
    struct figures figures;
    figures_init(&figures, catalogue);
    char place[64];
    clock_t start = clock();
    for (int commune = 0; commune < 3321; commune++) {
        snprintf(place, sizeof place, "xã Thứ %d", commune);
        for (int year = 2016; year < 2022; year++)
            for (uint32_t i = 0; i < 30; i++) {
                struct statement f = make("staff.total", place, year, commune + year);
                f.indicator = &catalogue->items[i];
                figures_add(&figures, &f);
            }
    }
    for (int commune = 0; commune < 3321; commune += 3) {
        snprintf(place, sizeof place, "xã Thứ %d", commune);
        struct figure_query query = {.indicator = STR("edu.college"), .place = str_of(place), .year = 2020};
        assert_int_equal(ask(&figures, query), commune + 2020);
    }
    assert_int_equal(figures.n, 3321 * 180);
    print_message("%.0f ms for %zu figures\n", 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC,
                  figures.n);
    figures_fini(&figures);
}

/* Chains are made when a place is asked for, and again when more is added to it. */
static void test_asked_between(void **state) {
    (void)state;
    struct figures figures;
    figures_init(&figures, catalogue);
    struct figure_query query = {.indicator = STR("staff.total"), .place = STR("xã A")};
    struct statement f = make("staff.total", "xã A", 2020, 1);
    figures_add(&figures, &f);
    assert_int_equal(figures_all(&figures, &query, NULL, 0), 1);
    f = make("staff.total", "xã A", 2021, 2);
    figures_add(&figures, &f);
    assert_int_equal(figures_all(&figures, &query, NULL, 0), 2);
    f = make("staff.total", "xã B", 2021, 3);
    figures_add(&figures, &f);
    f = make("staff.total", "Xã  A", 2022, 4);
    figures_add(&figures, &f);
    assert_int_equal(figures_all(&figures, &query, NULL, 0), 3);
    query.year = 2022;
    assert_int_equal(ask(&figures, query), 4);
    query.place = STR("xã B");
    assert_int_equal(figures_all(&figures, &query, NULL, 0), 0);
    assert_int_equal(figures_chain(&figures, 99, 0), MAP_NONE);
    assert_int_equal(figures_chain(&figures, 0, catalogue->n), MAP_NONE);
    query = (struct figure_query){.indicator = STR("staff.total"), .place = STR("xã A")};
    for (int i = 0; i < 40; i++) { /* about the same thing as the one before */
        const struct about *about = figures.abouts[figures.n_abouts - 1];
        struct figure *more = figures_append(&figures, figures.items[0]->indicator, about);
        more->value = decimal_int(i);
        assert_int_equal(figures_all(&figures, &query, NULL, 0), 4 + i);
    }
    figures_fini(&figures);
}

/* Several figures about one thing share it, and lead to the text of their spans. */
static void test_shared(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct source *source = source_of("a.csv", 0, STR("Xã;Tổng;Nữ\nA;1.021;7\n"), SOURCE_TABLE, &diag);
    struct figures figures;
    figures_init(&figures, catalogue);
    figures.sources = &source;
    figures.n_sources = 1;
    struct about about = {
        .place = STR("xã A"), .code = STR("03124"), .unit = "người", .rule = "test", .of = DECIMAL_MISSING};
    const struct about *kept = figures_about(&figures, &about);
    assert_ptr_not_equal(kept->code.at, about.code.at);
    const struct indicator *total = catalogue_find(catalogue, STR("staff.total"));
    for (uint32_t i = 0; i < 2; i++) {
        const struct cell *cell = &source->records[1].cells[1 + i];
        struct figure *figure = figures_append(&figures, total, kept);
        figure->where = (struct span){0, cell->at, cell->len};
        assert_int_equal(figure->id, i);
        assert_false(figure->doubtful);
        assert_true(str_equal(figure_quote(&figures, figure), cell->value));
    }
    figures_quote(&figures, STR("3 + 4"));
    assert_true(str_equal(figure_quote(&figures, figures.items[1]), STR("3 + 4")));
    assert_true(str_equal(figure_quote(&figures, figures.items[0]), STR("1.021")));
    struct about_row row = {.place = STR("xã B"), .code = about.code, .line = 7, .total = true};
    const struct about *next = figures_about_row(&figures, &row, kept);
    assert_ptr_equal(next->code.at, kept->code.at);
    assert_ptr_equal(next->rule, kept->rule);
    assert_int_equal(next->line, 7);
    assert_true(next->total);
    assert_int_equal(next->within.len, 0);
    assert_int_not_equal(next->place_id, kept->place_id);
    figures_fini(&figures);
    source_free(source);
    diag_fini(&diag);
}

/* Spellings of one name have one number in common; a name alone is no place of the set. */
static void test_names(void **state) {
    (void)state;
    struct figures figures;
    figures_init(&figures, catalogue);
    struct figure_written written = figures_written(&figures, STR("X. Hòa An"), STR("tỉnh A"));
    assert_int_equal(written.level, PLACE_COMMUNE);
    assert_true(str_equal(figures.names[written.name].text, STR("xã Hòa An")));
    uint32_t other = figures_name(&figures, STR("Xã Hoà An"));
    assert_int_not_equal(other, written.name);
    assert_int_equal(figures_same_name(&figures, other), figures_same_name(&figures, written.name));
    assert_int_equal(figures_name(&figures, STR("Xã Hoà An")), other);
    assert_int_equal(figures.n_places, 0);
    assert_int_equal(figures_place(&figures, STR("xã Hòa An")), MAP_NONE);
    struct statement f = make("staff.total", "xã Hoà An", 2021, 1);
    figures_add(&figures, &f);
    assert_int_equal(figures_place(&figures, STR("X. Hòa An")), 0);
    assert_true(str_equal(figures.places[0], STR("xã Hoà An")));
    written = figures_written(&figures, STR("TP. Huế"), STR("tỉnh Thừa Thiên Huế"));
    assert_int_equal(written.level, PLACE_DISTRICT);
    written = figures_written(&figures, STR("TP. Huế"), STR(""));
    assert_int_equal(written.level, PLACE_PROVINCE);
    figures_fini(&figures);
}

static void same(struct buf *out, const char *expected) {
    assert_string_equal(out->at, expected);
    buf_fini(out);
}

static void test_print(void **state) {
    (void)state;
    struct source source = {.path = "a,b.txt", .date = {2022, 5, 23}};
    struct source *sources[] = {&source};
    struct figures figures;
    figures_init(&figures, catalogue);
    figures.sources = sources;
    figures.n_sources = 1;
    struct statement f = make("state_mgmt.trained", "tỉnh Điện Biên", 2021, 769);
    f.kind = FIGURE_RATIO;
    f.of = decimal_int(1279);
    f.group = STR("công chức \"xã\"");
    f.quote = STR("769/1.279");
    f.where = (struct span){0, 100, 9};
    f.line = 9;
    figures_add(&figures, &f);
    f = make("edu.university_up", "tỉnh Lạng Sơn", 0, 0);
    f.kind = FIGURE_CHANGE;
    f.value = decimal_of(131, 1);
    f.base = (struct period){.from = 2017, .to = 2017};
    f.qualifier = QUALIFIER_NEARLY;
    figures_add(&figures, &f);
    const struct figure *list[] = {figures.items[0], figures.items[1]};
    struct buf out = BUF_EMPTY;
    figures_print_csv(&out, &figures, list, 2);
    same(
        &out,
        "source,line,start,end,quote,indicator,kind,value,of,unit,qualifier,place,group,period,base_period,rule\n"
        "\"a,b.txt\",9,100,109,769/1.279,state_mgmt.trained,ratio,769,1279,người,exact,tỉnh Điện Biên,"
        "\"công chức \"\"xã\"\"\",2021,,test\n"
        "\"a,b.txt\",0,0,0,,edu.university_up,change,13.1,,%,nearly,tỉnh Lạng Sơn,,,2017,test\n");
    figures_print_json(&out, &figures, list, 1);
    same(
        &out,
        "[\n {\"source\": \"a,b.txt\", \"line\": 9, \"start\": 100, \"end\": 109, \"quote\": \"769/1.279\", "
        "\"indicator\": \"state_mgmt.trained\", \"kind\": \"ratio\", \"value\": 769, \"of\": 1279, \"unit\": \"người\", "
        "\"qualifier\": \"exact\", \"place\": \"tỉnh Điện Biên\", \"group\": \"công chức \\\"xã\\\"\", "
        "\"period\": \"2021\", \"base_period\": \"\", \"rule\": \"test\"}\n]\n");
    figures_print_json(&out, &figures, list, 0);
    same(&out, "[]\n");
    figures_print_table(&out, &figures, list, 2);
    same(
        &out,
        "place           period  indicator                              value  unit   group           where\n"
        "tỉnh Điện Biên  2021    Đã qua bồi dưỡng quản lý nhà nước  769/1.279  người  công chức \"xã\"  a,b.txt:9\n"
        "tỉnh Lạng Sơn   2022    Đại học trở lên                    gần +13,1  %                      a,b.txt:0\n");
    figures_fini(&figures);
}

/* One monstrous cell does not widen the other rows; what cannot be shown on a terminal's line is a blank. */
static void test_wide_cell(void **state) {
    static const struct sheet_column columns[] = {{"place", "place", false}, {"n", "value", true}};
    (void)state;
    struct buf out = BUF_EMPTY, wide = BUF_EMPTY;
    struct sheet sheet;
    for (int i = 0; i < 5000; i++)
        buf_puts(&wide, "ữ");
    sheet_start(&sheet, SHEET_TABLE, columns, 2, &out);
    sheet_text(&sheet, buf_view(&wide));
    sheet_int(&sheet, 1);
    for (int i = 0; i < 10; i++) {
        sheet_text(&sheet, STR("xã\nA"));
        sheet_int(&sheet, 20 + i);
    }
    sheet_end(&sheet);
    assert_non_null(strstr(out.at, buf_view(&wide).at));
    assert_non_null(strstr(out.at, "\nxã A "));
    assert_true(out.len < wide.len + 12 * 300);
    buf_fini(&wide);
    buf_fini(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place_by_any_spelling),
        cmocka_unit_test(test_beside),
        cmocka_unit_test(test_lookup),
        cmocka_unit_test(test_preference),
        cmocka_unit_test(test_year),
        cmocka_unit_test(test_asked_between),
        cmocka_unit_test(test_shared),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_wide_cell),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
