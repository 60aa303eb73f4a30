/* block.c - walks the blocks of the tree: paragraphs, headings, lists, captions, notes, appendices; tables, charts and the
 * others have files of their own. */
#include "layout/block.h"

/* Lists and what is in them nest no deeper than this: Markdown may nest without end, a page may not. */
#define DEPTH_MAX 6

static int32_t cost_of_line(const struct galley *g, uint32_t k, uint32_t n) {
    if (k == 0)
        return COST_NONE;
    bool orphan = k < (uint32_t)g->style->page.orphans, widow = n - k < (uint32_t)g->style->page.widows;
    return orphan || widow ? COST_FORBID : COST_LINE;
}

static void place_label(struct galley *g, struct place place, mpt baseline) {
    mpt width = inline_most(g, place.label);
    struct line label = {.first = place.label.first, .end = place.label.end, .natural = width, .set = width};
    line_place(g, &label, place.label_x, baseline);
}

void block_run(struct galley *g, struct run run, const struct role *role, struct place place, mpt indent) {
    if (run.first == run.end && place.label.first == place.label.end)
        return; /* nothing takes no line */
    struct lines lines = paragraph_break(g, run, place.width, indent, role->set);
    mpt baseline = line_baseline(g, role);
    for (uint32_t k = 0; k < lines.n; k++) {
        galley_open(g, k == 0 ? role->before : 0, cost_of_line(g, k, lines.n));
        if (k == 0 && place.label.end > place.label.first)
            place_label(g, place, baseline);
        line_place(g, &g->lines[lines.first + k], place.x, baseline);
        galley_close(g, role->pitch, k + 1 == lines.n ? role->after : 0);
    }
}

mpt block_column(struct galley *g, struct run run, const struct role *role, enum set set, mpt x, mpt y,
                 mpt width) {
    struct lines lines = paragraph_break(g, run, width, 0, set);
    mpt baseline = line_baseline(g, role);
    for (uint32_t k = 0; k < lines.n; k++, y += role->pitch)
        line_place(g, &g->lines[lines.first + k], x, y + baseline);
    return y;
}

mpt block_text(struct galley *g, struct str text, enum role_name name, enum tag_role tag, mpt x, mpt y,
               mpt width) {
    const struct role *role = &g->style->roles[name];
    if (text.len == 0)
        return y;
    struct run run = inline_str(g, text, role, galley_tag(g, tag), true);
    return block_column(g, run, role, role->set, x, y, width);
}

/* A paragraph that announces what follows had better not be parted from it. */
static bool announces(const struct galley *g, struct run run) {
    if (run.end == run.first || g->pieces[run.end - 1].type != PIECE_BOX)
        return false;
    return str_ends(g->pieces[run.end - 1].text, STR(":"));
}

static void set_paragraph(struct galley *g, const struct node *node, struct place place) {
    const struct role *role = &g->style->roles[place.depth ? ROLE_ITEM : ROLE_BODY];
    struct run run = inline_node(g, node, role, galley_tag(g, TAG_P));
    bool keep = announces(g, run) || (node->next && node->next->type == NODE_TABLE);
    block_run(g, run, role, place, place.depth ? 0 : role->indent);
    if (keep)
        g->next_cost = COST_GROUP;
}

/* Lines from slab `first` on stay together, and with what follows. */
static void keep_from(struct galley *g, size_t first) {
    for (size_t i = first + 1; i < g->n_slabs; i++)
        g->slabs[i].cost = COST_FORBID;
    g->next_cost = COST_FORBID;
}

static void add_title(struct galley *g, size_t slab, int level, struct str title) {
    if (slab >= g->n_slabs)
        return;
    MEM_ROOM(g->titles, g->n_titles, g->cap_titles);
    for (size_t i = slab + 1; i < g->n_slabs; i++)
        g->slabs[i].title++;
    g->slabs[slab].title = (uint32_t)g->n_titles;
    g->slabs[slab].n_titles = 1;
    g->titles[g->n_titles++] = (struct slab_title){level, title, 0};
}

