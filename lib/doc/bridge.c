/* bridge.c - values as Lua userdata: handing them over, taking them back, comparing, adding, joining. One metatable for
 * all; their fields are in field.c. */
#include "doc/bridge.h"
#include "doc/field.h"
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

/* The names, which a NULL ends, with commas. */
static struct str listed(struct arena *arena, const char *const *names) {
    struct buf text = BUF_EMPTY;
    for (const char *const *name = names; *name; name++) {
        buf_puts(&text, name == names ? "" : ", ");
        buf_puts(&text, *name);
    }
    struct str kept = arena_str(arena, buf_view(&text));
    buf_fini(&text);
    return kept;
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
        bool found = false;
        for (const char *const *name = known; *name && !found; name++)
            found = str_equal(key, str_of(*name));
        if (!found)
            build_raise(lua, "template-key", key, _("%s has no field “%.*s”; it has %.*s"), what,
                        STR_ARG(key), STR_ARG(listed(build_of(lua)->arena, known)));
    }
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
    lua_pushboolean(lua, compared(lua) < 0);
    return 1;
}

static int value_less_equal(lua_State *lua) {
    lua_pushboolean(lua, compared(lua) <= 0);
    return 1;
}

static int value_equal(lua_State *lua) {
    const struct value *a = bridge_peek(lua, 1), *b = bridge_peek(lua, 2);
    if (a->type == VALUE_PLACE && b->type == VALUE_PLACE)
        lua_pushboolean(lua, place_equal(a->as.place, b->as.place));
    else
        lua_pushboolean(lua, a->type == VALUE_FACT && b->type == VALUE_FACT &&
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
    lua_pushlstring(lua, kept.at, kept.len);
    return 1;
}

static int value_unchangeable(lua_State *lua) {
    build_raise(lua, "template-value", STR(""), _("a figure cannot be changed"));
}

void bridge_open(lua_State *lua) {
    static const luaL_Reg methods[] = {
        {"__index", field_index},       {"__newindex", value_unchangeable},
        {"__lt", value_less},           {"__le", value_less_equal},
        {"__eq", value_equal},          {"__add", value_add},
        {"__sub", value_subtract},      {"__concat", value_concat},
        {"__tostring", value_tostring}, {NULL, NULL},
    };
    luaL_newmetatable(lua, VALUE_META);
    luaL_setfuncs(lua, methods, 0);
    lua_pop(lua, 1);
}
