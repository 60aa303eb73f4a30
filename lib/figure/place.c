/* place.c - names of administrative units: the class word ("xã", "thành phố"), its abbreviations, its level. */
#include "figure/figure.h"
#include <string.h>

const struct date place_reform = {2025, 7, 1};

/* Class words as folded text has them, the most frequent first. */
static const struct class_word {
    struct str word;
    enum place_level level;
} class_words[] = {
    {STR("xã"), PLACE_COMMUNE},      {STR("tỉnh"), PLACE_PROVINCE},    {STR("huyện"), PLACE_DISTRICT},
    {STR("phường"), PLACE_COMMUNE},  {STR("thị trấn"), PLACE_COMMUNE}, {STR("thành phố"), PLACE_PROVINCE},
    {STR("thị xã"), PLACE_DISTRICT}, {STR("quận"), PLACE_DISTRICT},    {STR("đặc khu"), PLACE_COMMUNE},
    {STR("cả nước"), PLACE_NATION},  {STR("toàn quốc"), PLACE_NATION},
};

/* Abbreviations stand before a dot, those of two letters also before a blank. */
static const struct abbreviation {
    struct str letters, word;
} abbreviations[] = {
    {STR("tp"), STR("thành phố")}, {STR("tx"), STR("thị xã")}, {STR("tt"), STR("thị trấn")},
    {STR("t"), STR("tỉnh")},       {STR("h"), STR("huyện")},   {STR("q"), STR("quận")},
    {STR("x"), STR("xã")},         {STR("p"), STR("phường")},
};

/* Cities that are provinces; Huế since 1 January 2025, Đồng Nai since 30 April 2026 (NQ 30/2026/QH16). */
static const struct str central_cities[] = {STR("hà nội"),      STR("hải phòng"), STR("đà nẵng"),
                                            STR("hồ chí minh"), STR("cần thơ"),   STR("huế"),
                                            STR("đồng nai")};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static size_t skip_blanks(struct str s, size_t at) {
    while (at < s.len && s.at[at] == ' ')
        at++;
    return at;
}

/* The class word that `folded` begins with, followed by a blank or its end; NULL when there is none. */
static const struct class_word *class_of(struct str folded) {
    for (size_t i = 0; i < COUNT(class_words); i++) {
        struct str word = class_words[i].word;
        if (folded.len && folded.at[0] == word.at[0] && str_starts(folded, word) &&
            (folded.len == word.len || folded.at[word.len] == ' '))
            return &class_words[i];
    }
    return NULL;
}

/* The abbreviation that `folded` begins with; `*end` is where the name begins. */
static const struct abbreviation *abbreviation_of(struct str folded, size_t *end) {
    for (size_t i = 0; i < COUNT(abbreviations); i++) {
        size_t len = abbreviations[i].letters.len;
        if (!str_starts(folded, abbreviations[i].letters) || folded.len <= len)
            continue;
        bool dot = folded.at[len] == '.';
        size_t name = skip_blanks(folded, len + dot);
        if ((dot || (len > 1 && folded.at[len] == ' ')) && name < folded.len) {
            *end = name;
            return &abbreviations[i];
        }
    }
    return NULL;
}

static bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Bytes of the blank at `i`: also U+00A0 and U+202F, which Word and Excel put so that a name is not broken; 0: none is there. */
static size_t blank_length(struct str s, size_t i) {
    if (blank(s.at[i]))
        return 1;
    struct str rest = str_cut(s, i, s.len);
    return str_starts(rest, STR("\xC2\xA0")) ? 2 : str_starts(rest, STR("\xE2\x80\xAF")) ? 3 : 0;
}

/* Runs of blanks as one, none at the ends. In the arena. */
static struct str collapse(struct arena *arena, struct str s) {
    char *out = arena_alloc(arena, s.len + 1);
    size_t n = 0;
    for (size_t i = 0, gap; i < s.len; i += gap ? gap : 1) {
        gap = blank_length(s, i);
        if (!gap)
            out[n++] = s.at[i];
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    while (n && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return (struct str){out, n};
}

static bool collapsed(struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (blank(s.at[i]) && (i == 0 || i + 1 == s.len || s.at[i] != ' ' || s.at[i + 1] == ' '))
            return false;
        if ((c == 0xC2 || c == 0xE2) && blank_length(s, i))
            return false;
    }
    return true;
}

#define FOLDED_MOST 16u /* [bytes] more than a class word or an abbreviation and the blank behind it */

static struct str folded_start(struct str name, char start[FOLDED_MOST]) {
    struct str head = {name.at, name.len < FOLDED_MOST ? name.len : FOLDED_MOST};
    fold_into(head, start);
    return (struct str){start, head.len};
}

/* A name as titles write it, "ĐIỆN BIÊN", but no abbreviation, "HCM": a vowel and another letter, all in capitals. */
static bool in_capitals(struct str name) {
    static const struct str vowels = STR("AEIOUY");
    unsigned letters = 0;
    bool vowel = false;
    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] >= 'a' && name.at[i] <= 'z')
            return false; /* most end here */
    }
    struct arena arena = ARENA_EMPTY;
    bool capitals = str_equal(text_upper(&arena, name), name);
    for (size_t i = 0; i < name.len && capitals;) {
        uint32_t code = text_next(name, &i);
        letters += text_is_letter(code);
        vowel |= code >= 0x80 || (code && memchr(vowels.at, (int)code, vowels.len));
    }
    arena_fini(&arena);
    return capitals && vowel && letters > 2;
}

