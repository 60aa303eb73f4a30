/* comparisons.c - everything that can be compared, and its table (cli.md, "comparisons"). */
#include "compare/compare.h"
#include "compare/fact.h"
#include "figure/sheet.h"
#include <stdlib.h>
#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST  2200

/* The years that something is stated for. */
struct years {
    bool has[YEAR_LAST - YEAR_FIRST + 1];
};

static void add_years(struct years *years, const struct figures *figures, const struct indicator *indicator,
                      struct str place) {
    for (uint32_t i = figures_first(figures, indicator, place); i != MAP_NONE; i = figures->next[i]) {
        const struct figure *figure = figures->items[i];
        int year = figure_year(figures, figure);
        if (figure->kind != FIGURE_CHANGE && period_one_year(figure->period) && year >= YEAR_FIRST &&
            year <= YEAR_LAST)
            years->has[year - YEAR_FIRST] = true;
    }
}

/* A class that one year states and the other does not is shown with its gap, so a family has its years in common. */
static struct years years_of(const struct figures *figures, const struct indicator *indicator,
                             struct str place) {
    struct years years = {{false}};
    for (uint32_t i = 0; i < figures->catalogue->n; i++) {
        const struct indicator *other = &figures->catalogue->items[i];
        bool kin = other->family && indicator->family && strcmp(other->family, indicator->family) == 0;
        if (kin || other == indicator)
            add_years(&years, figures, other, place);
    }
    return years;
}

/* What one place says of one indicator. */
struct subject {
    const struct figures *figures;
    const struct indicator *indicator;
    struct str place;
    struct comparisons *out;
};

static struct fact heads_at(const struct subject *s, int year) {
    return compare_fact(&s->out->arena, s->figures, str_of(s->indicator->id), s->place, year, false);
}

static void add(const struct subject *s, int year_a, int year_b, bool share) {
    struct comparisons *out = s->out;
    MEM_ROOM(out->items, out->n, out->cap);
    out->items[out->n++] =
        compare_years(&out->arena, s->figures, str_of(s->indicator->id), s->place, year_a, year_b, share);
}

static bool states_share(const struct subject *s, int year) {
    struct figure_query query = {.indicator = str_of(s->indicator->id),
                                 .place = s->place,
                                 .year = year,
                                 .kinds = FIGURE_BIT(FIGURE_PERCENT) | FIGURE_BIT(FIGURE_RATIO)};
    return figures_lookup(s->figures, &query) != NULL;
}

/* In heads where both years can, and in shares where one of them states a share. */
static void add_pair(const struct subject *s, int year_a, int year_b) {
    struct fact a = heads_at(s, year_a), b = heads_at(s, year_b);
    bool counted = !decimal_missing(a.value) && !decimal_missing(b.value);
    bool shared =
        strcmp(a.unit, COMPARE_UNIT_SHARE) != 0 && (states_share(s, year_a) || states_share(s, year_b));
    bool stated = !decimal_missing(a.value) || !decimal_missing(b.value);
    if (counted || (stated && !shared))
        add(s, year_a, year_b, false);
    if (shared)
        add(s, year_a, year_b, true);
}

static void add_subject(const struct subject *s) {
    struct years years = years_of(s->figures, s->indicator, s->place);
    int first = 0, last = 0, n = 0;
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        if (!years.has[year - YEAR_FIRST])
            continue;
        if (n++)
            add_pair(s, last, year);
        else
            first = year;
        last = year;
    }
    if (n > 2)
        add_pair(s, first, last);
}

void compare_all(const struct figures *figures, struct comparisons *out) {
    *out = (struct comparisons){0};
    for (size_t p = 0; p < figures->n_places; p++)
        for (uint32_t i = 0; i < figures->catalogue->n; i++)
            add_subject(&(struct subject){figures, &figures->catalogue->items[i], figures->places[p], out});
}

void comparisons_fini(struct comparisons *comparisons) {
    free(comparisons->items);
    arena_fini(&comparisons->arena);
    *comparisons = (struct comparisons){0};
}

