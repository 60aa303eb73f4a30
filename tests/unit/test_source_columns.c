/* Columns of tables that people write for hoso: found by their heads in any spelling, the first of two, rows of nothing. */
#include "source/columns.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct str words[3] = {STR("reason"), STR("lý do"), STR("")};

static struct source *table(struct diag *diag, struct str bytes) {
    struct source *source = source_of("a.csv", 0, bytes, SOURCE_TABLE, diag);
    assert_non_null(source);
    return source;
}

static void assert_column(struct str bytes, uint32_t expect) {
    struct diag diag = DIAG_EMPTY;
    struct source *source = table(&diag, bytes);
    assert_int_equal(columns_find(source, words, 3), expect);
    source_free(source);
    diag_fini(&diag);
}

static void a_column_is_found_by_its_head(void **state) {
    (void)state;
    assert_column(STR("by;reason\n"), 1);
    assert_column(STR("LÝ DO;by\n"), 0);
    assert_column(STR("by;Lý do;reason\n"), 1); /* the first of two */
    assert_column(STR("by;reasons\n"), COLUMNS_NONE);
    assert_column(STR("by;;x\n"), COLUMNS_NONE); /* an empty word is no word */
    assert_column(STR(""), COLUMNS_NONE);
}

static void short_rows_and_rows_of_nothing(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct source *source = table(&diag, STR("by;reason\nLan\n;\nNam;họp\n"));
    const struct record *short_row = &source->records[1], *row = &source->records[source->n_records - 1];
    assert_null(columns_cell(short_row, 1));
    assert_int_equal(columns_text(short_row, 1).len, 0);
    assert_null(columns_cell(row, COLUMNS_NONE));
    assert_ptr_equal(columns_cell(row, 1), &row->cells[1]);
    assert_true(str_equal(columns_text(row, 1), STR("họp")));
    assert_false(columns_blank(short_row));
    assert_int_equal(source->records[2].line, 3);
    assert_true(columns_blank(&source->records[2]));
    source_free(source);
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_is_found_by_its_head),
        cmocka_unit_test(short_rows_and_rows_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
