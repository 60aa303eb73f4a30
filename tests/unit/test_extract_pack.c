/* Rule packs: what loads, what is refused and where, what a pack replaces in the one that it extends; the words that
 * patterns begin with; numbers as they stand in texts. */
#include "extract/internal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the headers above first
#include <cmocka.h>
#include <unistd.h>

static struct catalogue *catalogue;
static char folder[] = "/tmp/hoso-pack-XXXXXX";

static int make_folder(void **state) {
    struct diag diag = DIAG_EMPTY;
    (void)state;
    catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    diag_fini(&diag);
    return catalogue && mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    static const char *const names[] = {"a.yaml", "b.yaml"};
    char path[256];
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    catalogue_free(catalogue);
    return rmdir(folder);
}

static void write_pack(const char *name, const char *text) {
    char path[256];
    struct diag diag = DIAG_EMPTY;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(file_replace(path, text, strlen(text), &diag));
    diag_fini(&diag);
}

static struct pack *load(struct diag *diag) {
    char path[256];
    snprintf(path, sizeof path, "%s/b.yaml", folder);
    return pack_load(path, NULL, catalogue, diag);
}

/* The pack is refused: one message with this id, at this line. */
static void refused(const char *text, const char *id, uint32_t line) {
    struct diag diag = DIAG_EMPTY;
    write_pack("b.yaml", text);
    assert_null(load(&diag));
    assert_non_null(diag.first);
    assert_string_equal(diag.first->id, id);
    assert_int_equal(diag.first->level, DIAG_USAGE);
    assert_int_equal(diag.first->where.line, line);
    diag_fini(&diag);
}

static void test_refused(void **state) {
    (void)state;
    refused("name: b\nphrases:\n  - {name: x, role: label, match: ['(a'], gives: []}\n", "rule-pattern", 3);
    refused("name: b\nphrases:\n  - {name: x, role: label, match: ['a)(b'], gives: []}\n", "rule-pattern", 3);
    refused("name: b\nphrases:\n  - {name: x, role: label, match: ['(?x)a #b'], gives: []}\n", "rule-pattern",
            3);
    refused("name: b\nphrases:\n  - {name: x, role: label, matches: ['a']}\n", "yaml", 3);
    refused("name: b\nphrases:\n  - {name: x, role: label, match: ['a'], gives: [nothing]}\n", "rule-feature",
            3);
    refused("name: b\nphrases:\n  - {name: x, role: label, match: ['%{none}']}\n", "rule-fragment", 3);
    refused("name: b\nphrases:\n  - {name: x, role: place}\n", "rule-match", 3);
    refused("name: b\nphrases:\n  - {name: x, role: place, units: nowhere.yaml}\n", "file-missing", 0);
    refused("name: b\nphrases:\n  - {name: x, role: word, is: perhaps, match: ['a']}\n", "rule-is", 3);
    refused(
        "name: b\nfeatures: [{name: f, slot: f}]\nreadings:\n  - {indicator: edu.univercity, when: [f]}\n",
        "rule-indicator", 4);
    refused("name: b\nextends: [b]\n", "rule-extends", 0);
    refused("name: b\n\nextends: [a-pack-that-is-not-there]\n", "rule-extends", 3);
    refused("name: b\nphrases:\n  - {name: x, role: lable, match: [x]}\n", "yaml", 3);
    refused(
        "name: b\nfragments: [{name: f, pattern: '%{f}'}]\nphrases:\n  - {name: x, role: label, match: ['%{f}']}\n",
        "rule-fragment", 4);
}

static const struct phrase *phrase_at(const struct pack *pack, const char *folded, uint32_t *end) {
    struct matcher matcher;
    struct match match;
    matcher_init(&matcher);
    enum found found =
        program_match(pack->program, &matcher, str_of(folded), 0, (uint32_t)strlen(folded), &match);
    matcher_fini(&matcher);
    *end = match.end;
    return found == FOUND_PHRASE ? &pack->phrases[match.phrase] : NULL;
}

