/* Tables: delimiters found, values unquoted, and every cell with its place in the bytes on disk. */
#include "source/source.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct diag diag;

static int setup(void **state) {
    (void)state;
    diag = DIAG_EMPTY;
    return 0;
}

static int teardown(void **state) {
    (void)state;
    diag_fini(&diag);
    return 0;
}

static struct source *table(struct str bytes) {
    return source_of("a.csv", 0, bytes, SOURCE_TABLE, &diag);
}

/* Cells as "a|b//c|d". */
static void assert_cells(struct str bytes, const char *expect) {
    struct source *source = table(bytes);
    assert_non_null(source);
    struct buf got = BUF_EMPTY;
    buf_puts(&got, "");
    for (size_t r = 0; r < source->n_records; r++) {
        const struct record *record = &source->records[r];
        assert_int_equal(record->line, source_line_at(source, record->cells[0].at));
        buf_puts(&got, r > 0 ? "//" : "");
        for (uint32_t c = 0; c < record->n_cells; c++)
            buf_printf(&got, "%s%.*s", c > 0 ? "|" : "", STR_ARG(record->cells[c].value));
    }
    assert_string_equal(got.at, expect);
    buf_fini(&got);
    source_free(source);
}

static void test_delimiters(void **state) {
    (void)state;
    assert_cells(STR("a;b\n1;2\n"), "a|b//1|2");
    assert_cells(STR("a,b\n1,2\n"), "a|b//1|2");
    assert_cells(STR("a\tb\n1\t2\n"), "a|b//1|2");
    assert_cells(STR("a|b\n1|2"), "a|b//1|2");
    assert_cells(STR("Xã;Tỷ lệ\nA;70,9\nB;64,7\n"), "Xã|Tỷ lệ//A|70,9//B|64,7");
    assert_cells(STR("Xã,Tỷ lệ\nA,\"70,9\"\nB,\"64,7\"\n"), "Xã|Tỷ lệ//A|70,9//B|64,7");
    assert_cells(STR("Số lượng, chất lượng, cơ cấu\nNăm 2021, toàn tỉnh, cấp xã\nSTT;Xã;Nữ;Nam\n1;A;2;3\n"),
                 "Số lượng, chất lượng, cơ cấu//Năm 2021, toàn tỉnh, cấp xã//STT|Xã|Nữ|Nam//1|A|2|3");
    assert_cells(STR("sep=|\r\na|b;c\r\n"), "a|b;c");
    assert_cells(STR("\"sep=,\"\na,b;c;d\n"), "a|b;c;d");
    assert_cells(STR("1,5\n2,5\n"), "1|5//2|5"); /* nothing else could part them */
    assert_cells(STR("1,5;2,5;3,5\n4,5;5,5;6,5\n"), "1,5|2,5|3,5//4,5|5,5|6,5"); /* between digits only */
    assert_cells(
        STR("Số, chất, cơ, cấu, độ, tuổi, nữ, nam, xã, tỉnh\nSTT;Xã\n1;A\n2;B\n3;C\n"),
        "Số, chất, cơ, cấu, độ, tuổi, nữ, nam, xã, tỉnh//STT|Xã//1|A//2|B//3|C"); /* one row of many */
    assert_cells(STR("a\nb\n"), "a//b");
}

static void test_quotes(void **state) {
    (void)state;
    assert_cells(STR("a;\"b;\"\"c\"\"\"; \"d\" ;\"\"\n"), "a|b;\"c\"|d|");
    assert_cells(STR("\"Số\r\nlượng\";x\n\" y \n\";z\n"), "Số\r\nlượng|x//y|z");
    assert_cells(STR("a;b\n\"\"\"\";\"\"\"x\"\n"), "a|b//\"|\"x");
    assert_int_equal(diag_worst(&diag), DIAG_OK);
}

static void test_rows(void **state) {
    (void)state;
    assert_cells(STR("\uFEFFa;b\r\n\r\n   \r\n1;2\r\n"), "a|b//1|2");
    assert_cells(STR("a;b\r1;2\r"), "a|b//1|2");
    assert_cells(STR("a;b;\n;;\n1"), "a|b|//||//1");
    assert_cells(STR("a\tb\n\t\n \tx"), "a|b//|//|x");
    assert_cells(STR(" a ;\u00A0b\u00A0; \u2003 ;\u00E0\n"), "a|b||à");
    assert_cells(STR("\u3000a;b\u3000;\u1680c\n"), "a|b|c");
}

