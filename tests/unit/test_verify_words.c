/* What a page shows, read from content streams written by hand, and what differs between two of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "verify/differ.h"
#include <cmocka.h>
#include <string.h>

/* Digits are 0013 to 001C as in Liberation's files; 0003 is the space, 0010 the hyphen, 1ED9 ộ. */
static const char cmap[] =
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "2 beginbfchar <0003> <0020> <0500> <1ED9> endbfchar\n"
    "2 beginbfrange <0013> <001C> <0030> <0044> <0046> [<0061> <D83DDE00> <00660066>] endbfrange";

static struct paper_page page_of(const char *content) {
    struct paper_page page = {.content = str_of(content), .n_fonts = 1};
    page.fonts[0] =
        (struct paper_font){.name = STR("F0"),
                            .to_unicode = str_of(cmap),
                            .widths = STR("3 [ 250 ] 19 28 500 68 [ 444 444 444 ] 1280 [ 500 ] ")};
    return page;
}

/* The words of the content, parted by "|". */
static const char *read(const char *content, const char **foreign) {
    static char text[512];
    struct paper_page page = page_of(content);
    struct words words = {0};
    struct alphabets alphabets = {0};
    size_t n = 0;
    words_read(&words, &alphabets, &page);
    text[0] = '\0';
    for (size_t i = 0; i < words.n; i++)
        n +=
            (size_t)snprintf(text + n, sizeof text - n, "%s%.*s", i ? "|" : "", STR_ARG(words.items[i].text));
    if (foreign)
        *foreign = words.foreign ? "foreign" : NULL;
    words_fini(&words);
    alphabets_fini(&alphabets);
    return text;
}

static void glyphs_become_words(void **state) {
    (void)state;
    assert_string_equal(read("BT /F0 10 Tf 1 2 Td [<001400150003>-20<0016>]TJ ET", NULL), "12|3");
    assert_string_equal(read("BT /F0 10 Tf [<0014>-4<0015>]TJ ET", NULL), "12"); /* kerned */
    assert_string_equal(read("BT /F0 10 Tf [<0044050000450046>]TJ ET", NULL), "aộ\U0001F600ff");
    assert_string_equal(read("BT /F0 10 Tf [(\\000\\024\\000\\025)]TJ ET", NULL),
                        "12"); /* a literal string */
}

static void room_parts_words(void **state) {
    (void)state;
    /* two cells of a row; the next line; a mark raised behind a word */
    assert_string_equal(read("BT /F0 10 Tf 0 0 Td [<0014>]TJ 40 0 Td [<0015>]TJ ET", NULL), "1|2");
    assert_string_equal(read("BT /F0 10 Tf 0 0 Td [<0014>]TJ 5 0 Td [<0015>]TJ ET", NULL), "12");
    assert_string_equal(read("BT /F0 10 Tf 0 0 Td [<0014>]TJ 5 4 Td [<0015>]TJ ET", NULL), "1|2");
    assert_string_equal(read("BT /F0 10 Tf [<0014>-900<0015>]TJ ET", NULL), "1|2");
    assert_string_equal(read("BT /F0 10 Tf [<0014>-150<0015>]TJ ET", NULL), "12");
    assert_string_equal(read("BT /F0 10 Tf [<0014>-160<0015>]TJ ET", NULL), "1|2");
    /* numbers that no page has: neither read nor overflowing */
    assert_string_equal(read("BT /F0 10 Tf 900000000000000000 99999999999999999999 Td [<0014>]TJ ET", NULL),
                        "1");
}

static void what_is_not_ours_is_noticed(void **state) {
    (void)state;
    const char *foreign;
    read("q 1 0 0 1 0 0 cm BT /F0 10 Tf [<0014>]TJ ET Q", &foreign);
    assert_non_null(foreign);
    read("/P<</MCID 0>>BDC BT /F0 10 Tf [<0014>]TJ ET EMC 0 g 0 0 m 1 1 l S /Artifact BMC EMC", &foreign);
    assert_null(foreign);
    assert_string_equal(read("BT /F9 10 Tf [<0014>]TJ ET", &foreign), "");
    assert_string_equal(read("BT /F0 10 Tf [<7777>]TJ ET", &foreign),
                        "\xEF\xBF\xBD"); /* no letter is known */
}

static void broken_contents_end(void **state) {
    (void)state;
    static const char *const contents[] = {"",
                                           "[",
                                           "<",
                                           "(((\\",
                                           "BT /F0 Tf [<0014",
                                           "/F0 99999999999999999999999 Tf [<0014>]TJ",
                                           "1 2 3 4 5 6 7 8 9 10 Td [<0014>]TJ",
                                           "Td Tf TJ BT ET ] ] >> << %",
                                           "/F0 1e999 Tf [-9223372036854775808<0014>9223372036854775807]TJ"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        read(contents[i], NULL);
}

static void blanks_and_case_of_hex_draw_nothing_else(void **state) {
    (void)state;
    assert_true(
        words_drawn_alike(STR("BT\n/F0 10 Tf\n[<00aB>1]TJ ET"), STR("BT /F0 10 Tf [ <00AB> 1 ] TJ\nET")));
    assert_false(words_drawn_alike(STR("BT [<00AB>]TJ ET"), STR("BT [<00AC>]TJ ET")));
    assert_false(words_drawn_alike(STR("BT ET"), STR("BT ET 0 0 m 1 1 l S")));
}

static struct words split(struct arena *arena, const char *text) {
    struct words words = {0};
    struct str rest = str_of(text);
    while (rest.len) {
        size_t end = str_find(rest, STR(" "), 0);
        end = end == STR_NONE ? rest.len : end;
        MEM_ROOM(words.items, words.n, words.cap);
        words.items[words.n++] = (struct word){.text = arena_str(arena, str_cut(rest, 0, end))};
        rest = str_cut(rest, end + 1, rest.len);
    }
    return words;
}

/* "1-2/1-1 ..." for each difference. */
static const char *differ(const char *printed, const char *given) {
    static char text[256];
    struct arena arena = ARENA_EMPTY;
    struct words a = split(&arena, printed), b = split(&arena, given);
    struct differences out = {0};
    size_t n = 0;
    differ_words(&a, &b, &out);
    text[0] = '\0';
    for (size_t i = 0; i < out.n; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%zu-%zu/%zu-%zu", i ? " " : "", out.items[i].from,
                              out.items[i].to, out.items[i].given_from, out.items[i].given_to);
    differences_fini(&out);
    words_fini(&a);
    words_fini(&b);
    arena_fini(&arena);
    return text;
}

static void the_least_that_differs_is_found(void **state) {
    (void)state;
    assert_string_equal(differ("có 12 người", "có 12 người"), "");
    assert_string_equal(differ("có 13 người", "có 12 người"), "1-2/1-2");
    assert_string_equal(differ("có người", "có 12 người"), "1-1/1-2");
    assert_string_equal(differ("có 12 34 người", "có 12 người"), "2-3/2-2");
    assert_string_equal(differ("a 1 b 2 c", "a 9 b 8 c"), "1-2/1-2 3-4/3-4");
    assert_string_equal(differ("", "a b"), "0-0/0-2");
    assert_string_equal(differ("", ""), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glyphs_become_words),
        cmocka_unit_test(room_parts_words),
        cmocka_unit_test(what_is_not_ours_is_noticed),
        cmocka_unit_test(broken_contents_end),
        cmocka_unit_test(blanks_and_case_of_hex_draw_nothing_else),
        cmocka_unit_test(the_least_that_differs_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
