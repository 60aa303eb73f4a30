/* table_shape.c - where the heads of a table are.
 *
 * Real tables begin with one or more title lines, have one to four rows of heads with merged cells left blank, and often a
 * row of column numbers. Nothing marks the heads, so each run of up to four rows without data, among the first rows, is
 * tried: its levels are joined, each column's head is looked up, and the run that the catalogue understands best is taken.
 * A title line understands nothing, a run that begins below the first level loses "STT" and "Tên đơn vị", and a run that
 * swallows a group row ("I;Thành phố ...") spoils those two.
 *
 * Joining carries a text to the right over blanks within its parent: the blank over "Đại học" in
 *     STT;Tên đơn vị;Chuyên môn;;LLCT;
 *     ;;Trung cấp;Đại học;Trung cấp;Cao cấp
 * belongs to "Chuyên môn". */
#include "extract/table.h"
#include <string.h>

#define LEVELS_MAX  4
#define STARTS_MAX  60u /* rows from the top among which the heads are looked for */
#define COLUMNS_MAX 1000u
#define TRIES_MAX   10000u /* heads looked up for one table, so that a hostile one does not take minutes */

/* ---- looking at rows ------------------------------------------------------------------------------------------------- */

static uint32_t filled(const struct record *record) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < record->n_cells; i++)
        n += record->cells[i].value.len > 0;
    return n;
}

static uint32_t effective_width(const struct record *record) {
    uint32_t n = record->n_cells;
    while (n > 0 && record->cells[n - 1].value.len == 0)
        n--;
    return n;
}

/* A number that is no year: what heads do not have in a cell of its own. */
static bool looks_like_data(struct str s) {
    if (s.len == 0)
        return false;
    size_t digits = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (is_digit(s.at[i]))
            digits++;
        else if (!strchr(".,% +-", s.at[i]))
            return false;
    }
    bool year = digits == 4 && s.len == 4 && (str_starts(s, STR("19")) || str_starts(s, STR("20")));
    return digits > 0 && !year;
}

static bool has_data(const struct record *record) {
    for (uint32_t i = 0; i < record->n_cells; i++)
        if (looks_like_data(record->cells[i].value))
            return true;
    return false;
}

/* The number in "3", "(3)" or "4=2+3", or -1; 0 for a single letter. */
static int ordinal(struct str s) {
    if (s.len == 1 && ((s.at[0] >= 'A' && s.at[0] <= 'E') || (s.at[0] >= 'a' && s.at[0] <= 'e')))
        return 0;
    s = s.len > 2 && s.at[0] == '(' && s.at[s.len - 1] == ')' ? str_cut(s, 1, s.len - 1) : s;
    int n = 0;
    size_t i = 0;
    while (i < s.len && i < 3 && is_digit(s.at[i]))
        n = n * 10 + (s.at[i++] - '0');
    bool formula = i < s.len && (s.at[i] == '=' || s.at[i] == '(');
    return i > 0 && (i == s.len || formula) ? n : -1;
}

/* The second cell of a row has its unit's name in most tables: no number. */
static bool begins_with_name(const struct record *record) {
    struct str second = record->n_cells > 1 ? record->cells[1].value : STR("");
    return second.len > 1 && second.at[0] != '(' && !is_digit(second.at[0]);
}

bool shape_ordinals(const struct record *record) {
    if (begins_with_name(record))
        return false;
    int last = 0;
    uint32_t numbers = 0, letters = 0;
    for (uint32_t i = 0; i < record->n_cells; i++) {
        struct str s = record->cells[i].value;
        int n = s.len ? ordinal(s) : 0;
        if (n < 0 || (n > 0 && n != last + 1))
            return false;
        letters += s.len && n == 0;
        numbers += n > 0;
        last = n > 0 ? n : last;
    }
    return numbers >= 2 && numbers + letters >= 3;
}

/* ---- joining --------------------------------------------------------------------------------------------------------- */

/* The levels of each column while a run of rows is tried. */
struct levels {
    const struct record *rows;
    uint32_t depth, width;
    struct str *text; /* [depth][width], carried to the right */
    bool *own;        /* ... not carried */
};

static struct str cell_text(const struct record *record, uint32_t column) {
    return column < record->n_cells ? record->cells[column].value : STR("");
}

/* The lowest level at which the column has a text, or -1. */
static int lowest(const struct levels *levels, uint32_t column) {
    for (int level = (int)levels->depth - 1; level >= 0; level--)
        if (cell_text(&levels->rows[level], column).len)
            return level;
    return -1;
}

/* Does the blank at `level` belong to the text on its left: is everything above it of the same parent? */
static bool same_parent(const struct levels *levels, int level, uint32_t column) {
    for (int above = 0; above < level; above++)
        if (levels->own[(uint32_t)above * levels->width + column])
            return false;
    return true;
}

static void carry(struct levels *levels, uint32_t column) {
    int end = lowest(levels, column);
    for (int level = 0; level <= end; level++) {
        uint32_t at = (uint32_t)level * levels->width + column;
        levels->text[at] = cell_text(&levels->rows[level], column);
        levels->own[at] = levels->text[at].len > 0;
        if (!levels->own[at] && column > 0 && same_parent(levels, level, column))
            levels->text[at] = levels->text[at - 1];
    }
}

/* One line of a head: breaks inside the cell become blanks. */
static void put_level(struct buf *out, struct str text) {
    for (size_t i = 0; i < text.len; i++)
        buf_char(out, text.at[i] == '\n' || text.at[i] == '\r' ? ' ' : text.at[i]);
}

