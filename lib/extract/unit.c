/* unit.c - a stretch of a text as units: words, runs of digits, marks, each with its number in the lexicon. They are cut and
 * looked up once, in one loop; searches then compare numbers. */
#include "base/sixteen.h"
#include "extract/letter.h"
#include "extract/program.h"
#include <stdlib.h>

static inline void fill(struct text_unit *unit, struct str text, uint32_t at, size_t end, uint32_t word) {
    enum unit_kind kind = letter_step(text, at) > 0 ? UNIT_WORD
                          : digit_at(text, at)      ? UNIT_DIGITS
                                                    : UNIT_MARK;
    *unit = (struct text_unit){.at = at,
                               .end = (uint32_t)end,
                               .word = word,
                               .first = (uint16_t)sieve_byte((unsigned char)text.at[at]),
                               .kind = kind};
}

/* A unit that is looked at letter by letter. */
static void read_slowly(struct text_unit *unit, const struct lexicon *words, struct str text, uint32_t at,
                        uint32_t to) {
    size_t end = unit_end(text, at, to);
    fill(unit, text, at, end, digit_at(text, at) ? words->digits : lexicon_find(words, text, at, end));
}

/* The first `len` of the bytes, zeros behind them. */
static inline sixteen first_of(sixteen text, size_t len) {
    static const unsigned char kept[2 * SHORT_MAX] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                      255, 255, 255, 255, 255, 255, 255, 255};
    return text & sixteen_load(kept + SHORT_MAX - len);
}

/* The unit at text[at] where that is a word: it ends at the first byte of ASCII that is no letter. What then is in the lexicon
 * is a unit, for nothing else is put in; what is not is one where its bytes are of ASCII, and for others its letters are looked
 * at. Marks, digits, long words and the last bytes of a text are read slowly. */
static inline void read_unit(struct text_unit *unit, const struct lexicon *words, struct str text,
                             uint32_t at, uint32_t to) {
    unsigned char cut[SHORT_MAX];
    if (at + SHORT_MAX <= text.len) {
        sixteen word = sixteen_load(text.at + at);
        uint64_t others = ~sixteen_mask(sixteen_within(word, 'a', 'z') | word);
        size_t len = (size_t)__builtin_ctzll(others);
        word = first_of(word, len);
        sixteen_store(cut, word);
        uint32_t number = lexicon_short(words, eight_load(cut), eight_load(cut + 8));
        bool sure = number != NO_UNIT || sixteen_mask(word) == 0;
        if (len > 0 && len < SHORT_MAX && at + len <= to &&
            (sure || letters_end(text, at, at + len) == at + len)) {
            fill(unit, text, at, at + len, number);
            return;
        }
    }
    read_slowly(unit, words, text, at, to);
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
        read_unit(unit, words, text, at, to);
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
    read_slowly(unit, words, text, at, unit->end);
}

void units_look_again(struct text_units *units, const struct lexicon *words, struct str text) {
    units->n_words = words->n;
    for (size_t i = units->here; i + 1 < units->n; i++)
        if (units->items[i].word == NO_UNIT)
            read_slowly(&units->items[i], words, text, units->items[i].at, units->items[i].end);
}
