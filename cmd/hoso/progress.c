/* progress.c - a line of progress, and the failures again at the end. */
#include "progress.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define EVERY_TERMINAL 0.2  /* [s] */
#define EVERY_LOG      60.0 /* [s] */
#define REPEATED_MAX   20u

void progress_start(struct progress *progress) {
    const char *term = getenv("TERM");
    *progress = (struct progress){.terminal = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0};
    progress->end = &progress->first;
}

void progress_clear(struct progress *progress) {
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}

static unsigned columns(void) {
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

/* "120/3321 dossiers, 310/s, 11 s left: ra/xa/..." */
static void put_line(struct buf *line, const struct build_progress *build) {
    double rate = build->seconds > 0 ? (double)build->done / build->seconds : 0;
    buf_printf(line, _("%zu of %zu dossiers"), build->done, build->total);
    if (rate > 0 && build->seconds >= 1)
        buf_printf(line, _(", %.0f/s, %.0f s left"), rate, (double)(build->total - build->done) / rate);
    if (build->current)
        buf_printf(line, ": %s", build->current);
}

/* As many characters as the terminal has columns, less one: a full line would wrap. */
static struct str fitting(struct str line) {
    unsigned room = columns() - 1;
    for (size_t at = 0; at < line.len;) {
        size_t next = at;
        text_next(line, &next);
        if (room-- == 0)
            return str_cut(line, 0, at);
        at = next;
    }
    return line;
}

void progress_tell(struct progress *progress, const struct build_progress *build) {
    double every = progress->terminal ? EVERY_TERMINAL : EVERY_LOG;
    struct buf line = BUF_EMPTY;
    if (build->seconds - progress->last < every)
        return;
    progress->last = build->seconds;
    put_line(&line, build);
    if (progress->terminal) {
        fprintf(stderr, "\r\033[K%.*s", STR_ARG(fitting(buf_view(&line))));
        fflush(stderr);
        progress->shown = true;
    } else {
        fprintf(stderr, "hoso: %s\n", line.at);
    }
    buf_fini(&line);
}

/* The worst of its messages stands for all. */
static const struct diag_message *worst(const struct diag *diag) {
    const struct diag_message *found = diag->first;
    for (const struct diag_message *message = diag->first; message; message = message->next)
        if (message->level > found->level)
            found = message;
    return found;
}

void progress_told(struct progress *progress) {
    progress->n_told++;
}

void progress_failed(struct progress *progress, const struct workspace_dossier *dossier,
                     const struct dossier_result *result) {
    if (progress->n_failures++ >= REPEATED_MAX)
        return;
    const struct diag_message *message = worst(&result->diag);
    struct failure *failure = ARENA_NEW(&progress->arena, struct failure);
    failure->output = dossier->output;
    const char *file = message && message->where.file ? message->where.file : "";
    bool elsewhere = *file && strcmp(file, dossier->output) != 0;
    if (message)
        failure->text = arena_printf(&progress->arena, "%s%s%s: %s", elsewhere ? file : "",
                                     elsewhere ? ": " : "", message->id, message->text)
                            .at;
    *progress->end = failure;
    progress->end = &failure->next;
}

void progress_end(struct progress *progress) {
    progress_clear(progress);
    for (const struct failure *failure = progress->first; failure; failure = failure->next)
        if (failure->text && progress->n_told > REPEATED_MAX)
            fprintf(stderr, _("hoso: not made: %s (%s)\n"), failure->output, failure->text);
        else
            fprintf(stderr, _("hoso: not made: %s\n"), failure->output);
    if (progress->n_failures > REPEATED_MAX)
        fprintf(stderr, _("hoso: not made: and %zu others\n"), progress->n_failures - REPEATED_MAX);
    arena_fini(&progress->arena);
}
