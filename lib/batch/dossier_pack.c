/* dossier_pack.c - a dossier's result on its way from the worker to its parent: numbers as they lie in memory (both are
 * the same program), strings with their length before them. */
#include "batch/dossier.h"
#include <string.h>

/* All of a result that has a fixed size. */
struct packed {
    uint32_t state, pages, ms, n_messages;
    uint64_t bytes, check, used;
    char sha256[DIGEST_HEX];
};

struct packed_message {
    uint32_t level, line, column, width;
};

static void put_str(struct buf *out, struct str s) {
    uint64_t len = s.len;
    buf_add(out, &len, sizeof len);
    buf_str(out, s);
}

static void put_message(struct buf *out, const struct diag_message *message) {
    struct packed_message head = {message->level, message->where.line, message->where.column,
                                  message->where.width};
    buf_add(out, &head, sizeof head);
    put_str(out, str_of(message->where.file));
    put_str(out, message->where.text);
    put_str(out, str_of(message->id));
    put_str(out, str_of(message->text));
}

void dossier_pack(struct buf *out, const struct dossier_result *result, const struct dossier_made *made) {
    struct packed head = {.state = result->state,
                          .pages = result->pages,
                          .ms = result->ms,
                          .bytes = result->bytes,
                          .check = made->check,
                          .used = made->used};
    memcpy(head.sha256, result->sha256, sizeof head.sha256);
    for (const struct diag_message *message = result->diag.first; message; message = message->next)
        head.n_messages++;
    buf_add(out, &head, sizeof head);
    put_str(out, made->uses);
    put_str(out, made->cited);
    for (const struct diag_message *message = result->diag.first; message; message = message->next)
        put_message(out, message);
}

/* Takes `len` bytes off the front of `bytes`; false when there are fewer. */
static bool take(struct str *bytes, void *out, size_t len) {
    if (bytes->len < len)
        return false;
    memcpy(out, bytes->at, len);
    *bytes = str_cut(*bytes, len, bytes->len);
    return true;
}

static bool take_str(struct str *bytes, struct arena *arena, struct str *out) {
    uint64_t len;
    if (!take(bytes, &len, sizeof len) || bytes->len < len)
        return false;
    *out = arena_str(arena, str_cut(*bytes, 0, len));
    *bytes = str_cut(*bytes, len, bytes->len);
    return true;
}

static bool take_message(struct str *bytes, struct diag *diag) {
    struct packed_message head;
    struct str file, line, id, text;
    if (!take(bytes, &head, sizeof head) || head.level > DIAG_SYSTEM ||
        !take_str(bytes, &diag->arena, &file) || !take_str(bytes, &diag->arena, &line) ||
        !take_str(bytes, &diag->arena, &id) || !take_str(bytes, &diag->arena, &text))
        return false;
    struct diag_where where = {file.len ? file.at : NULL, head.line, head.column, line, head.width};
    diag_at(diag, (enum diag_level)head.level, where, id.at, "%s", text.at);
    return true;
}

bool dossier_unpack(struct str bytes, struct arena *arena, struct dossier_result *result,
                    struct dossier_made *made) {
    struct packed head;
    if (!take(&bytes, &head, sizeof head) || head.state > DOSSIER_SKIPPED)
        return false;
    result->state = (enum dossier_state)head.state;
    result->pages = head.pages;
    result->ms = head.ms;
    result->bytes = head.bytes;
    memcpy(result->sha256, head.sha256, sizeof result->sha256);
    made->check = head.check;
    made->used = head.used;
    if (!take_str(&bytes, arena, &made->uses) || !take_str(&bytes, arena, &made->cited))
        return false;
    for (uint32_t i = 0; i < head.n_messages; i++)
        if (!take_message(&bytes, &result->diag))
            return false;
    return bytes.len == 0;
}
