/* figures.c - the set of figures: an array in the order of reading, and chains through it of what one indicator says
 * about one place, found by the numbers of the two. A country's tables are some million figures but six years of a kind,
 * so a lookup walks six; whatever walks all of them walks them once. */
#include "figure/figures_make.h"
#include <stdlib.h>
#include <string.h>

void figures_init(struct figures *figures, const struct catalogue *catalogue) {
    *figures = (struct figures){.catalogue = catalogue};
}

void figures_fini(struct figures *figures) {
    free(figures->items);
    free(figures->next);
    chains_fini(figures);
    free(figures->abouts);
    free(figures->quotes);
    free(figures->strings);
    free(figures->unit_places);
    free(figures->place_units);
    free(figures->place_first);
    names_fini(figures);
    map_fini(&figures->string_ids);
    arena_fini(&figures->arena);
    *figures = (struct figures){0};
}

/* ---- strings, each kept once --------------------------------------------------------------------------------------- */

/* The set's copy of `s`. `likely` is a copy that may be the one: what the figure before had. */
static struct str keep(struct figures *figures, struct str s, struct str likely) {
    if (s.len == 0)
        return STR("");
    if (s.len == likely.len && (s.at == likely.at || memcmp(s.at, likely.at, s.len) == 0))
        return likely;
    uint64_t hash = map_hash(s);
    uint32_t id = map_find_hashed(&figures->string_ids, s, hash);
    if (id != MAP_NONE)
        return figures->strings[id];
    MEM_ROOM(figures->strings, figures->n_strings, figures->strings_cap);
    struct str copy = arena_str(&figures->arena, s);
    figures->strings[figures->n_strings] = copy;
    map_put_hashed(&figures->string_ids, copy, hash, (uint32_t)figures->n_strings++);
    return copy;
}

static const char *keep_zero_ended(struct figures *figures, const char *s, const char *likely) {
    return s && s == likely ? s : keep(figures, str_of(s), str_of(likely)).at;
}

/* ---- lookups by place and indicator -------------------------------------------------------------------------------- */

/* The first item of the chain. */
static uint32_t chain_of(const struct figures *figures, const struct indicator *indicator, struct str place) {
    return figures_chain(figures, figures_place(figures, place), indicator->index);
}

uint32_t figures_first_in(const struct figures *figures, const struct indicator *indicator, struct str place,
                          int year) {
    if (figures->asked)
        figures_ask(figures, ASKED_WHOLE, indicator->index, place, year);
    return chain_of(figures, indicator, place);
}

uint32_t figures_first(const struct figures *figures, const struct indicator *indicator, struct str place) {
    return figures_first_in(figures, indicator, place, 0);
}

uint32_t figures_first_shape(const struct figures *figures, const struct indicator *indicator,
                             struct str place) {
    if (figures->asked)
        figures_ask(figures, ASKED_SHAPE, FIGURES_ANY, place, 0);
    return chain_of(figures, indicator, place);
}

/* ---- adding -------------------------------------------------------------------------------------------------------- */

static const struct about nothing = {.of = {0, -1}};

/* Files it under its place, which is one of the set from now on. */
static void place_about(struct figures *figures, struct about *about) {
    if (!about->name)
        about->name = figures_name(figures, about->place);
    about->place = figures->names[about->name].text;
    about->place_id = name_place(figures, about->name);
}

/* The end of a new one, which has the set's own strings but for those of its place. */
static const struct about *file_about(struct figures *figures, struct about *about,
                                      const struct about *like) {
    about->within = keep(figures, about->within, like->within);
    about->code = keep(figures, about->code, like->code);
    figures->parted |= about->within.len || about->code.len;
    place_about(figures, about);
    MEM_ROOM(figures->abouts, figures->n_abouts, figures->abouts_cap);
    figures->abouts[figures->n_abouts++] = about;
    return about;
}

const struct about *figures_about(struct figures *figures, const struct about *about) {
    struct about *copy = arena_raw(&figures->arena, 1, sizeof *copy);
    const struct about *like = figures->n_abouts ? figures->abouts[figures->n_abouts - 1] : &nothing;
    *copy = *about;
    copy->group = keep(figures, about->group, like->group);
    copy->unit = keep_zero_ended(figures, about->unit, like->unit);
    copy->rule = keep_zero_ended(figures, about->rule, like->rule);
    return file_about(figures, copy, like);
}

const struct about *figures_about_row(struct figures *figures, const struct about_row *row,
                                      const struct about *like) {
    struct about *copy = arena_raw(&figures->arena, 1, sizeof *copy);
    *copy = *like;
    copy->place = row->place;
    copy->within = row->within;
    copy->code = row->code;
    copy->name = row->name;
    copy->line = row->line;
    copy->total = row->total;
    return file_about(figures, copy, like);
}

#define ROOM_LEAST 16u
#define ROOM_MOST  1024u /* figures that memory is taken for at once */

