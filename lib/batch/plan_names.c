/* plan_names.c - places that hoso.yaml and tables name: what is likely to be a slip is asked about, with the place that was
 * likely meant. */
#include "batch/plan.h"

#define SLIP_MOST 4u /* bytes that two names of one place may differ in: a letter with its marks has three */

/* The known place that is called almost so: with the fewest bytes that differ, of the same class before others. Empty: none. */
static struct str nearest(const struct workspace *workspace, struct str place) {
    struct arena arena = ARENA_EMPTY;
    struct str bare = fold_name(&arena, place_bare(place)), found = STR("");
    unsigned best = 2 * (SLIP_MOST + 1);
    for (size_t i = 0; i < workspace->n_places && best > 0; i++) {
        struct str other = workspace->places[i].name;
        unsigned slips = str_distance(bare, fold_name(&arena, place_bare(other)));
        unsigned apart = 2 * slips + (workspace->places[i].level != place_level(place, STR("")));
        if (apart < best && slips <= SLIP_MOST && slips < bare.len / 2) {
            best = apart;
            found = other;
        }
    }
    arena_fini(&arena);
    return found;
}

void plan_name_class(struct str place, struct diag_where where, struct diag *diag) {
    if (place.len && place_level(place, STR("")) == PLACE_UNKNOWN)
        diag_at(
            diag, DIAG_NOTE, where, "place-class",
            _("\"%.*s\" does not say of which class it is; if it is an administrative unit, write it whole, as in "
              "xã Mường Nhé, tỉnh Điện Biên"),
            STR_ARG(place));
}

/* Figures are about it, or about places within it, or it is a unit that others went into. */
static bool is_known(const struct workspace *workspace, struct str place) {
    return figures_place(&workspace->figures, place) != MAP_NONE ||
           place_index_first(&workspace->below, place) != MAP_NONE ||
           (workspace->figures.units && units_named(workspace->figures.units, place));
}

void plan_name_known(const struct workspace *workspace, struct str place, struct diag_where where,
                     struct diag *diag) {
    bool sound =
        diag->count[DIAG_USAGE] + diag->count[DIAG_SYSTEM] == 0; /* else figures may be missing for that */
    if (!place.len || !sound || is_known(workspace, place))
        return;
    struct str other = nearest(workspace, place);
    if (other.len)
        diag_at(diag, DIAG_WARNING, where, "for-none",
                _("no source has figures of %.*s, so the dossier says nothing; did you mean %.*s?"),
                STR_ARG(place), STR_ARG(other));
    else
        diag_at(
            diag, DIAG_WARNING, where, "for-none",
            _("no source has figures of %.*s, so the dossier says nothing; check the name, and the sources"),
            STR_ARG(place));
}

/* The table of one commune that has another commune in its rows: most likely the name is misspelt in one of the two. */
void plan_names_of_tables(const struct workspace *workspace, struct diag *diag) {
    const struct figures *figures = &workspace->figures;
    uint32_t told = MAP_NONE; /* sources come one after the other */
    for (size_t i = 0; i < figures->n_abouts; i++) {
        const struct about *about = figures->abouts[i];
        if (about->source == told || about->source >= figures->n_sources)
            continue;
        const struct source *source = figures->sources[about->source];
        if (source->kind != SOURCE_TABLE || place_level(source->place, STR("")) != PLACE_COMMUNE ||
            place_level(about->place, STR("")) != PLACE_COMMUNE || place_equal(about->place, source->place))
            continue;
        told = about->source;
        struct diag_where where = {.file = source->path, .line = about->line};
        diag_at(diag, DIAG_NOTE, where, "place-other",
                _("the table of %.*s has figures of %.*s; if that is one unit, write its name alike in both"),
                STR_ARG(source->place), STR_ARG(about->place));
    }
}
