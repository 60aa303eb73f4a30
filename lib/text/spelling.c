/* spelling.c - the syllables that are spelled in two ways of different length. */
#include "text/spelling.h"
#include <string.h>

/* The length of the letter at `at`, which is beyond ASCII, where its bytes tell: in the blocks that Vietnamese has its letters
 * in, which are letters throughout (U+0100-01BF, U+1E80-1EFF) or but for two signs (U+00C0-00FF); 0: look at the code
 * point. */
static inline size_t wide_letter(struct str text, size_t at) {
    const unsigned char *in = (const unsigned char *)text.at + at;
    size_t left = text.len - at;
    if (in[0] == 0xC3 && left >= 2 && in[1] != 0x97 && in[1] != 0xB7) /* all but × and ÷ */
        return 2;
    if (left >= 2 && in[0] >= 0xC4 && in[0] <= 0xC6 && (in[1] & 0xC0) == 0x80)
        return 2;
    bool block = left >= 3 && in[0] == 0xE1 && (in[1] == 0xBA || in[1] == 0xBB) && (in[2] & 0xC0) == 0x80;
    return block ? 3 : 0;
}

size_t spelling_end(struct str text, size_t at) {
    for (;;) {
        while (at < text.len && ((unsigned char)text.at[at] | 0x20u) - 'a' <= 'z' - 'a')
            at++;
        if (at == text.len || (unsigned char)text.at[at] < 0x80)
            return at;
        size_t next = at + wide_letter(text, at);
        if (next == at && !text_is_letter(text_next(text, &next)))
            return at;
        at = next;
    }
}

/* i and y stand for each other in open syllables after these onsets (QĐ 1989/QĐ-BGDĐT Art. 9, before and after). */
static bool onset_of_y(struct str onset) {
    if (onset.len == 1)
        return memchr("hklmstv", onset.at[0], 7) != NULL;
    return str_equal(onset, STR("qu"));
}

/* The last bytes of the tails below. Most syllables end in none. */
static const bool ends_like_two[256] = {
    ['e'] = true, [0xBD] = true, [0xB7] = true, [0xB5] = true, ['y'] = true,  [0xB3] = true, [0xB9] = true,
    ['i'] = true, [0xAD] = true, [0xAC] = true, [0x89] = true, [0xA9] = true, [0x8B] = true,
};

/* As str_ends, with a quick no by the last byte. */
static inline bool ends(struct str s, struct str tail) {
    return s.at[s.len - 1] == tail.at[tail.len - 1] && str_ends(s, tail);
}

bool spelling_of(struct str syllable, struct spelling *out) {
    static const struct {
        struct str one, other;
        bool needs_onset;
    } pairs[] = {
        {STR("oẽ"), STR("õe"), false}, {STR("uỳ"), STR("ùy"), false}, {STR("uỹ"), STR("ũy"), false},
        {STR("i"), STR("y"), true},    {STR("í"), STR("ý"), true},    {STR("ì"), STR("ỳ"), true},
        {STR("ỉ"), STR("ỷ"), true},    {STR("ĩ"), STR("ỹ"), true},    {STR("ị"), STR("ỵ"), true},
    };
    if (syllable.len == 0 || !ends_like_two[(unsigned char)syllable.at[syllable.len - 1]])
        return false;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct str one = pairs[i].one, other = pairs[i].other;
        bool as_one = ends(syllable, one);
        if (!as_one && !ends(syllable, other))
            continue;
        size_t keep = syllable.len - (as_one ? one.len : other.len);
        if (pairs[i].needs_onset ? onset_of_y(str_cut(syllable, 0, keep))
                                 : keep == 0 || syllable.at[keep - 1] != 'q') {
            *out = (struct spelling){keep, one, other};
            return true;
        }
    }
    return false;
}
