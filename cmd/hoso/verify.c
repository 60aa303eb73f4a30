/* verify.c - hoso verify: dossiers against the evidence attached to them. */
#include "command.h"
#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const char usage[] = N_(
    "usage: hoso verify [OPTION...] FILE.pdf|FOLDER...\n"
    "\n"
    "Makes each dossier again from the evidence attached to it (evidence: true in hoso.yaml), with nothing but the file,\n"
    "and holds every number on its pages against what the evidence gives. Of a folder it takes every PDF in it and below.\n"
    "\n"
    "  --format table|csv|json      form of the list of files\n");

static const struct sheet_column columns[] = {
    {"state", N_("state"), false},    {"file", N_("file"), false},          {"pages", N_("pages"), true},
    {"numbers", N_("numbers"), true}, {"different", N_("different"), true},
};

/* What a damaged or hostile file may make libraries ask for; far above what a dossier takes. */
#define MEMORY_MOST ((rlim_t)2 << 30) /* [bytes] */

static void limit_memory(void) {
#ifndef __SANITIZE_ADDRESS__
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur > MEMORY_MOST) {
        limit.rlim_cur = MEMORY_MOST;
        setrlimit(RLIMIT_DATA, &limit);
    }
#endif
}

static volatile sig_atomic_t stopped_by;

static void on_signal(int number) {
    stopped_by = number;
    verify_stop();
}

/* So that the unpacked evidence is cleared up. */
static void catch_signals(void) {
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

static const char *state_name(const struct verified *result) {
    if (result->agrees)
        return N_("agrees");
    if (result->pages == 0)
        return N_("unreadable");
    return result->evidence ? N_("differs") : N_("no evidence");
}

static void tell(struct sheet *sheet, const char *path, const struct verified *result) {
    const char *state = state_name(result);
    sheet_text(sheet, str_of(sheet->form == SHEET_TABLE ? _(state) : state));
    sheet_text(sheet, str_of(path));
    sheet_int(sheet, result->pages);
    sheet_int(sheet, (int64_t)result->numbers);
    sheet_int(sheet, (int64_t)result->different);
}

/* ---- folders --------------------------------------------------------------------------------------------------------- */

/* The files to verify, in the order in which they were named; those of a folder in byte order. */
struct files {
    const char **items;
    size_t n, cap;
    struct arena arena;
};

static struct files *filling; /* nftw hands nothing on */

static void add_file(struct files *files, const char *path) {
    MEM_ROOM(files->items, files->n, files->cap);
    files->items[files->n++] = arena_strdup(&files->arena, path);
}

static int visit(const char *path, const struct stat *status, int kind, struct FTW *at) {
    (void)status;
    size_t len = strlen(path);
    const char *name = path + at->base;
    if (kind == FTW_D && at->level > 0 && name[0] == '.')
        return FTW_SKIP_SUBTREE; /* .hoso */
    if (kind == FTW_F && len > 4 && strcmp(path + len - 4, ".pdf") == 0)
        add_file(filling, path);
    return FTW_CONTINUE;
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

#define FOLDERS_OPEN 16

static bool list_files(struct files *files, struct call *call) {
    for (int i = 0; i < call->n_args; i++) {
        size_t before = files->n;
        struct stat status;
        if (stat(call->args[i], &status) != 0 || !S_ISDIR(status.st_mode)) {
            add_file(files, call->args[i]);
            continue;
        }
        filling = files;
        if (nftw(call->args[i], visit, FOLDERS_OPEN, FTW_PHYS | FTW_ACTIONRETVAL) != 0) {
            diag_errno(&call->diag, call->args[i], _("reading"), errno);
            return false;
        }
        qsort(files->items + before, files->n - before, sizeof *files->items, by_bytes);
        if (files->n == before) {
            diag_at(
                &call->diag, DIAG_USAGE, (struct diag_where){.file = call->args[i]}, "verify-folder",
                _("there is no PDF in this folder; name the files, or the folder that they were written to"));
            return false;
        }
    }
    return true;
}

static int verify(struct call *call, const struct files *files) {
    struct sheet sheet;
    struct buf verdict = BUF_EMPTY;
    size_t agree = 0, differ = 0;
    limit_memory();
    catch_signals();
    sheet_start(&sheet, call->form, columns, sizeof columns / sizeof *columns, &call->out);
    for (size_t i = 0; i < files->n && !stopped_by; i++) {
        struct verified result;
        bool agrees = verify_file(files->items[i], &result, &call->diag);
        if (stopped_by)
            break;
        agree += agrees;
        differ += !agrees;
        tell(&sheet, files->items[i], &result);
    }
    sheet_end(&sheet);
    buf_printf(&verdict, _("files: %zu agree with their evidence, %zu do not"), agree, differ);
    int status = call_end(call, verdict.at, differ > 0);
    buf_fini(&verdict);
    return stopped_by ? 128 + stopped_by : status;
}

static int run(struct call *call, int argc, char **argv) {
    bool ok = call_options(call, argc, argv, NULL, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_verify);
    if (ok && call->n_args == 0) {
        diag_say(&call->diag, DIAG_USAGE, "usage", _("no file was given; see --help"));
        ok = false;
    }
    struct files files = {0};
    ok = ok && list_files(&files, call);
    int status = ok ? verify(call, &files) : call_end(call, NULL, 0);
    free(files.items);
    arena_fini(&files.arena);
    return status;
}

const struct command command_verify = {VERIFY, VERIFY_SUMMARY, usage, NULL, run};
