/* answer.h - what the figures and findings answer to one question, as a number over all that a dossier can print of it. */
#ifndef HOSO_BATCH_ANSWER_H
#define HOSO_BATCH_ANSWER_H

#include "batch/excerpt.h"
#include "batch/gathered.h"
#include "batch/uses.h"

struct answer {
    struct uses *uses;
    const struct workspace_dossier *dossier;
    struct hash hash;
    struct str style;       /* by name */
    enum excerpt_step step; /* of the excerpts, the last that was needed */
    /* sources of the figures of which it counts who stands before whom, in the order of the answers */
    uint32_t *order;
    size_t n_order, order_cap;
    struct gathered *gathered; /* with evidence: what it has; else NULL */
};

/* What is said of a source besides its figures: path, form, place and day. */
uint64_t answer_source(const struct source *source);
/* The dossier has evidence: what is attached counts too, byte for byte. */
void answer_attached(struct answer *answer);
/* One more question with all that answers it today; the order of the questions counts. */
void answer_put(struct answer *answer, const struct answer_question *question);
/* The number over all of them. */
uint64_t answer_end(struct answer *answer);

#endif
