/* audit.c - how many seeded errors the checks find, and how often they cry wolf.
 *
 * usage: bench_audit INDICATORS.yaml UNITS.yaml [CASES]
 * Makes consistent sets of figures (a province's report in words, tables of its communes by district over six years) from a
 * fixed seed, injects one error of one kind into each, and asks whether a check that is there for it says so; each set is
 * also audited as it was. Prints recall by kind and the false alarms; exit status 1 below 0.98 or above 1 %. A kind's error
 * is one that arithmetic can see: its size is drawn, but never within the rounding of what is printed. */
#include "check/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECALL_LEAST    98 /* per cent of all cases, and */
#define KIND_LEAST      90 /* of those of one kind */
#define FALSE_MOST      1  /* per cent of the clean sets */
#define YEARS           6
#define FIRST_YEAR      2016
#define DISTRICTS       3
#define COMMUNES        5 /* a district */
#define TEXTS           2 /* reports in words: of the last year and of the year after, which restates it */
#define MERGERS         3 /* tables of two provinces of the year before they were merged, and of the new one */
#define SOURCES         (YEARS + TEXTS + MERGERS)
#define TEXT_OF(report) (YEARS + (report))
#define MERGER          (YEARS + TEXTS)
#define MERGED_IN       2025

/* ---- chance: splitmix64 ----------------------------------------------------------------------------------------------- */

static uint64_t seed;

