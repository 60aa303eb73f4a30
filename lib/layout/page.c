/* page.c - makes the pages that are planned (plan.c): copies what stands in their slabs, and adds page numbers, what is
 * repeated on each page, footnotes and the mark of a draft. */
#include "layout/plan.h"
#include <stdlib.h>
#include <string.h>

struct count {
    uint32_t items, links;
};

static void count_slab(const struct slab *slab, struct count *n) {
    n->items += slab->n_items;
    n->links += slab->n_links;
}

static struct page *new_page(struct galley *g, bool landscape, struct count n) {
    struct pages *p = g->pages;
    if (p->n == p->cap) {
        uint32_t cap = p->cap ? p->cap * 2 : 8;
        struct page **items = ARENA_ARRAY(g->arena, cap, struct page *);
        if (p->n)
            memcpy(items, p->items, p->n * sizeof *items);
        p->items = items;
        p->cap = cap;
    }
    struct page *page = p->items[p->n++] = ARENA_NEW(g->arena, struct page);
    page->width = landscape ? g->style->page.height : g->style->page.width;
    page->height = landscape ? g->style->page.width : g->style->page.height;
    page->cap_items = n.items;
    page->cap_links = n.links;
    page->items = ARENA_ARRAY(g->arena, n.items, struct page_item);
    page->links = ARENA_ARRAY(g->arena, n.links, struct page_link);
    return page;
}

static struct page_item moved(struct galley *g, const struct page_item *from, mpt x, mpt y) {
    struct page_item item = *from;
    if (item.type == ITEM_TEXT) {
        item.as.text.x += x;
        item.as.text.y += y;
    } else if (item.type == ITEM_RULE) {
        item.as.rule.x0 += x;
        item.as.rule.x1 += x;
        item.as.rule.y0 += y;
        item.as.rule.y1 += y;
    } else {
        mpt *points = ARENA_ARRAY(g->arena, 2 * item.as.fill.n_points, mpt);
        for (uint32_t i = 0; i < 2 * item.as.fill.n_points; i++)
            points[i] = item.as.fill.points[i] + (i % 2 ? y : x);
        item.as.fill.points = points;
    }
    return item;
}

static struct str first_word(const struct galley *g, const struct slab *slab) {
    for (uint32_t i = 0; i < slab->n_items; i++)
        if (g->items[slab->item + i].type == ITEM_TEXT)
            return g->items[slab->item + i].as.text.shape->text;
    return STR("");
}

/* Nothing leaves the page unsaid: a slab higher than a page, or a cell that reaches over more rows than stand on it, is an
 * error. */
static void place_items(struct galley *g, struct page *page, const struct slab *slab, mpt y, bool artifact) {
    bool over = false;
    for (uint32_t i = 0; i < slab->n_items; i++) {
        struct page_item *item = &page->items[page->n_items++];
        *item = moved(g, &g->items[slab->item + i], g->style->page.left, y);
        if (artifact)
            item->tag = 0;
        if (item->type == ITEM_TEXT && item->as.text.y > page->height - g->style->page.bottom)
            over = true;
    }
    if (over)
        galley_overflow(g, slab->line, first_word(g, slab));
}

static void place_marks(struct galley *g, struct page *page, const struct slab *slab, mpt y) {
    mpt left = g->style->page.left;
    for (uint32_t i = 0; i < slab->n_links; i++) {
        struct page_link link = g->links[slab->link + i];
        page->links[page->n_links++] = (struct page_link){link.x0 + left, link.y0 + y, link.x1 + left,
                                                          link.y1 + y,    link.anchor, link.tag};
    }
    for (uint32_t i = 0; i < slab->n_anchors; i++) {
        const struct slab_anchor *a = &g->anchors[slab->anchor + i];
        if (a->id <= g->pages->n_anchors)
            g->pages->anchors[a->id] = (struct anchor_place){g->pages->n - 1, a->x + left, a->y + y, a->name};
    }
}

static void place_titles(struct galley *g, const struct slab *slab, mpt y) {
    struct pages *p = g->pages;
    for (uint32_t i = 0; i < slab->n_titles; i++) {
        const struct slab_title *t = &g->titles[slab->title + i];
        p->outline[p->n_outline++] = (struct outline_entry){t->level, t->title, p->n - 1, t->y + y};
    }
}

static mpt place_shape(struct galley *g, struct page *page, const struct role *role, struct str text, mpt x,
                       mpt y) {
    enum face face = role->face;
    const struct shape *shape = shape_text(g, &face, text);
    struct page_item *item = &page->items[page->n_items++];
    *item = (struct page_item){.type = ITEM_TEXT, .color = role->color};
    item->as.text.x = x;
    item->as.text.y = y;
    item->as.text.face = face;
    item->as.text.size = role->size;
    item->as.text.shape = shape;
    return shape_width(g, shape, face, role->size);
}

/* In the top margin, centred (NĐ 30/2020, PL I, I.6). */
static void place_number(struct galley *g, struct page *page, const struct cut *cut) {
    const struct role *role = &g->style->roles[ROLE_PAGE_NUMBER];
    page->number = cut->number;
    if (cut->number == 1 && !g->style->page.number_first)
        return;
    page->label = g->style->page.number_total
                      ? arena_printf(g->arena, "%u/%u", (unsigned)cut->number, (unsigned)cut->total)
                      : arena_printf(g->arena, "%u", (unsigned)cut->number);
    enum face face = role->face;
    mpt width = shape_width(g, shape_text(g, &face, page->label), face, role->size);
    mpt middle = (g->style->page.left + page->width - g->style->page.right) / 2;
    place_shape(g, page, role, page->label, middle - width / 2, g->style->page.number_at);
}

