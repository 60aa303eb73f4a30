/* state.c - .hoso/state.json in and out. */
#include "batch/state.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define STATE_FORMAT 1 /* another number: made by a program that keeps other things; not read */

const struct state_entry *state_find(const struct state *state, const char *output) {
    uint32_t i = map_find(&state->by_output, str_of(output));
    return i == MAP_NONE ? NULL : &state->items[i];
}

void state_put(struct state *state, const struct state_entry *entry) {
    uint32_t i = map_find(&state->by_output, str_of(entry->output));
    if (i == MAP_NONE) {
        MEM_ROOM(state->items, state->n, state->cap);
        i = (uint32_t)state->n++;
        state->items[i].output = arena_strdup(&state->arena, entry->output);
        map_put(&state->by_output, str_of(state->items[i].output), i);
    }
    const char *output = state->items[i].output;
    state->items[i] = *entry;
    state->items[i].output = output;
}

static void read_entry(struct state *state, const char *output, const json_t *object) {
    const char *digest = json_string_value(json_object_get(object, "digest"));
    const char *sha256 = json_string_value(json_object_get(object, "sha256"));
    struct state_entry entry = {.output = output};
    if (!digest || !sha256 || strlen(digest) >= DIGEST_HEX || strlen(sha256) >= DIGEST_HEX)
        return;
    memcpy(entry.digest, digest, strlen(digest) + 1);
    memcpy(entry.sha256, sha256, strlen(sha256) + 1);
    entry.pages = (uint32_t)json_integer_value(json_object_get(object, "pages"));
    entry.bytes = (uint64_t)json_integer_value(json_object_get(object, "bytes"));
    state_put(state, &entry);
}

void state_load(struct state *state, const char *folder, struct diag *diag) {
    *state = (struct state){0};
    struct buf text = BUF_EMPTY;
    const char *path = file_join(&state->arena, folder, STATE_FILE);
    if (!file_exists(path) || !file_read(path, &text, diag)) {
        buf_fini(&text);
        return;
    }
    json_t *root = json_loadb(text.at ? text.at : "", text.len, JSON_REJECT_DUPLICATES, NULL);
    json_t *outputs = json_object_get(root, "outputs");
    if (json_integer_value(json_object_get(root, "format")) != STATE_FORMAT || !json_is_object(outputs))
        diag_at(diag, DIAG_NOTE, (struct diag_where){.file = path}, "state-broken",
                _("this is not the state of a run of this version; every dossier is made anew"));
    const char *output;
    json_t *entry;
    json_object_foreach(outputs, output, entry) {
        read_entry(state, output, entry);
    }
    json_decref(root);
    buf_fini(&text);
}

static json_t *write_entry(const struct state_entry *entry) {
    return json_pack("{s:s, s:s, s:i, s:I}", "digest", entry->digest, "sha256", entry->sha256, "pages",
                     (int)entry->pages, "bytes", (json_int_t)entry->bytes);
}

bool state_save(const struct state *state, const char *folder, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    json_t *outputs = json_object();
    for (size_t i = 0; i < state->n; i++)
        json_object_set_new(outputs, state->items[i].output, write_entry(&state->items[i]));
    json_t *root = json_pack("{s:i, s:o}", "format", STATE_FORMAT, "outputs", outputs);
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    if (!text)
        mem_exhausted();
    bool ok = file_replace(file_join(&arena, folder, STATE_FILE), text, strlen(text), diag);
    free(text);
    json_decref(root);
    arena_fini(&arena);
    return ok;
}

void state_fini(struct state *state) {
    free(state->items);
    map_fini(&state->by_output);
    arena_fini(&state->arena);
    *state = (struct state){0};
}
