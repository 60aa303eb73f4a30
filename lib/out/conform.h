/* conform.h - what a PDF claims to keep is verified on its own objects, before its bytes are handed out. Private to lib/out.
 *
 * The other files of this folder are written so that PDF/A-2u (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) hold. Here the
 * finished objects are read back as text, by rules that know nothing of how they were made: each kind of dictionary may
 * have the entries of a list and no others, what must be there is, and structure, pages and annotations name one another
 * both ways. So a change elsewhere that breaks a rule fails in the first run, not in an archive. */
#ifndef HOSO_OUT_CONFORM_H
#define HOSO_OUT_CONFORM_H

#include "out/about.h"
#include "out/syntax.h"

struct conform_page {
    uint32_t id;      /* of its object; 0: not seen yet */
    uint32_t n;       /* marked pieces in its content: ids 0 to n - 1 */
    uint32_t *owners; /* the element of each, as the elements say; 0: none */
};

struct conform_object {
    struct str dict;   /* between << and >> */
    struct str stream; /* its bytes; empty: none */
    struct str role;   /* of an element that was reached; empty: none */
    uint32_t page;     /* index of the page that it is, from 1; 0: it is none */
    bool field;        /* it is the field of a signature */
    uint32_t owner;    /* of an element: the one whose kid it is; of an annotation: its element */
};

struct conform {
    struct arena *arena;
    struct claims claims;
    struct conform_page *pages; /* by index */
    uint32_t n_pages;
    struct conform_object *objects; /* by id; [0] is not used */
    uint32_t n_objects;
    uint32_t *links; /* the annotation with the key n_pages + index in the ParentTree */
    uint32_t n_links;
    uint32_t n_fields;          /* of signatures, among the annotations */
    uint32_t root, info, fonts; /* ids; `fonts`: the dictionary of all pages' fonts */
    unsigned drawn;             /* a bit for each /F0.. that contents set text in */
    const char *broken;         /* the first rule that does not hold, NULL: none */
    uint32_t at;                /* its object; 0: not one alone */
};

/* Nothing is known yet of a document of `n_pages`; lists are made in the arena. */
void conform_start(struct conform *conform, struct arena *arena, struct claims claims, uint32_t n_pages);
/* A page's operators, before they are deflated. */
void conform_content(struct conform *conform, uint32_t page, struct str operators);
/* Room for objects 1 to n; then each is given once. They are borrowed until conform_check. */
void conform_objects(struct conform *conform, uint32_t n);
void conform_object(struct conform *conform, uint32_t id, struct str dict, struct str stream);
/* Judges. False, reported as DIAG_SYSTEM with the rule, when a claim does not hold. */
bool conform_check(struct conform *conform, uint32_t root, uint32_t info, struct diag *diag);

/* ---- for conform_*.c --------------------------------------------------------------------------------------------- */

/* Keeps the first broken rule. Always false. */
bool conform_broken(struct conform *conform, const char *rule, uint32_t at);
/* The object's entries; false, broken, when it is none or has entries that are not in the list ("Type Parent ..."). */
bool conform_entries(struct conform *conform, uint32_t id, const char *allowed, struct entries *entries);
/* The structure tree and its ways back from pages and annotations. */
void conform_structure(struct conform *conform, uint32_t root);
/* Is it /name? */
static inline bool conform_is_name(struct value value, const char *name) {
    return value.type == VALUE_NAME && str_equal(value.text, str_of(name));
}
/* Is it a structure type of ISO 32000-1, 14.8.4, that hoso writes? */
bool conform_is_role(struct str name);

#endif
