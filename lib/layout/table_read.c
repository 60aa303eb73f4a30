/* table_read.c - rows and cells of a table as runs, with the widths that they need, and the comma that numbers of a decimal
 * column stand on. */
#include "layout/table.h"
#include <string.h>

static mpt scaled(mpt length, int percent) {
    return (mpt)((int64_t)length * percent / 100);
}

static struct role scaled_role(const struct table *t, enum role_name name, int percent) {
    struct role role = t->g->style->roles[name];
    role.size = scaled(role.size, percent);
    role.pitch = scaled(role.pitch, percent);
    return role;
}

enum role_name table_body(const struct table *t) {
    return t->node->as.table.dense ? ROLE_DENSE_CELL : t->quoting ? ROLE_QUOTE_CELL : ROLE_TABLE_CELL;
}

/* ---- the comma --------------------------------------------------------------------------------------------------- */

static bool first_digit(struct str s, size_t *at) {
    for (*at = 0; *at < s.len; ++*at)
        if (digit_at(s, *at))
            return true;
    return false;
}

/* Where the whole part of the number at `at` ends: "1.279,5" at the comma, "1.279%" at the sign. */
static size_t whole_end(struct str s, size_t at) {
    while (digit_at(s, at) || (at < s.len && s.at[at] == '.' && digit_at(s, at + 1)))
        at++;
    return at;
}

static bool is_dash(struct str s) {
    return str_equal(s, STR("–")) || str_equal(s, STR("-")) || str_equal(s, STR("—")) ||
           str_equal(s, STR("…"));
}

/* Splits the cell at the comma of its first number. What follows the number (an evidence mark, the sign of doubt) hangs
 * behind it, so that it does not push the numbers out of their column. */
