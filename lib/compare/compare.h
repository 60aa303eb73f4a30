/* compare.h - what figures say side by side: differences, indices, mixes, series. Every result keeps the figures that it
 * rests on, so it can be followed to the sentences; doubt and difference of extent travel with it. */
#ifndef HOSO_COMPARE_COMPARE_H
#define HOSO_COMPARE_COMPARE_H

#include "figure/figure.h"

enum compare_unit {
    COMPARE_UNITS,
    COMPARE_POINTS
}; /* difference in the indicator's unit, or in percentage points */

/* Why two sides are not quite, or not at all, the same thing. */
enum compare_extent {
    EXTENT_SAME = 0,
    EXTENT_GROUP = 1,   /* the groups differ: cán bộ, công chức / công chức */
    EXTENT_AS_OF = 2,   /* as-of days lie differently in their years */
    EXTENT_PLACE = 4,   /* a place was changed in between (1 July 2025) */
    EXTENT_CLASSES = 8, /* the sets of classes differ, or one class is drawn differently (see fact.variant) */
    EXTENT_PERIOD = 16, /* a span of years stands against one year: no difference is made */
    EXTENT_UNITS =
        32, /* the units over time are known: beside EXTENT_PLACE only what is counted has changed */
};

/* How a value of an earlier year was made from the units that its place was then. */
struct descent {
    enum descent_how {
        DESCENT_SUM,     /* they were added up */
        DESCENT_RENAMED, /* one unit, under its former name */
        DESCENT_LACKS,   /* some of them state nothing, so there is no number */
        DESCENT_BACK,    /* they do not state enough, but the later unit's own report looks back */
    } how;
    const char *units, *units_en; /* which, as they are listed */
};

/* A value for one indicator, place and year, stated or derived. */
struct fact {
    const struct indicator *indicator; /* NULL for a fact of another kind (a count of places) */
    struct decimal value;              /* missing: nobody states it */
    const char *unit;                  /* người, %, điểm %, lớp ...; "" when unknown */
    struct str place;
    struct str group;
    int year;
    const struct figure *const *from; /* what it rests on, in order of evidence; none when it is missing */
    uint32_t n_from;
    enum figure_qualifier qualifier;
    bool derived;   /* computed (a share, a sum, an estimate), not stated as it stands */
    bool estimated; /* computed from a rounded share: printed with "ước" */
    bool doubtful;
    unsigned extent;  /* EXTENT_... of a derived fact */
    const char *note; /* which units were added up, or why they were not; NULL when there is nothing to say */
    const char *note_en; /* the same in English; NULL where note is */
    const char *variant,
        *variant_en; /* which class of its indicator's name it means: "dưới 30 tuổi"; NULL: not told */
    const struct descent *descent; /* what the note says of units; NULL: it says something else */
};

#define COMPARE_UNIT_SHARE  "%"
#define COMPARE_UNIT_POINTS "điểm %"

/* a against b: b - a, and b / a x 100 for counts (the index of the official forms: 103 means 3 % more). */
struct comparison {
    struct fact a, b; /* earlier, later */
    struct fact difference;
    enum compare_unit unit;
    struct decimal index;    /* one decimal; missing for shares and where a is 0 */
    struct decimal relative; /* index - 100: the change in per cent of a; missing where the index is */
    unsigned extent;
    const char *note;    /* why it is not made, or made with care; NULL when there is nothing to say */
    const char *note_en; /* the same in English; NULL where note is */
};

/* The classes of a family in two years: rows from the lowest class up, with their totals. */
struct mix {
    const char *family;
    struct comparison *rows;
    uint32_t n_rows;
    struct fact total_a, total_b; /* sum of the shares that are stated */
    struct fact whole_a, whole_b; /* the staff they are shares of; missing when not stated */
    /* per row: heads in the later year, as stated, else share x whole, marked estimated */
    struct fact *estimate;
    unsigned extent;
    /* which classes a year does not state, whose groups differ; NULL when there is nothing to say */
    const char *note;
    const char *note_en; /* the same in English; NULL where note is */
};

/* As that one figure states it, in `unit`: its value, place, year and group, its doubt, and which class it means. */
struct fact compare_stated(struct arena *arena, const struct figures *figures, const struct figure *figure,
                           const char *unit);
/* The stated figure, else derived: a share from counts of the same source, a count from a ratio, a class that gathers
 * others from their sum. Units and kinds as asked: share = true wants per cent. year 0: any. Counts are never estimated
 * here, see compare_estimate. In the arena, as all that follows. */
struct fact compare_fact(struct arena *arena, const struct figures *figures, struct str indicator,
                         struct str place, int year, bool share);
/* Heads: the stated count, else the share of the whole of the same group and year, rounded to whole heads and marked
 * estimated; missing where nobody states that whole. */
struct fact compare_estimate(struct arena *arena, const struct figures *figures, struct str indicator,
                             struct str place, int year);
/* Like with like (pair.c): where the years state several groups or as-of days, the pair that is most alike is taken. Shares
 * that both years' sources state themselves are compared as they are, doubtful and with a note where their groups differ;
 * heads of two groups have no difference, nor have two classes that only share a name. */
struct comparison compare_years(struct arena *arena, const struct figures *figures, struct str indicator,
                                struct str place, int year_a, int year_b, bool share);
/* What `place`, as the unit that it is in `as_year`, was in `year`: over 1 July 2025 and other changes the sum of the units
 * that went into it, shares worked out from sums; missing, with a note, where one of them states nothing or went into it in
 * part. The same as compare_fact where nothing changed or nothing is known of units. */
