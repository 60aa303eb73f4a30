/* about.h - what a PDF says of itself: Info, XMP, page labels. Private to lib/out. */
#ifndef HOSO_OUT_ABOUT_H
#define HOSO_OUT_ABOUT_H

#include "out/out.h"

/* What a file says it keeps to. PDF/A-2u (ISO 19005-2) or 3u always, PDF/UA-1 (ISO 14289-1) where the pages are tagged, the
 * document has a title and a language, and each figure an alternative text. What is claimed is verified by conform.h. */
struct claims {
    bool universal; /* PDF/UA-1 */
    bool attached;  /* PDF/A-3u (ISO 19005-3) in place of 2u: files are attached */
};

/* A tagged document that lacks what PDF/UA-1 asks of its author is a DIAG_WARNING (pdf-not-accessible). */
struct claims about_claims(const struct pages *pages, const struct out_info *info, struct diag *diag);
/* Midnight of the day in Vietnam, as PDF writes it: (D:...). Nothing when it is not known to the day. */
bool about_date(struct buf *out, const char *key, struct date date);
void about_info(struct buf *out, const struct pages *pages, const struct out_info *info);
void about_xmp(struct buf *out, const struct pages *pages, const struct out_info *info, struct claims claims);
/* The number that a viewer shows for the page. */
void about_label(struct buf *out, const struct pages *pages, uint32_t page);
/* The number tree of the labels that the pages print. */
void about_labels(struct buf *out, const struct pages *pages);

#endif
