/* command.h - the subcommands. */
#ifndef HOSO_CMD_COMMAND_H
#define HOSO_CMD_COMMAND_H

#include "call.h"

/* Each reads its own options from argv (argv[0] is its name), writes its results and ends the call with its verdict. */
struct command {
    const char *name;
    const char *summary; /* msgid, for the list of commands */
    const char *usage;   /* msgid: what --help prints */
    const char *options; /* msgid: what it prints behind that, for options that commands share; or NULL */
    int (*run)(struct call *call, int argc,
               char **argv); /* NULL: the program hoso-NAME beside this one does it */
};

/* Those of this program: commands.c, or commands_verify.c. */
extern const struct command *const commands[];
extern const size_t n_commands;

#define VERIFY         "verify"
#define VERIFY_SUMMARY N_("holds dossiers against the evidence attached to them")

extern const struct command command_build, command_extract, command_figures, command_compare, command_check,
    command_explain, command_fonts, command_verify, command_init, command_diff, command_merge;

/* Prints the usage and ends the call well. */
int command_help(struct call *call, const struct command *command);

#endif
