/* compare.c - two years of one indicator, a series, a sum over places, a plan and its result. What the two sides are not
 * alike in is said in a note in Vietnamese, which is printed with the comparison. */
#include "compare/compare.h"
#include "compare/fact.h"

static const struct indicator *find(const struct figures *figures, struct str id) {
    return catalogue_find(figures->catalogue, id);
}

/* ---- why two sides differ ------------------------------------------------------------------------------------------ */

static struct date as_of(const struct fact *fact) {
    return fact->n_from ? fact->from[0]->about->period.as_of : (struct date){0};
}

/* On which side of 1 July 2025 a fact lies: by its day where one is known, else by the end of its year. */
static bool after_reform(const struct fact *fact) {
    struct date day = as_of(fact);
    if (day.month)
        return date_compare(day, place_reform) >= 0;
    return fact->year >= place_reform.year;
}

static bool other_day(const struct fact *a, const struct fact *b) {
    struct date x = as_of(a), y = as_of(b);
    return x.month && y.month && (x.month != y.month || x.day != y.day);
}

unsigned compare_extents(const struct fact *a, const struct fact *b) {
    unsigned extent = (a->extent | b->extent) & ~(unsigned)EXTENT_PERIOD;
    if (decimal_missing(a->value) || decimal_missing(b->value))
        return extent;
    if (groups_differ(a, b))
        extent |= EXTENT_GROUP;
    if (variants_differ(a, b))
        extent |= EXTENT_CLASSES;
    if (other_day(a, b))
        extent |= EXTENT_AS_OF;
    if (after_reform(a) != after_reform(b))
        extent |= EXTENT_PLACE;
    if (!period_equal(a->from[0]->about->period, b->from[0]->about->period) &&
        ((a->extent | b->extent) & EXTENT_PERIOD))
        extent |= EXTENT_PERIOD;
    return extent;
}

static void say_missing(struct said *note, const struct fact *a, const struct fact *b) {
    bool no_a = decimal_missing(a->value), no_b = decimal_missing(b->value);
    if (no_a && a->note) /* it says more than that it is missing */
        return;
    if (no_a && no_b)
        said_add(note, "Nguồn không nêu số liệu của cả hai năm (%d, %d).",
                 "The sources state nothing for either year (%d, %d).", a->year, b->year);
    else if (no_a || no_b)
        said_add(note, "Nguồn không nêu số liệu năm %d.", "The sources state nothing for %d.",
                 no_a ? a->year : b->year);
}

static void say_group(struct said *note, const struct fact *a, const struct fact *b) {
    said_blank(note);
    if (groups_differ(a, b))
        said_add(note, "Khác đối tượng: năm %d là %.*s; năm %d là %.*s.",
                 "The groups differ: in %d %.*s; in %d %.*s.", a->year, STR_ARG(a->group), b->year,
                 STR_ARG(b->group));
    else
        said_add(note, "Số liệu gộp từ nhiều đối tượng khác nhau.",
                 "It is put together from figures of different groups.");
}

static void say_day(struct said *note, const struct fact *a, const struct fact *b) {
    said_blank(note);
    said_add(note, "Khác thời điểm: ", "As of different days: ");
    said_date(note, as_of(a));
    said_add(note, " và ", " and ");
    said_date(note, as_of(b));
    said_add(note, ".", ".");
}

const struct note note_reform_known = {
    "Từ ngày 01/7/2025 không còn cấp huyện, nhân sự cấp xã gồm cả người từ cấp huyện chuyển về: phạm vi thống "
    "kê hai kỳ khác nhau.",
    "Since 1 July 2025 there is no district level and commune staff include those who came from it: the two "
    "years do not count the same."};
const struct note note_reform_unknown = {
    "Đơn vị hành chính được sắp xếp lại từ ngày 01/7/2025; phạm vi hai kỳ không như nhau.",
    "Administrative units were reorganised on 1 July 2025; the two years do not cover the same."};
static const struct note of_years = {"Một kỳ là số liệu của nhiều năm nên không tính chênh lệch.",
                                     "One side covers several years, so no difference is made."};

