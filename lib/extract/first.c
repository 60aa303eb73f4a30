/* first.c - with which words can a match of a pattern begin? Asked when a pack is compiled, so that at each word of a
 * text only the patterns are tried that can begin with it.
 *
 * A walk over the pattern carries the set of letter strings that may have been matched so far. A letter lengthens each,
 * a group splits the set into its alternatives, what may be missing keeps the shorter ones beside the longer, and the
 * first thing that is no letter (a blank, a digit, the pattern's end) closes a string: it is one of the words. What looks
 * around without taking anything is passed over. Where the walk meets what it does not know, or too many words, it gives
 * up, and the pattern is tried at every word: that costs time and never a match. */
#include "extract/internal.h"
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 40  /* groups in groups */
#define OPEN_MAX  256 /* strings carried at one time */

struct open_set {
    struct str items[OPEN_MAX];
    size_t n;
};

struct walk {
    struct arena *arena;
    struct str p;
    struct words *out;
    unsigned depth;
    bool lost; /* the walk gave up */
};

/* ---- sets ------------------------------------------------------------------------------------------------------------ */

static void open_add(struct walk *walk, struct open_set *set, struct str word) {
    for (size_t i = 0; i < set->n; i++)
        if (str_equal(set->items[i], word))
            return;
    if (set->n == OPEN_MAX) {
        walk->lost = true;
        return;
    }
    set->items[set->n++] = word;
}

static void open_merge(struct walk *walk, struct open_set *into, const struct open_set *from) {
    for (size_t i = 0; i < from->n; i++)
        open_add(walk, into, from->items[i]);
}

/* The strings of `set` are words now. The one without a letter means that the pattern can begin with none. */
static void close_all(struct walk *walk, struct open_set *set) {
    for (size_t i = 0; i < set->n; i++) {
        if (set->items[i].len == 0) {
            walk->out->bare = true;
            continue;
        }
        MEM_ROOM(walk->out->items, walk->out->n, walk->out->cap);
        walk->out->items[walk->out->n++] = set->items[i];
    }
    set->n = 0;
}

static void lengthen(struct walk *walk, struct open_set *set, struct str letter) {
    for (size_t i = 0; i < set->n; i++)
        set->items[i] = arena_printf(walk->arena, "%.*s%.*s", STR_ARG(set->items[i]), STR_ARG(letter));
}

/* ---- the pattern's syntax ---------------------------------------------------------------------------------------------- */

/* Past the group or class that begins at `at`. */
static size_t past(struct str p, size_t at) {
    unsigned depth = 0;
    bool class = false;
    for (; at < p.len; at++) {
        char c = p.at[at];
        if (c == '\\') {
            at++;
            continue;
        }
        if (class && c != ']')
            continue;
        depth += !class && (c == '(' || c == '[');
        depth -= c == ')' || (class && c == ']');
        class = !class && c == '[';
        if (depth == 0)
            return at + 1;
    }
    return p.len;
}

struct quantity {
    size_t end;
    bool missing, repeats;
};

static struct quantity quantity(struct str p, size_t at) {
    struct quantity found = {.end = at};
    char c = at < p.len ? p.at[at] : '\0';
    if (c == '?' || c == '*' || c == '+') {
        found = (struct quantity){at + 1, c != '+', c != '?'};
    } else if (c == '{' && at + 1 < p.len && p.at[at + 1] >= '0' && p.at[at + 1] <= '9') {
        while (at < p.len && p.at[at] != '}')
            at++;
        found = (struct quantity){at + 1, true, true}; /* {0,2}: as if it were a star */
    } else {
        return found;
    }
    if (found.end < p.len && (p.at[found.end] == '?' || p.at[found.end] == '+'))
        found.end++;
    return found;
}

static bool looks_around(struct str p, size_t at) {
    static const char *const heads[] = {"(?=", "(?!", "(?<=", "(?<!"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts(str_cut(p, at, p.len), str_of(heads[i])))
            return true;
    return false;
}

