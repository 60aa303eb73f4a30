/* quotient.c - ty_so: one number as a percentage of another, whatever the two measure; both are its evidence. */
#include "doc/bridge.h"
#include "doc/function.h"

int call_ty_so(lua_State *lua) {
    const struct fact *a = bridge_fact(lua, 1), *b = bridge_fact(lua, 2);
    struct fact quotient = fact_add(build_of(lua)->arena, *a, *b);
    quotient.value = decimal_percent(a->value, b->value, 1);
    quotient.unit = COMPARE_UNIT_SHARE;
    bridge_push_fact(lua, quotient);
    return 1;
}
