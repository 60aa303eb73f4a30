/* kit_files.h - the files that a dossier is made by, beside its sources: template, style, rule packs, catalogue, units. Evidence
 * names each by the digest of what it says, comments aside, and carries those that are the workspace's own. */
#ifndef HOSO_BATCH_KIT_FILES_H
#define HOSO_BATCH_KIT_FILES_H

#include "batch/kit.h"

struct kit_file {
    const char *path;        /* in the workspace or in what ships: "templates/rules/chung.yaml" */
    char sha256[DIGEST_HEX]; /* of what it says */
    struct str own;          /* the file without comments; empty where what ships says the same */
    uint64_t says;           /* by hash.h: all of the above */
};

/* What a dossier is made by: its own questions say so. */
struct kit_making {
    const struct workspace_dossier *dossier;
    struct str style;
    const uint32_t *sources; /* that it uses, by index */
    size_t n_sources;
};

/* The files, each once, always in the same order; read when they are first asked for. Returns how many; in the arena. */
size_t kit_files(struct kit *kit, struct arena *arena, const struct kit_making *making,
                 const struct kit_file *const **files);
/* What they say, as one number; for struct uses. */
uint64_t kit_files_say(void *kit, const struct kit_making *making);

#endif
