/* staff.h - of whom a dossier speaks, in words. */
#ifndef HOSO_DOC_STAFF_H
#define HOSO_DOC_STAFF_H

#include "doc/build.h"

/* A group as a sentence of a document writes it: begun small, without the abbreviations of tables. In the arena. */
struct str staff_words(struct arena *arena, struct str group);

#endif
