/* sums.c - parts and their sum: shares that make 100, counts that make the whole, classes that are counted together. */
#include "check/audit.h"
#include <string.h>

/* ---- shares-add-up ------------------------------------------------------------------------------------------------- */

/* The classes of a family as a bundle states them. */
struct parts {
    const struct family *family;
    const struct figure **figures; /* in rank order */
    struct decimal *values;
    uint32_t n;
    bool all;     /* every class is stated */
    bool unclear; /* one is stated twice, differently, or vaguely */
};

static struct parts parts_for(struct audit *audit, const struct family *family) {
    return (struct parts){
        .family = family,
        .figures = ARENA_ARRAY(&audit->scratch, family->n + 1, const struct figure *),
        .values = ARENA_ARRAY(&audit->scratch, family->n + 1, struct decimal),
        .all = true,
    };
}

static void add_part(struct parts *parts, const struct figure *figure, struct decimal value) {
    parts->figures[parts->n] = figure;
    parts->values[parts->n++] = value;
}

static struct decimal sum_of(const struct parts *parts) {
    struct decimal sum = decimal_int(0);
    for (uint32_t i = 0; i < parts->n; i++)
        sum = decimal_add(sum, parts->values[i]);
    return sum;
}

/* "không có người trên đại học" among shares is a share of 0. */
static struct parts shares_of(struct audit *audit, const struct bundle *bundle, const struct family *family) {
    struct parts parts = parts_for(audit, family);
    for (uint32_t i = 0; i < family->n; i++) {
        const struct indicator *member = family->members[i];
        const struct figure *percent = bundle_percent(bundle, member, true);
        const struct figure *count = bundle_count(bundle, member, true);
        if (percent)
            add_part(&parts, percent, percent->value);
        else if (bundle_percent(bundle, member, false) || bundle_unclear(bundle, member, FIGURE_PERCENT))
            parts.unclear = true;
        else if (count && decimal_sign(count->value) == 0)
            add_part(&parts, count, decimal_int(0));
        else
            parts.all = false;
    }
    return parts;
}

static uint32_t n_percents(const struct parts *parts) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < parts->n; i++)
        n += parts->figures[i]->kind == FIGURE_PERCENT;
    return n;
}

static void tell_shares(struct audit *audit, const struct bundle *bundle, const struct parts *parts,
                        struct decimal sum, bool holds) {
    struct decimal off = decimal_sub(sum, decimal_int(100));
    bool over = decimal_sign(off) > 0;
    const char *terms = sum_text(audit, parts->values, parts->n), *total = paper(audit, sum);
    const char *vi_year = in_year_vi(audit, bundle->year), *en_year = in_year_en(audit, bundle->year);
    const char *rest_vi = "", *rest_en = "";
    if (!holds) {
        const char *size = paper(audit, decimal_abs(off));
        rest_vi = phrase(audit, ", %s %s điểm phần trăm so với 100%%", over ? "thừa" : "thiếu", size).at;
        rest_en = phrase(audit, ", %s percentage points %s 100%%", size, over ? "above" : "short of").at;
    } else if (decimal_sign(off)) {
        rest_vi = ", sai lệch trong phạm vi làm tròn";
        rest_en = ", which rounding explains";
    }
    struct claim claim = {holds ? FINDING_PASS : FINDING_WARNING, bundle->place, bundle->year, parts->figures,
                          parts->n};
    audit_add(audit, &claim,
              phrase(audit, "Cơ cấu %s%s cộng lại được %s%%%s: %s = %s.", parts->family->label, vi_year,
                     total, rest_vi, terms, total)
                  .at,
              phrase(audit, "The shares by %s%s add up to %s%%%s: %s = %s.", parts->family->label_en, en_year,
                     total, rest_en, terms, total)
                  .at);
}

