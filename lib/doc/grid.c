/* grid.c - cells of tables under the names of their columns.
 *
 * Where a dossier rests on a few cells, the annex names each: "Đại học: 12; Cao đẳng: 3". Where it rests on hundreds, that would
 * outgrow the dossier, and rows as they stand in the file cannot be read by anybody who does not count semicolons. So the names
 * are said once:
 *
 *     many rows of one file, few cells each:     few rows, many cells each, one below the other:
 *
 *     Số    Đơn vị        Dòng  Nữ   Đại học     Ô của biểu      [1] 2021   [2] 2016
 *     [4]   xã Ẳng Cang    122   4    0 + 11     Nữ                    3          3
 *     [5]   xã Ẳng Nưa     121   2    0 + 12     Đại học              12          2
 *
 * Only the cells that were used are shown. Every entry keeps its number, its anchor and its line. */
#include "doc/grid.h"
#include "doc/annex.h"
#include "doc/block.h"
#include <stdlib.h>
#include <string.h>

#define ROWS_LEAST    4u  /* rows of one file below each other, less are listed */
#define CELLS_WIDE    12u /* cells of a row that stand side by side; rows of more stand upright */
#define UPRIGHT_LEAST 2u  /* such rows side by side */
#define UPRIGHT_MOST  6u
#define HEADS_MOST    120u

/* What the cells of one column of a table state. */
struct head {
    const struct indicator *indicator;
    int year; /* where one row states several; 0: it does not */
    struct str label;
};

struct heads {
    struct head items[HEADS_MOST];
    uint32_t n;
};

/* ---- which entries --------------------------------------------------------------------------------------------------- */

static const struct source *table_of(const struct build *build, const struct evidence_entry *entry) {
    const struct source *source = figure_source(build->input->figures, entry->figures[0]);
    return source && source->kind == SOURCE_TABLE && !entry->rows ? source : NULL;
}

static bool is_wide(const struct evidence_entry *entry) {
    return entry->n > CELLS_WIDE;
}

/* How many entries stand beside `entry` in its grid, itself among them. */
static uint32_t mates(struct build *build, uint32_t n, const struct evidence_entry *entry) {
    const struct source *source = table_of(build, entry);
    uint32_t found = 0;
    for (uint32_t i = 1; i <= n; i++) {
        const struct evidence_entry *other = evidence_entry(build, i);
        const struct source *its = table_of(build, other);
        found += its && is_wide(other) == is_wide(entry) && (is_wide(entry) || its == source);
    }
    return found;
}

struct grid_split grid_split(struct build *build, uint32_t n, bool many) {
    struct grid_split split = {.listed = ARENA_ARRAY(build->arena, n, uint32_t),
                               .upright = ARENA_ARRAY(build->arena, n, uint32_t),
                               .rows = ARENA_ARRAY(build->arena, n, uint32_t)};
    const struct source *last = NULL; /* entries of one file come in runs: what was counted serves the next */
    uint32_t narrow = 0, wide = 0;
    for (uint32_t i = 1; i <= n; i++) {
        const struct evidence_entry *entry = evidence_entry(build, i);
        const struct source *source = many ? table_of(build, entry) : NULL;
        if (source && is_wide(entry) && !wide)
            wide = mates(build, n, entry);
        if (source && !is_wide(entry) && source != last) {
            narrow = mates(build, n, entry);
            last = source;
        }
        if (source && is_wide(entry) && wide >= UPRIGHT_LEAST)
            split.upright[split.n_upright++] = i;
        else if (source && !is_wide(entry) && narrow >= ROWS_LEAST)
            split.rows[split.n_rows++] = i;
        else
            split.listed[split.n_listed++] = i;
    }
    return split;
}

/* ---- heads ----------------------------------------------------------------------------------------------------------- */

