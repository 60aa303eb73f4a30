/* pasted.h - tables that were pasted into a text. For this folder only. */
#ifndef HOSO_SOURCE_PASTED_H
#define HOSO_SOURCE_PASTED_H

#include "source/source.h"

/* Warns of the first table in a text whose rows hold several numbers, between tabs or bars: a text is read by its sentences,
 * so those numbers would be lost without a word. */
void pasted_report(const struct source *source, struct diag *diag);

#endif
