/* contents.c - the table of contents: the titles of headings and appendices, dots, and the page at the right edge. Numbers of
 * pages are those of the pass before (layout.c): the titles take the same lines whatever the numbers are. */
#include "layout/block.h"

/* ---- what is listed ---------------------------------------------------------------------------------------------- */

struct lister {
    struct galley *g;
    struct entry_of *entries;
    uint32_t n, cap;
};

static void add_entry(struct lister *l, const struct node *node, int level, struct str title, bool numbered) {
    if (l->n == l->cap) {
        uint32_t cap = l->cap ? 2 * l->cap : 32;
        struct entry_of *grown = ARENA_ARRAY(l->g->arena, cap, struct entry_of);
        for (uint32_t i = 0; i < l->n; i++)
            grown[i] = l->entries[i];
        l->entries = grown;
        l->cap = cap;
    }
    uint32_t anchor = l->g->doc->anchors + l->n + 1;
    l->entries[l->n++] = (struct entry_of){node, level, title, anchor, numbered};
}

static void list_appendix(struct lister *l, const struct node *node) {
    const struct node *end = contents_titles_end(node);
    if (end != node->first)
        add_entry(l, node, 1, contents_join_titles(l->g, node->first, end), false);
}

static bool has_contents(const struct node *parent) {
    for (const struct node *node = parent->first; node; node = node->next)
        if (node->type == NODE_CONTENTS || (node->type == NODE_APPENDIX && has_contents(node)))
            return true;
    return false;
}

void contents_find(struct galley *g) {
    struct lister l = {.g = g};
    if (!has_contents(g->doc->root))
        return;
    for (const struct node *node = g->doc->root->first; node; node = node->next) {
        if (node->type == NODE_HEADING)
            add_entry(&l, node, node->as.level < 1 ? 1 : node->as.level, inline_plain(g->arena, node), true);
        else if (node->type == NODE_APPENDIX)
            list_appendix(&l, node);
    }
    g->entries = l.entries;
    g->n_entries = l.n;
}

void contents_place(struct galley *g, const struct node *node) {
    if (g->next_entry < g->n_entries && g->entries[g->next_entry].node == node)
        g->anchor = g->entries[g->next_entry++].anchor;
}

const struct node *contents_titles_end(const struct node *appendix) {
    const struct node *end = appendix->first;
    while (end && end->type == NODE_HEADING && end->as.level <= 1)
        end = end->next;
    return end;
}

struct str contents_join_titles(struct galley *g, const struct node *first, const struct node *end) {
    struct buf out = BUF_EMPTY;
    for (const struct node *node = first; node != end; node = node->next) {
        if (node != first)
            buf_puts(&out, ". ");
        buf_str(&out, inline_plain(g->arena, node));
    }
    struct str title = arena_str(g->arena, buf_view(&out));
    buf_fini(&out);
    return title;
}

/* ---- an entry ---------------------------------------------------------------------------------------------------- */

/* Dots that end at one edge in every entry, from a little behind the title on. */
static void place_dots(struct galley *g, const struct role *role, mpt from, mpt to, mpt baseline) {
    enum { MOST = 160 };
    static const char dots[] =
        " . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . ."
        " . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .";
    enum face face = role->face;
    mpt pair = shape_width(g, shape_text(g, &face, STR(" .")), face, role->size);
    mpt n = pair > 0 ? (to - from - pair) / pair : 0;
    if (n < 1)
        return;
    n = n > MOST / 2 ? MOST / 2 : n;
    const struct look look = {.face = face, .size = role->size, .color = role->color};
    const struct shape *shape = shape_text(g, &face, (struct str){dots, 2 * (size_t)n});
    galley_text(g, to - n * pair, baseline, &look, shape, false);
}

static void place_number(struct galley *g, const struct role *role, struct str number, uint32_t tag, mpt end,
                         mpt baseline) {
    enum face face = role->face;
    const struct shape *shape = shape_text(g, &face, number);
    const struct look look = {.face = face, .size = role->size, .color = role->color, .tag = tag};
    galley_text(g, end - shape_width(g, shape, face, role->size), baseline, &look, shape, true);
}

static void set_entry(struct galley *g, const struct entry_of *entry) {
    const struct style *s = g->style;
    const struct role *role = &s->roles[ROLE_CONTENTS_1 + (entry->level > 3 ? 3 : entry->level) - 1];
    mpt x = s->contents.indent * (entry->level - 1), end = g->measure - s->contents.room;
    uint32_t outer = g->tag;
    g->tag = galley_tag(g, TAG_TOCI);
    g->tag = galley_tag(g, TAG_REFERENCE);
    uint32_t link = galley_tag(g, TAG_LINK);
    g->tag = outer;
    struct run run = inline_str(g, entry->title, role, link, false);
    struct lines lines = paragraph_break(g, run, end - x, 0, SET_LEFT);
    mpt baseline = line_baseline(g, role), y = 0;
    galley_open(g, role->before, COST_LINE);
    for (uint32_t k = 0; k < lines.n; k++, y += role->pitch)
        line_place(g, &g->lines[lines.first + k], x, y + baseline);
    if (lines.n && entry->numbered) {
        const struct line *last = &g->lines[lines.first + lines.n - 1];
        place_dots(g, role, x + last->x + last->natural, end, y - role->pitch + baseline);
        place_number(g, role, galley_page_of(g, entry->anchor), link, g->measure, y - role->pitch + baseline);
    }
    galley_link(g, entry->anchor, link, x, 0, g->measure, y);
    galley_close(g, y, role->after);
}

void contents_set(struct galley *g, const struct node *node, struct place place) {
    const struct role *role = &g->style->roles[ROLE_CONTENTS_TITLE];
    if (node->as.contents.title.len) {
        block_run(g, inline_str(g, node->as.contents.title, role, galley_tag(g, TAG_P), false), role, place,
                  role->indent);
        g->next_cost = COST_FORBID;
    }
    uint32_t outer = g->tag;
    g->tag = galley_tag(g, TAG_TOC);
    for (uint32_t i = 0; i < g->n_entries; i++)
        if (g->entries[i].level <= node->as.contents.levels)
            set_entry(g, &g->entries[i]);
    g->tag = outer;
    g->after = g->style->roles[ROLE_BODY].before;
}
