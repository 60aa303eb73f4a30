/* table_columns.c - from heads to readers: what each column measures, which columns add up, and which are left over. */
#include "extract/table.h"
#include <string.h>

/* ---- what a column says beyond its own head --------------------------------------------------------------------------- */

static bool has_training(const struct table *table) {
    for (uint32_t i = 0; i < table->n_columns; i++) {
        const struct indicator *indicator = table->columns[i].says.indicator;
        if (indicator && str_starts(str_of(indicator->id), STR("training.")) &&
            strcmp(indicator->unit, "%") != 0)
            return true;
    }
    return false;
}

static bool only_percent(struct table *table, const struct column *column) {
    return column->head.len &&
           heads_term(table->heads, TERM_PERCENT, fold_name(&table->scratch, column->head), NULL, NULL);
}

/* "Đại học;Tỷ lệ (%)": the share of the column before it. Where training is counted it is the completion of the plan. */
static void give_shares(struct table *table) {
    if (has_training(table) || table->by_role[HEAD_INDICATOR] != COLUMN_NONE)
        return;
    for (uint32_t i = 1; i < table->n_columns; i++) {
        struct column *column = &table->columns[i];
        const struct head_says *before = &table->columns[i - 1].says;
        if (!only_percent(table, column))
            continue;
        column->says = (struct head_says){0};
        if (before->indicator && !before->percent) {
            column->says = *before;
            column->says.percent = true;
        }
    }
    arena_reset(&table->scratch);
}

static bool says_share(const struct column *column) {
    const struct indicator *indicator = column->says.indicator;
    return column->says.percent || (indicator && strcmp(indicator->unit, "%") == 0);
}

/* "Đơn vị tính: %" above the heads: parts of the staff are shares, where no head says of one column that it is. */
static void give_unit(struct table *table) {
    for (uint32_t i = 0; i < table->n_columns; i++)
        table->shares &= !says_share(&table->columns[i]);
    for (uint32_t i = 0; table->shares && i < table->n_columns; i++) {
        struct head_says *says = &table->columns[i].says;
        says->percent = says->indicator && says->indicator->whole;
    }
}

/* With indicators as rows the heads may be units: "Xã Thanh Minh". */
static void give_places(struct table *table) {
    if (table->by_role[HEAD_INDICATOR] == COLUMN_NONE)
        return;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        struct column *column = &table->columns[i];
        if (column->says.known || column->head.len == 0)
            continue;
        struct str name = place_name(&table->arena, column->head);
        if (place_level(name, table->source->place) != PLACE_UNKNOWN)
            column->place = name;
    }
}

static void find_roles(struct table *table) {
    for (int role = 0; role <= HEAD_PERSON; role++)
        table->by_role[role] = COLUMN_NONE;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        const struct head_says *says = &table->columns[i].says;
        if (says->known && !says->indicator && table->by_role[says->role] == COLUMN_NONE)
            table->by_role[says->role] = i;
    }
    if (table->by_role[HEAD_PLACE] == COLUMN_NONE) {
        table->by_role[HEAD_PLACE] = table->by_role[HEAD_WITHIN];
        table->by_role[HEAD_WITHIN] = COLUMN_NONE;
    }
}

/* "Tên xã" over bare names makes them xã. */
static void find_class(struct table *table) {
    uint32_t place = table->by_role[HEAD_PLACE];
    if (place == COLUMN_NONE)
        return;
    struct str key = fold_name(&table->arena, table->columns[place].head);
    size_t from, to;
    if (heads_term(table->heads, TERM_CLASS, key, &from, &to))
        table->class = str_cut(key, from, to);
}

/* ---- readers --------------------------------------------------------------------------------------------------------- */

static bool measures(const struct table *table, const struct column *column) {
    const struct head_says *says = &column->says;
    if (says->indicator || column->place.len)
        return true;
    return says->known &&
           (says->role == HEAD_VALUE || says->role == HEAD_PREVIOUS || says->role == HEAD_PLANNED) &&
           table->by_role[HEAD_INDICATOR] != COLUMN_NONE;
}

static bool has_role(const struct column *column, enum head_role role) {
    return !column->says.indicator && column->says.known && column->says.role == role;
}

static bool same_reader(const struct table_reader *reader, const struct column *column) {
    const struct head_says *says = &column->says;
    bool percent = says->percent || (says->indicator && strcmp(says->indicator->unit, "%") == 0);
    return reader->indicator == says->indicator && reader->percent == percent && reader->year == says->year &&
           reader->previous == has_role(column, HEAD_PREVIOUS) &&
           reader->planned == has_role(column, HEAD_PLANNED) && str_equal(reader->place, column->place) &&
           str_equal(reader->group, column->group);
}

static void add_reader(struct table *table, struct column *column, uint32_t index) {
    const struct head_says *says = &column->says;
    struct table_reader *reader = &table->readers[table->n_readers++];
    reader->indicator = says->indicator;
    reader->place = column->place;
    reader->group = column->group;
    reader->year = says->year;
    reader->percent = says->percent || (says->indicator && strcmp(says->indicator->unit, "%") == 0);
    reader->previous = has_role(column, HEAD_PREVIOUS);
    reader->planned = has_role(column, HEAD_PLANNED);
    reader->columns = ARENA_ARRAY(&table->arena, table->n_columns, uint32_t);
    reader->columns[reader->n++] = index;
    column->read = true;
}

