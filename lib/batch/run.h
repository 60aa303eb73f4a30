/* run.h - the record of a run, .hoso/runs/ID.json (cli.md, "Run record"). */
#ifndef HOSO_BATCH_RUN_H
#define HOSO_BATCH_RUN_H

#include "batch/build.h"

/* The id of this run: one more than the highest there is, and the beginning of a digest of the inputs, "0012-5e884898"; of a
 * share with its name behind, "0012-5e884898.2-8". In build->kept. */
const char *run_id(struct build *build);
/* The file of what its dossiers printed (cited.h), its folder made. In build->kept. */
const char *run_figures_path(struct build *build);
/* Writes the record of what became of the dossiers of the plan. "start" is the given day or, where none is given, the
 * clock's: it stands in the record and nowhere else. */
bool run_record(struct build *build);

#endif
