/* check.c - the table of checks, and the walk that feeds them: figures brought together by place, then page after page, bundle
 * after bundle. Everything is linear, so a country's tables are audited in seconds. */
#include "check/check.h"
#include "base/order.h"
#include "check/audit.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define POINTS "điểm phần trăm"
#define HEADS  "người"
#define TIMES  "lần"

const struct check audit_checks[] = {
    {"shares-add-up", .doubts = true, .of_bundle = check_shares, .passed_vi = "cơ cấu cộng lại được 100%",
     .passed_en = "mixes that add up to 100%", .passed_one = "mix that adds up to 100%",
     .room = {POINTS, 0, 0}},
    {"parts-add-up", .doubts = true, .of_bundle = check_parts, .passed_vi = "lần cộng các phần bằng tổng số",
     .passed_en = "sums of parts that equal their total", .passed_one = "sum of parts that equals its total",
     .room = {HEADS, 0, 0}},
    {"gathers-agree", .doubts = true, .of_bundle = check_gathers, .passed_vi = "số gộp bằng tổng các bậc",
     .passed_en = "combined classes that equal the sum of theirs",
     .passed_one = "combined class that equals the sum of its classes", .room = {POINTS, 0, 0}},
    {"ratio-agrees", .doubts = true, .of_bundle = check_ratio, .of_page = check_plan,
     .passed_vi = "tỷ lệ khớp với phép chia", .passed_en = "rates that agree with their ratio",
     .passed_one = "rate that agrees with its ratio", .room = {POINTS, 0, 0}},
    {"count-over-total", .doubts = true, .of_bundle = check_count_over_total,
     .passed_vi = "tỷ lệ khớp với số người", .passed_en = "rates that agree with their counts",
     .passed_one = "rate that agrees with its count", .room = {POINTS, 0, 0}},
    {"subset", .doubts = true, .of_bundle = check_subset, .passed_vi = "số bộ phận không vượt tổng số",
     .passed_en = "parts that stay within their total", .passed_one = "part that stays within its total"},
    {"total-row", .doubts = true, .of_all = check_total_row,
     .passed_vi = "chỉ tiêu có dòng tổng cộng bằng tổng các đơn vị",
     .passed_en = "totals that equal the sum of the units",
     .passed_one = "total that equals the sum of the units", .room = {HEADS, 0, 0}},
    {"units-add-up", .doubts = true, .of_all = check_units_sum,
     .passed_vi = "dòng cộng của huyện bằng tổng các xã",
     .passed_en = "district totals that equal the sum of their communes",
     .passed_one = "district total that equals the sum of its communes", .room = {HEADS, 0, 0}},
    {"merged-agrees", .doubts = true, .of_all = check_merged,
     .passed_vi = "số năm trước của đơn vị mới bằng tổng các đơn vị cũ",
     .passed_en = "earlier figures of a merged unit that equal the sum of the old units",
     .passed_one = "earlier figure of a merged unit that equals the sum of the old units",
     .room = {HEADS, 0, 0}},
    {"change-agrees", .doubts = true, .of_page = check_change, .passed_vi = "mức tăng, giảm khớp với hai năm",
     .passed_en = "changes that agree with both years", .passed_one = "change that agrees with both years",
     .room = {POINTS, 0, 0}},
    {"percent-points", .mild = true, .of_page = check_points},
    {"stated-twice", .doubts = true, .of_page = check_twice, .passed_vi = "số liệu nêu lại không đổi",
     .passed_en = "figures restated without change", .passed_one = "figure restated without change"},
    {"text-vs-table", .doubts = true, .of_page = check_text_table,
     .passed_vi = "số liệu trong lời khớp với biểu",
     .passed_en = "figures in words that agree with their table",
     .passed_one = "figure in words that agrees with its table"},
    {"restated", .doubts = true, .of_page = check_restated,
     .passed_vi = "số liệu báo cáo sau nêu lại không đổi",
     .passed_en = "figures restated without change by a later report",
     .passed_one = "figure restated without change by a later report"},
    {"magnitude", .doubts = true, .of_page = check_magnitude},
    {"jump", .mild = true, .of_page = check_jump, .room = {TIMES, 3, 0}},
    {"classes-differ", .mild = true, .of_all = check_classes},
    {"same-scope", .of_page = check_scope, .passed_vi = "cơ cấu cùng đối tượng qua các năm",
     .passed_en = "mixes of the same group over the years",
     .passed_one = "mix of the same group over the years"},
    {"as-of-differs", .mild = true, .of_page = check_as_of},
    {"place-validity", .of_page = check_validity},
    {"two-versions", .mild = true, .of_all = check_versions},
    {"gap-year", .mild = true, .of_all = check_gap_year},
    {"gap-unit", .mild = true, .of_all = check_gap_unit},
    {"missing-year", .of_all = check_missing_year},
    {"missing-unit", .mild = true, .of_all = check_missing_unit},
};

