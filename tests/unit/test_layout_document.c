/* test_layout_document.c - what belongs to the document as a whole: contents, references to pages, footnotes, turned pages,
 * drafts, the clerk's place, what is said where a table goes on. */
#include "layout/style.h"
#include "layout_check.h"

static const char sentence[] =
    "Trong năm các cơ quan, đơn vị đã thực hiện nghiêm các quy định về tuyển dụng, sử dụng và "
    "quản lý công chức, bảo đảm đúng người, đúng việc và đúng vị trí. ";

static void add_text(struct bench *b, struct node *parent, int paragraphs, int sentences) {
    for (int i = 0; i < paragraphs; i++) {
        struct buf text = BUF_EMPTY;
        for (int k = 0; k < sentences; k++)
            buf_puts(&text, sentence);
        gallery_block(&b->g, parent, NODE_PARAGRAPH, text.at);
        buf_fini(&text);
    }
}

static struct node *add_contents(struct bench *b, int levels) {
    struct node *node = gallery_add(&b->g, b->root, NODE_CONTENTS);
    node->as.contents.title = STR("MỤC LỤC");
    node->as.contents.levels = levels;
    return node;
}

/* The text item of this page that ends furthest to the right on the line of `word`; NULL: the word is not there. */
static const struct page_item *end_of_line(const struct page *page, const char *word) {
    const struct page_item *found = NULL, *end = NULL;
    for (uint32_t i = 0; i < page->n_items; i++)
        if (page->items[i].type == ITEM_TEXT && str_equal(page->items[i].as.text.shape->text, str_of(word)))
            found = found ? found : &page->items[i];
    for (uint32_t i = 0; found && i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        if (item->type == ITEM_TEXT && item->as.text.y == found->as.text.y &&
            (!end || item->as.text.x > end->as.text.x))
            end = item;
    }
    return end;
}

static uint32_t page_with(struct bench *b, const struct pages *pages, uint32_t from, const char *text) {
    for (uint32_t i = from; i < pages->n; i++)
        if (page_has(&b->g.arena, pages, i, text))
            return i;
    return UINT32_MAX;
}

static void test_contents_name_the_pages(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    add_contents(&b, 2);
    static const char *const heads[] = {"Một", "Hai", "Ba", "Bốn"};
    for (int i = 0; i < 4; i++) {
        gallery_heading(&b.g, b.root, 1, heads[i]);
        add_text(&b, b.root, 8, 5);
        gallery_heading(&b.g, b.root, 3, "không ghi");
    }
    struct node *annex = gallery_add(&b.g, b.root, NODE_APPENDIX);
    gallery_heading(&b.g, annex, 1, "Phụ lục I");
    gallery_heading(&b.g, annex, 1, "Nguồn");
    add_text(&b, annex, 2, 2);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    for (int i = 0; i < 4; i++) {
        const struct page_item *number = end_of_line(pages->items[0], heads[i]);
        assert_non_null(number);
        uint32_t at = pages->outline[2 * i].page; /* each is followed by one of level 3 */
        struct str expected = arena_printf(&b.g.arena, "%u", pages->items[at]->number);
        assert_true(str_equal(number->as.text.shape->text, expected));
        assert_int_equal(number->as.text.x + item_width(number), 595276 - b.style->page.right);
    }
    assert_false(page_has(&b.g.arena, pages, 0, "không ghi"));
    assert_true(page_has(&b.g.arena, pages, 0, "Phụ lục I. Nguồn"));
    assert_int_equal(pages->items[0]->n_links, 5);
    for (uint32_t i = 0; i < 5; i++) {
        const struct anchor_place *to = &pages->anchors[pages->items[0]->links[i].anchor];
        assert_true(to->page < pages->n);
        assert_true(to->name.len > 0); /* a reader is told where the link leads */
    }
    bench_end(&b);
}

static struct node *add_reference(struct bench *b, uint32_t anchor) {
    struct node *p = gallery_block(&b->g, b->root, NODE_PARAGRAPH, "Xem ở trang ");
    gallery_add(&b->g, p, NODE_PAGE)->as.anchor = anchor;
    node_text(&b->g.arena, p, STR("."));
    return p;
}

