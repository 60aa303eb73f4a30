/* bridge.c - values as Lua userdata. One metatable for all; what a field means depends on the value's type, and a field that
 * is not there is an error that names those that are: a misspelt field must not print nothing. */
#include "doc/bridge.h"
#include <string.h>

#define VALUE_META "hoso.value"
#define LIST_MAX   10000u /* parts of one phrase */

struct build *build_of(lua_State *lua) {
    return sandbox_of(lua)->user;
}

void build_raise(lua_State *lua, const char *id, struct str near, const char *format, ...) {
    struct build *build = build_of(lua);
    build->fault = id;
    build->near = arena_str(build->arena, near);
    struct buf text = BUF_EMPTY;
    va_list args;
    va_start(args, format);
    buf_vprintf(&text, format, args);
    va_end(args);
    struct str kept = arena_str(build->arena, buf_view(&text));
    buf_fini(&text);
    lua_pushlstring(lua, kept.at, kept.len);
    lua_error(lua);
    __builtin_unreachable();
}

/* ---- handing over ----------------------------------------------------------------------------------------------------- */

void bridge_push(lua_State *lua, const struct value *value) {
    struct build *build = build_of(lua);
    if (build->arena->total > build->arena_start + BUILD_ARENA_MAX)
        build_raise(lua, "template-limit", STR(""), _("the template makes too many values"));
    const struct value **slot = lua_newuserdatauv(lua, sizeof *slot, 0);
    *slot = value;
    luaL_setmetatable(lua, VALUE_META);
}

void bridge_push_fact(lua_State *lua, struct fact fact) {
    bridge_push(lua, value_fact(build_of(lua)->arena, fact, FORM_PLAIN));
}

const struct value *bridge_peek(lua_State *lua, int index) {
    const struct value **slot = luaL_testudata(lua, index, VALUE_META);
    return slot ? *slot : NULL;
}

static bool is_utf8(struct str s) {
    for (size_t at = 0; at < s.len;) {
        size_t here = at;
        if (text_next(s, &at) == 0xFFFD && !str_starts(str_cut(s, here, s.len), STR("\xEF\xBF\xBD")))
            return false;
    }
    return true;
}

struct str bridge_text(lua_State *lua, int index) {
    struct str text;
    text.at = luaL_checklstring(lua, index, &text.len);
    if (!is_utf8(text))
        build_raise(lua, "template-utf8", STR(""),
                    _("the text is not valid UTF-8; do not cut texts inside a letter"));
    return arena_str(build_of(lua)->arena, text);
}

static const struct value *value_list(lua_State *lua, int index, const char *what) {
    struct arena *arena = build_of(lua)->arena;
    lua_Unsigned n = lua_rawlen(lua, index);
    if (n > LIST_MAX)
        build_raise(lua, "template-limit", STR(""), _("the list is too long"));
    const struct value **parts = ARENA_ARRAY(arena, n + 1, const struct value *);
    uint32_t kept = 0;
    for (lua_Unsigned i = 1; i <= n; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i);
        luaL_checkstack(lua, 5, "nested lists");
        const struct value *part = bridge_value(lua, lua_gettop(lua), what);
        if (part)
            parts[kept++] = part;
        lua_pop(lua, 1);
    }
    const struct value *phrase = value_phrase(arena, parts, kept, NODE_DOCUMENT);
    if (phrase->as.phrase.depth > PHRASE_DEPTH)
        build_raise(lua, "template-limit", STR(""), _("the parts are nested too deeply"));
    return phrase;
}

const struct value *bridge_value(lua_State *lua, int index, const char *what) {
    const struct value *value = bridge_peek(lua, index);
    if (value)
        return value;
    int type = lua_type(lua, index);
    if (type == LUA_TNIL)
        return NULL;
    if (type == LUA_TSTRING)
        return value_text(build_of(lua)->arena, bridge_text(lua, index));
    if (type == LUA_TNUMBER && lua_isinteger(lua, index))
        return value_text(build_of(lua)->arena,
                          arena_printf(build_of(lua)->arena, "%lld", (long long)lua_tointeger(lua, index)));
    if (type == LUA_TTABLE) {
        if (lua_gettop(lua) > 60)
            build_raise(lua, "template-limit", STR(""), _("the parts are nested too deeply"));
        return value_list(lua, lua_absindex(lua, index), what);
    }
    build_raise(lua, "template-value", STR(""),
                _("%s: a %s cannot be printed; give a text, a whole number, a figure or a list of them"),
                what, type == LUA_TNUMBER ? "number with a fraction" : lua_typename(lua, type));
}

