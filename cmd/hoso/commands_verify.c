/* commands_verify.c - what hoso-verify has, which hoso starts for `hoso verify`. */
#include "command.h"

const struct command *const commands[] = {&command_verify};
const size_t n_commands = sizeof commands / sizeof *commands;
