/* table.c - figures out of tables: row after row, the cells under the readers. See table.h for the steps before. */
#include "extract/table.h"
#include <string.h>

/* What the rows above hand on, and what the row itself says. */
struct row {
    const struct record *record;
    enum row_kind kind;
    struct str place, group;
    int16_t year;
    struct date as_of;
    const struct indicator *indicator; /* where rows name indicators */
    bool percent;
};

struct handed {
    struct str within;  /* the unit that the last group row named */
    struct str place;   /* of the last row that named one: merged cells leave the next ones blank */
    struct str parent;  /* where rows name indicators: label of the last row without numbers */
    struct str sibling; /* ... of the last one with numbers that is no item: "- Nữ" may be part of it */
    struct map seen;    /* folded place -> line, to tell units named twice */
};

/* ---- messages --------------------------------------------------------------------------------------------------------- */

struct diag_where table_where(const struct table *table, const struct cell *cell) {
    if (!cell)
        return (struct diag_where){.file = table->source->path};
    struct diag_where where = source_where(table->source, cell->at, cell->len);
    if (table->by_role[HEAD_PERSON] != COLUMN_NONE)
        where.text = STR(""); /* names are not shown */
    return where;
}

static bool may_report(unsigned *count) {
    return (*count)++ < TABLE_REPORTS;
}

static void note_more(const struct table *table, unsigned count, const char *id) {
    if (count > TABLE_REPORTS)
        diag_at(table->diag, DIAG_ERROR, (struct diag_where){.file = table->source->path}, id,
                _("and %u more like these in this table"), count - TABLE_REPORTS);
}

/* ---- sightings -------------------------------------------------------------------------------------------------------- */

static void sight(struct table *table, const struct cell *cell, enum fate fate, const char *rule) {
    struct sightings *sightings = table->sightings;
    if (!sightings)
        return;
    MEM_ROOM(sightings->items, sightings->n, sightings->cap);
    sightings->items[sightings->n++] = (struct sighting){
        .where = {table->source->id, cell->at, cell->len},
        .line = cell->line,
        .quote = arena_str(&sightings->arena, cell->value),
        .fate = fate,
        .rule = rule,
    };
}

static bool has_digit(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] >= '0' && s.at[i] <= '9')
            return true;
    return false;
}

/* Numbers in columns that no reader takes, and all numbers of a row that is not read. */
static void sight_rest(struct table *table, const struct record *record, const char *rule) {
    if (!table->sightings)
        return;
    for (uint32_t i = 0; i < record->n_cells; i++) {
        const struct cell *cell = &record->cells[i];
        const struct column *column = i < table->n_columns ? &table->columns[i] : NULL;
        if (!has_digit(cell->value) || (!rule && column && column->read))
            continue;
        bool known = rule || (column && column->says.known);
        sight(table, cell, known ? FATE_SET_ASIDE : FATE_UNREAD, rule ? rule : known ? "csv/column" : NULL);
    }
}

/* ---- figures ---------------------------------------------------------------------------------------------------------- */

void table_add(struct table *table, struct figure *figure) {
    struct period *period = &figure->period;
    if (period->from == 0 && table->year)
        period->from = period->to = table->year;
    if (!date_known(period->as_of)) {
        struct date own = date_known(table->as_of) ? table->as_of : table->source->date;
        if (period->from == 0 || period->from == own.year)
            period->as_of = own;
    }
    if (figure->group.len == 0 && strcmp(figure->indicator->unit, "người") == 0)
        figure->group = table->group;
    figures_add(table->figures, figure);
}

static struct span span_of(const struct table *table, const struct record *record,
                           const struct table_reader *reader) {
    const struct cell *first = row_cell(record, reader->columns[0]);
    const struct cell *last = row_cell(record, reader->columns[reader->n - 1]);
    return (struct span){table->source->id, first->at, last->at + last->len - first->at};
}

/* Cells that add up are quoted as they stand, delimiters and all; where others lie between, or it is not plain text, their
 * values are. */
static struct str quote_of(struct table *table, const struct record *record,
                           const struct table_reader *reader) {
    if (reader->n == 1)
        return row_cell(record, reader->columns[0])->value;
    struct span span = span_of(table, record, reader);
    struct str raw = str_cut(table->source->raw, span.at, (size_t)span.at + span.len);
    bool plain = raw.len > 0 && reader->columns[reader->n - 1] - reader->columns[0] == reader->n - 1;
    for (size_t i = 0; i < raw.len; i++)
        plain &= raw.at[i] >= ' ' && raw.at[i] <= '~';
    if (plain)
        return raw;
    struct buf quote = BUF_EMPTY;
    for (uint32_t i = 0; i < reader->n; i++)
        buf_printf(&quote, "%s%.*s", i ? " + " : "", STR_ARG(row_cell(record, reader->columns[i])->value));
    struct str kept = arena_str(&table->scratch, buf_view(&quote));
    buf_fini(&quote);
    return kept;
}

