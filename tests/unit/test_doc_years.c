/* Which years a dossier is of: those that were asked, else those that the sources say most of; and how much of a long sentence
 * the annex of sources keeps. */
#include "filled.h"

static struct filled f;

/* `n` of five indicators for tỉnh C in that year. */
static void state_year(int year, unsigned n) {
    static const char *const ids[] = {"staff.total", "edu.university", "edu.college", "gender.female",
                                      "party.member"};
    for (unsigned i = 0; i < n; i++)
        filled_add(&f, 0, "1.279", ids[i], FIGURE_COUNT, "20", "tỉnh C", year);
}

/* What hai_nam gives where `year` alone is asked: "EARLIER-LATER", "-" for none. */
static void asked_are(int year, const char *expected) {
    const char *tree =
        fill_years(&f, HEAD "Là {{ hai_nam().dau or \"\" }}-{{ hai_nam().nay }}.\n", "tỉnh C", &year, 1);
    has(tree, expected);
    filled_end(&f);
}

static void a_year_of_few_figures_gives_way(void **state) {
    (void)state;
    filled_start(&f);
    state_year(2020, 3);
    state_year(2022, 2);
    asked_are(2022, "\"Là -2020.\"");
    filled_start(&f);
    state_year(2020, 5);
    state_year(2022, 3);
    asked_are(2022, "\"Là 2020-2022.\"");
}

static void of_two_years_of_as_many_figures_the_later_stands_in(void **state) {
    (void)state;
    filled_start(&f);
    state_year(2018, 4);
    state_year(2020, 4);
    state_year(2022, 1);
    asked_are(2022, "\"Là 2018-2020.\"");
}

static void a_year_that_hardly_anything_is_common_with_is_not_compared(void **state) {
    (void)state;
    filled_start(&f);
    state_year(2020, 2);
    state_year(2022, 5);
    asked_are(2022, "\"Là -2022.\"");
    filled_start(&f);
    state_year(2018, 3); /* the earliest that can be */
    state_year(2020, 4);
    state_year(2022, 5);
    asked_are(2022, "\"Là 2018-2022.\"");
}

/* The annex for a number with `before` characters of words in front of it, the first a word of `first` letters. */
static const char *annex_of(unsigned first, unsigned before) {
    struct buf text = BUF_EMPTY;
    buf_puts(&text, "Mở đầu ");
    for (unsigned i = 0; i < before; i++)
        buf_puts(&text, i + 1 == before || i == first || (i > first && (i - first) % 10 == 0) ? " " : "đ");
    buf_puts(&text, "1.279 người.\n");
    filled_start(&f);
    source_free(f.sources[0]);
    f.sources[0] = source_of("nguon/bao-cao.txt", 0, buf_view(&text), SOURCE_TEXT, &f.diag);
    assert_non_null(f.sources[0]);
    f.sources[0]->place = STR("tỉnh A");
    filled_add(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "1279", "tỉnh D", 2021);
    const char *tree = fill_for(&f, HEAD "Có {{ so(\"staff.total\") }}.\n\n```nguon\n```\n", "tỉnh D");
    buf_fini(&text);
    return tree;
}

static void a_hundred_and_fifty_characters_stand_before_a_number(void **state) {
    (void)state;
    has(annex_of(5, 150), "\"… đđđđđ "); /* the word begins with them */
    filled_end(&f);
    const char *tree = annex_of(5, 151); /* its first letter does not belong to them, so no part of it does */
    has(tree, "\"… đđđđđđđđđ ");
    filled_end(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_of_few_figures_gives_way),
        cmocka_unit_test(of_two_years_of_as_many_figures_the_later_stands_in),
        cmocka_unit_test(a_year_that_hardly_anything_is_common_with_is_not_compared),
        cmocka_unit_test(a_hundred_and_fifty_characters_stand_before_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