#define N_CHECKS (sizeof audit_checks / sizeof audit_checks[0])
const size_t n_audit_checks = N_CHECKS;

bool check_known(const char *id) {
    for (size_t i = 0; i < N_CHECKS; i++)
        if (strcmp(audit_checks[i].id, id) == 0)
            return true;
    return false;
}

const char *check_tolerance(const char *id, struct decimal *built_in) {
    for (size_t i = 0; i < N_CHECKS; i++)
        if (strcmp(audit_checks[i].id, id) == 0 && audit_checks[i].room.unit) {
            *built_in = decimal_of(audit_checks[i].room.units, audit_checks[i].room.scale);
            return audit_checks[i].room.unit;
        }
    return NULL;
}

/* ---- the walk ------------------------------------------------------------------------------------------------------ */

/* The number of a group; every wording is folded once. */
static uint32_t group_number(struct audit *audit, struct str group) {
    uint32_t number = map_find(&audit->groups, group);
    if (number != MAP_NONE)
        return number;
    struct str key = group_key(&audit->keys, group);
    number = map_find(&audit->groups, key);
    if (number == MAP_NONE) {
        number = audit->n_groups++;
        map_put(&audit->groups, key, number);
    }
    map_put(&audit->groups, group, number);
    return number;
}

static struct entry entry_of(struct audit *audit, const struct figure *figure) {
    return (struct entry){figure, figure_year(audit->figures, figure),
                          group_number(audit, figure->about->group)};
}

/* Sorts the entries of one place by year, source, group, indicator; else as they stand in the sources. */
static void sort_page(struct audit *audit, struct entry *entries, size_t n) {
    struct order *order = audit->order;
    for (size_t i = 0; i < n; i++)
        order[i] = (struct order){(uint64_t)entries[i].group << 32 | entries[i].figure->indicator->index,
                                  (uint32_t)i};
    order_sort(order, n);
    for (size_t i = 0; i < n; i++) {
        const struct entry *entry = &entries[order[i].item];
        order[i].key = (uint64_t)(uint32_t)entry->year << 32 | entry->figure->where.source;
    }
    order_sort(order, n);
    memcpy(audit->things, entries, n * sizeof *entries);
    for (size_t i = 0; i < n; i++)
        entries[i] = audit->things[order[i].item];
}

/* Where the page of a place begins: how many figures are about those before it, and of which the last is MAP_NONE. */
static size_t page_of(const struct figures *figures, const struct figure *figure) {
    return figure->about->place_id < figures->n_places ? figure->about->place_id : figures->n_places;
}

/* The figures of a place are brought together by counting, and sorted among themselves, which are few: memory is walked through
 * once, and nothing is needed beside the list itself that grows with it. */
static void sort_entries(struct audit *audit) {
    const struct figures *figures = audit->figures;
    size_t n_pages = figures->n_places + 1, at = 0, largest = 0;
    size_t *starts = mem_new(n_pages + 1, sizeof *starts);
    audit->n = figures->n;
    audit->entries = mem_new(audit->n + 1, sizeof *audit->entries);
    for (size_t i = 0; i < audit->n; i++)
        starts[page_of(figures, figures->items[i])]++;
    for (size_t page = 0; page < n_pages; page++) {
        size_t here = starts[page];
        largest = here > largest ? here : largest;
        starts[page] = at;
        at += here;
    }
    for (size_t i = 0; i < audit->n; i++)
        audit->entries[starts[page_of(figures, figures->items[i])]++] = entry_of(audit, figures->items[i]);
    audit->things = mem_new(largest + 1, sizeof *audit->things);
    audit->order = mem_new(largest + 1, sizeof *audit->order);
    for (size_t page = 0, from = 0; page < n_pages; from = starts[page++])
        sort_page(audit, &audit->entries[from], starts[page] - from);
    free(starts);
}

