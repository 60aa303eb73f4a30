/* audit.h - what a check works on; inside lib/check only.
 *
 * All figures are sorted once by place, year, source and group. A *bundle* is what one source says of one place, year and
 * group: only within it are parts and wholes surely of the same thing. A *page* is all that is said of one place. A check
 * is one function over bundles, over pages or over the whole set, and one line in the table of check.c. */
#ifndef HOSO_CHECK_AUDIT_H
#define HOSO_CHECK_AUDIT_H

#include "base/order.h"
#include "check/check.h"

struct entry {
    const struct figure *figure;
    int year;
    uint32_t group; /* number of its group: equal where group_equal is */
};

/* What a bundle says of one indicator. */
struct slot {
    const struct figure *count, *percent, *ratio; /* the first of each kind; NULL: none */
    bool unclear[3]; /* by kind: it says several different numbers, so none is the one */
    uint32_t serial; /* of the bundle that filled it */
};

struct bundle {
    const struct entry *entries;
    size_t n;
    uint32_t place;
    int year;
    uint32_t group;
    struct slot *slots; /* by indicator->index; through bundle_... only */
    uint32_t serial;
    bool table; /* the source is a table */
    bool rates; /* a percentage is among them: few tables have any */
};

struct page {
    const struct entry *entries; /* by year, source, group, indicator */
    const struct entry *things;  /* the same figures, brought together by what they state: see same_thing */
    size_t n;
    uint32_t place;
};

/* What is asked of each indicator on every page. */
struct trait {
    const struct family *family; /* NULL: none */
    bool varies;                 /* years may draw its line differently: compare_has_variants */
};

/* A finding that is being made; figures in the order of the arithmetic. */
struct claim {
    enum finding_level level;
    uint32_t place;
    int year;
    const struct figure *const *figures;
    uint32_t n_figures;
};

/* Passes of one check over the tables of one place. */
struct tally {
    uint32_t times;
    int first, last;               /* years */
    const struct figure **figures; /* of the first of them */
    uint32_t n_figures;
    /* What was said last, which most places have in common; NULL: nothing yet. In the findings' arena. */
    uint32_t said_times;
    int said_first, said_last;
    const char *said_vi, *said_en;
};

struct filed;

struct audit {
    struct figures *figures;
    struct findings *out;
    struct entry *entries;
    size_t n;
    struct entry *things;                  /* room for those of a page */
    struct order *order;                   /* the same */
    const struct check_settings *settings; /* borrowed; never NULL */
    const struct check *check;             /* the one that runs */
    struct filed *filed;                   /* findings with what orders them */
    size_t n_filed, filed_cap;
    const bool *on;        /* by check: the settings want it */
    struct tally *tallies; /* passes over tables, by check; of the page that is being read */
    struct map groups;     /* a group as written -> its number */
    uint32_t n_groups;
    struct slot *slots;
    struct trait *traits; /* by indicator->index */
    uint32_t serial;
    struct arena scratch; /* reset after each page */
    struct arena keys;
};

struct check {
    const char *id;
    bool doubts; /* its warnings and errors put the figures themselves in doubt */
    bool mild;   /* what it finds is a note by nature, and gets the level of the settings too */
    void (*of_bundle)(struct audit *audit, const struct bundle *bundle);
    void (*of_page)(struct audit *audit, const struct page *page);
    void (*of_all)(struct audit *audit);
    const char *passed_vi, *passed_en; /* "12 <passed> đều khớp": what was examined */
    const char *passed_one;            /* passed_en for one */
    struct check_room {
        const char *unit; /* NULL: the check has no tolerance */
        int units, scale; /* what is built in */
    } room;
};

/* The page that follows, the first one after {.n = 0}; its `things` are for checks of one page alone. */
bool audit_next_page(const struct audit *audit, struct page *page);

/* All checks, in the order of their findings; see check.c. */
extern const struct check audit_checks[];
extern const size_t n_audit_checks;

/* What the settings say of a check; NULL: nothing. */
const struct check_rule *rule_of(const struct check_settings *settings, const char *id);
/* Hands the filed findings over, in order of places, years and checks. */
void audit_hand_over(struct audit *audit);