const struct fact *bridge_fact(lua_State *lua, int index) {
    const struct value *value = bridge_peek(lua, index);
    if (!value || value->type != VALUE_FACT)
        build_raise(lua, "template-value", STR(""), _("a figure is wanted here, as so(...) gives one"));
    return &value->as.fact.fact;
}

void bridge_keys(lua_State *lua, int index, const char *const *known, bool list, const char *what) {
    index = lua_absindex(lua, index);
    for (lua_pushnil(lua); lua_next(lua, index);) {
        lua_pop(lua, 1);
        if (lua_type(lua, -1) != LUA_TSTRING) {
            if (list && lua_type(lua, -1) == LUA_TNUMBER)
                continue;
            build_raise(lua, "template-key", STR(""), _("%s: items without a name do not belong here"), what);
        }
        struct str key = str_of(lua_tostring(lua, -1));
        struct buf names = BUF_EMPTY;
        bool found = false;
        for (const char *const *name = known; *name; name++) {
            found |= str_equal(key, str_of(*name));
            buf_printf(&names, "%s%s", name == known ? "" : ", ", *name);
        }
        struct str all = arena_str(build_of(lua)->arena, buf_view(&names));
        buf_fini(&names);
        if (!found)
            build_raise(lua, "template-key", key, _("%s has no field “%.*s”; it has %.*s"), what,
                        STR_ARG(key), STR_ARG(all));
    }
}

/* ---- fields ------------------------------------------------------------------------------------------------------------ */

static void push_str(lua_State *lua, struct str s) {
    lua_pushlstring(lua, s.at ? s.at : "", s.len);
}

static void push_form(lua_State *lua, const struct value *value, enum value_form form) {
    struct value *copy = ARENA_NEW(build_of(lua)->arena, struct value);
    *copy = *value;
    copy->form = form;
    bridge_push(lua, copy);
}

static const char *kind_of(const struct value *value) {
    const struct figure *stated = value->as.fact.stated;
    if (stated)
        return figure_kind_name(stated->kind);
    const char *unit = value->as.fact.fact.unit;
    return unit && strcmp(unit, "%") == 0 ? "percent" : "count";
}

static void push_bool(lua_State *lua, bool value) {
    lua_pushboolean(lua, value);
}

/* The second number of a ratio: 1.279 of 769/1.279; missing where there is none. */
static void push_denominator(lua_State *lua, const struct value *value) {
    struct fact fact = value->as.fact.fact;
    const struct figure *figure = fact.n_from == 1 ? fact.from[0] : NULL;
    fact.value = figure && figure->kind == FIGURE_RATIO ? figure->of : DECIMAL_MISSING;
    fact.qualifier = QUALIFIER_EXACT;
    bridge_push_fact(lua, fact);
}

/* All that `fact` rests on stands in one source and speaks of one group, those of `figure`. */
static bool same_basis(const struct fact *fact, const struct figure *figure) {
    for (uint32_t i = 0; i < fact->n_from; i++)
        if (fact->from[i]->where.source != figure->where.source ||
            !group_equal(fact->from[i]->group, figure->group))
            return false;
    return true;
}

/* The heads behind a share, of its own source and group: a share of the civil servants of a report must not stand beside
 * the heads of all staff of a table. Missing where that source states no count. */
static void push_heads(lua_State *lua, const struct fact *share) {
    struct build *build = build_of(lua);
    const struct figures *figures = build->input->figures;
    struct fact heads = {.indicator = share->indicator, .value = DECIMAL_MISSING, .place = share->place};
    heads.year = share->year;
    if (share->indicator && share->n_from) {
        struct str id = str_of(share->indicator->id);
        struct fact count = compare_fact(build->arena, figures, id, share->place, share->year, false);
        struct figure_query query = {.indicator = id,
                                     .place = share->place,
                                     .year = share->year,
                                     .kinds = FIGURE_BIT(FIGURE_COUNT) | FIGURE_BIT(FIGURE_RATIO),
                                     .beside = share->from[0]};
        const struct figure *beside = figures_lookup(figures, &query);
        if (!decimal_missing(count.value) && same_basis(&count, share->from[0]))
            heads = count;
        else if (beside)
            heads = value_stated(build->arena, figures, beside)->as.fact.fact;
    }
    bridge_push_fact(lua, heads);
}

