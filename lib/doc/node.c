/* node.c - the document tree: making nodes, printing them as the golden form, and checking what must hold of them.
 * Walks follow the parent links, so a deep tree costs no stack. */
#include "doc/doc.h"
#include <stdlib.h>

struct node *node_new(struct arena *arena, enum node_type type) {
    struct node *node = ARENA_NEW(arena, struct node);
    node->type = type;
    switch (type) {
    case NODE_LETTERHEAD: node->as.letterhead = ARENA_NEW(arena, struct letterhead); break;
    case NODE_SIGNATURE: node->as.signature = ARENA_NEW(arena, struct signature); break;
    case NODE_CHART: node->as.chart = ARENA_NEW(arena, struct chart); break;
    default: break;
    }
    return node;
}

struct node *node_add(struct node *parent, struct node *child) {
    child->parent = parent;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    return child;
}

struct node *node_text(struct arena *arena, struct node *parent, struct str text) {
    struct node *node = node_new(arena, NODE_TEXT);
    node->as.text = text;
    node->line = parent->line;
    return node_add(parent, node);
}

/* The next node in document order, `depth` kept; NULL after the last one below `root`. */
static const struct node *node_walk(const struct node *node, const struct node *root, unsigned *depth) {
    if (node->first) {
        ++*depth;
        return node->first;
    }
    while (node != root && !node->next) {
        node = node->parent;
        --*depth;
    }
    return node == root ? NULL : node->next;
}

/* ---- printing ---------------------------------------------------------------------------------------------------- */

static const char *const names[] = {
    [NODE_DOCUMENT] = "document",
    [NODE_LETTERHEAD] = "letterhead",
    [NODE_APPENDIX] = "appendix",
    [NODE_HEADING] = "heading",
    [NODE_PARAGRAPH] = "paragraph",
    [NODE_LIST] = "list",
    [NODE_ITEM] = "item",
    [NODE_CARDS] = "cards",
    [NODE_CARD] = "card",
    [NODE_CAPTION] = "caption",
    [NODE_TABLE] = "table",
    [NODE_ROW] = "row",
    [NODE_CELL] = "cell",
    [NODE_NOTE] = "note",
    [NODE_CHART] = "chart",
    [NODE_SIGNATURE] = "signature",
    [NODE_PAGE_BREAK] = "page-break",
    [NODE_CONTENTS] = "contents",
    [NODE_TEXT] = "text",
    [NODE_EMPHASIS] = "emphasis",
    [NODE_STRONG] = "strong",
    [NODE_SUPERSCRIPT] = "superscript",
    [NODE_FIGURE] = "figure",
    [NODE_MARK] = "mark",
    [NODE_SMALL] = "small",
    [NODE_UP] = "up",
    [NODE_DOWN] = "down",
    [NODE_ANCHOR] = "anchor",
    [NODE_LINK] = "link",
    [NODE_LINE_BREAK] = "line-break",
    [NODE_PAGE] = "page",
    [NODE_FOOTNOTE] = "footnote",
};

static void print_quoted(struct buf *out, struct str text) {
    buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n')
            buf_puts(out, "\\n");
        else if (text.at[i] == '"' || text.at[i] == '\\')
            buf_printf(out, "\\%c", text.at[i]);
        else
            buf_char(out, text.at[i]);
    }
    buf_char(out, '"');
}

static void print_named(struct buf *out, const char *name, struct str text) {
    if (!text.len)
        return;
    buf_printf(out, " %s=", name);
    print_quoted(out, text);
}

static void print_list(struct buf *out, const char *name, const struct str *list, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        print_named(out, name, list[i]);
}

static void print_letterhead(struct buf *out, const struct letterhead *head) {
    print_named(out, "parent", head->parent);
    print_named(out, "issuer", head->issuer);
    print_named(out, "number", head->number);
    print_named(out, "place-date", head->place_date);
    print_named(out, "kind", head->kind);
    print_list(out, "subject", head->subject, head->n_subject);
    print_list(out, "to", head->addressees, head->n_addressees);
}

static void print_signature(struct buf *out, const struct signature *signature) {
    print_list(out, "recipient", signature->recipients, signature->n_recipients);
    print_list(out, "post", signature->post, signature->n_post);
    print_named(out, "name", signature->name);
}