static void set_heading(struct galley *g, const struct node *node, struct place place) {
    int level = node->as.level < 1 ? 1 : node->as.level > 4 ? 4 : node->as.level;
    const struct role *role = &g->style->roles[ROLE_HEADING_1 + level - 1];
    contents_place(g, node);
    struct run run = inline_node(g, node, role, galley_tag(g, TAG_H1 + (enum tag_role)(level - 1)));
    size_t first = g->n_slabs;
    bool free = g->next_cost <= COST_NONE;
    block_run(g, run, role, place, role->indent);
    if (free && g->n_slabs > first)
        g->slabs[first].cost = COST_HEADING;
    add_title(g, first, level, inline_plain(g->arena, node));
    keep_from(g, first);
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

/* How far the texts of a list stand from their labels: at least as the style says, and as the widest label needs. */
static mpt label_room(struct galley *g, const struct node *list) {
    const struct role *role = &g->style->roles[ROLE_ITEM];
    mpt room = g->style->list.hang - g->style->list.indent;
    for (const struct node *item = list->first; item; item = item->next) {
        mpt need = inline_most(g, inline_str(g, item->as.item.label, role, 0, true)) + role->size / 3;
        room = need > room ? need : room;
    }
    return room < g->measure / 4 ? room : g->measure / 4;
}

static void set_item(struct galley *g, const struct node *item, struct place place, mpt room) {
    const struct style *s = g->style;
    struct place inside = place;
    uint32_t outer = g->tag;
    inside.depth++;
    inside.label_x = place.x + (place.depth ? 0 : s->list.indent);
    inside.x = inside.label_x + room;
    inside.width = place.width - (inside.x - place.x);
    uint32_t item_tag = g->tag = galley_tag(g, TAG_LI);
    inside.label = inline_str(g, item->as.item.label, &s->roles[ROLE_ITEM], galley_tag(g, TAG_LBL), true);
    g->tag = item_tag;
    g->tag = galley_tag(g, TAG_LBODY);
    if (item->first && item->first->type != NODE_PARAGRAPH) { /* nothing to stand beside */
        block_run(g, inside.label, &s->roles[ROLE_ITEM], place, s->list.indent);
        inside.label = (struct run){0};
        g->next_cost = COST_FORBID;
    }
    block_children(g, item, inside);
    g->tag = outer;
}

static void set_list(struct galley *g, const struct node *node, struct place place) {
    if (place.depth >= DEPTH_MAX) {
        galley_overflow(g, node->line, STR("list"));
        return;
    }
    uint32_t outer = g->tag;
    g->tag = galley_tag(g, TAG_L);
    mpt room = label_room(g, node);
    for (const struct node *item = node->first; item; item = item->next) {
        bool second = item == node->first->next, last = !item->next;
        if ((second || last) && item != node->first && g->next_cost < COST_ITEM)
            g->next_cost = COST_ITEM; /* an item alone at the foot or head of a page */
        set_item(g, item, place, room);
    }
    g->tag = outer;
}

/* ---- captions, notes --------------------------------------------------------------------------------------------- */

static enum node_type follows(const struct node *node) {
    return node->next ? node->next->type : NODE_DOCUMENT;
}

/* "Bảng 2" of "Bảng 2. Trình độ": what a caption begins with in bold. */
static struct str number_of(struct galley *g, const struct node *caption) {
    const struct node *first = caption->first;
    while (first && first->type == NODE_ANCHOR)
        first = first->next;
    if (!first || first->type != NODE_STRONG)
        return STR("");
    struct str number = inline_plain(g->arena, first);
    return str_ends(number, STR(".")) ? str_cut(number, 0, number.len - 1) : number;
}

/* The caption is a child of the table's or chart's tag, which is made here; returns it. */
static uint32_t set_caption(struct galley *g, const struct node *node, struct place place) {
    const struct role *role = &g->style->roles[ROLE_CAPTION];
    uint32_t owner = 0, outer = g->tag;
    if (follows(node) == NODE_TABLE)
        owner = g->tag = galley_tag(g, TAG_TABLE);
    else if (follows(node) == NODE_CHART)
        owner = g->tag = galley_tag(g, TAG_FIGURE);
    size_t first = g->n_slabs;
    block_run(g, inline_node(g, node, role, galley_tag(g, TAG_CAPTION)), role, place, role->indent);
    keep_from(g, first);
    g->tag = outer;
    return owner;
}

bool block_continued(struct galley *g, struct place place) {
    const struct role *role = &g->style->roles[ROLE_CONTINUED];
    if (place.title.len == 0)
        return false;
    struct between between = galley_between(g);
    struct str text = arena_printf(g->arena, "%.*s (tiếp theo)", STR_ARG(place.title));
    galley_open(g, 0, COST_NONE);
    mpt y = block_column(g, inline_str(g, text, role, 0, false), role, role->set, place.x, 0, place.width);
    galley_close(g, y, 0);
    galley_repeat(g);
    galley_resume(g, between);
    return true;
}

static void set_note(struct galley *g, const struct node *node, struct place place) {
    const struct role *role = &g->style->roles[ROLE_NOTE];
    struct run run = inline_node(g, node, role, galley_tag(g, TAG_NOTE));
    g->after = 0; /* it belongs to what stands above it */
    g->next_cost = COST_FORBID;
    block_run(g, run, role, place, role->indent);
}

/* ---- footnotes --------------------------------------------------------------------------------------------------- */

static void set_foot(struct galley *g, struct foot *foot) {
    const struct style *s = g->style;
    const struct role *role = &s->roles[ROLE_FOOTNOTE];
    g->line = foot->line;
    galley_open(g, role->before, COST_NONE);
    struct role mark = *role;
    mark.size = (mpt)((int64_t)role->size * s->text.super_size / 100);
    struct run number = inline_str(g, foot->node->as.footnote.mark, &mark, foot->tag, true);
    mpt hang = inline_most(g, number) + role->size / 5;
    struct line label = {.first = number.first, .end = number.end, .natural = hang, .set = hang};
    line_place(g, &label, 0, line_baseline(g, role) - (mpt)((int64_t)role->size * s->text.super_rise / 100));
    struct run run = inline_node(g, foot->node, role, foot->tag);
    mpt y = block_column(g, run, role, role->set, hang, 0, foot->measure - hang);
    galley_close(g, y, 0);
    foot->slab = g->slabs[--g->n_slabs];
    galley_clear(g);
}

void feet_set(struct galley *g) {
    g->in_feet = true;
    for (size_t i = 0; i < g->n_feet; i++)
        set_foot(g, &g->feet[i]);
}

/* ---- appendices, pages ------------------------------------------------------------------------------------------- */

/* "(Kèm theo ...)": a paragraph in italics right below the titles. */
static bool is_reference(const struct node *node) {
    return node && node->type == NODE_PARAGRAPH && node->first && node->first == node->last &&
           node->first->type == NODE_EMPHASIS;
}

static void set_annex_line(struct galley *g, const struct node *node, enum role_name name,
                           enum tag_role tag) {
    const struct role *role = &g->style->roles[name];
    struct place place = {.width = g->measure};
    size_t first = g->n_slabs;
    block_run(g, inline_node(g, node, role, galley_tag(g, tag)), role, place, 0);
    keep_from(g, first);
}

/* NĐ 30/2020, PL I, III.1: "Phụ lục I", its title, the reference line, all centred. The leading headings of level 1 are
 * the first two; returns the first node that is none of these. */
static const struct node *set_annex_titles(struct galley *g, const struct node *node) {
    const struct node *end = contents_titles_end(node);
    size_t first = g->n_slabs;
    contents_place(g, node);
    for (const struct node *line = node->first; line != end; line = line->next) {
        bool number = line == node->first && line->next != end;
        set_annex_line(g, line, number ? ROLE_ANNEX_NUMBER : ROLE_ANNEX_TITLE, number ? TAG_H1 : TAG_H2);
    }
    if (end != node->first)
        add_title(g, first, 1, contents_join_titles(g, node->first, end));
    if (!is_reference(end))
        return end;
    set_annex_line(g, end, ROLE_ANNEX_REFERENCE, TAG_P);
    return end->next;
}

static void set_siblings(struct galley *g, const struct node *first, struct place place);

static void set_appendix(struct galley *g, const struct node *node) {
    uint32_t outer = g->tag;
    bool outer_appendix = g->in_appendix;
    galley_section(g, node->as.appendix.landscape, true);
    g->tag = galley_tag(g, TAG_SECT);
    g->in_appendix = true;
    set_siblings(g, set_annex_titles(g, node), (struct place){.width = g->measure});
    g->tag = outer;
    g->in_appendix = outer_appendix;
    if (node->next)
        galley_section(g, false, !outer_appendix);
}

/* A table on landscape pages takes its caption and its note with it. */
static bool goes_landscape(const struct node *node) {
    if (node->type == NODE_CAPTION)
        node = node->next;
    return node && node->type == NODE_TABLE && node->as.table.landscape;
}

static bool stays_landscape(const struct node *node) {
    return node->type == NODE_NOTE || goes_landscape(node);
}

static struct place turn(struct galley *g, struct place place, bool landscape) {
    galley_section(g, landscape, false);
    place.x = 0;
    place.width = g->measure;
    return place;
}

static void set_block(struct galley *g, const struct node *node, struct place *place) {
    uint32_t owner = 0;
    struct str title = STR("");
    if (node->line)
        g->line = node->line;
    switch (node->type) {
    case NODE_LETTERHEAD: letterhead_set(g, node); break;
    case NODE_APPENDIX: set_appendix(g, node); break;
    case NODE_HEADING: set_heading(g, node, *place); break;
    case NODE_PARAGRAPH: set_paragraph(g, node, *place); break;
    case NODE_LIST: set_list(g, node, *place); break;
    case NODE_CARDS: cards_set(g, node, *place); break;
    case NODE_CAPTION:
        title = number_of(g, node);
        owner = set_caption(g, node, *place);
        break;
    case NODE_TABLE: table_set(g, node, *place); break;
    case NODE_NOTE: set_note(g, node, *place); break;
    case NODE_CHART: chart_set(g, node, *place); break;
    case NODE_SIGNATURE: signature_set(g, node); break;
    case NODE_PAGE_BREAK: galley_section(g, g->landscape, false); break;
    case NODE_CONTENTS: contents_set(g, node, *place); break;
    default: break; /* node_check has refused it */
    }
    place->owner = owner;
    place->title = title;
    place->label = (struct run){0};
    if (place->depth == 0 && node->type != NODE_CAPTION)
        galley_clear(g);
}

/* Pages lie from a break that turns them to the next one that turns them back, and for a table that asks for it. */
static void set_siblings(struct galley *g, const struct node *first, struct place place) {
    bool lying = g->landscape, turned = false;
    const bool home = lying;
    const struct place at_home = place;
    for (const struct node *node = first; node; node = node->next) {
        if (node->type == NODE_PAGE_BREAK && node->as.turn != TURN_NONE) {
            lying = node->as.turn == TURN_LANDSCAPE;
            turned = false;
            place = turn(g, at_home, lying);
            continue;
        }
        bool turns = lying || (turned ? stays_landscape(node) : goes_landscape(node));
        if (turns != g->landscape)
            place = turns == home ? (galley_section(g, home, false), at_home) : turn(g, place, turns);
        turned = turns;
        set_block(g, node, &place);
    }
    if (g->landscape != home)
        galley_section(g, home, false);
}

void block_children(struct galley *g, const struct node *parent, struct place place) {
    set_siblings(g, parent->first, place);
}
