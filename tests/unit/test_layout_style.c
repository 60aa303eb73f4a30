/* test_layout_style.c - style files: units, inheritance, and faults with their line. */
#include "layout/style.h"
#include "layout_check.h"
#include <stdio.h>
#include <unistd.h>

static struct style *load(const char *text, struct diag *diag) {
    char path[] = "/tmp/hoso-style-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    struct style *style = style_load(path, NULL, diag);
    unlink(path);
    return style;
}

/* NĐ 30/2020, PL I: what the shipped style may not leave. */
static void test_shipped_style_keeps_the_decree(void **state) {
    (void)state;
    struct diag diag;
    memset(&diag, 0, sizeof diag);
    struct style *s = style_load(STYLE_PATH, NULL, &diag);
    assert_non_null(s);
    const int64_t mm = 2835;
    assert_in_range(s->page.width, 210 * mm - 100, 210 * mm + 100);
    assert_in_range(s->page.top, 20 * mm - 50, 25 * mm);
    assert_in_range(s->page.bottom, 20 * mm - 50, 25 * mm);
    assert_in_range(s->page.left, 30 * mm - 50, 35 * mm);
    assert_in_range(s->page.right, 15 * mm - 50, 20 * mm);
    static const struct {
        enum role_name role;
        mpt least, most;
        enum face face;
    } sizes[] = {
        {ROLE_BODY, 13000, 14000, FACE_SERIF},
        {ROLE_PAGE_NUMBER, 13000, 14000, FACE_SERIF},
        {ROLE_NATION, 12000, 13000, FACE_SERIF_BOLD},
        {ROLE_MOTTO, 13000, 14000, FACE_SERIF_BOLD},
        {ROLE_PARENT, 12000, 13000, FACE_SERIF},
        {ROLE_ISSUER, 12000, 13000, FACE_SERIF_BOLD},
        {ROLE_NUMBER, 13000, 13000, FACE_SERIF},
        {ROLE_PLACE_DATE, 13000, 14000, FACE_SERIF_ITALIC},
        {ROLE_KIND, 13000, 14000, FACE_SERIF_BOLD},
        {ROLE_SUBJECT, 13000, 14000, FACE_SERIF_BOLD},
        {ROLE_ADDRESSEE, 13000, 14000, FACE_SERIF},
        {ROLE_HEADING_1, 13000, 14000, FACE_SERIF_BOLD},
        {ROLE_POST, 13000, 14000, FACE_SERIF_BOLD},
        {ROLE_SIGNER, 13000, 14000, FACE_SERIF_BOLD},
        {ROLE_RECIPIENTS, 12000, 12000, FACE_SERIF_BOLD_ITALIC},
        {ROLE_RECIPIENT, 11000, 11000, FACE_SERIF},
        {ROLE_ANNEX_NUMBER, 14000, 14000, FACE_SERIF_BOLD},
        {ROLE_ANNEX_TITLE, 13000, 14000, FACE_SERIF_BOLD},
        {ROLE_ANNEX_REFERENCE, 13000, 14000, FACE_SERIF_ITALIC},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_in_range(s->roles[sizes[i].role].size, sizes[i].least, sizes[i].most);
        assert_int_equal(s->roles[sizes[i].role].face, sizes[i].face);
    }
    assert_true(s->roles[ROLE_BODY].before >= 6000);
    assert_in_range(s->roles[ROLE_BODY].indent, 10 * mm - 50, 12.7 * mm + 50);
    assert_in_range(s->roles[ROLE_BODY].pitch, s->roles[ROLE_BODY].size * 115 / 100,
                    s->roles[ROLE_BODY].size * 3 / 2);
    for (int i = 0; i < ROLE_COUNT; i++) /* marks of Ẫ and ặ need 1.132 em together */
        assert_true(s->roles[i].pitch * 1000LL >= s->roles[i].size * 1132LL);
    style_free(s);
    diag_fini(&diag);
}

static void test_units_and_inheritance(void **state) {
    (void)state;
    struct diag diag;
    memset(&diag, 0, sizeof diag);
    struct style *s =
        load("page: {left: 25.4}\n"
             "roles:\n"
             "  body: {face: sans, size: 10.5, leading: 1.5, indent: 5, before: 3, color: \"#123456\"}\n"
             "  note: {size: 8}\n",
             &diag);
    assert_non_null(s);
    assert_int_equal(s->page.left, 72000);
    assert_int_equal(s->roles[ROLE_BODY].size, 10500);
    assert_int_equal(s->roles[ROLE_BODY].pitch, 15750);
    assert_int_equal(s->roles[ROLE_NOTE].face, FACE_SANS); /* inherited */
    assert_int_equal(s->roles[ROLE_NOTE].pitch, 12000);
    assert_int_equal(s->roles[ROLE_NOTE].color, 0x123456);
    assert_int_equal(s->roles[ROLE_NOTE].indent, 0); /* not inherited: a body's own */
    style_free(s);
    diag_fini(&diag);
}

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t line;
    } cases[] = {
        {"page:\n  width: 210\n  top: wide\n", 3},
        {"page: {left: -3}\n", 1},
        {"page: {left: 200}\n", 1},
        {"text:\n  up: red\n", 2},
        {"chart:\n  tones: \"#ffffff black\"\n", 2},
        {"roles:\n  body: {size: 13}\n  note: {face: comic}\n", 3},
        {"roles:\n  body: {size: 0}\n", 2},
        {"roles:\n  note: {align: middle}\n", 2},
        {"page: {number-first: maybe}\n", 1},
        {"page:\n  hight: 297\n", 2}, /* an unknown key */
        {"roles:\n  bodi: {size: 13}\n", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag diag;
        memset(&diag, 0, sizeof diag);
        assert_null(load(cases[i].text, &diag));
        assert_int_equal(diag_worst(&diag), DIAG_USAGE);
        assert_int_equal(diag.first->where.line, cases[i].line);
        diag_fini(&diag);
    }
}