static void place_rule(struct page *page, mpt x0, mpt y0, mpt x1, mpt y1, struct stroke stroke) {
    struct page_item *item = &page->items[page->n_items++];
    *item = (struct page_item){.type = ITEM_RULE, .color = stroke.color};
    item->as.rule.x0 = x0;
    item->as.rule.y0 = y0;
    item->as.rule.x1 = x1;
    item->as.rule.y1 = y1;
    item->as.rule.weight = stroke.weight;
}

#define SLACK 1000 /* what rounding of spaces may add up to on a page */

enum { DRAFT_ITEMS = 6, NUMBER_ITEMS = 1, FOOT_ITEMS = 1 };

/* "DỰ THẢO" in a box at the left of the top margin, beside the page number: no part of the text. */
static void place_draft(struct galley *g, struct page *page) {
    const struct style *s = g->style;
    const struct role *role = &s->roles[ROLE_DRAFT];
    if (!g->doc->draft)
        return;
    mpt pad = s->draft.pad, x = s->page.left, y = s->page.number_at;
    mpt top = y - role->size * 4 / 5 - pad, foot = y + role->size / 4 + pad;
    mpt end = x + pad + place_shape(g, page, role, STR("DỰ"), x + pad, y) + role->size / 4;
    end += place_shape(g, page, role, STR("THẢO"), end, y) + pad;
    page->items[page->n_items - 1].as.text.after_space = true;
    place_rule(page, x, top, end, top, s->draft.box);
    place_rule(page, end, top, end, foot, s->draft.box);
    place_rule(page, end, foot, x, foot, s->draft.box);
    place_rule(page, x, foot, x, top, s->draft.box);
}

/* The notes of slabs [from, to) at the foot of the page, under a short rule; the text above ends at `end`. */
static void place_feet(struct galley *g, struct page *page, const struct cut *cut, mpt end) {
    const struct style *s = g->style;
    mpt height = 0;
    for (uint32_t k = cut->from; k < cut->to; k++)
        height += plan_notes(g, &g->slabs[k], height == 0);
    if (height == 0)
        return;
    mpt y = page->height - s->page.bottom - height + s->footnotes.before;
    place_rule(page, s->page.left, y, s->page.left + s->footnotes.length, y, s->footnotes.rule);
    y += s->footnotes.gap;
    for (uint32_t k = cut->from; k < cut->to; k++)
        for (uint32_t i = 0; i < g->slabs[k].n_foot; i++) {
            const struct slab *note = &g->feet[g->slabs[k].foot + i].slab;
            if (y < end - SLACK) { /* notes that even a page of their own would not hold */
                galley_overflow(g, note->line, first_word(g, note));
                return;
            }
            y += note->space;
            place_items(g, page, note, y, false);
            place_marks(g, page, note, y);
            y += note->height;
        }
}

static struct count count_page(const struct galley *g, const struct cut *cut) {
    const struct slab *first = &g->slabs[cut->from];
    struct count n = {.items = NUMBER_ITEMS + FOOT_ITEMS + (g->doc->draft ? DRAFT_ITEMS : 0) +
                               g->slabs[cut->to - 1].n_closing};
    for (uint32_t i = 0; i < first->n_head; i++)
        count_slab(&g->repeats[first->head + i], &n);
    for (uint32_t k = cut->from; k < cut->to; k++) {
        count_slab(plan_form(g, k, cut->height), &n);
        for (uint32_t i = 0; i < g->slabs[k].n_foot; i++)
            count_slab(&g->feet[g->slabs[k].foot + i].slab, &n);
    }
    return n;
}

static void make_page(struct galley *g, const struct cut *cut) {
    const struct slab *first = &g->slabs[cut->from];
    struct page *page = new_page(g, cut->landscape, count_page(g, cut));
    mpt top = g->style->page.top + plan_clear(g, cut->from), y = top;
    place_number(g, page, cut);
    place_draft(g, page);
    for (uint32_t i = 0; i < first->n_head; i++) {
        const struct slab *head = &g->repeats[first->head + i];
        y += i ? head->space : 0;
        place_items(g, page, head, y, true);
        y += head->height;
    }
    for (uint32_t k = cut->from; k < cut->to; k++) {
        const struct slab *slab = plan_form(g, k, cut->height);
        y += y == top ? 0 : plan_space(g, cut, g->slabs[k].space);
        place_items(g, page, slab, y, false);
        place_marks(g, page, slab, y);
        place_titles(g, &g->slabs[k], y);
        y += slab->height;
    }
    const struct slab *last = &g->slabs[cut->to - 1];
    for (uint32_t i = 0; i < last->n_closing; i++)
        page->items[page->n_items++] = moved(g, &g->items[last->closing + i], g->style->page.left, y);
    place_feet(g, page, cut, y);
}

void page_build(struct galley *g) {
    struct pages *p = g->pages;
    p->cap_outline = (uint32_t)g->n_titles;
    p->outline = ARENA_ARRAY(g->arena, g->n_titles, struct outline_entry);
    struct cuts cuts = plan_pages(g);
    for (size_t i = 0; i < cuts.n; i++)
        make_page(g, &cuts.items[i]);
    free(cuts.items);
    if (p->n > 0)
        return;
    /* an empty dossier is one empty page, not a broken PDF */
    struct page *page = new_page(g, false, (struct count){.items = NUMBER_ITEMS + DRAFT_ITEMS});
    place_number(g, page, &(struct cut){.number = 1, .total = 1});
    place_draft(g, page);
}
