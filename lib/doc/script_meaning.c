/* script_meaning.c - what a template says, whatever its comments and its indentation: the chunk read once more, with the texts
 * in their places. Two templates of one meaning make the same dossiers. */
#include "doc/script.h"

#define TEXT_BEGINS '\x01'
#define CODE_BEGINS '\x02'

struct meaning {
    struct buf *out;
    const struct script *script;
    struct str lua;
    size_t at;
    bool in_text, blank; /* blanks have been passed since the last letter of code */
};

/* Behind a comment at `at`; `at` itself when there is none. */
static size_t comment_end(struct str s, size_t at) {
    if (at + 1 >= s.len || s.at[at] != '-' || s.at[at + 1] != '-')
        return at;
    size_t behind = at + 2 < s.len && s.at[at + 2] == '[' ? script_string_end(s, at + 2) : at + 2;
    if (behind > at + 2)
        return behind;
    size_t end = str_find(s, STR("\n"), at);
    return end == STR_NONE ? s.len : end;
}

static size_t number_at(struct str s, size_t *at) {
    size_t n = 0;
    while (digit_at(s, *at))
        n = n * 10 + (size_t)(s.at[(*at)++] - '0');
    return n;
}

static void begin(struct meaning *m, bool text) {
    if (m->in_text != text || m->out->len == 0)
        buf_char(m->out, text ? TEXT_BEGINS : CODE_BEGINS);
    m->in_text = text;
}

static void put_code(struct meaning *m, size_t to) {
    begin(m, false);
    if (m->blank)
        buf_char(m->out, ' ');
    m->blank = false;
    buf_str(m->out, str_cut(m->lua, m->at, to));
    m->at = to;
}

/* __t(7); is the seventh text; the numbers in __e(7, and __b(7, are those of pieces, which a comment may move. */
static bool put_own(struct meaning *m) {
    struct str rest = str_cut(m->lua, m->at, m->lua.len);
    if (!str_starts(rest, STR("__t(")) && !str_starts(rest, STR("__e(")) && !str_starts(rest, STR("__b(")))
        return false;
    bool text = rest.at[2] == 't';
    size_t at = m->at + 4;
    size_t n = number_at(m->lua, &at);
    if (!text) {
        put_code(m, m->at + 4);
    } else if (n >= 1 && n <= m->script->n_texts) {
        begin(m, true);
        buf_str(m->out, m->script->texts[n - 1].text);
        m->blank = false;
        at += 2;
    }
    m->at = at;
    return true;
}

void script_meaning(struct buf *out, const struct script *script) {
    struct meaning m = {.out = out, .script = script, .lua = buf_view(&script->lua)};
    while (m.at < m.lua.len) {
        char c = m.lua.at[m.at];
        size_t behind = comment_end(m.lua, m.at);
        if (behind > m.at) {
            m.blank = true;
            m.at = behind;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            m.blank |= !m.in_text;
            m.at++;
        } else if (!put_own(&m)) {
            behind = script_string_end(m.lua, m.at);
            put_code(&m, behind > m.at ? behind : m.at + 1);
        }
    }
}
