/* table_rows.c - which rows are units, groups of units, totals, and which are none of these. Where rows name indicators
 * ("Chỉ tiêu") and no places, each is a unit: its number and its name say nothing of places there. */
#include "extract/table.h"
#include <stdlib.h>
#include <string.h>

const struct cell row_no_cell = {.value = {"", 0}};

bool row_blank(const struct record *record) {
    for (uint32_t i = 0; i < record->n_cells; i++)
        if (record->cells[i].value.len)
            return false;
    return true;
}

static struct str role_text(const struct table *table, const struct record *record, enum head_role role) {
    uint32_t column = table->by_role[role];
    return column == COLUMN_NONE ? STR("") : row_cell(record, column)->value;
}

bool rows_name_indicators(const struct table *table) {
    return table->by_role[HEAD_INDICATOR] != COLUMN_NONE && !table->by_topic;
}

/* A column that names the rows. */
static bool is_label(const struct table *table, uint32_t column) {
    const struct column *c = &table->columns[column];
    return !c->read && c->says.known && !c->says.indicator &&
           (c->says.role == HEAD_PLACE || c->says.role == HEAD_ORDER || c->says.role == HEAD_WITHIN ||
            (c->says.role == HEAD_INDICATOR && table->by_topic) || c->says.role == HEAD_CODE ||
            c->says.role == HEAD_YEAR || c->says.role == HEAD_GROUP);
}

struct str row_label(const struct table *table, const struct record *record) {
    struct str name = role_text(table, record, HEAD_PLACE);
    if (name.len == 0)
        name = role_text(table, record, HEAD_INDICATOR);
    for (uint32_t i = 0; name.len == 0 && i < table->n_labels; i++)
        name = row_cell(record, table->labels[i])->value;
    return name;
}

bool row_has_values(const struct table *table, const struct record *record) {
    for (uint32_t i = 0; i < table->n_numbers; i++)
        if (row_cell(record, table->numbers[i])->value.len)
            return true;
    return false;
}

bool row_count(struct table *table, const struct record *record, uint32_t column, int64_t *value) {
    struct cell_reading reading = cell_read(table, &table->columns[column], row_cell(record, column));
    if (reading.state == CELL_BAD || reading.percent || !decimal_missing(reading.of))
        return false;
    *value = reading.state == CELL_NUMBER ? reading.value.units : 0;
    return true;
}

bool row_is_sum(struct table *table, const struct row *row) {
    bool seen = false;
    for (uint32_t i = 0; i < table->n_numbers; i++) {
        int64_t whole, part, sum = 0;
        if (!row_count(table, row->record, table->numbers[i], &whole))
            continue;
        for (uint32_t k = 1; k <= row->parts; k++)
            if (row_count(table, row->record + k, table->numbers[i], &part))
                sum += part;
        if (whole != sum)
            return false;
        seen |= whole > 0;
    }
    return seen;
}

static bool has_numbers(const struct table *table, const struct record *record) {
    for (uint32_t i = 0; i < table->n_numbers; i++) {
        struct str value = row_cell(record, table->numbers[i])->value;
        size_t at = value.len && (value.at[0] == '-' || value.at[0] == '+' || value.at[0] == '\'') ? 1 : 0;
        if (digit_at(value, at))
            return true;
    }
    return false;
}

static bool in_heads(const struct table *table, uint32_t column, struct str value) {
    for (size_t head = table->head; head < table->body; head++)
        if (str_equal(value, row_cell(&table->source->records[head], column)->value))
            return true;
    return false;
}

/* The heads again, as printed at the top of each page. */
static bool is_head_again(const struct table *table, const struct record *record) {
    uint32_t same = 0;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        struct str value = row_cell(record, i)->value;
        if (value.len && !in_heads(table, i, value))
            return false;
        same += value.len > 0;
    }
    return same >= 2;
}

static bool all_digits(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return true;
}

/* No word of rows is digits alone, as most cells of the columns that name rows are. */
static bool term(struct table *table, enum term which, struct str text) {
    return !all_digits(text) && heads_term(table->heads, which, fold_name(&table->scratch, text), NULL, NULL);
}

/* Folding every name to see that it is none of "tổng", "cộng", "toàn" costs more than all else that a row is asked. */
static bool may_be_total(struct str text) {
    unsigned char first = text.len ? (unsigned char)text.at[0] : 'x';
    return (first | 0x20) == 't' || (first | 0x20) == 'c' || first == ' ' || first >= 0x80;
}

/* "Tổng cộng" may stand in any column that names rows: merged cells keep their first. */
static bool total_label(struct table *table, const struct record *record, struct str *label) {
    for (uint32_t i = 0; i < table->n_labels; i++) {
        *label = row_cell(record, table->labels[i])->value;
        if (may_be_total(*label) && term(table, TERM_TOTAL, *label))
            return true;
    }
    return false;
}

