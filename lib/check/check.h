/* check.h - the audit: a table of checks over the set of figures, giving findings. Reads, never formats a page. */
#ifndef HOSO_CHECK_CHECK_H
#define HOSO_CHECK_CHECK_H

#include "compare/compare.h"

/* PASS: the check applied and held; it is shown too, as what was examined. */
enum finding_level { FINDING_PASS, FINDING_NOTE, FINDING_WARNING, FINDING_ERROR };

struct finding {
    enum finding_level level;
    const char *check; /* id: "shares-add-up" */
    struct str place;
    int year;                            /* 0: of several years */
    const char *message_vi, *message_en; /* with the arithmetic */
    const struct figure *const *figures; /* in order of the arithmetic */
    uint32_t n_figures;
    bool doubts;       /* it puts the figures themselves in doubt, not only their comparison */
    bool acknowledged; /* somebody answers for it, so it is but a note */
    uint32_t times;    /* how often it was made: passes over tables are told once a place and check */
};

struct findings {
    struct finding *items;
    size_t n, cap;
    size_t *starts; /* by place_id: where the findings of a place begin; one more at the end */
    struct arena arena;
};

/* How a workspace wants one check to be made (hoso.yaml, `checks:`). */
struct check_rule {
    const char *id;
    bool off;                 /* it is not made */
    enum finding_level level; /* of what it finds wrong; FINDING_PASS: as it is built in */
    /* how far it lets numbers be apart, see check_tolerance; missing: as it is built in */
    struct decimal tolerance;
};

/* Someone has looked at a discrepancy and answers for it: the finding becomes a note until the day is over. */
struct acknowledgement {
    struct str figure; /* FILE:LINE:START as in the table of findings, or FILE:LINE */
    struct str check;  /* id; empty: any */
    struct str reason, by;
    struct date until; /* last day; unknown: it does not expire */
    uint32_t line;     /* in the file of acknowledgements */
    bool used;         /* set by check_run_with: some finding rests on the figure */
};

struct check_settings {
    const struct check_rule *rules;
    size_t n_rules;
    struct acknowledgement *acknowledged;
    size_t n_acknowledged;
    struct date date; /* the dossiers' date, never the clock; unknown: what has an end does not hold */
};

/* Is there a check of this id? */
bool check_known(const char *id);
/* What its tolerance is built in as, and means in a message ("điểm phần trăm", "người", "lần"); NULL: it has none. */
const char *check_tolerance(const char *id, struct decimal *built_in);
/* Acknowledgements from a table with the columns figure, reason, by, until and, where it is there, check; heads in
 * Vietnamese are known too (số liệu, lý do, người xác nhận, đến ngày, phép kiểm tra). In the arena; they borrow the table's
 * text. False after messages of level usage. */
bool acknowledgements_read(struct arena *arena, const struct source *table, struct acknowledgement **out,
                           size_t *n, struct diag *diag);
/* The same as check_run, by the settings; NULL: as built in. */
void check_run_with(struct figures *figures, const struct check_settings *settings, struct findings *out);
/* Runs every check; marks figures that a warning or error rests on as doubtful, where the check puts the figures
 * themselves in doubt and not only their comparison. Findings come in the order of places, years (those of several years
 * last) and the table of checks. */
void check_run(struct figures *figures, struct findings *out);
/* The findings of one place, which stand together: the first of them, and how many. No walk over all of them. */
const struct finding *findings_of(const struct findings *findings, const struct figures *figures,
                                  struct str place, size_t *n);
/* The same for who looks only at those of a year (0: any; those of several years count to each) and of a level (-1: any), or
 * only at those that put figures in doubt: see figures_asked. */
const struct finding *findings_of_level(const struct findings *findings, const struct figures *figures,
                                        struct str place, int year, int level, size_t *n);
const struct finding *findings_doubting(const struct findings *findings, const struct figures *figures,
                                        struct str place, size_t *n);
/* Frees the findings with their messages; figures stay with the set. */
void findings_fini(struct findings *findings);
const char *finding_level_name(enum finding_level level); /* "pass", "note", "warning", "error" */

/* What `hoso check` prints: for programs with all members; for people with what is wrong alone. Messages in the language. */
void findings_print_csv(struct buf *out, const struct figures *figures, const struct finding *const *list,
                        size_t n, bool vietnamese);
void findings_print_json(struct buf *out, const struct figures *figures, const struct finding *const *list,
                         size_t n, bool vietnamese);
void findings_print_table(struct buf *out, const struct figures *figures, const struct finding *const *list,
                          size_t n, bool vietnamese);

#endif
