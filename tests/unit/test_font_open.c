/* Faces: the table finds the files it names, and refuses what cannot draw Vietnamese. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "font/font.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SPEC HOSO_ROOT "/fonts/fonts.yaml"
#define OLD  "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf" /* 1.x */

#define SERIF_FILE "file: /usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
#define SANS_FILE  "file: /usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"

/* Replaces `from` by `to` once. */
static void change(struct buf *text, const char *from, const char *to) {
    struct buf changed = BUF_EMPTY;
    size_t at = str_find(buf_view(text), str_of(from), 0);
    assert_true(at != STR_NONE);
    buf_str(&changed, str_cut(buf_view(text), 0, at));
    buf_puts(&changed, to);
    buf_str(&changed, str_cut(buf_view(text), at + strlen(from), text->len));
    buf_fini(text);
    *text = changed;
}

/* A copy of fonts.yaml with `from` replaced by `to`, and the place of the serif's file by `file`; yours to unlink and free. */
static char *spec_with(const char *from, const char *to, const char *file) {
    struct buf text = BUF_EMPTY;
    struct diag diag = DIAG_EMPTY;
    assert_true(file_read(SPEC, &text, &diag));
    change(&text, SERIF_FILE, file);
    change(&text, from, to);
    char *path = mem_strdup("/tmp/hoso-fonts-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text.at, text.len), (ssize_t)text.len);
    close(fd);
    buf_fini(&text);
    diag_fini(&diag);
    return path;
}

/* Opens with the changed table, the serif's file being looked for, and expects one message `id` whose text holds `part`. */
static struct fonts *opens_with(const char *from, const char *to, const char *id, const char *part) {
    struct diag diag = DIAG_EMPTY;
    char *path = spec_with(from, to, "");
    struct fonts *fonts = fonts_open(path, NULL, &diag);
    assert_non_null(diag.first);
    assert_string_equal(diag.first->id, id);
    assert_non_null(strstr(diag.first->text, part));
    unlink(path);
    free(path);
    diag_fini(&diag);
    return fonts;
}

static void the_table_is_met(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct fonts *fonts = fonts_open(SPEC, NULL, &diag);
    assert_non_null(fonts);
    assert_null(diag.first);
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct face_info *info = fonts_info(fonts, (enum face)face);
        assert_string_equal(info->name, face_name((enum face)face));
        assert_true(info->expected);
        assert_int_equal(info->lacks.len, 0);
        assert_non_null(strstr(info->version, "Version "));
        assert_int_equal(strlen(info->sha256), DIGEST_HEX - 1);
    }
    assert_non_null(strstr(fonts_info(fonts, FACE_SERIF)->version, "2.1.5"));
    assert_string_equal(fonts_info(fonts, FACE_SYMBOL)->package, "fonts-dejavu-core");
    fonts_free(fonts);
    diag_fini(&diag);
}

/* Opens the serif face with another place of its file in the table, and comes back with where it was found. */
static void serif_found_with(const char *file, char *found, size_t size) {
    struct diag diag = DIAG_EMPTY;
    char *path = spec_with("slot: serif\n", "slot: serif\n", file);
    struct fonts *fonts = fonts_open(path, NULL, &diag);
    assert_non_null(fonts);
    assert_null(diag.first);
    assert_true(fonts_info(fonts, FACE_SERIF)->expected);
    snprintf(found, size, "%s", fonts_info(fonts, FACE_SERIF)->path);
    fonts_free(fonts);
    diag_fini(&diag);
    unlink(path);
    free(path);
}

/* The digest decides, not the place. */
static void a_file_that_is_not_in_its_place_is_looked_for(void **state) {
    (void)state;
    static const char *const places[] = {"", "file: /nowhere/at-all.ttf", "file: " SPEC, "file: /",
                                         SANS_FILE};
    char known[300], found[300];
    serif_found_with(SERIF_FILE, known, sizeof known);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        serif_found_with(places[i], found, sizeof found);
        assert_non_null(strstr(found, "LiberationSerif-Regular"));
    }
}

static void metrics_are_those_of_the_file(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    struct fonts *fonts = fonts_open(SPEC, NULL, &diag);
    struct shaper shaper = fonts_shaper(fonts);
    const struct face_metrics *m = shaper.metrics(shaper.aux, FACE_SERIF);
    assert_int_equal(m->em, 2048);
    assert_int_equal(m->ascent, 1825);
    assert_int_equal(m->descent, -443);
    assert_int_equal(m->space, 512);
    assert_in_range(m->cap_height, 1300, 1400);
    assert_in_range(m->x_height, 900, 980);
    assert_int_equal(shaper.metrics(shaper.aux, FACE_SANS)->space, 569);
    fonts_free(fonts);
    diag_fini(&diag);
}

static void a_face_without_vietnamese_is_refused_by_its_letters(void **state) {
    (void)state;
    if (!file_exists(OLD)) {
        print_message("Liberation 1.x is not installed\n");
        skip();
    }
    struct diag diag = DIAG_EMPTY;
    const char *own[FACE_COUNT] = {[FACE_SERIF] = OLD};
    assert_null(fonts_open(SPEC, own, &diag));
    assert_string_equal(diag.first->id, "font-letters");
    assert_non_null(strstr(diag.first->text, "lacks 92 letters"));
    assert_non_null(strstr(diag.first->text, "ế"));
    assert_null(diag.first->next);
    diag_fini(&diag);
}