static struct str join(struct arena *arena, const struct levels *levels, uint32_t column) {
    struct buf out = BUF_EMPTY;
    struct str last = STR("");
    for (uint32_t level = 0; level < levels->depth; level++) {
        struct str text = levels->text[level * levels->width + column];
        if (text.len == 0 || fold_equal(text, last))
            continue;
        if (out.len)
            buf_puts(&out, " - ");
        put_level(&out, text);
        last = text;
    }
    struct str joined = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return joined;
}

/* ---- trying ---------------------------------------------------------------------------------------------------------- */

struct trial {
    size_t start;
    uint32_t depth, width;
    struct column *columns;
    int score;
    uint32_t values, known;
    bool names_rows; /* a column of indicators was met: heads may be units */
};

static bool names_place(struct table *table, struct str head) {
    return place_level(place_name(&table->arena, head), table->source->place) != PLACE_UNKNOWN;
}

static void score_column(struct table *table, struct trial *trial, const struct column *column) {
    const struct head_says *says = &column->says;
    if (column->head.len == 0 && !says->known)
        return;
    if (!says->known && trial->names_rows && names_place(table, column->head)) {
        trial->values++;
        trial->score += 2;
        return;
    }
    trial->names_rows |= says->known && !says->indicator && says->role == HEAD_INDICATOR;
    trial->known += says->known;
    trial->values +=
        says->known && (says->indicator || says->role == HEAD_VALUE || says->role == HEAD_PERSON);
    if (!says->known)
        trial->score -= 1;
    else
        trial->score += says->indicator ? 4 : says->role == HEAD_PLACE || says->role == HEAD_ORDER ? 3 : 2;
}

/* A text below a column without head is a head that was left out, or a column that nobody would read. */
static int headless(const struct source *source, size_t below, const struct column *columns, uint32_t width) {
    while (below < source->n_records && filled(&source->records[below]) == 0)
        below++;
    int n = 0;
    if (below < source->n_records)
        for (uint32_t i = 0; i < source->records[below].n_cells; i++)
            n += source->records[below].cells[i].value.len &&
                 (i >= width || (columns[i].head.len == 0 && !columns[i].says.known));
    return n;
}

static const struct cell *lowest_cell(const struct levels *levels, uint32_t column) {
    int level = lowest(levels, column);
    return level < 0 ? NULL : &levels->rows[level].cells[column];
}

static struct trial try(struct table *table, size_t start, uint32_t depth) {
    struct levels levels = {.rows = table->source->records + start, .depth = depth};
    struct trial trial = {.start = start, .depth = depth};
    for (uint32_t i = 0; i < depth; i++) {
        uint32_t width = effective_width(&levels.rows[i]);
        trial.width = trial.width > width ? trial.width : width;
    }
    trial.width = trial.width < COLUMNS_MAX ? trial.width : COLUMNS_MAX;
    levels.width = trial.width;
    levels.text = ARENA_ARRAY(&table->arena, (size_t)depth * levels.width, struct str);
    levels.own = ARENA_ARRAY(&table->arena, (size_t)depth * levels.width, bool);
    trial.columns = ARENA_ARRAY(&table->arena, trial.width, struct column);
    for (uint32_t c = 0; c < trial.width; c++) {
        carry(&levels, c);
        struct column *column = &trial.columns[c];
        column->head = join(&table->arena, &levels, c);
        column->cell = lowest_cell(&levels, c);
        if (column->head.len)
            column->says = heads_read(table->heads, &table->arena, column->head);
    }
    stub_find(table, start + depth, trial.columns, trial.width);
    for (uint32_t c = 0; c < trial.width; c++)
        score_column(table, &trial, &trial.columns[c]);
    trial.score -= 2 * headless(table->source, start + depth, trial.columns, trial.width);
    return trial;
}

static bool understood(const struct trial *trial) {
    return trial->values > 0 && (trial->known >= 2 || trial->names_rows);
}

/* Rows from `start` on that may be heads together. */
static uint32_t run_length(const struct source *source, size_t start) {
    uint32_t depth = 0;
    while (depth < LEVELS_MAX && start + depth < source->n_records) {
        const struct record *record = &source->records[start + depth];
        if (has_data(record) || filled(record) == 0)
            break;
        depth++;
    }
    return depth;
}

static size_t skip_ordinals(const struct source *source, size_t at) {
    while (at < source->n_records &&
           (filled(&source->records[at]) == 0 || shape_ordinals(&source->records[at])))
        at++;
    return at;
}

bool shape_find(struct table *table) {
    const struct source *source = table->source;
    struct trial best = {.score = INT32_MIN};
    size_t tries = 0;
    for (size_t start = 0; start < source->n_records && start < STARTS_MAX && tries < TRIES_MAX; start++) {
        if (has_data(&source->records[start])) {
            if (understood(&best))
                break;
            continue;
        }
        uint32_t depth = filled(&source->records[start]) >= 2 ? run_length(source, start) : 0;
        for (uint32_t d = 1; d <= depth; d++) {
            struct trial trial = try(table, start, d);
            tries += trial.width;
            if (understood(&trial) && trial.score > best.score)
                best = trial;
        }
    }
    if (!understood(&best))
        return false;
    table->head = best.start;
    table->body = skip_ordinals(source, best.start + best.depth);
    table->columns = best.columns;
    table->n_columns = best.width;
    for (uint32_t i = 0; i < best.depth; i++) {
        uint32_t cells = source->records[best.start + i].n_cells;
        table->width = table->width > cells ? table->width : cells;
    }
    if (table->width > COLUMNS_MAX)
        diag_at(table->diag, DIAG_WARNING, table_where(table, &source->records[table->head].cells[0]),
                "table-wide", _("the table has %u columns; those after column %u are not read: split it"),
                table->width, COLUMNS_MAX);
    return true;
}
