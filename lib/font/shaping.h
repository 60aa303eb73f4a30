/* shaping.h - words to glyphs, each word of a face once. Private to lib/font. */
#ifndef HOSO_FONT_SHAPING_H
#define HOSO_FONT_SHAPING_H

#include "font/typeface.h"

/* The words of one face that were shaped so far. */
struct shaping {
    struct arena arena; /* the shapes, their glyphs and texts */
    struct map words;   /* text: index in `shapes` */
    struct shape **shapes;
    size_t n, cap;
};

/* The word in the face, from the cache or shaped now with `buffer` as scratch. Borrowed until shaping_fini. */
const struct shape *shaping_word(struct shaping *shaping, const struct typeface *typeface,
                                 hb_buffer_t *buffer, struct str nfc);
void shaping_fini(struct shaping *shaping); /* empties; may be used again */

#endif
