/* figure.c - one figure: the words for its kind and qualifier, its year, the name it is called by. */
#include "figure/figure.h"

const char *figure_kind_name(enum figure_kind kind) {
    static const char *const names[] = {"count", "percent", "ratio", "change"};
    return names[kind];
}

const char *figure_qualifier_name(enum figure_qualifier qualifier) {
    static const char *const names[] = {"exact", "nearly", "about", "over", "at_least", "at_most"};
    return names[qualifier];
}

static const struct source *source_of_figure(const struct figures *figures, const struct figure *figure) {
    return figure->where.source < figures->n_sources ? figures->sources[figure->where.source] : NULL;
}

int figure_year(const struct figures *figures, const struct figure *figure) {
    if (figure->period.to)
        return figure->period.to;
    const struct source *source = source_of_figure(figures, figure);
    return source ? source->date.year : 0;
}

struct date figure_day(const struct figures *figures, const struct figure *figure) {
    int year = figure_year(figures, figure);
    if (figure->period.as_of.month)
        return figure->period.as_of;
    const struct source *source = source_of_figure(figures, figure);
    if (source && source->date.month && source->date.year == year)
        return source->date;
    return year ? (struct date){(int16_t)year, 12, 31} : (struct date){0};
}

const char *figure_path(const struct figures *figures, const struct figure *figure) {
    const struct source *source = source_of_figure(figures, figure);
    return source ? source->path : "";
}

void figure_name(struct buf *out, const struct figures *figures, const struct figure *figure) {
    buf_printf(out, "%s:%u:%u", figure_path(figures, figure), figure->line, figure->where.at);
}
