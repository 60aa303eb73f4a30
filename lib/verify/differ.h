/* differ.h - the words of a page against those that it should have. Private to lib/verify. */
#ifndef HOSO_VERIFY_DIFFER_H
#define HOSO_VERIFY_DIFFER_H

#include "verify/words.h"

/* A stretch of words that differs: printed [from, to) stands where given [given_from, given_to) should. Either may be empty. */
struct difference {
    size_t from, to, given_from, given_to;
};

struct differences {
    struct difference *items; /* in order */
    size_t n, cap;
};

/* The least that must change, word by word. Where pages have hardly anything in common, one stretch from the first word that
 * differs to the last. */
void differ_words(const struct words *printed, const struct words *given, struct differences *out);
void differences_fini(struct differences *differences);

#endif