static void print_chart_series(struct buf *out, const struct chart *chart, uint32_t series, unsigned depth) {
    buf_printf(out, "\n%*s- ", (int)(2 * depth + 2), "");
    print_quoted(out, chart->series[series]);
    for (uint32_t i = 0; i < chart->n_categories; i++) {
        const struct chart_value *value = &chart->values[series * chart->n_categories + i];
        buf_char(out, ' ');
        if (decimal_missing(value->value))
            buf_puts(out, "missing");
        decimal_print(out, value->value);
        if (value->label.len)
            print_quoted(out, value->label);
        if (value->anchor)
            buf_printf(out, "#%u", (unsigned)value->anchor);
        if (value->doubtful)
            buf_puts(out, "?");
    }
}

static void print_chart(struct buf *out, const struct chart *chart, unsigned depth) {
    static const char *const kinds[] = {"stacked-100", "slope", "line", "bars", "ranking", "multiples"};
    buf_printf(out, " %s", kinds[chart->kind]);
    print_named(out, "unit", chart->unit);
    print_named(out, "alt", chart->alt);
    buf_printf(out, "\n%*s|", (int)(2 * depth + 2), "");
    for (uint32_t i = 0; i < chart->n_categories; i++) {
        buf_char(out, ' ');
        if (chart->ranks)
            buf_printf(out, "%u. ", (unsigned)chart->ranks[i]);
        print_quoted(out, chart->categories[i]);
        if (chart->strong == i + 1)
            buf_char(out, '!');
        if (chart->break_after && chart->break_after[i])
            buf_puts(out, " //");
        if (chart->break_after && chart->break_after[i] && chart->break_labels)
            print_quoted(out, chart->break_labels[i]);
    }
    for (uint32_t i = 0; i < chart->n_series; i++)
        print_chart_series(out, chart, i, depth);
    if (chart->reference_name.len) {
        buf_printf(out, "\n%*s= ", (int)(2 * depth + 2), "");
        print_quoted(out, chart->reference_name);
        buf_char(out, ' ');
        print_quoted(out, chart->reference.label);
    }
}

static void print_table(struct buf *out, const struct node *node) {
    for (uint32_t i = 0; i < node->as.table.n_columns; i++)
        buf_printf(out, "%c%c", i ? '|' : ' ', "lcrd"[node->as.table.columns[i]]);
    if (node->as.table.landscape)
        buf_puts(out, " landscape");
    if (node->as.table.dense)
        buf_puts(out, " dense");
}

static void print_row(struct buf *out, const struct node *node) {
    buf_printf(out, "%s%s%s", node->as.row.head ? " head" : "", node->as.row.total ? " total" : "",
               node->as.row.keep ? " keep" : "");
}

static void print_cell(struct buf *out, const struct node *node) {
    if (node->as.cell.columns > 1 || node->as.cell.rows > 1)
        buf_printf(out, " %ux%u", (unsigned)node->as.cell.columns, (unsigned)node->as.cell.rows);
    if (node->as.cell.header)
        buf_puts(out, " header");
}

static void print_paragraph(struct buf *out, const struct node *node) {
    static const char *const roles[] = {"value", "label", "change"};
    if (node->parent && node->parent->type == NODE_CARD)
        buf_printf(out, " %s", roles[node->as.role]);
}

static void print_figure(struct buf *out, const struct node *node) {
    buf_printf(out, " #%u", (unsigned)node->as.figure.anchor);
    if (node->as.figure.evidence)
        buf_printf(out, " evidence #%u", (unsigned)node->as.figure.evidence);
    if (node->as.figure.doubtful)
        buf_puts(out, " doubtful");
}

static void print_contents(struct buf *out, const struct node *node) {
    print_named(out, "title", node->as.contents.title);
    buf_printf(out, " %d", node->as.contents.levels);
}

static void node_print_one(struct buf *out, const struct node *node, unsigned depth) {
    buf_printf(out, "%*s%s", (int)(2 * depth), "", names[node->type]);
    switch (node->type) {
    case NODE_LETTERHEAD: print_letterhead(out, node->as.letterhead); break;
    case NODE_SIGNATURE: print_signature(out, node->as.signature); break;
    case NODE_CHART: print_chart(out, node->as.chart, depth); break;
    case NODE_HEADING: buf_printf(out, " %d", node->as.level); break;
    case NODE_PARAGRAPH: print_paragraph(out, node); break;
    case NODE_ITEM: print_named(out, "label", node->as.item.label); break;
    case NODE_TABLE: print_table(out, node); break;
    case NODE_ROW: print_row(out, node); break;
    case NODE_CELL: print_cell(out, node); break;
    case NODE_TEXT:
        buf_char(out, ' ');
        print_quoted(out, node->as.text);
        break;
    case NODE_FIGURE: print_figure(out, node); break;
    case NODE_ANCHOR: buf_printf(out, " #%u", (unsigned)node->as.anchor); break;
    case NODE_LINK:
    case NODE_PAGE: buf_printf(out, " -> #%u", (unsigned)node->as.anchor); break;
    case NODE_CONTENTS: print_contents(out, node); break;
    case NODE_FOOTNOTE: print_named(out, "mark", node->as.footnote.mark); break;
    case NODE_APPENDIX: buf_puts(out, node->as.appendix.landscape ? " landscape" : ""); break;
    case NODE_PAGE_BREAK:
        buf_puts(out, (const char *const[]){"", " landscape", " portrait"}[node->as.turn]);
        break;
    default: break;
    }
    buf_char(out, '\n');
}

