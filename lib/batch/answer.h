/* answer.h - what the figures and findings answer to one question, as a number over all that a dossier can print of it. */
#ifndef HOSO_BATCH_ANSWER_H
#define HOSO_BATCH_ANSWER_H

#include "batch/uses.h"

struct answer {
    struct uses *uses;
    struct hash hash;
    bool rows;              /* rows of tables are shown as they stand */
    unsigned char *sources; /* with evidence: those that answers came from; else NULL */
};

struct answer_question {
    enum figures_question question;
    int year;
    uint32_t indicator, unit;
    uint32_t place;  /* index in figures->places, or MAP_NONE */
    struct str name; /* of the place */
};

uint64_t answer_source(const struct source *source);
/* From now on the sources of all answers count whole. */
void answer_attached(struct answer *answer);
void answer_put(struct answer *answer, const struct answer_question *question);
uint64_t answer_end(struct answer *answer);

#endif