/* The list of all is copied when it grows, so it grows by far: memory that nobody writes to costs nothing. */
void figures_expect(struct figures *figures, size_t n) {
    if (figures->cap < figures->n + n)
        mem_grow((void **)&figures->items, &figures->cap, 7 * figures->n + n, sizeof *figures->items);
}

/* For the next figures at once, so that nearly all of them are added without a call. */
void figures_make_room(struct figures *figures, const struct about *about, size_t n) {
    if (about != figures->run_about)
        chains_run(figures, about);
    if (figures->n_room >= n)
        return;
    size_t room = figures->n < ROOM_LEAST ? ROOM_LEAST : figures->n < ROOM_MOST ? figures->n : ROOM_MOST;
    room = room < n ? n : room;
    if (figures->n + room > FIGURES_MOST)
        mem_exhausted();
    figures_expect(figures, room);
    figures->room = arena_raw(&figures->arena, room, sizeof *figures->room);
    figures->n_room = room;
}

void figures_quote(struct figures *figures, struct str quote) {
    MEM_ROOM(figures->quotes, figures->n_quotes, figures->quotes_cap);
    figures->quotes[figures->n_quotes++] =
        (struct figure_quote){(uint32_t)(figures->n - 1), arena_str(&figures->arena, quote)};
}

/* As stated, else per cent for shares, else that of the indicator. */
static const char *unit_of(const struct statement *statement) {
    if (statement->unit)
        return statement->unit;
    return statement->kind == FIGURE_PERCENT || statement->kind == FIGURE_CHANGE ? "%"
                                                                                 : statement->indicator->unit;
}

struct figure *figures_add(struct figures *figures, const struct statement *s) {
    struct about about = {
        .place = s->place,
        .within = s->within,
        .code = s->code,
        .group = s->group,
        .period = s->period,
        .base = s->base,
        .of = s->of,
        .unit = unit_of(s),
        .rule = s->rule,
        .source = s->where.source,
        .line = s->line,
        .total = s->total,
        .planned = s->planned,
    };
    struct figure *figure = figures_append(figures, s->indicator, figures_about(figures, &about));
    figure->value = s->value;
    figure->where = s->where;
    figure->kind = s->kind;
    figure->qualifier = s->qualifier;
    if (!str_equal(s->quote, figure_quote(figures, figure)))
        figures_quote(figures, s->quote);
    return figure;
}

/* ---- places told apart --------------------------------------------------------------------------------------------- */

void figures_refile(struct figures *figures) {
    names_unplace(figures);
    for (size_t i = 0; i < figures->n_abouts; i++) {
        figures->abouts[i]->name = 0;
        place_about(figures, figures->abouts[i]);
    }
    chains_anew(figures);
}

/* ---- lookups ------------------------------------------------------------------------------------------------------- */

static bool answers(const struct figures *figures, const struct figure_query *query,
                    const struct figure *figure) {
    if (query->kinds && !(query->kinds & FIGURE_BIT(figure->kind)))
        return false;
    if (query->year && figure_year(figures, figure) != query->year)
        return false;
    if (query->beside && (figure->where.source != query->beside->where.source ||
                          !group_equal(figure->about->group, query->beside->about->group)))
        return false;
    return query->group.len == 0 || group_equal(figure->about->group, query->group);
}

/* Lower is better: what the header of figures_lookup lists, the first the heaviest. */
static unsigned penalty(const struct figure_query *query, const struct figure *figure) {
    bool other_line = query->beside && figure->about->line != query->beside->about->line;
    return other_line * 16u + (figure->qualifier != QUALIFIER_EXACT) * 8u + figure->about->planned * 4u +
           !period_one_year(figure->about->period) * 2u + figure->about->total * 1u;
}

const struct figure *figures_lookup(const struct figures *figures, const struct figure_query *query) {
    const struct indicator *indicator = catalogue_find(figures->catalogue, query->indicator);
    const struct figure *best = NULL;
    if (indicator == NULL)
        return NULL;
    for (uint32_t i = figures_first_in(figures, indicator, query->place, query->year); i != MAP_NONE;
         i = figures->next[i]) {
        const struct figure *figure = figures->items[i];
        if (answers(figures, query, figure) &&
            (best == NULL || penalty(query, figure) < penalty(query, best)))
            best = figure;
    }
    return best;
}

size_t figures_all(const struct figures *figures, const struct figure_query *query, const struct figure **out,
                   size_t n) {
    const struct indicator *indicator = catalogue_find(figures->catalogue, query->indicator);
    size_t found = 0;
    if (indicator == NULL)
        return 0;
    for (uint32_t i = figures_first_in(figures, indicator, query->place, query->year); i != MAP_NONE;
         i = figures->next[i]) {
        if (!answers(figures, query, figures->items[i]))
            continue;
        if (found < n)
            out[found] = figures->items[i];
        found++;
    }
    return found;
}
