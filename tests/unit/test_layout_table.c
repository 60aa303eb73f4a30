/* test_layout_table.c - tables: commas under commas, heads on every page, rows that are parted, nothing lost or clipped. */
#include "layout_check.h"
#include <time.h>

static const struct page_item *find_word(const struct pages *pages, uint32_t page, const char *word) {
    for (uint32_t i = 0; i < pages->items[page]->n_items; i++) {
        const struct page_item *item = &pages->items[page]->items[i];
        if (item->type == ITEM_TEXT && str_equal(item->as.text.shape->text, str_of(word)))
            return item;
    }
    fail_msg("\"%s\" is not on page %u", word, page);
    return NULL;
}

/* Where the comma of a number stands, or its end where it has none. */
static mpt comma_of(const struct pages *pages, const char *number, size_t whole) {
    const struct page_item *item = find_word(pages, 0, number);
    return item->as.text.x + (mpt)whole * item->as.text.size / 2;
}

static void test_commas_stand_under_commas(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = gallery_table(&b.g, b.root, "ld");
    gallery_row(&b.g, t, 'h', "Trình độ|Tỷ lệ");
    gallery_row(&b.g, t, ' ', "Đại học|{64,75>1}");
    gallery_row(&b.g, t, ' ', "Cao đẳng|{9,5^[12]^>1}");
    gallery_row(&b.g, t, ' ', "Số người|{1.279?1}");
    gallery_row(&b.g, t, ' ', "Thay đổi|$▲ 45,1$");
    gallery_row(&b.g, t, ' ', "Không có|–");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    mpt comma = comma_of(pages, "64,75", 2);
    assert_int_equal(comma_of(pages, "9,5", 1), comma);
    assert_int_equal(comma_of(pages, "1.279", 5), comma);
    assert_int_equal(comma_of(pages, "45,1", 2), comma);
    assert_int_equal(comma_of(pages, "–", 1), comma);
    bench_end(&b);
}

static void test_numbers_stand_in_the_middle_of_their_column(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = gallery_table(&b.g, b.root, "ld");
    gallery_row(&b.g, t, 'h', "Đơn vị|Lớp");
    gallery_row(&b.g, t, ' ', "Toàn tỉnh|12,5");
    gallery_row(&b.g, t, ' ', "Huyện|99,5^[1][2][3]^");
    struct pages *pages = bench_pages(&b);
    const struct page_item *head = find_word(pages, 0, "Lớp"), *number = find_word(pages, 0, "99,5");
    mpt apart = head->as.text.x + item_width(head) / 2 - number->as.text.x - item_width(number) / 2;
    assert_in_range(apart + 10, 0, 20); /* what hangs behind does not push it aside */
    bench_end(&b);
}

static void long_table(struct bench *b, int rows) {
    struct node *t = gallery_table(&b->g, b->root, "lldddd");
    gallery_row(&b->g, t, 'h', "<1x2>STT|<1x2>Đơn vị hành chính|<2x1>Năm 2016|<2x1>Năm 2021");
    gallery_row(&b->g, t, 'h', "Người|Tỷ lệ|Người|Tỷ lệ");
    for (int i = 1; i <= rows; i++)
        gallery_row(
            &b->g, t, ' ',
            arena_printf(&b->g.arena, "%d|Xã thứ %d|%d|%d,5|–|{64,7>1}", i, i, i * 7 % 1000, i % 100).at);
    gallery_row(&b->g, t, 't', "|Tổng số|1.000|50,0|–|–");
}

/* Rows whose words stand on the last page. */
static uint32_t rows_at_end(const struct pages *pages) {
    uint32_t n = 0, last = pages->n - 1;
    for (uint32_t i = 0; i < pages->items[last]->n_items; i++) {
        const struct page_item *item = &pages->items[last]->items[i];
        n += item->type == ITEM_TEXT && str_equal(item->as.text.shape->text, STR("Xã"));
    }
    return n;
}

