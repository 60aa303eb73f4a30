/* wrapped.h - lines that an editor or a PDF broke in the middle of a sentence. For this folder only. */
#ifndef HOSO_SOURCE_WRAPPED_H
#define HOSO_SOURCE_WRAPPED_H

#include "source/marks.h"
#include "source/source.h"

/* Makes the line ends within sentences blanks in `key`, which is source->folded: passages go on over them. `marks`: of
 * source->nfc.text. */
void wrapped_join(const struct source *source, const struct marks *marks, char *key);

/* Was the line end at `end` made a blank? */
static inline bool wrapped_joins(struct str text, struct str key, size_t end) {
    end += text.at[end] == '\r' && end + 1 < text.len && text.at[end + 1] == '\n';
    return text.at[end] == '\n' && key.at[end] == ' ';
}

#endif
