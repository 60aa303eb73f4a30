/* narrow.h - --indicator, --place and --period: which rows of figures, comparisons and findings are asked for. */
#ifndef HOSO_CMD_NARROW_H
#define HOSO_CMD_NARROW_H

#include "command.h"

struct narrow {
    const char *indicator, *place, *period; /* as given; NULL: any */
    struct str place_name;                  /* `place` in its full form */
    struct period years;
    struct arena arena;
};

/* Prints the rows of the workspace that are asked for to call->out, and says to `verdict` how many; the exit status that this
 * alone gives. */
typedef int narrow_print(struct call *call, const struct narrow *narrow, const struct workspace *workspace,
                         struct buf *verdict);
/* The whole of such a command: its options, the workspace, the rows, the last line. The exit status. */
int narrow_run(struct call *call, int argc, char **argv, const struct command *command, narrow_print *print);

/* The help text of the three options: msgid. */
extern const char narrow_usage[];

/* Is it asked for? Each is true where its option was not given; the year 0 is in no period. */
bool narrow_indicator(const struct narrow *narrow, const struct indicator *indicator);
bool narrow_place(const struct narrow *narrow, struct str place);
bool narrow_year(const struct narrow *narrow, int year);
bool narrow_figure(const struct narrow *narrow, const struct figures *figures, const struct figure *figure);

#endif