static void find_comma(const struct galley *g, struct table_cell *cell) {
    int64_t before = 0;
    for (uint32_t i = cell->run.first; i < cell->run.end; i++) {
        const struct piece *piece = &g->pieces[i];
        size_t at = 0;
        if (piece->type == PIECE_BREAK)
            return;
        if (piece->type == PIECE_BOX && (first_digit(piece->text, &at) || is_dash(piece->text))) {
            const struct look *look = &g->looks[piece->look];
            size_t end = is_dash(piece->text) ? piece->text.len : whole_end(piece->text, at);
            const struct shape *whole =
                g->shaper->shape(g->shaper->aux, look->face, str_cut(piece->text, 0, end));
            mpt width = shape_width(g, whole, look->face, look->size);
            cell->decimal = true;
            cell->left = (mpt)before + width;
            cell->right = piece->width - width;
            cell->hang = cell->most - cell->left - cell->right;
            return;
        }
        before += piece->width;
    }
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

static bool breaks(const struct galley *g, struct run run) {
    for (uint32_t i = run.first; i < run.end; i++)
        if (g->pieces[i].type == PIECE_BREAK)
            return true;
    return false;
}

static void measure(struct table *t, struct table_cell *cell) {
    const struct galley *g = t->g;
    cell->most = inline_most(g, cell->run);
    cell->bound = inline_least(g, cell->run, true);
    cell->least = inline_least(g, cell->run, false);
    bool number = t->columns[cell->column].align == ALIGN_DECIMAL && cell->columns == 1;
    number &= cell->most <= t->place.width / 4; /* longer: a sentence with a number in it */
    if (number && !cell->node->as.cell.header && !breaks(g, cell->run))
        find_comma(g, cell);
    if (cell->decimal)
        cell->bound = cell->least = cell->most;
}

static void widen(mpt *width, mpt need) {
    if (need > *width)
        *width = need;
}

/* A head may be set in two lines: it asks for what they need, unless the column is nearly as wide anyhow. */
static void take_cell(struct table *t, const struct table_cell *cell) {
    struct table_column *c = &t->columns[cell->column];
    if (cell->columns > 1)
        return;
    widen(&c->bound, cell->bound);
    widen(&c->least, cell->least);
    if (cell->node->as.cell.header) {
        widen(&c->head, cell->most);
        widen(&c->head_halved, inline_halved(t->g, cell->run));
    } else {
        widen(&c->most, cell->most);
    }
    if (!cell->decimal)
        return;
    widen(&c->left, cell->left);
    widen(&c->right, cell->right);
    widen(&c->hang, cell->hang);
}

static const struct role *role_of(const struct table *t, const struct node *row) {
    return row->as.row.head ? &t->head : row->as.row.total ? &t->total : &t->body;
}

static uint32_t span_of(uint16_t asked, uint32_t room) {
    return asked < 1 ? 1 : asked > room ? room : asked;
}

/* `free_from`: for each column the first row that no earlier cell reaches into. */
static void read_row(struct table *t, uint32_t r, uint32_t *free_from) {
    struct galley *g = t->g;
    struct table_row *row = &t->rows[r];
    uint32_t column = 0;
    g->tag = t->tag;
    g->tag = galley_tag(g, TAG_TR);
    row->cell = t->n_cells;
    for (const struct node *node = row->node->first; node; node = node->next) {
        while (column < t->n_columns && free_from[column] > r)
            column++;
        if (column == t->n_columns)
            break; /* node_check counts cells; spans from above may still leave no room */
        struct table_cell *cell = &t->cells[t->n_cells++];
        *cell = (struct table_cell){.node = node, .column = column, .role = role_of(t, row->node)};
        cell->columns = span_of(node->as.cell.columns, t->n_columns - column);
        cell->rows = span_of(node->as.cell.rows, t->n_rows - r);
        uint32_t tag = galley_tag(g, node->as.cell.header ? TAG_TH : TAG_TD);
        g->pages->tags[tag].columns = (uint16_t)cell->columns;
        g->pages->tags[tag].rows = (uint16_t)cell->rows;
        cell->run = inline_node(g, node, cell->role, tag);
        measure(t, cell);
        take_cell(t, cell);
        for (uint32_t k = 0; k < cell->columns; k++)
            free_from[column + k] = r + cell->rows;
        column += cell->columns;
    }
    row->n_cells = t->n_cells - row->cell;
}

static void finish_columns(struct table *t) {
    mpt pad = 2 * t->pad_x;
    for (uint32_t i = 0; i < t->n_columns; i++) {
        struct table_column *c = &t->columns[i];
        widen(&c->least, c->left + c->right + c->hang);
        widen(&c->bound, c->least);
        c->air = c->align == ALIGN_LEFT ? 0 : pad;
        widen(&c->most, c->bound);
        c->thrift = c->most;
        widen(&c->thrift, c->head_halved);
        widen(&c->most, c->head <= c->most * 5 / 2 ? c->head : c->head_halved);
        if (c->align == ALIGN_LEFT)
            c->thrift = c->most;
        c->thrift += pad;
        c->most += pad;
        c->bound += pad;
        c->least += pad;
    }
}

static mpt share_of(int64_t lack, int64_t n) {
    return lack > 0 ? (mpt)((lack + n - 1) / n) : 0;
}

/* A cell over several columns that are together too narrow for it widens each by the same. */
static void spread_spans(struct table *t) {
    mpt pad = 2 * t->pad_x;
    for (uint32_t i = 0; i < t->n_cells; i++) {
        const struct table_cell *cell = &t->cells[i];
        int64_t most = 0, thrift = 0, bound = 0, least = 0, n = cell->columns, wish = cell->most;
        if (n == 1)
            continue;
        struct table_column *c = &t->columns[cell->column];
        if (cell->node->as.cell.header)
            wish = inline_halved(t->g, cell->run);
        for (int64_t k = 0; k < n; k++) {
            most += c[k].most;
            thrift += c[k].thrift;
            bound += c[k].bound;
            least += c[k].least;
        }
        for (int64_t k = 0; k < n; k++) {
            c[k].most += share_of(wish + pad - most, n);
            c[k].thrift += share_of(wish + pad - thrift, n);
            c[k].bound += share_of(cell->bound + pad - bound, n);
            c[k].least += share_of(cell->least + pad - least, n);
        }
    }
}

static void clear_columns(struct table *t) {
    for (uint32_t i = 0; i < t->n_columns; i++)
        t->columns[i] = (struct table_column){.align = t->node->as.table.columns[i]};
}

void table_read(struct table *t, int percent) {
    struct galley *g = t->g;
    uint32_t outer = g->tag;
    uint32_t *free_from = ARENA_ARRAY(g->arena, t->n_columns, uint32_t);
    bool dense = t->node->as.table.dense;
    t->head = scaled_role(t,
                          dense        ? ROLE_DENSE_HEAD
                          : t->quoting ? ROLE_QUOTE_HEAD
                                       : ROLE_TABLE_HEAD,
                          percent);
    t->body = scaled_role(t, table_body(t), percent);
    t->total = scaled_role(t, ROLE_TABLE_TOTAL, percent);
    t->n_cells = 0;
    clear_columns(t);
    for (uint32_t r = 0; r < t->n_rows; r++)
        read_row(t, r, free_from);
    finish_columns(t);
    spread_spans(t);
    g->tag = outer;
}
