/* line.c - sets one line: gives its glue the widths that make it reach its end, and places words, grounds, links. */
#include "layout/galley.h"
#include <string.h>

/* What runs through several boxes of a line: a link's rectangle, a ground. */
struct extent {
    uint32_t link, tag;
    mpt from, to;
    const struct look *look;
};

struct setter {
    struct galley *g;
    const struct line *line;
    mpt x, y;
    int64_t flexible; /* stretch or shrink of all the glue */
};

static bool stretches(const struct line *line) {
    return line->set >= line->natural;
}

static int64_t flexible_of(const struct galley *g, const struct line *line) {
    int64_t sum = 0;
    for (uint32_t i = line->first; i < line->end; i++)
        sum += stretches(line) ? g->pieces[i].stretch : g->pieces[i].shrink;
    return sum;
}

/* x of the piece that comes after `done` of the flexible width and `natural` of the fixed one: no rounding adds up. */
static mpt x_at(const struct setter *s, int64_t natural, int64_t done) {
    int64_t over = (int64_t)s->line->set - s->line->natural;
    return (mpt)(s->x + s->line->x + natural + (s->flexible ? over * done / s->flexible : 0));
}

static mpt top_of(const struct galley *g, const struct look *look, mpt y) {
    const struct face_metrics *m = g->shaper->metrics(g->shaper->aux, look->face);
    return (mpt)(y - look->rise - (int64_t)m->ascent * look->size / m->em);
}

static mpt bottom_of(const struct galley *g, const struct look *look, mpt y) {
    const struct face_metrics *m = g->shaper->metrics(g->shaper->aux, look->face);
    return (mpt)(y - look->rise - (int64_t)m->descent * look->size / m->em);
}

static void end_link(struct setter *s, struct extent *span) {
    if (span->link)
        galley_link(s->g, span->link, span->tag, span->from, top_of(s->g, span->look, s->y), span->to,
                    bottom_of(s->g, span->look, s->y));
    span->link = 0;
}

static void end_mark(struct setter *s, struct extent *span) {
    if (span->look)
        galley_rect(s->g, 0, s->g->style->text.mark, span->from, top_of(s->g, span->look, s->y), span->to,
                    bottom_of(s->g, span->look, s->y));
    span->look = NULL;
}

static void advance(const struct setter *s, const struct piece *piece, int64_t *natural, int64_t *done) {
    *natural += piece->width;
    *done += stretches(s->line) ? piece->stretch : piece->shrink;
}

/* Grounds lie under the words: they are placed first. */
static void place_marks(struct setter *s) {
    const struct galley *g = s->g;
    struct extent span = {0};
    int64_t natural = 0, done = 0;
    for (uint32_t i = s->line->first; i < s->line->end; i++) {
        const struct piece *piece = &g->pieces[i];
        const struct look *look = &g->looks[piece->look];
        bool marked = piece->type == PIECE_BOX && look->mark;
        if (marked && !span.look)
            span = (struct extent){.from = x_at(s, natural, done), .look = look};
        advance(s, piece, &natural, &done);
        if (marked)
            span.to = x_at(s, natural, done);
        else if (piece->type == PIECE_BOX)
            end_mark(s, &span);
    }
    end_mark(s, &span);
}

/* The parts of a word that was cut up are one word again where they share a line. */
static uint32_t join_parts(const struct setter *s, uint32_t i, struct str *text, int64_t *natural) {
    const struct piece *pieces = s->g->pieces;
    *text = pieces[i].text;
    for (uint32_t k = i + 1; pieces[i].part && k < s->line->end; k++) {
        if (pieces[k].type == PIECE_CUT)
            continue;
        if (pieces[k].type != PIECE_BOX || !pieces[k].part || pieces[k].look != pieces[i].look ||
            pieces[k].text.at != text->at + text->len)
            break;
        text->len += pieces[k].text.len;
        *natural += pieces[k].width;
        i = k;
    }
    return i;
}

/* The words that begin at the place of an anchor, as far as they stand on its line: what a link to it leads to. */
static struct str words_from(const struct setter *s, uint32_t i) {
    const struct piece *pieces = s->g->pieces;
    char text[48];
    size_t n = 0;
    bool blank = false;
    for (; i < s->line->end; i++) {
        struct str word = pieces[i].text;
        if (pieces[i].type != PIECE_BOX || s->g->looks[pieces[i].look].rise) {
            blank |= pieces[i].type == PIECE_GLUE;
            continue;
        }
        if (n + word.len + 1 > sizeof text)
            break;
        if (n && blank)
            text[n++] = ' ';
        memcpy(text + n, word.at, word.len);
        n += word.len;
        blank = false;
    }
    return n ? arena_str(s->g->arena, (struct str){text, n}) : STR("");
}

static void place_words(struct setter *s) {
    struct galley *g = s->g;
    struct extent link = {0};
    int64_t natural = 0, done = 0;
    bool blank = false;
    for (uint32_t i = s->line->first; i < s->line->end; i++) {
        const struct piece *piece = &g->pieces[i];
        const int64_t natural_before = natural, done_before = done;
        advance(s, piece, &natural, &done);
        if (piece->type == PIECE_ANCHOR)
            galley_anchor(g, piece->anchor, x_at(s, natural_before, done_before),
                          top_of(g, &g->looks[piece->look], s->y), words_from(s, i));
        if (piece->type == PIECE_NOTE)
            galley_note(g, piece->anchor);
        blank |= piece->type == PIECE_GLUE;
        if (piece->type != PIECE_BOX)
            continue;
        const struct look *look = &g->looks[piece->look];
        const mpt from = x_at(s, natural_before, done_before);
        struct str text;
        uint32_t last = join_parts(s, i, &text, &natural);
        const struct shape *shape =
            last == i ? piece->shape : g->shaper->shape(g->shaper->aux, look->face, text);
        i = last;
        if (link.link != look->link || link.tag != look->tag)
            end_link(s, &link);
        if (look->link && !link.link)
            link = (struct extent){.link = look->link, .tag = look->tag, .from = from, .look = look};
        if (link.link)
            link.to = x_at(s, natural, done);
        galley_text(g, from, s->y, look, shape, blank);
        blank = false;
    }
    end_link(s, &link);
}

void line_place(struct galley *g, const struct line *line, mpt x, mpt y) {
    struct setter s = {.g = g, .line = line, .x = x, .y = y, .flexible = flexible_of(g, line)};
    place_marks(&s);
    place_words(&s);
}

mpt line_baseline(const struct galley *g, const struct role *role) {
    const struct face_metrics *m = g->shaper->metrics(g->shaper->aux, role->face);
    int64_t ascent = (int64_t)m->ascent * role->size / m->em,
            descent = (int64_t)m->descent * role->size / m->em;
    return (mpt)(ascent + (role->pitch - (ascent - descent)) / 2);
}
