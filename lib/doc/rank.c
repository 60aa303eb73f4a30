/* rank.c - the functions over many units: tong, binh_quan, xep_hang, dat_nguong, cac_xa. A unit that states nothing is in no
 * number and is named in the note; percentages are never averaged, a mean is made anew from parts and wholes. */
#include "doc/bridge.h"
#include "doc/function.h"

/* ---- arguments ---------------------------------------------------------------------------------------------------------- */

#define UNITS_MAX 20000

/* Over which units, and how. */
struct over {
    const struct str *places;
    size_t n_places;
    int year;
    bool either, share; /* counts where some unit states one, else shares; or as `share` says */
    enum bound_side side;
    lua_Integer top, bottom; /* of the ranking; 0: not asked for */
};

static void units_at(lua_State *lua, struct over *over) {
    luaL_checktype(lua, -1, LUA_TTABLE);
    lua_Unsigned n = lua_rawlen(lua, -1);
    if (n > UNITS_MAX)
        build_raise(lua, "template-limit", STR("trong"), _("the list is too long"));
    struct str *places = ARENA_ARRAY(build_of(lua)->arena, n, struct str);
    for (lua_Unsigned i = 0; i < n; i++) {
        lua_rawgeti(lua, -1, (lua_Integer)i + 1);
        places[i] = fact_place_at(lua, lua_gettop(lua));
        lua_pop(lua, 1);
    }
    over->places = places;
    over->n_places = n;
}

static bool flag_at(lua_State *lua, int index, const char *name, bool *value) {
    bool given = lua_getfield(lua, index, name) != LUA_TNIL;
    *value = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    return given;
}

static lua_Integer size_at(lua_State *lua, int index, const char *name) {
    lua_Integer n = 0;
    if (lua_getfield(lua, index, name) != LUA_TNIL) {
        n = luaL_checkinteger(lua, -1);
        if (n < 1)
            build_raise(lua, "template-value", str_of(name), _("a whole number above 0 is wanted here"));
    }
    lua_pop(lua, 1);
    return n;
}

/* All units within the place: their list is one of the things that were asked for. */
static void ask_places(const struct build *build, const struct over *over) {
    if (over->places == build->input->places)
        figures_ask(build->input->figures, ASKED_PLACES, 0, STR(""), 0);
}

/* The year at `index` and the options, a table, which are the last argument; `known` are those of the function. */
static struct over over_at(lua_State *lua, int index, const char *const *known, const char *what) {
    const struct build *build = build_of(lua);
    struct over over = {build->input->places, build->input->n_places, 0, true, false, BOUND_FROM, 0, 0};
    over.year = fact_year_at(lua, index, fact_year_now(build));
    int last = lua_gettop(lua);
    if (last < index || !lua_istable(lua, last)) {
        ask_places(build, &over);
        return over;
    }
    bridge_keys(lua, last, known, false, what);
    if (lua_getfield(lua, last, "trong") != LUA_TNIL)
        units_at(lua, &over);
    ask_places(build, &over);
    lua_pop(lua, 1);
    over.either = !flag_at(lua, last, "ty_le", &over.share);
    bool above, below;
    flag_at(lua, last, "tren", &above);
    flag_at(lua, last, "duoi", &below);
    if (above && below)
        build_raise(lua, "template-value", STR("tren"),
                    _("a bound has one side: give tren or duoi, not both"));
    over.side = above ? BOUND_ABOVE : below ? BOUND_BELOW : BOUND_FROM;
    over.top = size_at(lua, last, "dau");
    over.bottom = size_at(lua, last, "cuoi");
    return over;
}

/* A whole number, a text as people write numbers ("52,5"), or a fact. */
static struct decimal bound_at(lua_State *lua, int index) {
    if (lua_isinteger(lua, index))
        return decimal_int(lua_tointeger(lua, index));
    if (lua_type(lua, index) == LUA_TNUMBER)
        build_raise(lua, "template-value", STR(""),
                    _("a bound with a fraction is written as a text: \"52,5\""));
    if (lua_type(lua, index) != LUA_TSTRING)
        return bridge_fact(lua, index)->value;
    struct str text = bridge_text(lua, index);
    struct number number;
    if (!number_parse(text, NUMBER_VI, &number))
        build_raise(lua, "template-value", text, _("“%.*s” is no number; write it as \"52,5\""),
                    STR_ARG(text));
    return number.value;
}

/* ---- handing over ------------------------------------------------------------------------------------------------------- */

static void push_place(lua_State *lua, struct str place) {
    struct value *value = ARENA_NEW(build_of(lua)->arena, struct value);
    value->type = VALUE_PLACE;
    value->as.place = place;
    bridge_push(lua, value);
}

