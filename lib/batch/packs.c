/* packs.c - rule packs and the catalogue by name: the workspace's own first, then the shipped ones. */
#include "batch/batch.h"
#include "batch/shipped.h"
#include <stdlib.h>
#include <string.h>

struct packs_slot {
    struct str name;
    struct pack *pack; /* NULL: tried, and absent or broken */
};

const char *shipped_path(struct arena *arena, const char *folder, const char *name) {
    if (folder) {
        const char *own = file_join(arena, folder, name);
        if (file_exists(own))
            return own;
    }
    const char *path = file_join(arena, batch_data_folder(), name);
    return file_exists(path) ? path : NULL;
}

bool shipped_name(struct str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                    c == '_';
        if (!fine)
            return false;
    }
    return name.len > 0;
}

void packs_init(struct packs *packs, const char *folder, const struct catalogue *catalogue) {
    *packs = (struct packs){.folder = folder, .catalogue = catalogue};
}

void packs_fini(struct packs *packs) {
    for (size_t i = 0; i < packs->n; i++)
        if (packs->slots[i].pack)
            pack_free(packs->slots[i].pack);
    free(packs->slots);
    arena_fini(&packs->arena);
    *packs = (struct packs){0};
}

static struct pack *load(struct packs *packs, struct str name, struct diag_where where, struct diag *diag) {
    const char *file = arena_printf(&packs->arena, "templates/rules/%.*s.yaml", STR_ARG(name)).at;
    const char *path = shipped_name(name) ? shipped_path(&packs->arena, packs->folder, file) : NULL;
    if (!path) {
        diag_at(diag, DIAG_USAGE, where, "rules-missing",
                _("there is no rule pack \"%.*s\"; name one that stands in templates/rules"), STR_ARG(name));
        return NULL;
    }
    const char *shipped = file_join(&packs->arena, batch_data_folder(), "templates/rules");
    return pack_load(path, shipped, packs->catalogue, diag);
}

const struct pack *packs_find(struct packs *packs, struct str name, struct diag_where where,
                              struct diag *diag) {
    if (name.len == 0)
        name = STR(PACK_DEFAULT);
    for (size_t i = 0; i < packs->n; i++)
        if (str_equal(packs->slots[i].name, name))
            return packs->slots[i].pack;
    MEM_ROOM(packs->slots, packs->n, packs->cap);
    struct packs_slot *slot = &packs->slots[packs->n++];
    slot->name = arena_str(&packs->arena, name);
    slot->pack = load(packs, name, where, diag);
    return slot->pack;
}

struct catalogue *batch_catalogue(const char *folder, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    const char *path = shipped_path(&arena, folder, "templates/indicators.yaml");
    struct catalogue *catalogue = NULL;
    if (path)
        catalogue = catalogue_load(path, diag);
    else
        diag_say(
            diag, DIAG_USAGE, "data-missing",
            _("templates/indicators.yaml is not in %s; set HOSO_DATA to the folder that came with the program"),
            batch_data_folder());
    arena_fini(&arena);
    return catalogue;
}
