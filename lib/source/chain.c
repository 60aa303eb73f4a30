/* chain.c - a text made from a text: its runs as runs of the first one. */
#include "source/chain.h"
#include <stdlib.h>
#include <string.h>

struct runs {
    struct nfc_run *items;
    size_t n, cap;
};

static void add_run(struct runs *runs, size_t at, size_t raw, size_t raw_len) {
    MEM_ROOM(runs->items, runs->n, runs->cap);
    runs->items[runs->n++] = (struct nfc_run){(uint32_t)at, (uint32_t)raw, (uint32_t)raw_len};
}

/* `run` is a copy of `len` bytes of inner.text: one run for each inner run that it touches, from *next on. */
static void chain_copy(struct runs *runs, const struct nfc_run *run, size_t len, const struct nfc *inner,
                       size_t *next) {
    size_t from = run->raw, to = from + len;
    while (*next + 1 < inner->n_runs && inner->runs[*next + 1].at <= from)
        (*next)++;
    for (size_t i = *next; i < inner->n_runs && (i == *next || inner->runs[i].at < to); i++) {
        const struct nfc_run *piece = &inner->runs[i];
        size_t start = piece->at > from ? piece->at : from;
        size_t raw = piece->raw_len != 0 ? piece->raw : piece->raw + (start - piece->at);
        add_run(runs, run->at + (start - from), raw, piece->raw_len);
    }
}

void nfc_chain(struct arena *arena, struct nfc *outer, const struct nfc *inner) {
    struct runs runs = {0};
    size_t next = 0;
    for (size_t i = 0; i < outer->n_runs; i++) {
        const struct nfc_run *run = &outer->runs[i];
        size_t end = i + 1 < outer->n_runs ? outer->runs[i + 1].at : outer->text.len;
        if (run->raw_len != 0) {
            size_t from, to;
            nfc_raw(inner, run->raw, (size_t)run->raw + run->raw_len, &from, &to);
            add_run(&runs, run->at, from, to - from);
        } else {
            chain_copy(&runs, run, end - run->at, inner, &next);
        }
    }
    struct nfc_run *kept = ARENA_ARRAY(arena, runs.n + 1, struct nfc_run);
    if (runs.n > 0)
        memcpy(kept, runs.items, runs.n * sizeof *kept);
    *outer = (struct nfc){outer->text, kept, runs.n > 0 ? runs.n : 1};
    free(runs.items);
}
