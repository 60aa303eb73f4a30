/* dossier.h - one dossier: template, tree, pages, PDF, file. */
#ifndef HOSO_BATCH_DOSSIER_H
#define HOSO_BATCH_DOSSIER_H

#include "batch/kit.h"
#include "batch/stage.h"

/* The dossier's tree and pages, and what its PDF carries beside them, evidence where it is asked for; all in the arena. NULL:
 * reported. */
struct pages *dossier_pages(struct kit *kit, struct arena *arena, const struct workspace_dossier *dossier,
                            struct date date, struct doc **doc, struct out_info *info, struct diag *diag);

/* What is known of a file that was made, beside its result; kept in the state. */
struct dossier_made {
    uint64_t check;   /* of the file's bytes, by hash.h */
    struct str uses;  /* what the dossier asked for, see uses.h */
    uint64_t used;    /* what it was answered */
    struct str cited; /* which figures are on which pages, see cited.h */
};

/* How a dossier is to be made. */
struct dossier_job {
    struct kit *kit;
    struct arena *arena; /* scratch: reset it between dossiers */
    const struct workspace_dossier *dossier;
    struct date date;
    const char *trace;   /* as in build_options */
    struct stage *stage; /* takes the file... */
    uint32_t number;     /* ...under this number */
    unsigned max_pages;  /* 0: any */
};

/* Makes the dossier and stages its file. result->state is DOSSIER_BUILT or DOSSIER_FAILED; messages go to result->diag. */
void dossier_make(const struct dossier_job *job, struct dossier_result *result, struct dossier_made *made);

/* The places below `place`: those that its own sources name, of a lower level; in Vietnamese order. In the arena. */
uint32_t dossier_places(struct arena *arena, const struct workspace *workspace, struct str place,
                        const struct str **out);

/* Counts the findings on the dossier's place in its years. */
void dossier_findings(const struct workspace *workspace, const struct workspace_dossier *dossier,
                      struct dossier_result *result);

/* A result as bytes, between processes of one program. */
void dossier_pack(struct buf *out, const struct dossier_result *result, const struct dossier_made *made);
/* False when the bytes are not a whole result. `result->reason` is not carried; messages are added to result->diag; strings
 * of `made` are kept in `arena`. */
bool dossier_unpack(struct str bytes, struct arena *arena, struct dossier_result *result,
                    struct dossier_made *made);

#endif
