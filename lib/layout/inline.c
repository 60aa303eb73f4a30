/* inline.c - the inline nodes of a block, or a plain string, become pieces: each word is shaped once, blanks become glue,
 * what must stay on one line gets glue without a break. */
#include "layout/galley.h"
#include <string.h>

#define DOUBT STR("\xe2\x9a\xa0") /* U+26A0 */

struct inliner {
    struct galley *g;
    const struct role *role;
    struct look look;
    uint32_t look_at; /* its index in galley.looks; UINT32_MAX: not stored yet */
    bool keep_blanks;
    enum { BLANK_NONE, BLANK_SPACE, BLANK_HARD } blank; /* seen since the last box */
    int n_blanks;
    bool empty;                 /* no box since the start or the last line break */
    struct str before, earlier; /* the last two words, for binding */
    uint32_t anchors[8];        /* wait for the next box, so that they stand behind the glue before it */
    int n_anchors;
};

/* ---- words ------------------------------------------------------------------------------------------------------- */

mpt shape_width(const struct galley *g, const struct shape *shape, enum face face, mpt size) {
    int64_t em = g->shaper->metrics(g->shaper->aux, face)->em;
    int64_t width = (int64_t)shape->width * size;
    return (mpt)((width + em / 2) / em);
}

static void report_letter(struct galley *g, enum face face, uint32_t letter, struct str text) {
    g->failed = true;
    for (uint32_t i = 0; i < g->n_reported; i++)
        if (g->reported[i].letter == letter && g->reported[i].face == face)
            return;
    if (g->n_reported == sizeof g->reported / sizeof *g->reported)
        return;
    g->reported[g->n_reported++] = (struct reported){letter, face};
    struct buf drawn = BUF_EMPTY;
    text_put(&drawn, letter);
    text = galley_excerpt(text);
    diag_at(
        g->diag, DIAG_ERROR, (struct diag_where){.file = g->name, .line = g->line}, "layout-letter",
        _("no face draws the letter \"%.*s\" (U+%04X) of \"%.*s\", asked for in %s; take the letter out or name a "
          "face that has it in hoso.yaml, fonts"),
        STR_ARG(buf_view(&drawn)), (unsigned)letter, STR_ARG(text), face_name(face));
    buf_fini(&drawn);
}

const struct shape *inline_shape(struct galley *g, enum face *face, struct str text) {
    const struct shaper *s = g->shaper;
    const struct shape *shape = s->shape(s->aux, *face, text);
    if (!shape->missing)
        return shape;
    const struct shape *symbol = s->shape(s->aux, FACE_SYMBOL, text);
    if (symbol->missing) {
        report_letter(g, *face, shape->missing, text);
        return shape;
    }
    *face = FACE_SYMBOL;
    return symbol;
}

static uint32_t store_look(struct galley *g, const struct look *look) {
    MEM_ROOM(g->looks, g->n_looks, g->cap_looks);
    g->looks[g->n_looks] = *look;
    return (uint32_t)g->n_looks++;
}

static struct piece *add_piece(struct galley *g, enum piece_type type) {
    MEM_ROOM(g->pieces, g->n_pieces, g->cap_pieces);
    struct piece *piece = &g->pieces[g->n_pieces++];
    memset(piece, 0, sizeof *piece);
    piece->type = type;
    return piece;
}

static uint32_t look_here(struct inliner *in) {
    if (in->look_at == UINT32_MAX)
        in->look_at = store_look(in->g, &in->look);
    return in->look_at;
}

/* The sign of doubt has its colour, not where text is white on a dark ground; beside a large number it stays small. */
static void doubt_look(const struct inliner *in, struct look *look) {
    const struct style *s = in->g->style;
    if (look->color < 0xc00000)
        look->color = s->text.doubt;
    if (look->size > s->roles[ROLE_BODY].size)
        look->size = s->roles[ROLE_BODY].size;
}

static void add_box(struct inliner *in, enum face face, struct str text, const struct shape *shape) {
    uint32_t look_at = look_here(in);
    mpt size = in->look.size;
    if (face != in->look.face) {
        struct look other = in->look;
        other.face = face;
        if (str_equal(text, DOUBT))
            doubt_look(in, &other);
        size = other.size;
        look_at = store_look(in->g, &other);
    }
    struct piece *piece = add_piece(in->g, PIECE_BOX);
    piece->look = look_at;
    piece->text = text;
    piece->shape = shape;
    piece->width = shape_width(in->g, shape, face, size);
    in->empty = false;
}