static void a_survey_comes_back_with_what_is_lacking(void **state) {
    (void)state;
    if (!file_exists(OLD))
        skip();
    struct diag diag = DIAG_EMPTY;
    const char *own[FACE_COUNT] = {[FACE_SERIF] = OLD, [FACE_SANS] = "/nowhere/at-all.ttf"};
    struct fonts *fonts = fonts_survey(SPEC, own, &diag);
    assert_non_null(fonts);
    assert_true(fonts_info(fonts, FACE_SERIF)->lacks.len > 0);
    assert_string_equal(fonts_info(fonts, FACE_SERIF)->path, OLD);
    assert_false(fonts_info(fonts, FACE_SERIF)->expected);
    assert_string_equal(fonts_info(fonts, FACE_SANS)->path, "");
    assert_int_equal(diag_worst(&diag), DIAG_USAGE);
    fonts_free(fonts);
    diag_fini(&diag);
}

static void an_absent_face_names_its_package(void **state) {
    (void)state;
    assert_null(opens_with("Liberation Serif", "No Such Face", "font-absent", "fonts-liberation2"));
}

static void another_file_of_the_name_is_a_warning(void **state) {
    (void)state;
    struct fonts *fonts = opens_with("29d12439", "00000000", "font-other-file", "Liberation Serif Regular");
    assert_non_null(fonts);
    /* Both versions may be installed under the one family name: the one with the letters is taken. */
    assert_non_null(strstr(fonts_info(fonts, FACE_SERIF)->version, "2."));
    assert_false(fonts_info(fonts, FACE_SERIF)->expected);
    fonts_free(fonts);
}

static void the_table_itself_is_checked(void **state) {
    (void)state;
    assert_null(opens_with("slot: sans\n", "slot: grotesk\n", "font-slot", "grotesk"));
    assert_null(opens_with("slot: sans\n", "slot: serif\n", "font-slot", "twice"));
    assert_null(opens_with("    licence: OFL-1.1\n", "", "yaml", "licence"));
    struct diag diag = DIAG_EMPTY;
    assert_null(fonts_open("/nowhere/fonts.yaml", NULL, &diag));
    assert_string_equal(diag.first->id, "file-missing");
    diag_fini(&diag);
}

static void what_is_no_font_is_refused(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    const char *own[FACE_COUNT] = {[FACE_SANS_BOLD] = SPEC};
    assert_null(fonts_open(SPEC, own, &diag));
    assert_string_equal(diag.first->id, "font-format");
    diag_fini(&diag);
}

/* Offset of the table in the file; a plain TrueType file lists its tables from byte 12. */
static size_t table_at(const struct buf *file, const char *tag) {
    const unsigned char *b = (const unsigned char *)file->at;
    size_t n = (size_t)(b[4] << 8 | b[5]);
    for (size_t i = 0; i < n; i++, b += 16)
        if (memcmp(b + 12, tag, 4) == 0)
            return (size_t)b[20] << 24 | (size_t)b[21] << 16 | (size_t)b[22] << 8 | b[23];
    fail_msg("no table %s", tag);
    return 0;
}

/* Opens the serif face with its maker's permission changed; the first message's text, NULL when there is none. */
static char *told_of_permission(unsigned permission) {
    struct diag diag = DIAG_EMPTY;
    struct buf file = BUF_EMPTY;
    char path[] = "/tmp/hoso-face-XXXXXX", *text = NULL;
    struct fonts *fonts = fonts_open(SPEC, NULL, &diag);
    assert_true(file_read(fonts_info(fonts, FACE_SERIF)->path, &file, &diag));
    fonts_free(fonts);
    size_t at = table_at(&file, "OS/2") + 8;
    file.at[at] = (char)(permission >> 8);
    file.at[at + 1] = (char)permission;
    int fd = mkstemp(path);
    assert_int_equal(write(fd, file.at, file.len), (ssize_t)file.len);
    close(fd);
    const char *own[FACE_COUNT] = {[FACE_SERIF] = path};
    fonts = fonts_open(SPEC, own, &diag);
    assert_true((fonts == NULL) == (diag.first != NULL));
    if (diag.first) {
        assert_string_equal(diag.first->id, "font-embedding");
        assert_int_equal(diag.first->level, DIAG_USAGE);
        text = mem_strdup(diag.first->text);
    }
    unlink(path);
    fonts_free(fonts);
    buf_fini(&file);
    diag_fini(&diag);
    return text;
}

static void a_face_that_must_not_be_embedded_is_refused(void **state) {
    (void)state;
    static const unsigned refused[] = {0x0002, 0x0100, 0x0108, 0x0200};
    static const unsigned allowed[] = {0x0000, 0x0004, 0x0008, 0x000A};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char expected[16], *text = told_of_permission(refused[i]);
        snprintf(expected, sizeof expected, "0x%04X", refused[i]);
        assert_non_null(text);
        assert_non_null(strstr(text, expected));
        free(text);
    }
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        assert_null(told_of_permission(allowed[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_met),
        cmocka_unit_test(a_file_that_is_not_in_its_place_is_looked_for),
        cmocka_unit_test(metrics_are_those_of_the_file),
        cmocka_unit_test(a_face_without_vietnamese_is_refused_by_its_letters),
        cmocka_unit_test(a_survey_comes_back_with_what_is_lacking),
        cmocka_unit_test(an_absent_face_names_its_package),
        cmocka_unit_test(another_file_of_the_name_is_a_warning),
        cmocka_unit_test(the_table_itself_is_checked),
        cmocka_unit_test(what_is_no_font_is_refused),
        cmocka_unit_test(a_face_that_must_not_be_embedded_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
