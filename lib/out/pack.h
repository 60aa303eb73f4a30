/* pack.h - a PDF file's objects and its end: small objects go into object streams, the cross-reference is a stream too
 * (ISO 32000-1, 7.5.7 and 7.5.8). Private to lib/out.
 *
 * A tagged and linked dossier has hundreds of small dictionaries. Written plainly, as libharu does, each takes 100 to 150
 * bytes and 20 in the table; packed and deflated about 15. */
#ifndef HOSO_OUT_PACK_H
#define HOSO_OUT_PACK_H

#include "base/base.h"

struct pack_entry {
    uint8_t type;   /* 0: free, 1: at an offset, 2: in an object stream */
    uint32_t where; /* [bytes] the offset; the object stream's id */
    uint32_t index; /* within the object stream */
};

struct pack {
    struct buf *out;
    struct arena arena;
    struct pack_entry *entries; /* by object id */
    size_t n, cap;
    struct buf heads, bodies; /* of the object stream that is being filled */
    uint32_t *waiting;        /* the ids in it */
    size_t n_waiting;
};

/* `out` holds the file's header. Objects 1 to n_objects will be given, each once, in any order. */
void pack_start(struct pack *pack, struct buf *out, uint32_t n_objects);
/* A stream; `text` are all entries of its dictionary. */
void pack_stream(struct pack *pack, uint32_t id, struct str text, struct str bytes);
/* A dictionary: `text` is what stands between << and >>. */
void pack_small(struct pack *pack, uint32_t id, struct str text);
/* Ends the file; `trailer` are the entries /Root, /Info and /ID. */
void pack_end(struct pack *pack, struct str trailer);

#endif