static bool fact_field(lua_State *lua, const struct value *value, const char *name) {
    const struct fact *fact = &value->as.fact.fact;
    if (!strcmp(name, "gia_tri"))
        push_form(lua, value, FORM_BARE);
    else if (!strcmp(name, "day_du"))
        push_form(lua, value, FORM_FULL);
    else if (!strcmp(name, "don_vi"))
        lua_pushstring(lua, fact->unit ? fact->unit : "");
    else if (!strcmp(name, "ten"))
        lua_pushstring(lua, fact->indicator ? fact->indicator->label : "");
    else if (!strcmp(name, "chi_tieu"))
        lua_pushstring(lua, fact->indicator ? fact->indicator->id : "");
    else if (!strcmp(name, "nam"))
        lua_pushinteger(lua, fact->year);
    else if (!strcmp(name, "thieu"))
        push_bool(lua, value_missing(value));
    else if (!strcmp(name, "nhom"))
        push_str(lua, fact->group);
    else if (!strcmp(name, "tai"))
        push_str(lua, fact->place);
    else if (!strcmp(name, "loai"))
        lua_pushstring(lua, kind_of(value));
    else if (!strcmp(name, "nghi_ngo"))
        push_bool(lua, fact->doubtful);
    else if (!strcmp(name, "uoc"))
        push_bool(lua, fact->estimated);
    else if (!strcmp(name, "suy_ra"))
        push_bool(lua, fact->derived);
    else if (!strcmp(name, "ky"))
        push_str(lua, fact->n_from ? period_words(build_of(lua), fact->from[0]) : STR(""));
    else if (!strcmp(name, "nhieu_nam"))
        push_bool(lua, fact->n_from && !period_one_year(fact->from[0]->period));
    else if (!strcmp(name, "so_nguoi"))
        push_heads(lua, fact);
    else if (!strcmp(name, "tu_so"))
        bridge_push_fact(lua, *fact);
    else if (!strcmp(name, "mau_so"))
        push_denominator(lua, value);
    else
        return false;
    return true;
}

#define FACT_FIELDS                                                                                          \
    "gia_tri, day_du, don_vi, ten, chi_tieu, nam, thieu, nhom, tai, loai, nghi_ngo, uoc, suy_ra, ky, nhieu_nam, so_nguoi, tu_so, mau_so"

static struct fact index_fact(const struct comparison *comparison) {
    struct fact fact = comparison->difference;
    fact.value = comparison->index;
    fact.unit = "%";
    return fact;
}

static bool comparison_field(lua_State *lua, const struct value *value, const char *name) {
    const struct comparison *comparison = &value->as.comparison;
    bool missing = decimal_missing(comparison->difference.value);
    int sign = missing ? 0 : decimal_sign(comparison->difference.value);
    if (!strcmp(name, "dau"))
        bridge_push_fact(lua, comparison->a);
    else if (!strcmp(name, "cuoi"))
        bridge_push_fact(lua, comparison->b);
    else if (!strcmp(name, "chenh"))
        bridge_push_fact(lua, comparison->difference);
    else if (!strcmp(name, "chi_so"))
        bridge_push_fact(lua, index_fact(comparison));
    else if (!strcmp(name, "mui_ten"))
        push_form(lua, value, FORM_BARE);
    else if (!strcmp(name, "huong"))
        lua_pushstring(lua, comparison_word(comparison));
    else if (!strcmp(name, "tang"))
        push_bool(lua, sign > 0);
    else if (!strcmp(name, "giam"))
        push_bool(lua, sign < 0);
    else if (!strcmp(name, "thieu"))
        push_bool(lua, missing);
    else if (!strcmp(name, "ghi_chu"))
        lua_pushstring(lua, comparison->note ? comparison->note : "");
    else if (!strcmp(name, "khac_nhom"))
        push_bool(lua, comparison->extent & EXTENT_GROUP);
    else
        return false;
    return true;
}

#define COMPARISON_FIELDS "dau, cuoi, chenh, chi_so, mui_ten, huong, tang, giam, thieu, ghi_chu, khac_nhom"

static const char *class_label(const struct comparison *row) {
    const struct indicator *indicator = row->b.indicator ? row->b.indicator : row->a.indicator;
    return indicator ? indicator->label : "";
}

