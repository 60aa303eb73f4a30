/* field.h - the fields of values, for the metatable that bridge.c makes. */
#ifndef HOSO_DOC_FIELD_H
#define HOSO_DOC_FIELD_H

#include "doc/build.h"

/* __index of values: value, name -> field. */
int field_index(lua_State *lua);

#endif
