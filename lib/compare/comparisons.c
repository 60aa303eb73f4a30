/* comparisons.c - everything that can be compared, and its table. */
#include "compare/compare.h"
#include "compare/fact.h"
#include "figure/sheet.h"
#include <stdlib.h>
#include <string.h>

/* The years that something is stated for. */
struct years {
    bool has[DATE_YEARS];
};

static bool any_year(const struct years *years) {
    return memchr(years->has, true, sizeof years->has) != NULL;
}

static void add_years(struct years *years, const struct figures *figures, const struct indicator *indicator,
                      struct str place) {
    for (uint32_t i = figures_first(figures, indicator, place); i != MAP_NONE; i = figures->next[i]) {
        const struct figure *figure = figures->items[i];
        int year = figure_year(figures, figure);
        if (figure->kind != FIGURE_CHANGE && period_one_year(figure->about->period) &&
            year >= DATE_YEAR_FIRST && year <= DATE_YEAR_LAST)
            years->has[year - DATE_YEAR_FIRST] = true;
    }
}

/* Years that state all the classes which the indicator counts together: what they make is its value there, so a year of
 * "đại học trở lên" is held against one that tells the classes apart. Only where some year states the indicator itself. */
static void add_gathered(struct years *years, const struct figures *figures,
                         const struct indicator *indicator, struct str place) {
    struct years all = {{false}};
    bool any = any_year(years);
    for (uint32_t i = 0; any && i < indicator->n_gathers; i++) {
        struct years one = {{false}};
        add_years(&one, figures, catalogue_find(figures->catalogue, str_of(indicator->gathers[i])), place);
        for (int y = 0; y < DATE_YEARS; y++)
            all.has[y] = one.has[y] && (i == 0 || all.has[y]);
    }
    for (int y = 0; any && y < DATE_YEARS; y++)
        years->has[y] |= all.has[y];
}

/* A class that one year states and the other does not is shown with its gap, so a family has its years in common. */
static struct years years_of(const struct figures *figures, const struct indicator *indicator,
                             struct str place) {
    struct years years = {{false}};
    const struct family *family = catalogue_family(figures->catalogue, str_of(indicator->family));
    for (uint32_t i = 0; family && i < family->n; i++)
        add_years(&years, figures, family->members[i], place);
    if (!family)
        add_years(&years, figures, indicator, place);
    add_gathered(&years, figures, indicator, place);
    return years;
}

/* The units that a place was before its last year: where they lie in time, and the years that they state something for. */
struct past {
    int formed; /* the first year that ends with the place as it is; 0: it always was */
    struct years years;
};

static int year_formed(struct date from) {
    return from.month ? from.year : 0;
}

static void add_past(struct past *past, struct arena *arena, const struct figures *figures,
                     const struct indicator *indicator, const struct unit *unit) {
    struct unit_parts parts =
        unit_parts_on(arena, figures->units, unit, (struct date){unit->from.year, 1, 1});
    for (uint32_t i = 0; i < parts.n; i++) {
        struct str place = figures_unit_place(figures, parts.items[i]);
        if (place.len == 0 || parts.items[i] == unit)
            continue;
        struct years years = years_of(figures, indicator, place);
        for (int y = 0; y < past->formed - DATE_YEAR_FIRST; y++)
            past->years.has[y] |= years.has[y];
    }
}

static struct past past_of(struct arena *arena, const struct figures *figures,
                           const struct indicator *indicator, struct str place, const struct years *own) {
    struct past past = {.formed = 0};
    int last = DATE_YEAR_LAST;
    while (last > DATE_YEAR_FIRST && !own->has[last - DATE_YEAR_FIRST])
        last--;
    const struct unit *unit = figures_unit(figures, place, (struct date){(int16_t)last, 12, 31});
    if (!unit || !unit->from.month || unit->n_parts == 0)
        return past;
    past.formed = year_formed(unit->from);
    add_past(&past, arena, figures, indicator, unit);
    struct years back = years_of(figures, indicator, place_looked_back(arena, place));
    for (int y = 0; y < past.formed - DATE_YEAR_FIRST; y++)
        past.years.has[y] |= back.has[y];
    return past;
}

/* What one place says of one indicator. */
struct subject {
    const struct figures *figures;
    const struct indicator *indicator;
    struct str place;
    struct comparisons *out;
};