/* The name as place_name has it, and the class word that it begins with, NULL where there is none. */
static struct str read_name(struct arena *arena, struct str written, const struct class_word **class) {
    char start[FOLDED_MOST];
    *class = NULL;
    if (written.len == 0)
        return STR("");
    struct str name = collapsed(written) ? written : collapse(arena, written);
    struct str folded = folded_start(name, start);
    size_t end = 0;
    *class = class_of(folded);
    const struct abbreviation *abbreviation = *class ? NULL : abbreviation_of(folded, &end);
    if (*class)
        end = skip_blanks(name, (*class)->word.len);
    else if (abbreviation)
        *class = class_of(abbreviation->word);
    struct str word = *class ? (*class)->word : STR(""), rest = str_cut(name, end, name.len);
    if (in_capitals(rest))
        rest = text_name(arena, rest);
    bool both = word.len && rest.len;
    char *out = arena_raw(arena, word.len + both + rest.len + 1, 1);
    memcpy(out, word.at, word.len);
    out[word.len] = ' ';
    memcpy(out + word.len + both, rest.at, rest.len);
    out[word.len + both + rest.len] = '\0';
    return (struct str){out, word.len + both + rest.len};
}

struct str place_name(struct arena *arena, struct str written) {
    const struct class_word *class;
    return read_name(arena, written, &class);
}

struct str place_key(struct arena *arena, struct str written) {
    struct arena scratch = ARENA_EMPTY;
    struct str key = fold_name(arena, place_name(&scratch, written));
    arena_fini(&scratch);
    return key;
}

static bool central(struct str bare) {
    for (size_t i = 0; i < COUNT(central_cities); i++)
        if (fold_equal(bare, central_cities[i]))
            return true;
    return false;
}

/* The class word that the name begins with, in whatever case. */
static const struct class_word *class_in(struct str name) {
    char start[FOLDED_MOST];
    if (name.len == 0 || !memchr("CcTtHhQqPpXx\xC4", name.at[0], 13)) /* \xC4: đặc khu */
        return NULL;
    const struct class_word *class = class_of(name); /* most are in small letters */
    return class ? class : class_of(folded_start(name, start));
}

/* The consonant that the name behind the class word begins with, which no spelling changes; 0 where it is another letter. */
static unsigned first_consonant(struct str name, const struct class_word *class) {
    size_t at = skip_blanks(name, class->word.len);
    uint32_t letter = at < name.len ? text_next(name, &at) : 0;
    if (letter == 0x110 || letter == 0x111)
        return 0x111;
    letter |= 0x20;
    return letter > 'a' && letter <= 'z' && !strchr("eiouy", (int)letter) ? letter : 0;
}

/* Can they not be equal? Seen at a glance for most pairs. */
static bool are_apart(struct str a, struct str b) {
    const struct class_word *one = class_in(a), *other = class_in(b);
    if (!one || !other)
        return false;
    if (one != other)
        return true;
    unsigned first = first_consonant(a, one), second = first_consonant(b, other);
    return first && second && first != second;
}

static enum place_level level_of(struct str name, const struct class_word *class, struct str within) {
    enum place_level level = class ? class->level : PLACE_UNKNOWN;
    if (class && str_equal(class->word, STR("thành phố"))) {
        bool inside =
            within.len && !place_equal(name, within) && place_level(within, STR("")) == PLACE_PROVINCE;
        if (inside || !central(place_bare(name)))
            level = PLACE_DISTRICT;
    }
    return level;
}

enum place_level place_level(struct str name, struct str within) {
    return level_of(name, class_in(name), within);
}

struct str place_read(struct arena *arena, struct str written, enum place_level *level) {
    const struct class_word *class;
    struct str name = read_name(arena, written, &class);
    *level = level_of(name, class, STR(""));
    return name;
}

bool place_equal(struct str a, struct str b) {
    if (str_equal(a, b))
        return true;
    if (are_apart(a, b))
        return false;
    struct arena scratch = ARENA_EMPTY;
    bool equal = fold_equal(place_name(&scratch, a), place_name(&scratch, b));
    arena_fini(&scratch);
    return equal;
}

struct str place_bare(struct str name) {
    const struct class_word *class = class_in(name);
    if (class == NULL || class->word.len >= name.len)
        return name;
    return str_cut(name, skip_blanks(name, class->word.len), name.len);
}
