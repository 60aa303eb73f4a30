/* letters.c - the common set. Ordered by claim: where a face draws two letters with one glyph, text copied out of the PDF
 * has the one that stands first here. */
#include "font/letters.h"

/* Punctuation of Vietnamese text as a word processor leaves it; a face without these is refused. */
static const uint32_t marks[] = {
    0x201C, 0x201D, 0x2018, 0x2019, 0x2026, 0x2013, 0x2014, 0x2022, 0x00A0,
    0x00A7, 0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00D7, 0x00AB, 0x00BB, 0x00B7,
};

/* Welcome where the face has them: − ≤ ≥ → ▲ ▼ ■ ● ₫. */
static const uint32_t signs[] = {0x2212, 0x2264, 0x2265, 0x2192, 0x25B2, 0x25BC, 0x25A0, 0x25CF, 0x20AB};

/* ▲ ▼ ⚠ */
static const uint32_t symbols[] = {0x25B2, 0x25BC, 0x26A0};
/* ■ □ ● ○ ◆ ← ↑ → ↓ ✓ ✗ */
static const uint32_t more_symbols[] = {0x25A0, 0x25A1, 0x25CF, 0x25CB, 0x25C6, 0x2190,
                                        0x2191, 0x2192, 0x2193, 0x2713, 0x2717};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct walk {
    void (*each)(void *aux, uint32_t letter, bool needed);
    void *aux;
};

static void all(const struct walk *walk, const uint32_t *letters, size_t n, bool needed) {
    for (size_t i = 0; i < n; i++)
        walk->each(walk->aux, letters[i], needed);
}

void letters_each(enum face face, void (*each)(void *aux, uint32_t letter, bool needed), void *aux) {
    struct walk walk = {each, aux};
    for (uint32_t ascii = ' '; ascii <= '~' && (face != FACE_SYMBOL || ascii == ' '); ascii++)
        each(aux, ascii, true);
    if (face == FACE_SYMBOL) {
        all(&walk, symbols, COUNT(symbols), true);
        all(&walk, more_symbols, COUNT(more_symbols), false);
        return;
    }
    all(&walk, text_letters, COUNT(text_letters), true);
    all(&walk, marks, COUNT(marks), true);
    all(&walk, signs, COUNT(signs), false);
}

struct lacking {
    const struct typeface *typeface;
    struct buf *out;
    size_t n;
};

static void check(void *aux, uint32_t letter, bool needed) {
    struct lacking *lacking = aux;
    if (!needed || typeface_draws(lacking->typeface, letter))
        return;
    text_put(lacking->out, letter);
    lacking->n++;
}

size_t letters_lacking(const struct typeface *typeface, enum face face, struct buf *out) {
    struct lacking lacking = {typeface, out, 0};
    letters_each(face, check, &lacking);
    return lacking.n;
}