static int year_apart(const struct build *build, const struct evidence_entry *entry,
                      const struct figure *figure) {
    int year = figure_year(build->input->figures, figure);
    for (size_t i = 0; i < entry->n; i++)
        if (entry->figures[i]->indicator == figure->indicator &&
            figure_year(build->input->figures, entry->figures[i]) != year)
            return year;
    return 0;
}

static uint32_t head_find(const struct heads *heads, const struct indicator *indicator, int year) {
    uint32_t i = 0;
    while (i < heads->n && (heads->items[i].indicator != indicator || heads->items[i].year != year))
        i++;
    return i;
}

/* The heads of the entry's cells, from left to right, among those of the entries before it. False: too many. */
static bool heads_add(struct build *build, struct heads *heads, const struct evidence_entry *entry) {
    uint32_t at = 0;
    for (size_t i = 0; i < entry->n; i++) {
        const struct figure *figure = entry->figures[i];
        int year = year_apart(build, entry, figure);
        uint32_t found = head_find(heads, figure->indicator, year);
        if (found < heads->n) {
            at = found + 1;
            continue;
        }
        if (heads->n == HEADS_MOST)
            return false;
        memmove(heads->items + at + 1, heads->items + at, (heads->n - at) * sizeof *heads->items);
        struct str label = annex_label(figure);
        if (year)
            label = arena_printf(build->arena, "%.*s (%d)", STR_ARG(label), year);
        heads->items[at++] = (struct head){figure->indicator, year, label};
        heads->n++;
    }
    return true;
}

/* ---- cells ----------------------------------------------------------------------------------------------------------- */

/* What the entry states under the head; several cells are parted by semicolons; empty: nothing. */
static struct str cell_text(struct build *build, const struct evidence_entry *entry,
                            const struct head *head) {
    struct str text = STR("");
    for (size_t i = 0; i < entry->n; i++) {
        const struct figure *figure = entry->figures[i];
        if (figure->indicator != head->indicator || year_apart(build, entry, figure) != head->year)
            continue;
        struct str one = annex_cell(build, figure_source(build->input->figures, figure), figure);
        text = text.len ? arena_printf(build->arena, "%.*s; %.*s", STR_ARG(text), STR_ARG(one)) : one;
    }
    return text;
}

static struct node *add_cell(struct emit *emit, struct node *row, struct str text, bool header) {
    struct node *cell = block_cell(emit->build, row, 1, header);
    emit_text(emit, cell, text);
    return cell;
}

static struct node *add_row(struct emit *emit, struct node *table, bool head) {
    struct node *row = node_add(table, node_new(emit->build->arena, NODE_ROW));
    row->line = emit->line;
    row->as.row.head = head;
    return row;
}

static struct node *add_table(struct emit *emit, struct node *parent, uint32_t n, uint32_t n_text) {
    enum align *columns = ARENA_ARRAY(emit->build->arena, n, enum align);
    for (uint32_t i = 0; i < n; i++)
        columns[i] = i < n_text ? ALIGN_LEFT : ALIGN_RIGHT;
    struct node *table = node_add(parent, node_new(emit->build->arena, NODE_TABLE));
    table->line = emit->line;
    table->as.table.columns = columns;
    table->as.table.n_columns = n;
    table->as.table.dense = true;
    return table;
}

static struct str where(struct emit *emit, const struct evidence_entry *entry) {
    const struct figure *figure = entry->figures[0];
    return annex_counts_people(figure)
               ? STR("đếm từng người")
               : arena_printf(emit->build->arena, "dòng %u", (unsigned)figure->about->line);
}

/* "xã Ẳng Cang" on one line, and the year where the file states several. */
static struct str whose(struct emit *emit, const struct evidence_entry *entry, bool years) {
    struct str place = entry->figures[0]->about->place, of = annex_years(emit->build, entry);
    struct buf text = BUF_EMPTY;
    for (size_t i = 0; i < place.len; i++) {
        if (place.at[i] == ' ')
            buf_puts(&text, "\xC2\xA0");
        else
            buf_char(&text, place.at[i]);
    }
    if (years)
        buf_printf(&text, ", %.*s", STR_ARG(of));
    struct str kept = arena_str(emit->build->arena, buf_view(&text));
    buf_fini(&text);
    return kept;
}

