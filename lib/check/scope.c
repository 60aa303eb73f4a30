/* scope.c - what is said of one place over years and sources: restated figures, changes, mixes of different groups. */
#include "check/audit.h"
#include <stdlib.h>
#include <string.h>

/* ---- stated-twice -------------------------------------------------------------------------------------------------- */

#define ORDER(a, b)                                                                                          \
    if ((a) != (b))                                                                                          \
    return (a) < (b) ? -1 : 1

/* Brings together what states one thing: same indicator, kind, group and period. */
static int by_thing(const void *a, const void *b) {
    const struct entry *one = a, *two = b;
    ORDER(one->figure->indicator->index, two->figure->indicator->index);
    ORDER(one->figure->kind, two->figure->kind);
    ORDER(one->group, two->group);
    ORDER(one->year, two->year);
    ORDER(one->figure->period.from, two->figure->period.from);
    ORDER(one->figure->id, two->figure->id);
    return 0;
}

/* A figure without a period holds for its source's year: "2021" and "" of a report of 2021 are one. */
static bool same_period(const struct entry *a, const struct entry *b) {
    if (period_one_year(a->figure->period) && period_one_year(b->figure->period))
        return a->year == b->year;
    return a->year == b->year && period_equal(a->figure->period, b->figure->period);
}

static bool same_thing(const struct entry *a, const struct entry *b) {
    return a->figure->indicator == b->figure->indicator && a->figure->kind == b->figure->kind &&
           a->group == b->group && same_period(a, b);
}

/* 64,7 restates 64,70 and 65: one is the other at the coarser's digits. */
static bool same_value(const struct figure *a, const struct figure *b) {
    int scale = a->value.scale < b->value.scale ? a->value.scale : b->value.scale;
    if (a->kind == FIGURE_RATIO && !decimal_equal(a->of, b->of))
        return false;
    if (a->kind != FIGURE_PERCENT)
        return decimal_equal(a->value, b->value);
    return decimal_equal(decimal_round(a->value, scale), decimal_round(b->value, scale));
}

/* Vague figures and plans contradict nothing; a change is judged by change-agrees. */
static bool can_contradict(const struct figure *figure) {
    return figure->kind != FIGURE_CHANGE && !figure->planned && figure->qualifier == QUALIFIER_EXACT;
}

static const char *place_in_source(struct audit *audit, const struct figure *figure) {
    return phrase(audit, "%s:%u", figure_path(audit->figures, figure), figure->line).at;
}

static const char *value_text(struct audit *audit, const struct figure *figure) {
    const char *value = paper(audit, figure->value);
    if (figure->kind == FIGURE_RATIO)
        return phrase(audit, "%s/%s", value, paper(audit, figure->of)).at;
    return figure->kind == FIGURE_PERCENT ? phrase(audit, "%s%%", value).at : value;
}

static void tell_twice(struct audit *audit, const struct page *page, const struct entry *entry,
                       const struct figure *const *two) {
    struct claim claim = {FINDING_WARNING, page->place, entry->year, two, 2};
    const char *a = value_text(audit, two[0]), *b = value_text(audit, two[1]);
    const char *where_a = place_in_source(audit, two[0]), *where_b = place_in_source(audit, two[1]);
    audit_add(audit, &claim,
              phrase(audit, "%s%s được nêu hai lần với số khác nhau: %s (%s) và %s (%s).",
                     two[0]->indicator->label, in_year_vi(audit, entry->year), a, where_a, b, where_b)
                  .at,
              phrase(audit, "%s%s is stated twice with different numbers: %s (%s) and %s (%s).",
                     capital(audit, two[0]->indicator->label_en), in_year_en(audit, entry->year), a, where_a,
                     b, where_b)
                  .at);
}

/* Two rows of one table bear the same name: two units that share it, or one entered twice. One finding tells all their
 * columns. */
static void tell_rows(struct audit *audit, const struct page *page, const struct entry *entry,
                      const struct figure *const *two) {
    struct claim claim = {FINDING_WARNING, page->place, entry->year, two, 2};
    audit_add(audit, &claim,
              phrase(audit, "Hai dòng của một bảng mang cùng tên đơn vị nhưng khác số liệu: %s và dòng %u.",
                     place_in_source(audit, two[0]), two[1]->line)
                  .at,
              phrase(audit, "Two rows of one table have the same unit and different figures: %s and line %u.",
                     place_in_source(audit, two[0]), two[1]->line)
                  .at);
}

static void tell_restated(struct audit *audit, const struct page *page, const struct entry *entry,
                          const struct figure *const *two) {
    struct claim claim = {FINDING_PASS, page->place, entry->year, two, 2};
    struct bundle bundle = {.place = page->place, .year = entry->year};
    bundle.table = in_table(audit, two[0]) && in_table(audit, two[1]);
    if (audit_tally(audit, &bundle, two, 2))
        return;
    const char *value = value_text(audit, two[0]);
    audit_add(audit, &claim,
              phrase(audit, "%s%s được nêu lại với cùng số %s.", two[0]->indicator->label,
                     in_year_vi(audit, entry->year), value)
                  .at,
              phrase(audit, "%s%s is restated as the same %s.", capital(audit, two[0]->indicator->label_en),
                     in_year_en(audit, entry->year), value)
                  .at);
}

