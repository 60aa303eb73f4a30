/* group.c - when two wordings name the same staff. Sources write "cán bộ, công chức cấp xã", "cán bộ công chức cấp xã" and
 * "CBCC cấp xã" for one thing, but "công chức cấp xã" is another: nothing is dropped that narrows or widens. */
#include "figure/figure.h"
#include <string.h>

static const struct {
    struct str word, meaning;
} words[] = {
    {STR("và"), STR("")},
    {STR("cbcc"), STR("cán bộ công chức")},
    {STR("cbccvc"), STR("cán bộ công chức viên chức")},
    {STR("cb"), STR("cán bộ")},
    {STR("cc"), STR("công chức")},
    {STR("vhxh"), STR("văn hoá xã hội")}, /* folded: tone marks in the new place */
    {STR("vh-xh"), STR("văn hoá xã hội")},
    {STR("-"), STR("")},
    {STR("–"), STR("")},
};

/* "cán bộ, công chức xã, phường, thị trấn" are those of the communes. Longest first; once commas are gone. */
static const struct str communes[] = {
    STR("ở xã phường thị trấn"),
    STR("ở các xã phường thị trấn"),
    STR("xã phường thị trấn"),
    STR("xã phường đặc khu"),
    STR("ở cấp xã"),
    STR("ở xã"),
};

static struct str meaning(struct str word) {
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal(words[i].word, word))
            return words[i].meaning;
    return word;
}

static bool separates(char c) {
    return c == ' ' || c == ',' || c == ';';
}

static struct str of_communes(struct arena *arena, struct str key) {
    for (size_t i = 0; i < sizeof communes / sizeof communes[0]; i++)
        if (str_ends(key, communes[i]) && key.len > communes[i].len)
            return arena_printf(arena, "%.*scấp xã", (int)(key.len - communes[i].len), key.at);
    return key;
}

struct str group_key(struct arena *arena, struct str group) {
    struct str folded = fold_name(arena, group);
    struct buf key = BUF_EMPTY;
    for (size_t from = 0; from < folded.len;) {
        size_t to = from;
        while (to < folded.len && !separates(folded.at[to]))
            to++;
        struct str word = meaning(str_cut(folded, from, to));
        if (word.len && key.len)
            buf_char(&key, ' ');
        buf_str(&key, word);
        from = to + 1;
    }
    struct str kept = of_communes(arena, arena_str(arena, buf_view(&key)));
    buf_fini(&key);
    return kept;
}

bool group_equal(struct str a, struct str b) {
    if (str_equal(a, b))
        return true;
    struct arena scratch = ARENA_EMPTY;
    bool equal = str_equal(group_key(&scratch, a), group_key(&scratch, b));
    arena_fini(&scratch);
    return equal;
}

static struct str without_level(struct str key) {
    return str_ends(key, STR(" cấp xã")) ? str_cut(key, 0, key.len - strlen(" cấp xã")) : key;
}

bool group_equal_at(struct str place, struct str a, struct str b) {
    if (str_equal(a, b))
        return true;
    struct arena scratch = ARENA_EMPTY;
    struct str x = group_key(&scratch, a), y = group_key(&scratch, b);
    bool equal = str_equal(x, y);
    if (!equal && place_level(place, STR("")) == PLACE_COMMUNE)
        equal = str_equal(without_level(x), without_level(y));
    arena_fini(&scratch);
    return equal;
}
