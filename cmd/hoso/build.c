/* build.c - hoso build: makes every stale dossier of the workspace. */
#include "command.h"
#include "progress.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = N_(
    "usage: hoso build [OPTION...]\n"
    "\n"
    "Makes every dossier of the workspace that is not what making it again would give.\n"
    "\n"
    "  --jobs N                     worker processes (default: as many as the machine has cores)\n"
    "  --dry-run                    says what would be made and why, and writes nothing\n"
    "  --force                      makes the others too\n"
    "  --draft                      marks every page DỰ THẢO, as draft: true in hoso.yaml does\n"
    "  --only GLOB                  only dossiers whose output fits, e.g. \"ra/xa/*\"\n"
    "  --shard I/N                  only the I-th of N shares, which other processes or machines make the rest of\n"
    "  --prune                      removes files that hoso made and that no plan makes any more\n"
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
    struct progress progress;
};

static const char *state_word(enum dossier_state state) {
    switch (state) {
    case DOSSIER_BUILT: return _("built");
    case DOSSIER_FRESH: return _("fresh");
    case DOSSIER_FAILED: return _("failed");
    case DOSSIER_PLANNED: return _("planned");
    default: return _("skipped");
    }
}

static const char *reason_word(const char *reason) {
    static const struct {
        const char *id, *word;
    } words[] = {
        {"new", N_("new")},
        {"program", N_("another program")},
        {"fonts", N_("other fonts")},
        {"plan", N_("hoso.yaml changed")},
        {"template", N_("the template changed")},
        {"figures", N_("what it states changed")},
        {"missing", N_("the file is missing")},
        {"damaged", N_("the file was changed")},
        {"forced", N_("asked for")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(reason, words[i].id) == 0)
            return _(words[i].word);
    return reason;
}

static void tell_line(struct call *call, const struct workspace_dossier *dossier,
                      const struct dossier_result *result) {
    buf_printf(&call->out, "%s\t%s", state_word(result->state), dossier->output);
    if (result->sha256[0])
        buf_printf(&call->out, ngettext("\t%u page, %llu KB", "\t%u pages, %llu KB", result->pages),
                   result->pages, (unsigned long long)(result->bytes + 999) / 1000);
    if (result->reason && result->reason[0])
        buf_printf(&call->out, "\t%s", reason_word(result->reason));
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
    progress_clear(&told->progress);
    progress_told(&told->progress);
    if (result->state == DOSSIER_FAILED)
        progress_failed(&told->progress, dossier, result);
    if (told->call->form != SHEET_TABLE)
        tell_row(&told->sheet, dossier, result);
    else if (!told->call->quiet)
        tell_line(told->call, dossier, result);
}

static void tell_progress(void *aux, const struct build_progress *progress) {
    struct told *told = aux;
    if (!told->call->quiet)
        progress_tell(&told->progress, progress);
}

/* Messages do not write over the line of progress. */
static void print_message(void *aux, const struct diag_message *message) {
    struct told *told = aux;
    progress_clear(&told->progress);
    if (!told->call->quiet || message->level > DIAG_NOTE)
        diag_print_stderr(NULL, message);
}

/* "2/8": the second of eight. */
static bool read_share(struct call *call, const char *text, struct build_options *options) {
    unsigned share, n;
    int end = 0;
    if (!text)
        return true;
    bool plain =
        text[strspn(text, "0123456789/")] == '\0'; /* sscanf takes blanks and signs too: -1 is many */
    if (plain && sscanf(text, "%5u/%5u%n", &share, &n, &end) == 2 && text[end] == '\0' && share >= 1 &&
        share <= n) {
        options->share = share;
        options->n_shares = n;
        return true;
    }
    diag_say(&call->diag, DIAG_USAGE, "usage",
             _("--shard \"%s\" is no share; write the second of eight as 2/8"), text);
    return false;
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

static void put_verdict(struct buf *verdict, const struct build_options *options,
                        const struct build_result *result) {
    if (options->dry_run)
        buf_printf(verdict, _("dossiers: %zu to be made, %zu fresh"), result->planned, result->fresh);
    else
        buf_printf(verdict, _("dossiers: %zu built, %zu fresh, %zu failed"), result->built, result->fresh,
                   result->failed);
    if (result->skipped)
        buf_printf(verdict, _(", %zu not begun"), result->skipped);
    if (result->orphans + result->pruned)
        buf_printf(verdict, _("; of no plan: %zu left, %zu removed"), result->orphans, result->pruned);
}

static int build(struct call *call, struct workspace *workspace, struct build_options *options) {
    struct told told = {.call = call};
    struct build_result result;
    struct buf verdict = BUF_EMPTY;
    size_t count[FINDING_ERROR + 1] = {0};
    const struct diag was = call->diag;
    options->report = tell;
    options->progress = tell_progress;
    options->aux = &told;
    progress_start(&told.progress);
    call->diag.print = print_message;
    call->diag.aux = &told;
    if (call->form != SHEET_TABLE)
        sheet_start(&told.sheet, call->form, columns, sizeof columns / sizeof *columns, &call->out);
    bool ok = batch_build(workspace, options, &result, &call->diag);
    if (call->form != SHEET_TABLE)
        sheet_end(&told.sheet);
    call_flush(call);
    progress_end(&told.progress);
    count_findings(&workspace->findings, count);
    put_verdict(&verdict, options, &result);
    buf_puts(&verdict, _("; findings: "));
    call_count_findings(&verdict, count, FINDING_WARNING);
    call->diag.print = was.print;
    call->diag.aux = was.aux;
    int status = call_end(call, result.begun ? verdict.at : NULL, !ok || count[FINDING_ERROR] > 0);
    buf_fini(&verdict);
    return status;
}

/* The day counts before the sources are read: what has an end, as an acknowledgement has, holds until then. */
static struct workspace *open_for(struct call *call, const struct build_options *options) {
    struct workspace *workspace = call_open(call);
    if (!workspace)
        return NULL;
    if (date_known(options->date))
        workspace->date = options->date;
    if (batch_prepare(workspace, options, &call->diag) && workspace_read(workspace, &call->diag))
        return workspace;
    workspace_free(workspace);
    return NULL;
}

static int run(struct call *call, int argc, char **argv) {
    const char *jobs = NULL, *only = NULL, *date = NULL, *trace = NULL, *share = NULL;
    struct build_options options = {0};
    const struct call_option own[] = {{"jobs", &jobs, NULL},
                                      {"only", &only, NULL},
                                      {"date", &date, NULL},
                                      {"trace", &trace, NULL},
                                      {"shard", &share, NULL},
                                      {"force", NULL, &options.force},
                                      {"dry-run", NULL, &options.dry_run},
                                      {"draft", NULL, &options.draft},
                                      {"prune", NULL, &options.prune},
                                      {0}};
    bool ok = call_options(call, argc, argv, own, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_build);
    ok = ok && call_no_args(call) && read_jobs(call, jobs, &options.jobs) &&
         read_share(call, share, &options) && read_date(call, date, &options.date);
    options.only = only;
    options.trace = trace;
    struct workspace *workspace = ok ? open_for(call, &options) : NULL;
    int status = workspace ? build(call, workspace, &options) : call_end(call, NULL, 0);
    workspace_free(workspace);
    return status;
}

const struct command command_build = {"build", N_("makes every stale dossier of the workspace"), usage, NULL,
                                      run};
