/* Guards: what the bytes beside a match tell of the looks around it, and that it is what PCRE2 says. */
#include "extract/internal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the headers above first
#include <cmocka.h>

/* Of the guard where "^" stands in the text. */
static enum told told(const char *guard_text, const char *marked) {
    struct arena arena = ARENA_EMPTY;
    struct guard guard = {.text = str_of(guard_text)};
    const char *mark = strchr(marked, '^');
    struct str text = arena_printf(&arena, "%.*s%s", (int)(mark - marked), marked, mark + 1);
    guard_read(&guard, &arena);
    enum told found = guard_tells(&guard, text, (size_t)(mark - marked));
    arena_fini(&arena);
    return found;
}

static void test_ahead(void **state) {
    (void)state;
    assert_int_equal(told("(?! +(?:huyện|tỉnh))", "cấp^ xã"), TOLD_YES);
    assert_int_equal(told("(?! +(?:huyện|tỉnh))", "cấp^  huyện"), TOLD_NOTHING);
    assert_int_equal(told("(?! +(?:huyện|tỉnh))", "cấp^huyện"), TOLD_YES); /* no blank */
    assert_int_equal(told("(?= +(?:huyện|tỉnh))", "cấp^ xã"), TOLD_NO);
    assert_int_equal(told("(?= +(?:huyện|tỉnh))", "cấp^"), TOLD_NO);
    assert_int_equal(told("(?= +(?:huyện|tỉnh))", "cấp^ t"), TOLD_NO);
    assert_int_equal(told("(?=:? +\\d+ +người)", "có^ ba"), TOLD_NO);
    assert_int_equal(told("(?=:? +\\d+ +người)", "có^ 12 xã"), TOLD_NOTHING);
    assert_int_equal(told("(?=:? +\\d+ +người)", "có^: x"), TOLD_NOTHING);
    assert_int_equal(told("(?!\\p{L})", "a^b"), TOLD_NO);
    assert_int_equal(told("(?!\\p{L})", "a^ b"), TOLD_YES);
    assert_int_equal(told("(?!\\p{L})", "a^"), TOLD_YES);
}

/* What may begin with anything, or with nothing, is for PCRE2 to say. */
static void test_ahead_of_anything(void **state) {
    (void)state;
    assert_int_equal(told("(?=$| +x)", "a^ y"), TOLD_NOTHING);
    assert_int_equal(told("(?=(?:,? +x)?)", "a^ y"), TOLD_NOTHING);
    assert_int_equal(told("(?= +\\p{L}| +\\d)", "a^ y"), TOLD_NOTHING);
    assert_int_equal(told("(?= +\\p{L}| +\\d)", "a^, y"), TOLD_NO);
    assert_int_equal(told("(?!a?(?:b?(?:c?(?:d?(?:e?)*)*)*)*z)", "a^ y"), TOLD_NOTHING); /* too many ways */
}

static void test_behind(void **state) {
    (void)state;
    assert_int_equal(told("(?<=xã|thị[ ]trấn)", "của xã^"), TOLD_YES);
    assert_int_equal(told("(?<=xã|thị[ ]trấn)", "của thị trấn^"), TOLD_YES);
    assert_int_equal(told("(?<=xã|thị[ ]trấn)", "của trấn^"), TOLD_NO);
    assert_int_equal(told("(?<=xã|thị[ ]trấn)", "ã^"), TOLD_NO);
    assert_int_equal(told("(?<![,;][ ]|\\d\\s)", "xã, ^a"), TOLD_NO);
    assert_int_equal(told("(?<![,;][ ]|\\d\\s)", "xã 7\n^a"), TOLD_NO);
    assert_int_equal(told("(?<![,;][ ]|\\d\\s)", "xã ^a"), TOLD_YES);
    assert_int_equal(told("(?<=\\()", "(^a"), TOLD_YES);
}

/* Not spelt out: classes of what is not in them, ranges, digits that are not any digit. */
static void test_behind_anything(void **state) {
    (void)state;
    assert_int_equal(told("(?<![^\\n])", "a^b"), TOLD_NOTHING);
    assert_int_equal(told("(?<=[a-d])", "a^b"), TOLD_NOTHING);
    assert_int_equal(told("(?<=1)", "2^b"), TOLD_NOTHING);
    assert_int_equal(told("(?<=[12])", "3^b"), TOLD_NOTHING);
    assert_int_equal(told("(?<=(?:a|b)c)", "ac^b"), TOLD_NOTHING);
    assert_int_equal(told("(?<=\\p{L})", "a^b"), TOLD_NOTHING);
    assert_int_equal(told("(?<=.)", "a^b"), TOLD_NOTHING);
}

