/* stated.c - the functions that ask for what sources state, as they state it: so_lieu, noi_khac, thong_ke, hai_nam, and what
 * the checks found: phat_hien. */
#include "doc/bridge.h"
#include "doc/function.h"
#include <stdlib.h>
#include <string.h>

/* ---- what sources state ------------------------------------------------------------------------------------------------------ */

struct filter {
    struct str place, prefix;
    int year;
    bool texts, unused;
};

static struct filter filter_at(lua_State *lua, int index) {
    static const char *const known[] = {"tai", "chi_tieu", "nam", "van_ban", "chua_dung", NULL};
    struct filter filter = {0};
    if (lua_isnoneornil(lua, index))
        return filter;
    luaL_checktype(lua, index, LUA_TTABLE);
    bridge_keys(lua, index, known, false, "so_lieu");
    if (lua_getfield(lua, index, "tai") != LUA_TNIL)
        filter.place = fact_place_at(lua, lua_gettop(lua));
    if (lua_getfield(lua, index, "chi_tieu") != LUA_TNIL)
        filter.prefix = bridge_text(lua, lua_gettop(lua));
    lua_getfield(lua, index, "nam");
    filter.year = fact_year_at(lua, lua_gettop(lua), 0);
    lua_getfield(lua, index, "van_ban");
    filter.texts = lua_toboolean(lua, -1);
    lua_getfield(lua, index, "chua_dung");
    filter.unused = lua_toboolean(lua, -1);
    lua_settop(lua, index);
    return filter;
}

/* From a text of the dossier's own place. */
static bool in_own_text(const struct build *build, const struct figure *figure) {
    const struct source *source = figure_source(build->input->figures, figure);
    return source && source->kind == SOURCE_TEXT && build->own[figure->where.source];
}

/* Most dossiers, those of the communes of a table, have no text of their own: they need not look through all figures. */
static size_t n_to_look_at(const struct build *build) {
    const struct figures *figures = build->input->figures;
    for (size_t i = 0; i < figures->n_sources; i++)
        if (build->own[i] && figures->sources[i]->kind == SOURCE_TEXT)
            return figures->n;
    return 0;
}

/* Whether the filter takes it, its place aside. */
static bool filter_takes(const struct build *build, const struct filter *filter,
                         const struct figure *figure) {
    if (filter->texts && !in_own_text(build, figure))
        return false;
    if (filter->prefix.len && !str_starts(str_of(figure->indicator->id), filter->prefix))
        return false;
    if (filter->year && figure_year(build->input->figures, figure) != filter->year)
        return false;
    return !(filter->unused && tally_find(&build->used, figure->id));
}

#define STATED_MAX 2000u /* figures that one so_lieu gives */

struct stated {
    const struct figure **items;
    size_t n, cap;
};

static void take(const struct build *build, const struct filter *filter, const struct figure *figure,
                 struct stated *out) {
    if (!filter_takes(build, filter, figure) || out->n == STATED_MAX)
        return;
    MEM_ROOM(out->items, out->n, out->cap);
    out->items[out->n++] = figure;
}

static int by_id(const void *a, const void *b) {
    const struct figure *const *x = a, *const *y = b;
    return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

static void collect_at(const struct build *build, const struct filter *filter, struct str place,
                       struct stated *out) {
    const struct figures *figures = build->input->figures;
    for (uint32_t k = 0; k < figures->catalogue->n; k++) {
        const struct indicator *indicator = &figures->catalogue->items[k];
        if (!str_starts(str_of(indicator->id), filter->prefix))
            continue;
        figures_ask(figures, ASKED_ORDER, k, place, filter->year);
        uint32_t at = figures_first_in(figures, indicator, place, filter->year);
        for (; at != MAP_NONE; at = figures->next[at])
            take(build, filter, figures->items[at], out);
    }
}

/* Those of one place through the index, of a text also what it says of the place's years before a merger; without a place all
 * are looked at. In order of sources and bytes. */
static void collect(const struct build *build, const struct filter *filter, struct stated *out) {
    const struct figures *figures = build->input->figures;
    if (!filter->place.len) {
        figures_ask(figures, filter->texts ? ASKED_TEXTS : ASKED_ALL, 0, build->input->place, 0);
        for (size_t i = 0; i < figures->n; i++)
            take(build, filter, figures->items[i], out);
        return;
    }
    collect_at(build, filter, filter->place, out);
    struct str before = filter->texts ? place_looked_back(build->arena, filter->place) : STR("");
    if (before.len && figures_place(figures, before) != MAP_NONE)
        collect_at(build, filter, before, out);
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, by_id);
}

