/* test_layout_paragraph.c - line breaking: optimal, exact at the right edge, nothing lost, never stuck. */
#include "layout/block.h"
#include "layout_check.h"
#include <time.h>

/* A galley to break into, on the shaper of half an em a letter: at 10 pt a letter is 5000 wide. */
struct breaking {
    struct bench b;
    struct galley g;
    struct pages pages;
    struct role role;
};

static void breaking_start(struct breaking *t) {
    bench_start(&t->b);
    t->g = (struct galley){.arena = &t->b.g.arena,
                           .style = t->b.style,
                           .shaper = t->b.shaper,
                           .diag = &t->b.diag,
                           .name = "test",
                           .pages = &t->pages};
    t->pages = (struct pages){0};
    t->role = (struct role){.face = FACE_SERIF, .size = 10000, .pitch = 12000};
}

static void breaking_end(struct breaking *t) {
    galley_fini(&t->g);
    bench_end(&t->b);
}

static struct lines broken(struct breaking *t, const char *text, mpt width, enum set set) {
    galley_clear(&t->g);
    return paragraph_break(&t->g, inline_str(&t->g, str_of(text), &t->role, 0, false), width, 0, set);
}

static struct str line_text(struct breaking *t, struct lines lines, uint32_t k) {
    struct buf out = BUF_EMPTY;
    const struct line *line = &t->g.lines[lines.first + k];
    for (uint32_t i = line->first; i < line->end; i++) {
        const struct piece *piece = &t->g.pieces[i];
        if (piece->type == PIECE_GLUE)
            buf_char(&out, ' ');
        else if (piece->type == PIECE_BOX)
            buf_str(&out, piece->text);
    }
    struct str text = arena_str(&t->b.g.arena, buf_view(&out));
    buf_fini(&out);
    return text;
}

static void test_fits_on_one_line(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    struct lines lines = broken(&t, "aaa bb", 30000, SET_JUSTIFY);
    assert_int_equal(lines.n, 1);
    assert_int_equal(t.g.lines[lines.first].natural, 30000);
    assert_int_equal(broken(&t, "", 30000, SET_LEFT).n, 1); /* nothing at all is an empty line */
    breaking_end(&t);
}

/* Greedy breaking fills line 1 ("aaa bb cc") and leaves "ddddd" alone with much room; the best way evens them out. */
static void test_looks_ahead(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    struct lines lines = broken(&t, "aaa bb cc ddddd", 47000, SET_CENTER);
    assert_int_equal(lines.n, 2);
    assert_true(str_equal(line_text(&t, lines, 0), STR("aaa bb")));
    assert_true(str_equal(line_text(&t, lines, 1), STR("cc ddddd")));
    breaking_end(&t);
}

/* Exhaustive search over all ways to break, with the measure of badness of TeX: no way is better than the one found. */
static int64_t way_cost(const int *words, int n, uint32_t cuts, int width) {
    int64_t cost = 0;
    for (int i = 0; i < n;) {
        int natural = words[i];
        while (i + 1 < n && !(cuts >> i & 1))
            natural += 1000 + words[++i];
        i++;
        int over = width - natural;
        if (natural > width)
            return INT64_MAX;
        int64_t r = over ? (int64_t)over * 297 / (width / 3) : 0;
        int64_t bad = r > 1290 ? 10000 : (r * r * r + (1 << 17)) / (1 << 18);
        cost += (10 + bad) * (10 + bad);
    }
    return cost;
}

static void test_no_way_is_better(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    t.role.size = 2000; /* a letter is 1000 wide */
    uint32_t random = 12345;
    for (int round = 0; round < 60; round++) {
        enum { WORDS = 11 };
        int words[WORDS];
        struct buf text = BUF_EMPTY;
        for (int i = 0; i < WORDS; i++) {
            random = random * 1664525 + 1013904223;
            int len = 1 + (int)(random >> 24) % 7;
            words[i] = len * 1000;
            buf_printf(&text, "%s%.*s", i ? " " : "", len, "abcdefg");
        }
        int64_t best = INT64_MAX;
        for (uint32_t cuts = 0; cuts < 1u << (WORDS - 1); cuts++) {
            int64_t cost = way_cost(words, WORDS, cuts, 15000);
            best = cost < best ? cost : best;
        }
        struct lines lines = broken(&t, text.at, 15000, SET_CENTER);
        uint32_t cuts = 0;
        int word = -1;
        for (uint32_t k = 0; k + 1 < lines.n; k++) {
            struct str line = line_text(&t, lines, k);
            word++;
            for (size_t i = 0; i < line.len; i++)
                word += line.at[i] == ' ';
            cuts |= 1u << word;
        }
        assert_int_equal(way_cost(words, WORDS, cuts, 15000), best);
        buf_fini(&text);
    }
    breaking_end(&t);
}