/* A word with a letter that its face lacks: as few boxes as there are changes of face. */
static void add_patched(struct inliner *in, struct str word) {
    struct galley *g = in->g;
    const struct shaper *s = g->shaper;
    size_t from = 0;
    enum face run = in->look.face;
    for (size_t at = 0; at < word.len;) {
        size_t start = at;
        text_next(word, &at);
        struct str letter = str_cut(word, start, at);
        enum face face = in->look.face;
        if (s->shape(s->aux, face, letter)->missing)
            inline_shape(g, &face, letter);
        if (face != run && start > from) {
            struct str part = str_cut(word, from, start);
            add_box(in, run, part, s->shape(s->aux, run, part));
            from = start;
        }
        run = face;
    }
    struct str part = str_cut(word, from, word.len);
    add_box(in, run, part, s->shape(s->aux, run, part));
}

/* ---- blanks ------------------------------------------------------------------------------------------------------ */

/* A title is rather parted after a comma than within a phrase. */
static bool ends_phrase(struct str word) {
    return word.len > 0 && strchr(",;:.)-", word.at[word.len - 1]);
}

/* TeX's proportions: a blank grows by half and shrinks by a third of its width at a badness of 100. */
static void add_glue(struct inliner *in, bool hard) {
    const struct galley *g = in->g;
    const struct face_metrics *m = g->shaper->metrics(g->shaper->aux, in->look.face);
    mpt size = in->look.rise ? in->role->size : in->look.size;
    mpt space = (mpt)(((int64_t)m->space * size + m->em / 2) / m->em);
    struct piece *piece = add_piece(in->g, PIECE_GLUE);
    piece->width = space * (in->keep_blanks || in->blank == BLANK_HARD ? in->n_blanks : 1);
    piece->stretch = in->keep_blanks ? 0 : space / 2;
    piece->shrink = in->keep_blanks ? 0 : space / 3;
    piece->penalty = hard ? PENALTY_NEVER : in->role->set == SET_CENTER && !ends_phrase(in->before) ? 800 : 0;
}

static void flush_blank(struct inliner *in, struct str next) {
    if (in->blank == BLANK_NONE)
        return;
    if (!in->empty)
        add_glue(in, in->blank == BLANK_HARD || binding_holds(in->earlier, in->before, next));
    in->blank = BLANK_NONE;
    in->n_blanks = 0;
    in->earlier = in->before;
    in->before = (struct str){0};
}

static void flush_anchors(struct inliner *in) {
    if (in->n_anchors == 0)
        return;
    uint32_t look = look_here(in);
    for (int i = 0; i < in->n_anchors; i++) {
        struct piece *piece = add_piece(in->g, PIECE_ANCHOR);
        piece->anchor = in->anchors[i];
        piece->look = look;
    }
    in->n_anchors = 0;
}

/* Between two marks of evidence, "[15]" and "[16]", a line may break though no blank parts them: in a narrow cell it must, in
 * a paragraph "[16]" at the head of a line is torn from its number. */
#define PENALTY_MARKS 3000

static void part_marks(struct inliner *in, struct str word) {
    const struct galley *g = in->g;
    if (in->empty || word.at[0] != '[' || g->pieces[g->n_pieces - 1].type != PIECE_BOX ||
        !str_ends(g->pieces[g->n_pieces - 1].text, STR("]")))
        return;
    add_piece(in->g, PIECE_CUT)->penalty = PENALTY_MARKS;
}

static void add_word(struct inliner *in, struct str word) {
    if (in->blank == BLANK_NONE)
        part_marks(in, word);
    flush_blank(in, word);
    flush_anchors(in);
    const struct shaper *s = in->g->shaper;
    const struct shape *shape = s->shape(s->aux, in->look.face, word);
    if (shape->missing)
        add_patched(in, word);
    else
        add_box(in, in->look.face, word, shape);
    if (!in->look.rise)
        in->before = word;
}

/* Length of the blank at `at`: 0 where none is; *hard: a line must not break there. */
static size_t blank_at(struct str s, size_t at, bool *hard) {
    unsigned char c = (unsigned char)s.at[at];
    *hard = false;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
        return 1;
    if (c != 0xc2 && c != 0xe2)
        return 0;
    *hard = true;
    if (c == 0xc2 && at + 1 < s.len && (unsigned char)s.at[at + 1] == 0xa0) /* NBSP */
        return 2;
    if (c == 0xe2 && at + 2 < s.len && !memcmp(s.at + at, "\xe2\x80\xaf", 3)) /* narrow NBSP */
        return 3;
    return 0;
}