static void add_cells(struct table *table, const struct row *row, const struct table_reader *reader,
                      const struct cell_reading *reading, enum figure_qualifier qualifier) {
    const struct indicator *indicator = reader->indicator ? reader->indicator : row->indicator;
    bool percent = reader->percent || row->percent || reading->percent || strcmp(indicator->unit, "%") == 0;
    int16_t year = reader->year ? reader->year : row->year ? row->year : 0;
    int16_t own = table->year ? table->year : table->source->date.year;
    if (reader->previous && (year || own))
        year = (int16_t)((year ? year : own) - 1);
    struct figure figure = {
        .indicator = indicator,
        .kind = !decimal_missing(reading->of) ? FIGURE_RATIO
                : percent                     ? FIGURE_PERCENT
                                              : FIGURE_COUNT,
        .value = reading->value,
        .of = reading->of,
        .unit = percent ? "%" : indicator->unit,
        .qualifier = qualifier,
        .place = reader->place.len ? reader->place : row->place,
        .group = row->group,
        .period = {.from = year, .to = year, .as_of = row->as_of},
        .rule = reader->indicator ? "csv/head" : "csv/row",
        .quote = quote_of(table, row->record, reader),
        .where = span_of(table, row->record, reader),
        .line = row_cell(row->record, reader->columns[0])->line,
        .total = row->kind != ROW_UNIT,
    };
    table_add(table, &figure);
}

/* ---- cells ------------------------------------------------------------------------------------------------------------ */

static void count_missing(struct table *table, enum cell_state state) {
    struct table_counts *counts = &table->counts;
    counts->empty += state == CELL_EMPTY;
    counts->dash += state == CELL_DASH;
    counts->cross += state == CELL_CROSS;
    counts->words += state == CELL_WORDS;
}

/* A count is whole and not below zero; a share is not counted so. */
static bool plausible(const struct cell_reading *reading, bool percent) {
    if (percent)
        return true;
    return decimal_sign(reading->value) >= 0 &&
           decimal_equal(reading->value, decimal_truncate(reading->value, 0));
}

static bool read_one(struct table *table, const struct row *row, const struct table_reader *reader,
                     uint32_t index, struct cell_reading *reading) {
    const struct cell *cell = row_cell(row->record, index);
    *reading = cell_read(table, &table->columns[index], cell);
    const struct indicator *indicator = reader->indicator ? reader->indicator : row->indicator;
    bool percent = reader->percent || row->percent || reading->percent || strcmp(indicator->unit, "%") == 0;
    if (reading->state == CELL_NUMBER && plausible(reading, percent)) {
        sight(table, cell, FATE_FIGURE, reader->indicator ? "csv/head" : "csv/row");
        return true;
    }
    if (reading->state != CELL_NUMBER && reading->state != CELL_BAD) {
        if (row->kind == ROW_UNIT || row->kind == ROW_TOTAL)
            count_missing(table, reading->state);
        return false;
    }
    if (has_digit(cell->value))
        sight(table, cell, FATE_UNREAD, NULL);
    if (!may_report(&table->counts.cell_errors))
        return false;
    if (reading->state == CELL_BAD)
        diag_at(table->diag, DIAG_ERROR, table_where(table, cell), "cell-number",
                _("\"%.*s\" is no number (%s); write the number, or leave the cell empty"),
                STR_ARG(cell->value), indicator->label);
    else
        diag_at(table->diag, DIAG_ERROR, table_where(table, cell), "cell-number",
                _("%.*s is no count (%s): a count is whole and not below zero; correct it"),
                STR_ARG(cell->value), indicator->label);
    return false;
}

/* Several columns: their sum; where one is missing, no less than the others. */
static bool read_cells(struct table *table, const struct row *row, const struct table_reader *reader) {
    struct cell_reading sum = {.value = DECIMAL_MISSING, .of = DECIMAL_MISSING};
    uint32_t found = 0;
    for (uint32_t i = 0; i < reader->n; i++) {
        struct cell_reading one;
        if (!read_one(table, row, reader, reader->columns[i], &one))
            continue;
        if (found++ == 0)
            sum = one;
        else
            sum.value = decimal_add(sum.value, one.value);
    }
    if (found)
        add_cells(table, row, reader, &sum, found == reader->n ? QUALIFIER_EXACT : QUALIFIER_AT_LEAST);
    return found > 0;
}