/* Styles by name from a list, as a workspace's folder has them. */
struct shelf {
    char folder[32];
    const char *const (*files)[2];
    size_t n;
    char path[64];
    struct arena arena;
};

static const char *find_style(void *aux, struct str name) {
    struct shelf *shelf = aux;
    for (size_t i = 0; i < shelf->n; i++)
        if (str_equal(name, str_of(shelf->files[i][0])))
            return arena_printf(&shelf->arena, "%s/%s.yaml", shelf->folder, shelf->files[i][0]).at;
    return NULL;
}

static struct style *load_first(const char *const (*files)[2], size_t n, struct diag *diag) {
    struct shelf shelf = {.folder = "/tmp/hoso-styles-XXXXXX", .files = files, .n = n};
    assert_non_null(mkdtemp(shelf.folder));
    for (size_t i = 0; i < n; i++)
        assert_true(
            file_replace(find_style(&shelf, str_of(files[i][0])), files[i][1], strlen(files[i][1]), diag));
    struct style_finder finder = {find_style, &shelf};
    struct style *style = style_load(find_style(&shelf, str_of(files[0][0])), &finder, diag);
    for (size_t i = 0; i < n; i++)
        unlink(find_style(&shelf, str_of(files[i][0])));
    rmdir(shelf.folder);
    arena_fini(&shelf.arena);
    return style;
}

static void test_extends(void **state) {
    (void)state;
    static const char *const files[][2] = {
        {"rieng", "extends: giua\npage: {left: 25.4}\nroles:\n  body: {color: \"#112233\"}\n"},
        {"giua", "extends: goc\nroles:\n  note: {size: 9}\n"},
        {"goc", "page: {left: 30, right: 20}\nroles:\n  body: {size: 12}\n  note: {size: 8, face: sans}\n"},
    };
    struct diag diag;
    memset(&diag, 0, sizeof diag);
    struct style *s = load_first(files, 3, &diag);
    assert_non_null(s);
    assert_int_equal(s->page.left, 72000);  /* its own */
    assert_int_equal(s->page.right, 56693); /* of the last */
    assert_int_equal(s->roles[ROLE_NOTE].size, 9000);
    assert_int_equal(s->roles[ROLE_NOTE].face, FACE_SANS);
    assert_int_equal(s->roles[ROLE_NOTE].color, 0x112233); /* a role inherits from the body that results */
    style_free(s);
    diag_fini(&diag);
}

static void test_extends_faults(void **state) {
    (void)state;
    static const char *const alone[][2] = {{"a", "page: {left: 30}\nextends: khong-co\n"}};
    static const char *const round[][2] = {{"a", "extends: b\n"}, {"b", "extends: a\n"}};
    static const char *const broken[][2] = {{"a", "extends: b\n"}, {"b", "page:\n  left: wide\n"}};
    static const struct {
        const char *const (*files)[2];
        size_t n;
        const char *id, *file;
        uint32_t line;
    } cases[] = {{alone, 1, "style-extends", "a.yaml", 2},
                 {round, 2, "style-extends", "b.yaml", 1},
                 {broken, 2, "style-value", "b.yaml", 2}};
    for (size_t i = 0; i < 3; i++) {
        struct diag diag;
        memset(&diag, 0, sizeof diag);
        assert_null(load_first(cases[i].files, cases[i].n, &diag));
        assert_int_equal(diag_worst(&diag), DIAG_USAGE);
        assert_string_equal(diag.first->id, cases[i].id);
        assert_int_equal(diag.first->where.line, cases[i].line);
        assert_non_null(strstr(diag.first->where.file, cases[i].file));
        diag_fini(&diag);
    }
}

static void test_missing_file(void **state) {
    (void)state;
    struct diag diag;
    memset(&diag, 0, sizeof diag);
    assert_null(style_load(HOSO_ROOT "/templates/styles/none.yaml", NULL, &diag));
    assert_int_equal(diag_worst(&diag), DIAG_USAGE);
    diag_fini(&diag);
}

static void test_faces(void **state) {
    (void)state;
    assert_int_equal(style_face(FACE_SERIF, true, false), FACE_SERIF_BOLD);
    assert_int_equal(style_face(FACE_SERIF_BOLD, false, true), FACE_SERIF_BOLD_ITALIC);
    assert_int_equal(style_face(FACE_SERIF_ITALIC, true, false), FACE_SERIF_BOLD_ITALIC);
    assert_int_equal(style_face(FACE_SANS, true, true), FACE_SANS_BOLD);
    assert_int_equal(style_face(FACE_SANS, false, true), FACE_SANS);
    assert_int_equal(style_face(FACE_SYMBOL, true, true), FACE_SYMBOL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped_style_keeps_the_decree),
        cmocka_unit_test(test_units_and_inheritance),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_extends),
        cmocka_unit_test(test_extends_faults),
        cmocka_unit_test(test_missing_file),
        cmocka_unit_test(test_faces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
