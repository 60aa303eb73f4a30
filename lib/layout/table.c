/* table.c - sets a table: one slab a row (one a line where a row is so tall that it must be parted), the head repeated on
 * each page, rules between. Cells of text stand at the top of their row, heads at its foot. */
#include "layout/table.h"

/* ---- a cell ------------------------------------------------------------------------------------------------------ */

static enum set set_of(const struct table *t, const struct table_cell *cell) {
    enum align align = t->columns[cell->column].align;
    if (cell->columns > 1 && cell->node->as.cell.header)
        return SET_CENTER;
    return align == ALIGN_LEFT ? SET_LEFT : align == ALIGN_RIGHT ? SET_RIGHT : SET_CENTER;
}

static void break_cell(struct table *t, struct table_cell *cell) {
    cell->lines = paragraph_break(t->g, cell->run, table_room(t, cell), 0, set_of(t, cell));
}

static mpt cell_height(const struct table *t, const struct table_cell *cell) {
    return t->pad_top + (mpt)cell->lines.n * cell->role->pitch + t->pad_bottom;
}

/* The column's numbers, comma under comma, are a block that stands in its middle; marks hang behind it. */
static mpt decimal_x(const struct table *t, const struct table_cell *cell) {
    const struct table_column *c = &t->columns[cell->column];
    mpt pad = t->pad_x, room = c->width - 2 * pad;
    mpt x = (room - c->left - c->right) / 2;
    if (x + c->left + c->right + c->hang > room)
        x = room - c->left - c->right - c->hang;
    return c->x + pad + (x > 0 ? x : 0) + c->left - cell->left;
}

/* Lines [from, to) of the cell, the first one's top at y. */
static void place_cell(struct table *t, const struct table_cell *cell, uint32_t from, uint32_t to, mpt y) {
    struct galley *g = t->g;
    mpt x = t->columns[cell->column].x + t->pad_x;
    for (uint32_t k = from; k < to && k < cell->lines.n; k++, y += cell->role->pitch) {
        const struct line *line = &g->lines[cell->lines.first + k];
        mpt at = cell->decimal && cell->lines.n == 1 ? decimal_x(t, cell) - line->x : x;
        line_place(g, line, at, y + line_baseline(g, cell->role));
    }
}

/* ---- rules ------------------------------------------------------------------------------------------------------- */

static bool is_head(const struct table *t, uint32_t r) {
    return r < t->n_head;
}

static bool is_total(const struct table *t, uint32_t r) {
    return r < t->n_rows && t->rows[r].node->as.row.total;
}

static void rule_across(struct table *t, mpt y, struct stroke stroke) {
    galley_rule(t->g, t->place.x, y, t->place.x + t->place.width, y, stroke);
}

/* `taken`: for each column the first row that no cell above reaches into. */
static void take_columns(const struct table *t, uint32_t r, uint32_t *taken) {
    for (uint32_t i = 0; i < t->rows[r].n_cells; i++) {
        const struct table_cell *cell = &t->cells[t->rows[r].cell + i];
        for (uint32_t c = 0; c < cell->columns; c++)
            taken[cell->column + c] = r + cell->rows;
    }
}

/* Leaves out where a cell reaches into the next row. */
static void rule_free(struct table *t, mpt y, struct stroke stroke, const uint32_t *taken, uint32_t r) {
    for (uint32_t c = 0; c < t->n_columns;) {
        uint32_t from = c;
        while (c < t->n_columns && taken[c] <= r + 1)
            c++;
        if (c > from) {
            const struct table_column *last = &t->columns[c - 1];
            galley_rule(t->g, t->columns[from].x, y, last->x + last->width, y, stroke);
        }
        while (c < t->n_columns && taken[c] > r + 1)
            c++;
    }
}

/* Under a head cell over several columns: a thin rule that holds them together. */
static void rule_groups(struct table *t, const struct table_row *row, mpt y) {
    mpt pad = t->pad_x;
    for (uint32_t i = 0; i < row->n_cells; i++) {
        const struct table_cell *cell = &t->cells[row->cell + i];
        const struct table_column *first = &t->columns[cell->column], *last = first + cell->columns - 1;
        if (cell->columns > 1 && cell->rows == 1)
            galley_rule(t->g, first->x + pad, y, last->x + last->width - pad, y, t->g->style->table.group);
    }
}

