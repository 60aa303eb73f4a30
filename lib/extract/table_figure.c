/* table_figure.c - a figure out of the cells of a row. What it is about is nearly all the row's: the place, the line, the
 * group. Columns differ in the unit, a year or a place of their own, and columns that do not are kin: all their figures in
 * a row are about the same, which is made once. */
#include "extract/table.h"
#include <string.h>

/* ---- readers ---------------------------------------------------------------------------------------------------------- */

static bool counts_people(const struct indicator *indicator) {
    return strcmp(indicator->unit, "người") == 0;
}

/* Are figures of both in one row about the same? Where the row names the indicator, only a reader itself is sure. */
static bool are_kin(const struct table_reader *a, const struct table_reader *b) {
    return a->indicator && b->indicator && strcmp(a->indicator->unit, b->indicator->unit) == 0 &&
           a->percent == b->percent && a->year == b->year && a->previous == b->previous &&
           str_equal(a->place, b->place) && str_equal(a->group, b->group);
}

void table_prepare_readers(struct table *table) {
    for (uint32_t i = 0; i < table->n_readers; i++) {
        uint32_t kin = 0;
        while (kin < i && !are_kin(&table->readers[kin], &table->readers[i]))
            kin++;
        struct table_reader *reader = &table->readers[i];
        reader->kin = kin;
        reader->plain = reader->n == 1 && reader->indicator ? reader->columns[0] : COLUMN_NONE;
        reader->figure = (struct figure){.indicator = reader->indicator,
                                         .where = {.source = table->source->id},
                                         .kind = reader->percent ? FIGURE_PERCENT : FIGURE_COUNT};
    }
    for (uint32_t i = table->n_readers; i-- > 0;) {
        struct table_reader *reader = &table->readers[i];
        bool on = i + 1 < table->n_readers && reader[1].kin == reader->kin;
        reader->stretch = on ? reader[1].stretch + 1 : 1;
    }
}

const struct indicator *reader_indicator(const struct table_reader *reader, const struct row *row) {
    if (reader->planned)
        return row->planned;
    return reader->indicator ? reader->indicator : row->indicator;
}

/* A reader with an indicator of its own knows whether that is a share. */
bool reader_percent(const struct table_reader *reader, const struct row *row,
                    const struct cell_reading *reading) {
    if (reader->percent || row->percent || reading->percent)
        return true;
    return !reader->indicator && strcmp(row->indicator->unit, "%") == 0 && !reader->planned;
}

/* ---- what a figure is about ------------------------------------------------------------------------------------------- */

/* What the table says where the row and the column say nothing. */
static void complete_period(const struct table *table, struct period *period) {
    if (period->from == 0 && table->year)
        period->from = period->to = table->year;
    if (!date_known(period->as_of)) {
        struct date own = date_known(table->as_of) ? table->as_of : table->source->date;
        if (period->from == 0 || period->from == own.year)
            period->as_of = own;
    }
}

static struct str group_or(const struct table *table, struct str group, const struct indicator *indicator) {
    return group.len || !counts_people(indicator) ? group : table->group;
}

static int16_t year_of(const struct table *table, const struct row *row, const struct table_reader *reader) {
    int16_t year = reader->year ? reader->year : row->year;
    int16_t own = table->year ? table->year : table->source->date.year;
    if (reader->previous && (year || own))
        year = (int16_t)((year ? year : own) - 1);
    return year;
}

/* Most rows are one line, which the record knows. */
uint32_t table_line(const struct source *source, const struct record *record, uint32_t at) {
    const uint32_t *starts = source->line_starts;
    size_t line = record->line;
    bool on_it = line > 0 && line <= source->n_lines && starts[line - 1] <= at &&
                 (line == source->n_lines || at < starts[line]);
    return on_it ? record->line : source_line_at(source, at);
}

static const struct about *about_cell(struct table *table, const struct row *row,
                                      const struct table_reader *reader, bool percent, struct decimal of) {
    const struct indicator *indicator = reader_indicator(reader, row);
    int16_t year = year_of(table, row, reader);
    bool own_place = reader->place.len > 0;
    struct about about = {
        .place = own_place ? reader->place : row->place,
        .within = own_place ? STR("") : row->within,
        .code = own_place ? STR("") : row->code,
        .name = own_place ? 0 : row->name,
        .group = group_or(table, reader->group.len ? reader->group : row->group, indicator),
        .period = {.from = year, .to = year, .as_of = row->as_of},
        .of = of,
        .unit = percent ? "%" : indicator->unit,
        .rule = reader->indicator ? "csv/head" : "csv/row",
        .source = table->source->id,
        .line = table_line(table->source, row->record, row_cell(row->record, reader->columns[0])->at),
        .total = row->kind != ROW_UNIT,
    };
    complete_period(table, &about.period);
    return figures_about(table->figures, &about);
}

/* What a row says of its figures beyond their place, which is that of the table in most tables. */
static bool says_more(const struct row *row) {
    return row->year || row->group.len || date_known(row->as_of);
}

