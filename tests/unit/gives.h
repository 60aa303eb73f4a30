/* gives.h - what texts give, for tests: gives(state, text, figures). Each case: a text of one place and day, and its figures, one a line:
 * quote | indicator | kind | value | qualifier | place | period | base. Parts that a case does not care about are "~". */
#ifndef HOSO_TESTS_GIVES_H
#define HOSO_TESTS_GIVES_H

#include "pack.h"

#define PLACE "huyện Thanh Khê"
#define DAY   "2021-12-20"

static void print_figure(struct buf *out, const struct figures *figures, const struct figure *figure) {
    buf_printf(out, "%.*s | %s | %s | ", STR_ARG(figure_quote(figures, figure)), figure->indicator->id,
               figure_kind_name(figure->kind));
    decimal_print(out, figure->value);
    if (!decimal_missing(figure->about->of)) {
        buf_char(out, '/');
        decimal_print(out, figure->about->of);
    }
    buf_printf(out, " | %s | %.*s | ", figure_qualifier_name(figure->qualifier),
               STR_ARG(figure->about->place));
    period_print(out, figure->about->period);
    buf_puts(out, " | ");
    period_print(out, figure->about->base);
    buf_char(out, '\n');
}

/* The next part of a line: up to " | " or the line's end. */
static struct str part(const char **at) {
    size_t len = 0;
    while ((*at)[len] && (*at)[len] != '\n' && strncmp(*at + len, " |", 2) != 0)
        len++;
    struct str found = {*at, len};
    *at += len;
    if (**at == ' ')
        *at += (*at)[2] == ' ' ? 3 : 2;
    return str_trim(found);
}

static bool line_agrees(const char *want, const char *given) {
    for (int i = 0; i < 8; i++) {
        struct str a = part(&want), b = part(&given);
        if (a.len && !str_equal(a, STR("~")) && !str_equal(a, b))
            return false;
    }
    return true;
}

/* Each line of `want` is the figure at its place; none is left over. */
static void gives(void **state, const char *text, const char *want) {
    struct fixture *fixture = *state;
    struct source *source = source_of("mau.txt", 0, str_of(text), SOURCE_TEXT, &fixture->diag);
    struct source *sources[1] = {source};
    struct figures figures;
    struct buf given = BUF_EMPTY;
    assert_non_null(source);
    source->place = STR(PLACE);
    assert_true(date_parse(STR(DAY), &source->date));
    figures_init(&figures, fixture->catalogue);
    figures.sources = sources;
    figures.n_sources = 1;
    assert_true(extract_source(source, fixture->pack, &figures, NULL, &fixture->diag));
    const char *line = want;
    bool ok = true;
    for (size_t i = 0; i < figures.n; i++) {
        size_t from = given.len;
        print_figure(&given, &figures, figures.items[i]);
        ok = ok && *line && line_agrees(line, given.at + from);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    if (!ok || *line)
        fail_msg("%s\ngives\n%swants\n%s", text, given.at ? given.at : "", want);
    buf_fini(&given);
    figures_fini(&figures);
    source_free(source);
}

#endif
