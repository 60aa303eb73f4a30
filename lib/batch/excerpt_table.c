/* excerpt_table.c - of a table: one row of heads, the rows used, and above each of them what it takes its district, its unit or
 * its topic from, without numbers.
 *
 * The heads are put as they were read: the levels of a column joined, "Chuyên môn - Đại học", so that a column can stand
 * without its neighbours. Of the title there is what it says of the staff and the time.
 *
 * One thing is judged by all rows: a column that holds the sum of those behind it ("Trên đại học;Thạc sĩ;Tiến sĩ") has to in
 * each of them. Where it does, it alone is read, and the heads of the others are put in brackets, which makes them unknown.
 * Where it does not, the few rows of an excerpt may happen to agree; then a row of column numbers stands below them, as forms
 * have it below their heads: 1;2;3;4. It says that no column is the sum of those behind it, and is never read as numbers. */
#include "batch/excerpt_pen.h"
#include <stdlib.h>
#include <string.h>

enum keeping {
    KEEP_NONE,
    KEEP_NAMES, /* what names the row, without numbers */
    KEEP_USED,
};

struct cutting {
    const struct sketch *sketch;
    const struct source *source;
    const struct table_outline *outline;
    const struct excerpt_wish *wish;
    enum excerpt_step step;
    unsigned char *keep; /* enum keeping, by record */
    size_t first, end;   /* records that are kept lie in [first, end) */
    bool *columns;       /* those that are put */
    bool *cells;         /* of the row at hand: used */
    uint32_t n_columns;
    struct pen pen;
};

static bool is_name(enum column_use use) {
    return use >= COLUMN_PLACE;
}

static enum column_use use_of(const struct cutting *cut, uint32_t column) {
    return column < cut->outline->n_columns ? cut->outline->columns[column].use : COLUMN_OTHER;
}

static struct str value_of(const struct record *record, uint32_t column) {
    return column < record->n_cells ? record->cells[column].value : STR("");
}

/* The value in the first column of that use. */
static struct str value_in(const struct cutting *cut, const struct record *record, enum column_use use) {
    for (uint32_t i = 0; i < cut->outline->n_columns; i++)
        if (cut->outline->columns[i].use == use)
            return value_of(record, i);
    return STR("");
}

static bool has_column(const struct cutting *cut, enum column_use use) {
    for (uint32_t i = 0; i < cut->outline->n_columns; i++)
        if (cut->outline->columns[i].use == use)
            return true;
    return false;
}

/* ---- which rows ------------------------------------------------------------------------------------------------------- */

static void keep(struct cutting *cut, size_t record, enum keeping as) {
    if (cut->keep[record] < as)
        cut->keep[record] = (unsigned char)as;
    if (record < cut->first)
        cut->first = record;
    if (record >= cut->end)
        cut->end = record + 1;
}

static void keep_names(struct cutting *cut, size_t record) {
    keep(cut, record, KEEP_NAMES);
}

/* A district that the row does not name itself. */
static void keep_group(struct cutting *cut, size_t record) {
    while (record > cut->outline->body && !cut->outline->groups[record])
        record--;
    if (cut->outline->groups[record])
        keep_names(cut, record);
}

/* Merged cells leave the name of the unit to the first of its rows. */
static void keep_unit(struct cutting *cut, size_t record) {
    const struct record *records = cut->source->records;
    while (record > cut->outline->body && value_in(cut, &records[record], COLUMN_PLACE).len == 0)
        record--;
    keep_names(cut, record);
}

static bool is_item(struct str label) {
    return label.len > 1 && strchr("-+*", label.at[0]) != NULL;
}

static bool states(const struct cutting *cut, size_t record) {
    return cut->sketch->stating[cut->source->records[record].line - 1];
}

/* Where rows name indicators: the heading above the row, and what an item is an item of. */
static void keep_topic(struct cutting *cut, size_t record) {
    const struct record *records = cut->source->records;
    bool item = is_item(value_in(cut, &records[record], COLUMN_INDICATOR));
    while (record-- > cut->outline->body) {
        struct str label = value_in(cut, &records[record], COLUMN_INDICATOR);
        bool heading = label.len && !states(cut, record);
        if (heading || (item && label.len && !is_item(label)))
            keep_names(cut, record);
        if (heading)
            return;
        item = item && (label.len == 0 || is_item(label));
    }
}

static void keep_record(struct cutting *cut, size_t record, const struct about *about) {
    keep(cut, record, KEEP_USED);
    if (about->within.len && !has_column(cut, COLUMN_WITHIN))
        keep_group(cut, record);
    if (about->total && value_in(cut, &cut->source->records[record], COLUMN_PLACE).len == 0)
        keep_group(cut, record);
    else if (has_column(cut, COLUMN_PLACE))
        keep_unit(cut, record);
    if (has_column(cut, COLUMN_INDICATOR))
        keep_topic(cut, record);
}