/* A number of two digits is wider than the one first guessed, and it must still be true of the pages it stands on. */
static void test_references_are_true(void **state) {
    (void)state;
    for (int before = 0; before < 6; before++) {
        struct bench b;
        bench_start(&b);
        for (int i = 0; i < 60; i++)
            add_reference(&b, 7);
        add_text(&b, b.root, 60 + before, 5);
        gallery_block(&b.g, b.root, NODE_PARAGRAPH, "#7;Đích đến.");
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        check_pages(pages, true);
        uint32_t at = page_with(&b, pages, 0, "Đích đến.");
        assert_true(at >= 9);
        assert_true(page_has(&b.g.arena, pages, 0,
                             arena_printf(&b.g.arena, "trang %u.", pages->items[at]->number).at));
        bench_end(&b);
    }
}

static void add_note(struct bench *b, struct node *paragraph, const char *mark, const char *text) {
    struct node *note = gallery_add(&b->g, paragraph, NODE_FOOTNOTE);
    note->as.footnote.mark = gallery_str(&b->g, mark);
    gallery_inline(&b->g, note, text);
}

static void test_footnotes_stand_on_the_page_of_their_mark(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    for (int i = 1; i <= 40; i++) {
        add_text(&b, b.root, 1, 3);
        struct node *p = gallery_block(&b.g, b.root, NODE_PARAGRAPH, arena_printf(&b.g.arena, "Dấu%d", i).at);
        add_note(&b, p, arena_printf(&b.g.arena, "%d", i).at,
                 arena_printf(&b.g.arena, "Chú%d %s%s", i, sentence, sentence).at);
        node_text(&b.g.arena, p, STR(" và hết."));
    }
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    for (int i = 1; i <= 40; i++) {
        uint32_t at = page_with(&b, pages, 0, arena_printf(&b.g.arena, "Dấu%d %d ", i, i).at);
        assert_int_not_equal(at, UINT32_MAX);
        const struct page_item *note = NULL, *mark = NULL, *rule = NULL;
        for (uint32_t k = 0; k < pages->items[at]->n_items; k++) {
            const struct page_item *item = &pages->items[at]->items[k];
            if (item->type == ITEM_RULE)
                rule = item;
            else if (item->type == ITEM_TEXT &&
                     str_equal(item->as.text.shape->text, arena_printf(&b.g.arena, "Chú%d", i)))
                note = item;
            else if (item->type == ITEM_TEXT &&
                     str_equal(item->as.text.shape->text, arena_printf(&b.g.arena, "Dấu%d", i)))
                mark = item;
        }
        assert_non_null(note);
        assert_non_null(mark);
        assert_non_null(rule); /* between the text and the notes */
        assert_true(mark->as.text.y < rule->as.rule.y0 && rule->as.rule.y0 < note->as.text.y);
        assert_int_equal(pages->tags[note->tag].role, TAG_NOTE);
    }
    bench_end(&b);
}

static void test_pages_turn(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    add_text(&b, b.root, 1, 2);
    gallery_add(&b.g, b.root, NODE_PAGE_BREAK)->as.turn = TURN_LANDSCAPE;
    add_text(&b, b.root, 1, 4);
    gallery_add(&b.g, b.root, NODE_PAGE_BREAK);
    add_text(&b, b.root, 1, 4);
    gallery_add(&b.g, b.root, NODE_PAGE_BREAK)->as.turn = TURN_PORTRAIT;
    add_text(&b, b.root, 1, 4);
    struct node *annex = gallery_add(&b.g, b.root, NODE_APPENDIX);
    annex->as.appendix.landscape = true;
    gallery_heading(&b.g, annex, 1, "Phụ lục");
    add_text(&b, annex, 1, 4);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    static const bool lying[] = {false, true, true, false, true};
    assert_int_equal(pages->n, 5);
    for (uint32_t i = 0; i < pages->n; i++) {
        const struct page *page = pages->items[i];
        assert_int_equal(page->width > page->height, lying[i]);
        mpt right = 0;
        for (uint32_t k = 0; k < page->n_items; k++)
            if (page->items[k].type == ITEM_TEXT &&
                page->items[k].as.text.x + item_width(&page->items[k]) > right)
                right = page->items[k].as.text.x + item_width(&page->items[k]);
        assert_in_range(right, page->width - b.style->page.right - 100, page->width - b.style->page.right);
    }
    assert_int_equal(pages->items[3]->number, 4);
    assert_int_equal(pages->items[4]->number, 1);
    bench_end(&b);
}

static void test_draft_is_marked_on_each_page(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    b.g.doc.draft = true;
    add_text(&b, b.root, 30, 4);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    assert_true(pages->n > 1);
    for (uint32_t i = 0; i < pages->n; i++) {
        assert_true(page_has(&b.g.arena, pages, i, "DỰ THẢO"));
        uint32_t rules = 0;
        for (uint32_t k = 0; k < pages->items[i]->n_items; k++) {
            const struct page_item *item = &pages->items[i]->items[k];
            rules += item->type == ITEM_RULE && item->tag == 0;
            if (item->type == ITEM_TEXT && item->as.text.y < b.style->page.top)
                assert_int_equal(item->tag, 0); /* an artifact, as the page number is */
        }
        assert_int_equal(rules, 4);
    }
    bench_end(&b);
}

