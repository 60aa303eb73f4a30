/* cited.h - which figures a dossier printed, and on which pages: .hoso/runs/ID.figures, written as dossiers are made. What
 * hoso diff compares; nothing is built from it. */
#ifndef HOSO_BATCH_CITED_H
#define HOSO_BATCH_CITED_H

#include "batch/batch.h"

/* A line for each figure that pages lead to, for the dossier `output`, in the arena:
 *
 *     dossier  OUTPUT
 *     figure   PAGES INDICATOR PLACE GROUP PERIOD KIND VALUE OF UNIT FILE LINE QUOTE
 *     column   PAGES INDICATOR FILE FIRST-LINE LAST-LINE
 *
 * parted by tabs; PAGES as "1,3"; a column is a sum of so many rows that they are not named one by one. */
struct str cited_write(struct arena *arena, const struct figures *figures, const struct doc *doc,
                       const struct pages *pages, const char *output);

#endif
