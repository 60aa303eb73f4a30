/* page.c - cuts the galley into pages, and numbers them.
 *
 * Where to break is chosen for a whole section at once, as in a paragraph: every slab is a possible start of a page, a
 * page from slab i up to j costs its empty space (squared, so one big hole is worse than two small ones) and the price
 * of the break at j (a widow, a parted table); the cheapest chain of pages wins. Filling page by page was not enough: a
 * table that does not fit leaves half a page empty where parting a paragraph two pages earlier would have made room. A
 * page holds some fifty slabs, so the work is linear in the length of the section.
 *
 * A chart has a lower form: a page that is just too full takes it instead of leaving a hole. */
#include "layout/galley.h"
#include <stdlib.h>
#include <string.h>

struct plan {
    int64_t cost;      /* of the best pages up to this slab; NO_WAY: none end here */
    uint32_t previous; /* slab that the last of these pages starts with */
    bool tight;        /* it takes the lower forms */
};

/* A page that is decided on. */
struct cut {
    uint32_t from, to;
    bool tight, landscape;
    uint32_t number, total; /* in its series */
};

struct cuts {
    struct cut *items;
    size_t n, cap;
};

#define NO_WAY INT64_MAX

enum { COST_PAGE = 1500, COST_TIGHT = 150, COST_STUB = 1200, HOLE_FREE = 30, STUB = 70 };

struct extent {
    int64_t natural, tight;
};

static mpt lower_height(const struct galley *g, const struct slab *slab) {
    return slab->tight ? g->spares[slab->tight - 1].height : slab->height;
}

/* Height of the table head that is repeated above the slab when it starts a page. */
static mpt repeated(const struct galley *g, uint32_t at) {
    const struct slab *slab = &g->slabs[at];
    mpt height = 0;
    for (uint32_t i = 0; i < slab->n_head; i++)
        height += g->repeats[slab->head + i].height + (i ? g->repeats[slab->head + i].space : 0);
    return height;
}

/* On an appendix's first page the text begins below the clerk's place, where the top margin does not hold that. */
static mpt kept_clear(const struct galley *g, uint32_t from) {
    mpt end = g->style->page.clear_top + g->style->page.clear_height;
    return g->doc->appendix && from == 0 && end > g->style->page.top ? end - g->style->page.top : 0;
}

/* What the notes of a slab need, and the rule above the first of a page. */
static mpt notes_height(const struct galley *g, const struct slab *slab, bool first) {
    mpt height = first && slab->n_foot ? g->style->footnotes.before + g->style->footnotes.gap : 0;
    for (uint32_t i = 0; i < slab->n_foot; i++)
        height += g->feet[slab->foot + i].slab.height + g->feet[slab->foot + i].slab.space;
    return height;
}

static mpt room_of(const struct galley *g, bool landscape) {
    mpt height = landscape ? g->style->page.width : g->style->page.height;
    return height - g->style->page.top - g->style->page.bottom;
}

static int64_t hole_cost(int64_t used, mpt room) {
    int64_t hole = used >= room ? 0 : (room - used) * 1000 / room - HOLE_FREE;
    return hole > 0 ? hole * hole / 250 : 0;
}

/* Of the page that holds slabs [from, to) of a section that ends at `end`. */
static int64_t page_cost(const struct galley *g, uint32_t to, uint32_t end, struct extent used, mpt room) {
    bool tight = used.natural > room;
    int64_t height = tight ? used.tight : used.natural;
    int64_t cost = COST_PAGE + (tight ? COST_TIGHT : 0);
    if (to == end) /* the last page may be short, but not a stub */
        return cost + (height * 1000 / room < STUB ? COST_STUB : 0);
    return cost + hole_cost(height, room) + g->slabs[to].cost;
}

/* Tries all pages that start with slab `from`. */
static void extend(const struct galley *g, struct plan *plan, uint32_t base, uint32_t from, uint32_t end,
                   mpt room) {
    struct extent used = {0, 0};
    bool noted = false;
    mpt head = repeated(g, from);
    used.natural = used.tight = head + kept_clear(g, from);
    for (uint32_t k = from; k < end; k++) {
        const struct slab *slab = &g->slabs[k];
        mpt space = (k == from && head == 0 ? 0 : slab->space) + notes_height(g, slab, !noted);
        noted |= slab->n_foot > 0;
        used.natural += space + slab->height;
        used.tight += space + lower_height(g, slab);
        if (used.tight > room && k > from)
            return;
        struct extent whole = {used.natural + slab->closing_height, used.tight + slab->closing_height};
        if (whole.tight > room && k > from && k + 1 < end)
            continue;
        int64_t cost = plan[from - base].cost + page_cost(g, k + 1, end, k + 1 < end ? whole : used, room);
        struct plan *next = &plan[k + 1 - base];
        if (cost < next->cost)
            *next = (struct plan){cost, from, (k + 1 < end ? whole : used).natural > room};
    }
}

/* ---- making pages ------------------------------------------------------------------------------------------------ */

struct count {
    uint32_t items, links;
};

static void count_slab(const struct slab *slab, struct count *n) {
    n->items += slab->n_items;
    n->links += slab->n_links;
}

