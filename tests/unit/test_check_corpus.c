/* The audit over the figures of real texts (../shared/corpus, where it is present): what it must find, and no more.
 * The figures are those of the gold tables, so this tests the checks alone. */
#include "check/check.h"
#include "figures_of.h"
#include <stdio.h>

#define CORPUS HOSO_ROOT "/../shared/corpus/"

static struct world world;
static struct findings findings;

/* The cells of one line of a gold table; commas inside quotes are kept. */
static size_t cells_of(struct str line, struct str *cells, size_t n) {
    size_t count = 0;
    for (size_t at = 0; count < n && at <= line.len; count++) {
        bool quoted = at < line.len && line.at[at] == '"';
        size_t end = quoted ? str_find(line, STR("\""), at + 1) : str_find(line, STR(","), at);
        end = end == STR_NONE ? line.len : end;
        cells[count] = str_cut(line, at + quoted, end);
        at = end + quoted + 1;
    }
    return count;
}

static enum figure_qualifier qualifier_of(struct str name) {
    for (enum figure_qualifier q = QUALIFIER_EXACT; q <= QUALIFIER_AT_MOST; q++)
        if (str_equal(name, str_of(figure_qualifier_name(q))))
            return q;
    fail();
    return QUALIFIER_EXACT;
}

static enum figure_kind kind_of(struct str name) {
    for (enum figure_kind k = FIGURE_COUNT; k <= FIGURE_CHANGE; k++)
        if (str_equal(name, str_of(figure_kind_name(k))))
            return k;
    fail();
    return FIGURE_COUNT;
}

/* quote,nth,indicator,kind,value,of,unit,qualifier,place,group,period,base_period,score */
static void put_row(struct str row, uint32_t source) {
    struct str cells[13] = {{0}};
    assert_true(cells_of(row, cells, 13) >= 12);
    uint32_t line = ++world.line;
    struct statement f = {.rule = "gold", .line = line, .where = {source, line, 1}, .quote = cells[0]};
    f.indicator = catalogue_find(world.catalogue, cells[2]);
    assert_non_null(f.indicator);
    f.kind = kind_of(cells[3]);
    f.value = number(cells[4]);
    f.of = cells[5].len ? number(cells[5]) : DECIMAL_MISSING;
    f.qualifier = qualifier_of(cells[7]);
    f.place = cells[8];
    f.group = cells[9];
    assert_true(period_parse(cells[10], &f.period));
    assert_true(period_parse(cells[11], &f.base));
    figures_add(&world.figures, &f);
}

static void put_file(const char *path, uint32_t source) {
    struct buf bytes = BUF_EMPTY;
    struct diag diag = DIAG_EMPTY;
    assert_true(file_read(path, &bytes, &diag));
    struct str text = buf_view(&bytes);
    size_t at = str_find(text, STR("\n"), 0) + 1;
    for (size_t end; at < text.len; at = end + 1) {
        end = str_find(text, STR("\n"), at);
        end = end == STR_NONE ? text.len : end;
        put_row(str_trim(str_cut(text, at, end)), source);
    }
    buf_fini(&bytes);
    diag_fini(&diag);
}

static void audit(const char *name, int year) {
    char path[400];
    snprintf(path, sizeof path, CORPUS "%s.figures.csv", name);
    if (!file_exists(path)) {
        print_message("no corpus beside the repository: nothing to check\n");
        skip();
    }
    world_make(&world, (const char *const[]){NULL}, 0);
    world.store[0].kind = SOURCE_TEXT;
    world.store[0].path = name;
    world.store[0].date = (struct date){(int16_t)year, 12, 31};
    put_file(path, 0);
    check_run(&world.figures, &findings);
    if (getenv("HOSO_SHOW"))
        for (size_t i = 0; i < findings.n; i++)
            print_message("%-8s %-16s %s\n    %s\n    %s\n", finding_level_name(findings.items[i].level),
                          findings.items[i].check, findings.items[i].place.at, findings.items[i].message_vi,
                          findings.items[i].message_en);
}

static void end(void) {
    findings_fini(&findings);
    world_end(&world);
}

static uint32_t count(enum finding_level level, const char *check) {
    uint32_t n = 0;
    for (size_t i = 0; i < findings.n; i++)
        n += findings.items[i].level == level &&
             (check == NULL || strcmp(findings.items[i].check, check) == 0);
    return n;
}

static void says(enum finding_level level, const char *check, const char *words) {
    for (size_t i = 0; i < findings.n; i++)
        if (findings.items[i].level == level && strcmp(findings.items[i].check, check) == 0 &&
            strstr(findings.items[i].message_vi, words))
            return;
    fail_msg("no %s of %s says \"%s\"", finding_level_name(level), check, words);
}

static void test_lang_son(void **state) {
    (void)state;
    audit("000_b0251e021bb25a46", 0);
    says(FINDING_PASS, "count-over-total", "280/395");
    says(FINDING_PASS, "count-over-total", "13/38");
    says(FINDING_NOTE, "count-over-total", "65,79%");
    assert_int_equal(count(FINDING_NOTE, NULL), 1);
    assert_int_equal(count(FINDING_WARNING, NULL) + count(FINDING_ERROR, NULL), 0);
    end();
}

static void test_dien_bien(void **state) {
    (void)state;
    audit("001_2914e73bd8e947a3", 2022);
    says(FINDING_WARNING, "shares-add-up", "99,5%, thiếu 0,5 điểm phần trăm");
    says(FINDING_WARNING, "shares-add-up", "0,8 + 1 + 66,4 + 11,7 + 19,6");
    says(FINDING_PASS, "shares-add-up", "25,6 + 9,5 + 64,7 + 0,2 = 100,0");
    says(FINDING_PASS, "ratio-agrees", "8.672/8.145 = 106,47%");
    says(FINDING_WARNING, "same-scope", "năm 2016 là cán bộ, công chức cấp xã; năm 2021 là công chức cấp xã");
    assert_int_equal(count(FINDING_WARNING, NULL), 2);
    assert_int_equal(count(FINDING_NOTE, NULL) + count(FINDING_ERROR, NULL), 0);
    assert_true(world.figures.items[0]->doubtful);  /* 2016: 0,8% */
    assert_false(world.figures.items[7]->doubtful); /* 2021: only the comparison is in doubt */
    end();
}

static void test_quiet(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int year;
    } texts[] = {
        {"002_059d3f21d222abd4", 2019}, {"003_fd3f219fa8a8d27f", 2019}, {"004_e80f76e419e0f155", 2023}};
    for (size_t i = 0; i < 3; i++) {
        audit(texts[i].name, texts[i].year);
        assert_int_equal(
            count(FINDING_NOTE, NULL) + count(FINDING_WARNING, NULL) + count(FINDING_ERROR, NULL), 0);
        end();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lang_son),
        cmocka_unit_test(test_dien_bien),
        cmocka_unit_test(test_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
