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
/* A pack without rules, for tables, whose heads are the catalogue's: nothing is read from the disk, no pattern of texts compiled.
 * It reads no text. Yours to pack_free. */
struct pack *pack_for_tables(const char *name, const struct catalogue *catalogue);
void pack_free(struct pack *pack);
const char *pack_name(const struct pack *pack);
/* The paths of the files that it was loaded from: of the packs that it extends, and its own. Borrowed; returns how many. */
size_t pack_files(const struct pack *pack, const char *const **files);
/* How many of the pack's own markers (`markers:` in its file) occur in the text: packs are chosen by them. `first` gets the
 * raw span of one, where there is any. 0 for tables. */
unsigned pack_marks(const struct pack *pack, const struct source *source, struct span *first);
bool pack_has_markers(const struct pack *pack);
size_t pack_samples(const struct pack *pack); /* how many samples pack_test runs */
/* Runs each rule's samples; every sample that does not give its figures is DIAG_ERROR. */
bool pack_test(const struct pack *pack, const struct catalogue *catalogue, struct diag *diag);

/* What became of a number that was seen in a text. */
enum fate { FATE_FIGURE, FATE_SET_ASIDE, FATE_UNREAD };

/* Why a number is no figure; trace.h has the words of the text that decided. */
enum why {
    WHY_FIGURE,       /* it is one */
    WHY_INSIDE,       /* it stands in a phrase that measures nothing: a decree, a sum */
    WHY_TIME,         /* it says of when the figures are */
    WHY_NAME,         /* it belongs to the name of what is measured: dưới 35 tuổi */
    WHY_VETO,         /* a word before it makes it a wish or a condition */
    WHY_FIELD,        /* it is of people of another field */
    WHY_TARGET,       /* it is of a year to come */
    WHY_OUTLOOK,      /* a heading or a word makes it one of what is still to come */
    WHY_UNTOLD,       /* it is of an end of a span whose years nobody names */
    WHY_RANGE,        /* "8-9": no single value */
    WHY_COLUMNS,      /* one of a row of numbers, whose columns no words name */
    WHY_OTHER,        /* it counts something that no rule knows */
    WHY_NARROWED,     /* some of the staff, by words that no rule knows */
    WHY_UNCATALOGUED, /* what it measures is in no indicator */
    WHY_SHARE,        /* a share of the staff that were counted, by what it does not say */
    WHY_NO_WORDS,     /* nothing in its sentence says what it measures */
    WHY_APART,        /* the nearest words that name an indicator were not taken for it: see `apart` */
    WHY_HALF,         /* its words name a field or a group, but not what is measured */
    WHY_CODE,         /* digits within a word */
    WHY_COLUMN,       /* a table: its column is read for no indicator */
    WHY_ROW,          /* a table: its row is not read */
    WHY_CELL,         /* a table: the cell is no number such as its column holds */
    WHYS
};

const char *why_name(enum why why); /* "figure", "inside", ... for programs */

/* What the numbers are that a phrase sets aside, in both languages: "số tiền", "a sum of money". NULL: its pack does not say. */
struct meaning {
    const char *vi, *en;
};

struct trace; /* how it came to that, see trace.h */

struct sighting {
    struct span where;
    struct span whole; /* of a figure that several cells make: from the first to the last; else empty */
    uint32_t line;
    struct str quote; /* NFC */
    enum fate fate;
    enum why why;                      /* WHYS: unread, and nobody looked why: the trace says it */
    const char *rule;                  /* the figure's rule, or what set it aside; NULL when unread */
    struct meaning means;              /* borrowed from the pack */
    const struct indicator *indicator; /* of a figure: the first, where the number is several */
    struct trace *trace;               /* NULL unless asked for */
};

struct sightings {
    struct sighting *items;
    size_t n, cap;
    bool traced; /* asked for: each number with its trace */
    struct arena arena;
};

/* Frees the list with its quotes and traces. */
void sightings_fini(struct sightings *sightings);

/* Adds the figures of `source` to `figures`. `sightings` (may be NULL) gets each number seen with its fate. For tables
 * `pack` gives groups only; a head that matches no indicator is a DIAG_NOTE (head-unknown), a cell that is no number
 * where one is due a DIAG_ERROR (cell-number). False only when the source cannot be read at all. */
bool extract_source(const struct source *source, const struct pack *pack, struct figures *figures,
                    struct sightings *sightings, struct diag *diag);

/* ---- how a table is read, for whoever cuts parts out of it --------------------------------------------------------- */

enum column_use {
    COLUMN_OTHER,   /* measures nothing in the catalogue */
    COLUMN_FIGURES, /* a reader takes it */
    COLUMN_PASSED,  /* measures what another column gives: the first of two, the sum of several */
    COLUMN_PLACE,
    COLUMN_WITHIN,    /* the district of the unit */
    COLUMN_INDICATOR, /* what the row measures */
    COLUMN_ORDER,     /* STT */
    COLUMN_NAMES,     /* what else says what a row is about: code, year, group, unit */
};

struct table_column {
    struct str head; /* all its levels, joined by " - ": in one row of heads it reads as it does in several */
    enum column_use use;
};

struct table_outline {
    size_t head, body; /* the heads are the records [head, body) */
    uint32_t width;    /* [cells] that each row has */
    struct table_column *columns;
    uint32_t n_columns;
    bool *groups; /* by record: it heads those below it */
    /* what the title says: the staff, the year, the day; empty, 0, unknown where it does not */
    struct str group;
    int16_t year;
    struct date as_of;
};

/* In the arena. False: it has no heads, nothing that is measured, or it is a list of people. */
bool outline_read(struct arena *arena, const struct source *source, const struct pack *pack,
                  const struct catalogue *catalogue, struct table_outline *out);

/* The coverage of all the sources of `figures`, in any form (sightings_print.c). */
void sightings_print(struct buf *out, enum sheet_form form, const struct figures *figures,
                     const struct sightings *sightings, bool vietnamese);

#endif
