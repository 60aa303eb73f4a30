/* style.h - the look as numbers: page, roles, signs, tables, cards, charts. Read from YAML (style.c), then read-only. All
 * lengths are millipoints. Inner header of lib/layout. */
#ifndef HOSO_LAYOUT_STYLE_H
#define HOSO_LAYOUT_STYLE_H

#include "layout/layout.h"

/* What a piece of text is on the page. The YAML key is the name in style.c. */
enum role_name {
    ROLE_BODY, /* first: the others inherit what they do not say from it */
    ROLE_HEADING_1,
    ROLE_HEADING_2,
    ROLE_HEADING_3,
    ROLE_HEADING_4,
    ROLE_NATION,
    ROLE_MOTTO,
    ROLE_PARENT,
    ROLE_ISSUER,
    ROLE_NUMBER,
    ROLE_PLACE_DATE,
    ROLE_KIND,
    ROLE_SUBJECT,
    ROLE_ADDRESSEE,
    ROLE_ITEM,
    ROLE_CARD_VALUE,
    ROLE_CARD_LABEL,
    ROLE_CARD_CHANGE,
    ROLE_CAPTION,
    ROLE_TABLE_HEAD,
    ROLE_TABLE_CELL,
    ROLE_TABLE_TOTAL,
    ROLE_QUOTE_HEAD, /* tables of quotations: the sources annex */
    ROLE_QUOTE_CELL,
    ROLE_DENSE_HEAD, /* tables of many short cells */
    ROLE_DENSE_CELL,
    ROLE_NOTE,
    ROLE_ANNEX_NUMBER,
    ROLE_ANNEX_TITLE,
    ROLE_ANNEX_REFERENCE,
    ROLE_RECIPIENTS,
    ROLE_RECIPIENT,
    ROLE_POST,
    ROLE_SIGNER,
    ROLE_CHART_LABEL,
    ROLE_CHART_VALUE,
    ROLE_PAGE_NUMBER,
    ROLE_CONTENTS_TITLE,
    ROLE_CONTENTS_1,
    ROLE_CONTENTS_2,
    ROLE_CONTENTS_3,
    ROLE_FOOTNOTE,
    ROLE_CONTINUED, /* "Bảng 2 (tiếp theo)", "(xem tiếp trang sau)" */
    ROLE_DRAFT,     /* "DỰ THẢO" in the top margin */
    ROLE_COUNT
};

enum set { SET_JUSTIFY, SET_LEFT, SET_CENTER, SET_RIGHT };

struct role {
    enum face face;
    mpt size;
    mpt pitch;  /* from baseline to baseline */
    mpt indent; /* of the first line */
    mpt before; /* space above; dropped at the top of a page */
    mpt after;  /* space below; of two neighbours the larger counts */
    uint32_t color;
    enum set set;
    bool capitals; /* set in capitals whatever the tree says */
};

struct stroke {
    mpt weight;
    uint32_t color;
};

#define STYLE_TONES 12

struct style {
    struct {
        mpt width, height, top, bottom, left, right;
        mpt number_at;     /* from the top edge to the page number's baseline */
        bool number_first; /* also printed on the first page of a series */
        bool number_total; /* "2/7": with the number of pages of the series */
        mpt clear_top, clear_width,
            clear_height;    /* of an appendix's first page, at the right: for the clerk's signature */
        int orphans, widows; /* lines of a paragraph that stay together at a page's foot, head */
    } page;
    struct {
        uint32_t link;              /* evidence marks */
        uint32_t up, down;          /* a rise, a fall */
        uint32_t mark;              /* ground of the marked number */
        uint32_t small;             /* secondary text */
        uint32_t doubt;             /* the sign of doubt */
        int super_size, super_rise; /* percent of the text's size */
        int small_size;             /* percent */
    } text;
    struct {
        mpt indent, hang; /* of the label, of the text */
    } list;
    struct {
        mpt pad_x, pad_top, pad_bottom;
        mpt pad_dense; /* above and below, in tables of many short cells */
        struct stroke edge, head, row,
            group; /* top and foot; under the head; between rows; under a head that spans */
        mpt before, after;
        mpt least;       /* size that a table too wide may be shrunk to */
        mpt least_quote; /* a column of text is not made narrower than this */
    } table;
    struct {
        int most; /* in one row */
        mpt pad_x, pad_y, before, after;
        struct stroke edge, part;
    } cards;
    struct {
        mpt gap;      /* between the two columns */
        mpt rule_gap; /* between a text and the rule under it */
        struct stroke rule;
        int issuer_rule, subject_rule; /* percent of the line's length (NĐ 30: 1/3 to 1/2) */
        mpt date_gap, kind_gap, after;
    } letterhead;
    struct {
        mpt before, room; /* room for the signature between post and name */
        bool field;       /* an empty field for a digital signature takes it, whatever the template says */
        int left, right;  /* percent of the measure: width of Nơi nhận, of the signer's column */
    } signature;
    struct {
        mpt before, after;
        mpt bar, bar_gap; /* stacked bars */
        mpt slope, slope_least,
            slope_most; /* height of the plot; when a page is short of room; has too much */
        mpt line, line_least, line_most;
        mpt row, row_gap;                       /* bars */
        struct stroke axis, grid, weak, strong; /* weak, strong: a series among others, the emphasised one */
        mpt dot;                                /* radius */
        uint32_t missing;                       /* outline of what is not known */
        uint32_t tones[STYLE_TONES];            /* from light to dark: in this order also legible in grey */
        int n_tones;
    } chart;
    struct {
        mpt indent; /* of each level under the one above */
        mpt room;   /* for the page numbers */
    } contents;
    struct {
        struct stroke rule;
        mpt length;      /* of the rule */
        mpt before, gap; /* above the rule; below it */
    } footnotes;
    struct {
        struct stroke box;
        mpt pad;
    } draft;
    struct role roles[ROLE_COUNT];
};

/* `face` made bold and/or italic; a sans italic does not exist and stays upright. */
enum face style_face(enum face face, bool bold, bool italic);

#endif
