/* cited.c - the figures behind the links of a dossier, with the pages that the links are on. */
#include "batch/cited.h"
#include <stdlib.h>

/* Tabs and line ends part the file's fields. */
static void put_field(struct buf *out, struct str s) {
    buf_char(out, '\t');
    size_t from = out->len;
    buf_str(out, s);
    for (size_t i = from; i < out->len; i++)
        if ((unsigned char)out->at[i] < 0x20)
            out->at[i] = ' ';
}

static void put_count_field(struct buf *out, uint32_t n) {
    buf_char(out, '\t');
    buf_count(out, n);
}

static void put_figure(struct buf *out, const struct figures *figures, const struct figure *figure) {
    const struct about *about = figure->about;
    struct buf text = BUF_EMPTY;
    put_field(out, str_of(figure->indicator ? figure->indicator->id : ""));
    put_field(out, about->place);
    put_field(out, about->group);
    period_print(&text, about->period);
    if (text.len == 0)
        buf_count(&text, (uint64_t)figure_year(figures, figure));
    put_field(out, buf_view(&text));
    put_field(out, str_of(figure_kind_name(figure->kind)));
    buf_clear(&text);
    decimal_print(&text, figure->value);
    put_field(out, buf_view(&text));
    buf_clear(&text);
    decimal_print(&text, about->of);
    put_field(out, buf_view(&text));
    put_field(out, str_of(about->unit));
    put_field(out, str_of(figure_path(figures, figure)));
    put_count_field(out, about->line);
    put_field(out, figure_quote(figures, figure));
    buf_fini(&text);
}

/* By anchor: the pages that lead to it, "1,3". */
static struct buf *pages_by_anchor(const struct pages *pages, uint32_t anchors) {
    struct buf *lists = mem_new((size_t)anchors + 1, sizeof *lists);
    uint32_t *last = mem_new((size_t)anchors + 1, sizeof *last);
    for (uint32_t p = 0; p < pages->n; p++)
        for (uint32_t i = 0; i < pages->items[p]->n_links; i++) {
            uint32_t anchor = pages->items[p]->links[i].anchor;
            if (anchor > anchors || last[anchor] == p + 1)
                continue;
            buf_puts(&lists[anchor], last[anchor] ? "," : "");
            buf_count(&lists[anchor], p + 1);
            last[anchor] = p + 1;
        }
    free(last);
    return lists;
}

static void put_entry(struct buf *out, const struct figures *figures, const struct doc_cited *cited,
                      const struct buf *pages) {
    if (cited->rows) {
        buf_puts(out, "column");
        put_field(out, buf_view(pages));
        put_field(out, str_of(cited->figures[0]->indicator ? cited->figures[0]->indicator->id : ""));
        put_field(out, str_of(figure_path(figures, cited->figures[0])));
        put_count_field(out, cited->figures[0]->about->line);
        put_count_field(out, cited->figures[cited->n - 1]->about->line);
        buf_char(out, '\n');
        return;
    }
    for (size_t i = 0; i < cited->n; i++) {
        buf_puts(out, "figure");
        put_field(out, buf_view(pages));
        put_figure(out, figures, cited->figures[i]);
        buf_char(out, '\n');
    }
}

struct str cited_write(struct arena *arena, const struct figures *figures, const struct doc *doc,
                       const struct pages *pages, const char *output) {
    struct buf out = BUF_EMPTY;
    struct buf *lists = pages_by_anchor(pages, doc->anchors);
    buf_puts(&out, "dossier");
    put_field(&out, str_of(output));
    buf_char(&out, '\n');
    for (size_t i = 0; i < doc->n_cited; i++)
        if (doc->cited[i].anchor <= doc->anchors)
            put_entry(&out, figures, &doc->cited[i], &lists[doc->cited[i].anchor]);
    struct str text = arena_str(arena, buf_view(&out));
    for (uint32_t i = 0; i <= doc->anchors; i++)
        buf_fini(&lists[i]);
    free(lists);
    buf_fini(&out);
    return text;
}
