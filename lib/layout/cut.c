/* cut.c - how wide a run must be and would like to be, and the cutting up of words that are wider than their line (paths,
 * addresses, broken input): rather after / - _ . than between other letters, never between a letter and its mark. */
#include "layout/galley.h"
#include <string.h>

/* [millipoints] 17 m: what is longer is as good as endless, and sums of such widths stay within 32 bits. */
#define WIDTH_MOST 50000000

mpt inline_most(const struct galley *g, struct run run) {
    int64_t most = 0, width = 0;
    for (uint32_t i = run.first; i < run.end; i++) {
        width = g->pieces[i].type == PIECE_BREAK ? 0 : width + g->pieces[i].width;
        most = width > most ? width : most;
    }
    return (mpt)(most < WIDTH_MOST ? most : WIDTH_MOST);
}

mpt inline_halved(const struct galley *g, struct run run) {
    mpt whole = inline_most(g, run), best = whole;
    int64_t before = 0;
    for (uint32_t i = run.first; i < run.end; i++) {
        const struct piece *piece = &g->pieces[i];
        if (piece->type == PIECE_BREAK)
            return whole;
        int64_t after = whole - before - piece->width;
        mpt wider = (mpt)(before > after ? before : after);
        if (piece->type == PIECE_GLUE && piece->penalty < PENALTY_NEVER && wider < best)
            best = wider;
        before += piece->width;
    }
    return best;
}

/* A word ends at its piece, unless the glue holds it to the next. */
static bool ends_word(const struct piece *piece, bool bound) {
    if (piece->type == PIECE_GLUE)
        return !(bound && piece->penalty >= PENALTY_NEVER);
    return piece->type == PIECE_CUT || piece->type == PIECE_BREAK;
}

mpt inline_least(const struct galley *g, struct run run, bool bound) {
    int64_t most = 0, width = 0;
    for (uint32_t i = run.first; i < run.end; i++) {
        width = ends_word(&g->pieces[i], bound) ? 0 : width + g->pieces[i].width;
        most = width > most ? width : most;
    }
    return (mpt)(most < WIDTH_MOST ? most : WIDTH_MOST);
}

static struct piece *append(struct galley *g, struct piece piece) {
    MEM_ROOM(g->pieces, g->n_pieces, g->cap_pieces);
    g->pieces[g->n_pieces] = piece;
    return &g->pieces[g->n_pieces++];
}

/* Where the letter at `at` ends, with the combining marks (U+0300-036F) that follow it. */
static size_t letter_end(struct str text, size_t at) {
    text_next(text, &at);
    while (at + 1 < text.len) {
        unsigned char a = (unsigned char)text.at[at], b = (unsigned char)text.at[at + 1];
        if (a != 0xcc && !(a == 0xcd && b < 0xb0))
            break;
        at += 2;
    }
    return at;
}

/* One box as a box a letter, with places to cut between them. */
static void cut_box(struct galley *g, const struct piece *box) {
    enum { RATHER = 20, ELSE = 100 };
    const struct look look = g->looks[box->look];
    for (size_t at = 0; at < box->text.len;) {
        size_t end = letter_end(box->text, at);
        struct piece part = *box;
        part.part = true;
        part.text = str_cut(box->text, at, end);
        part.shape = g->shaper->shape(g->shaper->aux, look.face, part.text);
        part.width = shape_width(g, part.shape, look.face, look.size);
        append(g, part);
        char last = part.text.at[part.text.len - 1];
        append(g, (struct piece){.type = PIECE_CUT, .penalty = last && strchr("/-_.", last) ? RATHER : ELSE});
        at = end;
    }
}

static bool cuts_needed(const struct galley *g, struct run run, mpt width) {
    int64_t word = 0;
    for (uint32_t i = run.first; i < run.end; i++) {
        word = ends_word(&g->pieces[i], false) ? 0 : word + g->pieces[i].width;
        if (word > width)
            return true;
    }
    return false;
}

struct run inline_cut(struct galley *g, struct run run, mpt width) {
    if (!cuts_needed(g, run, width))
        return run;
    struct run out = {.first = (uint32_t)g->n_pieces};
    for (uint32_t i = run.first; i < run.end;) {
        int64_t word = 0;
        uint32_t end = i;
        for (; end < run.end && !ends_word(&g->pieces[end], false); end++)
            word += g->pieces[end].width;
        for (; i < end; i++) {
            struct piece piece = g->pieces[i];
            if (word > width && piece.type == PIECE_BOX)
                cut_box(g, &piece);
            else
                append(g, piece);
        }
        if (i < run.end) {
            struct piece piece = g->pieces[i++];
            append(g, piece);
        }
    }
    out.end = (uint32_t)g->n_pieces;
    return out;
}
