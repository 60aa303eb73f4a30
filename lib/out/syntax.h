/* syntax.h - reads PDF values back (ISO 32000-1, 7.3): what conform.h looks at. Private to lib/out. */
#ifndef HOSO_OUT_SYNTAX_H
#define HOSO_OUT_SYNTAX_H

#include "base/base.h"

enum value_type {
    VALUE_NONE, /* there is none, or what stands there is no value */
    VALUE_NAME,
    VALUE_NUMBER,
    VALUE_REF,
    VALUE_STRING, /* (...) */
    VALUE_HEX,    /* <...> */
    VALUE_ARRAY,
    VALUE_DICT,
    VALUE_WORD /* true, null, an operator */
};

struct value {
    enum value_type type;
    struct str text; /* what stands between the delimiters; a name without its slash */
    int64_t number;  /* VALUE_REF: the object's id; VALUE_NUMBER: the part before the point; else 0 */
};

/* Takes the next value off `rest`. False at the end, and where the bytes are no value (`rest` is not empty then). */
bool syntax_next(struct str *rest, struct value *value);

/* Takes the delimiter off `rest`, and blanks before it. False where another byte comes first: only the blanks are taken. */
bool syntax_past(struct str *rest, char delimiter);

#define SYNTAX_ENTRIES 24 /* more than any dictionary that is written here has */

struct entries {
    struct entry {
        struct str key;
        struct value value;
    } items[SYNTAX_ENTRIES];
    uint32_t n;
};

/* The entries of a dictionary, given what stands between << and >>. False when it is not well formed, has too many, or a
 * key twice. */
bool syntax_entries(struct str inside, struct entries *entries);
/* The key's value; one of VALUE_NONE when it has none. */
struct value syntax_find_key(const struct entries *entries, struct str key);
/* Inline: a literal's length is known where it stands. */
static inline struct value syntax_find(const struct entries *entries, const char *key) {
    return syntax_find_key(entries, str_of(key));
}

#endif
