/* make.c - the stale dossiers made: what a worker does with one, and how the parent brings what comes back to its place, to
 * the state and to the report. */
#include "batch/run.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define GROUP_SECONDS 0.1 /* how long a finished file waits for others */

double build_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- in the worker ------------------------------------------------------------------------------------------------ */

static void begin(void *aux) {
    struct build *build = aux;
    lock_forget(&build->ahead->lock);
}

static void work(void *aux, uint32_t item, struct buf *reply) {
    struct build *build = aux;
    struct dossier_result result = {.state = DOSSIER_FAILED};
    struct dossier_made made = {0};
    struct dossier_job job = {
        .kit = &build->kit,
        .arena = &build->arena,
        .dossier = build_dossier(build, item),
        .date = build->workspace->date,
        .trace = build->options->trace,
        .stage = &build->stage,
        .number = item,
        .max_pages = build->limits.pages,
    };
    double began = build_clock();
    dossier_make(&job, &result, &made);
    result.ms = (uint32_t)((build_clock() - began) * 1e3);
    dossier_pack(reply, &result, &made);
    diag_fini(&result.diag);
    arena_reset(&build->arena);
    fonts_trim(build->kit.fonts);
}

/* ---- in the parent: a group of files to their places -------------------------------------------------------------- */

static void remember(struct build *build, uint32_t item, const struct dossier_made *made) {
    const struct dossier_result *result = &build->results[item];
    struct state_entry entry = {.output = build_dossier(build, item)->output,
                                .uses = made->uses,
                                .check = made->check,
                                .bytes = result->bytes,
                                .pages = result->pages,
                                .run = build->run};
    memcpy(entry.parts, build->parts[item], sizeof entry.parts);
    entry.parts[STATE_USED] = made->used;
    memcpy(entry.sha256, result->sha256, sizeof entry.sha256);
    state_put(&build->state, &entry);
}

/* Not synced: what the power takes of it, hoso diff lacks, and nothing else. */
static bool record_cited(struct build *build, const struct buf *cited) {
    if (cited->len == 0)
        return true;
    const char *path = run_figures_path(build);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
    bool ok = fd >= 0 && file_write(fd, cited->at, cited->len);
    if (!ok)
        diag_errno(build->diag, path, _("writing"), errno);
    if (fd >= 0)
        close(fd);
    return ok;
}

/* False when the disk fails, which it will do for the next ones too. */
static bool commit(struct build *build) {
    struct buf cited = BUF_EMPTY;
    bool ok = true;
    stage_commit(&build->stage, build->group, build->n_group);
    for (size_t i = 0; i < build->n_group; i++) {
        uint32_t item = build->group[i].number;
        if (build->group[i].ok) {
            remember(build, item, &build->made[i]);
            buf_str(&cited, build->made[i].cited);
        } else {
            build->results[item].state = DOSSIER_FAILED;
            build->results[item].sha256[0] = '\0';
            ok &= build->results[item].diag.count[DIAG_SYSTEM] == 0;
        }
        build->settled[item] = true;
    }
    build->n_group = 0;
    ok &= record_cited(build, &cited);
    buf_fini(&cited);
    arena_reset(&build->group_arena);
    ok &= state_sync(&build->state, build->diag);
    build->committed = build_clock();
    build_report(build, false);
    return ok;
}