static void choose_rows(struct cutting *cut) {
    const struct figures *figures = cut->sketch->figures;
    for (size_t i = 0; i < cut->wish->n; i++) {
        const struct figure *figure = figures->items[cut->wish->used[i]];
        size_t record = sketch_record(cut->source, figure);
        if (record < cut->source->n_records && cut->keep[record] != KEEP_USED)
            keep_record(cut, record, figure->about);
    }
}

/* ---- which columns ---------------------------------------------------------------------------------------------------- */

/* Marks the columns of the cells that the figure was read from. */
static void mark_cells(const struct record *record, const struct figure *figure, bool *columns, uint32_t n) {
    uint32_t end = figure->where.at + figure->where.len;
    for (uint32_t i = 0; i < record->n_cells && i < n; i++)
        if (record->cells[i].at >= figure->where.at && record->cells[i].at + record->cells[i].len <= end &&
            record->cells[i].at < end)
            columns[i] = true;
}

static void choose_columns(struct cutting *cut) {
    const struct figures *figures = cut->sketch->figures;
    for (uint32_t i = 0; i < cut->n_columns; i++)
        cut->columns[i] = cut->step >= EXCERPT_ROWS || is_name(use_of(cut, i));
    for (size_t i = 0; i < cut->wish->n && cut->step == EXCERPT_CELLS; i++) {
        const struct figure *figure = figures->items[cut->wish->used[i]];
        size_t record = sketch_record(cut->source, figure);
        if (record < cut->source->n_records)
            mark_cells(&cut->source->records[record], figure, cut->columns, cut->n_columns);
    }
}

/* ---- putting ---------------------------------------------------------------------------------------------------------- */

/* "… cán bộ, công chức cấp xã … năm 2016": what the title says that figures are about. */
static void put_title(struct cutting *cut) {
    const struct table_outline *outline = cut->outline;
    struct buf title = BUF_EMPTY;
    if (outline->group.len)
        buf_printf(&title, "… %.*s", STR_ARG(outline->group));
    if (date_known(outline->as_of)) {
        buf_puts(&title, " … tính đến ngày ");
        date_short(&title, outline->as_of);
    } else if (outline->year) {
        buf_printf(&title, " … năm %d", outline->year);
    }
    if (title.len && cut->source->records[outline->head].line > 1) {
        pen_cell(&cut->pen, str_trim(buf_view(&title)), true);
        pen_end(&cut->pen);
    }
    buf_fini(&title);
}

/* In brackets: what another column gives. */
static void put_head(struct cutting *cut, uint32_t column, bool first) {
    struct str head = column < cut->outline->n_columns ? cut->outline->columns[column].head : STR("");
    struct buf text = BUF_EMPTY;
    bool passed = use_of(cut, column) == COLUMN_PASSED;
    buf_printf(&text, passed ? "(%.*s)" : "%.*s", STR_ARG(head));
    pen_cell(&cut->pen, buf_view(&text), first);
    buf_fini(&text);
}

static void put_heads(struct cutting *cut) {
    bool first = true;
    pen_to(&cut->pen, cut->source->records[cut->outline->head].line);
    for (uint32_t i = 0; i < cut->n_columns; i++)
        if (cut->columns[i]) {
            put_head(cut, i, first);
            first = false;
        }
    pen_end(&cut->pen);
}

/* A unit's number in the list says nothing of it; that of a group is why it is one. */
static bool is_put(const struct cutting *cut, size_t record, uint32_t column) {
    enum column_use use = use_of(cut, column);
    if (use == COLUMN_ORDER)
        return cut->keep[record] == KEEP_NAMES;
    return is_name(use) || (cut->keep[record] == KEEP_USED && cut->cells[column]);
}

static void put_cells(struct cutting *cut, size_t index) {
    const struct record *record = &cut->source->records[index];
    bool first = true;
    pen_to(&cut->pen, record->line);
    for (uint32_t i = 0; i < cut->n_columns; i++)
        if (cut->columns[i]) {
            pen_cell(&cut->pen, is_put(cut, index, i) ? value_of(record, i) : STR(""), first);
            first = false;
        }
    pen_end(&cut->pen);
}

static void put_row(struct cutting *cut, size_t index) {
    const struct record *record = &cut->source->records[index];
    for (uint32_t line = record->line; line <= sketch_last_line(cut->source, record); line++)
        pen_line(&cut->pen, cut->source, line);
}