static void assert_cell(const struct source *source, uint32_t row, uint32_t column, const char *raw,
                        uint32_t line, uint32_t character) {
    const struct cell *cell = &source->records[row].cells[column];
    assert_int_equal(cell->len, strlen(raw));
    assert_memory_equal(source->raw.at + cell->at, raw, cell->len);
    assert_int_equal(source_line_at(source, cell->at), line);
    uint32_t l, c;
    source_position(source, cell->at, &l, &c);
    assert_int_equal(l, line);
    assert_int_equal(c, character);
}

static void test_places(void **state) {
    (void)state;
    struct source *source =
        table(STR("\uFEFFSTT;\"Tên\nxã\";Nữ\r\n1; \"Nà \"\"T\"\" \" ; 5 ;\r\n\n2;;te\u0302\u0301n;x\n"));
    assert_cell(source, 0, 0, "STT", 1, 1);
    assert_cell(source, 0, 1, "Tên\nxã", 1, 6);
    assert_cell(source, 0, 2, "Nữ", 2, 5);
    assert_cell(source, 1, 0, "1", 3, 1);
    assert_cell(source, 1, 1, "Nà \"\"T\"\"", 3, 5);
    assert_cell(source, 1, 2, "5", 3, 18);
    assert_cell(source, 1, 3, "", 3, 21);
    assert_cell(source, 2, 1, "", 5, 3);
    assert_cell(source, 2, 2, "te\u0302\u0301n", 5, 4);
    assert_cell(source, 2, 3, "x", 5, 10);
    assert_true(str_equal(source->records[2].cells[2].value, STR("tến")));
    assert_true(str_equal(source->records[1].cells[1].value, STR("Nà \"T\"")));
    source_free(source);
}

static void test_utf16(void **state) {
    (void)state;
    /* STT<tab>Tên<CR LF>1<tab>"Xã"<LF> */
    struct str bytes = STR("\xFF\xFES\0T\0T\0\t\0T\0\xEA\0n\0\r\0\n\0"
                           "1\0\t\0\"\0X\0\xE3\0\"\0\n\0");
    struct source *source = table(bytes);
    assert_non_null(source);
    assert_string_equal(source->charset, "UTF-16LE");
    assert_int_equal(source->n_records, 2);
    const struct cell *cell = &source->records[1].cells[1];
    assert_true(str_equal(cell->value, STR("Xã")));
    assert_int_equal(cell->at, 26);
    assert_int_equal(cell->len, 4);
    uint32_t line, column;
    source_position(source, cell->at, &line, &column);
    assert_int_equal(line, 2);
    assert_int_equal(column, 4);
    assert_true(str_equal(source_line(source, 2), STR("1\t\"Xã\"")));
    source_free(source);
}

static void assert_fault(struct str bytes, const char *id, enum diag_level level, uint32_t line,
                         uint32_t column) {
    diag_fini(&diag);
    struct source *source = table(bytes);
    assert_int_equal(source == NULL, level >= DIAG_ERROR);
    source_free(source);
    assert_non_null(diag.first);
    assert_string_equal(diag.first->id, id);
    assert_int_equal(diag.first->level, level);
    assert_int_equal(diag.first->where.line, line);
    assert_int_equal(diag.first->where.column, column);
    assert_ptr_equal(diag.first, diag.last);
}

static void test_faults(void **state) {
    (void)state;
    assert_fault(STR("a;b\n1;\"x\n2;y\n"), "csv-quote", DIAG_ERROR, 2, 3);
    assert_fault(STR("a;b\n\n\n  \"x\n2;y\n"), "csv-quote", DIAG_ERROR, 4, 3);
    assert_fault(STR("a;\"b\" x\n"), "csv-quote", DIAG_ERROR, 1, 3);
    assert_fault(STR("a;Bản \"Nậm\";c\n1;\"2\";3\n"), "csv-quote", DIAG_WARNING, 1, 7);
    assert_fault(STR("a;b\n1\xFF;2\n"), "encoding", DIAG_ERROR, 2, 2);
    assert_fault(STR("Xã;b\nĐạ\xE1;2\n"), "encoding", DIAG_ERROR, 2, 3);
    assert_fault(STR("a;b\nx\0y;2\n"), "encoding", DIAG_ERROR, 2, 2);
    assert_fault(STR("\xFF\xFE"
                     "a\0\n\0b"),
                 "encoding", DIAG_ERROR, 2, 1);
    assert_fault(STR("\xFE\xFF\0a\xD8\0\0b"), "encoding", DIAG_ERROR, 1, 3);
    assert_fault(STR(""), "source-empty", DIAG_WARNING, 0, 0);
    assert_fault(STR("\uFEFF"), "source-empty", DIAG_WARNING, 0, 0);
    assert_fault(STR("\r\n \n"), "source-empty", DIAG_WARNING, 0, 0);
}