static void push_mix_row(lua_State *lua, const struct mix *mix, uint32_t i) {
    lua_createtable(lua, 0, 5);
    lua_pushstring(lua, class_label(&mix->rows[i]));
    lua_setfield(lua, -2, "ten");
    bridge_push_fact(lua, mix->rows[i].a);
    lua_setfield(lua, -2, "dau");
    bridge_push_fact(lua, mix->rows[i].b);
    lua_setfield(lua, -2, "cuoi");
    bridge_push(lua, value_comparison(build_of(lua)->arena, mix->rows[i]));
    lua_setfield(lua, -2, "chenh");
    bridge_push_fact(lua, mix->estimate ? mix->estimate[i] : (struct fact){.value = DECIMAL_MISSING});
    lua_setfield(lua, -2, "uoc");
}

static uint32_t mix_stated(const struct mix *mix, bool later) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < mix->n_rows; i++)
        n += !decimal_missing(later ? mix->rows[i].b.value : mix->rows[i].a.value);
    return n;
}

static bool mix_field(lua_State *lua, const struct mix *mix, const char *name) {
    if (!strcmp(name, "dong")) {
        lua_createtable(lua, (int)mix->n_rows, 0);
        for (uint32_t i = 0; i < mix->n_rows; i++) {
            push_mix_row(lua, mix, i);
            lua_rawseti(lua, -2, (lua_Integer)i + 1);
        }
    } else if (!strcmp(name, "tong_dau"))
        bridge_push_fact(lua, mix->total_a);
    else if (!strcmp(name, "tong_cuoi"))
        bridge_push_fact(lua, mix->total_b);
    else if (!strcmp(name, "toan_dau"))
        bridge_push_fact(lua, mix->whole_a);
    else if (!strcmp(name, "toan_cuoi"))
        bridge_push_fact(lua, mix->whole_b);
    else if (!strcmp(name, "so_dau"))
        lua_pushinteger(lua, mix_stated(mix, false));
    else if (!strcmp(name, "so_cuoi"))
        lua_pushinteger(lua, mix_stated(mix, true));
    else if (!strcmp(name, "ghi_chu"))
        lua_pushstring(lua, mix->note ? mix->note : "");
    else if (!strcmp(name, "khac_nhom"))
        push_bool(lua, mix->extent & EXTENT_GROUP);
    else
        return false;
    return true;
}

#define MIX_FIELDS "dong, tong_dau, tong_cuoi, toan_dau, toan_cuoi, so_dau, so_cuoi, ghi_chu, khac_nhom"

/* The class word of a place: "tỉnh" of "tỉnh Điện Biên". */
static struct str place_class(struct str name) {
    struct str bare = place_bare(name);
    return str_trim(str_cut(name, 0, name.len - (bare.len < name.len ? bare.len : name.len)));
}

static const char *level_word(struct str place) {
    switch (place_level(place, STR(""))) {
    case PLACE_PROVINCE: return "tỉnh";
    case PLACE_DISTRICT: return "huyện";
    case PLACE_COMMUNE: return "xã";
    default: return "";
    }
}

static bool place_field(lua_State *lua, struct str place, const char *name) {
    if (!strcmp(name, "ten"))
        push_str(lua, place_bare(place));
    else if (!strcmp(name, "loai"))
        push_str(lua, place_class(place));
    else if (!strcmp(name, "day_du"))
        push_str(lua, place);
    else if (!strcmp(name, "cap"))
        lua_pushstring(lua, level_word(place));
    else
        return false;
    return true;
}

#define PLACE_FIELDS "ten, loai, day_du, cap"

static int value_index(lua_State *lua) {
    const struct value *value = bridge_peek(lua, 1);
    const char *name = luaL_checkstring(lua, 2);
    const char *fields = "";
    bool found = false;
    switch (value->type) {
    case VALUE_FACT:
        found = fact_field(lua, value, name);
        fields = FACT_FIELDS;
        break;
    case VALUE_COMPARISON:
        found = comparison_field(lua, value, name);
        fields = COMPARISON_FIELDS;
        break;
    case VALUE_MIX:
        found = mix_field(lua, &value->as.mix, name);
        fields = MIX_FIELDS;
        break;
    case VALUE_PLACE:
        found = place_field(lua, value->as.place, name);
        fields = PLACE_FIELDS;
        break;
    default: break;
    }
    if (!found)
        build_raise(lua, "template-key", str_of(name), _("there is no field “%s” here; there is %s"), name,
                    fields);
    return 1;
}

/* ---- operators ---------------------------------------------------------------------------------------------------------- */

