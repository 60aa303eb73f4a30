/* markdown.c - marks in, cmark-gfm, nodes out.
 *
 * A mark is U+E000, the index of the value in hexadecimal digits U+E010 to U+E01F, U+E001. Templates cannot contain these
 * characters (script.c), and to cmark they are letters without meaning. */
#include "doc/markdown.h"
#define CMARK_NO_SHORT_NAMES /* NODE_PARAGRAPH and its like are ours */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

#define MARK_OPEN  0xE000u
#define MARK_CLOSE 0xE001u
#define MARK_DIGIT 0xE010u
#define DEPTH_MAX  60 /* lists in lists, emphasis in emphasis */

/* ---- writing --------------------------------------------------------------------------------------------------------------- */

static void begin_line(struct build *build, uint32_t line) {
    MEM_ROOM(build->lines, build->n_lines, build->lines_cap);
    build->lines[build->n_lines++] = line;
}

void markdown_text(struct build *build, struct str text, uint32_t line) {
    struct buf *out = &build->markdown;
    if (!build->n_lines)
        begin_line(build, line);
    else if (out->len && out->at[out->len - 1] == '\n')
        build->lines[build->n_lines - 1] = line;
    buf_str(out, text);
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\n')
            begin_line(build, ++line);
}

void markdown_value(struct build *build, const struct value *value) {
    MEM_ROOM(build->values, build->n_values, build->values_cap);
    build->values[build->n_values] = value;
    text_put(&build->markdown, MARK_OPEN);
    for (int shift = 28; shift >= 0; shift -= 4)
        if (build->n_values >> shift || shift == 0)
            text_put(&build->markdown, MARK_DIGIT + (build->n_values >> shift & 15));
    text_put(&build->markdown, MARK_CLOSE);
    build->n_values++;
}

void markdown_block(struct build *build, struct block *block) {
    struct value *value = ARENA_NEW(build->arena, struct value);
    value->type = VALUE_BLOCK;
    value->as.block = block;
    markdown_text(build, STR("\n\n"), block->line);
    markdown_value(build, value);
    markdown_text(build, STR("\n\n"), block->line);
}

/* ---- marks in text ----------------------------------------------------------------------------------------------------------- */

/* Reads a mark at `*at` and moves behind it; NULL when there is none. */
static const struct value *read_mark(const struct build *build, struct str s, size_t *at) {
    size_t i = *at;
    if (i >= s.len || text_next(s, &i) != MARK_OPEN)
        return NULL;
    size_t index = 0;
    while (i < s.len) {
        uint32_t c = text_next(s, &i);
        if (c == MARK_CLOSE) {
            *at = i;
            return index < build->n_values ? build->values[index] : NULL;
        }
        index = index << 4 | (c - MARK_DIGIT);
    }
    return NULL;
}

struct convert {
    struct build *build;
    struct node *into; /* where the next top block goes: the root or an appendix */
    bool ok;
};

/* Text with marks, as nodes. */
static void convert_text(struct emit *emit, struct node *parent, struct str s) {
    size_t from = 0, at = 0;
    while (at < s.len) {
        size_t here = at;
        if ((unsigned char)s.at[at] != 0xEE) {
            at++;
            continue;
        }
        const struct value *value = read_mark(emit->build, s, &at);
        if (!value) {
            at++;
            continue;
        }
        emit_text(emit, parent, arena_str(emit->build->arena, str_cut(s, from, here)));
        emit_value(emit, parent, value);
        from = at;
    }
    emit_text(emit, parent, arena_str(emit->build->arena, str_cut(s, from, s.len)));
}

/* ---- inline -------------------------------------------------------------------------------------------------------------------- */

static uint32_t line_of(const struct build *build, cmark_node *md) {
    int line = cmark_node_get_start_line(md);
    if (line < 1 || (size_t)line > build->n_lines)
        return 0;
    return build->lines[line - 1];
}

static void refuse(struct convert *c, uint32_t line, const char *id, const char *text) {
    if (c->ok)
        diag_at(c->build->diag, DIAG_USAGE, script_where(c->build->script, line, STR("")), id, "%s", text);
    c->ok = false;
}