struct str period_words(const struct build *build, const struct figure *figure) {
    struct period period = figure->about->period;
    int year = figure_year(build->input->figures, figure);
    if (period.from && period.to == 0)
        return arena_printf(build->arena, "từ năm %d đến nay", period.from);
    if (period.from && period.to != period.from)
        return arena_printf(build->arena, "giai đoạn %d - %d", period.from, period.to);
    return year ? arena_printf(build->arena, "năm %d", year) : STR("");
}

/* {so =, ky =, goc =}: the number, its period in words, the year that a change is counted from. */
static void push_stated(lua_State *lua, struct build *build, const struct figure *figure) {
    lua_createtable(lua, 0, 3);
    bridge_push(lua, value_stated(build->arena, build->input->figures, figure));
    lua_setfield(lua, -2, "so");
    struct str period = period_words(build, figure);
    lua_pushlstring(lua, period.at, period.len);
    lua_setfield(lua, -2, "ky");
    if (figure->about->base.from) {
        lua_pushinteger(lua, figure->about->base.from);
        lua_setfield(lua, -2, "goc");
    }
}

int call_so_lieu(lua_State *lua) {
    struct build *build = build_of(lua);
    struct filter filter = filter_at(lua, 1);
    struct stated stated = {0};
    collect(build, &filter, &stated);
    const struct figure **items = ARENA_ARRAY(build->arena, stated.n + 1, const struct figure *);
    size_t n = stated.n;
    if (n)
        memcpy(items, stated.items, n * sizeof *items);
    free(stated.items); /* before Lua can raise an error */
    lua_newtable(lua);
    for (size_t i = 0; i < n; i++) {
        push_stated(lua, build, items[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    return 1;
}

/* Other places that the place's own texts speak of, each once, in order. */
int call_noi_khac(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct figures *figures = build->input->figures;
    struct str seen[64];
    lua_Integer n = 0;
    figures_ask(figures, ASKED_TEXTS, 0, build->input->place, 0);
    lua_newtable(lua);
    size_t n_figures = n_to_look_at(build);
    for (size_t i = 0; i < n_figures && n < 64; i++) {
        struct str place = figures->items[i]->about->place;
        place_looks_back(&place);
        bool known =
            !in_own_text(build, figures->items[i]) || !place.len || place_equal(place, build->input->place);
        for (lua_Integer k = 0; k < n && !known; k++)
            known = place_equal(seen[k], place);
        if (known)
            continue;
        struct value *value = ARENA_NEW(build->arena, struct value);
        value->type = VALUE_PLACE;
        value->as.place = seen[n] = place;
        bridge_push(lua, value);
        lua_rawseti(lua, -2, ++n);
    }
    return 1;
}

/* ---- years that are spoken of ---------------------------------------------------------------------------- */

#define YEARS_MAX 64u

struct year_count {
    int year;
    uint32_t n;
};

static void count_year(struct year_count *years, uint32_t *n, int year) {
    uint32_t i = 0;
    while (i < *n && years[i].year != year)
        i++;
    if (i == YEARS_MAX)
        return;
    if (i == *n)
        years[(*n)++] = (struct year_count){year, 0};
    years[i].n++;
}

static int by_year(const void *a, const void *b) {
    const struct year_count *x = a, *y = b;
    return (x->year > y->year) - (x->year < y->year);
}

/* How many results the place states for each year, ascending; year 0: the source does not say. */
static uint32_t stated_years(const struct build *build, struct year_count years[YEARS_MAX]) {
    const struct figures *figures = build->input->figures;
    uint32_t n = 0;
    for (uint32_t k = 0; k < figures->catalogue->n; k++) {
        uint32_t at = figures_first_shape(figures, &figures->catalogue->items[k], build->input->place);
        for (; at != MAP_NONE; at = figures->next[at]) {
            const struct figure *figure = figures->items[at];
            if (figure->kind != FIGURE_CHANGE && !figure->about->planned &&
                period_one_year(figure->about->period))
                count_year(years, &n, figure_year(figures, figure));
        }
    }
    qsort(years, n, sizeof *years, by_year);
    return n;
}

static uint32_t year_figures(const struct year_count *years, uint32_t n, int year) {
    for (uint32_t i = 0; i < n; i++)
        if (years[i].year == year)
            return years[i].n;
    return 0;
}

#define YEAR_FIGURES 3u /* that make a year worth a report of its own, or worth comparing with */

static bool states_year(const struct build *build, const struct indicator *indicator, int year) {
    const struct figures *figures = build->input->figures;
    uint32_t at = figures_first_shape(figures, indicator, build->input->place);
    for (; at != MAP_NONE; at = figures->next[at])
        if (figures->items[at]->kind != FIGURE_CHANGE && figure_year(figures, figures->items[at]) == year)
            return true;
    return false;
}

/* How many indicators both years state. */
static uint32_t common_indicators(const struct build *build, int a, int b) {
    const struct catalogue *catalogue = build->input->figures->catalogue;
    uint32_t n = 0;
    for (uint32_t i = 0; i < catalogue->n; i++)
        n += states_year(build, &catalogue->items[i], a) && states_year(build, &catalogue->items[i], b);
    return n;
}

/* A report of May 2022 speaks of 2021: where hardly anything is stated for the year that was asked, the year that most is
 * stated for stands in; and where one year was asked, the earliest that can be compared with it is. */
void years_meant(const struct build *build, int *first, int *last) {
    struct year_count years[YEARS_MAX];
    uint32_t n = stated_years(build, years);
    *first = 0;
    *last = fact_year_now(build);
    uint32_t most = year_figures(years, n, *last);
    for (uint32_t i = 0; i < n && year_figures(years, n, fact_year_now(build)) < YEAR_FIGURES; i++)
        if (years[i].n >= most) {
            most = years[i].n;
            *last = years[i].year;
        }
    if (build->input->n_years > 1 && fact_year_first(build) < *last)
        *first = fact_year_first(build);
    for (uint32_t i = 0; i < n && !*first && build->input->n_years < 2; i++)
        if (years[i].year && years[i].year < *last &&
            common_indicators(build, years[i].year, *last) >= YEAR_FIGURES)
            *first = years[i].year;
}

int call_hai_nam(lua_State *lua) {
    int first, last;
    years_meant(build_of(lua), &first, &last);
    lua_createtable(lua, 0, 2);
    lua_pushinteger(lua, last);
    lua_setfield(lua, -2, "nay");
    if (first) {
        lua_pushinteger(lua, first);
        lua_setfield(lua, -2, "dau");
    }
    return 1;
}

/* What is said of the place, and what its own texts say of others. */
static void count_all(const struct build *build, lua_Integer *n, unsigned char *sources) {
    const struct figures *figures = build->input->figures;
    for (uint32_t k = 0; k < figures->catalogue->n; k++) {
        uint32_t at = figures_first_shape(figures, &figures->catalogue->items[k], build->input->place);
        for (; at != MAP_NONE; at = figures->next[at], ++*n)
            if (figures->items[at]->where.source < figures->n_sources)
                sources[figures->items[at]->where.source] = 1;
    }
    figures_ask(figures, ASKED_TEXTS, 0, build->input->place, 0);
    size_t n_figures = n_to_look_at(build);
    for (size_t i = 0; i < n_figures; i++)
        *n += in_own_text(build, figures->items[i]) &&
              !place_equal(figures->items[i]->about->place, build->input->place);
}

int call_thong_ke(lua_State *lua) {
    struct build *build = build_of(lua);
    size_t n_all = build->input->figures->n_sources;
    unsigned char *sources = arena_alloc(build->arena, n_all + 1);
    lua_Integer n = 0, n_sources = 0;
    count_all(build, &n, sources);
    for (size_t i = 0; i < n_all; i++)
        n_sources += sources[i];
    lua_createtable(lua, 0, 2);
    lua_pushinteger(lua, n);
    lua_setfield(lua, -2, "so_lieu");
    lua_pushinteger(lua, n_sources);
    lua_setfield(lua, -2, "nguon");
    return 1;
}

/* ---- findings ------------------------------------------------------------------------------------------------------------------ */

static const char *const levels_vi[] = {"Đạt", "Lưu ý", "Cảnh báo", "Lỗi"};
static const char *const level_keys[] = {"dat", "luu_y", "canh_bao", "loi"};

static void push_finding(lua_State *lua, const struct finding *finding) {
    lua_createtable(lua, 0, 8);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)finding);
    lua_setfield(lua, -2, "_phat_hien");
    lua_pushstring(lua, level_keys[finding->level]);
    lua_setfield(lua, -2, "muc");
    lua_pushstring(lua, levels_vi[finding->level]);
    lua_setfield(lua, -2, "ten_muc");
    struct str message = cite_finding(build_of(lua), finding);
    lua_pushlstring(lua, message.at, message.len);
    lua_setfield(lua, -2, "noi_dung");
    lua_pushlstring(lua, finding->place.at ? finding->place.at : "", finding->place.len);
    lua_setfield(lua, -2, "tai");
    lua_pushstring(lua, finding->check);
    lua_setfield(lua, -2, "phep");
    lua_pushinteger(lua, finding->year);
    lua_setfield(lua, -2, "nam");
    lua_pushinteger(lua, finding->times ? finding->times : 1);
    lua_setfield(lua, -2, "lan");
}

static int level_at(lua_State *lua, int index) {
    if (lua_getfield(lua, index, "muc") == LUA_TNIL)
        return -1;
    struct str key = bridge_text(lua, lua_gettop(lua));
    for (int i = 0; i < 4; i++)
        if (str_equal(key, str_of(level_keys[i])))
            return i;
    build_raise(lua, "template-key", key,
                _("there is no level “%.*s”; the levels are dat, luu_y, canh_bao, loi"), STR_ARG(key));
}

/* Adds the findings of `place` to the list on top of the stack. */
static lua_Integer add_findings(lua_State *lua, struct str place, int year, int level, lua_Integer n) {
    const struct doc_input *input = build_of(lua)->input;
    size_t n_findings = 0;
    const struct finding *findings =
        findings_of_level(input->findings, input->figures, place, year, level, &n_findings);
    for (size_t i = 0; i < n_findings; i++) {
        bool other_year = year && findings[i].year && findings[i].year != year;
        if (other_year || (level >= 0 && (int)findings[i].level != level))
            continue;
        push_finding(lua, &findings[i]);
        lua_rawseti(lua, -2, ++n);
    }
    return n;
}

int call_phat_hien(lua_State *lua) {
    static const char *const known[] = {"muc", "nam", "tai", NULL};
    struct str place = build_of(lua)->input->place;
    int level = -1, year = 0;
    if (lua_istable(lua, 1)) {
        bridge_keys(lua, 1, known, false, "phat_hien");
        level = level_at(lua, 1);
        lua_getfield(lua, 1, "nam");
        year = fact_year_at(lua, lua_gettop(lua), 0);
        if (lua_getfield(lua, 1, "tai") != LUA_TNIL)
            place = fact_place_at(lua, lua_gettop(lua));
    }
    lua_newtable(lua);
    add_findings(lua, place, year, level, 0);
    return 1;
}
