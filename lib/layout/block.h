/* block.h - the blocks of a document, each set into the galley at its full width. Inner header. */
#ifndef HOSO_LAYOUT_BLOCK_H
#define HOSO_LAYOUT_BLOCK_H

#include "layout/galley.h"

/* Where a block stands: lists indent what is in them. */
struct place {
    mpt x, width;
    int depth;        /* of lists */
    uint32_t owner;   /* tag made for the table or chart by its caption; 0: none */
    struct str title; /* its number, "Bảng 2"; empty: none */
    struct run label; /* of a list item: stands to the left of its first line */
    mpt label_x;
};

/* All blocks below `parent`. */
void block_children(struct galley *g, const struct node *parent, struct place place);

/* A paragraph of `role`, one slab a line. */
void block_run(struct galley *g, struct run run, const struct role *role, struct place place, mpt indent);
/* Into the open slab, from y downwards; returns the y below. */
mpt block_column(struct galley *g, struct run run, const struct role *role, enum set set, mpt x, mpt y,
                 mpt width);
/* A string as one paragraph with a tag of its own, as block_column. */
mpt block_text(struct galley *g, struct str text, enum role_name name, enum tag_role tag, mpt x, mpt y,
               mpt width);

/* The line "Bảng 2 (tiếp theo)" above what goes on on a further page, in repeats; false where it has no number. */
bool block_continued(struct galley *g, struct place place);

/* Finds what tables of contents list, where there is one. */
void contents_find(struct galley *g);
/* The next words begin `node`, which a table of contents may lead to. */
void contents_place(struct galley *g, const struct node *node);
void contents_set(struct galley *g, const struct node *node, struct place place);
/* The first node of an appendix behind the lines of its title, and these as one title. */
const struct node *contents_titles_end(const struct node *appendix);
struct str contents_join_titles(struct galley *g, const struct node *first, const struct node *end);

/* Sets the notes whose marks were set, each as a slab of its own. */
void feet_set(struct galley *g);
void letterhead_set(struct galley *g, const struct node *node);
void signature_set(struct galley *g, const struct node *node);
void cards_set(struct galley *g, const struct node *node, struct place place);
void table_set(struct galley *g, const struct node *node, struct place place);
void chart_set(struct galley *g, const struct node *node, struct place place);

#endif