static void check_family_shares(struct audit *audit, const struct bundle *bundle,
                                const struct family *family) {
    struct parts parts = shares_of(audit, bundle, family);
    if (parts.unclear || n_percents(&parts) < 2)
        return;
    struct decimal sum = sum_of(&parts);
    struct decimal off = decimal_sub(sum, decimal_int(100));
    struct decimal room = rounding(parts.values, parts.n);
    if (decimal_missing(off))
        return;
    bool holds = within_room(audit, off, room);
    bool short_for_a_reason = !holds && decimal_sign(off) < 0 && (!parts.all || family->partial);
    if (short_for_a_reason || (holds && audit_tally(audit, bundle, parts.figures, parts.n)))
        return;
    sum = decimal_round(sum, scale_of(parts.values, parts.n));
    tell_shares(audit, bundle, &parts, sum, holds);
}

void check_shares(struct audit *audit, const struct bundle *bundle) {
    const struct catalogue *catalogue = audit->figures->catalogue;
    for (uint32_t i = 0; bundle->rates && i < catalogue->n_families; i++)
        check_family_shares(audit, bundle, &catalogue->families[i]);
}

/* ---- parts-add-up -------------------------------------------------------------------------------------------------- */

static struct parts counts_of(struct audit *audit, const struct bundle *bundle, const struct family *family) {
    struct parts parts = parts_for(audit, family);
    for (uint32_t i = 0; i < family->n; i++) {
        const struct figure *count = bundle_count(bundle, family->members[i], true);
        parts.unclear |= bundle_unclear(bundle, family->members[i], FIGURE_COUNT);
        parts.all &= count != NULL;
        if (count)
            add_part(&parts, count, count->value);
    }
    return parts;
}

/* Above the total is a fault of the table; below it a table leaves some people unclassed, a text has lost them. */
static enum finding_level parts_level(const struct bundle *bundle, int order) {
    if (order == 0)
        return FINDING_PASS;
    if (order > 0)
        return bundle->table ? FINDING_ERROR : FINDING_WARNING;
    return bundle->table ? FINDING_NOTE : FINDING_WARNING;
}

/* `order`: the sum is as large as the whole (0), larger or smaller. */
static void tell_parts(struct audit *audit, const struct bundle *bundle, struct parts *parts,
                       const struct figure *whole, struct decimal sum, int order) {
    const char *off = paper(audit, decimal_abs(decimal_sub(sum, whole->value)));
    const char *terms = sum_text(audit, parts->values, parts->n), *made = paper(audit, sum);
    const char *of = paper(audit, whole->value);
    const char *vi_year = in_year_vi(audit, bundle->year), *en_year = in_year_en(audit, bundle->year);
    struct str vi, en;
    if (order == 0) {
        vi = phrase(audit, "Các bậc %s%s cộng lại bằng tổng số: %s = %s.", parts->family->label, vi_year,
                    terms, of);
        en = phrase(audit, "The classes of %s%s make the total: %s = %s.", parts->family->label_en, en_year,
                    terms, of);
    } else if (order > 0) {
        vi = phrase(audit, "Các bậc %s%s cộng lại được %s, vượt tổng số %s là %s người: %s = %s.",
                    parts->family->label, vi_year, made, of, off, terms, made);
        en = phrase(audit, "The classes of %s%s make %s, which is %s above the total of %s: %s = %s.",
                    parts->family->label_en, en_year, made, off, of, terms, made);
    } else {
        vi = phrase(audit,
                    "Các bậc %s%s cộng lại được %s trên tổng số %s; còn %s người chưa xác định: %s = %s.",
                    parts->family->label, vi_year, made, of, off, terms, made);
        en = phrase(audit, "The classes of %s%s make %s of the total of %s; %s in no class: %s = %s.",
                    parts->family->label_en, en_year, made, of,
                    strcmp(off, "1") == 0 ? "1 person is" : phrase(audit, "%s people are", off).at, terms,
                    made);
    }
    add_part(parts, whole, whole->value);
    struct claim claim = {parts_level(bundle, order), bundle->place, bundle->year, parts->figures, parts->n};
    audit_add(audit, &claim, vi.at, en.at);
}

