/* spec.h - fonts/fonts.yaml: which face each slot is. Private to lib/font. */
#ifndef HOSO_FONT_SPEC_H
#define HOSO_FONT_SPEC_H

#include "font/font.h"

struct spec_face {
    char *slot, *family, *style, *package, *version, *licence, *sha256;
    char *file; /* where the package puts it; NULL: not said */
};

struct spec {
    struct spec_list {
        struct spec_face *faces;
        unsigned faces_count;
    } * list;
    const struct spec_face *slots[FACE_COUNT];
};

/* Every slot must be named once; faults are DIAG_USAGE at their line. */
bool spec_load(struct spec *spec, const char *path, struct diag *diag);
void spec_free(struct spec *spec);

#endif
