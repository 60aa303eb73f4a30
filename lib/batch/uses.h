/* uses.h - when a dossier need not be made again.
 *
 * A dossier is a function of its template, its style, the fonts, the program, its entry of the plan, and of what it asks the
 * figures and findings while it is made. The first five are few and compared as they are (state.h). The last could be taken
 * to be all figures of the workspace, as make does with files; then one corrected cell of one commune would set 3,321
 * dossiers. So the questions themselves are kept (figures_asked): what each indicator states of a place in a year, which
 * findings there are, which communes a district has. Questions that had no answer are kept too: an answer may come.
 *
 * On the next run the questions are asked again of the figures as they are now, without running the template: each answer is
 * turned into a number over all that a dossier could print of it (value, kind, quote, file and line, the sentence, doubt),
 * and the numbers into one. Is it the one from when the dossier was made, then the template, a pure function of the same
 * answers, would ask the same questions in the same order and write the same bytes. That is the early cut-off: a source may
 * change its comments, a rule pack its patterns, the sources their charset; what counts is only what came of it.
 *
 * What was rejected: to compare times or sizes of files (copies and clocks lie); to keep the answers themselves (ten times
 * the room, for a message that `hoso diff` gives); to note only the figures found (a figure that is added would be missed);
 * to note sources (every table has every commune in it).
 *
 * Where evidence needed more of its sources than the cells used, it asks for more (ASKED_EXCERPT, see excerpt.h). What evidence
 * has of a source is not worked out from its lines, but put together as it was: an excerpt that would be cut alike, from figures
 * that are the same, is the same.
 *
 * The table of units and the crosswalks are asked like the figures: what they say of a place and of all that it was (units_say.h),
 * and with evidence the rows that are carried along (links.h). So a row about others sets nobody's dossier. */
#ifndef HOSO_BATCH_USES_H
#define HOSO_BATCH_USES_H

#include "batch/links.h"
#include "batch/sketch.h"
#include "batch/units_say.h"

struct kit_making;

#define USES_ABOUTS ((size_t)1 << 10)

/* What figures say, as numbers, where they were asked for lately: those of a commune are asked for by its own dossier and perhaps
 * a few others, so that to keep all would be to grow with the workspace for nothing. A table by the low bits of the figure's id:
 * of a province's figures each has a slot of its own. */
#define USES_KEPT ((size_t)1 << 18)

struct uses_said {
    size_t n;      /* of slots, a power of two */
    uint32_t *ids; /* and one; 0: free */
    uint64_t *numbers;
    struct uses_about {
        const struct about *about;
        uint64_t number;
    } * abouts; /* USES_ABOUTS slots, by address: a dozen figures of a row have one in common */
};

struct uses {
    const struct workspace *workspace;
    struct figures figures;  /* the workspace's, noting nothing */
    uint64_t *of_source;     /* path, place, day and form of each source */
    struct uses_said said;   /* what its figures say */
    struct sketch *sketches; /* by source: for excerpts; see uses_sketch */
    struct links *links;     /* by table of the workspace: crosswalks; see uses_links */
    struct units_say units;
    uint64_t checks; /* how they are made: evidence says so */
    uint64_t (*files_say)(void *kit, const struct kit_making *making); /* kit_files_say */
    void *kit;
    uint64_t of_all;         /* 0: not worked out yet */
    struct uses_read *reads; /* questions of texts that were read already */
    size_t n_reads, reads_cap;
    struct map by_text;
    struct arena arena;
};

/* Nothing is asked yet; the workspace is borrowed. `checks`: the number over how they are made. uses_fini frees. */
void uses_init(struct uses *uses, const struct workspace *workspace, uint64_t checks);
void uses_fini(struct uses *uses);

/* What excerpts of the source with this index are cut from; made when it is first asked for. */
const struct sketch *uses_sketch(struct uses *uses, uint32_t source);

/* The crosswalk with this index in workspace->tables, by what its rows name; made when it is first asked for. */
const struct links *uses_links(struct uses *uses, size_t table);

/* The questions as a line of text without tabs: the place of the dossier stands as a mark, so that the communes' dossiers of one
 * template have one text. `style` is part of it. In the arena. */
struct str uses_write(struct arena *arena, const struct figures_asked *asked, struct uses *uses,
                      const struct workspace_dossier *dossier, struct str style);

/* The number over today's answers to the questions of `text`; `style_says` tells what a style says. */
uint64_t uses_answers(struct uses *uses, struct str text, const struct workspace_dossier *dossier,
                      uint64_t (*style_says)(void *aux, struct str style), void *aux);

#endif
