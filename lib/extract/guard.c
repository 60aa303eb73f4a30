/* guard.c - what patterns look at before their beginning and behind their end, told by the bytes there where they tell it.
 *
 * Guards are short and asked often: cấp(?! +(?:huyện|tỉnh)) at each "cấp". What a look ahead can begin with is known as what a
 * pattern can (opening.c): where the text goes on with none of it, the look finds nothing. What a look behind can end with is
 * a few words mostly, which are spelt out: it finds one of them or nothing. All else is for PCRE2 to say.
 *
 *     look                          begins or ends with
 *     (?! +(?:huyện|tỉnh))          " huyện", " tỉnh"
 *     (?=:? +\d+ +người)            ":", " 0"
 *     (?<=[,;][ ]|\d[ ])            ", ", "; ", "0 " */
#include "extract/letter.h"
#include "extract/program.h"
#include "extract/syntax.h"
#include <stdlib.h>
#include <string.h>

#define SPELT_LEN  24 /* [bytes] of what is spelt out */
#define SPELT_MOST 40 /* texts of one look; with more of them PCRE2 is as fast */

/* What one look behind is spelt out to. */
struct spelling {
    struct syntax syntax;
    struct arena *arena;
    struct glance *glance;
    char text[SPELT_LEN];
};

/* ---- looks behind ------------------------------------------------------------------------------------------------------- */

static bool put(struct arena *arena, struct glance *glance, struct str text) {
    if (glance->n == SPELT_MOST)
        return false;
    if (!glance->spelt)
        glance->spelt = ARENA_ARRAY(arena, SPELT_MOST, struct str);
    glance->spelt[glance->n++] = arena_str(arena, text);
    return true;
}

static bool spell(struct spelling *spelling, size_t at, size_t end, size_t len);

/* The text, and then what follows the item. */
static bool spell_on(struct spelling *spelling, struct str one, size_t next, size_t end, size_t len) {
    if (len + one.len > sizeof spelling->text)
        return false;
    memcpy(spelling->text + len, one.at, one.len);
    return spell(spelling, next, end, len + one.len);
}

/* \s is each blank of ASCII. */
static bool spell_blank(struct spelling *spelling, size_t next, size_t end, size_t len) {
    static const char *const blanks[] = {" ", "\t", "\n", "\v", "\f", "\r"};
    bool known = true;
    for (size_t i = 0; known && i < sizeof blanks / sizeof *blanks; i++)
        known = spell_on(spelling, str_of(blanks[i]), next, end, len);
    return known;
}

static bool spell_escaped(struct spelling *spelling, char escaped, size_t next, size_t end, size_t len) {
    if (escaped == 's')
        return spell_blank(spelling, next, end, len);
    if (escaped == 'd' || escaped == 'n')
        return spell_on(spelling, escaped == 'd' ? STR("0") : STR("\n"), next, end, len);
    return escaped != '\0' && strchr("()[]{}.+*?|/-^$\\", escaped) &&
           spell_on(spelling, (struct str){&escaped, 1}, next, end, len);
}

/* Member by member. */
static bool spell_class(struct spelling *spelling, size_t at, size_t next, size_t end, size_t len) {
    struct str p = spelling->syntax.p;
    bool known = syntax_class_known(p, at, next);
    for (size_t i = at + 1, behind; known && i + 1 < next; i = behind) {
        behind = syntax_member(p, i);
        if (p.at[i] == '\\')
            known = spell_escaped(spelling, p.at[i + 1], next, end, len);
        else
            known = !digit_at(p, i) && spell_on(spelling, str_cut(p, i, behind), next, end, len);
    }
    return known;
}

/* Spells out the pattern's [at, end) behind the `len` bytes that stand before it. False where that cannot be done: groups,
 * repetitions, digits that are not any digit. */
static bool spell(struct spelling *spelling, size_t at, size_t end, size_t len) {
    struct str p = spelling->syntax.p;
    if (at == end)
        return put(spelling->arena, spelling->glance, (struct str){spelling->text, len});
    size_t next = syntax_item(&spelling->syntax, at);
    if (p.at[at] == '\\')
        return spell_escaped(spelling, p.at[at + 1], next, end, len);
    if (p.at[at] == '[')
        return spell_class(spelling, at, next, end, len);
    return !strchr("(){}.+*?^$", p.at[at]) && !digit_at(p, at) &&
           spell_on(spelling, str_cut(p, at, next), next, end, len);
}

static bool spell_all(struct spelling *spelling) {
    size_t len = spelling->syntax.p.len;
    for (size_t at = 0, bar; at <= len; at = bar + 1) {
        bar = syntax_alternative(&spelling->syntax, at, len);
        if (!spell(spelling, at, bar, 0))
            return false;
    }
    return true;
}

