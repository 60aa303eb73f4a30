/* change.c - what a text says has changed, against both years: "tăng 45,1 điểm phần trăm so với năm 2016".
 *
 * Of shares a change is one of points, or relative ("tăng 10%" of 50% is 55%); of counts it is one of heads, or relative.
 * Any that fits the words is right. Where shares fit only by the other reading than the words say, the two are confused. */
#include "check/audit.h"
#include <string.h>

/* ---- both years ---------------------------------------------------------------------------------------------------- */

/* The one exact value of the year and group; NULL when there is none or several. */
static const struct figure *level_in(const struct page *page, const struct entry *change, int year,
                                     enum figure_kind kind, bool own) {
    const struct figure *level = NULL;
    for (size_t i = 0; i < page->n; i++) {
        const struct figure *figure = page->entries[i].figure;
        if (figure->indicator != change->figure->indicator || page->entries[i].group != change->group ||
            figure->kind != kind || page->entries[i].year != year || !can_contradict(figure) ||
            !period_one_year(figure->about->period) ||
            (own && figure->where.source != change->figure->where.source))
            continue;
        if (level && !same_value(level, figure))
            return NULL;
        level = level ? level : figure;
    }
    return level;
}

/* What the change's own source says of the year comes before what others do: a later report may restate it. */
static const struct figure *level_of(const struct page *page, const struct entry *change, int year,
                                     enum figure_kind kind) {
    const struct figure *own = level_in(page, change, year, kind, true);
    return own ? own : level_in(page, change, year, kind, false);
}

/* A change with the values of its two years: of shares where it is in per cent and both state one. */
struct moved {
    const struct figure *change, *a, *b; /* a, b: NULL where they are not known */
    struct decimal made;                 /* b - a */
    bool in_percent;                     /* the change is */
    bool shares;                         /* a and b are */
};

static struct moved moved_of(const struct page *page, const struct entry *change) {
    struct moved m = {.change = change->figure};
    int base = change->figure->about->base.to;
    m.in_percent = strchr(change->figure->about->unit, '%') != NULL;
    for (int turn = m.in_percent ? 0 : 1; turn < 2 && (!m.a || !m.b); turn++) {
        enum figure_kind kind = turn == 0 ? FIGURE_PERCENT : FIGURE_COUNT;
        m.a = level_of(page, change, base, kind);
        m.b = level_of(page, change, change->year, kind);
        m.shares = kind == FIGURE_PERCENT;
    }
    m.made = m.a && m.b ? decimal_sub(m.b->value, m.a->value) : DECIMAL_MISSING;
    return m;
}

static bool fits_difference(const struct audit *audit, const struct moved *m) {
    const struct decimal values[] = {m->change->value, m->a->value, m->b->value};
    struct decimal room = m->shares ? rounding(values, 3) : decimal_int(0);
    return m->shares == m->in_percent && within_room(audit, decimal_sub(m->made, m->change->value), room);
}

static bool fits_relative(const struct moved *m) {
    struct decimal exact = decimal_percent(m->made, m->a->value, DECIMAL_SCALE_MAX);
    return m->in_percent && !decimal_missing(exact) && agreement(exact, m->change) <= AGREE_TRUNCATED;
}

typedef void judge(struct audit *audit, const struct page *page, const struct entry *change,
                   const struct moved *m);

#define CHANGES_MAX 1000 /* a place; each walks its page, and no report has more */

static void walk(struct audit *audit, const struct page *page, judge *one) {
    uint32_t n = 0;
    for (size_t i = 0; i < page->n; i++) {
        const struct figure *figure = page->entries[i].figure;
        if (figure->kind != FIGURE_CHANGE || figure->qualifier != QUALIFIER_EXACT ||
            !figure->about->base.to || n++ >= CHANGES_MAX)
            continue;
        struct moved m = moved_of(page, &page->entries[i]);
        if (!decimal_missing(m.made))
            one(audit, page, &page->entries[i], &m);
    }
}