struct figure_written row_name(struct table *table, const struct record *record) {
    struct row_name *name = &table->names[record - table->source->records - table->body];
    struct str text = role_text(table, record, HEAD_PLACE);
    if (!name->read && text.len)
        name->written = figures_written(table->figures, text, table->source->place);
    name->read = true;
    return name->written;
}

/* Is a row without numbers no part of the table? Dates and signatures stand in any column. */
static bool outside(struct table *table, const struct record *record, struct str label, bool after_total) {
    if (label.len == 0 || term(table, TERM_FOOT, label))
        return true;
    return after_total && role_text(table, record, HEAD_ORDER).len == 0 &&
           row_name(table, record).level == PLACE_UNKNOWN;
}

/* The sum of several years is of none of them. */
static bool rows_are_years(const struct table *table) {
    return table->by_role[HEAD_PLACE] == COLUMN_NONE && table->by_role[HEAD_YEAR] != COLUMN_NONE;
}

static enum row_kind classify(struct table *table, const struct record *record, bool after_total) {
    struct str label = row_label(table, record);
    if (row_blank(record) || shape_ordinals(record) || is_head_again(table, record))
        return ROW_SKIP;
    if (rows_name_indicators(table) && table->by_role[HEAD_PLACE] == COLUMN_NONE)
        return row_has_values(table, record) || !term(table, TERM_FOOT, label) ? ROW_UNIT : ROW_SKIP;
    struct str total;
    if (total_label(table, record, &total))
        return rows_are_years(table)               ? ROW_SKIP
               : term(table, TERM_SUBTOTAL, total) ? ROW_SUBTOTAL
                                                   : ROW_TOTAL;
    if (!has_numbers(table, record) && outside(table, record, label, after_total))
        return ROW_SKIP;
    if (term(table, TERM_NUMERAL, role_text(table, record, HEAD_ORDER)))
        return ROW_GROUP;
    return ROW_UNIT;
}

/* Among communes a district is the head of its group, whatever its number; without units below it a group is a unit. */
static void settle_groups(struct table *table, size_t n) {
    const struct record *records = table->source->records + table->body;
    unsigned char *levels = mem_new(n + 1, 1); /* enum place_level */
    bool communes = false;
    for (size_t i = 0; i < n; i++) {
        if (table->kinds[i] == ROW_UNIT)
            levels[i] = (unsigned char)row_name(table, &records[i]).level;
        communes |= levels[i] == PLACE_COMMUNE;
    }
    bool below = false, inner = false; /* units, or a group, right below */
    for (size_t i = n; i-- > 0;) {
        unsigned char *kind = &table->kinds[i];
        if (communes && levels[i] == PLACE_DISTRICT)
            *kind = ROW_GROUP;
        if (*kind == ROW_GROUP && !below && !inner && row_has_values(table, &records[i])) {
            *kind = ROW_UNIT;
        } else if (*kind != ROW_SKIP) {
            below = *kind == ROW_UNIT;
            inner = *kind == ROW_GROUP;
        }
    }
    free(levels);
}

/* "Cộng" closes a group where more rows follow, and the table where none do. */
static void settle_totals(struct table *table, size_t n) {
    bool more = false, groups = false;
    for (size_t i = 0; i < n; i++)
        groups |= table->kinds[i] == ROW_GROUP;
    for (size_t i = n; i-- > 0;) {
        unsigned char *kind = &table->kinds[i];
        if (*kind == ROW_SUBTOTAL && !(more && groups))
            *kind = ROW_TOTAL;
        more |= *kind != ROW_SKIP;
    }
}

static void find_columns(struct table *table) {
    table->labels = ARENA_ARRAY(&table->arena, table->n_columns, uint32_t);
    table->numbers = ARENA_ARRAY(&table->arena, table->n_columns, uint32_t);
    for (uint32_t i = 0; i < table->n_columns; i++) {
        if (is_label(table, i))
            table->labels[table->n_labels++] = i;
        if (table->columns[i].read)
            table->numbers[table->n_numbers++] = i;
    }
}

void rows_classify(struct table *table) {
    size_t n = table->source->n_records - table->body;
    table->kinds = ARENA_ARRAY(&table->arena, n, unsigned char);
    table->names = ARENA_ARRAY(&table->arena, n, struct row_name);
    find_columns(table);
    bool after_total = false;
    for (size_t i = 0; i < n; i++, arena_reset(&table->scratch)) {
        table->kinds[i] =
            (unsigned char)classify(table, &table->source->records[table->body + i], after_total);
        after_total |= table->kinds[i] == ROW_TOTAL;
    }
    settle_groups(table, n);
    settle_totals(table, n);
}
