/* run.c - the run's record as JSON, written piece by piece: a nation's record would fill memory. A line a dossier and a line a
 * finding, so that text tools can read it too. */
#include "batch/run.h"
#include "batch/runs.h"
#include <string.h>
#include <time.h>

const char *run_id(struct build *build) {
    const struct kit *kit = &build->kit;
    struct arena scratch = ARENA_EMPTY;
    char digest[DIGEST_HEX];
    struct digest *inputs = digest_start();
    for (size_t i = 0; i < kit->n_inputs; i++)
        digest_add(inputs, kit->inputs[i].sha256, strlen(kit->inputs[i].sha256) + 1);
    digest_end(inputs, digest);
    struct runs runs = runs_list(&scratch, kit->workspace->folder);
    unsigned number = runs.n ? runs.items[runs.n - 1].number + 1 : 1;
    arena_fini(&scratch);
    return arena_printf(&build->kept, "%04u-%.8s%s%s", number, digest, *build->share ? "." : "", build->share)
        .at;
}

const char *run_start(struct build *build) {
    struct date date = build->options->date;
    time_t now = time(NULL);
    struct tm utc;
    char text[32] = "";
    if (date_known(date))
        return arena_printf(&build->kept, "%04d-%02d-%02d", date.year, date.month, date.day).at;
    if (!gmtime_r(&now, &utc) || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        text[0] = '\0';
    return arena_strdup(&build->kept, text);
}

const char *run_figures_path(struct build *build) {
    struct arena scratch = ARENA_EMPTY;
    file_make_folders(file_join(&scratch, build->workspace->folder, ".hoso/runs"), build->diag);
    arena_fini(&scratch);
    if (!build->figures_path)
        build->figures_path = runs_figures(&build->kept, build->workspace->folder, build->run);
    return build->figures_path;
}

/* ---- JSON -------------------------------------------------------------------------------------------------------------- */

/* Names of files may be no UTF-8: their broken bytes become U+FFFD. */
static void put_string(struct buf *out, struct str s) {
    buf_char(out, '"');
    for (size_t at = 0; at < s.len;) {
        unsigned char c = (unsigned char)s.at[at];
        if (c >= 0x80) {
            text_put(out, text_next(s, &at));
            continue;
        }
        if (c == '"' || c == '\\')
            buf_char(out, '\\');
        if (c < 0x20)
            buf_printf(out, "\\u%04x", c);
        else
            buf_char(out, (char)c);
        at++;
    }
    buf_char(out, '"');
}

/* `key` with what stands before and behind it: `, "pages": `. */
static void put_text(struct buf *out, const char *key, struct str s) {
    buf_puts(out, key);
    put_string(out, s);
}

static void put_count(struct buf *out, const char *key, uint64_t n) {
    buf_puts(out, key);
    buf_count(out, n);
}

/* ---- inputs ------------------------------------------------------------------------------------------------------------ */

/* The run that made the dossier's file; empty where there is none. */
static struct str made_by(const struct build *build, size_t i) {
    const struct state_entry *kept = state_find(&build->state, build_dossier(build, i)->output);
    return str_of(kept && build->results[i].sha256[0] ? kept->run : "");
}

/* Each run once. It stands before all that is long: run_head reads no further. */
static void put_makers(struct file_pieces *file, const struct build *build) {
    struct map seen = MAP_EMPTY;
    buf_puts(&file->text, ",\n \"made_by\": [");
    for (size_t i = 0; i < build->n; i++) {
        struct str run = made_by(build, i);
        if (!run.len || map_find(&seen, run) != MAP_NONE)
            continue;
        buf_puts(&file->text, seen.used ? ", " : "");
        put_string(&file->text, run);
        map_put(&seen, run, 0);
        file_go_on(file);
    }
    buf_puts(&file->text, "]");
    map_fini(&seen);
}

static void put_inputs(struct file_pieces *file, const struct kit *kit) {
    static const char *const from[] = {"workspace", "shipped", "system"};
    struct buf *out = &file->text;
    buf_puts(out, ",\n \"inputs\": [");
    for (size_t i = 0; i < kit->n_inputs; i++) {
        put_text(out, i ? ",\n  {\"path\": " : "\n  {\"path\": ", str_of(kit->inputs[i].path));
        put_text(out, ", \"sha256\": ", str_of(kit->inputs[i].sha256));
        put_text(out, ", \"from\": ", str_of(from[kit->inputs[i].origin]));
        buf_char(out, '}');
        file_go_on(file);
    }
    buf_puts(out, "]");
}

/* ---- findings ---------------------------------------------------------------------------------------------------------- */

#define FIGURES_LISTED 8u /* of one finding: a missing row can rest on all of a table */

static void put_figures(struct buf *out, const struct figures *figures, const struct finding *finding) {
    struct buf names = BUF_EMPTY;
    for (uint32_t i = 0; i < finding->n_figures && i < FIGURES_LISTED; i++) {
        buf_puts(&names, i ? " " : "");
        figure_name(&names, figures, finding->figures[i]);
    }
    put_text(out, ", \"figures\": ", buf_view(&names));
    buf_fini(&names);
}

static void put_finding(struct buf *out, const struct figures *figures, const struct finding *finding) {
    char year[16] = "";
    const struct figure *first = finding->n_figures ? finding->figures[0] : NULL;
    if (finding->year)
        snprintf(year, sizeof year, "%d", finding->year);
    put_text(out, "  {\"level\": ", str_of(finding_level_name(finding->level)));
    put_text(out, ", \"check\": ", str_of(finding->check));
    put_text(out, ", \"place\": ", finding->place);
    put_text(out, ", \"period\": ", str_of(year));
    put_text(out, ", \"indicator\": ", str_of(first && first->indicator ? first->indicator->id : ""));
    put_figures(out, figures, finding);
    put_text(out, ", \"vi\": ", str_of(finding->message_vi));
    put_text(out, ", \"en\": ", str_of(finding->message_en));
    buf_puts(out, finding->acknowledged ? ", \"acknowledged\": true}" : "}");
}

static void put_findings(struct file_pieces *file, const struct workspace *workspace) {
    const struct findings *findings = &workspace->findings;
    size_t count[FINDING_ERROR + 1] = {0}, listed = 0;
    for (size_t i = 0; i < findings->n; i++)
        count[findings->items[i].level]++;
    put_count(&file->text, ",\n \"findings\": {\"errors\": ", count[FINDING_ERROR]);
    put_count(&file->text, ", \"warnings\": ", count[FINDING_WARNING]);
    put_count(&file->text, ", \"notes\": ", count[FINDING_NOTE]);
    buf_puts(&file->text, ", \"list\": [");
    for (enum finding_level level = FINDING_ERROR; level > FINDING_PASS; level--)
        for (size_t i = 0; i < findings->n && listed < RUN_FINDINGS; i++) {
            if (findings->items[i].level != level)
                continue;
            buf_puts(&file->text, listed++ ? ",\n" : "\n");
            put_finding(&file->text, &workspace->figures, &findings->items[i]);
            file_go_on(file);
        }
    buf_puts(&file->text, "]}");
}

/* ---- dossiers ---------------------------------------------------------------------------------------------------------- */

static void put_years(struct buf *out, const struct workspace_dossier *dossier) {
    buf_puts(out, ", \"years\": [");
    for (uint32_t i = 0; i < dossier->n_years; i++)
        put_count(out, i ? ", " : "", (uint64_t)dossier->years[i]);
    buf_char(out, ']');
}

static void put_dossier(struct buf *out, const struct build *build, size_t i) {
    const struct workspace_dossier *dossier = build_dossier(build, i);
    const struct dossier_result *result = &build->results[i];
    put_text(out, "  {\"output\": ", str_of(dossier->output));
    put_text(out, ", \"template\": ", str_of(dossier->template));
    put_text(out, ", \"place\": ", dossier->place);
    put_years(out, dossier);
    put_text(out, ", \"state\": ", str_of(dossier_state_name(result->state)));
    put_text(out, ", \"reason\": ", str_of(result->reason));
    put_count(out, ", \"pages\": ", result->pages);
    put_count(out, ", \"bytes\": ", result->bytes);
    put_text(out, ", \"sha256\": ", str_of(result->sha256));
    put_text(out, ", \"made\": ", made_by(build, i));
    put_count(out, ", \"findings\": {\"notes\": ", result->notes);
    put_count(out, ", \"warnings\": ", result->warnings);
    put_count(out, ", \"errors\": ", result->errors);
    put_count(out, "}, \"milliseconds\": ", result->ms);
    buf_char(out, '}');
}

bool run_record(struct build *build) {
    struct arena arena = ARENA_EMPTY;
    struct file_pieces file;
    const char *path = runs_record(&arena, build->workspace->folder, build->run);
    bool ok = file_begin(&file, path, build->diag);
    if (ok) {
        put_text(&file.text, "{\n \"id\": ", str_of(build->run));
        put_text(&file.text, ",\n \"version\": ", str_of(HOSO_VERSION));
        put_text(&file.text, ",\n \"start\": ", str_of(build->start));
        put_text(&file.text, ",\n \"shard\": ", str_of(build->share));
        put_makers(&file, build);
        put_inputs(&file, &build->kit);
        put_findings(&file, build->workspace);
        buf_puts(&file.text, ",\n \"dossiers\": [");
        for (size_t i = 0; i < build->n; i++) {
            buf_puts(&file.text, i ? ",\n" : "\n");
            put_dossier(&file.text, build, i);
            file_go_on(&file);
        }
        buf_puts(&file.text, "]\n}\n");
        ok = file_end(&file, build->diag);
    }
    arena_fini(&arena);
    return ok;
}
