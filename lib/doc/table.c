/* table.c - the block “bang” and the table of findings.
 *
 *     ```bang
 *     ten = "Trình độ chuyên môn",
 *     cot = { {"Trình độ"}, {"Năm 2016", can="so", le=1, tran=true, nhom="Tỷ lệ (%)"} },
 *     dong = { {"Đại học", so("edu.university", 2016)}, {"Cộng", f, tong=true}, {nhom="Lý luận chính trị"} },
 *     ghi_chu = "...", ngang = true,
 *     bo_trong = true,                  -- columns of numbers that no row has anything in are left out
 *     ma = "trinh-do",                  -- the name for references: xem("trinh-do")
 *     ```
 */
#include "doc/block.h"
#include "doc/bridge.h"
#include "doc/function.h"
#include "doc/staff.h"
#include <string.h>

#define COLUMNS_MAX 60
#define ROWS_MAX    5000

/* ---- reading -------------------------------------------------------------------------------------------------------------- */

static enum align align_at(lua_State *lua, int index) {
    static const char *const names[] = {"trai", "giua", "phai", "so"};
    if (lua_getfield(lua, index, "can") == LUA_TNIL) {
        lua_pop(lua, 1);
        return ALIGN_LEFT;
    }
    struct str name = bridge_text(lua, lua_gettop(lua));
    lua_pop(lua, 1);
    for (int i = 0; i < 4; i++)
        if (str_equal(name, str_of(names[i])))
            return (enum align)i;
    build_raise(lua, "template-key", name, _("there is no alignment “%.*s”; there are trai, giua, phai, so"),
                STR_ARG(name));
}

static struct block_column read_column(lua_State *lua, int index) {
    static const char *const known[] = {"can", "le", "nhom", "tran", NULL};
    if (!lua_istable(lua, index))
        return (struct block_column){.head = bridge_value(lua, index, "cot"), .digits = -1};
    bridge_keys(lua, index, known, true, "cot");
    struct block_column column = {.align = align_at(lua, index), .digits = -1};
    lua_rawgeti(lua, index, 1);
    column.head = bridge_value(lua, lua_gettop(lua), "cot");
    if (lua_getfield(lua, index, "le") != LUA_TNIL)
        column.digits = (int)luaL_checkinteger(lua, -1) % (DECIMAL_SCALE_MAX + 1);
    if (lua_getfield(lua, index, "nhom") != LUA_TNIL)
        column.over = bridge_text(lua, lua_gettop(lua));
    lua_getfield(lua, index, "tran");
    column.bare = lua_toboolean(lua, -1);
    lua_pop(lua, 4);
    return column;
}

