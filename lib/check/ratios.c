/* ratios.c - a percentage against the two numbers that it comes from, a part against its whole. */
#include "check/audit.h"

/* ---- one percentage, two numbers ----------------------------------------------------------------------------------- */

/* `a` of `b` against the stated percentage `rate`. `figures` are the evidence, the rate last. */
struct quotient {
    struct decimal a, b;
    const struct figure *rate;
    const struct figure *figures[3];
    uint32_t n_figures;
};

/* Two digits more than are stated, at least two in all: 106,47 against 106, 65,789 against 65,78. */
static int shown_digits(const struct figure *rate) {
    int digits = rate->value.scale + 1;
    return digits < 2 ? 2 : digits;
}

static const char *rate_text(struct audit *audit, const struct figure *rate, bool vietnamese) {
    static const char *const vi[] = {"", "gần ", "khoảng ", "trên ", "ít nhất ", "không quá "};
    static const char *const en[] = {"", "nearly ", "about ", "over ", "at least ", "at most "};
    return phrase(audit, "%s%s%%", (vietnamese ? vi : en)[rate->qualifier], paper(audit, rate->value)).at;
}

static void tell_quotient(struct audit *audit, const struct bundle *bundle, const struct quotient *q,
                          enum agreement agrees) {
    struct decimal shown = decimal_percent(q->a, q->b, shown_digits(q->rate));
    struct str sum =
        phrase(audit, "%s/%s = %s%%", paper(audit, q->a), paper(audit, q->b), paper(audit, shown));
    const char *vi_rate = rate_text(audit, q->rate, true), *en_rate = rate_text(audit, q->rate, false);
    const char *vi_year = in_year_vi(audit, bundle->year), *en_year = in_year_en(audit, bundle->year);
    const char *label = q->rate->indicator->label, *label_en = capital(audit, q->rate->indicator->label_en);
    bool rounded = !decimal_equal(shown, q->rate->value) && q->rate->qualifier == QUALIFIER_EXACT;
    struct decimal right = decimal_percent(q->a, q->b, q->rate->value.scale);
    struct claim claim = {FINDING_PASS, bundle->place, bundle->year, q->figures, q->n_figures};
    struct str vi = STR(""), en = STR("");
    switch (agrees) {
    case AGREE:
        vi = phrase(audit, "%s%s “%s” khớp với phép chia %s%s.", label, vi_year, vi_rate, sum.at,
                    rounded ? " (nguồn làm tròn)" : "");
        en = phrase(audit, "%s%s “%s” agrees with %s%s.", label_en, en_year, en_rate, sum.at,
                    rounded ? " (rounded by the source)" : "");
        break;
    case AGREE_TRUNCATED:
        claim.level = FINDING_NOTE;
        vi = phrase(audit, "%s%s “%s” bị cắt bớt chữ số thay vì làm tròn: %s, làm tròn phải là %s%%.", label,
                    vi_year, vi_rate, sum.at, paper(audit, right));
        en = phrase(audit, "%s%s “%s” is cut instead of rounded: %s, which rounds to %s%%.", label_en,
                    en_year, en_rate, sum.at, paper(audit, right));
        break;
    case AGREE_APART: return;
    case AGREE_NOT:
        claim.level = FINDING_WARNING;
        vi = phrase(audit, "%s%s “%s” không khớp với phép chia %s.", label, vi_year, vi_rate, sum.at);
        en = phrase(audit, "%s%s “%s” does not agree with %s.", label_en, en_year, en_rate, sum.at);
        break;
    }
    audit_add(audit, &claim, vi.at, en.at);
}

static void check_quotient(struct audit *audit, const struct bundle *bundle, const struct quotient *q) {
    struct decimal exact = decimal_percent(q->a, q->b, DECIMAL_SCALE_MAX);
    if (decimal_missing(exact))
        return;
    enum agreement agrees = agreement(exact, q->rate);
    if (agrees == AGREE_NOT && decimal_sign(audit_tolerance(audit)) > 0 &&
        within_room(audit, decimal_sub(decimal_round(exact, DECIMAL_SCALE_MAX / 2), q->rate->value),
                    decimal_int(0)))
        agrees = AGREE;
    if (agrees != AGREE || !audit_tally(audit, bundle, q->figures, q->n_figures))
        tell_quotient(audit, bundle, q, agrees);
}

void check_ratio(struct audit *audit, const struct bundle *bundle) {
    const struct indicator *indicator;
    for (size_t at = 0; bundle->rates && (indicator = bundle_next(bundle, &at)) != NULL;) {
        const struct figure *ratio = bundle_ratio(bundle, indicator);
        const struct figure *rate = bundle_percent(bundle, indicator, false);
        if (ratio && rate)
            check_quotient(audit, bundle,
                           &(struct quotient){ratio->value, ratio->about->of, rate, {ratio, rate}, 2});
    }
}