static void put_rows(struct cutting *cut) {
    const struct figures *figures = cut->sketch->figures;
    size_t next = 0; /* of the figures used */
    for (size_t i = cut->first; i < cut->end; i++) {
        if (cut->keep[i] == KEEP_NONE)
            continue;
        memset(cut->cells, 0, cut->n_columns * sizeof *cut->cells);
        for (; next < cut->wish->n; next++) {
            const struct figure *figure = figures->items[cut->wish->used[next]];
            if (cut->keep[i] == KEEP_NAMES || sketch_record(cut->source, figure) != i)
                break;
            mark_cells(&cut->source->records[i], figure, cut->cells, cut->n_columns);
        }
        if (cut->keep[i] == KEEP_USED && cut->step == EXCERPT_ROWS)
            put_row(cut, i);
        else
            put_cells(cut, i);
    }
}

/* ---- what is ours ----------------------------------------------------------------------------------------------------- */

static void put_numbers(struct cutting *cut) {
    unsigned number = 0;
    for (uint32_t i = 0; i < cut->n_columns; i++)
        if (cut->columns[i]) {
            char digits[16];
            snprintf(digits, sizeof digits, "%u", number + 1);
            pen_cell(&cut->pen, str_of(digits), number++ == 0);
        }
    pen_end(&cut->pen);
}

/* For people: what stands below a table and begins so is no row of it. No mark in it may be taken for a delimiter. */
static void put_remark(struct cutting *cut, bool numbered) {
    uint32_t at = 0;
    while (at < cut->n_columns && (!is_name(use_of(cut, at)) || use_of(cut, at) == COLUMN_ORDER))
        at++;
    if (at == cut->n_columns)
        return;
    for (uint32_t i = 0; i < at; i++)
        if (cut->columns[i])
            buf_char(cut->pen.out, cut->pen.delimiter);
    buf_printf(cut->pen.out, "Ghi chú: bản trích giữ nguyên số dòng và chỉ có những %s mà hồ sơ dùng.",
               cut->step == EXCERPT_CELLS ? "ô" : "dòng");
    if (numbered)
        buf_puts(cut->pen.out, " Dòng ngay trên là số thứ tự cột do hoso thêm vào.");
    pen_end(&cut->pen);
}

static void put_outlined(struct cutting *cut, bool numbered) {
    choose_rows(cut);
    choose_columns(cut);
    put_title(cut);
    put_heads(cut);
    put_rows(cut);
    if (numbered)
        put_numbers(cut);
    put_remark(cut, numbered);
}

/* ---- lines as they stand ---------------------------------------------------------------------------------------------- */

static void put_lines(const struct cutting *cut, struct pen *pen) {
    const struct source *source = cut->source;
    bool *keep = mem_new(source->n_lines + 1, sizeof *keep);
    for (size_t i = 0; i < source->n_lines; i++)
        keep[i] = cut->step == EXCERPT_WHOLE || !cut->sketch->stating[i];
    for (size_t i = 0; i < cut->wish->n; i++) {
        size_t at = sketch_record(source, cut->sketch->figures->items[cut->wish->used[i]]);
        const struct record *record = at < source->n_records ? &source->records[at] : NULL;
        for (uint32_t line = record ? record->line : 1; record && line <= sketch_last_line(source, record);
             line++)
            keep[line - 1] = true;
    }
    pen_lines(pen, source, keep);
    free(keep);
}

bool excerpt_cut_table(struct buf *out, const struct sketch *sketch, const struct excerpt_wish *wish,
                       enum excerpt_step step, bool numbered) {
    struct cutting cut = {.sketch = sketch,
                          .source = sketch->source,
                          .outline = &sketch->outline,
                          .wish = wish,
                          .step = step,
                          .first = sketch->source->n_records,
                          .pen = PEN(out, step == EXCERPT_CELLS ? ';' : sketch->source->delimiter)};
    if (step >= EXCERPT_BESIDE) {
        put_lines(&cut, &cut.pen);
        return !numbered;
    }
    if (!sketch->outlined)
        return false;
    cut.n_columns =
        sketch->outline.width > sketch->outline.n_columns ? sketch->outline.width : sketch->outline.n_columns;
    cut.keep = mem_new(sketch->source->n_records + 1, sizeof *cut.keep);
    cut.columns = mem_new(cut.n_columns + 1, sizeof *cut.columns);
    cut.cells = mem_new(cut.n_columns + 1, sizeof *cut.cells);
    put_outlined(&cut, numbered);
    free(cut.keep);
    free(cut.columns);
    free(cut.cells);
    return true;
}