/* "[1]" and "[2]" are two boxes: a line may end between them where it must, and does not where a blank will do. */
static void test_marks_stay_with_their_number(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    galley_clear(&t.g);
    struct node *parent = gallery_block(&t.b.g, t.b.root, NODE_PARAGRAPH, "aaa bb");
    for (int i = 1; i < 3; i++) {
        struct node *mark = gallery_add(&t.b.g, parent, NODE_SUPERSCRIPT);
        gallery_add(&t.b.g, mark, NODE_TEXT)->as.text = i == 1 ? STR("[1]") : STR("[2]");
    }
    t.g.fixed = false;
    struct run run = inline_node(&t.g, parent, &t.role, 0);
    mpt most = inline_most(&t.g, run), mark = t.g.pieces[run.end - 1].width;
    struct lines lines = paragraph_break(&t.g, run, most - mark, 0, SET_LEFT);
    assert_int_equal(lines.n, 2);
    assert_true(str_equal(line_text(&t, lines, 0), STR("aaa")));
    assert_true(str_equal(line_text(&t, lines, 1), STR("bb[1][2]")));
    lines = paragraph_break(&t.g, run, 10000 + mark, 0, SET_LEFT); /* "bb[1]" */
    assert_int_equal(lines.n, 3);
    assert_true(str_equal(line_text(&t, lines, 1), STR("bb[1]")));
    assert_true(str_equal(line_text(&t, lines, 2), STR("[2]")));
    breaking_end(&t);
}

static const char sample[] =
    "Trong năm qua các cơ quan đơn vị đã rà soát sắp xếp lại đội ngũ theo hướng tinh gọn và nâng cao chất lượng phục vụ "
    "Nhân dân trên địa bàn toàn tỉnh với nhiều cách làm mới được ghi nhận tại cơ sở";

static void test_justified_lines_end_at_the_edge(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    struct lines lines = broken(&t, sample, 230000, SET_JUSTIFY);
    assert_true(lines.n > 3);
    for (uint32_t k = 0; k < lines.n; k++) {
        const struct line *line = &t.g.lines[lines.first + k];
        size_t before = t.g.n_items;
        line_place(&t.g, line, 0, 0);
        const struct page_item *last = &t.g.items[t.g.n_items - 1];
        assert_true(t.g.n_items > before);
        if (k + 1 < lines.n)
            assert_int_equal(last->as.text.x + item_width(last), 230000);
    }
    breaking_end(&t);
}

static void test_numbers_stay_with_their_units(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    for (mpt width = 115000; width < 300000; width += 5000) {
        struct lines lines = broken(
            &t,
            "Toàn tỉnh có khoảng 1.279 người được cử đi học, tăng 45,1 điểm phần trăm so với năm 2016 tại "
            "TP. Điện Biên Phủ - trung tâm của tỉnh và Điều 5 của Nghị định",
            width, SET_LEFT);
        for (uint32_t k = 0; k + 1 < lines.n; k++) {
            struct str line = line_text(&t, lines, k);
            assert_false(str_ends(line, STR("khoảng")) || str_ends(line, STR("1.279")) ||
                         str_ends(line, STR("45,1")));
            assert_false(str_ends(line, STR("điểm")) || str_ends(line, STR("năm")) ||
                         str_ends(line, STR("TP.")));
            assert_false(str_ends(line, STR("Điều")));
            assert_false(str_starts(line_text(&t, lines, k + 1), STR("-")));
        }
    }
    breaking_end(&t);
}

static void test_hard_blank_holds(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    struct lines lines = broken(&t,
                                "aaaa bbbb\xc2\xa0"
                                "cccc",
                                50000, SET_LEFT);
    assert_int_equal(lines.n, 2);
    assert_true(str_equal(line_text(&t, lines, 0), STR("aaaa")));
    /* where the whole line is held together it is parted all the same: nothing runs over the edge */
    lines = broken(&t,
                   "aaaa\xc2\xa0"
                   "bbbb\xc2\xa0"
                   "cccc\xc2\xa0"
                   "dddd",
                   50000, SET_LEFT);
    assert_int_equal(lines.n, 2);
    breaking_end(&t);
}

