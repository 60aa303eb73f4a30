/* sandbox.h - a Lua state that can do no harm: bounded memory, bounded instructions, and no way to files, the network, the
 * clock, the order of hashes or another dossier. */
#ifndef HOSO_DOC_SANDBOX_H
#define HOSO_DOC_SANDBOX_H

#include "base/base.h"
#include <lauxlib.h>
#include <lua.h>

#define SANDBOX_MEMORY       ((size_t)32 << 20) /* [bytes] of one template's state */
#define SANDBOX_INSTRUCTIONS 20000000           /* of one dossier: about 0.2 s */

enum sandbox_fault { SANDBOX_FINE, SANDBOX_TOO_LONG, SANDBOX_TOO_LARGE, SANDBOX_FAILED };

struct sandbox {
    lua_State *lua;
    size_t used, limit; /* [bytes] */
    uint64_t steps;     /* instructions left of this run, in hook counts */
    uint32_t line;      /* last line that began: where memory ran out there is no stack to ask */
    enum sandbox_fault fault;
    void *user; /* for the functions that a template calls */
};

/* Yours to sandbox_close. */
struct sandbox *sandbox_open(void);
void sandbox_close(struct sandbox *sandbox);

/* Pushes a new table of globals with the harmless part of Lua's library: type, ipairs, pairs (in order of keys), select,
 * tostring, tonumber, error, assert, math without random, parts of string and table, utf8. */
void sandbox_globals(lua_State *lua);

/* Calls the function below its `n` arguments on the stack, within the limits. On failure the message is left on the
 * stack, `sandbox->fault` says which kind it is and `*line` the line of the chunk that it is about, 0 if unknown. */
bool sandbox_call(struct sandbox *sandbox, int n, uint32_t *line);

/* The sandbox of a running function. */
struct sandbox *sandbox_of(lua_State *lua);

#endif
