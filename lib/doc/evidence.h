/* evidence.h - which sources stand behind the numbers of a dossier, numbered in order of first appearance, and the annex
 * that lists them. */
#ifndef HOSO_DOC_EVIDENCE_H
#define HOSO_DOC_EVIDENCE_H

#include "doc/build.h"

#define EVIDENCE_COLUMN 8u /* a sum of more cells than this is shown as one column, not cell by cell */

/* Fills `numbers` with the entries that `fact` rests on, in order of appearance, each once; makes those that are new.
 * Returns how many there are; `numbers` has room for `max`. */
uint32_t evidence_of(struct build *build, const struct fact *fact, uint32_t *numbers, uint32_t max);
/* The number of one figure's entry. */
uint32_t evidence_figure(struct build *build, const struct figure *figure);
struct evidence_entry *evidence_entry(struct build *build, uint32_t number);
/* Remembers the first number printed from an entry. */
void evidence_back(struct build *build, uint32_t number, uint32_t anchor);

/* Adds the table of sources to `parent`. */
void evidence_annex(struct build *build, struct node *parent);
void evidence_fini(struct evidence *evidence);

#endif