/* ---- narrow heads ---------------------------------------------------------------------------------------------------- */

/* As the heads of official forms write them. */
static const struct {
    struct str words, letters;
} short_forms[] = {
    {STR("lý luận chính trị"), STR("LLCT")},
    {STR("quản lý nhà nước"), STR("QLNN")},
    {STR("cán bộ, công chức"), STR("CBCC")},
    {STR("đào tạo, bồi dưỡng"), STR("ĐTBD")},
};
#define SHORT_FORMS (sizeof short_forms / sizeof *short_forms)

/* The label with what has a short form in that; `*used` gets a bit for each. A label that is nothing else stays. */
static struct str shorten(struct build *build, struct str label, unsigned *used) {
    for (size_t i = 0; i < SHORT_FORMS; i++) {
        struct str words = short_forms[i].words;
        size_t at = str_find(label, words, 0);
        if (at == STR_NONE || at == 0)
            continue;
        label = arena_printf(build->arena, "%.*s%.*s%.*s", (int)at, label.at, STR_ARG(short_forms[i].letters),
                             (int)(label.len - at - words.len), label.at + at + words.len);
        *used |= 1u << i;
    }
    return label;
}

static void add_note(struct emit *emit, struct node *parent, struct buf *text) {
    struct node *note = node_add(parent, node_new(emit->build->arena, NODE_NOTE));
    note->line = emit->line;
    emit_text(emit, note, arena_str(emit->build->arena, buf_view(text)));
    buf_fini(text);
}

static void note_short(struct emit *emit, struct node *parent, unsigned used) {
    struct buf text = BUF_EMPTY;
    for (size_t i = 0; i < SHORT_FORMS; i++)
        if (used & 1u << i)
            buf_printf(&text, "%s%.*s: %.*s", text.len ? "; " : "", STR_ARG(short_forms[i].letters),
                       STR_ARG(short_forms[i].words));
    if (text.len)
        buf_puts(&text, ".");
    if (used)
        add_note(emit, parent, &text);
}

/* ---- many rows of one file ------------------------------------------------------------------------------------------- */

/* The file's name over all columns; it is repeated where the grid goes on. */
static void add_file(struct emit *emit, struct node *table, const struct source *source, uint32_t columns) {
    struct node *row = add_row(emit, table, false);
    row->as.row.keep = true;
    struct node *cell = block_cell(emit->build, row, (uint16_t)columns, false);
    struct node *strong = node_add(cell, node_new(emit->build->arena, NODE_STRONG));
    strong->line = emit->line;
    emit_text(emit, strong, annex_file(source));
}

static bool years_differ(struct build *build, const uint32_t *entries, uint32_t n) {
    struct str first = annex_years(build, evidence_entry(build, entries[0]));
    for (uint32_t i = 1; i < n; i++)
        if (!str_equal(first, annex_years(build, evidence_entry(build, entries[i]))))
            return true;
    return false;
}

