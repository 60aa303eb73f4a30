/* fact.c - the functions that ask for facts: so, ty_le, chenh, co_cau, chuoi, tong, ke_hoach, so_lieu, noi_khac,
 * phat_hien. They name what they do not know: an id that is none is an error with the nearest ids; a figure that nobody
 * states is a value of its own, which only becomes an error when it is printed. */
#include "doc/bridge.h"
#include "doc/function.h"
#include <stdlib.h>
#include <string.h>

/* ---- arguments ---------------------------------------------------------------------------------------------------------- */

enum wanted { WANT_ANY, WANT_COUNT, WANT_SHARE };

struct options {
    struct str place;
    enum wanted wanted;
};

static int year_now(const struct build *build) {
    return build->input->n_years ? build->input->years[build->input->n_years - 1] : 0;
}

static int year_first(const struct build *build) {
    return build->input->n_years ? build->input->years[0] : 0;
}

/* The year at `index`; `otherwise` when it is left out. */
static int year_at(lua_State *lua, int index, int otherwise) {
    if (lua_isnoneornil(lua, index) || lua_istable(lua, index))
        return otherwise;
    lua_Integer year = luaL_checkinteger(lua, index);
    if (year != 0 && (year < 1900 || year > 2200))
        build_raise(lua, "template-year", STR(""),
                    _("%lld is no year; give one from 1900 to 2200, or 0 for any"), (long long)year);
    return (int)year;
}

static struct str place_at(lua_State *lua, int index) {
    const struct value *value = bridge_peek(lua, index);
    return value && value->type == VALUE_PLACE ? value->as.place : bridge_text(lua, index);
}

/* The options, a table, are the last argument whichever it is. */
static struct options options_at(lua_State *lua) {
    static const char *const known[] = {"tai", "ty_le", NULL};
    struct options options = {build_of(lua)->input->place, WANT_ANY};
    int index = lua_gettop(lua);
    if (index == 0 || !lua_istable(lua, index))
        return options;
    bridge_keys(lua, index, known, false, "{tai=, ty_le=}");
    if (lua_getfield(lua, index, "tai") != LUA_TNIL)
        options.place = place_at(lua, lua_gettop(lua));
    if (lua_getfield(lua, index, "ty_le") != LUA_TNIL)
        options.wanted = lua_toboolean(lua, -1) ? WANT_SHARE : WANT_COUNT;
    lua_pop(lua, 2);
    return options;
}

static void put_ids(struct buf *out, const char *const *ids, size_t n) {
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%s", i ? ", " : "", ids[i]);
}

static const struct indicator *indicator_at(lua_State *lua, int index) {
    struct build *build = build_of(lua);
    struct str id = bridge_text(lua, index);
    const struct catalogue *catalogue = build->input->figures->catalogue;
    const struct indicator *indicator = catalogue_find(catalogue, id);
    if (indicator)
        return indicator;
    const char *nearest[3];
    struct buf names = BUF_EMPTY;
    put_ids(&names, nearest, catalogue_nearest(catalogue, id, nearest, 3));
    struct str kept = arena_str(build->arena, buf_view(&names));
    buf_fini(&names);
    build_raise(lua, "template-indicator", id, _("there is no indicator “%.*s”; the nearest are %.*s"),
                STR_ARG(id), STR_ARG(kept));
}

/* ---- one fact ------------------------------------------------------------------------------------------------------------- */

static bool is_missing(struct fact fact) {
    return decimal_missing(fact.value);
}

/* As it is stated: a count, or where there is none a share. A missing fact still knows what was asked. */
static struct fact fact_asked(struct build *build, const struct indicator *indicator, int year,
                              struct options options) {
    struct str id = str_of(indicator->id);
    struct fact fact = compare_fact(build->arena, build->input->figures, id, options.place, year,
                                    options.wanted == WANT_SHARE);
    if (is_missing(fact) && options.wanted == WANT_ANY)
        fact = compare_fact(build->arena, build->input->figures, id, options.place, year, true);
    if (is_missing(fact)) {
        fact.indicator = indicator;
        fact.place = options.place;
        fact.year = year;
    }
    return fact;
}

