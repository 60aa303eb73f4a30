/* classes.c - one thing, different classes: a family that the years divide differently, a class whose line is drawn
 * elsewhere ("dưới 30 tuổi", "từ 30 tuổi trở xuống"). Not a fault of either year, but their difference says nothing. */
#include "check/audit.h"
#include <string.h>

/* ---- the classes of a family ------------------------------------------------------------------------------------------ */

/* A year's mix as a dossier would take it. */
struct division {
    int year;
    struct mix mix; /* of that year alone */
    bool complete;  /* the classes that it states make the whole, so that nobody is in another one */
    uint32_t stated;
};

static const struct fact *share_at(const struct division *d, uint32_t i) {
    return &d->mix.rows[i].b;
}

static bool states(const struct division *d, uint32_t i) {
    return !decimal_missing(share_at(d, i)->value);
}

static bool makes_hundred(const struct division *d) {
    struct decimal values[64];
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->mix.n_rows && n < 64; i++)
        if (states(d, i))
            values[n++] = share_at(d, i)->value;
    struct decimal off = decimal_abs(decimal_sub(d->mix.total_b.value, decimal_int(100)));
    return n && !decimal_missing(off) && decimal_compare(off, rounding(values, n)) <= 0;
}

static struct division division_of(struct audit *audit, const struct page *page, const struct family *family,
                                   int year) {
    struct division d = {.year = year};
    d.mix = compare_mix(&audit->scratch, audit->figures, str_of(family->id),
                        audit->figures->places[page->place], year, year);
    for (uint32_t i = 0; i < d.mix.n_rows; i++)
        d.stated += states(&d, i);
    d.complete = d.stated && makes_hundred(&d);
    return d;
}

/* The class that `d` states and that counts class `i` together with others: "đại học trở lên". */
static const struct indicator *gathered_in(struct audit *audit, const struct page *page,
                                           const struct division *d, const struct indicator *member) {
    const struct catalogue *catalogue = audit->figures->catalogue;
    for (uint32_t i = 0; i < catalogue->n; i++) {
        const struct indicator *indicator = &catalogue->items[i];
        for (uint32_t k = 0; k < indicator->n_gathers; k++) {
            if (strcmp(indicator->gathers[k], member->id) != 0)
                continue;
            struct figure_query query = {.indicator = str_of(indicator->id),
                                         .place = audit->figures->places[page->place],
                                         .year = d->year};
            if (figures_lookup(audit->figures, &query))
                return indicator;
        }
    }
    return NULL;
}

/* The classes that `with` states and `without` does not, though there may be people in them. */
static void tell_lacking(struct retold *retold, const struct page *page, const struct family *family,
                         const struct division *with, const struct division *without) {
    struct audit *audit = retold->audit;
    struct buf vi = BUF_EMPTY, en = BUF_EMPTY;
    const struct indicator *common = NULL;
    const struct figure **evidence = ARENA_ARRAY(&audit->scratch, family->n + 1, const struct figure *);
    uint32_t n = 0;
    for (uint32_t i = 0; i < family->n; i++) {
        if (!states(with, i) || states(without, i) || decimal_sign(share_at(with, i)->value) == 0)
            continue;
        const struct indicator *gathers = gathered_in(audit, page, without, family->members[i]);
        common = gathers ? gathers : common;
        buf_printf(&vi, "%s%s", n ? ", " : "", in_sentence(audit, family->members[i]->label));
        buf_printf(&en, "%s%s", n ? ", " : "", family->members[i]->label_en);
        evidence[n++] = share_at(with, i)->from[0];
    }
    struct claim claim = {FINDING_NOTE, page->place, 0, evidence, n};
    const char *rest_vi = common ? phrase(audit, "chỉ so sánh được bậc gộp “%s”", common->label).at
                                 : "không so sánh được các bậc này";
    const char *rest_en = common ? phrase(audit, "only “%s” can be compared", common->label_en).at
                                 : "these classes cannot be compared";
    if (n)
        retold_add(retold, &claim,
                   phrase(audit, "Cơ cấu %s năm %d không nêu riêng %s như năm %d; %s", family->label,
                          without->year, vi.at, with->year, rest_vi)
                       .at,
                   phrase(audit, "The mix of %s in %d does not tell %s apart as that of %d does; %s",
                          family->label_en, without->year, en.at, with->year, rest_en)
                       .at);
    buf_fini(&vi);
    buf_fini(&en);
}