static const struct slab *form_of(const struct galley *g, uint32_t at, bool tight) {
    const struct slab *slab = &g->slabs[at];
    return tight && slab->tight ? &g->spares[slab->tight - 1] : slab;
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
    const struct shape *shape = inline_shape(g, &face, text);
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
    mpt width = shape_width(g, inline_shape(g, &face, page->label), face, role->size);
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

/* The notes of slabs [from, to) at the foot of the page, under a short rule. */
static void place_feet(struct galley *g, struct page *page, const struct cut *cut) {
    const struct style *s = g->style;
    mpt height = 0;
    for (uint32_t k = cut->from; k < cut->to; k++)
        height += notes_height(g, &g->slabs[k], height == 0);
    if (height == 0)
        return;
    mpt y = page->height - s->page.bottom - height + s->footnotes.before;
    place_rule(page, s->page.left, y, s->page.left + s->footnotes.length, y, s->footnotes.rule);
    y += s->footnotes.gap;
    for (uint32_t k = cut->from; k < cut->to; k++)
        for (uint32_t i = 0; i < g->slabs[k].n_foot; i++) {
            const struct slab *note = &g->feet[g->slabs[k].foot + i].slab;
            y += note->space;
            place_items(g, page, note, y, false);
            place_marks(g, page, note, y);
            y += note->height;
        }
}

static struct count count_page(const struct galley *g, const struct cut *cut) {
    const struct slab *first = &g->slabs[cut->from];
    struct count n = {.items = NUMBER_ITEMS + DRAFT_ITEMS + FOOT_ITEMS + g->slabs[cut->to - 1].n_closing};
    for (uint32_t i = 0; i < first->n_head; i++)
        count_slab(&g->repeats[first->head + i], &n);
    for (uint32_t k = cut->from; k < cut->to; k++) {
        count_slab(form_of(g, k, cut->tight), &n);
        for (uint32_t i = 0; i < g->slabs[k].n_foot; i++)
            count_slab(&g->feet[g->slabs[k].foot + i].slab, &n);
    }
    return n;
}

static void make_page(struct galley *g, const struct cut *cut) {
    const struct slab *first = &g->slabs[cut->from];
    struct page *page = new_page(g, cut->landscape, count_page(g, cut));
    mpt top = g->style->page.top + kept_clear(g, cut->from), y = top;
    place_number(g, page, cut);
    place_draft(g, page);
    for (uint32_t i = 0; i < first->n_head; i++) {
        const struct slab *head = &g->repeats[first->head + i];
        y += i ? head->space : 0;
        place_items(g, page, head, y, true);
        y += head->height;
    }
    for (uint32_t k = cut->from; k < cut->to; k++) {
        const struct slab *slab = form_of(g, k, cut->tight);
        y += y == top ? 0 : g->slabs[k].space;
        place_items(g, page, slab, y, false);
        place_marks(g, page, slab, y);
        place_titles(g, &g->slabs[k], y);
        y += slab->height;
    }
    const struct slab *last = &g->slabs[cut->to - 1];
    for (uint32_t i = 0; i < last->n_closing; i++)
        page->items[page->n_items++] = moved(g, &g->items[last->closing + i], g->style->page.left, y);
    place_feet(g, page, cut);
}

/* ---- the sections ------------------------------------------------------------------------------------------------ */

/* Breaks slabs [first, end) of a section into pages. */
static void cut_section(struct galley *g, struct section section, uint32_t end, struct cuts *cuts) {
    uint32_t from = section.first, n = end - from;
    struct plan *plan = mem_new((size_t)n + 1, sizeof *plan);
    size_t before = cuts->n;
    for (uint32_t i = 1; i <= n; i++)
        plan[i].cost = NO_WAY;
    for (uint32_t i = 0; i < n; i++)
        if (plan[i].cost != NO_WAY)
            extend(g, plan, from, from + i, end, room_of(g, section.landscape));
    for (uint32_t at = end; at > from; at = plan[at - from].previous) {
        MEM_ROOM(cuts->items, cuts->n, cuts->cap);
        cuts->items[cuts->n++] = (struct cut){.from = plan[at - from].previous,
                                              .to = at,
                                              .tight = plan[at - from].tight,
                                              .landscape = section.landscape};
    }
    for (size_t i = before, k = cuts->n; i + 1 < k; i++) { /* the last page came first */
        struct cut cut = cuts->items[i];
        cuts->items[i] = cuts->items[--k];
        cuts->items[k] = cut;
    }
    free(plan);
}

/* Numbers the pages from `from` on; each knows how many its series has once the series has ended. */
static void number_pages(struct cuts *cuts, size_t from, uint32_t number) {
    for (size_t i = from; i < cuts->n; i++)
        cuts->items[i].number = number + (uint32_t)(i - from);
}

static void end_series(struct cuts *cuts, size_t from) {
    for (size_t i = from; i < cuts->n; i++)
        cuts->items[i].total = (uint32_t)(cuts->n - from);
}

static void cut_all(struct galley *g, struct cuts *cuts) {
    size_t series = 0;
    for (size_t i = 0; i < g->n_sections; i++) {
        uint32_t end = i + 1 < g->n_sections ? g->sections[i + 1].first : (uint32_t)g->n_slabs;
        size_t before = cuts->n;
        if (g->sections[i].restart) {
            end_series(cuts, series);
            series = before;
        }
        if (end > g->sections[i].first)
            cut_section(g, g->sections[i], end, cuts);
        number_pages(cuts, before, (uint32_t)(before - series) + 1);
    }
    end_series(cuts, series);
}

void page_build(struct galley *g) {
    struct pages *p = g->pages;
    struct cuts cuts = {0};
    p->cap_outline = (uint32_t)g->n_titles;
    p->outline = ARENA_ARRAY(g->arena, g->n_titles, struct outline_entry);
    cut_all(g, &cuts);
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
