/* template.c - loading a template, and turning Lua's complaints into messages about the template. */
#include "doc/template.h"
#include "doc/bridge.h"
#include "doc/lua_words.h"
#include <stdlib.h>
#include <string.h>

#define CHUNK_NAME "=t" /* Lua's messages begin with "t:LINE: " */

/* ---- Lua's messages ---------------------------------------------------------------------------------------------------------- */

/* Takes "t:12: " off the front of a message; returns 12, or 0. */
static uint32_t take_line(struct str *message) {
    if (!str_starts(*message, STR("t:")))
        return 0;
    uint32_t line = 0;
    size_t at = 2;
    while (digit_at(*message, at) && line < 10000000)
        line = line * 10 + (uint32_t)(message->at[at++] - '0');
    if (!str_starts(str_cut(*message, at, message->len), STR(": ")))
        return 0;
    *message = str_cut(*message, at + 2, message->len);
    return line;
}

/* "'end' expected (to close 'for' at line 12) near <eof>": what is open began at line 12. */
static uint32_t opening_line(struct str message) {
    size_t at = str_find(message, STR(" at line "), 0);
    uint32_t line = 0;
    if (at == STR_NONE)
        return 0;
    for (at += 9; digit_at(message, at) && line < 10000000; at++)
        line = line * 10 + (uint32_t)(message.at[at] - '0');
    return line;
}

/* The token in "... near 'x'"; one of ours (__t, __e, __b) is cut off the message and not named. */
static struct str take_near(struct str *message, bool *ours) {
    *ours = false;
    size_t at = str_find(*message, STR(" near "), 0);
    if (at == STR_NONE)
        return STR("");
    struct str token = str_cut(*message, at + 6, message->len);
    if (token.len >= 2 && token.at[0] == '\'')
        token = str_cut(token, 1, token.len - 1);
    if (!str_starts(token, STR("__")) && !str_equal(token, STR("<eof>")))
        return token;
    *ours = true;
    *message = str_cut(*message, 0, at);
    return STR("");
}

static void report_syntax(const struct template *template, struct diag *diag) {
    lua_State *lua = template->sandbox->lua;
    struct str message;
    message.at = lua_tolstring(lua, -1, &message.len);
    uint32_t line = take_line(&message);
    uint32_t opening = opening_line(message);
    bool ours;
    struct str near = take_near(&message, &ours);
    if (ours)
        line = script_piece_line(&template->script, line);
    struct buf words = BUF_EMPTY;
    lua_words(&words, message);
    diag_at(diag, DIAG_USAGE, script_where(&template->script, opening ? opening : line, near),
            "template-syntax", _("Lua does not understand this: %.*s"), STR_ARG(buf_view(&words)));
    buf_fini(&words);
    lua_pop(lua, 1);
}

void template_report(const struct template *template, uint32_t line, const char *fault, struct str near,
                     struct diag *diag) {
    lua_State *lua = template->sandbox->lua;
    struct str message = STR("");
    if (lua_type(lua, -1) == LUA_TSTRING)
        message.at = lua_tolstring(lua, -1, &message.len);
    uint32_t named = take_line(&message);
    struct diag_where where = script_where(&template->script, line ? line : named, near);
    struct buf words = BUF_EMPTY;
    switch (template->sandbox->fault) {
    case SANDBOX_TOO_LONG:
        diag_at(diag, DIAG_USAGE, where, "template-steps",
                _("the template runs longer than %d steps; a loop does not end"), SANDBOX_INSTRUCTIONS);
        break;
    case SANDBOX_TOO_LARGE:
        diag_at(diag, DIAG_USAGE, where, "template-memory",
                _("the template needs more than %zu MiB of memory; a text or list grows without end"),
                SANDBOX_MEMORY >> 20);
        break;
    default:
        if (fault)
            buf_str(&words, message);
        else
            lua_words(&words, message);
        diag_at(diag, DIAG_USAGE, where, fault ? fault : "template-lua", "%.*s", STR_ARG(buf_view(&words)));
        break;
    }
    buf_fini(&words);
    lua_pop(lua, 1);
}

