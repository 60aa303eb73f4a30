/* test_layout_page.c - pages: numbers, series, what stays together, anchors, the form of NĐ 30/2020. */
#include "layout/style.h"
#include "layout_check.h"

static const char sentence[] =
    "Trong năm các cơ quan, đơn vị đã thực hiện nghiêm các quy định về tuyển dụng, sử dụng và "
    "quản lý công chức, bảo đảm đúng người, đúng việc và đúng vị trí. ";

static void add_paragraphs(struct bench *b, struct node *parent, int n, int sentences) {
    for (int i = 0; i < n; i++) {
        struct buf text = BUF_EMPTY;
        for (int k = 0; k < sentences + i % 3; k++)
            buf_puts(&text, sentence);
        gallery_block(&b->g, parent, NODE_PARAGRAPH, text.at);
        buf_fini(&text);
    }
}

static mpt bottom_of(const struct page *page) {
    mpt y = 0;
    for (uint32_t i = 0; i < page->n_items; i++)
        if (page->items[i].type == ITEM_TEXT && page->items[i].as.text.y > y)
            y = page->items[i].as.text.y;
    return y;
}

static void test_numbers_in_the_top_margin(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    add_paragraphs(&b, b.root, 30, 4);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    assert_true(pages->n >= 3);
    assert_int_equal(pages->items[0]->label.len, 0);
    for (uint32_t i = 1; i < pages->n; i++) {
        const struct page_item *number = &pages->items[i]->items[0];
        assert_true(str_equal(pages->items[i]->label, arena_printf(&b.g.arena, "%u", i + 1)));
        assert_true(str_equal(number->as.text.shape->text, pages->items[i]->label));
        assert_int_equal(number->tag, 0);
        assert_true(number->as.text.y < b.style->page.top);
        mpt middle = number->as.text.x + item_width(number) / 2;
        assert_in_range(middle - (85039 + 595276 - 56693) / 2 + 5, 0, 10);
    }
    bench_end(&b);
}

static void test_appendix_has_its_own_numbers(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    add_paragraphs(&b, b.root, 14, 4);
    for (int i = 0; i < 2; i++) {
        struct node *annex = gallery_add(&b.g, b.root, NODE_APPENDIX);
        gallery_heading(&b.g, annex, 1, i ? "Phụ lục II" : "Phụ lục I");
        gallery_heading(&b.g, annex, 1, "Nguồn số liệu");
        gallery_block(&b.g, annex, NODE_PARAGRAPH, "*(Kèm theo Báo cáo)*");
        add_paragraphs(&b, annex, 14, 4);
    }
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    uint32_t starts = 0;
    for (uint32_t i = 0; i < pages->n; i++) {
        bool first = pages->items[i]->label.len == 0;
        starts += first;
        if (i + 1 < pages->n && first)
            assert_true(str_equal(pages->items[i + 1]->label, STR("2")));
    }
    assert_int_equal(starts, 3);
    assert_int_equal(pages->n_outline, 2);
    assert_true(str_equal(pages->outline[1].title, STR("Phụ lục II. Nguồn số liệu")));
    /* the top right of its first page is left for the clerk's signature */
    const struct page *page = pages->items[pages->outline[0].page];
    for (uint32_t i = 0; i < page->n_items; i++)
        assert_true(page->items[i].type != ITEM_TEXT || page->items[i].as.text.y > b.style->page.top);
    /* number, title and reference are centred */
    assert_true(page->items[0].as.text.x > 250000);
    bench_end(&b);
}

static void test_no_widows_no_orphans(void **state) {
    (void)state;
    for (int extra = 0; extra < 12; extra++) {
        struct bench b;
        bench_start(&b);
        for (int i = 0; i < extra; i++)
            gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Một dòng.");
        add_paragraphs(&b, b.root, 14, 5);
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        for (uint32_t i = 0; i + 1 < pages->n; i++) {
            const struct page *page = pages->items[i];
            mpt last = bottom_of(page);
            uint32_t tag = page->items[page->n_items - 1].tag, lines = 0, before = 0;
            mpt y = -1;
            for (uint32_t k = 0; k < page->n_items; k++)
                if (page->items[k].tag == tag && page->items[k].as.text.y != y) {
                    y = page->items[k].as.text.y;
                    lines++;
                }
            y = -1;
            for (uint32_t k = 0; k < pages->items[i + 1]->n_items; k++)
                if (pages->items[i + 1]->items[k].tag == tag &&
                    pages->items[i + 1]->items[k].as.text.y != y) {
                    y = pages->items[i + 1]->items[k].as.text.y;
                    before++;
                }
            assert_true(before == 0 || (before >= 2 && lines >= 2));
            assert_true(last > page->height * 8 / 10); /* no big hole for it */
        }
        bench_end(&b);
    }
}

