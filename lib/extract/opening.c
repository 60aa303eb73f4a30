/* opening.c - what do the matches of a pattern begin with? Asked unit by unit (a word, digits, a mark) as texts come by, so
 * that at each word of a text only the patterns are tried of which the next words can be a match, and none where the words
 * are the whole of it.
 *
 * A walk goes every way through the pattern that a match can take, as long as it comes by the units that have been read, and
 * looks which unit is next. A way that goes on behind that leads further. At the pattern's end the units are a match as they
 * stand, exact, unless the pattern asks for more than they show: it takes some digits only. What it looks at behind its end
 * or before its beginning is said with the units: they are a match where that, its guards, agrees. Where the walk meets what
 * it does not know (a class of letters, a look around in the midst, a third round of a repetition in one unit) the way ends
 * too, and the pattern is to be asked wherever a text has come so far. What is asked too early costs time and never a match.
 *
 *     pattern                       read      next
 *     (?:trong +)?quý +\d           ""        "trong" leads, "quý" leads
 *                                   "quý"     "quý 0" asks: which digit is for the pattern to say
 *     đại +học(?: +trở +lên)?       "đại"     "đại học" is exact, and leads
 *     tăng(?! +cường)               ""        "tăng" is exact behind which (?! +cường) holds
 *
 * Of what is looked ahead for, as in đến(?= +\d), the walk goes on into the first unit: "đến" is common, and the pattern is
 * asked where a number follows only. */
#include "extract/letter.h"
#include "extract/program.h"
#include "extract/syntax.h"
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 300  /* items and groups on one way */
#define WORK_MAX  1500 /* items on all ways, for one unit */

enum tail { TAIL_NONE, TAIL_BLANK, TAIL_LETTER, TAIL_DIGIT, TAIL_MARK };

/* A look around, by its place in the pattern. */
struct look {
    uint32_t at, end;
};

/* The units on the way, as far as it has come. */
struct strand {
    size_t len;
    unsigned units;
    enum tail tail; /* what the last byte is of */
    bool vague;     /* the pattern asks for more than the units show */
    unsigned n_before, n_behind;
    struct look before[LOOKS_MAX], behind[LOOKS_MAX]; /* at the way's beginning, and where it stands */
};

struct walk {
    struct str p;
    struct syntax syntax; /* of p */
    struct arena *arena;
    struct openings *out;
    struct str path; /* read so far: `units` units */
    unsigned units;
    char text[OPENING_MAX];
    struct strand strand;
    unsigned depth, work;
    bool open;
    bool ahead; /* it begins where a word has ended */
};