/* ---- what a row is about ------------------------------------------------------------------------------------------------ */

static const struct cell *role_cell(const struct table *table, const struct record *record,
                                    enum head_role role) {
    uint32_t column = table->by_role[role];
    return column == COLUMN_NONE ? NULL : row_cell(record, column);
}

static struct str role_text(const struct table *table, const struct record *record, enum head_role role) {
    const struct cell *cell = role_cell(table, record, role);
    return cell ? cell->value : STR("");
}

/* A bare name gets the class word that the column's head gives ("Tên xã"); without one it stays bare, and is said. */
static struct str full_name(struct table *table, const struct cell *cell) {
    struct str name = place_name(&table->arena, cell->value);
    if (place_level(name, table->source->place) != PLACE_UNKNOWN)
        return name;
    if (table->class.len)
        return arena_printf(&table->arena, "%.*s %.*s", STR_ARG(table->class), STR_ARG(name));
    if (table->counts.bare++ == 0)
        diag_at(
            table->diag, DIAG_WARNING, table_where(table, cell), "place-class",
            _("\"%.*s\" has no class word, so it is not known to be a commune; write xã, phường or thị trấn before the "
              "name, or \"Tên xã\" over the column"),
            STR_ARG(name));
    return name;
}

static bool row_year(struct table *table, struct row *row) {
    struct str text = role_text(table, row->record, HEAD_YEAR);
    size_t from, to;
    if (text.len == 0)
        return true;
    struct str key = fold_name(&table->scratch, text);
    if (date_read(text, &row->as_of)) {
        row->year = row->as_of.year;
    } else if (heads_term(table->heads, TERM_YEAR, key, &from, &to)) {
        struct decimal year;
        if (decimal_parse(str_cut(key, from, to), &year))
            row->year = (int16_t)year.units;
    } else {
        if (may_report(&table->counts.row_errors))
            diag_at(table->diag, DIAG_ERROR, table_where(table, role_cell(table, row->record, HEAD_YEAR)),
                    "row-year", _("\"%.*s\" is no year; the row is not read: write it as 2021 or 31/12/2021"),
                    STR_ARG(text));
        return false;
    }
    return true;
}

static void row_error(struct table *table, const struct record *record, const char *id, const char *text) {
    if (may_report(&table->counts.row_errors) && record->n_cells)
        diag_at(table->diag, DIAG_ERROR, table_where(table, &record->cells[0]), id, "%s", text);
}

static bool unit_place(struct table *table, struct handed *handed, struct row *row) {
    const struct cell *cell = role_cell(table, row->record, HEAD_PLACE);
    if (!cell) {
        row->place = table->source->place;
    } else if (cell->value.len) {
        row->place = handed->place = full_name(table, cell);
    } else {
        bool merged = table->by_role[HEAD_YEAR] != COLUMN_NONE ||
                      table->by_role[HEAD_INDICATOR] != COLUMN_NONE ||
                      table->by_role[HEAD_GROUP] != COLUMN_NONE;
        row->place = merged ? handed->place : STR("");
    }
    for (uint32_t i = 0; row->place.len == 0 && i < table->n_readers; i++)
        if (table->readers[i].place.len)
            return true;
    if (row->place.len == 0)
        row_error(
            table, row->record, "place-missing",
            cell
                ? _("the row names no unit, so its numbers belong to nobody; write its name")
                : _("the table has no column of units and the source no place; give one with --place or place:"));
    return row->place.len > 0;
}

static bool row_place(struct table *table, struct handed *handed, struct row *row) {
    if (row->kind == ROW_TOTAL)
        row->place = table->source->place;
    else if (row->kind == ROW_SUBTOTAL || row->kind == ROW_GROUP)
        row->place = handed->within;
    else
        return unit_place(table, handed, row);
    if (row->place.len == 0)
        row_error(
            table, row->record, "place-missing",
            _("it is not known which unit this total is of; give the source a place with --place or place:"));
    return row->place.len > 0;
}

/* "- Đại học" under "Trình độ chuyên môn": the label without its mark, and whether it had one. */
static struct str bare_label(struct str label, bool *item) {
    size_t at = 0;
    *item = label.len > 1 && (label.at[0] == '-' || label.at[0] == '+' || label.at[0] == '*');
    if (*item) {
        at = 1;
    } else {
        while (at < label.len && ((label.at[at] >= '0' && label.at[at] <= '9') || label.at[at] == '.'))
            at++;
        bool marked = at > 0 && at < label.len && label.at[at] == ' ' && label.at[at - 1] == '.';
        if (!marked && label.len > 2 && label.at[1] == ')')
            at = 2;
        else if (!marked)
            at = 0;
    }
    return str_trim(str_cut(label, at, label.len));
}

