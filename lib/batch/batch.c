/* batch.c - the way of a build: the plan, what is stale, the making, the report in the order of the plan. */
#include "batch/build.h"
#include "batch/only.h"
#include "batch/run.h"
#include "batch/settings.h"
#include <stdlib.h>
#include <string.h>

const struct workspace_dossier *build_dossier(const struct build *build, size_t i) {
    return &build->workspace->dossiers[build->plan[i]];
}

/* ---- reports ------------------------------------------------------------------------------------------------------ */

/* A fault in a template is met by each of its dossiers: it is told once. */
static void tell_messages(struct build *build, const struct dossier_result *result) {
    struct buf text = BUF_EMPTY;
    for (const struct diag_message *message = result->diag.first; message; message = message->next) {
        buf_clear(&text);
        diag_format(&text, message);
        if (map_find(&build->told, buf_view(&text)) != MAP_NONE)
            continue;
        map_put(&build->told, arena_str(&build->kept, buf_view(&text)), 0);
        diag_at(build->diag, message->level, message->where, message->id, "%s", message->text);
    }
    buf_fini(&text);
}

static void count(struct build_result *totals, enum dossier_state state) {
    totals->built += state == DOSSIER_BUILT;
    totals->fresh += state == DOSSIER_FRESH;
    totals->failed += state == DOSSIER_FAILED;
    totals->skipped += state == DOSSIER_SKIPPED;
    totals->planned += state == DOSSIER_PLANNED;
}

void build_report(struct build *build, bool all) {
    for (; build->reported < build->n && (all || build->settled[build->reported]); build->reported++) {
        struct dossier_result *result = &build->results[build->reported];
        tell_messages(build, result);
        count(build->totals, result->state);
        if (build->options->report)
            build->options->report(build->options->aux, build_dossier(build, build->reported), result);
        diag_fini(&result->diag);
    }
}

/* ---- the plan ----------------------------------------------------------------------------------------------------- */

static bool in_share(const struct build_options *options, size_t i) {
    return options->n_shares == 0 || i % options->n_shares == options->share - 1;
}

static void select_dossiers(struct build *build) {
    const struct workspace *workspace = build->workspace;
    const char *pattern = build->options->only;
    struct only only;
    bool any = false;
    build->plan = mem_new(workspace->n_dossiers + 1, sizeof *build->plan);
    only_open(&only, pattern);
    for (size_t i = 0; i < workspace->n_dossiers; i++) {
        if (!only_fits(&only, workspace->dossiers[i].output))
            continue;
        any = true;
        if (in_share(build->options, i))
            build->plan[build->n++] = (uint32_t)i;
    }
    only_close(&only);
    if (pattern && !any && workspace->settings->dossiers_count > 0)
        diag_say(build->diag, DIAG_WARNING, "only-none",
                 _("no dossier's output fits \"%s\"; see the outputs in hoso.yaml"), pattern);
    if (workspace->settings->dossiers_count == 0)
        diag_at(build->diag, DIAG_WARNING, (struct diag_where){.file = workspace->file}, "dossiers-none",
                _("no dossier is asked for, so nothing is made; list them under dossiers:"));
    build->results = mem_new(build->n + 1, sizeof *build->results);
    build->parts = mem_new(build->n + 1, sizeof *build->parts);
    build->settled = mem_new(build->n + 1, sizeof *build->settled);
}

static unsigned limit_of(const int *given, unsigned built_in) {
    return !given ? built_in : *given < 0 ? 0 : (unsigned)*given;
}

static void take_limits(struct build *build) {
    static const struct settings_limits none;
    const struct settings_limits *limits = build->workspace->settings->limits;
    limits = limits ? limits : &none;
    build->limits.seconds = limit_of(limits->seconds, LIMIT_SECONDS);
    build->limits.memory = limit_of(limits->memory, LIMIT_MEMORY);
    build->limits.pages = limit_of(limits->pages, LIMIT_PAGES);
}

/* ---- */

static void plan_only(struct build *build, const uint32_t *stale, size_t n_stale) {
    for (size_t i = 0; i < n_stale; i++) {
        build->results[stale[i]].state = DOSSIER_PLANNED;
        build->settled[stale[i]] = true;
    }
    build_report(build, true);
    build_prune(build);
}

static bool make(struct build *build, const uint32_t *stale, size_t n_stale) {
    bool ok = stage_open(&build->stage, build->workspace->folder, build->share, build->diag) &&
              state_open(&build->state, build->diag) && build_make(build, stale, n_stale);
    build_report(build, true);
    if (!build->options->n_shares)
        build_prune(build);
    ok &= state_sync(&build->state, build->diag);
    ok &= state_tidy(&build->state, build->diag);
    ok &= run_record(build);
    if (ok && lock_alone(&build->ahead->lock))
        run_thin(build);
    return ok && build->totals->failed == 0;
}

static void start(struct build *build) {
    const struct build_options *options = build->options;
    if (date_known(options->date))
        build->workspace->date = options->date;
    for (size_t i = 0; i < build->workspace->n_dossiers; i++)
        build->workspace->dossiers[i].draft |= options->draft;
    build->share = build->ahead->share;
    build->start = run_start(build);
    take_limits(build);
}

/* Takes over what was made ahead. False: no dossier can be made. */
static bool take_ahead(struct build *build) {
    struct ahead *ahead = build->ahead;
    ahead_finish(ahead);
    struct fonts *fonts = ahead->fonts;
    build->state = ahead->state;
    ahead->fonts = NULL;
    ahead->state = STATE_NONE;
    diag_merge(build->diag, &ahead->of_fonts);
    bool ok = kit_open(&build->kit, build->workspace, fonts, build->diag);
    diag_merge(build->diag, &ahead->of_state);
    return ok;
}

static bool run(struct build *build) {
    size_t n_stale = 0;
    bool dry = build->options->dry_run;
    if (!take_ahead(build))
        return false;
    build->totals->begun = true;
    build->run = run_id(build);
    select_dossiers(build);
    uint32_t *stale = build_stale(build, &n_stale);
    bool ok = true;
    if (dry)
        plan_only(build, stale, n_stale);
    else
        ok = make(build, stale, n_stale);
    free(stale);
    return ok;
}

static void build_fini(struct build *build) {
    for (size_t i = 0; i < build->n; i++)
        diag_fini(&build->results[i].diag);
    free(build->plan);
    free(build->results);
    free(build->parts);
    free(build->settled);
    map_fini(&build->told);
    stage_close(&build->stage);
    state_fini(&build->state);
    kit_close(&build->kit);
    ahead_free(build->ahead);
    arena_fini(&build->arena);
    arena_fini(&build->group_arena);
    arena_fini(&build->kept);
}

bool batch_prepare(struct workspace *workspace, const struct build_options *options, struct diag *diag) {
    workspace->ahead = ahead_start(workspace, options, diag);
    return workspace->ahead != NULL;
}

bool batch_build(struct workspace *workspace, const struct build_options *options,
                 struct build_result *result, struct diag *diag) {
    *result = (struct build_result){0};
    if (!workspace->ahead && !batch_prepare(workspace, options, diag))
        return false;
    struct build *build = mem_new(1, sizeof *build);
    *build = (struct build){.workspace = workspace, .options = options, .totals = result, .diag = diag};
    build->ahead = workspace->ahead;
    build->state = STATE_NONE;
    workspace->ahead = NULL;
    start(build);
    bool ok = run(build);
    build_fini(build);
    free(build);
    return ok;
}