static void report_death(struct build *build, uint32_t item, const struct worker_death *death) {
    struct diag *diag = &build->results[item].diag;
    struct diag_where where = {.file = build_dossier(build, item)->output};
    if (death && death->end == WORKER_TOO_LONG)
        diag_at(
            diag, DIAG_ERROR, where, "limit-time",
            _("the dossier was given up after %u s; raise seconds: in limits: of hoso.yaml, or ask for less in the template"),
            build->limits.seconds);
    else if (death && death->end == WORKER_TOO_LARGE)
        diag_at(
            diag, DIAG_ERROR, where, "limit-memory",
            _("the dossier wants more than %u MiB of memory; raise memory: in limits: of hoso.yaml, or ask for less in the template"),
            build->limits.memory);
    else if (death && death->end == WORKER_NO_MEMORY)
        diag_at(
            diag, DIAG_ERROR, where, "worker-memory",
            _("there is not enough memory for this dossier under the limit that the program was started with (ulimit -v); raise it or give fewer --jobs"));
    else if (death && death->killed)
        diag_at(
            diag, DIAG_ERROR, where, "worker-died",
            _("the process that made this dossier was killed from outside (%s), perhaps for want of memory; run again, with fewer --jobs if it happens again"),
            death->how);
    else
        diag_at(
            diag, DIAG_ERROR, where, "worker-died",
            _("the process that made this dossier ended early (%s); report it with the sources if it happens again"),
            death ? death->how : "?");
}

static bool done(void *aux, uint32_t item, struct str reply, const struct worker_death *death) {
    struct build *build = aux;
    struct dossier_result *result = &build->results[item];
    struct dossier_made *made = &build->made[build->n_group];
    build->n_done++;
    if (death || !dossier_unpack(reply, &build->group_arena, result, made)) {
        result->state = DOSSIER_FAILED;
        report_death(build, item, death);
    }
    if (result->state != DOSSIER_BUILT) {
        bool disk_failed = result->diag.count[DIAG_SYSTEM] > 0;
        build->settled[item] = true;
        build_report(build, false);
        return !disk_failed;
    }
    build->group[build->n_group++] = (struct stage_move){
        .number = item, .output = build_dossier(build, item)->output, .diag = &result->diag};
    return build->n_group < GROUP_MAX || commit(build);
}

static bool pause_between(void *aux, uint32_t item) {
    struct build *build = aux;
    double now = build_clock();
    if (build->options->progress) {
        struct build_progress progress = {
            .done = build->n_done,
            .total = build->n_stale,
            .current = item == WORKERS_NONE ? NULL : build_dossier(build, item)->output,
            .seconds = now - build->began};
        build->options->progress(build->options->aux, &progress);
    }
    if (!build->n_group || now - build->committed < GROUP_SECONDS)
        return true;
    return commit(build);
}

/* ---- */

unsigned build_jobs(const struct build_options *options) {
    long cores = options->jobs ? (long)options->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > 256 ? 256 : (unsigned)cores;
}

static unsigned jobs_for(const struct build_options *options, size_t n_items) {
    unsigned jobs = build_jobs(options);
    return n_items && n_items < jobs ? (unsigned)n_items : jobs;
}

static size_t not_begun(const struct build *build, const uint32_t *stale, size_t n_stale) {
    size_t n = 0;
    for (size_t i = 0; i < n_stale; i++)
        n += !build->settled[stale[i]];
    return n;
}

bool build_make(struct build *build, const uint32_t *stale, size_t n_stale) {
    bool interrupted = false;
    struct workers_job job = {.jobs = jobs_for(build->options, n_stale),
                              .items = stale,
                              .n_items = n_stale,
                              .seconds = build->limits.seconds,
                              .memory = (size_t)build->limits.memory << 20,
                              .begin = begin,
                              .work = work,
                              .done = done,
                              .pause = pause_between,
                              .aux = build};
    build->n_stale = n_stale;
    build->began = build->committed = build_clock();
    build_report(build, false);
    bool ok = n_stale == 0 || workers_run(&job, &interrupted, build->diag);
    ok &= commit(build);
    size_t left = not_begun(build, stale, n_stale);
    build_report(build, true);
    if (interrupted)
        diag_say(
            build->diag, DIAG_ERROR, "interrupted",
            _("interrupted: dossiers not begun: %zu; what was made is whole, the next run goes on from here"),
            left);
    else if (left)
        diag_say(
            build->diag, DIAG_ERROR, "stopped",
            _("stopped, for the system failed: dossiers not begun: %zu; what was made is whole, the next run goes on from here"),
            left);
    return ok;
}