/* The years of a page, ascending, that say anything of a family, and which of its classes. */
struct spread {
    int years[DATE_YEARS];
    uint64_t classes[DATE_YEARS]; /* a bit a class, by its rank */
    uint32_t n;
    bool differ;
};

static struct spread spread_of(const struct audit *audit, const struct page *page,
                               const struct family *family) {
    struct spread s = {.n = 0};
    for (size_t i = 0; i < page->n; i++) {
        const struct indicator *indicator = page->entries[i].figure->indicator;
        int year = page->entries[i].year;
        if (!in_family(audit, &page->entries[i], family) || page->entries[i].figure->kind == FIGURE_CHANGE ||
            !year)
            continue;
        if ((s.n == 0 || s.years[s.n - 1] != year) && s.n < DATE_YEARS)
            s.years[s.n++] = year;
        s.classes[s.n - 1] |= UINT64_C(1) << (indicator->rank % 64);
    }
    for (uint32_t i = 1; i < s.n; i++)
        s.differ |= s.classes[i] != s.classes[0];
    return s;
}

/* The tables of most places have the same columns every year, which is seen without making a mix. */
static void judge_family(struct retold *retold, const struct page *page, const struct family *family) {
    struct audit *audit = retold->audit;
    struct spread s = spread_of(audit, page, family);
    struct division before = {.stated = 0};
    for (uint32_t i = 0; i < s.n && s.differ; i++) {
        struct division d = division_of(audit, page, family, s.years[i]);
        if (d.stated < 2) /* a single class is no mix */
            continue;
        if (before.stated && !d.complete)
            tell_lacking(retold, page, family, &before, &d);
        if (before.stated && !before.complete)
            tell_lacking(retold, page, family, &d, &before);
        before = d;
    }
}

/* ---- one class ---------------------------------------------------------------------------------------------------------- */

/* The first figure of each way to draw the line, year after year. */
static void judge_variants(struct retold *retold, const struct page *page,
                           const struct indicator *indicator) {
    struct audit *audit = retold->audit;
    struct fact before = {.variant = NULL};
    for (size_t i = 0; i < page->n; i++) {
        const struct entry *entry = &page->entries[i];
        if (entry->figure->indicator != indicator || entry->figure->kind == FIGURE_CHANGE || !entry->year)
            continue;
        struct fact fact = compare_fact(&audit->scratch, audit->figures, str_of(indicator->id),
                                        audit->figures->places[page->place], entry->year,
                                        entry->figure->kind == FIGURE_PERCENT);
        if (!fact.variant || fact.n_from == 0)
            continue;
        if (before.variant && strcmp(before.variant, fact.variant) != 0 && before.year != fact.year) {
            const struct figure *two[] = {before.from[0], fact.from[0]};
            struct claim claim = {FINDING_NOTE, page->place, 0, two, 2};
            retold_add(retold, &claim,
                       phrase(audit, "%s: năm %d tính %s, năm %d tính %s nên không so sánh được",
                              indicator->label, before.year, before.variant, fact.year, fact.variant)
                           .at,
                       phrase(audit, "%s: in %d %s, in %d %s, which cannot be compared",
                              capital(audit, indicator->label_en), before.year, before.variant_en, fact.year,
                              fact.variant_en)
                           .at);
        }
        before = fact;
    }
}

static void judge_page(struct retold *retold, const struct page *page) {
    const struct catalogue *catalogue = retold->audit->figures->catalogue;
    for (uint32_t i = 0; i < catalogue->n_families; i++)
        judge_family(retold, page, &catalogue->families[i]);
    for (uint32_t i = 0; i < catalogue->n; i++)
        if (retold->audit->traits[catalogue->items[i].index].varies)
            judge_variants(retold, page, &catalogue->items[i]);
}

void check_classes(struct audit *audit) {
    struct retold retold = {.audit = audit};
    for (struct page page = {.n = 0}; audit_next_page(audit, &page); arena_reset(&audit->scratch))
        if (!page_of_one_year(&page))
            judge_page(&retold, &page);
    retold_flush(&retold);
}
