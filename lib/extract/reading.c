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

const struct reading *reading_find(const struct pack *pack, features own, features inherited,
                                   enum figure_kind kind) {
    const struct reading *best = NULL;
    int best_weight = 0;
    if (own & pack->elsewhere)
        return NULL;
    for (size_t i = 0; i < pack->n_readings; i++) {
        const struct reading *reading = &pack->readings[i];
        if (!fits(pack, reading, own, own | inherited) || !(reading->kinds & FIGURE_BIT((unsigned)kind)))
            continue;
        int found = weight(pack, reading, own, inherited);
        if (!best || found > best_weight) {
            best = reading;
            best_weight = found;
        }
    }
    return best;
}
