/* table_person.c - a list of people, one a row, counted. Names are neither printed nor kept: a figure's evidence is the
 * head of the column that was counted, never a row.
 *
 * A column whose head is an indicator by itself ("Đảng viên", "QLNN") counts the rows in which something stands that does
 * not deny. Any other column is read value by value under its head: "Chuyên môn - Đại học". */
#include "extract/table.h"
#include <stdlib.h>

/* The people of one unit. */
struct tally {
    struct str place, key;
    uint32_t people;
    uint32_t *counts; /* by indicator.index */
};

struct people {
    struct tally *tallies;
    size_t n, cap;
    bool *counted;                  /* by indicator.index: a column counts it */
    uint32_t *evidence;             /* ... which */
    uint32_t *understood, *unknown; /* by column: values that match an indicator, and those that do not */
};

static struct tally *tally_of(struct table *table, struct people *people, const struct record *record) {
    uint32_t column = table->by_role[HEAD_PLACE];
    const struct cell *cell = column == COLUMN_NONE ? NULL : row_cell(record, column);
    struct str place =
        cell && cell->value.len ? place_name(&table->arena, cell->value) : table->source->place;
    if (place.len == 0)
        return NULL;
    struct str key = fold_name(&table->scratch, place);
    for (size_t i = 0; i < people->n; i++)
        if (str_equal(people->tallies[i].key, key))
            return &people->tallies[i];
    MEM_ROOM(people->tallies, people->n, people->cap);
    people->tallies[people->n] = (struct tally){
        .place = place,
        .key = arena_str(&table->arena, key),
        .counts = ARENA_ARRAY(&table->arena, table->catalogue->n, uint32_t),
    };
    return &people->tallies[people->n++];
}

static void count_one(struct people *people, struct tally *tally, const struct indicator *indicator,
                      uint32_t column) {
    tally->counts[indicator->index]++;
    people->counted[indicator->index] = true;
    people->evidence[indicator->index] = column;
}

static size_t last_blank(struct str s) {
    size_t at = s.len;
    while (at > 0 && s.at[at - 1] != ' ')
        at--;
    return at;
}

/* "Đại học Luật", "Cử nhân Kế toán": a level is said with its branch, which comes behind it. */
static struct head_says says_of_person(struct table *table, const struct column *column, struct str value) {
    struct head_says says = {0};
    for (; value.len && !says.known; value = str_trim(str_cut(value, 0, last_blank(value)))) {
        struct str both = arena_printf(&table->scratch, "%.*s - %.*s", STR_ARG(column->head), STR_ARG(value));
        says = heads_read(table->heads, &table->scratch, both);
    }
    return says;
}

static void count_cell(struct table *table, struct people *people, struct tally *tally,
                       const struct record *record, uint32_t index) {
    const struct column *column = &table->columns[index];
    struct str value = row_cell(record, index)->value;
    if (value.len == 0 || column->head.len == 0 || (column->says.known && !column->says.indicator))
        return;
    if (column->says.indicator) {
        if (!heads_term(table->heads, TERM_NO, fold_name(&table->scratch, value), NULL, NULL))
            count_one(people, tally, column->says.indicator, index);
        return;
    }
    struct head_says says = says_of_person(table, column, value);
    if (says.indicator)
        count_one(people, tally, says.indicator, index);
    people->understood[index] += says.known;
    people->unknown[index] += !says.known;
}

/* A column of "x" or of dates says of everybody whether or not: nobody is zero. */
static void expect_columns(const struct table *table, struct people *people) {
    for (uint32_t i = 0; i < table->n_columns; i++) {
        const struct indicator *indicator = table->columns[i].says.indicator;
        if (indicator) {
            people->counted[indicator->index] = true;
            people->evidence[indicator->index] = i;
        }
    }
}

static void add_count(struct table *table, const struct tally *tally, const struct indicator *indicator,
                      uint32_t value, uint32_t column) {
    const struct column *from = &table->columns[column];
    struct statement figure = {
        .indicator = indicator,
        .kind = FIGURE_COUNT,
        .value = decimal_int(value),
        .of = DECIMAL_MISSING,
        .unit = indicator->unit,
        .place = tally->place,
        .rule = "csv/person",
        .quote = from->head,
    };
    if (from->cell) {
        figure.where = (struct span){table->source->id, from->cell->at, from->cell->len};
        figure.line = source_line_at(table->source, from->cell->at);
        figure.quote = from->cell->value;
    }
    table_add(table, &figure);
}

static void add_tally(struct table *table, const struct people *people, const struct tally *tally) {
    const struct indicator *staff = catalogue_find(table->catalogue, STR("staff.total"));
    if (staff)
        add_count(table, tally, staff, tally->people, table->by_role[HEAD_PERSON]);
    for (uint32_t i = 0; i < table->catalogue->n; i++)
        if (people->counted[i] && &table->catalogue->items[i] != staff)
            add_count(table, tally, &table->catalogue->items[i], tally->counts[i], people->evidence[i]);
}

static void count_row(struct table *table, struct people *people, const struct record *record) {
    struct str name = row_cell(record, table->by_role[HEAD_PERSON])->value;
    if (name.len == 0 || shape_ordinals(record) ||
        heads_term(table->heads, TERM_TOTAL, fold_name(&table->scratch, name), NULL, NULL))
        return;
    struct tally *tally = tally_of(table, people, record);
    if (!tally)
        return;
    tally->people++;
    for (uint32_t i = 0; i < table->n_columns; i++)
        count_cell(table, people, tally, record, i);
}

/* Values are not shown: they may be names. A column of which nothing is understood is one that measures nothing. */
static void note_unknown(const struct table *table, const struct people *people) {
    for (uint32_t i = 0; i < table->n_columns; i++) {
        const struct column *column = &table->columns[i];
        if (people->unknown[i] == 0)
            continue;
        if (people->understood[i])
            diag_at(
                table->diag, DIAG_NOTE, table_where(table, column->cell), "person-unknown",
                _("entries under \"%.*s\" that are not understood and not counted: %u; write levels as đại học, cao đẳng, "
                  "trung cấp"),
                STR_ARG(column->head), people->unknown[i]);
        else
            diag_at(table->diag, DIAG_NOTE, table_where(table, column->cell), "head-unknown",
                    _("nothing under \"%.*s\" is understood; the column is not read"), STR_ARG(column->head));
    }
}

void person_count(struct table *table) {
    struct people people = {
        .counted = ARENA_ARRAY(&table->arena, table->catalogue->n, bool),
        .evidence = ARENA_ARRAY(&table->arena, table->catalogue->n, uint32_t),
        .understood = ARENA_ARRAY(&table->arena, table->n_columns, uint32_t),
        .unknown = ARENA_ARRAY(&table->arena, table->n_columns, uint32_t),
    };
    expect_columns(table, &people);
    for (size_t i = table->body; i < table->source->n_records; i++, arena_reset(&table->scratch))
        count_row(table, &people, &table->source->records[i]);
    if (people.n == 0)
        diag_at(table->diag, DIAG_ERROR, (struct diag_where){.file = table->source->path}, "place-missing",
                _("the list of people names no unit; give the source a place with --place or place:"));
    for (size_t i = 0; i < people.n; i++)
        add_tally(table, &people, &people.tallies[i]);
    note_unknown(table, &people);
    diag_at(table->diag, DIAG_NOTE, (struct diag_where){.file = table->source->path}, "person-list",
            _("a list of people: they are counted, and no name is kept or printed"));
    free(people.tallies);
}
