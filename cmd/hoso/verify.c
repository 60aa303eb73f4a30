/* verify.c - hoso verify: dossiers against the evidence attached to them. */
#include "command.h"
#include <signal.h>
#include <sys/resource.h>

static const char usage[] = N_(
    "usage: hoso verify [OPTION...] FILE.pdf...\n"
    "\n"
    "Makes each dossier again from the evidence attached to it (evidence: true in hoso.yaml), with nothing but the file,\n"
    "and holds every number on its pages against what the evidence gives.\n"
    "\n"
    "  --format table|csv|json      form of the list of files\n");

static const struct sheet_column columns[] = {
    {"state", N_("state"), false},    {"file", N_("file"), false},          {"pages", N_("pages"), true},
    {"numbers", N_("numbers"), true}, {"different", N_("different"), true},
};

/* What a damaged or hostile file may make libraries ask for; far above what a dossier takes. */
#define MEMORY_MOST ((rlim_t)2 << 30) /* [bytes] */

static void limit_memory(void) {
#ifndef __SANITIZE_ADDRESS__
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur > MEMORY_MOST) {
        limit.rlim_cur = MEMORY_MOST;
        setrlimit(RLIMIT_DATA, &limit);
    }
#endif
}

static volatile sig_atomic_t stopped_by;

static void on_signal(int number) {
    stopped_by = number;
    verify_stop();
}

/* So that the unpacked evidence is cleared up. */
static void catch_signals(void) {
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

static const char *state_name(const struct verified *result) {
    if (result->agrees)
        return N_("agrees");
    if (result->pages == 0)
        return N_("unreadable");
    return result->evidence ? N_("differs") : N_("no evidence");
}

static void tell(struct sheet *sheet, const char *path, const struct verified *result) {
    const char *state = state_name(result);
    sheet_text(sheet, str_of(sheet->form == SHEET_TABLE ? _(state) : state));
    sheet_text(sheet, str_of(path));
    sheet_int(sheet, result->pages);
    sheet_int(sheet, (int64_t)result->numbers);
    sheet_int(sheet, (int64_t)result->different);
}

static int verify(struct call *call) {
    struct sheet sheet;
    struct buf verdict = BUF_EMPTY;
    size_t agree = 0, differ = 0;
    limit_memory();
    catch_signals();
    sheet_start(&sheet, call->form, columns, sizeof columns / sizeof *columns, &call->out);
    for (int i = 0; i < call->n_args && !stopped_by; i++) {
        struct verified result;
        bool agrees = verify_file(call->args[i], &result, &call->diag);
        if (stopped_by)
            break;
        agree += agrees;
        differ += !agrees;
        tell(&sheet, call->args[i], &result);
    }
    sheet_end(&sheet);
    buf_printf(&verdict, _("files: %zu agree with their evidence, %zu do not"), agree, differ);
    int status = call_end(call, verdict.at, differ > 0);
    buf_fini(&verdict);
    return stopped_by ? 128 + stopped_by : status;
}

static int run(struct call *call, int argc, char **argv) {
    bool ok = call_options(call, argc, argv, NULL, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_verify);
    if (ok && call->n_args == 0) {
        diag_say(&call->diag, DIAG_USAGE, "usage", _("no file was given; see --help"));
        ok = false;
    }
    return ok ? verify(call) : call_end(call, NULL, 0);
}

const struct command command_verify = {"verify", N_("holds dossiers against the evidence attached to them"),
                                       usage, NULL, run};
