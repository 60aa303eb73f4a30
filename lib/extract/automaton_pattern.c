/* automaton_pattern.c - a folded pattern into nodes of the automaton (Thompson's construction), one pass over its text.
 *
 * What is known is the part of PCRE2's syntax that is regular: letters, classes, groups, alternatives, quantities, and
 * what looks around. A lazy quantity counts as a greedy one, for every way to match is followed anyway. Whatever else a
 * pattern has, or what this file is not sure of, makes the walk "lost": the pattern is left to PCRE2, which also is the one
 * to say what is wrong with a broken one. */
#include "extract/automaton.h"
#include <string.h>

#define DEPTH_MAX  40    /* groups in groups */
#define REPEAT_MAX 1000  /* {n,m} */
#define NODES_MAX  50000 /* of one pattern */

struct walk {
    struct automaton *automaton;
    struct str p;
    size_t at, limit;
    unsigned depth;
    bool fixed; /* inside a look behind: no quantities */
    bool lost;
};

/* A piece of the pattern: where it begins, and the node whose `out` is still open. */
struct piece {
    uint32_t start, end;
};

/* ---- nodes ------------------------------------------------------------------------------------------------------------- */

static uint32_t add_node(struct walk *walk, enum node_kind kind, uint32_t value) {
    struct automaton *automaton = walk->automaton;
    walk->lost = walk->lost || automaton->n_nodes >= walk->limit;
    MEM_ROOM(automaton->nodes, automaton->n_nodes, automaton->nodes_cap);
    automaton->nodes[automaton->n_nodes] = (struct node){kind, value, NODE_NONE, NODE_NONE};
    return (uint32_t)automaton->n_nodes++;
}

static struct piece single(struct walk *walk, enum node_kind kind, uint32_t value) {
    uint32_t node = add_node(walk, kind, value);
    return (struct piece){node, node};
}

static struct piece nothing(struct walk *walk) {
    return single(walk, NODE_SPLIT, 0);
}

static void link_to(struct walk *walk, struct piece piece, uint32_t node) {
    walk->automaton->nodes[piece.end].out = node;
}

static struct piece chain(struct walk *walk, struct piece a, struct piece b) {
    link_to(walk, a, b.start);
    return (struct piece){a.start, b.end};
}

/* `piece` or nothing; `again`: any number of times. */
static struct piece optional(struct walk *walk, struct piece piece, bool again) {
    uint32_t split = add_node(walk, NODE_SPLIT, 0), end = add_node(walk, NODE_SPLIT, 0);
    walk->automaton->nodes[split].out = piece.start;
    walk->automaton->nodes[split].other = end;
    link_to(walk, piece, again ? split : end);
    return (struct piece){split, end};
}

/* ---- symbols ----------------------------------------------------------------------------------------------------------- */

/* The symbol of a character, by now or from now on. Until the columns are made `near` keeps the symbols known. */
static uint32_t symbol_of(struct walk *walk, uint32_t code) {
    struct automaton *automaton = walk->automaton;
    if (code < SYMBOL_NAMED)
        return code;
    bool first = code < NEAR_FIRST + NEAR_SIZE,
         near = first || (code >= NEAR_WIDE && code < NEAR_WIDE + NEAR_SIZE);
    unsigned char *known = !near   ? NULL
                           : first ? &automaton->near[0][code - NEAR_FIRST]
                                   : &automaton->near[1][code - NEAR_WIDE];
    unsigned i = 0;
    if (known && *known)
        return *known;
    while (i < automaton->n_named && automaton->named[i] != code)
        i++;
    if (i == sizeof automaton->named / sizeof *automaton->named) {
        walk->lost = true;
        return SYMBOL_SIGN;
    }
    if (i == automaton->n_named)
        automaton->named[automaton->n_named++] = code;
    if (known)
        *known = (unsigned char)(SYMBOL_NAMED + i);
    return SYMBOL_NAMED + i;
}

static void set_add(struct symbol_set *set, uint32_t symbol) {
    set->bits[symbol / 64] |= UINT64_C(1) << symbol % 64;
}

static void set_range(struct symbol_set *set, uint32_t from, uint32_t to) {
    for (; from <= to; from++)
        set_add(set, from);
}