static void push_places(lua_State *lua, const struct str *places, size_t n) {
    lua_newtable(lua);
    for (size_t i = 0; i < n; i++) {
        push_place(lua, places[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

static void push_ranked(lua_State *lua, const struct ranked *ranked) {
    lua_createtable(lua, 0, 3);
    lua_pushinteger(lua, ranked->rank);
    lua_setfield(lua, -2, "hang");
    push_place(lua, ranked->fact.place);
    lua_setfield(lua, -2, "tai");
    bridge_push_fact(lua, ranked->fact);
    lua_setfield(lua, -2, "so");
}

/* The first `n`, and those that share the rank of the last of them. */
static void push_top(lua_State *lua, const struct ranking *ranking, lua_Integer n) {
    lua_newtable(lua);
    for (uint32_t i = 0; i < ranking->n && (lua_Integer)ranking->items[i].rank <= n; i++) {
        push_ranked(lua, &ranking->items[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

/* The last `n`, the lowest first, and those that share the value of the last of them. */
static void push_bottom(lua_State *lua, const struct ranking *ranking, lua_Integer n) {
    lua_newtable(lua);
    for (uint32_t i = 0; i < ranking->n; i++) {
        const struct ranked *ranked = &ranking->items[ranking->n - 1 - i];
        if ((lua_Integer)i >= n && ranked->rank != ranking->items[ranking->n - i].rank)
            break;
        push_ranked(lua, ranked);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

static void set_note(lua_State *lua, const char *note) {
    lua_pushstring(lua, note ? note : "");
    lua_setfield(lua, -2, "ghi_chu");
}

/* ---- the functions -------------------------------------------------------------------------------------------------------- */

static struct ranking rank(struct build *build, const struct indicator *indicator, const struct over *over) {
    struct str id = str_of(indicator->id);
    const struct figures *figures = build->input->figures;
    struct ranking ranking =
        compare_rank(build->arena, figures, id, over->places, over->n_places, over->year, over->share);
    if (over->either && ranking.n == 0)
        ranking = compare_rank(build->arena, figures, id, over->places, over->n_places, over->year, true);
    return ranking;
}

int call_xep_hang(lua_State *lua) {
    static const char *const known[] = {"ty_le", "trong", "dau", "cuoi", NULL};
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct over over = over_at(lua, 2, known, "{ty_le=, trong=, dau=, cuoi=}");
    struct ranking ranking = rank(build, indicator, &over);
    lua_createtable(lua, 0, 5);
    push_top(lua, &ranking, UNITS_MAX);
    lua_setfield(lua, -2, "dong");
    push_top(lua, &ranking, over.top);
    lua_setfield(lua, -2, "dau");
    push_bottom(lua, &ranking, over.bottom);
    lua_setfield(lua, -2, "cuoi");
    push_places(lua, ranking.missing, ranking.n_missing);
    lua_setfield(lua, -2, "thieu");
    set_note(lua, ranking.note);
    return 1;
}

int call_dat_nguong(lua_State *lua) {
    static const char *const known[] = {"ty_le", "trong", "tren", "duoi", NULL};
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct decimal bound = bound_at(lua, 2);
    struct over over = over_at(lua, 3, known, "{ty_le=, trong=, tren=, duoi=}");
    struct ranking ranking = rank(build, indicator, &over);
    struct reached reached = ranking_reach(build->arena, &ranking, bound, over.side);
    lua_createtable(lua, 0, 6);
    bridge_push_fact(lua, reached.units);
    lua_setfield(lua, -2, "so");
    bridge_push_fact(lua, reached.of);
    lua_setfield(lua, -2, "tong");
    bridge_push_fact(lua, reached.share);
    lua_setfield(lua, -2, "ty_le");
    lua_newtable(lua);
    for (uint32_t i = 0; i < reached.n; i++) {
        push_ranked(lua, reached.items[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    lua_setfield(lua, -2, "dong");
    push_places(lua, ranking.missing, ranking.n_missing);
    lua_setfield(lua, -2, "thieu");
    set_note(lua, reached.units.note);
    return 1;
}

int call_binh_quan(lua_State *lua) {
    static const char *const known[] = {"trong", NULL};
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct over over = over_at(lua, 2, known, "{trong=}");
    bridge_push_fact(lua, compare_average(build->arena, build->input->figures, str_of(indicator->id),
                                          over.places, over.n_places, over.year));
    return 1;
}

int call_tong(lua_State *lua) {
    static const char *const known[] = {"trong", NULL};
    struct build *build = build_of(lua);
    const struct indicator *indicator = fact_indicator_at(lua, 1);
    struct over over = over_at(lua, 2, known, "{trong=}");
    bridge_push_fact(lua, compare_sum(build->arena, build->input->figures, str_of(indicator->id), over.places,
                                      over.n_places, over.year));
    return 1;
}

int call_cac_xa(lua_State *lua) {
    struct build *build = build_of(lua);
    struct str district = fact_place_at(lua, 1);
    const struct figures *figures = build->input->figures;
    struct str *places = ARENA_ARRAY(build->arena, figures->n_places, struct str);
    push_places(lua, places, compare_communes(figures, district, places, figures->n_places));
    return 1;
}
