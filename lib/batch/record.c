/* record.c - finding and reading run records. */
#include "batch/record.h"
#include "batch/runs.h"
#include <string.h>

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

/* The run of that id, else the only one whose id begins so; NULL: reported. */
static const char *find(struct arena *arena, const char *folder, const char *name, struct diag *diag) {
    struct runs runs = runs_list(arena, folder);
    const char *found = NULL;
    bool several = false;
    for (size_t i = 0; i < runs.n; i++) {
        if (!runs.items[i].record)
            continue;
        if (strcmp(runs.items[i].id, name) == 0)
            return name;
        if (str_starts(str_of(runs.items[i].id), str_of(name))) {
            several |= found != NULL;
            found = runs.items[i].id;
        }
    }
    if (found && !several)
        return found;
    diag_say(diag, DIAG_USAGE, "run-missing",
             found ? _("\"%s\" is the beginning of several runs' ids; write more of it")
                   : _("there is no run \"%s\"; the ids are the names of the files in .hoso/runs"),
             name);
    return NULL;
}

bool record_load(struct record *record, const char *folder, const char *name, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    *record = (struct record){0};
    const char *id = find(&arena, folder, name, diag);
    bool ok = id && read_record(record, runs_record(&arena, folder, id), diag);
    arena_fini(&arena);
    return ok;
}

void record_fini(struct record *record) {
    json_decref(record->root);
    *record = (struct record){0};
}

bool record_last_two(struct arena *arena, const char *folder, const char **a, const char **b,
                     struct diag *diag) {
    struct runs runs = runs_list(arena, folder);
    *a = *b = NULL;
    for (size_t i = 0; i < runs.n; i++)
        if (runs.items[i].record) {
            *a = *b;
            *b = runs.items[i].id;
        }
    if (!*a)
        diag_say(diag, DIAG_USAGE, "run-missing",
                 _("there are no two runs to compare; run hoso build first"));
    return *a != NULL;
}

const char *record_text(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

const json_t *record_findings(const struct record *record, bool *cut) {
    static const char *const levels[] = {"errors", "warnings", "notes"};
    const json_t *findings = json_object_get(record->root, "findings");
    const json_t *list = json_object_get(findings, "list");
    json_int_t total = 0;
    for (int i = 0; i < 3; i++)
        total += json_integer_value(json_object_get(findings, levels[i]));
    *cut = total > (json_int_t)json_array_size(list);
    return json_is_array(list) ? list : NULL;
}
