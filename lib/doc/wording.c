/* wording.c - the functions that give words: capitals, numbers and dates as a document writes them, Roman numbers, the years. */
#include "doc/bridge.h"
#include "doc/function.h"
#include <string.h>

/* ---- words --------------------------------------------------------------------------------------------------------------- */

/* The argument as plain text, in the arena. */
static struct str plain_at(lua_State *lua, int index) {
    struct build *build = build_of(lua);
    const struct value *value = bridge_value(lua, index, "text");
    if (!value)
        build_raise(lua, "template-value", STR(""), _("nil cannot be printed"));
    struct buf text = BUF_EMPTY;
    value_print(&text, value);
    struct str kept = arena_str(build->arena, buf_view(&text));
    buf_fini(&text);
    return kept;
}

static int push_text(lua_State *lua, struct str text) {
    lua_pushlstring(lua, text.at ? text.at : "", text.len);
    return 1;
}

int call_in_hoa(lua_State *lua) {
    return push_text(lua, text_upper(build_of(lua)->arena, plain_at(lua, 1)));
}

int call_viet_hoa(lua_State *lua) {
    return push_text(lua, text_capital(build_of(lua)->arena, plain_at(lua, 1)));
}

/* First letter small, unless an abbreviation or a name follows: "Đại học" in a sentence is "đại học", "LLCT" stays. */
int call_viet_thuong(lua_State *lua) {
    struct str text = plain_at(lua, 1);
    size_t first = 0, second;
    text_next(text, &first);
    second = first;
    if (second < text.len)
        text_next(text, &second);
    struct arena *arena = build_of(lua)->arena;
    struct str head = str_cut(text, first, second);
    bool capital = head.len && str_equal(text_upper(arena, head), head) && head.at[0] != ' ';
    if (capital)
        return push_text(lua, text);
    struct str small = arena_str(arena, str_cut(text, 0, first));
    fold_into(str_cut(text, 0, first), (char *)(uintptr_t)small.at);
    struct buf out = BUF_EMPTY;
    buf_str(&out, small);
    buf_str(&out, str_cut(text, first, text.len));
    struct str kept = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return push_text(lua, kept);
}

static int64_t whole_at(lua_State *lua, int index) {
    if (lua_isinteger(lua, index))
        return lua_tointeger(lua, index);
    struct decimal value = bridge_fact(lua, index)->value;
    struct decimal whole = decimal_truncate(value, 0);
    if (decimal_missing(value) || !decimal_equal(value, whole))
        build_raise(lua, "template-value", STR(""), _("a whole number is wanted here"));
    return whole.units;
}

static int push_buf(lua_State *lua, struct buf *text) {
    struct str kept = arena_str(build_of(lua)->arena, buf_view(text));
    buf_fini(text);
    return push_text(lua, kept);
}

int call_so_chu(lua_State *lua) {
    int64_t n = whole_at(lua, 1);
    if (n < 0 || n >= INT64_C(1000000000000))
        build_raise(lua, "template-value", STR(""), _("only numbers from 0 to 999.999.999.999 have words"));
    bool le = !lua_isnoneornil(lua, 2) && str_equal(bridge_text(lua, 2), STR("lẻ"));
    struct buf text = BUF_EMPTY, said = BUF_EMPTY;
    number_spell(&text, n);
    struct str words = buf_view(&text), linh = STR(" linh ");
    size_t from = 0;
    for (size_t at; le && (at = str_find(words, linh, from)) != STR_NONE; from = at + linh.len) {
        buf_str(&said, str_cut(words, from, at));
        buf_puts(&said, " lẻ ");
    }
    buf_str(&said, str_cut(words, from, words.len));
    buf_fini(&text);
    return push_buf(lua, &said);
}

int call_in_so(lua_State *lua) {
    int64_t n = whole_at(lua, 1);
    struct buf text = BUF_EMPTY;
    number_paper(&text, decimal_int(n));
    return push_buf(lua, &text);
}

/* Room for a hand or a clerk to fill in; ordinary blanks would be set as one. */
#define BLANK "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0"

int call_ngay(lua_State *lua) {
    struct build *build = build_of(lua);
    struct date date = build->input->date;
    if (!lua_isnoneornil(lua, 1)) {
        struct str iso = bridge_text(lua, 1);
        if (!date_parse(iso, &date))
            build_raise(lua, "template-value", iso, _("“%.*s” is no date; write it as 2021-12-31"),
                        STR_ARG(iso));
    }
    struct buf words = BUF_EMPTY, text = BUF_EMPTY;
    if (date_known(date) && date.day)
        date_paper(&words, date);
    else
        buf_puts(&words, "ngày" BLANK "tháng" BLANK "năm" BLANK);
    for (size_t i = 0; i < words.len; i++) /* a date is not parted by the end of a line */
        if (words.at[i] == ' ')
            buf_puts(&text, "\xC2\xA0");
        else
            buf_char(&text, words.at[i]);
    buf_fini(&words);
    return push_buf(lua, &text);
}

static void roman(struct buf *out, unsigned n) {
    static const struct {
        unsigned value;
        const char *digits;
    } steps[] = {{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (; n >= steps[i].value; n -= steps[i].value)
            buf_puts(out, steps[i].digits);
}

int call_muc(lua_State *lua) {
    struct build *build = build_of(lua);
    if (++build->sections > 80)
        build_raise(lua, "template-limit", STR(""), _("there are more than 80 sections"));
    struct buf text = BUF_EMPTY;
    roman(&text, build->sections);
    return push_buf(lua, &text);
}

/* "năm 2021 so với năm 2016", or "năm 2021" where there is one year. */
int call_ky(lua_State *lua) {
    int first, last;
    years_meant(build_of(lua), &first, &last);
    if (first)
        lua_pushfstring(lua, "năm %d so với năm %d", last, first);
    else if (last)
        lua_pushfstring(lua, "năm %d", last);
    else
        lua_pushliteral(lua, "");
    return 1;
}