static struct str literal(cmark_node *md) {
    return str_of(cmark_node_get_literal(md));
}

static void convert_inlines(struct convert *c, struct emit *emit, struct node *parent, cmark_node *md,
                            int depth);

static bool above_footnote(const struct node *node) {
    while (node && node->type != NODE_FOOTNOTE)
        node = node->parent;
    return node != NULL;
}

static void convert_styled(struct convert *c, struct emit *emit, struct node *parent, cmark_node *md,
                           enum node_type type, int depth) {
    struct node *node = node_add(parent, node_new(c->build->arena, type));
    node->line = emit->line;
    convert_inlines(c, emit, node, md, depth + 1);
}

/* cmark counts footnotes in the order of their references, and puts the definitions behind all blocks in that order. */
static cmark_node *footnote_definition(cmark_node *reference) {
    struct decimal number;
    cmark_node *root = reference;
    if (!decimal_parse(literal(reference), &number))
        return NULL;
    while (cmark_node_parent(root))
        root = cmark_node_parent(root);
    for (cmark_node *block = cmark_node_first_child(root); block; block = cmark_node_next(block))
        if (cmark_node_get_type(block) == CMARK_NODE_FOOTNOTE_DEFINITION && --number.units == 0)
            return block;
    return NULL;
}

/* The paragraphs of the definition, one after the other. A second reference to it shows the mark alone. */
static void convert_footnote(struct convert *c, struct emit *emit, struct node *parent, cmark_node *md,
                             int depth) {
    cmark_node *definition = footnote_definition(md);
    if (!definition || emit->below || above_footnote(parent)) {
        refuse(c, emit->line, "template-footnote",
               _("a footnote [^...] stands in a paragraph or heading; in a table write chu_thich(...)"));
        return;
    }
    const char *mark = cmark_node_get_user_data(definition);
    struct str known = mark ? str_of(mark) : STR("");
    if (known.len) {
        emit_text(emit, node_add(parent, node_new(c->build->arena, NODE_SUPERSCRIPT)), known);
        return;
    }
    struct node *node = emit_footnote(emit, parent);
    cmark_node_set_user_data(definition, (void *)(uintptr_t)node->as.footnote.mark.at);
    bool marks = emit->marks;
    emit->marks = false;
    for (cmark_node *child = cmark_node_first_child(definition); child; child = cmark_node_next(child)) {
        if (node->first)
            node_add(node, node_new(c->build->arena, NODE_LINE_BREAK))->line = emit->line;
        convert_inlines(c, emit, node, child, depth + 1);
    }
    emit->marks = marks;
}

static void convert_inline(struct convert *c, struct emit *emit, struct node *parent, cmark_node *md,
                           int depth) {
    switch (cmark_node_get_type(md)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: convert_text(emit, parent, literal(md)); break;
    case CMARK_NODE_SOFTBREAK: emit_text(emit, parent, STR(" ")); break;
    case CMARK_NODE_LINEBREAK:
        node_add(parent, node_new(c->build->arena, NODE_LINE_BREAK))->line = emit->line;
        break;
    case CMARK_NODE_EMPH: convert_styled(c, emit, parent, md, NODE_EMPHASIS, depth); break;
    case CMARK_NODE_STRONG: convert_styled(c, emit, parent, md, NODE_STRONG, depth); break;
    case CMARK_NODE_LINK: convert_inlines(c, emit, parent, md, depth + 1); break;
    case CMARK_NODE_HTML_INLINE:
        refuse(c, emit->line, "template-html", _("HTML cannot be printed; write Markdown"));
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE: convert_footnote(c, emit, parent, md, depth); break;
    default: refuse(c, emit->line, "template-markdown", _("images cannot be printed")); break;
    }
}

