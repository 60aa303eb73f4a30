/* excerpt_text.c - of a text: sentences at their lines and columns, blanks in the place of what stood before them, and the
 * headings over them. */
#include "batch/excerpt_pen.h"
#include <stdlib.h>
#include <string.h>

struct cutting {
    const struct sketch *sketch;
    const struct source *source;
    bool *keep; /* by passage */
};

static void keep_paragraph(struct cutting *cut, size_t at) {
    const struct source *source = cut->source;
    uint32_t paragraph = source->passages[at].paragraph;
    while (at > 0 && source->passages[at - 1].paragraph == paragraph)
        at--;
    for (; at < source->n_passages && source->passages[at].paragraph == paragraph; at++)
        cut->keep[at] = true;
}

/* What an item is an item of: the paragraph that led to the list, or the item of the level above. */
static void keep_leads(struct cutting *cut, size_t at) {
    const struct passage *passages = cut->source->passages;
    bool item = passages[at].kind == PASSAGE_ITEM || passages[at].level > 0;
    uint32_t level = passages[at].level + 1;
    for (size_t i = at; item && level > 0 && i-- > 0 && passages[i].kind != PASSAGE_HEADING;) {
        bool body = passages[i].kind == PASSAGE_SENTENCE && passages[i].level == 0;
        if (body || (passages[i].kind == PASSAGE_ITEM && passages[i].level + 1 < level)) {
            keep_paragraph(cut, i);
            level = body ? 0 : passages[i].level + 1;
        }
    }
}

static void keep_figure(struct cutting *cut, const struct figure *figure, enum excerpt_step step) {
    size_t at = sketch_passage(cut->source, figure);
    cut->keep[at] = true;
    if (step >= EXCERPT_ROWS) {
        keep_paragraph(cut, at);
        keep_leads(cut, at);
    }
    for (uint32_t above = cut->sketch->heading[at]; above != MAP_NONE && !cut->keep[above];
         above = cut->sketch->heading[above])
        cut->keep[above] = true;
}

/* A sentence, or a heading with a number: "I. KẾT QUẢ". */
static bool begins_body(const struct source *source, const struct passage *passage) {
    struct str text = str_trim(str_cut(source->nfc.text, passage->at, passage->at + passage->len));
    size_t blank = str_find(text, STR(" "), 0);
    bool numbered = blank != STR_NONE && blank > 0 && strchr(".)", text.at[blank - 1]) != NULL;
    return numbered || (text.len && strchr(".;:", text.at[text.len - 1]) != NULL);
}

/* Letterhead and title say of whom and of which year the text is: what stands before its body. */
static void keep_title(struct cutting *cut) {
    const struct source *source = cut->source;
    for (size_t i = 0; i < source->n_passages; i++) {
        const struct passage *passage = &source->passages[i];
        if (cut->sketch->stating[passage->line - 1] || begins_body(source, passage))
            return;
        cut->keep[i] = true;
    }
}

static void keep_silent(struct cutting *cut) {
    for (size_t i = 0; i < cut->source->n_passages; i++)
        cut->keep[i] |= !cut->sketch->stating[cut->source->passages[i].line - 1];
}

/* The bytes of `s` from character `from` to `to`. */
static struct str characters(struct str s, uint32_t from, uint32_t to) {
    size_t begin = 0;
    for (uint32_t i = 0; i < from && begin < s.len; i++)
        text_next(s, &begin);
    size_t end = begin;
    for (uint32_t i = from; i < to && end < s.len; i++)
        text_next(s, &end);
    return str_cut(s, begin, end);
}

static void put_passage(struct pen *pen, const struct source *source, const struct passage *passage) {
    struct span span = source_span(source, passage->at, passage->at + passage->len);
    uint32_t line, column, end_line, end_column;
    source_position(source, span.at, &line, &column);
    source_position(source, span.at + span.len, &end_line, &end_column);
    struct str whole = source_line(source, line);
    if (end_line != line) /* it ends with its line */
        end_column = (uint32_t)text_chars(whole) + 1;
    pen_to(pen, line);
    for (; pen->column + 1 < column; pen->column++)
        buf_char(pen->out, ' ');
    buf_str(pen->out, characters(whole, column - 1, end_column - 1));
    pen->column = end_column - 1;
}

bool excerpt_cut_text(struct buf *out, const struct sketch *sketch, const struct excerpt_wish *wish,
                      enum excerpt_step step) {
    const struct source *source = sketch->source;
    struct cutting cut = {sketch, source, mem_new(source->n_passages + 1, sizeof *cut.keep)};
    struct pen pen = PEN(out, 0);
    keep_title(&cut);
    for (size_t i = 0; i < wish->n && source->n_passages; i++)
        keep_figure(&cut, sketch->figures->items[wish->used[i]], step);
    if (step == EXCERPT_BESIDE)
        keep_silent(&cut);
    for (size_t i = 0; i < source->n_passages; i++)
        if (cut.keep[i] || step == EXCERPT_WHOLE)
            put_passage(&pen, source, &source->passages[i]);
    pen_end(&pen);
    free(cut.keep);
    return true;
}
