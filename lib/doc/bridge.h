/* bridge.h - values on Lua's side: handing them over, taking them back, their fields, comparing, adding, joining. */
#ifndef HOSO_DOC_BRIDGE_H
#define HOSO_DOC_BRIDGE_H

#include "doc/build.h"

/* Makes the metatable of values; once for a state. */
void bridge_open(lua_State *lua);

/* Puts the value on the stack; the value stays the arena's. */
void bridge_push(lua_State *lua, const struct value *value);
/* The same of a fact, copied. */
void bridge_push_fact(lua_State *lua, struct fact fact);
/* The value at `index`, or NULL when it is none. */
const struct value *bridge_peek(lua_State *lua, int index);
/* What is at `index` as something to print: a value; a text; a whole number (no grouping: years); a list of these, one
 * after the other. nil gives NULL. Anything else raises an error that calls it `what`. */
const struct value *bridge_value(lua_State *lua, int index, const char *what);
/* A text copied into the dossier's arena; broken UTF-8 raises an error. */
struct str bridge_text(lua_State *lua, int index);
/* The fact at `index`, else an error. */
const struct fact *bridge_fact(lua_State *lua, int index);

/* When a figure was true: "năm 2021", "từ năm 2015 đến nay", "giai đoạn 2010 - 2015", "". */
struct str period_words(const struct build *build, const struct figure *figure);

/* Raises an error when the table at `index` has a key that is not in `known` (a list ended by NULL); list items are not
 * looked at when `list` is set. */
void bridge_keys(lua_State *lua, int index, const char *const *known, bool list, const char *what);

#endif
