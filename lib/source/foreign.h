/* foreign.h - files that are no text at all, told by their first bytes. For this folder only. */
#ifndef HOSO_SOURCE_FOREIGN_H
#define HOSO_SOURCE_FOREIGN_H

#include "source/source.h"

/* Is the file of a kind that holds no text to read as it lies (a workbook, a document of Word, a PDF, a picture, a packed
 * file)? Then it is told, once, with what to save instead. */
bool foreign_file(const struct source *source, struct diag *diag);
/* Warns of a web page, which is read as it lies, marks and all. */
void foreign_page(const struct source *source, struct diag *diag);

#endif
