/* gathered.h - the figures and findings behind the questions that a dossier asked (figures_asked): what its evidence must
 * have, so that the same questions get the same answers of the evidence alone. */
#ifndef HOSO_BATCH_GATHERED_H
#define HOSO_BATCH_GATHERED_H

#include "batch/batch.h"

/* A question that was asked. */
struct answer_question {
    enum figures_question question;
    int year;
    uint32_t indicator, unit;
    uint32_t place;  /* index in figures->places, or MAP_NONE */
    struct str name; /* of the place */
};

struct gathered {
    const struct workspace *workspace;
    const struct figures *figures; /* the workspace's, noting nothing */
    const struct workspace_dossier *dossier;
    uint32_t *ids; /* of figures; after gather_end ascending, each once */
    size_t n, cap;
    const struct finding **findings; /* in the workspace's order after gather_end */
    size_t n_findings, findings_cap;
};

/* `figures` note nothing and outlive what is gathered. */
void gather_start(struct gathered *gathered, const struct workspace *workspace, const struct figures *figures,
                  const struct workspace_dossier *dossier);
void gather_question(struct gathered *gathered, const struct answer_question *question);
/* All questions are there: adds what figures are in doubt for, what findings rest on, and what tells homonyms apart. */
void gather_end(struct gathered *gathered);
void gather_fini(struct gathered *gathered);

#endif
