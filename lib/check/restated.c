/* restated.c - one thing that is stated several times: in two reports of a year, in words and in a table, again by a later
 * report. All statements are kept; where they differ the finding shows both with their sentences. */
#include "check/audit.h"
#include <string.h>

#define ORDER(a, b)                                                                                          \
    if ((a) != (b))                                                                                          \
    return (a) < (b) ? -1 : 1

int by_thing(const void *a, const void *b) {
    const struct entry *one = a, *two = b;
    ORDER(one->figure->indicator->index, two->figure->indicator->index);
    ORDER(one->figure->kind, two->figure->kind);
    ORDER(one->group, two->group);
    ORDER(one->year, two->year);
    ORDER(one->figure->about->period.from, two->figure->about->period.from);
    ORDER(one->figure->id, two->figure->id);
    return 0;
}

/* A figure without a period holds for its source's year: "2021" and "" of a report of 2021 are one. */
static bool same_period(const struct entry *a, const struct entry *b) {
    if (period_one_year(a->figure->about->period) && period_one_year(b->figure->about->period))
        return a->year == b->year;
    return a->year == b->year && period_equal(a->figure->about->period, b->figure->about->period);
}

bool same_thing(const struct entry *a, const struct entry *b) {
    return a->figure->indicator == b->figure->indicator && a->figure->kind == b->figure->kind &&
           a->group == b->group && same_period(a, b);
}

bool same_value(const struct figure *a, const struct figure *b) {
    int scale = a->value.scale < b->value.scale ? a->value.scale : b->value.scale;
    if (a->kind == FIGURE_RATIO && !decimal_equal(a->about->of, b->about->of))
        return false;
    if (a->kind != FIGURE_PERCENT)
        return decimal_equal(a->value, b->value);
    return decimal_equal(decimal_round(a->value, scale), decimal_round(b->value, scale));
}

bool can_contradict(const struct figure *figure) {
    return figure->kind != FIGURE_CHANGE && !figure->about->planned && figure->qualifier == QUALIFIER_EXACT;
}

static const char *place_in_source(struct audit *audit, const struct figure *figure) {
    return phrase(audit, "%s:%u", figure_path(audit->figures, figure), figure->about->line).at;
}

const char *stated_text(struct audit *audit, const struct figure *figure) {
    const char *value = paper(audit, figure->value);
    if (figure->kind == FIGURE_RATIO)
        return phrase(audit, "%s/%s", value, paper(audit, figure->about->of)).at;
    return figure->kind == FIGURE_PERCENT ? phrase(audit, "%s%%", value).at : value;
}

/* How two statements of one thing stand to each other; each is a check of its own. */
enum relation { SAME_KIND, TEXT_AND_TABLE, LATER_REPORT };

static enum relation relation_of(const struct audit *audit, const struct figure *a, const struct figure *b) {
    const struct source *x = figure_source(audit->figures, a), *y = figure_source(audit->figures, b);
    if (x && y && x->date.year && y->date.year && date_compare(x->date, y->date) != 0)
        return LATER_REPORT;
    return in_table(audit, a) != in_table(audit, b) ? TEXT_AND_TABLE : SAME_KIND;
}

#define QUOTED_MAX 160 /* [characters] of a sentence in a message */

/* Place in its source, and of a text the sentence: what the one says against the other is read side by side. */
static const char *said_where(struct audit *audit, const struct figure *figure) {
    const char *where = place_in_source(audit, figure);
    const struct source *source = figure_source(audit->figures, figure);
    if (!source || source->kind == SOURCE_TABLE || !source->raw.len)
        return where;
    size_t mark, len, at = 0;
    struct str sentence = str_trim(source_context(source, figure->where.at, figure->where.len, &mark, &len));
    for (int i = 0; i < QUOTED_MAX && at < sentence.len; i++)
        text_next(sentence, &at);
    return phrase(audit, "%s: “%.*s%s”", where, (int)at, sentence.at, at < sentence.len ? "…" : "").at;
}

static void tell_twice(struct audit *audit, const struct page *page, const struct entry *entry,
                       const struct figure *const *two, enum relation relation) {
    static const char *const how_vi[] = {"được nêu hai lần với số khác nhau",
                                         "trong lời và trong biểu khác nhau",
                                         "được báo cáo sau nêu lại với số khác"};
    static const char *const how_en[] = {"is stated twice with different numbers",
                                         "differs between the words and the table",
                                         "is restated with another number by a later report"};
    struct claim claim = {FINDING_WARNING, page->place, entry->year, two, 2};
    const char *a = stated_text(audit, two[0]), *b = stated_text(audit, two[1]);
    const char *where_a = said_where(audit, two[0]), *where_b = said_where(audit, two[1]);
    audit_add(audit, &claim,
              phrase(audit, "%s%s %s: %s (%s) và %s (%s).", two[0]->indicator->label,
                     in_year_vi(audit, entry->year), how_vi[relation], a, where_a, b, where_b)
                  .at,
              phrase(audit, "%s%s %s: %s (%s) and %s (%s).", capital(audit, two[0]->indicator->label_en),
                     in_year_en(audit, entry->year), how_en[relation], a, where_a, b, where_b)
                  .at);
}

