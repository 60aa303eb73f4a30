/* syntax.c - the syntax of a pattern, as far as those need it who ask what it begins with: where groups, classes and
 * alternatives end. PCRE2 has found the pattern sound; what is broken even so ends where the pattern does. */
#include "extract/syntax.h"
#include "extract/letter.h"

/* Past the class that begins at `at`: a bracket that comes first is of it, as are those of [:alpha:]. */
static size_t class_end(struct str p, size_t at) {
    at += at + 1 < p.len && p.at[at + 1] == '^' ? 2 : 1;
    for (size_t first = at; at < p.len; at++) {
        size_t named =
            p.at[at] == '[' && at + 1 < p.len && p.at[at + 1] == ':' ? str_find(p, STR(":]"), at) : STR_NONE;
        if (p.at[at] == '\\' || named != STR_NONE)
            at = named != STR_NONE ? named + 1 : at + 1;
        else if (p.at[at] == ']' && at > first)
            return at + 1;
    }
    return p.len;
}

/* Past the group that begins at `at`. */
static size_t group_end(struct str p, size_t at) {
    unsigned depth = 0;
    while (at < p.len) {
        depth += p.at[at] == '(';
        depth -= p.at[at] == ')';
        at = p.at[at] == '[' ? class_end(p, at) : at + (p.at[at] == '\\' ? 2 : 1);
        if (depth == 0)
            return at;
    }
    return p.len;
}

size_t syntax_item(struct syntax *syntax, size_t at) {
    struct str p = syntax->p;
    size_t next = at;
    if (syntax->ends[at])
        return syntax->ends[at];
    if (p.at[at] == '(') {
        next = group_end(p, at);
    } else if (p.at[at] == '[') {
        next = class_end(p, at);
    } else {
        if (p.at[at] == '\\' && at + 1 < p.len)
            next++;
        text_next(p, &next);
    }
    syntax->ends[at] = (uint32_t)next;
    return next;
}

size_t syntax_alternative(struct syntax *syntax, size_t at, size_t end) {
    size_t bar = at;
    if (syntax->bars[at])
        return syntax->bars[at] - 1;
    while (bar < end && syntax->p.at[bar] != '|')
        bar = syntax_item(syntax, bar);
    bar = bar < end ? bar : end;
    syntax->bars[at] = (uint32_t)bar + 1;
    return bar;
}

struct quantity syntax_quantity(struct str p, size_t at) {
    struct quantity found = {.end = at};
    char c = at < p.len ? p.at[at] : '\0';
    if (c == '?' || c == '*' || c == '+') {
        found = (struct quantity){.end = at + 1, .missing = c != '+', .repeats = c != '?'};
    } else if (c == '{' && digit_at(p, at + 1)) {
        found = (struct quantity){.missing = p.at[at + 1] == '0', .repeats = true, .vague = true};
        while (at < p.len && p.at[at] != '}')
            at++;
        found.end = at + 1;
    } else {
        return found;
    }
    if (found.end < p.len && (p.at[found.end] == '?' || p.at[found.end] == '+'))
        found.vague |= p.at[found.end++] == '+';
    return found;
}

size_t syntax_member(struct str p, size_t at) {
    size_t next = at + (p.at[at] == '\\');
    text_next(p, &next);
    bool digits = digit_at(p, at) && next + 1 < p.len && p.at[next] == '-' && digit_at(p, next + 1);
    return digits ? next + 2 : next;
}

bool syntax_class_known(struct str p, size_t at, size_t end) {
    bool known = !syntax_starts(p, at, "[^") && !syntax_starts(p, at, "[]") &&
                 str_find(str_cut(p, at + 1, end), STR("[:"), 0) == STR_NONE;
    for (size_t i = at + 1; known && i + 1 < end; i = syntax_member(p, i)) {
        size_t behind = syntax_member(p, i);
        known = !syntax_starts(p, behind, "-") || behind + 2 == end;
    }
    return known;
}
