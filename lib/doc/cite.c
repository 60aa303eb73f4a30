/* cite.c - what a finding rests on, and where a figure stands, for those who have to look it up: can_cu, and the field
 * vi_tri of facts. */
#include "doc/bridge.h"
#include "doc/function.h"
#include <string.h>

#define CITED_MAX 60 /* figures of one finding; a sum over a province's rows rests on hundreds */

int call_can_cu(lua_State *lua) {
    struct build *build = build_of(lua);
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_getfield(lua, 1, "_phat_hien");
    if (!lua_islightuserdata(lua, -1))
        build_raise(lua, "template-value", STR(""), _("a finding is wanted here, as phat_hien() gives them"));
    const struct finding *finding = lua_touserdata(lua, -1);
    uint32_t n = finding->n_figures < CITED_MAX ? finding->n_figures : CITED_MAX;
    lua_createtable(lua, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        struct value *value = ARENA_NEW(build->arena, struct value);
        *value = *value_stated(build->arena, build->input->figures, finding->figures[i]);
        value->as.fact.fact.doubtful = false; /* the finding stands beside it: a mark would lead back here */
        bridge_push(lua, value);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    return 1;
}

struct str cite_position(const struct build *build, const struct fact *fact) {
    if (!fact->n_from)
        return STR("");
    const char *path = figure_path(build->input->figures, fact->from[0]);
    const char *slash = strrchr(path, '/');
    return arena_printf(build->arena, "%s, dòng %u", slash ? slash + 1 : path,
                        (unsigned)fact->from[0]->about->line);
}
