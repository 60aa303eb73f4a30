/* chains.c - from a place and an indicator to the figures. While figures are added only this is noted: where a run of them
 * about one place begins, once a row. The chains of a place, one for each indicator, are made from its runs when the place
 * is first asked for; most commands ask for few of the places that they read. Those of the places that were asked for last are
 * kept: a batch goes from place to place, and what it has of the ones behind it would grow with their number. */
#include "figure/figures_make.h"
#include <stdlib.h>
#include <string.h>

#define PLACES_KEPT 1024u

/* The places that chains were made for last, in a ring. One for all copies of a set. */
struct figure_made {
    uint32_t places[PLACES_KEPT]; /* index in places_at */
    size_t n;                     /* made so far */
};

static void drop(const struct figures *figures, uint32_t place) {
    free(figures->places_at[place].chains);
    figures->places_at[place].chains = NULL;
}

void chains_run(struct figures *figures, const struct about *about) {
    uint32_t place = about->place_id, run = (uint32_t)figures->n_runs;
    while (figures->n_places_at <= place) {
        MEM_ROOM(figures->places_at, figures->n_places_at, figures->places_at_cap);
        figures->places_at[figures->n_places_at++] = (struct figure_place){MAP_NONE, MAP_NONE, NULL};
    }
    struct figure_place *at = &figures->places_at[place];
    drop(figures, place);
    figures->run_about = about;
    if (run && at->last == run - 1)
        return; /* the run goes on */
    MEM_ROOM(figures->runs, figures->n_runs, figures->runs_cap);
    figures->runs[figures->n_runs++] = (struct figure_run){(uint32_t)figures->n, MAP_NONE};
    if (at->first == MAP_NONE)
        at->first = run;
    else
        figures->runs[at->last].next = run;
    at->last = run;
}

void chains_room(struct figures *figures) {
    mem_grow((void **)&figures->next, &figures->next_cap, figures->n, sizeof *figures->next);
    if (!figures->made)
        figures->made = mem_new(1, sizeof *figures->made);
}

static void chain_add(const struct figures *figures, struct figure_chain *chain, uint32_t id) {
    figures->next[id] = MAP_NONE;
    if (chain->first == MAP_NONE)
        chain->first = id;
    else
        figures->next[chain->last] = id;
    chain->last = id;
}

static struct figure_chain *make(const struct figures *figures, const struct figure_place *place) {
    size_t n = figures->catalogue->n;
    struct figure_chain *chains = mem_new(n, sizeof *chains);
    memset(chains, 0xff, n * sizeof *chains);
    for (uint32_t run = place->first; run != MAP_NONE; run = figures->runs[run].next) {
        size_t end = run + 1 < figures->n_runs ? figures->runs[run + 1].first : figures->n;
        for (uint32_t id = figures->runs[run].first; id < end; id++)
            chain_add(figures, &chains[figures->items[id]->indicator->index], id);
    }
    return chains;
}

/* The chains of the place that was asked for the longest ago make room. */
static void note_made(const struct figures *figures, uint32_t place) {
    struct figure_made *made = figures->made;
    uint32_t *slot = &made->places[made->n++ % PLACES_KEPT];
    if (made->n > PLACES_KEPT && *slot < figures->n_places_at)
        drop(figures, *slot);
    *slot = place;
}

/* Asking changes nothing that the set says, so whoever asks need not be able to change it; but the next figure, whatever it
 * is about, begins a run, which drops the chains of its place. */
static void make_chains(struct figures *figures, uint32_t place) {
    chains_room(figures);
    note_made(figures, place);
    figures->places_at[place].chains = make(figures, &figures->places_at[place]);
    figures->run_about = NULL;
}

uint32_t figures_chain(const struct figures *figures, uint32_t place, uint32_t indicator) {
    if (place >= figures->n_places_at || indicator >= figures->catalogue->n)
        return MAP_NONE;
    struct figure_place *at = &figures->places_at[place];
    if (!at->chains)
        make_chains((struct figures *)figures, place);
    return at->chains[indicator].first;
}

void chains_fini(struct figures *figures) {
    for (size_t i = 0; i < figures->n_places_at; i++)
        drop(figures, (uint32_t)i);
    free(figures->places_at);
    free(figures->runs);
    free(figures->made);
}

void chains_anew(struct figures *figures) {
    size_t n = figures->n;
    for (size_t i = 0; i < figures->n_places_at; i++)
        drop(figures, (uint32_t)i);
    figures->n_places_at = figures->n_runs = 0;
    figures->run_about = NULL;
    for (figures->n = 0; figures->n < n; figures->n++)
        if (figures->items[figures->n]->about != figures->run_about)
            chains_run(figures, figures->items[figures->n]->about);
}
