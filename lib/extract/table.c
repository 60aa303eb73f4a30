/* table.c - figures out of tables: row after row, the cells under the readers. See table.h for the steps before. */
#include "extract/table.h"
#include <stdlib.h>
#include <string.h>

/* ---- messages --------------------------------------------------------------------------------------------------------- */

struct diag_where table_where(const struct table *table, const struct cell *cell) {
    if (!cell)
        return (struct diag_where){.file = table->source->path};
    struct diag_where where = source_where(table->source, cell->at, cell->len);
    if (table->by_role[HEAD_PERSON] != COLUMN_NONE)
        where.text = STR(""); /* names are not shown */
    return where;
}

bool table_may_report(unsigned *count) {
    return (*count)++ < TABLE_REPORTS;
}

static void note_more(const struct table *table, enum diag_level level, unsigned count, const char *id) {
    if (count > TABLE_REPORTS)
        diag_at(table->diag, level, (struct diag_where){.file = table->source->path}, id,
                _("and %u more like these in this table"), count - TABLE_REPORTS);
}

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

/* More cells than heads, or fewer: a delimiter too many or too few moves all numbers after it. Blank cells more are what
 * Excel leaves behind; group rows without numbers may be short. */
static bool check_width(struct table *table, const struct record *record) {
    uint32_t n = record->n_cells, width = table->width;
    while (n > width && record->cells[n - 1].value.len == 0)
        n--;
    if (n == width)
        return true;
    if (table_may_report(&table->counts.row_errors))
        diag_at(
            table->diag, DIAG_ERROR, table_where(table, &record->cells[0]), "csv-columns",
            _("the row has %u cells, the head %u; the row is not read: look for a delimiter too many or too few"),
            n, width);
    return false;
}

/* Is the row of the unit that was seen before? Units of one name are told apart by code or district, see figures_settle. */
static const struct row_seen *seen_before(const struct handed *handed, uint32_t name, struct str tell) {
    uint32_t at = name < handed->last_cap ? handed->last_seen[name] : 0;
    while (at && !str_equal(handed->seen[at - 1].tell, tell))
        at = handed->seen[at - 1].before;
    return at ? &handed->seen[at - 1] : NULL;
}

static void grow_last(struct handed *handed, uint32_t name) {
    size_t known = handed->last_cap;
    mem_grow((void **)&handed->last_seen, &handed->last_cap, (size_t)name + 1, sizeof *handed->last_seen);
    memset(handed->last_seen + known, 0, (handed->last_cap - known) * sizeof *handed->last_seen);
}

static void see(struct handed *handed, uint32_t name, struct str tell, uint32_t line) {
    if (name >= handed->last_cap)
        grow_last(handed, name);
    MEM_ROOM(handed->seen, handed->n_seen, handed->seen_cap);
    handed->seen[handed->n_seen++] = (struct row_seen){tell, line, handed->last_seen[name]};
    handed->last_seen[name] = (uint32_t)handed->n_seen;
}

/* The same unit twice: one of them is another unit of that name, or a row too many. */
static void check_twice(struct table *table, struct handed *handed, struct row *row) {
    const struct cell *cell = subject_cell(table, row->record, HEAD_PLACE);
    if (!cell || row->kind != ROW_UNIT || row->year || row->group.len || row->indicator)
        return;
    if (!row->name)
        row->name = figures_name(table->figures, row->place);
    uint32_t name = figures_same_name(table->figures, row->name);
    struct str tell = row->code.len ? row->code : row->within;
    const struct row_seen *seen = seen_before(handed, name, tell);
    if (!seen)
        see(handed, name, tell, table_line(table->source, row->record, cell->at));
    else if (table_may_report(&table->counts.twice))
        diag_at(
            table->diag, DIAG_WARNING, table_where(table, cell), "place-twice",
            _("%.*s stands on line %u already; the first row holds: take one out, or tell the units apart"),
            STR_ARG(row->place), seen->line);
}