static void test_stray_quotes_are_read_as_they_stand(void **state) {
    (void)state;
    assert_cells(STR("a;Bản \"Nậm\" Pồ;c\n1;2\" ;3\n"), "a|Bản \"Nậm\" Pồ|c//1|2\"|3");
    assert_int_equal(diag.count[DIAG_WARNING], 1);
}

static void test_context(void **state) {
    (void)state;
    struct source *source = table(STR("a;b\n1;\"x\ny\";70,9\n2;3\n"));
    const struct cell *cell = &source->records[1].cells[2];
    size_t mark, len;
    struct str context = source_context(source, cell->at, cell->len, &mark, &len);
    assert_true(str_equal(context, STR("1;\"x\ny\";70,9")));
    assert_true(str_equal(str_cut(context, mark, mark + len), STR("70,9")));
    source_free(source);
}

static void test_large_cells_and_many_rows(void **state) {
    (void)state;
    struct buf buf = BUF_EMPTY;
    buf_puts(&buf, "a;\"");
    for (int i = 0; i < 200000; i++)
        buf_puts(&buf, "\"\"x;\n");
    buf_puts(&buf, "\"\n");
    for (int i = 0; i < 100000; i++)
        buf_puts(&buf, "1;2;;\"3\"\n");
    struct source *source = table(buf_view(&buf));
    assert_non_null(source);
    assert_int_equal(source->n_records, 100001);
    assert_int_equal(source->records[0].cells[1].value.len,
                     200000 * 4 - 1); /* the last line break is trimmed */
    assert_int_equal(source->records[100000].line, 300001);
    source_free(source);
    buf_fini(&buf);
}

/* Cells of one row lie together, however many there are before it and in it, with a quoted one among them or without. */
static void test_rows_of_many_cells(void **state) {
    (void)state;
    for (size_t width = 1000; width < 10000; width += 1777) {
        struct buf buf = BUF_EMPTY;
        for (size_t row = 0; row < 7; row++)
            for (size_t i = 0; i < width + row; i++)
                buf_printf(&buf, row == 3 && i == width / 2 ? "\"%zu\"%s" : "%zu%s", i % 100,
                           i + 1 < width + row ? ";" : "\n");
        struct source *source = table(buf_view(&buf));
        assert_int_equal(source->n_records, 7);
        for (size_t row = 0; row < 7; row++) {
            const struct record *record = &source->records[row];
            assert_int_equal(record->n_cells, width + row);
            for (uint32_t i = 0; i < record->n_cells; i++) {
                const struct cell *cell = &record->cells[i];
                assert_true(cell->value.len == (i % 100 < 10 ? 1 : 2) && cell->len == cell->value.len);
                assert_int_equal(cell->value.at[cell->value.len - 1], '0' + (char)(i % 10));
                assert_memory_equal(buf.at + cell->at, cell->value.at, cell->len);
            }
        }
        source_free(source);
        buf_fini(&buf);
    }
}

/* A line of ten megabytes with a quote that is never closed, and one without quotes, each in a moment. */
static void test_long_lines(void **state) {
    (void)state;
    struct buf buf = BUF_EMPTY;
    buf_puts(&buf, "a;b\n1;");
    size_t start = buf.len;
    for (int i = 0; i < 2000000; i++)
        buf_puts(&buf, "x\u1EA1;");
    struct source *source = table(buf_view(&buf));
    assert_non_null(source);
    assert_int_equal(source->n_records, 2);
    assert_int_equal(source->records[1].n_cells, 2000002);
    source_free(source);
    assert_true(buf.len > 9u << 20);
    buf.at[start] = '"';
    assert_null(table(buf_view(&buf)));
    assert_string_equal(diag.last->id, "csv-quote");
    assert_int_equal(diag.last->where.line, 2);
    assert_int_equal(diag.last->where.column, 3);
    buf_fini(&buf);
}

static void test_delimiter_that_no_row_has(void **state) {
    (void)state;
    assert_cells(STR("sep=,\na;b\n1;2\n"), "a|b//1|2");
    assert_int_equal(diag.count[DIAG_WARNING], 1);
    assert_string_equal(diag.first->id, "csv-sep");
    assert_int_equal(diag.first->where.line, 1);
}

