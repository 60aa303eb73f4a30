/* The operators that draw a line of words: which gaps are worth a number, and where a run ends. */
#include "out/content.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SIZE 10000 /* 10 pt: an em of the fixed shaper, 1000 units, is 10000 millipoints wide */

static struct buf out;
static struct shaper *shaper;

static int start(void **state) {
    (void)state;
    out = BUF_EMPTY;
    shaper = shaper_fixed();
    return 0;
}

static int end(void **state) {
    (void)state;
    buf_fini(&out);
    shaper_fixed_free(shaper);
    return 0;
}

static struct page_item word(mpt x, mpt y, const struct shape *shape, bool after_space) {
    struct page_item item = {.type = ITEM_TEXT};
    item.as.text.x = x;
    item.as.text.y = y;
    item.as.text.face = FACE_SERIF;
    item.as.text.size = SIZE;
    item.as.text.shape = shape;
    item.as.text.after_space = after_space;
    return item;
}

static const char *drawn(struct page_item *items, uint32_t n) {
    struct content content = {.shaper = *shaper};
    struct page page = {.width = 600000, .height = 800000, .items = items, .n_items = n};
    buf_clear(&out);
    content_page(&content, &page, 0, &out);
    content_fini(&content);
    for (size_t i = 0; i < out.len; i++) /* ids of the fixed shaper are letters: their first byte is 0 */
        out.at[i] = out.at[i] ? out.at[i] : '.';
    return out.at;
}

static unsigned count(const char *text, const char *part) {
    unsigned n = 0;
    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        n++;
    return n;
}

/* Two glyphs of half an em as drawn, the second of which kerning brings `kern` thousandths nearer. */
static bool has_number(int kern) {
    const struct glyph glyphs[] = {{.id = 0x4142, .advance = 500 - kern, .shown = 500},
                                   {.id = 0x4344, .advance = 500, .shown = 500}};
    const struct shape shape = {.glyphs = glyphs, .n = 2, .width = 1000 - kern};
    struct page_item items[] = {word(50000, 100000, &shape, false)};
    const char *text = drawn(items, 1);
    if (strstr(text, "(ABCD)"))
        return false;
    char expected[32];
    snprintf(expected, sizeof expected, "(AB)%d(CD)", kern);
    assert_non_null(strstr(text, expected));
    return true;
}

static void only_kerning_is_worth_a_number(void **state) {
    (void)state;
    assert_false(has_number(0));
    assert_false(has_number(3));
    assert_true(has_number(4));
    assert_false(has_number(-3));
    assert_true(has_number(-4));
    assert_true(has_number(60));
}

/* Runs of the words "A" and, `gap` thousandths of an em behind its space, "A". */
static unsigned runs(int gap, mpt lower) {
    const struct shape *shape = shaper->shape(shaper->aux, FACE_SERIF, STR("A"));
    mpt behind = 100000 + 2 * SIZE / 2; /* the letter and the space */
    struct page_item items[] = {
        word(100000, 100000, shape, false),
        word(behind + (mpt)((int64_t)gap * SIZE / 1000), 100000 + lower, shape, true)};
    return count(drawn(items, 2), "Td");
}

static void a_word_too_far_off_begins_a_run(void **state) {
    (void)state;
    assert_int_equal(runs(0, 0), 1);
    assert_int_equal(runs(19999, 0), 1);
    assert_int_equal(runs(20000, 0), 2);
    assert_int_equal(runs(0, 1), 2); /* on another baseline */
}

/* Is a space drawn behind "A" where the next word stands `lower`, at `x`? */
static bool ends_with_space(mpt x, mpt lower) {
    const struct shape *shape = shaper->shape(shaper->aux, FACE_SERIF, STR("A"));
    struct page_item items[] = {word(100000, 100000, shape, false), word(x, 100000 + lower, shape, false)};
    const char *text = drawn(items, 2), *first = strchr(text, '('), *stop = strstr(text, "]TJ");
    assert_non_null(first);
    assert_non_null(stop);
    return stop - first > 4; /* (..) is one glyph; none of these needs a backslash */
}

static void a_line_ends_where_the_next_word_stands_lower_and_further_left(void **state) {
    (void)state;
    assert_true(ends_with_space(50000, 15000));
    assert_false(ends_with_space(50000, 0));      /* on the same baseline */
    assert_false(ends_with_space(50000, -15000)); /* above */
    assert_false(ends_with_space(105000, 15000)); /* below where the line ends */
    assert_true(ends_with_space(104999, 15000));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(only_kerning_is_worth_a_number),
        TEST(a_word_too_far_off_begins_a_run),
        TEST(a_line_ends_where_the_next_word_stands_lower_and_further_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
