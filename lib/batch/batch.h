/* batch.h - the workspace (hoso.yaml), the plan of its dossiers, the workers that make them, and the record of the run.
 * The folder's public header. */
#ifndef HOSO_BATCH_BATCH_H
#define HOSO_BATCH_BATCH_H

#include "extract/extract.h"
#include "out/out.h"

struct workspace_source {
    const char *path;  /* as found: relative to the workspace */
    struct str place;
    struct date date;
    struct str rules;
};

struct workspace_dossier {
    const char *template; /* name: templates/NAME.md of the workspace, else the shipped one */
    struct str place;
    const int *years;
    uint32_t n_years;
    const char *output;   /* relative to the workspace, inside it whatever the place is called */
    uint32_t line;        /* in hoso.yaml */
};

/* All of a workspace that is loaded once and then only read: shared by the workers. */
struct workspace {
    const char *folder;
    struct str language;
    struct issuer issuer;
    struct date date;
    const char *own_fonts[FACE_COUNT];
    struct workspace_source *sources;
    size_t n_sources;
    struct workspace_dossier *dossiers; /* `each:` expanded, in order of places */
    size_t n_dossiers;
    struct catalogue *catalogue;
    struct figures figures;
    struct findings findings;
    struct arena arena;
};

/* Loads folder/hoso.yaml, its sources, their figures and findings. NULL after an error of level usage or system;
 * what is wrong inside a source is reported and the rest goes on. Yours to workspace_free. */
struct workspace *workspace_load(const char *folder, struct diag *diag);
void workspace_free(struct workspace *workspace);

struct build_options {
    unsigned jobs;      /* 0: the machine's cores */
    const char *only;   /* glob over output paths; NULL: all */
    bool force;
    bool quiet;
    struct date date;   /* overrides the workspace's; unknown: not given */
};

struct build_result {
    size_t built, fresh, failed;
};

/* Makes every stale dossier. Each one is whole or not there. Reports as it goes; false when a dossier failed. */
bool batch_build(struct workspace *workspace, const struct build_options *options, struct build_result *result,
                 struct diag *diag);

/* The folder with templates/ and fonts/ as shipped: HOSO_DATA, else beside the program, else the source tree. */
const char *batch_data_folder(void);

#endif
