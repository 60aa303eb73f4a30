/* layout.c - from the tree to pages: sets the blocks into a galley, then cuts it. */
#include "layout/block.h"

static void start_pages(struct galley *g, const struct doc *doc) {
    struct pages *p = g->pages;
    p->title = doc->title;
    p->subject = doc->subject;
    p->author = doc->author;
    p->n_anchors = doc->anchors;
    p->anchors = ARENA_ARRAY(g->arena, (size_t)doc->anchors + 1, struct anchor_place);
    for (uint32_t i = 0; i <= doc->anchors; i++)
        p->anchors[i].page = UINT32_MAX;
    galley_tag(g, TAG_DOCUMENT); /* index 0 is not used */
    g->tag = galley_tag(g, TAG_DOCUMENT);
}

struct pages *layout_pages(struct arena *arena, const struct doc *doc, const struct style *style,
                           const struct shaper *shaper, const char *name, struct diag *diag) {
    struct galley g = {.arena = arena, .style = style, .shaper = shaper, .name = name, .diag = diag};
    g.pages = ARENA_NEW(arena, struct pages);
    start_pages(&g, doc);
    galley_section(&g, false, true);
    block_children(&g, doc->root, (struct place){.width = g.measure});
    page_build(&g);
    galley_fini(&g);
    return g.failed ? NULL : g.pages;
}
