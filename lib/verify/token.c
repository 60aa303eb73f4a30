/* token.c - cuts a content stream into tokens, and strings into their bytes. */
#include "verify/token.h"
#include <string.h>

static bool blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool regular(char c) {
    return !blank(c) && !strchr("()<>[]{}/%", c);
}

static void skip_blanks(struct str *rest) {
    while (rest->len && (blank(*rest->at) || *rest->at == '%')) {
        bool comment = *rest->at == '%';
        while (rest->len && comment && *rest->at != '\n' && *rest->at != '\r')
            *rest = str_cut(*rest, 1, rest->len);
        if (rest->len)
            *rest = str_cut(*rest, 1, rest->len);
    }
}

static struct str take(struct str *rest, size_t n, size_t skip) {
    struct str text = str_cut(*rest, 0, n);
    *rest = str_cut(*rest, n + skip, rest->len);
    return text;
}

static bool read_number(struct str text, int64_t *value) {
    bool minus = text.len && text.at[0] == '-', point = false, any = false;
    int64_t whole = 0;
    int after = 0;
    for (size_t i = text.len && (minus || text.at[0] == '+'); i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || whole > INT64_MAX / 100000)
            return false;
        any = true;
        if (point && after == 3)
            continue;
        whole = whole * 10 + (c - '0');
        after += point;
    }
    for (; after < 3; after++)
        whole *= 10;
    *value = minus ? -whole : whole;
    return any;
}

static struct token string_token(struct str *rest) {
    size_t i = 1, depth = 1;
    for (; i < rest->len && depth; i++) {
        if (rest->at[i] == '\\')
            i++;
        else
            depth += (rest->at[i] == '(') - (size_t)(rest->at[i] == ')');
    }
    i = i < rest->len ? i : rest->len;
    struct str text = str_cut(*rest, 1, i - (depth == 0));
    *rest = str_cut(*rest, i, rest->len);
    return (struct token){TOKEN_STRING, text, 0};
}

static struct token delimited(struct str *rest) {
    char c = *rest->at, next = rest->len > 1 ? rest->at[1] : '\0';
    if (c == '(')
        return string_token(rest);
    if (c == '<' && next != '<') {
        size_t end = str_find(*rest, STR(">"), 0);
        *rest = str_cut(*rest, 1, rest->len);
        return (struct token){TOKEN_HEX, take(rest, end == STR_NONE ? rest->len : end - 1, 1), 0};
    }
    size_t n = (c == '<' || c == '>') && next == c ? 2 : 1;
    enum token_type type = c == '[' ? TOKEN_OPEN : c == ']' ? TOKEN_CLOSE : TOKEN_NAME;
    if (c != '/')
        return (struct token){c == '[' || c == ']' ? type : TOKEN_MARK, take(rest, n, 0), 0};
    size_t len = 1;
    while (len < rest->len && regular(rest->at[len]))
        len++;
    struct str name = take(rest, len, 0);
    return (struct token){TOKEN_NAME, str_cut(name, 1, name.len), 0};
}

struct token token_next(struct str *rest) {
    skip_blanks(rest);
    if (rest->len == 0)
        return (struct token){TOKEN_END, STR(""), 0};
    if (!regular(*rest->at))
        return delimited(rest);
    size_t n = 1;
    while (n < rest->len && regular(rest->at[n]))
        n++;
    struct token token = {TOKEN_WORD, take(rest, n, 0), 0};
    if (read_number(token.text, &token.value))
        token.type = TOKEN_NUMBER;
    return token;
}

/* ---- bytes of strings -------------------------------------------------------------------------------------------------- */

static int hex_digit(char c) {
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

void token_hex(struct buf *out, struct str text) {
    int high = -1;
    for (size_t i = 0; i < text.len; i++) {
        int digit = hex_digit(text.at[i]);
        if (digit < 0)
            continue;
        if (high < 0) {
            high = digit;
            continue;
        }
        buf_char(out, (char)(high << 4 | digit));
        high = -1;
    }
    if (high >= 0)
        buf_char(out, (char)(high << 4));
}

void token_string(struct buf *out, struct str text) {
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '\\' || ++i == text.len) {
            if (i < text.len)
                buf_char(out, text.at[i]);
            continue;
        }
        const char *known = text.at[i] ? strchr(from, text.at[i]) : NULL;
        int octal = 0, digits = 0;
        for (; digits < 3 && i + (size_t)digits < text.len && text.at[i + (size_t)digits] >= '0' &&
               text.at[i + (size_t)digits] <= '7';
             digits++)
            octal = octal * 8 + (text.at[i + (size_t)digits] - '0');
        if (known)
            buf_char(out, to[known - from]);
        else if (digits)
            buf_char(out, (char)octal);
        else if (text.at[i] != '\n')
            buf_char(out, text.at[i]);
        i += digits ? (size_t)digits - 1 : 0;
    }
}

void token_bytes(struct buf *out, struct token token) {
    if (token.type == TOKEN_HEX)
        token_hex(out, token.text);
    else
        token_string(out, token.text);
}
