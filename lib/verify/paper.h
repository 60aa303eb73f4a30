/* paper.h - a PDF as it lies there, read through libqpdf: its pages' contents, fonts and annotations, and the files attached
 * to it. Private to lib/verify, and all of libqpdf's habits stay in paper.c. */
#ifndef HOSO_VERIFY_PAPER_H
#define HOSO_VERIFY_PAPER_H

#include "base/base.h"

#define PAPER_FONTS 32 /* more than any page of ours has */

struct paper_font {
    struct str name;       /* in the page's resources, without the slash: "F0" */
    struct str to_unicode; /* the CMap; empty: none */
    struct str widths;     /* the /W array, written out: "3 [250 333] 105 [500]" */
    /* of the embedded program's bytes; empty: none, or its glyphs are not those of the codes */
    char program[DIGEST_HEX];
};

/* Where a field of a form lies, and what the page shows of itself [1/1000 pt]: left, bottom, right, top. */
struct paper_box {
    int32_t at[4];
};

#define PAPER_FIELDS 8 /* of one page: we make one, and each signature may add one that is not seen */

struct paper_page {
    struct str content; /* inflated; several streams with line ends between them */
    struct paper_font fonts[PAPER_FONTS];
    uint32_t n_fonts;
    struct paper_box box; /* its MediaBox */
    bool altered; /* cut off, turned or scaled (CropBox, Rotate, UserUnit), which no page of ours is */
    uint32_t n_links;
    struct paper_box fields[PAPER_FIELDS]; /* those of a form that can be seen */
    uint32_t n_fields;
    /* annotations that are neither plain links nor such fields, which may hide what is below */
    uint32_t n_others;
};

struct paper_file {
    struct str name, relationship, bytes;
};

struct paper {
    struct paper_page *pages;
    uint32_t n_pages;
    struct paper_file *files;
    uint32_t n_files;
    struct arena arena; /* all of it */
};

/* Reads the bytes of a PDF called `path` in messages. False, reported: no PDF, damaged, encrypted, a filter that is not
 * known, more than can be meant. */
bool paper_read(struct paper *paper, const char *path, struct str bytes, struct diag *diag);
void paper_fini(struct paper *paper);

#endif
