/* opening.c - what do the matches of a pattern begin with? Asked when a pack is compiled, so that at each word of a text
 * only the patterns are tried of which the next words can be a match, and none where the words are the whole of it.
 *
 * A walk goes every way through the pattern that a match can take, and writes down the units (words, marks, digits) that it
 * comes by. At the pattern's end they are a match as they stand, an exact opening, unless the pattern asks for more than
 * they show: it looks around, or takes some digits only. Where the walk meets what it does not know (a class of letters, a
 * third round of a repetition) or has as many units as it may, the way ends there: an opening with something behind it,
 * and the pattern is asked wherever that stands. What opens with nothing is asked everywhere, which costs time and
 * never a match. Patterns that go too many ways are walked again with fewer units.
 *
 *     (?:trong +)?quý +\d       ->  "trong quý 0", "quý 0", not exact: which digit is for the pattern to say
 *     đại +học(?: +trở +lên)?   ->  "đại học", "đại học trở lên", both exact
 *     cán +bộ(?:,| +và)* +xã    ->  "cán bộ xã", "cán bộ, xã", "cán bộ và xã", exact; "cán bộ,,", "cán bộ, và", ... */
#include "extract/letter.h"
#include "extract/program.h"
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX    300 /* items and groups on one way */
#define UNITS_MAX    4   /* of an opening */
#define OPENINGS_MAX 300 /* of one pattern */

enum tail { TAIL_NONE, TAIL_BLANK, TAIL_LETTER, TAIL_DIGIT, TAIL_MARK };

/* The units on the way, as far as it has come. */
struct strand {
    size_t len;
    unsigned units;
    enum tail tail; /* what the last byte is of */
    bool vague;     /* the pattern asks for more than the units show */
};

struct walk {
    struct str p;
    uint32_t *ends; /* by byte of p: what item_end and alternative_end found there, 0: not asked yet */
    uint32_t *bars;
    struct arena *arena;
    struct openings *out;
    char text[OPENING_MAX];
    struct strand strand;
    unsigned depth, most; /* most: units */
    bool open;
};

/* What the walk does behind the end of an item or an alternative. NULL: the pattern ends. */
struct next {
    enum { NEXT_ITEM, NEXT_ROUND, NEXT_CUT } kind;
    size_t at, end;      /* ITEM: goes on here; ROUND: the item, which may come again */
    size_t behind, stop; /* ROUND: where it goes on else */
    const struct next *then;
};

/* ---- openings ----------------------------------------------------------------------------------------------------------- */

/* Where the last word of a text begins, and the blank before it, which may go on. */
static size_t last_word(struct str s) {
    size_t at = s.len;
    while (at > 0) {
        size_t from = at - 1;
        while (from > 0 && ((unsigned char)s.at[from] & 0xC0) == 0x80)
            from--;
        if (letter_step(s, from) == 0)
            break;
        at = from;
    }
    return at > 0 && s.at[at - 1] == ' ' ? at - 1 : at;
}

/* The way ends here. `whole`: no letter follows; else its last word may go on. */
static void finish(struct walk *walk, bool whole, bool exact) {
    struct str text = {walk->text, walk->strand.len};
    size_t cut = whole && walk->strand.tail != TAIL_BLANK ? text.len : last_word(text);
    text = arena_str(walk->arena, text);
    MEM_ROOM(walk->out->items, walk->out->n, walk->out->cap);
    walk->out->items[walk->out->n++] =
        (struct opening){.units = str_cut(text, 0, cut),
                         .rest = str_cut(text, cut, text.len),
                         .exact = exact && cut == text.len && cut > 0 && !walk->strand.vague};
}

static enum tail tail_of(struct str unit) {
    unsigned char c = (unsigned char)unit.at[0];
    if (c == ' ')
        return TAIL_BLANK;
    if (c >= '0' && c <= '9')
        return TAIL_DIGIT;
    return letter_step(unit, 0) > 0 ? TAIL_LETTER : TAIL_MARK;
}

