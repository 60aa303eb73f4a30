/* script.c - from template text to a Lua chunk with the same lines. One pass; see script.h. */
#include "doc/script.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>

const char *const script_blocks[] = {"so-chinh",    "bang",      "bieu-do", "phat-hien",
                                     "nguon",       "phu-luc",   "chu-ky",  "ngat-trang",
                                     "trang-ngang", "trang-doc", "muc-luc", NULL};

struct reader {
    struct script *script;
    struct str s;
    size_t at;   /* next byte */
    size_t text; /* first byte of text that is not yet written */
    uint32_t line;
    struct diag *diag;
};

static size_t line_begin(struct str s, size_t at) {
    while (at > 0 && s.at[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(struct str s, size_t at) {
    const char *end = at < s.len ? memchr(s.at + at, '\n', s.len - at) : NULL;
    return end ? (size_t)(end - s.at) : s.len;
}

static uint32_t count_lines(struct str s, size_t from, size_t to) {
    uint32_t n = 0;
    for (size_t i = from; i < to; i++)
        n += s.at[i] == '\n';
    return n;
}

struct diag_where script_at(const struct script *script, size_t at, uint32_t width) {
    struct str s = script->source;
    if (at > s.len)
        at = s.len;
    size_t begin = line_begin(s, at);
    return (struct diag_where){
        .file = script->path,
        .line = count_lines(s, 0, begin) + 1,
        .column = (uint32_t)text_chars(str_cut(s, begin, at)) + 1,
        .text = str_cut(s, begin, line_end(s, at)),
        .width = width,
    };
}

static size_t line_offset(struct str s, uint32_t line) {
    size_t at = 0;
    for (uint32_t i = 1; i < line && at < s.len; i++)
        at = line_end(s, at) + 1;
    return at < s.len ? at : s.len;
}

/* Byte where the Lua on `line` begins: of the first piece on it, else its first letter. */
static size_t code_offset(const struct script *script, uint32_t line, size_t begin) {
    struct str s = script->source;
    for (size_t i = 0; i < script->n_pieces; i++) {
        const struct script_piece *piece = &script->pieces[i];
        if (piece->line != line)
            continue;
        size_t at = begin;
        for (uint32_t c = 1; c < piece->column; c++)
            text_next(s, &at);
        return at;
    }
    while (begin < s.len && (s.at[begin] == ' ' || s.at[begin] == '\t'))
        begin++;
    return begin;
}

static bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
}

/* Where `token` stands as a word of its own between `from` and `to`, or STR_NONE. */
static size_t find_token(struct str s, struct str token, size_t from, size_t to) {
    s = str_cut(s, 0, to);
    for (size_t at = from; (at = str_find(s, token, at)) != STR_NONE; at++) {
        size_t end = at + token.len;
        bool joined_before = at > 0 && in_word(s.at[at - 1]) && in_word(token.at[0]);
        bool joined_after = end < s.len && in_word(s.at[end]) && in_word(token.at[token.len - 1]);
        if (!joined_before && !joined_after)
            return at;
    }
    return STR_NONE;
}

struct diag_where script_where(const struct script *script, uint32_t line, struct str near) {
    struct str s = script->source;
    size_t begin = line_offset(s, line);
    size_t at = code_offset(script, line, begin);
    if (near.len) {
        size_t found = find_token(s, near, at, line_end(s, begin));
        if (found != STR_NONE)
            return script_at(script, found, (uint32_t)text_chars(near));
    }
    return script_at(script, at, 1);
}

uint32_t script_piece_line(const struct script *script, uint32_t line) {
    uint32_t before = line;
    for (size_t i = 0; i < script->n_pieces; i++) {
        if (script->pieces[i].line == line)
            return line;
        if (script->pieces[i].line < line)
            before = script->pieces[i].line;
    }
    return before;
}

/* ---- Lua's tokens, as far as finding the end needs them ------------------------------------------------------------ */

/* Behind a quoted string that starts at `at`; s.len when it is not closed on its line. */
static size_t skip_quoted(struct str s, size_t at) {
    char quote = s.at[at++];
    while (at < s.len && s.at[at] != quote && s.at[at] != '\n')
        at += s.at[at] == '\\' ? 2 : 1;
    return at < s.len ? at + 1 : s.len;
}

/* Behind a long bracket [[...]] or [==[...]==] at `at`; `at` itself when there is none. */
static size_t skip_long(struct str s, size_t at) {
    size_t level = at + 1;
    while (level < s.len && s.at[level] == '=')
        level++;
    if (level >= s.len || s.at[level] != '[')
        return at;
    size_t equals = level - at - 1;
    for (size_t i = level + 1; i < s.len; i++) {
        if (s.at[i] != ']' || i + equals + 1 >= s.len || s.at[i + equals + 1] != ']')
            continue;
        size_t n = 0;
        while (n < equals && s.at[i + 1 + n] == '=')
            n++;
        if (n == equals)
            return i + equals + 2;
    }
    return s.len;
}

size_t script_string_end(struct str s, size_t at) {
    if (s.at[at] == '"' || s.at[at] == '\'')
        return skip_quoted(s, at);
    return s.at[at] == '[' ? skip_long(s, at) : at;
}

size_t script_code_end(struct str s, size_t at, const char *close) {
    int depth = 0;
    while (at + 1 < s.len) {
        char c = s.at[at];
        if (c == '"' || c == '\'') {
            at = skip_quoted(s, at);
        } else if (c == '[' && skip_long(s, at) != at) {
            at = skip_long(s, at);
        } else if (depth <= 0 && c == close[0] && s.at[at + 1] == close[1]) {
            return at;
        } else {
            depth += (c == '{') - (c == '}');
            at++;
        }
    }
    return STR_NONE;
}

/* ---- writing the chunk ---------------------------------------------------------------------------------------------- */

static void put_lines(struct buf *lua, uint32_t n) {
    while (n--)
        buf_char(lua, '\n');
}

/* Writes the text up to `to`, then as many line ends as it had. */
static void flush_text(struct reader *r, size_t to) {
    struct script *script = r->script;
    if (to <= r->text)
        return;
    uint32_t lines = count_lines(r->s, r->text, to);
    MEM_ROOM(script->texts, script->n_texts, script->texts_cap);
    script->texts[script->n_texts++] = (struct script_text){str_cut(r->s, r->text, to), r->line};
    buf_printf(&script->lua, "__t(%zu);", script->n_texts);
    put_lines(&script->lua, lines);
    r->line += lines;
    r->text = to;
}

static size_t add_piece(struct reader *r, size_t from, size_t to) {
    struct script *script = r->script;
    struct diag_where where = script_at(script, from, 1);
    MEM_ROOM(script->pieces, script->n_pieces, script->pieces_cap);
    script->pieces[script->n_pieces++] =
        (struct script_piece){where.line, where.column, where.line + count_lines(r->s, from, to)};
    return script->n_pieces;
}

/* Puts the Lua between `from` and `to` into the chunk, line ends and all. */
static void put_code(struct reader *r, size_t from, size_t to) {
    buf_str(&r->script->lua, str_cut(r->s, from, to));
    r->line += count_lines(r->s, from, to);
}

static bool blank_between(struct str s, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (s.at[i] != ' ' && s.at[i] != '\t' && s.at[i] != '\r')
            return false;
    return true;
}

/* A statement alone on its line takes the whole line with it, so that a loop leaves no empty lines. */
static void drop_line(struct reader *r, size_t open, size_t *text_end, size_t *next) {
    size_t begin = line_begin(r->s, open);
    size_t end = line_end(r->s, *next);
    if (begin < r->text || !blank_between(r->s, begin, open) || !blank_between(r->s, *next, end))
        return;
    *text_end = begin;
    *next = end < r->s.len ? end + 1 : end;
}

static bool read_expression(struct reader *r, size_t open) {
    size_t close = script_code_end(r->s, open + 2, "}}");
    if (close == STR_NONE) {
        diag_at(r->diag, DIAG_USAGE, script_at(r->script, open, 2), "template-unclosed",
                _("{{ is not closed; end the expression with }}"));
        return false;
    }
    flush_text(r, open);
    buf_printf(&r->script->lua, "__e(%zu,", add_piece(r, open + 2, close));
    put_code(r, open + 2, close);
    buf_puts(&r->script->lua, ");");
    r->at = r->text = close + 2;
    return true;
}

static bool read_statement(struct reader *r, size_t open) {
    size_t close = script_code_end(r->s, open + 2, "%}");
    if (close == STR_NONE) {
        diag_at(r->diag, DIAG_USAGE, script_at(r->script, open, 2), "template-unclosed",
                _("{%% is not closed; end the statement with %%}"));
        return false;
    }
    size_t text_end = open, next = close + 2;
    drop_line(r, open, &text_end, &next);
    flush_text(r, text_end);
    add_piece(r, open + 2, close);
    buf_char(&r->script->lua, ' ');
    put_code(r, open + 2, close);
    buf_char(&r->script->lua, ' ');
    put_code(r, close + 2, next);
    r->at = r->text = next;
    return true;
}

static bool read_comment(struct reader *r, size_t open) {
    size_t close = str_find(r->s, STR("#}"), open + 2);
    if (close == STR_NONE) {
        diag_at(r->diag, DIAG_USAGE, script_at(r->script, open, 2), "template-unclosed",
                _("{# is not closed; end the comment with #}"));
        return false;
    }
    size_t text_end = open, next = close + 2;
    drop_line(r, open, &text_end, &next);
    flush_text(r, text_end);
    struct script *script = r->script;
    MEM_ROOM(script->comments, script->n_comments, script->comments_cap);
    script->comments[script->n_comments++] = (struct script_comment){text_end, next};
    uint32_t lines = count_lines(r->s, open, next);
    put_lines(&r->script->lua, lines);
    r->line += lines;
    r->at = r->text = next;
    return true;
}

/* ---- fenced blocks --------------------------------------------------------------------------------------------------- */

static bool is_fence(struct str line) {
    return str_starts(str_trim(line), STR("```"));
}

static const char *known_block(struct str name) {
    for (const char *const *block = script_blocks; *block; block++)
        if (str_equal(name, str_of(*block)))
            return *block;
    return NULL;
}

static void report_unknown_block(struct reader *r, size_t at, struct str name) {
    struct buf known = BUF_EMPTY;
    for (const char *const *block = script_blocks; *block; block++)
        buf_printf(&known, "%s%s", block == script_blocks ? "" : ", ", *block);
    diag_at(r->diag, DIAG_USAGE, script_at(r->script, at, (uint32_t)text_chars(name)), "template-block",
            _("there is no block “%.*s”; the blocks are %s"), STR_ARG(name), known.at);
    buf_fini(&known);
}

/* First byte of the line of the closing fence, or STR_NONE. */
static size_t fence_close(struct str s, size_t at) {
    while (at < s.len) {
        size_t end = line_end(s, at);
        if (str_equal(str_trim(str_cut(s, at, end)), STR("```")))
            return at;
        at = end + 1;
    }
    return STR_NONE;
}

static bool read_block(struct reader *r, size_t begin) {
    size_t end = line_end(r->s, begin);
    size_t name_at = str_find(r->s, STR("```"), begin) + 3;
    struct str name = str_trim(str_cut(r->s, name_at, end));
    const char *block = known_block(name);
    if (!block) {
        report_unknown_block(r, name_at, name);
        return false;
    }
    size_t body = end + 1;
    size_t close = fence_close(r->s, body);
    if (close == STR_NONE) {
        diag_at(r->diag, DIAG_USAGE, script_at(r->script, name_at - 3, 3), "template-unclosed",
                _("the block “%s” is not closed; end it with a line ```"), block);
        return false;
    }
    flush_text(r, begin);
    buf_printf(&r->script->lua, "__b(%zu,\"%s\",{", add_piece(r, name_at, name_at), block);
    put_code(r, end, close);
    buf_puts(&r->script->lua, "});");
    size_t next = line_end(r->s, close);
    r->text = r->at = next;
    if (next < r->s.len) {
        put_code(r, next, next + 1);
        r->text = r->at = next + 1;
    }
    return true;
}

/* ---- the pass --------------------------------------------------------------------------------------------------------- */

/* Code points U+E000 to U+F8FF are EE 80 80 to EF A3 BF. */
static bool refuse_private(struct reader *r) {
    for (size_t at = 0; at < r->s.len;) {
        size_t here = at;
        uint32_t c = text_next(r->s, &at);
        if (c >= 0xE000 && c <= 0xF8FF) {
            diag_at(r->diag, DIAG_USAGE, script_at(r->script, here, 1), "template-private-use",
                    _("the character U+%04X is for private use and cannot be printed; remove it"),
                    (unsigned)c);
            return false;
        }
    }
    return true;
}

static bool read_mark(struct reader *r) {
    switch (r->s.at[r->at + 1]) {
    case '{': return read_expression(r, r->at);
    case '%': return read_statement(r, r->at);
    case '#': return read_comment(r, r->at);
    default: r->at++; return true;
    }
}

static bool read_body(struct reader *r) {
    while (r->at < r->s.len) {
        bool at_line = r->at == 0 || r->s.at[r->at - 1] == '\n';
        if (at_line && is_fence(str_cut(r->s, r->at, line_end(r->s, r->at)))) {
            if (!read_block(r, r->at))
                return false;
        } else if (r->s.at[r->at] == '{' && r->at + 1 < r->s.len) {
            if (!read_mark(r))
                return false;
        } else {
            r->at++;
        }
    }
    flush_text(r, r->s.len);
    return true;
}

bool script_read(struct script *script, const char *path, struct str source, size_t body, struct diag *diag) {
    script->path = path;
    script->source = source;
    struct reader r = {.script = script, .s = source, .at = body, .text = body, .diag = diag};
    r.line = count_lines(source, 0, body) + 1;
    if (!refuse_private(&r))
        return false;
    buf_puts(&script->lua, "local __t,__e,__b=...;");
    put_lines(&script->lua, r.line - 1);
    return read_body(&r);
}

void script_fini(struct script *script) {
    buf_fini(&script->lua);
    free(script->texts);
    free(script->pieces);
    free(script->comments);
    *script = SCRIPT_EMPTY;
}