/* How far numbers may be apart for the check that runs. */
struct decimal audit_tolerance(const struct audit *audit);
/* |a - b| is within `room` and the tolerance. */
bool within_room(const struct audit *audit, struct decimal off, struct decimal room);
/* "1 unit", "12 units". */
const char *counted(struct audit *audit, uint32_t n, const char *one, const char *many);

/* The acknowledgement that a finding of the running check on these figures falls under; NULL: none. */
struct acknowledgement *acknowledged(const struct audit *audit, const struct figure *const *figures,
                                     uint32_t n);
/* Whether it holds on the date of the settings. */
bool acknowledgement_holds(const struct acknowledgement *ack, struct date date);

/* Files a finding with its message in both languages, which are copied. */
void audit_add(struct audit *audit, const struct claim *claim, const char *vi, const char *en);
/* Counts a pass over rows of a table instead of telling it; false for a text, whose passes are told one by one. */
bool audit_tally(struct audit *audit, const struct bundle *bundle, const struct figure *const *figures,
                 uint32_t n);

/* Files the passes that were counted as those of `place`. */
void audit_flush(struct audit *audit, uint32_t place);

/* All that the page says is of one year, so that nothing can differ between years. */
static inline bool page_of_one_year(const struct page *page) {
    return page->n == 0 || page->entries[0].year == page->entries[page->n - 1].year;
}

/* The entry's indicator is a class of the family. */
static inline bool in_family(const struct audit *audit, const struct entry *entry,
                             const struct family *family) {
    return audit->traits[entry->figure->indicator->index].family == family;
}

/* Its source is a table. */
bool in_table(const struct audit *audit, const struct figure *figure);

/* The next indicator that the bundle has anything of, from entry *at on, in the catalogue's order; NULL: that was all. */
const struct indicator *bundle_next(const struct bundle *bundle, size_t *at);

/* The number that the bundle states, or NULL: none, several different ones, or (`exact`) a vague one. */
const struct figure *bundle_count(const struct bundle *bundle, const struct indicator *indicator, bool exact);
const struct figure *bundle_percent(const struct bundle *bundle, const struct indicator *indicator,
                                    bool exact);
const struct figure *bundle_ratio(const struct bundle *bundle, const struct indicator *indicator);
const struct figure *bundle_whole(const struct audit *audit, const struct bundle *bundle,
                                  const struct indicator *part);
/* The bundle says different numbers of this kind for the indicator. */
bool bundle_unclear(const struct bundle *bundle, const struct indicator *indicator, enum figure_kind kind);

/* ---- one finding a table ----------------------------------------------------------------------------------------------- */

/* Findings on rows, those alike of the same tables as one. */
struct retold {
    struct audit *audit;
    struct alike *items;
    size_t n, cap;
    struct map by_words;
    struct arena arena;
};

/* Takes a finding, its message in both languages without the stop at the end; what rests on other than rows of tables of one
 * place is filed at once. */
void retold_add(struct retold *retold, const struct claim *claim, const char *vi, const char *en);
/* Files what was taken, and frees. */
void retold_flush(struct retold *retold);

/* ---- words --------------------------------------------------------------------------------------------------------- */

