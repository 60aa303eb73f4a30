/* What a build remembers, and how a result comes back from a worker. */
#include "batch/dossier.h"
#include "batch/state.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

static struct state_entry entry_for(const char *output, uint32_t pages) {
    struct state_entry entry = {
        .output = output, .uses = STR("edu.university 2021"), .pages = pages, .bytes = 50000};
    for (int i = 0; i < STATE_PARTS; i++)
        entry.parts[i] = UINT64_C(0x8000000000000001) + (uint64_t)i;
    entry.check = 77;
    entry.run = "0001-abc";
    digest_bytes("b", 1, entry.sha256);
    return entry;
}

static void put_and_leave(const char *share, const char *output, uint32_t pages) {
    struct diag diag = DIAG_EMPTY;
    struct state kept;
    struct state_entry entry = entry_for(output, pages);
    state_load(&kept, ".", share, &diag);
    assert_true(state_open(&kept, &diag));
    state_put(&kept, &entry);
    assert_true(state_sync(&kept, &diag));
    assert_int_equal(diag_worst(&diag), DIAG_OK);
    state_fini(&kept); /* as a killed run does: nothing is tidied */
    diag_fini(&diag);
}

static uint32_t pages_of(const char *output) {
    struct diag diag = DIAG_EMPTY;
    struct state kept;
    state_load(&kept, ".", "", &diag);
    const struct state_entry *found = state_find(&kept, output);
    uint32_t pages = found ? found->pages : 0;
    if (found) {
        struct state_entry expected = entry_for(output, pages);
        assert_memory_equal(found->parts, expected.parts, sizeof expected.parts);
        assert_string_equal(found->sha256, expected.sha256);
        assert_true(str_equal(found->uses, expected.uses));
        assert_int_equal(found->check, 77);
        assert_int_equal(found->bytes, 50000);
        assert_string_equal(found->run, "0001-abc");
    }
    state_fini(&kept);
    diag_fini(&diag);
    return pages;
}

static void the_state_comes_back(void **state) {
    (void)state;
    char top[] = "/tmp/hoso-state-XXXXXX";
    into_new_folder(top);
    assert_int_equal(pages_of("ra/a.pdf"), 0);
    put_and_leave("", "ra/xã Thanh An.pdf", 2);
    put_and_leave("", "ra/b.pdf", 5);
    put_and_leave("", "ra/xã Thanh An.pdf", 3); /* the later line counts */
    assert_int_equal(pages_of("ra/xã Thanh An.pdf"), 3);
    assert_int_equal(pages_of("ra/b.pdf"), 5);
    out_of(top);
}

/* A workspace may come from somebody else: what hoso never makes is not taken for its own. */
static void what_lies_elsewhere_is_not_known(void **state) {
    (void)state;
    static const char *const elsewhere[] = {"../a.pdf", "/tmp/a.pdf", "ra/../../a.pdf", "ra//a.pdf"};
    char top[] = "/tmp/hoso-state-XXXXXX";
    into_new_folder(top);
    put_and_leave("", "ra/a.pdf", 2);
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        put_and_leave("", elsewhere[i], 3);
        assert_int_equal(pages_of(elsewhere[i]), 0);
    }
    assert_int_equal(pages_of("ra/a.pdf"), 2);
    out_of(top);
}

/* What is gone is not known; the same file made later is. */
static void what_is_gone_is_not_known(void **state) {
    (void)state;
    char top[] = "/tmp/hoso-state-XXXXXX";
    struct diag diag = DIAG_EMPTY;
    struct state kept;
    into_new_folder(top);
    put_and_leave("", "ra/a.pdf", 2);
    state_load(&kept, ".", "", &diag);
    assert_true(state_open(&kept, &diag));
    struct state_entry gone = *state_find(&kept, "ra/a.pdf");
    gone.gone = true;
    state_put(&kept, &gone);
    assert_null(state_find(&kept, "ra/a.pdf"));
    assert_true(state_sync(&kept, &diag));
    state_fini(&kept);
    diag_fini(&diag);
    assert_int_equal(pages_of("ra/a.pdf"), 0);
    put_and_leave("", "ra/a.pdf", 4);
    assert_int_equal(pages_of("ra/a.pdf"), 4);
    out_of(top);
}

/* A killed run leaves half a line, a bad disk zeros: all before them counts, and what is added later too. */
static void a_torn_journal_is_good_up_to_the_tear(void **state) {
    (void)state;
    char top[] = "/tmp/hoso-state-XXXXXX";
    struct diag diag = DIAG_EMPTY;
    struct buf bytes = BUF_EMPTY;
    into_new_folder(top);
    put_and_leave("", "ra/a.pdf", 2);
    assert_true(file_read(STATE_FILE, &bytes, &diag));
    size_t whole = bytes.len;
    put_and_leave("", "ra/b.pdf", 3);
    buf_clear(&bytes);
    assert_true(file_read(STATE_FILE, &bytes, &diag));
    for (size_t len = whole; len < bytes.len - 1; len += 7) {
        assert_true(file_replace(STATE_FILE, bytes.at, len, &diag));
        assert_int_equal(pages_of("ra/a.pdf"), 2);
        assert_int_equal(pages_of("ra/b.pdf"), 0);
        put_and_leave("", "ra/c.pdf", 9);
        assert_int_equal(pages_of("ra/a.pdf"), 2);
        assert_int_equal(pages_of("ra/c.pdf"), 9);
    }
    memset(bytes.at + whole, 0, bytes.len - whole);
    assert_true(file_replace(STATE_FILE, bytes.at, bytes.len, &diag));
    assert_int_equal(pages_of("ra/a.pdf"), 2);
    buf_fini(&bytes);
    diag_fini(&diag);
    out_of(top);
}

