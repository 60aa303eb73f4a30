/* annex.h - what the list and the grids of the sources annex have in common. Inner header. */
#ifndef HOSO_DOC_ANNEX_H
#define HOSO_DOC_ANNEX_H

#include "doc/emit.h"

/* The file's name without its folders: the annex is for people. */
struct str annex_file(const struct source *source);
/* "[3]" with the entry's anchor, leading back to where it was first printed. */
void annex_number(struct emit *emit, struct node *cell, uint32_t number);
struct str annex_label(const struct figure *figure);
/* "2021", or "2020 - 2021" where the entry's figures are of several years. */
struct str annex_years(const struct build *build, const struct evidence_entry *entry);
/* It was counted from a list of people, of whom no paper shows a line. */
bool annex_counts_people(const struct figure *figure);
/* A cell as it stands; cells that one number adds up: 8 + 500; of a list of people how many were counted. */
struct str annex_cell(const struct build *build, const struct source *source, const struct figure *figure);

#endif
