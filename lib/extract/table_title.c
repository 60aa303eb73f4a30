/* table_title.c - what stands above the heads, and the name of the file: of whom the table is, and of which year. A year in a
 * line that cites a decree, or in the date of the letter, is not the table's. */
#include "extract/table.h"

static int16_t four_digits(struct str s) {
    int year = 0;
    for (size_t i = 0; i < 4 && i < s.len; i++)
        year = year * 10 + (s.at[i] - '0');
    return (int16_t)year;
}

/* "CBCC" is written out, so that it is the same group as in texts. */
static struct str group_name(struct table *table, struct str key) {
    static const struct str folded = STR("văn hoá"),
                            written = STR("văn hóa"); /* the key has tone marks in the new place */
    size_t at = str_find(key, folded, 0);
    if (at != STR_NONE)
        return arena_printf(&table->arena, "%.*s%.*s%.*s", STR_ARG(str_cut(key, 0, at)), STR_ARG(written),
                            STR_ARG(str_cut(key, at + folded.len, key.len)));
    if (!str_starts(key, STR("cbcc")))
        return arena_str(&table->arena, key);
    bool vc = str_starts(key, STR("cbccvc"));
    return arena_printf(&table->arena, "cán bộ, công chức%s%.*s", vc ? ", viên chức" : "",
                        STR_ARG(str_cut(key, vc ? 6 : 4, key.len)));
}

static void read_title_cell(struct table *table, struct str text) {
    if (text.len == 0)
        return;
    struct str key = fold_name(&table->scratch, text);
    size_t from, to;
    table->shares |= heads_term(table->heads, TERM_SHARES, key, NULL, NULL);
    if (table->group.len == 0 && heads_term(table->heads, TERM_STAFF, key, &from, &to))
        table->group = group_name(table, str_cut(key, from, to));
    if (heads_term(table->heads, TERM_DECREE, key, NULL, NULL))
        return;
    if (!date_known(table->as_of) && heads_term(table->heads, TERM_AS_OF, key, &from, &to) &&
        date_read(str_cut(key, from, to), &table->as_of))
        table->year = table->as_of.year;
    if (table->year == 0 && heads_term(table->heads, TERM_TITLE_YEAR, key, &from, &to))
        table->year = four_digits(str_cut(key, from, to));
}

/* The only year in a name, or 0. */
static int16_t year_in(struct str name) {
    int16_t found = 0;
    for (size_t i = 0; i < name.len; i++) {
        int16_t year = (int16_t)year_at(name, i);
        if (year == 0 || year == found)
            continue;
        if (found)
            return 0;
        found = year;
    }
    return found;
}

static int16_t year_of_path(struct str path) {
    for (size_t end = path.len; end > 0;) {
        size_t from = end;
        while (from > 0 && path.at[from - 1] != '/')
            from--;
        int16_t year = year_in(str_cut(path, from, end));
        if (year)
            return year;
        end = from ? from - 1 : 0;
    }
    return 0;
}

/* Does the cell go on with the text of the one before it? A title has commas, which cut it where they are the delimiter and
 * nobody put it in quotes: "SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC". Commas of the table have no blank behind them. */
static bool goes_on(const struct source *source, const struct cell *cell) {
    return cell->at >= 2 && str_equal(str_cut(source->raw, cell->at - 2, cell->at), STR(", "));
}

struct str title_text(struct table *table, const struct record *record, uint32_t *column) {
    const struct cell *cells = record->cells;
    struct str text = cells[*column].value;
    for (++*column; *column < record->n_cells && goes_on(table->source, &cells[*column]); ++*column)
        text = arena_printf(&table->arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(cells[*column].value));
    return text;
}

void title_read(struct table *table) {
    const struct source *source = table->source;
    for (size_t i = 0; i < table->head; i++)
        for (uint32_t c = 0; c < source->records[i].n_cells;)
            read_title_cell(table, title_text(table, &source->records[i], &c));
    arena_reset(&table->scratch);
    if (table->year == 0 && !date_known(source->date))
        table->year = year_of_path(str_of(source->path));
    if (table->year && date_known(source->date) && table->year != source->date.year)
        diag_at(
            table->diag, DIAG_WARNING, (struct diag_where){.file = source->path}, "year-differs",
            _("the table says it is of %d, the workspace of %d; it is taken for %d: correct the one that is wrong"),
            table->year, source->date.year, table->year);
}
