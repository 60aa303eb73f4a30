/* main.c - finds the subcommand and runs it. */
#include "command.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const char usage_head[] =
    N_("usage: hoso [-C DIR] COMMAND [OPTION...] [ARG...]\n"
       "\n"
       "Makes checked figures, comparisons and typeset PDF dossiers from yearly reports.\n"
       "\n");

static const char usage_tail[] = N_(
    "\n"
    "Common options:\n"
    "  -C DIR                       works in the workspace DIR instead of the current folder\n"
    "  --format table|csv|json      form of the results (default: table)\n"
    "  --lang vi|en                 language of messages (default: the workspace's, else the locale's)\n"
    "  --quiet                      no notes, and no list of what was made\n"
    "  --help, --version\n"
    "\n"
    "hoso COMMAND --help says more. Exit status: 0 done and clean; 1 done, but a dossier failed or an error stands;\n"
    "2 a mistake in the call, the workspace, a template or a rule; 3 the system failed.\n");

static void print_usage(struct buf *out) {
    buf_puts(out, _(usage_head));
    for (size_t i = 0; i < n_commands; i++)
        buf_printf(out, "  %-10s %s\n", commands[i]->name, _(commands[i]->summary));
    buf_puts(out, _(usage_tail));
}

/* Ends a call that has nothing to judge: no last line on standard error unless standard output failed. */
static int end_silently(struct call *call) {
    if (!call_flush(call))
        return call_end(call, NULL, 0);
    buf_fini(&call->out);
    diag_fini(&call->diag);
    return 0;
}

int command_help(struct call *call, const struct command *command) {
    buf_puts(&call->out, _(command->usage));
    if (command->options)
        buf_puts(&call->out, _(command->options));
    return end_silently(call);
}

static int version(struct call *call) {
    buf_puts(&call->out, "hoso " HOSO_VERSION "\n");
    return end_silently(call);
}

static const struct command *command_of(struct call *call) {
    for (size_t i = 0; i < n_commands; i++)
        if (strcmp(call->args[0], commands[i]->name) == 0)
            return commands[i];
    diag_say(&call->diag, DIAG_USAGE, "usage", _("there is no command \"%s\"; see hoso --help"),
             call->args[0]);
    return NULL;
}

/* The same call, to the program beside this one: it reads all of it again, -C too. */
static int run_aside(struct call *call, const char *name, char **argv) {
    struct arena arena = ARENA_EMPTY;
    const char *program = arena_printf(&arena, "hoso-%s", name).at;
    const char *path = file_join(&arena, batch_program_folder(), program);
    execv(path, argv);
    diag_at(&call->diag, DIAG_SYSTEM, (struct diag_where){.file = path}, "program-part",
            _("this part of the program cannot be started (%s); install the program whole"), strerror(errno));
    arena_fini(&arena);
    return call_end(call, NULL, 0);
}

static bool go_to(struct call *call, const char *folder) {
    if (!folder || chdir(folder) == 0)
        return true;
    int error = errno;
    diag_at(&call->diag, DIAG_USAGE, (struct diag_where){.file = folder}, "folder", _("cannot go there: %s"),
            strerror(error));
    return false;
}

static void print_message(void *aux, const struct diag_message *message) {
    const struct call *call = aux;
    if (!call->quiet || message->level > DIAG_NOTE)
        diag_print_stderr(NULL, message);
}

/* Whoever starts the program without one of its three standard files must not have a file of the workspace take its number: what
 * is printed would be written into it. */
static void open_standard_files(void) {
    int fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO)
        fd = open("/dev/null", O_RDWR);
    if (fd >= 0)
        close(fd);
}

int main(int argc, char **argv) {
    struct call call = {.form = SHEET_TABLE};
    const char *folder = NULL;
    call.diag.print = print_message;
    call.diag.aux = &call;
    open_standard_files();
    /* A reader that goes away is reported as a failed write, not a death without a word. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow further, too */
    call_language(&call, argc, argv);
    if (!call_options(&call, argc, argv, NULL, true, &folder))
        return call_end(&call, NULL, 0);
    if (call.version)
        return version(&call);
    if (call.help) {
        print_usage(&call.out);
        return end_silently(&call);
    }
    if (call.n_args == 0) {
        diag_say(&call.diag, DIAG_USAGE, "usage", _("no command was given; see hoso --help"));
        return call_end(&call, NULL, 0);
    }
    const struct command *command = command_of(&call);
    if (command && !command->run)
        return run_aside(&call, command->name, argv);
    if (!command || !go_to(&call, folder))
        return call_end(&call, NULL, 0);
    return command->run(&call, call.n_args, call.args);
}
