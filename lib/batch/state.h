/* state.h - .hoso/state.json: from what each file was made, and what it was then. It holds nothing that cannot be made
 * again: lost or broken, everything is made anew. */
#ifndef HOSO_BATCH_STATE_H
#define HOSO_BATCH_STATE_H

#include "base/base.h"

#define STATE_FILE ".hoso/state.json"

struct state_entry {
    const char *output;      /* relative to the workspace */
    char digest[DIGEST_HEX]; /* of all that it was made from */
    char sha256[DIGEST_HEX]; /* of the file */
    uint32_t pages;
    uint64_t bytes;
};

/* Entries in the order of the file, those of later runs behind. Owns them. */
struct state {
    struct state_entry *items;
    size_t n, cap;
    struct map by_output;
    struct arena arena;
};

/* Empty when there is none; a broken one is a DIAG_NOTE (state-broken) and empty. */
void state_load(struct state *state, const char *folder, struct diag *diag);
bool state_save(const struct state *state, const char *folder, struct diag *diag);
void state_fini(struct state *state);

const struct state_entry *state_find(const struct state *state, const char *output); /* NULL: not known */
/* Puts or replaces the entry of entry->output; copies. */
void state_put(struct state *state, const struct state_entry *entry);

#endif
