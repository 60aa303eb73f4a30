/* Messages, files that are replaced whole or not at all, YAML faults with their place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include <cmocka.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/hoso-base-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static const char *inside(struct arena *arena, const char *name) {
    return file_join(arena, folder, name);
}

static void message_shows_line_and_caret(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct buf out = BUF_EMPTY;
    diag_at(&diag, DIAG_WARNING, (struct diag_where){"a.csv", 3, 4, STR("xã;12"), 2}, "cell-number", "bad %d",
            7);
    diag_format(&out, diag.first);
    assert_string_equal(out.at, "a.csv:3:4: warning: cell-number: bad 7\n    3 | xã;12\n      |    ^~\n");
    assert_int_equal(diag_exit_status(&diag), 0);
    diag_say(&diag, DIAG_USAGE, "call", "no");
    diag_say(&diag, DIAG_ERROR, "data", "no");
    assert_int_equal(diag_exit_status(&diag), 2);
    buf_fini(&out);
    diag_fini(&diag);
}

static void message_ends(struct diag_where where, const char *end) {
    struct diag diag = DIAG_EMPTY;
    struct buf out = BUF_EMPTY;
    diag_at(&diag, DIAG_NOTE, where, "id", "text");
    diag_format(&out, diag.first);
    if (!str_ends(buf_view(&out), str_of(end)))
        fail_msg("%s", out.at);
    buf_fini(&out);
    diag_fini(&diag);
}

/* Marks that are drawn over the letter before them have no cell of their own; Greek ͱ, which follows them, has. */
static void carets_stand_under_their_letters(void **state) {
    (void)state;
    message_ends((struct diag_where){"a", 1, 5, STR("e\u0323\u0355\u0371b"), 1}, "      |   ^\n");
    message_ends((struct diag_where){"a", 1, 3, STR("\ta\tb"), 0}, "      | \t ^\n");
    char wide[61] = "^";
    memset(wide + 1, '~', 59);
    struct buf end = BUF_EMPTY;
    buf_printf(&end, "      | %s\n", wide);
    message_ends((struct diag_where){"a", 1, 1, STR("x"), 1000}, end.at);
    buf_fini(&end);
}

static void replaced_file_is_read_back(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct diag diag = DIAG_EMPTY;
    struct buf bytes = BUF_EMPTY;
    const char *path = inside(&arena, "ra/xã/tệp.txt");
    assert_true(file_replace(path, "one", 3, &diag));
    assert_true(file_replace(path, "two!", 4, &diag));
    assert_true(file_read(path, &bytes, &diag));
    assert_string_equal(bytes.at, "two!");
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0644); /* not the temporary file's, which is its owner's alone */
    assert_null(diag.first);
    buf_fini(&bytes);
    arena_fini(&arena);
    diag_fini(&diag);
}

static size_t entries(const char *path) {
    DIR *dir = opendir(path);
    size_t n = 0;
    assert_non_null(dir);
    while (readdir(dir))
        n++;
    closedir(dir);
    return n;
}

static void full_disk_leaves_the_old_file_and_no_other(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct diag diag = DIAG_EMPTY;
    struct buf bytes = BUF_EMPTY;
    const char *path = inside(&arena, "old.txt");
    assert_true(file_replace(path, "old", 3, &diag));
    size_t before = entries(folder);
    struct rlimit limit, small = {.rlim_cur = 4096};
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small.rlim_max = limit.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    char *large = mem_new(100000, 1);
    assert_false(file_replace(path, large, 100000, &diag));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_equal(diag_exit_status(&diag), 3);
    assert_int_equal(entries(folder), before);
    assert_true(file_read(path, &bytes, &diag));
    assert_string_equal(bytes.at, "old");
    free(large);
    buf_fini(&bytes);
    arena_fini(&arena);
    diag_fini(&diag);
}

/* Without reading it: a workspace may lie beside a film. */
static void file_too_large_is_not_read(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct diag diag = DIAG_EMPTY;
    struct buf bytes = BUF_EMPTY;
    const char *path = inside(&arena, "large.csv");
    assert_true(file_replace(path, "a", 1, &diag));
    assert_int_equal(truncate(path, (off_t)FILE_LIMIT + 1), 0);
    assert_false(file_read(path, &bytes, &diag));
    assert_string_equal(diag.last->id, "file-too-large");
    assert_int_equal(diag.last->level, DIAG_USAGE);
    assert_true(bytes.cap < 1 << 20);
    assert_int_equal(unlink(path), 0);
    buf_fini(&bytes);
    arena_fini(&arena);
    diag_fini(&diag);
}

