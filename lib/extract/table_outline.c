/* table_outline.c - how a table is read, without reading its figures: for whoever cuts parts out of it. */
#include "extract/table.h"

static enum column_use use_of(const struct table *table, uint32_t index) {
    const struct column *column = &table->columns[index];
    if (column->read)
        return COLUMN_FIGURES;
    if (column->says.indicator)
        return COLUMN_PASSED;
    if (!column->says.known)
        return COLUMN_OTHER;
    switch (column->says.role) {
    case HEAD_WITHIN: return COLUMN_WITHIN;
    case HEAD_ORDER: return COLUMN_ORDER;
    case HEAD_PLACE: return COLUMN_PLACE;
    case HEAD_INDICATOR: return COLUMN_INDICATOR;
    case HEAD_CODE:
    case HEAD_YEAR:
    case HEAD_GROUP:
    case HEAD_UNIT: return COLUMN_NAMES;
    default: return COLUMN_OTHER;
    }
}

/* "Tỷ lệ (%)" takes what it measures from the column before it: spelled out it can stand alone. */
static struct str head_of(struct table *table, struct arena *arena, uint32_t index) {
    const struct column *column = &table->columns[index];
    struct str head = arena_str(arena, column->head);
    if (!column->read || !column->says.indicator || index == 0)
        return head;
    struct head_says alone = heads_read(table->heads, &table->scratch, head);
    bool same = alone.indicator == column->says.indicator && alone.percent == column->says.percent;
    return same ? head
                : arena_printf(arena, "%.*s - %.*s", STR_ARG(table->columns[index - 1].head), STR_ARG(head));
}

static void list_columns(struct table *table, struct arena *arena, struct table_outline *out) {
    out->n_columns = table->n_columns;
    out->columns = ARENA_ARRAY(arena, table->n_columns, struct table_column);
    for (uint32_t i = 0; i < table->n_columns; i++)
        out->columns[i] = (struct table_column){head_of(table, arena, i), use_of(table, i)};
}

static void list_groups(struct table *table, struct arena *arena, struct table_outline *out) {
    size_t n = table->source->n_records;
    out->groups = ARENA_ARRAY(arena, n + 1, bool);
    rows_classify(table);
    for (size_t i = table->body; i < n; i++)
        out->groups[i] = table->kinds[i - table->body] == ROW_GROUP;
}

static bool outline(struct table *table, struct arena *arena, struct table_outline *out) {
    if (!table->heads || !shape_find(table))
        return false;
    title_read(table);
    *out = (struct table_outline){.head = table->head,
                                  .body = table->body,
                                  .width = table->width,
                                  .group = arena_str(arena, table->group),
                                  .year = table->year,
                                  .as_of = table->as_of};
    if (!columns_plan(table) || table->by_role[HEAD_PERSON] != COLUMN_NONE)
        return false;
    list_columns(table, arena, out);
    list_groups(table, arena, out);
    return true;
}

bool outline_read(struct arena *arena, const struct source *source, const struct pack *pack,
                  const struct catalogue *catalogue, struct table_outline *out) {
    struct diag silent = DIAG_EMPTY;
    struct figures names;
    figures_init(&names, catalogue);
    struct heads *own = pack ? NULL : heads_new(catalogue, &silent);
    struct table table = {.source = source,
                          .heads = pack ? pack_heads(pack, &silent) : own,
                          .catalogue = catalogue,
                          .figures = &names,
                          .diag = &silent};
    for (int role = 0; role <= HEAD_PERSON; role++)
        table.by_role[role] = COLUMN_NONE;
    bool ok = outline(&table, arena, out);
    arena_fini(&table.arena);
    arena_fini(&table.scratch);
    heads_free(own);
    figures_fini(&names);
    diag_fini(&silent);
    return ok;
}