static void test_longest_and_replaced(void **state) {
    struct diag diag = DIAG_EMPTY;
    uint32_t end;
    (void)state;
    write_pack("a.yaml", "name: a\nphrases:\n"
                         "  - {name: ngắn, role: glue, match: ['đạt']}\n"
                         "  - {name: dài, role: foreign, match: ['đạt chuẩn']}\n"
                         "  - {name: cũ, role: glue, match: ['cũ']}\n");
    write_pack("b.yaml", "name: b\nextends: [a]\nphrases:\n"
                         "  - {name: cũ, role: foreign, match: ['mới']}\n"
                         "  - {name: hơn, role: unit, match: ['đạt']}\n");
    struct pack *pack = load(&diag);
    assert_non_null(pack);
    assert_string_equal(phrase_at(pack, "đạt chuẩn", &end)->name, "a/dài");
    assert_int_equal(end, strlen("đạt chuẩn"));
    assert_string_equal(phrase_at(pack, "đạt chuẩ", &end)->name, "b/hơn"); /* of equals the nearer pack's */
    assert_null(phrase_at(pack, "đạtt", &end));
    assert_null(phrase_at(pack, "cũ", &end)); /* replaced by name */
    assert_string_equal(phrase_at(pack, "mới", &end)->name, "b/cũ");
    pack_free(pack);
    diag_fini(&diag);
}

/* A pack of a workspace that names a file of units which the workspace does not have takes the shipped one. */
static void test_shipped_units(void **state) {
    struct diag diag = DIAG_EMPTY;
    char path[256];
    uint32_t end;
    (void)state;
    write_pack("b.yaml", "name: b\nphrases:\n  - {name: tỉnh, role: place, units: ../units.yaml}\n");
    snprintf(path, sizeof path, "%s/b.yaml", folder);
    struct pack *pack = pack_load(path, HOSO_ROOT "/templates/rules", catalogue, &diag);
    assert_non_null(pack);
    const struct phrase *phrase = phrase_at(pack, "cao bằng", &end);
    assert_non_null(phrase);
    assert_true(str_equal(phrase->as.place, STR("tỉnh Cao Bằng")));
    pack_free(pack);
    diag_fini(&diag);
}

static void test_names_of_units(void **state) {
    struct diag diag = DIAG_EMPTY;
    uint32_t end;
    (void)state;
    write_pack("a.yaml",
               "units:\n"
               "  - {code: '01', name: tỉnh Mẫu - Vàng, until: 2025-06-30}\n"
               "  - {code: '02', name: tỉnh Người, until: 2025-06-30}\n"
               "  - {code: '03', name: thành phố Mẫu Vàng, from: 2025-07-01, parts: [tỉnh Người]}\n");
    write_pack("b.yaml",
               "name: b\nphrases:\n  - {name: tỉnh, role: place, units: a.yaml, except: [tỉnh Người]}\n");
    struct pack *pack = load(&diag);
    assert_non_null(pack);
    const struct phrase *phrase = phrase_at(pack, "mẫu-vàng", &end);
    assert_non_null(phrase);
    assert_string_equal(phrase->name, "b/tỉnh");
    assert_true(str_equal(phrase->as.place, STR("tỉnh Mẫu - Vàng")));
    assert_non_null(phrase_at(pack, "mẫu - vàng", &end));
    assert_null(phrase_at(pack, "mẫu vàng", &end)); /* a later unit bears its parts' names */
    assert_null(phrase_at(pack, "người", &end));
    pack_free(pack);
    diag_fini(&diag);
}

/* Reads 4,000 letters "a" with a pack of this pattern: how many warnings, the last of which must be of a limit. */
static unsigned warnings_of(const char *pattern) {
    struct diag diag = DIAG_EMPTY;
    struct figures figures;
    char text[4000], rules[200];
    memset(text, 'a', sizeof text - 1);
    memcpy(text + sizeof text - 3, " b", 3); /* the letter it needs is there, elsewhere */
    snprintf(rules, sizeof rules, "name: b\nphrases:\n  - {name: x, role: glue, match: ['%s']}\n", pattern);
    write_pack("b.yaml", rules);
    struct pack *pack = load(&diag);
    struct source *source = source_of("x.txt", 0, str_of(text), SOURCE_TEXT, &diag);
    assert_non_null(pack);
    assert_non_null(source);
    figures_init(&figures, catalogue);
    assert_true(extract_source(source, pack, &figures, NULL, &diag));
    unsigned warnings = (unsigned)diag.count[DIAG_WARNING];
    if (warnings)
        assert_string_equal(diag.last->id, "rule-limit");
    figures_fini(&figures);
    source_free(source);
    pack_free(pack);
    diag_fini(&diag);
    return warnings;
}

