/* batch.c - the build: which dossiers are stale and why, the workers that make them, reports in the order of the plan. */
#include "batch/dossier.h"
#include "batch/run.h"
#include "batch/state.h"
#include "batch/workers.h"
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* One build while it goes on. Results stand beside the plan, index for index. */
struct build {
    struct workspace *workspace;
    const struct build_options *options;
    struct build_result *totals;
    struct diag *diag;
    struct kit kit;
    struct state state;
    struct date date;
    struct arena arena; /* of the worker: reset between dossiers */

    uint32_t *plan; /* indices of the dossiers that --only leaves */
    size_t n;
    struct dossier_result *results;
    char (*digests)[DIGEST_HEX];
    bool *settled;   /* the result is known */
    size_t reported; /* results told so far, from the front */
    struct map told; /* messages that have been printed */
    struct arena told_arena;
};

static const struct workspace_dossier *dossier_at(const struct build *build, size_t i) {
    return &build->workspace->dossiers[build->plan[i]];
}

/* ---- what is stale ------------------------------------------------------------------------------------------------ */

/* Why the dossier must be made, or NULL when its file is what making it again would give. */
static const char *reason_to_make(struct build *build, size_t i) {
    const struct workspace_dossier *dossier = dossier_at(build, i);
    const struct state_entry *entry = state_find(&build->state, dossier->output);
    struct arena arena = ARENA_EMPTY;
    struct buf bytes = BUF_EMPTY;
    char sha256[DIGEST_HEX];
    const char *path = file_join(&arena, build->workspace->folder, dossier->output);
    const char *reason = NULL;
    if (build->options->force || build->options->trace)
        reason = "forced";
    else if (!entry)
        reason = "new";
    else if (strcmp(entry->digest, build->digests[i]) != 0)
        reason = "changed";
    else if (!file_exists(path))
        reason = "missing";
    else if (!file_read(path, &bytes, build->diag))
        reason = "damaged";
    else {
        digest_bytes(bytes.at, bytes.len, sha256);
        reason = strcmp(sha256, entry->sha256) == 0 ? NULL : "damaged";
    }
    buf_fini(&bytes);
    arena_fini(&arena);
    return reason;
}

static void settle_fresh(struct build *build, size_t i) {
    const struct state_entry *entry = state_find(&build->state, dossier_at(build, i)->output);
    struct dossier_result *result = &build->results[i];
    result->state = DOSSIER_FRESH;
    result->pages = entry->pages;
    result->bytes = entry->bytes;
    memcpy(result->sha256, entry->sha256, sizeof result->sha256);
    build->settled[i] = true;
}

/* Finds the stale dossiers: their indices into the plan, yours to free. */
static uint32_t *find_stale(struct build *build, size_t *n_stale) {
    uint32_t *stale = mem_new(build->n + 1, sizeof *stale);
    *n_stale = 0;
    for (size_t i = 0; i < build->n; i++) {
        struct dossier_result *result = &build->results[i];
        const struct kit_template *template = kit_template(&build->kit, dossier_at(build, i)->template);
        kit_dossier_digest(&build->kit, dossier_at(build, i), build->date, build->digests[i]);
        dossier_findings(build->workspace, dossier_at(build, i), result);
        const char *reason = reason_to_make(build, i);
        result->reason = reason ? reason : "";
        result->state = DOSSIER_SKIPPED;
        if (!reason) {
            settle_fresh(build, i);
        } else if (!template->template) { /* reported when it was loaded */
            result->state = DOSSIER_FAILED;
            build->settled[i] = true;
        } else {
            stale[(*n_stale)++] = (uint32_t)i;
        }
    }
    return stale;
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
        map_put(&build->told, arena_str(&build->told_arena, buf_view(&text)), 0);
        diag_at(build->diag, message->level, message->where, message->id, "%s", message->text);
    }
    buf_fini(&text);
}

static void count(struct build_result *totals, enum dossier_state state) {
    totals->built += state == DOSSIER_BUILT;
    totals->fresh += state == DOSSIER_FRESH;
    totals->failed += state == DOSSIER_FAILED;
    totals->skipped += state == DOSSIER_SKIPPED;
}

static void keep_state(struct build *build, size_t i) {
    const struct dossier_result *result = &build->results[i];
    struct state_entry entry = {
        .output = dossier_at(build, i)->output, .pages = result->pages, .bytes = result->bytes};
    if (result->state != DOSSIER_BUILT)
        return;
    memcpy(entry.digest, build->digests[i], sizeof entry.digest);
    memcpy(entry.sha256, result->sha256, sizeof entry.sha256);
    state_put(&build->state, &entry);
}

