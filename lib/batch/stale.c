/* stale.c - which dossiers must be made, and why. */
#include "batch/build.h"
#include <string.h>

bool build_same_bytes(const struct buf *bytes, const struct state_entry *entry) {
    struct hash hash = HASH_START;
    hash_bytes(&hash, bytes->at, bytes->len);
    return bytes->len == entry->bytes && hash_end(&hash) == entry->check;
}

/* What is wrong with the file that is there, or NULL. */
static const char *fault_of_file(struct build *build, const struct state_entry *entry, struct buf *room) {
    const unsigned char *files = build->ahead->files;
    enum ahead_file file = files ? files[entry - build->state.items] : AHEAD_UNKNOWN;
    if (file == AHEAD_UNKNOWN)
        file = ahead_look(build->workspace->folder, entry, room);
    return file == AHEAD_SOUND ? NULL : file == AHEAD_MISSING ? "missing" : "damaged";
}

/* The questions are asked last: what they mean rests on the other parts. */
static const char *changed_part(struct build *build, size_t i, const struct state_entry *entry) {
    static const char *const names[STATE_PARTS] = {"program", "fonts", "plan", "template", "figures"};
    const struct workspace_dossier *dossier = build_dossier(build, i);
    bool same = memcmp(entry->parts, build->parts[i], STATE_USED * sizeof *entry->parts) == 0;
    if (same)
        build->parts[i][STATE_USED] =
            uses_answers(&build->kit.uses, entry->uses, dossier, kit_style_says, &build->kit);
    for (int part = 0; part < STATE_PARTS; part++)
        if (entry->parts[part] != build->parts[i][part])
            return names[part];
    return NULL;
}

/* Why the dossier must be made, or NULL when its file is what making it again would give. */
static const char *reason_to_make(struct build *build, size_t i, const struct state_entry *entry,
                                  struct buf *room) {
    if (build->options->force || build->options->trace)
        return "forced";
    if (!entry)
        return "new";
    const char *changed = changed_part(build, i, entry);
    return changed ? changed : fault_of_file(build, entry, room);
}

static void settle_fresh(struct build *build, size_t i, const struct state_entry *entry) {
    struct dossier_result *result = &build->results[i];
    result->state = DOSSIER_FRESH;
    result->pages = entry->pages;
    result->bytes = entry->bytes;
    memcpy(result->sha256, entry->sha256, sizeof result->sha256);
    build->settled[i] = true;
}

uint32_t *build_stale(struct build *build, size_t *n_stale) {
    uint32_t *stale = mem_new(build->n + 1, sizeof *stale);
    struct buf room = BUF_EMPTY; /* for the bytes of one file after the other */
    *n_stale = 0;
    for (size_t i = 0; i < build->n; i++) {
        const struct workspace_dossier *dossier = build_dossier(build, i);
        const struct state_entry *entry = state_find(&build->state, dossier->output);
        struct dossier_result *result = &build->results[i];
        kit_parts(&build->kit, dossier, build->parts[i]);
        dossier_findings(build->workspace, dossier, result);
        const char *reason = reason_to_make(build, i, entry, &room);
        result->reason = reason ? reason : "";
        result->state = DOSSIER_SKIPPED;
        if (!reason) {
            settle_fresh(build, i, entry);
        } else if (!kit_template(&build->kit, dossier->template)
                        ->template) { /* reported when it was loaded */
            result->state = DOSSIER_FAILED;
            build->settled[i] = true;
        } else {
            stale[(*n_stale)++] = (uint32_t)i;
        }
    }
    buf_fini(&room);
    return stale;
}
