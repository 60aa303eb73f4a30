/* place.c - names of administrative units: the class word ("xã", "thành phố"), its abbreviations, its level. */
#include "figure/figure.h"
#include <string.h>

const struct date place_reform = {2025, 7, 1};

/* Class words as folded text has them. The longer of two that begin alike comes first. */
static const struct class_word {
    struct str word;
    enum place_level level;
} class_words[] = {
    {STR("cả nước"), PLACE_NATION},     {STR("toàn quốc"), PLACE_NATION}, {STR("tỉnh"), PLACE_PROVINCE},
    {STR("thành phố"), PLACE_PROVINCE}, {STR("huyện"), PLACE_DISTRICT},   {STR("quận"), PLACE_DISTRICT},
    {STR("thị xã"), PLACE_DISTRICT},    {STR("thị trấn"), PLACE_COMMUNE}, {STR("đặc khu"), PLACE_COMMUNE},
    {STR("phường"), PLACE_COMMUNE},     {STR("xã"), PLACE_COMMUNE},
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
        if (str_starts(folded, word) && (folded.len == word.len || folded.at[word.len] == ' '))
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

/* Runs of blanks as one, none at the ends. */
static void collapse(struct buf *out, struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        bool blank = s.at[i] == ' ' || s.at[i] == '\t' || s.at[i] == '\n' || s.at[i] == '\r';
        if (!blank)
            buf_char(out, s.at[i]);
        else if (out->len && out->at[out->len - 1] != ' ')
            buf_char(out, ' ');
    }
    while (out->len && out->at[out->len - 1] == ' ')
        out->at[--out->len] = '\0';
}

/* Is it written as place_name() would: a class word as the key has it, one blank, and no other blanks beside each other? */
static bool is_settled(struct str written) {
    const struct class_word *class = class_of(written);
    if (!class || written.len <= class->word.len + 1 || written.at[written.len - 1] == ' ')
        return false;
    for (size_t i = class->word.len; i < written.len; i++) {
        unsigned char c = (unsigned char)written.at[i];
        if (c < ' ' || (c == ' ' && written.at[i + 1] == ' '))
            return false;
    }
    return true;
}

struct str place_name(struct arena *arena, struct str written) {
    if (is_settled(written))
        return arena_str(arena, written);
    struct buf plain = BUF_EMPTY, folded = BUF_EMPTY;
    collapse(&plain, written);
    struct str name = buf_view(&plain);
    buf_str(&folded, name); /* room for the key, which is as long */
    if (name.len)
        fold_into(name, folded.at);
    size_t end = 0;
    const struct class_word *class = class_of(buf_view(&folded));
    const struct abbreviation *abbreviation = class ? NULL : abbreviation_of(buf_view(&folded), &end);
    struct str word = class ? class->word : abbreviation ? abbreviation->word : STR("");
    if (class)
        end = skip_blanks(name, word.len);
    struct str rest = str_cut(name, end, name.len);
    struct str result =
        arena_printf(arena, "%.*s%s%.*s", STR_ARG(word), word.len && rest.len ? " " : "", STR_ARG(rest));
    buf_fini(&plain);
    buf_fini(&folded);
    return result;
}

static bool central(struct str bare) {
    for (size_t i = 0; i < COUNT(central_cities); i++)
        if (fold_equal(bare, central_cities[i]))
            return true;
    return false;
}

/* The class word that the name begins with, in whatever case. */
static const struct class_word *class_in(struct str name) {
    char head[32]; /* more than a class word and the blank behind it */
    struct str cut = str_cut(name, 0, sizeof head);
    fold_into(cut, head);
    return class_of((struct str){head, cut.len});
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
    unsigned first = first_consonant(a, one), second = first_consonant(b, other);
    return one != other || (first && second && first != second);
}

enum place_level place_level(struct str name, struct str within) {
    const struct class_word *class = class_in(name);
    enum place_level level = class ? class->level : PLACE_UNKNOWN;
    if (class && str_equal(class->word, STR("thành phố"))) {
        bool inside =
            within.len && !place_equal(name, within) && place_level(within, STR("")) == PLACE_PROVINCE;
        if (inside || !central(place_bare(name)))
            level = PLACE_DISTRICT;
    }
    return level;
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
