/* layout.c - from the tree to pages: sets the blocks into a galley, then cuts it. */
#include "layout/block.h"
#include <string.h>

static void start_pages(struct galley *g, const struct doc *doc) {
    struct pages *p = g->pages;
    p->title = doc->title;
    p->subject = doc->subject;
    p->author = doc->author;
    contents_find(g);
    p->n_anchors = doc->anchors + g->n_entries;
    p->anchors = ARENA_ARRAY(g->arena, (size_t)p->n_anchors + 1, struct anchor_place);
    for (uint32_t i = 0; i <= p->n_anchors; i++)
        p->anchors[i].page = UINT32_MAX;
    galley_tag(g, TAG_DOCUMENT); /* index 0 is not used */
    g->tag = galley_tag(g, TAG_DOCUMENT);
}

/* ---- passes ------------------------------------------------------------------------------------------------------ */

/* A text that names pages cannot be set before its pages are known, and where they are depends on how it is set. So it is
 * set again with the numbers of the pass before until they stay the same: nearly always the second pass proves the first.
 * Should a number keep moving between two pages, all numbers take the same room from pass FIXED on, and the next is final. */
enum { FIXED = 3, PASSES = 6 };

static bool names_pages(const struct node *root) {
    for (const struct node *node = root; node;) {
        if (node->type == NODE_PAGE || node->type == NODE_CONTENTS)
            return true;
        if (node->first) {
            node = node->first;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
    return false;
}

/* The printed number of each anchor's page into `numbers`; false when one differs from what stood there. */
static bool take_numbers(const struct pages *pages, uint32_t *numbers) {
    bool same = true;
    for (uint32_t i = 1; i <= pages->n_anchors; i++) {
        uint32_t page = pages->anchors[i].page;
        uint32_t number = page < pages->n ? pages->items[page]->number : 0;
        same &= numbers[i] == number;
        numbers[i] = number;
    }
    return same;
}

static void keep_tags(struct galley *g) {
    struct pages *p = g->pages;
    p->tags = ARENA_ARRAY(g->arena, p->n_tags, struct tag);
    memcpy(p->tags, g->tags, p->n_tags * sizeof *p->tags);
    p->cap_tags = p->n_tags;
}

/* One pass; false after an error. */
static bool set_pages(struct galley *g) {
    g->pages = ARENA_NEW(g->arena, struct pages);
    galley_start(g);
    start_pages(g, g->doc);
    galley_section(g, false, true);
    block_children(g, g->doc->root, (struct place){.width = g->measure});
    feet_set(g);
    page_build(g);
    keep_tags(g);
    galley_fini(g);
    return !g->failed;
}

struct pages *layout_pages(struct arena *arena, const struct doc *doc, const struct style *style,
                           const struct shaper *shaper, const char *name, struct diag *diag) {
    struct galley start = {
        .arena = arena, .style = style, .shaper = shaper, .name = name, .diag = diag, .doc = doc};
    struct galley g = start;
    if (!set_pages(&g))
        return NULL;
    if (!names_pages(doc->root))
        return g.pages;
    uint32_t *numbers = ARENA_ARRAY(arena, (size_t)g.pages->n_anchors + 1, uint32_t);
    for (int pass = 1; pass < PASSES && !take_numbers(g.pages, numbers); pass++) {
        start.numbers = numbers;
        start.fixed = pass >= FIXED;
        g = start;
        if (!set_pages(&g))
            return NULL;
    }
    return g.pages;
}
