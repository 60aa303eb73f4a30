/* first.c - with which bytes can a match of a pattern begin? Asked when a pack is compiled, so that at each word of a
 * text only the patterns are tried that can begin there.
 *
 * A walk over the pattern's beginning: a letter answers for itself, a group for each of its alternatives, what may be
 * missing lets what follows answer too, and what looks around without taking anything is passed over. Whatever the walk
 * does not know counts as "any byte", which costs time and never a match. */
#include "extract/internal.h"
#include <string.h>

#define DEPTH_MAX 40 /* groups in groups; deeper ones are "any byte" */

struct walk {
    struct str p;
    size_t at;
    struct bytes *out;
    unsigned depth;
};

static void put(struct bytes *set, unsigned char byte) {
    set->has[byte] = true;
}

static void put_all(struct bytes *set) {
    memset(set->has, 1, sizeof set->has);
}

/* Past one group or class that begins at `at`. */
static size_t past(struct str p, size_t at) {
    unsigned depth = 0;
    bool class = false;
    for (; at < p.len; at++) {
        if (p.at[at] == '\\')
            at++;
        else if (class)
            class = p.at[at] != ']';
        else if (p.at[at] == '[')
            class = true;
        else if (p.at[at] == '(')
            depth++;
        else if (p.at[at] == ')' && --depth == 0)
            return at + 1;
        if (!class && depth == 0 && p.at[at] == ']')
            return at + 1;
    }
    return p.len;
}

/* Past the quantifier at `at`, if there is one; `*missing` when it allows none. */
static size_t quantifier(struct str p, size_t at, bool *missing) {
    *missing = false;
    if (at >= p.len)
        return at;
    if (p.at[at] == '?' || p.at[at] == '*' || p.at[at] == '+') {
        *missing = p.at[at] != '+';
        at++;
    } else if (p.at[at] == '{' && at + 1 < p.len && p.at[at + 1] >= '0' && p.at[at + 1] <= '9') {
        *missing = p.at[at + 1] == '0';
        while (at < p.len && p.at[at] != '}')
            at++;
        at++;
    } else {
        return at;
    }
    if (at < p.len && (p.at[at] == '?' || p.at[at] == '+'))
        at++;
    return at;
}

static bool looks_around(struct str p, size_t at) {
    struct str rest = str_cut(p, at, p.len);
    return str_starts(rest, STR("(?=")) || str_starts(rest, STR("(?!")) || str_starts(rest, STR("(?<=")) ||
           str_starts(rest, STR("(?<!"));
}

static bool sequence(struct walk *walk, size_t end);

/* All alternatives of [walk->at, end); true when one of them can be empty. */
static bool alternatives(struct walk *walk, size_t end) {
    bool empty = false;
    while (walk->at <= end) {
        size_t bar = walk->at;
        while (bar < end && walk->p.at[bar] != '|')
            bar = walk->p.at[bar] == '(' || walk->p.at[bar] == '[' ? past(walk->p, bar)
                                                                   : bar + (walk->p.at[bar] == '\\' ? 2 : 1);
        bar = bar < end ? bar : end;
        empty |= sequence(walk, bar);
        walk->at = bar + 1;
    }
    return empty;
}

/* The one item at walk->at; true when it can match nothing. Leaves walk->at behind it, before its quantifier. */
static bool item(struct walk *walk) {
    struct str p = walk->p;
    unsigned char c = (unsigned char)p.at[walk->at];
    if (c == '(' && looks_around(p, walk->at)) {
        walk->at = past(p, walk->at);
        return true;
    }
    if (c == '(') {
        size_t end = past(p, walk->at);
        bool plain = str_starts(str_cut(p, walk->at, p.len), STR("(?:"));
        struct walk inner = {p, walk->at + (plain ? 3 : 1), walk->out, walk->depth + 1};
        bool known =
            (plain || (walk->at + 1 < p.len && p.at[walk->at + 1] != '?' && p.at[walk->at + 1] != '*')) &&
            inner.depth < DEPTH_MAX;
        bool empty = known ? alternatives(&inner, end - 1) : false;
        if (!known)
            put_all(walk->out);
        walk->at = end;
        return empty;
    }
    if (c == '\\' && walk->at + 1 < p.len) {
        unsigned char next = (unsigned char)p.at[walk->at + 1];
        if (next == 'd')
            for (unsigned char digit = '0'; digit <= '9'; digit++)
                put(walk->out, digit);
        else if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next >= 0x80)
            put_all(walk->out);
        else
            put(walk->out, next);
        walk->at += 2;
        return false;
    }
    if (c == '[' || c == '.' || c == '^' || c == '$') {
        put_all(walk->out);
        walk->at = c == '[' ? past(p, walk->at) : walk->at + 1;
        return false;
    }
    put(walk->out, c);
    text_next(p, &walk->at);
    return false;
}

/* The items of [walk->at, end) until one must match something; true when all can be empty. */
static bool sequence(struct walk *walk, size_t end) {
    while (walk->at < end) {
        bool missing;
        bool empty = item(walk);
        walk->at = quantifier(walk->p, walk->at, &missing);
        if (!empty && !missing)
            return false;
    }
    return true;
}

void first_bytes(struct str pattern, struct bytes *out) {
    struct walk walk = {pattern, 0, out, 0};
    memset(out, 0, sizeof *out);
    if (alternatives(&walk, pattern.len))
        put_all(out);
}