static bool same_page(const struct entry *a, const struct entry *b) {
    return a->figure->about->place_id == b->figure->about->place_id && a->year == b->year &&
           a->figure->where.source == b->figure->where.source;
}

#define FIT_MAX 4096 /* figures before and behind that are looked at; a real text has some hundred */

/* A whole anywhere in the same text of which `count` is just the stated share. Texts name their people once in full
 * ("công chức VHXH cấp xã") and then shortly ("công chức"), so the group may differ: three numbers that fit are no
 * accident, but three that do not fit prove nothing. */
static const struct figure *fitting_whole(const struct audit *audit, const struct bundle *bundle,
                                          const struct figure *count, const struct figure *rate) {
    const struct entry *from = bundle->entries, *end = audit->entries + audit->n;
    while (from > audit->entries && bundle->entries - from < FIT_MAX && same_page(from - 1, bundle->entries))
        from--;
    for (const struct entry *at = from; at < end && at - bundle->entries < FIT_MAX; at++) {
        if (!same_page(at, bundle->entries))
            break;
        const struct figure *figure = at->figure;
        if (figure->kind != FIGURE_COUNT || figure->qualifier != QUALIFIER_EXACT ||
            figure->indicator->index != count->indicator->whole_index)
            continue;
        struct decimal exact = decimal_percent(count->value, figure->value, DECIMAL_SCALE_MAX);
        if (!decimal_missing(exact) && agreement(exact, rate) <= AGREE_TRUNCATED)
            return figure;
    }
    return NULL;
}

void check_count_over_total(struct audit *audit, const struct bundle *bundle) {
    const struct indicator *indicator;
    for (size_t at = 0; bundle->rates && (indicator = bundle_next(bundle, &at)) != NULL;) {
        const struct figure *count = bundle_count(bundle, indicator, true);
        const struct figure *rate = bundle_percent(bundle, indicator, false);
        if (count == NULL || rate == NULL || indicator->whole_index == MAP_NONE)
            continue;
        const struct figure *whole = bundle_whole(audit, bundle, indicator);
        if (whole == NULL && !bundle->table)
            whole = fitting_whole(audit, bundle, count, rate);
        if (whole)
            check_quotient(audit, bundle,
                           &(struct quotient){count->value, whole->value, rate, {count, whole, rate}, 3});
    }
}

/* ---- plan completion ----------------------------------------------------------------------------------------------- */

/* What one source says of the plan of a year and of its result. Each number must be the only one of its kind. */
struct plan {
    const struct figure *ratio, *rate, *done, *planned;
    uint32_t ratios, rates, dones, planneds;
};

/* The indicators that a plan is told by; a catalogue of one's own may lack them. */
struct plan_ids {
    const struct indicator *done, *planned, *rate;
};

static void add_to_plan(struct plan *plan, const struct plan_ids *ids, const struct figure *figure) {
    bool exact = figure->kind == FIGURE_COUNT && figure->qualifier == QUALIFIER_EXACT;
    if (figure->indicator == ids->done && figure->kind == FIGURE_RATIO) {
        plan->ratio = figure;
        plan->ratios++;
    } else if (figure->indicator == ids->rate && figure->kind == FIGURE_PERCENT) {
        plan->rate = figure;
        plan->rates++;
    } else if (figure->indicator == ids->done && exact && !figure->about->planned) {
        plan->done = figure;
        plan->dones++;
    } else if (figure->indicator == ids->planned && exact) {
        plan->planned = figure;
        plan->planneds++;
    }
}

/* The sentence that gives the rate often names its people otherwise than the one with the numbers, so the group is left
 * aside; source and year must be the same, and there must be one ratio, or one result and one plan, and one rate. */
static void check_plan_of(struct audit *audit, const struct plan_ids *ids, const struct page *page,
                          size_t from, size_t to) {
    struct plan plan = {0};
    for (size_t i = from; i < to; i++)
        add_to_plan(&plan, ids, page->entries[i].figure);
    struct bundle bundle = {.place = page->place, .year = page->entries[from].year};
    if (plan.rates != 1)
        return;
    if (plan.ratios == 1)
        check_quotient(audit, &bundle,
                       &(struct quotient){
                           plan.ratio->value, plan.ratio->about->of, plan.rate, {plan.ratio, plan.rate}, 2});
    else if (plan.ratios == 0 && plan.dones == 1 && plan.planneds == 1)
        check_quotient(
            audit, &bundle,
            &(struct quotient){
                plan.done->value, plan.planned->value, plan.rate, {plan.done, plan.planned, plan.rate}, 3});
}

void check_plan(struct audit *audit, const struct page *page) {
    const struct catalogue *catalogue = audit->figures->catalogue;
    struct plan_ids ids = {catalogue_find(catalogue, STR("training.participants")),
                           catalogue_find(catalogue, STR("training.planned")),
                           catalogue_find(catalogue, STR("training.plan_completion"))};
    for (size_t from = 0, to; from < page->n; from = to) {
        const struct entry *first = &page->entries[from];
        for (to = from + 1; to < page->n; to++)
            if (page->entries[to].year != first->year ||
                page->entries[to].figure->where.source != first->figure->where.source)
                break;
        check_plan_of(audit, &ids, page, from, to);
    }
}

