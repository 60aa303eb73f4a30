/* block.h - the fenced blocks: read from their Lua table where they stand, turned into nodes when the Markdown around them
 * is. Each block knows its template line.
 *
 *     so-chinh     key figures: a list of {so =, nhan =, them =}
 *     bang         a table: see table.c
 *     bieu-do      a chart: see chart.c
 *     phat-hien    a table of findings: a list of them
 *     nguon        the table of sources
 *     phu-luc      an appendix, to the end of the template or the next one: so = "Phụ lục I", ten = its title, kem_theo =
 *                  the reference line, ngang = true: on landscape pages. Its pages are numbered from 1
 *     chu-ky       signature and Nơi nhận
 *     muc-luc      table of contents: ten = "MỤC LỤC" is printed above it, cap = 2: levels of headings that it lists
 *     ngat-trang   a new page
 *     trang-ngang  landscape pages from here on, until
 *     trang-doc    portrait pages again
 */
#ifndef HOSO_DOC_BLOCK_H
#define HOSO_DOC_BLOCK_H

#include "doc/emit.h"

/* A key figure. */
struct block_card {
    const struct value *number, *label, *change; /* change may be NULL */
};

struct block_column {
    const struct value *head;
    struct str over; /* head over neighbouring columns of the same name; empty: none */
    enum align align;
    int digits;           /* after the comma, filled up with zeros; -1: as it comes */
    bool bare;            /* numbers without % and "ước": the head says them */
    bool broken, starred; /* see breaks.c: a series breaks before it; all its numbers have notes */
};

struct block_row {
    const struct value **cells; /* one a column; NULL: nothing is stated */
    uint32_t n;                 /* cells given; 1 in a group row, which spans the table */
    bool total, group;
    bool broken, starred; /* as those of columns */
};

enum block_kind {
    BLOCK_CARDS,
    BLOCK_TABLE,
    BLOCK_CHART,
    BLOCK_FINDINGS,
    BLOCK_ANNEX,
    BLOCK_APPENDIX,
    BLOCK_SIGNATURE,
    BLOCK_PAGE_BREAK,
    BLOCK_LANDSCAPE,
    BLOCK_PORTRAIT,
    BLOCK_CONTENTS
};

struct block {
    enum block_kind kind;
    uint32_t line;
    const struct value *caption, *note; /* table, chart; may be NULL */
    struct str name;                    /* for references; empty: none */
    union {
        struct {
            struct block_card *items;
            uint32_t n;
        } cards;
        struct {
            struct block_column *columns;
            uint32_t n_columns;
            struct block_row *rows;
            uint32_t n_rows;
            bool landscape;
        } table;
        struct {
            enum chart_kind kind;
            struct str *categories;
            uint32_t n_categories;
            int *years; /* of the categories; 0 where one is none */
            struct str *series;
            uint32_t n_series;
            const struct value **values; /* [series * n_categories + category]; NULL: none */
            struct str unit;
            struct str strong;      /* ranking: the category that is emphasised; empty: none */
            const uint32_t *ranks;  /* ranking: of the categories; 0: has none */
            uint32_t cut_at, n_cut; /* ranking: behind so many categories so many are left out; 0: none are */
            const struct value *reference, *reference_name; /* ranking: may be NULL */
        } chart;
        struct {
            const struct finding **items;
            uint32_t n;
        } findings;
        struct {
            const struct value **lines; /* Phụ lục I; its title; the reference line */
            uint32_t n;
            bool landscape;
        } appendix;
        struct {
            struct str title;
            int levels;
        } contents;
    } as;
};

/* Reads the table at `index` as the block called `name`; faults are raised in Lua. */
struct block *block_read(lua_State *lua, const char *name, int index);
/* Adds the block's nodes to `parent`; returns where the blocks after it belong: an appendix takes them in. */
struct node *block_emit(struct build *build, struct node *parent, struct block *block);

/* The kinds that have files of their own. */
void block_read_chart(lua_State *lua, struct block *block, int index);
void block_emit_chart(struct build *build, struct node *parent, struct block *block);
void block_read_table(lua_State *lua, struct block *block, int index);
void block_emit_table(struct build *build, struct node *parent, struct block *block);
void block_emit_findings(struct build *build, struct node *parent, struct block *block);

/* Marks the columns and rows of the block behind breaks in what they print, and says why through `emit`. */
void breaks_of_table(struct emit *emit, struct block *block);
/* The same for the categories of a chart. */
void breaks_of_chart(struct emit *emit, const struct block *block, struct chart *chart);

/* "Bảng 1." or "Biểu đồ 1." and the block's caption, before the table or chart. */
void block_caption(struct build *build, struct node *parent, const struct block *block, const char *kind,
                   uint32_t number);
/* The field `name` of the table at `index` to print, or NULL. */
const struct value *block_field(lua_State *lua, int index, const char *name);
/* The field `ma`, or "". A block of that name must have a caption, which references print. */
struct str block_name(lua_State *lua, int index);
/* A table cell of one column with its text or value. */
struct node *block_cell(struct build *build, struct node *row, uint16_t columns, bool header);

#endif
