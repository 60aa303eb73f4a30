/* What a build remembers, and how a result comes back from a worker. */
#include "batch/dossier.h"
#include "batch/state.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void into_new_folder(char *top) {
    assert_non_null(mkdtemp(top));
    assert_int_equal(chdir(top), 0);
}

static void out_of(const char *top) {
    unlink(STATE_FILE);
    rmdir(".hoso");
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(top), 0);
}

static void the_state_comes_back(void **state) {
    (void)state;
    char top[] = "/tmp/hoso-state-XXXXXX";
    struct diag diag = DIAG_EMPTY;
    struct state kept, again;
    struct state_entry entry = {.output = "ra/xã Thanh An.pdf", .pages = 2, .bytes = 50000};
    into_new_folder(top);
    state_load(&kept, ".", &diag);
    assert_int_equal(kept.n, 0);
    digest_bytes("a", 1, entry.digest);
    digest_bytes("b", 1, entry.sha256);
    state_put(&kept, &entry);
    entry.pages = 3;
    state_put(&kept, &entry);
    assert_int_equal(kept.n, 1);
    assert_true(state_save(&kept, ".", &diag));
    state_load(&again, ".", &diag);
    const struct state_entry *found = state_find(&again, "ra/xã Thanh An.pdf");
    assert_non_null(found);
    assert_string_equal(found->digest, entry.digest);
    assert_string_equal(found->sha256, entry.sha256);
    assert_int_equal(found->pages, 3);
    assert_int_equal(found->bytes, 50000);
    assert_null(state_find(&again, "ra/khác.pdf"));
    assert_int_equal(diag_worst(&diag), DIAG_OK);
    state_fini(&kept);
    state_fini(&again);
    diag_fini(&diag);
    out_of(top);
}

static void a_broken_state_is_an_empty_one(void **state) {
    (void)state;
    static const char *const broken[] = {"",
                                         "{",
                                         "[]",
                                         "{\"format\": 9, \"outputs\": {}}",
                                         "{\"format\": 1}",
                                         "{\"format\": 1, \"outputs\": {\"x\": {\"digest\": 1}}}"};
    char top[] = "/tmp/hoso-state-XXXXXX";
    into_new_folder(top);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct diag diag = DIAG_EMPTY;
        struct state read;
        assert_true(file_replace(STATE_FILE, broken[i], strlen(broken[i]), &diag));
        state_load(&read, ".", &diag);
        assert_int_equal(read.n, 0);
        assert_true(diag_worst(&diag) <= DIAG_NOTE);
        state_fini(&read);
        diag_fini(&diag);
    }
    out_of(top);
}

static void a_result_comes_back_whole(void **state) {
    (void)state;
    struct dossier_result result = {.state = DOSSIER_BUILT, .pages = 4, .bytes = 57000, .ms = 3}, again = {0};
    struct buf bytes = BUF_EMPTY;
    strcpy(result.sha256, "abc");
    diag_at(&result.diag, DIAG_WARNING, (struct diag_where){"a.md", 3, 5, STR("dòng ba"), 4}, "thu", "một %d",
            7);
    diag_say(&result.diag, DIAG_ERROR, "khac", "%s", "");
    dossier_pack(&bytes, &result);
    assert_true(dossier_unpack(buf_view(&bytes), &again));
    assert_int_equal(again.state, DOSSIER_BUILT);
    assert_int_equal(again.pages, 4);
    assert_int_equal(again.bytes, 57000);
    assert_string_equal(again.sha256, "abc");
    const struct diag_message *first = again.diag.first;
    assert_string_equal(first->where.file, "a.md");
    assert_int_equal(first->where.line, 3);
    assert_int_equal(first->where.column, 5);
    assert_int_equal(first->where.width, 4);
    assert_true(str_equal(first->where.text, STR("dòng ba")));
    assert_string_equal(first->id, "thu");
    assert_string_equal(first->text, "một 7");
    assert_null(first->next->where.file);
    assert_int_equal(again.diag.count[DIAG_ERROR], 1);
    diag_fini(&again.diag);
    /* Cut anywhere, it is no result. */
    for (size_t len = 0; len < bytes.len; len++) {
        struct dossier_result part = {0};
        assert_false(dossier_unpack(str_cut(buf_view(&bytes), 0, len), &part));
        diag_fini(&part.diag);
    }
    diag_fini(&result.diag);
    buf_fini(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_state_comes_back),
        cmocka_unit_test(a_broken_state_is_an_empty_one),
        cmocka_unit_test(a_result_comes_back_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
