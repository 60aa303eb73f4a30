/* diff.c - hoso diff: what is otherwise in one run than in another; hoso merge: shares of a run as one. */
#include "command.h"

static const char usage[] = N_(
    "usage: hoso diff [OPTION...] [RUN RUN]\n"
    "\n"
    "Says which figures are others in the second run than in the first, by which lines of the sources, and on which\n"
    "pages of which dossiers. Runs are named by their id, or its beginning, as in .hoso/runs; without names the last\n"
    "two are compared.\n"
    "\n"
    "  --findings                   lists the findings that are new, gone or acknowledged instead\n"
    "  --format table|csv|json      form of the list\n");

static const char usage_merge[] = N_(
    "usage: hoso merge RUN RUN...\n"
    "\n"
    "Puts the records of the shares of one run (hoso build --shard) together, and prints the id of the whole.\n");

static const struct sheet_column columns[] = {
    {"change", N_("change"), false},
    {"indicator", N_("indicator"), false},
    {"place", N_("place"), false},
    {"group", NULL, false},
    {"period", N_("period"), false},
    {"kind", NULL, false},
    {"value_a", N_("before"), true},
    {"source_a", NULL, false},
    {"line_a", NULL, true},
    {"value_b", N_("now"), true},
    {"source_b", N_("source"), false},
    {"line_b", N_("line"), true},
    {"output", N_("dossier"), false},
    {"pages", N_("pages"), false},
    {"part_of_sum", NULL, false},
};

static const char *change_word(enum diff_change change, bool people) {
    switch (change) {
    case DIFF_ADDED: return people ? _("added") : "added";
    case DIFF_REMOVED: return people ? _("removed") : "removed";
    default: return people ? _("changed") : "changed";
    }
}

/* Values are plain decimals in the records; programs get them so, people as they stand in the sources. */
static void put_value(struct sheet *sheet, bool people, struct str value, struct str quote) {
    struct decimal number = DECIMAL_MISSING;
    if (people)
        sheet_text(sheet, quote.len ? quote : value);
    else
        sheet_decimal(sheet, value.len && decimal_parse(value, &number) ? number : DECIMAL_MISSING);
}

static void put_line(struct sheet *sheet, struct str line) {
    struct decimal number = DECIMAL_MISSING;
    sheet_decimal(sheet, line.len && decimal_parse(line, &number) ? number : DECIMAL_MISSING);
}

static void put_row(struct sheet *sheet, const struct diff_row *row, bool people) {
    bool gone = row->change == DIFF_REMOVED;
    sheet_text(sheet, str_of(change_word(row->change, people)));
    sheet_text(sheet, row->indicator);
    sheet_text(sheet, row->place);
    sheet_text(sheet, row->group);
    sheet_text(sheet, row->period);
    sheet_text(sheet, row->kind);
    put_value(sheet, people, row->value_a, row->quote_a);
    sheet_text(sheet, row->file_a);
    put_line(sheet, row->line_a);
    put_value(sheet, people, row->value_b, row->quote_b);
    sheet_text(sheet, people && gone ? row->file_a : row->file_b);
    put_line(sheet, people && gone ? row->line_a : row->line_b);
    sheet_text(sheet, row->output);
    sheet_text(sheet, row->pages);
    sheet_text(sheet, row->sum ? STR("yes") : STR("no"));
}

static void put_figures(struct call *call, const struct diff *diff) {
    struct sheet sheet;
    sheet_start(&sheet, call->form, columns, sizeof columns / sizeof *columns, &call->out);
    for (size_t i = 0; i < diff->n; i++)
        put_row(&sheet, &diff->rows[i], call->form == SHEET_TABLE);
    sheet_end(&sheet);
}

/* ---- findings ------------------------------------------------------------------------------------------------------ */

static const struct sheet_column finding_columns[] = {
    {"change", N_("change"), false},  {"severity", N_("severity"), false},
    {"check", N_("check"), false},    {"place", N_("place"), false},
    {"period", N_("period"), false},  {"message", N_("message"), false},
    {"indicator", NULL, false},       {"figures", NULL, false},
    {"severity_before", NULL, false},
};

