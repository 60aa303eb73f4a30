/* inliner.c - words and blanks become pieces: each word is shaped once, blanks become glue, what must stay on one line gets glue
 * without a break. */
#include "layout/inliner.h"
#include <string.h>

/* ---- words ------------------------------------------------------------------------------------------------------- */

static uint32_t store_look(struct galley *g, const struct look *look) {
    MEM_ROOM(g->looks, g->n_looks, g->cap_looks);
    g->looks[g->n_looks] = *look;
    return (uint32_t)g->n_looks++;
}

struct piece *inliner_piece(struct galley *g, enum piece_type type) {
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
        if (str_equal(text, INLINER_DOUBT))
            doubt_look(in, &other);
        size = other.size;
        look_at = store_look(in->g, &other);
    }
    struct piece *piece = inliner_piece(in->g, PIECE_BOX);
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
            shape_text(g, &face, letter);
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
    struct piece *piece = inliner_piece(in->g, PIECE_GLUE);
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

void inliner_anchors(struct inliner *in) {
    if (in->n_anchors == 0)
        return;
    uint32_t look = look_here(in);
    for (int i = 0; i < in->n_anchors; i++) {
        struct piece *piece = inliner_piece(in->g, PIECE_ANCHOR);
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
    inliner_piece(in->g, PIECE_CUT)->penalty = PENALTY_MARKS;
}

void inliner_word(struct inliner *in, struct str word) {
    if (in->blank == BLANK_NONE)
        part_marks(in, word);
    flush_blank(in, word);
    inliner_anchors(in);
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

void inliner_text(struct inliner *in, struct str text) {
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
            inliner_word(in, str_cut(text, from, at));
        in->blank = hard ? BLANK_HARD : in->blank == BLANK_HARD ? BLANK_HARD : BLANK_SPACE;
        in->n_blanks++;
        at += len;
        from = at;
    }
    if (from < text.len)
        inliner_word(in, str_cut(text, from, text.len));
}

/* ---- what nodes ask for ------------------------------------------------------------------------------------------ */

struct inliner inliner_start(struct galley *g, const struct role *role, uint32_t tag) {
    struct inliner in = {.g = g, .role = role, .look_at = UINT32_MAX, .empty = true};
    in.look = (struct look){.face = role->face, .size = role->size, .color = role->color, .tag = tag};
    return in;
}

void inliner_look(struct inliner *in, const struct look *look) {
    in->look = *look;
    in->look_at = UINT32_MAX;
}

void inliner_anchor(struct inliner *in, uint32_t anchor) {
    if (anchor == 0)
        return;
    if (in->n_anchors == (int)(sizeof in->anchors / sizeof *in->anchors))
        inliner_anchors(in);
    in->anchors[in->n_anchors++] = anchor;
}

void inliner_break(struct inliner *in) {
    inliner_anchors(in);
    inliner_piece(in->g, PIECE_BREAK);
    in->blank = BLANK_NONE;
    in->n_blanks = 0;
    in->empty = true;
    in->before = in->earlier = (struct str){0};
}
