/* narrow.c - which rows are asked for. */
#include "narrow.h"
#include <string.h>

const char narrow_usage[] =
    N_("\n"
       "  --indicator PREFIX           only indicators whose id begins so, e.g. edu or edu.university\n"
       "  --place P                    only this unit, e.g. \"xã Thanh An\"\n"
       "  --period Y                   only this year, e.g. 2021\n"
       "  --format table|csv|json\n");

/* After the options: false when a value makes no sense, reported. */
static bool make_ready(struct narrow *narrow, struct call *call) {
    struct nfc nfc;
    size_t bad;
    if (narrow->place && nfc_make(&narrow->arena, str_of(narrow->place), &nfc, &bad))
        narrow->place_name = place_name(&narrow->arena, nfc.text);
    if (!narrow->period || period_parse(str_of(narrow->period), &narrow->years))
        return true;
    diag_say(&call->diag, DIAG_USAGE, "usage",
             _("--period \"%s\" is no period; write 2021, 2016/2021 or 2016/"), narrow->period);
    return false;
}

int narrow_run(struct call *call, int argc, char **argv, const struct command *command, narrow_print *print) {
    struct narrow narrow = {0};
    const struct call_option options[] = {{"indicator", &narrow.indicator, NULL},
                                          {"place", &narrow.place, NULL},
                                          {"period", &narrow.period, NULL},
                                          {0}};
    struct buf verdict = BUF_EMPTY;
    int status = 0;
    bool ok = call_options(call, argc, argv, options, false, NULL);
    if (ok && call->help)
        return command_help(call, command);
    struct workspace *workspace =
        ok && call_no_args(call) && make_ready(&narrow, call) ? call_workspace(call) : NULL;
    if (workspace)
        status = print(call, &narrow, workspace, &verdict);
    status = call_end(call, verdict.at, status);
    buf_fini(&verdict);
    arena_fini(&narrow.arena);
    workspace_free(workspace);
    return status;
}

bool narrow_indicator(const struct narrow *narrow, const struct indicator *indicator) {
    return !narrow->indicator ||
           (indicator && strncmp(indicator->id, narrow->indicator, strlen(narrow->indicator)) == 0);
}

bool narrow_place(const struct narrow *narrow, struct str place) {
    return !narrow->place || place_equal(narrow->place_name, place);
}

bool narrow_year(const struct narrow *narrow, int year) {
    const struct period *years = &narrow->years;
    return !narrow->period || (year >= years->from && (years->to == 0 || year <= years->to));
}

bool narrow_figure(const struct narrow *narrow, const struct figures *figures, const struct figure *figure) {
    return narrow_indicator(narrow, figure->indicator) && narrow_place(narrow, figure->about->place) &&
           narrow_year(narrow, figure_year(figures, figure));
}
