/* plan.h - which slabs stand on which page, and how tight. Inner header. */
#ifndef HOSO_LAYOUT_PLAN_H
#define HOSO_LAYOUT_PLAN_H

#include "layout/galley.h"

/* A page that is decided on. */
struct cut {
    uint32_t from, to; /* slabs */
    enum height height;
    int32_t spaces; /* [1/1000] of what they can grow; below 0: shrink */
    bool landscape;
    uint32_t number, total; /* in its series */
};

struct cuts {
    struct cut *items;
    size_t n, cap;
};

/* All pages of the galley, in order. The list is yours to free. */
struct cuts plan_pages(const struct galley *g);

/* A space between blocks as the page has it. */
mpt plan_space(const struct galley *g, const struct cut *cut, mpt space);
/* The slab in the form that the page takes. */
const struct slab *plan_form(const struct galley *g, uint32_t at, enum height height);
/* How far below the top of the first page its text begins: an appendix keeps the clerk's place clear. */
mpt plan_clear(const struct galley *g, uint32_t from);
/* What the footnotes of a slab need; `first`: with the rule above the first of a page. */
mpt plan_notes(const struct galley *g, const struct slab *slab, bool first);

#endif