/* One that does not hold is enough; all must be known to hold. */
static void test_several_looks(void **state) {
    (void)state;
    assert_int_equal(told("(?<=xã)(?! +viên)", "xã^ viên"), TOLD_NOTHING);
    assert_int_equal(told("(?<=xã)(?! +viên)", "xã^ x"), TOLD_YES);
    assert_int_equal(told("(?<=xã)(?! +viên)", "xa^ viên"), TOLD_NO);
    assert_int_equal(told("(?<![^\\n])(?! +viên)", "xa^ x"), TOLD_NOTHING);
}

/* ---- the guards of the pack that ships ------------------------------------------------------------------------------------ */

/* The texts of its samples, one a line, of which some have more blanks. */
static struct str sample_texts(struct pack *pack, struct diag *diag) {
    struct buf texts = BUF_EMPTY;
    for (size_t i = 0; i < pack->n_samples && texts.len < 12000; i++)
        buf_printf(&texts, "%s%s\n", i % 3 == 0 ? "  " : "", pack->samples[i].text);
    struct source *source = source_of("mau.txt", 0, buf_view(&texts), SOURCE_TEXT, diag);
    struct str folded = arena_str(&pack->arena, source->folded);
    source_free(source);
    buf_fini(&texts);
    return folded;
}

/* Comes by all words of the text, so that the pack knows what they begin. */
static void search_all(struct program *program, struct str text) {
    struct matcher matcher;
    matcher_init(&matcher);
    for (uint32_t at = 0; at < text.len;) {
        struct match match;
        at += text.at[at] == ' ';
        if (at < text.len && text.at[at] != ' ') {
            program_match(program, &matcher, text, at, (uint32_t)text.len, &match);
            at = match.end;
        }
    }
    matcher_fini(&matcher);
}

/* How often the bytes told, at each character of the text. */
static size_t assert_told_right(const struct guard *guard, struct str text) {
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int error;
    PCRE2_SIZE where;
    size_t known = 0;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)guard->text.at, guard->text.len, PCRE2_UTF | PCRE2_ANCHORED,
                                     &error, &where, NULL);
    assert_non_null(code);
    for (size_t at = 0; at < text.len; at++) {
        if (((unsigned char)text.at[at] & 0xC0) == 0x80)
            continue;
        enum told found = guard_tells(guard, text, at);
        known += found != TOLD_NOTHING;
        if (found != TOLD_NOTHING)
            assert_int_equal(found == TOLD_YES,
                             pcre2_match(code, (PCRE2_SPTR)text.at, text.len, at, 0, data, NULL) >= 0);
    }
    pcre2_code_free(code);
    pcre2_match_data_free(data);
    return known;
}

static void test_told_as_pcre2_says(void **state) {
    struct diag diag = DIAG_EMPTY;
    struct catalogue *catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    struct pack *pack = pack_load(HOSO_ROOT "/templates/rules/can-bo-cap-xa.yaml", NULL, catalogue, &diag);
    size_t known = 0;
    (void)state;
    assert_non_null(pack);
    struct str text = sample_texts(pack, &diag);
    search_all(pack->program, text);
    const struct steps *steps = &pack->program->steps;
    struct str some = str_cut(text, 0, 4000);
    while (((unsigned char)some.at[some.len - 1] & 0x80) != 0)
        some.len--;
    assert_true(steps->n_guards > 20);
    for (size_t i = 0; i < steps->n_guards; i++)
        known += assert_told_right(&steps->guards[i], some);
    assert_true(known > steps->n_guards * text_chars(some) * 8 / 10); /* else they cost what PCRE2 costs */
    pack_free(pack);
    catalogue_free(catalogue);
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ahead),         cmocka_unit_test(test_ahead_of_anything),
        cmocka_unit_test(test_behind),        cmocka_unit_test(test_behind_anything),
        cmocka_unit_test(test_several_looks), cmocka_unit_test(test_told_as_pcre2_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
