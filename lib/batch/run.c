/* run.c - the run's record as JSON. */
#include "batch/run.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ID_DIGITS 12

static void make_id(const struct kit *kit, const uint32_t *plan, size_t n,
                    const struct dossier_result *results, char id[DIGEST_HEX]) {
    struct digest *digest = digest_start();
    digest_add(digest, kit->digest, strlen(kit->digest));
    for (size_t i = 0; i < n; i++) {
        const char *output = kit->workspace->dossiers[plan[i]].output;
        const char *state = dossier_state_name(results[i].state);
        digest_add(digest, output, strlen(output) + 1);
        digest_add(digest, state, strlen(state) + 1);
        digest_add(digest, results[i].sha256, strlen(results[i].sha256) + 1);
    }
    digest_end(digest, id);
    id[ID_DIGITS] = '\0';
}

static void put_date(char text[32], struct date date) {
    snprintf(text, 32, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static json_t *start(const struct build_options *options) {
    char text[32];
    time_t now = time(NULL);
    struct tm utc;
    if (date_known(options->date))
        put_date(text, options->date);
    else if (!gmtime_r(&now, &utc) || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        text[0] = '\0';
    return json_string(text);
}

static json_t *inputs(const struct kit *kit) {
    json_t *list = json_array();
    for (size_t i = 0; i < kit->n_inputs; i++)
        json_array_append_new(
            list, json_pack("{s:s, s:s}", "path", kit->inputs[i].path, "sha256", kit->inputs[i].sha256));
    return list;
}

static json_t *years(const struct workspace_dossier *dossier) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < dossier->n_years; i++)
        json_array_append_new(list, json_integer(dossier->years[i]));
    return list;
}

static json_t *entry(const struct workspace_dossier *dossier, const struct dossier_result *result) {
    return json_pack("{s:s, s:s, s:s%, s:o, s:s, s:s, s:i, s:I, s:s, s:{s:i, s:i, s:i}, s:i}", "output",
                     dossier->output, "template", dossier->template, "place", dossier->place.at,
                     dossier->place.len, "years", years(dossier), "state", dossier_state_name(result->state),
                     "reason", result->reason ? result->reason : "", "pages", (int)result->pages, "bytes",
                     (json_int_t)result->bytes, "sha256", result->sha256, "findings", "notes",
                     (int)result->notes, "warnings", (int)result->warnings, "errors", (int)result->errors,
                     "milliseconds", (int)result->ms);
}

bool run_record(const struct kit *kit, const uint32_t *plan, size_t n, const struct dossier_result *results,
                const struct build_options *options, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    char id[DIGEST_HEX];
    json_t *dossiers = json_array();
    make_id(kit, plan, n, results, id);
    for (size_t i = 0; i < n; i++)
        json_array_append_new(dossiers, entry(&kit->workspace->dossiers[plan[i]], &results[i]));
    json_t *root = json_pack("{s:s, s:s, s:o, s:o, s:o}", "id", id, "version", HOSO_VERSION, "start",
                             start(options), "inputs", inputs(kit), "dossiers", dossiers);
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    if (!text)
        mem_exhausted();
    const char *path =
        file_join(&arena, kit->workspace->folder, arena_printf(&arena, ".hoso/runs/%s.json", id).at);
    bool ok = file_replace(path, text, strlen(text), diag);
    free(text);
    json_decref(root);
    arena_fini(&arena);
    return ok;
}
