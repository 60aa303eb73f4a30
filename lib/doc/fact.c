/* fact.c - the functions that ask for the facts of one place: so, ty_le, chenh, chi_so, tang_giam, co_cau, chuoi, ke_hoach,
 * thuc_hien. They name what they do not know: an id that is none is an error with the nearest ids; a figure that nobody
 * states is a value of its own, which only becomes an error when it is printed. */
#include "doc/bridge.h"
#include "doc/function.h"

/* ---- arguments ---------------------------------------------------------------------------------------------------------- */

enum wanted { WANT_ANY, WANT_COUNT, WANT_SHARE };

struct options {
    struct str place;
    enum wanted wanted;
};

int fact_year_now(const struct build *build) {
    return build->input->n_years ? build->input->years[build->input->n_years - 1] : 0;
}

int fact_year_first(const struct build *build) {
    return build->input->n_years ? build->input->years[0] : 0;
}

/* The year at `index`; `otherwise` when it is left out. */
int fact_year_at(lua_State *lua, int index, int otherwise) {
    if (lua_isnoneornil(lua, index) || lua_istable(lua, index))
        return otherwise;
    lua_Integer year = luaL_checkinteger(lua, index);
    if (year != 0 && (year < DATE_YEAR_FIRST || year > DATE_YEAR_LAST))
        build_raise(lua, "template-year", STR(""), _("%lld is no year; give one from %d to %d, or 0 for any"),
                    (long long)year, DATE_YEAR_FIRST, DATE_YEAR_LAST);
    return (int)year;
}

struct str fact_place_at(lua_State *lua, int index) {
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
        options.place = fact_place_at(lua, lua_gettop(lua));
    if (lua_getfield(lua, index, "ty_le") != LUA_TNIL)
        options.wanted = lua_toboolean(lua, -1) ? WANT_SHARE : WANT_COUNT;
    lua_pop(lua, 2);
    return options;
}

static void put_ids(struct buf *out, const char *const *ids, size_t n) {
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%s", i ? ", " : "", ids[i]);
}

