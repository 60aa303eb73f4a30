/* haru.h - libharu as hoso uses it: a document and its pages, objects given as text, streams given deflated, the file.
 * Private to lib/out, and all of libharu's habits stay in haru.c. */
#ifndef HOSO_OUT_HARU_H
#define HOSO_OUT_HARU_H

#include "out/conform.h"

struct haru; /* one document */

/* An indirect object: a dictionary, with or without a stream. `text` is what stands between << and >>; it is read when
 * the file is written, so it may be filled in after the id was used elsewhere. */
struct haru_object {
    uint32_t id; /* "12" of "12 0 R"; 0 after a failure, which haru_save reports */
    struct str text;
    struct str stream; /* as it will lie in the file; empty: none */
};

/* A document with pages of these sizes, still empty. Objects live in `arena`, which must outlast the document, as must the
 * texts and the bytes that are given for them: nothing is copied. */
struct haru *haru_new(struct arena *arena, const struct pages *pages);
void haru_free(struct haru *haru);

/* An object of its own, numbered on; `text` may be empty and filled in later. */
struct haru_object *haru_object(struct haru *haru, struct str text);
/* A stream that is a zlib stream already (/Filter /FlateDecode) ... */
struct haru_object *haru_deflated(struct haru *haru, struct str text, struct str bytes);
/* ... or plain (metadata must be readable without a PDF reader). */
struct haru_object *haru_plain(struct haru *haru, struct str text, struct str bytes);

/* Entries for the document's catalog, its Info dictionary and the trailer's ID (16 bytes as hex). Once each. */
void haru_catalog(struct haru *haru, struct str text);
void haru_info(struct haru *haru, struct str text);
void haru_id(struct haru *haru, const char hex[32]);

/* The object id of the page, from 0. */
uint32_t haru_page_id(const struct haru *haru, uint32_t page);
/* The page's content stream, deflated already. */
void haru_page_content(struct haru *haru, uint32_t page, struct str deflated);
/* The dictionary of its fonts; one more annotation on it. */
void haru_page_fonts(struct haru *haru, uint32_t page, const struct haru_object *fonts);
void haru_page_annotation(struct haru *haru, uint32_t page, const struct haru_object *annotation);
/* Its key in the structure's ParentTree, and tabbing in the order of the structure. */
void haru_page_structure(struct haru *haru, uint32_t page, uint32_t key);

/* The file's bytes, if its objects keep what `conform` says that they claim. Else reports why; of libharu's errors the first,
 * which is the cause; those after it are echoes. */
bool haru_save(struct haru *haru, struct buf *out, struct conform *conform, struct diag *diag);

#endif
