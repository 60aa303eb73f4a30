/* said.c - a note in both languages at once: dossiers are in Vietnamese, the command speaks the reader's. */
#include "compare/fact.h"
#include <stdarg.h>

void said_add(struct said *said, const char *vi, const char *en, ...) {
    va_list args;
    va_start(args, en);
    buf_vprintf(&said->vi, vi, args);
    va_end(args);
    va_start(args, en);
    buf_vprintf(&said->en, en, args);
    va_end(args);
}

void said_str(struct said *said, struct str s) {
    buf_str(&said->vi, s);
    buf_str(&said->en, s);
}

void said_date(struct said *said, struct date date) {
    date_short(&said->vi, date);
    date_short(&said->en, date);
}

void said_note(struct said *said, struct note note) {
    if (!note.vi)
        return;
    said_blank(said);
    buf_puts(&said->vi, note.vi);
    buf_puts(&said->en, note.en);
}

void said_blank(struct said *said) {
    if (said->vi.len)
        said_add(said, " ", " ");
}

struct note said_keep(struct arena *arena, struct said *said) {
    struct note note = {0};
    if (said->vi.len) {
        note.vi = arena_str(arena, buf_view(&said->vi)).at;
        note.en = arena_str(arena, buf_view(&said->en)).at;
    }
    buf_fini(&said->vi);
    buf_fini(&said->en);
    return note;
}

/* So many names are told of a longer list. */
#define NAMED 5u

void said_places(struct said *said, const struct str *places, uint32_t n) {
    uint32_t shown = n > NAMED + 1 ? NAMED : n;
    for (uint32_t i = 0; i < shown; i++) {
        if (i && i + 1 == n)
            said_add(said, " và ", " and ");
        else if (i)
            said_add(said, ", ", ", ");
        said_str(said, places[i]);
    }
    if (shown < n)
        said_add(said, " và %u đơn vị khác", " and %u more", (unsigned)(n - shown));
}

struct note note_without(struct arena *arena, uint32_t n, const struct str *missing, uint32_t n_missing) {
    struct said note = {BUF_EMPTY, BUF_EMPTY};
    said_add(&note, "Tính từ %u trên %u đơn vị; thiếu số liệu của ",
             "It is made from %u of %u units; nothing is stated for ", (unsigned)n,
             (unsigned)(n + n_missing));
    said_places(&note, missing, n_missing);
    said_add(&note, ".", ".");
    return said_keep(arena, &note);
}
