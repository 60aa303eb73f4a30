/* annex.c - the table of sources: each entry with its number, the figure, the sentence or cells with the number marked, and
 * file, line and character, leading back to where it was first printed. */
#include "doc/annex.h"
#include "doc/block.h"
#include "doc/grid.h"
#include <stdlib.h>
#include <string.h>

#define CONTEXT_SIDE 150 /* [characters] of the sentence that are kept on either side of the number */

/* So many used cells of tables are named one by one (Đại học: 12; Cao đẳng: 3), which a reader follows best. Where an annex
 * rests on more, as a unit's sheet of six years does, naming them would outgrow the dossier: they stand in grids (grid.c). */
#define CELLS_NAMED 60

/* ---- a long sentence is cut around its number, never inside a word ---------------------------------------------------- */

/* Start of the last `chars` characters before `at`, moved to the beginning of a word. */
static size_t cut_before(struct str s, size_t at, unsigned chars) {
    size_t from = at;
    while (from > 0 && chars > 0) {
        from--;
        while (from > 0 && ((unsigned char)s.at[from] & 0xC0) == 0x80)
            from--;
        chars--;
    }
    if (from == 0)
        return 0;
    while (from < at && s.at[from - 1] != ' ')
        from++;
    return from;
}

/* End of the next `chars` characters from `at`, moved to the end of a word. */
static size_t cut_after(struct str s, size_t at, unsigned chars) {
    size_t to = at;
    while (to < s.len && chars > 0) {
        text_next(s, &to);
        chars--;
    }
    if (to >= s.len)
        return s.len;
    while (to > at && s.at[to] != ' ')
        to--;
    return to;
}

/* Line ends and tabs of the source are blanks on paper. */
static struct str one_line(struct arena *arena, struct str s) {
    char *copy = arena_alloc(arena, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = s.at[i];
    for (size_t i = 0; i < s.len; i++)
        if (strchr("\n\r\t", copy[i]) && copy[i])
            copy[i] = ' ';
    return (struct str){copy, s.len};
}

static struct node *inline_node(struct emit *emit, struct node *parent, enum node_type type) {
    struct node *node = node_add(parent, node_new(emit->build->arena, type));
    node->line = emit->line;
    return node;
}

static void emit_sentence(struct emit *emit, struct node *cell, const struct source *source,
                          const struct figure *figure) {
    struct arena *arena = emit->build->arena;
    size_t mark = 0, mark_len = 0;
    struct str s = source_context(source, figure->where.at, figure->where.len, &mark, &mark_len);
    s = one_line(arena, s);
    size_t from = cut_before(s, mark, CONTEXT_SIDE), to = cut_after(s, mark + mark_len, CONTEXT_SIDE);
    if (from > 0)
        emit_text(emit, cell, STR("… "));
    emit_text(emit, cell, str_cut(s, from, mark));
    emit_text(emit, inline_node(emit, cell, NODE_MARK), str_cut(s, mark, mark + mark_len));
    emit_text(emit, cell, str_cut(s, mark + mark_len, to));
    if (to < s.len)
        emit_text(emit, cell, STR(" …"));
}

/* ---- columns ------------------------------------------------------------------------------------------------------------- */

struct str annex_file(const struct source *source) {
    struct str s = str_of(source->path);
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '/')
            from = i + 1;
    return str_cut(s, from, s.len);
}

void annex_number(struct emit *emit, struct node *cell, uint32_t number) {
    const struct evidence_entry *entry = evidence_entry(emit->build, number);
    inline_node(emit, cell, NODE_ANCHOR)->as.anchor = entry->anchor;
    struct node *holder = cell;
    if (entry->back) {
        holder = inline_node(emit, cell, NODE_LINK);
        holder->as.anchor = entry->back;
    }
    emit_text(emit, holder, arena_printf(emit->build->arena, "[%u]", (unsigned)number));
}

static void emit_line(struct emit *emit, struct node *cell, struct str text) {
    inline_node(emit, cell, NODE_LINE_BREAK);
    emit_text(emit, inline_node(emit, cell, NODE_SMALL), text);
}

struct str annex_label(const struct figure *figure) {
    return str_of(figure->indicator ? figure->indicator->label : "");
}

struct str annex_years(const struct build *build, const struct evidence_entry *entry) {
    int first = figure_year(build->input->figures, entry->figures[0]), last = first;
    for (size_t i = 1; i < entry->n; i++) {
        int year = figure_year(build->input->figures, entry->figures[i]);
        first = year < first ? year : first;
        last = year > last ? year : last;
    }
    return first == last ? arena_printf(build->arena, "%d", first)
                         : arena_printf(build->arena, "%d - %d", first, last);
}

