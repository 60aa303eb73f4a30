/* markdown.h - the Markdown that a template wrote, with marks for values, to the document tree. Values never pass through
 * the Markdown parser: it sees only their marks, so nothing in the data can be taken for an asterisk or a table. */
#ifndef HOSO_DOC_MARKDOWN_H
#define HOSO_DOC_MARKDOWN_H

#include "doc/block.h"

/* Appends template text that starts at `line`. */
void markdown_text(struct build *build, struct str text, uint32_t line);
/* Appends a mark that stands for the value, which is kept by its number until the tree is made. */
void markdown_value(struct build *build, const struct value *value);
/* Appends the mark of a block, in a paragraph of its own. */
void markdown_block(struct build *build, struct block *block);

/* Adds the nodes of all that was written to `root`. False after a DIAG_USAGE: HTML, images, text indented like code. */
bool markdown_convert(struct build *build, struct node *root);

#endif