static void rule_under(struct table *t, uint32_t r, const uint32_t *taken, mpt y) {
    const struct style *s = t->g->style;
    if (r + 1 == t->n_rows)
        rule_across(t, y, s->table.edge);
    else if (is_head(t, r) && is_head(t, r + 1))
        rule_groups(t, &t->rows[r], y);
    else if (is_head(t, r) || is_total(t, r + 1))
        rule_across(t, y, s->table.head);
    else
        rule_free(t, y, s->table.row, taken, r);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

/* One cell over all columns, kept with the row below it. */
static bool names_group(const struct table *t, uint32_t r) {
    const struct node *row = r < t->n_rows ? t->rows[r].node : NULL;
    return row && row->as.row.keep && row->first && row->first->as.cell.columns >= t->n_columns;
}

/* Rows under the name of a group stay together rather than be parted, and none is left alone at either end. */
static int32_t cost_in_group(const struct table *t, uint32_t r) {
    enum { WITHIN = 150, ALONE = 600 };
    if (!t->grouped || names_group(t, r) || is_total(t, r))
        return 0;
    bool alone = (r >= 2 && names_group(t, r - 2)) || r + 1 == t->n_rows || names_group(t, r + 1) ||
                 is_total(t, r + 1);
    return alone ? ALONE : WITHIN;
}

/* A short table is parted only where half a page would stay empty; a long one does not end with a few rows on a page of
 * their own. */
enum { SHORT = 14 /* rows */, APART = 800, LONG = 2 * SHORT, TAIL_ROWS = 5, TAIL = 400 };

/* Pages end between rows rather than within, best where the table is long anyway; two rows stay at each end. */
static int32_t cost_of_row(const struct table *t, uint32_t r) {
    uint32_t body = t->n_rows - t->n_head;
    if (r == 0)
        return COST_NONE;
    if (r <= t->n_head || t->rows[r - 1].node->as.row.keep || t->rows[r].kept)
        return COST_FORBID;
    if (body > 3 && (r == t->n_head + 1 || r + 1 == t->n_rows))
        return COST_FORBID;
    bool tail = body >= LONG && t->n_rows - r < TAIL_ROWS;
    return COST_ROW + (body < SHORT ? APART : 0) + (tail ? TAIL : 0) + (t->rows[r].joined ? COST_ROW : 0) +
           cost_in_group(t, r);
}

/* The rule that closes a page's part of the table; under it, where the page ends within a row, that the row goes on. */
static struct closing make_closing(struct table *t, bool parted) {
    struct galley *g = t->g;
    const struct role *role = &g->style->roles[ROLE_CONTINUED];
    struct closing out = {.first = (uint32_t)g->n_items};
    mpt y = parted ? t->pad_bottom : 0;
    rule_across(t, y, g->style->table.edge);
    if (parted) {
        struct run run = inline_str(g, STR("(xem tiếp trang sau)"), role, 0, false);
        out.height = block_column(g, run, role, SET_RIGHT, t->place.x, y, t->place.width);
    }
    out.n = (uint32_t)g->n_items - out.first;
    return out;
}

static void finish_slab(struct table *t, mpt height, const struct closing *closing) {
    galley_close(t->g, height, 0);
    struct slab *slab = &t->g->slabs[t->g->n_slabs - 1];
    slab->closing = closing->first;
    slab->n_closing = closing->n;
    slab->closing_height = closing->height;
}

/* What stands above a row that begins a page: the table's number and its head. One more slab behind these is a gap, for
 * where the row began on the page before. */
struct repeated {
    uint32_t first, n;
};

static struct repeated make_repeated(struct table *t, size_t head) {
    struct galley *g = t->g;
    struct repeated out = {.first = (uint32_t)g->n_repeats};
    block_continued(g, t->place);
    for (uint32_t i = 0; i < t->n_head; i++) {
        MEM_ROOM(g->repeats, g->n_repeats, g->cap_repeats);
        g->repeats[g->n_repeats] = g->slabs[head + i];
        g->repeats[g->n_repeats++].space = 0;
    }
    out.n = (uint32_t)g->n_repeats - out.first;
    MEM_ROOM(g->repeats, g->n_repeats, g->cap_repeats);
    g->repeats[g->n_repeats++] = (struct slab){.height = t->pad_top};
    return out;
}

/* The same, and the name of the group that goes on: the slab `name`. */
static struct repeated repeat_group(struct table *t, struct repeated head, size_t name) {
    struct galley *g = t->g;
    struct repeated out = {.first = (uint32_t)g->n_repeats, .n = head.n + 1};
    for (uint32_t i = 0; i <= out.n; i++) {
        MEM_ROOM(g->repeats, g->n_repeats, g->cap_repeats);
        g->repeats[g->n_repeats++] = i < head.n    ? g->repeats[head.first + i]
                                     : i == head.n ? g->slabs[name]
                                                   : (struct slab){.height = t->pad_top};
    }
    g->repeats[out.first + head.n].space = 0;
    return out;
}

static void repeat_head(struct table *t, struct repeated head) {
    struct slab *slab = &t->g->slabs[t->g->n_slabs - 1];
    slab->head = head.first;
    slab->n_head = head.n;
}

static mpt span_height(const struct table *t, uint32_t r, const struct table_cell *cell) {
    mpt height = 0;
    for (uint32_t k = 0; k < cell->rows; k++)
        height += t->rows[r + k].height;
    return height;
}

/* Below a caption its own space is enough. */
static mpt space_above(const struct table *t) {
    return t->place.owner ? 0 : t->g->style->table.before;
}

static void place_row(struct table *t, uint32_t r, const uint32_t *taken, struct repeated head) {
    struct galley *g = t->g;
    const struct table_row *row = &t->rows[r];
    g->line = row->node->line ? row->node->line : g->line;
    galley_open(g, r == 0 ? space_above(t) : 0, cost_of_row(t, r));
    if (r == 0)
        rule_across(t, 0, g->style->table.edge);
    for (uint32_t i = 0; i < row->n_cells; i++) {
        const struct table_cell *cell = &t->cells[row->cell + i];
        mpt y = is_head(t, r) ? span_height(t, r, cell) - cell_height(t, cell) : 0;
        place_cell(t, cell, 0, cell->lines.n, y + t->pad_top);
    }
    rule_under(t, r, taken, row->height);
    finish_slab(t, row->height, &t->edge);
    if (!is_head(t, r))
        repeat_head(t, head);
}

/* A row taller than a page can be: a slab a line, the same line of each cell side by side. */
static void place_tall_row(struct table *t, uint32_t r, const uint32_t *taken, struct repeated head) {
    struct galley *g = t->g;
    const struct table_row *row = &t->rows[r];
    uint32_t most = 0;
    if (t->parted.n == 0)
        t->parted = make_closing(t, true);
    for (uint32_t i = 0; i < row->n_cells; i++)
        most = t->cells[row->cell + i].lines.n > most ? t->cells[row->cell + i].lines.n : most;
    for (uint32_t k = 0; k < most; k++) {
        mpt top = k == 0 ? t->pad_top : 0, height = 0;
        bool tied = k > 0 && (k < 2 || most - k < 2);
        galley_open(g, r == 0 && k == 0 ? space_above(t) : 0,
                    k == 0 ? cost_of_row(t, r)
                    : tied ? COST_FORBID
                           : COST_ROW);
        if (r == 0 && k == 0)
            rule_across(t, 0, g->style->table.edge);
        for (uint32_t i = 0; i < row->n_cells; i++) {
            const struct table_cell *cell = &t->cells[row->cell + i];
            place_cell(t, cell, k, k + 1, top);
            height = cell->role->pitch > height ? cell->role->pitch : height;
        }
        height += top + (k + 1 == most ? t->pad_bottom : 0);
        if (k + 1 == most)
            rule_under(t, r, taken, height);
        finish_slab(t, height, k + 1 == most ? &t->edge : &t->parted);
        if (!is_head(t, r))
            repeat_head(t, (struct repeated){head.first, head.n + (k > 0)});
    }
}

/* A row taller than this is parted: half of the shorter side of the page's text. */
static mpt tall_height(const struct table *t) {
    const struct style *s = t->g->style;
    mpt shorter = s->page.height < s->page.width ? s->page.height : s->page.width;
    return (shorter - s->page.top - s->page.bottom) / 2;
}

/* Rows [r, end) hang together by cells that span rows; most such groups are one row. Breaks their cells into lines and
 * finds their heights. A spanning cell that is itself tall belongs to its first row alone. */
static uint32_t measure_group(struct table *t, uint32_t r) {
    uint32_t end = r + 1;
    for (uint32_t k = r; k < end; k++) {
        struct table_row *row = &t->rows[k];
        row->height = 0;
        row->joined = k > r;
        for (uint32_t i = 0; i < row->n_cells; i++) {
            struct table_cell *cell = &t->cells[row->cell + i];
            break_cell(t, cell);
            end = k + cell->rows > end ? k + cell->rows : end;
            mpt height = cell_height(t, cell);
            if ((cell->rows == 1 || height > tall_height(t)) && height > row->height)
                row->height = height;
        }
    }
    return end;
}

/* Where a spanning cell is taller than its rows, the last of them grows. Rows that its lines reach into stay on its
 * page. */
static void fit_spans(struct table *t, uint32_t r, uint32_t end) {
    for (uint32_t k = r; k < end; k++) {
        const struct table_row *row = &t->rows[k];
        for (uint32_t i = 0; i < row->n_cells; i++) {
            const struct table_cell *cell = &t->cells[row->cell + i];
            if (cell->rows == 1)
                continue;
            mpt need = cell_height(t, cell), reach = 0;
            mpt lack = need - span_height(t, k, cell);
            if (lack > 0)
                t->rows[k + cell->rows - 1].height += lack;
            for (uint32_t j = k; j < k + cell->rows; j++) {
                t->rows[j].kept |= j > k && reach < need;
                reach += t->rows[j].height;
            }
        }
    }
}

/* Few rows of many lines are no short table: it may be parted like a long one. */
static void ease_breaks(struct table *t, size_t first) {
    struct galley *g = t->g;
    mpt height = 0;
    for (size_t i = first; i < g->n_slabs; i++)
        height += g->slabs[i].height;
    if (height <= tall_height(t))
        return;
    for (size_t i = first; i < g->n_slabs; i++)
        if (g->slabs[i].cost >= APART && g->slabs[i].cost < COST_FORBID)
            g->slabs[i].cost -= APART;
}

static void place_rows(struct table *t) {
    struct galley *g = t->g;
    const struct style *s = g->style;
    uint32_t *taken = ARENA_ARRAY(g->arena, t->n_columns, uint32_t);
    t->edge = make_closing(t, false);
    size_t first = g->n_slabs, lines = g->n_lines, pieces = g->n_pieces;
    struct repeated head = {0, 0}, above = {0, 0};
    for (uint32_t r = 0; r < t->n_rows;) {
        if (r >= t->n_head && t->n_repeated++ == 0)
            above = head = make_repeated(t, first);
        uint32_t end = measure_group(t, r);
        fit_spans(t, r, end);
        for (; r < end; r++) {
            bool tall = t->rows[r].height > tall_height(t) && !is_head(t, r);
            take_columns(t, r, taken);
            bool group = names_group(t, r);
            if (group || is_total(t, r))
                above = head;
            (tall ? place_tall_row : place_row)(t, r, taken, above);
            if (group && !tall && !is_head(t, r))
                above = repeat_group(t, head, g->n_slabs - 1);
        }
        g->n_lines = lines;
        g->n_pieces = pieces; /* without what was cut up for this group */
    }
    if (t->n_rows - t->n_head < SHORT)
        ease_breaks(t, first);
    g->after = s->table.after;
}

/* ---- the table --------------------------------------------------------------------------------------------------- */

static bool quotes(const struct node *row) {
    for (const struct node *cell = row ? row->first : NULL; cell; cell = cell->next)
        for (const struct node *child = cell->first; child; child = child->next)
            if (child->type == NODE_SMALL || child->type == NODE_MARK)
                return true;
    return false;
}

static void count_rows(struct table *t) {
    uint32_t n_cells = 0, r = 0;
    bool head = true;
    for (const struct node *row = t->node->first; row; row = row->next, t->n_rows++)
        for (const struct node *cell = row->first; cell; cell = cell->next)
            n_cells++;
    t->rows = ARENA_ARRAY(t->g->arena, t->n_rows, struct table_row);
    t->cells = ARENA_ARRAY(t->g->arena, n_cells, struct table_cell);
    for (const struct node *row = t->node->first; row; row = row->next) {
        head &= row->as.row.head;
        t->n_head += head;
        t->quoting |= quotes(row);
        t->grouped |= row->as.row.keep;
        t->rows[r++].node = row;
    }
}

void table_set(struct galley *g, const struct node *node, struct place place) {
    struct table t = {.g = g, .node = node, .place = place, .n_columns = node->as.table.n_columns};
    if (t.n_columns == 0 || !node->first)
        return;
    t.tag = place.owner ? place.owner : galley_tag(g, TAG_TABLE);
    t.columns = ARENA_ARRAY(g->arena, t.n_columns, struct table_column);
    t.pad_x = node->as.table.dense ? g->style->table.pad_x / 2 : g->style->table.pad_x;
    t.pad_top = node->as.table.dense ? g->style->table.pad_dense : g->style->table.pad_top;
    t.pad_bottom = node->as.table.dense ? g->style->table.pad_dense : g->style->table.pad_bottom;
    count_rows(&t);
    if (table_widths(&t))
        place_rows(&t);
}