static void read_columns(lua_State *lua, struct block *block, int index) {
    if (lua_getfield(lua, index, "cot") != LUA_TTABLE)
        build_raise(lua, "template-key", STR("bang"), _("a table needs its columns: cot = {...}"));
    lua_Unsigned n = lua_rawlen(lua, -1);
    if (n < 1 || n > COLUMNS_MAX)
        build_raise(lua, "template-limit", STR("cot"), _("a table has 1 to %d columns"), COLUMNS_MAX);
    block->as.table.columns = ARENA_ARRAY(build_of(lua)->arena, n, struct block_column);
    block->as.table.n_columns = (uint32_t)n;
    for (lua_Unsigned i = 0; i < n; i++) {
        lua_rawgeti(lua, -1, (lua_Integer)i + 1);
        block->as.table.columns[i] = read_column(lua, lua_gettop(lua));
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

static struct block_row read_row(lua_State *lua, const struct block *block, int index) {
    static const char *const known[] = {"tong", "nhom", NULL};
    luaL_checktype(lua, index, LUA_TTABLE);
    bridge_keys(lua, index, known, true, "dong");
    uint32_t n = block->as.table.n_columns;
    if (lua_rawlen(lua, index) > n)
        build_raise(lua, "template-key", STR("dong"), _("a row has more cells than the table has columns"));
    struct block_row row = {.cells = ARENA_ARRAY(build_of(lua)->arena, n, const struct value *), .n = n};
    const struct value *group = block_field(lua, index, "nhom");
    if (group) {
        row.cells[0] = group;
        row.n = 1;
        row.group = true;
        return row;
    }
    for (uint32_t i = 0; i < n; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        if (lua_toboolean(lua, -1))
            row.cells[i] = bridge_value(lua, lua_gettop(lua), "dong");
        lua_pop(lua, 1);
    }
    lua_getfield(lua, index, "tong");
    row.total = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    return row;
}

static void read_rows(lua_State *lua, struct block *block, int index) {
    if (lua_getfield(lua, index, "dong") != LUA_TTABLE)
        build_raise(lua, "template-key", STR("bang"), _("a table needs its rows: dong = {...}"));
    lua_Unsigned n = lua_rawlen(lua, -1);
    if (n > ROWS_MAX)
        build_raise(lua, "template-limit", STR("dong"), _("a table has at most %d rows"), ROWS_MAX);
    block->as.table.rows = ARENA_ARRAY(build_of(lua)->arena, n + 1, struct block_row);
    for (lua_Unsigned i = 0; i < n; i++) {
        lua_rawgeti(lua, -1, (lua_Integer)i + 1);
        block->as.table.rows[block->as.table.n_rows++] = read_row(lua, block, lua_gettop(lua));
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

static bool column_empty(const struct block *block, uint32_t column) {
    bool empty = block->as.table.columns[column].align != ALIGN_LEFT;
    for (uint32_t r = 0; r < block->as.table.n_rows && empty; r++) {
        const struct block_row *row = &block->as.table.rows[r];
        const struct value *value = row->group || column >= row->n ? NULL : row->cells[column];
        empty = !value || value_missing(value);
    }
    return empty;
}

/* Columns of numbers that no row has anything in. */
static void leave_out_empty(struct block *block) {
    uint32_t kept = 0, n = block->as.table.n_columns;
    for (uint32_t i = 0; i < n; i++) {
        if (column_empty(block, i))
            continue;
        block->as.table.columns[kept] = block->as.table.columns[i];
        for (uint32_t r = 0; r < block->as.table.n_rows; r++)
            if (!block->as.table.rows[r].group)
                block->as.table.rows[r].cells[kept] = block->as.table.rows[r].cells[i];
        kept++;
    }
    block->as.table.n_columns = kept;
    for (uint32_t r = 0; r < block->as.table.n_rows; r++)
        if (!block->as.table.rows[r].group)
            block->as.table.rows[r].n = kept;
}

void block_read_table(lua_State *lua, struct block *block, int index) {
    static const char *const known[] = {"ten", "cot", "dong", "ghi_chu", "ngang", "bo_trong", "ma", NULL};
    bridge_keys(lua, index, known, false, "bang");
    block->name = block_name(lua, index);
    block->caption = block_field(lua, index, "ten");
    block->note = block_field(lua, index, "ghi_chu");
    read_columns(lua, block, index);
    read_rows(lua, block, index);
    lua_getfield(lua, index, "ngang");
    block->as.table.landscape = lua_toboolean(lua, -1);
    if (lua_getfield(lua, index, "bo_trong") != LUA_TNIL && lua_toboolean(lua, -1))
        leave_out_empty(block);
    lua_pop(lua, 2);
}

/* ---- nodes ------------------------------------------------------------------------------------------------------------------ */

static struct node *add_row(struct build *build, struct node *table, bool head) {
    struct node *row = node_add(table, node_new(build->arena, NODE_ROW));
    row->line = table->line;
    row->as.row.head = head;
    return row;
}

static bool has_over(const struct block *block) {
    for (uint32_t i = 0; i < block->as.table.n_columns; i++)
        if (block->as.table.columns[i].over.len)
            return true;
    return false;
}

/* What a column is called, with the signs that stand for all of its numbers. */
static void emit_head_text(struct emit *emit, struct node *cell, const struct block_column *column,
                           bool marked) {
    if (column->head)
        emit_value(emit, cell, column->head);
    if (column->broken || column->starred)
        emit_text(emit, cell, STR(EMIT_STAR));
    if (marked)
        emit_text(emit, cell, STR("\xC2\xA0⚠"));
}

/* The upper of two head rows: names over groups of columns; a column without one reaches down into the lower row. */
static void emit_over(struct emit *emit, struct node *table, const struct block *block, const bool *marked) {
    const struct block_column *columns = block->as.table.columns;
    struct node *row = add_row(emit->build, table, true);
    for (uint32_t i = 0; i < block->as.table.n_columns;) {
        uint32_t end = i + 1;
        while (columns[i].over.len && end < block->as.table.n_columns &&
               str_equal(columns[end].over, columns[i].over))
            end++;
        struct node *cell = block_cell(emit->build, row, (uint16_t)(end - i), true);
        if (columns[i].over.len) {
            emit_text(emit, cell, columns[i].over);
        } else {
            cell->as.cell.rows = 2;
            emit_head_text(emit, cell, &columns[i], marked[i]);
        }
        i = end;
    }
}

/* Where every number of a column is in doubt, or is made from unlike things, one mark at its head says so; totals keep theirs. */
static void find_marked(const struct block *block, bool *marked) {
    for (uint32_t i = 0; i < block->as.table.n_columns; i++) {
        uint32_t numbers = 0, doubtful = 0;
        for (uint32_t r = 0; r < block->as.table.n_rows; r++) {
            const struct block_row *row = &block->as.table.rows[r];
            const struct value *value = i < row->n && !row->group && !row->total ? row->cells[i] : NULL;
            if (!value || value->type == VALUE_TEXT || value_missing(value))
                continue;
            numbers++;
            doubtful += value_doubtful(value) || value_cautious(value);
        }
        marked[i] = doubtful == numbers && numbers >= EMIT_MARKED;
    }
}

static void emit_heads(struct emit *emit, struct node *table, const struct block *block, const bool *marked) {
    bool two = has_over(block);
    if (two)
        emit_over(emit, table, block, marked);
    struct node *row = add_row(emit->build, table, true);
    for (uint32_t i = 0; i < block->as.table.n_columns; i++) {
        const struct block_column *column = &block->as.table.columns[i];
        if (two && !column->over.len)
            continue;
        emit_head_text(emit, block_cell(emit->build, row, 1, true), column, marked[i]);
    }
}

static void emit_row(struct emit *emit, struct node *table, const struct block *block,
                     const struct block_row *item, const bool *marked) {
    struct node *row = add_row(emit->build, table, false);
    row->as.row.total = item->total;
    row->as.row.keep = item->group;
    if (item->group) {
        struct node *cell = block_cell(emit->build, row, (uint16_t)block->as.table.n_columns, false);
        emit_value(emit, node_add(cell, node_new(emit->build->arena, NODE_STRONG)), item->cells[0]);
        return;
    }
    for (uint32_t i = 0; i < item->n; i++) {
        struct node *cell = block_cell(emit->build, row, 1, false);
        emit->digits = block->as.table.columns[i].digits;
        emit->bare = block->as.table.columns[i].bare;
        emit->marked = marked[i] && !item->total;
        emit->starred = block->as.table.columns[i].starred || item->starred;
        if (item->cells[i]) {
            emit_value(emit, cell, item->cells[i]);
        } else {
            emit->dash = true;
            emit_text(emit, cell, STR("–"));
        }
        if (i == 0 && (item->broken || item->starred))
            emit_text(emit, cell, STR(EMIT_STAR));
    }
    emit->digits = -1;
    emit->bare = emit->marked = emit->starred = false;
}

static struct node *new_table(struct build *build, struct node *parent, const enum align *columns, uint32_t n,
                              uint32_t line) {
    struct node *table = node_add(parent, node_new(build->arena, NODE_TABLE));
    table->line = line;
    table->as.table.columns = columns;
    table->as.table.n_columns = n;
    return table;
}

void block_emit_table(struct build *build, struct node *parent, struct block *block) {
    uint32_t n = block->as.table.n_columns;
    if (!block->as.table.n_rows)
        return; /* an empty table says nothing */
    enum align *columns = ARENA_ARRAY(build->arena, n, enum align);
    for (uint32_t i = 0; i < n; i++)
        columns[i] = block->as.table.columns[i].align;
    if (block->caption)
        build->tables++;
    block_caption(build, parent, block, "Bảng", build->tables);
    struct node *table = new_table(build, parent, columns, n, block->line);
    table->as.table.landscape = block->as.table.landscape;
    struct emit emit;
    emit_start(&emit, build, block->line, false);
    emit.below = true;
    bool *marked = ARENA_ARRAY(build->arena, n, bool);
    find_marked(block, marked);
    breaks_of_table(&emit, block);
    emit_heads(&emit, table, block, marked);
    for (uint32_t i = 0; i < block->as.table.n_rows; i++)
        emit_row(&emit, table, block, &block->as.table.rows[i], marked);
    emit_notes(&emit, parent, block->note);
    emit_fini(&emit);
}

/* ---- findings ------------------------------------------------------------------------------------------------------------------ */

/* Entries named as the basis of a finding; of more, the first few and how many there are. */
#define BASIS_SHOWN 8u

/* Entries `number` to `last`, one after the other. */
static void emit_basis_link(struct emit *emit, struct node *cell, uint32_t number, uint32_t last) {
    struct build *build = emit->build;
    struct node *anchor = node_add(cell, node_new(build->arena, NODE_ANCHOR));
    anchor->line = emit->line;
    anchor->as.anchor = build_anchor(build);
    for (uint32_t i = number; i <= last; i++)
        evidence_back(build, i, anchor->as.anchor);
    struct node *link = node_add(cell, node_new(build->arena, NODE_LINK));
    link->line = emit->line;
    link->as.anchor = evidence_entry(build, number)->anchor;
    emit_text(emit, link, emit_mark_text(emit, number, last));
}

static void emit_basis(struct emit *emit, struct node *cell, const struct finding *finding) {
    struct build *build = emit->build;
    uint32_t n = finding->n_figures > BASIS_SHOWN * 2 ? 3 : finding->n_figures, shown = 0;
    uint32_t seen[BASIS_SHOWN * 2];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t number = evidence_figure(build, finding->figures[i]);
        bool known = false;
        for (uint32_t k = 0; k < shown; k++)
            known |= seen[k] == number;
        if (known)
            continue;
        seen[shown++] = number;
    }
    emit_sort_numbers(seen, shown);
    for (uint32_t i = 0, end; i < shown; i = end) {
        end = emit_run_end(seen, shown, i);
        emit_basis_link(emit, cell, seen[i], seen[end - 1]);
    }
    if (n < finding->n_figures)
        emit_text(emit, cell,
                  arena_printf(build->arena, " và %u số liệu khác", (unsigned)(finding->n_figures - n)));
}

/* What is found of another place than the dossier's own names it. */
static struct str finding_words(const struct build *build, const struct finding *finding) {
    struct str place = finding->place, message = cite_finding(build, finding);
    place_looks_back(&place);
    if (!place.len || place_equal(place, build->input->place) || str_find(message, place, 0) != STR_NONE)
        return message;
    if (str_starts(message, STR("Bảng số liệu: ")))
        return arena_printf(build->arena, "Bảng số liệu của %.*s: %.*s", STR_ARG(place),
                            STR_ARG(str_cut(message, strlen("Bảng số liệu: "), message.len)));
    return arena_printf(build->arena, "%.*s: %.*s", STR_ARG(text_capital(build->arena, place)),
                        STR_ARG(staff_words(build->arena, message)));
}

static void emit_finding(struct emit *emit, struct node *table, const struct finding *finding) {
    static const char *const levels[] = {"Đạt", "Lưu ý", "Cảnh báo", "Lỗi"};
    struct build *build = emit->build;
    struct node *row = add_row(build, table, false);
    struct node *level = block_cell(build, row, 1, false);
    if (finding->level >= FINDING_WARNING)
        level = node_add(level, node_new(build->arena, NODE_STRONG));
    emit_text(emit, level, str_of(levels[finding->level]));
    emit_text(emit, block_cell(build, row, 1, false), finding_words(build, finding));
    emit_basis(emit, block_cell(build, row, 1, false), finding);
}

void block_emit_findings(struct build *build, struct node *parent, struct block *block) {
    static const enum align columns[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_LEFT};
    static const char *const heads[] = {"Mức", "Nội dung", "Căn cứ"};
    if (!block->as.findings.n)
        return;
    struct node *table = new_table(build, parent, columns, 3, block->line);
    struct emit emit;
    emit_start(&emit, build, block->line, false);
    struct node *head = add_row(build, table, true);
    for (int i = 0; i < 3; i++)
        emit_text(&emit, block_cell(build, head, 1, true), str_of(heads[i]));
    for (uint32_t i = 0; i < block->as.findings.n; i++)
        emit_finding(&emit, table, block->as.findings.items[i]);
    emit_fini(&emit);
}