static void test_page_of_pages(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    b.style->page.number_total = true;
    add_text(&b, b.root, 30, 4);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    for (uint32_t i = 1; i < pages->n; i++) {
        struct str label = arena_printf(&b.g.arena, "%u/%u", i + 1, pages->n);
        assert_true(str_equal(pages->items[i]->label, label));
        assert_true(page_has(&b.g.arena, pages, i, label.at));
    }
    bench_end(&b);
}

/* NĐ 30/2020, PL III, model 2.2: 77 x 9 mm at the top right of the first page, whatever the margins of the style. */
static void test_clerks_place_is_kept_clear(void **state) {
    (void)state;
    for (mpt top = 20000; top < 80000; top += 20000) {
        struct bench b;
        bench_start(&b);
        b.g.doc.appendix = true;
        b.style->page.top = top;
        struct node *annex = gallery_add(&b.g, b.root, NODE_APPENDIX);
        gallery_heading(&b.g, annex, 1, "Phụ lục I");
        gallery_heading(&b.g, annex, 1, "Một tiêu đề dài đến mép phải của trang và cả dòng thứ hai của nó");
        add_text(&b, annex, 20, 4);
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        assert_true(b.style->page.clear_width >= 218000 && b.style->page.clear_height >= 25500);
        mpt x0 = 595276 - b.style->page.right - b.style->page.clear_width, y0 = b.style->page.clear_top;
        mpt y1 = y0 + b.style->page.clear_height;
        for (uint32_t i = 0; i < pages->items[0]->n_items; i++) {
            const struct page_item *item = &pages->items[0]->items[i];
            bool aside = item->type != ITEM_TEXT || item->as.text.x + item_width(item) < x0;
            assert_true(aside || item->as.text.y - item->as.text.size * 7 / 10 >= y1 ||
                        item->as.text.y <= y0);
        }
        bench_end(&b);
    }
}

static struct node *add_table(struct bench *b, const char *caption) {
    if (caption)
        gallery_block(&b->g, b->root, NODE_CAPTION, caption);
    struct node *t = gallery_table(&b->g, b->root, "lr");
    gallery_row(&b->g, t, 'h', "Đơn vị|Số");
    return t;
}

static void test_table_says_that_it_goes_on(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = add_table(&b, "_Bảng 7._ Nhiều dòng");
    for (int i = 0; i < 120; i++)
        gallery_row(&b.g, t, ' ', "Xã|1");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    assert_true(pages->n >= 3);
    assert_false(page_has(&b.g.arena, pages, 0, "tiếp theo"));
    for (uint32_t i = 1; i < pages->n; i++)
        assert_true(page_has(&b.g.arena, pages, i, "Bảng 7 (tiếp theo)"));
    for (uint32_t i = 0; i < pages->n; i++) { /* said to the eye alone */
        struct page *one = pages->items[i];
        struct pages alone = {.items = &one, .n = 1};
        assert_int_equal(str_find(pages_text(&b.g.arena, &alone, true), STR("tiếp theo"), 0), STR_NONE);
    }
    bench_end(&b);
}

/* A cell of ten pages: every word is printed, each page but the last says that the row goes on, nothing is below the
 * margin. */
static void test_cell_of_ten_pages(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = add_table(&b, "_Bảng 1._ Một ô dài");
    struct buf text = BUF_EMPTY;
    for (int i = 0; i < 260; i++)
        buf_printf(&text, "%s", sentence);
    buf_puts(&text, "|1");
    gallery_row(&b.g, t, ' ', text.at);
    gallery_row(&b.g, t, ' ', "sau|2");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    assert_true(pages->n >= 9);
    size_t words = 0, printed = 0;
    for (const char *at = text.at; (at = strstr(at, "tuyển")); at++)
        words++;
    struct str all = pages_text(&b.g.arena, pages, true);
    for (size_t at = 0; (at = str_find(all, STR("tuyển"), at)) != STR_NONE; at++)
        printed++;
    assert_int_equal(printed, words);
    for (uint32_t i = 0; i + 1 < pages->n; i++)
        assert_true(page_has(&b.g.arena, pages, i, "(xem tiếp trang sau)"));
    assert_false(page_has(&b.g.arena, pages, pages->n - 1, "(xem tiếp trang sau)"));
    for (uint32_t i = 0; i < pages->n; i++)
        for (uint32_t k = 0; k < pages->items[i]->n_items; k++)
            if (pages->items[i]->items[k].type == ITEM_TEXT)
                assert_true(pages->items[i]->items[k].as.text.y < 841890 - b.style->page.bottom);
    buf_fini(&text);
    bench_end(&b);
}

