/* runs.h - what lies in .hoso/runs: the record of each run (ID.json), and what its dossiers printed (ID.figures). */
#ifndef HOSO_BATCH_RUNS_H
#define HOSO_BATCH_RUNS_H

#include "base/base.h"

struct run_files {
    const char *id;  /* "0012-5e884898", "0012-5e884898.2-8", "0012-5e884898.merged" */
    uint32_t number; /* 12 */
    bool record, figures;
};

struct runs {
    struct run_files *items; /* in the order in which the runs were made */
    size_t n;
};

/* All in the arena. None where there is no such folder. */
struct runs runs_list(struct arena *arena, const char *folder);
/* "record": FOLDER/.hoso/runs/ID.json; "figures": ID.figures. In the arena. */
const char *runs_record(struct arena *arena, const char *folder, const char *id);
const char *runs_figures(struct arena *arena, const char *folder, const char *id);
/* Removes what runs that were killed have left of records that they wrote: no other run may be at work. */
void runs_sweep(const char *folder);

#endif