/* The value as the annex shows it, and what it is: 1.279 người / Tổng số, 2021. */
static void emit_what(struct emit *emit, struct node *row, const struct evidence_entry *entry) {
    struct build *build = emit->build;
    const struct figure *figure = entry->figures[0];
    struct node *cell = block_cell(build, row, 1, false);
    if (entry->rows || entry->n > 1) {
        if (entry->rows)
            emit_text(emit, cell, arena_printf(build->arena, "%u dòng", (unsigned)entry->rows));
        else
            emit_text(emit, cell, arena_printf(build->arena, "%zu số liệu", entry->n));
        struct str what = entry->rows ? annex_label(figure) : figure->about->place,
                   years = annex_years(build, entry);
        emit_line(emit, cell, arena_printf(build->arena, "%.*s, %.*s", STR_ARG(what), STR_ARG(years)));
        return;
    }
    struct value value = *value_stated(build->arena, build->input->figures, figure);
    value.form = FORM_FULL;
    struct buf text = BUF_EMPTY, title = BUF_EMPTY;
    value_print(&text, &value);
    fact_title(&title, &value.as.fact.fact);
    emit_text(emit, cell, arena_str(build->arena, buf_view(&text)));
    emit_line(emit, cell, arena_str(build->arena, buf_view(&title)));
    buf_fini(&text);
    buf_fini(&title);
}

bool annex_counts_people(const struct figure *figure) {
    return strcmp(figure->about->rule, "csv/person") == 0;
}

static void emit_where(struct emit *emit, struct node *cell, const struct source *source,
                       const struct figure *figure) {
    uint32_t line = figure->about->line, column = 0;
    source_position(source, figure->where.at, &line, &column);
    struct str name = annex_file(source);
    if (annex_counts_people(figure)) {
        emit_line(emit, cell, arena_printf(emit->build->arena, "%.*s, đếm từng người", STR_ARG(name)));
        return;
    }
    emit_line(emit, cell,
              source->kind == SOURCE_TABLE
                  ? arena_printf(emit->build->arena, "%.*s, dòng %u", STR_ARG(name), (unsigned)line)
                  : arena_printf(emit->build->arena, "%.*s, dòng %u, ký tự %u", STR_ARG(name), (unsigned)line,
                                 (unsigned)column));
}

/* Cells that one number adds up stand in the quote with the delimiters between them: 8;500 is shown as 8 + 500. */
#define TIED 9 /* [bytes] of a sum that is not broken over lines */

static struct str quote_of(const struct build *build, const struct source *source,
                           const struct figure *figure) {
    struct str quote = figure_quote(build->input->figures, figure);
    struct buf text = BUF_EMPTY;
    for (size_t i = 0; i < quote.len; i++) {
        if (quote.at[i] == source->delimiter)
            buf_puts(&text, quote.len <= TIED ? "\xC2\xA0+\xC2\xA0" : "\xC2\xA0+ ");
        else
            buf_char(&text, quote.at[i]);
    }
    struct str kept = arena_str(build->arena, buf_view(&text));
    buf_fini(&text);
    return kept;
}

static int by_place_in_row(const void *a, const void *b) {
    const struct figure *const *x = a, *const *y = b;
    return ((*x)->where.at > (*y)->where.at) - ((*x)->where.at < (*y)->where.at);
}

static bool names_cells(struct build *build) {
    size_t cells = 0;
    for (uint32_t i = 1; i <= build->evidence.n; i++) {
        const struct evidence_entry *entry = evidence_entry(build, i);
        const struct source *source = figure_source(build->input->figures, entry->figures[0]);
        if (source && source->kind == SOURCE_TABLE && !entry->rows)
            cells += entry->n;
    }
    return cells <= CELLS_NAMED;
}

/* " (2020)" where the same row states the indicator for other years too. */
static const char *year_apart(const struct build *build, const struct evidence_entry *entry, size_t at) {
    const struct figure *figure = entry->figures[at];
    int year = figure_year(build->input->figures, figure);
    for (size_t i = 0; i < entry->n; i++)
        if (entry->figures[i]->indicator == figure->indicator &&
            figure_year(build->input->figures, entry->figures[i]) != year)
            return arena_printf(build->arena, " (%d)", year).at;
    return "";
}

struct str annex_cell(const struct build *build, const struct source *source, const struct figure *figure) {
    if (!annex_counts_people(figure))
        return quote_of(build, source, figure);
    struct value value = *value_stated(build->arena, build->input->figures, figure);
    struct buf text = BUF_EMPTY;
    value.form = FORM_PLAIN;
    value_print(&text, &value);
    struct str kept = arena_str(build->arena, buf_view(&text));
    buf_fini(&text);
    return kept;
}