static void convert_inlines(struct convert *c, struct emit *emit, struct node *parent, cmark_node *md,
                            int depth) {
    if (depth > DEPTH_MAX) {
        refuse(c, emit->line, "template-limit", _("the parts are nested too deeply"));
        return;
    }
    for (cmark_node *child = cmark_node_first_child(md); child; child = cmark_node_next(child))
        convert_inline(c, emit, parent, child, depth);
}

/* Tells `emit` which values the paragraph holds. */
static void expect_all(struct emit *emit, cmark_node *md) {
    cmark_iter *iter = cmark_iter_new(md);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_TEXT)
            continue;
        struct str s = literal(node);
        for (size_t at = 0; at < s.len;) {
            const struct value *value =
                (unsigned char)s.at[at] == 0xEE ? read_mark(emit->build, s, &at) : NULL;
            if (value)
                emit_expect(emit, value);
            else
                at++;
        }
    }
    cmark_iter_free(iter);
}

/* ---- blocks --------------------------------------------------------------------------------------------------------------------- */

static struct node *add_block(struct convert *c, struct node *parent, enum node_type type, cmark_node *md) {
    struct node *node = node_add(parent, node_new(c->build->arena, type));
    node->line = line_of(c->build, md);
    return node;
}

/* The block that a paragraph consists of, or NULL. */
static struct block *block_of(const struct build *build, cmark_node *paragraph) {
    cmark_node *text = cmark_node_first_child(paragraph);
    if (!text || cmark_node_next(text) || cmark_node_get_type(text) != CMARK_NODE_TEXT)
        return NULL;
    struct str s = literal(text);
    size_t at = 0;
    const struct value *value = read_mark(build, s, &at);
    return value && value->type == VALUE_BLOCK && at == s.len ? value->as.block : NULL;
}

static void convert_paragraph(struct convert *c, struct node *parent, cmark_node *md) {
    struct block *block = block_of(c->build, md);
    if (block && parent == c->into) {
        c->into = block_emit(c->build, c->into, block);
        return;
    }
    if (block) {
        refuse(c, block->line, "template-block", _("a block must not stand in a list"));
        return;
    }
    struct node *node = node_new(c->build->arena, NODE_PARAGRAPH);
    node->line = line_of(c->build, md);
    struct emit emit;
    emit_start(&emit, c->build, node->line, true);
    expect_all(&emit, md);
    convert_inlines(c, &emit, node, md, 0);
    if (node->first) {
        node_add(parent, node);
        emit_notes(&emit, parent, NULL);
    }
    emit_fini(&emit);
}

static void convert_heading(struct convert *c, struct node *parent, cmark_node *md) {
    struct node *node = add_block(c, parent, NODE_HEADING, md);
    int level = cmark_node_get_heading_level(md);
    node->as.level = level > 4 ? 4 : level;
    bool section = level == 1 || (level == 2 && !c->build->headings); /* what parts the document */
    if (section && (level == 1 ? c->build->headings++ : c->build->subheadings++))
        c->build->n_explained = 0; /* what precedes the first heading belongs to it */
    struct emit emit;
    emit_start(&emit, c->build, node->line, false);
    convert_inlines(c, &emit, node, md, 0);
    emit_fini(&emit);
}

/* Vietnamese order of points: a) b) c) d) đ) e) g) h) ... (NĐ 30/2020, PL I: no f, j, w, z). */
static struct str item_label(struct arena *arena, cmark_node *list, int number) {
    static const char *const letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                          "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST)
        return STR("-");
    bool paren = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM;
    if (paren && number >= 1 && (size_t)number <= sizeof letters / sizeof *letters)
        return arena_printf(arena, "%s)", letters[number - 1]);
    return arena_printf(arena, "%d%s", number, paren ? ")" : ".");
}

static void convert_blocks(struct convert *c, struct node *parent, cmark_node *md, int depth);

static void convert_list(struct convert *c, struct node *parent, cmark_node *md, int depth) {
    struct node *list = add_block(c, parent, NODE_LIST, md);
    int number = cmark_node_get_list_start(md);
    for (cmark_node *child = cmark_node_first_child(md); child; child = cmark_node_next(child)) {
        struct node *item = add_block(c, list, NODE_ITEM, child);
        item->as.item.label = item_label(c->build->arena, md, number++);
        convert_blocks(c, item, child, depth + 1);
    }
}