/* A pattern that would take for ever ends at the limit, which is reported once. */
static void test_hostile(void **state) {
    (void)state;
    assert_int_equal(warnings_of("(?:(?:a|aa)+)+b"), 1);
    assert_int_equal(warnings_of("(?:(a|aa)+)+\\1b"), 1);
}

/* Patterns that name a group alike do not get into each other's way. */
static void test_beside(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    uint32_t end;
    write_pack("b.yaml",
               "name: b\nphrases:\n  - {name: x, role: glue, match: ['ab(?<x>c)?', 'ab(?<x>de)']}\n");
    struct pack *pack = load(&diag);
    assert_non_null(pack);
    assert_non_null(phrase_at(pack, "abde", &end));
    assert_int_equal(end, 4);
    assert_non_null(phrase_at(pack, "abc abde", &end));
    assert_int_equal(end, 3);
    pack_free(pack);
    diag_fini(&diag);
}

static int compare_lines(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* `expected`: the openings by bytes: "units!" for an exact one, its guards around it, "units>" for one that leads further,
 * "units|rest" for one to ask at. */
static void opens(const char *pattern, bool open, const char *path, const char *expected) {
    struct arena arena = ARENA_EMPTY;
    struct openings found = {0};
    struct buf joined = BUF_EMPTY;
    uint32_t *outline = NULL;
    assert_true(openings_find(&arena, str_of(pattern), open, str_of(path), &outline, &found));
    const char **lines = mem_new(found.n, sizeof *lines);
    for (size_t i = 0; i < found.n; i++)
        lines[i] = arena_printf(&arena, "%.*s%.*s%c%.*s%.*s", STR_ARG(found.items[i].before),
                                STR_ARG(found.items[i].units), "!|>"[found.items[i].kind],
                                STR_ARG(found.items[i].behind), STR_ARG(found.items[i].rest))
                       .at;
    qsort(lines, found.n, sizeof *lines, compare_lines);
    for (size_t i = 0; i < found.n; i++)
        if (i == 0 || strcmp(lines[i], lines[i - 1]) != 0)
            buf_printf(&joined, "%s%s", joined.len ? "  " : "", lines[i]);
    assert_string_equal(joined.at ? joined.at : "", expected);
    free(lines);
    free(found.items);
    buf_fini(&joined);
    arena_fini(&arena);
}

static void test_openings(void **state) {
    (void)state;
    opens("đại +học", false, "", "đại>");
    opens("đại +học", false, "đại", "đại học!");
    opens("đại +học", false, "đại học", "");
    opens("đại +học(?: +trở +lên)?", false, "đại", "đại học!  đại học>");
    opens("(?:trong +)?năm", false, "", "năm!  trong>");
    opens("l(?:í|ý) +luận", false, "", "lí>  lý>");
    opens("đại +học(?! +sư)", false, "đại", "đại học!(?! +sư)");
    opens("(?<=x )đại(?! +sư)(?!y)", false, "", "(?<=x )đại!(?! +sư)(?!y)");
    opens("đại(?! +sư) +học", false, "đại", "đại học|"); /* in the midst */
    opens("số(?= +\\d)", false, "số", "số 0|");
    opens("với(?= +(?:hơn|gần))", false, "với", "với| gần  với| hơn"); /* perhaps of a longer word */
    opens("không(?=\\n|$)", false, "", "không!(?=\\n|$)");
    opens("\\d+(?= +\\| +\\p{L})", false, "0",
          "0 |>"); /* digits are for the pattern to say, but a bar must follow */
    opens("\\d+ +người", false, "", "0>");
    opens("\\d+ +người", false, "0", "0 người|");
    opens("(?:từ +)?\\d{1,2}[/.]", false, "", "0>  từ>");
    opens("(?:từ +)?\\d{1,2}[/.]", false, "0", "0.|  0/|");
    opens("tp(?:\\. *)?", true, "", "tp>  |tp");
    opens("tp(?:\\. *)?", true, "tp", "tp.>  tp.|");
    opens("tp(?!\\p{L})", true, "", "tp!(?!\\p{L})");
    opens("[a-c]d", false, "", "|");
    opens("(?<=\\p{L})[1-9x]\\d?(?=$|:)", false, "",
          "0>  0|  x>  |x"); /* a digit is one unit, whatever it is */
    opens("ab[^x]", false, "", "|ab");
    opens("(?:ab)+", false, "", "ab!  |abab");
    opens("(?:a +)*b", false, "a", "a a>  a b!");
    opens("(?:a +)*b", false, "a a", "a a a>  a a b!");
    opens("(?:a +)*b", false, "a a a a", "a a a a a>  a a a a b!");
    opens("\\d+[\\d.]*[/-]\\p{L}", false, "0", "0-|  0.>  0/|");
    opens(" *a", false, "", "a!");
    opens("a{2}b", false, "", "ab|  |aa");
    opens("(?<=x)a\\w", false, "", "|a");
    opens("a[x[:alpha:]]?b", false, "", "ab!  |a");
    opens("a[]x]?b", false, "", "ab!  |a");
    opens("a\\Q(\\E|b", false, "", "|");
    opens("(?#|)a", false, "", "|");
    opens("a{,3}b", false, "", "|a");
    opens("a|b c|d", false, "", "a!  b>  d!");
}

/* More ways than anybody would write. */
static void test_openings_many(void **state) {
    struct arena arena = ARENA_EMPTY;
    struct openings found = {0};
    (void)state;
    uint32_t *outline = NULL;
    assert_false(
        openings_find(&arena, STR("(?:a?(?:b?(?:c?(?:d?(?:e?)*)*)*)*)*z"), false, STR(""), &outline, &found));
    free(found.items);
    arena_fini(&arena);
}

/* ---- every phrase is found that asking every pattern would find -------------------------------------------------------- */

static int note_longest(pcre2_callout_block *block, void *aux) {
    uint32_t *end = aux;
    *end = block->current_position > *end ? (uint32_t)block->current_position : *end;
    return 1;
}

struct asked {
    pcre2_code **codes;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

static void asked_init(struct asked *asked, const struct program *program) {
    asked->codes = mem_new(program->n, sizeof *asked->codes);
    asked->data = pcre2_match_data_create(1, NULL);
    asked->context = pcre2_match_context_create(NULL);
    for (size_t i = 0; i < program->n; i++) {
        struct buf regex = BUF_EMPTY;
        int error;
        PCRE2_SIZE at;
        buf_printf(&regex, "(?:%.*s)%s(?C0)", STR_ARG(program->expressions[i].text),
                   program->expressions[i].open ? "" : "(?![\\p{L}\\d])");
        asked->codes[i] =
            pcre2_compile((PCRE2_SPTR)regex.at, regex.len, PCRE2_UTF | PCRE2_ANCHORED, &error, &at, NULL);
        assert_non_null(asked->codes[i]);
        pcre2_jit_compile(asked->codes[i], PCRE2_JIT_COMPLETE);
        buf_fini(&regex);
    }
}

static void asked_fini(struct asked *asked, const struct program *program) {
    for (size_t i = 0; i < program->n; i++)
        pcre2_code_free(asked->codes[i]);
    free(asked->codes);
    pcre2_match_data_free(asked->data);
    pcre2_match_context_free(asked->context);
}

/* At each place of the text where a search may begin. */
static void assert_found(struct asked *asked, struct program *program, struct str text) {
    struct matcher matcher;
    matcher_init(&matcher);
    for (uint32_t at = 0; at < text.len; at++) {
        struct match match;
        uint32_t longest = at, phrase = 0;
        if (text.at[at] == ' ' || ((unsigned char)text.at[at] & 0xC0) == 0x80)
            continue;
        for (size_t i = 0; i < program->n; i++) {
            uint32_t end = at;
            pcre2_set_callout(asked->context, note_longest, &end);
            pcre2_match(asked->codes[i], (PCRE2_SPTR)text.at, text.len, at, PCRE2_NO_UTF_CHECK, asked->data,
                        asked->context);
            phrase = end > longest ? program->phrases[i] : phrase;
            longest = end > longest ? end : longest;
        }
        enum found found = program_match(program, &matcher, text, at, (uint32_t)text.len, &match);
        assert_int_equal(found, longest > at ? FOUND_PHRASE : FOUND_NOTHING);
        assert_true(found != FOUND_PHRASE || program_begins(program, &matcher.units));
        if (found == FOUND_PHRASE) {
            assert_int_equal(match.end, longest);
            assert_int_equal(match.phrase, phrase);
        }
    }
    matcher_fini(&matcher);
}

static void test_found_as_by_asking_all(void **state) {
    struct diag diag = DIAG_EMPTY;
    struct asked asked;
    struct pack *pack = pack_load(HOSO_ROOT "/templates/rules/can-bo-cap-xa.yaml", NULL, catalogue, &diag);
    (void)state;
    assert_non_null(pack);
    asked_init(&asked, pack->program);
    for (size_t i = 0; i < pack->n_samples; i++) {
        struct source *source = source_of("mau.txt", 0, str_of(pack->samples[i].text), SOURCE_TEXT, &diag);
        assert_found(&asked, pack->program, source->folded);
        source_free(source);
    }
    asked_fini(&asked, pack->program);
    pack_free(pack);
    diag_fini(&diag);
}

/* A pattern of which nobody knows what it begins with, "[a-c]d", is asked at each word of a text, and one whose first words need no
 * blank between them, "(?:bị ?)*là", at each that begins so: that costs more than all else that is done there. */
static void test_no_pattern_is_asked_at_each_word(void **state) {
    struct diag diag = DIAG_EMPTY;
    struct pack *pack = pack_load(HOSO_ROOT "/templates/rules/can-bo-cap-xa.yaml", NULL, catalogue, &diag);
    (void)state;
    assert_non_null(pack);
    const struct steps *steps = &pack->program->steps;
    assert_in_range(steps->lists[0].n_questions, 0, 4);
    for (uint32_t i = 0; i < steps->lists[0].n_questions; i++)
        assert_true(steps->lists[0].questions[i].rest.len > 1);
    pack_free(pack);
    diag_fini(&diag);
}

/* How often PCRE2 is asked in a text of `n` times the words. */
static size_t asked_in(struct program *program, const char *words, unsigned n) {
    struct matcher matcher;
    struct buf text = BUF_EMPTY;
    for (unsigned i = 0; i < n; i++)
        buf_str(&text, str_of(words));
    matcher_init(&matcher);
    for (uint32_t at = 0; at < text.len;) {
        struct match match;
        at += text.at[at] == ' ';
        if (at == text.len)
            break;
        program_match(program, &matcher, buf_view(&text), at, (uint32_t)text.len, &match);
        at = match.end;
    }
    size_t asked = matcher.asked;
    matcher_fini(&matcher);
    buf_fini(&text);
    return asked;
}

/* Twice the text costs twice as much, and no word much. */
static void test_searches_cost_little(void **state) {
    static const struct {
        const char *words;
        size_t most; /* for one of them */
    } texts[] = {
        {"1/", 12}, {"(12%) ", 5}, {"công tác tổ chức ", 4}, {"đại học 12, ", 4}, {"nhân dân ta ", 3}};
    struct diag diag = DIAG_EMPTY;
    struct pack *pack = pack_load(HOSO_ROOT "/templates/rules/can-bo-cap-xa.yaml", NULL, catalogue, &diag);
    (void)state;
    assert_non_null(pack);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t some = asked_in(pack->program, texts[i].words, 1000);
        assert_in_range(some, 0, 1000 * texts[i].most);
        assert_in_range(asked_in(pack->program, texts[i].words, 2000), 0, 2 * some + 10);
    }
    pack_free(pack);
    diag_fini(&diag);
}

static void number(const char *text, enum number_form form, const char *value, uint32_t len) {
    struct numeral numeral;
    struct buf printed = BUF_EMPTY;
    assert_int_equal(numeral_read(str_of(text), 0, (uint32_t)strlen(text), NUMBER_VI, &numeral), len);
    assert_int_equal(numeral.form, form);
    decimal_print(&printed, numeral.value);
    if (!decimal_missing(numeral.of)) {
        buf_char(&printed, '/');
        decimal_print(&printed, numeral.of);
    }
    assert_string_equal(printed.at, value);
    buf_fini(&printed);
}

static void test_numerals(void **state) {
    (void)state;
    number("1.279 người", FORM_COUNT, "1279", 5);
    number("64,7%", FORM_PERCENT, "64.7", 5);
    number("63.1 %,", FORM_PERCENT, "63.1", 6);
    number("12 phần trăm", FORM_PERCENT, "12", strlen("12 phần trăm"));
    number("2,35 điểm phần trăm", FORM_PERCENT, "2.35", strlen("2,35 điểm phần trăm"));
    number("8.672/8.145", FORM_RATIO, "8672/8145", 11);
    number("1,3 nghìn lượt", FORM_COUNT, "1300", strlen("1,3 nghìn"));
    number("02.", FORM_COUNT, "2", 2);
    number("5, 6", FORM_COUNT, "5", 1);
}

static void test_numbers_in_phrases(void **state) {
    (void)state;
    assert_int_equal(numeral_said(STR("trong 05 năm qua")), 5);
    assert_int_equal(numeral_said(STR("trong năm năm qua")), 5);
    assert_int_equal(numeral_said(STR("cách đây hai mươi mốt năm")), 21);
    assert_int_equal(numeral_said(STR("mười năm qua")), 10);
    assert_int_equal(numeral_said(STR("cả nhiệm kỳ")), -1);
    assert_int_equal(numeral_said(STR("99999999999 năm")), -1);
    assert_int_equal(numeral_said(STR("")), -1);
}

/* Was a figure of the sample read by the rule that carries it? */
static bool reads_its_sample(const struct pack *pack, const struct sample *sample) {
    struct diag diag = DIAG_EMPTY;
    struct figures figures;
    struct source *source = source_of("mau.txt", 0, str_of(sample->text), SOURCE_TEXT, &diag);
    bool read = false;
    source->place = sample->place;
    figures_init(&figures, catalogue);
    extract_source(source, pack, &figures, NULL, &diag);
    for (size_t i = 0; i < figures.n; i++)
        read |= strcmp(figures.items[i]->about->rule, sample->rule) == 0;
    figures_fini(&figures);
    source_free(source);
    diag_fini(&diag);
    return read;
}

static void test_every_reading_has_a_sample(void **state) {
    struct diag diag = DIAG_EMPTY;
    struct pack *pack = pack_load(HOSO_ROOT "/templates/rules/can-bo-cap-xa.yaml", NULL, catalogue, &diag);
    (void)state;
    assert_non_null(pack);
    for (size_t i = 0; i < pack->n_readings; i++) {
        bool found = false;
        for (size_t k = 0; k < pack->n_samples && !found; k++)
            found = strcmp(pack->samples[k].rule, pack->readings[i].name) == 0 &&
                    reads_its_sample(pack, &pack->samples[k]);
        if (!found)
            fail_msg("%s has no sample that it reads", pack->readings[i].name);
    }
    pack_free(pack);
    diag_fini(&diag);
}

/* A sample that its rules do not read is an error at the rule's line. */
/* Whoever asks why a number is no figure is told in both languages by each phrase that sets numbers aside. */
static void test_setting_aside_says_why(void **state) {
    struct diag diag = DIAG_EMPTY;
    struct pack *pack = pack_load(HOSO_ROOT "/templates/rules/can-bo-cap-xa.yaml", NULL, catalogue, &diag);
    unsigned n = 0;
    (void)state;
    assert_non_null(pack);
    for (size_t i = 0; i < pack->n_phrases; i++) {
        const struct phrase *phrase = &pack->phrases[i];
        if (phrase->role != ROLE_ASIDE && phrase->role != ROLE_VETO)
            continue;
        n++;
        if (!phrase->means.vi || strcmp(phrase->means.vi, phrase->means.en) == 0)
            fail_msg("%s lacks means or means_en", phrase->name);
    }
    assert_true(n > 40);
    pack_free(pack);
    diag_fini(&diag);
}

static void test_samples_fail(void **state) {
    struct diag diag = DIAG_EMPTY;
    (void)state;
    write_pack("b.yaml", "name: b\nfeatures: [{name: f, slot: f}]\nphrases:\n"
                         "  - {name: x, role: label, match: ['đại học'], gives: [f],\n"
                         "     samples: [{text: 'Đại học 5.', gives: ['6 edu.university count 6']}]}\n"
                         "readings: [{indicator: edu.university, when: [f]}]\n");
    struct pack *pack = load(&diag);
    assert_non_null(pack);
    assert_int_equal(pack_samples(pack), 1);
    assert_false(pack_test(pack, catalogue, &diag));
    assert_int_equal(diag.count[DIAG_ERROR], 2); /* one is missing, another is there */
    assert_string_equal(diag.first->id, "rule-sample");
    assert_int_equal(diag.first->where.line, 4);
    pack_free(pack);
    diag_fini(&diag);
}

static void test_markers(void **state) {
    struct diag diag = DIAG_EMPTY;
    struct span where = {0};
    (void)state;
    write_pack("b.yaml", "name: b\nmarkers: ['trạm y tế', 'bác sĩ']\n");
    struct pack *pack = load(&diag);
    assert_non_null(pack);
    assert_true(pack_has_markers(pack));
    struct source *source =
        source_of("mau.txt", 0, STR("Mỗi TRẠM Y TẾ xã có một bác sỹ."), SOURCE_TEXT, &diag);
    assert_int_equal(pack_marks(pack, source, &where), 2);
    assert_int_equal(where.at, strlen("Mỗi "));
    assert_int_equal(where.len, strlen("TRẠM Y TẾ"));
    source_free(source);
    source = source_of("mau.txt", 0, STR("Xã có 5 trạm y tếx, hai trạm bơm."), SOURCE_TEXT, &diag);
    assert_int_equal(pack_marks(pack, source, &where), 0);
    source_free(source);
    pack_free(pack);
    diag_fini(&diag);
    refused("name: b\nmarkers: ['(a']\n", "rule-marker", 2);
}

/* What tells names is held against the pattern's own words, not joined with others; unknown kinds are refused. */
static void test_names(void **state) {
    (void)state;
    refused("name: b\nnames:\n  - {is: surname, match: [lò]}\n  - {is: title, match: ['bí thư', '(a']}\n",
            "rule-name", 4);
    refused("name: b\nnames:\n  - {is: end, match: ['a)(b']}\n", "rule-name", 3);
    refused("name: b\nnames:\n  - {is: nickname, match: [a]}\n", "yaml", 3);
    refused("name: b\nnames:\n  - {is: end, match: ['%{none}']}\n", "rule-fragment", 3);
    refused("name: b\nlines:\n  - {is: caption, match: ['bảng (']}\n", "rule-name", 3);
    refused("name: b\nlines:\n  - {is: surname, match: [lò]}\n", "yaml", 3);
    refused("name: b\nphrases:\n  - {name: x, role: glue, traits: [nearby], match: [a]}\n", "yaml", 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_longest_and_replaced),
        cmocka_unit_test(test_shipped_units),
        cmocka_unit_test(test_names_of_units),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_beside),
        cmocka_unit_test(test_openings),
        cmocka_unit_test(test_openings_many),
        cmocka_unit_test(test_found_as_by_asking_all),
        cmocka_unit_test(test_no_pattern_is_asked_at_each_word),
        cmocka_unit_test(test_searches_cost_little),
        cmocka_unit_test(test_numerals),
        cmocka_unit_test(test_numbers_in_phrases),
        cmocka_unit_test(test_every_reading_has_a_sample),
        cmocka_unit_test(test_setting_aside_says_why),
        cmocka_unit_test(test_samples_fail),
        cmocka_unit_test(test_markers),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
