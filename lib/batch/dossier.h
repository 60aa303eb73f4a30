/* dossier.h - one dossier: template, tree, pages, PDF, file. */
#ifndef HOSO_BATCH_DOSSIER_H
#define HOSO_BATCH_DOSSIER_H

#include "batch/kit.h"

/* The dossier's tree and pages, and what its PDF carries beside them, evidence where it is asked for; all in the arena. NULL:
 * reported. */
struct pages *dossier_pages(struct kit *kit, struct arena *arena, const struct workspace_dossier *dossier,
                            struct date date, struct doc **doc, struct out_info *info, struct diag *diag);

/* Makes the dossier and puts its file in place, whole. result->state is DOSSIER_BUILT or DOSSIER_FAILED; messages go to
 * result->diag. `arena` is scratch: reset it between dossiers. `trace` as in build_options. */
void dossier_make(struct kit *kit, struct arena *arena, const struct workspace_dossier *dossier,
                  struct date date, const char *trace, struct dossier_result *result);

/* Counts the findings on the dossier's place in its years. */
void dossier_findings(const struct workspace *workspace, const struct workspace_dossier *dossier,
                      struct dossier_result *result);

/* A result as bytes, between processes of one program. */
void dossier_pack(struct buf *out, const struct dossier_result *result);
/* False when the bytes are not a whole result. `result->reason` is not carried; messages are added to result->diag. */
bool dossier_unpack(struct str bytes, struct dossier_result *result);

#endif
