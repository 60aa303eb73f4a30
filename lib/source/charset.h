/* charset.h - how a file's bytes are written, and its text as UTF-8 with the way back. For this folder only.
 *
 * One line a charset in charset.c: who claims the bytes first decodes them; UTF-8 claims what nobody else did. */
#ifndef HOSO_SOURCE_CHARSET_H
#define HOSO_SOURCE_CHARSET_H

#include "text/text.h"

struct charset {
    const char *name;
    bool (*claims)(struct str raw);
    /* Fills `out`, whose runs lead back to raw bytes. False where the bytes are broken: `*bad` is the offset. What comes
     * out need not be checked UTF-8: nfc_make does that. */
    bool (*decode)(struct arena *arena, struct str raw, struct nfc *out, size_t *bad);
};

const struct charset *charset_of(struct str raw);

/* `outer` leads back to the text of `inner`: makes it lead to the bytes that `inner` came from. */
void charset_chain(struct arena *arena, struct nfc *outer, const struct nfc *inner);

#endif
