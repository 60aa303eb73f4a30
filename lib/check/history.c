/* history.c - a value against the years around it: slips of a digit and jumps.
 *
 * The series of one indicator, group and kind has one exact value a year. A value that is far from both its neighbours is
 * suspect; at an end of the series it must be far from the last two, which agree with each other. A factor near 10 or 100
 * is a slip of a digit or of the point (magnitude); any other factor above the tolerance a jump, which may be true. Over 1
 * July 2025 nothing is compared: what is counted is not the same. */
#include "check/audit.h"
#include <string.h>

#define LEAST_COUNT  10                /* smaller numbers of people grow tenfold without an error */
#define LEAST_CHANGE 10                /* people or points: less is no jump, whatever the factor */
#define STEADY       decimal_of(15, 1) /* two neighbours agree within this factor */

struct series {
    const struct figure *items[DATE_YEARS];
    int years[DATE_YEARS];
    uint32_t n;
};

static bool belongs(const struct figure *figure) {
    return can_contradict(figure) && (figure->kind == FIGURE_COUNT || figure->kind == FIGURE_PERCENT) &&
           period_one_year(figure->about->period);
}

/* Of a year that states several numbers the first counts; what is said twice is for another check. */
static void gather(struct series *series, const struct entry *entries, size_t n) {
    series->n = 0;
    for (size_t i = 0; i < n && series->n < DATE_YEARS; i++)
        if (belongs(entries[i].figure) && entries[i].year &&
            (series->n == 0 || series->years[series->n - 1] != entries[i].year)) {
            series->items[series->n] = entries[i].figure;
            series->years[series->n++] = entries[i].year;
        }
}

/* The larger over the smaller, with three digits; missing when one is 0. */
static struct decimal factor(struct decimal a, struct decimal b) {
    return decimal_compare(a, b) >= 0 ? decimal_div(a, b, 3) : decimal_div(b, a, 3);
}

static bool at_least(struct decimal a, struct decimal b) {
    return !decimal_missing(a) && !decimal_missing(b) && decimal_compare(a, b) >= 0;
}

static bool steady(const struct figure *a, const struct figure *b) {
    struct decimal f = factor(a->value, b->value);
    return !decimal_missing(f) && decimal_compare(f, STEADY) <= 0;
}

/* The neighbour that item `i` is held against: the nearer in value of the two, or of an end the last one, where it agrees with
 * the one beyond. NULL: there is nothing to hold it against. */
static const struct figure *neighbour(const struct series *s, uint32_t i) {
    if (i > 0 && i + 1 < s->n) {
        const struct figure *before = s->items[i - 1], *after = s->items[i + 1];
        bool above = decimal_compare(s->items[i]->value, before->value) > 0;
        if (above != (decimal_compare(s->items[i]->value, after->value) > 0))
            return NULL;
        bool before_is_nearer = (decimal_compare(before->value, after->value) > 0) == above;
        return before_is_nearer ? before : after;
    }
    if (s->n < 3)
        return NULL;
    const struct figure *one = s->items[i ? i - 1 : 1], *two = s->items[i ? i - 2 : 2];
    return steady(one, two) ? one : NULL;
}

static bool across_reform(const struct audit *audit, const struct series *s) {
    struct date first = figure_day(audit->figures, s->items[0]);
    struct date last = figure_day(audit->figures, s->items[s->n - 1]);
    return date_compare(first, place_reform) < 0 && date_compare(last, place_reform) >= 0;
}

/* Only the years on one side of 1 July 2025. */
static void cut(const struct audit *audit, struct series *s) {
    while (s->n && across_reform(audit, s))
        s->n--;
}

static bool is_digit_slip(struct decimal f) {
    bool ten = at_least(f, decimal_of(8, 0)) && at_least(decimal_of(135, 1), f); /* 39 that lost its 9: 13 */
    bool hundred = at_least(f, decimal_of(80, 0)) && at_least(decimal_of(135, 0), f);
    return ten || hundred;
}

/* Counts below LEAST_COUNT are too few for the factor to say anything, unless it is the slip that made them so. */
static bool is_large(const struct figure *a, const struct figure *b) {
    struct decimal change = decimal_sub(a->value, b->value);
    struct decimal least = decimal_sign(change) < 0 ? a->value : b->value;
    struct decimal most = decimal_sign(change) < 0 ? b->value : a->value;
    return at_least(decimal_abs(change), decimal_int(LEAST_CHANGE)) &&
           (a->kind == FIGURE_PERCENT || at_least(least, decimal_int(LEAST_COUNT)) ||
            at_least(most, decimal_int(3 * LEAST_COUNT)));
}

