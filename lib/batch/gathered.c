/* gathered.c - questions to figures. What a question names is taken whole: all that an indicator states of a place in a year,
 * whoever states it, since the best of it is chosen among all. */
#include "batch/gathered.h"
#include "batch/dossier.h"
#include <stdlib.h>
#include <string.h>

void gather_start(struct gathered *gathered, const struct workspace *workspace, const struct figures *figures,
                  const struct workspace_dossier *dossier) {
    *gathered = (struct gathered){.workspace = workspace, .figures = figures, .dossier = dossier};
}

void gather_fini(struct gathered *gathered) {
    free(gathered->ids);
    free(gathered->findings);
    *gathered = (struct gathered){0};
}

static void add_id(struct gathered *g, uint32_t id) {
    MEM_ROOM(g->ids, g->n, g->cap);
    g->ids[g->n++] = id;
}

static void add_finding(struct gathered *g, const struct finding *finding) {
    MEM_ROOM(g->findings, g->n_findings, g->findings_cap);
    g->findings[g->n_findings++] = finding;
}

/* ---- one function a kind of question ------------------------------------------------------------------------------ */

static uint32_t chain(const struct gathered *g, uint32_t place, uint32_t indicator) {
    return figures_chain(g->figures, place, indicator);
}

static void gather_chain(struct gathered *g, uint32_t place, uint32_t indicator, int year) {
    for (uint32_t i = chain(g, place, indicator); i != MAP_NONE; i = g->figures->next[i])
        if (!year || figure_year(g->figures, g->figures->items[i]) == year)
            add_id(g, i);
}

static void gather_whole(struct gathered *g, uint32_t place, uint32_t indicator, int year) {
    const struct catalogue *catalogue = g->figures->catalogue;
    for (uint32_t k = 0; k < catalogue->n; k++)
        if (indicator == FIGURES_ANY || indicator == k)
            gather_chain(g, place, k, year);
}

/* The first figure about a place makes it known, and with its code files it under its unit. */
static void gather_first(struct gathered *g, uint32_t place) {
    uint32_t first = MAP_NONE;
    for (uint32_t k = 0; k < g->figures->catalogue->n; k++)
        first = chain(g, place, k) < first ? chain(g, place, k) : first;
    if (first != MAP_NONE)
        add_id(g, first);
}

static void gather_findings(struct gathered *g, struct str place) {
    size_t n = 0;
    const struct finding *findings = findings_of(&g->workspace->findings, g->figures, place, &n);
    for (size_t i = 0; i < n; i++)
        add_finding(g, &findings[i]);
}

static void gather_texts(struct gathered *g, struct str place) {
    for (size_t i = 0; i < g->figures->n; i++) {
        const struct figure *figure = g->figures->items[i];
        const struct source *source =
            figure->where.source < g->workspace->n_loaded ? g->workspace->loaded[figure->where.source] : NULL;
        if (source && source->kind == SOURCE_TEXT && place_equal(source->place, place))
            add_id(g, (uint32_t)i);
    }
}

static void gather_communes(struct gathered *g, struct str district) {
    struct str *places = mem_new(g->figures->n_places + 1, sizeof *places);
    size_t n = compare_communes(g->figures, district, places, g->figures->n_places);
    for (size_t i = 0; i < n; i++)
        gather_first(g, figures_place(g->figures, places[i]));
    free(places);
}

static void gather_places(struct gathered *g) {
    struct arena arena = ARENA_EMPTY;
    const struct str *places;
    uint32_t n = dossier_places(&arena, g->workspace, g->dossier->place, &places);
    for (uint32_t i = 0; i < n; i++)
        gather_first(g, figures_place(g->figures, places[i]));
    arena_fini(&arena);
}

static void gather_unit(struct gathered *g, uint32_t unit) {
    const struct units *units = g->figures->units;
    if (units && unit < units->n)
        gather_first(g, figures_place(g->figures, figures_unit_place(g->figures, units->items[unit])));
}

static void gather_all(struct gathered *g) {
    for (size_t i = 0; i < g->figures->n; i++)
        add_id(g, (uint32_t)i);
}