static struct fact heads_at(const struct subject *s, int year, int as_year) {
    return compare_fact_as(&s->out->arena, s->figures, str_of(s->indicator->id), s->place, year, as_year,
                           false);
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

/* In heads where both years can, and in shares where one of them states a share or units were added up. */
static void add_pair(const struct subject *s, int year_a, int year_b) {
    struct fact a = heads_at(s, year_a, year_b), b = heads_at(s, year_b, year_b);
    bool counted = !decimal_missing(a.value) && !decimal_missing(b.value);
    bool summed = a.note && !decimal_missing(a.value) && s->indicator->whole;
    bool shared = !fact_is_share(&a) && (summed || states_share(s, year_a) || states_share(s, year_b));
    bool stated = !decimal_missing(a.value) || !decimal_missing(b.value);
    if (counted || (stated && !shared))
        add(s, year_a, year_b, false);
    if (shared)
        add(s, year_a, year_b, true);
}

/* Before it was formed a place of this name was another unit, with years of its own; the year before the change is the
 * last that the units which went into it state, and so is the first of all. */
static void add_subject(const struct subject *s) {
    struct years years = years_of(s->figures, s->indicator, s->place);
    if (!any_year(&years)) /* of most indicators most places state nothing */
        return;
    struct past past = past_of(&s->out->arena, s->figures, s->indicator, s->place, &years);
    int first = 0, last = 0, n = 0, old_first = 0, old_last = 0;
    for (int year = DATE_YEAR_FIRST; year <= DATE_YEAR_LAST; year++) {
        bool old = year < past.formed && past.years.has[year - DATE_YEAR_FIRST];
        bool own = years.has[year - DATE_YEAR_FIRST];
        old_first = old && !old_first ? year : old_first;
        old_last = old ? year : old_last;
        if (!own)
            continue;
        bool crosses = year >= past.formed && past.formed && last < past.formed && old_last;
        last = crosses && old_last > last ? old_last : last;
        if (last)
            add_pair(s, last, year);
        first = first ? first : year;
        last = year;
        n++;
    }
    first = old_first && (old_first < first || !first) ? old_first : first;
    if (n > 2 || (old_first && n && first < last && old_first != old_last))
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
    {"index", NULL, true},    {"note", NULL, false},      {"change_percent", NULL, true},
};

static const struct sheet_column short_columns[] = {
    {"place", N_("place"), false},
    {"indicator", N_("indicator"), false},
    {"period_a", N_("from"), true},
    {"value_a", N_("value"), true},
    {"period_b", N_("to"), true},
    {"value_b", N_("value"), true},
    {"difference", N_("difference"), true},
    {"difference_unit", N_("unit"), false},
    {"index", N_("index %"), true},
    {"relative", N_("change %"), true},
    {"note", N_("note"), false},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct indicator *indicator_of(const struct comparison *c) {
    return c->b.indicator ? c->b.indicator : c->a.indicator;
}

static struct str unit_name(const struct comparison *c) {
    return c->unit == COMPARE_POINTS ? STR("%-point") : str_of(c->b.unit);
}

static void row(struct sheet *sheet, const struct comparison *c, bool vietnamese) {
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
    sheet_text(sheet, str_of(vietnamese ? c->note : c->note_en));
    sheet_decimal(sheet, c->relative);
}

static void print(struct buf *out, enum sheet_form form, const struct comparison *const *list, size_t n,
                  bool vietnamese) {
    struct sheet sheet;
    sheet_start(&sheet, form, columns, COUNT(columns), out);
    for (size_t i = 0; i < n; i++)
        row(&sheet, list[i], vietnamese);
    sheet_end(&sheet);
}

void comparisons_print_csv(struct buf *out, const struct comparison *const *list, size_t n, bool vietnamese) {
    print(out, SHEET_CSV, list, n, vietnamese);
}

void comparisons_print_json(struct buf *out, const struct comparison *const *list, size_t n,
                            bool vietnamese) {
    print(out, SHEET_JSON, list, n, vietnamese);
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

void comparisons_print_table(struct buf *out, const struct comparison *const *list, size_t n,
                             bool vietnamese) {
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
        sheet_text(&sheet, signed_text(&scratch, &(struct fact){.value = c->relative}));
        sheet_text(&sheet, str_of(vietnamese ? c->note : c->note_en));
    }
    sheet_end(&sheet);
    buf_fini(&scratch);
}
