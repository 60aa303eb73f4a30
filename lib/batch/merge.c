/* merge.c - the records of shares as one record. */
#include "batch/diff.h"
#include "batch/record.h"
#include "batch/runs.h"
#include <stdlib.h>
#include <string.h>

static int by_output(const void *a, const void *b) {
    const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
    return strcmp(record_text(x, "output"), record_text(y, "output"));
}

static void tell_twice(const json_t *dossier, size_t n_more, struct diag *diag) {
    const char *output = json_string_value(json_object_get(dossier, "output"));
    if (n_more)
        diag_say(diag, DIAG_USAGE, "run-twice",
                 _("%s is in two of these runs, and %zu others are; give the shares of one run, each once"),
                 output ? output : "?", n_more);
    else
        diag_say(diag, DIAG_USAGE, "run-twice",
                 _("%s is in two of these runs; give the shares of one run, each once"),
                 output ? output : "?");
}

/* All dossiers, in byte order of their outputs; false, reported, when one is in two records. */
static bool gather(struct record *records, size_t n, json_t *out, struct diag *diag) {
    size_t total = 0, at = 0, twice = 0;
    const json_t *first = NULL;
    for (size_t i = 0; i < n; i++)
        total += json_array_size(records[i].dossiers);
    json_t **all = mem_new(total + 1, sizeof *all);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < json_array_size(records[i].dossiers); k++)
            all[at++] = json_array_get(records[i].dossiers, k);
    qsort(all, total, sizeof *all, by_output);
    for (size_t i = 0; i < total; i++) {
        if (i > 0 && by_output(&all[i - 1], &all[i]) == 0) {
            first = first ? first : all[i];
            twice++;
        }
        json_array_append(out, all[i]);
    }
    free(all);
    if (first)
        tell_twice(first, twice - 1, diag);
    return !first;
}

#define SHARES_MAX 100000u /* hoso build takes no more */

/* The share that a record is of: 2 of 8. False: it is of a whole run. */
static bool share_of(const struct record *record, unsigned *share, unsigned *n_shares) {
    return sscanf(record_text(record->root, "shard"), "%u-%u", share, n_shares) == 2 && *share >= 1 &&
           *share <= *n_shares && *n_shares <= SHARES_MAX;
}

/* Says which share is not among them, or that they are shares of different runs. */
static void look_for_all(const struct record *records, size_t n, struct diag *diag) {
    unsigned share, of, n_shares = 0, lacking = 0;
    bool differ = false;
    for (size_t i = 0; i < n; i++)
        if (share_of(&records[i], &share, &of)) {
            differ |= n_shares && n_shares != of;
            n_shares = of;
        }
    bool *given = mem_new(n_shares + 1, sizeof *given);
    for (size_t i = 0; i < n && !differ; i++)
        if (share_of(&records[i], &share, &of))
            given[share] = true;
    for (unsigned i = n_shares; i > 0 && !differ; i--)
        lacking = given[i] ? lacking : i;
    free(given);
    if (differ)
        diag_say(diag, DIAG_WARNING, "run-shares",
                 _("these are shares of runs that were divided differently; give all shares of one run"));
    else if (lacking)
        diag_say(
            diag, DIAG_WARNING, "run-shares",
            _("the share %u/%u is not among these runs, so its dossiers are not in the whole; give it too"),
            lacking, n_shares);
}

static bool same_inputs(const struct record *records, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (!json_equal(json_object_get(records[i].root, "inputs"),
                        json_object_get(records[0].root, "inputs")))
            return false;
    return true;
}

/* The id of the first without the name of its share. */
static void name_whole(struct buf *id, const char *first) {
    const char *dot = strchr(first, '.');
    buf_str(id, (struct str){first, dot ? (size_t)(dot - first) : strlen(first)});
    buf_puts(id, ".merged");
}

/* Adds the items that are not in `out` yet. */
static void unite(json_t *out, const json_t *list, struct map *seen, struct arena *arena) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *item = json_array_get(list, i);
        char *text = json_dumps(item, JSON_ENCODE_ANY | JSON_COMPACT);
        if (!text)
            mem_exhausted();
        struct str key = arena_str(arena, str_of(text));
        free(text);
        if (map_find(seen, key) != MAP_NONE)
            continue;
        map_put(seen, key, 0);
        json_array_append(out, item);
    }
}

static json_t *united(const struct record *records, size_t n,
                      const json_t *(*list_of)(const struct record *)) {
    json_t *out = json_array();
    struct arena arena = ARENA_EMPTY;
    struct map seen = MAP_EMPTY;
    for (size_t i = 0; i < n; i++)
        unite(out, list_of(&records[i]), &seen, &arena);
    map_fini(&seen);
    arena_fini(&arena);
    return out;
}

static const json_t *makers_of(const struct record *record) {
    return json_object_get(record->root, "made_by");
}

static const json_t *findings_of_record(const struct record *record) {
    bool cut;
    return record_findings(record, &cut);
}

/* Each share has the findings of the whole workspace: they are the same, unless inputs changed between the shares. */
static void put_findings(json_t *root, const struct record *records, size_t n) {
    json_t *findings = json_object_get(root, "findings");
    if (findings)
        json_object_set_new(findings, "list", united(records, n, findings_of_record));
}

static bool write_whole(const char *folder, const struct record *records, size_t n, json_t *dossiers,
                        const struct buf *id, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    json_t *root = json_deep_copy(records[0].root);
    json_object_set_new(root, "id", json_string(id->at));
    json_object_set_new(root, "shard", json_string(""));
    json_object_set_new(root, "made_by", united(records, n, makers_of));
    put_findings(root, records, n);
    json_object_set(root, "dossiers", dossiers);
    char *text = json_dumps(root, JSON_INDENT(1));
    if (!text)
        mem_exhausted();
    bool ok = file_replace(runs_record(&arena, folder, id->at), text, strlen(text), diag);
    free(text);
    json_decref(root);
    arena_fini(&arena);
    return ok;
}

bool batch_merge(const char *folder, char *const *runs, size_t n, struct buf *id, struct diag *diag) {
    struct record *records = mem_new(n + 1, sizeof *records);
    json_t *dossiers = json_array();
    bool ok = true;
    for (size_t i = 0; i < n; i++)
        ok &= record_load(&records[i], folder, runs[i], diag);
    ok = ok && gather(records, n, dossiers, diag);
    if (ok && !same_inputs(records, n))
        diag_say(diag, DIAG_WARNING, "run-inputs",
                 _("these runs were not made from the same files; make the older ones again"));
    if (ok) {
        look_for_all(records, n, diag);
        name_whole(id, records[0].id);
        ok = write_whole(folder, records, n, dossiers, id, diag);
    }
    json_decref(dossiers);
    for (size_t i = 0; i < n; i++)
        record_fini(&records[i]);
    free(records);
    return ok;
}
