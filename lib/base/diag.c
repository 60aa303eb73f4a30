/* diag.c - messages: kept in order, counted by level, printed with their place. */
#include "base/diag.h"
#include "base/mem.h"
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static void append(struct diag *diag, const struct diag_message *message) {
    struct diag_message *kept = ARENA_NEW(&diag->arena, struct diag_message);
    *kept = *message;
    kept->next = NULL;
    kept->where.file = message->where.file ? arena_strdup(&diag->arena, message->where.file) : NULL;
    kept->where.text = arena_str(&diag->arena, message->where.text);
    kept->id = arena_strdup(&diag->arena, message->id);
    kept->text = arena_strdup(&diag->arena, message->text);
    if (diag->last)
        diag->last->next = kept;
    else
        diag->first = kept;
    diag->last = kept;
    diag->count[message->level]++;
    if (diag->print)
        diag->print(diag->aux, kept);
}

static void report(struct diag *diag, enum diag_level level, struct diag_where where, const char *id,
                   const char *format, va_list args) {
    struct buf text = BUF_EMPTY;
    buf_vprintf(&text, format, args);
    append(diag,
           &(struct diag_message){.level = level, .where = where, .id = id, .text = text.at ? text.at : ""});
    buf_fini(&text);
}

void diag_at(struct diag *diag, enum diag_level level, struct diag_where where, const char *id,
             const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(diag, level, where, id, format, args);
    va_end(args);
}

void diag_say(struct diag *diag, enum diag_level level, const char *id, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(diag, level, (struct diag_where){0}, id, format, args);
    va_end(args);
}

/* What to do about it; NULL where the system's own words must be enough. */
static const char *advice_for(int error) {
    static const struct {
        int error;
        const char *advice;
    } known[] = {
        {ENOSPC, N_("make room on the disk, then run again")},
        {EDQUOT, N_("make room on the disk, then run again")},
        {EACCES, N_("have the right to read and write there given to you")},
        {EPERM, N_("have the right to read and write there given to you")},
        {EROFS, N_("nothing can be written there; work in another folder")},
        {EISDIR, N_("a folder stands in the place of a file; move it away")},
        {ENOTDIR, N_("a file stands in the place of a folder; move it away")},
        {ELOOP, N_("a link stands in the place of a file or folder; remove it")},
        {ENAMETOOLONG, N_("the name is too long for this disk; shorten it")},
        {EMFILE, N_("too many files are open; raise the limit (ulimit -n) or give fewer --jobs")},
        {ENFILE, N_("too many files are open; raise the limit (ulimit -n) or give fewer --jobs")},
        {EAGAIN, N_("there are too many processes, or too little memory; give fewer --jobs")},
        {EFBIG, N_("files may not grow so large here; raise the limit (ulimit -f)")},
        {EIO, N_("the disk may be broken; see the system's log")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].error == error)
            return known[i].advice;
    return NULL;
}

void diag_errno_level(struct diag *diag, enum diag_level level, const char *path, const char *doing,
                      int error) {
    const char *advice = advice_for(error);
    struct diag_where where = {.file = path};
    if (advice)
        diag_at(diag, level, where, "system", "%s: %s; %s", doing, strerror(error), _(advice));
    else
        diag_at(diag, level, where, "system", "%s: %s", doing, strerror(error));
}

void diag_errno(struct diag *diag, const char *path, const char *doing, int error) {
    diag_errno_level(diag, DIAG_SYSTEM, path, doing, error);
}

enum diag_level diag_worst(const struct diag *diag) {
    for (int level = DIAG_SYSTEM; level > DIAG_OK; level--)
        if (diag->count[level])
            return (enum diag_level)level;
    return DIAG_OK;
}

int diag_exit_status(const struct diag *diag) {
    static const int status[] = {[DIAG_OK] = 0,    [DIAG_NOTE] = 0,  [DIAG_WARNING] = 0,
                                 [DIAG_ERROR] = 1, [DIAG_USAGE] = 2, [DIAG_SYSTEM] = 3};
    return status[diag_worst(diag)];
}

static const char *level_name(enum diag_level level) {
    switch (level) {
    case DIAG_NOTE: return _("note");
    case DIAG_WARNING: return _("warning");
    default: return _("error");
    }
}

/* Carets under the place: the line's own characters up to it are replaced by blanks, tabs kept, so that the caret stands
 * right whatever the terminal does with tabs. Combining marks take no cell and so get no blank. */
static void add_caret(struct buf *out, const struct diag_where *where) {
    uint32_t column = 1;
    for (size_t i = 0; i < where->text.len && column < where->column; i++) {
        unsigned char c = (unsigned char)where->text.at[i];
        if ((c & 0xC0) == 0x80)
            continue;
        column++;
        bool combining =
            (c == 0xCC || (c == 0xCD && i + 1 < where->text.len && (where->text.at[i + 1] & 0x3F) < 0x30));
        if (!combining)
            buf_char(out, c == '\t' ? '\t' : ' ');
    }
    buf_char(out, '^');
    for (uint32_t i = 1; i < where->width && i < 60; i++)
        buf_char(out, '~');
}

void diag_format(struct buf *out, const struct diag_message *message) {
    const struct diag_where *where = &message->where;
    size_t from = out->len;
    if (where->file) {
        buf_puts(out, where->file);
        if (where->line)
            buf_printf(out, ":%u", where->line);
        if (where->line && where->column)
            buf_printf(out, ":%u", where->column);
        buf_puts(out, ": ");
    } else {
        buf_puts(out, "hoso: ");
    }
    buf_printf(out, "%s: %s: %s\n", level_name(message->level), message->id, message->text);
    if (where->text.len && where->line)
        buf_printf(out, "%5u | %.*s\n", where->line, STR_ARG(where->text));
    if (where->text.len && where->line && where->column) {
        buf_puts(out, "      | ");
        add_caret(out, where);
        buf_char(out, '\n');
    }
    buf_tame(out, from);
}

void diag_print_stderr(void *aux, const struct diag_message *message) {
    (void)aux;
    struct buf text = BUF_EMPTY;
    diag_format(&text, message);
    /* Where even standard error cannot be written there is nobody left to tell. */
    fwrite(text.at, 1, text.len, stderr);
    buf_fini(&text);
}

void diag_merge(struct diag *to, const struct diag *from) {
    for (const struct diag_message *message = from->first; message; message = message->next)
        append(to, message);
}

void diag_fini(struct diag *diag) {
    arena_fini(&diag->arena);
    *diag = DIAG_EMPTY;
}

void diag_language(const char *language, const char *locale_dir) {
    /* gettext translates nothing in the "C" locale; C.UTF-8 is on every Debian and brings no habits of its own, and only
     * the messages' category is set: numbers and order stay as they are. */
    if (!setlocale(LC_MESSAGES, "C.UTF-8") && !setlocale(LC_MESSAGES, ""))
        return;
    if (setenv("LANGUAGE", language, 1) != 0)
        mem_exhausted();
    bindtextdomain("hoso", locale_dir);
    bind_textdomain_codeset("hoso", "UTF-8");
    bind_textdomain_codeset("libc", "UTF-8"); /* strerror, where the system has its texts in the language */
    textdomain("hoso");
    mem_last_words = _("hoso: error: memory: out of memory; give fewer --jobs or a larger machine\n");
}