/* Tells what is settled, in the order of the plan: nothing that stands behind an open dossier, unless `all`. */
static void report(struct build *build, bool all) {
    for (; build->reported < build->n && (all || build->settled[build->reported]); build->reported++) {
        struct dossier_result *result = &build->results[build->reported];
        tell_messages(build, result);
        diag_fini(&result->diag);
        keep_state(build, build->reported);
        count(build->totals, result->state);
        if (build->options->report)
            build->options->report(build->options->aux, dossier_at(build, build->reported), result);
    }
}

/* ---- making ------------------------------------------------------------------------------------------------------- */

static uint64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void work(void *aux, uint32_t item, struct buf *reply) {
    struct build *build = aux;
    struct dossier_result result = {.state = DOSSIER_FAILED};
    uint64_t begun = milliseconds();
    dossier_make(&build->kit, &build->arena, dossier_at(build, item), build->date, build->options->trace,
                 &result);
    result.ms = (uint32_t)(milliseconds() - begun);
    dossier_pack(reply, &result);
    diag_fini(&result.diag);
    arena_reset(&build->arena);
    fonts_trim(build->kit.fonts);
}

static void done(void *aux, uint32_t item, struct str reply, const char *died) {
    struct build *build = aux;
    struct dossier_result *result = &build->results[item];
    if (died || !dossier_unpack(reply, result)) {
        result->state = DOSSIER_FAILED;
        diag_at(
            &result->diag, DIAG_ERROR, (struct diag_where){.file = dossier_at(build, item)->output},
            "worker-died",
            _("the process that made this dossier ended early (%s); report it with the sources if it happens again"),
            died ? died : "?");
    }
    build->settled[item] = true;
    report(build, false);
}

static unsigned jobs_for(const struct build_options *options, size_t n_items) {
    long cores = options->jobs ? (long)options->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    unsigned jobs = cores < 1 ? 1 : cores > 256 ? 256 : (unsigned)cores;
    return n_items && n_items < jobs ? (unsigned)n_items : jobs;
}

static bool make_stale(struct build *build, const uint32_t *stale, size_t n_stale) {
    bool interrupted = false;
    struct workers_job job = {.jobs = jobs_for(build->options, n_stale),
                              .items = stale,
                              .n_items = n_stale,
                              .work = work,
                              .done = done,
                              .aux = build};
    report(build, false);
    bool ok = n_stale == 0 || workers_run(&job, &interrupted, build->diag);
    report(build, true);
    if (interrupted)
        diag_say(
            build->diag, DIAG_ERROR, "interrupted",
            _("interrupted: dossiers not begun: %zu; what was made is whole, the next run goes on from here"),
            build->totals->skipped);
    return ok;
}

/* ---- */

static void select_dossiers(struct build *build) {
    const struct workspace *workspace = build->workspace;
    const char *only = build->options->only;
    build->plan = mem_new(workspace->n_dossiers + 1, sizeof *build->plan);
    for (size_t i = 0; i < workspace->n_dossiers; i++)
        if (!only || fnmatch(only, workspace->dossiers[i].output, 0) == 0)
            build->plan[build->n++] = (uint32_t)i;
    if (only && build->n == 0)
        diag_say(build->diag, DIAG_WARNING, "only-none",
                 _("no dossier's output fits \"%s\"; see the outputs in hoso.yaml"), only);
    build->results = mem_new(build->n + 1, sizeof *build->results);
    build->digests = mem_new(build->n + 1, sizeof *build->digests);
    build->settled = mem_new(build->n + 1, sizeof *build->settled);
}

static void build_fini(struct build *build) {
    for (size_t i = 0; i < build->n; i++)
        diag_fini(&build->results[i].diag);
    free(build->plan);
    free(build->results);
    free(build->digests);
    free(build->settled);
    map_fini(&build->told);
    arena_fini(&build->told_arena);
    arena_fini(&build->arena);
    state_fini(&build->state);
    kit_close(&build->kit);
}

bool batch_build(struct workspace *workspace, const struct build_options *options,
                 struct build_result *result, struct diag *diag) {
    struct build build = {.workspace = workspace, .options = options, .totals = result, .diag = diag};
    uint32_t *stale = NULL;
    size_t n_stale = 0;
    bool ok = false;
    *result = (struct build_result){0};
    build.date = date_known(options->date) ? options->date : workspace->date;
    if (!kit_open(&build.kit, workspace, diag))
        goto done;
    state_load(&build.state, workspace->folder, diag);
    select_dossiers(&build);
    stale = find_stale(&build, &n_stale);
    ok = make_stale(&build, stale, n_stale);
    ok &= state_save(&build.state, workspace->folder, diag);
    ok &= run_record(&build.kit, build.plan, build.n, build.results, options, diag);
    ok &= result->failed == 0;
done:
    free(stale);
    build_fini(&build);
    return ok;
}
