/* syllable.c - could this word be a Vietnamese syllable? By grammar, not by a list of words.
 *
 * A syllable is an onset, a rhyme and a tone. The rhyme is a row of vowels and at most one final consonant; which finals
 * a row of vowels takes is the table below. Finals that stop the breath (c ch p t) take sắc or nặng only; k, gh, ngh
 * stand before e ê i y and c, g, ng before the others; the tone stands on one certain vowel, in open oa, oe, uy on
 * either. That is enough to tell a charset that was taken rightly, where nearly all words pass, from one that was not,
 * where few do: see lib/source/reading.c. Loanwords and names from the highlands (Đắk, Lắk) fail and are few. */
#include "text/text.h"
#include "text/viet.h"
#include <string.h>

enum { OPEN = 1, F_C = 2, F_CH = 4, F_M = 8, F_N = 16, F_NG = 32, F_NH = 64, F_P = 128, F_T = 256 };

#define STOPS (F_C | F_CH | F_P | F_T)
#define BACK  (F_C | F_M | F_N | F_NG | F_P | F_T) /* after vowels that are said in the back */
#define FRONT (F_CH | F_M | F_N | F_NH | F_P | F_T)

/* A letter without its tone as one byte: base and mark. â is 'a' + 2 * 32. */
#define LETTER(base, mark) ((unsigned char)(((base) - 'a') + 32 * (mark)))

/* Vowels are written as a letter and its mark, in the order of the alphabet: a0 a, a1 ă, a2 â, o1 ô, o2 ơ, u1 ư. */
static const struct {
    char vowels[7];
    uint16_t finals;
} rhymes[] = {
    {"a0", OPEN | BACK | FRONT},
    {"a0i0", OPEN},
    {"a0o0", OPEN},
    {"a0u0", OPEN},
    {"a0y0", OPEN},
    {"a1", BACK},
    {"a2", BACK},
    {"a2u0", OPEN},
    {"a2y0", OPEN},
    {"e0", OPEN | BACK},
    {"e0o0", OPEN},
    {"e1", OPEN | FRONT},
    {"e1u0", OPEN},
    {"i0", OPEN | FRONT},
    {"i0a0", OPEN},
    {"i0u0", OPEN},
    {"i0e1", BACK},
    {"i0e1u0", OPEN},
    {"o0", OPEN | BACK},
    {"o0i0", OPEN},
    {"o0o0", F_C | F_NG},
    {"o1", OPEN | BACK},
    {"o1i0", OPEN},
    {"o2", OPEN | F_M | F_N | F_P | F_T},
    {"o2i0", OPEN},
    {"o0a0", OPEN | BACK | FRONT},
    {"o0a0i0", OPEN},
    {"o0a0o0", OPEN},
    {"o0a0y0", OPEN},
    {"o0a1", BACK},
    {"o0e0", OPEN | F_M | F_N | F_T},
    {"o0e0o0", OPEN},
    {"u0", OPEN | BACK},
    {"u0a0", OPEN},
    {"u0i0", OPEN},
    {"u0o1", BACK},
    {"u0o1i0", OPEN},
    {"u0a2", F_N | F_NG | F_T},
    {"u0a2y0", OPEN},
    {"u0e1", OPEN | F_CH | F_N | F_NH},
    {"u0o2", OPEN},
    {"u0y0", OPEN | F_CH | F_N | F_NH | F_P | F_T},
    {"u0y0a0", OPEN},
    {"u0y0u0", OPEN},
    {"u0y0e1", F_N | F_T},
    {"u1", OPEN | F_C | F_M | F_N | F_NG | F_T},
    {"u1a0", OPEN},
    {"u1i0", OPEN},
    {"u1u0", OPEN},
    {"u1o2", BACK},
    {"u1o2i0", OPEN},
    {"u1o2u0", OPEN},
    {"y0", OPEN},
    {"y0e1", F_M | F_N | F_NG | F_T},
    {"y0e1u0", OPEN},
};

#define LETTERS_MAX 7 /* nghiêng */

/* A word taken apart into letters. */
struct word {
    unsigned char letter[LETTERS_MAX];
    size_t n;
    uint8_t tone;
    size_t tone_at; /* the letter that has it */
};

static bool is_vowel(unsigned char letter) {
    char base = (char)('a' + letter % 32);
    return base == 'a' || base == 'e' || base == 'i' || base == 'o' || base == 'u' || base == 'y';
}

/* False when it has other letters than Vietnamese ones, too many, or two tones. */
static bool take_apart(struct str text, struct word *word) {
    *word = (struct word){.n = 0};
    for (size_t at = 0; at < text.len; word->n++) {
        struct viet viet;
        if (word->n == LETTERS_MAX || !viet_of(text_next(text, &at), &viet))
            return false;
        word->letter[word->n] = LETTER(viet.base, viet.mark);
        if (viet.tone == 0)
            continue;
        if (word->tone != 0)
            return false;
        word->tone = viet.tone;
        word->tone_at = word->n;
    }
    return word->n > 0;
}