/* Two rows of one table bear the same name: two units that share it, or one entered twice. One finding tells all their
 * columns. */
static void tell_rows(struct audit *audit, const struct page *page, const struct entry *entry,
                      const struct figure *const *two) {
    struct claim claim = {FINDING_WARNING, page->place, entry->year, two, 2};
    audit_add(audit, &claim,
              phrase(audit, "Hai dòng của một bảng mang cùng tên đơn vị nhưng khác số liệu: %s và dòng %u.",
                     place_in_source(audit, two[0]), two[1]->about->line)
                  .at,
              phrase(audit, "Two rows of one table have the same unit and different figures: %s and line %u.",
                     place_in_source(audit, two[0]), two[1]->about->line)
                  .at);
}

static void tell_restated(struct audit *audit, const struct page *page, const struct entry *entry,
                          const struct figure *const *two) {
    struct claim claim = {FINDING_PASS, page->place, entry->year, two, 2};
    struct bundle bundle = {.place = page->place, .year = entry->year};
    bundle.table = in_table(audit, two[0]) && in_table(audit, two[1]);
    if (audit_tally(audit, &bundle, two, 2))
        return;
    const char *value = stated_text(audit, two[0]);
    audit_add(audit, &claim,
              phrase(audit, "%s%s được nêu lại với cùng số %s.", two[0]->indicator->label,
                     in_year_vi(audit, entry->year), value)
                  .at,
              phrase(audit, "%s%s is restated as the same %s.", capital(audit, two[0]->indicator->label_en),
                     in_year_en(audit, entry->year), value)
                  .at);
}

/* What one check of the three does with the statements of a page. */
struct repeats {
    enum relation relation;
    uint32_t told_source; /* rows of this table are told already */
};

/* Two statements of one thing. Within one text nothing is contradicted: reports say "27 lớp" and in the next line "11 lớp" of
 * a part of them that no group names, far more often than they err. */
static void judge_two(struct audit *audit, const struct page *page, const struct entry *entry,
                      const struct figure *const *two, struct repeats *repeats, bool *restated) {
    bool one_source = two[0]->where.source == two[1]->where.source, table = in_table(audit, two[0]);
    bool same = same_value(two[0], two[1]);
    if (same && !*restated && !(one_source && table)) {
        tell_restated(audit, page, entry, two);
        *restated = true;
    } else if (!same && !one_source) {
        tell_twice(audit, page, entry, two, repeats->relation);
    } else if (!same && table && repeats->told_source != two[0]->where.source) {
        repeats->told_source = two[0]->where.source;
        tell_rows(audit, page, entry, two);
    }
}

/* Each against the first that states the thing, and against the first of the other relations: a later report is held
 * against the report of the year, a table against the words of its own year. */
static void judge_thing(struct audit *audit, const struct page *page, const struct entry *entries, size_t n,
                        struct repeats *repeats) {
    bool restated = false;
    for (size_t i = 1; i < n; i++) {
        for (size_t k = 0; k < i && k < 8 && can_contradict(entries[i].figure); k++) {
            const struct figure *two[] = {entries[k].figure, entries[i].figure};
            if (!can_contradict(two[0]) || relation_of(audit, two[0], two[1]) != repeats->relation)
                continue;
            judge_two(audit, page, &entries[i], two, repeats, &restated);
            break;
        }
    }
}

static void check_repeats(struct audit *audit, const struct page *page, enum relation relation) {
    struct repeats repeats = {relation, MAP_NONE};
    for (size_t from = 0, to; from < page->n; from = to) {
        for (to = from + 1; to < page->n && same_thing(&page->things[from], &page->things[to]);)
            to++;
        if (to - from > 1)
            judge_thing(audit, page, &page->things[from], to - from, &repeats);
    }
}

void check_twice(struct audit *audit, const struct page *page) {
    check_repeats(audit, page, SAME_KIND);
}

void check_text_table(struct audit *audit, const struct page *page) {
    check_repeats(audit, page, TEXT_AND_TABLE);
}

void check_restated(struct audit *audit, const struct page *page) {
    check_repeats(audit, page, LATER_REPORT);
}