/* A fact, or a whole number that it is compared with. */
static struct decimal operand(lua_State *lua, int index) {
    if (lua_isinteger(lua, index))
        return decimal_int(lua_tointeger(lua, index));
    const struct value *value = bridge_peek(lua, index);
    if (value && value->type == VALUE_COMPARISON)
        return value->as.comparison.difference.value;
    return bridge_fact(lua, index)->value;
}

static int compared(lua_State *lua) {
    struct decimal a = operand(lua, 1), b = operand(lua, 2);
    if (decimal_missing(a) || decimal_missing(b))
        build_raise(lua, "template-missing", STR(""),
                    _("a figure that nobody states cannot be compared; ask co(...) first"));
    return decimal_compare(a, b);
}

static int value_less(lua_State *lua) {
    push_bool(lua, compared(lua) < 0);
    return 1;
}

static int value_less_equal(lua_State *lua) {
    push_bool(lua, compared(lua) <= 0);
    return 1;
}

static int value_equal(lua_State *lua) {
    const struct value *a = bridge_peek(lua, 1), *b = bridge_peek(lua, 2);
    if (a->type == VALUE_PLACE && b->type == VALUE_PLACE)
        push_bool(lua, place_equal(a->as.place, b->as.place));
    else
        push_bool(lua, a->type == VALUE_FACT && b->type == VALUE_FACT &&
                           decimal_equal(a->as.fact.fact.value, b->as.fact.fact.value));
    return 1;
}

static int value_add(lua_State *lua) {
    bridge_push_fact(lua, fact_add(build_of(lua)->arena, *bridge_fact(lua, 1), *bridge_fact(lua, 2)));
    return 1;
}

static int value_subtract(lua_State *lua) {
    bridge_push_fact(lua, fact_sub(build_of(lua)->arena, *bridge_fact(lua, 1), *bridge_fact(lua, 2)));
    return 1;
}

/* Copies a plain phrase's parts, or the value itself: a..b..c is one phrase of three, not a chain. */
static uint32_t flatten(const struct value *value, const struct value **parts) {
    if (value->type != VALUE_PHRASE || value->as.phrase.style != NODE_DOCUMENT) {
        parts[0] = value;
        return 1;
    }
    if (value->as.phrase.n)
        memcpy(parts, value->as.phrase.parts, value->as.phrase.n * sizeof *parts);
    return value->as.phrase.n;
}

static uint32_t flat_size(const struct value *value) {
    return value->type == VALUE_PHRASE ? value->as.phrase.n : 1;
}

static int value_concat(lua_State *lua) {
    struct arena *arena = build_of(lua)->arena;
    const struct value *a = bridge_value(lua, 1, ".."), *b = bridge_value(lua, 2, "..");
    if (!a || !b)
        build_raise(lua, "template-value", STR(""), _("nil cannot be joined to a text"));
    if (flat_size(a) + flat_size(b) > LIST_MAX)
        build_raise(lua, "template-limit", STR(""), _("the list is too long"));
    const struct value **parts = ARENA_ARRAY(arena, flat_size(a) + flat_size(b) + 2, const struct value *);
    uint32_t n = flatten(a, parts);
    n += flatten(b, parts + n);
    const struct value *phrase = value_phrase(arena, parts, n, NODE_DOCUMENT);
    if (phrase->as.phrase.depth > PHRASE_DEPTH)
        build_raise(lua, "template-limit", STR(""), _("the parts are nested too deeply"));
    bridge_push(lua, phrase);
    return 1;
}

static int value_tostring(lua_State *lua) {
    struct buf text = BUF_EMPTY;
    value_print(&text, bridge_peek(lua, 1));
    struct str kept = arena_str(build_of(lua)->arena, buf_view(&text));
    buf_fini(&text);
    push_str(lua, kept);
    return 1;
}

static int value_unchangeable(lua_State *lua) {
    build_raise(lua, "template-value", STR(""), _("a figure cannot be changed"));
}

void bridge_open(lua_State *lua) {
    static const luaL_Reg methods[] = {
        {"__index", value_index},       {"__newindex", value_unchangeable},
        {"__lt", value_less},           {"__le", value_less_equal},
        {"__eq", value_equal},          {"__add", value_add},
        {"__sub", value_subtract},      {"__concat", value_concat},
        {"__tostring", value_tostring}, {NULL, NULL},
    };
    luaL_newmetatable(lua, VALUE_META);
    luaL_setfuncs(lua, methods, 0);
    lua_pop(lua, 1);
}
