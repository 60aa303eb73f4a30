/* content.h - one page's items as a PDF content stream. Private to lib/out. */
#ifndef HOSO_OUT_CONTENT_H
#define HOSO_OUT_CONTENT_H

#include "out/tags.h"

/* Which glyphs of a face the document draws, each with a letter that it stands for. */
struct drawn {
    uint64_t *seen; /* a bit for each glyph id; NULL: the face is not used */
    struct glyph *glyphs;
    size_t n, cap;
};

/* The glyphs that are read by their id: ascending. */
void drawn_sort(struct drawn *drawn);
void drawn_fini(struct drawn *drawn);

/* What all pages of a document share while their contents are written. */
struct content {
    struct drawn drawn[FACE_COUNT];
    struct shaper shaper; /* for the space between words, and the em */
    struct tags *tags;    /* NULL: the document is not tagged */
};

/* Appends the operators that draw the page. Fonts are named /F0../F6 by their face. */
void content_page(struct content *content, const struct page *page, uint32_t index, struct buf *out);
void content_fini(struct content *content);

#endif
