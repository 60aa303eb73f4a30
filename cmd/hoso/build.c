/* build.c - hoso build: makes every stale dossier of the workspace. */
#include "command.h"
#include <errno.h>
#include <stdlib.h>

static const char usage[] = N_(
    "usage: hoso build [OPTION...]\n"
    "\n"
    "Makes every dossier of the workspace that is not what making it again would give.\n"
    "\n"
    "  --jobs N                     worker processes (default: as many as the machine has cores)\n"
    "  --force                      makes the others too\n"
    "  --only GLOB                  only dossiers whose output fits, e.g. \"ra/xa/*\"\n"
    "  --date YYYY-MM-DD            the dossiers' date (default: SOURCE_DATE_EPOCH, then date: in hoso.yaml)\n"
    "  --trace DIR                  makes all, and writes each one's tree and display list as text below DIR\n"
    "  --format table|csv|json      form of the list of dossiers\n");

static const struct sheet_column columns[] = {
    {"state", N_("state"), false}, {"output", N_("output"), false}, {"pages", N_("pages"), true},
    {"bytes", N_("bytes"), true},  {"reason", N_("reason"), false}, {"sha256", NULL, false},
    {"place", NULL, false},        {"template", NULL, false},
};

/* What is told of each dossier: a line at once for people, a row of the sheet for programs. */
struct told {
    struct call *call;
    struct sheet sheet;
};

static const char *state_word(enum dossier_state state) {
    switch (state) {
    case DOSSIER_BUILT: return _("built");
    case DOSSIER_FRESH: return _("fresh");
    case DOSSIER_FAILED: return _("failed");
    default: return _("skipped");
    }
}

static void tell_line(struct call *call, const struct workspace_dossier *dossier,
                      const struct dossier_result *result) {
    buf_printf(&call->out, "%s\t%s", state_word(result->state), dossier->output);
    if (result->sha256[0])
        buf_printf(&call->out, _("\t%u pages, %llu KB"), result->pages,
                   (unsigned long long)(result->bytes + 999) / 1000);
    buf_char(&call->out, '\n');
    call_flush(call);
}

static void tell_row(struct sheet *sheet, const struct workspace_dossier *dossier,
                     const struct dossier_result *result) {
    sheet_text(sheet, str_of(dossier_state_name(result->state)));
    sheet_text(sheet, str_of(dossier->output));
    sheet_int(sheet, result->pages);
    sheet_int(sheet, (int64_t)result->bytes);
    sheet_text(sheet, str_of(result->reason));
    sheet_text(sheet, str_of(result->sha256));
    sheet_text(sheet, dossier->place);
    sheet_text(sheet, str_of(dossier->template));
}

static void tell(void *aux, const struct workspace_dossier *dossier, const struct dossier_result *result) {
    struct told *told = aux;
    if (told->call->form != SHEET_TABLE)
        tell_row(&told->sheet, dossier, result);
    else if (!told->call->quiet)
        tell_line(told->call, dossier, result);
}

static bool read_jobs(struct call *call, const char *text, unsigned *jobs) {
    char *end;
    if (!text)
        return true;
    errno = 0;
    unsigned long n = strtoul(text, &end, 10);
    if (errno == 0 && end != text && *end == '\0' && text[0] != '-' && n >= 1 && n <= 256) {
        *jobs = (unsigned)n;
        return true;
    }
    diag_say(&call->diag, DIAG_USAGE, "usage", _("--jobs \"%s\" is no number of processes; write 1 to 256"),
             text);
    return false;
}

/* The day of --date, else that of SOURCE_DATE_EPOCH (reproducible-builds.org); else it stays unknown. */
static bool read_date(struct call *call, const char *text, struct date *date) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (text || !epoch || !*epoch)
        return call_date(call, "date", text, date);
    errno = 0;
    long long seconds = strtoll(epoch, &end, 10);
    if (errno == 0 && *end == '\0' && seconds >= 0) {
        *date = date_from_epoch(seconds);
        return true;
    }
    diag_say(&call->diag, DIAG_USAGE, "usage",
             _("SOURCE_DATE_EPOCH \"%s\" is no count of seconds; correct or unset it"), epoch);
    return false;
}

static void count_findings(const struct findings *findings, size_t count[FINDING_ERROR + 1]) {
    for (size_t i = 0; i < findings->n; i++)
        count[findings->items[i].level]++;
}

static int build(struct call *call, struct workspace *workspace, struct build_options *options) {
    struct told told = {.call = call};
    struct build_result result;
    struct buf verdict = BUF_EMPTY;
    size_t count[FINDING_ERROR + 1] = {0};
    options->report = tell;
    options->aux = &told;
    if (call->form != SHEET_TABLE)
        sheet_start(&told.sheet, call->form, columns, sizeof columns / sizeof *columns, &call->out);
    bool ok = batch_build(workspace, options, &result, &call->diag);
    if (call->form != SHEET_TABLE)
        sheet_end(&told.sheet);
    count_findings(&workspace->findings, count);
    buf_printf(&verdict, _("dossiers: %zu built, %zu fresh, %zu failed"), result.built, result.fresh,
               result.failed + result.skipped);
    buf_printf(&verdict, _("; findings: %zu warnings, %zu errors"), count[FINDING_WARNING],
               count[FINDING_ERROR]);
    int status = call_end(call, verdict.at, !ok || count[FINDING_ERROR] > 0);
    buf_fini(&verdict);
    return status;
}

static int run(struct call *call, int argc, char **argv) {
    const char *jobs = NULL, *only = NULL, *date = NULL, *trace = NULL;
    struct build_options options = {0};
    const struct call_option own[] = {{"jobs", &jobs, NULL},           {"only", &only, NULL},
                                      {"date", &date, NULL},           {"trace", &trace, NULL},
                                      {"force", NULL, &options.force}, {0}};
    bool ok = call_options(call, argc, argv, own, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_build);
    ok = ok && call_no_args(call) && read_jobs(call, jobs, &options.jobs) &&
         read_date(call, date, &options.date);
    options.only = only;
    options.trace = trace;
    struct workspace *workspace = ok ? call_workspace(call) : NULL;
    int status = workspace ? build(call, workspace, &options) : call_end(call, NULL, 0);
    workspace_free(workspace);
    return status;
}

const struct command command_build = {"build", N_("makes every stale dossier of the workspace"), usage, NULL,
                                      run};