int call_so(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = indicator_at(lua, 1);
    struct options options = options_at(lua);
    bridge_push_fact(lua, fact_asked(build, indicator, year_at(lua, 2, year_now(build)), options));
    return 1;
}

int call_ty_le(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = indicator_at(lua, 1);
    struct options options = options_at(lua);
    options.wanted = WANT_SHARE;
    bridge_push_fact(lua, fact_asked(build, indicator, year_at(lua, 2, year_now(build)), options));
    return 1;
}

/* In shares where both years have one, else in numbers; as the option says where it says. */
int call_chenh(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = indicator_at(lua, 1);
    struct options options = options_at(lua);
    int a = year_at(lua, 2, year_first(build)), b = year_at(lua, 3, year_now(build));
    struct str id = str_of(indicator->id);
    struct comparison comparison = compare_years(build->arena, build->input->figures, id, options.place, a, b,
                                                 options.wanted != WANT_COUNT);
    if (options.wanted == WANT_ANY && is_missing(comparison.difference))
        comparison = compare_years(build->arena, build->input->figures, id, options.place, a, b, false);
    bridge_push(lua, value_comparison(build->arena, comparison));
    return 1;
}

static bool family_known(const struct catalogue *catalogue, struct str family) {
    for (uint32_t i = 0; i < catalogue->n; i++)
        if (catalogue->items[i].family && str_equal(str_of(catalogue->items[i].family), family))
            return true;
    return false;
}

int call_co_cau(lua_State *lua) {
    struct build *build = build_of(lua);
    struct str family = bridge_text(lua, 1);
    struct options options = options_at(lua);
    if (!family_known(build->input->figures->catalogue, family))
        build_raise(lua, "template-indicator", family, _("there is no family of classes “%.*s”"),
                    STR_ARG(family));
    int a = year_at(lua, 2, year_first(build)), b = year_at(lua, 3, year_now(build));
    struct value *value = ARENA_NEW(build->arena, struct value);
    value->type = VALUE_MIX;
    value->as.mix = compare_mix(build->arena, build->input->figures, family, options.place, a, b);
    bridge_push(lua, value);
    return 1;
}

int call_chuoi(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = indicator_at(lua, 1);
    struct options options = options_at(lua);
    int first = year_at(lua, 2, year_first(build)), last = year_at(lua, 3, year_now(build));
    lua_newtable(lua);
    for (int year = first; year <= last; year++) {
        bridge_push_fact(lua, fact_asked(build, indicator, year, options));
        lua_rawseti(lua, -2, year - first + 1);
    }
    return 1;
}

int call_tong(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = indicator_at(lua, 1);
    const struct doc_input *input = build->input;
    bridge_push_fact(lua, compare_sum(build->arena, input->figures, str_of(indicator->id), input->places,
                                      input->n_places, year_at(lua, 2, year_now(build))));
    return 1;
}

int call_ke_hoach(lua_State *lua) {
    struct build *build = build_of(lua);
    struct options options = options_at(lua);
    bridge_push_fact(lua, compare_plan(build->arena, build->input->figures, options.place,
                                       year_at(lua, 1, year_now(build))));
    return 1;
}

int call_nhan(lua_State *lua) {
    lua_pushstring(lua, indicator_at(lua, 1)->label);
    return 1;
}

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
        filter.place = place_at(lua, lua_gettop(lua));
    if (lua_getfield(lua, index, "chi_tieu") != LUA_TNIL)
        filter.prefix = bridge_text(lua, lua_gettop(lua));
    lua_getfield(lua, index, "nam");
    filter.year = year_at(lua, lua_gettop(lua), 0);
    lua_getfield(lua, index, "van_ban");
    filter.texts = lua_toboolean(lua, -1);
    lua_getfield(lua, index, "chua_dung");
    filter.unused = lua_toboolean(lua, -1);
    lua_settop(lua, index);
    return filter;
}

