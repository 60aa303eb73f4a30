/* figures.c - hoso figures: what the workspace's sources state. */
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

static int print_chosen(struct call *call, const struct narrow *narrow, const struct workspace *workspace,
                        struct buf *verdict) {
    const struct figures *figures = &workspace->figures;
    const struct figure **list = mem_new(figures->n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < figures->n; i++)
        if (narrow_figure(narrow, figures, figures->items[i]))
            list[n++] = figures->items[i];
    print(call, figures, list, n);
    buf_printf(verdict, _("figures: %zu of %zu, from files: %zu"), n, figures->n, workspace->n_loaded);
    free(list);
    return 0;
}

static int run(struct call *call, int argc, char **argv) {
    return narrow_run(call, argc, argv, &command_figures, print_chosen);
}

const struct command command_figures = {"figures", N_("prints the workspace's figures"), usage, narrow_usage,
                                        run};
