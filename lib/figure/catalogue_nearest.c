/* catalogue_nearest.c - did you mean: the ids at the least edit distance. */
#include "figure/figure.h"

size_t catalogue_nearest(const struct catalogue *catalogue, struct str id, const char **out, size_t n) {
    size_t found = 0;
    for (unsigned wanted = 0; wanted <= STR_NEAR && found < n; wanted++)
        for (uint32_t i = 0; i < catalogue->n && found < n; i++)
            if (str_distance(id, str_of(catalogue->items[i].id)) == wanted)
                out[found++] = catalogue->items[i].id;
    return found;
}