static struct piece set_piece(struct walk *walk, const struct symbol_set *set) {
    struct automaton *automaton = walk->automaton;
    size_t i = 0;
    while (i < automaton->n_sets && memcmp(&automaton->sets[i], set, sizeof *set) != 0)
        i++;
    if (i == automaton->n_sets) {
        MEM_ROOM(automaton->sets, automaton->n_sets, automaton->sets_cap);
        memcpy(&automaton->sets[automaton->n_sets++], set, sizeof *set);
    }
    return single(walk, NODE_SET, (uint32_t)i);
}

static inline bool next_is(const struct walk *walk, const char *text) {
    size_t at = walk->at;
    while (*text && at < walk->p.len && walk->p.at[at] == *text)
        at++, text++;
    return *text == '\0';
}

static inline bool take(struct walk *walk, const char *text) {
    bool found = next_is(walk, text);
    walk->at += found ? strlen(text) : 0;
    return found;
}

/* The set that the escape at hand names (\d, \p{L}), added to `set`; false when it names none. PCRE2's are ASCII. */
static bool take_named_set(struct walk *walk, struct symbol_set *set) {
    if (take(walk, "\\d")) {
        set_range(set, '0', '9');
    } else if (take(walk, "\\s")) {
        set_range(set, '\t', '\r');
        set_add(set, ' ');
    } else if (take(walk, "\\w")) {
        set_range(set, '0', '9');
        set_range(set, 'a', 'z');
        set_range(set, 'A', 'Z');
        set_add(set, '_');
    } else if (take(walk, "\\p{L}")) {
        set->letters = true;
    } else {
        return false;
    }
    return true;
}

