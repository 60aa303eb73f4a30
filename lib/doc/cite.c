/* cite.c - what a finding rests on, and where a figure stands, for those who have to look it up: can_cu, and the field
 * vi_tri of facts. */
#include "doc/bridge.h"
#include "doc/function.h"
#include <string.h>

#define CITED_MAX 60 /* figures of one finding; a sum over a province's rows rests on hundreds */

int call_can_cu(lua_State *lua) {
    struct build *build = build_of(lua);
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_getfield(lua, 1, "_phat_hien");
    if (!lua_islightuserdata(lua, -1))
        build_raise(lua, "template-value", STR(""), _("a finding is wanted here, as phat_hien() gives them"));
    const struct finding *finding = lua_touserdata(lua, -1);
    uint32_t n = finding->n_figures < CITED_MAX ? finding->n_figures : CITED_MAX;
    lua_createtable(lua, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        struct value *value = ARENA_NEW(build->arena, struct value);
        *value = *value_stated(build->arena, build->input->figures, finding->figures[i]);
        value->as.fact.fact.doubtful = false; /* the finding stands beside it: a mark would lead back here */
        bridge_push(lua, value);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    return 1;
}

struct str cite_position(const struct build *build, const struct fact *fact) {
    if (!fact->n_from)
        return STR("");
    const char *path = figure_path(build->input->figures, fact->from[0]);
    const char *slash = strrchr(path, '/');
    return arena_printf(build->arena, "%s, dòng\xC2\xA0%u", slash ? slash + 1 : path,
                        (unsigned)fact->from[0]->about->line);
}

/* ---- findings on paper ----------------------------------------------------------------------------------------------- */

static size_t digits_at(struct str s, size_t at) {
    size_t n = 0;
    while (digit_at(s, at + n))
        n++;
    return n;
}

/* Behind the name of a file that ends at or after `from`: its ending is .txt or .csv, and no letter follows; STR_NONE: none. */
static size_t path_end(struct str s, size_t from) {
    static const struct str endings[] = {STR(".txt"), STR(".csv")};
    for (size_t at = from; (at = str_find(s, STR("."), at)) != STR_NONE; at++)
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
            size_t end = at + endings[i].len;
            if (str_starts(str_cut(s, at, s.len), endings[i]) &&
                (end == s.len || strchr(" :;,.)", s.at[end])))
                return end;
        }
    return STR_NONE;
}

/* "(nguon/2022/bieu.csv:8)" is "(bieu.csv, dòng 8)", whatever the files are called where the document is made again. */
static struct str without_folders(struct arena *arena, struct str message) {
    struct buf out = BUF_EMPTY;
    size_t from = 0, end;
    while ((end = path_end(message, from)) != STR_NONE) {
        size_t word = end, name;
        while (word > from && !strchr(" (", message.at[word - 1]))
            word--;
        for (name = end; name > word && message.at[name - 1] != '/';)
            name--;
        buf_str(&out, str_cut(message, from, word));
        buf_str(&out, str_cut(message, name, end));
        from = end;
        if (from < message.len && message.at[from] == ':' && digits_at(message, from + 1)) {
            buf_puts(&out, ", dòng\xC2\xA0");
            from++;
        }
    }
    buf_str(&out, str_cut(message, from, message.len));
    struct str kept = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return kept;
}

/* Spans of years as the rest of the document writes them: 2016 - 2020. */
static struct str with_spans(struct arena *arena, struct str message) {
    static const struct str dash = STR("–");
    struct buf out = BUF_EMPTY;
    size_t from = 0;
    for (size_t at = 0; (at = str_find(message, dash, at)) != STR_NONE; at += dash.len) {
        bool span = at > 0 && digits_at(message, at - 1) && digits_at(message, at + dash.len);
        buf_str(&out, str_cut(message, from, at));
        buf_puts(&out, span ? "\xC2\xA0- " : dash.at);
        from = at + dash.len;
    }
    buf_str(&out, str_cut(message, from, message.len));
    struct str kept = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return kept;
}

/* The annex shows the sentences: "(bao-cao.txt, dòng 7: “Đến hết năm 2020, có 126 người.”)" is "(bao-cao.txt, dòng 7)". */
static struct str without_sentences(struct arena *arena, struct str message) {
    static const struct str opening = STR(": “"), closing = STR("”)");
    struct buf out = BUF_EMPTY;
    size_t from = 0, at, end;
    while ((at = str_find(message, opening, from)) != STR_NONE) {
        end = str_find(message, closing, at);
        bool of_line = at > 0 && digits_at(message, at - 1) && end != STR_NONE;
        buf_str(&out, str_cut(message, from, of_line ? at : at + opening.len));
        from = of_line ? end + closing.len - 1 : at + opening.len;
    }
    buf_str(&out, str_cut(message, from, message.len));
    struct str kept = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return kept;
}

/* The first letter in capitals, unless a file's name begins it. */
static struct str as_sentence(struct arena *arena, struct str message) {
    size_t space = str_find(message, STR(" "), 0), dot = str_find(message, STR("."), 0);
    return dot < space ? message : text_capital(arena, message);
}

struct str cite_finding(const struct build *build, const struct finding *finding) {
    struct arena *arena = build->arena;
    struct str message = without_folders(arena, with_spans(arena, str_of(finding->message_vi)));
    return as_sentence(arena, without_sentences(arena, message));
}
