/* staff.c - of whom a dossier speaks, in words: groups as sources write them, set for a sentence; and doi_tuong, the staff that
 * the whole dossier is about. */
#include "doc/staff.h"
#include "doc/function.h"
#include <string.h>

/* The small letter of a capital: Vietnamese pairs differ by 0x20 in ASCII and Latin-1, else the capital is even and the small
 * one follows it, but for Ư (U+01AF). */
static uint32_t small_letter(uint32_t c) {
    bool latin = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    if (latin)
        return c + 0x20;
    bool pair = (c >= 0x100 && c < 0x1AF) || (c >= 0x1EA0 && c <= 0x1EF9);
    return c == 0x1AF || (pair && c % 2 == 0) ? c + 1 : c;
}

/* Syllables have a vowel; abbreviations as CBCC, VHXH have none. */
static bool has_vowel(struct str word) {
    for (size_t at = 0; at < word.len;) {
        uint32_t c = text_next(word, &at);
        if (c < 0x80 ? strchr("AEIOUY", (int)c) != NULL : c != 0x110)
            return true;
    }
    return false;
}

static void put_word(struct buf *out, struct str word) {
    bool abbreviation = !has_vowel(word) || str_equal(word, STR("UBND"));
    for (size_t at = 0; at < word.len;) {
        uint32_t c = text_next(word, &at);
        text_put(out, abbreviation ? c : small_letter(c));
    }
}

/* "Công chức cấp xã" of a cell begins small within a sentence. */
static struct str small_start(struct arena *arena, struct str group) {
    size_t second = 0, third;
    uint32_t first = text_next(group, &second);
    third = second;
    bool word = group.len > second && !text_is_capital(text_next(group, &third));
    if (!word || !text_is_capital(first))
        return group;
    struct buf small = BUF_EMPTY;
    text_put(&small, small_letter(first));
    buf_str(&small, str_cut(group, second, group.len));
    struct str kept = arena_str(arena, buf_view(&small));
    buf_fini(&small);
    return kept;
}

/* A group that was read from a heading in capitals is set small within a sentence: CÔNG CHỨC CẤP XÃ. */
static struct str in_small(struct arena *arena, struct str group) {
    if (group.len == 0 || !str_equal(group, text_upper(arena, group)))
        return small_start(arena, group);
    struct buf small = BUF_EMPTY;
    for (size_t at = 0; at < group.len;) {
        size_t end = str_find(group, STR(" "), at);
        end = end == STR_NONE ? group.len : end;
        put_word(&small, str_cut(group, at, end));
        if (end < group.len)
            buf_char(&small, ' ');
        at = end + 1;
    }
    struct str kept = arena_str(arena, buf_view(&small));
    buf_fini(&small);
    return kept;
}

/* Abbreviations of tables that a document spells out. */
static const struct {
    struct str shown, meant;
} spelled[] = {
    {STR("VHXH"), STR("văn hóa - xã hội")},
    {STR("VH-XH"), STR("văn hóa - xã hội")},
    {STR("CBCC"), STR("cán bộ, công chức")},
};

static bool ends_word(struct str s, size_t at) {
    return at == 0 || at >= s.len || s.at[at] == ' ' || s.at[at] == ',' || s.at[at - 1] == ' ';
}

static struct str spell_out(struct arena *arena, struct str group, struct str shown, struct str meant) {
    size_t at = str_find(group, shown, 0);
    if (at == STR_NONE || !ends_word(group, at) || !ends_word(group, at + shown.len))
        return group;
    return arena_printf(arena, "%.*s%.*s%.*s", (int)at, group.at, STR_ARG(meant),
                        STR_ARG(str_cut(group, at + shown.len, group.len)));
}

struct str staff_words(struct arena *arena, struct str group) {
    struct str words = in_small(arena, group);
    for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++)
        words = spell_out(arena, words, spelled[i].shown, spelled[i].meant);
    return words;
}

/* ---- the dossier's ------------------------------------------------------------------------------------------------------- */

/* All staff, or a part of it that every report has: no name for a document by itself. */
static bool is_general(struct str group) {
    static const struct str general[] = {STR("cán bộ, công chức"), STR("công chức"), STR("cán bộ"),
                                         STR("cán bộ, công chức, viên chức")};
    for (size_t i = 0; i < sizeof general / sizeof *general; i++) {
        char communal[80];
        int n = snprintf(communal, sizeof communal, "%s cấp xã", general[i].at);
        if (group_equal(group, general[i]) || group_equal(group, (struct str){communal, (size_t)n}))
            return true;
    }
    return group.len == 0;
}

static struct str group_of_year(const struct build *build, int year) {
    struct fact fact = compare_fact(build->arena, build->input->figures, STR("staff.total"),
                                    build->input->place, year, false);
    return decimal_missing(fact.value) ? STR("") : fact.group;
}

/* Lines do not end within "cấp xã", nor within "văn hóa - xã hội". */
static struct str unbroken(struct arena *arena, struct str words) {
    static const struct str level = STR("cấp xã"), dash = STR("văn hóa - xã hội");
    if (str_ends(words, level))
        words = arena_printf(arena, "%.*scấp\xC2\xA0xã", (int)(words.len - level.len), words.at);
    size_t at = str_find(words, dash, 0);
    if (at == STR_NONE)
        return words;
    return arena_printf(arena, "%.*svăn\xC2\xA0hóa\xC2\xA0-\xC2\xA0xã\xC2\xA0hội%.*s", (int)at, words.at,
                        STR_ARG(str_cut(words, at + dash.len, words.len)));
}

/* A narrower staff only where both years are of it; where the place itself states no total, a roll-up's units may. */
int call_doi_tuong(lua_State *lua) {
    struct build *build = build_of(lua);
    int first, last;
    years_meant(build, &first, &last);
    struct str group = group_of_year(build, last), before = first ? group_of_year(build, first) : group;
    bool commune = place_level(build->input->place, STR("")) == PLACE_COMMUNE;
    struct str words = commune ? STR("cán bộ, công chức") : STR("cán bộ, công chức cấp\xC2\xA0xã");
    if (!is_general(group) && (before.len == 0 || group_equal(group, before)))
        words = unbroken(build->arena, staff_words(build->arena, group));
    lua_pushlstring(lua, words.at, words.len);
    return 1;
}
