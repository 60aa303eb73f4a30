/* layout_check.h - what must hold of any pages: nothing outside the page, no word over another, sound tags; and a style
 * and shaper to set trees with. */
#ifndef HOSO_TESTS_LAYOUT_CHECK_H
#define HOSO_TESTS_LAYOUT_CHECK_H

/* cmocka.h wants these before it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "gallery.h"
#include <cmocka.h>

#define STYLE_PATH HOSO_ROOT "/templates/styles/nd30.yaml"

struct bench {
    struct gallery g;
    struct style *style;
    struct shaper *shaper;
    struct diag diag;
    struct node *root;
};

static inline void bench_start(struct bench *b) {
    memset(b, 0, sizeof *b);
    b->style = style_load(STYLE_PATH, NULL, &b->diag);
    assert_non_null(b->style);
    b->shaper = shaper_fixed();
    b->root = gallery_start(&b->g);
}

static inline struct pages *bench_pages(struct bench *b) {
    return gallery_pages(&b->g, b->style, b->shaper, &b->diag);
}

static inline void bench_end(struct bench *b) {
    arena_fini(&b->g.arena);
    shaper_fixed_free(b->shaper);
    style_free(b->style);
    diag_fini(&b->diag);
}

static inline mpt item_width(const struct page_item *item) {
    return (mpt)((int64_t)item->as.text.shape->width * item->as.text.size / 1000);
}

/* Ink of the shaper's letters: from the baseline to 0.7 em above it. */
static inline bool items_overlap(const struct page_item *a, const struct page_item *b) {
    mpt slack = 300;
    return a->as.text.x + slack < b->as.text.x + item_width(b) &&
           b->as.text.x + slack < a->as.text.x + item_width(a) &&
           a->as.text.y - a->as.text.size * 7 / 10 + slack < b->as.text.y &&
           b->as.text.y - b->as.text.size * 7 / 10 + slack < a->as.text.y;
}

static inline void check_overlap(const struct page *page) {
    for (uint32_t i = 0; i < page->n_items; i++)
        for (uint32_t k = i + 1; k < page->n_items; k++) {
            const struct page_item *a = &page->items[i], *b = &page->items[k];
            if (a->type == ITEM_TEXT && b->type == ITEM_TEXT && items_overlap(a, b))
                fail_msg("\"%.*s\" at %d %d lies over \"%.*s\" at %d %d", STR_ARG(a->as.text.shape->text),
                         a->as.text.x, a->as.text.y, STR_ARG(b->as.text.shape->text), b->as.text.x,
                         b->as.text.y);
        }
}

static inline void check_item(const struct pages *pages, const struct page *page,
                              const struct page_item *item) {
    assert_true(item->tag < pages->n_tags);
    if (item->type == ITEM_TEXT) {
        assert_in_range(item->as.text.x + 1, 1, page->width);
        assert_true(item->as.text.x + item_width(item) <= page->width);
        assert_in_range(item->as.text.y, 1, page->height);
        assert_non_null(item->as.text.shape);
    } else if (item->type == ITEM_FILL) {
        for (uint32_t i = 0; i < item->as.fill.n_points; i++) {
            assert_in_range(item->as.fill.points[2 * i] + 1, 1, page->width + 1);
            assert_in_range(item->as.fill.points[2 * i + 1] + 1, 1, page->height + 1);
        }
    }
}

static inline void check_pages(const struct pages *pages, bool overlap) {
    for (uint32_t i = 0; i < pages->n; i++) {
        const struct page *page = pages->items[i];
        assert_true(page->n_items <= page->cap_items && page->n_links <= page->cap_links);
        for (uint32_t k = 0; k < page->n_items; k++)
            check_item(pages, page, &page->items[k]);
        for (uint32_t k = 0; k < page->n_links; k++) {
            const struct page_link *link = &page->links[k];
            assert_true(link->x0 < link->x1 && link->y0 < link->y1);
            assert_true(link->anchor >= 1 && link->anchor <= pages->n_anchors);
            assert_int_equal(pages->tags[link->tag].role, TAG_LINK);
        }
        if (overlap)
            check_overlap(page);
    }
    for (uint32_t i = 2; i < pages->n_tags; i++)
        assert_in_range(pages->tags[i].parent, 1, i - 1);
}

/* All tagged text in order, words parted by blanks where the layout saw one or a line or page ended. */
static inline struct str pages_text(struct arena *arena, const struct pages *pages, bool tagged) {
    struct buf out = BUF_EMPTY;
    mpt y = -1, end = 0;
    for (uint32_t i = 0; i < pages->n; i++, y = -1)
        for (uint32_t k = 0; k < pages->items[i]->n_items; k++) {
            const struct page_item *item = &pages->items[i]->items[k];
            if (item->type != ITEM_TEXT || (tagged && item->tag == 0))
                continue;
            if (out.len && (item->as.text.after_space || item->as.text.y != y || item->as.text.x > end + 900))
                buf_char(&out, ' ');
            buf_str(&out, item->as.text.shape->text);
            y = item->as.text.y;
            end = item->as.text.x + item_width(item);
        }
    struct str text = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return text;
}

static inline bool page_has(struct arena *arena, const struct pages *pages, uint32_t page, const char *text) {
    struct page *one = pages->items[page];
    struct pages alone = {.items = &one, .n = 1};
    return str_find(pages_text(arena, &alone, false), str_of(text), 0) != STR_NONE;
}

#endif
