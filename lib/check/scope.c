/* scope.c - what is said of one place over years: changes, mixes of different groups. */
#include "check/audit.h"
#include <string.h>

/* ---- change-agrees ------------------------------------------------------------------------------------------------- */

/* The one exact value of the year and group, in the kind that the change is of; NULL when there is none or several. */
static const struct figure *level_of(const struct page *page, const struct entry *change, int year) {
    const struct figure *level = NULL;
    for (size_t i = 0; i < page->n; i++) {
        const struct figure *figure = page->entries[i].figure;
        bool share = figure->kind == FIGURE_PERCENT;
        bool same_kind = strchr(change->figure->about->unit, '%') ? share : figure->kind == FIGURE_COUNT;
        if (figure->indicator != change->figure->indicator || page->entries[i].group != change->group ||
            !same_kind || page->entries[i].year != year || !can_contradict(figure) ||
            !period_one_year(figure->about->period))
            continue;
        if (level && !same_value(level, figure))
            return NULL;
        level = level ? level : figure;
    }
    return level;
}

/* A change in per cent may be one of shares, in points, or a relative one: either agreeing is enough. */
static bool change_holds(const struct audit *audit, const struct figure *change, const struct figure *a,
                         const struct figure *b) {
    const struct decimal values[] = {change->value, a->value, b->value};
    struct decimal made = decimal_sub(b->value, a->value), off = decimal_sub(made, change->value);
    struct decimal room = rounding(values, 3);
    if (change->kind == FIGURE_CHANGE && a->kind == FIGURE_COUNT)
        room = decimal_int(0);
    struct decimal relative = decimal_percent(made, a->value, change->value.scale);
    return decimal_missing(off) || within_room(audit, off, room) ||
           (a->kind == FIGURE_PERCENT && decimal_equal(relative, change->value));
}

static void judge_change(struct audit *audit, const struct page *page, const struct entry *change) {
    const struct figure *a = level_of(page, change, change->figure->about->base.to);
    const struct figure *b = level_of(page, change, change->year);
    if (a == NULL || b == NULL)
        return;
    const struct figure *evidence[] = {a, b, change->figure};
    bool holds = change_holds(audit, change->figure, a, b);
    const char *unit = a->kind == FIGURE_PERCENT ? " điểm phần trăm" : "", *unit_en = *unit ? " points" : "";
    struct str sum = phrase(audit, "%s − %s = %s", paper(audit, b->value), paper(audit, a->value),
                            paper(audit, decimal_sub(b->value, a->value)));
    const char *stated = paper(audit, change->figure->value);
    struct claim claim = {holds ? FINDING_PASS : FINDING_WARNING, page->place, change->year, evidence, 3};
    audit_add(audit, &claim,
              phrase(audit, "%s: mức thay đổi %s%s so với năm %d %s với hai năm: %s.", a->indicator->label,
                     stated, unit, change->figure->about->base.to, holds ? "khớp" : "không khớp", sum.at)
                  .at,
              phrase(audit, "%s: the change of %s%s since %d %s both years: %s.",
                     capital(audit, a->indicator->label_en), stated, unit_en, change->figure->about->base.to,
                     holds ? "agrees with" : "does not agree with", sum.at)
                  .at);
}

#define CHANGES_MAX 1000 /* a place; each walks its page, and no report has more */

void check_change(struct audit *audit, const struct page *page) {
    uint32_t n = 0;
    for (size_t i = 0; i < page->n; i++) {
        const struct figure *figure = page->entries[i].figure;
        bool judged =
            figure->kind == FIGURE_CHANGE && figure->qualifier == QUALIFIER_EXACT && figure->about->base.to;
        if (judged && n++ < CHANGES_MAX)
            judge_change(audit, page, &page->entries[i]);
    }
}

/* ---- percent-points ------------------------------------------------------------------------------------------------ */

/* Whether the source calls a change one of percentage points: in its unit, or in the words behind the number. */
static bool says_points(const struct audit *audit, const struct figure *change) {
    if (strstr(change->about->unit, COMPARE_UNIT_POINTS))
        return true;
    const struct figures *figures = audit->figures;
    if (change->where.source >= figures->n_sources)
        return false;
    const struct source *source = figures->sources[change->where.source];
    if (!source->raw.len)
        return false;
    size_t mark, len;
    struct str context = source_context(source, change->where.at, change->where.len, &mark, &len);
    struct str rest = str_trim(str_cut(context, mark + len, context.len));
    return str_starts(rest, STR("điểm"));
}

static void judge_points(struct audit *audit, const struct page *page, const struct entry *change) {
    const struct figure *a = level_of(page, change, change->figure->about->base.to);
    const struct figure *b = level_of(page, change, change->year);
    if (a == NULL || b == NULL || a->kind != FIGURE_PERCENT)
        return;
    struct decimal stated = decimal_abs(change->figure->value),
                   points = decimal_abs(decimal_sub(b->value, a->value));
    struct decimal relative = decimal_abs(
        decimal_percent(decimal_sub(b->value, a->value), a->value, stated.scale > 0 ? stated.scale : 0));
    bool is_points = decimal_equal(stated, decimal_round(points, stated.scale));
    bool is_relative = decimal_equal(stated, relative), said = says_points(audit, change->figure);
    if (is_points == is_relative || said == is_points)
        return;
    const struct figure *evidence[] = {a, b, change->figure};
    struct claim claim = {said ? FINDING_WARNING : FINDING_NOTE, page->place, change->year, evidence, 3};
    const char *value = paper(audit, stated), *from = paper(audit, a->value), *to = paper(audit, b->value);
    audit_add(audit, &claim,
              phrase(audit, "%s: mức thay đổi %s%s từ %s%% đến %s%% là %s, nguồn ghi là %s.",
                     a->indicator->label, value, said ? "" : "%", from, to,
                     said ? "phần trăm tương đối" : "điểm phần trăm", said ? "điểm phần trăm" : "phần trăm")
                  .at,
              phrase(audit, "%s: the change of %s from %s%% to %s%% is one of %s, the source calls it %s.",
                     capital(audit, a->indicator->label_en), value, from, to,
                     said ? "relative per cent" : "percentage points",
                     said ? "percentage points" : "per cent")
                  .at);
}

void check_points(struct audit *audit, const struct page *page) {
    uint32_t n = 0;
    for (size_t i = 0; i < page->n; i++) {
        const struct figure *figure = page->entries[i].figure;
        bool judged =
            figure->kind == FIGURE_CHANGE && figure->qualifier == QUALIFIER_EXACT && figure->about->base.to;
        if (judged && n++ < CHANGES_MAX)
            judge_points(audit, page, &page->entries[i]);
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
