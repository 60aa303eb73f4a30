/* The catalogue that ships, and what a broken one is told. */
#include "figure/figure.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct catalogue *shipped(void) {
    struct diag diag = DIAG_EMPTY;
    struct catalogue *catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    if (catalogue == NULL && diag.first)
        fail_msg("%u: %s", diag.first->where.line, diag.first->text);
    assert_non_null(catalogue);
    diag_fini(&diag);
    return catalogue;
}

static void test_shipped(void **state) {
    (void)state;
    struct catalogue *catalogue = shipped();
    assert_int_equal(catalogue->n, 80);
    const struct indicator *university = catalogue_find(catalogue, STR("edu.university"));
    assert_string_equal(university->label, "Đại học");
    assert_string_equal(university->unit, "người");
    assert_string_equal(university->whole, "staff.total");
    assert_string_equal(university->family, "edu");
    assert_int_equal(university->rank, 4);
    assert_true(university->n_heads > 0);
    assert_null(strstr(university->heads[0], "{chuyên môn}"));
    assert_non_null(strstr(university->heads[0], "ĐH"));
    assert_int_equal(catalogue_family(catalogue, STR("edu"))->n, 6);
    const struct indicator *up = catalogue_find(catalogue, STR("edu.university_up"));
    assert_null(up->family);
    assert_int_equal(up->n_gathers, 2);
    assert_string_equal(up->gathers[1], "edu.postgraduate");
    assert_true(catalogue_find(catalogue, STR("edu.postgraduate"))->sum);
    assert_null(catalogue_find(catalogue, STR("edu.universty")));
    catalogue_free(catalogue);
}

/* Each family's ranks are 0, 1, 2 ... and all its members are parts of one whole. */
static void test_families(void **state) {
    (void)state;
    struct catalogue *catalogue = shipped();
    for (uint32_t i = 0; i < catalogue->n; i++) {
        const struct indicator *a = &catalogue->items[i];
        assert_int_equal(a->index, i);
        if (a->family == NULL)
            continue;
        assert_non_null(a->whole);
        for (uint32_t k = 0; k < i; k++) {
            const struct indicator *b = &catalogue->items[k];
            if (b->family && strcmp(b->family, a->family) == 0) {
                assert_int_not_equal(a->rank, b->rank);
                assert_string_equal(a->whole, b->whole);
            }
        }
    }
    catalogue_free(catalogue);
}

static void test_nearest(void **state) {
    (void)state;
    struct catalogue *catalogue = shipped();
    const char *near[2];
    assert_int_equal(catalogue_nearest(catalogue, STR("edu.universty"), near, 2), 2);
    assert_string_equal(near[0], "edu.university");
    assert_int_equal(catalogue_nearest(catalogue, STR(""), near, 1), 1);
    catalogue_free(catalogue);
}

/* Loads `text` as a catalogue, expects it to be refused with `id` at `line`. */
static void refused(const char *text, const char *id, unsigned line) {
    char path[] = "/tmp/hoso-catalogue-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    struct diag diag = DIAG_EMPTY;
    assert_null(catalogue_load(path, &diag));
    unlink(path);
    assert_non_null(diag.first);
    assert_string_equal(diag.first->id, id);
    assert_int_equal(diag.first->where.line, line);
    assert_int_equal(diag_exit_status(&diag), 2);
    diag_fini(&diag);
}

static void test_refused(void **state) {
    (void)state;
    refused("indicators:\n  - {id: a, label: A, unit: x}\n  - {id: a, label: A, unit: x}\n",
            "catalogue-twice", 3);
    refused("indicators:\n  - {id: a, label: A, unit: x, whole: b}\n", "catalogue-name", 2);
    refused("indicators:\n  - {id: a, label: A, unit: x, family: b}\n", "catalogue-name", 2);
    refused("indicators:\n  - {id: a, label: A, unit: x, heads: [\"{b}c\"]}\n", "catalogue-shorthand", 2);
    refused("indicators:\n  - {id: a, label: A, unit: x, colour: red}\n", "yaml", 2);
    refused("indicators:\n  - {id: a, label: A, unit: x}\nknown_heads:\n  - {role: odd, heads: [a]}\n",
            "yaml", 4);
}

static void test_missing_file(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    assert_null(catalogue_load("/nonexistent/indicators.yaml", &diag));
    assert_string_equal(diag.first->id, "file-missing");
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped), cmocka_unit_test(test_families),     cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_missing_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
