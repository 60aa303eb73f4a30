/* call.c - options, language, results and the verdict, the same for every subcommand. */
#include "call.h"
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- language --------------------------------------------------------------------------------------------------- */

/* The first of the variables that say something, in gettext's order. */
static const char *environment_language(void) {
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "vi", 2) == 0 ? "vi" : "en";
    }
    return "en";
}

static void settle_language(struct call *call, const char *language) {
    call->vietnamese = strcmp(language, "vi") == 0;
    diag_language(language, batch_locale_folder());
}

/* --lang is looked for before all else, so that a mistake in another option is told in the right language. */
void call_language(struct call *call, int argc, char **argv) {
    const char *wanted = NULL;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0)
            wanted = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            wanted = argv[i + 1];
    }
    bool known = wanted && (strcmp(wanted, "vi") == 0 || strcmp(wanted, "en") == 0);
    settle_language(call, known ? wanted : environment_language());
}

/* ---- options ------------------------------------------------------------------------------------------------------ */

enum { OPTION_FORMAT = 256, OPTION_LANG, OPTION_QUIET, OPTION_HELP, OPTION_VERSION, OPTION_OWN };

#define OWN_MAX 12 /* the most options that a subcommand has */

static const struct option common[] = {
    {"format", required_argument, NULL, OPTION_FORMAT}, {"lang", required_argument, NULL, OPTION_LANG},
    {"quiet", no_argument, NULL, OPTION_QUIET},         {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
};
#define COMMON (sizeof common / sizeof *common)

static bool usage(struct call *call, const char *text, const char *what) {
    diag_say(&call->diag, DIAG_USAGE, "usage", text, what);
    return false;
}

static bool take_format(struct call *call, const char *value) {
    static const char *const names[] = {[SHEET_CSV] = "csv", [SHEET_JSON] = "json", [SHEET_TABLE] = "table"};
    for (int form = 0; form < 3; form++)
        if (strcmp(value, names[form]) == 0) {
            call->form = (enum sheet_form)form;
            return true;
        }
    return usage(call, _("\"%s\" is no format; write table, csv or json"), value);
}

static bool take_language(struct call *call, const char *value) {
    if (strcmp(value, "vi") != 0 && strcmp(value, "en") != 0)
        return usage(call, _("the language \"%s\" is not known; write vi or en"), value);
    call->language = value;
    return true;
}

static bool take_common(struct call *call, int option, const char *value) {
    switch (option) {
    case OPTION_FORMAT: return take_format(call, value);
    case OPTION_LANG: return take_language(call, value);
    case OPTION_QUIET: call->quiet = true; return true;
    case OPTION_HELP:
    case 'h': call->help = true; return true;
    default: call->version = true; return true;
    }
}

static void take_own(const struct call_option *own, char *value) {
    if (own->value)
        *own->value = value;
    else
        *own->flag = true;
}

/* getopt says only that it does not like an argument; this says why. */
static bool refused(struct call *call, int option, const char *argument) {
    if (option == ':')
        return usage(call, _("the option %s wants a value; see --help"), argument);
    return usage(call, _("the option %s is not known or not used so; see --help"), argument);
}

bool call_options(struct call *call, int argc, char **argv, const struct call_option *own, bool first,
                  const char **folder) {
    struct option options[COMMON + OWN_MAX + 1] = {{0}};
    memcpy(options, common, sizeof common);
    for (int i = 0; own && own[i].name; i++)
        options[COMMON + (size_t)i] = (struct option){
            own[i].name, own[i].value ? required_argument : no_argument, NULL, OPTION_OWN + i};
    opterr = 0;
    optind = 0; /* glibc: start over, reading the short options' first letter anew */
    for (;;) {
        int option = getopt_long(argc, argv, first ? "+:hC:" : ":h", options, NULL);
        if (option == -1)
            break;
        if (option == '?' || option == ':')
            return refused(call, option, argv[optind - 1]);
        if (option == 'C')
            *folder = optarg;
        else if (option >= OPTION_OWN)
            take_own(&own[option - OPTION_OWN], optarg);
        else if (!take_common(call, option, optarg))
            return false;
    }
    call->args = argv + optind;
    call->n_args = argc - optind;
    return true;
}

bool call_date(struct call *call, const char *name, const char *text, struct date *date) {
    if (!text || date_parse(str_of(text), date))
        return true;
    diag_say(&call->diag, DIAG_USAGE, "usage", _("--%s \"%s\" is no date; write it as 2021-12-31"), name,
             text);
    return false;
}

bool call_no_args(struct call *call) {
    return call->n_args == 0 || usage(call, _("\"%s\" is one argument too many; see --help"), call->args[0]);
}

/* ---- results ------------------------------------------------------------------------------------------------------ */

bool call_flush(struct call *call) {
    if (call->form == SHEET_TABLE)
        buf_tame(&call->out, 0);
    if (!call->out_failed && !file_write(STDOUT_FILENO, call->out.at, call->out.len)) {
        diag_errno(&call->diag, "-", _("writing the results to standard output"), errno);
        call->out_failed = true;
    }
    buf_clear(&call->out);
    return !call->out_failed;
}

struct workspace *call_open(struct call *call) {
    struct workspace *workspace = workspace_open(".", &call->diag);
    if (workspace && !call->language && workspace->language.len)
        settle_language(call, workspace->language.at[0] == 'v' ? "vi" : "en");
    return workspace;
}

struct workspace *call_workspace(struct call *call) {
    struct workspace *workspace = call_open(call);
    if (!workspace || workspace_read(workspace, &call->diag))
        return workspace;
    workspace_free(workspace);
    return NULL;
}

void call_count_findings(struct buf *out, const size_t count[FINDING_ERROR + 1], enum finding_level from) {
    if (from <= FINDING_PASS)
        buf_printf(out, ngettext("%zu passed, ", "%zu passed, ", count[FINDING_PASS]), count[FINDING_PASS]);
    if (from <= FINDING_NOTE)
        buf_printf(out, ngettext("%zu note, ", "%zu notes, ", count[FINDING_NOTE]), count[FINDING_NOTE]);
    buf_printf(out, ngettext("%zu warning, ", "%zu warnings, ", count[FINDING_WARNING]),
               count[FINDING_WARNING]);
    buf_printf(out, ngettext("%zu error", "%zu errors", count[FINDING_ERROR]), count[FINDING_ERROR]);
}

int call_end(struct call *call, const char *text, int status) {
    call_flush(call);
    const unsigned *count = call->diag.count;
    unsigned errors = count[DIAG_ERROR] + count[DIAG_USAGE] + count[DIAG_SYSTEM];
    fprintf(stderr, "hoso: ");
    fprintf(stderr, _("%s; errors: %u, warnings: %u"), text ? text : _("not done"), errors,
            count[DIAG_WARNING]);
    fputc('\n', stderr);
    int reached = diag_exit_status(&call->diag);
    buf_fini(&call->out);
    diag_fini(&call->diag);
    return reached > status ? reached : status;
}
