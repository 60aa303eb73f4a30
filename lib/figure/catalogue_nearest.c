/* catalogue_nearest.c - did you mean: the ids at the least edit distance. */
#include "figure/figure.h"

#define NEAR_MAX 64 /* [bytes] ids are shorter; the rest of a longer query is not looked at */

static unsigned least(unsigned a, unsigned b, unsigned c) {
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Insertions, deletions and replacements from one to the other. */
static unsigned distance(struct str a, struct str b) {
    unsigned row[NEAR_MAX + 1];
    a = str_cut(a, 0, NEAR_MAX);
    b = str_cut(b, 0, NEAR_MAX);
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

size_t catalogue_nearest(const struct catalogue *catalogue, struct str id, const char **out, size_t n) {
    size_t found = 0;
    for (unsigned wanted = 0; wanted <= NEAR_MAX && found < n; wanted++)
        for (uint32_t i = 0; i < catalogue->n && found < n; i++)
            if (distance(id, str_of(catalogue->items[i].id)) == wanted)
                out[found++] = catalogue->items[i].id;
    return found;
}
