/* kit_files.c - each file is read once a process, by its path; a list of them for each dossier. */
#include "batch/kit_files.h"
#include <stdlib.h>
#include <string.h>

/* ---- one file ---------------------------------------------------------------------------------------------------------- */

/* Text `says` of one version of the file; `plain`: what would be attached. */
struct version {
    struct buf says, plain;
    bool there;
};

static void version_fini(struct version *version) {
    buf_fini(&version->says);
    buf_fini(&version->plain);
}

/* What is broken says its bytes. */
static void read_yaml(struct version *version, const char *path) {
    struct buf raw = BUF_EMPTY;
    struct diag silent = DIAG_EMPTY;
    version->there = file_exists(path) && file_read(path, &raw, &silent);
    if (version->there && !yaml_plain(&version->says, buf_view(&raw)))
        buf_str(&version->says, buf_view(&raw));
    buf_str(&version->plain, buf_view(&version->says));
    buf_fini(&raw);
    diag_fini(&silent);
}

static void read_template(struct version *version, const struct template *template) {
    version->there = template != NULL;
    if (!template)
        return;
    template_meaning(&version->says, template);
    template_plain(&version->plain, template);
}

static void read_template_at(struct version *version, const char *path) {
    struct diag silent = DIAG_EMPTY;
    struct template *template = file_exists(path) ? template_load(path, &silent) : NULL;
    read_template(version, template);
    if (template)
        template_free(template);
    diag_fini(&silent);
}

/* The workspace's own comes first. `template`: as loaded, where the file is one. */
static void fill(struct kit *kit, struct kit_file *file, const struct kit_template *template) {
    struct arena scratch = ARENA_EMPTY;
    struct version own = {0}, shipped = {0};
    const char *own_path = file_join(&scratch, kit->workspace->folder, file->path);
    const char *shipped_path = file_join(&scratch, batch_data_folder(), file->path);
    bool is_own = file_exists(own_path) && strcmp(own_path, shipped_path) != 0;
    if (!template) {
        read_yaml(&own, is_own ? own_path : "");
        read_yaml(&shipped, shipped_path);
    } else if (is_own) {
        read_template(&own, template->template);
        read_template_at(&shipped, shipped_path);
    } else {
        read_template(&shipped, template->template);
    }
    struct str says = buf_view(own.there ? &own.says : &shipped.says);
    digest_bytes(says.at ? says.at : "", says.len, file->sha256);
    if (own.there && !(shipped.there && str_equal(says, buf_view(&shipped.says))))
        file->own = arena_str(&kit->arena, buf_view(&own.plain));
    version_fini(&own);
    version_fini(&shipped);
    arena_fini(&scratch);
}

static const struct kit_file *file_at(struct kit *kit, struct str path, const struct kit_template *template) {
    for (size_t i = 0; i < kit->n_files; i++)
        if (str_equal(str_of(kit->files[i]->path), path))
            return kit->files[i];
    struct kit_file *file = ARENA_NEW(&kit->arena, struct kit_file);
    struct hash hash = HASH_START;
    file->path = arena_str(&kit->arena, path).at;
    fill(kit, file, template);
    hash_str(&hash, path);
    hash_str(&hash, str_of(file->sha256));
    hash_str(&hash, file->own);
    file->says = hash_end(&hash);
    MEM_ROOM(kit->files, kit->n_files, kit->files_cap);
    kit->files[kit->n_files++] = file;
    return file;
}

/* ---- the list ---------------------------------------------------------------------------------------------------------- */

struct list {
    struct kit *kit;
    struct arena *arena;
    const struct kit_file **items;
    size_t n, cap;
};

static void add(struct list *list, struct str path, const struct kit_template *template) {
    const struct kit_file *file = file_at(list->kit, path, template);
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i] == file)
            return;
    MEM_ROOM(list->items, list->n, list->cap);
    list->items[list->n++] = file;
}

static void add_style(struct list *list, struct str name) {
    const char *const *files = NULL;
    size_t n = kit_style_files(list->kit, name, &files);
    for (size_t i = 0; i < n; i++)
        add(list, str_of(files[i]), NULL);
}

/* Tables are read by the catalogue; a pack is chosen for texts, and where hoso.yaml names one. */
static void add_rules(struct list *list, uint32_t source) {
    const struct workspace *workspace = list->kit->workspace;
    const struct pack *pack = workspace->read_by[source];
    const char *const *files = NULL;
    bool named = workspace->loaded[source]->kind == SOURCE_TEXT || workspace->loaded[source]->rules.len > 0;
    size_t n = pack && named ? pack_files(pack, &files) : 0;
    for (size_t i = 0; i < n; i++) {
        const char *slash = strrchr(files[i], '/');
        add(list, arena_printf(list->arena, "templates/rules/%s", slash ? slash + 1 : files[i]), NULL);
    }
}

size_t kit_files(struct kit *kit, struct arena *arena, const struct kit_making *making,
                 const struct kit_file *const **files) {
    struct list list = {.kit = kit, .arena = arena};
    const char *name = making->dossier->template;
    add(&list, arena_printf(arena, "templates/%s.md", name), kit_template(kit, name));
    add_style(&list, making->style);
    add(&list, STR("templates/indicators.yaml"), NULL);
    add(&list, STR("templates/units.yaml"), NULL);
    for (size_t i = 0; i < making->n_sources; i++)
        if (making->sources[i] < kit->workspace->n_loaded)
            add_rules(&list, making->sources[i]);
    const struct kit_file **kept = ARENA_ARRAY(arena, list.n, const struct kit_file *);
    memcpy(kept, list.items, list.n * sizeof *kept);
    free(list.items);
    *files = kept;
    return list.n;
}

uint64_t kit_files_say(void *kit, const struct kit_making *making) {
    struct arena scratch = ARENA_EMPTY;
    struct hash hash = HASH_START;
    const struct kit_file *const *files;
    size_t n = kit_files(kit, &scratch, making, &files);
    for (size_t i = 0; i < n; i++)
        hash_number(&hash, files[i]->says);
    arena_fini(&scratch);
    return hash_end(&hash);
}