static void test_heading_stays_with_its_text(void **state) {
    (void)state;
    for (int n = 26; n < 40; n++) {
        struct bench b;
        bench_start(&b);
        for (int i = 0; i < n; i++)
            gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Một dòng.");
        gallery_heading(&b.g, b.root, 1, "Mục mới");
        gallery_heading(&b.g, b.root, 2, "1. Mục nhỏ");
        add_paragraphs(&b, b.root, 1, 4);
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        uint32_t page = pages->outline[0].page;
        assert_int_equal(pages->outline[1].page, page);
        assert_true(page_has(&b.g.arena, pages, page, "Trong năm các cơ quan"));
        bench_end(&b);
    }
}

static void test_caption_stays_with_its_chart(void **state) {
    (void)state;
    bool lowered = false;
    for (int n = 10; n < 34; n++) {
        struct bench b;
        bench_start(&b);
        for (int i = 0; i < n; i++)
            gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Một dòng.");
        gallery_block(&b.g, b.root, NODE_CAPTION, "Biểu đồ 1.");
        gallery_chart(&b.g, b.root, CHART_SLOPE, "2016\n2021", "Một\nHai", "1 2\n2 1");
        gallery_block(&b.g, b.root, NODE_NOTE, "Chú thích.");
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        check_pages(pages, true);
        mpt low = 0, high = 0;
        for (uint32_t i = 0; i < pages->n; i++) {
            assert_true(page_has(&b.g.arena, pages, i, "Biểu đồ 1.") ==
                        page_has(&b.g.arena, pages, i, "2021"));
            assert_true(page_has(&b.g.arena, pages, i, "Chú thích.") ==
                        page_has(&b.g.arena, pages, i, "2021"));
            for (uint32_t k = 0; k < pages->items[i]->n_items; k++) {
                const struct page_item *item = &pages->items[i]->items[k];
                if (item->type == ITEM_RULE && item->as.rule.x0 == item->as.rule.x1) {
                    low = item->as.rule.y1;
                    high = item->as.rule.y0;
                }
            }
        }
        lowered |= low - high < b.style->chart.slope;
        bench_end(&b);
    }
    assert_true(lowered); /* a page that was just too full took the lower form */
}

static void test_links_lead_to_anchors(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    gallery_block(
        &b.g, b.root, NODE_PARAGRAPH,
        "Có khoảng {1.279 người thuộc biên chế của các xã, phường, thị trấn trong toàn tỉnh tính đến hết năm "
        "báo cáo>1} và {9>2} người ngoài biên chế.");
    gallery_add(&b.g, b.root, NODE_PAGE_BREAK);
    gallery_block(&b.g, b.root, NODE_PARAGRAPH, "#1;Nguồn thứ nhất");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    assert_int_equal(pages->anchors[1].page, 1);
    assert_true(pages->anchors[1].y >= b.style->page.top);
    assert_int_equal(pages->anchors[3].page, UINT32_MAX);
    assert_true(pages->items[0]->n_links >= 2); /* over two lines: a rectangle each */
    assert_int_equal(pages->items[0]->links[0].anchor, 1);
    assert_true(pages->items[0]->links[0].y0 < pages->items[0]->links[pages->items[0]->n_links - 1].y0);
    uint32_t own = 0; /* the figures' own anchors, for the way back */
    for (uint32_t i = 41; i <= b.g.anchors; i++)
        own += pages->anchors[i].page == 0;
    assert_int_equal(own, b.g.anchors - 40);
    bench_end(&b);
}

static const struct page_item *rule_below(const struct page *page, mpt y, mpt within) {
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        if (item->type == ITEM_RULE && item->as.rule.y0 > y && item->as.rule.y0 < y + within)
            return item;
    }
    fail_msg("no rule below %d", y);
    return NULL;
}

/* PL I, II.1.b: as long as the motto; II.2.b: 1/3 to 1/2 of the line. */
static void test_letterhead_rules(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    gallery_front(&b.g, b.root);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    const struct page *page = pages->items[0];
    mpt motto_x = 0, motto_y = 0, motto_end = 0, issuer_x = 0, issuer_y = 0, issuer_end = 0;
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        if (item->type != ITEM_TEXT)
            continue;
        struct str word = item->as.text.shape->text;
        if (str_equal(word, STR("Độc"))) {
            motto_x = item->as.text.x;
            motto_y = item->as.text.y;
        } else if (str_equal(word, STR("phúc"))) {
            motto_end = item->as.text.x + item_width(item);
        } else if (str_equal(word, STR("SỞ"))) {
            issuer_x = item->as.text.x;
            issuer_y = item->as.text.y;
        } else if (str_equal(word, STR("VỤ"))) {
            issuer_end = item->as.text.x + item_width(item);
        }
    }
    const struct page_item *rule = NULL;
    for (uint32_t i = 0; i < page->n_items; i++)
        if (page->items[i].type == ITEM_RULE && page->items[i].as.rule.x0 == motto_x)
            rule = &page->items[i];
    assert_non_null(rule);
    assert_in_range(rule->as.rule.x1 - motto_end + 1, 0, 2);
    assert_true(rule->as.rule.y0 > motto_y);
    rule = rule_below(page, issuer_y, 15000);
    mpt length = rule->as.rule.x1 - rule->as.rule.x0, line = issuer_end - issuer_x;
    assert_true(length * 3 >= line && length * 2 <= line);
    assert_in_range(rule->as.rule.x0 + length / 2 - issuer_x - line / 2 + 2, 0, 4);
    bench_end(&b);
}