struct note compare_note(struct arena *arena, const struct fact *a, const struct fact *b, unsigned extent) {
    struct said note = {BUF_EMPTY, BUF_EMPTY};
    say_missing(&note, a, b);
    if (extent & EXTENT_GROUP)
        say_group(&note, a, b);
    say_variants(&note, a, b);
    if (extent & EXTENT_AS_OF)
        say_day(&note, a, b);
    said_note(&note, (struct note){a->note, a->note_en});
    said_note(&note, (struct note){b->note, b->note_en});
    if (extent & EXTENT_PLACE)
        said_note(&note, extent & EXTENT_UNITS ? note_reform_known : note_reform_unknown);
    if (extent & EXTENT_PERIOD)
        said_note(&note, of_years);
    return said_keep(arena, &note);
}

/* ---- one number ---------------------------------------------------------------------------------------------------- */

struct fact ask_either(const struct ask *ask, const struct indicator *indicator, bool share) {
    return share || indicator_is_rate(indicator) ? ask_share(ask, indicator) : ask_count(ask, indicator);
}

struct fact compare_fact(struct arena *arena, const struct figures *figures, struct str indicator,
                         struct str place, int year, bool share) {
    const struct indicator *found = find(figures, indicator);
    if (found == NULL)
        return fact_missing(NULL, place, year, "");
    return ask_either(&(struct ask){arena, figures, place, year, NULL, {0}}, found, share);
}

struct fact compare_estimate(struct arena *arena, const struct figures *figures, struct str indicator,
                             struct str place, int year) {
    const struct indicator *found = find(figures, indicator);
    if (found == NULL)
        return fact_missing(NULL, place, year, "");
    struct ask ask = {arena, figures, place, year, NULL, {0}};
    struct fact count = ask_count(&ask, found);
    if (!decimal_missing(count.value))
        return count;
    struct fact share = ask_share(&ask, found);
    const struct figure *of = decimal_missing(share.value) ? NULL : ask_whole(&ask, share.from[0]);
    if (of == NULL)
        return count;
    struct fact whole = fact_of(arena, figures, of, of->value, of->about->unit);
    struct decimal heads = decimal_div(decimal_mul(share.value, whole.value), decimal_int(100), 0);
    struct fact estimate = fact_join(arena, &share, &whole, heads);
    estimate.unit = whole.unit;
    estimate.estimated = true;
    return estimate;
}

/* ---- two numbers --------------------------------------------------------------------------------------------------- */

/* A span of years has no difference with one year, nor have classes that only share a name, nor the heads of one group with
 * those of another: more "công chức" than "cán bộ" is no rise. Shares of two groups are still compared, with a note, since
 * they are of like things. */
static bool is_refused(const struct comparison *c) {
    return (c->extent & EXTENT_PERIOD) || variants_differ(&c->a, &c->b) ||
           (c->unit == COMPARE_UNITS && (c->extent & EXTENT_GROUP));
}

struct comparison compare_facts(struct arena *arena, struct fact a, struct fact b) {
    struct comparison c = {.a = a, .b = b, .index = DECIMAL_MISSING, .relative = DECIMAL_MISSING};
    c.unit = fact_is_share(&b) ? COMPARE_POINTS : COMPARE_UNITS;
    c.extent = compare_extents(&a, &b);
    c.difference = fact_sub(arena, b, a);
    c.difference.extent = c.extent;
    fact_note(&c.difference, (struct note){NULL, NULL}); /* the comparison's own says more */
    c.difference.doubtful |= (c.extent & EXTENT_GROUP) != 0;
    if (is_refused(&c))
        c.difference.value = DECIMAL_MISSING;
    else if (c.unit == COMPARE_UNITS)
        c.index = decimal_percent(b.value, a.value, 1);
    c.relative = decimal_sub(c.index, decimal_int(100));
    struct note note = compare_note(arena, &a, &b, c.extent);
    c.note = note.vi;
    c.note_en = note.en;
    return c;
}

struct comparison compare_years(struct arena *arena, const struct figures *figures, struct str indicator,
                                struct str place, int year_a, int year_b, bool share) {
    struct fact a = compare_fact(arena, figures, indicator, place, year_a, share);
    struct fact b = compare_fact(arena, figures, indicator, place, year_b, share);
    struct ask ask = {.arena = arena, .figures = figures, .place = place, .year = year_a};
    struct lineage line = {.plain = true};
    if (a.indicator && year_a < year_b)
        line = lineage_of(arena, figures, place, fact_day(figures, &a), fact_day(figures, &b));
    if (line.plain)
        pair_likes(ask, &a, &b, share);
    else
        a = over_pair(&ask, a.indicator, &line, share, &b);
    a.extent |= line.known ? EXTENT_UNITS : EXTENT_SAME;
    return compare_facts(arena, a, b);
}

