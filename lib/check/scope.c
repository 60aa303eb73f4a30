/* scope.c - mixes of different groups over years. */
#include "check/audit.h"

/* The years of a family at one place, and whether they may be of different groups. */
struct scope {
    int years[DATE_YEARS];
    uint32_t n_years;
    bool differs;
    const struct figure *first;
};

static struct scope scope_of(const struct audit *audit, const struct page *page,
                             const struct family *family) {
    struct scope scope = {.n_years = 0};
    uint32_t group = 0;
    for (size_t i = 0; i < page->n; i++) {
        const struct entry *entry = &page->entries[i];
        if (!in_family(audit, entry, family) || entry->figure->kind == FIGURE_CHANGE || entry->year == 0)
            continue;
        if (scope.first == NULL) {
            scope.first = entry->figure;
            group = entry->group;
        }
        scope.differs |= entry->group != group;
        bool new_year = scope.n_years == 0 || scope.years[scope.n_years - 1] != entry->year;
        if (new_year && scope.n_years < DATE_YEARS) /* entries come by year */
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
        for (last = i; last + 1 < n && group_equal_at(mixes[i].place, mixes[i].group, mixes[last + 1].group);)
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
        differ |= n && !group_equal_at(mix.place, mixes[0].group, mix.group);
        mixes[n++] = mix;
    }
    if (differ)
        tell_scope(audit, page, family, mixes, n);
}

void check_scope(struct audit *audit, const struct page *page) {
    const struct catalogue *catalogue = audit->figures->catalogue;
    if (page_of_one_year(page))
        return;
    for (uint32_t i = 0; i < catalogue->n_families; i++) {
        struct scope scope = scope_of(audit, page, &catalogue->families[i]);
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
