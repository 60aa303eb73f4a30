/* explain.h - what explain.c finds, and explain_say.c and explain_why.c put into sentences. */
#ifndef HOSO_CMD_EXPLAIN_H
#define HOSO_CMD_EXPLAIN_H

#include "call.h"

/* One number of a source, with all that is known of it. */
struct explained {
    const struct source *source;
    const struct sighting *sighting;
    const struct figures *figures;     /* that reading the source gave */
    const struct workspace *workspace; /* NULL: the file belongs to none */
};

/* Rows of parts in CSV and JSON, sentences in a table for people. */
struct saying {
    struct call *call;
    struct sheet sheet;
    const struct explained *about;
    uint32_t column; /* of the number at hand */
};

/* Begins the output in the form that the call asks for. */
void saying_start(struct saying *saying, struct call *call);
/* All that is said of one number. Borrowed. */
void saying_number(struct saying *saying, const struct explained *about);
/* Ends it: tables of CSV and JSON are closed. */
void saying_end(struct saying *saying);

/* ---- between explain_say.c and explain_why.c ----------------------------------------------------------------------------- */

extern const struct clue no_clue;
/* One part of the explanation; `format` is its sentence, translated. */
void say(struct saying *saying, const char *part, struct str value, const struct clue *clue,
         const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Where the words of a clue stand: "in the same sentence", "in the heading on line 9". In the arena. */
struct str place_of(struct arena *arena, const struct clue *clue);
/* The verb that turned its sense, where there is one. */
void say_frame(struct saying *saying, const struct trace *trace);
/* Why the number at hand is no figure. */
void explain_none(struct saying *saying, struct arena *arena);

#endif
