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
    uint64_t raw;              /* its bytes: evidence has them */
};

struct kit_style {
    struct str name;
    struct style *style; /* NULL: absent or broken */
    uint64_t says;       /* by hash.h: what it and those it extends say */
};

/* Where an input is looked for again. */
enum kit_origin { KIT_WORKSPACE, KIT_SHIPPED, KIT_SYSTEM };

/* A file that output depends on. */
struct kit_input {
    enum kit_origin origin;
    const char
        *path;   /* relative to the workspace, to the folder of what ships; of the system: its name alone */
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
    struct uses uses;                     /* what the figures answer */
    struct figures_asked asked;           /* by the dossier at hand */
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

/* What the style says, 0 where there is none: for uses_answers. */
uint64_t kit_style_says(void *kit, struct str name);

/* What the dossier would be made from now; STATE_USED is left as it is. */
void kit_parts(const struct kit *kit, const struct workspace_dossier *dossier, uint64_t parts[STATE_PARTS]);

#endif