/* The cells of the row that were used, from left to right. */
static void emit_cells(struct emit *emit, struct node *cell, const struct source *source,
                       const struct evidence_entry *entry) {
    for (size_t i = 0; i < entry->n; i++) {
        const struct figure *figure = entry->figures[i];
        emit_text(emit, cell,
                  arena_printf(emit->build->arena, "%s%.*s%s: ", i ? "; " : "", STR_ARG(annex_label(figure)),
                               year_apart(emit->build, entry, i)));
        emit_text(emit, inline_node(emit, cell, NODE_MARK), annex_cell(emit->build, source, figure));
    }
}

static void emit_column(struct emit *emit, struct node *cell, const struct source *source,
                        const struct evidence_entry *entry) {
    struct arena *arena = emit->build->arena;
    struct str name = annex_file(source);
    emit_text(emit, cell,
              arena_printf(arena, "%s%u ô của cột “%.*s”", entry->summed ? "Cộng " : "",
                           (unsigned)entry->rows, STR_ARG(annex_label(entry->figures[0]))));
    emit_line(emit, cell,
              arena_printf(arena, "%.*s, dòng %u đến dòng %u", STR_ARG(name),
                           (unsigned)entry->figures[0]->about->line,
                           (unsigned)entry->figures[1]->about->line));
}

static void emit_quote(struct emit *emit, struct node *row, const struct evidence_entry *entry) {
    struct node *cell = block_cell(emit->build, row, 1, false);
    const struct figure *figure = entry->figures[0];
    const struct source *source = figure_source(emit->build->input->figures, figure);
    if (!source) {
        emit_text(emit, inline_node(emit, cell, NODE_MARK),
                  figure_quote(emit->build->input->figures, figure));
        return;
    }
    if (entry->rows) {
        emit_column(emit, cell, source, entry);
        return;
    }
    if (source->kind == SOURCE_TABLE)
        emit_cells(emit, cell, source, entry);
    else
        emit_sentence(emit, cell, source, figure);
    emit_where(emit, cell, source, figure);
}

static void emit_head(struct emit *emit, struct node *table) {
    static const char *const heads[] = {"Số", "Giá trị", "Trích nguồn"};
    struct node *row = node_add(table, node_new(emit->build->arena, NODE_ROW));
    row->as.row.head = true;
    row->line = emit->line;
    for (int i = 0; i < 3; i++)
        emit_text(emit, block_cell(emit->build, row, 1, true), str_of(heads[i]));
}

static void emit_list(struct emit *emit, struct node *parent, const uint32_t *entries, uint32_t n) {
    static const enum align columns[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_LEFT};
    struct build *build = emit->build;
    struct node *table = node_add(parent, node_new(build->arena, NODE_TABLE));
    table->line = emit->line;
    table->as.table.columns = columns;
    table->as.table.n_columns = 3;
    emit_head(emit, table);
    for (uint32_t i = 0; i < n; i++) {
        const struct evidence_entry *entry = evidence_entry(build, entries[i]);
        struct node *row = node_add(table, node_new(build->arena, NODE_ROW));
        row->line = emit->line;
        annex_number(emit, block_cell(build, row, 1, false), entries[i]);
        emit_what(emit, row, entry);
        emit_quote(emit, row, entry);
    }
}

/* From left to right, as the row has them. */
static void sort_cells(struct build *build) {
    for (uint32_t i = 1; i <= build->evidence.n; i++) {
        struct evidence_entry *entry = evidence_entry(build, i);
        if (!entry->rows)
            qsort(entry->figures, entry->n, sizeof *entry->figures, by_place_in_row);
    }
}

void evidence_annex(struct build *build, struct node *parent) {
    struct emit emit;
    emit_start(&emit, build, parent->line, false);
    if (!build->evidence.n) {
        struct node *empty = inline_node(&emit, parent, NODE_PARAGRAPH);
        emit_text(&emit, empty, STR("Hồ sơ này không dùng số liệu nào của các nguồn."));
        return;
    }
    uint32_t n = (uint32_t)build->evidence.n;
    sort_cells(build);
    struct grid_split split = grid_split(build, n, !names_cells(build));
    bool first = split.n_upright && split.n_listed && split.upright[0] < split.listed[0];
    if (first)
        grid_upright(&emit, parent, split.upright, split.n_upright);
    if (split.n_listed)
        emit_list(&emit, parent, split.listed, split.n_listed);
    if (!first)
        grid_upright(&emit, parent, split.upright, split.n_upright);
    grid_rows(&emit, parent, split.rows, split.n_rows);
    emit_fini(&emit);
}