static void missing_file_and_folder_are_the_callers_mistake(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct buf bytes = BUF_EMPTY;
    assert_false(file_read("/nowhere/at/all.csv", &bytes, &diag));
    assert_string_equal(diag.last->id, "file-missing");
    assert_false(file_read(folder, &bytes, &diag));
    assert_string_equal(diag.last->id, "file-folder");
    assert_int_equal(diag_exit_status(&diag), 2);
    buf_fini(&bytes);
    diag_fini(&diag);
}

/* Nobody writes to it, so whoever waits for it waits for ever. */
static void a_pipe_among_files_is_not_waited_for(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct buf out = BUF_EMPTY;
    char path[300], offered[32];
    int ends[2];
    snprintf(path, sizeof path, "%s/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    alarm(10);
    assert_false(file_read(path, &out, &diag));
    assert_string_equal(diag.first->id, "file-kind");
    unlink(path);
    diag_fini(&diag);
    assert_int_equal(pipe(ends), 0); /* as a shell's <(...) has it */
    assert_int_equal(write(ends[1], "abc", 3), 3);
    close(ends[1]);
    snprintf(offered, sizeof offered, "/dev/fd/%d", ends[0]);
    assert_true(file_read(offered, &out, &diag));
    assert_int_equal(out.len, 3);
    alarm(0);
    close(ends[0]);
    buf_fini(&out);
    diag_fini(&diag);
}

static void strays_are_known_by_their_names(void **state) {
    (void)state;
    static const char *const strays[] = {"a.pdf.Ab12Cd", "0001-5e884898.json.000000", ".zzzzzz"};
    static const char *const others[] = {"a.pdf",        "a.pdf.Ab12C", "a.pdf.Ab12Cde",
                                         "a.pdf.Ab-2Cd", "abcdef",      ""};
    for (size_t i = 0; i < sizeof strays / sizeof *strays; i++)
        assert_true(file_is_stray(strays[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(file_is_stray(others[i]));
}

struct sample {
    char *name;
    int size;
};

static const cyaml_schema_field_t sample_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct sample, name, 0, CYAML_UNLIMITED),
    CYAML_FIELD_INT("size", CYAML_FLAG_OPTIONAL, struct sample, size),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t sample_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct sample, sample_fields),
};

static void yaml_fault_is_at(const char *text, unsigned line, unsigned column) {
    struct diag diag = DIAG_EMPTY;
    void *data;
    assert_false(yaml_load("x.yaml", str_of(text), &sample_schema, &data, NULL, &diag));
    assert_non_null(diag.first);
    assert_int_equal(diag.first->level, DIAG_USAGE);
    assert_int_equal(diag.first->where.line, line);
    assert_int_equal(diag.first->where.column, column);
    diag_fini(&diag);
}

static void yaml_faults_name_their_place(void **state) {
    (void)state;
    yaml_fault_is_at("name: a\nsizes: 3\n", 2, 1);
    yaml_fault_is_at("name: a\nname: b\n", 2, 1);
    yaml_fault_is_at("name: a\nsize: big\n", 2, 7);
    yaml_fault_is_at("name: a\n\tsize: 2\n", 2, 1);
}

static void yaml_loads(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    void *data;
    assert_true(
        yaml_load("x.yaml", STR("name: tỉnh Điện Biên\nsize: 3\n"), &sample_schema, &data, NULL, &diag));
    struct sample *sample = data;
    assert_string_equal(sample->name, "tỉnh Điện Biên");
    assert_int_equal(sample->size, 3);
    yaml_release(&sample_schema, data, 0);
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(message_shows_line_and_caret),
        cmocka_unit_test(carets_stand_under_their_letters),
        cmocka_unit_test(replaced_file_is_read_back),
        cmocka_unit_test(file_too_large_is_not_read),
        cmocka_unit_test(full_disk_leaves_the_old_file_and_no_other),
        cmocka_unit_test(missing_file_and_folder_are_the_callers_mistake),
        cmocka_unit_test(a_pipe_among_files_is_not_waited_for),
        cmocka_unit_test(strays_are_known_by_their_names),
        cmocka_unit_test(yaml_faults_name_their_place),
        cmocka_unit_test(yaml_loads),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