/* However many rows there are, some of them stand with the totals on the last page. */
static void test_a_long_table_ends_with_some_rows(void **state) {
    (void)state;
    for (int rows = 60; rows < 110; rows++) {
        struct bench b;
        bench_start(&b);
        long_table(&b, rows);
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        assert_true(pages->n > 1);
        assert_in_range(rows_at_end(pages), 4, 100);
        bench_end(&b);
    }
}

/* Heads of numbers in two lines rather than the names of rows. */
static void test_heads_give_way_to_texts(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = gallery_table(&b.g, b.root, "lddd");
    gallery_row(&b.g, t, 'h', "Chỉ tiêu|Thực hiện năm trước|Kế hoạch năm nay|So với năm trước");
    gallery_row(&b.g, t, ' ', "Hoàn thành tốt mọi nhiệm vụ giao|1.234.567|1.234.567|1.234.567");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    const struct page_item *first = find_word(pages, 0, "Hoàn"), *last = find_word(pages, 0, "giao");
    assert_int_equal(first->as.text.y, last->as.text.y);
    assert_int_not_equal(find_word(pages, 0, "Thực")->as.text.y, find_word(pages, 0, "trước")->as.text.y);
    bench_end(&b);
}

static void test_head_is_repeated(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    long_table(&b, 100);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_true(pages->n >= 3);
    check_pages(pages, true);
    for (uint32_t i = 0; i < pages->n; i++) {
        const struct page_item *head = find_word(pages, i, "STT");
        assert_true((head->tag == 0) == (i > 0)); /* read aloud once */
        assert_true(page_has(&b.g.arena, pages, i, "Xã thứ"));
    }
    /* the total is not alone on its page */
    const struct page_item *total = find_word(pages, pages->n - 1, "Tổng");
    assert_true(total->as.text.y > find_word(pages, pages->n - 1, "100")->as.text.y);
    struct str text = pages_text(&b.g.arena, pages, true);
    for (int i = 1; i <= 100; i++) {
        struct str name = arena_printf(&b.g.arena, " Xã thứ %d ", i);
        size_t at = str_find(text, name, 0);
        assert_true(at != STR_NONE && str_find(text, name, at + 1) == STR_NONE); /* each once */
    }
    bench_end(&b);
}

static void test_five_thousand_rows(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    long_table(&b, 5000);
    clock_t start = clock();
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_true((clock() - start) / CLOCKS_PER_SEC < 5); /* under sanitizers; 20 ms without */
    assert_true(pages->n > 100);
    bench_end(&b);
}

static void test_tall_row_is_parted(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct buf text = BUF_EMPTY;
    for (int i = 0; i < 1500; i++)
        buf_printf(&text, "từ%d ", i);
    struct node *t = gallery_table(&b.g, b.root, "ll");
    gallery_row(&b.g, t, 'h', "Mức|Nội dung");
    gallery_row(&b.g, t, ' ', "Đạt|ngắn");
    gallery_row(&b.g, t, ' ', arena_printf(&b.g.arena, "Dài|%s", text.at).at);
    gallery_row(&b.g, t, ' ', "Đạt|cuối");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_true(pages->n >= 2);
    check_pages(pages, true);
    struct str all = pages_text(&b.g.arena, pages, true);
    assert_true(str_find(all, str_trim(buf_view(&text)), 0) != STR_NONE); /* in order, nothing between */
    for (uint32_t i = 0; i < pages->n; i++)
        for (uint32_t k = 0; k < pages->items[i]->n_items; k++) {
            const struct page_item *item = &pages->items[i]->items[k];
            assert_true(item->type != ITEM_TEXT || item->as.text.y <= pages->items[i]->height - 56693);
        }
    buf_fini(&text);
    bench_end(&b);
}

