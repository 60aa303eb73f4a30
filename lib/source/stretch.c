/* stretch.c - a piece of text as letters of a charset, and how many of its words are syllables then. */
#include "source/stretch.h"
#include "text/viet.h"
#include <stdlib.h>
#include <string.h>

#define STRETCH_LONG ((size_t)16384) /* [bytes] */
#define STRETCH_MOST ((size_t)65536)

static bool ends_stretch(char c) {
    return c == '\n' || c == '\r' || c == '\t' || c == ';' || c == ',' || c == '|' || c == '"' || c == ':' ||
           c == '(' || c == ')' || c == '.';
}

static bool is_high(char c) {
    unsigned char byte = (unsigned char)c;
    return byte >= 0x80 || byte == 0x02 || byte == 0x05 || byte == 0x06 || byte == 0x14 || byte == 0x19 ||
           byte == 0x1E;
}

/* Is the stretch as long as it may be? It ends at a blank then, or where no letter is cut apart. */
static bool is_long(size_t len, char c) {
    return len >= STRETCH_LONG && (c == ' ' || (len >= STRETCH_MOST && ((unsigned char)c & 0xC0) != 0x80) ||
                                   len >= STRETCH_MOST + 4);
}

/* The delimiters at its beginning belong to it, so that stretches cover the text. */
static size_t find_end(struct stretch *stretch, struct str text, size_t from) {
    size_t to = from;
    while (to < text.len && ends_stretch(text.at[to]) && to - from < STRETCH_MOST)
        to++;
    stretch->high = false;
    while (to < text.len && !ends_stretch(text.at[to]) && !is_long(to - from, text.at[to]))
        stretch->high |= is_high(text.at[to++]);
    return to > from ? to : from + 1;
}

static bool is_combining(uint32_t code) {
    return code >= 0x300 && code < 0x370;
}

void stretch_take(struct stretch *stretch, struct str text, size_t from, bool wide) {
    stretch->from = from;
    stretch->to = find_end(stretch, text, from);
    stretch->unicode = false;
    stretch->n_bytes = stretch->n_letters = 0;
    if (!stretch->high)
        return;
    for (size_t at = from; at < stretch->to;) {
        size_t begin = at;
        uint32_t code = (unsigned char)text.at[at];
        if (wide)
            code = text_next(text, &at);
        else
            at++;
        int byte = legacy_byte(code);
        struct viet viet;
        stretch->unicode |= byte < 0 && (viet_of(code, &viet) || is_combining(code));
        MEM_ROOM(stretch->bytes, stretch->n_bytes, stretch->cap_bytes);
        MEM_ROOM(stretch->before, stretch->n_bytes, stretch->cap_before);
        stretch->bytes[stretch->n_bytes] = byte < 0 ? 0 : (unsigned char)byte;
        stretch->before[stretch->n_bytes++] = (struct letter){code, (uint32_t)begin, (uint32_t)(at - begin)};
    }
}

static void add_letter(struct stretch *stretch, uint32_t code, size_t first, size_t n) {
    const struct letter *from = &stretch->before[first], *last = &stretch->before[first + n - 1];
    MEM_ROOM(stretch->letters, stretch->n_letters, stretch->cap_letters);
    stretch->letters[stretch->n_letters++] =
        (struct letter){code, from->from, last->from + last->len - from->from};
}

void stretch_keep(struct stretch *stretch) {
    stretch->n_letters = 0;
    for (size_t i = 0; i < stretch->n_bytes; i++)
        add_letter(stretch, stretch->before[i].code, i, 1);
}

/* ---- capitals of TCVN3 ----
 *
 * In the fonts .VnTimeH all letters look like capitals, so a toned capital is typed as the small letter's byte: "CéNG
 * HßA X·" is CỘNG HÒA XÃ. A word in which a capital of ASCII stands behind the first letter, and no small one, was set in
 * such a font; where a stretch has such a word and no small letter of ASCII at all, so was the rest of it ("X·"). */

struct cases {
    bool small, inner; /* letters of ASCII: small ones; capitals behind the first letter of the word */
};