static uint64_t draw(void) {
    uint64_t z = seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static int between(int least, int most) {
    return least + (int)(draw() % (uint64_t)(most - least + 1));
}

/* ---- one set of figures ----------------------------------------------------------------------------------------------- */

static const char *const edu[] = {"edu.elementary", "edu.intermediate", "edu.college", "edu.university",
                                  "edu.postgraduate"};
#define EDU 5

/* What a row of a table counts. */
enum column { TOTAL, FEMALE, PARTY, CLASS, COLUMNS = CLASS + EDU };

static const char *column_id(int column) {
    static const char *const ids[] = {"staff.total", "gender.female", "party.member"};
    return column < CLASS ? ids[column] : edu[column - CLASS];
}

struct unit_row {
    char name[40], district[40];
    int value[YEARS][COLUMNS];
};

struct world {
    const struct catalogue *catalogue;
    const struct units *units;
    struct source store[SOURCES], *sources[SOURCES];
    struct figures figures;
    struct unit_row rows[DISTRICTS * COMMUNES];
    uint32_t line;
    int skip_row, skip_year; /* the row that the table of a year lacks; -1: none */
};

static int sum_of(const struct world *w, int year, int column, int district) {
    int sum = 0;
    for (int i = 0; i < DISTRICTS * COMMUNES; i++)
        sum += district < 0 || i / COMMUNES == district ? w->rows[i].value[year][column] : 0;
    return sum;
}

/* Communes grow by a few people a year, and degrees move up. */
static void make_row(struct unit_row *row, int i) {
    snprintf(row->name, sizeof row->name, "xã Thứ %d", i + 1);
    snprintf(row->district, sizeof row->district, "huyện Số %d", i / COMMUNES + 1);
    int total = between(40, 80);
    for (int year = 0; year < YEARS; year++) {
        int *v = row->value[year];
        total += between(-2, 2);
        v[TOTAL] = total;
        v[FEMALE] = total * (24 + year) / 100;
        v[PARTY] = total * (80 + year) / 100;
        int university = total * (30 + 5 * year) / 100, college = total / 5, upper = total / 20;
        v[CLASS + 3] = university;
        v[CLASS + 2] = college;
        v[CLASS + 4] = upper;
        v[CLASS + 0] = total / 25;
        v[CLASS + 1] = total - university - college - upper - v[CLASS];
    }
}

struct put {
    const char *id, *place, *within;
    uint32_t source;
    int year;
    enum figure_kind kind;
    struct decimal value, of;
    const char *group, *unit;
    bool total;
    int base;
};

static struct figure *put(struct world *w, struct put p) {
    struct statement f = {
        .indicator = catalogue_find(w->catalogue, str_of(p.id)),
        .kind = p.kind,
        .value = p.value,
        .of = p.kind == FIGURE_RATIO ? p.of : DECIMAL_MISSING,
        .unit = p.unit,
        .place = str_of(p.place),
        .within = str_of(p.within),
        .group = str_of(p.group ? p.group : "cán bộ, công chức cấp xã"),
        .period = {.from = (int16_t)p.year, .to = (int16_t)p.year},
        .base = {.from = (int16_t)p.base, .to = (int16_t)p.base},
        .rule = "bench",
        .quote = STR("0"),
        .where = {p.source, w->line * 20, 4},
        .line = ++w->line,
        .total = p.total,
    };
    if (w->sources[p.source]->date.year == p.year)
        f.period.as_of = w->sources[p.source]->date;
    return figures_add(&w->figures, &f);
}

#define PROVINCE "tỉnh Mẫu"

static void put_row(struct world *w, int year, const char *place, const char *within, const int *values,
                    bool total) {
    for (int column = 0; column < COLUMNS; column++)
        put(w, (struct put){.id = column_id(column),
                            .place = place,
                            .within = within,
                            .source = (uint32_t)year,
                            .year = FIRST_YEAR + year,
                            .value = decimal_int(values[column]),
                            .total = total});
}

static void put_table(struct world *w, int year) {
    int sums[COLUMNS];
    for (int d = 0; d < DISTRICTS; d++) {
        char district[40];
        snprintf(district, sizeof district, "huyện Số %d", d + 1);
        for (int column = 0; column < COLUMNS; column++)
            sums[column] = sum_of(w, year, column, d);
        put_row(w, year, district, "", sums, true);
        for (int i = d * COMMUNES; i < (d + 1) * COMMUNES; i++)
            if (i != w->skip_row || year != w->skip_year)
                put_row(w, year, w->rows[i].name, w->rows[i].district, w->rows[i].value[year], false);
    }
    for (int column = 0; column < COLUMNS; column++)
        sums[column] = sum_of(w, year, column, -1);
    put_row(w, year, PROVINCE, "", sums, true);
}

static void put_share(struct world *w, uint32_t source, const char *id, int year, struct decimal share,
                      const char *group) {
    put(w, (struct put){.id = id,
                        .place = PROVINCE,
                        .source = source,
                        .year = year,
                        .kind = FIGURE_PERCENT,
                        .value = share,
                        .group = group});
}

/* Shares with one digit that make 100,0: the last class takes what rounding leaves. */
static void mix_of(const struct world *w, int year, struct decimal shares[EDU]) {
    struct decimal left = decimal_int(100), total = decimal_int(sum_of(w, year, TOTAL, -1));
    for (int i = EDU - 1; i > 0; i--) {
        shares[i] = decimal_percent(decimal_int(sum_of(w, year, CLASS + i, -1)), total, 1);
        left = decimal_sub(left, shares[i]);
    }
    shares[0] = decimal_round(left, 1);
}

/* The report in words: the mixes of the first and the last year, the change between them, ratios with their rates, training
 * with its plan; groups are named in full. */
static void put_report(struct world *w) {
    const uint32_t text = TEXT_OF(0);
    const int last = FIRST_YEAR + YEARS - 1;
    struct decimal a[EDU], b[EDU];
    mix_of(w, 0, a);
    mix_of(w, YEARS - 1, b);
    for (int year = FIRST_YEAR; year <= last;
         year += YEARS - 1) /* nobody is untrained, so the mix is complete */
        put(w,
            (struct put){
                .id = "edu.none", .place = PROVINCE, .source = text, .year = year, .value = decimal_int(0)});
    for (int i = 0; i < EDU; i++)
        put_share(w, text, edu[i], last, b[i], NULL);
    put_share(w, text, "edu.university_up", last, decimal_add(b[3], b[4]), NULL);
    for (int i = 0; i < EDU; i++)
        put_share(w, text, edu[i], FIRST_YEAR, a[i], NULL);
    put(w, (struct put){.id = "edu.university",
                        .place = PROVINCE,
                        .source = text,
                        .year = last,
                        .base = FIRST_YEAR,
                        .kind = FIGURE_CHANGE,
                        .unit = COMPARE_UNIT_POINTS,
                        .value = decimal_sub(b[3], a[3])});
    int total = sum_of(w, YEARS - 1, TOTAL, -1), trained = total * between(50, 70) / 100;
    put(w, (struct put){.id = "staff.total",
                        .place = PROVINCE,
                        .source = text,
                        .year = last,
                        .value = decimal_int(total)});
    put(w, (struct put){.id = "state_mgmt.trained",
                        .place = PROVINCE,
                        .source = text,
                        .year = last,
                        .kind = FIGURE_RATIO,
                        .value = decimal_int(trained),
                        .of = decimal_int(total)});
    put_share(w, text, "state_mgmt.trained", last,
              decimal_percent(decimal_int(trained), decimal_int(total), 1), NULL);
    int female = sum_of(w, YEARS - 1, FEMALE, -1);
    put(w, (struct put){.id = "gender.female",
                        .place = PROVINCE,
                        .source = text,
                        .year = last,
                        .value = decimal_int(female)});
    put_share(w, text, "gender.female", last, decimal_percent(decimal_int(female), decimal_int(total), 2),
              NULL);
    int plan = between(2000, 9000), done = plan * between(90, 110) / 100;
    put(w, (struct put){.id = "training.participants",
                        .place = PROVINCE,
                        .source = text,
                        .year = last,
                        .value = decimal_int(done)});
    put(w, (struct put){.id = "training.planned",
                        .place = PROVINCE,
                        .source = text,
                        .year = last,
                        .value = decimal_int(plan)});
    put_share(w, text, "training.plan_completion", last,
              decimal_percent(decimal_int(done), decimal_int(plan), 1), NULL);
}

/* The report of the year after says last year's numbers again. */
static void put_later_report(struct world *w) {
    const int last = FIRST_YEAR + YEARS - 1;
    put(w, (struct put){.id = "staff.total",
                        .place = PROVINCE,
                        .source = TEXT_OF(1),
                        .year = last,
                        .value = decimal_int(sum_of(w, YEARS - 1, TOTAL, -1))});
    put(w, (struct put){.id = "gender.female",
                        .place = PROVINCE,
                        .source = TEXT_OF(1),
                        .year = last,
                        .value = decimal_int(sum_of(w, YEARS - 1, FEMALE, -1))});
}

/* Two provinces that became one, which reports on itself and on the year before. */
static const char *const merged[MERGERS] = {"tỉnh Bắc Giang", "tỉnh Bắc Ninh", "tỉnh Bắc Ninh"};

static void put_province(struct world *w, uint32_t source, int year, int staff, int party) {
    const char *ids[] = {"staff.total", "party.member"};
    for (int i = 0; i < 2; i++)
        put(w, (struct put){.id = ids[i],
                            .place = merged[source - MERGER],
                            .source = source,
                            .year = year,
                            .value = decimal_int(i ? party : staff)});
}

static void put_merger(struct world *w) {
    int staff[] = {between(3000, 5000), between(2000, 3000)};
    int party[] = {staff[0] * 9 / 10, staff[1] * 8 / 10};
    for (uint32_t i = 0; i < MERGERS; i++) {
        w->store[MERGER + i].kind = SOURCE_TABLE;
        w->store[MERGER + i].place = str_of(merged[i]);
        w->store[MERGER + i].date = (struct date){(int16_t)(i < 2 ? MERGED_IN - 1 : MERGED_IN), 12, 31};
        if (i < 2)
            put_province(w, MERGER + i, MERGED_IN - 1, staff[i], party[i]);
    }
    put_province(w, MERGER + 2, MERGED_IN - 1, staff[0] + staff[1], party[0] + party[1]);
    put_province(w, MERGER + 2, MERGED_IN, (staff[0] + staff[1]) * 9 / 10, (party[0] + party[1]) * 9 / 10);
}

static void world_make(struct world *w, const struct catalogue *catalogue, const struct units *units,
                       int skip_row, int skip_year) {
    memset(w, 0, sizeof *w);
    w->skip_row = skip_row;
    w->skip_year = skip_year;
    w->catalogue = catalogue;
    w->units = units;
    figures_init(&w->figures, catalogue);
    for (int i = 0; i < SOURCES; i++) {
        bool text = i >= YEARS;
        w->store[i] = (struct source){
            .id = (uint32_t)i,
            .path = text ? "bao-cao.txt" : "bieu.csv",
            .kind = text ? SOURCE_TEXT : SOURCE_TABLE,
            .place = STR(PROVINCE),
            .date = {(int16_t)(text ? FIRST_YEAR + YEARS - 1 + (i - YEARS) : FIRST_YEAR + i), 12, 31}};
        w->sources[i] = &w->store[i];
    }
    w->figures.sources = w->sources;
    w->figures.n_sources = SOURCES;
    w->figures.units = units;
    for (int i = 0; i < DISTRICTS * COMMUNES; i++)
        make_row(&w->rows[i], i);
    for (int year = 0; year < YEARS; year++)
        put_table(w, year);
    put_report(w);
    put_later_report(w);
    put_merger(w);
}

/* ---- errors ------------------------------------------------------------------------------------------------------------- */

static struct figure *find(struct world *w, uint32_t source, const char *place, const char *id, int year,
                           enum figure_kind kind) {
    for (size_t i = 0; i < w->figures.n; i++) {
        struct figure *f = w->figures.items[i];
        if (f->where.source == source && f->kind == kind && f->about->period.to == year &&
            strcmp(f->indicator->id, id) == 0 && str_equal(f->about->place, str_of(place)))
            return f;
    }
    fprintf(stderr, "bench_audit: no %s of %s in %d\n", id, place, year);
    exit(2);
}

static struct figure *cell(struct world *w, const char *id, int row, int year) {
    return find(w, (uint32_t)year, w->rows[row].name, id, FIRST_YEAR + year, FIGURE_COUNT);
}

static struct figure *said(struct world *w, const char *id, int year, enum figure_kind kind) {
    return find(w, TEXT_OF(0), PROVINCE, id, year, kind);
}

static int any_row(void) {
    return between(0, DISTRICTS * COMMUNES - 1);
}

static int any_year(void) {
    return between(0, YEARS - 1);
}

static const int last_year = FIRST_YEAR + YEARS - 1;

static void add(struct figure *f, int units, int scale) {
    f->value = decimal_add(f->value, decimal_of(units, scale));
}

static int either_sign(int n) {
    return draw() & 1 ? n : -n;
}

static void share_of_mix(struct world *w) {
    add(said(w, edu[between(1, 3)], draw() & 1 ? last_year : FIRST_YEAR, FIGURE_PERCENT),
        either_sign(between(5, 90)), 1);
}

static void class_of_row(struct world *w) {
    add(cell(w, edu[between(1, 3)], any_row(), any_year()), between(1, 30), 0);
}

static void swapped_digits(struct world *w) {
    struct figure *f = cell(w, "staff.total", any_row(), any_year());
    int64_t tens = f->value.units / 10, ones = f->value.units % 10;
    f->value.units = tens == ones ? f->value.units + 9 : ones * 10 + tens;
}

static void women_above_staff(struct world *w) {
    int row = any_row(), year = any_year();
    cell(w, "gender.female", row, year)->value =
        decimal_int(w->rows[row].value[year][TOTAL] + between(1, 20));
}

static void party_above_staff(struct world *w) {
    int row = any_row(), year = any_year();
    cell(w, "party.member", row, year)->value = decimal_int(w->rows[row].value[year][TOTAL] + between(1, 9));
}

static void province_total(struct world *w) {
    int year = any_year();
    add(find(w, (uint32_t)year, PROVINCE, column_id(between(0, COLUMNS - 1)), FIRST_YEAR + year,
             FIGURE_COUNT),
        either_sign(between(1, 40)), 0);
}

static void district_total(struct world *w) {
    char district[40];
    int year = any_year();
    snprintf(district, sizeof district, "huyện Số %d", between(1, DISTRICTS));
    add(find(w, (uint32_t)year, district, column_id(between(0, COLUMNS - 1)), FIRST_YEAR + year,
             FIGURE_COUNT),
        either_sign(between(1, 40)), 0);
}

static void unit_cell(struct world *w) {
    add(cell(w, "party.member", any_row(), any_year()), -between(1, 9), 0);
}

static void rate_of_ratio(struct world *w) {
    add(said(w, "state_mgmt.trained", last_year, FIGURE_PERCENT), either_sign(between(2, 80)), 1);
}

static void cut_rate(struct world *w) {
    struct figure *ratio = said(w, "state_mgmt.trained", last_year, FIGURE_RATIO);
    struct figure *rate = said(w, "state_mgmt.trained", last_year, FIGURE_PERCENT);
    for (;; ratio->value.units++) { /* to a ratio whose cut and rounded rates differ */
        struct decimal exact = decimal_percent(ratio->value, ratio->about->of, 6);
        rate->value = decimal_truncate(exact, 1);
        if (!decimal_equal(rate->value, decimal_round(exact, 1)))
            return;
    }
}

static void rate_of_count(struct world *w) {
    add(said(w, "gender.female", last_year, FIGURE_PERCENT), either_sign(between(2, 300)), 2);
}

static void share_above_hundred(struct world *w) {
    said(w, "state_mgmt.trained", last_year, FIGURE_PERCENT)->value = decimal_of(between(1001, 1900), 1);
}

static void plan_rate(struct world *w) {
    add(said(w, "training.plan_completion", last_year, FIGURE_PERCENT), either_sign(between(2, 90)), 1);
}

static void gathered_share(struct world *w) {
    add(said(w, "edu.university_up", last_year, FIGURE_PERCENT), either_sign(between(4, 90)), 1);
}

static void change_size(struct world *w) {
    add(said(w, "edu.university", last_year, FIGURE_CHANGE), either_sign(between(4, 60)), 1);
}

static void change_sign(struct world *w) {
    struct figure *f = said(w, "edu.university", last_year, FIGURE_CHANGE);
    f->value = decimal_neg(f->value);
}

static void relative_as_points(struct world *w) {
    struct figure *f = said(w, "edu.university", last_year, FIGURE_CHANGE);
    struct figure *a = said(w, "edu.university", FIRST_YEAR, FIGURE_PERCENT);
    f->value = decimal_percent(f->value, a->value, 1);
}

static void points_as_percent(struct world *w) {
    w->figures.abouts[said(w, "edu.university", last_year, FIGURE_CHANGE)->id]->unit = "%";
}

static void words_against_table(struct world *w) {
    add(said(w, "gender.female", last_year, FIGURE_COUNT), either_sign(between(1, 9)), 0);
}

static void later_report(struct world *w) {
    add(find(w, TEXT_OF(1), PROVINCE, "staff.total", last_year, FIGURE_COUNT), either_sign(between(1, 90)),
        0);
}

static void tenfold(struct world *w) {
    struct figure *f = cell(w, "staff.total", any_row(), any_year());
    f->value.units = f->value.units * 10 + between(0, 9);
}

static void lost_digit(struct world *w) {
    struct figure *f = cell(w, "party.member", any_row(), any_year());
    f->value.units /= 10;
}

static void jump(struct world *w) {
    cell(w, "party.member", any_row(), between(1, YEARS - 2))->value.units *= between(4, 6);
}

static void other_group(struct world *w) {
    for (int i = 0; i < EDU; i++)
        w->figures.abouts[said(w, edu[i], last_year, FIGURE_PERCENT)->id]->group = STR("công chức cấp xã");
}

/* What is said of a class becomes a change of it, which is no part of the mix. */
static void other_classes(struct world *w) {
    int lost = between(0, 1) ? EDU - 1 : between(0, EDU - 1);
    said(w, edu[lost], last_year, FIGURE_PERCENT)->kind = FIGURE_CHANGE;
}

static void other_day(struct world *w) {
    int year = any_year();
    for (size_t i = 0; i < w->figures.n; i++)
        if (w->figures.items[i]->where.source == (uint32_t)year)
            w->figures.abouts[i]->period.as_of = (struct date){(int16_t)(FIRST_YEAR + year), 6, 30};
}

static void unit_twice(struct world *w) {
    int row = any_row(), year = any_year();
    for (int column = 0; column < COLUMNS; column++)
        put(w, (struct put){.id = column_id(column),
                            .place = w->rows[row].name,
                            .within = w->rows[row].district,
                            .source = (uint32_t)year,
                            .year = FIRST_YEAR + year,
                            .value = decimal_int(w->rows[row].value[year][column] + 1)});
}

static void ended_place(struct world *w) {
    put(w, (struct put){.id = "staff.total",
                        .place = draw() & 1 ? "tỉnh Bắc Giang" : "tỉnh Hòa Bình",
                        .source = TEXT_OF(1),
                        .year = 2026,
                        .value = decimal_int(between(900, 9000))});
}

/* The later report becomes another version of the first, with one number changed. */
static void second_version(struct world *w) {
    uint32_t first = TEXT_OF(0), second = TEXT_OF(1);
    w->store[second].date = w->store[first].date;
    struct figure *ratio = said(w, "state_mgmt.trained", last_year, FIGURE_RATIO);
    put(w, (struct put){.id = "state_mgmt.trained",
                        .place = PROVINCE,
                        .source = second,
                        .year = last_year,
                        .kind = FIGURE_RATIO,
                        .value = decimal_add(ratio->value, decimal_int(between(1, 9))),
                        .of = ratio->about->of});
}

static void merged_year_before(struct world *w) {
    add(find(w, MERGER + 2, "tỉnh Bắc Ninh (báo cáo lập sau sắp xếp)",
             draw() & 1 ? "staff.total" : "party.member", MERGED_IN - 1, FIGURE_COUNT),
        either_sign(between(1, 90)), 0);
}

static void lost_table(struct world *w) {
    w->store[between(1, YEARS - 2)].place = STR("");
}

static const struct kind {
    const char *name;
    void (*inject)(struct world *w); /* NULL: a row of a table is left out */
    const char *checks;              /* those that are there for it, each with a blank before and behind */
} kinds[] = {
    {"a share of a mix is off", share_of_mix, " shares-add-up "},
    {"classes above their total", class_of_row, " parts-add-up "},
    {"two digits of a total swapped", swapped_digits, " parts-add-up total-row units-add-up "},
    {"more women than staff", women_above_staff, " subset "},
    {"more party members than staff", party_above_staff, " subset "},
    {"the province's total is off", province_total, " total-row "},
    {"a district's total is off", district_total, " units-add-up "},
    {"a commune's cell is off", unit_cell, " total-row units-add-up "},
    {"a rate against its ratio", rate_of_ratio, " ratio-agrees "},
    {"a rate cut instead of rounded", cut_rate, " ratio-agrees "},
    {"a rate against its count", rate_of_count, " count-over-total "},
    {"a share above 100", share_above_hundred, " subset ratio-agrees "},
    {"plan completion is off", plan_rate, " ratio-agrees "},
    {"a combined share is off", gathered_share, " gathers-agree "},
    {"a change of another size", change_size, " change-agrees "},
    {"a change of the wrong sign", change_sign, " change-agrees "},
    {"per cent called points", relative_as_points, " percent-points "},
    {"points called per cent", points_as_percent, " percent-points "},
    {"words against the table", words_against_table, " text-vs-table "},
    {"a later report restates", later_report, " restated "},
    {"a digit too many", tenfold, " magnitude "},
    {"a digit lost", lost_digit, " magnitude "},
    {"a jump", jump, " jump "},
    {"years of different groups", other_group, " same-scope "},
    {"years of different classes", other_classes, " classes-differ "},
    {"a year as of another day", other_day, " as-of-differs "},
    {"a unit lacks a year", NULL, " missing-year "},
    {"a unit left out of the last table", NULL, " missing-unit "},
    {"units left out, told of the table", NULL, " gap-unit "},
    {"no report of a year", lost_table, " gap-year "},
    {"two versions of a report", second_version, " two-versions "},
    {"a unit entered twice", unit_twice, " stated-twice "},
    {"a province that is no more", ended_place, " place-validity "},
    {"a merged unit's year before is off", merged_year_before, " merged-agrees "},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

/* ---- the bench ---------------------------------------------------------------------------------------------------------- */

static bool is_for(const struct kind *kind, const char *check) {
    char word[64];
    snprintf(word, sizeof word, " %s ", check);
    return strstr(kind->checks, word) != NULL;
}

/* Findings that are no passes; with a kind, whether one is of a check that is there for it. */
static uint32_t audit(struct world *w, const struct kind *kind, bool *found, bool show) {
    struct findings findings;
    uint32_t n = 0;
    figures_settle(&w->figures);
    check_run(&w->figures, &findings);
    for (size_t i = 0; i < findings.n; i++) {
        const struct finding *finding = &findings.items[i];
        if (finding->level == FINDING_PASS)
            continue;
        n++;
        if (kind && is_for(kind, finding->check))
            *found = true;
        if (show)
            fprintf(stderr, "  %s %s: %s\n", finding_level_name(finding->level), finding->check,
                    finding->message_en);
    }
    findings_fini(&findings);
    return n;
}

/* The same set again, without one row. */
static void leave_out(struct world *w, const struct kind *kind, uint64_t again) {
    int row = any_row(), year = is_for(kind, "missing-unit") ? YEARS - 1 : between(1, YEARS - 2);
    figures_fini(&w->figures);
    seed = again;
    world_make(w, w->catalogue, w->units, row, year);
}

struct score {
    uint32_t cases, found;
};

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: bench_audit INDICATORS.yaml UNITS.yaml [CASES]\n");
        return 2;
    }
    long cases = argc > 3 ? strtol(argv[3], NULL, 10) : 2000;
    struct diag diag = {.print = diag_print_stderr};
    struct catalogue *catalogue = catalogue_load(argv[1], &diag);
    struct units *units = units_load(argv[2], &diag);
    if (!catalogue || !units)
        return 2;
    struct score scores[KINDS] = {{0, 0}};
    uint32_t alarms = 0, found_all = 0;
    struct world *w = malloc(sizeof *w);
    for (long i = 0; w && i < cases; i++) {
        const struct kind *kind = &kinds[(size_t)i % KINDS];
        struct score *score = &scores[(size_t)i % KINDS];
        bool found = false;
        seed = 20260101u + (uint64_t)i;
        world_make(w, catalogue, units, -1, -1);
        alarms += audit(w, NULL, NULL, alarms < 3) > 0;
        if (kind->inject)
            kind->inject(w);
        else
            leave_out(w, kind, 20260101u + (uint64_t)i);
        audit(w, kind, &found, false);
        score->cases++;
        score->found += found;
        found_all += found;
        figures_fini(&w->figures);
    }
    free(w);
    bool ok = true;
    for (size_t k = 0; k < KINDS; k++) {
        const struct score *s = &scores[k];
        bool enough = s->found * 100 >= s->cases * KIND_LEAST;
        printf("%-36s %4u of %4u%s\n", kinds[k].name, s->found, s->cases, enough ? "" : "  too few");
        ok &= enough;
    }
    bool recalls = found_all * 100 >= (uint32_t)cases * RECALL_LEAST,
         calm = alarms * 100 <= (uint32_t)cases * FALSE_MOST;
    printf("%-36s %4u of %4ld  recall %.3f, at least %.2f\n", "found", found_all, cases,
           (double)found_all / (double)cases, RECALL_LEAST / 100.0);
    printf("%-36s %4u of %4ld  %.2f %%, at most %d %%\n", "false alarms on clean sets", alarms, cases,
           100.0 * alarms / (double)cases, FALSE_MOST);
    catalogue_free(catalogue);
    units_free(units);
    diag_fini(&diag);
    return ok && recalls && calm ? 0 : 1;
}
