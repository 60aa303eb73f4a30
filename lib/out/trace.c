/* trace.c - pages as text, one item a line, in the order of drawing: what golden files hold and people compare. */
#include "out/out.h"
#include "out/tags.h"

static void trace_text(struct buf *out, const struct page_item *item) {
    buf_printf(out, "%d %d %s %d %s", (int)item->as.text.x, (int)item->as.text.y,
               face_name(item->as.text.face), (int)item->as.text.size, item->as.text.after_space ? "_" : "|");
    buf_str(out, item->as.text.shape->text);
}

static void trace_rule(struct buf *out, const struct page_item *item) {
    buf_printf(out, "%d %d %d %d weight %d%s", (int)item->as.rule.x0, (int)item->as.rule.y0,
               (int)item->as.rule.x1, (int)item->as.rule.y1, (int)item->as.rule.weight,
               item->as.rule.dashed ? " dashed" : "");
}

static void trace_fill(struct buf *out, const struct page_item *item) {
    for (uint32_t i = 0; i < 2 * item->as.fill.n_points; i++)
        buf_printf(out, "%s%d", i ? " " : "", (int)item->as.fill.points[i]);
}

static void trace_item(struct buf *out, const struct page_item *item) {
    static const char *const names[] = {[ITEM_TEXT] = "text", [ITEM_RULE] = "rule", [ITEM_FILL] = "fill"};
    buf_printf(out, "%s #%u %06x ", names[item->type], (unsigned)item->tag, (unsigned)item->color);
    switch (item->type) {
    case ITEM_TEXT: trace_text(out, item); break;
    case ITEM_RULE: trace_rule(out, item); break;
    case ITEM_FILL: trace_fill(out, item); break;
    }
    buf_char(out, '\n');
}

static void trace_page(struct buf *out, const struct page *page, uint32_t number) {
    buf_printf(out, "page %u %d %d \"%.*s\"\n", (unsigned)number, (int)page->width, (int)page->height,
               STR_ARG(page->label));
    for (uint32_t i = 0; i < page->n_items; i++)
        trace_item(out, &page->items[i]);
    for (uint32_t i = 0; i < page->n_links; i++) {
        const struct page_link *link = &page->links[i];
        if (link->anchor == PAGE_SIGNATURE)
            buf_printf(out, "signature #%u %d %d %d %d\n", (unsigned)link->tag, (int)link->x0, (int)link->y0,
                       (int)link->x1, (int)link->y1);
        else
            buf_printf(out, "link #%u %d %d %d %d to %u\n", (unsigned)link->tag, (int)link->x0, (int)link->y0,
                       (int)link->x1, (int)link->y1, (unsigned)link->anchor);
    }
}

static void trace_tags(struct buf *out, const struct pages *pages) {
    for (uint32_t i = 1; i < pages->n_tags; i++) {
        const struct tag *tag = &pages->tags[i];
        buf_printf(out, "tag #%u %s in #%u", (unsigned)i, tags_role_name(tag->role), (unsigned)tag->parent);
        if (tag->columns > 1 || tag->rows > 1)
            buf_printf(out, " spans %ux%u", (unsigned)tag->columns, (unsigned)tag->rows);
        if (tag->alt.len)
            buf_printf(out, " \"%.*s\"", STR_ARG(tag->alt));
        buf_char(out, '\n');
    }
}

void out_trace(struct buf *out, const struct pages *pages) {
    buf_printf(out, "title \"%.*s\"\n", STR_ARG(pages->title));
    for (uint32_t i = 0; i < pages->n; i++)
        trace_page(out, pages->items[i], i + 1);
    for (uint32_t i = 1; i <= pages->n_anchors; i++)
        if (pages->anchors[i].page < pages->n)
            buf_printf(out, "anchor %u page %u %d %d\n", (unsigned)i, (unsigned)pages->anchors[i].page + 1,
                       (int)pages->anchors[i].x, (int)pages->anchors[i].y);
    for (uint32_t i = 0; i < pages->n_outline; i++)
        buf_printf(out, "outline %d page %u %d \"%.*s\"\n", pages->outline[i].level,
                   (unsigned)pages->outline[i].page + 1, (int)pages->outline[i].y,
                   STR_ARG(pages->outline[i].title));
    trace_tags(out, pages);
}
