/* retold.c - one finding a table: a column whose head changes changes for all its rows, so what a check finds alike of rows of
 * the same tables is told once, to the place whose tables they are, naming some of the units. */
#include "check/audit.h"
#include <stdlib.h>
#include <string.h>

#define NAMED 5 /* units in a message */

struct alike {
    const char *vi, *en; /* without the stop at the end */
    struct claim claim;  /* of the row of totals, else of the first unit */
    uint32_t table;      /* the place whose tables they are; MAP_NONE: nothing is said of it itself */
    bool own;            /* its own row is among them */
    uint32_t units;
    struct str names[NAMED];
};

/* The place whose tables all the figures stand in; empty: not all are of tables of one place. */
static struct str table_of(const struct audit *audit, const struct claim *claim) {
    struct str table = STR("");
    for (uint32_t i = 0; i < claim->n_figures; i++) {
        if (!in_table(audit, claim->figures[i]))
            return STR("");
        struct str place = figure_source(audit->figures, claim->figures[i])->place;
        if (i && !str_equal(place, table))
            return STR("");
        table = place;
    }
    return table;
}

static struct str words_key(struct retold *retold, const struct claim *claim, const char *vi) {
    struct buf key = BUF_EMPTY;
    for (uint32_t i = 0; i < claim->n_figures; i++)
        buf_printf(&key, "%u|", claim->figures[i]->where.source);
    buf_puts(&key, vi);
    struct str kept = arena_str(&retold->arena, buf_view(&key));
    buf_fini(&key);
    return kept;
}

static struct claim kept_claim(struct arena *arena, const struct claim *claim) {
    struct claim kept = *claim;
    const struct figure **figures = ARENA_ARRAY(arena, claim->n_figures + 1, const struct figure *);
    for (uint32_t i = 0; i < claim->n_figures; i++)
        figures[i] = claim->figures[i];
    kept.figures = figures;
    return kept;
}

void retold_add(struct retold *retold, const struct claim *claim, const char *vi, const char *en) {
    struct audit *audit = retold->audit;
    struct str table = table_of(audit, claim);
    if (!table.len) {
        audit_add(audit, claim, phrase(audit, "%s.", vi).at, phrase(audit, "%s.", en).at);
        return;
    }
    struct str key = words_key(retold, claim, vi);
    uint32_t at = map_find(&retold->by_words, key);
    if (at == MAP_NONE) {
        at = (uint32_t)retold->n++;
        map_put(&retold->by_words, key, at);
        MEM_ROOM(retold->items, at, retold->cap);
        retold->items[at] = (struct alike){.vi = arena_strdup(&retold->arena, vi),
                                           .en = arena_strdup(&retold->arena, en),
                                           .claim = kept_claim(&retold->arena, claim),
                                           .table = figures_place(audit->figures, table)};
    }
    struct alike *alike = &retold->items[at];
    if (claim->place == alike->table) {
        alike->own = true;
        alike->claim = kept_claim(&retold->arena, claim);
    } else if (alike->units++ < NAMED) {
        alike->names[alike->units - 1] = audit->figures->places[claim->place];
    }
}

static void tell_alike(struct audit *audit, const struct alike *alike) {
    struct claim claim = alike->claim;
    struct buf names = BUF_EMPTY;
    uint32_t shown = alike->units < NAMED ? alike->units : NAMED;
    for (uint32_t i = 0; i < shown; i++)
        buf_printf(&names, "%s%.*s", i ? ", " : "", STR_ARG(alike->names[i]));
    const char *more_vi =
        alike->units > shown ? phrase(audit, " và %u đơn vị khác", alike->units - shown).at : "";
    const char *more_en = alike->units > shown ? phrase(audit, " and %u more", alike->units - shown).at : "";
    const char *units_vi =
        alike->units ? phrase(audit, " (%u đơn vị: %s%s)", alike->units, names.at, more_vi).at : "";
    const char *units_en =
        alike->units
            ? phrase(audit, " (%s: %s%s)", counted(audit, alike->units, "unit", "units"), names.at, more_en)
                  .at
            : "";
    bool of_table = alike->own || alike->units > 1;
    claim.place = of_table ? alike->table : claim.place;
    audit_add(audit, &claim, phrase(audit, "%s%s.", alike->vi, of_table ? units_vi : "").at,
              phrase(audit, "%s%s.", alike->en, of_table ? units_en : "").at);
    buf_fini(&names);
}

void retold_flush(struct retold *retold) {
    for (size_t i = 0; i < retold->n; i++)
        tell_alike(retold->audit, &retold->items[i]);
    arena_reset(&retold->audit->scratch);
    free(retold->items);
    map_fini(&retold->by_words);
    arena_fini(&retold->arena);
}
