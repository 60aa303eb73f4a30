/* doc.h - the document tree: what a dossier says, in which order and role, without any coordinates; and the templates
 * that make it. The folder's public header. Only this folder sees Lua and cmark. */
#ifndef HOSO_DOC_DOC_H
#define HOSO_DOC_DOC_H

#include "check/check.h"

/* ---- the tree ---------------------------------------------------------------------------------------------------- */

enum node_type {
    /* blocks */
    NODE_DOCUMENT,   /* the root; children are blocks */
    NODE_LETTERHEAD, /* as.letterhead: cells 1-5a, 9a of NĐ 30/2020, PL I */
    NODE_APPENDIX, /* starts a page with its own page numbers; children: title lines as headings, then blocks */
    NODE_HEADING, /* as.level 1..4 */
    NODE_PARAGRAPH,
    NODE_LIST,       /* children NODE_ITEM */
    NODE_ITEM,       /* as.item.label: "-", "a)", "1."; children: blocks */
    NODE_CARDS,      /* key figures in a row; children NODE_CARD */
    NODE_CARD,       /* children: paragraphs: the number, its label, its change (as.role says which) */
    NODE_CAPTION,    /* of the table or chart that follows; kept with it */
    NODE_TABLE,      /* as.table; children NODE_ROW */
    NODE_ROW,        /* as.row */
    NODE_CELL,       /* as.cell; children inline */
    NODE_NOTE,       /* small print under a table or chart */
    NODE_CHART,      /* as.chart */
    NODE_SIGNATURE,  /* as.signature: cells 7a-7c and 9b */
    NODE_PAGE_BREAK, /* as.turn */
    NODE_CONTENTS,   /* as.contents: the headings that follow and precede it, with their pages */
    /* inline */
    NODE_TEXT, /* as.text */
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_SUPERSCRIPT,
    NODE_FIGURE, /* as.figure: a printed number and its evidence; children inline: what is printed */
    NODE_MARK,   /* highlighted: the number in its sentence in the sources annex */
    NODE_SMALL,  /* secondary: file and line under a quotation */
    NODE_UP,     /* a rise: printed with the style's colour for it */
    NODE_DOWN,   /* a fall */
    NODE_ANCHOR, /* as.anchor: a place that links lead to */
    NODE_LINK,   /* as.anchor: leads to it */
    NODE_LINE_BREAK,
    NODE_PAGE,     /* as.anchor: the number of the page that it stands on */
    NODE_FOOTNOTE, /* as.footnote: its mark in the text; children inline: the note at the foot of the page */
};

/* How the pages behind a page break lie. */
enum turn { TURN_NONE, TURN_LANDSCAPE, TURN_PORTRAIT };

enum align {
    ALIGN_LEFT,
    ALIGN_CENTER,
    ALIGN_RIGHT,
    ALIGN_DECIMAL /* at the comma, the column's block centred */
};

enum card_role { CARD_VALUE, CARD_LABEL, CARD_CHANGE };

struct letterhead {
    struct str parent, issuer; /* cell 2 */
    struct str number;         /* cell 3, "Số:      /BC-SNV" */
    struct str place_date;     /* cell 4 */
    struct str kind;           /* cell 5a: BÁO CÁO */
    const struct str *subject; /* cell 5a: trích yếu, line by line */
    uint32_t n_subject;
    const struct str *addressees; /* cell 9a; none: no "Kính gửi" */
    uint32_t n_addressees;
};

struct signature {
    const struct str *recipients; /* cell 9b, without dashes and semicolons */
    uint32_t n_recipients;
    const struct str *post; /* cell 7a, line by line: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC */
    uint32_t n_post;
    struct str name; /* cell 7b; empty: left blank */
};

enum chart_kind { CHART_STACKED_100, CHART_SLOPE, CHART_LINE, CHART_BARS, CHART_RANKING, CHART_MULTIPLES };

struct chart_value {
    struct decimal value; /* missing: a gap, not zero */
    struct str label;     /* as printed */
    uint32_t anchor;      /* evidence; 0: none */
    bool doubtful;
};

/* stacked 100 %: a bar a category (year), a segment a series (class). slope and line: a line a series, x = category.
 * bars: a bar a category, grouped by series. ranking: bars of one series, in the order of their ranks. multiples: a small
 * line chart a series, all on one scale. */
struct chart {
    enum chart_kind kind;
    const struct str *categories;
    uint32_t n_categories;
    const struct str *series;
    uint32_t n_series;
    const struct chart_value *values; /* [series * n_categories + category] */
    struct str unit;
    struct str alt;                 /* says in words what the chart shows */
    const bool *break_after;        /* per category: the series is broken after it; NULL: nowhere */
    const struct str *break_labels; /* per category: what is written at the break after it; NULL: nothing */
    const uint32_t *ranks;          /* per category, ranking only; 0: has none */
    uint32_t strong;                /* ranking: 1 + the category that is emphasised; 0: none */
    struct chart_value reference;   /* ranking: a line across the bars, such as an average; missing: none */
    struct str reference_name;
};