static bool same_bundle(const struct entry *a, const struct entry *b) {
    return a->year == b->year && a->figure->where.source == b->figure->where.source && a->group == b->group;
}

/* What belongs to the arithmetic of a year: not a change, a plan or a sum over several years. */
static bool counts_here(const struct figure *figure) {
    return figure->kind != FIGURE_CHANGE && !figure->about->planned && period_one_year(figure->about->period);
}

/* Two numbers of one kind, to the letter: not as same_value has it, for which 65% and 64,7% are one. */
static bool same_number(const struct figure *a, const struct figure *b) {
    return decimal_equal(a->value, b->value) &&
           (a->kind != FIGURE_RATIO || decimal_equal(a->about->of, b->about->of));
}

static void fill(struct audit *audit, struct bundle *bundle) {
    bundle->serial = ++audit->serial;
    bundle->slots = audit->slots;
    for (size_t i = 0; i < bundle->n; i++) {
        const struct figure *figure = bundle->entries[i].figure;
        struct slot *slot = &audit->slots[figure->indicator->index];
        if (!counts_here(figure))
            continue;
        bundle->rates |= figure->kind == FIGURE_PERCENT;
        if (slot->serial != bundle->serial)
            *slot = (struct slot){.serial = bundle->serial};
        const struct figure **at = figure->kind == FIGURE_COUNT     ? &slot->count
                                   : figure->kind == FIGURE_PERCENT ? &slot->percent
                                                                    : &slot->ratio;
        if (*at == NULL)
            *at = figure;
        else
            slot->unclear[figure->kind] |= !same_number(*at, figure);
    }
}

static void run_bundles(struct audit *audit, const struct page *page) {
    for (size_t from = 0, to; from < page->n; from = to) {
        for (to = from + 1; to < page->n && same_bundle(&page->entries[from], &page->entries[to]);)
            to++;
        struct bundle bundle = {
            .entries = &page->entries[from],
            .n = to - from,
            .place = page->place,
            .year = page->entries[from].year,
            .group = page->entries[from].group,
            .table = in_table(audit, page->entries[from].figure),
        };
        fill(audit, &bundle);
        for (size_t i = 0; i < N_CHECKS; i++) {
            audit->check = &audit_checks[i];
            if (audit->check->of_bundle && audit->on[i])
                audit->check->of_bundle(audit, &bundle);
        }
    }
}

bool audit_next_page(const struct audit *audit, struct page *page) {
    size_t from = page->n ? (size_t)(page->entries - audit->entries) + page->n : 0, to = from + 1;
    if (from >= audit->n)
        return false;
    uint32_t place = audit->entries[from].figure->about->place_id;
    while (to < audit->n && audit->entries[to].figure->about->place_id == place)
        to++;
    *page = (struct page){.entries = &audit->entries[from], .n = to - from, .place = place};
    return true;
}

static void order_things(struct audit *audit, const struct page *page) {
    for (size_t i = 0; i < page->n; i++) {
        const struct entry *entry = &page->entries[audit->order[i].item];
        audit->order[i].key = (uint64_t)entry->figure->indicator->index << 40 |
                              (uint64_t)entry->figure->kind << 32 | entry->group;
    }
    order_sort(audit->order, page->n);
    for (size_t i = 0; i < page->n; i++)
        audit->things[i] = page->entries[audit->order[i].item];
}

/* The order of by_thing. The page comes by years, sources and places in them, which is mostly all that is wanted of those that
 * state one thing. */
static void sort_things(struct audit *audit, const struct page *page) {
    struct order *order = audit->order;
    bool sorted = true;
    for (size_t i = 0; i < page->n; i++)
        order[i].item = (uint32_t)i;
    order_things(audit, page);
    for (size_t i = 1; sorted && i < page->n; i++)
        sorted = by_thing(&audit->things[i - 1], &audit->things[i]) < 0;
    if (sorted)
        return;
    for (size_t i = 0; i < page->n; i++) {
        const struct entry *entry = &page->entries[i];
        order[i] = (struct order){(uint64_t)(uint16_t)entry->year << 48 |
                                      (uint64_t)(uint16_t)entry->figure->about->period.from << 32 |
                                      entry->figure->id,
                                  (uint32_t)i};
    }
    order_sort(order, page->n);
    order_things(audit, page);
}

