/* The workspace: sources in byte order, places found, dossiers planned, faults told at their line. */
#include "batch/batch.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char top[] = "/tmp/hoso-workspace-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    setenv("HOSO_DATA", HOSO_ROOT, 1);
    return mkdtemp(top) && chdir(top) == 0 ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", top);
    return chdir("/") == 0 ? system(command) : -1;
}

static void put(const char *path, const char *text) {
    struct diag diag = DIAG_EMPTY;
    assert_true(file_replace(path, text, strlen(text), &diag));
    diag_fini(&diag);
}

#define TABLE(unit) "Đơn vị,Tổng số cán bộ công chức,Đại học\n" unit

static void put_sources(void) {
    put("n/b.csv", TABLE("Xã Đoài,20,8\nXã Ba,21,9\n"));
    put("n/a.csv", TABLE("Thị trấn Ân,22,10\nXã Ba,22,9\n"));
    put("n/Z.csv", TABLE("Xã Ca,23,11\n"));
    put("n/á.csv", TABLE("Xã Da,24,12\n"));
}

#define SOURCES "sources:\n  - {files: n/*.csv, place: tỉnh Mẫu, date: 2021-12-31}\n"

static struct workspace *load(const char *yaml, struct diag *diag) {
    put("hoso.yaml", yaml);
    *diag = DIAG_EMPTY;
    return workspace_load(".", diag);
}

static void sources_come_in_byte_order(void **state) {
    (void)state;
    static const char *const order[] = {"n/Z.csv", "n/a.csv", "n/b.csv", "n/á.csv"};
    struct diag diag;
    put_sources();
    struct workspace *workspace = load(SOURCES, &diag);
    assert_non_null(workspace);
    assert_int_equal(workspace->n_sources, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(workspace->sources[i].path, order[i]);
        assert_true(str_equal(workspace->loaded[i]->place, STR("tỉnh Mẫu")));
    }
    assert_int_equal(workspace->n_dossiers, 0);
    workspace_free(workspace);
    diag_fini(&diag);
}

static void each_makes_a_dossier_a_place(void **state) {
    (void)state;
    static const char *const order[] = {"ra/thị trấn Ân.pdf", "ra/xã Ba.pdf", "ra/xã Ca.pdf", "ra/xã Da.pdf",
                                        "ra/xã Đoài.pdf"};
    struct diag diag;
    put_sources();
    struct workspace *workspace =
        load(SOURCES
             "dossiers:\n"
             "  - {template: phieu-don-vi, each: xã, years: [2021, 2016, 2021], output: \"ra/{place}.pdf\"}\n"
             "  - {template: bao-cao-nam, for: Tỉnh Mẫu, years: [2021], output: ra/tinh.pdf}\n",
             &diag);
    assert_non_null(workspace);
    assert_int_equal(workspace->n_dossiers, 6);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(workspace->dossiers[i].output, order[i]);
    assert_int_equal(workspace->dossiers[0].n_years, 2);
    assert_int_equal(workspace->dossiers[0].years[0], 2016);
    assert_int_equal(workspace->dossiers[0].line, 4);
    assert_true(str_equal(workspace->dossiers[5].place, STR("tỉnh Mẫu")));
    assert_int_equal(workspace->dossiers[5].line, 5);
    /* All five lie below the province, none below a commune. */
    unsigned below = 0;
    for (uint32_t i = place_index_first(&workspace->below, STR("tỉnh Mẫu")); i != MAP_NONE;
         i = workspace->below.next[i])
        below++;
    assert_int_equal(below, 5);
    assert_int_equal(place_index_first(&workspace->below, STR("xã Ba")), MAP_NONE);
    workspace_free(workspace);
    diag_fini(&diag);
}

