/* table_values.c - columns that measure no indicator of their own. Where rows name indicators, or the title does, a column is
 * the value of a year, of a part of the staff, of the year before, of the plan; or a share of the column before it; or it
 * compares two of the others, which hoso does itself. */
#include "extract/table.h"
#include <string.h>

/* ---- parts of the staff ------------------------------------------------------------------------------------------------ */

static bool mixed_staff(struct table *table) {
    struct str key = group_key(&table->scratch, table->group);
    return str_starts(key, STR("cán bộ công chức"));
}

struct str group_at_level(struct table *table, struct str group) {
    static const struct str level = STR(" cấp xã");
    bool whole = str_find(group, STR(" cấp "), 0) != STR_NONE || !str_ends(table->group, level);
    return whole ? arena_str(&table->arena, group)
                 : arena_printf(&table->arena, "%.*s%.*s", STR_ARG(group), STR_ARG(level));
}

static bool counts_all(const struct column *column) {
    const struct indicator *indicator = column->says.indicator;
    return indicator && strcmp(indicator->id, "staff.total") == 0 && column->says.group.len == 0;
}

/* "Số cán bộ" alone is what many call all of the staff. It is a part where another part, or the whole, stands beside it. */
static bool parts_stand_apart(struct table *table) {
    struct str first = STR("");
    bool whole = false, two = false;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        struct str group = table->columns[i].says.group;
        whole |= counts_all(&table->columns[i]);
        two |= first.len && group.len && !str_equal(first, group);
        first = first.len ? first : group;
    }
    return two || (first.len && whole && mixed_staff(table));
}

/* ---- all of the staff ------------------------------------------------------------------------------------------------------ */

struct kinds {
    bool officials, servants; /* cán bộ, công chức */
};

static void see_part(struct kinds *kinds, struct str group) {
    kinds->officials |= str_starts(group, STR("cán bộ"));
    kinds->servants |= str_starts(group, STR("công chức"));
}

static void see_rows(struct table *table, uint32_t column, struct kinds *kinds) {
    const struct source *source = table->source;
    size_t from, to;
    for (size_t i = table->body; column != COLUMN_NONE && i < source->n_records; i++) {
        bool item;
        struct str label = label_bare(row_cell(&source->records[i], column)->value, &item);
        struct str key = fold_name(&table->scratch, label);
        if (heads_term(table->heads, TERM_GROUP, key, &from, &to))
            see_part(kinds, str_cut(key, from, to));
    }
    arena_reset(&table->scratch);
}

/* "Đội ngũ cán bộ cấp xã" is said of all of the staff: where cán bộ and công chức are parts of the table, it is of both. */
static void widen_staff(struct table *table) {
    static const struct str officials = STR("cán bộ");
    struct kinds kinds = {0};
    if (!str_starts(table->group, officials) || mixed_staff(table))
        return;
    for (uint32_t i = 0; i < table->n_columns; i++)
        see_part(&kinds, table->columns[i].says.group);
    see_rows(table, table->by_role[HEAD_GROUP], &kinds);
    see_rows(table, table->by_role[HEAD_INDICATOR], &kinds);
    if (kinds.officials && kinds.servants)
        table->group = arena_printf(&table->arena, "cán bộ, công chức%.*s",
                                    STR_ARG(str_cut(table->group, officials.len, table->group.len)));
}

void values_groups(struct table *table) {
    widen_staff(table);
    if (!parts_stand_apart(table))
        return;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        struct column *column = &table->columns[i];
        if (column->says.group.len)
            column->group = group_at_level(table, column->says.group);
    }
}

/* ---- values ------------------------------------------------------------------------------------------------------------- */

static bool is_value(const struct column *column) {
    const struct head_says *says = &column->says;
    return says->known && !says->indicator &&
           (says->role == HEAD_VALUE || says->role == HEAD_PREVIOUS || says->role == HEAD_PLANNED);
}

static void set_role(struct column *column, enum head_role role) {
    column->says.known = true;
    column->says.indicator = NULL;
    column->says.role = role;
}

