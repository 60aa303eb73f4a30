/* sandbox.c - Lua within limits.
 *
 * What is left out and why: io, os, package, debug reach outside; load and friends make code that limits cannot name;
 * pcall would swallow the limit and coroutines escape the hook; next, getmetatable and rawset show hash order or undo
 * protection; string patterns and table.move can spin inside C, where no hook counts; string.rep of an empty string too. */
#include "doc/sandbox.h"
#include "base/diag.h"
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#define HOOK_EVERY 1000 /* instructions between two looks at the limit */
#define TEXT_MAX   ((size_t)1 << 20)

static void *limited_alloc(void *aux, void *block, size_t old, size_t size) {
    struct sandbox *sandbox = aux;
    size_t held = block ? old : 0; /* for a new block `old` is a type, not a size */
    if (size == 0) {
        sandbox->used -= held;
        free(block);
        return NULL;
    }
    if (size > held && (size > sandbox->limit || sandbox->used - held > sandbox->limit - size)) {
        return NULL;
    }
    void *grown = realloc(block, size);
    if (grown)
        sandbox->used = sandbox->used - held + size;
    return grown;
}

struct sandbox *sandbox_of(lua_State *lua) {
    return *(struct sandbox **)lua_getextraspace(lua);
}

static void hook(lua_State *lua, lua_Debug *activation) {
    struct sandbox *sandbox = sandbox_of(lua);
    if (activation->event == LUA_HOOKLINE) {
        sandbox->line = (uint32_t)activation->currentline;
        return;
    }
    if (sandbox->steps > 0) {
        sandbox->steps--;
        return;
    }
    sandbox->fault = SANDBOX_TOO_LONG;
    luaL_error(lua, "too many steps");
}

/* ---- the harmless library -------------------------------------------------------------------------------------------- */

static int safe_tostring(lua_State *lua) {
    int type = lua_type(lua, 1);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION)
        return luaL_error(lua, "a %s cannot be printed", lua_typename(lua, type));
    luaL_tolstring(lua, 1, NULL);
    return 1;
}

static int safe_rep(lua_State *lua) {
    size_t len;
    const char *text = luaL_checklstring(lua, 1, &len);
    lua_Integer n = luaL_checkinteger(lua, 2);
    if (n <= 0 || len == 0) {
        lua_pushliteral(lua, "");
        return 1;
    }
    if ((lua_Unsigned)n > TEXT_MAX / len)
        return luaL_error(lua, "%s", _("the repeated text is too long; repeat it fewer times"));
    luaL_Buffer buffer;
    luaL_buffinit(lua, &buffer);
    while (n--)
        luaL_addlstring(&buffer, text, len);
    luaL_pushresult(&buffer);
    return 1;
}

/* Numbers before texts, each in ascending order. Keys of other types are not handed out. */
static bool key_before(lua_State *lua, int a, int b) {
    bool a_number = lua_type(lua, a) == LUA_TNUMBER, b_number = lua_type(lua, b) == LUA_TNUMBER;
    if (a_number != b_number)
        return a_number;
    return lua_compare(lua, a, b, LUA_OPLT) != 0;
}

/* Sorts the list of keys at `list` by insertion from a binary search: tables of templates are small. */
static void insert_key(lua_State *lua, int list, lua_Integer n) {
    int key = lua_gettop(lua);
    lua_Integer low = 1, high = n + 1;
    while (low < high) {
        lua_Integer middle = (low + high) / 2;
        lua_rawgeti(lua, list, middle);
        bool before = key_before(lua, key, key + 1);
        lua_pop(lua, 1);
        if (before)
            high = middle;
        else
            low = middle + 1;
    }
    for (lua_Integer i = n; i >= low; i--) {
        lua_rawgeti(lua, list, i);
        lua_rawseti(lua, list, i + 1);
    }
    lua_rawseti(lua, list, low);
}

static int ordered_next(lua_State *lua) {
    lua_Integer at = lua_tointeger(lua, lua_upvalueindex(3)) + 1;
    lua_pushinteger(lua, at);
    lua_replace(lua, lua_upvalueindex(3));
    if (lua_rawgeti(lua, lua_upvalueindex(2), at) == LUA_TNIL)
        return 1;
    lua_pushvalue(lua, -1);
    lua_rawget(lua, lua_upvalueindex(1));
    return 2;
}

static int ordered_pairs(lua_State *lua) {
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    lua_newtable(lua);
    lua_Integer n = 0;
    for (lua_pushnil(lua); lua_next(lua, 1);) {
        lua_pop(lua, 1);
        int type = lua_type(lua, -1);
        if (type != LUA_TNUMBER && type != LUA_TSTRING)
            return luaL_error(lua, "pairs: the keys must be numbers or texts");
        if (n >= 10000)
            return luaL_error(lua, "pairs: the table is too large");
        lua_pushvalue(lua, -1);
        insert_key(lua, 2, n++);
    }
    lua_pushvalue(lua, 1);
    lua_pushvalue(lua, 2);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, ordered_next, 3);
    return 1;
}

/* Copies the named members of the library table `from` (on top of the stack) into a new table, which replaces it. */
static void pick(lua_State *lua, const char *const *members) {
    lua_newtable(lua);
    for (; *members; members++) {
        lua_getfield(lua, -2, *members);
        lua_setfield(lua, -2, *members);
    }
    lua_remove(lua, -2);
}