static void run_page(struct audit *audit, struct page *page) {
    sort_things(audit, page);
    page->things = audit->things;
    run_bundles(audit, page);
    for (size_t i = 0; i < N_CHECKS; i++) {
        audit->check = &audit_checks[i];
        if (audit->check->of_page && audit->on[i])
            audit->check->of_page(audit, page);
    }
    audit_flush(audit, page->place);
    arena_reset(&audit->scratch);
}

static void run_all(struct audit *audit) {
    for (size_t i = 0; i < N_CHECKS; i++) {
        audit->check = &audit_checks[i];
        if (audit->check->of_all && audit->on[i])
            audit->check->of_all(audit);
    }
    for (struct page page = {.n = 0}; audit_next_page(audit, &page);)
        run_page(audit, &page);
}

static struct trait *traits_of(const struct catalogue *catalogue) {
    struct trait *traits = mem_new(catalogue->n + 1, sizeof *traits);
    for (uint32_t i = 0; i < catalogue->n; i++)
        traits[catalogue->items[i].index].varies = compare_has_variants(&catalogue->items[i]);
    for (uint32_t f = 0; f < catalogue->n_families; f++)
        for (uint32_t i = 0; i < catalogue->families[f].n; i++)
            traits[catalogue->families[f].members[i]->index].family = &catalogue->families[f];
    return traits;
}

static bool is_on(const struct audit *audit, const struct check *check) {
    const struct check_rule *rule = rule_of(audit->settings, check->id);
    return !rule || !rule->off;
}

void check_run(struct figures *figures, struct findings *out) {
    check_run_with(figures, NULL, out);
}

void check_run_with(struct figures *figures, const struct check_settings *settings, struct findings *out) {
    static const struct check_settings built_in = {0};
    struct tally tallies[N_CHECKS] = {{0}};
    bool on[N_CHECKS];
    struct audit audit = {.figures = figures,
                          .settings = settings ? settings : &built_in,
                          .out = out,
                          .on = on,
                          .tallies = tallies};
    *out = (struct findings){0};
    for (size_t i = 0; i < N_CHECKS; i++)
        on[i] = is_on(&audit, &audit_checks[i]);
    audit.slots = mem_new(figures->catalogue->n + 1, sizeof *audit.slots);
    audit.traits = traits_of(figures->catalogue);
    sort_entries(&audit);
    run_all(&audit);
    audit_hand_over(&audit);
    free(audit.entries);
    free(audit.things);
    free(audit.order);
    free(audit.filed);
    free(audit.slots);
    free(audit.traits);
    map_fini(&audit.groups);
    arena_fini(&audit.scratch);
    arena_fini(&audit.keys);
}

static const struct finding *findings_at(const struct findings *findings, const struct figures *figures,
                                         struct str place, size_t *n) {
    uint32_t id = figures_place(figures, place);
    *n = 0;
    if (id == MAP_NONE || findings->starts == NULL)
        return NULL;
    *n = findings->starts[id + 1] - findings->starts[id];
    return &findings->items[findings->starts[id]];
}

const struct finding *findings_of(const struct findings *findings, const struct figures *figures,
                                  struct str place, size_t *n) {
    return findings_of_level(findings, figures, place, 0, -1, n);
}

const struct finding *findings_of_level(const struct findings *findings, const struct figures *figures,
                                        struct str place, int year, int level, size_t *n) {
    figures_ask(figures, ASKED_FINDINGS, (uint32_t)(level + 1), place, year);
    return findings_at(findings, figures, place, n);
}

const struct finding *findings_doubting(const struct findings *findings, const struct figures *figures,
                                        struct str place, size_t *n) {
    figures_ask(figures, ASKED_DOUBTS, 0, place, 0);
    return findings_at(findings, figures, place, n);
}

void findings_fini(struct findings *findings) {
    free(findings->items);
    free(findings->starts);
    arena_fini(&findings->arena);
    *findings = (struct findings){0};
}
