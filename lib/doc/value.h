/* value.h - what an expression of a template gives: text, a fact, a comparison, words joined from them. A value knows what
 * it rests on until it is on paper, so a sentence, a table and a chart that print one fact lead to one place.
 * Values live in the arena of the dossier; Lua holds pointers to them. */
#ifndef HOSO_DOC_VALUE_H
#define HOSO_DOC_VALUE_H

#include "doc/doc.h"

enum value_type {
    VALUE_TEXT,
    VALUE_FACT,
    VALUE_COMPARISON,
    VALUE_MIX,
    VALUE_PLACE,
    VALUE_PHRASE,    /* parts one after the other */
    VALUE_BLOCK,     /* a fenced block: stands alone in its paragraph */
    VALUE_FOOTNOTE,  /* a note: at the foot of the page, of a table's cell under the table */
    VALUE_TARGET,    /* a place in the text that a reference may name */
    VALUE_REFERENCE, /* "Bảng 2, trang 5": where the block or place of that name stands */
};

/* How a fact prints: "ước 828" "gần 11.500" "64,7%"; in columns, whose heads say the rest, "828" "gần 11.500" "64,7";
 * "ước 828 người". A comparison: "tăng 45,1 điểm phần trăm"; in columns "▲ 45,1". */
enum value_form { FORM_PLAIN, FORM_BARE, FORM_FULL };

#define PHRASE_DEPTH 40u /* so that walks may recurse */

struct block;

enum reference_part { REFERENCE_WHOLE, REFERENCE_NUMBER, REFERENCE_PAGE };

struct value {
    enum value_type type;
    enum value_form form;
    union {
        struct str text;
        struct {
            struct fact fact;
            /* the one figure that it is, in the source's own form (769/1.279); or NULL */
            const struct figure *stated;
        } fact;
        struct comparison comparison;
        struct mix mix;
        struct str place;
        struct {
            const struct value **parts;
            uint32_t n;
            unsigned depth;       /* of phrases in phrases, at most PHRASE_DEPTH */
            enum node_type style; /* NODE_EMPHASIS, NODE_STRONG, NODE_UP ...; NODE_DOCUMENT: none */
        } phrase;
        struct block *block;
        const struct value *footnote; /* its text */
        struct {
            struct str name;
            enum reference_part part;
        } reference; /* of VALUE_TARGET the name alone */
    } as;
};

/* Each makes a value in the arena from what it is given; what that points to is borrowed, and must live as long. */
const struct value *value_text(struct arena *arena, struct str text);
/* `form` says how it prints, see enum value_form. */
const struct value *value_fact(struct arena *arena, struct fact fact, enum value_form form);
/* A figure as its source states it: a ratio keeps its two numbers, a change its direction. */
const struct value *value_stated(struct arena *arena, const struct figures *figures,
                                 const struct figure *figure);
const struct value *value_comparison(struct arena *arena, struct comparison comparison);
/* The parts one after the other in `style` (NODE_DOCUMENT: none); they are no deeper than PHRASE_DEPTH. */
const struct value *value_phrase(struct arena *arena, const struct value **parts, uint32_t n,
                                 enum node_type style);

/* A note that says `text`, at the place where it is printed. */
const struct value *value_footnote(struct arena *arena, const struct value *text);
/* `type`: VALUE_TARGET or VALUE_REFERENCE. */
const struct value *value_reference(struct arena *arena, enum value_type type, struct str name,
                                    enum reference_part part);

/* There is nothing to print: a missing fact, a comparison with a missing side, a phrase with either. */
bool value_missing(const struct value *value);
/* A figure that it rests on is doubtful; a phrase: one of any part. */
bool value_doubtful(const struct value *value);
/* It is made from things that are not quite alike, and a note says in what. */
bool value_cautious(const struct value *value);
/* The same of a fact. */
bool fact_cautious(const struct fact *fact);

/* The words around a printed fact, without its number: "gần ", " điểm phần trăm". */
void value_before(struct buf *out, const struct value *value);
void value_number(struct buf *out, const struct value *value);
void value_after(struct buf *out, const struct value *value);
/* The sides are not quite the same thing, and the note says why. */
bool comparison_cautious(const struct comparison *comparison);
/* tăng, giảm, không thay đổi. */
const char *comparison_word(const struct comparison *comparison);
/* The value as plain text, for metadata, headings of charts and messages. */
void value_print(struct buf *out, const struct value *value);
/* "Đại học, 2021": what a fact is. */
void fact_title(struct buf *out, const struct fact *fact);
/* The unit as written behind a number: người, lượt, điểm phần trăm; "" for per cent. */
const char *unit_words(const char *unit);

#endif
