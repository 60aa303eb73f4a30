/* run.h - the record of a run, .hoso/runs/ID.json. */
#ifndef HOSO_BATCH_RUN_H
#define HOSO_BATCH_RUN_H

#include "batch/build.h"

/* How many findings a record lists: errors first, then warnings, then notes. Of more it has the number alone. */
#define RUN_FINDINGS 5000u

/* The id of this run: one more than the highest there is, and the beginning of a digest of the inputs, "0012-5e884898"; of a
 * share with its name behind, "0012-5e884898.2-8". In build->kept. */
const char *run_id(struct build *build);
/* When the run began: the given day or, where none is given, the clock's. It stands in the record and nowhere else. In
 * build->kept. */
const char *run_start(struct build *build);
/* The file of what its dossiers printed (cited.h), its folder made. In build->kept. */
const char *run_figures_path(struct build *build);
/* Writes the record of what became of the dossiers of the plan, and of the findings of the workspace. */
bool run_record(struct build *build);

/* What a record says of the runs that its dossiers were made in, and of its own start, read without the rest of it. */
struct run_head {
    struct date start;    /* unknown: it says none */
    const char **made_by; /* ids */
    size_t n_made_by;
};
/* In the arena. False: it cannot be read, or is no record; not reported. */
bool run_head(struct arena *arena, const char *path, struct run_head *head);

/* Removes the records that the workspace keeps no longer (settings.h, `runs:`), with what their dossiers printed; what a dossier
 * of a kept record printed stays. A share does it when no other is at work. */
void run_thin(struct build *build);

#endif