static void test_spans_reach_over_rows(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = gallery_table(&b.g, b.root, "lll");
    gallery_row(&b.g, t, ' ',
                "<1x3>Huyện có một cái tên dài đến mức phải xuống nhiều dòng liền mới hết được|Xã một|1");
    gallery_row(&b.g, t, ' ', "Xã hai|2");
    gallery_row(&b.g, t, ' ', "Xã ba|3");
    gallery_row(&b.g, t, ' ', "<2x1>Cộng cả hai cột|6");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    assert_int_equal(find_word(pages, 0, "hai")->as.text.x, find_word(pages, 0, "ba")->as.text.x);
    bool spanned = false;
    for (uint32_t i = 1; i < pages->n_tags; i++)
        spanned |= pages->tags[i].rows == 3 && pages->tags[i].role == TAG_TD;
    assert_true(spanned);
    bench_end(&b);
}

static void test_wide_table_shrinks(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = gallery_table(&b.g, b.root, "ldddddddddd");
    gallery_row(&b.g, t, ' ', "Huyện|12.345|12.345|12.345|12.345|12.345|12.345|12.345|12.345|12.345|12.345");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    const struct page_item *item = find_word(pages, 0, "Huyện");
    assert_true(item->as.text.size < 11500 && item->as.text.size >= 8000);
    bench_end(&b);
}

static void test_too_wide_is_refused(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = gallery_table(&b.g, b.root, "dddddddddddddd");
    t->line = 12;
    gallery_row(&b.g, t, ' ',
                "1.234.567|1.234.567|1.234.567|1.234.567|1.234.567|1.234.567|1.234.567|1.234.567|1.234.567|"
                "1.234.567|1.234.567|1.234.567|1.234.567|1.234.567");
    assert_null(bench_pages(&b));
    assert_int_equal(b.diag.count[DIAG_ERROR], 1);
    assert_string_equal(b.diag.first->id, "layout-overflow");
    assert_int_equal(b.diag.first->where.line, 12);
    bench_end(&b);
}

static void test_landscape_takes_its_caption_along(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Trước bảng.");
    gallery_block(&b.g, b.root, NODE_CAPTION, "Bảng 1.");
    struct node *t = gallery_table(&b.g, b.root, "ldddddddddd");
    t->as.table.landscape = true;
    gallery_row(&b.g, t, ' ', "Huyện|1.234|1.234|1.234|1.234|1.234|1.234|1.234|1.234|1.234|1.234");
    gallery_block(&b.g, b.root, NODE_NOTE, "Chú thích.");
    gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Sau bảng.");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_int_equal(pages->n, 3);
    assert_true(pages->items[1]->width > pages->items[1]->height);
    assert_true(page_has(&b.g.arena, pages, 1, "Bảng 1.") && page_has(&b.g.arena, pages, 1, "Chú thích."));
    assert_true(page_has(&b.g.arena, pages, 2, "Sau bảng.") &&
                pages->items[2]->width < pages->items[2]->height);
    assert_int_equal(find_word(pages, 1, "Huyện")->as.text.size, 11500);
    bench_end(&b);
}

static void test_odd_tables(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    gallery_table(&b.g, b.root, "ll"); /* no rows */
    struct node *t = gallery_table(&b.g, b.root, "lld");
    gallery_row(&b.g, t, 'h', "Chỉ có đầu");
    t = gallery_table(&b.g, b.root, "lld");
    gallery_row(&b.g, t, ' ', "");
    gallery_row(&b.g, t, ' ', "<1x9>Kéo dài quá bảng|hai");
    gallery_row(&b.g, t, ' ', "một ô");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    bench_end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commas_stand_under_commas),
        cmocka_unit_test(test_numbers_stand_in_the_middle_of_their_column),
        cmocka_unit_test(test_a_long_table_ends_with_some_rows),
        cmocka_unit_test(test_heads_give_way_to_texts),
        cmocka_unit_test(test_head_is_repeated),
        cmocka_unit_test(test_five_thousand_rows),
        cmocka_unit_test(test_tall_row_is_parted),
        cmocka_unit_test(test_spans_reach_over_rows),
        cmocka_unit_test(test_wide_table_shrinks),
        cmocka_unit_test(test_too_wide_is_refused),
        cmocka_unit_test(test_landscape_takes_its_caption_along),
        cmocka_unit_test(test_odd_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
