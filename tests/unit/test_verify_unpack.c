/* The manifest of somebody else's PDF: what it may name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "verify/unpack.h"
#include <cmocka.h>
#include <limits.h>
#include <string.h>

#define OF_NOTHING                                                                                           \
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" /* SHA-256 of no bytes */

/* Is a manifest with that workspace and one empty file at `path` accepted? */
static bool accepted(const char *workspace, const char *path) {
    char text[8192];
    snprintf(
        text, sizeof text,
        "{\"format\": 1, \"workspace\": %s, \"files\": [{\"name\": \"a\", \"path\": \"%s\", \"sha256\": \"" OF_NOTHING
        "\"}]}",
        workspace, path);
    struct paper_file files[] = {{.name = STR("manifest.json"), .bytes = str_of(text)}, {.name = STR("a")}};
    struct paper paper = {.files = files, .n_files = 2};
    struct unpacked unpacked;
    struct diag diag = DIAG_EMPTY;
    bool ok = unpack_read(&unpacked, &paper, "x.pdf", &diag);
    assert_int_equal(diag_worst(&diag) >= DIAG_ERROR, !ok);
    unpack_fini(&unpacked);
    diag_fini(&diag);
    return ok;
}

static bool names(const char *file) {
    char workspace[256];
    snprintf(workspace, sizeof workspace, "{\"sources\": [{\"files\": \"%s\"}]}", file);
    return accepted(workspace, "a.csv");
}

static void test_sources_lie_in_the_folder(void **state) {
    (void)state;
    assert_true(names("nguon/a.csv"));
    assert_true(names("nguon/a..b.csv"));
    assert_false(names("/etc/hostname"));
    assert_false(names("../a.csv"));
    assert_false(names("nguon/../../a.csv"));
    assert_false(names("nguon/.."));
}

static void test_wording_is_no_path(void **state) {
    (void)state;
    assert_true(accepted("{\"issuer\": {\"symbol\": \"/BC-UBND\"}, \"recipients\": [\"..\"]}", "a.csv"));
    assert_false(accepted("{\"fonts\": \"/dev/zero\"}", "a.csv"));
    assert_false(accepted("{\"dossiers\": [{\"years\": [2021], \"template\": \"/dev/stdin\"}]}", "a.csv"));
}

static void test_files_lie_in_the_folder(void **state) {
    (void)state;
    assert_true(accepted("{}", "nguon/a.csv"));
    assert_false(accepted("{}", "../a.csv"));
    assert_false(accepted("{}", "/a.csv"));
    assert_false(accepted("{}", "nguon//a.csv"));
    assert_false(accepted("{}", "hoso.yaml"));
    assert_false(accepted("{}", ".hoso/state"));
}

/* Behind the name of the folder that they are written to there is room for so much. */
static void test_paths_have_a_length(void **state) {
    (void)state;
    char path[PATH_MAX / 2 + 2];
    for (size_t i = 0; i < sizeof path; i++)
        path[i] = i % 2 ? '/' : 'a';
    path[PATH_MAX / 2 - 1] = '\0';
    assert_true(accepted("{}", path));
    path[PATH_MAX / 2 - 1] = 'b';
    path[PATH_MAX / 2] = '\0';
    assert_false(accepted("{}", path));
}

/* A manifest that names `n` files, all of them the same. */
static bool accepted_of(unsigned n) {
    struct buf text = BUF_EMPTY;
    struct diag diag = DIAG_EMPTY;
    struct unpacked unpacked;
    buf_puts(&text, "{\"format\": 1, \"workspace\": {}, \"files\": [");
    for (unsigned i = 0; i < n; i++)
        buf_printf(&text, "%s{\"name\": \"a\", \"sha256\": \"" OF_NOTHING "\"}", i ? "," : "");
    buf_puts(&text, "]}");
    struct paper_file files[] = {{.name = STR("manifest.json"), .bytes = buf_view(&text)},
                                 {.name = STR("a")}};
    struct paper paper = {.files = files, .n_files = 2};
    bool ok = unpack_read(&unpacked, &paper, "x.pdf", &diag);
    unpack_fini(&unpacked);
    diag_fini(&diag);
    buf_fini(&text);
    return ok;
}

static void test_files_have_a_number(void **state) {
    (void)state;
    assert_false(accepted_of(0));
    assert_true(accepted_of(4096));
    assert_false(accepted_of(4097));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources_lie_in_the_folder), cmocka_unit_test(test_wording_is_no_path),
        cmocka_unit_test(test_files_lie_in_the_folder),   cmocka_unit_test(test_paths_have_a_length),
        cmocka_unit_test(test_files_have_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