static void test_signature_is_not_alone(void **state) {
    (void)state;
    for (int n = 20; n < 40; n++) {
        struct bench b;
        bench_start(&b);
        for (int i = 0; i < n; i++)
            gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Một dòng.");
        struct signature *sign = gallery_add(&b.g, b.root, NODE_SIGNATURE)->as.signature;
        sign->recipients = gallery_list(&b.g, &sign->n_recipients, "UBND tỉnh\nLưu: VT");
        sign->post = gallery_list(&b.g, &sign->n_post, "GIÁM ĐỐC");
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        uint32_t last = pages->n - 1;
        assert_true(page_has(&b.g.arena, pages, last, "GIÁM ĐỐC") &&
                    page_has(&b.g.arena, pages, last, "Một dòng."));
        assert_true(page_has(&b.g.arena, pages, last, "- UBND tỉnh; - Lưu: VT."));
        bench_end(&b);
    }
}

static void test_lists(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *parent = b.root;
    for (int depth = 0; depth < 4; depth++) {
        struct node *list = gallery_add(&b.g, parent, NODE_LIST);
        for (int i = 0; i < 2; i++) {
            struct node *item = gallery_add(&b.g, list, NODE_ITEM);
            item->as.item.label = i ? STR("b)") : STR("a)");
            gallery_block(&b.g, item, NODE_PARAGRAPH, sentence);
            parent = item;
        }
    }
    struct node *item = gallery_add(&b.g, gallery_add(&b.g, b.root, NODE_LIST), NODE_ITEM);
    item->as.item.label = STR("1.");
    struct node *t = gallery_table(&b.g, item, "ld"); /* a table is no line for the label to stand beside */
    gallery_row(&b.g, t, ' ', "Trong danh sách|1,5");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    uint32_t labels = 0;
    for (uint32_t i = 1; i < pages->n_tags; i++)
        labels += pages->tags[i].role == TAG_LBL;
    assert_int_equal(labels, 9);
    bench_end(&b);
}

static void test_deep_lists_are_refused(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *parent = b.root;
    for (int depth = 0; depth < 2000; depth++) {
        parent = gallery_add(&b.g, gallery_add(&b.g, parent, NODE_LIST), NODE_ITEM);
        parent->as.item.label = STR("-");
        gallery_block(&b.g, parent, NODE_PARAGRAPH, "x");
    }
    assert_null(bench_pages(&b));
    assert_string_equal(b.diag.first->id, "layout-overflow");
    bench_end(&b);
}

static void test_cards_over_rows(void **state) {
    (void)state;
    for (int n = 1; n <= 9; n++) {
        struct bench b;
        bench_start(&b);
        struct node *cards = gallery_add(&b.g, b.root, NODE_CARDS);
        for (int i = 0; i < n; i++)
            gallery_card(&b.g, cards, "{1.279>1}", "công chức cấp xã toàn tỉnh",
                         i % 2 ? "$▲ 45,3$ so với 2016" : NULL);
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        check_pages(pages, true);
        bench_end(&b);
    }
}

/* As many words as come from a broken input must not take the layout down. */
static void test_long_documents(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    add_paragraphs(&b, b.root, 600, 8);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_true(pages->n > 60);
    assert_true(str_equal(pages->items[pages->n - 1]->label, arena_printf(&b.g.arena, "%u", pages->n)));
    bench_end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_in_the_top_margin),
        cmocka_unit_test(test_appendix_has_its_own_numbers),
        cmocka_unit_test(test_no_widows_no_orphans),
        cmocka_unit_test(test_heading_stays_with_its_text),
        cmocka_unit_test(test_caption_stays_with_its_chart),
        cmocka_unit_test(test_links_lead_to_anchors),
        cmocka_unit_test(test_letterhead_rules),
        cmocka_unit_test(test_signature_is_not_alone),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_deep_lists_are_refused),
        cmocka_unit_test(test_cards_over_rows),
        cmocka_unit_test(test_long_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