static const enum align *pipe_columns(struct convert *c, cmark_node *md, uint32_t n) {
    const uint8_t *marks = cmark_gfm_extensions_get_table_alignments(md);
    enum align *columns = ARENA_ARRAY(c->build->arena, n + 1, enum align);
    for (uint32_t i = 0; i < n; i++)
        columns[i] = marks && marks[i] == 'c'   ? ALIGN_CENTER
                     : marks && marks[i] == 'r' ? ALIGN_RIGHT
                                                : ALIGN_LEFT;
    return columns;
}

static void convert_pipe_table(struct convert *c, struct node *parent, cmark_node *md) {
    struct node *table = add_block(c, parent, NODE_TABLE, md);
    uint32_t n = cmark_gfm_extensions_get_table_columns(md);
    table->as.table.columns = pipe_columns(c, md, n);
    table->as.table.n_columns = n;
    struct emit emit;
    emit_start(&emit, c->build, table->line, false);
    emit.below = true;
    for (cmark_node *line = cmark_node_first_child(md); line; line = cmark_node_next(line)) {
        struct node *row = add_block(c, table, NODE_ROW, line);
        row->as.row.head = cmark_gfm_extensions_get_table_row_is_header(line);
        emit.line = row->line;
        for (cmark_node *child = cmark_node_first_child(line); child; child = cmark_node_next(child))
            convert_inlines(c, &emit, block_cell(c->build, row, 1, row->as.row.head), child, 0);
    }
    emit_notes(&emit, parent, NULL);
    emit_fini(&emit);
}

static void convert_block(struct convert *c, struct node *parent, cmark_node *md, int depth) {
    switch (cmark_node_get_type(md)) {
    case CMARK_NODE_PARAGRAPH: convert_paragraph(c, parent, md); break;
    case CMARK_NODE_HEADING: convert_heading(c, parent, md); break;
    case CMARK_NODE_LIST: convert_list(c, parent, md, depth); break;
    case CMARK_NODE_BLOCK_QUOTE: convert_blocks(c, parent, md, depth + 1); break;
    case CMARK_NODE_FOOTNOTE_DEFINITION: break; /* set where it is referred to */
    case CMARK_NODE_THEMATIC_BREAK: add_block(c, parent, NODE_PAGE_BREAK, md); break;
    case CMARK_NODE_CODE_BLOCK:
        refuse(c, line_of(c->build, md), "template-indent",
               _("text indented by four or more blanks would be code; indent it less"));
        break;
    case CMARK_NODE_HTML_BLOCK:
        refuse(c, line_of(c->build, md), "template-html", _("HTML cannot be printed; write Markdown"));
        break;
    default:
        if (strcmp(cmark_node_get_type_string(md), "table") == 0)
            convert_pipe_table(c, parent, md);
        break;
    }
}

static void convert_blocks(struct convert *c, struct node *parent, cmark_node *md, int depth) {
    if (depth > DEPTH_MAX) {
        refuse(c, line_of(c->build, md), "template-limit", _("the parts are nested too deeply"));
        return;
    }
    bool top = parent == c->into;
    for (cmark_node *child = cmark_node_first_child(md); child && c->ok; child = cmark_node_next(child))
        convert_block(c, top ? c->into : parent, child, depth);
}

bool markdown_convert(struct build *build, struct node *root) {
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES);
    cmark_syntax_extension *table = cmark_find_syntax_extension("table");
    if (table)
        cmark_parser_attach_syntax_extension(parser, table);
    struct convert c = {.build = build, .into = root, .ok = true};
    if (build->markdown.len)
        cmark_parser_feed(parser, build->markdown.at, build->markdown.len);
    cmark_node *md = cmark_parser_finish(parser);
    cmark_consolidate_text_nodes(md);
    convert_blocks(&c, root, md, 0);
    cmark_node_free(md);
    cmark_parser_free(parser);
    return c.ok;
}
