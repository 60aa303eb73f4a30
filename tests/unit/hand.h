/* hand.h - pages set by hand, for tests of what stands below layout: words on baselines, rules, grounds, links, tags. */
#ifndef HOSO_TESTS_HAND_H
#define HOSO_TESTS_HAND_H

#include "out/out.h"
#include <string.h>

#define A4_WIDTH  595276
#define A4_HEIGHT 841890

struct hand {
    struct arena arena;
    struct pages pages;
    struct shaper shaper;
    struct page *page; /* the newest */
    uint32_t tag;      /* that the next items get */
    uint32_t color;
    mpt word_space; /* added to each space of hand_words, as a justified line does */
};

/* Makes room for one more at the end of an array in the arena; the test's arrays are short. */
static inline void *hand_grow(struct arena *arena, const void *old, size_t n, size_t size) {
    char *grown = arena_alloc(arena, (n + 1) * size);
    if (old)
        memcpy(grown, old, n * size);
    return grown;
}

static inline struct page *hand_page(struct hand *hand, const char *label) {
    struct pages *pages = &hand->pages;
    pages->items = hand_grow(&hand->arena, pages->items, pages->n, sizeof *pages->items);
    hand->page = ARENA_NEW(&hand->arena, struct page);
    hand->page->width = A4_WIDTH;
    hand->page->height = A4_HEIGHT;
    hand->page->label = str_of(label);
    return pages->items[pages->n++] = hand->page;
}

static inline struct page_item *hand_item(struct hand *hand, enum page_item_type type) {
    struct page *page = hand->page;
    if (page->n_items == page->cap_items) {
        uint32_t cap = page->cap_items ? page->cap_items * 2 : 64;
        struct page_item *grown = ARENA_ARRAY(&hand->arena, cap, struct page_item);
        if (page->n_items)
            memcpy(grown, page->items, page->n_items * sizeof *grown);
        page->items = grown;
        page->cap_items = cap;
    }
    struct page_item *item = &page->items[page->n_items++];
    *item = (struct page_item){.type = type, .tag = hand->tag, .color = hand->color};
    return item;
}

static inline int32_t hand_scaled(const struct hand *hand, enum face face, mpt size, int32_t units) {
    return (int32_t)((int64_t)units * size / hand->shaper.metrics(hand->shaper.aux, face)->em);
}

/* Words parted by single spaces, from x on the baseline y. Returns where the pen is then. */
static inline mpt hand_words(struct hand *hand, mpt x, mpt y, enum face face, mpt size, const char *words) {
    int32_t space = hand->shaper.metrics(hand->shaper.aux, face)->space;
    struct str rest = str_of(words);
    for (bool first = true; rest.len; first = false) {
        size_t end = str_find(rest, STR(" "), 0);
        struct str word = str_cut(rest, 0, end == STR_NONE ? rest.len : end);
        rest = str_cut(rest, word.len + 1, rest.len);
        if (!first)
            x += hand_scaled(hand, face, size, space) + hand->word_space;
        struct page_item *item = hand_item(hand, ITEM_TEXT);
        item->as.text.x = x;
        item->as.text.y = y;
        item->as.text.face = face;
        item->as.text.size = size;
        item->as.text.shape = hand->shaper.shape(hand->shaper.aux, face, word);
        item->as.text.after_space = !first;
        x += hand_scaled(hand, face, size, item->as.text.shape->width);
    }
    return x;
}

static inline void hand_rule(struct hand *hand, mpt x0, mpt y0, mpt x1, mpt y1, mpt weight, bool dashed) {
    struct page_item *item = hand_item(hand, ITEM_RULE);
    item->as.rule.x0 = x0;
    item->as.rule.y0 = y0;
    item->as.rule.x1 = x1;
    item->as.rule.y1 = y1;
    item->as.rule.weight = weight;
    item->as.rule.dashed = dashed;
}

static inline void hand_box(struct hand *hand, mpt x0, mpt y0, mpt x1, mpt y1) {
    const mpt corners[8] = {x0, y0, x1, y0, x1, y1, x0, y1};
    mpt *points = ARENA_ARRAY(&hand->arena, 8, mpt);
    memcpy(points, corners, sizeof corners);
    struct page_item *item = hand_item(hand, ITEM_FILL);
    item->as.fill.points = points;
    item->as.fill.n_points = 4;
}

static inline uint32_t hand_tag(struct hand *hand, enum tag_role role, uint32_t parent) {
    struct pages *pages = &hand->pages;
    if (pages->n_tags == 0)
        pages->n_tags = 1;
    pages->tags = hand_grow(&hand->arena, pages->tags, pages->n_tags, sizeof *pages->tags);
    pages->tags[pages->n_tags] = (struct tag){.role = role, .parent = parent};
    return pages->n_tags++;
}

static inline uint32_t hand_anchor(struct hand *hand, uint32_t page, mpt y) {
    struct pages *pages = &hand->pages;
    pages->anchors = hand_grow(&hand->arena, pages->anchors, pages->n_anchors + 1u, sizeof *pages->anchors);
    pages->anchors[++pages->n_anchors] = (struct anchor_place){page, 0, y, STR("")};
    return pages->n_anchors;
}

static inline void hand_link(struct hand *hand, mpt x0, mpt y0, mpt x1, mpt y1, uint32_t anchor) {
    struct page *page = hand->page;
    page->links = hand_grow(&hand->arena, page->links, page->n_links, sizeof *page->links);
    page->links[page->n_links++] = (struct page_link){x0, y0, x1, y1, anchor, hand->tag};
}

static inline void hand_outline(struct hand *hand, int level, const char *title, uint32_t page, mpt y) {
    struct pages *pages = &hand->pages;
    pages->outline = hand_grow(&hand->arena, pages->outline, pages->n_outline, sizeof *pages->outline);
    pages->outline[pages->n_outline++] = (struct outline_entry){level, str_of(title), page, y};
}

#endif
