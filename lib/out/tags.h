/* tags.h - the structure tree (ISO 32000-1, 14.7 and 14.8): which marked piece of which page belongs to which element.
 * Private to lib/out. */
#ifndef HOSO_OUT_TAGS_H
#define HOSO_OUT_TAGS_H

#include "out/haru.h"

struct tags;

/* Borrows `pages`; lives in `arena`. */
struct tags *tags_new(struct arena *arena, const struct pages *pages);

/* The standard structure type of a role (ISO 32000-1, 14.8.4): "P", "TD". */
const char *tags_role_name(enum tag_role role);
const char *tags_role(const struct tags *tags, uint32_t tag); /* "P" */
/* One text runs on from the one tag to the other: a paragraph and what stands in its lines. */
bool tags_run_on(const struct tags *tags, uint32_t from, uint32_t to);
/* A piece of the tag's content begins on the page: its marked-content id there. Pieces come in the order of reading. */
uint32_t tags_piece(struct tags *tags, uint32_t tag, uint32_t page);
/* Something of the tag is drawn within this rectangle of the page: where a figure lies. */
void tags_drawn(struct tags *tags, uint32_t tag, const struct page *page, mpt x0, mpt y0, mpt x1, mpt y1);
/* An annotation of the tag: the key in the ParentTree that its dictionary must name. */
uint32_t tags_annotation(struct tags *tags, uint32_t tag, uint32_t page, struct haru_object *annotation);

/* Writes all elements; the id of the StructTreeRoot. */
uint32_t tags_write(struct tags *tags, struct haru *haru);

#endif
