/* str.h - a slice of bytes owned by someone else. Not terminated by a zero; UTF-8 unless said otherwise. */
#ifndef HOSO_BASE_STR_H
#define HOSO_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
    const char *at;
    size_t len; /* [bytes] */
};

/* A slice of a string literal. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

/* For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).len, (s).at

/* NULL gives the empty slice. */
static inline struct str str_of(const char *zero_terminated) {
    return zero_terminated ? (struct str){zero_terminated, strlen(zero_terminated)} : (struct str){"", 0};
}

static inline bool str_equal(struct str a, struct str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool str_starts(struct str s, struct str prefix) {
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.at, prefix.at, prefix.len) == 0);
}

/* [from, to), clamped to the slice. */
static inline struct str str_cut(struct str s, size_t from, size_t to) {
    to = to < s.len ? to : s.len;
    from = from < to ? from : to;
    return (struct str){s.at + from, to - from};
}

int str_compare(struct str a, struct str b);    /* by bytes; for order that depends on nothing else */
bool str_ends(struct str s, struct str suffix); /* true for the empty suffix */
struct str str_trim(struct str s);              /* without ASCII blanks at both ends */

/* How many bytes must be put in, taken out or replaced to make one of the other; only the first STR_NEAR bytes of each count. */
unsigned str_distance(struct str a, struct str b);
#define STR_NEAR 64

/* Offset of the first `needle` at or after `from`, or STR_NONE. */
#define STR_NONE ((size_t)-1)
size_t str_find(struct str s, struct str needle, size_t from);

#endif
