/* str.c - slices of bytes. */
#include "base/str.h"
#include <string.h>

int str_compare(struct str a, struct str b) {
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_ends(struct str s, struct str suffix) {
    return s.len >= suffix.len && str_equal((struct str){s.at + s.len - suffix.len, suffix.len}, suffix);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s) {
    while (s.len && is_blank(s.at[0])) {
        s.at++;
        s.len--;
    }
    while (s.len && is_blank(s.at[s.len - 1]))
        s.len--;
    return s;
}

static unsigned least(unsigned a, unsigned b, unsigned c) {
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* The table of all pairs of beginnings, a row at a time. */
unsigned str_distance(struct str a, struct str b) {
    unsigned row[STR_NEAR + 1];
    a = str_cut(a, 0, STR_NEAR);
    b = str_cut(b, 0, STR_NEAR);
    for (unsigned k = 0; k <= b.len; k++)
        row[k] = k;
    for (unsigned i = 1; i <= a.len; i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (unsigned k = 1; k <= b.len; k++) {
            unsigned cost = diagonal + (a.at[i - 1] != b.at[k - 1]);
            diagonal = row[k];
            row[k] = least(cost, row[k] + 1, row[k - 1] + 1);
        }
    }
    return row[b.len];
}

size_t str_find(struct str s, struct str needle, size_t from) {
    if (from > s.len || needle.len > s.len - from)
        return STR_NONE;
    if (needle.len == 0)
        return from;
    const char *hit = memmem(s.at + from, s.len - from, needle.at, needle.len);
    return hit ? (size_t)(hit - s.at) : STR_NONE;
}
