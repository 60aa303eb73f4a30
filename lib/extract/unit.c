/* unit.c - a stretch of a text as units: words, runs of digits, marks, each with its number in the lexicon. They are cut and
 * looked up once, in one loop; searches then compare numbers. */
#include "base/sixteen.h"
#include "extract/letter.h"
#include "extract/program.h"
#include <stdlib.h>

static inline void fill(struct text_unit *unit, struct str text, uint32_t at, size_t end, uint32_t word,
                        enum unit_kind kind) {
    *unit = (struct text_unit){.at = at,
                               .end = (uint32_t)end,
                               .word = word,
                               .first = (uint16_t)sieve_byte((unsigned char)text.at[at]),
                               .kind = kind};
}

/* What begins with a letter, or is beyond ASCII. */
static inline enum unit_kind kind_at(struct str text, uint32_t at) {
    return letter_step(text, at) > 0 ? UNIT_WORD : UNIT_MARK;
}

/* A unit of digits, or a mark of ASCII: the first byte tells the number. */
static inline void read_sign(struct text_unit *unit, const struct lexicon *words, struct str text,
                             uint32_t at, uint32_t to) {
    size_t end = at + 1;
    if (!digit_at(text, at)) {
        fill(unit, text, at, end, words->signs[(unsigned char)text.at[at]], UNIT_MARK);
        return;
    }
    while (end < to && digit_at(text, end))
        end++;
    fill(unit, text, at, end, words->signs['0'], UNIT_DIGITS);
}

/* A unit that is looked at letter by letter. */
static void read_slowly(struct text_unit *unit, const struct lexicon *words, struct str text, uint32_t at,
                        uint32_t to) {
    size_t end = unit_end(text, at, to);
    fill(unit, text, at, end, lexicon_find(words, text, at, end), kind_at(text, at));
}

static inline bool is_sign(char c) {
    return (unsigned char)c < 0x80 && !(c >= 'a' && c <= 'z');
}

static void read_any(struct text_unit *unit, const struct lexicon *words, struct str text, uint32_t at,
                     uint32_t to) {
    if (is_sign(text.at[at]))
        read_sign(unit, words, text, at, to);
    else
        read_slowly(unit, words, text, at, to);
}

/* The unit at text[at], which is no sign, where that is a word: it ends at the first byte of ASCII that is no letter. What then is
 * in the lexicon is a unit, for nothing else is put in; what is not is one where its bytes are of ASCII, and for others its
 * letters are looked at. False for what must be read slowly: marks beyond ASCII, long words, the last bytes of a text. */
static inline bool read_word(struct text_unit *unit, const struct lexicon *words, struct str text,
                             uint32_t at, uint32_t to) {
    static const unsigned char kept[2 * SHORT_MAX] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                      255, 255, 255, 255, 255, 255, 255, 255};
    if (at + SHORT_MAX > text.len)
        return false;
    const char *word = text.at + at;
    sixteen bytes = sixteen_load(word);
    size_t len = (size_t)__builtin_ctzll(~sixteen_mask(sixteen_within(bytes, 'a', 'z') | bytes));
    if (len == SHORT_MAX || at + len > to)
        return false;
    uint64_t head = eight_load(word) & eight_load(kept + SHORT_MAX - len);
    uint64_t tail = eight_load(word + 8) & eight_load(kept + SHORT_MAX + 8 - len);
    uint32_t number = lexicon_short(words, head, tail);
    bool sure = number != NO_UNIT || ((head | tail) & EIGHT_HIGH) == 0;
    if (!sure && letters_end(text, at, at + len) != at + len)
        return false;
    fill(unit, text, at, at + len, number, kind_at(text, at));
    return true;
}

void units_split(struct text_units *units, const struct lexicon *words, struct str text, uint32_t at,
                 uint32_t to) {
    size_t n = 0;
    for (;; n++) {
        MEM_ROOM(units->items, n, units->cap);
        struct text_unit *unit = &units->items[n];
        while (at < to && text.at[at] == ' ')
            at++;
        if (at >= to)
            break;
        if (is_sign(text.at[at]))
            read_sign(unit, words, text, at, to);
        else if (!read_word(unit, words, text, at, to))
            read_slowly(unit, words, text, at, to);
        at = unit->end;
    }
    units->items[n] =
        (struct text_unit){.at = to, .end = UINT32_MAX, .word = NO_UNIT, .first = (uint16_t)sieve_byte(0)};
    units->n = n + 1;
    units->here = 0;
    units->text = text.at;
    units->to = to;
    units->n_words = words->n;
}

void unit_shorten(struct text_unit *unit, const struct lexicon *words, struct str text, uint32_t at) {
    read_any(unit, words, text, at, unit->end);
}

void units_look_again(struct text_units *units, const struct lexicon *words, struct str text) {
    units->n_words = words->n;
    for (size_t i = units->here; i + 1 < units->n; i++)
        if (units->items[i].word == NO_UNIT)
            read_any(&units->items[i], words, text, units->items[i].at, units->items[i].end);
}
