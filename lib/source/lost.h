/* lost.h - letters that a file no longer has. For this folder only. */
#ifndef HOSO_SOURCE_LOST_H
#define HOSO_SOURCE_LOST_H

#include "source/source.h"

/* Warns once of question marks inside words (encoding-lost). */
void lost_report(const struct source *source, struct diag *diag);

#endif