static void note_empty_row(struct table *table, const struct row *row) {
    if (row->kind != ROW_UNIT || table->by_role[HEAD_PLACE] == COLUMN_NONE || row->indicator)
        return;
    if (table_may_report(&table->counts.rows_empty))
        diag_at(table->diag, DIAG_NOTE, table_where(table, subject_cell(table, row->record, HEAD_PLACE)),
                "row-empty",
                _("the row of %.*s has no number at all; the unit counts as missing, not as zero"),
                STR_ARG(row->place));
}

/* Member by member: there are many rows, and the processor takes its time to set memory to zero. */
static void begin_row(struct row *row, const struct record *record, enum row_kind kind) {
    row->record = record;
    row->parts = 0;
    row->kind = kind;
    row->place = STR("");
    row->group = STR("");
    row->within = STR("");
    row->code = STR("");
    row->name = 0;
    row->year = 0;
    row->as_of = (struct date){0};
    row->indicator = row->planned = NULL;
    row->percent = row->plain = false;
    row->abouts = NULL;
}

/* Rows that measure the same add up, as columns do; where the first holds the sum of the others it alone is read. Returns how
 * many rows behind it have been dealt with. */
static uint32_t take_parts(struct table *table, const struct handed *handed, struct row *row) {
    uint32_t parts = rows_name_indicators(table) ? subject_parts(table, handed, row) : 0;
    row->parts = parts;
    if (parts < 2 || !row_is_sum(table, row))
        return parts;
    row->parts = 0;
    for (uint32_t i = 1; i <= parts; i++)
        table_sight_row(table, row->record + i, "csv/part");
    return parts;
}

/* Returns how many records behind this one have been read with it. */
static uint32_t read_row(struct table *table, struct handed *handed, const struct record *record,
                         enum row_kind kind) {
    struct row row;
    begin_row(&row, record, kind);
    bool values = row_has_values(table, record);
    if (kind == ROW_GROUP) {
        struct str label = row_label(table, record);
        handed->within = place_name(&table->arena, label);
        if (!values) {
            table_sight_row(table, record, "csv/group-row");
            return 0;
        }
    }
    if (!check_width(table, record) || !subject_year(table, &row)) {
        table_sight_row(table, record, NULL);
        return 0;
    }
    if (rows_name_indicators(table) && !subject_indicator(table, handed, &row, values)) {
        if (values)
            table->counts.labels++;
        table_sight_row(table, record, NULL);
        return 0;
    }
    if (!subject_place(table, handed, &row)) {
        table_sight_row(table, record, NULL);
        return 0;
    }
    subject_unit(table, handed, &row);
    subject_group(table, &row);
    check_twice(table, handed, &row);
    uint32_t behind = take_parts(table, handed, &row);
    if (!table_read_row(table, &row))
        note_empty_row(table, &row);
    for (uint32_t i = 0; i <= row.parts; i++)
        table_sight_rest(table, record + i);
    return behind;
}

/* ---- rows by content --------------------------------------------------------------------------------------------------- */

/* Where rows split the numbers of training by content, as form 10-BTCTW does, each content that the catalogue knows has
 * indicators of its own, training.topic.NAME.classes and the like: the row gives the name, the column what is counted. The
 * catalogue has the labels of rows as heads under this level, so that they mean nothing anywhere else. */
#define TOPIC_LEVEL "Nội dung đào tạo, bồi dưỡng"

static struct str last_part(const char *id) {
    const char *dot = strrchr(id, '.');
    return str_of(dot ? dot : id);
}

/* The indicator of `count` ("training.participants") for the content of `any`; NULL: the catalogue has none. */
static const struct indicator *topic_indicator(struct table *table, const struct indicator *any,
                                               const struct indicator *count) {
    if (!count || strncmp(count->id, "training.", 9) != 0)
        return NULL;
    struct str id = str_of(any->id), part = last_part(count->id);
    struct str wanted = arena_printf(&table->scratch, "%.*s%.*s", (int)(id.len - last_part(any->id).len),
                                     id.at, STR_ARG(part));
    return catalogue_find(table->catalogue, wanted);
}

