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
    bool doubts;    /* it puts the figures themselves in doubt, not only their comparison */
    uint32_t times; /* how often it was made: passes over tables are told once a place and check */
};

struct findings {
    struct finding *items;
    size_t n, cap;
    size_t *starts; /* by place_id: where the findings of a place begin; one more at the end */
    struct arena arena;
};

/* Runs every check; marks figures that a warning or error rests on as doubtful, where the check puts the figures
 * themselves in doubt and not only their comparison. Findings come in the order of places, years (those of several years
 * last) and the table of checks. */
void check_run(struct figures *figures, struct findings *out);
/* The findings of one place, which stand together: the first of them, and how many. No walk over all of them. */
const struct finding *findings_of(const struct findings *findings, const struct figures *figures,
                                  struct str place, size_t *n);
void findings_fini(struct findings *findings);
const char *finding_level_name(enum finding_level level); /* "pass", "note", "warning", "error" */

void findings_print_csv(struct buf *out, const struct figures *figures, const struct finding *const *list,
                        size_t n, bool vietnamese);
void findings_print_json(struct buf *out, const struct figures *figures, const struct finding *const *list,
                         size_t n, bool vietnamese);
void findings_print_table(struct buf *out, const struct figures *figures, const struct finding *const *list,
                          size_t n, bool vietnamese);

#endif
