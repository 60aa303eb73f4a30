/* apportion.c - rounding that keeps a sum (largest remainder).
 *
 * Parts that are rounded one by one need not add up to the rounded whole: 327,4 + 121,5 + 827,5 + 2,6 = 1.279 heads round
 * to 327 + 122 + 828 + 3 = 1.280. Cutting all of them (327 + 121 + 827 + 2 = 1.277) leaves two heads to hand out; they go
 * to the parts that lost most by the cut: 2,6 and, of two that lost as much, the first, 121,5. No part ends more than one
 * unit from its exact value, which correcting the largest part, the other usual way, cannot promise. */
#include "base/mem.h"
#include "compare/fact.h"
#include <stdlib.h>

static void round_each(struct decimal *values, uint32_t n, int scale) {
    for (uint32_t i = 0; i < n; i++)
        values[i] = decimal_round(values[i], scale);
}

struct remainder {
    struct decimal lost;
    uint32_t at;
};

/* The largest first; equal ones in their order. */
static int by_loss(const void *a, const void *b) {
    const struct remainder *one = a, *two = b;
    int order = decimal_compare(two->lost, one->lost);
    return order ? order : (one->at > two->at) - (one->at < two->at);
}

bool apportion(struct decimal *values, uint32_t n, struct decimal total, int scale) {
    struct decimal sum = decimal_of(0, scale);
    for (uint32_t i = 0; i < n; i++)
        sum = decimal_add(sum, decimal_truncate(values[i], scale));
    struct decimal left = decimal_sub(decimal_round(total, scale), sum);
    if (decimal_missing(left) || decimal_sign(left) < 0 || left.units > (int64_t)n) {
        round_each(values, n, scale);
        return false;
    }
    struct remainder *order = mem_new(n + 1, sizeof *order);
    for (uint32_t i = 0; i < n; i++) {
        struct decimal cut = decimal_truncate(values[i], scale);
        order[i] = (struct remainder){decimal_sub(values[i], cut), i};
        values[i] = cut;
    }
    qsort(order, n, sizeof *order, by_loss);
    for (int64_t i = 0; i < left.units; i++)
        values[order[i].at] = decimal_add(values[order[i].at], decimal_of(1, scale));
    free(order);
    return true;
}
