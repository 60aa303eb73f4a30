/* links.h - a crosswalk by what its rows name: the rows about some places, and those that they lead to. Evidence carries them. */
#ifndef HOSO_BATCH_LINKS_H
#define HOSO_BATCH_LINKS_H

#include "batch/gathered.h"

struct links {
    const struct source *table; /* NULL: not made yet */
    struct links_cell {
        uint32_t key;  /* index in keys; MAP_NONE: it names nothing that links */
        uint32_t next; /* the next cell that names the same, or MAP_NONE */
        uint32_t record;
    } * cells;        /* of all records */
    uint32_t *starts; /* by record: its first cell */
    struct links_key {
        struct str text; /* a folded name or code */
        uint32_t last;   /* the last cell that names it */
    } * keys;
    size_t n_keys, keys_cap;
    struct map by_key; /* text -> index in keys */
    struct arena arena;
};

/* Goes through the whole table once; it is borrowed. links_fini frees. */
void links_make(struct links *links, const struct source *table);
void links_fini(struct links *links);

/* Names and codes, folded, each once, in the order of their coming. */
struct links_names {
    struct str *items; /* in the arena that links_name is given */
    size_t n, cap;
    struct map known;
};

/* One more name or code, folded into the arena; nothing where it is known already. */
void links_name(struct links_names *names, struct arena *arena, struct str name);
/* Those of the figures' places and of the dossier's own. */
void links_name_all(struct links_names *names, struct arena *arena, const struct figure *const *figures,
                    size_t n, struct str place);
void links_names_fini(struct links_names *names);

/* The head of the table and the rows that have one of the names in a cell, or are linked to such a row by another of their
 * cells, which join the names: what a crosswalk says of some places and those they were made of. In the arena. */
struct str links_excerpt(const struct links *links, struct arena *arena, struct links_names *names);

#endif
