/* build.h - one filling of a template: the inputs, the Markdown that the chunk writes with a mark for each value, the
 * values behind the marks, and the evidence of what was printed. Lives in the dossier's arena. */
#ifndef HOSO_DOC_BUILD_H
#define HOSO_DOC_BUILD_H

#include "doc/sandbox.h"
#include "doc/script.h"
#include "doc/tally.h"
#include "doc/value.h"

#define BUILD_TEXT_MAX   ((size_t)8 << 20) /* [bytes] of Markdown that one dossier may write */
#define BUILD_VALUES_MAX 500000u
#define BUILD_ARENA_MAX  ((size_t)256 << 20) /* [bytes] of values and tree */

/* One entry of the sources annex: a number in a sentence, the cells that were used of one row of a table, or a whole
 * column of rows that were added up. */
struct evidence_entry {
    uint32_t anchor; /* of the entry */
    uint32_t back;   /* anchor of the first number that was printed from it; 0: only drawn in a chart */
    const struct figure **figures;
    size_t n, cap;
    uint32_t rows; /* > 0: a column of that many rows, from `figures[0]` to `figures[1]` */
    bool summed;   /* a column whose cells were added up, not only looked at */
};

struct evidence {
    struct evidence_entry *entries; /* numbered from 1 in order of appearance */
    size_t n, cap;
    struct tally of_figure; /* figure id -> number of its entry */
    struct map rows;        /* "source:line" and "source:column" -> number */
};

struct build {
    struct arena *arena;
    size_t arena_start; /* arena->total before this dossier */
    const struct doc_input *input;
    const struct script *script;
    struct sandbox *sandbox;
    struct diag *diag;

    struct buf markdown;
    uint32_t *lines; /* template line of each line of `markdown` */
    size_t n_lines, lines_cap;
    const struct value **values;
    size_t n_values, values_cap;

    struct str symbol;  /* of the document: the issuer's, for its kind */
    unsigned char *own; /* source -> it is a report of the dossier's own place */
    struct tally used;  /* figure id -> printed somewhere; for con_lai */
    struct evidence evidence;
    uint32_t anchors;
    uint32_t sections, tables, charts; /* numbered so far */
    uint32_t headings, subheadings;    /* of the first level, of the second, placed so far */
    struct node *annex;                /* where the sources go, filled last; NULL: no such block */
    uint32_t footnotes;                /* numbered so far */
    struct references *references;     /* what names what; made when first asked for */
    const char **explained;            /* notes printed since the last section began */
    size_t n_explained, explained_cap;

    uint32_t block_line; /* of the block being read; 0: none */
    const char *fault;   /* id of the message for the error being raised; NULL: template-lua */
    struct str near;     /* the token that it is about */
};

/* A new anchor, numbered on from 1. */
uint32_t build_anchor(struct build *build);

/* The build of a running function. */
struct build *build_of(lua_State *lua);
/* Raises an error in Lua that is reported with `id` at the line that runs; `near` is the token that it is about. */
_Noreturn void build_raise(lua_State *lua, const char *id, struct str near, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