/* ---- subset -------------------------------------------------------------------------------------------------------- */

/* Sums over several certificates may count a person twice, so they prove nothing. */
static bool may_exceed(const struct indicator *indicator) {
    return indicator->sum && indicator->family == NULL;
}

/* A table that contradicts itself is an error; of a text only the reading may be wrong. */
static enum finding_level subset_level(const struct bundle *bundle) {
    return bundle->table ? FINDING_ERROR : FINDING_WARNING;
}

static void subset_fails(struct audit *audit, const struct bundle *bundle, const struct figure *part,
                         struct decimal whole, const struct figure *of) {
    struct claim claim = {subset_level(bundle), bundle->place, bundle->year,
                          (const struct figure *[]){part, of}, 1};
    claim.n_figures += of && of != part;
    const char *a = paper(audit, part->value), *b = paper(audit, whole);
    const char *unit = part->kind == FIGURE_PERCENT ? "%" : "";
    audit_add(audit, &claim,
              phrase(audit, "%s%s là %s%s, lớn hơn tổng thể %s%s.", part->indicator->label,
                     in_year_vi(audit, bundle->year), a, unit, b, unit)
                  .at,
              phrase(audit, "%s%s is %s%s, more than the whole of %s%s.",
                     capital(audit, part->indicator->label_en), in_year_en(audit, bundle->year), a, unit, b,
                     unit)
                  .at);
}

/* All parts that stay within the whole are told in one sentence. */
struct within {
    const struct figure **figures;
    uint32_t n;
    struct buf list_vi, list_en;
};

static void add_within(struct audit *audit, struct within *within, const struct figure *part) {
    const char *comma = within->n ? "; " : "", *value = paper(audit, part->value);
    within->figures[within->n++] = part;
    buf_printf(&within->list_vi, "%s%s %s", comma, part->indicator->label, value);
    buf_printf(&within->list_en, "%s%s %s", comma, part->indicator->label_en, value);
}

static void tell_within(struct audit *audit, const struct bundle *bundle, struct within *within,
                        const struct figure *whole) {
    const char *of = paper(audit, whole->value);
    within->figures[within->n] = whole;
    struct claim claim = {FINDING_PASS, bundle->place, bundle->year, within->figures, within->n + 1};
    audit_add(audit, &claim,
              phrase(audit, "Các số bộ phận%s không vượt tổng số %s: %s.", in_year_vi(audit, bundle->year),
                     of, within->list_vi.at)
                  .at,
              phrase(audit, "The parts%s stay within the total of %s: %s.", in_year_en(audit, bundle->year),
                     of, within->list_en.at)
                  .at);
}

/* The parts of one whole, with counts. */
static void check_parts_within(struct audit *audit, const struct bundle *bundle, const struct indicator *of) {
    const struct catalogue *catalogue = audit->figures->catalogue;
    const struct figure *whole = bundle_count(bundle, of, true);
    struct within within = {.figures = ARENA_ARRAY(&audit->scratch, catalogue->n + 1, const struct figure *)};
    const struct indicator *indicator;
    for (size_t at = 0; whole && (indicator = bundle_next(bundle, &at)) != NULL;) {
        if (indicator->whole_index != of->index || may_exceed(indicator))
            continue;
        const struct figure *part = bundle_count(bundle, indicator, true);
        if (part == NULL)
            continue;
        if (decimal_compare(part->value, whole->value) > 0)
            subset_fails(audit, bundle, part, whole->value, whole);
        else if (!audit_tally(audit, bundle, (const struct figure *[]){part, whole}, 2))
            add_within(audit, &within, part);
    }
    if (within.n)
        tell_within(audit, bundle, &within, whole);
    buf_fini(&within.list_vi);
    buf_fini(&within.list_en);
}

void check_subset(struct audit *audit, const struct bundle *bundle) {
    const struct indicator *indicator;
    for (size_t at = 0; (indicator = bundle_next(bundle, &at)) != NULL;) {
        const struct figure *percent = bundle_percent(bundle, indicator, true);
        const struct figure *ratio = bundle_ratio(bundle, indicator);
        if (bundle_count(bundle, indicator, true) && indicator->is_whole)
            check_parts_within(audit, bundle, indicator);
        if (indicator->whole == NULL)
            continue;
        if (percent && decimal_compare(percent->value, decimal_int(100)) > 0)
            subset_fails(audit, bundle, percent, decimal_int(100), NULL);
        if (ratio && decimal_compare(ratio->value, ratio->about->of) > 0)
            subset_fails(audit, bundle, ratio, ratio->about->of, ratio);
    }
}
