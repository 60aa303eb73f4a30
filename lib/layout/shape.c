/* shape.c - a text shaped in the face that is asked for, in the face of signs where that lacks a letter; a letter that neither
 * has is reported. */
#include "layout/galley.h"

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

const struct shape *shape_text(struct galley *g, enum face *face, struct str text) {
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