struct node {
    enum node_type type;
    struct node *parent, *first, *last, *next;
    uint32_t line; /* in the template; 0: made by the program */
    union {
        struct letterhead *letterhead; /* these three are made with the node */
        struct signature *signature;
        struct chart *chart;
        int level;
        enum card_role role; /* NODE_PARAGRAPH in a card */
        struct str text;
        struct {
            struct str label;
        } item;
        struct {
            const enum align *columns;
            uint32_t n_columns;
            bool landscape; /* on landscape pages of its own */
            bool dense;     /* many short cells: small type, low rows */
        } table;
        struct {
            bool landscape;
        } appendix;
        struct {
            struct str title; /* printed above it; empty: none */
            int levels;       /* of headings that it lists, from 1 */
        } contents;
        struct {
            struct str mark;
        } footnote;
        enum turn turn;
        struct {
            bool head;  /* repeated at the top of each page */
            bool total; /* set bold, ruled off */
            bool keep;  /* not parted from the next row */
        } row;
        struct {
            uint16_t columns, rows; /* spans, at least 1 */
            bool header;
        } cell;
        struct {
            uint32_t anchor;   /* its own, which the annex leads back to */
            uint32_t evidence; /* anchor of its first entry in the annex; 0: none */
            bool doubtful;
        } figure;
        uint32_t anchor; /* > 0 */
    } as;
};

/* A node of that type with nothing in it and no parent; what large types point to is there too. In the arena. */
struct node *node_new(struct arena *arena, enum node_type type);
/* Appends and returns `child`. */
struct node *node_add(struct node *parent, struct node *child);
struct node *node_text(struct arena *arena, struct node *parent, struct str text);
/* Writes the tree as indented text, one node a line: the golden form. */
void node_print(struct buf *out, const struct node *root);
/* Parents, nesting (blocks in blocks, cells in rows), anchors: aborts with the node's line when broken. Debug builds
 * call it after each build. */
void node_check(const struct node *root);

/* ---- templates --------------------------------------------------------------------------------------------------- */

struct issuer {
    struct str parent, name, place, symbol;
    const struct str *post;
    uint32_t n_post;
    struct str signer;
    const struct str *recipients;
    uint32_t n_recipients;
    const struct str *addressees;
    uint32_t n_addressees;
};

/* What a template may ask for. All borrowed. */
struct doc_input {
    const struct figures *figures;
    const struct findings *findings;
    const struct issuer *issuer;
    struct str place;
    const int *years; /* ascending */
    uint32_t n_years;
    struct date date;         /* of the dossier; unknown: left blank on paper, never the clock */
    const struct str *places; /* the places below `place`, in order; for roll-ups */
    uint32_t n_places;
    bool draft; /* marked as a draft, whatever the template says */
};

/* An entry of the sources annex: the figures that stand behind the links to its anchor. */
struct doc_cited {
    uint32_t anchor;
    const struct figure *const *figures; /* of a column that is added up the first and the last */
    size_t n;
    uint32_t rows; /* > 0: such a column, of that many rows */
};

struct doc {
    struct node *root;
    struct str title, subject, author; /* for the PDF's metadata */
    struct str style;                  /* name of the style the template asks for */
    bool appendix;                     /* of the appendix form: the clerk's place on page 1 is kept clear */
    bool draft;                        /* each page is marked "DỰ THẢO" */
    bool signature;                    /* an empty field for a digital signature at the signature block */
    uint32_t anchors;                  /* anchors are 1..anchors */
    const struct doc_cited *cited;     /* in the order of the annex */
    size_t n_cited;
};

struct template;

/* Reads a template: a YAML head, then Markdown with {{ expression }}, {% statement %} and fenced blocks in sandboxed
 * Lua 5.4 (no io, os, load, debug; limits on instructions and memory). Faults: DIAG_USAGE with the template's line and
 * column. Yours to template_free; one template serves many dossiers, one after the other. */
struct template *template_load(const char *path, struct diag *diag);
void template_free(struct template *template);
/* A number over what the template says; comments and indentation of its code aside. */
uint64_t template_says(const struct template *template);
/* Adds what template_says is a number of. */
void template_meaning(struct buf *out, const struct template *template);
/* Adds the template without its comments: it makes the same dossiers. */
void template_plain(struct buf *out, const struct template *template);
/* It asks for figures and has no block “nguon”, so that nobody can follow what it prints. */
bool template_unsourced(const struct template *template);

/* Fills the template. The tree and its strings live in `arena`. NULL after a fault, reported. */
struct doc *doc_build(struct arena *arena, struct template *template, const struct doc_input *input,
                      struct diag *diag);

#endif