static const char *const base_members[] = {"type", "ipairs", "select", "tonumber", "error", "assert", NULL};
static const char *const string_members[] = {"format", "len", NULL};
static const char *const table_members[] = {"insert", "remove", "concat", "unpack", "sort", NULL};
static const char *const math_members[] = {"floor", "ceil",      "abs",        "max",
                                           "min",   "tointeger", "maxinteger", NULL};
static const char *const utf8_members[] = {"len", "char", NULL};

static void pick_library(lua_State *lua, const char *name, const char *const *members) {
    lua_getfield(lua, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_getfield(lua, -1, name);
    lua_remove(lua, -2);
    pick(lua, members);
}

static void add_rep(lua_State *lua) {
    lua_pushcfunction(lua, safe_rep);
    lua_setfield(lua, -2, "rep");
}

void sandbox_globals(lua_State *lua) {
    pick_library(lua, LUA_GNAME, base_members);
    lua_pushcfunction(lua, ordered_pairs);
    lua_setfield(lua, -2, "pairs");
    lua_pushcfunction(lua, safe_tostring);
    lua_setfield(lua, -2, "tostring");
    pick_library(lua, LUA_STRLIBNAME, string_members);
    add_rep(lua);
    lua_setfield(lua, -2, "string");
    pick_library(lua, LUA_TABLIBNAME, table_members);
    lua_setfield(lua, -2, "table");
    pick_library(lua, LUA_MATHLIBNAME, math_members);
    lua_setfield(lua, -2, "math");
    pick_library(lua, LUA_UTF8LIBNAME, utf8_members);
    lua_setfield(lua, -2, "utf8");
}

/* ("x"):len() goes through the metatable of strings: it sees the same few functions, in a table nobody can reach. */
static void guard_strings(lua_State *lua) {
    lua_pushliteral(lua, "");
    lua_getmetatable(lua, -1);
    pick_library(lua, LUA_STRLIBNAME, string_members);
    add_rep(lua);
    lua_setfield(lua, -2, "__index");
    lua_pop(lua, 2);
}

static int open_libraries(lua_State *lua) {
    static const luaL_Reg libraries[] = {
        {LUA_GNAME, luaopen_base},       {LUA_STRLIBNAME, luaopen_string}, {LUA_TABLIBNAME, luaopen_table},
        {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8},
    };
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(lua, libraries[i].name, libraries[i].func, 0);
        lua_pop(lua, 1);
    }
    guard_strings(lua);
    return 0;
}

struct sandbox *sandbox_open(void) {
    struct sandbox *sandbox = mem_new(1, sizeof *sandbox);
    sandbox->limit = SANDBOX_MEMORY;
    sandbox->lua = lua_newstate(limited_alloc, sandbox);
    if (!sandbox->lua)
        mem_exhausted();
    *(struct sandbox **)lua_getextraspace(sandbox->lua) = sandbox;
    lua_pushcfunction(sandbox->lua, open_libraries);
    if (lua_pcall(sandbox->lua, 0, 0, 0) != LUA_OK)
        mem_exhausted();
    return sandbox;
}

void sandbox_close(struct sandbox *sandbox) {
    if (!sandbox)
        return;
    lua_close(sandbox->lua);
    free(sandbox);
}

/* ---- running ---------------------------------------------------------------------------------------------------------- */

/* Runs where the error is, with the stack still there: keeps the innermost line of the template. */
static int find_line(lua_State *lua) {
    lua_Debug activation;
    lua_Integer line = 0;
    for (int level = 0; line == 0 && lua_getstack(lua, level, &activation); level++) {
        lua_getinfo(lua, "Sl", &activation);
        if (activation.currentline > 0)
            line = activation.currentline;
    }
    lua_pushinteger(lua, line);
    lua_setfield(lua, LUA_REGISTRYINDEX, "hoso.line");
    return 1;
}

bool sandbox_call(struct sandbox *sandbox, int n, uint32_t *line) {
    lua_State *lua = sandbox->lua;
    int handler = lua_gettop(lua) - n;
    lua_pushcfunction(lua, find_line);
    lua_insert(lua, handler);
    sandbox->steps = SANDBOX_INSTRUCTIONS / HOOK_EVERY;
    sandbox->fault = SANDBOX_FINE;
    lua_pushnil(lua);
    lua_setfield(lua, LUA_REGISTRYINDEX, "hoso.line");
    lua_sethook(lua, hook, LUA_MASKCOUNT | LUA_MASKLINE, HOOK_EVERY);
    int status = lua_pcall(lua, n, 0, handler);
    lua_sethook(lua, NULL, 0, 0);
    lua_remove(lua, handler);
    if (status == LUA_OK) {
        sandbox->fault = SANDBOX_FINE;
        return true;
    }
    lua_getfield(lua, LUA_REGISTRYINDEX, "hoso.line");
    *line = status == LUA_ERRMEM ? sandbox->line : (uint32_t)lua_tointeger(lua, -1);
    lua_pop(lua, 1);
    if (status == LUA_ERRMEM)
        sandbox->fault = SANDBOX_TOO_LARGE;
    else if (sandbox->fault == SANDBOX_FINE)
        sandbox->fault = SANDBOX_FAILED;
    return false;
}