static void test_long_word_is_cut(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    char word[401];
    memset(word, 'x', 400);
    word[400] = 0;
    struct lines lines = broken(&t, word, 100000, SET_JUSTIFY);
    assert_true(lines.n >= 20 && lines.n <= 22);
    size_t letters = 0;
    for (uint32_t k = 0; k < lines.n; k++) {
        letters += line_text(&t, lines, k).len;
        size_t before = t.g.n_items;
        line_place(&t.g, &t.g.lines[lines.first + k], 0, 0);
        assert_int_equal(t.g.n_items - before, 1); /* one word again where its parts share a line */
        assert_true(item_width(&t.g.items[before]) <= 100000);
    }
    assert_int_equal(letters, 400);
    breaking_end(&t);
}

static void test_letters_keep_their_marks(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    struct lines lines = broken(&t, "xx̣xx̣xx̣xx̣xx̣", 20000, SET_LEFT);
    assert_true(lines.n > 1);
    for (uint32_t k = 0; k < lines.n; k++)
        assert_int_not_equal((unsigned char)line_text(&t, lines, k).at[0], 0xcc);
    breaking_end(&t);
}

static void test_forced_breaks(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    struct node *p = gallery_block(&t.b.g, t.b.root, NODE_PARAGRAPH, "một\nhai ba\n\nbốn");
    struct run run = inline_node(&t.g, p, &t.role, 0);
    struct lines lines = paragraph_break(&t.g, run, 500000, 0, SET_JUSTIFY);
    assert_int_equal(lines.n, 4);
    assert_true(str_equal(line_text(&t, lines, 1), STR("hai ba")));
    assert_int_equal(line_text(&t, lines, 2).len, 0);
    breaking_end(&t);
}

static void test_hundred_thousand_words(void **state) {
    (void)state;
    struct breaking t;
    breaking_start(&t);
    struct buf text = BUF_EMPTY;
    for (int i = 0; i < 100000; i++)
        buf_printf(&text, "%.*s ", 2 + i * 7 % 6, "nghiêng");
    clock_t start = clock();
    struct lines lines = broken(&t, text.at, 453000, SET_JUSTIFY);
    assert_true((clock() - start) / CLOCKS_PER_SEC < 3);
    size_t words = 0;
    for (uint32_t k = 0; k < lines.n; k++) {
        const struct line *line = &t.g.lines[lines.first + k];
        for (uint32_t i = line->first; i < line->end; i++)
            words += t.g.pieces[i].type == PIECE_BOX;
        assert_true(line->set <= 453000);
    }
    assert_int_equal(words, 100000);
    assert_true(t.g.cap_breakpoints < 1500000);
    buf_fini(&text);
    breaking_end(&t);
}

static void test_binding(void **state) {
    (void)state;
    static const struct {
        const char *earlier, *before, *after;
        bool holds;
    } cases[] = {
        {"", "1.279", "người", true},  {"", "1.279", "người,", true},  {"", "1.279,", "người", false},
        {"", "99,5", "%", true},       {"", "khoảng", "30", true},     {"", "Khoảng", "30", true},
        {"", "Điều", "5", true},       {"Phụ", "lục", "II", true},     {"", "TP.", "Điện", true},
        {"", "TX.", "Mường", true},    {"", "tỉnh.", "Năm", false},    {"", "2016", "–", true},
        {"", "–", "2021", false},      {"ngày", "05", "tháng", false}, {"có", "05", "tháng", true},
        {"tháng", "01", "năm", false}, {"", "điểm", "phần", true},     {"", "phần", "trăm.", true},
        {"", "cán", "bộ", false},      {"", "năm", "2021", true},      {"", "(769/1.279", "người)", true},
        {"", "", "người", false},      {"", "Quảng", "-", true},       {"", "-", "Đà", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (binding_holds(str_of(cases[i].earlier), str_of(cases[i].before), str_of(cases[i].after)) !=
            cases[i].holds)
            fail_msg("%s | %s", cases[i].before, cases[i].after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fits_on_one_line),
        cmocka_unit_test(test_looks_ahead),
        cmocka_unit_test(test_no_way_is_better),
        cmocka_unit_test(test_marks_stay_with_their_number),
        cmocka_unit_test(test_justified_lines_end_at_the_edge),
        cmocka_unit_test(test_numbers_stay_with_their_units),
        cmocka_unit_test(test_hard_blank_holds),
        cmocka_unit_test(test_long_word_is_cut),
        cmocka_unit_test(test_letters_keep_their_marks),
        cmocka_unit_test(test_forced_breaks),
        cmocka_unit_test(test_hundred_thousand_words),
        cmocka_unit_test(test_binding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
