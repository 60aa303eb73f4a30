/* reading.c - from features to an indicator: the reading that explains most of what was said. */
#include "extract/internal.h"

static int bits(features set) {
    return __builtin_popcountll(set);
}

/* What most readings ask for has not been said: that is looked at first. */
static inline bool fits(const struct pack *pack, const struct reading *reading, features own, features all) {
    if ((reading->when & ~all) || !(reading->when & own) || (reading->unless & all))
        return false;
    return reading->absorbs || (own & pack->strict & ~reading->when) == 0;
}

/* What a label says itself weighs more than what it inherits; a topic that the reading leaves unexplained counts
 * against it. */
static int weight(const struct pack *pack, const struct reading *reading, features own, features inherited) {
    features topics = own & pack->topics;
    return 4 * bits(reading->when & own) + bits(reading->when & inherited & ~own) -
           2 * bits(topics & ~reading->when);
}

features features_over(const struct pack *pack, features held, features set) {
    for (features left = set; left; left &= left - 1)
        held &= ~pack->features[__builtin_ctzll(left)].rivals;
    return held | set;
}

/* A number has some five features, of which each begins few of the many readings. One that asks for nothing fits nowhere. */
void readings_index(struct pack *pack) {
    size_t n = 0;
    pack->by_feature = ARENA_ARRAY(&pack->arena, pack->n_readings, const struct reading *);
    for (int feature = 0; feature < FEATURES_MAX; feature++) {
        for (size_t i = 0; i < pack->n_readings; i++)
            if (pack->readings[i].when && __builtin_ctzll(pack->readings[i].when) == feature)
                pack->by_feature[n++] = &pack->readings[i];
        pack->by_end[feature] = n;
    }
}

const struct reading *reading_find(const struct pack *pack, features own, features inherited,
                                   unsigned kinds) {
    const struct reading *best = NULL;
    int best_weight = 0;
    if (!own || (own & pack->elsewhere))
        return NULL;
    for (features left = own | inherited; left; left &= left - 1) {
        int feature = __builtin_ctzll(left);
        for (size_t i = feature ? pack->by_end[feature - 1] : 0; i < pack->by_end[feature]; i++) {
            const struct reading *reading = pack->by_feature[i];
            if (!fits(pack, reading, own, own | inherited) || !(reading->kinds & kinds))
                continue;
            int found = weight(pack, reading, own, inherited);
            if (!best || found > best_weight || (found == best_weight && reading < best)) {
                best = reading;
                best_weight = found;
            }
        }
    }
    return best;
}