/* ---- compiling ------------------------------------------------------------------------------------------------------------------ */

static int compile(struct template *template, struct str chunk, struct diag *diag) {
    lua_State *lua = template->sandbox->lua;
    if (luaL_loadbufferx(lua, chunk.at, chunk.len, CHUNK_NAME, "t") != LUA_OK) {
        report_syntax(template, diag);
        return LUA_NOREF;
    }
    return luaL_ref(lua, LUA_REGISTRYINDEX);
}

static void add_part(struct template_text *text, struct str literal, int chunk) {
    MEM_ROOM(text->parts, text->n, text->cap);
    text->parts[text->n++] = (struct template_part){literal, chunk};
}

/* The expression of a head's text, on the line where it stands. */
static int compile_head(struct template *template, struct str code, struct diag *diag) {
    size_t at = str_find(template->source, code, 0);
    uint32_t line = at == STR_NONE ? 1 : script_at(&template->script, at, 1).line;
    struct buf chunk = BUF_EMPTY;
    while (--line)
        buf_char(&chunk, '\n');
    buf_puts(&chunk, "return ");
    buf_str(&chunk, code);
    int reference = compile(template, buf_view(&chunk), diag);
    buf_fini(&chunk);
    return reference;
}

static bool read_text(struct template *template, struct template_text *text, const char *written,
                      struct diag *diag) {
    struct str s = str_of(written);
    for (size_t at = 0; at < s.len;) {
        size_t open = str_find(s, STR("{{"), at);
        if (open == STR_NONE)
            open = s.len;
        if (open > at)
            add_part(text, str_cut(s, at, open), LUA_NOREF);
        if (open == s.len)
            break;
        size_t close = script_code_end(s, open + 2, "}}");
        if (close == STR_NONE) {
            diag_at(diag, DIAG_USAGE, script_where(&template->script, 1, STR("")), "template-unclosed",
                    _("{{ is not closed; end the expression with }}"));
            return false;
        }
        int chunk = compile_head(template, str_cut(s, open + 2, close), diag);
        if (chunk == LUA_NOREF)
            return false;
        add_part(text, STR(""), chunk);
        at = close + 2;
    }
    return true;
}

static bool read_texts(struct template *template, struct template_text **texts, char **written, unsigned n,
                       struct diag *diag) {
    *texts = ARENA_ARRAY(&template->arena, n + 1, struct template_text);
    for (unsigned i = 0; i < n; i++)
        if (!read_text(template, &(*texts)[i], written[i], diag))
            return false;
    return true;
}

static bool read_head(struct template *template, struct diag *diag) {
    const struct head *head = template->head;
    return read_text(template, &template->name, head->name, diag) &&
           read_text(template, &template->title, head->title, diag) &&
           read_texts(template, &template->subject, head->subject, head->subject_count, diag) &&
           read_texts(template, &template->to, head->to, head->to_count, diag);
}

static bool read_source(struct template *template, struct diag *diag) {
    struct nfc nfc;
    size_t bad = 0;
    if (!nfc_make(&template->arena, buf_view(&template->bytes), &nfc, &bad)) {
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = template->path, .line = 1}, "template-utf8",
                _("byte %zu is not UTF-8; save the template as UTF-8"), bad);
        return false;
    }
    template->source = nfc.text;
    return true;
}

static bool template_read(struct template *template, struct diag *diag) {
    size_t body = 0;
    if (!file_read(template->path, &template->bytes, diag) || !read_source(template, diag))
        return false;
    template->head = head_load(template->path, template->source, &body, diag);
    if (!template->head || !script_read(&template->script, template->path, template->source, body, diag))
        return false;
    template->head_len = body;
    template->sandbox = sandbox_open();
    bridge_open(template->sandbox->lua);
    if (!read_head(template, diag))
        return false;
    template->chunk = compile(template, buf_view(&template->script.lua), diag);
    return template->chunk != LUA_NOREF;
}

struct template *template_load(const char *path, struct diag *diag) {
    struct template *template = mem_new(1, sizeof *template);
    template->path = arena_strdup(&template->arena, path);
    if (template_read(template, diag))
        return template;
    template_free(template);
    return NULL;
}