static void check_family_counts(struct audit *audit, const struct bundle *bundle,
                                const struct family *family) {
    if (family->n == 0)
        return;
    const struct figure *whole = bundle_whole(audit, bundle, family->members[0]);
    struct parts parts = counts_of(audit, bundle, family);
    struct decimal sum = sum_of(&parts);
    if (whole == NULL || parts.unclear || parts.n < 2 || decimal_missing(sum))
        return;
    int order = within_room(audit, decimal_sub(sum, whole->value), decimal_int(0))
                    ? 0
                    : decimal_compare(sum, whole->value);
    if (order < 0 && (!parts.all || family->partial))
        return;
    if (order == 0 && audit_tally(audit, bundle, parts.figures, parts.n))
        return;
    tell_parts(audit, bundle, &parts, whole, sum, order);
}

void check_parts(struct audit *audit, const struct bundle *bundle) {
    const struct catalogue *catalogue = audit->figures->catalogue;
    for (uint32_t i = 0; i < catalogue->n_families; i++)
        check_family_counts(audit, bundle, &catalogue->families[i]);
}

/* ---- gathers-agree ------------------------------------------------------------------------------------------------- */

typedef const struct figure *stated(const struct bundle *bundle, const struct indicator *indicator,
                                    bool exact);

static void tell_gathered(struct audit *audit, const struct bundle *bundle, struct parts *parts,
                          const struct figure *together, struct decimal sum, bool holds) {
    const char *unit = together->kind == FIGURE_PERCENT ? "%" : "";
    const char *terms = sum_text(audit, parts->values, parts->n), *made = paper(audit, sum);
    const char *value = paper(audit, together->value);
    const char *vi_year = in_year_vi(audit, bundle->year), *en_year = in_year_en(audit, bundle->year);
    add_part(parts, together, together->value);
    struct claim claim = {holds ? FINDING_PASS : FINDING_WARNING, bundle->place, bundle->year, parts->figures,
                          parts->n};
    audit_add(audit, &claim,
              phrase(audit, "%s%s là %s%s, %s với tổng các bậc được gộp: %s = %s%s.",
                     together->indicator->label, vi_year, value, unit, holds ? "khớp" : "không khớp", terms,
                     made, unit)
                  .at,
              phrase(audit, "%s%s is %s%s, which %s the classes it counts together: %s = %s%s.",
                     capital(audit, together->indicator->label_en), en_year, value, unit,
                     holds ? "agrees with" : "does not agree with", terms, made, unit)
                  .at);
}

/* Where a class is not stated the others may only stay below. */
static void check_gathered(struct audit *audit, const struct bundle *bundle,
                           const struct indicator *indicator, stated *one) {
    const struct figure *together = one(bundle, indicator, true);
    if (together == NULL)
        return;
    struct parts parts = parts_for(audit, &(struct family){.n = indicator->n_gathers});
    for (uint32_t i = 0; i < indicator->n_gathers; i++) {
        const struct figure *part =
            one(bundle, catalogue_find(audit->figures->catalogue, str_of(indicator->gathers[i])), true);
        parts.all &= part != NULL;
        if (part)
            add_part(&parts, part, part->value);
    }
    struct decimal sum = sum_of(&parts), off = decimal_sub(sum, together->value);
    if (parts.n == 0 || decimal_missing(off))
        return;
    struct decimal room = decimal_int(0);
    if (together->kind == FIGURE_PERCENT)
        room = decimal_add(rounding(parts.values, parts.n), rounding(&together->value, 1));
    bool holds = together->kind == FIGURE_PERCENT ? within_room(audit, off, room) : decimal_sign(off) == 0;
    if (!parts.all && (holds || decimal_sign(off) < 0))
        return;
    if (!holds || !audit_tally(audit, bundle, parts.figures, parts.n))
        tell_gathered(audit, bundle, &parts, together, sum, holds);
}

void check_gathers(struct audit *audit, const struct bundle *bundle) {
    const struct catalogue *catalogue = audit->figures->catalogue;
    for (uint32_t i = 0; i < catalogue->n; i++) {
        if (catalogue->items[i].n_gathers == 0)
            continue;
        check_gathered(audit, bundle, &catalogue->items[i], bundle_count);
        check_gathered(audit, bundle, &catalogue->items[i], bundle_percent);
    }
}
