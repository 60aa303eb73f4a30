/* figure.c - one figure: the words for its kind and qualifier, its year, the name it is called by. */
#include "figure/figure.h"
#include <string.h>

const char *figure_kind_name(enum figure_kind kind) {
    static const char *const names[] = {"count", "percent", "ratio", "change"};
    return names[kind];
}

const char *figure_qualifier_name(enum figure_qualifier qualifier) {
    static const char *const names[] = {"exact", "nearly", "about", "over", "at_least", "at_most"};
    return names[qualifier];
}

const struct source *about_source(const struct figures *figures, const struct about *about) {
    return about->source < figures->n_sources ? figures->sources[about->source] : NULL;
}

const struct source *figure_source(const struct figures *figures, const struct figure *figure) {
    uint32_t source = figure->where.source;
    return source < figures->n_sources ? figures->sources[source] : NULL;
}

bool figure_in_table(const struct figures *figures, const struct figure *figure) {
    const struct source *source = figure_source(figures, figure);
    return source && source->kind == SOURCE_TABLE;
}

int about_year(const struct figures *figures, const struct about *about) {
    if (about->period.to)
        return about->period.to;
    const struct source *source = about_source(figures, about);
    return source ? source->date.year : 0;
}

int figure_year(const struct figures *figures, const struct figure *figure) {
    return about_year(figures, figure->about);
}

struct date about_day(const struct figures *figures, const struct about *about) {
    int year = about_year(figures, about);
    if (about->period.as_of.month)
        return about->period.as_of;
    const struct source *source = about_source(figures, about);
    if (source && source->date.month && source->date.year == year)
        return source->date;
    return year ? (struct date){(int16_t)year, 12, 31} : (struct date){0};
}

struct date figure_day(const struct figures *figures, const struct figure *figure) {
    return about_day(figures, figure->about);
}

bool figure_says_points(const struct figures *figures, const struct figure *figure) {
    if (strstr(figure->about->unit, "điểm") ||
        str_find(figure_quote(figures, figure), STR("điểm"), 0) != STR_NONE)
        return true;
    const struct source *source = figure_source(figures, figure);
    if (!source || !source->raw.len)
        return false;
    size_t mark, len;
    struct str context = source_context(source, figure->where.at, figure->where.len, &mark, &len);
    return str_starts(str_trim(str_cut(context, mark + len, context.len)), STR("điểm"));
}

/* The quote that was kept for figure `id`, or NULL. */
static const struct str *kept_quote(const struct figures *figures, uint32_t id) {
    size_t low = 0, high = figures->n_quotes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (figures->quotes[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < figures->n_quotes && figures->quotes[low].id == id ? &figures->quotes[low].text : NULL;
}

struct str figure_quote(const struct figures *figures, const struct figure *figure) {
    const struct str *kept = kept_quote(figures, figure->id);
    if (kept)
        return *kept;
    const struct source *source = figure_source(figures, figure);
    return source ? source_text(source, figure->where) : STR("");
}

const char *figure_path(const struct figures *figures, const struct figure *figure) {
    const struct source *source = figure_source(figures, figure);
    return source ? source->path : "";
}

void figure_name(struct buf *out, const struct figures *figures, const struct figure *figure) {
    buf_printf(out, "%s:%u:%u", figure_path(figures, figure), figure->about->line, figure->where.at);
}
