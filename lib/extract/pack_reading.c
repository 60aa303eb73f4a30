/* pack_reading.c - the readings of a pack: which indicator a set of features means. */
#include "extract/pack.h"

static const struct indicator *indicator_named(struct load *load, struct rule_place where, const char *id) {
    const struct indicator *indicator = catalogue_find(load->catalogue, str_of(id));
    const char *near = NULL;
    if (indicator)
        return indicator;
    catalogue_nearest(load->catalogue, str_of(id), &near, 1);
    diag_at(load->diag, DIAG_USAGE, rule_where(where), "rule-indicator",
            _("the catalogue has no indicator \"%s\"; the nearest is \"%s\""), id, near ? near : "");
    load->ok = false;
    return NULL;
}

static unsigned kinds_of(const struct draft_reading *draft) {
    unsigned kinds = 0;
    for (unsigned i = 0; i < draft->kinds_count; i++)
        kinds |= FIGURE_BIT((unsigned)draft->kinds[i]);
    return kinds ? kinds : ~0u;
}

void pack_add_reading(struct load *load, const struct layer *layer, uint32_t i) {
    struct pack *pack = load->pack;
    const struct draft_reading *draft = &layer->draft->readings[i];
    struct rule_place where = pack_place(layer, "readings", i);
    const struct indicator *indicator = indicator_named(load, where, draft->indicator);
    struct reading reading = {
        .name = arena_printf(&pack->arena, "%s/%s", layer->draft->name,
                             draft->name ? draft->name : draft->indicator)
                    .at,
        .indicator = indicator,
        .when = pack_named(load, where, draft->when, draft->when_count),
        .unless = pack_named(load, where, draft->unless, draft->unless_count),
        .kinds = kinds_of(draft),
        .absorbs = draft->absorbs,
        .bare = draft->bare,
        .ahead = draft->ahead,
        .unit = draft->unit ? arena_strdup(&pack->arena, draft->unit)
                : indicator ? indicator->unit
                            : "",
    };
    MEM_ROOM(pack->readings, pack->n_readings, pack->readings_cap);
    pack->readings[pack->n_readings++] = reading;
    pack_add_samples(load, reading.name, where, draft->samples, draft->samples_count);
}
