/* test_layout_random.c - random trees: whatever they are, the pages are sound or the fault is reported. */
#include "layout/style.h"
#include "layout_check.h"

static uint32_t state_of_random;

static uint32_t pick(uint32_t n) {
    state_of_random = state_of_random * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)(state_of_random >> 8) * n >> 24);
}

static const char *const words[] = {
    "xã",
    "người",
    "1.279",
    "99,5",
    "–",
    "-",
    "Điều",
    "TP.",
    "(a/b)",
    "tăng",
    "▲",
    "⚠",
    "\xc2\xa0",
    "+",
    "[12]",
    "[3]",
    "Quyết-định/2021/dài-thật-dài-không-có-chỗ-nào-để-xuống-dòng-cho-gọn",
    "năm",
    "khoảng",
    "phần",
    "trăm.",
    "ẪỄỘ",
    ",",
};

static const char *text(struct bench *b, uint32_t most) {
    struct buf out = BUF_EMPTY;
    for (uint32_t i = pick(most + 1); i > 0; i--)
        buf_printf(&out, "%s%s", words[pick(sizeof words / sizeof *words)], pick(5) ? " " : "");
    const char *kept = arena_str(&b->g.arena, buf_view(&out)).at;
    buf_fini(&out);
    return kept;
}

static struct node *random_inline(struct bench *b, struct node *parent, uint32_t most, int depth) {
    static const enum node_type types[] = {
        NODE_TEXT,  NODE_TEXT, NODE_EMPHASIS,   NODE_STRONG, NODE_SUPERSCRIPT, NODE_FIGURE, NODE_MARK,
        NODE_SMALL, NODE_UP,   NODE_LINE_BREAK, NODE_ANCHOR, NODE_LINK,        NODE_PAGE,   NODE_FOOTNOTE};
    for (uint32_t i = pick(4) + 1; i > 0; i--) {
        enum node_type type = depth > 4 ? NODE_TEXT : types[pick(sizeof types / sizeof *types)];
        struct node *node = gallery_add(&b->g, parent, type);
        if (type == NODE_TEXT)
            node->as.text = str_of(text(b, most));
        else if (type == NODE_ANCHOR || type == NODE_LINK || type == NODE_PAGE)
            node->as.anchor = 1 + pick(40);
        else if (type == NODE_FOOTNOTE)
            node->as.footnote.mark = STR("1");
        else if (type == NODE_FIGURE) {
            node->as.figure.anchor = ++b->g.anchors;
            node->as.figure.evidence = pick(40);
            node->as.figure.doubtful = pick(3) == 0;
        }
        if (type != NODE_TEXT && type != NODE_ANCHOR && type != NODE_LINE_BREAK && type != NODE_PAGE)
            random_inline(b, node, most / 2, depth + 1);
    }
    return parent;
}

static void random_table(struct bench *b, struct node *parent) {
    uint32_t n = 1 + pick(5);
    char columns[16] = "";
    for (uint32_t i = 0; i < n; i++)
        columns[i] = "lcrdd"[pick(5)];
    struct node *table = gallery_table(&b->g, parent, columns);
    table->as.table.landscape = parent == b->root && pick(5) == 0;
    for (uint32_t r = pick(30), head = pick(3); r > 0; r--) {
        struct node *row = gallery_add(&b->g, table, NODE_ROW);
        row->as.row.head = head && head--;
        row->as.row.total = pick(9) == 0;
        row->as.row.keep = pick(9) == 0;
        for (uint32_t c = 0; c < n;) {
            struct node *cell = gallery_add(&b->g, row, NODE_CELL);
            cell->as.cell.columns = (uint16_t)(pick(6) ? 1 : 1 + pick(n - c));
            cell->as.cell.rows = (uint16_t)(pick(8) ? 1 : 1 + pick(5));
            cell->as.cell.header = row->as.row.head;
            bool tall = pick(20) == 0 && !row->as.row.head && cell->as.cell.rows == 1;
            random_inline(b, cell, tall ? 300 : 4, 3);
            c += cell->as.cell.columns;
        }
    }
}

