/* state.h - what hoso has made in a workspace, and from what: .hoso/state. It holds nothing that cannot be made again: lost
 * or broken, everything is made anew.
 *
 * The file is a journal. A line is added when a dossier's file is in its place, so a run that was killed is remembered as
 * far as it came; a later line for the same output takes the place of the earlier. Each line begins with a number made from
 * the rest of it: a line that was half written, or that the disk lost, counts as not there. When old lines are many the file
 * is written anew. Shares of one workspace (--shard) write a journal each, which the next whole run takes into its own. */
#ifndef HOSO_BATCH_STATE_H
#define HOSO_BATCH_STATE_H

#include "base/base.h"

#define STATE_FILE ".hoso/state"

/* What a dossier was made from, part by part: the first that differs is the reason to make it again. */
enum state_part {
    STATE_PROGRAM, /* version and build of the program, the catalogue of indicators, the table of units */
    STATE_FONTS,
    STATE_PLAN, /* place, years, output, date, issuer: what hoso.yaml says of the dossier */
    STATE_TEMPLATE,
    STATE_USED, /* style, figures, findings: what it asked for when it was made, see uses.h */
    STATE_PARTS
};

struct state_entry {
    const char *output; /* relative to the workspace */
    uint64_t parts[STATE_PARTS];
    struct str uses; /* what it asked for, as uses.h writes it; kept once where many dossiers ask the same */
    char sha256[DIGEST_HEX]; /* of the file */
    uint64_t check;          /* of the file's bytes, by hash.h: quick to compare */
    uint64_t bytes;
    uint32_t pages;
    const char *run; /* id of the run that made it */
    bool gone;       /* hoso knows of it no more */
};

/* One of the texts that many entries share. */
struct state_text {
    struct str text;
    uint32_t number; /* in the journal that is written; 0: not yet in it */
};

struct state {
    struct state_entry *items; /* in the order of their first lines */
    size_t n, cap;
    struct map by_output;
    struct state_text *texts;
    size_t n_texts, texts_cap;
    struct map by_text;
    uint32_t last_number;      /* of a text in the journal that is written */
    const char *folder;        /* the workspace */
    const char *path;          /* the journal that is written */
    const char *const *others; /* journals of shares that have ended, to be taken in */
    size_t n_others;
    const char **strays; /* what runs that were killed have left of journals that they wrote anew */
    size_t n_strays;
    int fd;             /* -1: not open for writing */
    struct buf pending; /* lines not written yet */
    size_t n_lines;     /* in the journal */
    bool broken;        /* it has lines that do not count, or none at all */
    struct arena arena;
};

#define STATE_NONE ((struct state){.fd = -1})

/* Reads the journals, to write that of `share` (as for lock_take). Empty when there are none. Lines that do not count are
 * left out, which a DIAG_NOTE tells (state-broken) unless it is the last one. */
void state_load(struct state *state, const char *folder, const char *share, struct diag *diag);
/* Makes ready to write: strays go, a broken journal is written anew. False: reported. */
bool state_open(struct state *state, struct diag *diag);
/* Puts or replaces the entry of entry->output; copies. It is written by the next state_sync. */
void state_put(struct state *state, const struct state_entry *entry);
/* Brings all that was put to the disk. False: reported. */
bool state_sync(struct state *state, struct diag *diag);
/* At the end of a run: writes the journal anew where much of it no longer counts, and takes in those of shares. */
bool state_tidy(struct state *state, struct diag *diag);
void state_fini(struct state *state);

const struct state_entry *state_find(const struct state *state,
                                     const char *output); /* NULL: not known, or gone */

#endif
