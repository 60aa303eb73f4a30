/* The automaton finds what PCRE2 finds: the farthest of all ways to match, for many patterns over many texts. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "extract/automaton.h"
#include <pcre2.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the headers above first
#include <cmocka.h>

static const char *const patterns[] = {
    "đại",
    "đại +học",
    "(?:đại|cao) +học",
    "đ(?:ại|ược)?",
    "a*b",
    "a+",
    "(?:a|ab)(?:c|bcd)*",
    "[ab]{2,3}c",
    "[^ab ]+",
    "x{2}",
    "x{1,}y?",
    "\\d{1,2}(?:[./-]\\d{1,2})*",
    "\\p{L}+ \\d+",
    "[\\p{L} ]{0,4}b",
    "\\S+",
    "a(?=b)",
    "a(?!b)",
    "a(?= (?:b(?!c)|d))",
    "a(?!b)(?! )",
    "a(?=b)b(?=c)c",
    "(?<=a)b",
    "(?<!\\d )b+",
    "(?<![^\\n])a",
    "(?<=a|đ)b|c",
    "b$",
    "a(?= *(?:[.;]|$))",
    "a.c",
    "(?:a|b|)c",
    "(?:a?)*b",
    "(?:(?:a|b) ?)+d",
    "a\\.b",
    "²|–",
};

#define N(table) (sizeof(table) / sizeof *(table))

static int note(pcre2_callout_block *block, void *aux) {
    uint32_t *end = aux;
    if (block->current_position > *end)
        *end = (uint32_t)block->current_position;
    return 1;
}

/* Where the longest match of the pattern at `at` ends, by PCRE2; `at` when there is none. */
static uint32_t longest(const char *pattern, bool open, struct str text, uint32_t at, uint32_t to) {
    struct buf regex = BUF_EMPTY;
    uint32_t end = at;
    int error;
    PCRE2_SIZE where;
    buf_printf(&regex, "(?:%s)%s(?C1)", pattern, open ? "" : "(?![\\p{L}\\d])");
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)regex.at, regex.len, PCRE2_UTF | PCRE2_ANCHORED, &error, &where, NULL);
    assert_non_null(code);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    pcre2_set_callout(context, note, &end);
    pcre2_match(code, (PCRE2_SPTR)text.at, to, at, PCRE2_NO_UTF_CHECK, data, context);
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    pcre2_code_free(code);
    buf_fini(&regex);
    return end;
}

/* Texts of the characters that the patterns are about, the same on every run. */
static void write_text(struct buf *text, uint32_t *seed) {
    static const char *const pieces[] = {"a",   "b",   "c", "d", "a",       "b",   " ",   " ",    "đại",
                                         "học", "cao", "x", "y", "1",       "12",  ".",   "-",    ";",
                                         "\n",  "²",   "–", "ж", "đại học", "a b", "aab", "abcd", "được"};
    buf_clear(text);
    for (unsigned i = 0; i < 12; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        buf_puts(text, pieces[(*seed >> 16) % N(pieces)]);
    }
}

static void compare(struct automaton *automaton, struct reel *reel, const char *pattern, bool open,
                    struct str text) {
    for (uint32_t at = 0; at < text.len; at++) {
        struct longest found;
        if (((unsigned char)text.at[at] & 0xC0) == 0x80)
            continue;
        assert_true(automaton_search(automaton, reel, at, (uint32_t)text.len, &found));
        uint32_t want = longest(pattern, open, text, at, (uint32_t)text.len);
        if (found.end != want)
            fail_msg("%s in \"%.*s\" at %u: %u, not %u", pattern, STR_ARG(text), at, found.end, want);
    }
}

static void test_as_pcre2(void **state) {
    struct buf text = BUF_EMPTY;
    (void)state;
    for (size_t i = 0; i < N(patterns); i++) {
        bool open = i % 2;
        struct automaton automaton = {0};
        struct reel reel = {0};
        uint32_t seed = (uint32_t)i;
        assert_true(automaton_add(&automaton, str_of(patterns[i]), 0, open));
        automaton_close(&automaton);
        for (unsigned n = 0; n < 40; n++) {
            write_text(&text, &seed);
            reel_load(&reel, &automaton, buf_view(&text));
            compare(&automaton, &reel, patterns[i], open, buf_view(&text));
        }
        reel_fini(&reel);
        automaton_fini(&automaton);
    }
    buf_fini(&text);
}

/* All patterns at once: the longest of what each finds, and of equals the lowest rank. */
static void test_together(void **state) {
    struct automaton automaton = {0};
    struct reel reel = {0};
    struct buf text = BUF_EMPTY;
    uint32_t seed = 7;
    (void)state;
    for (size_t i = 0; i < N(patterns); i++)
        assert_true(automaton_add(&automaton, str_of(patterns[i]), (uint32_t)i, false));
    automaton_close(&automaton);
    for (unsigned n = 0; n < 30; n++) {
        write_text(&text, &seed);
        reel_load(&reel, &automaton, buf_view(&text));
        for (uint32_t at = 0; at < text.len; at++) {
            if (((unsigned char)text.at[at] & 0xC0) == 0x80)
                continue;
            struct longest found, want = {at, NODE_NONE};
            for (size_t i = 0; i < N(patterns); i++) {
                uint32_t end = longest(patterns[i], false, buf_view(&text), at, (uint32_t)text.len);
                if (end > want.end)
                    want = (struct longest){end, (uint32_t)i};
            }
            assert_true(automaton_search(&automaton, &reel, at, (uint32_t)text.len, &found));
            assert_int_equal(found.end, want.end);
            assert_int_equal(found.rank, want.rank);
        }
    }
    buf_fini(&text);
    reel_fini(&reel);
    automaton_fini(&automaton);
}

/* What is not regular, or broken, is left to PCRE2. */
static void test_refused(void **state) {
    static const char *const refused[] = {"(a)\\1", "a++",      "(?>a)", "(?i)a", "(*FAIL)", "(?R)",
                                          "a(",     "a)",       "[a",    "*a",    "a{2",     "\\bx",
                                          "(?",     "(?<=a+)b", "[z-a]", "\\",    "(?=a)*",  "a{0}"};
    (void)state;
    for (size_t i = 0; i < N(refused); i++) {
        struct automaton automaton = {0};
        if (automaton_add(&automaton, str_of(refused[i]), 0, false))
            fail_msg("%s is taken", refused[i]);
        automaton_fini(&automaton);
    }
}

/* Steps without end, and states without end, are ended. */
static void test_limits(void **state) {
    struct automaton automaton = {0};
    struct reel reel = {0};
    struct buf text = BUF_EMPTY;
    struct longest found;
    uint32_t seed = 1;
    (void)state;
    assert_true(automaton_add(&automaton, STR("(?:(?=a)|(?!b))*c"), 0, false));
    assert_true(automaton_add(&automaton, STR("[ab]*a[ab]{60}c"), 0, false));
    automaton_close(&automaton);
    for (unsigned i = 0; i < 300000; i++) {
        seed = seed * 1664525u + 1013904223u;
        buf_char(&text, seed >> 24 & 1 ? 'a' : 'b');
    }
    reel_load(&reel, &automaton, buf_view(&text));
    assert_false(automaton_search(&automaton, &reel, 0, (uint32_t)text.len, &found));
    assert_true(automaton_search(&automaton, &reel, (uint32_t)text.len - 9, (uint32_t)text.len, &found));
    buf_fini(&text);
    reel_fini(&reel);
    automaton_fini(&automaton);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_pcre2),
        cmocka_unit_test(test_together),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