/* The first that states the thing against each other one. Within one text nothing is contradicted: reports say "27 lớp"
 * and in the next line "11 lớp" of a part of them that no group names, far more often than they err. */
static void judge_thing(struct audit *audit, const struct page *page, const struct entry *entries, size_t n,
                        uint32_t *told_source) {
    const struct figure *first = NULL;
    bool restated = false;
    for (size_t i = 0; i < n; i++) {
        const struct figure *two[] = {first, entries[i].figure};
        if (!can_contradict(two[1]))
            continue;
        if (first == NULL) {
            first = two[1];
            continue;
        }
        bool one_source = first->where.source == two[1]->where.source, table = in_table(audit, first);
        bool same = same_value(first, two[1]);
        if (same && !restated && !(one_source && table)) {
            tell_restated(audit, page, &entries[i], two);
            restated = true;
        } else if (!same && !one_source) {
            tell_twice(audit, page, &entries[i], two);
        } else if (!same && table && *told_source != first->where.source) {
            *told_source = first->where.source;
            tell_rows(audit, page, &entries[i], two);
        }
    }
}

void check_twice(struct audit *audit, const struct page *page) {
    struct entry *sorted = mem_new(page->n + 1, sizeof *sorted);
    uint32_t told_source = MAP_NONE;
    memcpy(sorted, page->entries, page->n * sizeof *sorted);
    qsort(sorted, page->n, sizeof *sorted, by_thing);
    for (size_t from = 0, to; from < page->n; from = to) {
        for (to = from + 1; to < page->n && same_thing(&sorted[from], &sorted[to]);)
            to++;
        judge_thing(audit, page, &sorted[from], to - from, &told_source);
    }
    free(sorted);
}

/* ---- change-agrees ------------------------------------------------------------------------------------------------- */

/* The one exact value of the year and group, in the kind that the change is of; NULL when there is none or several. */
static const struct figure *level_of(const struct page *page, const struct entry *change, int year) {
    const struct figure *level = NULL;
    for (size_t i = 0; i < page->n; i++) {
        const struct figure *figure = page->entries[i].figure;
        bool share = figure->kind == FIGURE_PERCENT;
        bool same_kind = strcmp(change->figure->unit, "%") == 0 ? share : figure->kind == FIGURE_COUNT;
        if (figure->indicator != change->figure->indicator || page->entries[i].group != change->group ||
            !same_kind || page->entries[i].year != year || !can_contradict(figure) ||
            !period_one_year(figure->period))
            continue;
        if (level && !same_value(level, figure))
            return NULL;
        level = level ? level : figure;
    }
    return level;
}

/* A change in per cent may be one of shares, in points, or a relative one: either agreeing is enough. */
static bool change_holds(const struct figure *change, const struct figure *a, const struct figure *b) {
    const struct decimal values[] = {change->value, a->value, b->value};
    struct decimal made = decimal_sub(b->value, a->value), off = decimal_sub(made, change->value);
    struct decimal room = rounding(values, 3);
    if (change->kind == FIGURE_CHANGE && a->kind == FIGURE_COUNT)
        room = decimal_int(0);
    struct decimal relative = decimal_percent(made, a->value, change->value.scale);
    return decimal_missing(off) || decimal_compare(decimal_abs(off), room) <= 0 ||
           (a->kind == FIGURE_PERCENT && decimal_equal(relative, change->value));
}

static void judge_change(struct audit *audit, const struct page *page, const struct entry *change) {
    const struct figure *a = level_of(page, change, change->figure->base.to);
    const struct figure *b = level_of(page, change, change->year);
    if (a == NULL || b == NULL)
        return;
    const struct figure *evidence[] = {a, b, change->figure};
    bool holds = change_holds(change->figure, a, b);
    const char *unit = a->kind == FIGURE_PERCENT ? " điểm phần trăm" : "", *unit_en = *unit ? " points" : "";
    struct str sum = phrase(audit, "%s − %s = %s", paper(audit, b->value), paper(audit, a->value),
                            paper(audit, decimal_sub(b->value, a->value)));
    const char *stated = paper(audit, change->figure->value);
    struct claim claim = {holds ? FINDING_PASS : FINDING_WARNING, page->place, change->year, evidence, 3};
    audit_add(audit, &claim,
              phrase(audit, "%s: mức thay đổi %s%s so với năm %d %s với hai năm: %s.", a->indicator->label,
                     stated, unit, change->figure->base.to, holds ? "khớp" : "không khớp", sum.at)
                  .at,
              phrase(audit, "%s: the change of %s%s since %d %s both years: %s.",
                     capital(audit, a->indicator->label_en), stated, unit_en, change->figure->base.to,
                     holds ? "agrees with" : "does not agree with", sum.at)
                  .at);
}

#define CHANGES_MAX 1000 /* a place; each walks its page, and no report has more */

