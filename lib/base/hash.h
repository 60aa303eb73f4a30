/* hash.h - 64 bits that tell whether something is what it was before, many times faster than SHA-256. Chance takes two
 * things for one in 2^64 cases; against someone who wants them taken for one it guards nothing. The same bytes give the same
 * number on every machine of one byte order. */
#ifndef HOSO_BASE_HASH_H
#define HOSO_BASE_HASH_H

#include "base/str.h"
#include <stdint.h>

struct hash {
    uint64_t a, b;
};

#define HASH_START ((struct hash){UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xd1b54a32d192ed03)})

/* Goes on with these bytes, then with what is added next: the order counts. */
void hash_bytes(struct hash *hash, const void *bytes, size_t len);
/* With its length before it, so that "ab" "c" is not "a" "bc". */
void hash_str(struct hash *hash, struct str s);
void hash_number(struct hash *hash, uint64_t number);
/* The number over all that was added; one may go on after it. */
uint64_t hash_end(const struct hash *hash);

#endif
