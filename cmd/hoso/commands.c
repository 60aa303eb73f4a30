/* commands.c - the commands of hoso. */
#include "command.h"

static const struct command verify_aside = {.name = VERIFY, .summary = VERIFY_SUMMARY};

const struct command *const commands[] = {
    &command_init,    &command_build, &command_extract, &command_figures, &command_compare, &command_check,
    &command_explain, &command_fonts, &verify_aside,    &command_diff,    &command_merge,
};
const size_t n_commands = sizeof commands / sizeof *commands;
