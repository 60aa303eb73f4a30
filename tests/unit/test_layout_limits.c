/* test_layout_limits.c - input that no one means to write: right, or a clear error at its line, in bounded time. */
#include "layout/style.h"
#include "layout_check.h"
#include <time.h>

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Sanitizers make everything slower; the point is that nothing grows faster than its input. */
enum { BOUND = 20 };

static const char *long_word(struct bench *b, int letters) {
    char *word = arena_alloc(&b->g.arena, (size_t)letters + 1);
    memset(word, 'x', (size_t)letters);
    return word;
}

static void check_word(struct bench *b, const struct pages *pages, size_t times) {
    size_t letters = 0;
    struct str text = pages_text(&b->g.arena, pages, true);
    for (size_t i = 0; i < text.len; i++)
        letters += text.at[i] == 'x' || text.at[i] == 'X'; /* a heading has capitals */
    assert_int_equal(letters, 400 * times);
}

/* A word of 400 letters is cut up wherever it stands, and none of its letters is lost. */
static void test_word_of_four_hundred_letters(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    const char *word = long_word(&b, 400);
    gallery_block(&b.g, b.root, NODE_PARAGRAPH, word);
    gallery_heading(&b.g, b.root, 1, word);
    gallery_heading(&b.g, b.root, 3, word);
    struct node *list = gallery_add(&b.g, b.root, NODE_LIST);
    struct node *item = gallery_add(&b.g, list, NODE_ITEM);
    item->as.item.label = STR("-");
    struct node *p = gallery_block(&b.g, item, NODE_PARAGRAPH, word);
    struct node *note = gallery_add(&b.g, p, NODE_FOOTNOTE);
    note->as.footnote.mark = STR("1");
    gallery_inline(&b.g, note, word);
    gallery_block(&b.g, b.root, NODE_CAPTION, word);
    struct node *t = gallery_table(&b.g, b.root, "lll");
    gallery_row(&b.g, t, 'h', "A|B|C");
    gallery_row(&b.g, t, ' ', arena_printf(&b.g.arena, "%s|y|z", word).at);
    gallery_block(&b.g, b.root, NODE_NOTE, word);
    struct node *cards = gallery_add(&b.g, b.root, NODE_CARDS);
    gallery_card(&b.g, cards, "1", word, NULL);
    gallery_card(&b.g, cards, "2", "chữ", NULL);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    check_word(&b, pages, 9);
    for (uint32_t i = 0; i < pages->n; i++)
        for (uint32_t k = 0; k < pages->items[i]->n_items; k++) {
            const struct page_item *at = &pages->items[i]->items[k];
            if (at->type == ITEM_TEXT)
                assert_true(at->as.text.x + item_width(at) <=
                            pages->items[i]->width - b.style->page.right + 400);
        }
    bench_end(&b);
}

static void test_long_names_in_charts(void **state) {
    (void)state;
    static const enum chart_kind kinds[] = {CHART_STACKED_100, CHART_SLOPE,   CHART_LINE,
                                            CHART_BARS,        CHART_RANKING, CHART_MULTIPLES};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct bench b;
        bench_start(&b);
        const char *word = long_word(&b, 400);
        const char *series = kinds[i] == CHART_RANKING ? "" : arena_printf(&b.g.arena, "%s\nkhác", word).at;
        gallery_chart(&b.g, b.root, kinds[i], arena_printf(&b.g.arena, "%s\n2021", word).at, series,
                      "10 20\n30 40");
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        check_pages(pages, false);
        bench_end(&b);
    }
}

static void add_wide(struct bench *b, int columns, bool landscape, const char *cell) {
    char kinds[101] = "";
    memset(kinds, 'd', (size_t)columns);
    struct node *t = gallery_table(&b->g, b->root, kinds);
    t->as.table.landscape = landscape;
    t->line = 9;
    for (int r = 0; r < 3; r++) {
        struct buf row = BUF_EMPTY;
        for (int i = 0; i < columns; i++)
            buf_printf(&row, "%s%s", i ? "|" : "", r ? cell : "A");
        gallery_row(&b->g, t, r ? ' ' : 'h', row.at);
        buf_fini(&row);
    }
}

/* 60 columns of numbers: where they cannot stand, the table is refused at its line, never squeezed over one another. */
static void test_sixty_columns(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    add_wide(&b, 60, false, "1.234,5");
    assert_null(bench_pages(&b));
    assert_string_equal(b.diag.first->id, "layout-overflow");
    assert_int_equal(b.diag.first->where.line, 9);
    assert_int_equal(b.diag.count[DIAG_ERROR], 1);
    bench_end(&b);
    bench_start(&b);
    b.style->table.pad_x = 1000; /* a style of its own may make room */
    b.style->table.least = 4000;
    add_wide(&b, 60, true, "7");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    bench_end(&b);
}

