/* narrow.h - --indicator, --place and --period: which rows of figures, comparisons and findings are asked for. */
#ifndef HOSO_CMD_NARROW_H
#define HOSO_CMD_NARROW_H

#include "call.h"

struct narrow {
    const char *indicator, *place, *period; /* as given; NULL: any */
    struct str place_name;                  /* `place` in its full form */
    struct period years;
    struct arena arena;
};

/* The options to pass to call_options; `options` has room for 4. */
void narrow_options(struct narrow *narrow, struct call_option *options);
/* After call_options: false when a value makes no sense, reported. */
bool narrow_ready(struct narrow *narrow, struct call *call);
/* Frees what narrow_ready made. */
void narrow_fini(struct narrow *narrow);

/* The help text of the three options: msgid. */
extern const char narrow_usage[];

/* Is it asked for? Each is true where its option was not given; the year 0 is in no period. */
bool narrow_indicator(const struct narrow *narrow, const struct indicator *indicator);
bool narrow_place(const struct narrow *narrow, struct str place);
bool narrow_year(const struct narrow *narrow, int year);
bool narrow_figure(const struct narrow *narrow, const struct figures *figures, const struct figure *figure);

#endif
