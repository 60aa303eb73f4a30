/* unit.c - a stretch of a text as units: words, runs of digits, marks, each with its number in the lexicon. They are cut and
 * looked up once, in one loop; searches then compare numbers. */
#include "base/eight.h"
#include "extract/letter.h"
#include "extract/program.h"
#include <stdlib.h>

/* Which bytes end a word: those of ASCII that are no letters. What the others are part of is looked at apart. */
static inline uint64_t ends_of(uint64_t word) {
    return ~(eight_within(word, 'a', 'z') | word) & EIGHT_HIGH;
}

/* A unit that is looked at letter by letter. */
static uint32_t read_slowly(const struct lexicon *words, struct str text, size_t at, size_t to, size_t *end) {
    *end = unit_end(text, at, to);
    return digit_at(text, at) ? words->digits : lexicon_find(words, text, at, *end);
}

/* The number of the unit at text[at], and where it ends. Most words end in their first eight bytes, nearly all others in the
 * next eight. What then is in the lexicon is a unit, for nothing else is put in; what is not is a word where its bytes are of
 * ASCII, and for others its letters are looked at. */
static inline uint32_t read_unit(const struct lexicon *words, struct str text, size_t at, size_t to,
                                 size_t *end) {
    if (at + SHORT_MAX > text.len)
        return read_slowly(words, text, at, to, end);
    uint64_t head = eight_load(text.at + at), tail = 0, ends = ends_of(head);
    size_t len = 8;
    if (ends == 0) {
        tail = eight_load(text.at + at + 8);
        ends = ends_of(tail);
        len += ends ? eight_first(ends) : 8;
        tail = eight_cut(tail, len - 8);
    } else if ((len = eight_first(ends)) > 0) {
        head = eight_cut(head, len);
    }
    if (len == 0 || ends == 0 || at + len > to)
        return read_slowly(words, text, at, to, end);
    *end = at + len;
    uint32_t number = lexicon_short(words, head, tail);
    bool word = number != NO_UNIT || ((head | tail) & EIGHT_HIGH) == 0 || letters_end(text, at, *end) == *end;
    return word ? number : read_slowly(words, text, at, to, end);
}

void units_split(struct text_units *units, const struct lexicon *words, struct str text, uint32_t at,
                 uint32_t to) {
    units->n = units->here = 0;
    units->text = text.at;
    units->to = to;
    units->n_words = words->n;
    while (at < to) {
        if (text.at[at] == ' ') {
            at++;
            continue;
        }
        MEM_ROOM(units->items, units->n, units->cap);
        struct text_unit *unit = &units->items[units->n++];
        size_t end;
        unit->word = read_unit(words, text, at, to, &end);
        unit->at = at;
        unit->end = (uint32_t)end;
        unit->first = (unsigned char)text.at[at];
        at = unit->end;
    }
    MEM_ROOM(units->items, units->n, units->cap);
    units->items[units->n++] = (struct text_unit){.at = to, .end = UINT32_MAX, .word = NO_UNIT};
}

void unit_shorten(struct text_unit *unit, const struct lexicon *words, struct str text, uint32_t at) {
    size_t end;
    unit->word = read_slowly(words, text, at, unit->end, &end);
    unit->at = at;
    unit->first = (unsigned char)text.at[at];
}

void units_look_again(struct text_units *units, const struct lexicon *words, struct str text) {
    units->n_words = words->n;
    for (size_t i = units->here; i + 1 < units->n; i++) {
        struct text_unit *unit = &units->items[i];
        size_t end;
        if (unit->word == NO_UNIT)
            unit->word = read_slowly(words, text, unit->at, unit->end, &end);
    }
}