/* One character more; runs of blanks and of digits count once. False where the way ends here. */
static bool add(struct walk *walk, struct str one) {
    struct strand *strand = &walk->strand;
    enum tail tail = tail_of(one), last = strand->tail;
    bool same = tail == last && tail != TAIL_MARK;
    strand->vague = strand->vague || tail == TAIL_DIGIT;
    if (same && tail != TAIL_LETTER)
        return true;
    bool begins = !same && last != TAIL_BLANK;
    if ((begins && strand->units == walk->most) || strand->len + one.len > OPENING_MAX) {
        finish(walk, !same, false);
        return false;
    }
    memcpy(walk->text + strand->len, one.at, one.len);
    if (tail == TAIL_DIGIT)
        walk->text[strand->len] = '0';
    *strand = (struct strand){strand->len + one.len, strand->units + begins, tail, strand->vague};
    return true;
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

/* Past the item that begins at `at`, to where its quantifier would stand. */
static size_t item_end(struct walk *walk, size_t at) {
    struct str p = walk->p;
    size_t next = at;
    if (walk->ends[at])
        return walk->ends[at];
    if (p.at[at] == '(' || p.at[at] == '[') {
        next = past(p, at);
    } else {
        if (p.at[at] == '\\' && at + 1 < p.len)
            next++;
        text_next(p, &next);
    }
    walk->ends[at] = (uint32_t)next;
    return next;
}

/* The end of the alternative that begins at `at`: a bar or `end`. */
static size_t alternative_end(struct walk *walk, size_t at, size_t end) {
    size_t bar = at;
    if (walk->bars[at])
        return walk->bars[at] - 1;
    while (bar < end && walk->p.at[bar] != '|')
        bar = item_end(walk, bar);
    bar = bar < end ? bar : end;
    walk->bars[at] = (uint32_t)bar + 1;
    return bar;
}

struct quantity {
    size_t end;
    bool missing, repeats;
    bool vague; /* {2,3}, ++: what the walk makes of it is too much */
};

static struct quantity quantity(struct str p, size_t at) {
    struct quantity found = {.end = at};
    char c = at < p.len ? p.at[at] : '\0';
    if (c == '?' || c == '*' || c == '+') {
        found = (struct quantity){.end = at + 1, .missing = c != '+', .repeats = c != '?'};
    } else if (c == '{' && at + 1 < p.len && p.at[at + 1] >= '0' && p.at[at + 1] <= '9') {
        found = (struct quantity){.missing = p.at[at + 1] == '0', .repeats = true, .vague = true};
        while (at < p.len && p.at[at] != '}')
            at++;
        found.end = at + 1;
    } else {
        return found;
    }
    if (found.end < p.len && (p.at[found.end] == '?' || p.at[found.end] == '+'))
        found.vague |= p.at[found.end++] == '+';
    return found;
}

static bool starts(struct str p, size_t at, const char *head) {
    return str_starts(str_cut(p, at, p.len), str_of(head));
}

/* ---- the walk ------------------------------------------------------------------------------------------------------------ */

static void sequence(struct walk *walk, size_t at, size_t end, const struct next *next);
static void item(struct walk *walk, size_t at, size_t end, const struct next *next);

static const struct next cut = {.kind = NEXT_CUT};

static void go_on(struct walk *walk, const struct next *next) {
    struct strand here = walk->strand;
    if (!next) {
        finish(walk, !walk->open, !walk->open);
    } else if (next->kind == NEXT_ITEM) {
        sequence(walk, next->at, next->end, next->then);
    } else if (next->kind == NEXT_ROUND) {
        sequence(walk, next->behind, next->stop, next->then);
        walk->strand = here;
        item(walk, next->at, next->end, &cut);
    } else {
        finish(walk, false, false);
    }
}

static void alternatives(struct walk *walk, size_t at, size_t end, const struct next *next) {
    struct strand here = walk->strand;
    for (size_t bar; at <= end; at = bar + 1) {
        bar = alternative_end(walk, at, end);
        walk->strand = here;
        sequence(walk, at, bar, next);
    }
}

static void group(struct walk *walk, size_t at, size_t end, const struct next *next) {
    bool marked = starts(walk->p, at, "(?:"), ahead = starts(walk->p, at, "(?=");
    size_t inside = at + (marked || ahead ? 3 : 1);
    if (starts(walk->p, at, "(?!") || starts(walk->p, at, "(?<!") || starts(walk->p, at, "(?<=")) {
        walk->strand.vague = true;
        go_on(walk, next);
    } else if (!marked && !ahead && (starts(walk->p, inside, "?") || starts(walk->p, inside, "*"))) {
        finish(walk, false, false);
    } else { /* behind what it looks ahead at, how the match itself goes on does not matter */
        alternatives(walk, inside, end - 1, ahead ? &cut : next);
    }
}

static size_t member_end(struct str p, size_t at) {
    size_t next = at + (p.at[at] == '\\');
    text_next(p, &next);
    return next;
}

/* A class of a few characters, none of them by a range. */
static bool class_known(struct str p, size_t at, size_t end) {
    bool known = !starts(p, at, "[^") && !starts(p, at, "[]") && !starts(p, at, "[[");
    for (size_t i = at + 1; known && i + 1 < end; i = member_end(p, i)) {
        size_t behind = member_end(p, i);
        known = !starts(p, behind, "-") || behind + 2 == end;
    }
    return known;
}

static void class(struct walk *walk, size_t at, size_t end, const struct next *next) {
    struct str p = walk->p;
    walk->strand.vague = true; /* one blank, not a run of them */
    struct strand here = walk->strand;
    if (!class_known(p, at, end)) {
        finish(walk, false, false);
        return;
    }
    for (size_t i = at + 1, behind; i + 1 < end; i = behind) {
        behind = member_end(p, i);
        walk->strand = here;
        if (p.at[i] == '\\')
            item(walk, i, behind, next);
        else if (add(walk, str_cut(p, i, behind)))
            go_on(walk, next);
    }
}

static void item(struct walk *walk, size_t at, size_t end, const struct next *next) {
    struct str p = walk->p;
    char escaped = at + 1 < p.len ? p.at[at + 1] : '\0';
    switch (p.at[at]) {
    case '(': group(walk, at, end, next); return;
    case '[': class(walk, at, end, next); return;
    case ')': /* what is broken is for PCRE2 to say */
    case '*':
    case '+':
    case '?':
    case '.':
    case '^':
    case '$': finish(walk, false, false); return;
    case '\\':
        if (escaped == '\0' || !strchr("dn()[]{}.+*?|/-^$\\", escaped))
            finish(walk, false, false);
        else if (add(walk, escaped == 'd' ? STR("0") : escaped == 'n' ? STR("\n") : str_cut(p, at + 1, end)))
            go_on(walk, next);
        return;
    default:
        if (add(walk, str_cut(p, at, end)))
            go_on(walk, next);
    }
}

/* The item at `at` as often as its quantifier says; a third round is left to the pattern. Again and again a blank or a
 * digit is the same unit. */
static void sequence(struct walk *walk, size_t at, size_t end, const struct next *next) {
    if (walk->out->n > OPENINGS_MAX)
        return;
    if (at == end) {
        go_on(walk, next);
        return;
    }
    if (walk->depth == DEPTH_MAX) {
        finish(walk, false, false);
        return;
    }
    size_t behind = item_end(walk, at);
    struct quantity q = quantity(walk->p, behind);
    bool rounds = q.repeats && walk->p.at[at] != ' ' && !starts(walk->p, at, "\\d");
    struct next after = {.kind = NEXT_ITEM, .at = q.end, .end = end, .then = next};
    if (rounds)
        after = (struct next){NEXT_ROUND, at, behind, q.end, end, next};
    walk->depth++;
    walk->strand.vague = walk->strand.vague || q.vague;
    struct strand here = walk->strand;
    if (q.missing)
        sequence(walk, q.end, end, next);
    walk->strand = here;
    item(walk, at, behind, &after);
    walk->depth--;
}

void openings_find(struct arena *arena, struct str pattern, bool open, struct openings *out) {
    struct walk walk = {.p = pattern, .arena = arena, .out = out, .open = open, .most = UNITS_MAX + 1};
    walk.ends = mem_new(2 * (pattern.len + 1), sizeof *walk.ends);
    walk.bars = walk.ends + pattern.len + 1;
    do {
        out->n = 0;
        walk.most--;
        walk.strand = (struct strand){0};
        alternatives(&walk, 0, pattern.len, NULL);
    } while (out->n > OPENINGS_MAX && walk.most > 0);
    free(walk.ends);
}
