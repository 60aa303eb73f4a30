/* fold_pattern.c - patterns as people write them, made to match folded text. Words are folded and get both their spellings,
 * blanks match runs; whatever is syntax of PCRE2 is copied: escapes, classes, the heads of groups. */
#include "text/spelling.h"
#include <stdlib.h>
#include <string.h>

/* The end of what follows a backslash at `at`: one character, with the braces or brackets that it takes, or \Q...\E. */
static size_t escape_end(struct str p, size_t at) {
    size_t next = at + 1;
    if (next >= p.len)
        return p.len;
    char kind = p.at[next];
    text_next(p, &next);
    if (kind == 'Q') {
        size_t end = str_find(p, STR("\\E"), next);
        return end == STR_NONE ? p.len : end + 2;
    }
    if (next >= p.len || !strchr("pPxogkN", kind))
        return next;
    static const char closers[][2] = {{'{', '}'}, {'<', '>'}, {'\'', '\''}};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++) {
        const char *close = p.at[next] == closers[i][0] && next + 1 < p.len
                                ? memchr(p.at + next + 1, closers[i][1], p.len - next - 1)
                                : NULL;
        if (close)
            return (size_t)(close - p.at) + 1;
    }
    return next;
}

/* The end of a group's head at `at`, an opening parenthesis: "(", "(?:", "(?<name>", "(?i)", "(*VERB)". */
static size_t group_end(struct str p, size_t at) {
    size_t i = at + 1;
    if (i >= p.len || (p.at[i] != '?' && p.at[i] != '*'))
        return i;
    if (p.at[i] == '?' && i + 1 < p.len && strchr(":=!|>", p.at[i + 1]))
        return i + 2;
    if (str_starts(str_cut(p, i, p.len), STR("?<=")) || str_starts(str_cut(p, i, p.len), STR("?<!")))
        return i + 3;
    if (str_starts(str_cut(p, i, p.len),
                   STR("?(?"))) /* a condition that is an assertion: a group of its own */
        return i + 1;
    if (str_starts(str_cut(p, i, p.len), STR("?(")) &&
        memchr(p.at + i, ')', p.len - i)) /* a name, or DEFINE */
        return (size_t)((const char *)memchr(p.at + i, ')', p.len - i) - p.at) + 1;
    bool quoted = p.at[i] == '?' && i + 1 < p.len && p.at[i + 1] == '\'';
    for (i += quoted ? 2 : 1; i < p.len; i++)
        if (p.at[i] == '>' || p.at[i] == ')' || p.at[i] == ':' || (quoted && p.at[i] == '\''))
            return i + 1;
    return i;
}

/* Copies the character class at `at`, folded byte by byte; returns its end. A class matches one character, so blanks and
 * spellings stay what they are. */
static size_t put_class(struct buf *out, struct str p, size_t at) {
    size_t i = at + 1;
    i += i < p.len && p.at[i] == '^';
    i += i < p.len && p.at[i] == ']'; /* first in a class it is itself */
    buf_str(out, str_cut(p, at, i));
    while (i < p.len && p.at[i] != ']') {
        size_t end = i;
        const char *named = NULL; /* [:alpha:] */
        if (p.at[i] == '[' && i + 1 < p.len && p.at[i + 1] == ':')
            named = memmem(p.at + i, p.len - i, ":]", 2);
        if (p.at[i] == '\\' || named) {
            end = named ? (size_t)(named - p.at) + 2 : escape_end(p, i);
            buf_str(out, str_cut(p, i, end));
        } else {
            char one[4];
            text_next(p, &end);
            fold_into(str_cut(p, i, end), one);
            buf_add(out, one, one[0] == ' ' ? 1 : end - i);
        }
        i = end;
    }
    if (i < p.len)
        buf_char(out, p.at[i++]);
    return i;
}

/* A run of blanks matches any run; with a quantifier behind it, that and none at all. Nothing here nests quantifiers. */
static size_t put_blanks(struct buf *out, struct str p, size_t end) {
    char behind = end < p.len ? p.at[end] : '\0';
    bool optional = behind == '?' || behind == '*';
    buf_puts(out, optional ? " *" : " +");
    if (behind == '{') { /* a count is meant as it stands */
        out->len--;
        return end;
    }
    return optional || behind == '+' ? end + 1 : end;
}

static void put_word(struct buf *out, struct str word) {
    struct spelling spelling;
    buf_room(out, word.len);
    fold_into(word, out->at + out->len);
    if (!spelling_of((struct str){out->at + out->len, word.len}, &spelling)) {
        out->len += word.len;
        out->at[out->len] = '\0';
        return;
    }
    out->len += spelling.keep;
    buf_puts(out, "(?:");
    buf_str(out, spelling.one);
    buf_char(out, '|');
    buf_str(out, spelling.other);
    buf_char(out, ')');
}

/* The end of the run of blanks at `at`: space, tab, NBSP and the other blanks of Unicode, by their folded form. */
static size_t blanks_end(struct str p, size_t at) {
    while (at < p.len && !(p.at[at] > ' ' && p.at[at] <= '~')) { /* most are signs of ASCII */
        size_t next = at;
        text_next(p, &next);
        char one[4];
        fold_into(str_cut(p, at, next), one);
        if (one[0] != ' ')
            break;
        at = next;
    }
    return at;
}

struct str fold_pattern(struct arena *arena, struct str pattern) {
    struct buf out = BUF_EMPTY;
    for (size_t i = 0; i < pattern.len;) {
        size_t end = spelling_end(pattern, i), blanks = end > i ? i : blanks_end(pattern, i);
        if (end > i) {
            put_word(&out, str_cut(pattern, i, end));
        } else if (blanks > i) {
            end = put_blanks(&out, pattern, blanks);
        } else if (pattern.at[i] == '[') {
            end = put_class(&out, pattern, i);
        } else {
            end = pattern.at[i] == '\\'  ? escape_end(pattern, i)
                  : pattern.at[i] == '(' ? group_end(pattern, i)
                                         : i + 1;
            buf_str(&out, str_cut(pattern, i, end));
        }
        i = end;
    }
    struct str result = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return result;
}
