/* Marks say of each byte what a look at it alone says, and are found from wherever one looks. */
#include "source/marks.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int fini(void **state) {
    (void)state;
    arena_fini(&arena);
    return 0;
}

static bool marked(const uint64_t *marks, size_t at) {
    return marks[at / 64] >> at % 64 & 1;
}

static bool is_one_of(char c, const char *set) {
    return c != '\0' && strchr(set, c) != NULL;
}

static struct str some_text(size_t len) {
    static const char bytes[] = "a.b\nc!d?\r9/0:;\xE2\x80\xA6 \xE1\xBB\x81";
    char *text = arena_raw(&arena, len + 1, 1);
    for (size_t i = 0; i < len; i++)
        text[i] = bytes[(i * i + len) % (sizeof bytes - 1)];
    return (struct str){text, len};
}

/* Texts that end before, at and behind the end of a block. */
static void test_each_byte(void **state) {
    (void)state;
    for (size_t len = 0; len < 200; len++) {
        struct str text = some_text(len);
        struct marks marks = marks_find(&arena, text);
        const uint64_t *ends = marks_ends(&arena, text);
        assert_int_equal(marks.len, len);
        for (size_t i = 0; i < len; i++) {
            assert_int_equal(marked(marks.ends, i), is_one_of(text.at[i], "\n\r"));
            assert_int_equal(marked(ends, i), marked(marks.ends, i));
            assert_int_equal(marked(marks.stops, i), is_one_of(text.at[i], ".!?\xE2"));
            assert_int_equal(marked(marks.signs, i), is_one_of(text.at[i], "0123456789:"));
        }
    }
}

static void test_next(void **state) {
    (void)state;
    char text[300];
    memset(text, 'x', sizeof text);
    text[5] = text[63] = text[64] = text[250] = '\n';
    struct marks marks = marks_find(&arena, (struct str){text, sizeof text});
    assert_int_equal(marks_next(marks.ends, 0, 300), 5);
    assert_int_equal(marks_next(marks.ends, 5, 300), 5);
    assert_int_equal(marks_next(marks.ends, 6, 300), 63);
    assert_int_equal(marks_next(marks.ends, 64, 300), 64);
    assert_int_equal(marks_next(marks.ends, 65, 300), 250);
    assert_int_equal(marks_next(marks.ends, 65, 250), 250); /* none before it */
    assert_int_equal(marks_next(marks.ends, 65, 100), 100);
    assert_int_equal(marks_next(marks.ends, 6, 20), 20);
    assert_int_equal(marks_next(marks.ends, 251, 300), 300);
    assert_int_equal(marks_next(marks.ends, 300, 300), 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_byte), cmocka_unit_test(test_next)};
    return cmocka_run_group_tests(tests, NULL, fini);
}