static void test_nothing_everywhere(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    b.g.doc.draft = b.g.doc.appendix = true;
    gallery_add(&b.g, b.root, NODE_LETTERHEAD);
    gallery_add(&b.g, b.root, NODE_CONTENTS)->as.contents.levels = 1;
    gallery_heading(&b.g, b.root, 1, "");
    gallery_block(&b.g, b.root, NODE_PARAGRAPH, "");
    gallery_add(&b.g, gallery_add(&b.g, b.root, NODE_LIST), NODE_ITEM);
    gallery_add(&b.g, b.root, NODE_LIST);
    gallery_add(&b.g, b.root, NODE_CARDS);
    gallery_block(&b.g, b.root, NODE_CAPTION, "");
    gallery_table(&b.g, b.root, "l");
    struct node *t = gallery_table(&b.g, b.root, "ld");
    gallery_row(&b.g, t, 'h', "|");
    gallery_row(&b.g, t, ' ', "|");
    gallery_block(&b.g, b.root, NODE_NOTE, "");
    for (int kind = CHART_STACKED_100; kind <= CHART_MULTIPLES; kind++) {
        gallery_chart(&b.g, b.root, (enum chart_kind)kind, "", "", "-");
        gallery_chart(&b.g, b.root, (enum chart_kind)kind, "", "", "0");
    }
    struct node *p = gallery_block(&b.g, b.root, NODE_PARAGRAPH, "");
    gallery_add(&b.g, p, NODE_FOOTNOTE)->as.footnote.mark = STR("1");
    gallery_add(&b.g, p, NODE_PAGE)->as.anchor = 1;
    gallery_add(&b.g, b.root, NODE_PAGE_BREAK)->as.turn = TURN_LANDSCAPE;
    gallery_add(&b.g, b.root, NODE_PAGE_BREAK)->as.turn = TURN_PORTRAIT;
    gallery_add(&b.g, b.root, NODE_SIGNATURE);
    gallery_add(&b.g, b.root, NODE_APPENDIX);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, false);
    bench_end(&b);
}

/* 20,000 blocks of all kinds, and 3,000 notes: hundreds of pages in one go. */
static void test_many_blocks(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    double begun = seconds();
    for (int i = 0; i < 3000; i++) {
        gallery_heading(&b.g, b.root, 1 + i % 4, "Tiêu đề");
        struct node *p = gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Một đoạn ngắn có chú thích");
        struct node *note = gallery_add(&b.g, p, NODE_FOOTNOTE);
        note->as.footnote.mark = arena_printf(&b.g.arena, "%d", i + 1);
        gallery_inline(&b.g, note, "Lời chú thích.");
    }
    gallery_add(&b.g, b.root, NODE_CONTENTS)->as.contents.levels = 4;
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_true(pages->n > 100);
    assert_true(seconds() - begun < BOUND);
    bench_end(&b);
}

/* Notes that no page has room for are reported, not lost. */
static void test_note_higher_than_a_page(void **state) {
    (void)state;
    struct bench b;
    struct buf text = BUF_EMPTY;
    bench_start(&b);
    for (int i = 0; i < 3000; i++)
        buf_puts(&text, "lời chú thích dài ");
    struct node *p = gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Chữ");
    p->line = 12;
    struct node *note = gallery_add(&b.g, p, NODE_FOOTNOTE);
    note->as.footnote.mark = STR("1");
    gallery_inline(&b.g, note, text.at);
    assert_null(bench_pages(&b));
    assert_string_equal(b.diag.first->id, "layout-overflow");
    assert_int_equal(b.diag.first->where.line, 12);
    buf_fini(&text);
    bench_end(&b);
}

/* One of so many lines either has room on a page of its own, and lies within it, or is reported. */
static bool note_fits(int lines) {
    struct bench b;
    bench_start(&b);
    struct node *p = gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Chữ");
    struct node *note = gallery_add(&b.g, p, NODE_FOOTNOTE);
    note->as.footnote.mark = STR("1");
    for (int i = 0; i < lines; i++) {
        gallery_add(&b.g, note, NODE_TEXT)->as.text = STR("lời");
        gallery_add(&b.g, note, NODE_LINE_BREAK);
    }
    struct pages *pages = bench_pages(&b);
    if (pages)
        check_pages(pages, true);
    else
        assert_string_equal(b.diag.first->id, "layout-overflow");
    bench_end(&b);
    return pages != NULL;
}

static void test_note_as_high_as_a_page(void **state) {
    (void)state;
    int most = 20;
    assert_true(note_fits(most));
    while (most < 200 && note_fits(most + 1))
        most++;
    assert_in_range(most, 40, 80);
    for (int over = 2; over < 40; over += 6)
        assert_false(note_fits(most + over));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_word_of_four_hundred_letters),
        cmocka_unit_test(test_long_names_in_charts),
        cmocka_unit_test(test_sixty_columns),
        cmocka_unit_test(test_nothing_everywhere),
        cmocka_unit_test(test_many_blocks),
        cmocka_unit_test(test_note_higher_than_a_page),
        cmocka_unit_test(test_note_as_high_as_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
