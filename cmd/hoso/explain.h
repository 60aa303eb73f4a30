/* explain.h - what explain.c finds, and explain_say.c puts into sentences. */
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

void saying_start(struct saying *saying, struct call *call);
void saying_number(struct saying *saying, const struct explained *about);
void saying_end(struct saying *saying);

#endif
