/* prune.c - files that hoso made for a plan that is no more: a commune that was merged, an output that was renamed. They are
 * listed, and removed only when that is asked for and they are still what hoso made. */
#include "batch/build.h"
#include "batch/output.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define LISTED_MAX 20u

/* All outputs of the workspace, whatever --only and --shard leave. */
static void list_planned(const struct workspace *workspace, struct map *planned) {
    for (size_t i = 0; i < workspace->n_dossiers; i++)
        map_put(planned, str_of(workspace->dossiers[i].output), (uint32_t)i);
}

static bool still_ours(const char *path, const struct state_entry *entry) {
    struct buf bytes = BUF_EMPTY;
    struct diag silent = DIAG_EMPTY;
    bool ours = file_read(path, &bytes, &silent) && build_same_bytes(&bytes, entry);
    diag_fini(&silent);
    buf_fini(&bytes);
    return ours;
}

static void forget(struct build *build, const struct state_entry *entry) {
    struct state_entry gone = *entry;
    gone.gone = true;
    state_put(&build->state, &gone);
}

/* True when it is gone. */
static bool remove_file(struct build *build, const char *path, const struct state_entry *entry) {
    struct diag_where where = {.file = entry->output};
    if (!still_ours(path, entry)) {
        diag_at(build->diag, DIAG_WARNING, where, "orphan-changed",
                _("no plan makes this file any more, but somebody has changed it; remove it by hand"));
        return false;
    }
    if (unlink(path) != 0) {
        diag_errno(build->diag, entry->output, _("removing"), errno);
        return false;
    }
    diag_at(build->diag, DIAG_NOTE, where, "pruned", _("removed: no plan makes this file any more"));
    return true;
}

static void tell_orphan(struct build *build, const struct state_entry *entry) {
    size_t n = ++build->totals->orphans;
    if (n <= LISTED_MAX)
        diag_at(build->diag, DIAG_NOTE, (struct diag_where){.file = entry->output}, "orphan",
                _("no plan makes this file any more; --prune removes it"));
}

/* A link that stands where a folder was leads to what others made. */
static bool is_inside(const struct build *build, const struct state_entry *entry) {
    struct diag silent = DIAG_EMPTY;
    bool inside =
        output_inside(build->workspace->folder, entry->output, (struct diag_where){.file = NULL}, &silent);
    diag_fini(&silent);
    return inside;
}

static void look_at(struct build *build, const struct state_entry *entry) {
    struct arena arena = ARENA_EMPTY;
    const char *path = file_join(&arena, build->workspace->folder, entry->output);
    if (!file_exists(path) || !is_inside(build, entry)) {
        if (!build->options->dry_run)
            forget(build, entry);
    } else if (!build->options->prune || build->options->dry_run) {
        tell_orphan(build, entry);
    } else if (remove_file(build, path, entry)) {
        build->totals->pruned++;
        forget(build, entry);
    }
    arena_fini(&arena);
}

void build_prune(struct build *build) {
    struct map planned = MAP_EMPTY;
    list_planned(build->workspace, &planned);
    for (size_t i = 0; i < build->state.n; i++)
        if (!build->state.items[i].gone &&
            map_find(&planned, str_of(build->state.items[i].output)) == MAP_NONE)
            look_at(build, &build->state.items[i]);
    if (build->totals->orphans > LISTED_MAX)
        diag_say(build->diag, DIAG_NOTE, "orphan", _("and %zu files more that no plan makes any more"),
                 build->totals->orphans - LISTED_MAX);
    map_fini(&planned);
}
