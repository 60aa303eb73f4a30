/* evidence.c - numbering what the printed numbers rest on. A number in a text is an entry of its own; all cells of one row
 * of a table share one, so a sheet that prints forty cells of six rows has an annex of six entries. */
#include "doc/evidence.h"
#include <stdlib.h>

uint32_t build_anchor(struct build *build) {
    return ++build->anchors;
}

struct evidence_entry *evidence_entry(struct build *build, uint32_t number) {
    return &build->evidence.entries[number - 1];
}

void evidence_back(struct build *build, uint32_t number, uint32_t anchor) {
    struct evidence_entry *entry = evidence_entry(build, number);
    if (!entry->back)
        entry->back = anchor;
}

static uint32_t new_entry(struct build *build) {
    struct evidence *evidence = &build->evidence;
    MEM_ROOM(evidence->entries, evidence->n, evidence->cap);
    evidence->entries[evidence->n++] = (struct evidence_entry){.anchor = build_anchor(build)};
    return (uint32_t)evidence->n;
}

static void entry_add(struct evidence_entry *entry, const struct figure *figure) {
    MEM_ROOM(entry->figures, entry->n, entry->cap);
    entry->figures[entry->n++] = figure;
}

/* The entry kept under these numbers, a new one the first time; `*made` says which. Their count parts the kinds of keys. */
static uint32_t keyed_entry(struct build *build, const uint32_t *numbers, size_t n, bool *made) {
    struct str key = {(const char *)numbers, n * sizeof *numbers};
    uint32_t number = map_find(&build->evidence.rows, key);
    *made = number == MAP_NONE;
    if (*made) {
        number = new_entry(build);
        map_put(&build->evidence.rows, arena_str(build->arena, key), number);
    }
    return number;
}

static uint32_t row_entry(struct build *build, const struct figure *figure) {
    const uint32_t row[] = {figure->where.source, figure->about->line};
    bool made;
    return keyed_entry(build, row, sizeof row / sizeof *row, &made);
}

uint32_t evidence_figure(struct build *build, const struct figure *figure) {
    uint32_t known = tally_find(&build->evidence.of_figure, figure->id);
    if (!known) {
        known = figure_in_table(build->input->figures, figure) ? row_entry(build, figure) : new_entry(build);
        tally_put(&build->evidence.of_figure, figure->id, known);
        entry_add(evidence_entry(build, known), figure);
    }
    return known;
}

/* Cells of so many rows of one table that they are shown as columns; those of a row come together. */
static bool are_columns(const struct build *build, const struct fact *fact) {
    uint32_t rows = 0;
    for (uint32_t i = 0; i < fact->n_from; i++) {
        if (!figure_in_table(build->input->figures, fact->from[i]) ||
            fact->from[i]->where.source != fact->from[0]->where.source)
            return false;
        rows += i == 0 || fact->from[i]->about->line != fact->from[i - 1]->about->line;
    }
    return rows > EVIDENCE_COLUMN;
}

/* The cells of one column among `fact`'s, whatever their order there: from the first row to the last. */
static uint32_t column_entry(struct build *build, const struct fact *fact,
                             const struct indicator *indicator) {
    const struct figure *first = NULL, *last = NULL;
    uint32_t rows = 0;
    for (uint32_t i = 0; i < fact->n_from; i++) {
        const struct figure *figure = fact->from[i];
        if (figure->indicator != indicator)
            continue;
        first = first && first->id < figure->id ? first : figure;
        last = last && last->id > figure->id ? last : figure;
        rows++;
    }
    if (rows == 1)
        return evidence_figure(build, first);
    const uint32_t column[] = {first->id, last->id, rows, fact->indicator != NULL};
    bool made;
    uint32_t number = keyed_entry(build, column, sizeof column / sizeof *column, &made);
    struct evidence_entry *entry = evidence_entry(build, number);
    if (made) {
        entry_add(entry, first);
        entry_add(entry, last);
        entry->rows = rows;
        entry->summed = fact->indicator != NULL; /* a count of places only looks at them */
    }
    return number;
}

static bool among(const uint32_t *numbers, uint32_t n, uint32_t number) {
    for (uint32_t i = 0; i < n; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

#define COLUMNS_MAX 16 /* of one table that one number rests on */

static uint32_t columns_of(struct build *build, const struct fact *fact, uint32_t *numbers, uint32_t max) {
    const struct indicator *seen[COLUMNS_MAX];
    uint32_t n = 0;
    for (uint32_t i = 0; i < fact->n_from && n < max && n < COLUMNS_MAX; i++) {
        const struct indicator *indicator = fact->from[i]->indicator;
        bool known = false;
        for (uint32_t k = 0; k < n && !known; k++)
            known = seen[k] == indicator;
        if (known)
            continue;
        seen[n] = indicator;
        numbers[n++] = column_entry(build, fact, indicator);
    }
    return n;
}

uint32_t evidence_of(struct build *build, const struct fact *fact, uint32_t *numbers, uint32_t max) {
    uint32_t n = 0;
    if (are_columns(build, fact))
        return columns_of(build, fact, numbers, max);
    for (uint32_t i = 0; i < fact->n_from && n < max; i++) {
        uint32_t number = evidence_figure(build, fact->from[i]);
        if (!among(numbers, n, number))
            numbers[n++] = number;
    }
    return n;
}

void evidence_fini(struct evidence *evidence) {
    for (size_t i = 0; i < evidence->n; i++)
        free(evidence->entries[i].figures);
    free(evidence->entries);
    tally_fini(&evidence->of_figure);
    map_fini(&evidence->rows);
}
