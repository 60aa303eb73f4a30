/* hash.c - multiply and mix, eight bytes at a time in two lanes that do not wait for each other. */
#include "base/hash.h"
#include <string.h>

#define ODD_A UINT64_C(0xff51afd7ed558ccd)
#define ODD_B UINT64_C(0xc4ceb9fe1a85ec53)

static uint64_t mix(uint64_t lane, uint64_t word, uint64_t odd) {
    lane = (lane ^ word) * odd;
    return lane ^ (lane >> 29);
}

void hash_number(struct hash *hash, uint64_t number) {
    hash->a = mix(hash->a, number, ODD_A);
    hash->b = mix(hash->b + (number << 32 | number >> 32), hash->a, ODD_B);
}

void hash_bytes(struct hash *hash, const void *bytes, size_t len) {
    const char *at = bytes;
    uint64_t word[2];
    for (; len >= sizeof word; at += sizeof word, len -= sizeof word) {
        memcpy(word, at, sizeof word);
        hash->a = mix(hash->a, word[0], ODD_A);
        hash->b = mix(hash->b, word[1], ODD_B);
    }
    word[0] = word[1] = 0;
    if (len) {
        memcpy(word, at, len);
        hash->a = mix(hash->a, word[0] ^ hash->b, ODD_A);
        hash->b = mix(hash->b, word[1] + hash->a, ODD_B);
    }
}

void hash_str(struct hash *hash, struct str s) {
    hash_number(hash, s.len);
    if (s.len)
        hash_bytes(hash, s.at, s.len);
}

uint64_t hash_end(const struct hash *hash) {
    struct hash last = *hash;
    hash_number(&last, 0);
    hash_number(&last, last.b >> 17);
    return last.a ^ last.b;
}