/* ---- the table ----------------------------------------------------------------------------------------------------- */

static const struct sheet_column columns[] = {
    {"place", NULL, false},   {"indicator", NULL, false}, {"group", NULL, false},
    {"period_a", NULL, true}, {"value_a", NULL, true},    {"period_b", NULL, true},
    {"value_b", NULL, true},  {"difference", NULL, true}, {"difference_unit", NULL, false},
    {"index", NULL, true},    {"note", NULL, false},
};

static const struct sheet_column short_columns[] = {
    {"place", N_("place"), false},          {"indicator", N_("indicator"), false},
    {"period_a", N_("from"), true},         {"value_a", N_("value"), true},
    {"period_b", N_("to"), true},           {"value_b", N_("value"), true},
    {"difference", N_("difference"), true}, {"difference_unit", N_("unit"), false},
    {"index", N_("index %"), true},         {"note", N_("note"), false},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct indicator *indicator_of(const struct comparison *c) {
    return c->b.indicator ? c->b.indicator : c->a.indicator;
}

static struct str unit_name(const struct comparison *c) {
    return c->unit == COMPARE_POINTS ? STR("%-point") : str_of(c->b.unit);
}

static void row(struct sheet *sheet, const struct comparison *c) {
    sheet_text(sheet, c->b.place);
    sheet_text(sheet, str_of(indicator_of(c) ? indicator_of(c)->id : ""));
    sheet_text(sheet, c->b.group.len ? c->b.group : c->a.group);
    sheet_int(sheet, c->a.year);
    sheet_decimal(sheet, c->a.value);
    sheet_int(sheet, c->b.year);
    sheet_decimal(sheet, c->b.value);
    sheet_decimal(sheet, c->difference.value);
    sheet_text(sheet, unit_name(c));
    sheet_decimal(sheet, c->index);
    sheet_text(sheet, str_of(c->note));
}

static void print(struct buf *out, enum sheet_form form, const struct comparison *const *list, size_t n) {
    struct sheet sheet;
    sheet_start(&sheet, form, columns, COUNT(columns), out);
    for (size_t i = 0; i < n; i++)
        row(&sheet, list[i]);
    sheet_end(&sheet);
}

void comparisons_print_csv(struct buf *out, const struct comparison *const *list, size_t n) {
    print(out, SHEET_CSV, list, n);
}

void comparisons_print_json(struct buf *out, const struct comparison *const *list, size_t n) {
    print(out, SHEET_JSON, list, n);
}

/* With its sign, and the mark of a value that a finding puts in doubt. */
static struct str signed_text(struct buf *scratch, const struct fact *fact) {
    buf_clear(scratch);
    if (decimal_sign(fact->value) > 0)
        buf_char(scratch, '+');
    number_paper(scratch, fact->value);
    if (fact->doubtful && scratch->len)
        buf_puts(scratch, " ⚠");
    return buf_view(scratch);
}

void comparisons_print_table(struct buf *out, const struct comparison *const *list, size_t n) {
    struct buf scratch = BUF_EMPTY;
    struct sheet sheet;
    sheet_start(&sheet, SHEET_TABLE, short_columns, COUNT(short_columns), out);
    for (size_t i = 0; i < n; i++) {
        const struct comparison *c = list[i];
        sheet_text(&sheet, c->b.place);
        sheet_text(&sheet, str_of(indicator_of(c) ? indicator_of(c)->label : ""));
        sheet_int(&sheet, c->a.year);
        sheet_decimal(&sheet, c->a.value);
        sheet_int(&sheet, c->b.year);
        sheet_decimal(&sheet, c->b.value);
        sheet_text(&sheet, signed_text(&scratch, &c->difference));
        sheet_text(&sheet, str_of(c->unit == COMPARE_POINTS ? COMPARE_UNIT_POINTS : c->b.unit));
        sheet_decimal(&sheet, c->index);
        sheet_text(&sheet, str_of(c->note));
    }
    sheet_end(&sheet);
    buf_fini(&scratch);
}
