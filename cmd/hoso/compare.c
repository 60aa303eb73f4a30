/* compare.c - hoso compare: what the workspace's figures say side by side. */
#include "command.h"
#include "narrow.h"
#include <stdlib.h>

static const char usage[] =
    N_("usage: hoso compare [OPTION...]\n"
       "\n"
       "Prints the comparisons of the workspace's figures: each indicator of each unit between years.\n");

static bool wanted(const struct narrow *narrow, const struct comparison *comparison) {
    return narrow_indicator(narrow, comparison->a.indicator) && narrow_place(narrow, comparison->a.place) &&
           (narrow_year(narrow, comparison->a.year) || narrow_year(narrow, comparison->b.year));
}

static void print(struct call *call, const struct comparison *const *list, size_t n) {
    if (call->form == SHEET_CSV)
        comparisons_print_csv(&call->out, list, n, call->vietnamese);
    else if (call->form == SHEET_JSON)
        comparisons_print_json(&call->out, list, n, call->vietnamese);
    else
        comparisons_print_table(&call->out, list, n, call->vietnamese);
}

static size_t print_chosen(struct call *call, const struct narrow *narrow, const struct comparisons *all) {
    const struct comparison **list = mem_new(all->n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (wanted(narrow, &all->items[i]))
            list[n++] = &all->items[i];
    print(call, list, n);
    free(list);
    return n;
}

static int run(struct call *call, int argc, char **argv) {
    struct narrow narrow;
    struct call_option options[4];
    struct buf verdict = BUF_EMPTY;
    struct comparisons all = {0};
    narrow_options(&narrow, options);
    bool ok = call_options(call, argc, argv, options, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_compare);
    struct workspace *workspace =
        ok && call_no_args(call) && narrow_ready(&narrow, call) ? call_workspace(call) : NULL;
    if (workspace) {
        compare_all(&workspace->figures, &all);
        size_t n = print_chosen(call, &narrow, &all);
        buf_printf(&verdict, _("comparisons: %zu of %zu"), n, all.n);
    }
    int status = call_end(call, verdict.at, 0);
    buf_fini(&verdict);
    comparisons_fini(&all);
    narrow_fini(&narrow);
    workspace_free(workspace);
    return status;
}

const struct command command_compare = {"compare", N_("prints the workspace's comparisons"), usage,
                                        narrow_usage, run};
