/* packs.c - rule packs and the catalogue by name: the workspace's own first, then the shipped ones. */
#include "batch/batch.h"
#include "batch/shipped.h"
#include <glob.h>
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

#define NAMES_MOST 60 /* that a message lists */

static size_t add_names(struct arena *arena, const char *folder, const char *kind, const char *ending,
                        const char **names, size_t n) {
    glob_t found;
    const char *pattern = arena_printf(arena, "%s/%s/*%s", folder, kind, ending).at;
    if (glob(pattern, GLOB_NOSORT, NULL, &found) != 0)
        return n;
    for (size_t i = 0; i < found.gl_pathc && n < NAMES_MOST; i++) {
        const char *slash = strrchr(found.gl_pathv[i], '/');
        struct str name = str_of(slash ? slash + 1 : found.gl_pathv[i]);
        names[n++] = arena_str(arena, str_cut(name, 0, name.len - strlen(ending))).at;
    }
    globfree(&found);
    return n;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *shipped_names(struct arena *arena, const char *folder, const char *kind, const char *ending) {
    const char *names[NAMES_MOST];
    struct buf text = BUF_EMPTY;
    size_t n = folder ? add_names(arena, folder, kind, ending, names, 0) : 0;
    n = add_names(arena, batch_data_folder(), kind, ending, names, n);
    qsort(names, n, sizeof *names, by_name);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
            buf_printf(&text, "%s%s", text.len ? ", " : "", names[i]);
    const char *kept = arena_str(arena, buf_view(&text)).at;
    buf_fini(&text);
    return kept;
}

bool shipped_name(struct str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_';
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
    pack_free(packs->for_tables);
    free(packs->slots);
    arena_fini(&packs->arena);
    *packs = (struct packs){0};
}

static struct pack *load(struct packs *packs, struct str name, struct diag_where where, struct diag *diag) {
    const char *file = arena_printf(&packs->arena, "templates/rules/%.*s.yaml", STR_ARG(name)).at;
    const char *path = shipped_name(name) ? shipped_path(&packs->arena, packs->folder, file) : NULL;
    if (!path) {
        diag_at(diag, DIAG_USAGE, where, "rules-missing", _("there is no rule pack \"%.*s\"; there are %s"),
                STR_ARG(name), shipped_names(&packs->arena, packs->folder, "templates/rules", ".yaml"));
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

/* ---- chosen by their markers ------------------------------------------------------------------------------------------- */

static bool knows_name(const struct packs *packs, struct str name) {
    for (size_t i = 0; i < packs->n_names; i++)
        if (str_equal(packs->names[i], name))
            return true;
    return false;
}

static struct str stem_of(const char *path) {
    const char *slash = strrchr(path, '/');
    struct str file = str_of(slash ? slash + 1 : path);
    return str_cut(file, 0, file.len - strlen(".yaml"));
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Does a line of the file begin with the key? Packs need not be compiled to know. */
static bool says_key(const char *path, struct str key) {
    struct buf text = BUF_EMPTY;
    struct diag silent = DIAG_EMPTY;
    bool says = file_read(path, &text, &silent) && (str_starts(buf_view(&text), str_cut(key, 1, key.len)) ||
                                                    str_find(buf_view(&text), key, 0) != STR_NONE);
    diag_fini(&silent);
    buf_fini(&text);
    return says;
}

/* Adds the packs of folder/templates/rules that have markers, in order of their names. */
static void list_folder(struct packs *packs, const char *folder) {
    glob_t found;
    const char *pattern = file_join(&packs->arena, folder, "templates/rules/*.yaml");
    if (glob(pattern, GLOB_NOSORT, NULL, &found) != 0)
        return;
    struct str *names = ARENA_ARRAY(&packs->arena, packs->n_names + found.gl_pathc, struct str);
    for (size_t i = 0; i < packs->n_names; i++)
        names[i] = packs->names[i];
    packs->names = names;
    qsort(found.gl_pathv, found.gl_pathc, sizeof *found.gl_pathv, by_bytes);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct str name = arena_str(&packs->arena, stem_of(found.gl_pathv[i]));
        if (shipped_name(name) && !knows_name(packs, name) && says_key(found.gl_pathv[i], STR("\nmarkers:")))
            packs->names[packs->n_names++] = name;
    }
    globfree(&found);
}

static void list_all(struct packs *packs) {
    if (packs->names)
        return;
    packs->names = ARENA_ARRAY(&packs->arena, 1, struct str);
    if (packs->folder)
        list_folder(packs, packs->folder);
    list_folder(packs, batch_data_folder());
}

static void note_choice(const struct pack *pack, const struct source *source, struct span marker,
                        struct diag *diag) {
    diag_at(
        diag, DIAG_NOTE, source_where(source, marker.at, marker.len), "rules-chosen",
        _("the text is read by the rule pack %s, for these words; name another under `rules:` to force it"),
        pack_name(pack));
}

/* A workspace of tables alone compiles no rules. */
static const struct pack *for_tables(struct packs *packs) {
    if (!packs->for_tables)
        packs->for_tables = pack_for_tables(PACK_DEFAULT, packs->catalogue);
    return packs->for_tables;
}

const struct pack *packs_choose(struct packs *packs, const struct source *source, struct diag_where where,
                                struct diag *diag) {
    if (source->rules.len)
        return packs_find(packs, source->rules, where, diag);
    if (source->kind != SOURCE_TEXT)
        return for_tables(packs);
    const struct pack *best = NULL;
    struct span marker = {0};
    unsigned most = 0;
    list_all(packs);
    for (size_t i = 0; i < packs->n_names; i++) {
        struct span first = {0};
        const struct pack *pack = packs_find(packs, packs->names[i], where, diag);
        unsigned marks = pack ? pack_marks(pack, source, &first) : 0;
        if (marks > most) {
            best = pack;
            most = marks;
            marker = first;
        }
    }
    if (!best)
        return packs_find(packs, STR(""), where, diag);
    note_choice(best, source, marker, diag);
    return best;
}

void packs_try_own(struct packs *packs, struct diag *diag) {
    glob_t found;
    if (!packs->folder)
        return;
    const char *pattern = file_join(&packs->arena, packs->folder, "templates/rules/*.yaml");
    if (glob(pattern, GLOB_NOSORT, NULL, &found) != 0)
        return;
    qsort(found.gl_pathv, found.gl_pathc, sizeof *found.gl_pathv, by_bytes);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct str name = stem_of(found.gl_pathv[i]);
        struct diag_where where = {.file = arena_strdup(&packs->arena, found.gl_pathv[i])};
        if (shipped_name(name) &&
            says_key(where.file, STR("\nextends:"))) /* others may be parts of one that does */
            packs_find(packs, name, where, diag);
        else if (!shipped_name(name))
            diag_at(diag, DIAG_WARNING, where, "rules-name",
                    _("no source can name this rule pack; name the file with a-z, 0-9, - and _ alone"));
    }
    globfree(&found);
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
