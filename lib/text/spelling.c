/* spelling.c - the syllables that are spelled in two ways of different length. */
#include "text/spelling.h"

size_t spelling_end(struct str text, size_t at) {
    while (at < text.len) {
        size_t next = at;
        if (!text_is_letter(text_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

/* i and y stand for each other in open syllables after these onsets (QĐ 1989/QĐ-BGDĐT Art. 9, before and after). */
static bool onset_of_y(struct str onset) {
    static const char *const onsets[] = {"h", "k", "l", "m", "qu", "s", "t", "v"};
    for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++)
        if (str_equal(onset, str_of(onsets[i])))
            return true;
    return false;
}

bool spelling_of(struct str syllable, struct spelling *out) {
    static const struct {
        const char *one, *other;
        bool needs_onset;
    } pairs[] = {
        {"oẽ", "õe", false}, {"uỳ", "ùy", false}, {"uỹ", "ũy", false}, {"i", "y", true}, {"í", "ý", true},
        {"ì", "ỳ", true},    {"ỉ", "ỷ", true},    {"ĩ", "ỹ", true},    {"ị", "ỵ", true},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct str one = str_of(pairs[i].one), other = str_of(pairs[i].other);
        if (!str_ends(syllable, one) && !str_ends(syllable, other))
            continue;
        size_t keep = syllable.len - (str_ends(syllable, one) ? one.len : other.len);
        if (pairs[i].needs_onset ? onset_of_y(str_cut(syllable, 0, keep))
                                 : keep == 0 || syllable.at[keep - 1] != 'q') {
            *out = (struct spelling){keep, one, other};
            return true;
        }
    }
    return false;
}