static void emit_rows(struct emit *emit, struct node *parent, const struct source *source,
                      const struct heads *heads, const uint32_t *entries, uint32_t n) {
    static const char *const fixed[] = {"Số", "Đơn vị", "Dòng"};
    enum { FIXED = sizeof fixed / sizeof *fixed };
    struct node *table = add_table(emit, parent, FIXED + heads->n, FIXED - 1);
    struct node *top = add_row(emit, table, true);
    bool years = years_differ(emit->build, entries, n);
    for (uint32_t i = 0; i < FIXED; i++)
        add_cell(emit, top, str_of(fixed[i]), true);
    unsigned shortened = 0;
    for (uint32_t i = 0; i < heads->n; i++)
        add_cell(emit, top, shorten(emit->build, heads->items[i].label, &shortened), true);
    add_file(emit, table, source, FIXED + heads->n);
    for (uint32_t i = 0; i < n; i++) {
        const struct evidence_entry *entry = evidence_entry(emit->build, entries[i]);
        struct node *row = add_row(emit, table, false);
        annex_number(emit, block_cell(emit->build, row, 1, false), entries[i]);
        add_cell(emit, row, whose(emit, entry, years), false);
        add_cell(emit, row, arena_printf(emit->build->arena, "%u", (unsigned)entry->figures[0]->about->line),
                 false);
        for (uint32_t k = 0; k < heads->n; k++) {
            struct str text = cell_text(emit->build, entry, &heads->items[k]);
            add_cell(emit, row, text.len ? text : STR("–"), false);
        }
    }
    note_short(emit, parent, shortened);
}

/* ---- few rows of many cells, upright --------------------------------------------------------------------------------- */

/* All that is stated under the head is 0. */
static bool all_zero(struct build *build, const struct head *head, const uint32_t *entries, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        struct str text = cell_text(build, evidence_entry(build, entries[i]), head);
        for (size_t k = 0; k < text.len; k++)
            if (text.at[k] >= '1' && text.at[k] <= '9')
                return false;
    }
    return true;
}

static void break_small(struct emit *emit, struct node *cell, struct str text) {
    node_add(cell, node_new(emit->build->arena, NODE_LINE_BREAK))->line = emit->line;
    struct node *small = node_add(cell, node_new(emit->build->arena, NODE_SMALL));
    small->line = emit->line;
    emit_text(emit, small, text);
}

static void emit_upright_heads(struct emit *emit, struct node *table, const uint32_t *entries, uint32_t n) {
    struct build *build = emit->build;
    struct node *row = add_row(emit, table, true);
    add_cell(emit, row, STR("Ô của biểu"), true);
    bool places = false;
    for (uint32_t i = 1; i < n; i++)
        places |= !str_equal(evidence_entry(build, entries[i])->figures[0]->about->place,
                             evidence_entry(build, entries[0])->figures[0]->about->place);
    for (uint32_t i = 0; i < n; i++) {
        const struct evidence_entry *entry = evidence_entry(build, entries[i]);
        struct node *cell = block_cell(build, row, 1, true);
        annex_number(emit, cell, entries[i]);
        emit_text(emit, cell, STR(" "));
        emit_text(emit, cell, annex_years(build, entry));
        if (places)
            break_small(emit, cell, entry->figures[0]->about->place);
        break_small(emit, cell, where(emit, entry));
    }
}

#define ALIKE 10u /* bytes at the start of two names of files that need not be read twice */

/* The name behind what it shares with the first one's: "…2017.csv" behind "can-bo-cong-chuc-2016.csv". */
static struct str file_beside(struct build *build, struct str first, struct str name) {
    size_t same = 0, cut = 0;
    while (same < name.len && same < first.len && name.at[same] == first.at[same])
        if (strchr("-_. ", name.at[same++]))
            cut = same;
    if (cut < ALIKE || same == name.len)
        return name;
    return arena_printf(build->arena, "…%.*s", STR_ARG(str_cut(name, cut, name.len)));
}

/* Which files the columns are from: "[1] bieu-2021.csv; [2] bieu-2016.csv". */
static void note_files(struct emit *emit, struct node *parent, struct buf *text, const uint32_t *entries,
                       uint32_t n) {
    struct str first = annex_file(table_of(emit->build, evidence_entry(emit->build, entries[0])));
    bool alike = true;
    for (uint32_t i = 1; i < n; i++)
        alike &= table_of(emit->build, evidence_entry(emit->build, entries[i])) ==
                 table_of(emit->build, evidence_entry(emit->build, entries[0]));
    buf_puts(text, text->len ? " Tệp: " : "Tệp: ");
    if (alike)
        buf_str(text, first);
    for (uint32_t i = 0; i < n && !alike; i++) {
        struct str name = annex_file(table_of(emit->build, evidence_entry(emit->build, entries[i])));
        buf_printf(text, "%s[%u] %.*s", i ? "; " : "", (unsigned)entries[i],
                   STR_ARG(i ? file_beside(emit->build, first, name) : name));
    }
    buf_puts(text, ".");
    add_note(emit, parent, text);
}

