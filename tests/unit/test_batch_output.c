/* Output paths: names of places made safe, nothing outside the workspace. */
#include "batch/output.h"
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct diag_where here = {.file = "hoso.yaml", .line = 7};

static void names_are_safe_and_readable(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"xã Thanh An", "xã Thanh An"},
        {"thị trấn Điện Biên Đông", "thị trấn Điện Biên Đông"},
        {"xã A/B\\C", "xã A-B-C"},
        {"xã Hoà\nBình\t", "xã Hoà-Bình"},
        {"../../etc/passwd", "etc-passwd"},
        {"..", "_"},
        {"", "_"},
        {".", "_"},
        {"xã  Nhiều \u00a0 trống ", "xã Nhiều trống"},
        {"a:*?\"<>|b", "a-b"},
        {"tên kết thúc bằng chấm...", "tên kết thúc bằng chấm"},
        {"\x7f\x01", "_"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct arena arena = ARENA_EMPTY;
        struct str name = output_place(&arena, str_of(pairs[i][0]));
        assert_string_equal(name.at, pairs[i][1]);
        arena_fini(&arena);
    }
}

static void long_names_are_cut_between_letters(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct buf name = BUF_EMPTY;
    for (int i = 0; i < 200; i++)
        buf_puts(&name, "ế");
    struct str cut = output_place(&arena, buf_view(&name));
    assert_true(cut.len >= OUTPUT_NAME_LIMIT - 3 && cut.len <= OUTPUT_NAME_LIMIT + 3);
    assert_int_equal(cut.len % strlen("ế"), 0);
    buf_fini(&name);
    arena_fini(&arena);
}

static void the_place_fills_the_pattern(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct diag diag = DIAG_EMPTY;
    assert_string_equal(output_path(&arena, "ra/{place}/{place}.pdf", STR("xã A"), here, &diag),
                        "ra/xã A/xã A.pdf");
    assert_string_equal(output_path(&arena, "ra/{place}.pdf", STR("../x"), here, &diag), "ra/x.pdf");
    assert_string_equal(output_path(&arena, "tinh.pdf", STR("tỉnh B"), here, &diag), "tinh.pdf");
    assert_int_equal(diag_worst(&diag), DIAG_OK);
    diag_fini(&diag);
    arena_fini(&arena);
}

static void patterns_that_lead_out_are_refused(void **state) {
    (void)state;
    static const char *const patterns[] = {"/tmp/x.pdf", "../x.pdf", "ra/../../x.pdf", "ra//x.pdf",
                                           "ra/",        "./x.pdf",  "ra/{year}.pdf",  "ra/{place.pdf",
                                           "ra/\nx.pdf", ""};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct arena arena = ARENA_EMPTY;
        struct diag diag = DIAG_EMPTY;
        assert_null(output_path(&arena, patterns[i], STR("xã A"), here, &diag));
        assert_int_equal(diag.count[DIAG_USAGE], 1);
        assert_int_equal(diag.first->where.line, 7);
        diag_fini(&diag);
        arena_fini(&arena);
    }
}

static void each_part_has_a_length_that_file_systems_take(void **state) {
    (void)state;
    struct buf path = BUF_EMPTY;
    for (int i = 0; i < 255; i++)
        buf_char(&path, 'a');
    assert_true(output_sound(buf_view(&path)));
    buf_char(&path, 'a');
    assert_false(output_sound(buf_view(&path)));
    buf_clear(&path);
    while (path.len < PATH_MAX - 1)
        buf_puts(&path, path.len % 2 ? "/" : "b");
    assert_true(output_sound(buf_view(&path)));
    buf_puts(&path, "/b");
    assert_false(output_sound(buf_view(&path)));
    assert_false(output_sound(STR("a\x7f"
                                  "b")));
    assert_true(output_sound(STR(".hoso/a..b")));
    buf_fini(&path);
}

static void links_that_lead_out_are_refused(void **state) {
    (void)state;
    char top[] = "/tmp/hoso-output-XXXXXX";
    assert_non_null(mkdtemp(top));
    assert_int_equal(chdir(top), 0);
    struct diag diag = DIAG_EMPTY;
    assert_true(file_make_folders("in/ra", &diag));
    assert_int_equal(symlink("..", "in/out"), 0);
    assert_int_equal(symlink("ra", "in/same"), 0);
    assert_true(output_inside("in", "x.pdf", here, &diag));
    assert_true(output_inside("in", "ra/new/x.pdf", here, &diag));
    assert_true(output_inside("in", "same/x.pdf", here, &diag));
    assert_false(output_inside("in", "out/x.pdf", here, &diag));
    assert_false(output_inside("in", "out/new/x.pdf", here, &diag));
    assert_int_equal(chdir("in"), 0);
    assert_true(output_inside(".", "ra/x.pdf", here, &diag));
    assert_false(output_inside(".", "out/x.pdf", here, &diag));
    assert_int_equal(diag.count[DIAG_USAGE], 3);
    diag_fini(&diag);
    unlink("out");
    unlink("same");
    rmdir("ra");
    assert_int_equal(chdir("/"), 0);
    char in[64];
    snprintf(in, sizeof in, "%s/in", top);
    assert_int_equal(rmdir(in), 0);
    assert_int_equal(rmdir(top), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_safe_and_readable),
        cmocka_unit_test(long_names_are_cut_between_letters),
        cmocka_unit_test(the_place_fills_the_pattern),
        cmocka_unit_test(patterns_that_lead_out_are_refused),
        cmocka_unit_test(each_part_has_a_length_that_file_systems_take),
        cmocka_unit_test(links_that_lead_out_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
