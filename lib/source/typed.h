/* typed.h - slips in the numbers of a running text. For this folder only. */
#ifndef HOSO_SOURCE_TYPED_H
#define HOSO_SOURCE_TYPED_H

#include "source/marks.h"
#include "source/source.h"

/* Mends numbers in `key`, the folded text, where nothing else can be meant (number_mend, and stricter): 1.2O7 becomes
 * 1.207, and a number whose groups stand apart by NBSP or thin spaces is written behind zeros, since the key keeps its
 * length. `marks`: of source->nfc.text. Each is noted (number-typed). */
void typed_mend(const struct source *source, const struct marks *marks, char *key, struct diag *diag);

#endif