static struct head_says says_under(struct table *table, struct str parent, struct str label) {
    if (parent.len == 0)
        return (struct head_says){0};
    return heads_read(table->heads, &table->scratch,
                      arena_printf(&table->scratch, "%.*s - %.*s", STR_ARG(parent), STR_ARG(label)));
}

/* An item is read under what it is an item of; another label under its parent, then alone: "Trung cấp" under "LLCT" must
 * not be taken for schooling. */
static struct head_says label_says(struct table *table, const struct handed *handed, struct str label,
                                   bool item) {
    struct head_says says = {0};
    if (item)
        says = says_under(table, handed->sibling, label);
    if (!says.indicator)
        says = says_under(table, handed->parent, label);
    bool alone = !item || (handed->sibling.len == 0 && handed->parent.len == 0);
    if (!says.indicator && alone)
        says = heads_read(table->heads, &table->scratch, label);
    return says;
}

static bool row_indicator(struct table *table, struct handed *handed, struct row *row, bool values) {
    const struct cell *cell = role_cell(table, row->record, HEAD_INDICATOR);
    bool item;
    struct str label = bare_label(cell->value, &item);
    if (label.len && !values) {
        handed->parent = arena_str(&table->arena, label);
        handed->sibling = STR("");
    }
    if (label.len == 0 || !values)
        return false;
    struct head_says says = label_says(table, handed, label, item);
    if (!item)
        handed->sibling = arena_str(&table->arena, label);
    const struct indicator *by_id = catalogue_find(table->catalogue, cell->value);
    row->indicator = by_id ? by_id : says.indicator;
    struct str unit = role_text(table, row->record, HEAD_UNIT);
    row->percent = says.percent || (unit.len && heads_term(table->heads, TERM_PERCENT,
                                                           fold_name(&table->scratch, unit), NULL, NULL));
    return row->indicator != NULL;
}

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

static bool has_values(const struct table *table, const struct record *record) {
    for (uint32_t i = 0; i < table->n_columns; i++)
        if (table->columns[i].read && row_cell(record, i)->value.len)
            return true;
    return false;
}

/* More cells than heads, or fewer: a delimiter too many or too few moves all numbers after it. Blank cells more are what
 * Excel leaves behind; group rows without numbers may be short. */
static bool check_width(struct table *table, const struct record *record) {
    uint32_t n = record->n_cells, width = table->width;
    while (n > width && record->cells[n - 1].value.len == 0)
        n--;
    if (n == width)
        return true;
    if (may_report(&table->counts.row_errors))
        diag_at(
            table->diag, DIAG_ERROR, table_where(table, &record->cells[0]), "csv-columns",
            _("the row has %u cells, the head %u; the row is not read: look for a delimiter too many or too few"),
            n, width);
    return false;
}

/* The same unit twice: one of them is another unit of that name, or a row too many. */
static void check_twice(struct table *table, struct handed *handed, const struct row *row) {
    const struct cell *cell = role_cell(table, row->record, HEAD_PLACE);
    if (!cell || row->kind != ROW_UNIT || row->year || row->group.len || row->indicator)
        return;
    struct str key = fold_name(&table->arena, row->place);
    uint32_t line = map_find(&handed->seen, key);
    if (line == MAP_NONE)
        map_put(&handed->seen, key, cell->line);
    else if (may_report(&table->counts.row_errors))
        diag_at(
            table->diag, DIAG_WARNING, table_where(table, cell), "place-twice",
            _("%.*s stands on line %u already; the first row holds: take one out, or tell the units apart"),
            STR_ARG(row->place), line);
}

static void note_empty_row(struct table *table, const struct row *row) {
    if (row->kind != ROW_UNIT || table->by_role[HEAD_PLACE] == COLUMN_NONE || row->indicator)
        return;
    if (may_report(&table->counts.rows_empty))
        diag_at(table->diag, DIAG_NOTE, table_where(table, role_cell(table, row->record, HEAD_PLACE)),
                "row-empty",
                _("the row of %.*s has no number at all; the unit counts as missing, not as zero"),
                STR_ARG(row->place));
}