/* \D, \S, \W, \P{L} outside of classes. */
static bool take_negated_set(struct walk *walk, struct symbol_set *set) {
    static const char *const pairs[][2] = {
        {"\\D", "\\d"}, {"\\S", "\\s"}, {"\\W", "\\w"}, {"\\P{L}", "\\p{L}"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (take(walk, pairs[i][0])) {
            struct walk named = {.p = str_of(pairs[i][1])};
            set->negated = true;
            return take_named_set(&named, set);
        }
    return false;
}

/* The character of an escape that stands for one: \. and \n. */
static uint32_t take_escaped(struct walk *walk) {
    char c = walk->at + 1 < walk->p.len ? walk->p.at[walk->at + 1] : '\0';
    static const char codes[][2] = {{'n', '\n'}, {'t', '\t'}, {'r', '\r'}};
    walk->at += 2;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (c == codes[i][0])
            return (uint32_t)codes[i][1];
    bool plain = c > ' ' && c < 0x7F && !text_is_letter((uint32_t)c) && (c < '0' || c > '9');
    walk->lost = walk->lost || !plain;
    return plain ? (uint32_t)c : ' ';
}

/* One character of a class. */
static uint32_t take_member(struct walk *walk) {
    if (walk->p.at[walk->at] == '\\')
        return take_escaped(walk);
    walk->lost = walk->lost || next_is(walk, "[:") || next_is(walk, "[.") || next_is(walk, "[=");
    return text_next(walk->p, &walk->at);
}

/* Is a range meant by the hyphen at hand? It is itself before the class's end. */
static bool is_range(const struct walk *walk) {
    return walk->at + 1 < walk->p.len && walk->p.at[walk->at] == '-' && walk->p.at[walk->at + 1] != ']';
}

static struct piece take_class(struct walk *walk) {
    struct symbol_set set;
    memset(&set, 0, sizeof set); /* compared as bytes */
    walk->at++;
    set.negated = take(walk, "^");
    for (bool first = true; !walk->lost && walk->at < walk->p.len; first = false) {
        if (!first && walk->p.at[walk->at] == ']')
            break;
        if (take_named_set(walk, &set)) {
            walk->lost = walk->lost || is_range(walk);
            continue;
        }
        uint32_t from = take_member(walk), to = from;
        if (is_range(walk)) {
            walk->at++;
            to = take_member(walk);
            walk->lost = walk->lost || from >= SYMBOL_NAMED || to >= SYMBOL_NAMED || from > to;
        }
        if (from == to)
            set_add(&set, symbol_of(walk, from));
        else if (!walk->lost)
            set_range(&set, from, to);
    }
    walk->lost = walk->lost || !take(walk, "]");
    return set_piece(walk, &set);
}

/* ---- groups ------------------------------------------------------------------------------------------------------------ */

static struct piece alternatives(struct walk *walk);

static struct piece take_group(struct walk *walk) {
    struct piece inside = alternatives(walk);
    walk->lost = walk->lost || !take(walk, ")");
    return inside;
}

static struct piece ask_piece(struct walk *walk, struct ask ask) {
    struct automaton *automaton = walk->automaton;
    for (size_t i = 0; i < automaton->n_asks; i++)
        if (automaton->asks[i].kind == ask.kind && str_equal(automaton->asks[i].text, ask.text))
            return single(walk, NODE_ASK, (uint32_t)i);
    MEM_ROOM(automaton->asks, automaton->n_asks, automaton->asks_cap);
    automaton->asks[automaton->n_asks++] = ask;
    return single(walk, NODE_ASK, (uint32_t)automaton->n_asks - 1);
}

/* How many nodes from `first` on take a character. */
static uint32_t takers_from(const struct automaton *automaton, uint32_t first) {
    uint32_t n = 0;
    for (size_t i = first; i < automaton->n_nodes; i++)
        n += automaton->nodes[i].kind == NODE_SYMBOL || automaton->nodes[i].kind == NODE_SET;
    return n;
}

/* (?=...) and its kin; the walk stands behind the head. */
static struct piece take_ask(struct walk *walk, size_t from, struct ask ask) {
    bool fixed = walk->fixed;
    uint32_t before = (uint32_t)walk->automaton->n_nodes;
    walk->lost = walk->lost || fixed; /* what looks around inside what looks behind */
    walk->fixed = ask.kind != ASK_AHEAD;
    struct piece inside = take_group(walk);
    walk->fixed = fixed;
    link_to(walk, inside, add_node(walk, NODE_OPEN, 0));
    ask.text = arena_str(&walk->automaton->arena, str_cut(walk->p, from, walk->at));
    ask.start = inside.start;
    ask.most = takers_from(walk->automaton, before);
    return ask_piece(walk, ask);
}

static struct piece take_parenthesis(struct walk *walk) {
    static const struct {
        const char *head;
        enum ask_kind kind;
        bool negated;
    } heads[] = {{"(?=", ASK_AHEAD, false},
                 {"(?!", ASK_AHEAD, true},
                 {"(?<=", ASK_BEHIND, false},
                 {"(?<!", ASK_BEHIND, true}};
    size_t from = walk->at;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (take(walk, heads[i].head))
            return take_ask(walk, from, (struct ask){.kind = heads[i].kind, .negated = heads[i].negated});
    if (take(walk, "(?:"))
        return take_group(walk);
    walk->at++;
    walk->lost = walk->lost || next_is(walk, "?") || next_is(walk, "*");
    return take_group(walk);
}

static struct piece take_atom(struct walk *walk) {
    char c = walk->p.at[walk->at];
    struct symbol_set set;
    memset(&set, 0, sizeof set);
    if (c == '(')
        return take_parenthesis(walk);
    if (c == '[')
        return take_class(walk);
    if (take(walk, ".")) {
        set.negated = true;
        set_add(&set, '\n');
        return set_piece(walk, &set);
    }
    if (take(walk, "$") && !walk->fixed)
        return ask_piece(walk, (struct ask){.text = STR("$"), .kind = ASK_LAST});
    if (c == '\\' && (take_named_set(walk, &set) || take_negated_set(walk, &set)))
        return set_piece(walk, &set);
    walk->lost = walk->lost || strchr("?*+{^", c);
    uint32_t code = c == '\\' ? take_escaped(walk) : text_next(walk->p, &walk->at);
    return single(walk, NODE_SYMBOL, symbol_of(walk, code));
}

/* ---- quantities -------------------------------------------------------------------------------------------------------- */

struct quantity {
    unsigned least, most; /* most: 0 means without end */
};

static unsigned take_number(struct walk *walk) {
    unsigned n = 0;
    bool any = false;
    for (; walk->at < walk->p.len && walk->p.at[walk->at] >= '0' && walk->p.at[walk->at] <= '9'; any = true)
        n = n < REPEAT_MAX ? n * 10 + (unsigned)(walk->p.at[walk->at++] - '0') : (walk->at++, n);
    walk->lost = walk->lost || !any || n > REPEAT_MAX;
    return n;
}

static struct quantity take_quantity(struct walk *walk) {
    struct quantity q = {1, 1};
    if (take(walk, "?")) {
        q = (struct quantity){0, 1};
    } else if (take(walk, "*")) {
        q = (struct quantity){0, 0};
    } else if (take(walk, "+")) {
        q = (struct quantity){1, 0};
    } else if (take(walk, "{")) {
        q.least = q.most = take_number(walk);
        if (take(walk, ","))
            q.most = next_is(walk, "}") ? 0 : take_number(walk);
        else
            walk->lost = walk->lost || q.most == 0; /* x{0} */
        walk->lost = walk->lost || !take(walk, "}") || (q.most && q.most < q.least);
    } else {
        return q;
    }
    walk->lost = walk->lost || walk->fixed || next_is(walk, "+");
    take(walk, "?");
    return q;
}

/* One item as often as it may stand: it is read anew for each time. */
static struct piece repeated(struct walk *walk, size_t from, struct piece first, struct quantity q) {
    struct piece all = q.least ? first : optional(walk, first, q.most == 0);
    size_t behind = walk->at;
    bool endless = q.most == 0;
    for (unsigned i = 1; i < (endless ? q.least : q.most) && !walk->lost; i++) {
        walk->at = from;
        struct piece next = take_atom(walk);
        all = chain(walk, all, i < q.least ? next : optional(walk, next, false));
    }
    if (endless && q.least) {
        walk->at = from;
        all = chain(walk, all, optional(walk, take_atom(walk), true));
    }
    walk->at = behind;
    return all;
}

static struct piece item(struct walk *walk) {
    size_t from = walk->at;
    struct piece first = take_atom(walk);
    bool asks = walk->automaton->nodes[first.start].kind == NODE_ASK && first.start == first.end;
    size_t behind = walk->at;
    struct quantity q = take_quantity(walk);
    walk->lost = walk->lost || (asks && walk->at > behind);
    return q.least == 1 && q.most == 1 ? first : repeated(walk, from, first, q);
}

static struct piece sequence(struct walk *walk) {
    struct piece all = nothing(walk);
    while (!walk->lost && walk->at < walk->p.len && !next_is(walk, "|") && !next_is(walk, ")"))
        all = chain(walk, all, item(walk));
    return all;
}

static struct piece alternatives(struct walk *walk) {
    walk->lost = walk->lost || ++walk->depth > DEPTH_MAX;
    struct piece all = sequence(walk);
    if (next_is(walk, "|")) {
        struct piece end = nothing(walk);
        link_to(walk, all, end.start);
        while (!walk->lost && take(walk, "|")) {
            struct piece one = sequence(walk);
            uint32_t split = add_node(walk, NODE_SPLIT, 0);
            walk->automaton->nodes[split].out = all.start;
            walk->automaton->nodes[split].other = one.start;
            link_to(walk, one, end.start);
            all.start = split;
        }
        all.end = end.end;
    }
    walk->depth--;
    return all;
}

/* What looks behind at the pattern's head is asked last, about where the match began: few come so far. Returns it, or
 * nothing; more than one alternative has no head in common. */
static struct piece take_head(struct walk *walk) {
    struct piece asks = nothing(walk);
    while (!walk->lost && (next_is(walk, "(?<=") || next_is(walk, "(?<!"))) {
        size_t from = walk->at;
        bool negated = next_is(walk, "(?<!");
        walk->at += strlen("(?<=");
        asks = chain(walk, asks, take_ask(walk, from, (struct ask){.kind = ASK_BEFORE, .negated = negated}));
    }
    return asks;
}

static struct piece whole(struct walk *walk) {
    struct piece asks = take_head(walk);
    struct piece all = sequence(walk);
    if (!next_is(walk, "|"))
        return chain(walk, all, asks);
    walk->at = 0;
    return alternatives(walk);
}

bool automaton_add(struct automaton *automaton, struct str pattern, uint32_t rank, bool open) {
    struct walk walk = {.automaton = automaton, .p = pattern, .limit = automaton->n_nodes + NODES_MAX};
    size_t nodes = automaton->n_nodes, asks = automaton->n_asks, sets = automaton->n_sets;
    struct piece all = whole(&walk);
    if (walk.lost || walk.at < pattern.len) {
        automaton->n_nodes = nodes;
        automaton->n_asks = asks;
        automaton->n_sets = sets;
        return false;
    }
    link_to(&walk, all, add_node(&walk, open ? NODE_OPEN : NODE_END, rank));
    MEM_ROOM(automaton->starts, automaton->n_starts, automaton->starts_cap);
    automaton->starts[automaton->n_starts++] = all.start;
    return true;
}
