/* layout.h - from the document tree to pages: paragraphs (Knuth-Plass), tables, charts, page breaking. Pages are display
 * lists of placed items in millipoints; they know nothing of PDF. The folder's public header. */
#ifndef HOSO_LAYOUT_LAYOUT_H
#define HOSO_LAYOUT_LAYOUT_H

#include "doc/doc.h"
#include "font/font.h"

/* Millipoints: 1/1000 of 1/72 inch. x to the right, y DOWN from the top left corner of the page. */
typedef int32_t mpt;

/* ---- pages ------------------------------------------------------------------------------------------------------- */

/* The roles of PDF's standard structure (ISO 32000-1, 14.8.4). */
enum tag_role {
    TAG_DOCUMENT,
    TAG_PART,
    TAG_SECT,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_P,
    TAG_L,
    TAG_LI,
    TAG_LBL,
    TAG_LBODY,
    TAG_TABLE,
    TAG_TR,
    TAG_TH,
    TAG_TD,
    TAG_CAPTION,
    TAG_FIGURE,
    TAG_LINK,
    TAG_NOTE,
    TAG_SPAN,
    TAG_BLOCK_QUOTE,
    TAG_TOC,
    TAG_TOCI,
    TAG_REFERENCE,
    TAG_FORM
};

struct tag {
    enum tag_role role;
    uint32_t parent;        /* index; tag 1 is the document, 0 stands for "artifact" */
    uint16_t columns, rows; /* spans of a cell */
    struct str alt;         /* TAG_FIGURE */
};

enum page_item_type { ITEM_TEXT, ITEM_RULE, ITEM_FILL };

/* One word (or piece of one) on a baseline, a ruled line, or a filled polygon. A long document has hundreds of thousands:
 * 32 bytes each. */
struct page_item {
    enum page_item_type type : 8;
    uint32_t color : 24; /* 0xRRGGBB */
    uint32_t tag;        /* index in pages.tags; 0: an artifact (page number, rule, ground) */
    union {
        struct {
            mpt x, y; /* the pen at the baseline */
            mpt size;
            enum face face : 8;
            bool after_space : 1; /* a space parts it from the item before on the same baseline */
            const struct shape *shape;
        } text;
        struct {
            mpt x0, y0, x1, y1, weight;
            bool dashed;
        } rule;
        struct {
            const mpt *points; /* x0 y0 x1 y1 ... */
            uint32_t n_points;
        } fill;
    } as;
};

/* In place of an anchor: no link, but the empty field for a digital signature. */
#define PAGE_SIGNATURE UINT32_MAX

struct page_link {
    mpt x0, y0, x1, y1;
    uint32_t anchor; /* leads to */
    uint32_t tag;
};

struct page {
    mpt width, height;
    struct str label; /* the page number as printed; empty on a first page */
    uint32_t number;  /* in its series, from 1, printed or not; 0: not known */
    struct page_item *items;
    uint32_t n_items, cap_items;
    struct page_link *links;
    uint32_t n_links, cap_links;
};

struct anchor_place {
    uint32_t page; /* index; UINT32_MAX: the anchor was not placed */
    mpt x, y;
    struct str name; /* the first words at the place: what a link to it leads to */
};

struct outline_entry {
    int level; /* from 1 */
    struct str title;
    uint32_t page;
    mpt y;
};

struct pages {
    struct page **items;
    uint32_t n, cap;
    struct tag *tags; /* tags[0] is not used */
    uint32_t n_tags, cap_tags;
    struct anchor_place *anchors; /* index: anchor id, 1..n_anchors: the tree's, then those of headings */
    uint32_t n_anchors;
    struct outline_entry *outline;
    uint32_t n_outline, cap_outline;
    struct str title, subject, author;
    struct date date;
};

/* ---- styles ------------------------------------------------------------------------------------------------------ */

struct style; /* page, faces, sizes, leadings, colours by role: templates/styles/NAME.yaml */

/* Where the style lies that another names in `extends:`; NULL: there is none. */
struct style_finder {
    const char *(*find)(void *aux, struct str name);
    void *aux;
};

/* What a style does not say is as in the style that it extends (`extends: NAME`, up to eight deep); `finder` may be NULL
 * where none does. Faults are DIAG_USAGE at the style's line. Yours to style_free; read-only, shared by workers. */
struct style *style_load(const char *path, const struct style_finder *finder, struct diag *diag);
void style_free(struct style *style);

/* ---- laying out -------------------------------------------------------------------------------------------------- */

/* Lays out the tree. Pages live in `arena`. NULL after an error: a letter that no face draws (layout-letter: names
 * letter, face and text), content wider than its room (layout-overflow), reported with the template's line where known;
 * `name` is the template's path, for messages. */
struct pages *layout_pages(struct arena *arena, const struct doc *doc, const struct style *style,
                           const struct shaper *shaper, const char *name, struct diag *diag);

#endif