/* False: the content is not known. */
static bool read_topic(struct table *table, const struct record *record) {
    struct row row = {.record = record, .kind = ROW_UNIT, .place = table->source->place};
    struct str head = arena_printf(&table->scratch, TOPIC_LEVEL " - %.*s", STR_ARG(row_label(table, record)));
    const struct indicator *topic = heads_read(table->heads, &table->scratch, head).indicator;
    if (!topic || row.place.len == 0 || !subject_year(table, &row))
        return false;
    bool any = false;
    for (uint32_t i = 0; i < table->n_readers; i++) {
        struct table_reader reader = table->readers[i];
        reader.indicator = topic_indicator(table, topic, reader.indicator);
        if (reader.indicator)
            any |= table_read_cells(table, &row, &reader);
        else
            for (uint32_t k = 0; k < reader.n; k++)
                table_sight_aside(table, row_cell(record, reader.columns[k]), reader.columns[k], "csv/topic");
    }
    return any;
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
    note_more(table, DIAG_ERROR, counts->cell_errors, "cell-number");
    note_more(table, DIAG_ERROR, counts->row_errors, "row-errors");
    note_more(table, DIAG_WARNING, counts->twice, "place-twice");
    note_more(table, DIAG_NOTE, counts->rows_empty, "row-empty");
    note_more(table, DIAG_NOTE, counts->mended, "number-typed");
}

/* Two bytes make a cell at the least. */
static void expect_figures(struct table *table) {
    size_t most = table->source->raw.len / 2, n = table->source->n_records * table->n_readers;
    figures_expect(table->figures, n < most ? n : most);
}

static void read_rows(struct table *table) {
    struct handed handed = {0};
    unsigned topics = 0;
    rows_classify(table);
    table_prepare_readers(table);
    expect_figures(table);
    table->abouts = ARENA_ARRAY(&table->arena, table->n_readers, const struct about *);
    for (size_t i = table->body; i < table->source->n_records; i++, arena_reset(&table->scratch)) {
        const struct record *record = &table->source->records[i];
        enum row_kind kind = table->kinds[i - table->body];
        if (table->by_topic && kind == ROW_UNIT && row_has_values(table, record) &&
            check_width(table, record) && read_topic(table, record)) {
            table_sight_rest(table, record);
            continue;
        }
        if (kind == ROW_SKIP || (table->by_topic && kind != ROW_TOTAL)) {
            topics += kind != ROW_SKIP && row_has_values(table, record);
            table_sight_row(table, record, kind == ROW_SKIP ? "csv/outside" : "csv/topic");
            continue;
        }
        i += read_row(table, &handed, record, kind);
    }
    if (topics)
        diag_at(table->diag, DIAG_NOTE, (struct diag_where){.file = table->source->path}, "rows-by-topic",
                _("%u rows split the numbers by content; only the row of totals gives figures of the unit"),
                topics);
    note_missing(table);
    free(handed.last_seen);
    free(handed.seen);
}

static bool read_table(struct table *table) {
    if (table->source->n_records == 0)
        return false; /* whoever read the file has said so */
    if (!shape_find(table)) {
        diag_at(
            table->diag, DIAG_ERROR, (struct diag_where){.file = table->source->path, .line = 1},
            "table-head",
            _("no row of heads is found among the first rows: none names a unit and something that is measured; put the "
              "heads in a row above the numbers, with names as in templates/indicators.yaml"));
        return false;
    }
    if (table->body >= table->source->n_records)
        diag_at(table->diag, DIAG_WARNING, table_where(table, &table->source->records[table->head].cells[0]),
                "table-empty",
                _("the table has heads and no row below them; check that the whole of it was saved"));
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
    struct heads *own = pack ? NULL : heads_new(figures->catalogue, diag);
    struct table table = {
        .source = source,
        .heads = pack ? pack_heads(pack, diag) : own,
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
