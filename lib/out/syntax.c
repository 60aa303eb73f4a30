/* syntax.c - one value at a time, without a tree: a nested value is skipped over and read when somebody asks for it. */
#include "out/syntax.h"
#include <string.h>

/* Every byte of a file is looked up here, most of them twice. */
enum {
    BLANK = 1,
    DELIMITER = 2, /* parts words, as blanks do */
    NESTS = 4,     /* begins or ends what may hold other values */
    QUOTES = 8,    /* means something in a string */
    NUMBER = 16    /* begins a number */
};
static const unsigned char classes[256] = {
    [' '] = BLANK,
    ['\n'] = BLANK,
    ['\r'] = BLANK,
    ['\t'] = BLANK,
    ['/'] = DELIMITER,
    ['['] = DELIMITER | NESTS,
    [']'] = DELIMITER | NESTS,
    ['<'] = DELIMITER | NESTS,
    ['>'] = DELIMITER | NESTS,
    ['('] = DELIMITER | NESTS | QUOTES,
    [')'] = DELIMITER | QUOTES,
    ['\\'] = QUOTES,
    ['-'] = NUMBER,
    ['.'] = NUMBER,
    ['0'] = NUMBER,
    ['1'] = NUMBER,
    ['2'] = NUMBER,
    ['3'] = NUMBER,
    ['4'] = NUMBER,
    ['5'] = NUMBER,
    ['6'] = NUMBER,
    ['7'] = NUMBER,
    ['8'] = NUMBER,
    ['9'] = NUMBER,
};

static bool is(char c, unsigned class) {
    return classes[(unsigned char)c] & class;
}

/* Each returns the offset behind what begins at `at`, or 0 when it does not end. */

static size_t past_string(struct str s, size_t at) {
    unsigned open = 0;
    for (; at < s.len; at++) {
        if (!is(s.at[at], QUOTES))
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
        char c = s.at[at];
        size_t next = at + 1;
        if (c == '[') {
            open++;
        } else if (c == ']') {
            open--;
        } else if (c == '(') {
            next = past_string(s, at);
        } else if (c == '<' && !twice(s, at, c)) {
            next = past_hex(s, at);
        } else if (c == '<') {
            next = at + 2;
            open++;
        } else if (twice(s, at, '>')) {
            next = at + 2;
            open--;
        }
        if (next == 0 || open == 0)
            return next;
        for (at = next; at < s.len && !is(s.at[at], NESTS);)
            at++;
    }
    return 0;
}

static size_t past_word(struct str s, size_t at) {
    while (at < s.len && !is(s.at[at], BLANK | DELIMITER))
        at++;
    return at;
}

/* Behind an object's id: " 0 R", and nothing that would go on with it. */
static bool is_ref(struct str s, size_t at) {
    return s.len >= at + 4 && memcmp(s.at + at, " 0 R", 4) == 0 &&
           (s.len == at + 4 || is(s.at[at + 4], BLANK | DELIMITER));
}

/* Numbers and references. */
static size_t read_number(struct str s, struct value *value) {
    bool minus = s.at[0] == '-';
    size_t at = minus;
    int64_t number = 0;
    for (; at < s.len && is_digit(s.at[at]) && number < INT32_MAX; at++)
        number = number * 10 + (s.at[at] - '0');
    size_t end = past_word(s, at);
    bool ref = is_ref(s, end);
    *value = (struct value){ref ? VALUE_REF : VALUE_NUMBER, {s.at, end}, minus ? -number : number};
    return ref ? end + 4 : end;
}

/* What opens and closes a value takes 0, 1 or 2 bytes at either end. */
static size_t delimited(struct str s, struct value *value, enum value_type type, size_t end, size_t width) {
    *value = end ? (struct value){type, {s.at + width, end - 2 * width}, 0} : (struct value){0};
    return end;
}

static size_t read_name(struct str s, struct value *value) {
    size_t end = past_word(s, 1);
    *value = (struct value){VALUE_NAME, {s.at + 1, end - 1}, 0};
    return end;
}

static size_t read_value(struct str s, struct value *value) {
    if (is(s.at[0], NUMBER))
        return read_number(s, value);
    switch (s.at[0]) {
    case '/': return read_name(s, value);
    case '(': return delimited(s, value, VALUE_STRING, past_string(s, 0), 1);
    case '[': return delimited(s, value, VALUE_ARRAY, past_nested(s, 0), 1);
    case '<':
        return twice(s, 0, '<') ? delimited(s, value, VALUE_DICT, past_nested(s, 0), 2)
                                : delimited(s, value, VALUE_HEX, past_hex(s, 0), 1);
    default: return delimited(s, value, VALUE_WORD, past_word(s, 0), 0);
    }
}

static void skip_blanks(struct str *rest) {
    while (rest->len && is(*rest->at, BLANK)) {
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
    if (rest->len == 0) {
        *value = (struct value){0};
        return false;
    }
    size_t end = read_value(*rest, value);
    rest->at += end;
    rest->len -= end;
    return end != 0;
}

/* Keys are short and mostly differ in their first letter. */
static bool same_key(struct str a, struct str b) {
    return a.len == b.len && (a.len == 0 || (a.at[0] == b.at[0] && memcmp(a.at, b.at, a.len) == 0));
}

struct value syntax_find_key(const struct entries *entries, struct str key) {
    for (uint32_t i = 0; i < entries->n; i++)
        if (same_key(entries->items[i].key, key))
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
