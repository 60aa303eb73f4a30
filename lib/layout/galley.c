/* galley.c - the vectors behind the galley: slabs and what is placed in them. */
#include "layout/galley.h"
#include <stdlib.h>
#include <string.h>

void galley_start(struct galley *g) {
    enum { SLABS = 512, ITEMS = 8192, TAGS = 4096, MARKS = 512, PIECES = 1024 };
    mem_grow((void **)&g->tags, &g->cap_tags, TAGS, sizeof *g->tags);
    mem_grow((void **)&g->slabs, &g->cap_slabs, SLABS, sizeof *g->slabs);
    mem_grow((void **)&g->items, &g->cap_items, ITEMS, sizeof *g->items);
    mem_grow((void **)&g->links, &g->cap_links, MARKS, sizeof *g->links);
    mem_grow((void **)&g->anchors, &g->cap_anchors, MARKS, sizeof *g->anchors);
    mem_grow((void **)&g->pieces, &g->cap_pieces, PIECES, sizeof *g->pieces);
    mem_grow((void **)&g->looks, &g->cap_looks, MARKS, sizeof *g->looks);
    mem_grow((void **)&g->lines, &g->cap_lines, MARKS, sizeof *g->lines);
}

void galley_fini(struct galley *g) {
    free(g->tags);
    free(g->slabs);
    free(g->spares);
    free(g->repeats);
    free(g->feet);
    free(g->sections);
    free(g->items);
    free(g->links);
    free(g->anchors);
    free(g->titles);
    free(g->pieces);
    free(g->looks);
    free(g->lines);
    free(g->breakpoints);
    free(g->active);
}

void galley_clear(struct galley *g) {
    g->n_pieces = g->n_looks = g->n_lines = 0;
}

void galley_open(struct galley *g, mpt before, int32_t cost) {
    MEM_ROOM(g->slabs, g->n_slabs, g->cap_slabs);
    g->slabs[g->n_slabs++] = (struct slab){.space = before > g->after ? before : g->after,
                                           .cost = cost > g->next_cost ? cost : g->next_cost,
                                           .line = g->line,
                                           .item = (uint32_t)g->n_items,
                                           .link = (uint32_t)g->n_links,
                                           .anchor = (uint32_t)g->n_anchors,
                                           .title = (uint32_t)g->n_titles};
    g->after = 0;
    g->next_cost = COST_NONE;
}

void galley_close(struct galley *g, mpt height, mpt after) {
    struct slab *slab = &g->slabs[g->n_slabs - 1];
    slab->height = height;
    slab->n_items = (uint32_t)g->n_items - slab->item;
    slab->n_links = (uint32_t)g->n_links - slab->link;
    slab->n_anchors = (uint32_t)g->n_anchors - slab->anchor;
    slab->n_titles = (uint32_t)g->n_titles - slab->title;
    g->after = after;
}

void galley_spare(struct galley *g, enum height height) {
    MEM_ROOM(g->spares, g->n_spares, g->cap_spares);
    g->spares[g->n_spares++] = g->slabs[--g->n_slabs];
    g->slabs[g->n_slabs - 1].spare[height] = (uint32_t)g->n_spares;
}

uint32_t galley_repeat(struct galley *g) {
    MEM_ROOM(g->repeats, g->n_repeats, g->cap_repeats);
    g->repeats[g->n_repeats] = g->slabs[--g->n_slabs];
    return (uint32_t)g->n_repeats++;
}

struct between galley_between(const struct galley *g) {
    return (struct between){g->after, g->next_cost};
}

void galley_resume(struct galley *g, struct between between) {
    g->after = between.after;
    g->next_cost = between.next_cost;
}

void galley_note(struct galley *g, uint32_t foot) {
    struct slab *slab = &g->slabs[g->n_slabs - 1];
    if (slab->n_foot == 0)
        slab->foot = foot;
    slab->n_foot = foot + 1 - slab->foot;
}

struct str galley_page_of(struct galley *g, uint32_t anchor) {
    uint32_t number = g->numbers && anchor <= g->pages->n_anchors ? g->numbers[anchor] : 0;
    return arena_printf(g->arena, "%u", (unsigned)number);
}

