/* figures_make.h - filing figures; inside lib/figure only. */
#ifndef HOSO_FIGURE_FIGURES_MAKE_H
#define HOSO_FIGURE_FIGURES_MAKE_H

#include "figure/figure.h"

/* Files all figures anew after their places were given other names. */
void figures_refile(struct figures *figures);

/* chains.c: the next figure is about `about`, the one before about something else; room for the chains of the figures so far;
 * all figures anew; frees. */
void chains_run(struct figures *figures, const struct about *about);
void chains_room(struct figures *figures);
void chains_anew(struct figures *figures);
void chains_fini(struct figures *figures);

/* names.c: the place of a name, which is made when it has none; all names without places again; frees them. */
uint32_t name_place(struct figures *figures, uint32_t name);
void names_unplace(struct figures *figures);
void names_fini(struct figures *figures);

/* A unit whose figures were filed under another name than its own. */
struct former {
    uint32_t unit;
    struct str place;
};

/* Tells two units of one name apart, see former.c. Which units were renamed, possibly several times each: yours to free. */
struct former *figures_part_former(struct figures *figures, size_t *n);

#endif
