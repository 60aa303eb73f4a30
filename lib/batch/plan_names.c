/* plan_names.c - places that hoso.yaml and tables name: what is likely to be a slip is asked about, with the place that was
 * likely meant. */
#include "batch/plan.h"
#include <stdlib.h>

#define SLIP_MOST     2u  /* letters that two names of one place may differ in */
#define COMPARED_MOST 40u /* [letters] longer names are not compared */

struct letters {
    uint32_t codes[COMPARED_MOST];
    unsigned n; /* more than COMPARED_MOST: it is too long */
};

static struct letters letters_of(struct str name) {
    struct letters out = {.n = 0};
    for (size_t i = 0; i < name.len && out.n <= COMPARED_MOST; out.n++) {
        uint32_t code = text_next(name, &i);
        if (out.n < COMPARED_MOST)
            out.codes[out.n] = code;
    }
    return out;
}

/* How many letters differ (Levenshtein); more than SLIP_MOST: SLIP_MOST + 1. */
static unsigned slips_between(const struct letters *a, const struct letters *b) {
    unsigned row[COMPARED_MOST + 1];
    if (a->n > COMPARED_MOST || b->n > COMPARED_MOST)
        return SLIP_MOST + 1;
    for (unsigned i = 0; i <= b->n; i++)
        row[i] = i;
    for (unsigned i = 1; i <= a->n; i++) {
        unsigned corner = row[0];
        row[0] = i;
        for (unsigned k = 1; k <= b->n; k++) {
            unsigned changed = corner + (a->codes[i - 1] != b->codes[k - 1]);
            corner = row[k];
            unsigned inserted = (row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1;
            row[k] = changed < inserted ? changed : inserted;
        }
    }
    return row[b->n] > SLIP_MOST ? SLIP_MOST + 1 : row[b->n];
}

/* The known place that is called almost so: with the fewest letters that differ, of the same class before others. Empty: none. */
static struct str nearest(const struct workspace *workspace, struct str place) {
    struct arena arena = ARENA_EMPTY;
    const struct letters meant = letters_of(fold_name(&arena, place_bare(place)));
    struct str found = STR("");
    unsigned best = 2 * (SLIP_MOST + 1);
    for (size_t i = 0; i < workspace->n_places && best > 0; i++) {
        struct str other = workspace->places[i].name;
        const struct letters its = letters_of(fold_name(&arena, place_bare(other)));
        unsigned slips = slips_between(&meant, &its);
        unsigned apart = 2 * slips + (workspace->places[i].level != place_level(place, STR("")));
        if (apart < best && slips <= SLIP_MOST && slips < meant.n / 2) {
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
    if (!place.len || is_known(workspace, place))
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
