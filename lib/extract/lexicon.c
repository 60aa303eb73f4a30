/* lexicon.c - the words that openings have, each with its number, looked up at every word of a text. One of up to sixteen
 * bytes, as nearly all are, is two machine words: they are hashed by a multiplication and compared without a loop. */
#include "base/eight.h"
#include "extract/program.h"
#include <stdlib.h>

uint32_t lexicon_find(const struct lexicon *words, struct str text, size_t at, size_t end) {
    size_t len = end - at;
    uint64_t head, tail;
    if (len > SHORT_MAX) {
        uint32_t number = map_find(&words->longer, str_cut(text, at, end));
        return number == MAP_NONE ? NO_UNIT : number;
    }
    if (at + SHORT_MAX <= text.len) {
        head = eight_cut(eight_load(text.at + at), len);
        tail = len > 8 ? eight_cut(eight_load(text.at + at + 8), len - 8) : 0;
    } else {
        head = eight_some(text.at + at, len);
        tail = len > 8 ? eight_some(text.at + at + 8, len - 8) : 0;
    }
    return lexicon_short(words, head, tail);
}

/* At most half full, so that what is no word is known as that at once. */
static void grow(struct lexicon *words) {
    size_t cap = words->cap * 2;
    struct word_slot *slots = mem_new(cap, sizeof *slots);
    for (size_t i = 0; i < words->cap; i++)
        if (words->slots[i].number != NO_UNIT)
            *lexicon_probe(slots, cap, words->slots[i].head, words->slots[i].tail) = words->slots[i];
    free(words->slots);
    words->slots = slots;
    words->cap = cap;
}

uint32_t lexicon_add(struct lexicon *words, struct str word) {
    if (2 * words->n >= words->cap)
        grow(words);
    uint32_t number = lexicon_find(words, word, 0, word.len);
    if (number != NO_UNIT)
        return number;
    number = ++words->n;
    if (word.len == 1 && (unsigned char)word.at[0] < sizeof words->signs / sizeof *words->signs)
        words->signs[(unsigned char)word.at[0]] = number;
    if (word.len > SHORT_MAX) {
        map_put(&words->longer, word, number);
        return number;
    }
    uint64_t head = eight_some(word.at, word.len),
             tail = word.len > 8 ? eight_some(word.at + 8, word.len - 8) : 0;
    *lexicon_probe(words->slots, words->cap, head, tail) = (struct word_slot){head, tail, number};
    return number;
}

void lexicon_init(struct lexicon *words) {
    *words = (struct lexicon){.cap = 256, .slots = mem_new(256, sizeof *words->slots)};
}

void lexicon_fini(struct lexicon *words) {
    free(words->slots);
    map_fini(&words->longer);
}
