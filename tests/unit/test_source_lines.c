/* From bytes on disk to lines, columns, messages and sentences, and back. */
#include "source/source.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct source *text_of(struct str bytes) {
    struct diag diag = DIAG_EMPTY;
    struct source *source = source_of("a.txt", 7, bytes, SOURCE_TEXT, &diag);
    assert_non_null(source);
    assert_true(diag_worst(&diag) <= DIAG_NOTE);
    diag_fini(&diag);
    return source;
}

static void assert_position(const struct source *source, uint32_t raw, uint32_t line, uint32_t column) {
    uint32_t l, c;
    source_position(source, raw, &l, &c);
    assert_int_equal(l, line);
    assert_int_equal(c, column);
}

static void test_positions(void **state) {
    (void)state;
    struct source *source = text_of(STR("\uFEFFCó 5 người\r\nĐạt 6%\n"));
    assert_position(source, 0, 1, 1);
    assert_position(source, 3, 1, 1);
    assert_position(source, 7, 1, 4);  /* the 5 */
    assert_position(source, 19, 2, 1); /* Đ */
    assert_position(source, 26, 2, 5); /* 6 */
    assert_position(source, 100, 2, 8);
    assert_int_equal(source->n_lines, 2);
    assert_true(str_equal(source_line(source, 1), STR("Có 5 người")));
    assert_true(str_equal(source_line(source, 2), STR("Đạt 6%")));
    assert_int_equal(source_line(source, 3).len, 0);
    assert_int_equal(source_line(source, 0).len, 0);
    source_free(source);
}

static void test_spans_lead_back_to_raw_bytes(void **state) {
    (void)state;
    struct str raw = STR("To\u0300an ti\u0309nh co\u0301 1\u200B.279 ngu\u031Bo\u031B\u0300i.");
    struct source *source = text_of(raw);
    size_t at = str_find(source->nfc.text, STR("1.279"), 0);
    struct span span = source_span(source, at, at + 5);
    assert_int_equal(span.source, 7);
    assert_true(str_equal(str_cut(raw, span.at, span.at + span.len), STR("1\u200B.279")));
    at = str_find(source->nfc.text, STR("người"), 0);
    span = source_span(source, at, at + strlen("người"));
    assert_true(str_equal(str_cut(raw, span.at, span.at + span.len), STR("ngu\u031Bo\u031B\u0300i")));
    size_t mark, len;
    struct str context = source_context(source, span.at, span.len, &mark, &len);
    assert_true(str_equal(context, STR("Tòan tỉnh có 1.279 người.")));
    assert_true(str_equal(str_cut(context, mark, mark + len), STR("người")));
    assert_true(str_equal(source->folded, STR("tòan tỉnh có 1.279 người.")));
    source_free(source);
}

static void test_context_is_the_sentence(void **state) {
    (void)state;
    struct str raw = STR("Có 5. Đạt 6%; nữ 7. Hết.\n-----\n");
    struct source *source = text_of(raw);
    size_t mark, len, at = str_find(raw, STR("6%"), 0);
    struct str context = source_context(source, (uint32_t)at, 2, &mark, &len);
    assert_true(str_equal(context, STR("Đạt 6%; nữ 7.")));
    assert_int_equal(mark, strlen("Đạt "));
    assert_int_equal(len, 2);
    context = source_context(source, (uint32_t)str_find(raw, STR("---"), 0), 2, &mark, &len); /* no passage */
    assert_true(str_equal(context, STR("-----")));
    assert_int_equal(mark, 0);
    source_free(source);
}

static void test_where(void **state) {
    (void)state;
    struct source *source = text_of(STR("Có 5 người\n  Đạt tỷ lệ 6%\n"));
    size_t at = str_find(source->raw, STR("tỷ lệ"), 0);
    struct diag_where where = source_where(source, (uint32_t)at, 9);
    assert_string_equal(where.file, "a.txt");
    assert_int_equal(where.line, 2);
    assert_int_equal(where.column, 7);
    assert_int_equal(where.width, 5);
    assert_true(str_equal(where.text, STR("  Đạt tỷ lệ 6%")));
    where = source_where(source, (uint32_t)at, 500); /* no further than the line */
    assert_int_equal(where.width, 8);
    source_free(source);
}

static void test_utf16_spans(void **state) {
    (void)state;
    /* A<LF>Có 5. with o + U+0301, big-endian */
    struct source *source = text_of(STR("\xFE\xFF\0A\0\n\0C\0o\x03\x01\0 \0"
                                        "5\0."));
    assert_string_equal(source->charset, "UTF-16BE");
    assert_true(str_equal(source->nfc.text, STR("A\nCó 5.")));
    size_t at = str_find(source->nfc.text, STR("ó"), 0);
    struct span span = source_span(source, at, at + 2);
    assert_int_equal(span.at, 8);
    assert_int_equal(span.len, 4);
    assert_position(source, 14, 2, 5); /* the 5; the mark counts as a character, as an editor counts it */
    assert_int_equal(source->line_starts[1], 6);
    assert_int_equal(source->passages[1].line, 2);
    source_free(source);
}

static void test_load(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    char path[] = "/tmp/hoso-source-XXXXXX.CSV";
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "a;b\n", 4), 4);
    close(fd);
    struct source *source = source_load(path, 1, &diag);
    assert_non_null(source);
    assert_int_equal(source->kind, SOURCE_TABLE);
    assert_string_equal(source->path, path);
    source_digest(source);
    assert_string_equal(source->sha256, "9a8be2eb1604c06722f17a9bbdb1160123efa0dcf87979013ead941593977af2");
    source_free(source);
    source = source_load_as(path, 1, SOURCE_TEXT, &diag);
    assert_int_equal(source->kind, SOURCE_TEXT);
    source_free(source);
    unlink(path);
    assert_null(source_load(path, 1, &diag));
    assert_string_equal(diag.last->id, "file-missing");
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_spans_lead_back_to_raw_bytes),
        cmocka_unit_test(test_context_is_the_sentence),
        cmocka_unit_test(test_where),
        cmocka_unit_test(test_utf16_spans),
        cmocka_unit_test(test_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
