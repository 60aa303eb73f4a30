/* units_make.h - building the table of units; inside lib/figure only. */
#ifndef HOSO_FIGURE_UNITS_MAKE_H
#define HOSO_FIGURE_UNITS_MAKE_H

#include "figure/units.h"

/* An empty name or code is not known. An unknown day is no bound. */
struct unit *units_add(struct units *units, struct str name, struct str code, struct date from,
                       struct date until);
/* `part` went into `unit`, whole or not. */
void unit_part(struct units *units, struct unit *unit, uint32_t part, bool partial);

#endif
