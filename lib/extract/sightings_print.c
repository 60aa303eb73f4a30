/* sightings_print.c - the coverage table of cli.md. */
#include "extract/extract.h"

static const struct sheet_column columns[] = {
    {"source", N_("source"), false}, {"line", N_("line"), true},
    {"start", NULL, true},           {"end", NULL, true},
    {"quote", N_("quote"), false},   {"fate", N_("fate"), false},
    {"rule", N_("rule"), false},
};

static const char *fate_name(enum fate fate) {
    switch (fate) {
    case FATE_FIGURE: return "figure";
    case FATE_SET_ASIDE: return "set-aside";
    default: return "unread";
    }
}

void sightings_print(struct buf *out, enum sheet_form form, const struct figures *figures,
                     const struct sightings *sightings) {
    struct sheet sheet;
    sheet_start(&sheet, form, columns, sizeof columns / sizeof *columns, out);
    for (size_t i = 0; i < sightings->n; i++) {
        const struct sighting *s = &sightings->items[i];
        sheet_text(&sheet, str_of(figures->sources[s->where.source]->path));
        sheet_int(&sheet, s->line);
        sheet_int(&sheet, s->where.at);
        sheet_int(&sheet, (int64_t)s->where.at + s->where.len);
        sheet_text(&sheet, s->quote);
        sheet_text(&sheet, str_of(fate_name(s->fate)));
        sheet_text(&sheet, str_of(s->rule));
    }
    sheet_end(&sheet);
}
