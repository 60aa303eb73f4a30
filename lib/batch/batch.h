/* batch.h - the workspace (hoso.yaml), the plan of its dossiers, the workers that make them, and the record of the run.
 * The folder's public header. */
#ifndef HOSO_BATCH_BATCH_H
#define HOSO_BATCH_BATCH_H

#include "batch/place_index.h"
#include "extract/extract.h"
#include "out/out.h"

/* ---- where things are ------------------------------------------------------------------------------------------- */

/* The folder that the running program lies in; "." where the system does not say. */
const char *batch_program_folder(void);
/* The folder with templates/ and fonts/ as shipped: HOSO_DATA, else beside the program, else PREFIX/share/hoso, else the
 * source tree. Found once a process. */
const char *batch_data_folder(void);
/* The folder with LANG/LC_MESSAGES/hoso.mo, looked for beside the program in the same way. */
const char *batch_locale_folder(void);

/* ---- rule packs by name ------------------------------------------------------------------------------------------ */

#define PACK_DEFAULT "can-bo-cap-xa"

/* Packs are compiled when they are first asked for, and once. */
struct packs {
    const char *folder; /* the workspace, whose templates/rules/ comes first; NULL: shipped packs alone */
    const struct catalogue *catalogue;
    struct packs_slot *slots;
    size_t n, cap;
    struct pack *for_tables; /* NULL: not asked for yet */
    struct str *names; /* of all packs with markers, the workspace's own first; NULL: not looked for yet */
    size_t n_names;
    struct arena arena;
};

/* No pack is compiled yet. All arguments are borrowed. */
void packs_init(struct packs *packs, const char *folder, const struct catalogue *catalogue);
/* Frees the packs; what packs_find and packs_choose gave is gone then. */
void packs_fini(struct packs *packs);
/* The pack called `name` (PACK_DEFAULT when empty). NULL when it is absent or broken, reported once: at `where` when there
 * is none of that name, else where it is broken. */
const struct pack *packs_find(struct packs *packs, struct str name, struct diag_where where,
                              struct diag *diag);

/* The pack to read `source` by: source->rules when it names one; for other tables one without rules, called as the default one,
 * since what they have to say they say by their heads; else the pack most of whose markers the text has, of all in
 * the workspace's and the shipped templates/rules (the workspace's own first, then by name), told as a note (rules-chosen)
 * with the words; else PACK_DEFAULT. NULL as for packs_find. */
const struct pack *packs_choose(struct packs *packs, const struct source *source, struct diag_where where,
                                struct diag *diag);

/* Loads each pack of the workspace's own that extends another and that nothing asked for, so that a rule at fault is told
 * also where no text is read by it. */
void packs_try_own(struct packs *packs, struct diag *diag);

/* The indicator catalogue: the workspace's templates/indicators.yaml, else the shipped one. Yours to catalogue_free. */
struct catalogue *batch_catalogue(const char *folder, struct diag *diag);

/* ---- the workspace ------------------------------------------------------------------------------------------------ */

struct workspace_source {
    const char *path; /* as found: relative to the workspace */
    struct str place;
    struct date date;
    struct str rules;
    struct str charset; /* empty: found by the bytes */
    uint32_t line;      /* in hoso.yaml */
};

struct workspace_dossier {
    const char *template; /* name: templates/NAME.md of the workspace, else the shipped one */
    struct str place;
    const int *years; /* ascending */
    uint32_t n_years;
    const char *output; /* relative to the workspace, inside it whatever the place is called */
    bool evidence;      /* what it rests on is attached: PDF/A-3u, see enclosure.h */
    bool draft;         /* each page is marked "DỰ THẢO" */
    uint32_t line;      /* in hoso.yaml */
};

/* A place that figures are about. */
struct workspace_place {
    struct str name;
    struct str within; /* the place of the source that first names it */
    enum place_level level;
};

struct workspace;

/* What the evidence of a dossier gives beside the sources: figures of lists of people, whose rows it does not have, and the
 * findings as they were, since most were made from more than one dossier carries. Set between workspace_open and
 * workspace_read. */
struct workspace_given {
    void *aux;
    /* True: the source's figures are given, and have been added. */
    bool (*figures)(void *aux, const struct source *source, struct figures *figures);
    /* Once all figures are there and the checks have run: puts others in the place of what they found. */
    void (*findings)(void *aux, struct workspace *workspace);
};

/* All of a workspace that is loaded once and then only read: shared by the workers. */
struct workspace {
    const char *folder;
    const char *file;    /* hoso.yaml, as messages call it */
    struct str text;     /* its bytes */
    struct str language; /* "vi" or "en"; empty when the file does not say */
    struct issuer issuer;
    struct date date;
    const char *own_fonts[FACE_COUNT];
    struct workspace_source *sources;
    size_t n_sources;
    struct workspace_place *places; /* in Vietnamese order */
    size_t n_places;
    struct place_index below;           /* from a place to the numbers of those within it */
    struct workspace_dossier *dossiers; /* `each:` expanded, in order of places */
    size_t n_dossiers;
    struct settings *settings; /* hoso.yaml as loaded */
    struct source **loaded;    /* the sources that could be read; spans index it */
    size_t n_loaded;
    const struct pack **read_by;         /* parallel to loaded; NULL: no pack could be had */
    const struct workspace_given *given; /* NULL: all is read and checked from the sources */
    struct catalogue *catalogue;
    struct packs packs;
    struct units *units;    /* templates/units.yaml and the crosswalks */
    struct source **tables; /* crosswalks and acknowledgements: read, but no source of figures */
    size_t n_tables;
    struct check_settings checks;
    struct figures figures;
    struct findings findings;
    struct ahead *ahead; /* a build that was prepared; NULL: none */
    struct arena arena;
};

