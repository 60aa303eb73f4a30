/* init.c - hoso init: makes a workspace to begin with. */
#include "command.h"

static const char usage[] = N_(
    "usage: hoso init DIR [--example NAME]\n"
    "\n"
    "Makes a workspace in DIR: a hoso.yaml whose comments say what to fill in, and nguon/ for your reports.\n"
    "  --example NAME               copies an example instead: hoso.yaml, sources and what they are\n");

static bool one_folder(struct call *call) {
    if (call->n_args == 1)
        return true;
    diag_say(&call->diag, DIAG_USAGE, "usage",
             _("name one folder for the workspace: hoso init DIR; see hoso init --help"));
    return false;
}

static void print_next(struct call *call, const char *folder, bool example) {
    if (example)
        buf_printf(&call->out, _("made %s; next: hoso -C %s build\n"), folder, folder);
    else
        buf_printf(
            &call->out,
            _("made %s/hoso.yaml and %s/nguon; next: put your reports into nguon/, fill in hoso.yaml, then hoso -C %s build\n"),
            folder, folder, folder);
}

static int run(struct call *call, int argc, char **argv) {
    const char *example = NULL;
    const struct call_option options[] = {{"example", &example, NULL}, {0}};
    bool ok = call_options(call, argc, argv, options, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_init);
    ok = ok && one_folder(call) &&
         workspace_init(call->args[0], example, call->vietnamese ? "vi" : "en", &call->diag);
    if (ok)
        print_next(call, call->args[0], example != NULL);
    return call_end(call, ok ? _("the workspace is made") : NULL, 0);
}

const struct command command_init = {"init", N_("makes a workspace to begin with"), usage, NULL, run};
