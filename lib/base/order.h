/* order.h - many things in the order of their numbers: stable, and in time that grows with how many they are, not with the
 * comparisons between them. What has several keys is sorted by the last of them first. */
#ifndef HOSO_BASE_ORDER_H
#define HOSO_BASE_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct order {
    uint64_t key;
    uint32_t item; /* what the key is of, as the caller counts */
};

/* By key; those of one key stay as they stand. */
void order_sort(struct order *list, size_t n);

#endif