struct verdict {
    const char *vi, *en;
    enum finding_level level;
};

static void tell(struct audit *audit, const struct page *page, const struct figure *figure,
                 const struct figure *other, struct decimal times, const struct verdict *verdict) {
    const struct figure *evidence[] = {figure, other};
    int year = figure_year(audit->figures, figure), other_year = figure_year(audit->figures, other);
    struct claim claim = {verdict->level, page->place, year, evidence, 2};
    const char *value = stated_text(audit, figure), *beside = stated_text(audit, other);
    const char *f = paper(audit, decimal_round(times, 1));
    bool above = decimal_compare(figure->value, other->value) > 0;
    audit_add(audit, &claim,
              phrase(audit, "%s năm %d là %s, %s %s lần so với %s của năm %d: %s.", figure->indicator->label,
                     year, value, above ? "gấp" : "chỉ bằng 1 phần", f, beside, other_year, verdict->vi)
                  .at,
              phrase(audit, "%s in %d is %s, %s times %s than the %s of %d: %s.",
                     capital(audit, figure->indicator->label_en), year, value, f, above ? "more" : "less",
                     beside, other_year, verdict->en)
                  .at);
}

typedef void judge(struct audit *audit, const struct page *page, const struct figure *figure,
                   const struct figure *other);

static void judge_magnitude(struct audit *audit, const struct page *page, const struct figure *figure,
                            const struct figure *other) {
    static const struct verdict verdict = {"có thể sai một chữ số hoặc dấu thập phân",
                                           "a digit or the point may be wrong", FINDING_WARNING};
    if (!is_large(figure, other))
        return;
    struct decimal f = factor(figure->value, other->value);
    if (is_digit_slip(f))
        tell(audit, page, figure, other, f, &verdict);
}

static void judge_jump(struct audit *audit, const struct page *page, const struct figure *figure,
                       const struct figure *other) {
    static const struct verdict verdict = {"thay đổi đột biến, cần kiểm tra", "a jump to be looked at",
                                           FINDING_NOTE};
    if (!is_large(figure, other))
        return;
    struct decimal f = factor(figure->value, other->value);
    bool zero =
        decimal_missing(f) && figure->kind == FIGURE_COUNT && !decimal_equal(figure->value, other->value);
    if (zero || is_digit_slip(f))
        return;
    if (at_least(f, audit_tolerance(audit)))
        tell(audit, page, figure, other, f, &verdict);
}

static bool same_series(const struct entry *a, const struct entry *b) {
    return a->figure->indicator == b->figure->indicator && a->figure->kind == b->figure->kind &&
           a->group == b->group;
}

/* Of neighbours that are far from each other one is suspect: where the one is told, the other is not. */
static void judge_series(struct audit *audit, const struct page *page, struct series *series, judge *one) {
    size_t before = audit->n_filed;
    cut(audit, series);
    for (uint32_t i = 0; i < series->n; i++) {
        const struct figure *other = series->n > 1 ? neighbour(series, i) : NULL;
        if (other && audit->n_filed == before)
            one(audit, page, series->items[i], other);
    }
}

/* No two of them are LEAST_CHANGE apart, as nearly all of a commune are: then none is_large. */
static bool is_even(const struct entry *entries, size_t n) {
    struct decimal least = entries[0].figure->value, most = least;
    for (size_t i = 0; i < n; i++) {
        struct decimal value = entries[i].figure->value;
        if (value.scale != 0)
            return false;
        least = value.units < least.units ? value : least;
        most = value.units > most.units ? value : most;
    }
    return most.units - least.units < LEAST_CHANGE;
}

static void walk(struct audit *audit, const struct page *page, judge *one) {
    struct series series;
    for (size_t from = 0, to; from < page->n; from = to) {
        for (to = from + 1; to < page->n && same_series(&page->things[from], &page->things[to]);)
            to++;
        if (is_even(&page->things[from], to - from))
            continue;
        gather(&series, &page->things[from], to - from);
        judge_series(audit, page, &series, one);
    }
}

void check_magnitude(struct audit *audit, const struct page *page) {
    walk(audit, page, judge_magnitude);
}

void check_jump(struct audit *audit, const struct page *page) {
    walk(audit, page, judge_jump);
}
