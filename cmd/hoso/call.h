/* call.h - one call of the program: its options, its messages, its results and its last line. Shared by all subcommands;
 * nothing of the domain. */
#ifndef HOSO_CMD_CALL_H
#define HOSO_CMD_CALL_H

#include "hoso.h"

struct call {
    const char *language; /* "vi" or "en" by --lang; NULL: the workspace's, else the environment's */
    bool vietnamese;      /* the language of messages, as settled so far */
    enum sheet_form form; /* --format */
    bool quiet;           /* notes are not printed */
    bool help, version;
    struct diag diag;
    struct buf out;  /* results, not written yet */
    bool out_failed; /* standard output is broken: reported, and no more is written */
    char **args;     /* what stands behind the options */
    int n_args;
};

/* An option of one subcommand: `value` gets its argument, or `flag` becomes true. */
struct call_option {
    const char *name;
    const char **value;
    bool *flag;
};

/* Chooses the language of messages: --lang wherever it stands in the arguments, else the environment's. */
void call_language(struct call *call, int argc, char **argv);

/* Reads the common options and `own` (ends with a NULL name; NULL: none) from argv[1..]. `first` stops at the first
 * argument that is none, as before the name of a subcommand. The rest is in args. False after a mistake, reported. */
bool call_options(struct call *call, int argc, char **argv, const struct call_option *own, bool first,
                  const char **folder);

/* Writes what `out` holds to standard output, all or DIAG_SYSTEM. */
bool call_flush(struct call *call);

/* The workspace in the current folder: hoso.yaml alone. Messages turn to its language unless --lang was given. NULL:
 * reported. Yours to workspace_free. */
struct workspace *call_open(struct call *call);
/* The same, with its sources read. */
struct workspace *call_workspace(struct call *call);

/* A day of an option `name`: true when `text` is NULL (then `date` stays) or a day; else reported. */
bool call_date(struct call *call, const char *name, const char *text, struct date *date);

/* False, reported, when arguments are left that the command does not take. */
bool call_no_args(struct call *call);

/* "4 passed, 1 note, 0 warnings, 1 error", from the level `from` on. */
void call_count_findings(struct buf *out, const size_t count[FINDING_ERROR + 1], enum finding_level from);
/* Writes the last line of standard error: `text` (NULL: not done) with the count of errors and warnings. Ends the call:
 * returns the exit status (README.md, "Exit status"), at least `status`. */
int call_end(struct call *call, const char *text, int status);

#endif
