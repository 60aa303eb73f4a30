/* enclosure.h - what is attached to a dossier, so that whoever has the PDF can make it again: excerpts of its sources, the
 * figures and findings that it was made from, and a manifest that says what was made of them, by what. lib/verify reads it.
 *
 * All of it is a function of what the dossier uses (figures_asked) and of nothing else: a change of a source that touches
 * nothing used changes no byte. Lists of people come as their counts; no row of theirs is attached. */
#ifndef HOSO_BATCH_ENCLOSURE_H
#define HOSO_BATCH_ENCLOSURE_H

#include "batch/excerpt.h"
#include "batch/kit_files.h"

/* Names of the attachments that every dossier with evidence has. */
#define ENCLOSURE_MANIFEST "manifest.json"
#define ENCLOSURE_FIGURES  "figures.csv"
#define ENCLOSURE_FINDINGS "findings.csv"
#define ENCLOSURE_SOURCES  "nguon.tar" /* the excerpts, where they are small and several */

/* A file that the manifest names. */
struct enclosed {
    /* in the workspace that the evidence makes up; NULL: none, a table for people and programs */
    const char *path;
    const char *name;   /* of the attachment, or of the file in `within` */
    const char *within; /* ENCLOSURE_SOURCES or NULL */
    const char *mime, *description, *relationship;
    bool excerpt; /* of a source or of a crosswalk */
    bool counted;
    struct str bytes;
    struct date date;
};

struct enclosure {
    struct arena *arena;
    struct kit *kit;
    const struct workspace_dossier *dossier;
    struct date date;
    struct str style;                    /* by name */
    const struct figure *const *figures; /* used, ascending */
    size_t n_figures;
    const struct finding *const *findings;
    size_t n_findings;
    struct excerpt *excerpts;             /* by workspace source; source NULL: nothing of it is used */
    const struct kit_file *const *makers; /* what made it, beside the sources */
    size_t n_makers;
    struct enclosed *files;
    size_t n_files, files_cap;
};

/* The attachments of a dossier that asked these questions, in the arena. How much of its sources they needed is asked for too
 * (excerpt.h). */
void enclosure_make(struct arena *arena, struct kit *kit, const struct workspace_dossier *dossier,
                    struct date date, struct figures_asked *asked, const struct doc *doc,
                    struct out_info *info);

/* The manifest's bytes; in the arena. */
struct str manifest_make(const struct enclosure *enclosure);

#endif