/* Loads folder/hoso.yaml, its sources, their figures and findings. NULL after an error of level usage or system;
 * what is wrong inside a source is reported and the rest goes on. Yours to workspace_free. */
struct workspace *workspace_load(const char *folder, struct diag *diag);
/* Its two steps, for a caller who takes the language of messages from the workspace: hoso.yaml alone; then the rest. After
 * a failed workspace_read the workspace is still yours to free. */
struct workspace *workspace_open(const char *folder, struct diag *diag);
bool workspace_read(struct workspace *workspace, struct diag *diag);
void workspace_free(struct workspace *workspace);

/* Makes a workspace in `folder`: templates/workspace/hoso.LANGUAGE.yaml ("vi", "en") as hoso.yaml and an empty nguon/; or,
 * with `example` (a name in the data folder's examples/; else NULL), a copy of that without what was made from it. Writes
 * over nothing: DIAG_USAGE when there is a workspace (init-occupied), for an example anything at all, or no such example
 * (example-unknown). */
bool workspace_init(const char *folder, const char *example, const char *language, struct diag *diag);

/* ---- building ------------------------------------------------------------------------------------------------------ */

enum dossier_state {
    DOSSIER_BUILT,
    DOSSIER_FRESH,
    DOSSIER_FAILED,
    DOSSIER_SKIPPED, /* not begun: interrupted */
    DOSSIER_PLANNED  /* --dry-run: it would be made */
};

/* What became of one dossier. */
struct dossier_result {
    enum dossier_state state;
    /* id, why it was made: new, program, fonts, plan, template, figures, missing, damaged, forced; empty when fresh */
    const char *reason;
    uint32_t pages;
    uint64_t bytes;
    char sha256[DIGEST_HEX];          /* of the file; empty unless it is there */
    unsigned notes, warnings, errors; /* findings on its place in its years */
    uint32_t ms;                      /* for the run record alone */
    struct diag diag;                 /* its messages, until they are printed in the order of the plan */
};

const char *dossier_state_name(enum dossier_state state); /* "built", ... */

/* What one dossier may take (hoso.yaml, `limits:`); 0: as much as it likes. */
struct build_limits {
    unsigned seconds; /* [s] of CPU */
    unsigned memory;  /* [MiB] of its worker, beside what all share */
    unsigned pages;
};

#define LIMIT_SECONDS 60u
#define LIMIT_MEMORY  1024u
#define LIMIT_PAGES   1000u

/* How far a build has come. */
struct build_progress {
    size_t done, total;  /* of the dossiers that must be made */
    const char *current; /* output of one that is being made; NULL: none */
    double seconds;      /* since the first was begun */
};

struct build_options {
    unsigned jobs;    /* 0: the machine's cores */
    const char *only; /* glob over output paths; NULL: all */
    bool force;
    bool dry_run; /* says what would be made and why; nothing is written */
    bool draft;   /* marks every dossier as a draft, whatever the workspace says */
    bool prune;   /* removes files that hoso has made and no plan makes any more */
    unsigned share,
        n_shares;     /* --shard: every n_shares-th dossier of the plan from the share-th (1..n) on; 0: all */
    struct date date; /* overrides the workspace's; unknown: not given */
    /* folder for the tree and the display list of each dossier made, as text; NULL: none */
    const char *trace;
    /* Called for each dossier of the plan, in the plan's order whatever the workers do. */
    void (*report)(void *aux, const struct workspace_dossier *dossier, const struct dossier_result *result);
    /* Called some times a second while dossiers are made; NULL: not. */
    void (*progress)(void *aux, const struct build_progress *progress);
    void *aux;
};

struct build_result {
    bool begun; /* false: there could be no dossier at all, so none was looked at */
    size_t built, fresh, failed, skipped, planned;
    size_t orphans, pruned; /* files that no plan makes any more: left, removed */
};

/* Between workspace_open and workspace_read, for who will build by these options, which it borrows until then: takes the lock,
 * and begins with what rests on no source, beside the reading where there may be several jobs. Whoever does not call it has it
 * done by batch_build. False: reported (locked). */
bool batch_prepare(struct workspace *workspace, const struct build_options *options, struct diag *diag);

/* Makes every stale dossier. Each one is whole or not there. Reports as it goes; false when a dossier failed, the run was
 * interrupted, another run works in the workspace (locked), or its state could not be written. */
bool batch_build(struct workspace *workspace, const struct build_options *options,
                 struct build_result *result, struct diag *diag);

#endif
