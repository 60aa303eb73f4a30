/* remake.h - a dossier made in memory: what its file would be, its tree and its pages. For lib/verify. */
#ifndef HOSO_BATCH_REMAKE_H
#define HOSO_BATCH_REMAKE_H

#include "batch/batch.h"

struct remade {
    struct doc *doc;
    struct pages *pages;
    const struct out_attachment *attachments; /* where the dossier carries evidence */
    uint32_t n_attachments;
    struct buf pdf;
    struct arena arena; /* all but the PDF's bytes */
};

/* Makes the dossier with this index, dated as its workspace says. False, reported. Either way yours to remade_fini. */
bool batch_remake(struct workspace *workspace, size_t dossier, struct remade *out, struct diag *diag);
void remade_fini(struct remade *remade);

#endif