static const struct source *source_of_figure(const struct build *build, const struct figure *figure) {
    const struct figures *figures = build->input->figures;
    return figure->where.source < figures->n_sources ? figures->sources[figure->where.source] : NULL;
}

/* From a text of the dossier's own place. */
static bool in_own_text(const struct build *build, const struct figure *figure) {
    const struct source *source = source_of_figure(build, figure);
    return source && source->kind == SOURCE_TEXT && build->own[figure->where.source];
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
    return !(filter->unused && build->used[figure->id]);
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

/* Those of one place through the index; without a place all are looked at. In order of sources and bytes. */
static void collect(const struct build *build, const struct filter *filter, struct stated *out) {
    const struct figures *figures = build->input->figures;
    if (!filter->place.len) {
        for (size_t i = 0; i < figures->n; i++)
            take(build, filter, figures->items[i], out);
        return;
    }
    for (uint32_t k = 0; k < figures->catalogue->n; k++) {
        uint32_t at = figures_first(figures, &figures->catalogue->items[k], filter->place);
        for (; at != MAP_NONE; at = figures->next[at])
            take(build, filter, figures->items[at], out);
    }
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, by_id);
}

struct str period_words(const struct build *build, const struct figure *figure) {
    struct period period = figure->period;
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
    if (figure->base.from) {
        lua_pushinteger(lua, figure->base.from);
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
    lua_newtable(lua);
    for (size_t i = 0; i < figures->n && n < 64; i++) {
        struct str place = figures->items[i]->place;
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
        uint32_t at = figures_first(figures, &figures->catalogue->items[k], build->input->place);
        for (; at != MAP_NONE; at = figures->next[at]) {
            const struct figure *figure = figures->items[at];
            if (figure->kind != FIGURE_CHANGE && !figure->planned && period_one_year(figure->period))
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

#define YEAR_FIGURES 3u /* that make a year worth a report of its own */

/* A report of May 2022 speaks of 2021: where hardly anything is stated for the year that was asked, the year that most is
 * stated for stands in; and where one year was asked, the earliest that enough is stated for is compared with. */
void years_meant(const struct build *build, int *first, int *last) {
    struct year_count years[YEARS_MAX];
    uint32_t n = stated_years(build, years);
    *first = 0;
    *last = year_now(build);
    uint32_t most = year_figures(years, n, *last);
    for (uint32_t i = 0; i < n && year_figures(years, n, year_now(build)) < YEAR_FIGURES; i++)
        if (years[i].n >= most) {
            most = years[i].n;
            *last = years[i].year;
        }
    if (build->input->n_years > 1 && year_first(build) < *last)
        *first = year_first(build);
    for (uint32_t i = 0; i < n && !*first && build->input->n_years < 2; i++)
        if (years[i].year && years[i].year < *last && years[i].n >= YEAR_FIGURES)
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
        uint32_t at = figures_first(figures, &figures->catalogue->items[k], build->input->place);
        for (; at != MAP_NONE; at = figures->next[at], ++*n)
            if (figures->items[at]->where.source < figures->n_sources)
                sources[figures->items[at]->where.source] = 1;
    }
    for (size_t i = 0; i < figures->n; i++)
        *n += in_own_text(build, figures->items[i]) &&
              !place_equal(figures->items[i]->place, build->input->place);
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
    lua_pushstring(lua, finding->message_vi);
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
        input->findings->n ? findings_of(input->findings, input->figures, place, &n_findings) : NULL;
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
        year = year_at(lua, lua_gettop(lua), 0);
        if (lua_getfield(lua, 1, "tai") != LUA_TNIL)
            place = place_at(lua, lua_gettop(lua));
    }
    lua_newtable(lua);
    add_findings(lua, place, year, level, 0);
    return 1;
}