/* ---- the walk ------------------------------------------------------------------------------------------------------------ */

static void sequence(struct walk *walk, size_t at, size_t end, struct open_set *set);

/* The alternatives of [at, end), each from what is carried now. */
static void alternatives(struct walk *walk, size_t at, size_t end, struct open_set *set) {
    struct open_set *one = mem_new(2, sizeof *one), *all = one + 1;
    for (walk->depth++; at <= end && !walk->lost; at++) {
        size_t bar = at;
        while (bar < end && walk->p.at[bar] != '|')
            bar = walk->p.at[bar] == '(' || walk->p.at[bar] == '[' ? past(walk->p, bar)
                                                                   : bar + (walk->p.at[bar] == '\\' ? 2 : 1);
        bar = bar < end ? bar : end;
        *one = *set;
        sequence(walk, at, bar, one);
        open_merge(walk, all, one);
        at = bar;
    }
    walk->depth--;
    *set = *all;
    free(one);
}

/* A group that can be entered: its inside; false for every other kind. */
static bool plain_group(const struct walk *walk, size_t at, size_t *inside) {
    bool marked = str_starts(str_cut(walk->p, at, walk->p.len), STR("(?:"));
    char next = at + 1 < walk->p.len ? walk->p.at[at + 1] : '\0';
    *inside = at + (marked ? 3 : 1);
    return (marked || (next != '?' && next != '*')) && walk->depth < DEPTH_MAX;
}

/* A class of digits, blanks and marks: [ ], [/.-]. */
static bool no_letters(struct str class) {
    for (size_t i = 1; i + 1 < class.len; i++) {
        unsigned char c = (unsigned char)class.at[i];
        if (c == '^' || c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return false;
    }
    return true;
}

/* One item; returns where its quantifier would stand. */
static size_t item(struct walk *walk, size_t at, struct open_set *set) {
    struct str p = walk->p;
    size_t next = at, inside;
    if (p.at[at] == '(' && looks_around(p, at))
        return past(p, at);
    if (p.at[at] == '(') {
        if (plain_group(walk, at, &inside))
            alternatives(walk, inside, past(p, at) - 1, set);
        else
            walk->lost = true;
        return past(p, at);
    }
    if (p.at[at] == '\\') {
        bool class = at + 1 < p.len && strchr("pPwWXRC", p.at[at + 1]); /* may be letters */
        walk->lost = walk->lost || class;
        close_all(walk, set);
        return at + 2;
    }
    if (p.at[at] == '[' && no_letters(str_cut(p, at, past(p, at)))) {
        close_all(walk, set);
        return past(p, at);
    }
    if (strchr("[.^$", p.at[at])) {
        walk->lost = true;
        return p.at[at] == '[' ? past(p, at) : at + 1;
    }
    if (text_is_letter(text_next(p, &next)))
        lengthen(walk, set, str_cut(p, at, next));
    else
        close_all(walk, set);
    return next;
}

static void sequence(struct walk *walk, size_t at, size_t end, struct open_set *set) {
    struct open_set *before = mem_new(1, sizeof *before);
    while (at < end && set->n && !walk->lost) {
        *before = *set;
        struct quantity q = {.end = item(walk, at, set)};
        q = quantity(walk->p, q.end);
        walk->lost = walk->lost || (q.repeats && set->n); /* letters again and again */
        if (q.missing)
            open_merge(walk, set, before);
        at = q.end;
    }
    free(before);
}

bool first_words(struct arena *arena, struct str pattern, bool open, struct words *out) {
    struct walk walk = {.arena = arena, .p = pattern, .out = out};
    struct open_set *set = mem_new(1, sizeof *set);
    set->items[set->n++] = STR("");
    alternatives(&walk, 0, pattern.len, set);
    if (open && set->n) /* a letter may follow: the words are beginnings of words */
        walk.lost = true;
    close_all(&walk, set);
    free(set);
    return !walk.lost;
}