static void faults_are_told_at_their_line(void **state) {
    (void)state;
    static const struct {
        const char *yaml, *id;
        unsigned line;
    } faults[] = {
        {"sources: []\nsuorces: []\n", "yaml", 2},
        {"sources:\n  - {files: n/none*.csv}\n", "source-missing", 2},
        {"sources:\n  - {files: n/a.csv}\n  - {files: n/*.csv}\n", "source-twice", 3},
        {"sources:\n  - {files: n/a.csv, date: 31/12/2021}\n", "date", 2},
        {"date: 2021\nsources: []\n", "date", 1},
        {"sources: []\nlanguage: fr\n", "language", 2},
        {"sources:\n  - {files: n/a.csv, rules: ../x}\n", "rules-missing", 2},
        {SOURCES "dossiers:\n  - {template: ../x, for: xã Ba, years: [2021], output: a.pdf}\n",
         "template-name", 4},
        {SOURCES "dossiers:\n  - {template: x, years: [2021], output: a.pdf}\n", "for-each", 4},
        {SOURCES "dossiers:\n  - {template: x, for: a, each: xã, years: [2021], output: a.pdf}\n", "for-each",
         4},
        {SOURCES "dossiers:\n  - {template: x, each: phố, years: [2021], output: a.pdf}\n", "each", 4},
        {SOURCES "dossiers:\n  - {template: x, for: xã Ba, years: [21], output: a.pdf}\n", "years", 4},
        {SOURCES "dossiers:\n  - {template: x, each: xã, years: [2021], output: ra/a.pdf}\n", "output-twice",
         4},
        {SOURCES "dossiers:\n  - {template: x, for: xã Ba, years: [2021], output: n/a.csv}\n", "output-input",
         4},
        {SOURCES "dossiers:\n  - {template: x, for: xã Ba, years: [2021], output: ../a.pdf}\n",
         "output-outside", 4},
    };
    put_sources();
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct diag diag;
        assert_null(load(faults[i].yaml, &diag));
        const struct diag_message *fault = diag.first;
        while (fault && fault->level < DIAG_USAGE)
            fault = fault->next;
        assert_non_null(fault);
        assert_string_equal(fault->id, faults[i].id);
        assert_string_equal(fault->where.file, "hoso.yaml");
        assert_int_equal(fault->where.line, faults[i].line);
        assert_int_equal(diag_exit_status(&diag), 2);
        diag_fini(&diag);
    }
}

/* What it makes takes the place of nothing that it reads, on disks neither where capitals are not told apart. */
static void no_output_takes_the_place_of_an_input(void **state) {
    (void)state;
    static const char *const inputs[] = {"n/a.csv",   "N/A.csv",   "templates/x.md", "Templates/rules/x.yaml",
                                         "hoso.yaml", "Hoso.YAML", ".hoso/state",    ".HOSO/lock",
                                         "f/own.ttf"};
    put_sources();
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        struct diag diag;
        struct buf yaml = BUF_EMPTY;
        buf_printf(&yaml, SOURCES "dossiers:\n  - {template: x, for: xã Ba, years: [2021], output: %s}\n",
                   inputs[i]);
        buf_puts(&yaml, "fonts: {sans: f/own.ttf}\n");
        assert_null(load(yaml.at, &diag));
        assert_int_equal(diag.count[DIAG_USAGE], 1);
        assert_string_equal(diag.last->id, "output-input");
        buf_fini(&yaml);
        diag_fini(&diag);
    }
}

static void a_damaged_source_leaves_the_rest(void **state) {
    (void)state;
    struct diag diag;
    put_sources();
    put("n/a.csv", TABLE("Xã Ba,\"2\"x,9\n"));
    struct workspace *workspace = load(SOURCES, &diag);
    assert_non_null(workspace);
    assert_int_equal(workspace->n_sources, 4);
    assert_int_equal(diag_exit_status(&diag), 1);
    assert_true(workspace->figures.n > 0);
    workspace_free(workspace);
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_come_in_byte_order),
        cmocka_unit_test(each_makes_a_dossier_a_place),
        cmocka_unit_test(faults_are_told_at_their_line),
        cmocka_unit_test(no_output_takes_the_place_of_an_input),
        cmocka_unit_test(a_damaged_source_leaves_the_rest),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
