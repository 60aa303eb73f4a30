/* lua_words.h - what Lua complains of, in the words of whoever writes templates. */
#ifndef HOSO_DOC_LUA_WORDS_H
#define HOSO_DOC_LUA_WORDS_H

#include "base/base.h"

/* Adds Lua's message as a sentence that says what to do, with its own words in brackets; those of which nothing is known as
 * they are, such as what a template says by error(). */
void lua_words(struct buf *out, struct str message);

#endif