uint64_t template_says(const struct template *template) {
    struct hash hash = HASH_START;
    struct buf meaning = BUF_EMPTY;
    yaml_hash(&hash, str_cut(template->source, 0, template->head_len));
    script_meaning(&meaning, &template->script);
    hash_str(&hash, buf_view(&meaning));
    buf_fini(&meaning);
    return hash_end(&hash);
}

/* The head is the first of two documents: YAML between two rules. */
static void put_head(struct buf *out, const struct template *template) {
    struct str head = str_cut(template->source, 0, template->head_len);
    struct str inner = str_trim(head);
    size_t before = out->len, from = str_find(inner, STR("\n"), 0);
    inner =
        from == STR_NONE || !str_ends(inner, STR("---")) ? STR("") : str_cut(inner, from + 1, inner.len - 3);
    buf_puts(out, "---\n");
    if (inner.len == 0 || !yaml_plain(out, inner)) {
        out->len = before;
        buf_str(out, head);
        return;
    }
    buf_puts(out, "---\n");
}

void template_meaning(struct buf *out, const struct template *template) {
    put_head(out, template);
    script_meaning(out, &template->script);
}

/* Does the text, whose body begins at `body`, say what the template says? */
static bool means_the_same(const struct template *template, struct str text, size_t body) {
    struct script script = SCRIPT_EMPTY;
    struct buf one = BUF_EMPTY, other = BUF_EMPTY;
    struct diag silent = DIAG_EMPTY;
    bool same = script_read(&script, template->path, text, body, &silent);
    script_meaning(&one, &template->script);
    if (same)
        script_meaning(&other, &script);
    same = same && str_equal(buf_view(&one), buf_view(&other));
    script_fini(&script);
    buf_fini(&one);
    buf_fini(&other);
    diag_fini(&silent);
    return same;
}

void template_plain(struct buf *out, const struct template *template) {
    const struct script *script = &template->script;
    struct buf text = BUF_EMPTY;
    put_head(&text, template);
    size_t body = text.len, at = template->head_len;
    for (size_t i = 0; i < script->n_comments; i++) {
        buf_str(&text, str_cut(template->source, at, script->comments[i].from));
        at = script->comments[i].to;
    }
    buf_str(&text, str_cut(template->source, at, template->source.len));
    buf_str(out, means_the_same(template, buf_view(&text), body) ? buf_view(&text) : template->source);
    buf_fini(&text);
}

void template_free(struct template *template) {
    if (!template)
        return;
    for (unsigned i = 0; template->subject && i < template->head->subject_count; i++)
        free(template->subject[i].parts);
    for (unsigned i = 0; template->to && i < template->head->to_count; i++)
        free(template->to[i].parts);
    free(template->name.parts);
    free(template->title.parts);
    sandbox_close(template->sandbox);
    script_fini(&template->script);
    head_free(template->head);
    buf_fini(&template->bytes);
    arena_fini(&template->arena);
    free(template);
}

/* ---- what it prints ------------------------------------------------------------------------------------------------------------ */

static bool name_part(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '.';
}

static bool calls(struct str code, struct str name) {
    for (size_t at = str_find(code, name, 0); at != STR_NONE; at = str_find(code, name, at + 1)) {
        size_t end = at + name.len;
        bool called = end < code.len && (code.at[end] == '(' || code.at[end] == '{');
        if (called && (at == 0 || !name_part(code.at[at - 1])))
            return true;
    }
    return false;
}

bool template_unsourced(const struct template *template) {
    static const char *const asking[] = {"so",        "ty_le",    "chenh",     "co_cau",    "chuoi",
                                         "tong",      "so_lieu",  "binh_quan", "xep_hang",  "dat_nguong",
                                         "thuc_hien", "ke_hoach", "chi_so",    "tang_giam", NULL};
    struct str code = buf_view(&template->script.lua);
    if (str_find(code, STR("\"nguon\",{"), 0) != STR_NONE)
        return false;
    bool asks = false;
    for (const char *const *name = asking; *name && !asks; name++)
        asks = calls(code, str_of(*name));
    return asks;
}