void galley_section(struct galley *g, bool landscape, bool restart) {
    const struct style *s = g->style;
    g->landscape = landscape;
    mpt across = landscape ? s->page.height : s->page.width;
    g->measure = across - s->page.left - s->page.right;
    g->after = 0;
    g->next_cost = COST_NONE;
    if (g->n_sections && g->sections[g->n_sections - 1].first == g->n_slabs) {
        g->sections[g->n_sections - 1].landscape = landscape;
        g->sections[g->n_sections - 1].restart |= restart;
        return;
    }
    MEM_ROOM(g->sections, g->n_sections, g->cap_sections);
    g->sections[g->n_sections++] = (struct section){(uint32_t)g->n_slabs, landscape, restart};
}

/* While the galley is set the tags grow outside of the arena, which would keep every array that they outgrow. */
uint32_t galley_tag(struct galley *g, enum tag_role role) {
    struct pages *p = g->pages;
    mem_grow((void **)&g->tags, &g->cap_tags, (size_t)p->n_tags + 1, sizeof *g->tags);
    p->tags = g->tags;
    p->tags[p->n_tags] = (struct tag){.role = role, .parent = g->tag, .columns = 1, .rows = 1};
    return p->n_tags++;
}

static struct page_item *add_item(struct galley *g, enum page_item_type type, uint32_t tag, uint32_t color) {
    MEM_ROOM(g->items, g->n_items, g->cap_items);
    struct page_item *item = &g->items[g->n_items++];
    memset(item, 0, sizeof *item);
    item->type = type;
    item->tag = tag;
    item->color = color;
    return item;
}

void galley_text(struct galley *g, mpt x, mpt y, const struct look *look, const struct shape *shape,
                 bool after_space) {
    struct page_item *item = add_item(g, ITEM_TEXT, look->tag, look->color);
    item->as.text.x = x;
    item->as.text.y = y - look->rise;
    item->as.text.face = look->face;
    item->as.text.size = look->size;
    item->as.text.shape = shape;
    item->as.text.after_space = after_space;
}

void galley_rule(struct galley *g, mpt x0, mpt y0, mpt x1, mpt y1, struct stroke stroke) {
    if (stroke.weight == 0)
        return;
    struct page_item *item = add_item(g, ITEM_RULE, 0, stroke.color);
    item->as.rule.x0 = x0;
    item->as.rule.y0 = y0;
    item->as.rule.x1 = x1;
    item->as.rule.y1 = y1;
    item->as.rule.weight = stroke.weight;
}

void galley_fill(struct galley *g, uint32_t tag, uint32_t color, const mpt *points, uint32_t n_points) {
    mpt *copy = ARENA_ARRAY(g->arena, 2 * n_points, mpt);
    memcpy(copy, points, 2 * n_points * sizeof *copy);
    struct page_item *item = add_item(g, ITEM_FILL, tag, color);
    item->as.fill.points = copy;
    item->as.fill.n_points = n_points;
}

void galley_rect(struct galley *g, uint32_t tag, uint32_t color, mpt x0, mpt y0, mpt x1, mpt y1) {
    mpt points[] = {x0, y0, x1, y0, x1, y1, x0, y1};
    galley_fill(g, tag, color, points, 4);
}

void galley_link(struct galley *g, uint32_t anchor, uint32_t tag, mpt x0, mpt y0, mpt x1, mpt y1) {
    MEM_ROOM(g->links, g->n_links, g->cap_links);
    g->links[g->n_links++] = (struct page_link){x0, y0, x1, y1, anchor, tag};
}

void galley_anchor(struct galley *g, uint32_t id, mpt x, mpt y, struct str name) {
    MEM_ROOM(g->anchors, g->n_anchors, g->cap_anchors);
    g->anchors[g->n_anchors++] = (struct slab_anchor){id, x, y, name};
}

void galley_title(struct galley *g, int level, struct str title, mpt y) {
    MEM_ROOM(g->titles, g->n_titles, g->cap_titles);
    g->titles[g->n_titles++] = (struct slab_title){level, title, y};
}

struct str galley_excerpt(struct str text) {
    size_t n = 60;
    if (text.len <= n)
        return text;
    while (n > 0 && ((unsigned char)text.at[n] & 0xc0) == 0x80)
        n--;
    return str_cut(text, 0, n);
}

void galley_overflow(struct galley *g, uint32_t line, struct str what) {
    what = galley_excerpt(what);
    g->failed = true;
    diag_at(
        g->diag, DIAG_ERROR, (struct diag_where){.file = g->name, .line = line}, "layout-overflow",
        _("\"%.*s\" does not fit into its room on the page; use fewer columns, a landscape page or a smaller size"),
        STR_ARG(what));
}
