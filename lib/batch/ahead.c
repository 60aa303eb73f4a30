/* ahead.c - the thread beside the reading of the sources.
 *
 * A thread and not a process: what it makes is memory that all the rest of the run shares. It touches nothing that the reading
 * touches: its own arenas, fonts, state and messages; and it has ended before the workers are forked. */
#include "batch/ahead.h"
#include "batch/build.h"
#include "batch/only.h"
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum ahead_file ahead_look(const char *folder, const struct state_entry *entry, struct buf *room) {
    struct arena arena = ARENA_EMPTY;
    struct diag silent = DIAG_EMPTY;
    const char *path = file_join(&arena, folder, entry->output);
    enum ahead_file found = AHEAD_SOUND;
    buf_clear(room);
    if (!file_exists(path))
        found = AHEAD_MISSING;
    else if (!file_read(path, room, &silent) || !build_same_bytes(room, entry))
        found = AHEAD_DAMAGED;
    diag_fini(&silent);
    arena_fini(&arena);
    return found;
}

/* Will the plan ask for it? A share's dossiers are known with the figures, so its files are looked at then. */
static bool asked_for(struct only *only, const struct state_entry *entry) {
    return !entry->gone && only_fits(only, entry->output);
}

/* True when all that is asked for stands as it was made. */
static bool look_at_files(struct ahead *ahead) {
    struct buf room = BUF_EMPTY;
    struct only only;
    bool sound = ahead->state.n > 0;
    only_open(&only, ahead->options->only);
    ahead->files = mem_new(ahead->state.n + 1, sizeof *ahead->files);
    for (size_t i = 0; i < ahead->state.n && !ahead->unwanted; i++)
        if (asked_for(&only, &ahead->state.items[i])) {
            ahead->files[i] =
                (unsigned char)ahead_look(ahead->workspace->folder, &ahead->state.items[i], &room);
            sound &= ahead->files[i] == AHEAD_SOUND;
        }
    only_close(&only);
    buf_fini(&room);
    return sound;
}

static void load(struct ahead *ahead) {
    state_load(&ahead->state, ahead->workspace->folder, ahead->share, &ahead->of_state);
    ahead->fonts = kit_fonts(ahead->workspace, &ahead->of_fonts);
}

/* Where much will be made, the workers find what they would each make first. */
static void *run(void *aux) {
    struct ahead *ahead = aux;
    const struct build_options *options = ahead->options;
    load(ahead);
    bool all_asked = options->force || options->trace;
    bool sound = !all_asked && !options->n_shares && look_at_files(ahead);
    if (ahead->fonts && !sound && !options->dry_run && !options->only && !ahead->unwanted)
        fonts_warm(ahead->fonts);
    return NULL;
}

struct ahead *ahead_start(const struct workspace *workspace, const struct build_options *options,
                          struct diag *diag) {
    struct ahead *ahead = mem_new(1, sizeof *ahead);
    *ahead = (struct ahead){.workspace = workspace, .options = options, .share = "", .lock = LOCK_NONE};
    ahead->state = STATE_NONE;
    if (options->n_shares)
        ahead->share = arena_printf(&ahead->arena, "%u-%u", options->share, options->n_shares).at;
    if (!options->dry_run && !lock_take(&ahead->lock, workspace->folder, ahead->share, diag)) {
        ahead_free(ahead);
        return NULL;
    }
    batch_data_folder();     /* found once a process, by one thread */
    mallopt(M_ARENA_MAX, 1); /* a second heap would be room that no limit of a worker's memory counts */
    if (build_jobs(options) > 1)
        ahead->threaded = pthread_create(&ahead->thread, NULL, run, ahead) == 0;
    return ahead;
}

void ahead_finish(struct ahead *ahead) {
    if (ahead->threaded)
        pthread_join(ahead->thread, NULL);
    else
        load(ahead);
    ahead->threaded = false;
}

void ahead_free(struct ahead *ahead) {
    if (!ahead)
        return;
    ahead->unwanted = true;
    if (ahead->threaded)
        pthread_join(ahead->thread, NULL);
    if (ahead->fonts)
        fonts_free(ahead->fonts);
    state_fini(&ahead->state);
    free(ahead->files);
    lock_release(&ahead->lock);
    diag_fini(&ahead->of_state);
    diag_fini(&ahead->of_fonts);
    arena_fini(&ahead->arena);
    free(ahead);
}
