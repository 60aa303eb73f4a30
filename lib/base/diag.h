/* diag.h - what the program tells its user: file:line:column: level: id: text, in the user's language.
 *
 * Whoever detects a fault reports it here once; everyone above passes `false` on. The worst level reached decides the
 * exit status (README.md, "Exit status"). Texts are msgids in English, translated by gettext at the call: diag_at(d,
 * DIAG_ERROR, where, "csv-columns", _("the row has %u cells, the head %u; ..."), ...). Each text says what is wrong,
 * then what to do. */
#ifndef HOSO_BASE_DIAG_H
#define HOSO_BASE_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include <libintl.h>
#include <stdio.h>

#define _(text)  gettext(text)
#define N_(text) (text) /* marks a text for the catalogue where it is translated later */

enum diag_level { DIAG_OK, DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_USAGE, DIAG_SYSTEM };

/* Where in which file. line and column count from 1, columns in characters (code points); 0: not known. */
struct diag_where {
    const char *file;
    uint32_t line, column;
    struct str text; /* the line itself, shown with a caret under `column`; empty: not shown */
    uint32_t width;  /* [characters] how many carets; 0 counts as 1 */
};

struct diag_message {
    enum diag_level level;
    struct diag_where where;
    const char *id; /* kebab-case, explained in the manual */
    const char *text;
    struct diag_message *next;
};

/* All messages are kept, in order; `print` gets each as it comes (NULL: kept only). */
struct diag {
    struct arena arena;
    struct diag_message *first, *last;
    unsigned count[DIAG_SYSTEM + 1];
    void (*print)(void *aux, const struct diag_message *message);
    void *aux;
};

#define DIAG_EMPTY ((struct diag){0})

/* Adds a message of that level: `id` is kebab-case and borrowed, the text is formatted into the arena. Prints it where the diag
 * prints. */
void diag_at(struct diag *diag, enum diag_level level, struct diag_where where, const char *id,
             const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Without a place in a file. */
void diag_say(struct diag *diag, enum diag_level level, const char *id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* DIAG_SYSTEM for a failed call of the system on `path`, with the text of `error` (an errno) and what to do about it. */
void diag_errno(struct diag *diag, const char *path, const char *doing, int error);
/* The same where it is no failure of the system as a whole. */
void diag_errno_level(struct diag *diag, enum diag_level level, const char *path, const char *doing,
                      int error);

/* The highest level of any message so far; DIAG_OK where there is none. */
enum diag_level diag_worst(const struct diag *diag);
/* 0 clean, 1 an error stands, 2 a mistake of the call, 3 the system failed. */
int diag_exit_status(const struct diag *diag);
/* The message as it is printed, with the line and its caret. */
void diag_format(struct buf *out, const struct diag_message *message);
void diag_print_stderr(void *aux, const struct diag_message *message); /* for diag.print; aux is not used */
/* Takes over the messages of `from` (they are printed by `to` where it prints). */
void diag_merge(struct diag *to, const struct diag *from);
void diag_fini(struct diag *diag);

/* Chooses the language of all later messages: "vi" or "en", whatever the environment says. `locale_dir` holds
 * LANG/LC_MESSAGES/hoso.mo. Without the catalogue texts stay English. */
void diag_language(const char *language, const char *locale_dir);

#endif
