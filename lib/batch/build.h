/* build.h - one build while it goes on; shared by batch.c (the way of it), stale.c (what must be made), make.c (making it),
 * prune.c (what nobody makes any more). */
#ifndef HOSO_BATCH_BUILD_H
#define HOSO_BATCH_BUILD_H

#include "batch/ahead.h"
#include "batch/dossier.h"
#include "batch/stage.h"
#include "batch/workers.h"

#define GROUP_MAX 64u /* files that are brought to their places together, see stage.h */

/* Results stand beside the plan, index for index. */
struct build {
    struct workspace *workspace;
    const struct build_options *options;
    struct build_result *totals;
    struct diag *diag;
    struct build_limits limits;
    struct kit kit;
    struct ahead *ahead;
    struct state state;
    struct stage stage;
    const char *share;        /* see ahead.h */
    const char *run;          /* the run's id */
    const char *start;        /* see run.h */
    const char *figures_path; /* see run.h; NULL: not asked for yet */
    struct arena arena;       /* of the worker: reset between dossiers */
    struct arena kept;        /* until the build ends */

    uint32_t *plan; /* indices of the dossiers that --only and --shard leave */
    size_t n;
    struct dossier_result *results;
    uint64_t (*parts)[STATE_PARTS]; /* what each would be made from */
    bool *settled;                  /* the result is known */
    size_t reported;                /* results told so far, from the front */
    struct map told;                /* messages that have been printed */

    struct stage_move group[GROUP_MAX]; /* made, not in their places yet; numbered as in the plan */
    struct dossier_made made[GROUP_MAX];
    size_t n_group;
    struct arena group_arena;
    double began, committed; /* [s] on the monotonic clock */
    size_t n_stale, n_done;
};

/* The dossier at place `i` of the plan. */
const struct workspace_dossier *build_dossier(const struct build *build, size_t i);

/* Finds the stale dossiers, settles the fresh ones: indices into the plan, yours to free. */
uint32_t *build_stale(struct build *build, size_t *n_stale);
/* Makes them. False when something was not made that should have been. */
bool build_make(struct build *build, const uint32_t *stale, size_t n_stale);
/* Tells what is settled, in the order of the plan: nothing that stands behind an open dossier, unless `all`. */
void build_report(struct build *build, bool all);
/* Lists or removes the files that hoso made and no plan makes any more. */
void build_prune(struct build *build);

/* The bytes are those of the file that the entry is about. */
bool build_same_bytes(const struct buf *bytes, const struct state_entry *entry);

/* Processes that the options ask for. */
unsigned build_jobs(const struct build_options *options);

double build_clock(void); /* [s] monotonic */

#endif
