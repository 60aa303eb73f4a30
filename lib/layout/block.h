/* block.h - the blocks of a document, each set into the galley at its full width. Inner header. */
#ifndef HOSO_LAYOUT_BLOCK_H
#define HOSO_LAYOUT_BLOCK_H

#include "layout/galley.h"

/* Where a block stands: lists indent what is in them. */
struct place {
    mpt x, width;
    int depth;        /* of lists */
    uint32_t owner;   /* tag made for the table or chart by its caption; 0: none */
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

void letterhead_set(struct galley *g, const struct node *node);
void signature_set(struct galley *g, const struct node *node);
void cards_set(struct galley *g, const struct node *node, struct place place);
void table_set(struct galley *g, const struct node *node, struct place place);
void chart_set(struct galley *g, const struct node *node, struct place place);

#endif