static void a_broken_state_is_an_empty_one(void **state) {
    (void)state;
    static const char *const broken[] = {"",
                                         "{",
                                         "hoso-state 99\n",
                                         "hoso-state 2\n1\tmade\tra/a.pdf\n",
                                         "hoso-state 2\n\n\n",
                                         "hoso-state 2\nzz\n\ttt"};
    char top[] = "/tmp/hoso-state-XXXXXX";
    into_new_folder(top);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct diag diag = DIAG_EMPTY;
        struct state read;
        assert_true(file_replace(STATE_FILE, broken[i], strlen(broken[i]), &diag));
        state_load(&read, ".", "", &diag);
        assert_int_equal(read.n, 0);
        assert_true(diag_worst(&diag) <= DIAG_NOTE);
        assert_true(state_open(&read, &diag));
        state_fini(&read);
        diag_fini(&diag);
    }
    out_of(top);
}

/* Shares write beside each other; the next whole run takes them in. */
static void shares_are_taken_in(void **state) {
    (void)state;
    char top[] = "/tmp/hoso-state-XXXXXX";
    struct diag diag = DIAG_EMPTY;
    struct state kept;
    into_new_folder(top);
    put_and_leave("", "ra/a.pdf", 1);
    put_and_leave("1-2", "ra/b.pdf", 2);
    put_and_leave("2-2", "ra/c.pdf", 3);
    assert_int_equal(pages_of("ra/b.pdf"), 2);
    state_load(&kept, ".", "", &diag);
    assert_true(state_open(&kept, &diag));
    assert_true(state_tidy(&kept, &diag));
    state_fini(&kept);
    diag_fini(&diag);
    assert_false(file_exists(STATE_FILE ".1-2"));
    assert_false(file_exists(STATE_FILE ".2-2"));
    assert_int_equal(pages_of("ra/a.pdf"), 1);
    assert_int_equal(pages_of("ra/b.pdf"), 2);
    assert_int_equal(pages_of("ra/c.pdf"), 3);
    out_of(top);
}

/* A run that was killed while it wrote its journal anew leaves a part of it under another name. */
static void what_a_killed_run_wrote_beside_is_no_journal(void **state) {
    (void)state;
    char top[] = "/tmp/hoso-state-XXXXXX";
    static const char stray[] = STATE_FILE ".Ab3dE9";
    into_new_folder(top);
    mkdir(".hoso", 0755);
    put_and_leave("", "ra/x.pdf", 3);
    assert_int_equal(rename(STATE_FILE, stray), 0);
    put_and_leave("", "ra/y.pdf", 5);
    assert_int_equal(access(stray, F_OK), -1); /* gone with the next run */
    assert_int_equal(pages_of("ra/x.pdf"), 0);
    assert_int_equal(pages_of("ra/y.pdf"), 5);
    assert_int_equal(rename(STATE_FILE, stray), 0);
    put_and_leave("1-2", "ra/z.pdf", 7); /* a share does not know whose it is */
    assert_int_equal(access(stray, F_OK), 0);
    assert_int_equal(pages_of("ra/y.pdf"), 0);
    assert_int_equal(pages_of("ra/z.pdf"), 7);
    unlink(stray);
    unlink(STATE_FILE ".1-2");
    out_of(top);
}

static void a_result_comes_back_whole(void **state) {
    (void)state;
    struct dossier_result result = {.state = DOSSIER_BUILT, .pages = 4, .bytes = 57000, .ms = 3}, again = {0};
    struct dossier_made made = {.check = 99, .uses = STR("một, hai")}, made_again;
    struct arena arena = ARENA_EMPTY;
    struct buf bytes = BUF_EMPTY;
    strcpy(result.sha256, "abc");
    diag_at(&result.diag, DIAG_WARNING, (struct diag_where){"a.md", 3, 5, STR("dòng ba"), 4}, "thu", "một %d",
            7);
    diag_say(&result.diag, DIAG_ERROR, "khac", "%s", "");
    dossier_pack(&bytes, &result, &made);
    assert_true(dossier_unpack(buf_view(&bytes), &arena, &again, &made_again));
    assert_int_equal(again.state, DOSSIER_BUILT);
    assert_int_equal(again.pages, 4);
    assert_int_equal(again.bytes, 57000);
    assert_string_equal(again.sha256, "abc");
    assert_int_equal(made_again.check, 99);
    assert_true(str_equal(made_again.uses, made.uses));
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
        assert_false(dossier_unpack(str_cut(buf_view(&bytes), 0, len), &arena, &part, &made_again));
        diag_fini(&part.diag);
    }
    diag_fini(&result.diag);
    buf_fini(&bytes);
    arena_fini(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_state_comes_back),
        cmocka_unit_test(what_is_gone_is_not_known),
        cmocka_unit_test(a_torn_journal_is_good_up_to_the_tear),
        cmocka_unit_test(what_lies_elsewhere_is_not_known),
        cmocka_unit_test(shares_are_taken_in),
        cmocka_unit_test(what_a_killed_run_wrote_beside_is_no_journal),
        cmocka_unit_test(a_broken_state_is_an_empty_one),
        cmocka_unit_test(a_result_comes_back_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
