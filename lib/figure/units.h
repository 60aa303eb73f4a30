/* units.h - administrative units over time. A unit is a code or a name **with its time of validity**: names and codes are
 * used again for other units, so that equality of name or code alone joins nothing. Provinces come from
 * templates/units.yaml, communes from a table of the workspace (old code, new code, full or partial, from). */
#ifndef HOSO_FIGURE_UNITS_H
#define HOSO_FIGURE_UNITS_H

#include "source/source.h"

struct unit {
    const char *code; /* "24"; "" when not known */
    const char *name; /* "tỉnh Bắc Ninh", as place_name gives it; "" for a commune known by its code alone */
    struct date from;      /* first day; unknown: from the beginning */
    struct date until;     /* last day; unknown: still valid */
    const char *act;       /* by what it was made or kept; "" when not known */
    uint32_t *parts;       /* the units that it was made of, in the order of the file */
    bool *part_is_partial; /* parallel to parts: only some of that part went into it */
    uint32_t n_parts, parts_cap;
    uint32_t successors; /* how many units have it as a part */
    uint32_t first_successor;
    uint32_t index;
    uint32_t next_same_name, next_same_code; /* MAP_NONE: none */
};

struct units {
    struct unit **items;
    size_t n, cap;
    struct map by_name, by_code; /* folded name, code -> first unit of it */
    unsigned levels;             /* of the names that there are: bits by enum place_level */
    struct arena arena;
};

/* Reads templates/units.yaml. Yours to units_free. NULL after DIAG_USAGE: broken YAML, a date that is none, a part that is
 * not valid on the day before. */
struct units *units_load(const char *path, struct diag *diag);
void units_free(struct units *units);

/* Adds the communes of a crosswalk: a table with the columns old_code, new_code, extent (full or partial), from
 * (2025-07-01 or 01/07/2025) and, where they are there, old_name and new_name; heads in Vietnamese are known too (mã cũ, mã
 * mới, phạm vi: toàn bộ | một phần, từ ngày, tên cũ, tên mới). False after a message: what is wrong, at its cell. */
bool units_crosswalk(struct units *units, const struct source *table, struct diag *diag);

/* The unit that is called so, or has this code, on `day`; an empty code or name is not asked. NULL: none, or (by name alone)
 * several. */
const struct unit *units_find(const struct units *units, struct str name, struct str code, struct date day);
/* Some unit of that name, whenever it was valid: the last one; NULL: no such name is known. */
const struct unit *units_named(const struct units *units, struct str name);
/* Was it there on `day`, its first and last one counted in? */
bool unit_valid(const struct unit *unit, struct date day);

/* What a unit was on an earlier day. */
struct unit_parts {
    const struct unit **items; /* in the arena; the unit itself where it was there already */
    uint32_t n;                /* 0: nobody tells what it was */
    bool partial;              /* one of them went into it only in part: no sum is exact */
};

/* What `unit` was on `day`: the units valid then that went into it, over as many steps as there were; list in `arena`. */
struct unit_parts unit_parts_on(struct arena *arena, const struct units *units, const struct unit *unit,
                                struct date day);

#endif