void node_print(struct buf *out, const struct node *root) {
    unsigned depth = 0;
    for (const struct node *node = root; node; node = node_walk(node, root, &depth))
        node_print_one(out, node, depth);
}

/* ---- checking ---------------------------------------------------------------------------------------------------- */

static bool node_is_inline(enum node_type type) {
    return type >= NODE_TEXT;
}

/* What kinds of children a node may have. */
static bool node_may_hold(const struct node *parent, enum node_type child) {
    switch (parent->type) {
    case NODE_DOCUMENT:
        return !node_is_inline(child) && child != NODE_ITEM && child != NODE_CARD && child != NODE_ROW &&
               child != NODE_CELL && child != NODE_DOCUMENT;
    case NODE_APPENDIX:
    case NODE_ITEM:
        return !node_is_inline(child) && child != NODE_DOCUMENT && child != NODE_APPENDIX &&
               child != NODE_ITEM && child != NODE_CARD && child != NODE_ROW && child != NODE_CELL;
    case NODE_LIST: return child == NODE_ITEM;
    case NODE_CARDS: return child == NODE_CARD;
    case NODE_CARD: return child == NODE_PARAGRAPH;
    case NODE_TABLE: return child == NODE_ROW;
    case NODE_ROW: return child == NODE_CELL;
    case NODE_LETTERHEAD:
    case NODE_CHART:
    case NODE_SIGNATURE:
    case NODE_PAGE_BREAK:
    case NODE_CONTENTS:
    case NODE_TEXT:
    case NODE_PAGE:
    case NODE_ANCHOR:
    case NODE_LINE_BREAK: return false;
    default: return node_is_inline(child);
    }
}

_Noreturn static void node_broken(const struct node *node, const char *why) {
    fprintf(stderr, "doc: broken tree at template line %u, %s: %s\n", (unsigned)node->line, names[node->type],
            why);
    abort();
}

static void check_links_of(const struct node *node) {
    if (node->first && !node->last)
        node_broken(node, "children without a last one");
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->parent != node)
            node_broken(child, "its parent does not know it");
        if (!child->next && node->last != child)
            node_broken(node, "its last child is not the last");
        if (!node_may_hold(node, child->type))
            node_broken(child, "it does not belong into its parent");
    }
}

static uint32_t node_defines(const struct node *node) {
    return node->type == NODE_ANCHOR   ? node->as.anchor
           : node->type == NODE_FIGURE ? node->as.figure.anchor
                                       : 0;
}

static uint32_t node_leads_to(const struct node *node) {
    return node->type == NODE_LINK || node->type == NODE_PAGE ? node->as.anchor
           : node->type == NODE_FIGURE                        ? node->as.figure.evidence
                                                              : 0;
}

static void check_row_width(const struct node *row) {
    uint32_t columns = 0;
    for (const struct node *cell = row->first; cell; cell = cell->next)
        columns += cell->as.cell.columns;
    if (columns > row->parent->as.table.n_columns)
        node_broken(row, "more cells than the table has columns");
}

static void check_targets(const struct node *root, const unsigned char *defined, uint32_t largest) {
    unsigned depth = 0;
    for (const struct node *node = root; node; node = node_walk(node, root, &depth)) {
        uint32_t target = node_leads_to(node);
        if (target && (target > largest || !defined[target]))
            node_broken(node, "it leads to an anchor that is not there");
    }
}

void node_check(const struct node *root) {
    uint32_t largest = 0;
    unsigned depth = 0;
    for (const struct node *node = root; node; node = node_walk(node, root, &depth)) {
        check_links_of(node);
        if (node->type == NODE_ROW)
            check_row_width(node);
        if (node_defines(node) > largest)
            largest = node_defines(node);
    }
    unsigned char *defined = mem_new((size_t)largest + 1, 1);
    for (const struct node *node = root; node; node = node_walk(node, root, &depth)) {
        uint32_t anchor = node_defines(node);
        if (anchor && defined[anchor])
            node_broken(node, "its anchor is there twice");
        defined[anchor] = 1;
    }
    check_targets(root, defined, largest);
    free(defined);
}
