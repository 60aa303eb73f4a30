/* test_layout_chart.c - charts: labels never overlap, what is missing is a gap, values lead to their evidence. */
#include "layout/chart.h"
#include "layout_check.h"

static struct pages *chart_pages(struct bench *b, enum chart_kind kind, const char *categories,
                                 const char *series, const char *values) {
    bench_start(b);
    gallery_chart(&b->g, b->root, kind, categories, series, values)->as.chart->unit = STR("%");
    struct pages *pages = bench_pages(b);
    assert_non_null(pages);
    check_pages(pages, true);
    return pages;
}

static uint32_t count_fills(const struct page *page, uint32_t corners) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < page->n_items; i++)
        n += page->items[i].type == ITEM_FILL && page->items[i].as.fill.n_points == corners;
    return n;
}

static bool has_text(struct bench *b, const struct pages *pages, const char *text) {
    return str_find(pages_text(&b->g.arena, pages, false), str_of(text), 0) != STR_NONE;
}

static void test_spread(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct spot apart[] = {{90, 10, 0}, {10, 10, 0}};
    chart_spread(&arena, apart, 2, 0, 100);
    assert_int_equal(apart[0].from, 85);
    assert_int_equal(apart[1].from, 5);
    struct spot close[] = {{50, 10, 0}, {52, 10, 0}, {54, 10, 0}};
    chart_spread(&arena, close, 3, 0, 100);
    assert_int_equal(close[1].from, close[0].from + 10);
    assert_int_equal(close[2].from, close[1].from + 10);
    assert_int_equal(close[1].from, 47); /* the middle one stays */
    struct spot edge[] = {{99, 10, 0}, {98, 10, 0}, {1, 10, 0}};
    chart_spread(&arena, edge, 3, 0, 100);
    assert_int_equal(edge[0].from, 90);
    assert_int_equal(edge[1].from, 80);
    assert_int_equal(edge[2].from, 0);
    chart_spread(&arena, edge, 0, 0, 100);
    arena_fini(&arena);
}

static void test_spread_random(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    uint32_t random = 7;
    for (int round = 0; round < 300; round++) {
        struct spot spots[12];
        for (int i = 0; i < 12; i++) {
            random = random * 1664525 + 1013904223;
            spots[i] = (struct spot){.at = (mpt)(random >> 8) % 1000, .size = 10 + (mpt)(random >> 20) % 70};
        }
        chart_spread(&arena, spots, 12, 0, 1000);
        for (int i = 0; i < 12; i++) {
            assert_true(spots[i].from >= 0 && spots[i].from + spots[i].size <= 1000);
            for (int k = 0; k < i; k++)
                assert_true(spots[i].from >= spots[k].from + spots[k].size ||
                            spots[k].from >= spots[i].from + spots[i].size);
        }
    }
    arena_fini(&arena);
}

static void test_stacked(void **state) {
    (void)state;
    struct bench b;
    struct pages *pages = chart_pages(&b, CHART_STACKED_100, "Năm 2016\nNăm 2021",
                                      "Chưa đào tạo\nSơ cấp\nTrung cấp\nĐại học\nKhông ai nêu",
                                      "0.8 -\n1.0 0.4\n66.4 25.6\n31.3 64.7?\n- -");
    /* 7 segments, 4 squares: a class that nobody states has neither */
    assert_int_equal(count_fills(pages->items[0], 4), 7 + 4);
    assert_true(has_text(&b, pages, "0,8") && has_text(&b, pages, "64,7 ⚠"));
    assert_false(has_text(&b, pages, "Không ai nêu"));
    assert_int_equal(pages->items[0]->n_links, 7);
    bench_end(&b);
}

/* A bar of 99,5 ends short of the edge; its segments are true to scale. */
static void test_stacked_is_to_scale(void **state) {
    (void)state;
    struct bench b;
    struct pages *pages = chart_pages(&b, CHART_STACKED_100, "Năm 2016", "A\nB", "50.0\n49.5");
    mpt width[2] = {0}, n = 0;
    for (uint32_t i = 0; i < pages->items[0]->n_items && n < 2; i++) {
        const struct page_item *item = &pages->items[0]->items[i];
        if (item->type == ITEM_FILL)
            width[n++] = item->as.fill.points[2] - item->as.fill.points[0];
    }
    assert_true(width[0] > width[1]);
    assert_in_range(width[1] * 100LL - width[0] * 99LL + 200, 0, 400);
    bench_end(&b);
}