/* What the walk does behind the end of an item or an alternative. NULL: the pattern ends. */
struct next {
    enum { NEXT_ITEM, NEXT_ROUND, NEXT_CUT } kind;
    size_t at, end;      /* ITEM: goes on here; ROUND: the item, which may come again */
    size_t behind, stop; /* ROUND: where it goes on else */
    size_t len;          /* ROUND: of the strand before it; a round that adds nothing is none */
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

/* Must a letter stand before the way's beginning? */
static bool is_glued(const struct walk *walk) {
    bool glued = false;
    for (unsigned i = 0; i < walk->strand.n_before; i++)
        glued |= str_equal(str_cut(walk->p, walk->strand.before[i].at, walk->strand.before[i].end),
                           STR("(?<=\\p{L})"));
    return glued;
}

static void put(struct walk *walk, struct str units, struct str rest, enum opening_kind kind) {
    struct openings *out = walk->out;
    const struct opening *last = out->n ? &out->items[out->n - 1] : NULL;
    bool glued = is_glued(walk);
    if (last && kind != OPENING_EXACT && last->kind == kind && str_equal(last->units, units) &&
        str_equal(last->rest, rest) && last->glued == glued)
        return;
    MEM_ROOM(out->items, out->n, out->cap);
    out->items[out->n++] = (struct opening){.kind = kind,
                                            .units = arena_str(walk->arena, units),
                                            .rest = arena_str(walk->arena, rest),
                                            .glued = glued};
}

/* The looks one behind the other: an expression that holds where all of them do. */
static struct str joined(struct walk *walk, const struct look *looks, unsigned n) {
    struct buf text = BUF_EMPTY;
    for (unsigned i = 0; i < n; i++)
        buf_str(&text, str_cut(walk->p, looks[i].at, looks[i].end));
    struct str kept = n ? arena_str(walk->arena, buf_view(&text)) : STR("");
    buf_fini(&text);
    return kept;
}

static void put_exact(struct walk *walk, struct str units) {
    const struct strand *strand = &walk->strand;
    put(walk, units, STR(""), OPENING_EXACT);
    struct opening *opening = &walk->out->items[walk->out->n - 1];
    opening->before = joined(walk, strand->before, strand->n_before);
    opening->behind = joined(walk, strand->behind, strand->n_behind);
}

/* The way ends here. What ends in the units read so far has been said when they were read. */
static void finish(struct walk *walk, enum opening_kind kind) {
    struct str text = {walk->text, walk->strand.len};
    bool word_ends = kind == OPENING_LEADS || (kind == OPENING_EXACT && walk->strand.tail != TAIL_BLANK);
    size_t cut = word_ends ? text.len : last_word(text);
    if (walk->strand.units <= walk->units && !(walk->units == 0 && text.len == 0))
        return;
    if (kind == OPENING_EXACT && (walk->strand.vague || cut < text.len || cut == 0))
        kind = OPENING_ASKS;
    if (kind == OPENING_EXACT)
        put_exact(walk, text);
    else
        put(walk, str_cut(text, 0, cut), str_cut(text, cut, text.len), kind);
}

static enum tail tail_of(struct str unit) {
    unsigned char c = (unsigned char)unit.at[0];
    if (c == ' ')
        return TAIL_BLANK;
    if (is_digit(c))
        return TAIL_DIGIT;
    return letter_step(unit, 0) > 0 ? TAIL_LETTER : TAIL_MARK;
}

/* Does the way come by the units that were read, `one` being what follows on it? */
static bool on_path(const struct walk *walk, struct str one, bool begins) {
    size_t len = walk->strand.len;
    if (len >= walk->path.len)
        return begins || walk->strand.units > walk->units;
    return walk->path.len - len >= one.len && memcmp(walk->path.at + len, one.at, one.len) == 0;
}

/* One character more; runs of blanks and of digits count once. False where the way ends here. */
static bool add(struct walk *walk, struct str one) {
    struct strand *strand = &walk->strand;
    enum tail tail = tail_of(one), last = strand->tail;
    bool same = tail == last && tail != TAIL_MARK;
    bool begins = !same && last != TAIL_BLANK;
    strand->vague = strand->vague || tail == TAIL_DIGIT || strand->n_behind > 0;
    strand->n_behind = 0; /* they are in the midst now */
    if (same && tail != TAIL_LETTER)
        return true;
    if (tail == TAIL_BLANK && strand->len == 0 && !walk->ahead) /* no search begins with one */
        return false;
    if (tail == TAIL_DIGIT)
        one = STR("0");
    if (begins && strand->units > walk->units) {
        finish(walk, OPENING_LEADS);
        return false;
    }
    if (!on_path(walk, one, begins))
        return false;
    if (strand->len + one.len > OPENING_MAX) {
        finish(walk, OPENING_ASKS);
        return false;
    }
    memcpy(walk->text + strand->len, one.at, one.len);
    strand->len += one.len;
    strand->units += begins;
    strand->tail = tail;
    return true;
}

/* ---- the walk ------------------------------------------------------------------------------------------------------------ */

static void sequence(struct walk *walk, size_t at, size_t end, const struct next *next);
static void item(struct walk *walk, size_t at, size_t end, const struct next *next);

static const struct next cut = {.kind = NEXT_CUT};

/* Once more, where the last round has added anything; a third one behind the path, which the text has not said yet, is left
 * to the pattern. */
static void once_more(struct walk *walk, const struct next *next) {
    struct next again = *next;
    bool behind_path = next->len >= walk->path.len;
    if (walk->strand.len == next->len)
        return;
    again.len = walk->strand.len;
    item(walk, next->at, next->end, behind_path ? &cut : &again);
}

/* Does the pattern say that no letter follows its end? */
static bool ends_word(const struct walk *walk) {
    const struct strand *strand = &walk->strand;
    const struct look *last = &strand->behind[strand->n_behind - 1];
    return strand->tail == TAIL_LETTER && strand->n_behind > 0 &&
           str_equal(str_cut(walk->p, last->at, last->end), STR("(?!\\p{L})"));
}

static void go_on(struct walk *walk, const struct next *next) {
    struct strand here = walk->strand;
    if (!next) {
        finish(walk, walk->open && !ends_word(walk) ? OPENING_ASKS : OPENING_EXACT);
    } else if (next->kind == NEXT_ITEM) {
        sequence(walk, next->at, next->end, next->then);
    } else if (next->kind == NEXT_ROUND) {
        sequence(walk, next->behind, next->stop, next->then);
        walk->strand = here;
        once_more(walk, next);
    } else {
        finish(walk, OPENING_ASKS);
    }
}

static void alternatives(struct walk *walk, size_t at, size_t end, const struct next *next) {
    struct strand here = walk->strand;
    for (size_t bar; at <= end; at = bar + 1) {
        bar = syntax_alternative(&walk->syntax, at, end);
        walk->strand = here;
        sequence(walk, at, bar, next);
    }
}

/* Past a look around, which is a guard unless it turns out to stand in the midst of a match. */
static void look(struct walk *walk, size_t at, size_t end, const struct next *next) {
    struct strand *strand = &walk->strand;
    bool first = strand->len == 0;
    struct look *looks = first ? strand->before : strand->behind;
    unsigned *n = first ? &strand->n_before : &strand->n_behind;
    if (*n < LOOKS_MAX)
        looks[(*n)++] = (struct look){(uint32_t)at, (uint32_t)end};
    else
        strand->vague = true;
    go_on(walk, next);
}

/* What is looked ahead for may be the end of the text or any letter: of such the walk learns nothing, or little. */
static bool looks_for_any(struct str p, size_t at, size_t end) {
    struct str text = str_cut(p, at, end);
    return memchr(text.at, '$', text.len) || str_find(text, STR("\\p"), 0) != STR_NONE;
}

static void group(struct walk *walk, size_t at, size_t end, const struct next *next) {
    bool marked = syntax_starts(walk->p, at, "(?:"), ahead = syntax_starts(walk->p, at, "(?=");
    size_t inside = at + (marked || ahead ? 3 : 1);
    bool guard = ahead && !walk->strand.vague && looks_for_any(walk->p, at, end);
    if (guard || syntax_starts(walk->p, at, "(?!") || syntax_starts(walk->p, at, "(?<!") ||
        syntax_starts(walk->p, at, "(?<=")) {
        look(walk, at, end, next);
    } else if (!marked && !ahead &&
               (syntax_starts(walk->p, inside, "?") || syntax_starts(walk->p, inside, "*"))) {
        finish(walk, OPENING_ASKS);
    } else { /* behind what it looks ahead at, how the match itself goes on does not matter */
        alternatives(walk, inside, end - 1, ahead ? &cut : next);
    }
}

static void class(struct walk *walk, size_t at, size_t end, const struct next *next) {
    struct str p = walk->p;
    walk->strand.vague = true; /* one blank, not a run of them */
    struct strand here = walk->strand;
    if (!syntax_class_known(p, at, end)) {
        finish(walk, OPENING_ASKS);
        return;
    }
    for (size_t i = at + 1, behind; i + 1 < end; i = behind) {
        behind = syntax_member(p, i);
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
    case '{':
    case '*':
    case '+':
    case '?':
    case '.':
    case '^':
    case '$': finish(walk, OPENING_ASKS); return;
    case '\\':
        if (escaped == '\0' || !strchr("dn()[]{}.+*?|/-^$\\", escaped))
            finish(walk, OPENING_ASKS);
        else if (add(walk, escaped == 'd' ? STR("0") : escaped == 'n' ? STR("\n") : str_cut(p, at + 1, end)))
            go_on(walk, next);
        return;
    default:
        if (add(walk, str_cut(p, at, end)))
            go_on(walk, next);
    }
}

/* The item at `at` as often as its quantifier says. Again and again a blank or a digit is the same unit. */
static void sequence(struct walk *walk, size_t at, size_t end, const struct next *next) {
    if (walk->work++ > WORK_MAX)
        return;
    if (at == end) {
        go_on(walk, next);
        return;
    }
    if (walk->depth == DEPTH_MAX) {
        finish(walk, OPENING_ASKS);
        return;
    }
    size_t behind = syntax_item(&walk->syntax, at);
    struct quantity q = syntax_quantity(walk->p, behind);
    bool rounds = q.repeats && walk->p.at[at] != ' ' && !syntax_starts(walk->p, at, "\\d");
    struct next after = {.kind = NEXT_ITEM, .at = q.end, .end = end, .then = next};
    if (rounds)
        after = (struct next){NEXT_ROUND, at, behind, q.end, end, walk->strand.len, next};
    walk->depth++;
    walk->strand.vague = walk->strand.vague || q.vague;
    struct strand here = walk->strand;
    if (q.missing)
        sequence(walk, q.end, end, next);
    walk->strand = here;
    item(walk, at, behind, &after);
    walk->depth--;
}

static unsigned units_of(struct str path) {
    unsigned n = 0;
    for (size_t at = 0; at < path.len; n++)
        at = unit_end(path, at + (path.at[at] == ' '), path.len);
    return n;
}

bool openings_find(struct arena *arena, struct str pattern, bool open, struct str path, uint32_t **outline,
                   struct openings *out) {
    struct walk walk = {
        .p = pattern, .arena = arena, .out = out, .open = open, .path = path, .units = units_of(path)};
    out->n = 0;
    if (str_find(pattern, STR("\\Q"), 0) != STR_NONE || memchr(pattern.at, '#', pattern.len)) {
        if (path.len == 0) /* quoted, or with a comment: the walk would take both for syntax */
            put(&walk, path, STR(""), OPENING_ASKS);
        return true;
    }
    if (!*outline)
        *outline = ARENA_ARRAY(arena, 2 * (pattern.len + 1), uint32_t);
    walk.syntax = (struct syntax){pattern, *outline, *outline + pattern.len + 1};
    alternatives(&walk, 0, pattern.len, NULL);
    return walk.work <= WORK_MAX;
}

bool openings_ahead(struct arena *arena, struct str inside, struct openings *out) {
    uint32_t *outline = ARENA_ARRAY(arena, 2 * (inside.len + 1), uint32_t);
    struct walk walk = {.p = inside,
                        .syntax = {inside, outline, outline + inside.len + 1},
                        .arena = arena,
                        .out = out,
                        .open = true,
                        .ahead = true};
    out->n = 0;
    alternatives(&walk, 0, inside.len, NULL);
    return walk.work <= WORK_MAX;
}
