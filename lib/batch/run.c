/* run.c - the run's record as JSON. */
#include "batch/run.h"
#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RUNS ".hoso/runs"

/* The number before the first "-" of each record's name. */
static unsigned last_number(const char *folder) {
    DIR *dir = opendir(folder);
    unsigned last = 0, number;
    if (!dir)
        return 0;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (sscanf(entry->d_name, "%9u-", &number) == 1 && number > last)
            last = number;
    closedir(dir);
    return last;
}

const char *run_id(struct build *build) {
    const struct kit *kit = &build->kit;
    char digest[DIGEST_HEX];
    struct digest *inputs = digest_start();
    for (size_t i = 0; i < kit->n_inputs; i++)
        digest_add(inputs, kit->inputs[i].sha256, strlen(kit->inputs[i].sha256) + 1);
    digest_end(inputs, digest);
    unsigned number = last_number(file_join(&build->kept, kit->workspace->folder, RUNS)) + 1;
    return arena_printf(&build->kept, "%04u-%.8s%s%s", number, digest, *build->share ? "." : "", build->share)
        .at;
}

const char *run_figures_path(struct build *build) {
    struct arena scratch = ARENA_EMPTY;
    file_make_folders(file_join(&scratch, build->workspace->folder, RUNS), build->diag);
    arena_fini(&scratch);
    if (!build->figures_path)
        build->figures_path = file_join(&build->kept, build->workspace->folder,
                                        arena_printf(&build->kept, RUNS "/%s.figures", build->run).at);
    return build->figures_path;
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
    static const char *const from[] = {"workspace", "shipped", "system"};
    json_t *list = json_array();
    for (size_t i = 0; i < kit->n_inputs; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "path", kit->inputs[i].path, "sha256",
                                              kit->inputs[i].sha256, "from", from[kit->inputs[i].origin]));
    return list;
}

static json_t *years(const struct workspace_dossier *dossier) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < dossier->n_years; i++)
        json_array_append_new(list, json_integer(dossier->years[i]));
    return list;
}

static json_t *entry(const struct build *build, size_t i) {
    const struct workspace_dossier *dossier = build_dossier(build, i);
    const struct dossier_result *result = &build->results[i];
    const struct state_entry *kept = state_find(&build->state, dossier->output);
    return json_pack("{s:s, s:s, s:s%, s:o, s:s, s:s, s:i, s:I, s:s, s:s, s:{s:i, s:i, s:i}, s:i}", "output",
                     dossier->output, "template", dossier->template, "place", dossier->place.at,
                     dossier->place.len, "years", years(dossier), "state", dossier_state_name(result->state),
                     "reason", result->reason ? result->reason : "", "pages", (int)result->pages, "bytes",
                     (json_int_t)result->bytes, "sha256", result->sha256, "made",
                     kept && result->sha256[0] ? kept->run : "", "findings", "notes", (int)result->notes,
                     "warnings", (int)result->warnings, "errors", (int)result->errors, "milliseconds",
                     (int)result->ms);
}

bool run_record(struct build *build) {
    struct arena arena = ARENA_EMPTY;
    json_t *dossiers = json_array();
    for (size_t i = 0; i < build->n; i++)
        json_array_append_new(dossiers, entry(build, i));
    json_t *root = json_pack("{s:s, s:s, s:o, s:s, s:o, s:o}", "id", build->run, "version", HOSO_VERSION,
                             "start", start(build->options), "shard", build->share, "inputs",
                             inputs(&build->kit), "dossiers", dossiers);
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    if (!text)
        mem_exhausted();
    const char *path =
        file_join(&arena, build->workspace->folder, arena_printf(&arena, RUNS "/%s.json", build->run).at);
    bool ok = file_replace(path, text, strlen(text), build->diag);
    free(text);
    json_decref(root);
    arena_fini(&arena);
    return ok;
}