static void test_slope(void **state) {
    (void)state;
    struct bench b;
    struct pages *pages = chart_pages(&b, CHART_SLOPE, "2016\n2021", "Trung cấp\nĐại học\nCao đẳng\nSơ cấp",
                                      "66.4 25.6\n19.6 64.7\n11.7 -\n11.6 11.5?");
    assert_true(has_text(&b, pages, "Trung cấp 66,4%"));
    assert_true(has_text(&b, pages, "64,7% Đại học (▲ 45,1)"));
    assert_true(has_text(&b, pages, "25,6% Trung cấp (▼ 40,8)"));
    assert_true(has_text(&b, pages, "11,5% ⚠ Sơ cấp (▼ 0,1)"));
    assert_int_equal(count_fills(pages->items[0], 16), 7); /* no dot where no value is */
    bench_end(&b);
}

/* Not comparable across a break: two dots, no line, no change. */
static void test_slope_over_a_break(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct node *node = gallery_chart(&b.g, b.root, CHART_SLOPE, "2024\n2025", "Số xã", "129 45");
    bool breaks[2] = {true, false};
    node->as.chart->break_after = breaks;
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_false(has_text(&b, pages, "▼"));
    for (uint32_t i = 0; i < pages->items[0]->n_items; i++) {
        const struct page_item *item = &pages->items[0]->items[i];
        assert_true(item->type != ITEM_RULE || item->as.rule.x0 == item->as.rule.x1);
    }
    bench_end(&b);
}

static void test_many_slopes_need_room(void **state) {
    (void)state;
    struct bench b;
    struct buf series = BUF_EMPTY, values = BUF_EMPTY;
    for (int i = 0; i < 30; i++) {
        buf_printf(&series, "%sLớp %d", i ? "\n" : "", i);
        buf_printf(&values, "%d.5 10.%d\n", i % 3, i % 10);
    }
    chart_pages(&b, CHART_SLOPE, "2016\n2021", series.at, values.at);
    buf_fini(&series);
    buf_fini(&values);
    bench_end(&b);
}

static void test_line_has_gaps(void **state) {
    (void)state;
    struct bench b;
    struct pages *pages =
        chart_pages(&b, CHART_LINE, "2016\n2017\n2018\n2019\n2020", "Toàn tỉnh", "210 225 - 298 260");
    assert_int_equal(count_fills(pages->items[0], 16), 4);
    uint32_t slanted = 0;
    for (uint32_t i = 0; i < pages->items[0]->n_items; i++) {
        const struct page_item *item = &pages->items[0]->items[i];
        slanted += item->type == ITEM_RULE && item->as.rule.x0 != item->as.rule.x1 &&
                   item->as.rule.y0 != item->as.rule.y1;
    }
    assert_int_equal(slanted, 2);
    assert_int_equal(pages->items[0]->n_links, 4);
    bench_end(&b);
}

static void test_bars_over_pages(void **state) {
    (void)state;
    struct bench b;
    struct buf categories = BUF_EMPTY, values = BUF_EMPTY;
    for (int i = 0; i < 129; i++) {
        buf_printf(&categories, "%sXã thứ %d", i ? "\n" : "", i);
        if (i % 10)
            buf_printf(&values, "%d.%d ", i, i % 7);
        else
            buf_puts(&values, "- ");
    }
    struct pages *pages = chart_pages(&b, CHART_BARS, categories.at, "Tỷ lệ", values.at);
    assert_true(pages->n >= 3);
    assert_true(has_text(&b, pages, "Xã thứ 128") && has_text(&b, pages, "Xã thứ 0 –"));
    buf_fini(&categories);
    buf_fini(&values);
    bench_end(&b);
}

static void test_ranking_over_pages(void **state) {
    (void)state;
    struct bench b;
    struct buf categories = BUF_EMPTY, values = BUF_EMPTY;
    uint32_t ranks[129];
    bench_start(&b);
    for (uint32_t i = 0; i < 129; i++) {
        buf_printf(&categories, "%sXã thứ %u", i ? "\n" : "", i);
        buf_printf(&values, i < 128 ? "%u.5 " : "- ", 200 - i);
        ranks[i] = i < 128 ? i + 1 : 0;
    }
    gallery_block(&b.g, b.root, NODE_CAPTION, "_Biểu đồ 9._ Xếp hạng");
    struct chart *chart = gallery_chart(&b.g, b.root, CHART_RANKING, categories.at, "", values.at)->as.chart;
    chart->ranks = ranks;
    chart->strong = 70;
    chart->reference = (struct chart_value){.value = decimal_of(1500, 1), .label = STR("150")};
    chart->reference_name = STR("Bình quân");
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    check_pages(pages, true);
    assert_true(pages->n >= 2);
    assert_true(has_text(&b, pages, "Bình quân 150") && has_text(&b, pages, "1. Xã thứ 0 200,5"));
    assert_true(has_text(&b, pages, "– Xã thứ 128 –")); /* nobody states it: no rank, no bar */
    uint32_t strong = 0, bars = 0;
    for (uint32_t i = 0; i < pages->n; i++) {
        assert_int_equal(page_has(&b.g.arena, pages, i, "Biểu đồ 9 (tiếp theo)"), i > 0);
        for (uint32_t k = 0; k < pages->items[i]->n_items; k++) {
            const struct page_item *item = &pages->items[i]->items[k];
            bars += item->type == ITEM_FILL && item->tag != 0;
            strong += item->type == ITEM_FILL && item->color == b.style->chart.strong.color;
        }
    }
    assert_int_equal(bars, 128);
    assert_int_equal(strong, 1);
    buf_fini(&categories);
    buf_fini(&values);
    bench_end(&b);
}