static bool letters_are(const unsigned char *letter, size_t n, const char *ascii) {
    size_t i = 0;
    while (i < n && ascii[i] && letter[i] == LETTER(ascii[i], 0))
        i++;
    return i == n && ascii[i] == '\0';
}

static bool among(const unsigned char *letter, size_t n, const char *const *list) {
    for (; *list; list++)
        if (letters_are(letter, n, *list))
            return true;
    return false;
}

/* The bit of the final consonants from `at` on, 0 when they are none that ends a syllable. */
static unsigned final_of(const struct word *word, size_t at) {
    static const char *const finals[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
    if (letters_are(word->letter + at, word->n - at, "k")) /* Đắk Lắk */
        return F_C;
    for (unsigned i = 0; i < sizeof finals / sizeof *finals; i++)
        if (letters_are(word->letter + at, word->n - at, finals[i]))
            return 1u << i;
    return 0;
}

/* Do the vowels [from, to) take this final? */
static bool rhyme_known(const struct word *word, size_t from, size_t to, unsigned final) {
    for (size_t r = 0; r < sizeof rhymes / sizeof *rhymes; r++) {
        const char *vowels = rhymes[r].vowels;
        size_t i = from;
        while (i < to && vowels[0] && word->letter[i] == LETTER(vowels[0], vowels[1] - '0')) {
            i++;
            vowels += 2;
        }
        if (i == to && vowels[0] == '\0')
            return (rhymes[r].finals & final) != 0;
    }
    return false;
}

/* May the tone stand where it stands among the vowels [from, to)? A vowel with a mark draws it, the last of two. */
static bool tone_placed(const struct word *word, size_t from, size_t to, bool open) {
    size_t at = word->tone_at;
    if (word->tone == 0)
        return true;
    for (size_t i = to; i > from; i--)
        if (word->letter[i - 1] >= 32)
            return at == i - 1;
    if (to - from == 3)
        return at == from + 1;
    if (to - from == 2 && !open)
        return at == from + 1;
    bool either = to - from == 2 &&
                  (letters_are(word->letter + from, 2, "oa") || letters_are(word->letter + from, 2, "oe") ||
                   letters_are(word->letter + from, 2, "uy"));
    return at == from || (either && at == from + 1);
}

/* Does the onset [0, to) stand before the vowel behind it? */
static bool onset_fits(const struct word *word, size_t to) {
    static const char *const any[] = {"",  "b",  "ch", "d", "h", "kh", "l",  "m", "n", "nh",
                                      "p", "ph", "r",  "s", "t", "th", "tr", "v", "x", NULL};
    static const char *const before_front[] = {"k", "gh", "ngh", NULL};
    static const char *const before_back[] = {"c", "g", "ng", NULL};
    char next = (char)('a' + word->letter[to] % 32);
    bool front = next == 'e' || next == 'i' || next == 'y';
    if (to == 1 && word->letter[0] == LETTER('d', 1))
        return true;
    if (to == 1 && word->letter[0] == LETTER('g', 0) && next == 'i') /* gì, giếng */
        return true;
    return among(word->letter, to, any) || among(word->letter, to, front ? before_front : before_back);
}

static size_t vowels_end(const struct word *word, size_t from) {
    while (from < word->n && is_vowel(word->letter[from]))
        from++;
    return from;
}

/* The syllable whose vowels begin at `from`, behind an onset that has been judged. */
static bool rhyme_fits(const struct word *word, size_t from) {
    size_t to = vowels_end(word, from);
    unsigned final = final_of(word, to);
    if (to == from || final == 0 || ((final & STOPS) && word->tone != 4 && word->tone != 5))
        return false;
    return rhyme_known(word, from, to, final) && (word->tone_at >= from || word->tone == 0) &&
           tone_placed(word, from, to, final == OPEN);
}

/* "qu" has the u in its onset, but for the rhyme it may count: quynh has that of huynh, quan that of an. */
static bool after_q(const struct word *word) {
    if (word->n < 3 || word->letter[1] != LETTER('u', 0))
        return false;
    char next = (char)('a' + word->letter[2] % 32);
    if (next == 'u' || (next == 'o' && word->letter[2] == LETTER('o', 0)) ||
        (word->tone != 0 && word->tone_at == 1))
        return false;
    if (rhyme_fits(word, 2))
        return true;
    size_t to = vowels_end(word, 2);
    unsigned final = final_of(word, to);
    return final != 0 && (!(final & STOPS) || word->tone >= 4) && rhyme_known(word, 1, to, final) &&
           tone_placed(word, 1, to, final == OPEN);
}

bool syllable_known(struct str nfc) {
    struct word word;
    if (!take_apart(nfc, &word))
        return false;
    if (word.letter[0] == LETTER('q', 0))
        return after_q(&word);
    bool gi = word.n > 2 && letters_are(word.letter, 2, "gi") && is_vowel(word.letter[2]);
    if (gi && rhyme_fits(&word, 2))
        return true;
    size_t to = 0;
    while (to < word.n && !is_vowel(word.letter[to]))
        to++;
    return to < word.n && onset_fits(&word, to) && rhyme_fits(&word, to);
}
