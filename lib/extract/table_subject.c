/* table_subject.c - what the numbers of a row are about: its place with class word, its year, the indicator that it names.
 * Rows hand on what merged cells leave blank. */
#include "extract/table.h"
#include <string.h>

const struct cell *subject_cell(const struct table *table, const struct record *record, enum head_role role) {
    uint32_t column = table->by_role[role];
    return column == COLUMN_NONE ? NULL : row_cell(record, column);
}

static struct str role_text(const struct table *table, const struct record *record, enum head_role role) {
    const struct cell *cell = subject_cell(table, record, role);
    return cell ? cell->value : STR("");
}

/* A bare name gets the class word that the column's head gives ("Tên xã"); without one it stays bare, and is said. */
static struct str full_name(struct table *table, struct row *row, const struct cell *cell) {
    struct figure_written written = row_name(table, row->record);
    struct str name = table->figures->names[written.name].text;
    if (written.level != PLACE_UNKNOWN) {
        row->name = written.name;
        return name;
    }
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

bool subject_year(struct table *table, struct row *row) {
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
        if (table_may_report(&table->counts.row_errors))
            diag_at(table->diag, DIAG_ERROR, table_where(table, subject_cell(table, row->record, HEAD_YEAR)),
                    "row-year", _("\"%.*s\" is no year; the row is not read: write it as 2021 or 31/12/2021"),
                    STR_ARG(text));
        return false;
    }
    return true;
}

static void row_error(struct table *table, const struct record *record, const char *id, const char *text) {
    if (table_may_report(&table->counts.row_errors) && record->n_cells)
        diag_at(table->diag, DIAG_ERROR, table_where(table, &record->cells[0]), id, "%s", text);
}

