/* log.c - which figures were asked for while something was made from them. A chain is noted by its first item, so asking
 * again costs one look at a bit; the rest of the chain follows when the log is closed. */
#include "figure/figure.h"
#include <stdlib.h>

#define BITS 64u

static bool note(uint64_t *seen, uint32_t i) {
    uint64_t bit = (uint64_t)1 << (i % BITS);
    bool known = seen[i / BITS] & bit;
    seen[i / BITS] |= bit;
    return !known;
}

void figures_log_start(struct figures_log *log, const struct figures *figures) {
    *log = (struct figures_log){0};
    log->seen =
        mem_new(figures->n / BITS + 1, 2 * sizeof *log->seen); /* two bits an item: itself, its chain */
    log->seen_places = mem_new(figures->n_places / BITS + 1, sizeof *log->seen_places);
}

void figures_log_fini(struct figures_log *log) {
    free(log->seen);
    free(log->items);
    free(log->seen_places);
    free(log->places);
    *log = (struct figures_log){0};
}

static void add(struct figures_log *log, uint32_t item) {
    MEM_ROOM(log->items, log->n, log->cap);
    log->items[log->n++] = item;
}

void figures_use(const struct figures *figures, const struct figure *figure) {
    struct figures_log *log = figures->log;
    if (log && note(log->seen, 2 * figure->id))
        add(log, 2 * figure->id);
}

void figures_use_chain(const struct figures *figures, uint32_t first) {
    struct figures_log *log = figures->log;
    if (log && first != MAP_NONE && note(log->seen, 2 * first + 1))
        add(log, 2 * first + 1);
}

void figures_use_place(const struct figures *figures, struct str place) {
    uint32_t id = figures->log ? figures_place(figures, place) : MAP_NONE, first = MAP_NONE;
    for (uint32_t i = 0; id != MAP_NONE && i < figures->catalogue->n; i++)
        first = figures->chains[id][i].first < first ? figures->chains[id][i].first : first;
    if (first != MAP_NONE)
        figures_use(figures, figures->items[first]);
}

void figures_use_findings(const struct figures *figures, uint32_t place_id) {
    struct figures_log *log = figures->log;
    if (!log || !note(log->seen_places, place_id))
        return;
    MEM_ROOM(log->places, log->n_places, log->places_cap);
    log->places[log->n_places++] = place_id;
}

static int ascending(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

void figures_log_close(struct figures_log *log, const struct figures *figures) {
    size_t asked = log->n, kept = 0;
    for (size_t i = 0; i < asked; i++) {
        uint32_t item = log->items[i] / 2;
        bool chain = log->items[i] & 1;
        for (; item != MAP_NONE; item = chain ? figures->next[item] : MAP_NONE)
            if (!chain || note(log->seen, 2 * item))
                add(log, item);
    }
    for (size_t i = asked; i < log->n; i++)
        log->items[kept++] = log->items[i];
    log->n = kept;
    if (kept)
        qsort(log->items, kept, sizeof *log->items, ascending);
    if (log->n_places)
        qsort(log->places, log->n_places, sizeof *log->places, ascending);
}
