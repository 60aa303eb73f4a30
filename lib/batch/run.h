/* run.h - the record of a run, .hoso/runs/ID.json (cli.md, "Run record"). */
#ifndef HOSO_BATCH_RUN_H
#define HOSO_BATCH_RUN_H

#include "batch/kit.h"

/* Writes the record of what became of the dossiers `plan` (indices into the workspace's), results beside. The id is a
 * digest of inputs and results, so the same run has the same record's name; "start" is the given day or, where none is
 * given, the clock's: it stands in the record and nowhere else. */
bool run_record(const struct kit *kit, const uint32_t *plan, size_t n, const struct dossier_result *results,
                const struct build_options *options, struct diag *diag);

#endif
