/* order.c - digit by digit from the last one; digits that all keys have in common are passed over. */
#include "base/order.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

#define BITS   8u
#define DIGITS (1u << BITS)
#define FEW    48u /* up to so many, moving them one by one is quicker than counting digits */

static void sort_few(struct order *list, size_t n) {
    for (size_t i = 1; i < n; i++) {
        struct order moved = list[i];
        size_t at = i;
        for (; at > 0 && list[at - 1].key > moved.key; at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
}

static void sort_by_digit(const struct order *list, struct order *out, size_t n, unsigned shift) {
    size_t starts[DIGITS] = {0}, at = 0;
    for (size_t i = 0; i < n; i++)
        starts[list[i].key >> shift & (DIGITS - 1)]++;
    for (unsigned digit = 0; digit < DIGITS; digit++) {
        size_t here = starts[digit];
        starts[digit] = at;
        at += here;
    }
    for (size_t i = 0; i < n; i++)
        out[starts[list[i].key >> shift & (DIGITS - 1)]++] = list[i];
}

void order_sort(struct order *list, size_t n) {
    uint64_t differ = 0;
    bool sorted = true;
    for (size_t i = 1; i < n; i++) {
        differ |= list[i].key ^ list[0].key;
        sorted &= list[i - 1].key <= list[i].key;
    }
    if (sorted)
        return;
    if (n <= FEW) {
        sort_few(list, n);
        return;
    }
    struct order *other = mem_new(n, sizeof *other), *from = list, *to = other;
    for (unsigned shift = 0; shift < 64; shift += BITS) {
        if (!(differ >> shift & (DIGITS - 1)))
            continue;
        sort_by_digit(from, to, n, shift);
        struct order *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != list)
        memcpy(list, from, n * sizeof *list);
    free(other);
}
