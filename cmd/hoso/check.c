/* check.c - hoso check: what the audit of the workspace's figures found. */
#include "narrow.h"
#include <stdlib.h>

static const char usage[] = N_(
    "usage: hoso check [OPTION...]\n"
    "\n"
    "Prints the findings of all checks on the workspace's figures. An error among them is exit status 1.\n"
    "The table leaves out what passed and counts it in the last line; --format csv and json have everything.\n");

/* A finding is about an indicator when one of its figures is. */
static bool about(const struct narrow *narrow, const struct finding *finding) {
    for (uint32_t i = 0; i < finding->n_figures; i++)
        if (narrow_indicator(narrow, finding->figures[i]->indicator))
            return true;
    return !narrow->indicator;
}

static bool wanted(const struct narrow *narrow, const struct finding *finding) {
    return about(narrow, finding) && narrow_place(narrow, finding->place) &&
           (finding->year == 0 || narrow_year(narrow, finding->year));
}

static void print(struct call *call, const struct figures *figures, const struct finding *const *list,
                  size_t n) {
    if (call->form == SHEET_CSV)
        findings_print_csv(&call->out, figures, list, n, call->vietnamese);
    else if (call->form == SHEET_JSON)
        findings_print_json(&call->out, figures, list, n, call->vietnamese);
    else
        findings_print_table(&call->out, figures, list, n, call->vietnamese);
}

/* People are shown what needs them: a province's hundreds of passes would hide it. */
static int print_chosen(struct call *call, const struct narrow *narrow, const struct workspace *workspace,
                        struct buf *verdict) {
    const struct findings *all = &workspace->findings;
    const struct finding **list = mem_new(all->n + 1, sizeof *list);
    size_t n = 0, count[FINDING_ERROR + 1] = {0};
    for (size_t i = 0; i < all->n; i++) {
        if (!wanted(narrow, &all->items[i]))
            continue;
        count[all->items[i].level]++;
        if (call->form != SHEET_TABLE || all->items[i].level != FINDING_PASS)
            list[n++] = &all->items[i];
    }
    print(call, &workspace->figures, list, n);
    buf_puts(verdict, _("findings: "));
    call_count_findings(verdict, count, FINDING_PASS);
    free(list);
    return count[FINDING_ERROR] > 0;
}

static int run(struct call *call, int argc, char **argv) {
    return narrow_run(call, argc, argv, &command_check, print_chosen);
}

const struct command command_check = {"check", N_("prints what the checks of the workspace's figures found"),
                                      usage, narrow_usage, run};