/* A second column of the same thing adds up where the catalogue says so, and else is left out. */
static void join_reader(struct table *table, struct table_reader *reader, struct column *column,
                        uint32_t index) {
    const struct column *first = &table->columns[reader->columns[0]];
    if (reader->indicator && reader->indicator->sum && !reader->percent) {
        reader->columns[reader->n++] = index;
        column->read = true;
        return;
    }
    struct diag_where where = table_where(table, column->cell);
    if (reader->indicator)
        diag_at(
            table->diag, DIAG_WARNING, where, "head-twice",
            _("\"%.*s\" measures the same as \"%.*s\" (%s), which is read; this column is left out: name them apart"),
            STR_ARG(column->head), STR_ARG(first->head), reader->indicator->id);
    else
        diag_at(
            table->diag, DIAG_WARNING, where, "head-twice",
            _("\"%.*s\" is of the same year, unit and staff as \"%.*s\", which is read; this column is left out: "
              "name them apart"),
            STR_ARG(column->head), STR_ARG(first->head));
    column->says = (struct head_says){.known = true, .role = HEAD_IGNORE};
}

static void plan_column(struct table *table, uint32_t index) {
    struct column *column = &table->columns[index];
    if (!measures(table, column))
        return;
    for (uint32_t i = 0; i < table->n_readers; i++)
        if (same_reader(&table->readers[i], column)) {
            join_reader(table, &table->readers[i], column, index);
            return;
        }
    add_reader(table, column, index);
}

/* ---- columns that hold the sum of others ------------------------------------------------------------------------------ */

/* Does the first column of the reader hold, row after row, the sum of its others ("Trên đại học;Thạc sĩ;Tiến sĩ")? */
static bool first_is_sum(struct table *table, const struct table_reader *reader) {
    bool seen = false;
    for (size_t i = table->body; i < table->source->n_records; i++) {
        const struct record *record = &table->source->records[i];
        int64_t whole = 0, part, sum = 0;
        if (!row_count(table, record, reader->columns[0], &whole))
            continue;
        for (uint32_t k = 1; k < reader->n; k++)
            if (row_count(table, record, reader->columns[k], &part))
                sum += part;
        if (whole != sum)
            return false;
        seen |= whole > 0;
    }
    return seen;
}

/* Such a column alone is read: its parts would count everyone twice. */
static void keep_sums(struct table *table) {
    for (uint32_t i = 0; i < table->n_readers; i++) {
        struct table_reader *reader = &table->readers[i];
        if (reader->n < 2 || !first_is_sum(table, reader))
            continue;
        const struct column *first = &table->columns[reader->columns[0]];
        diag_at(table->diag, DIAG_NOTE, table_where(table, first->cell), "head-sum",
                _("\"%.*s\" is the sum of the columns after it, which are not added again"),
                STR_ARG(first->head));
        for (uint32_t k = 1; k < reader->n; k++)
            table->columns[reader->columns[k]].read = false;
        reader->n = 1;
    }
}

/* ---- what is left over ------------------------------------------------------------------------------------------------ */

static bool left_over(const struct column *column) {
    return column->head.len && !column->says.known && column->place.len == 0;
}

static void note_unknown(const struct table *table) {
    struct buf names = BUF_EMPTY;
    const struct column *first = NULL;
    unsigned n = 0;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        const struct column *column = &table->columns[i];
        if (!left_over(column))
            continue;
        first = first ? first : column;
        buf_printf(&names, "%s\"%.*s\"", n++ ? ", " : "", STR_ARG(column->head));
    }
    if (first)
        diag_at(
            table->diag, DIAG_NOTE, table_where(table, first->cell), "head-unknown",
            _("%u columns match no indicator and are not read: %s; rename them or add a pattern to indicators.yaml"),
            n, names.at);
    buf_fini(&names);
}

bool columns_plan(struct table *table) {
    find_roles(table);
    if (table->by_role[HEAD_PERSON] != COLUMN_NONE)
        return true;
    values_groups(table);
    if (!has_training(table))
        values_plan(table);
    give_shares(table);
    give_unit(table);
    give_places(table);
    find_class(table);
    table->readers = ARENA_ARRAY(&table->arena, table->n_columns, struct table_reader);
    for (uint32_t i = 0; i < table->n_columns; i++)
        plan_column(table, i);
    bool rows_say = false, columns_say = false;
    for (uint32_t i = 0; i < table->n_readers; i++) {
        rows_say |= table->readers[i].indicator == NULL;
        columns_say |= table->readers[i].indicator != NULL;
    }
    table->by_topic = table->by_role[HEAD_INDICATOR] != COLUMN_NONE && columns_say && !rows_say;
    keep_sums(table);
    note_unknown(table);
    if (table->n_readers == 0)
        diag_at(
            table->diag, DIAG_ERROR, table_where(table, &table->source->records[table->head].cells[0]),
            "table-measure",
            _("neither the heads nor the title say what the numbers of this table count; name it in the title line, as "
              "\"Số cán bộ, công chức cấp xã\", or in a head"));
    return table->n_readers > 0;
}