/* Is the last level of the head "Tỷ lệ (%)" or the like? */
static bool ends_in_share(struct table *table, struct str head) {
    struct str level = fold_name(&table->scratch, head);
    for (size_t at; (at = str_find(level, STR(" - "), 0)) != STR_NONE;)
        level = str_cut(level, at + 3, level.len);
    return heads_term(table->heads, TERM_PERCENT, level, NULL, NULL);
}

/* With plans or values of the year before, a column of per cent holds one against the other. */
static bool compares(const struct table *table) {
    for (uint32_t i = 0; i < table->n_columns; i++) {
        const struct head_says *says = &table->columns[i].says;
        if (says->known && !says->indicator && (says->role == HEAD_PREVIOUS || says->role == HEAD_PLANNED))
            return true;
    }
    return false;
}

/* The share that the column before it makes of its year and its part of the staff. */
static void take_share(struct table *table, uint32_t index, bool comparing) {
    struct column *column = &table->columns[index];
    const struct column *before = index > 0 ? column - 1 : NULL;
    if (comparing || !before || !is_value(before)) {
        set_role(column, HEAD_IGNORE);
        return;
    }
    set_role(column, HEAD_VALUE);
    column->says.percent = true;
    if (column->says.year == 0)
        column->says.year = before->says.year;
    if (column->says.group.len == 0)
        column->says.group = before->says.group;
}

static void note_cross(struct table *table, struct column *column) {
    diag_at(
        table->diag, DIAG_NOTE, table_where(table, column->cell), "head-cross",
        _("\"%.*s\" crosses what the rows are of; such a number is none of the indicators, so the column is not read"),
        STR_ARG(column->head));
    set_role(column, HEAD_IGNORE);
}

/* Under "Tổng số" stand the values of what the rows name. */
static void take_value(struct table *table, uint32_t index, bool comparing) {
    struct column *column = &table->columns[index];
    struct head_says *says = &column->says;
    if (column->head.len && ends_in_share(table, column->head) && (says->known || index > 0))
        take_share(table, index, comparing);
    else if (says->indicator && strcmp(says->indicator->id, "staff.total") == 0)
        set_role(column, HEAD_VALUE);
    else if (says->indicator)
        note_cross(table, column);
}

/* ---- the title's indicator ------------------------------------------------------------------------------------------------ */

/* "Số lượng cán bộ, công chức cấp xã qua các năm": without what it adds of when and where. */
static struct head_says says_title(struct table *table, struct str text) {
    struct str key = fold_name(&table->scratch, text);
    size_t from, to;
    struct head_says says = heads_read(table->heads, &table->arena, key);
    if (!says.indicator && heads_term(table->heads, TERM_ABOUT, key, &from, &to) && from > 0)
        says = heads_read(table->heads, &table->arena, str_trim(str_cut(key, 0, from)));
    return says;
}

static struct head_says title_indicator(struct table *table) {
    const struct source *source = table->source;
    struct head_says says = {0};
    for (size_t i = 0; i < table->head; i++)
        for (uint32_t c = 0; c < source->records[i].n_cells && !says.indicator;)
            says = says_title(table, title_text(table, &source->records[i], &c));
    return says;
}

/* Units as rows and years as columns: only the title can say what is counted. */
static void take_title(struct table *table) {
    for (uint32_t i = 0; i < table->n_columns; i++)
        if (table->columns[i].says.indicator)
            return;
    struct head_says title = title_indicator(table);
    for (uint32_t i = 0; title.indicator && i < table->n_columns; i++) {
        struct column *column = &table->columns[i];
        if (!is_value(column) || column->says.role != HEAD_VALUE)
            continue;
        column->says.indicator = title.indicator;
        column->says.percent |= title.percent;
    }
}

void values_plan(struct table *table) {
    uint32_t names = table->by_role[HEAD_INDICATOR];
    if (names == COLUMN_NONE) {
        take_title(table);
        return;
    }
    struct str head = table->columns[names].head;
    bool own = heads_read(table->heads, &table->arena, head).known;
    table->topic = own ? STR("") : head;
    bool comparing = compares(table);
    for (uint32_t i = 0; i < table->n_columns; i++)
        if (i != names)
            take_value(table, i, comparing);
}
