/* figures_make.h - filing figures; inside lib/figure only. */
#ifndef HOSO_FIGURE_FIGURES_MAKE_H
#define HOSO_FIGURE_FIGURES_MAKE_H

#include "figure/figure.h"

/* Files all figures anew after their places were given other names. */
void figures_refile(struct figures *figures);

#endif