static void read_behind(struct arena *arena, struct str inside, struct glance *glance) {
    uint32_t *outline = ARENA_ARRAY(arena, 2 * (inside.len + 1), uint32_t);
    struct spelling spelling = {
        .syntax = {inside, outline, outline + inside.len + 1}, .arena = arena, .glance = glance};
    glance->known = spell_all(&spelling);
}

/* ---- looks ahead --------------------------------------------------------------------------------------------------------- */

static void read_ahead(struct arena *arena, struct str inside, struct glance *glance) {
    struct openings openings = {0};
    glance->known = openings_ahead(arena, inside, &openings);
    glance->letter = str_equal(inside, STR("\\p{L}"));
    glance->spelt = ARENA_ARRAY(arena, openings.n, struct str);
    for (size_t i = 0; i < openings.n; i++) {
        const struct opening *opening = &openings.items[i];
        struct str begins = arena_printf(arena, "%.*s%.*s", STR_ARG(opening->units), STR_ARG(opening->rest));
        glance->spelt[glance->n++] = begins;
        sieve_add_first(&glance->first, begins);
    }
    free(openings.items);
}

void guard_read(struct guard *guard, struct arena *arena) {
    uint32_t *outline = ARENA_ARRAY(arena, 2 * (guard->text.len + 1), uint32_t);
    struct syntax syntax = {guard->text, outline, outline + guard->text.len + 1};
    for (size_t at = 0, end; at < guard->text.len; at = end) {
        struct glance *glance = &guard->glances[guard->n_glances++];
        end = syntax_item(&syntax, at);
        struct str look = str_cut(guard->text, at, end);
        bool behind = str_starts(look, STR("(?<"));
        struct str inside = str_cut(look, behind ? 4 : 3, look.len - 1);
        *glance = (struct glance){.behind = behind, .negative = look.at[behind ? 3 : 2] == '!'};
        if (behind)
            read_behind(arena, inside, glance);
        else
            read_ahead(arena, inside, glance);
    }
}

/* ---- glances ------------------------------------------------------------------------------------------------------------- */

/* Is the byte what is spelt "0" for any digit, else itself? */
static inline bool is_spelt(char byte, char spelt) {
    return byte == spelt || (spelt == '0' && byte >= '0' && byte <= '9');
}

static bool ends_so(struct str text, size_t at, struct str spelt) {
    size_t i = spelt.len;
    if (spelt.len > at)
        return false;
    while (i > 0 && is_spelt(text.at[at - (spelt.len - i) - 1], spelt.at[i - 1]))
        i--;
    return i == 0;
}

/* `behind`: past the blanks at text[at]. */
static bool begins_so(struct str text, size_t at, size_t behind, struct str spelt) {
    size_t i = spelt.len > 0 && spelt.at[0] == ' ';
    if (i > 0 && behind == at)
        return false;
    struct str rest = str_cut(text, i > 0 ? behind : at, text.len);
    if (rest.len < spelt.len - i)
        return false;
    for (size_t k = 0; i < spelt.len; i++, k++)
        if (!is_spelt(rest.at[k], spelt.at[i]))
            return false;
    return true;
}

static enum told told_behind(const struct glance *glance, struct str text, size_t at) {
    for (size_t i = 0; i < glance->n; i++)
        if (ends_so(text, at, glance->spelt[i]))
            return TOLD_YES;
    return TOLD_NO;
}

static enum told told_ahead(const struct glance *glance, struct str text, size_t at) {
    size_t behind = at;
    if (glance->letter)
        return at < text.len && letter_step(text, at) > 0 ? TOLD_YES : TOLD_NO;
    while (behind < text.len && text.at[behind] == ' ')
        behind++;
    unsigned char first = behind < text.len ? (unsigned char)text.at[behind] : 0;
    for (size_t i = 0; sieve_passes(glance->first, sieve_byte(first)) && i < glance->n; i++)
        if (begins_so(text, at, behind, glance->spelt[i]))
            return TOLD_NOTHING;
    return TOLD_NO;
}

static enum told glance_tells(const struct glance *glance, struct str text, size_t at) {
    if (!glance->known)
        return TOLD_NOTHING;
    enum told found = glance->behind ? told_behind(glance, text, at) : told_ahead(glance, text, at);
    if (found == TOLD_NOTHING || !glance->negative)
        return found;
    return found == TOLD_YES ? TOLD_NO : TOLD_YES;
}

enum told guard_tells(const struct guard *guard, struct str text, size_t at) {
    bool all = guard->n_glances > 0;
    for (unsigned i = 0; i < guard->n_glances; i++) {
        enum told told = glance_tells(&guard->glances[i], text, at);
        if (told == TOLD_NO)
            return TOLD_NO;
        all &= told == TOLD_YES;
    }
    return all ? TOLD_YES : TOLD_NOTHING;
}
