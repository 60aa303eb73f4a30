/* trace.h - how a number was read, or why it was not: the words that decided and where they stand. Made only when
 * sightings.traced asks for it; hoso explain turns it into sentences. */
#ifndef HOSO_EXTRACT_TRACE_H
#define HOSO_EXTRACT_TRACE_H

#include "extract/extract.h"

/* Where a part of a figure is said. */
enum origin {
    ORIGIN_NONE,      /* nobody says it */
    ORIGIN_SENTENCE,  /* the number's own sentence */
    ORIGIN_PARAGRAPH, /* a sentence before it in the paragraph */
    ORIGIN_EARLIER,   /* an earlier paragraph of the section */
    ORIGIN_INTRO,     /* the line that opens the list, which ends in a colon */
    ORIGIN_HEADING,
    ORIGIN_TITLE,
    ORIGIN_SOURCE, /* the user: --place, --date or hoso.yaml */
    ORIGIN_NUMBER, /* an earlier number of the sentence, which has the words to itself */
    ORIGIN_HEAD,   /* a table's column head */
    ORIGIN_ROW,    /* a cell of the table's row */
    ORIGIN_ABOVE,  /* a row above: merged cells, a group row */
    ORIGINS
};

const char *origin_name(enum origin origin); /* "sentence", ... for programs */

/* A few words of a source that say something. */
struct clue {
    enum origin origin;
    struct str words; /* NFC, as they stand; empty where nobody says it */
    uint32_t line;    /* 0: none */
    bool behind;      /* they stand behind the number */
};

/* What keeps the nearest words from a number that nothing else names. */
enum apart {
    APART_NUMBER, /* another number stands between */
    APART_TAKEN,  /* they belong to another number */
    APART_STOP,   /* a full stop or semicolon */
    APART_MATTER, /* words of another matter */
    APART_WORDS,  /* too many words that no rule knows */
    APART_SIDE,   /* nothing of that, but so put they do not name it */
    APART_KIND    /* they were taken, but their indicator does not take such a number */
};

/* Of "từ 12 lên 19", of the levels of two years. */
enum pair { PAIR_NONE, PAIR_FIRST, PAIR_SECOND };

struct trace {
    enum why why;
    struct clue
        cause; /* WHY_INSIDE, VETO, OTHER, NARROWED, CODE: the words that decided; not understood: those right beside
                            the number that no rule knows */
    struct clue label;    /* the words that name what is measured; WHY_APART: the nearest ones */
    enum apart apart;     /* WHY_APART */
    struct str between;   /* WHY_APART: the number or the words that keep them apart */
    struct str lender;    /* label.origin is ORIGIN_NUMBER: that number */
    struct clue field;    /* the topic, where the label leaves it open: chuyên môn */
    bool implied;         /* the words of `field` only imply it: đại học */
    enum pair pair;       /* its year is one of two that are compared */
    struct meaning sense; /* what `frame` makes of it, where its rule says so */
    bool ahead;           /* the year may lie after the day of the report, which nobody said */
    struct clue frame;    /* a verb that turned the reading: cử, kế hoạch */
    struct clue counted;  /* unit and group behind the number */
    struct clue qualifier, change;
    struct clue place, period, base, group;
    struct trace *also; /* of the same number, read as something else too; NULL: there is none */
};

#endif
