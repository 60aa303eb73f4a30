/* programs.h - the programs of one face, each made once. Private to lib/font. */
#ifndef HOSO_FONT_PROGRAMS_H
#define HOSO_FONT_PROGRAMS_H

#include "font/typeface.h"

struct programs {
    struct common { /* the common set; face is NULL until it is asked for */
        struct arena arena;
        hb_face_t *face;   /* the subset */
        uint32_t *letters; /* by glyph id: the letter it stands for; 0: not of the set */
        uint32_t n_letters;
        struct font_program *program; /* NULL until a document uses it as it is */
    } common;
    struct arena arena; /* of the own subsets below and their keys */
    struct map keys;    /* the glyphs drawn, as bytes: index in `own` */
    struct font_program **own;
    size_t n, cap;
};

/* See fonts_program. NULL when HarfBuzz cannot make the subset. */
const struct font_program *programs_lookup(struct programs *programs, const struct typeface *typeface,
                                           enum face slot, const struct glyph *drawn, size_t n);
/* Makes the common program ahead of the first document that wants it. */
void programs_warm(struct programs *programs, const struct typeface *typeface, enum face slot);
void programs_trim(struct programs *programs); /* forgets the subsets made for single documents */
void programs_fini(struct programs *programs);

#endif