/* All in the audit's scratch arena. */
const char *paper(struct audit *audit, struct decimal d); /* 1.279 */
const char *in_year_vi(struct audit *audit, int year);    /* " năm 2021", "" for 0 */
const char *in_year_en(struct audit *audit, int year);    /* " in 2021" */
const char *sum_text(struct audit *audit, const struct decimal *terms, uint32_t n); /* "0,8 + 1 + 66,4" */
const char *capital(struct audit *audit, const char *text);      /* at the head of a sentence */
const char *in_sentence(struct audit *audit, const char *label); /* first letter small, abbreviations kept */
struct str phrase(struct audit *audit, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- arithmetic ---------------------------------------------------------------------------------------------------- */

enum agreement {
    AGREE,           /* at the precision that is printed */
    AGREE_TRUNCATED, /* cut, not rounded: 65,78 for 65,789 */
    AGREE_NOT,
    AGREE_APART, /* a vague number ("gần 98%") far from 58,3: it is said of something else */
};

/* Whether `stated`, with its qualifier and printed digits, can stand for `exact`, which has more. */
enum agreement agreement(struct decimal exact, const struct figure *stated);
/* The most digits after the point among `n` values. */
int scale_of(const struct decimal *values, uint32_t n);
/* What rounding alone can add up to: half a unit of the last printed digit of each value. A whole number among decimals
 * has as many digits as the coarsest of them: beside 66,4 a "1%" is 1,0, only written short, and taking it for anything
 * from 0,5 to 1,5 would hide half a point of error in every mix that has a whole per cent in it. */
struct decimal rounding(const struct decimal *values, uint32_t n);

/* ---- the checks ---------------------------------------------------------------------------------------------------- */

/* Each files what it finds, and its passes, by audit_add or audit_tally. What it looks for, under its id in check.c: */

/* ---- in one bundle ---- */

/* shares-add-up: the shares of a mix that is whole make 100%. */
void check_shares(struct audit *audit, const struct bundle *bundle);
/* parts-add-up: the classes of a mix make the staff they are classes of. */
void check_parts(struct audit *audit, const struct bundle *bundle);
/* gathers-agree: a class that gathers others ("university or higher") is their sum. */
void check_gathers(struct audit *audit, const struct bundle *bundle);
/* ratio-agrees: a rate is the quotient of the two numbers beside it. */
void check_ratio(struct audit *audit, const struct bundle *bundle);
/* count-over-total: a share is its count over the total of the same group. */
void check_count_over_total(struct audit *audit, const struct bundle *bundle);
/* subset: a part is no larger than its whole. */
void check_subset(struct audit *audit, const struct bundle *bundle);

/* ---- on the page of one place ---- */

/* ratio-agrees, of plans: a rate of completion is result over plan. */
void check_plan(struct audit *audit, const struct page *page);
/* change-agrees: a change is what lies between its two years. */
void check_change(struct audit *audit, const struct page *page);
/* percent-points: a difference of shares is not called one of per cent. */
void check_points(struct audit *audit, const struct page *page);
/* same-scope: mixes of different years are of one group. */
void check_scope(struct audit *audit, const struct page *page);
/* stated-twice: one source states one thing with one number. */
void check_twice(struct audit *audit, const struct page *page);
/* text-vs-table: what a text says is what the table of its year says. */
void check_text_table(struct audit *audit, const struct page *page);
/* restated: a later report says of a year what that year's report said. */
void check_restated(struct audit *audit, const struct page *page);
/* magnitude: a number is not some ten times that of the years beside it, as a digit too many or too few makes it. */
void check_magnitude(struct audit *audit, const struct page *page);
/* jump: a number does not change from year to year by more than the factor of the settings. */
void check_jump(struct audit *audit, const struct page *page);
/* as-of-differs: the figures of a year are of one day. */
void check_as_of(struct audit *audit, const struct page *page);
/* place-validity: there was such a unit at the time. */
void check_validity(struct audit *audit, const struct page *page);

/* ---- over the whole set ---- */

/* total-row: the row of totals is the sum of the rows of its table. */
void check_total_row(struct audit *audit);
/* units-add-up: the row of a district is the sum of the rows of its communes. */
void check_units_sum(struct audit *audit);
/* merged-agrees: what a merged unit states of the time before is the sum of the units that it was. */
void check_merged(struct audit *audit);
/* classes-differ: years draw the classes of a mix, and the line of a class, in one way. */
void check_classes(struct audit *audit);
/* two-versions: no two files are versions of one report. */
void check_versions(struct audit *audit);
/* gap-year: the reports of a place lack no year between others. */
void check_gap_year(struct audit *audit);
/* gap-unit: a table has the units that the table of the year before has. */
void check_gap_unit(struct audit *audit);
/* missing-year: a unit has a row in the years in which the others have one. */
void check_missing_year(struct audit *audit);
/* missing-unit: a unit that had a row goes on to have one. */
void check_missing_unit(struct audit *audit);

/* ---- shared by the checks of one place over years and sources ------------------------------------------------------- */

/* Brings together what states one thing: same indicator, kind, group and period. For qsort. */
int by_thing(const void *a, const void *b);
/* by_thing finds no difference between them. */
bool same_thing(const struct entry *a, const struct entry *b);
/* 64,7 restates 64,70 and 65: one is the other at the coarser's digits. */
bool same_value(const struct figure *a, const struct figure *b);
/* Vague figures and plans contradict nothing; a change is judged by change-agrees. */
bool can_contradict(const struct figure *figure);
const char *stated_text(struct audit *audit, const struct figure *figure); /* 1.279 | 64,7% | 769/1.279 */

#endif