static const char *standing_word(enum diff_standing standing, bool people) {
    static const char *const words[DIFF_STANDINGS] = {
        [DIFF_NEW] = N_("new"),
        [DIFF_GONE] = N_("gone"),
        [DIFF_ACKNOWLEDGED] = N_("acknowledged"),
        [DIFF_REOPENED] = N_("reopened"),
        [DIFF_LEVEL] = N_("other level"),
    };
    static const char *const ids[DIFF_STANDINGS] = {
        [DIFF_NEW] = "new",           [DIFF_GONE] = "gone",   [DIFF_ACKNOWLEDGED] = "acknowledged",
        [DIFF_REOPENED] = "reopened", [DIFF_LEVEL] = "level",
    };
    return people ? _(words[standing]) : ids[standing];
}

static void put_finding(struct call *call, struct sheet *sheet, const struct diff_finding *finding) {
    bool people = call->form == SHEET_TABLE;
    struct str level = finding->level_b.len ? finding->level_b : finding->level_a;
    sheet_text(sheet, str_of(standing_word(finding->standing, people)));
    sheet_text(sheet, people ? str_of(_(level.at)) : level);
    sheet_text(sheet, finding->check);
    sheet_text(sheet, finding->place);
    sheet_text(sheet, finding->period);
    sheet_text(sheet, call->vietnamese ? finding->vi : finding->en);
    sheet_text(sheet, finding->indicator);
    sheet_text(sheet, finding->figures);
    sheet_text(sheet, finding->level_a);
}

static void put_findings(struct call *call, const struct diff *diff) {
    struct sheet sheet;
    sheet_start(&sheet, call->form, finding_columns, sizeof finding_columns / sizeof *finding_columns,
                &call->out);
    for (size_t i = 0; i < diff->n_findings; i++)
        put_finding(call, &sheet, &diff->findings[i]);
    sheet_end(&sheet);
}

/* ---- */

static int say(struct call *call, const struct diff *diff, bool findings) {
    struct buf verdict = BUF_EMPTY;
    if (findings)
        put_findings(call, diff);
    else
        put_figures(call, diff);
    buf_printf(&verdict, _("figures on pages that changed: %zu; only moved in their files: %zu"), diff->n,
               diff->moved);
    buf_printf(&verdict,
               _("; dossiers added: %zu, removed: %zu, made again without a figure that changed: %zu"),
               diff->added, diff->removed, diff->remade);
    buf_printf(&verdict, _("; findings new: %zu, gone: %zu, acknowledged: %zu, otherwise changed: %zu"),
               diff->standings[DIFF_NEW], diff->standings[DIFF_GONE], diff->standings[DIFF_ACKNOWLEDGED],
               diff->standings[DIFF_REOPENED] + diff->standings[DIFF_LEVEL]);
    int status = call_end(call, verdict.at, 0);
    buf_fini(&verdict);
    return status;
}

static int run(struct call *call, int argc, char **argv) {
    struct diff diff = {0};
    bool findings = false;
    const struct call_option own[] = {{"findings", NULL, &findings}, {0}};
    bool ok = call_options(call, argc, argv, own, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_diff);
    if (ok && call->n_args != 0 && call->n_args != 2) {
        diag_say(&call->diag, DIAG_USAGE, "usage", _("name two runs, or none for the last two; see --help"));
        ok = false;
    }
    struct workspace *workspace = ok ? call_open(call) : NULL;
    ok = workspace && batch_diff(&diff, ".", call->n_args ? call->args[0] : NULL,
                                 call->n_args ? call->args[1] : NULL, &call->diag);
    int status = ok ? say(call, &diff, findings) : call_end(call, NULL, 0);
    diff_fini(&diff);
    workspace_free(workspace);
    return status;
}

const struct command command_diff = {
    "diff", N_("says which figures changed between two runs, and on which pages"), usage, NULL, run};

static int run_merge(struct call *call, int argc, char **argv) {
    struct buf id = BUF_EMPTY;
    bool ok = call_options(call, argc, argv, NULL, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_merge);
    if (ok && call->n_args < 2) {
        diag_say(&call->diag, DIAG_USAGE, "usage", _("name the runs of all shares; see --help"));
        ok = false;
    }
    struct workspace *workspace = ok ? call_open(call) : NULL;
    ok = workspace && batch_merge(".", call->args, (size_t)call->n_args, &id, &call->diag);
    if (ok)
        buf_printf(&call->out, "%s\n", id.at);
    int status = call_end(call, ok ? _("merged") : NULL, 0);
    workspace_free(workspace);
    buf_fini(&id);
    return status;
}

const struct command command_merge = {"merge", N_("puts the records of the shares of a run together"),
                                      usage_merge, NULL, run_merge};
