/* pack_feature.c - the names of features become bits, and those that the grammar knows by name are looked up once. */
#include "extract/pack.h"
#include <string.h>

features pack_feature(const struct pack *pack, struct str name) {
    for (size_t i = 0; i < pack->n_features; i++)
        if (str_equal(str_of(pack->features[i].name), name))
            return (features)1 << i;
    return 0;
}

features pack_named(struct load *load, struct rule_place where, char **names, unsigned n) {
    features set = 0;
    for (unsigned i = 0; i < n; i++) {
        features one = pack_feature(load->pack, str_of(names[i]));
        if (!one) {
            diag_at(load->diag, DIAG_USAGE, rule_where(where), "rule-feature",
                    _("no feature is called \"%s\"; name it under features or correct its spelling"),
                    names[i]);
            load->ok = false;
        }
        set |= one;
    }
    return set;
}

static void add_feature(struct load *load, const struct layer *layer, uint32_t i) {
    struct pack *pack = load->pack;
    const struct draft_feature *draft = &layer->draft->features[i];
    if (pack_feature(pack, str_of(draft->name)))
        return; /* said by a base already */
    if (pack->n_features == FEATURES_MAX) {
        diag_at(load->diag, DIAG_USAGE, rule_where(pack_place(layer, "features", i)), "rule-feature",
                _("a pack has at most %d features; merge some"), FEATURES_MAX);
        load->ok = false;
        return;
    }
    MEM_ROOM(pack->features, pack->n_features, pack->features_cap);
    pack->features[pack->n_features++] = (struct feature){
        .name = arena_strdup(&pack->arena, draft->name),
        .slot = arena_strdup(&pack->arena, draft->slot),
        .strict = draft->strict,
        .lasting = draft->lasts,
    };
}

static features pack_slot(const struct pack *pack, const char *slot) {
    features set = 0;
    for (size_t i = 0; i < pack->n_features; i++)
        if (strcmp(pack->features[i].slot, slot) == 0)
            set |= (features)1 << i;
    return set;
}

static void settle_features(struct pack *pack) {
    for (size_t i = 0; i < pack->n_features; i++) {
        struct feature *feature = &pack->features[i];
        features bit = (features)1 << i;
        for (size_t k = 0; k < pack->n_features; k++)
            if (strcmp(pack->features[k].slot, feature->slot) == 0)
                feature->rivals |= (features)1 << k;
        if (feature->strict)
            pack->strict |= bit;
        for (int lasting = 0; lasting <= (int)feature->lasting; lasting++)
            pack->lasting[lasting] |= bit;
    }
    pack->who = pack_feature(pack, STR("female")) | pack_feature(pack, STR("minority")) |
                pack_feature(pack, STR("party")) | pack_feature(pack, STR("young"));
    pack->negated = pack_feature(pack, STR("negated"));
    pack->now = pack_feature(pack, STR("now"));
    pack->commune = pack_feature(pack, STR("commune"));
    pack->commune_word = pack_feature(pack, STR("commune-word"));
    pack->joiner = pack_feature(pack, STR("standard"));
    pack->narrower = pack_feature(pack, STR("compliant"));
    pack->post = pack_feature(pack, STR("post"));
    pack->ahead = pack_slot(pack, "plan");
    pack->total = pack_feature(pack, STR("total"));
    pack->outlook = pack_feature(pack, STR("outlook"));
    pack->past = pack_feature(pack, STR("past"));
    pack->field = pack_feature(pack, STR("other-field"));
    pack->elsewhere = pack_feature(pack, STR("elsewhere"));
    pack->class_unit = pack_feature(pack, STR("class"));
    pack->intended = pack_feature(pack, STR("intended"));
    pack->attending = pack_feature(pack, STR("attending"));
    pack->sent = pack_feature(pack, STR("sent"));
    pack->happens = pack_slot(pack, "activity") | pack->class_unit | pack_feature(pack, STR("turn")) |
                    pack_feature(pack, STR("learner")) | pack_feature(pack, STR("inspection"));
    pack->ratings = pack_slot(pack, "rating");
    pack->up = pack_feature(pack, STR("up"));
    pack->topics = pack_slot(pack, "topic");
    pack->plan = pack_feature(pack, STR("plan"));
    pack->staff = pack_feature(pack, STR("staff"));
    pack->person = pack_feature(pack, STR("person"));
}

void pack_add_features(struct load *load) {
    for (size_t i = 0; i < load->n_layers; i++)
        for (uint32_t k = 0; k < load->layers[i].draft->features_count; k++)
            add_feature(load, &load->layers[i], k);
    settle_features(load->pack);
}
