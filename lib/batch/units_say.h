/* units_say.h - what the table of units says, one unit at a time. A dossier that compares years may print what a place was, so
 * it rests on that part of the table; a row about others, wherever it stands in the file, changes nothing for it. */
#ifndef HOSO_BATCH_UNITS_SAY_H
#define HOSO_BATCH_UNITS_SAY_H

#include "figure/figure.h"

struct units_say {
    const struct figures *figures; /* borrowed; they note nothing. Units may be NULL */
    uint64_t *numbers;             /* by unit->index; 0: not worked out yet */
    struct str *names;             /* by unit->index; NULL: none was asked for yet */
    struct map by_name;
    struct arena arena;
};

/* Nothing is worked out yet; `figures` is borrowed. units_say_fini frees. */
void units_say_init(struct units_say *say, const struct figures *figures);
void units_say_fini(struct units_say *say);

/* A number over all that is said of the unit and of those that it was made of, and under which places they are filed; 0: there
 * is no such unit. */
uint64_t units_say(struct units_say *say, uint32_t unit);
/* The same of all units that a place was, by the codes of its figures and by its name. `place`: index in the set's places, or
 * MAP_NONE. */
uint64_t units_say_place(struct units_say *say, uint32_t place, struct str name);

/* What a unit is called where it must be found again in another run, whose table may have other rows; MAP_NONE: it is there no
 * more. The name has no control characters. */
struct str units_say_name(struct units_say *say, uint32_t unit);
/* The index of the unit that units_say_name called so; MAP_NONE: it is there no more. */
uint32_t units_say_find(struct units_say *say, struct str name);

#endif
