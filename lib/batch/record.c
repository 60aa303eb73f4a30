/* record.c - finding and reading run records. */
#include "batch/record.h"
#include <glob.h>
#include <string.h>

#define RUNS ".hoso/runs"

static struct str id_of(const char *path) {
    const char *slash = strrchr(path, '/');
    struct str name = str_of(slash ? slash + 1 : path);
    return str_cut(name, 0, name.len - strlen(".json"));
}

/* Paths of the records that begin with `name`, in byte order, which is that of the runs. */
static size_t find(struct arena *arena, const char *folder, const char *name, const char ***out) {
    glob_t found;
    *out = NULL;
    for (const char *at = name; *at; at++)
        if (strchr("*?[\\/", *at))
            return 0;
    const char *pattern = file_join(arena, folder, arena_printf(arena, RUNS "/%s*.json", name).at);
    if (glob(pattern, 0, NULL, &found) != 0)
        return 0;
    size_t n = found.gl_pathc;
    *out = ARENA_ARRAY(arena, n, const char *);
    for (size_t i = 0; i < n; i++)
        (*out)[i] = arena_strdup(arena, found.gl_pathv[i]);
    globfree(&found);
    return n;
}

static bool read_record(struct record *record, const char *path, struct diag *diag) {
    struct buf text = BUF_EMPTY;
    bool ok = file_read(path, &text, diag);
    if (ok) {
        record->root = json_loadb(text.at ? text.at : "", text.len, 0, NULL);
        record->id = json_string_value(json_object_get(record->root, "id"));
        record->dossiers = json_object_get(record->root, "dossiers");
        ok = record->id && json_is_array(record->dossiers);
        if (!ok)
            diag_at(diag, DIAG_USAGE, (struct diag_where){.file = path}, "run-broken",
                    _("this is no record of a run; give another, or make a new one by hoso build"));
    }
    buf_fini(&text);
    return ok;
}

bool record_load(struct record *record, const char *folder, const char *name, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    const char **paths;
    *record = (struct record){0};
    size_t n = find(&arena, folder, name, &paths), chosen = 0;
    for (size_t i = 0; n > 1 && i < n; i++)
        if (str_equal(id_of(paths[i]), str_of(name)))
            chosen = i + 1;
    bool ok = false;
    if (n == 1 || chosen)
        ok = read_record(record, paths[chosen ? chosen - 1 : 0], diag);
    else
        diag_say(diag, DIAG_USAGE, "run-missing",
                 n ? _("\"%s\" is the beginning of several runs' ids; write more of it")
                   : _("there is no run \"%s\"; the ids are the names of the files in .hoso/runs"),
                 name);
    arena_fini(&arena);
    return ok;
}

void record_fini(struct record *record) {
    json_decref(record->root);
    *record = (struct record){0};
}

bool record_last_two(struct arena *arena, const char *folder, const char **a, const char **b,
                     struct diag *diag) {
    const char **paths;
    size_t n = find(arena, folder, "", &paths);
    if (n < 2) {
        diag_say(diag, DIAG_USAGE, "run-missing",
                 _("there are no two runs to compare; run hoso build first"));
        return false;
    }
    *a = arena_str(arena, id_of(paths[n - 2])).at;
    *b = arena_str(arena, id_of(paths[n - 1])).at;
    return true;
}