const struct indicator *fact_indicator_at(lua_State *lua, int index) {
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

/* A missing fact still knows what was asked. */
static struct fact named(struct fact fact, const struct indicator *indicator, int year,
                         const struct options *options) {
    if (is_missing(fact)) {
        fact.indicator = indicator;
        fact.place = options->place;
        fact.year = year;
    }
    return fact;
}

/* As it is stated: a count, or where there is none a share. */
static struct fact fact_asked(struct build *build, const struct indicator *indicator, int year,
                              struct options options) {
    struct str id = str_of(indicator->id);
    const struct figures *figures = build->input->figures;
    struct fact fact =
        compare_fact(build->arena, figures, id, options.place, year, options.wanted == WANT_SHARE);
    if (is_missing(fact) && options.wanted == WANT_ANY) {
        struct fact share = compare_fact(build->arena, figures, id, options.place, year, true);
        if (!is_missing(share)) /* else what the count says of why it is missing stands */
            fact = share;
    }
    return named(fact, indicator, year, &options);
}

/* One fact a year, of the unit that the place is in the last one, and of one group as far as the years state it. */
static struct fact *series_asked(struct build *build, const struct indicator *indicator, int first, int last,
                                 struct options options) {
    struct str id = str_of(indicator->id);
    const struct figures *figures = build->input->figures;
    struct fact *shares = NULL;
    struct fact *series =
        compare_series(build->arena, figures, id, options.place, first, last, options.wanted == WANT_SHARE);
    for (int i = 0; i <= last - first; i++) {
        if (is_missing(series[i]) && options.wanted == WANT_ANY) {
            if (!shares)
                shares = compare_series(build->arena, figures, id, options.place, first, last, true);
            series[i] = is_missing(shares[i]) ? series[i] : shares[i];
        }
        series[i] = named(series[i], indicator, first + i, &options);
    }
    return series;
}

int call_so(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct options options = options_at(lua);
    bridge_push_fact(lua, fact_asked(build, indicator, fact_year_at(lua, 2, fact_year_now(build)), options));
    return 1;
}

int call_ty_le(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct options options = options_at(lua);
    options.wanted = WANT_SHARE;
    bridge_push_fact(lua, fact_asked(build, indicator, fact_year_at(lua, 2, fact_year_now(build)), options));
    return 1;
}

/* In shares where both years have one, else in numbers; as the option says where it says. */
int call_chenh(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct options options = options_at(lua);
    int a = fact_year_at(lua, 2, fact_year_first(build)), b = fact_year_at(lua, 3, fact_year_now(build));
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
    int a = fact_year_at(lua, 2, fact_year_first(build)), b = fact_year_at(lua, 3, fact_year_now(build));
    struct value *value = ARENA_NEW(build->arena, struct value);
    value->type = VALUE_MIX;
    value->as.mix = compare_mix(build->arena, build->input->figures, family, options.place, a, b);
    bridge_push(lua, value);
    return 1;
}

int call_chuoi(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct options options = options_at(lua);
    int first = fact_year_at(lua, 2, fact_year_first(build)),
        last = fact_year_at(lua, 3, fact_year_now(build));
    struct fact *series = series_asked(build, indicator, first, last, options);
    lua_newtable(lua);
    for (int year = first; year <= last; year++) {
        bridge_push_fact(lua, series[year - first]);
        lua_rawseti(lua, -2, year - first + 1);
    }
    return 1;
}

int call_ke_hoach(lua_State *lua) {
    struct build *build = build_of(lua);
    struct options options = options_at(lua);
    bridge_push_fact(lua, compare_plan(build->arena, build->input->figures, options.place,
                                       fact_year_at(lua, 1, fact_year_now(build))));
    return 1;
}

/* ---- index and relative change ------------------------------------------------------------------------------------------ */

/* Of numbers, never of shares: the index of a share would be read as points. */
static struct comparison counts_compared(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct options options = options_at(lua);
    int a = fact_year_at(lua, 2, fact_year_first(build)), b = fact_year_at(lua, 3, fact_year_now(build));
    return compare_years(build->arena, build->input->figures, str_of(indicator->id), options.place, a, b,
                         false);
}

static struct fact in_percent(const struct comparison *comparison, struct decimal value) {
    struct fact fact = comparison->difference;
    fact.value = value;
    fact.unit = COMPARE_UNIT_SHARE;
    fact.note = comparison->note;
    fact.note_en = comparison->note_en;
    return fact;
}

int call_chi_so(lua_State *lua) {
    struct comparison comparison = counts_compared(lua);
    bridge_push_fact(lua, in_percent(&comparison, comparison.index));
    return 1;
}

int call_tang_giam(lua_State *lua) {
    struct comparison comparison = counts_compared(lua);
    comparison.difference = in_percent(&comparison, comparison.relative);
    comparison.difference.note = comparison.difference.note_en = NULL; /* the comparison has it */
    bridge_push(lua, value_comparison(build_of(lua)->arena, comparison));
    return 1;
}

/* ---- plan and result -------------------------------------------------------------------------------------------------------- */

static void set_fact(lua_State *lua, const char *name, struct fact fact) {
    bridge_push_fact(lua, fact);
    lua_setfield(lua, -2, name);
}

int call_thuc_hien(lua_State *lua) {
    struct build *build = build_of(lua);
    struct options options = options_at(lua);
    struct plan_result plan = compare_plan_result(build->arena, build->input->figures, options.place,
                                                  fact_year_at(lua, 1, fact_year_now(build)));
    lua_createtable(lua, 0, 4);
    set_fact(lua, "ke_hoach", plan.planned);
    set_fact(lua, "ket_qua", plan.done);
    set_fact(lua, "ty_le", plan.rate);
    set_fact(lua, "chenh", plan.off);
    return 1;
}

int call_nhan(lua_State *lua) {
    lua_pushstring(lua, fact_indicator_at(lua, 1)->label);
    return 1;
}
