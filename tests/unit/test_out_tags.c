/* Which words of which elements are one text, so that a space is written where a line ends between them. */
#include "out/tags.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { NONE, DOCUMENT, PARAGRAPH, LINK, SPAN, OTHER, OTHER_LINK, ROW, CELL, NEXT_CELL, TAGS };

static struct tag tree[TAGS] = {
    [DOCUMENT] = {.role = TAG_DOCUMENT},
    [PARAGRAPH] = {.role = TAG_P, .parent = DOCUMENT},
    [LINK] = {.role = TAG_LINK, .parent = PARAGRAPH},
    [SPAN] = {.role = TAG_SPAN, .parent = PARAGRAPH},
    [OTHER] = {.role = TAG_P, .parent = DOCUMENT},
    [OTHER_LINK] = {.role = TAG_LINK, .parent = OTHER},
    [ROW] = {.role = TAG_TR, .parent = DOCUMENT},
    [CELL] = {.role = TAG_TD, .parent = ROW},
    [NEXT_CELL] = {.role = TAG_TD, .parent = ROW},
};

static void a_paragraph_and_what_stands_in_its_lines_run_on(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct pages pages = {.tags = tree, .n_tags = TAGS};
    const struct tags *tags = tags_new(&arena, &pages);
    assert_true(tags_run_on(tags, PARAGRAPH, PARAGRAPH));
    assert_true(tags_run_on(tags, PARAGRAPH, LINK));
    assert_true(tags_run_on(tags, LINK, PARAGRAPH));
    assert_true(tags_run_on(tags, LINK, SPAN));
    assert_true(tags_run_on(tags, SPAN, LINK));
    assert_false(tags_run_on(tags, PARAGRAPH, OTHER));
    assert_false(tags_run_on(tags, LINK, OTHER_LINK));
    assert_false(tags_run_on(tags, PARAGRAPH, OTHER_LINK));
    assert_false(tags_run_on(tags, CELL, NEXT_CELL));
    assert_false(tags_run_on(tags, LINK, CELL));
    arena_fini(&arena);
}

static void what_has_no_tag_runs_on_to_what_has_none(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct pages pages = {.tags = tree, .n_tags = TAGS};
    const struct tags *tags = tags_new(&arena, &pages);
    assert_true(tags_run_on(tags, NONE, NONE));
    assert_false(tags_run_on(tags, NONE, PARAGRAPH));
    assert_false(tags_run_on(tags, PARAGRAPH, NONE));
    assert_false(tags_run_on(tags, DOCUMENT, NONE));
    assert_false(tags_run_on(tags, PARAGRAPH, TAGS)); /* there is no such tag */
    assert_true(tags_run_on(tags, TAGS, TAGS));
    arena_fini(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_and_what_stands_in_its_lines_run_on),
        cmocka_unit_test(what_has_no_tag_runs_on_to_what_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
