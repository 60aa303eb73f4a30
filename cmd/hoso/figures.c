/* figures.c - hoso figures: what the workspace's sources state. */
#include "command.h"
#include "narrow.h"
#include <stdlib.h>

static const char usage[] = N_("usage: hoso figures [OPTION...]\n"
                               "\n"
                               "Prints the figures of the workspace's sources, in their order.\n");

static void print(struct call *call, const struct figures *figures, const struct figure *const *list,
                  size_t n) {
    if (call->form == SHEET_CSV)
        figures_print_csv(&call->out, figures, list, n);
    else if (call->form == SHEET_JSON)
        figures_print_json(&call->out, figures, list, n);
    else
        figures_print_table(&call->out, figures, list, n);
}

static size_t print_chosen(struct call *call, const struct narrow *narrow, const struct figures *figures) {
    const struct figure **list = mem_new(figures->n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < figures->n; i++)
        if (narrow_figure(narrow, figures, figures->items[i]))
            list[n++] = figures->items[i];
    print(call, figures, list, n);
    free(list);
    return n;
}

static int run(struct call *call, int argc, char **argv) {
    struct narrow narrow;
    struct call_option options[4];
    struct buf verdict = BUF_EMPTY;
    narrow_options(&narrow, options);
    bool ok = call_options(call, argc, argv, options, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_figures);
    struct workspace *workspace =
        ok && call_no_args(call) && narrow_ready(&narrow, call) ? call_workspace(call) : NULL;
    if (workspace) {
        size_t n = print_chosen(call, &narrow, &workspace->figures);
        buf_printf(&verdict, _("figures: %zu of %zu, from files: %zu"), n, workspace->figures.n,
                   workspace->n_loaded);
    }
    int status = call_end(call, verdict.at, 0);
    buf_fini(&verdict);
    narrow_fini(&narrow);
    workspace_free(workspace);
    return status;
}

const struct command command_figures = {"figures", N_("prints the workspace's figures"), usage, narrow_usage,
                                        run};