static void add_text(struct inliner *in, struct str text) {
    if (in->role->capitals)
        text = text_upper(in->g->arena, text);
    size_t from = 0;
    for (size_t at = 0; at < text.len;) {
        bool hard;
        size_t len = blank_at(text, at, &hard);
        if (len == 0) {
            at++;
            continue;
        }
        if (at > from)
            add_word(in, str_cut(text, from, at));
        in->blank = hard ? BLANK_HARD : in->blank == BLANK_HARD ? BLANK_HARD : BLANK_SPACE;
        in->n_blanks++;
        at += len;
        from = at;
    }
    if (from < text.len)
        add_word(in, str_cut(text, from, text.len));
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

static void set_look(struct inliner *in, const struct look *look) {
    in->look = *look;
    in->look_at = UINT32_MAX;
}

static void add_anchor(struct inliner *in, uint32_t anchor) {
    if (anchor == 0)
        return;
    if (in->n_anchors == (int)(sizeof in->anchors / sizeof *in->anchors))
        flush_anchors(in);
    in->anchors[in->n_anchors++] = anchor;
}

static void line_break(struct inliner *in) {
    flush_anchors(in);
    add_piece(in->g, PIECE_BREAK);
    in->blank = BLANK_NONE;
    in->n_blanks = 0;
    in->empty = true;
    in->before = in->earlier = (struct str){0};
}

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
    add_word(in, galley_page_of(g, anchor));
    if (!g->fixed)
        return;
    enum face face = in->look.face;
    g->pieces[g->n_pieces - 1].width =
        shape_width(g, inline_shape(g, &face, STR("000")), in->look.face, in->look.size);
}

/* A raised mark that leads to the note; the note itself is set later (block.c). */
static void add_note(struct inliner *in, const struct node *node) {
    struct galley *g = in->g;
    const struct style *s = g->style;
    struct look look = in->look;
    look.rise = (mpt)((int64_t)look.size * s->text.super_rise / 100);
    look.size = (mpt)((int64_t)look.size * s->text.super_size / 100);
    set_look(in, &look);
    add_word(in, node->as.footnote.mark);
    uint32_t outer = g->tag;
    g->tag = look.tag;
    MEM_ROOM(g->feet, g->n_feet, g->cap_feet);
    g->feet[g->n_feet] = (struct foot){
        .node = node, .line = g->line, .measure = g->measure, .tag = look.tag ? galley_tag(g, TAG_NOTE) : 0};
    g->tag = outer;
    struct piece *piece = add_piece(g, PIECE_NOTE);
    piece->anchor = (uint32_t)g->n_feet++;
}

static bool says_doubt(const struct node *node) {
    for (const struct node *child = node->first; child; child = child->next)
        if (child->type == NODE_TEXT ? str_find(child->as.text, DOUBT, 0) != STR_NONE : says_doubt(child))
            return true;
    return false;
}

static void add_doubt(struct inliner *in) {
    struct look look = in->look;
    look.color = in->g->style->text.doubt;
    set_look(in, &look);
    in->blank = BLANK_HARD;
    in->n_blanks = 1;
    add_word(in, DOUBT);
}

/* Inline nodes nest as deep as a template's Markdown does; deeper ones are set in the look of the last level. */
#define DEPTH_MAX 32

static void add_children(struct inliner *in, const struct node *parent, int depth);

static void add_node(struct inliner *in, const struct node *node, int depth) {
    struct look outer = in->look;
    uint32_t outer_at = in->look_at;
    switch (node->type) {
    case NODE_TEXT: add_text(in, node->as.text); return;
    case NODE_LINE_BREAK: line_break(in); return;
    case NODE_ANCHOR: add_anchor(in, node->as.anchor); return;
    case NODE_PAGE: add_page(in, node->as.anchor); return;
    case NODE_FOOTNOTE:
        if (in->g->in_feet && depth < DEPTH_MAX) /* a note on a note stands where its mark would */
            add_children(in, node, depth + 1);
        else if (!in->g->in_feet)
            add_note(in, node);
        in->look = outer;
        in->look_at = outer_at;
        return;
    case NODE_FIGURE: add_anchor(in, node->as.figure.anchor); break;
    default: break;
    }
    struct look inner = outer;
    look_of(in, node, &inner);
    set_look(in, &inner);
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

static struct inliner start(struct galley *g, const struct role *role, uint32_t tag) {
    struct inliner in = {.g = g, .role = role, .look_at = UINT32_MAX, .empty = true};
    in.look = (struct look){.face = role->face, .size = role->size, .color = role->color, .tag = tag};
    return in;
}

struct run inline_node(struct galley *g, const struct node *parent, const struct role *role, uint32_t tag) {
    struct inliner in = start(g, role, tag);
    struct run run = {.first = (uint32_t)g->n_pieces};
    if (parent->line)
        g->line = parent->line;
    add_anchor(&in, g->anchor);
    g->anchor = 0;
    add_children(&in, parent, 0);
    flush_anchors(&in);
    run.end = (uint32_t)g->n_pieces;
    return run;
}

struct run inline_str(struct galley *g, struct str text, const struct role *role, uint32_t tag,
                      bool keep_blanks) {
    struct inliner in = start(g, role, tag);
    in.keep_blanks = keep_blanks;
    struct run run = {.first = (uint32_t)g->n_pieces};
    add_text(&in, text);
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
