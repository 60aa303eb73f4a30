/* fact.h - making facts; inside lib/compare only. */
#ifndef HOSO_COMPARE_FACT_H
#define HOSO_COMPARE_FACT_H

#include "compare/compare.h"

/* Where a fact may come from: one place and year, where `beside` is set one source and group, where `group`
 * is set that group. */
struct ask {
    struct arena *arena;
    const struct figures *figures;
    struct str place;
    int year;
    const struct figure *beside;
    struct str group; /* empty: any */
};

/* ---- said.c: notes in both languages ----------------------------------------------------------------------------------- */

struct note {
    const char *vi, *en; /* both NULL: nothing to say */
};

/* A note that is being made. */
struct said {
    struct buf vi, en;
};

/* The same arguments, in the same order, for both languages. */
void said_add(struct said *said, const char *vi, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
void said_str(struct said *said, struct str s);
void said_date(struct said *said, struct date date);
/* "a, b và c"; of many the first ones and how many more there are. */
void said_places(struct said *said, const struct str *places, uint32_t n);
/* A blank before the next sentence, where there is one before it. */
void said_blank(struct said *said);
/* One more sentence; nothing where the note is none. */
void said_note(struct said *said, struct note note);
/* The note, in the arena; frees `said`. */
struct note said_keep(struct arena *arena, struct said *said);
/* What a number of `n` units leaves out. */
struct note note_without(struct arena *arena, uint32_t n, const struct str *missing, uint32_t n_missing);

/* ---- facts ----------------------------------------------------------------------------------------------------------------- */

/* A fact of that indicator, place, year and unit with no value and no figures. */
struct fact fact_missing(const struct indicator *indicator, struct str place, int year, const char *unit);
/* As one figure says, with `value` read from it. */
struct fact fact_of(struct arena *arena, const struct figures *figures, const struct figure *figure,
                    struct decimal value, const char *unit);
/* Its unit is per cent. */
bool fact_is_share(const struct fact *fact);
/* What is itself a rate (plan_completion): its share is that rate. */
bool indicator_is_rate(const struct indicator *indicator);
/* Sets the note of the fact in both languages; nothing to say: it has none. */
void fact_note(struct fact *fact, struct note note);
/* Both say of whom they are, and it is not the same staff. */
bool groups_differ(const struct fact *a, const struct fact *b);
/* All of `facts` as one, the first setting unit, place and year: their evidence in order, their doubt, a sum of none being
 * that of `none`. */
struct fact fact_gather(struct arena *arena, const struct fact *facts, uint32_t n, struct decimal value,
                        struct fact none);
/* `a` with another value that `b` had a part in. */
struct fact fact_join(struct arena *arena, const struct fact *a, const struct fact *b, struct decimal value);

/* What the sources of ask->place say in ask->year: as a share; as a count. Derived where it is not stated, missing where neither
 * can be. */
struct fact ask_share(const struct ask *ask, const struct indicator *indicator);
struct fact ask_count(const struct ask *ask, const struct indicator *indicator);
/* In shares, or in the unit of the indicator; what is itself a rate is always a share. */
struct fact ask_either(const struct ask *ask, const struct indicator *indicator, bool share);
/* The count of the whole that `part` is a share of: its own source and group, its own line first, else the same group in
 * another source. NULL where nobody states it. */
const struct figure *ask_whole(const struct ask *ask, const struct figure *part);

/* Sources times groups of one place and year that are weighed; further ones are left aside. */
#define SAYINGS_MAX 16

/* What one year states: a fact for each source and group, the one that a lookup prefers first. */
struct sayings {
    struct fact facts[SAYINGS_MAX + 1];
    const struct figure *bases[SAYINGS_MAX];
    uint32_t n, n_bases;
};

/* `preferred` first, then what each source and group of the year states of its indicator, or lets be derived. */
void ask_all(struct sayings *sayings, struct ask ask, const struct fact *preferred, bool share);

/* Sets the two years' facts to the pair that is most alike, of all that their sources state: see pair.c. `ask` says where,
 * its year is not read. */
void pair_likes(struct ask ask, struct fact *a, struct fact *b, bool share);

/* Rounds values[0..n) to `scale` digits so that they add up to `total`: all are cut, then those with the largest
 * remainders are raised by one unit. Where that cannot be (the values are too far from the total) each is rounded by
 * itself and false is returned. No value may be missing or negative. */
bool apportion(struct decimal *values, uint32_t n, struct decimal total, int scale);

/* ---- over.c: units over time ------------------------------------------------------------------------------------------ */

/* What a place of one day was on an earlier one. */
struct lineage {
    bool plain; /* the same unit, or nothing is known of units: the figures of the place itself count */
    bool known; /* the unit is known on both days */
    struct unit_parts parts; /* what it was, where it is not plain */
    struct note why;         /* why nothing can be said of it then; none: it can */
};

/* `day_b` is the later day, which says what the place is. */
struct lineage lineage_of(struct arena *arena, const struct figures *figures, struct str place,
                          struct date day_a, struct date day_b);
/* The day of its first figure, else the end of its year. */
struct date fact_day(const struct figures *figures, const struct fact *fact);
/* A value of ask->year from the units that the place was then; of ask->group where it is set. */
struct fact over_parts(const struct ask *ask, const struct indicator *indicator, const struct lineage *line,
                       bool share);
/* The same beside the later fact `*b`, which becomes that of the group that all units state. */
struct fact over_pair(const struct ask *ask, const struct indicator *indicator, const struct lineage *line,
                      bool share, struct fact *b);

/* How many of how many: what a share is worked out from. Either may be missing. */
struct quota {
    struct fact part, whole;
};

/* The count and the whole of the same source and group; see struct quota. */
struct quota ask_quota(const struct ask *ask, const struct indicator *indicator);
/* part / whole in per cent, with the evidence of both; missing when either is. */
struct fact quota_share(struct arena *arena, const struct quota *quota);

/* b - a and what goes with it, see struct comparison, whatever the two are; in the arena. */
struct comparison compare_facts(struct arena *arena, struct fact a, struct fact b);

/* ---- variant.c: one name, several classes ------------------------------------------------------------------------------ */

/* Which of the classes that its indicator's name is used for the figure means ("dưới 30 tuổi"); none: there is only one, or
 * nothing tells. */
struct note variant_of(const struct figures *figures, const struct figure *figure);
bool variants_differ(const struct fact *a, const struct fact *b);
void say_variants(struct said *note, const struct fact *a, const struct fact *b);

/* What changed on 1 July 2025, where the units are known and where they are not. */
extern const struct note note_reform_known, note_reform_unknown;
/* What the descent says of `years` ("2016", "2016–2024"). */
struct note descent_note(struct arena *arena, const struct descent *descent, const char *years);
/* Why a and b are not the same thing, and the note that says so. */
unsigned compare_extents(const struct fact *a, const struct fact *b);
struct note compare_note(struct arena *arena, const struct fact *a, const struct fact *b, unsigned extent);

#endif
