/* reference.h - names for tables, charts and places of the text, and references to them: "Bảng 2, trang 5". A name may be used
 * before it is given: references are filled in when the whole tree stands. */
#ifndef HOSO_DOC_REFERENCE_H
#define HOSO_DOC_REFERENCE_H

#include "doc/build.h"

/* Adds the place that `name` stands for to `parent`. `label` is what a reference prints for it, "Bảng 2"; empty: as the
 * heading around it begins, "mục II". */
void reference_target(struct build *build, struct node *parent, struct str name, struct str label,
                      uint32_t line);
/* Adds a reference, to be filled in later. */
void reference_add(struct build *build, struct node *parent, const struct value *value, uint32_t line);
/* Fills all in. False after a DIAG_USAGE: a name that nothing has, or two have. */
bool references_resolve(struct build *build);
void references_free(struct build *build);

#endif