void check_change(struct audit *audit, const struct page *page) {
    uint32_t n = 0;
    for (size_t i = 0; i < page->n; i++) {
        const struct figure *figure = page->entries[i].figure;
        bool judged =
            figure->kind == FIGURE_CHANGE && figure->qualifier == QUALIFIER_EXACT && figure->base.to;
        if (judged && n++ < CHANGES_MAX)
            judge_change(audit, page, &page->entries[i]);
    }
}

/* ---- same-scope ---------------------------------------------------------------------------------------------------- */

#define SCOPE_YEARS 301 /* as period_parse allows */

/* The years of a family at one place, and whether they may be of different groups. */
struct scope {
    int years[SCOPE_YEARS];
    uint32_t n_years;
    bool differs;
    const struct figure *first;
};

static bool in_family(const struct indicator *indicator, const struct family *family) {
    return indicator->family && strcmp(indicator->family, family->id) == 0;
}

static struct scope scope_of(const struct page *page, const struct family *family) {
    struct scope scope = {.n_years = 0};
    uint32_t group = 0;
    for (size_t i = 0; i < page->n; i++) {
        const struct entry *entry = &page->entries[i];
        if (!in_family(entry->figure->indicator, family) || entry->figure->kind == FIGURE_CHANGE ||
            entry->year == 0)
            continue;
        if (scope.first == NULL) {
            scope.first = entry->figure;
            group = entry->group;
        }
        scope.differs |= entry->group != group;
        bool new_year = scope.n_years == 0 || scope.years[scope.n_years - 1] != entry->year;
        if (new_year && scope.n_years < SCOPE_YEARS) /* entries come by year */
            scope.years[scope.n_years++] = entry->year;
    }
    return scope;
}

/* The mix of a year as a dossier would take it: its total, with the group; missing for fewer than two classes. */
static struct fact year_mix(struct audit *audit, const struct page *page, const struct family *family,
                            int year) {
    struct mix mix = compare_mix(&audit->scratch, audit->figures, str_of(family->id),
                                 audit->figures->places[page->place], year, year);
    uint32_t stated = 0;
    for (uint32_t i = 0; i < mix.n_rows; i++)
        stated += !decimal_missing(mix.rows[i].b.value);
    if (stated < 2)
        mix.total_b.value = DECIMAL_MISSING;
    return mix.total_b;
}

static void tell_scope(struct audit *audit, const struct page *page, const struct family *family,
                       const struct fact *mixes, uint32_t n) {
    struct buf vi = BUF_EMPTY, en = BUF_EMPTY;
    const struct figure **evidence = ARENA_ARRAY(&audit->scratch, n, const struct figure *);
    uint32_t runs = 0;
    for (uint32_t i = 0, last; i < n; i = last + 1) {
        for (last = i; last + 1 < n && group_equal(mixes[i].group, mixes[last + 1].group);)
            last++;
        struct str years = i == last ? phrase(audit, "%d", mixes[i].year)
                                     : phrase(audit, "%d–%d", mixes[i].year, mixes[last].year);
        buf_printf(&vi, "%snăm %.*s là %.*s", runs ? "; " : "", STR_ARG(years), STR_ARG(mixes[i].group));
        buf_printf(&en, "%sin %.*s %.*s", runs ? "; " : "", STR_ARG(years), STR_ARG(mixes[i].group));
        evidence[runs++] = mixes[i].from[0];
    }
    struct claim claim = {FINDING_WARNING, page->place, 0, evidence, runs};
    audit_add(audit, &claim,
              phrase(audit,
                     "Cơ cấu %s của các năm khác đối tượng: %s; chênh lệch giữa các năm cần đọc thận trọng.",
                     family->label, vi.at)
                  .at,
              phrase(audit, "The mixes of %s are of different groups: %s; read their difference with care.",
                     family->label_en, en.at)
                  .at);
    buf_fini(&vi);
    buf_fini(&en);
}

static void judge_scope(struct audit *audit, const struct page *page, const struct family *family,
                        const struct scope *scope) {
    struct fact *mixes = ARENA_ARRAY(&audit->scratch, scope->n_years, struct fact);
    uint32_t n = 0;
    bool differ = false;
    for (uint32_t i = 0; i < scope->n_years; i++) {
        struct fact mix = year_mix(audit, page, family, scope->years[i]);
        if (decimal_missing(mix.value) || mix.group.len == 0)
            continue;
        differ |= n && !group_equal(mixes[0].group, mix.group);
        mixes[n++] = mix;
    }
    if (differ)
        tell_scope(audit, page, family, mixes, n);
}

void check_scope(struct audit *audit, const struct page *page) {
    const struct catalogue *catalogue = audit->figures->catalogue;
    for (uint32_t i = 0; i < catalogue->n_families; i++) {
        struct scope scope = scope_of(page, &catalogue->families[i]);
        if (scope.n_years < 2)
            continue;
        struct bundle bundle = {.place = page->place, .year = 0};
        bundle.table = in_table(audit, scope.first);
        if (scope.differs)
            judge_scope(audit, page, &catalogue->families[i], &scope);
        else
            audit_tally(audit, &bundle, &scope.first, 1);
    }
}
