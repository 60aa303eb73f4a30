/* syntax.h - where the parts of a pattern end. For opening.c. */
#ifndef HOSO_EXTRACT_SYNTAX_H
#define HOSO_EXTRACT_SYNTAX_H

#include "base/base.h"

/* A pattern, and what was learned of it so far, for it is asked again and again; by byte, 0: not asked yet. Borrowed. */
struct syntax {
    struct str p;
    uint32_t *ends; /* of the item that begins there */
    uint32_t *bars; /* of the alternative that begins there, plus 1 */
};

/* Past the item that begins at `at`, to where its quantifier would stand. */
size_t syntax_item(struct syntax *syntax, size_t at);

/* The end of the alternative that begins at `at`: a bar or `end`. */
size_t syntax_alternative(struct syntax *syntax, size_t at, size_t end);

/* What follows an item: ?, *, + or {2,3}. */
struct quantity {
    size_t end;
    bool missing, repeats;
    bool vague; /* {2,3}, ++: what the walk makes of it is too much */
};

/* The quantifier at `at`; where none is, it ends there. */
struct quantity syntax_quantity(struct str p, size_t at);

/* Past a member of a class: a character, or a range of digits, which are one unit whatever they are. */
size_t syntax_member(struct str p, size_t at);

/* Is the class of a few characters, none of them by a range but of digits? */
bool syntax_class_known(struct str p, size_t at, size_t end);

/* Does the pattern go on with `head` at `at`? */
static inline bool syntax_starts(struct str p, size_t at, const char *head) {
    return str_starts(str_cut(p, at, p.len), str_of(head));
}

#endif