/* Rows under the name of a group are not parted where that can be helped, and never is one alone. */
static void test_groups_stay_together(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = add_table(&b, NULL);
    for (int i = 0; i < 90; i++)
        gallery_row(&b.g, t, i % 6 ? ' ' : 'k', i % 6 ? "Xã|1" : "<2x1>Nhóm");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_true(pages->n >= 2);
    for (uint32_t i = 1; i < pages->n; i++) {
        const struct page *page = pages->items[i];
        const struct page_item *first = NULL;
        for (uint32_t k = 0; k < page->n_items && !first; k++)
            if (page->items[k].type == ITEM_TEXT && page->items[k].tag)
                first = &page->items[k];
        assert_true(str_equal(first->as.text.shape->text, STR("Nhóm")));
    }
    bench_end(&b);
}

/* A group longer than a page: its name stands again above the rows that go on, for the eye alone. */
static void test_long_group_is_named_again(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *t = add_table(&b, "_Bảng 2._ Nhóm dài");
    for (int i = 0; i < 150; i++)
        gallery_row(&b.g, t, i % 75 ? ' ' : 'k', i % 75 ? "Xã|1" : i ? "<2x1>Nhóm hai" : "<2x1>Nhóm một");
    gallery_row(&b.g, t, 't', "Cộng|148");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    assert_true(pages->n >= 4);
    uint32_t named = 0;
    for (uint32_t i = 0; i < pages->n; i++) {
        named += page_has(&b.g.arena, pages, i, "Nhóm một");
        assert_true(page_has(&b.g.arena, pages, i, "Nhóm"));
    }
    assert_true(named >= 2);
    struct str read = pages_text(&b.g.arena, pages, true);
    size_t at = str_find(read, STR("Nhóm một"), 0);
    assert_int_equal(str_find(read, STR("Nhóm một"), at + 1), STR_NONE);
    bench_end(&b);
}

/* The spaces of a page that is left because its next block does not fit grow, those of one that is just too full shrink,
 * but never below the body's own; the last page is as it is. */
static void test_pages_are_elastic(void **state) {
    (void)state;
    for (int n = 3; n < 12; n++) {
        struct bench b;
        bench_start(&b);
        add_text(&b, b.root, n, 4);
        gallery_block(&b.g, b.root, NODE_CAPTION, "_Biểu đồ 1._ Một đường");
        gallery_chart(&b.g, b.root, CHART_LINE, "2016\n2017\n2018", "Tỉnh", "1 2 3");
        add_text(&b, b.root, 2, 4);
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        check_pages(pages, true);
        mpt pitch = b.style->roles[ROLE_BODY].pitch, least = b.style->roles[ROLE_BODY].before;
        for (uint32_t i = 0; i < pages->n; i++) {
            mpt before = 0;
            for (uint32_t k = 0; k < pages->items[i]->n_items; k++) {
                const struct page_item *item = &pages->items[i]->items[k];
                if (item->type != ITEM_TEXT || item->as.text.size != b.style->roles[ROLE_BODY].size ||
                    item->as.text.y <= before)
                    continue;
                mpt over = item->as.text.y - before - pitch;
                assert_true(before == 0 || over <= 2 || over >= least - 2);
                if (i + 1 == pages->n && before && over < 2 * least)
                    assert_true(over <= 2 || (over > least - 2 && over < least + 2));
                before = item->as.text.y;
            }
        }
        bench_end(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contents_name_the_pages),
        cmocka_unit_test(test_references_are_true),
        cmocka_unit_test(test_footnotes_stand_on_the_page_of_their_mark),
        cmocka_unit_test(test_pages_turn),
        cmocka_unit_test(test_draft_is_marked_on_each_page),
        cmocka_unit_test(test_page_of_pages),
        cmocka_unit_test(test_clerks_place_is_kept_clear),
        cmocka_unit_test(test_table_says_that_it_goes_on),
        cmocka_unit_test(test_cell_of_ten_pages),
        cmocka_unit_test(test_groups_stay_together),
        cmocka_unit_test(test_long_group_is_named_again),
        cmocka_unit_test(test_pages_are_elastic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