struct fact compare_fact_as(struct arena *arena, const struct figures *figures, struct str indicator,
                            struct str place, int year, int as_year, bool share);
/* Both years of all classes of `family` (id); one row for each class that either year states. */
struct mix compare_mix(struct arena *arena, const struct figures *figures, struct str family,
                       struct str place, int year_a, int year_b);
/* One fact a year, missing years included; the place is the unit of the last year, see compare_fact_as. */
struct fact *compare_series(struct arena *arena, const struct figures *figures, struct str indicator,
                            struct str place, int first, int last, bool share);
/* What the notes of a series or a table say, those of several years as one: "Số liệu năm 2016–2024 là tổng của ...". Up to
 * `max` notes in Vietnamese into `out`, in the order of the facts; returns how many. */
size_t compare_notes(struct arena *arena, const struct fact *facts, size_t n, const char **out, size_t max);
/* Why a line from `a` to the later `b` would join unlike things: EXTENT_PLACE (what is counted changed on 1 July 2025),
 * EXTENT_GROUP, EXTENT_PERIOD, each with a sentence that says so; 0: it may be drawn, or one of them is missing. */
unsigned compare_break(struct arena *arena, const struct fact *a, const struct fact *b, const char **note);
/* Its name is used for several classes, so that its facts may have variants. */
bool compare_has_variants(const struct indicator *indicator);
/* Sum of the counts of those of `places` that state one: n_from says how many did, the note which did not. Percentages are
 * never summed. */
struct fact compare_sum(struct arena *arena, const struct figures *figures, struct str indicator,
                        const struct str *places, size_t n_places, int year);
/* Several units' share as one: the sum of their parts over the sum of their wholes, so each weighs as much as it has staff;
 * percentages are never averaged. Units that do not state both are left out, and the note names them. */
struct fact compare_average(struct arena *arena, const struct figures *figures, struct str indicator,
                            const struct str *places, size_t n_places, int year);

/* Units in the order of an indicator, highest first; equal values share a rank (1, 2, 2, 4) and stand in Vietnamese order.
 * Those that state nothing, or only something of several years, are not ranked but named. Top and bottom are its ends. */
struct ranking {
    struct ranked {
        struct fact fact;
        uint32_t rank;
    } * items;
    uint32_t n;
    struct str *missing; /* the places that are not ranked, in the order of `places` */
    uint32_t n_missing;
    unsigned extent; /* EXTENT_GROUP, EXTENT_AS_OF: the units do not all state the same thing */
    const char *note,
        *note_en; /* which ones are missing, and in what the others differ; NULL: nothing to say */
};

/* Ranks those of `places`; `share`: by their shares, else by what the indicator counts. In the arena. */
struct ranking compare_rank(struct arena *arena, const struct figures *figures, struct str indicator,
                            const struct str *places, size_t n_places, int year, bool share);

enum bound_side { BOUND_FROM, BOUND_ABOVE, BOUND_BELOW }; /* at least, more than, less than the bound */

/* Which of the ranked units lie on one side of a bound. "trên 80%" is surely at least 75 and leaves open whether it is 85;
 * such units are counted as open and are in no number. */
struct reached {
    struct fact units;           /* how many units do, of ... */
    struct fact of;              /* so many that tell, and */
    struct fact share;           /* their share of these, one decimal; missing: none tells */
    const struct ranked **items; /* those that do, in the order of the ranking */
    uint32_t n, n_open;
};

/* The units of `ranking`, which is borrowed, on that side of `bound` (in the unit of its facts). Lists in the arena. */
struct reached ranking_reach(struct arena *arena, const struct ranking *ranking, struct decimal bound,
                             enum bound_side side);
/* The communes that tables put in a district: up to `n` into `out`, in order of appearance; returns how many there are. Looks
 * at every figure once. */
size_t compare_communes(const struct figures *figures, struct str district, struct str *out, size_t n);
/* Plan against result, from a ratio a/b or from two figures. */
struct plan_result {
    struct fact planned, done;
    struct fact rate; /* result / plan x 100; as it is stated where a plan or a result is missing */
    struct fact off;  /* result - plan; missing where either is */
};

/* Of `place` in `year`; what is not stated is missing. */
struct plan_result compare_plan_result(struct arena *arena, const struct figures *figures, struct str place,
                                       int year);
/* Its rate. */
struct fact compare_plan(struct arena *arena, const struct figures *figures, struct str place, int year);
/* a + b and b - a with both sides' evidence; missing when either is. */
struct fact fact_add(struct arena *arena, struct fact a, struct fact b);
struct fact fact_sub(struct arena *arena, struct fact b, struct fact a);

struct comparisons {
    struct comparison *items;
    size_t n, cap;
    struct arena arena;
};

/* Everything that can be compared: each indicator of each place over each pair of consecutive years that are stated,
 * and the first against the last. For the `compare` command. */
void compare_all(const struct figures *figures, struct comparisons *out);
/* Frees the comparisons with all that they hold; their figures stay with the set. */
void comparisons_fini(struct comparisons *comparisons);
/* What `hoso compare` prints: every member a column, for programs; the short one for people. Units and notes in the language. */
void comparisons_print_csv(struct buf *out, const struct comparison *const *list, size_t n, bool vietnamese);
void comparisons_print_json(struct buf *out, const struct comparison *const *list, size_t n, bool vietnamese);
void comparisons_print_table(struct buf *out, const struct comparison *const *list, size_t n,
                             bool vietnamese);

#endif
