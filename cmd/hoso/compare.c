/* compare.c - hoso compare: what the workspace's figures say side by side. */
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

static int print_chosen(struct call *call, const struct narrow *narrow, const struct workspace *workspace,
                        struct buf *verdict) {
    struct comparisons all = {0};
    compare_all(&workspace->figures, &all);
    const struct comparison **list = mem_new(all.n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (wanted(narrow, &all.items[i]))
            list[n++] = &all.items[i];
    print(call, list, n);
    buf_printf(verdict, _("comparisons: %zu of %zu"), n, all.n);
    free(list);
    comparisons_fini(&all);
    return 0;
}

static int run(struct call *call, int argc, char **argv) {
    return narrow_run(call, argc, argv, &command_compare, print_chosen);
}

const struct command command_compare = {"compare", N_("prints the workspace's comparisons"), usage,
                                        narrow_usage, run};
