/* breaks.c - where a series that is printed stops being of one thing: what is counted changed on 1 July 2025, the group is
 * another, a year stands for several. A table marks the first year behind the break with a star, a chart breaks its line;
 * the note says why. A number with a note of its own (a sum of former units) has a star too, a whole column of them one at
 * its head. */
#include "doc/block.h"

/* ---- one stretch of facts -------------------------------------------------------------------------------------------- */

/* Facts that follow each other in print, and which column, row or category each stands in. */
struct run {
    const struct fact **facts;
    uint32_t *at;
    uint32_t n, years;
};

static struct run run_for(struct build *build, uint32_t n) {
    return (struct run){ARENA_ARRAY(build->arena, n, const struct fact *),
                        ARENA_ARRAY(build->arena, n, uint32_t), 0, 0};
}

static const struct fact *fact_in(const struct value *value) {
    return value && value->type == VALUE_FACT ? &value->as.fact.fact : NULL;
}

/* Of one thing in another year: 2016, 2021, but not a number and its share. */
static bool goes_on(const struct fact *a, const struct fact *b) {
    return a->indicator == b->indicator && a->year != b->year && str_equal(a->place, b->place) &&
           str_equal(str_of(a->unit), str_of(b->unit));
}

static void add(struct run *run, const struct fact *fact, uint32_t at) {
    if (!fact || decimal_missing(fact->value) || !fact->year || !fact->indicator)
        return;
    run->years += run->n == 0 || goes_on(run->facts[run->n - 1], fact);
    run->facts[run->n] = fact;
    run->at[run->n++] = at;
}

typedef void broken(void *of, const struct run *run, uint32_t i, unsigned why);

/* Two years that are compared anyway say themselves what they are not alike in; only the reform is marked between them. */
#define YEARS_OF_SERIES 3

static void find(struct emit *emit, const struct run *run, unsigned wanted, broken *tell, void *of) {
    if (run->years < YEARS_OF_SERIES)
        wanted &= EXTENT_PLACE;
    for (uint32_t i = 1; i < run->n; i++) {
        const char *note = NULL;
        unsigned why = goes_on(run->facts[i - 1], run->facts[i])
                           ? compare_break(emit->build->arena, run->facts[i - 1], run->facts[i], &note)
                           : 0;
        if (!(why & wanted))
            continue;
        if (note)
            emit_gap(emit, note);
        tell(of, run, i, why);
    }
}

/* ---- tables ------------------------------------------------------------------------------------------------------------ */

static void column_broken(void *of, const struct run *run, uint32_t i, unsigned why) {
    (void)why;
    ((struct block *)of)->as.table.columns[run->at[i]].broken = true;
}

static void row_broken(void *of, const struct run *run, uint32_t i, unsigned why) {
    (void)why;
    ((struct block *)of)->as.table.rows[run->at[i]].broken = true;
}

static const struct fact *cell_fact(const struct block *block, uint32_t row, uint32_t column) {
    const struct block_row *item = &block->as.table.rows[row];
    return item->group || column >= item->n ? NULL : fact_in(item->cells[column]);
}

/* So many numbers at least, and all with notes, share one star at the head of their column or row. */
#define STARRED 2

static bool column_noted(const struct block *block, uint32_t column) {
    uint32_t n = 0;
    for (uint32_t r = 0; r < block->as.table.n_rows; r++) {
        const struct fact *fact = cell_fact(block, r, column);
        if (fact && !fact->note)
            return false;
        n += fact != NULL;
    }
    return n >= STARRED;
}

static bool row_noted(const struct block *block, uint32_t row) {
    uint32_t n = 0;
    if (cell_fact(block, row, 0))
        return false; /* it has no head */
    for (uint32_t c = 1; c < block->as.table.n_columns; c++) {
        const struct fact *fact = cell_fact(block, row, c);
        if (fact && !fact->note)
            return false;
        n += fact != NULL;
    }
    return n >= STARRED;
}

void breaks_of_table(struct emit *emit, struct block *block) {
    uint32_t rows = block->as.table.n_rows, columns = block->as.table.n_columns;
    struct run run = run_for(emit->build, rows > columns ? rows : columns);
    for (uint32_t r = 0; r < rows; r++, run.n = run.years = 0) {
        for (uint32_t c = 0; c < columns; c++)
            add(&run, cell_fact(block, r, c), c);
        find(emit, &run, EXTENT_PLACE | EXTENT_GROUP | EXTENT_PERIOD, column_broken, block);
    }
    for (uint32_t c = 0; c < columns; c++, run.n = run.years = 0) {
        for (uint32_t r = 0; r < rows; r++)
            add(&run, cell_fact(block, r, c), r);
        find(emit, &run, EXTENT_PLACE | EXTENT_GROUP | EXTENT_PERIOD, row_broken, block);
        block->as.table.columns[c].starred = column_noted(block, c);
    }
    for (uint32_t r = 0; r < rows; r++)
        block->as.table.rows[r].starred = row_noted(block, r);
}

/* ---- charts ------------------------------------------------------------------------------------------------------------ */

struct gaps {
    const struct block *block;
    bool *after;
    struct str *labels;
    bool any;
};

/* The category behind which the line breaks: the last that ends before 1 July 2025, else the one before the new value. */
static uint32_t place_of(const struct block *block, uint32_t a, uint32_t b, unsigned why) {
    if (!(why & EXTENT_PLACE))
        return b - 1;
    uint32_t at = a;
    for (uint32_t c = a; c < b; c++)
        if (block->as.chart.years[c] && block->as.chart.years[c] < place_reform.year)
            at = c;
    return at;
}

static void line_broken(void *of, const struct run *run, uint32_t i, unsigned why) {
    struct gaps *gaps = of;
    uint32_t at = place_of(gaps->block, run->at[i - 1], run->at[i], why);
    gaps->any = gaps->after[at] = true;
    gaps->labels[at] = why & EXTENT_PLACE   ? STR("01/7/2025" EMIT_STAR)
                       : why & EXTENT_GROUP ? STR("khác đối tượng" EMIT_STAR)
                                            : STR("khác kỳ" EMIT_STAR);
}

void breaks_of_chart(struct emit *emit, const struct block *block, struct chart *chart) {
    uint32_t n = chart->n_categories;
    unsigned wanted = EXTENT_PLACE; /* several places may differ in their groups, each in its own years */
    if (chart->kind == CHART_LINE)
        wanted |= EXTENT_GROUP | EXTENT_PERIOD;
    struct gaps gaps = {block, ARENA_ARRAY(emit->build->arena, n, bool),
                        ARENA_ARRAY(emit->build->arena, n, struct str), false};
    struct run run = run_for(emit->build, n);
    for (uint32_t s = 0; s < chart->n_series; s++, run.n = run.years = 0) {
        for (uint32_t c = 0; c < n; c++)
            add(&run, fact_in(block->as.chart.values[(size_t)s * n + c]), c);
        find(emit, &run, wanted, line_broken, &gaps);
    }
    if (!gaps.any)
        return;
    chart->break_after = gaps.after;
    chart->break_labels = gaps.labels;
}
