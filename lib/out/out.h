/* out.h - pages to files: PDF through libharu, and a text trace that tests and people can read. The folder's public
 * header. Only this folder sees libharu. */
#ifndef HOSO_OUT_OUT_H
#define HOSO_OUT_OUT_H

#include "layout/layout.h"

/* A file inside the PDF: a source, the figures, the findings. */
struct out_attachment {
    const char *name;        /* as it will be saved: no folders, differs from the others */
    const char *mime;        /* "text/csv" */
    const char *description; /* one line for people */
    /* "Source", "Data", "Alternative", "Supplement", "Unspecified" (ISO 19005-3, 6.8) */
    const char *relationship;
    struct str bytes;
    struct date date; /* of its last change; unknown: the document's */
};

/* What the PDF carries beside its pages. */
struct out_info {
    const char *producer; /* "hoso 0.1.0" */
    struct date date;     /* CreationDate and ModDate; unknown: none are written. Never the clock */
    const char *language; /* "vi-VN" */
    const struct out_attachment *attachments; /* with any the PDF is a PDF/A-3u, else a PDF/A-2u */
    uint32_t n_attachments;
};

/* The PDF's bytes into `out`: the same pages give the same bytes. Fonts are embedded subsets with ToUnicode; links,
 * outline, page labels, metadata. */
bool out_pdf(struct buf *out, const struct pages *pages, struct fonts *fonts, const struct out_info *info,
             struct diag *diag);

/* One item a line: page, kind, millipoints, face, size, text. The golden form of a layout. */
void out_trace(struct buf *out, const struct pages *pages);

#endif
