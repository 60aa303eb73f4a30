/* check.c - hoso check: what the audit of the workspace's figures found. */
#include "command.h"
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

/* Counts by level. People are shown what needs them: a province's hundreds of passes would hide it. */
static void print_chosen(struct call *call, const struct narrow *narrow, const struct workspace *workspace,
                         size_t count[FINDING_ERROR + 1]) {
    const struct findings *all = &workspace->findings;
    const struct finding **list = mem_new(all->n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (!wanted(narrow, &all->items[i]))
            continue;
        count[all->items[i].level]++;
        if (call->form != SHEET_TABLE || all->items[i].level != FINDING_PASS)
            list[n++] = &all->items[i];
    }
    print(call, &workspace->figures, list, n);
    free(list);
}

static int run(struct call *call, int argc, char **argv) {
    struct narrow narrow;
    struct call_option options[4];
    struct buf verdict = BUF_EMPTY;
    size_t count[FINDING_ERROR + 1] = {0};
    narrow_options(&narrow, options);
    bool ok = call_options(call, argc, argv, options, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_check);
    struct workspace *workspace =
        ok && call_no_args(call) && narrow_ready(&narrow, call) ? call_workspace(call) : NULL;
    if (workspace) {
        print_chosen(call, &narrow, workspace, count);
        buf_puts(&verdict, _("findings: "));
        call_count_findings(&verdict, count, FINDING_PASS);
    }
    int status = call_end(call, verdict.at, count[FINDING_ERROR] > 0);
    buf_fini(&verdict);
    narrow_fini(&narrow);
    workspace_free(workspace);
    return status;
}

const struct command command_check = {"check", N_("prints what the checks of the workspace's figures found"),
                                      usage, narrow_usage, run};