static bool unit_place(struct table *table, struct handed *handed, struct row *row) {
    const struct cell *cell = subject_cell(table, row->record, HEAD_PLACE);
    if (!cell) {
        row->place = table->source->place;
    } else if (cell->value.len) {
        row->place = handed->place = full_name(table, row, cell);
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

bool subject_place(struct table *table, struct handed *handed, struct row *row) {
    if (row->kind == ROW_TOTAL)
        row->place = table->source->place;
    else if ((row->kind == ROW_SUBTOTAL || row->kind == ROW_GROUP) &&
             table->by_role[HEAD_PLACE] != COLUMN_NONE)
        row->place = handed->within;
    else
        return unit_place(table, handed, row);
    if (row->place.len == 0)
        row_error(
            table, row->record, "place-missing",
            _("it is not known which unit this total is of; give the source a place with --place or place:"));
    return row->place.len > 0;
}

void subject_unit(struct table *table, const struct handed *handed, struct row *row) {
    if (row->kind != ROW_UNIT)
        return;
    struct str within = role_text(table, row->record, HEAD_WITHIN);
    row->within = within.len ? place_name(&table->arena, within) : handed->within;
    row->code = role_text(table, row->record, HEAD_CODE);
}

static bool roman(char c) {
    return strchr("IVXL", c) != NULL;
}

static bool latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the number that a label begins with: "1.", "1.2", "II.", "a)", "B."; 0: it has none. */
static size_t number_length(struct str label) {
    size_t at = 0;
    while (at < label.len && (is_digit(label.at[at]) || label.at[at] == '.'))
        at++;
    while (!is_digit(label.at[0]) && at < label.len && roman(label.at[at]))
        at++;
    if (at == 0 && latin(label.at[0]))
        at = 1;
    if (at == 0 || at >= label.len)
        return 0;
    if (label.at[at] == ')')
        return at + 1;
    at += label.at[at] == '.';
    bool dotted = memchr(label.at, '.', at) != NULL;
    return dotted && at < label.len && label.at[at] == ' ' ? at : 0;
}

struct str label_bare(struct str label, bool *item) {
    *item = label.len > 1 && (label.at[0] == '-' || label.at[0] == '+' || label.at[0] == '*');
    size_t mark = *item ? 1 : label.len ? number_length(label) : 0;
    return str_trim(str_cut(label, mark, label.len));
}

void subject_group(struct table *table, struct row *row) {
    struct str text = role_text(table, row->record, HEAD_GROUP), key = fold_name(&table->scratch, text);
    size_t from, to;
    if (text.len == 0 || heads_term(table->heads, TERM_TOTAL, key, NULL, NULL))
        return;
    bool part = heads_term(table->heads, TERM_GROUP, key, &from, &to);
    row->group = part ? group_at_level(table, str_cut(key, from, to)) : text;
}

static struct head_says says_under(struct table *table, struct str parent, struct str label) {
    if (parent.len == 0)
        return (struct head_says){0};
    return heads_read(table->heads, &table->scratch,
                      arena_printf(&table->scratch, "%.*s - %.*s", STR_ARG(parent), STR_ARG(label)));
}

/* May a label be read by itself? An item that is a class of a family may where what it is an item of is the whole: "- Đại học"
 * of "Tổng số". "Trung cấp" of "LLCT" must not be taken for schooling. */
static bool alone_sound(const struct handed *handed, const struct head_says *says, bool item) {
    if (!item || !says->indicator || !says->indicator->family)
        return true;
    if (handed->sibling.len == 0)
        return handed->parent.len == 0;
    return handed->whole &&
           (says->indicator->whole_index == handed->whole->index || says->indicator == handed->whole);
}

/* An item is read under what it is an item of; another label under its parent, under the column's own head, then alone. */
static struct head_says label_says(struct table *table, const struct handed *handed, struct str label,
                                   bool item) {
    struct head_says says = {0};
    if (item)
        says = says_under(table, handed->sibling, label);
    if (!says.indicator)
        says = says_under(table, handed->parent, label);
    if (!says.indicator)
        says = says_under(table, table->topic, label);
    if (says.indicator)
        return says;
    says = heads_read(table->heads, &table->scratch, label);
    return alone_sound(handed, &says, item) ? says : (struct head_says){0};
}

static bool says_percent(struct table *table, const struct row *row) {
    struct str unit = role_text(table, row->record, HEAD_UNIT);
    return unit.len && heads_term(table->heads, TERM_PERCENT, fold_name(&table->scratch, unit), NULL, NULL);
}

static const struct cell *label_cell(const struct table *table, const struct record *record) {
    return subject_cell(table, record, HEAD_INDICATOR);
}

/* Is the next record about the same unit, year and staff as the row? */
static bool same_subject(const struct table *table, const struct record *a, const struct record *b) {
    static const enum head_role roles[] = {HEAD_PLACE, HEAD_YEAR, HEAD_GROUP, HEAD_UNIT};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (!str_equal(role_text(table, a, roles[i]), role_text(table, b, roles[i])))
            return false;
    return a->n_cells == b->n_cells;
}

/* Does the record's label name the indicator of the row in other words? */
static bool is_part(struct table *table, const struct handed *handed, const struct row *row,
                    const struct record *record) {
    bool item, row_item;
    struct str label = label_bare(label_cell(table, record)->value, &item);
    struct str own = label_bare(label_cell(table, row->record)->value, &row_item);
    if (label.len == 0 || item != row_item || fold_equal(label, own))
        return false;
    struct head_says says = label_says(table, handed, label, item);
    return says.indicator == row->indicator && says.group.len == 0;
}

uint32_t subject_parts(struct table *table, const struct handed *handed, const struct row *row) {
    const struct record *end = table->source->records + table->source->n_records, *next = row->record + 1;
    while (row->indicator->sum && !row->percent && next < end && row_has_values(table, next) &&
           same_subject(table, row->record, next) && is_part(table, handed, row, next))
        next++;
    return (uint32_t)(next - row->record - 1);
}

bool subject_indicator(struct table *table, struct handed *handed, struct row *row, bool values) {
    const struct cell *cell = subject_cell(table, row->record, HEAD_INDICATOR);
    bool item;
    struct str label = label_bare(cell->value, &item);
    if (label.len && !values) {
        handed->parent = arena_str(&table->arena, label);
        handed->sibling = STR("");
    }
    if (label.len == 0 || !values)
        return false;
    struct head_says says = label_says(table, handed, label, item);
    const struct indicator *by_id = catalogue_find(table->catalogue, cell->value);
    row->indicator = by_id ? by_id : says.indicator;
    row->planned = heads_planned(table->heads, row->indicator);
    bool part = table->shares && row->indicator && row->indicator->whole;
    row->percent = says.percent || part || says_percent(table, row);
    if (says.group.len)
        row->group = group_at_level(table, says.group);
    if (!item) {
        handed->sibling = arena_str(&table->arena, label);
        handed->whole = row->indicator;
    }
    return row->indicator != NULL;
}