static void emit_upright(struct emit *emit, struct node *parent, const struct heads *heads,
                         const uint32_t *entries, uint32_t n) {
    struct build *build = emit->build;
    struct node *table = add_table(emit, parent, 1 + n, 1);
    struct buf zeros = BUF_EMPTY;
    uint32_t n_zeros = 0;
    emit_upright_heads(emit, table, entries, n);
    for (uint32_t i = 0; i < heads->n; i++) {
        const struct head *head = &heads->items[i];
        if (all_zero(build, head, entries, n) && n_zeros + 1 < heads->n) {
            buf_printf(&zeros, "%s%.*s", n_zeros++ ? ", " : "Các ô ghi 0: ", STR_ARG(head->label));
            continue;
        }
        struct node *row = add_row(emit, table, false);
        add_cell(emit, row, head->label, false);
        for (uint32_t k = 0; k < n; k++) {
            struct str text = cell_text(build, evidence_entry(build, entries[k]), head);
            add_cell(emit, row, text.len ? text : STR("–"), false);
        }
    }
    if (n_zeros)
        buf_puts(&zeros, ".");
    note_files(emit, parent, &zeros, entries, n);
}

/* ---- all of them ----------------------------------------------------------------------------------------------------- */

static bool heads_of(struct build *build, struct heads *heads, const uint32_t *entries, uint32_t n) {
    heads->n = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!heads_add(build, heads, evidence_entry(build, entries[i])))
            return false;
    return true;
}

static int first_year(const struct build *build, const struct evidence_entry *entry) {
    return figure_year(build->input->figures, entry->figures[0]);
}

/* By the years that they are of; those of one year stay in the order of their numbers. */
static void sort_by_year(struct build *build, uint32_t *entries, uint32_t n) {
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t k = i; k > 0 && first_year(build, evidence_entry(build, entries[k])) <
                                          first_year(build, evidence_entry(build, entries[k - 1]));
             k--) {
            uint32_t entry = entries[k];
            entries[k] = entries[k - 1];
            entries[k - 1] = entry;
        }
}

void grid_upright(struct emit *emit, struct node *parent, uint32_t *entries, uint32_t n) {
    struct heads *heads = ARENA_NEW(emit->build->arena, struct heads);
    for (uint32_t from = 0, some; from < n; from += some) {
        some = n - from < UPRIGHT_MOST ? n - from : UPRIGHT_MOST;
        sort_by_year(emit->build, entries + from, some);
        heads_of(emit->build, heads, entries + from, some);
        emit_upright(emit, parent, heads, entries + from, some);
    }
}

void grid_rows(struct emit *emit, struct node *parent, uint32_t *entries, uint32_t n) {
    struct build *build = emit->build;
    struct heads *heads = ARENA_NEW(build->arena, struct heads);
    uint32_t *some = ARENA_ARRAY(build->arena, n, uint32_t);
    for (uint32_t from = 0; from < n; from++) {
        if (!entries[from])
            continue; /* taken by the grid of an earlier one */
        const struct source *source = table_of(build, evidence_entry(build, entries[from]));
        uint32_t found = 0;
        for (uint32_t i = from; i < n; i++)
            if (entries[i] && table_of(build, evidence_entry(build, entries[i])) == source) {
                some[found++] = entries[i];
                entries[i] = 0;
            }
        heads_of(build, heads, some, found);
        emit_rows(emit, parent, source, heads, some, found);
    }
}
