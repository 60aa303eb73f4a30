/* kit.h - what dossiers are made with: fonts, templates, styles. Loaded before the workers part, so that they share it. */
#ifndef HOSO_BATCH_KIT_H
#define HOSO_BATCH_KIT_H

#include "batch/batch.h"
#include "batch/state.h"
#include "batch/uses.h"

struct kit_template {
    const char *name, *path;
    struct template *template; /* NULL: absent or broken, reported */
    uint64_t says;             /* by hash.h: what it says, comments aside */
};

struct kit_style {
    struct str name;
    struct style *style; /* NULL: absent or broken */
    uint64_t says;       /* by hash.h: what it and those it extends say */
    const char **files;  /* theirs: "templates/styles/nd30.yaml" */
    size_t n_files, files_cap;
};

/* Where an input is looked for again. */
enum kit_origin { KIT_WORKSPACE, KIT_SHIPPED, KIT_SYSTEM };

/* A file that output depends on. */
struct kit_input {
    enum kit_origin origin;
    /* relative to the workspace, to the folder of what ships; of the system: its name alone */
    const char *path;
    bool source; /* figures are read from it */
    char sha256[DIGEST_HEX];
};

struct kit {
    const struct workspace *workspace; /* borrowed */
    struct fonts *fonts;
    struct shaper shaper;
    struct kit_template *templates;
    size_t n_templates, templates_cap;
    struct kit_style *styles;
    size_t n_styles, styles_cap;
    struct kit_input *inputs; /* hoso.yaml, sources, rules, styles, fonts, templates */
    size_t n_inputs, inputs_cap;
    uint64_t program, fonts_used, issuer; /* what every dossier is made from, see state.h */
    struct hash *reading;                 /* of the style that is being loaded */
    struct kit_style *loading;            /* ... and itself */
    struct kit_file **files;              /* that were asked for, see kit_files.h */
    size_t n_files, files_cap;
    struct uses uses;           /* what the figures answer */
    struct figures_asked asked; /* by the dossier at hand */
    struct arena arena;
};

/* Loads the templates that dossiers name. Takes `fonts`, also when it fails. False when no dossier at all can be made;
 * reported. */
bool kit_open(struct kit *kit, const struct workspace *workspace, struct fonts *fonts, struct diag *diag);
/* The fonts that the workspace wants. NULL: reported. Yours to fonts_free. */
struct fonts *kit_fonts(const struct workspace *workspace, struct diag *diag);
void kit_close(struct kit *kit);

/* NULL: absent or broken, reported before. */
const struct kit_template *kit_template(const struct kit *kit, const char *name);
/* The style of that name, loaded when first asked for. NULL: reported. */
const struct style *kit_style(struct kit *kit, struct str name, struct diag *diag);

/* The files of the style and of those that it extends; none: it is absent. Borrowed until the next style is asked for; returns
 * how many. */
size_t kit_style_files(struct kit *kit, struct str name, const char *const **files);

/* What the style says, 0 where there is none: for uses_answers. */
uint64_t kit_style_says(void *kit, struct str name);

/* What the dossier would be made from now; STATE_USED is left as it is. */
void kit_parts(const struct kit *kit, const struct workspace_dossier *dossier, uint64_t parts[STATE_PARTS]);

#endif