/* As what kin of the row before was about, which has the unit, rule, period and group; a place of its own is the head's. */
static const struct about *about_like(struct table *table, const struct row *row,
                                      const struct table_reader *reader, const struct about *like) {
    bool own = reader->place.len > 0;
    struct about_row more = {
        .place = own ? like->place : row->place,
        .within = own ? like->within : row->within,
        .code = own ? like->code : row->code,
        .name = own ? like->name : row->name,
        .line = row->record->line,
        .total = row->kind != ROW_UNIT,
    };
    return figures_about_row(table->figures, &more, like);
}

/* That of the reader's kin in a plain row: as in the row before, where there was one that said no more. */
static const struct about *about_kin(struct table *table, const struct row *row,
                                     const struct table_reader *reader) {
    struct table_reader *kin = &table->readers[reader->kin];
    if (kin->like && !says_more(row))
        return about_like(table, row, reader, kin->like);
    const struct about *about = about_cell(table, row, reader, reader->percent, DECIMAL_MISSING);
    if (!says_more(row))
        kin->like = about;
    return about;
}

/* The same, made once a row. */
static inline const struct about *about_usual(struct table *table, const struct row *row,
                                              const struct table_reader *reader) {
    const struct about **about = &row->abouts[reader->kin];
    if (!*about)
        *about = about_kin(table, row, reader);
    return *about;
}

/* ---- figures ---------------------------------------------------------------------------------------------------------- */

/* Writes the figures of cells of digits alone under `readers`, a stretch of kin, to `room`; returns how many. */
static uint32_t write_plain(const struct record *record, const struct table_reader *readers,
                            const struct about *about, uint32_t id, struct figure *room) {
    const struct cell *cells = record->cells;
    const uint32_t stretch = readers->stretch, n_cells = record->n_cells;
    uint32_t n = 0;
    for (int64_t value; n < stretch && readers[n].plain < n_cells; n++, room++) {
        const struct cell *cell = &cells[readers[n].plain];
        if (!cell_plain(cell->value, &value))
            break;
        *room = readers[n].figure;
        room->about = about;
        room->value.units = value;
        room->where.at = cell->at;
        room->where.len = cell->len;
        room->id = (id + n) & FIGURES_MOST;
    }
    return n;
}

/* Is the cell under the reader digits alone? */
static bool is_plain(const struct record *record, const struct table_reader *reader) {
    int64_t value;
    return reader->plain < record->n_cells && cell_plain(record->cells[reader->plain].value, &value);
}

uint32_t table_plain_figures(struct table *table, const struct row *row, uint32_t reader) {
    struct figures *figures = table->figures;
    while (row->plain && reader < table->n_readers && is_plain(row->record, &table->readers[reader])) {
        const struct table_reader *first = &table->readers[reader];
        const struct about *about = about_usual(table, row, first);
        struct figure *room = figures_room(figures, about, first->stretch);
        uint32_t n = write_plain(row->record, first, about, (uint32_t)figures->n, room);
        figures_keep(figures, n);
        reader += n;
    }
    return reader;
}

struct span reader_span(const struct table *table, const struct row *row, const struct table_reader *reader) {
    const struct cell *first = row_cell(row->record, reader->columns[0]);
    const struct cell *last = row_cell(row->record + row->parts, reader->columns[reader->n - 1]);
    return (struct span){table->source->id, first->at, last->at + last->len - first->at};
}

/* Cells that add up are quoted as the sum that they make: "8 + 500"; the span is from the first to the last. */
static void quote_sum(struct table *table, const struct row *row, const struct table_reader *reader) {
    struct buf quote = BUF_EMPTY;
    for (uint32_t i = 0; i < reader->n * (row->parts + 1); i++) {
        struct str value = row_cell(row->record + i / reader->n, reader->columns[i % reader->n])->value;
        buf_puts(&quote, i ? " + " : "");
        buf_str(&quote, value.len ? value : STR("…"));
    }
    figures_quote(table->figures, buf_view(&quote));
    buf_fini(&quote);
}

void table_figure(struct table *table, const struct row *row, const struct table_reader *reader,
                  const struct cell_reading *reading, enum figure_qualifier qualifier) {
    bool percent = reader_percent(reader, row, reading), ratio = !decimal_missing(reading->of);
    bool usual = row->plain && reader->indicator && !ratio && percent == reader->percent;
    const struct about *about =
        usual ? about_usual(table, row, reader) : about_cell(table, row, reader, percent, reading->of);
    struct figure *figure = figures_append(table->figures, reader_indicator(reader, row), about);
    figure->value = reading->value;
    figure->where = reader_span(table, row, reader);
    figure->kind = ratio ? FIGURE_RATIO : percent ? FIGURE_PERCENT : FIGURE_COUNT;
    figure->qualifier = qualifier;
    if (reader->n > 1 || row->parts)
        quote_sum(table, row, reader);
}

struct figure *table_add(struct table *table, struct statement *figure) {
    complete_period(table, &figure->period);
    figure->group = group_or(table, figure->group, figure->indicator);
    return figures_add(table->figures, figure);
}