/* Small multiples share their scale: equal values stand at equal heights in every panel. */
static void test_multiples(void **state) {
    (void)state;
    struct bench b;
    struct pages *pages = chart_pages(&b, CHART_MULTIPLES, "2016\n2018\n2021", "Xã A\nXã B\nXã C\nXã D\nXã E",
                                      "10 20 30\n30 20 10\n10 - 30\n- - 20\n10 10 10");
    check_pages(pages, true);
    assert_true(has_text(&b, pages, "Xã E"));
    uint32_t lines = 0;
    mpt top = 0;
    for (uint32_t i = 0; i < pages->items[0]->n_items; i++) {
        const struct page_item *item = &pages->items[0]->items[i];
        if (item->type != ITEM_RULE || item->as.rule.weight != b.style->chart.strong.weight)
            continue;
        lines++;
        mpt end = item->as.rule.y0 < item->as.rule.y1 ? item->as.rule.y0 : item->as.rule.y1;
        if (lines == 2) /* of A: 20 to 30 */
            top = end;
        if (lines == 3) /* of B: 30 to 20 */
            assert_int_equal(end, top);
    }
    assert_int_equal(lines, 6); /* two of A, B and E; a gap is no line */
    bench_end(&b);
}

static void test_bars_below_zero(void **state) {
    (void)state;
    struct bench b;
    struct pages *pages = chart_pages(&b, CHART_BARS, "Huyện A\nHuyện B\nHuyện C", "Thay đổi", "-12.5 0 7.5");
    assert_int_equal(count_fills(pages->items[0], 4), 2);
    bench_end(&b);
}

static void test_extreme_values(void **state) {
    (void)state;
    static const enum chart_kind kinds[] = {CHART_STACKED_100, CHART_SLOPE, CHART_LINE, CHART_BARS};
    static const char *const values[] = {
        "999999999999999999 1\n1 1",    "0 0\n0 0", "-999999999999999999 999999999999999999\n1 2",
        "0.000000001 0.000000002\n5 6", "- -\n- -", "- 7\n- -"};
    for (size_t k = 0; k < 4; k++)
        for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
            struct bench b;
            chart_pages(&b, kinds[k], "2016\n2021", "Một\nHai", values[i]);
            bench_end(&b);
        }
}

static void test_one_category(void **state) {
    (void)state;
    static const enum chart_kind kinds[] = {CHART_STACKED_100, CHART_SLOPE, CHART_LINE, CHART_BARS};
    for (size_t k = 0; k < 4; k++) {
        struct bench b;
        chart_pages(&b, kinds[k], "2021", "Chỉ một", "12.5");
        bench_end(&b);
    }
}

static int grey(uint32_t color) {
    return (int)(299 * (color >> 16) + 587 * (color >> 8 & 255) + 114 * (color & 255)) / 1000;
}

/* A copy in grey keeps the order and the steps. */
static void test_tones_are_legible_in_grey(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    for (uint32_t n = 2; n <= 7; n++)
        for (uint32_t i = 1; i < n; i++)
            assert_true(grey(chart_tone(b.style, i - 1, n)) - grey(chart_tone(b.style, i, n)) >= 18);
    for (uint32_t n = 1; n <= 40; n++)
        for (uint32_t i = 0; i < n; i++)
            assert_true(abs(grey(chart_tone(b.style, i, n)) - grey(chart_ink(chart_tone(b.style, i, n)))) >=
                        110);
    bench_end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spread),
        cmocka_unit_test(test_spread_random),
        cmocka_unit_test(test_stacked),
        cmocka_unit_test(test_stacked_is_to_scale),
        cmocka_unit_test(test_slope),
        cmocka_unit_test(test_slope_over_a_break),
        cmocka_unit_test(test_many_slopes_need_room),
        cmocka_unit_test(test_line_has_gaps),
        cmocka_unit_test(test_bars_over_pages),
        cmocka_unit_test(test_ranking_over_pages),
        cmocka_unit_test(test_multiples),
        cmocka_unit_test(test_bars_below_zero),
        cmocka_unit_test(test_extreme_values),
        cmocka_unit_test(test_one_category),
        cmocka_unit_test(test_tones_are_legible_in_grey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
