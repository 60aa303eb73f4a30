/* runs.c - the files of .hoso/runs by their names. */
#include "batch/runs.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RUNS ".hoso/runs"

const char *runs_record(struct arena *arena, const char *folder, const char *id) {
    return file_join(arena, folder, arena_printf(arena, RUNS "/%s.json", id).at);
}

const char *runs_figures(struct arena *arena, const char *folder, const char *id) {
    return file_join(arena, folder, arena_printf(arena, RUNS "/%s.figures", id).at);
}

/* By number, which may have more digits than those before; then by the rest. */
static int by_run(const void *a, const void *b) {
    const struct run_files *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* False: the name is none that a run gives. */
static bool read_name(struct arena *arena, struct str name, struct run_files *run) {
    static const struct str record = STR(".json"), figures = STR(".figures");
    unsigned number;
    int end = 0;
    *run = (struct run_files){.record = str_ends(name, record), .figures = str_ends(name, figures)};
    if (!run->record && !run->figures)
        return false;
    name.len -= run->record ? record.len : figures.len;
    run->id = arena_str(arena, name).at;
    bool known = sscanf(run->id, "%9u-%n", &number, &end) == 1 && end > 0;
    run->number = known ? number : 0;
    return known;
}

/* Part of the record of a run, or of a share. Shares are put together without a lock, so what that writes is left alone. */
static bool is_stray(const char *name) {
    unsigned number;
    int end = 0;
    return file_is_stray(name) && sscanf(name, "%9u-%n", &number, &end) == 1 && end > 0 &&
           strstr(name, ".json.") && !strstr(name, ".merged.");
}

void runs_sweep(const char *folder) {
    struct arena arena = ARENA_EMPTY;
    DIR *dir = opendir(file_join(&arena, folder, RUNS));
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        if (is_stray(entry->d_name))
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
    arena_fini(&arena);
}

/* The record and the figures of a run are one item. */
static void join(struct runs *runs) {
    size_t n = 0;
    for (size_t i = 0; i < runs->n; i++) {
        if (n && strcmp(runs->items[n - 1].id, runs->items[i].id) == 0) {
            runs->items[n - 1].record |= runs->items[i].record;
            runs->items[n - 1].figures |= runs->items[i].figures;
        } else {
            runs->items[n++] = runs->items[i];
        }
    }
    runs->n = n;
}

struct runs runs_list(struct arena *arena, const char *folder) {
    struct runs runs = {0};
    struct run_files *found = NULL, run;
    size_t n = 0, cap = 0;
    DIR *dir = opendir(file_join(arena, folder, RUNS));
    if (!dir)
        return runs;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (read_name(arena, str_of(entry->d_name), &run)) {
            MEM_ROOM(found, n, cap);
            found[n++] = run;
        }
    closedir(dir);
    if (n)
        qsort(found, n, sizeof *found, by_run);
    runs.items = ARENA_ARRAY(arena, n, struct run_files);
    if (n)
        memcpy(runs.items, found, n * sizeof *found);
    runs.n = n;
    free(found);
    join(&runs);
    return runs;
}
