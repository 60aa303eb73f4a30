/* tar.h - several small files as one: an archive of the form that POSIX calls ustar. Small excerpts of tables that have the
 * same heads deflate together to a fraction of what they take one by one. */
#ifndef HOSO_BATCH_TAR_H
#define HOSO_BATCH_TAR_H

#include "base/base.h"

#define TAR_NAME 99 /* [bytes] the longest name */

struct tar_file {
    struct str name; /* UTF-8, no folders */
    struct str bytes;
    struct date date; /* unknown: 1970-01-01 */
};

/* One more file with its header and padding. Its name is at most TAR_NAME bytes long. */
void tar_add(struct buf *out, const struct tar_file *file);
/* Two empty blocks, which end an archive. */
void tar_end(struct buf *out);
/* Takes the next file off `rest`; its name and bytes borrow. False at the end and where the bytes are no archive. */
bool tar_next(struct str *rest, struct tar_file *file);

#endif