/* ---- change-agrees ------------------------------------------------------------------------------------------------- */

/* "60,0 − 50,0 = 10,0"; of a relative change "(2.100 − 2.000)/2.000 = 5,0%". */
static struct str sum_of(struct audit *audit, const struct moved *m, bool relative) {
    const char *a = paper(audit, m->a->value), *b = paper(audit, m->b->value);
    if (!relative)
        return phrase(audit, "%s − %s = %s", b, a, paper(audit, m->made));
    struct decimal percent = decimal_percent(m->made, m->a->value, m->change->value.scale + 1);
    return phrase(audit, "(%s − %s)/%s = %s%%", b, a, a, paper(audit, percent));
}

static void judge_change(struct audit *audit, const struct page *page, const struct entry *change,
                         const struct moved *m) {
    bool difference = fits_difference(audit, m), relative = fits_relative(m), holds = difference || relative;
    if (relative && !difference && m->shares && figure_says_points(audit->figures, m->change))
        return; /* percent-points tells */
    bool as_relative = m->in_percent && !difference && (relative || !m->shares);
    const char *unit = as_relative ? "%" : m->shares ? " điểm phần trăm" : "";
    const char *unit_en = as_relative ? "%" : m->shares ? " points" : "";
    const char *stated = paper(audit, m->change->value);
    struct str sum = sum_of(audit, m, as_relative);
    const struct figure *evidence[] = {m->a, m->b, m->change};
    struct claim claim = {holds ? FINDING_PASS : FINDING_WARNING, page->place, change->year, evidence, 3};
    audit_add(audit, &claim,
              phrase(audit, "%s: mức thay đổi %s%s so với năm %d %s với hai năm: %s.", m->a->indicator->label,
                     stated, unit, m->change->about->base.to, holds ? "khớp" : "không khớp", sum.at)
                  .at,
              phrase(audit, "%s: the change of %s%s since %d %s both years: %s.",
                     capital(audit, m->a->indicator->label_en), stated, unit_en, m->change->about->base.to,
                     holds ? "agrees with" : "does not agree with", sum.at)
                  .at);
}

void check_change(struct audit *audit, const struct page *page) {
    walk(audit, page, judge_change);
}

/* ---- percent-points ------------------------------------------------------------------------------------------------ */

static void judge_points(struct audit *audit, const struct page *page, const struct entry *change,
                         const struct moved *m) {
    struct decimal stated = decimal_abs(m->change->value);
    bool is_points = decimal_equal(stated, decimal_round(decimal_abs(m->made), stated.scale));
    bool is_relative = fits_relative(m), said = figure_says_points(audit->figures, m->change);
    if (!m->shares || is_points == is_relative || said == is_points)
        return;
    const struct figure *evidence[] = {m->a, m->b, m->change};
    struct claim claim = {said ? FINDING_WARNING : FINDING_NOTE, page->place, change->year, evidence, 3};
    const char *value = paper(audit, stated);
    const char *from = paper(audit, m->a->value), *to = paper(audit, m->b->value);
    audit_add(audit, &claim,
              phrase(audit, "%s: mức thay đổi %s%s từ %s%% đến %s%% là %s, nguồn ghi là %s.",
                     m->a->indicator->label, value, said ? "" : "%", from, to,
                     said ? "phần trăm tương đối" : "điểm phần trăm", said ? "điểm phần trăm" : "phần trăm")
                  .at,
              phrase(audit, "%s: the change of %s from %s%% to %s%% is one of %s, the source calls it %s.",
                     capital(audit, m->a->indicator->label_en), value, from, to,
                     said ? "relative per cent" : "percentage points",
                     said ? "percentage points" : "per cent")
                  .at);
}

void check_points(struct audit *audit, const struct page *page) {
    walk(audit, page, judge_points);
}