/* ---- many numbers -------------------------------------------------------------------------------------------------- */

/* The count that `place` states, or NULL. A ratio's numerator is one too. */
static const struct figure *own_count(const struct figures *figures, struct str indicator, struct str place,
                                      int year) {
    struct figure_query query = {.indicator = indicator,
                                 .place = place,
                                 .year = year,
                                 .kinds = FIGURE_BIT(FIGURE_COUNT) | FIGURE_BIT(FIGURE_RATIO)};
    return figures_lookup(figures, &query);
}

static void sum_one(struct fact *sum, const struct figure **from, const struct figure *figure) {
    bool first = sum->n_from == 0;
    sum->value = first ? figure->value : decimal_add(sum->value, figure->value);
    sum->doubtful |= figure->doubtful;
    if (figure->qualifier != QUALIFIER_EXACT)
        sum->qualifier = QUALIFIER_ABOUT;
    if (first)
        sum->group = figure->about->group;
    else if (sum->group.len && figure->about->group.len &&
             !group_equal_at(figure->about->place, sum->group, figure->about->group))
        sum->extent |= EXTENT_GROUP;
    if (!period_one_year(figure->about->period))
        sum->extent |= EXTENT_PERIOD;
    from[sum->n_from++] = figure;
}

struct fact compare_sum(struct arena *arena, const struct figures *figures, struct str indicator,
                        const struct str *places, size_t n_places, int year) {
    const struct indicator *found = find(figures, indicator);
    struct fact sum = fact_missing(found, STR(""), year, found ? found->unit : "");
    if (found == NULL || indicator_is_rate(found))
        return sum;
    const struct figure **from = ARENA_ARRAY(arena, n_places, const struct figure *);
    struct str *missing = ARENA_ARRAY(arena, n_places, struct str);
    uint32_t n_missing = 0;
    sum.from = from;
    sum.derived = true;
    for (size_t i = 0; i < n_places; i++) {
        const struct figure *figure = own_count(figures, indicator, places[i], year);
        if (figure)
            sum_one(&sum, from, figure);
        else
            missing[n_missing++] = places[i];
    }
    if (n_missing && sum.n_from)
        fact_note(&sum, note_without(arena, sum.n_from, missing, n_missing));
    return sum;
}

/* ---- plan against result ------------------------------------------------------------------------------------------- */

struct plan_result compare_plan_result(struct arena *arena, const struct figures *figures, struct str place,
                                       int year) {
    const struct indicator *rate = find(figures, STR("training.plan_completion"));
    struct figure_query query = {.indicator = STR("training.participants"),
                                 .place = place,
                                 .year = year,
                                 .kinds = FIGURE_BIT(FIGURE_RATIO)};
    const struct figure *ratio = figures_lookup(figures, &query);
    struct plan_result plan;
    if (ratio) {
        plan.done = fact_of(arena, figures, ratio, ratio->value, ratio->about->unit);
        plan.planned = fact_of(arena, figures, ratio, ratio->about->of, ratio->about->unit);
        plan.planned.qualifier = QUALIFIER_EXACT;
    } else {
        plan.done = compare_fact(arena, figures, STR("training.participants"), place, year, false);
        plan.planned = compare_fact(arena, figures, STR("training.planned"), place, year, false);
        if (plan.done.n_from && plan.done.from[0]->about->planned)
            plan.done = fact_missing(plan.done.indicator, place, year, plan.done.unit);
    }
    plan.off = fact_sub(arena, plan.done, plan.planned);
    plan.rate =
        fact_join(arena, &plan.done, &plan.planned, decimal_percent(plan.done.value, plan.planned.value, 1));
    plan.rate.unit = COMPARE_UNIT_SHARE;
    if (plan.planned.qualifier == QUALIFIER_EXACT)
        plan.rate.qualifier = plan.done.qualifier;
    if (decimal_missing(plan.rate.value))
        plan.rate = compare_fact(arena, figures, STR("training.plan_completion"), place, year, true);
    plan.rate.indicator = rate;
    return plan;
}

struct fact compare_plan(struct arena *arena, const struct figures *figures, struct str place, int year) {
    return compare_plan_result(arena, figures, place, year).rate;
}