/* What scan_rows takes from rows without quotes is what libcsv takes when each row has a quoted cell at its end. */
static void test_scan_and_libcsv_agree(void **state) {
    (void)state;
    static const char *const pieces[] = {"a",      "Xã", " ", "\t",   ";",  ";",
                                         "\u00A0", "12", "",  "bc d", " ;", "; "};
    unsigned seed = 1;
    for (int round = 0; round < 3000; round++) {
        struct buf bare = BUF_EMPTY, quoted = BUF_EMPTY;
        buf_puts(&bare, "sep=;\nz");
        for (int i = 0; i < 8; i++) {
            seed = seed * 1103515245u + 12345u;
            buf_puts(&bare, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        buf_str(&quoted, buf_view(&bare));
        buf_puts(&bare, ";q\n");
        buf_puts(&quoted, ";\"q\"\n");
        struct source *one = table(buf_view(&bare)), *other = table(buf_view(&quoted));
        assert_int_equal(one->n_records, 1);
        assert_int_equal(other->n_records, 1);
        assert_int_equal(one->records->n_cells, other->records->n_cells);
        for (uint32_t c = 0; c < one->records->n_cells; c++) {
            const struct cell *a = &one->records->cells[c], *b = &other->records->cells[c];
            bool last = c + 1 == one->records->n_cells;
            if (!str_equal(a->value, b->value) || (!last && (a->at != b->at || a->len != b->len)))
                fail_msg("cell %u of %s", c, bare.at);
        }
        source_free(one);
        source_free(other);
        buf_fini(&bare);
        buf_fini(&quoted);
    }
}

/* Of each byte of a value: the column that it is in, and the row around it. */
static struct str places_of(const struct source *source) {
    static struct buf out;
    buf_clear(&out);
    for (uint32_t at = 0; at < source->raw.len; at++) {
        size_t mark, len;
        uint32_t line, column;
        if (strchr(" ;,\r\n", source->raw.at[at]))
            continue;
        source_position(source, at, &line, &column);
        const struct record *record = source_record_at(source, line);
        buf_printf(&out, "%d ", record && record->line == line ? (int)source_column(source, record, at) : -1);
        if (record)
            buf_str(&out, source_context(source, at, 1, &mark, &len));
    }
    return buf_view(&out);
}

static void test_columns_are_known_without_cells(void **state) {
    (void)state;
    static const char *const files[] = {
        "STT;Tên đơn vị;Tổng số\n1;Xã A;12\n2;;\n\n3;Xã B ; 7 \n",
        "\uFEFFa,b\r\n1,2\r\n,\r\n",
        "sep=;\na;b\n1;2",
        "a;b\n\"1;2\";3\n",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct source *source = table(str_of(files[i]));
        struct arena arena = ARENA_EMPTY;
        struct str before = arena_str(&arena, places_of(source));
        bool quoted = strchr(files[i], '"') != NULL;
        for (size_t k = 0; k < source->n_records && source->bare_rows; k++)
            ((struct record *)(uintptr_t)source->records)[k].cells =
                NULL; /* the first rows keep theirs, else */
        if (!str_equal(before, places_of(source)))
            fail_msg("%s: %s, not %s", files[i], places_of(source).at, before.at);
        assert_int_equal(source->bare_rows, !quoted);
        source_free(source);
        arena_fini(&arena);
    }
}

static void test_cells_are_let_go(void **state) {
    (void)state;
    struct buf text = BUF_EMPTY;
    for (int i = 0; i < 100; i++)
        buf_printf(&text, "%d;x\n", i);
    struct source *source = table(buf_view(&text));
    source_drop_cells(source);
    assert_int_equal(source->n_records, 100);
    assert_true(str_equal(source->records[SOURCE_HEAD_ROWS - 1].cells[1].value, STR("x")));
    assert_null(source->records[SOURCE_HEAD_ROWS].cells);
    source_drop_cells(source); /* twice is once */
    source_free(source);
    buf_puts(&text, "\"a;b\";c\n");
    source = table(buf_view(&text));
    source_drop_cells(source);
    assert_true(
        str_equal(source->records[100].cells[0].value, STR("a;b"))); /* its row cannot be had without */
    source_free(source);
    buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_columns_are_known_without_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cells_are_let_go, setup, teardown),
        cmocka_unit_test_setup_teardown(test_delimiters, setup, teardown),
        cmocka_unit_test_setup_teardown(test_quotes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_utf16, setup, teardown),
        cmocka_unit_test_setup_teardown(test_faults, setup, teardown),
        cmocka_unit_test_setup_teardown(test_stray_quotes_are_read_as_they_stand, setup, teardown),
        cmocka_unit_test_setup_teardown(test_context, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(test_delimiter_that_no_row_has, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scan_and_libcsv_agree, setup, teardown),
        cmocka_unit_test_setup_teardown(test_large_cells_and_many_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rows_of_many_cells, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
