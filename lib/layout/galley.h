/* galley.h - what has been set and waits to be cut into pages: a list of slabs, each as wide as the measure and never
 * parted, with the items placed in it. Also holds all that the setting of one dossier needs. Inner header. */
#ifndef HOSO_LAYOUT_GALLEY_H
#define HOSO_LAYOUT_GALLEY_H

#include "layout/inline.h"
#include "layout/style.h"

/* What a page break before a slab costs; page.c weighs it against the empty space it leaves. */
enum {
    COST_NONE = 0,
    COST_LINE = 10, /* within a paragraph */
    COST_ITEM = 80, /* behind the first item of a list, before the last */
    COST_ROW = 260, /* within a table */
    COST_GROUP =
        700, /* within what had better stay together: cards, a chart of bars, a list's introduction */
    COST_FORBID = 1000000 /* after a heading, a widow: only where nothing else is possible */
};
#define COST_HEADING (-20) /* a page likes to begin with a heading */

/* The forms of a chart: for a page that is short of room, by nature, for one that has too much. */
enum height { HEIGHT_LOWER, HEIGHT_TALLER, HEIGHT_PLAIN, HEIGHTS };

/* Items, links, anchors, titles are ranges of the galley's vectors, relative to the slab's top left corner. */
struct slab {
    mpt height;
    mpt space; /* above it; dropped at the top of a page */
    int32_t cost;
    uint32_t line; /* of the template, for messages */
    uint32_t item, n_items, link, n_links, anchor, n_anchors, title, n_titles;
    uint32_t head, n_head;       /* in repeats: drawn above it when it starts a page */
    uint32_t closing, n_closing; /* items drawn only where a page ends after this slab */
    mpt closing_height;          /* what they need below it */
    uint32_t foot, n_foot;       /* in feet: the footnotes whose marks stand in it */
    uint32_t spare[2];           /* HEIGHT_LOWER, HEIGHT_TALLER: 1 + index in spares; 0: as it is */
};

struct slab_anchor {
    uint32_t id;
    mpt x, y;
    struct str name;
};

struct slab_title {
    int level;
    struct str title;
    mpt y;
};

/* Slabs from `first` on stand on pages of one orientation and one numbering. */
struct section {
    uint32_t first;
    bool landscape;
    bool restart; /* page numbers begin at 1 */
};

/* A heading or an appendix that a table of contents lists. */
struct entry_of {
    const struct node *node;
    int level;
    struct str title;
    uint32_t anchor;
    bool numbered; /* its page is named: appendices have numbers of their own */
};

/* A footnote whose mark was set; the note itself is set when all text is. */
struct foot {
    const struct node *node;
    uint32_t tag, line;
    mpt measure;
    struct slab slab;
};

struct reported {
    uint32_t letter;
    enum face face;
};

struct galley {
    struct arena *arena;
    const struct style *style;
    const struct shaper *shaper;
    struct diag *diag;
    const char *name; /* the template's path, for messages */
    const struct doc *doc;
    const uint32_t *numbers; /* by anchor: the page's number in the pass before; NULL in the first */
    bool fixed;              /* numbers of pages take the same room whatever they are */
    struct pages *pages;     /* tags are made while setting; pages when the galley is full */
    bool failed;
    struct reported reported[16];
    uint32_t n_reported;

    mpt measure; /* width of the text in this section */
    bool in_appendix, landscape, in_feet;
    uint32_t anchor;                /* to be placed before the next word; 0: none */
    const struct entry_of *entries; /* of tables of contents; in the order of the tree */
    uint32_t n_entries, next_entry;
    uint32_t tag;      /* parent of new tags */
    uint32_t line;     /* template line of what is being set */
    mpt after;         /* space asked for below the last slab */
    int32_t next_cost; /* raises the cost of a break before the next slab: keep with next */