void gather_question(struct gathered *g, const struct answer_question *q) {
    switch (q->question) {
    case ASKED_WHOLE:
    case ASKED_ORDER: gather_whole(g, q->place, q->indicator, q->year); break;
    case ASKED_SHAPE: gather_whole(g, q->place, FIGURES_ANY, 0); break;
    case ASKED_UNITS: gather_first(g, q->place); break;
    case ASKED_UNIT: gather_unit(g, q->unit); break;
    case ASKED_FINDINGS:
    case ASKED_DOUBTS: gather_findings(g, q->name); break;
    case ASKED_TEXTS: gather_texts(g, q->name); break;
    case ASKED_COMMUNES: gather_communes(g, q->name); break;
    case ASKED_ALL: gather_all(g); break;
    case ASKED_PLACES: gather_places(g); break;
    case ASKED_EXCERPT:
    case ASKED_NOTHING: break;
    }
}

/* ---- what goes with it ---------------------------------------------------------------------------------------------- */

static bool rests_on(const struct finding *finding, const bool *wanted) {
    for (uint32_t i = 0; i < finding->n_figures; i++)
        if (wanted[finding->figures[i]->id])
            return true;
    return false;
}

/* Why figures carry the mark of doubt, where that is no finding of a place that was asked for. */
static void add_doubts(struct gathered *g) {
    bool *wanted = NULL;
    for (size_t i = 0; i < g->n; i++) {
        if (!g->figures->items[g->ids[i]]->doubtful)
            continue;
        wanted = wanted ? wanted : mem_new(g->figures->n, sizeof *wanted);
        wanted[g->ids[i]] = true;
    }
    const struct findings *findings = &g->workspace->findings;
    for (size_t i = 0; wanted && i < findings->n; i++)
        if (findings->items[i].doubts && rests_on(&findings->items[i], wanted))
            add_finding(g, &findings->items[i]);
    free(wanted);
}

/* The name without what told it apart (figures_settle); empty: nothing did. */
static struct str bare_of(const struct figure *figure) {
    struct str place = figure->about->place,
               tell = figure->about->within.len ? figure->about->within : figure->about->code;
    size_t added = tell.len + (figure->about->within.len ? 2 : 3); /* ", B" or " (B)" */
    bool told = tell.len && place.len > added && str_find(place, tell, place.len - tell.len - 1) != STR_NONE;
    bool comma = told && str_equal(str_cut(place, place.len - added, place.len - tell.len), STR(", "));
    bool round = told && !figure->about->within.len && place.at[place.len - 1] == ')';
    return comma || round ? str_cut(place, 0, place.len - added) : STR("");
}

/* A place that shares its name with another is told apart only beside it: a row of the other is used too. */
static void add_homonym(struct gathered *g, const struct figure *figure) {
    struct str bare = bare_of(figure);
    for (size_t i = figure->id; bare.len && i > 0; i--) {
        const struct figure *other = g->figures->items[i - 1];
        if (other->where.source != figure->where.source)
            break;
        if (other->about->place_id != figure->about->place_id && str_equal(bare_of(other), bare)) {
            add_id(g, other->id);
            return;
        }
    }
    for (size_t i = figure->id; bare.len && i < g->figures->n; i++) {
        const struct figure *other = g->figures->items[i];
        if (other->where.source != figure->where.source)
            return;
        if (other->about->place_id != figure->about->place_id && str_equal(bare_of(other), bare)) {
            add_id(g, other->id);
            return;
        }
    }
}

static int ascending(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void sort_ids(struct gathered *g) {
    size_t n = 0;
    if (g->n)
        qsort(g->ids, g->n, sizeof *g->ids, ascending);
    for (size_t i = 0; i < g->n; i++)
        if (n == 0 || g->ids[i] != g->ids[n - 1])
            g->ids[n++] = g->ids[i];
    g->n = n;
}

/* They stand in one array, so their addresses have the order of the findings. */
static int by_address(const void *a, const void *b) {
    const struct finding *const *x = a, *const *y = b;
    return (*x > *y) - (*x < *y);
}

static void sort_findings(struct gathered *g) {
    size_t n = 0;
    if (g->n_findings)
        qsort(g->findings, g->n_findings, sizeof *g->findings, by_address);
    for (size_t i = 0; i < g->n_findings; i++)
        if (n == 0 || g->findings[i] != g->findings[n - 1])
            g->findings[n++] = g->findings[i];
    g->n_findings = n;
}

void gather_end(struct gathered *g) {
    sort_ids(g);
    add_doubts(g);
    sort_findings(g);
    for (size_t i = 0; i < g->n_findings; i++)
        for (uint32_t k = 0; k < g->findings[i]->n_figures; k++)
            add_id(g, g->findings[i]->figures[k]->id);
    for (size_t i = 0, n = g->n; i < n; i++)
        add_homonym(g, g->figures->items[g->ids[i]]);
    sort_ids(g);
}
