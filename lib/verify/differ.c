/* differ.c - the longest common sequence by the plain table. Nearly always the two pages are the same or differ in a word:
 * what they share at both ends is taken off first, and the table is small. */
#include "verify/differ.h"
#include <stdlib.h>

#define TABLE_MOST ((size_t)8 << 20) /* cells; larger ones are not worth it: the pages are different pages */

static bool same(const struct words *a, size_t i, const struct words *b, size_t j) {
    return str_equal(a->items[i].text, b->items[j].text);
}

static void add(struct differences *out, struct difference difference) {
    struct difference *last = out->n ? &out->items[out->n - 1] : NULL;
    if (last && last->to == difference.from && last->given_to == difference.given_from) {
        last->to = difference.to;
        last->given_to = difference.given_to;
        return;
    }
    MEM_ROOM(out->items, out->n, out->cap);
    out->items[out->n++] = difference;
}

struct stretch {
    const struct words *a, *b;
    size_t from_a, n, from_b, m;
};

/* length[i][j]: of the longest common sequence of what stands from a's i and b's j on. */
static uint16_t *lengths(const struct stretch *s) {
    uint16_t *length = mem_new((s->n + 1) * (s->m + 1), sizeof *length);
    for (size_t i = s->n; i-- > 0;)
        for (size_t j = s->m; j-- > 0;) {
            uint16_t *row = &length[i * (s->m + 1) + j], *below = row + s->m + 1;
            if (same(s->a, s->from_a + i, s->b, s->from_b + j))
                *row = (uint16_t)(below[1] + 1);
            else
                *row = row[1] > below[0] ? row[1] : below[0];
        }
    return length;
}

static void walk(const struct stretch *s, const uint16_t *length, struct differences *out) {
    size_t i = 0, j = 0;
    while (i < s->n || j < s->m) {
        const uint16_t *row = &length[i * (s->m + 1) + j];
        size_t a = s->from_a + i, b = s->from_b + j;
        if (i < s->n && j < s->m && same(s->a, a, s->b, b)) {
            i++;
            j++;
        } else if (j == s->m || (i < s->n && row[s->m + 1] >= row[1])) {
            add(out, (struct difference){a, a + 1, b, b});
            i++;
        } else {
            add(out, (struct difference){a, a, b, b + 1});
            j++;
        }
    }
}

void differ_words(const struct words *printed, const struct words *given, struct differences *out) {
    size_t from = 0, to = printed->n, given_to = given->n;
    while (from < to && from < given_to && same(printed, from, given, from))
        from++;
    while (to > from && given_to > from && same(printed, to - 1, given, given_to - 1)) {
        to--;
        given_to--;
    }
    struct stretch s = {printed, given, from, to - from, from, given_to - from};
    if (s.n == 0 && s.m == 0)
        return;
    if (s.n >= UINT16_MAX || s.m >= UINT16_MAX || (s.n + 1) * (s.m + 1) > TABLE_MOST) {
        add(out, (struct difference){from, to, from, given_to});
        return;
    }
    uint16_t *length = lengths(&s);
    walk(&s, length, out);
    free(length);
}

void differences_fini(struct differences *differences) {
    free(differences->items);
    *differences = (struct differences){0};
}
