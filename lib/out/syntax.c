/* syntax.c - one value at a time, without a tree: a nested value is skipped over and read when somebody asks for it. */
#include "out/syntax.h"
#include <string.h>

/* What parts words from one another; every byte of a file is looked up here, most of them twice. */
enum { BLANK = 1, DELIMITER = 2, IN_STRINGS = 4 /* means something in a string */ };
static const unsigned char classes[256] = {[' '] = BLANK,
                                           ['\n'] = BLANK,
                                           ['\r'] = BLANK,
                                           ['\t'] = BLANK,
                                           ['/'] = DELIMITER,
                                           ['['] = DELIMITER,
                                           [']'] = DELIMITER,
                                           ['<'] = DELIMITER,
                                           ['>'] = DELIMITER,
                                           ['('] = DELIMITER | IN_STRINGS,
                                           [')'] = DELIMITER | IN_STRINGS,
                                           ['\\'] = IN_STRINGS};

static bool blank(char c) {
    return classes[(unsigned char)c] == BLANK;
}

static bool delimits(char c) {
    return classes[(unsigned char)c] & (BLANK | DELIMITER);
}

/* Each returns the offset behind what begins at `at`, or 0 when it does not end. */

static size_t past_string(struct str s, size_t at) {
    unsigned open = 0;
    for (; at < s.len; at++) {
        if (!(classes[(unsigned char)s.at[at]] & IN_STRINGS))
            continue;
        if (s.at[at] == '\\')
            at++;
        else if (s.at[at] == '(')
            open++;
        else if (--open == 0)
            return at + 1;
    }
    return 0;
}

static size_t past_hex(struct str s, size_t at) {
    const char *end = memchr(s.at + at, '>', s.len - at);
    return end ? (size_t)(end - s.at) + 1 : 0;
}

static bool twice(struct str s, size_t at, char c) {
    return s.at[at] == c && at + 1 < s.len && s.at[at + 1] == c;
}

static size_t past_nested(struct str s, size_t at) {
    unsigned open = 0;
    while (at < s.len) {
        bool pair = twice(s, at, s.at[at]);
        size_t next = at + 1;
        switch (s.at[at]) {
        case '(': next = past_string(s, at); break;
        case '[': open++; break;
        case ']': open--; break;
        case '<':
            next = pair ? at + 2 : past_hex(s, at);
            open += pair;
            break;
        case '>':
            next = pair ? at + 2 : next;
            open -= pair;
            break;
        default: break;
        }
        if (next == 0 || open == 0)
            return next;
        at = next;
    }
    return 0;
}

static size_t past_word(struct str s, size_t at) {
    while (at < s.len && !delimits(s.at[at]))
        at++;
    return at;
}

/* Numbers, references, words. */
static size_t read_word(struct str s, struct value *value) {
    size_t end = past_word(s, 0), at = 0;
    bool minus = s.at[0] == '-';
    value->text = str_cut(s, 0, end);
    value->type = VALUE_WORD;
    if (end == 0)
        return 0;
    if (!is_digit(s.at[0]) && !minus && s.at[0] != '.')
        return end;
    value->type = VALUE_NUMBER;
    for (at = minus; at < end && is_digit(s.at[at]) && value->number < INT32_MAX; at++)
        value->number = value->number * 10 + (s.at[at] - '0');
    value->number = minus ? -value->number : value->number;
    if (s.len < end + 4 || memcmp(s.at + end, " 0 R", 4) != 0 ||
        (end + 4 < s.len && !delimits(s.at[end + 4])))
        return end;
    value->type = VALUE_REF;
    return end + 4;
}

/* What opens and closes a value takes 1 or 2 bytes at either end. */
static size_t delimited(struct str s, struct value *value, enum value_type type, size_t end, size_t width) {
    value->type = end ? type : VALUE_NONE;
    value->text = end ? str_cut(s, width, end - width) : STR("");
    return end;
}

static size_t read_value(struct str s, struct value *value) {
    switch (s.at[0]) {
    case '/': {
        size_t end = past_word(s, 1);
        value->type = VALUE_NAME;
        value->text = str_cut(s, 1, end);
        return end;
    }
    case '(': return delimited(s, value, VALUE_STRING, past_string(s, 0), 1);
    case '[': return delimited(s, value, VALUE_ARRAY, past_nested(s, 0), 1);
    case '<':
        return twice(s, 0, '<') ? delimited(s, value, VALUE_DICT, past_nested(s, 0), 2)
                                : delimited(s, value, VALUE_HEX, past_hex(s, 0), 1);
    default: return read_word(s, value);
    }
}

static void skip_blanks(struct str *rest) {
    while (rest->len && blank(*rest->at)) {
        rest->at++;
        rest->len--;
    }
}

bool syntax_past(struct str *rest, char delimiter) {
    skip_blanks(rest);
    if (rest->len == 0 || *rest->at != delimiter)
        return false;
    rest->at++;
    rest->len--;
    return true;
}

bool syntax_next(struct str *rest, struct value *value) {
    skip_blanks(rest);
    *value = (struct value){0};
    if (rest->len == 0)
        return false;
    size_t end = read_value(*rest, value);
    rest->at += end;
    rest->len -= end;
    return end != 0;
}

/* Keys are short and mostly differ in their first letter. */
static bool same_key(struct str a, struct str b) {
    return a.len == b.len && (a.len == 0 || (a.at[0] == b.at[0] && memcmp(a.at, b.at, a.len) == 0));
}

struct value syntax_find(const struct entries *entries, const char *key) {
    struct str wanted = str_of(key);
    for (uint32_t i = 0; i < entries->n; i++)
        if (same_key(entries->items[i].key, wanted))
            return entries->items[i].value;
    return (struct value){0};
}

bool syntax_entries(struct str inside, struct entries *entries) {
    struct value key;
    entries->n = 0;
    while (syntax_next(&inside, &key)) {
        struct entry *entry = &entries->items[entries->n];
        if (key.type != VALUE_NAME || entries->n == SYNTAX_ENTRIES)
            return false;
        for (uint32_t i = 0; i < entries->n; i++)
            if (same_key(entries->items[i].key, key.text))
                return false;
        entry->key = key.text;
        if (!syntax_next(&inside, &entry->value))
            return false;
        entries->n++;
    }
    return inside.len == 0;
}
