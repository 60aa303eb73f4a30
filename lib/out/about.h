/* about.h - what a PDF says of itself: Info, XMP, page labels. Private to lib/out. */
#ifndef HOSO_OUT_ABOUT_H
#define HOSO_OUT_ABOUT_H

#include "out/out.h"

void about_info(struct buf *out, const struct pages *pages, const struct out_info *info);
void about_xmp(struct buf *out, const struct pages *pages, const struct out_info *info);
/* The number tree of the labels that the pages print. */
void about_labels(struct buf *out, const struct pages *pages);

#endif