static struct cases cases_of(const struct letter *letters, size_t from, size_t to) {
    struct cases cases = {false, false};
    for (size_t i = from; i < to; i++) {
        bool behind = i > from && text_is_letter(letters[i - 1].code);
        cases.small |= letters[i].code >= 'a' && letters[i].code <= 'z';
        cases.inner |= letters[i].code >= 'A' && letters[i].code <= 'Z' && behind;
    }
    return cases;
}

static void raise(struct letter *letters, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        struct viet viet;
        if (letters[i].code < 0x80 || !viet_of(letters[i].code, &viet) || viet.capital)
            continue;
        viet.capital = true;
        letters[i].code = viet_code(&viet);
    }
}

static void restore_capitals(struct letter *letters, size_t n) {
    struct cases all = cases_of(letters, 0, n);
    if (!all.inner)
        return;
    if (!all.small) {
        raise(letters, 0, n);
        return;
    }
    for (size_t from = 0, to; from < n; from = to + 1) {
        for (to = from; to < n && text_is_letter(letters[to].code); to++)
            ;
        struct cases word = cases_of(letters, from, to);
        if (word.inner && !word.small)
            raise(letters, from, to);
    }
}

void stretch_read(struct stretch *stretch, const struct legacy *legacy) {
    stretch->n_letters = 0;
    for (size_t i = 0; i < stretch->n_bytes;) {
        uint32_t code;
        size_t step = legacy_next(legacy, stretch->bytes + i, stretch->n_bytes - i, &code);
        if (step == 1 && stretch->bytes[i] < 0x80 && code == stretch->bytes[i])
            code = stretch->before[i].code;
        add_letter(stretch, code, i, step);
        i += step;
    }
    if (legacy->kind == LEGACY_TCVN3)
        restore_capitals(stretch->letters, stretch->n_letters);
}

/* ---- weighing ---- */

/* A sign of Latin-1 or a control: next to a letter it is a letter that this charset does not have. NBSP is none. */
static bool is_debris(uint32_t code) {
    return code >= 0x80 && code < 0x100 && code != 0xA0 && !text_is_letter(code);
}

enum worth { WORTH_NOTHING, WORTH_GOOD, WORTH_BAD };

/* Words of ASCII weigh nothing, since all charsets agree on them; so do QĐ and HĐND, which are no syllables. */
static enum worth weigh_word(struct stretch *stretch, size_t from, size_t to) {
    bool high = false, vowel = false, mixed = false, debris = false;
    buf_clear(&stretch->word);
    for (size_t i = from; i < to; i++) {
        uint32_t code = stretch->letters[i].code;
        struct viet viet = {0};
        debris |= is_debris(code);
        high |= code >= 0x80;
        vowel |= viet_of(code, &viet) ? strchr("aeiouy", viet.base) != NULL : code >= 0x80;
        mixed |= i > from && text_is_capital(code) && !text_is_capital(stretch->letters[i - 1].code);
        text_put(&stretch->word, code);
    }
    if (debris)
        return WORTH_BAD;
    if (!high || !vowel)
        return WORTH_NOTHING;
    return !mixed && syllable_known(buf_view(&stretch->word)) ? WORTH_GOOD : WORTH_BAD;
}

struct tally stretch_weigh(struct stretch *stretch) {
    struct tally tally = {0, 0};
    for (size_t from = 0, to; from < stretch->n_letters; from = to + 1) {
        bool letters = false;
        for (to = from; to < stretch->n_letters; to++) {
            uint32_t code = stretch->letters[to].code;
            if (!text_is_letter(code) && !is_debris(code) && !is_combining(code))
                break;
            letters |= text_is_letter(code);
        }
        enum worth worth = letters ? weigh_word(stretch, from, to) : WORTH_NOTHING;
        tally.good += worth == WORTH_GOOD;
        tally.bad += worth == WORTH_BAD;
    }
    return tally;
}

void stretch_fini(struct stretch *stretch) {
    free(stretch->bytes);
    free(stretch->before);
    free(stretch->letters);
    buf_fini(&stretch->word);
}