    struct tag *tags; /* pages->tags, for as long as they grow */
    size_t cap_tags;
    struct slab *slabs, *spares, *repeats;
    struct section *sections;
    struct foot *feet;
    struct page_item *items;
    struct page_link *links;
    struct slab_anchor *anchors;
    struct slab_title *titles;
    struct piece *pieces; /* of the block being set */
    struct look *looks;
    struct line *lines;
    struct breakpoint *breakpoints; /* paragraph.c's */
    uint32_t *active;
    size_t n_slabs, cap_slabs, n_spares, cap_spares, n_repeats, cap_repeats, n_sections, cap_sections, n_feet,
        cap_feet, n_items, cap_items, n_links, cap_links, n_anchors, cap_anchors, n_titles, cap_titles,
        n_pieces, cap_pieces, n_looks, cap_looks, n_lines, cap_lines, n_breakpoints, cap_breakpoints,
        cap_active;
};

/* Room for a dossier of a few pages at once, rather than by growing. */
void galley_start(struct galley *g);
void galley_fini(struct galley *g); /* all but the arena and the pages */

/* Begins a slab with `before` above it (of two neighbouring spaces the larger counts). Everything placed until
 * galley_close belongs to it. */
void galley_open(struct galley *g, mpt before, int32_t cost);
void galley_close(struct galley *g, mpt height, mpt after);
/* Makes the last slab the lower or taller form of the one before it. */
void galley_spare(struct galley *g, enum height height);
/* Takes the last slab out of the text to be repeated above others; returns its index in repeats. */
uint32_t galley_repeat(struct galley *g);
/* Space and keeping as they are now, to be put back after slabs that do not stand in the text. */
struct between {
    mpt after;
    int32_t next_cost;
};
struct between galley_between(const struct galley *g);
void galley_resume(struct galley *g, struct between between);
/* Footnote `foot` of galley.feet belongs to the open slab: it will stand on the same page. */
void galley_note(struct galley *g, uint32_t foot);
/* The printed number of the page where the anchor stood in the pass before, as far as is known. */
struct str galley_page_of(struct galley *g, uint32_t anchor);
/* Later slabs go on new pages, turned or not; `restart`: their numbers begin anew. */
void galley_section(struct galley *g, bool landscape, bool restart);
/* The scratch of a block is empty again. */
void galley_clear(struct galley *g);

/* A new structure tag under g->tag: its index in pages.tags. */
uint32_t galley_tag(struct galley *g, enum tag_role role);

/* Places items into the open slab, y from its top: a shaped text with its left edge at x and its baseline at y (`after_space`: a
 * blank stands before it on its line) ... */
void galley_text(struct galley *g, mpt x, mpt y, const struct look *look, const struct shape *shape,
                 bool after_space);
/* ... a line, drawn as decoration ... */
void galley_rule(struct galley *g, mpt x0, mpt y0, mpt x1, mpt y1, struct stroke stroke);
/* ... a closed shape; `points` (x, y in turn) are copied ... */
void galley_fill(struct galley *g, uint32_t tag, uint32_t color, const mpt *points, uint32_t n_points);
/* ... a rectangle between two corners ... */
void galley_rect(struct galley *g, uint32_t tag, uint32_t color, mpt x0, mpt y0, mpt x1, mpt y1);
/* ... a rectangle that leads to the anchor ... */
void galley_link(struct galley *g, uint32_t anchor, uint32_t tag, mpt x0, mpt y0, mpt x1, mpt y1);
/* ... what links and the outline lead to: a place with a name (empty: none), a title of that level. */
void galley_anchor(struct galley *g, uint32_t id, mpt x, mpt y, struct str name);
void galley_title(struct galley *g, int level, struct str title, mpt y);

/* The beginning of a text, for messages. */
struct str galley_excerpt(struct str text);
/* Reports content wider or higher than its room (layout-overflow); the dossier fails. */
void galley_overflow(struct galley *g, uint32_t line, struct str what);

/* Makes the galley's pages (page.c). */
void page_build(struct galley *g);

#endif
