/* extract.h - figures out of sources. Texts are read by a rule pack (YAML) compiled to PCRE2 programs whose tokens a
 * small grammar binds together; tables by the catalogue's patterns of heads. The folder's public header. */
#ifndef HOSO_EXTRACT_EXTRACT_H
#define HOSO_EXTRACT_EXTRACT_H

#include "figure/figure.h"
#include "figure/sheet.h"

struct pack; /* a compiled rule pack: read-only once loaded, shared by workers */

/* Loads and compiles `path` (templates/rules/NAME.yaml or a workspace's own) with the packs that it extends, which are
 * looked for beside it and then in `shipped`. Faults are DIAG_USAGE at the rule's line. Yours to pack_free. */
struct pack *pack_load(const char *path, const char *shipped, const struct catalogue *catalogue,
                       struct diag *diag);
void pack_free(struct pack *pack);
const char *pack_name(const struct pack *pack);
/* How many of the pack's own markers (`markers:` in its file) occur in the text: packs are chosen by them. `first` gets the
 * raw span of one, where there is any. 0 for tables. */
unsigned pack_marks(const struct pack *pack, const struct source *source, struct span *first);
bool pack_has_markers(const struct pack *pack);
size_t pack_samples(const struct pack *pack); /* how many samples pack_test runs */
/* Runs each rule's samples; every sample that does not give its figures is DIAG_ERROR. */
bool pack_test(const struct pack *pack, const struct catalogue *catalogue, struct diag *diag);

/* What became of a number that was seen in a text. */
enum fate { FATE_FIGURE, FATE_SET_ASIDE, FATE_UNREAD };

struct trace; /* how it came to that, see trace.h */

struct sighting {
    struct span where;
    uint32_t line;
    struct str quote; /* NFC */
    enum fate fate;
    const char *rule;          /* the figure's rule, or why it was set aside; NULL when unread */
    const struct trace *trace; /* NULL unless asked for */
};

struct sightings {
    struct sighting *items;
    size_t n, cap;
    bool traced; /* asked for: each number with its trace */
    struct arena arena;
};

void sightings_fini(struct sightings *sightings);

/* Adds the figures of `source` to `figures`. `sightings` (may be NULL) gets each number seen with its fate. For tables
 * `pack` gives groups only; a head that matches no indicator is a DIAG_NOTE (head-unknown), a cell that is no number
 * where one is due a DIAG_ERROR (cell-number). False only when the source cannot be read at all. */
bool extract_source(const struct source *source, const struct pack *pack, struct figures *figures,
                    struct sightings *sightings, struct diag *diag);

/* The coverage of all the sources of `figures`, in any form (sightings_print.c). */
void sightings_print(struct buf *out, enum sheet_form form, const struct figures *figures,
                     const struct sightings *sightings);

#endif