static void read_row(struct table *table, struct handed *handed, const struct record *record,
                     enum row_kind kind) {
    struct row row = {.record = record, .kind = kind};
    bool values = has_values(table, record);
    if (kind == ROW_GROUP) {
        struct str label = row_label(table, record);
        handed->within = place_name(&table->arena, label);
        if (!values) {
            sight_rest(table, record, "csv/group-row");
            return;
        }
    }
    if (!check_width(table, record) || !row_year(table, &row)) {
        sight_rest(table, record, NULL);
        return;
    }
    if (rows_name_indicators(table) && !row_indicator(table, handed, &row, values)) {
        if (values)
            table->counts.labels++;
        sight_rest(table, record, NULL);
        return;
    }
    if (!row_place(table, handed, &row))
        return;
    row.group = role_text(table, record, HEAD_GROUP);
    check_twice(table, handed, &row);
    bool any = false;
    for (uint32_t i = 0; i < table->n_readers; i++)
        any |= read_cells(table, &row, &table->readers[i]);
    if (!any)
        note_empty_row(table, &row);
    sight_rest(table, record, NULL);
}

/* ---- the whole table ---------------------------------------------------------------------------------------------------- */

static void note_missing(const struct table *table) {
    const struct table_counts *counts = &table->counts;
    unsigned all = counts->empty + counts->dash + counts->cross + counts->words;
    if (all)
        diag_at(
            table->diag, DIAG_NOTE, (struct diag_where){.file = table->source->path}, "cells-missing",
            _("cells without a number: %u (empty %u, \"-\" %u, \"x\" %u, in words %u); they count as missing, not as zero: "
              "write 0 where none is meant"),
            all, counts->empty, counts->dash, counts->cross, counts->words);
    if (counts->labels)
        diag_at(
            table->diag, DIAG_NOTE, (struct diag_where){.file = table->source->path}, "row-unknown",
            _("%u rows name no indicator that is known and are not read; rename them or add a pattern to indicators.yaml"),
            counts->labels);
    if (counts->bare > 1)
        diag_at(table->diag, DIAG_WARNING, (struct diag_where){.file = table->source->path}, "place-class",
                _("%u names in this table have no class word"), counts->bare);
    note_more(table, counts->cell_errors, "cell-number");
    note_more(table, counts->row_errors, "row-errors");
}

static void read_rows(struct table *table) {
    struct handed handed = {0};
    unsigned topics = 0;
    rows_classify(table);
    for (size_t i = table->body; i < table->source->n_records; i++, arena_reset(&table->scratch)) {
        const struct record *record = &table->source->records[i];
        enum row_kind kind = table->kinds[i - table->body];
        if (kind == ROW_SKIP || (table->by_topic && kind != ROW_TOTAL)) {
            topics += kind != ROW_SKIP && has_values(table, record);
            sight_rest(table, record, kind == ROW_SKIP ? "csv/outside" : "csv/topic");
            continue;
        }
        read_row(table, &handed, record, kind);
    }
    if (topics)
        diag_at(table->diag, DIAG_NOTE, (struct diag_where){.file = table->source->path}, "rows-by-topic",
                _("%u rows split the numbers by content; only the row of totals gives figures of the unit"),
                topics);
    note_missing(table);
    map_fini(&handed.seen);
}

static bool read_table(struct table *table) {
    if (!shape_find(table)) {
        diag_at(
            table->diag, DIAG_ERROR, (struct diag_where){.file = table->source->path, .line = 1},
            "table-head",
            _("no row of heads is found among the first rows: none names a unit and something that is measured; put the "
              "heads in a row above the numbers, with names as in templates/indicators.yaml"));
        return false;
    }
    title_read(table);
    if (table->group.len == 0)
        table->group = STR("cán bộ, công chức cấp xã");
    if (!columns_plan(table))
        return true;
    if (table->by_role[HEAD_PERSON] != COLUMN_NONE)
        person_count(table);
    else
        read_rows(table);
    return true;
}

bool extract_table(const struct source *source, const struct pack *pack, struct figures *figures,
                   struct sightings *sightings, struct diag *diag) {
    struct heads *own = pack && pack->heads ? NULL : heads_new(figures->catalogue, diag);
    struct table table = {
        .source = source,
        .heads = own    ? own
                 : pack ? pack->heads
                        : NULL,
        .catalogue = figures->catalogue,
        .figures = figures,
        .sightings = sightings,
        .diag = diag,
    };
    for (int role = 0; role <= HEAD_PERSON; role++)
        table.by_role[role] = COLUMN_NONE;
    bool ok = table.heads && read_table(&table);
    arena_fini(&table.arena);
    arena_fini(&table.scratch);
    heads_free(own);
    return ok;
}