static void random_chart(struct bench *b, struct node *parent) {
    static const char *const values[] = {"0", "1.5", "-", "99.5?", "-7", "64.7", "123456", "0.001", "100"};
    uint32_t categories = 1 + pick(12), series = 1 + pick(8);
    struct buf c = BUF_EMPTY, s = BUF_EMPTY, v = BUF_EMPTY;
    for (uint32_t i = 0; i < categories; i++)
        buf_printf(&c, "%s%s %u", i ? "\n" : "", text(b, 3), i);
    for (uint32_t i = 0; i < series; i++)
        buf_printf(&s, "%s%s %u", i ? "\n" : "", text(b, 3), i);
    for (uint32_t i = 0; i < categories * series; i++)
        buf_printf(&v, "%s ", values[pick(sizeof values / sizeof *values)]);
    struct chart *chart =
        gallery_chart(&b->g, parent, (enum chart_kind)pick(CHART_MULTIPLES + 1), c.at, s.at, v.at)->as.chart;
    if (chart->kind == CHART_RANKING && pick(2)) {
        chart->reference = chart->values[pick(categories)];
        chart->reference_name = str_of(text(b, 3));
        chart->strong = pick(categories + 1);
    }
    buf_fini(&c);
    buf_fini(&s);
    buf_fini(&v);
}

static void random_blocks(struct bench *b, struct node *parent, int depth) {
    for (uint32_t i = 1 + pick(6); i > 0; i--) {
        switch (pick(depth ? 7 : 12)) {
        case 0: random_table(b, parent); break;
        case 1: random_chart(b, parent); break;
        case 2: random_inline(b, gallery_add(&b->g, parent, NODE_CAPTION), 20, 0); break;
        case 3: random_inline(b, gallery_add(&b->g, parent, NODE_NOTE), 30, 0); break;
        case 4: {
            struct node *list = gallery_add(&b->g, parent, NODE_LIST);
            for (uint32_t k = 1 + pick(3); k > 0 && depth < 4; k--) {
                struct node *item = gallery_add(&b->g, list, NODE_ITEM);
                item->as.item.label = str_of(words[pick(16)]);
                random_blocks(b, item, depth + 1);
            }
            break;
        }
        case 7: gallery_front(&b->g, parent); break;
        case 8: random_blocks(b, gallery_add(&b->g, parent, NODE_APPENDIX), depth + 1); break;
        case 9: {
            struct node *heading = random_inline(b, gallery_add(&b->g, parent, NODE_HEADING), 20, 0);
            heading->as.level = 1 + (int)pick(4);
            break;
        }
        case 10: gallery_add(&b->g, parent, NODE_PAGE_BREAK)->as.turn = (enum turn)pick(3); break;
        case 11: gallery_add(&b->g, parent, NODE_CONTENTS)->as.contents.levels = 1 + (int)pick(4); break;
        default: random_inline(b, gallery_add(&b->g, parent, NODE_PARAGRAPH), 120, 0);
        }
    }
}

static void test_random_trees(void **state) {
    (void)state;
    uint32_t made = 0;
    for (uint32_t seed = 1; seed <= 150; seed++) {
        struct bench b;
        bench_start(&b);
        state_of_random = seed * 7919;
        b.g.doc.draft = pick(4) == 0;
        b.g.doc.appendix = pick(4) == 0;
        b.style->page.number_total = pick(4) == 0;
        random_blocks(&b, b.root, 0);
        struct pages *pages = bench_pages(&b);
        if (pages)
            check_pages(pages, false);
        else
            assert_string_equal(b.diag.first->id, "layout-overflow");
        assert_true((pages == NULL) == (b.diag.count[DIAG_ERROR] > 0));
        made += pages != NULL;
        bench_end(&b);
    }
    assert_true(made > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_trees)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
