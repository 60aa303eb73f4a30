/* inline.c - the inline nodes of a block, or a plain string, become a run of pieces: what each node does to the look of the words
 * within it, and what stands behind them (notes, numbers of pages, the sign of doubt). */
#include "layout/inliner.h"
#include <string.h>

static void link_to(struct inliner *in, struct look *look, uint32_t anchor) {
    if (anchor == 0)
        return;
    uint32_t parent = in->g->tag;
    in->g->tag = look->tag;
    look->link = anchor;
    look->tag = look->tag ? galley_tag(in->g, TAG_LINK) : 0;
    in->g->tag = parent;
}

/* "[1]", which leads somewhere; the marks of notes do not. */
static bool marks_evidence(const struct node *node) {
    return node->first && (node->first->type != NODE_TEXT || str_starts(node->first->as.text, STR("[")));
}

/* The look of the children of `node`. */
static void look_of(struct inliner *in, const struct node *node, struct look *look) {
    const struct style *s = in->g->style;
    switch (node->type) {
    case NODE_EMPHASIS: look->face = style_face(look->face, false, true); break;
    case NODE_STRONG: look->face = style_face(look->face, true, false); break;
    case NODE_SUPERSCRIPT:
        look->rise = (mpt)((int64_t)look->size * s->text.super_rise / 100);
        if (look->size > s->roles[ROLE_BODY].size) /* a mark of evidence, not part of a large number */
            look->size = s->roles[ROLE_BODY].size;
        look->size = (mpt)((int64_t)look->size * s->text.super_size / 100);
        if (marks_evidence(node))
            look->color = s->text.link;
        break;
    case NODE_SMALL:
        look->size = (mpt)((int64_t)look->size * s->text.small_size / 100);
        look->color = s->text.small;
        break;
    case NODE_MARK: look->mark = true; break;
    case NODE_UP: look->color = s->text.up; break;
    case NODE_DOWN: look->color = s->text.down; break;
    case NODE_FIGURE: link_to(in, look, node->as.figure.evidence); break;
    case NODE_LINK: link_to(in, look, node->as.anchor); break;
    default: break;
    }
}

/* The number of the page where an anchor stands; in a pass whose numbers may still change the line breaks none takes more
 * or less room than another. */
static void add_page(struct inliner *in, uint32_t anchor) {
    struct galley *g = in->g;
    inliner_word(in, galley_page_of(g, anchor));
    if (!g->fixed)
        return;
    enum face face = in->look.face;
    g->pieces[g->n_pieces - 1].width =
        shape_width(g, shape_text(g, &face, STR("000")), in->look.face, in->look.size);
}

/* A raised mark that leads to the note; the note itself is set later (block.c). */
static void add_note(struct inliner *in, const struct node *node) {
    struct galley *g = in->g;
    const struct style *s = g->style;
    struct look look = in->look;
    look.rise = (mpt)((int64_t)look.size * s->text.super_rise / 100);
    look.size = (mpt)((int64_t)look.size * s->text.super_size / 100);
    inliner_look(in, &look);
    inliner_word(in, node->as.footnote.mark);
    uint32_t outer = g->tag;
    g->tag = look.tag;
    MEM_ROOM(g->feet, g->n_feet, g->cap_feet);
    g->feet[g->n_feet] = (struct foot){
        .node = node, .line = g->line, .measure = g->measure, .tag = look.tag ? galley_tag(g, TAG_NOTE) : 0};
    g->tag = outer;
    struct piece *piece = inliner_piece(g, PIECE_NOTE);
    piece->anchor = (uint32_t)g->n_feet++;
}

static bool says_doubt(const struct node *node) {
    for (const struct node *child = node->first; child; child = child->next)
        if (child->type == NODE_TEXT ? str_find(child->as.text, INLINER_DOUBT, 0) != STR_NONE
                                     : says_doubt(child))
            return true;
    return false;
}

static void add_doubt(struct inliner *in) {
    struct look look = in->look;
    look.color = in->g->style->text.doubt;
    inliner_look(in, &look);
    in->blank = BLANK_HARD;
    in->n_blanks = 1;
    inliner_word(in, INLINER_DOUBT);
}

/* Inline nodes nest as deep as a template's Markdown does; deeper ones are set in the look of the last level. */
#define DEPTH_MAX 32

static void add_children(struct inliner *in, const struct node *parent, int depth);

static void add_node(struct inliner *in, const struct node *node, int depth) {
    struct look outer = in->look;
    uint32_t outer_at = in->look_at;
    switch (node->type) {
    case NODE_TEXT: inliner_text(in, node->as.text); return;
    case NODE_LINE_BREAK: inliner_break(in); return;
    case NODE_ANCHOR: inliner_anchor(in, node->as.anchor); return;
    case NODE_PAGE: add_page(in, node->as.anchor); return;
    case NODE_FOOTNOTE:
        if (in->g->in_feet && depth < DEPTH_MAX) /* a note on a note stands where its mark would */
            add_children(in, node, depth + 1);
        else if (!in->g->in_feet)
            add_note(in, node);
        in->look = outer;
        in->look_at = outer_at;
        return;
    case NODE_FIGURE: inliner_anchor(in, node->as.figure.anchor); break;
    default: break;
    }
    struct look inner = outer;
    look_of(in, node, &inner);
    inliner_look(in, &inner);
    if (depth < DEPTH_MAX)
        add_children(in, node, depth + 1);
    if (node->type == NODE_FIGURE && node->as.figure.doubtful && !says_doubt(node))
        add_doubt(in);
    in->look = outer;
    in->look_at = outer_at;
}

static void add_children(struct inliner *in, const struct node *parent, int depth) {
    for (const struct node *child = parent->first; child; child = child->next)
        add_node(in, child, depth);
}

struct run inline_node(struct galley *g, const struct node *parent, const struct role *role, uint32_t tag) {
    struct inliner in = inliner_start(g, role, tag);
    struct run run = {.first = (uint32_t)g->n_pieces};
    if (parent->line)
        g->line = parent->line;
    inliner_anchor(&in, g->anchor);
    g->anchor = 0;
    add_children(&in, parent, 0);
    inliner_anchors(&in);
    run.end = (uint32_t)g->n_pieces;
    return run;
}

struct run inline_str(struct galley *g, struct str text, const struct role *role, uint32_t tag,
                      bool keep_blanks) {
    struct inliner in = inliner_start(g, role, tag);
    in.keep_blanks = keep_blanks;
    struct run run = {.first = (uint32_t)g->n_pieces};
    inliner_text(&in, text);
    run.end = (uint32_t)g->n_pieces;
    return run;
}

static void plain_into(struct buf *out, const struct node *parent, int depth) {
    for (const struct node *child = parent->first; child; child = child->next) {
        if (child->type == NODE_TEXT)
            buf_str(out, child->as.text);
        else if (child->type == NODE_LINE_BREAK)
            buf_char(out, ' ');
        else if (child->type != NODE_SUPERSCRIPT && child->type != NODE_FOOTNOTE && depth < DEPTH_MAX)
            plain_into(out, child, depth + 1);
    }
}

struct str inline_plain(struct arena *arena, const struct node *parent) {
    if (parent->first && parent->first == parent->last && parent->first->type == NODE_TEXT)
        return parent->first->as.text;
    struct buf out = BUF_EMPTY;
    plain_into(&out, parent, 0);
    struct str plain = arena_str(arena, str_trim(buf_view(&out)));
    buf_fini(&out);
    return plain;
}
