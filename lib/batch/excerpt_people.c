/* excerpt_people.c - of a list of people: its heads. What stands below them are people. */
#include "batch/excerpt_pen.h"

/* The last line of the heads: no figure of the list stands on a later one. */
static uint32_t last_head(const struct sketch *sketch) {
    uint32_t last = 0;
    for (uint32_t i = sketch->from; i < sketch->to; i++)
        if (sketch->figures->items[i]->about->line > last)
            last = sketch->figures->items[i]->about->line;
    return last;
}

/* Notes where the cell stands that was put last. */
static void note_cell(const struct sketch *sketch, const struct cell *cell, const struct buf *out,
                      struct excerpt_figure *at) {
    size_t quote = out->at[out->len - 1] == '"', len = cell->value.len;
    size_t from = out->len > len + quote ? out->len - len - quote : 0;
    for (uint32_t i = sketch->from; i < sketch->to; i++)
        if (sketch->figures->items[i]->where.at == cell->at)
            at[i - sketch->from] = (struct excerpt_figure){i, (uint32_t)from, (uint32_t)len};
}

static void put_cells(struct pen *pen, const struct sketch *sketch, const struct record *record,
                      struct excerpt_figure *at) {
    pen_to(pen, record->line);
    for (uint32_t i = 0; i < record->n_cells; i++) {
        pen_cell(pen, record->cells[i].value, i == 0);
        if (at && record->cells[i].value.len)
            note_cell(sketch, &record->cells[i], pen->out, at);
    }
    pen_end(pen);
}

void excerpt_cut_people(struct buf *out, const struct sketch *sketch, struct excerpt_figure *at) {
    const struct source *source = sketch->source;
    struct pen pen = PEN(out, source->delimiter);
    uint32_t last = last_head(sketch);
    for (size_t i = 0; i < source->n_records && source->records[i].line <= last; i++)
        put_cells(&pen, sketch, &source->records[i], at);
}
